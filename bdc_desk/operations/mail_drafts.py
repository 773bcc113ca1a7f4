"""What is being written in a free-text mail: kept at this desk, over a crash and over a night, until it was
asked to leave.
"""

import json
from dataclasses import dataclass

from bdc_desk.operations.desk import Desk

LONGEST = 100_000
"""Characters of one text that are kept."""


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail as it was typed. `language`: that of the text it began from."""

    subject: str
    text: str
    language: str


def keep_mail_draft(desk: Desk, lead: str, template: str, draft: MailDraft | None) -> None:
    """Keep what is typed so far; None forgets it. Nothing is kept of a customer who was erased meanwhile."""
    kept = [draft.subject, draft.text[:LONGEST], draft.language] if draft is not None else None
    with desk.store.unit() as unit:
        if unit.is_erased(lead):
            return
        unit.put_setting(_key(desk, lead, template), json.dumps(kept) if kept else "")


def mail_draft(desk: Desk, lead: str, template: str) -> MailDraft | None:
    """What was typed for this lead and template and did not leave; None where there is nothing."""
    with desk.store.snapshot() as snapshot:
        kept = snapshot.setting(_key(desk, lead, template))
    try:
        found = json.loads(kept or "null")
    except (ValueError, RecursionError):
        return None  # a row that somebody else wrote into the file: nothing of ours
    if not isinstance(found, list) or len(found) != len(MailDraft.__slots__):
        return None
    subject, text, language = found
    if not (isinstance(subject, str) and isinstance(text, str) and isinstance(language, str)):
        return None
    return MailDraft(subject, text, language)


def _key(desk: Desk, lead: str, template: str) -> str:
    return f"mail draft {desk.person} {lead} {template}"
