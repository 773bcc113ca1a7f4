"""Mails that came back: listed until the person has seen them."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.store import Snapshot

LOOK_BACK = timedelta(days=30)
"""A mail that came back longer ago is history: the lead's own tells it."""


@dataclass(frozen=True, slots=True)
class BouncedMail:
    """A mail of this person that came back. `entry`: the word of it. `why`: the code in the entry ("no such
    address", "mailbox full", "refused", "delayed", "other"); `said`: the server's own words.
    """

    entry: str
    lead: str
    name: str
    to: str
    label: str
    why: str
    said: str
    permanent: bool
    at: datetime


def bounced_mails(desk: Desk) -> tuple[BouncedMail, ...]:
    """This person's mails that came back within a month and were not put aside, the newest first."""
    with desk.store.snapshot() as snapshot:
        aside = _aside(snapshot, desk)
        came = snapshot.entries_of_kinds(Kind.EMAIL_BOUNCED, start=desk.clock.now() - LOOK_BACK)
        found = [(entry, _asked(snapshot, entry)) for entry in came if entry.id not in aside]
        mine = [(entry, asked) for entry, asked in found if asked is not None and asked.agent == desk.person]
        if not mine:
            return ()
        labels = {rule.name: rule.label for rule in desk.surroundings(snapshot).policy.templates}
        told = [_told(snapshot, entry, asked, labels) for entry, asked in mine]
    return tuple(sorted(told, key=lambda one: (one.at, one.entry), reverse=True))


def put_bounce_aside(desk: Desk, entry: str) -> None:
    """The person has seen it; the lead's history keeps it."""
    with desk.store.unit() as unit:
        listed = {one.id for one in unit.entries_of_kinds(Kind.EMAIL_BOUNCED)}
        kept = [one for one in _aside(unit, desk) if one in listed]
        unit.put_setting(_key(desk), json.dumps(sorted({*kept, entry})))


def _asked(snapshot: Snapshot, bounced: Entry) -> Entry | None:
    return snapshot.entry(bounced.text_of("asked") or "")


def _told(snapshot: Snapshot, bounced: Entry, asked: Entry, labels: dict[str, str]) -> BouncedMail:
    lead, template = bounced.lead or "", asked.text_of("template") or ""
    row = snapshot.lead_row(lead)
    return BouncedMail(
        entry=bounced.id,
        lead=lead,
        name=row.name if row is not None else "",
        to=str((asked.details or {}).get("to") or ""),
        label=labels.get(template, template),
        why=bounced.text_of("why") or "other",
        said=str((bounced.details or {}).get("said") or ""),
        permanent=bounced.body.get("permanent") is True,
        at=bounced.made_at,
    )


def _aside(snapshot: Snapshot, desk: Desk) -> frozenset[str]:
    try:
        found = json.loads(snapshot.setting(_key(desk)) or "[]")
    except (ValueError, RecursionError):
        return frozenset()
    return frozenset(one for one in found if isinstance(one, str)) if isinstance(found, list) else frozenset()


def _key(desk: Desk) -> str:
    return f"mails put aside {desk.person}"
