"""Mails that are about one that this dealership sent: it came back, or its reader wants no more. They are
facts of that lead, and no enquiry.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.intake.letters.bounces import bounce_of
from bdc_desk.intake.letters.stops import Stop, stop_of
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.delivery import Result
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.emailing import say_bounced
from bdc_desk.operations.identity import keys_of
from bdc_desk.operations.mail_wishes import say_mail_wish
from bdc_desk.storage.store import Snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AboutOurs:
    """What was written of it. `words`: for the page of what came in."""

    lead: str
    result: Result
    words: str
    changes: Changes


def take_about_ours(desk: Desk, data: bytes) -> AboutOurs | None:
    """Write what the mail `data` says of one of ours; None where it says nothing of any that is known here,
    so that it is read as any other mail. Read again, it writes nothing. Raises SurroundingsFault.
    """
    return _bounced(desk, data) or _stopped(desk, data)


def _bounced(desk: Desk, data: bytes) -> AboutOurs | None:
    bounce = _read(bounce_of, data)
    if bounce is None:
        return None
    with desk.store.snapshot() as snapshot:
        asked = _asked(snapshot, bounce.ids)
    if asked is None or asked.lead is None:
        return None
    try:
        changes = say_bounced(
            desk,
            asked.lead,
            asked.id,
            bounce.why,
            permanent=bounce.permanent,
            said=bounce.said,
            id_=_entry_id("bounced", asked.id, data),
        )
    except Refused:
        return None  # the lead is gone from here: read it as any other mail
    words = "An email came back" if bounce.permanent else "An email is delayed"
    return AboutOurs(asked.lead, Result.BOUNCED, f"{words} ({bounce.why}).", changes)


def _stopped(desk: Desk, data: bytes) -> AboutOurs | None:
    stop = _read(stop_of, data)
    if stop is None:
        return None
    with desk.store.snapshot() as snapshot:
        lead = _stopped_lead(snapshot, stop)
    if lead is None:
        return None
    try:
        changes = say_mail_wish(
            desk, lead, may_mail=False, words=stop.words, id_=_entry_id("stop", stop.key, data)
        )
    except Refused:
        return None  # as above
    return AboutOurs(lead, Result.STOP, f"The customer wants no emails: “{stop.words}”.", changes)


def _read(reader: Callable[[bytes], T | None], data: bytes) -> T | None:
    """A mistake of ours loses no enquiry: the mail is read as any other."""
    try:
        return reader(data)
    except Exception:
        logging.getLogger(__name__).exception("a mail could not be looked through for answers to ours")
        return None


def _asked(snapshot: Snapshot, ids: tuple[str, ...]) -> Entry | None:
    """The first of these that is an email that was asked for here."""
    found = (snapshot.entry(id_) for id_ in ids)
    return next((one for one in found if one is not None and one.kind == Kind.EMAIL_ASKED), None)


def _stopped_lead(snapshot: Snapshot, stop: Stop) -> str | None:
    """The lead whose mail it answers; for a mail of its own the latest that was mailed at this address."""
    asked = _asked(snapshot, stop.ids)
    if asked is not None:
        return asked.lead
    found = [
        entry
        for row in snapshot.leads_with_keys(keys_of([], [stop.sender], ""))
        for entry in snapshot.entries_of(row.lead)
        if _went_to(entry, stop.sender)
    ]
    return max(found, key=lambda entry: entry.made_at).lead if found else None


def _went_to(entry: Entry, address: str) -> bool:
    to = str((entry.details or {}).get("to") or "")
    return entry.kind == Kind.EMAIL_ASKED and to.casefold() == address.casefold()


def _entry_id(what: str, key: str, data: bytes) -> str:
    """The same for every reading of one mail; a UUID of version 8 (RFC 9562), for 5 stands for arrivals."""
    told = f"{what} {key}" if what == "stop" and key else f"{what} {key} {hashlib.sha256(data).hexdigest()}"
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
