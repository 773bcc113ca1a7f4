"""The tables of an export: leads, customers, promises, appointments, emails, notes and people, as a person
reads them. Pure; moments are told on the dealership's clock.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.desk import Surroundings
from bdc_desk.storage.rows import LeadRow

LEADS = (
    "lead", "customer", "name", "kind", "source", "arrived", "stage", "closed", "owner", "wanted", "trade",
    "first", "last", "full", "emails", "phones", "address", "comments", "vendor", "provider_lead_id",
    "original",
)  # fmt: skip
CUSTOMERS = ("customer", "name", "owner", "emails", "phones", "first_arrived", "leads")
CALLBACKS = ("promised", "lead", "name", "set", "by", "cancelled", "callback", "attempt")
APPOINTMENTS = ("appointment", "what", "lead", "name", "said", "by", "entry")
EMAILS = (
    "asked", "lead", "name", "by", "template", "to", "subject", "text", "attachments", "language",
    "became", "became_at", "email",
)  # fmt: skip
NOTES = ("written", "lead", "name", "by", "text", "entry")
PEOPLE = ("person", "name", "role")
TELLING = frozenset({Kind.ARRIVAL, Kind.DETAILS_EDITED})
"""Kinds of entries that tell who the customer is; the latest holds."""
BECAME = (Kind.EMAIL_BOUNCED, Kind.EMAIL_LEFT, Kind.HANDED_OVER, Kind.EMAIL_WITHDRAWN)
"""What became of a mail: what comes first goes before what comes after (docs/log.md, Mails)."""

Cells = tuple[str, ...]


class LeadCells:
    """One lead in the cells of every table. Entries that were refused say nothing."""

    def __init__(self, about: Surroundings, row: LeadRow, entries: Sequence[Entry]) -> None:
        """`entries`: the lead's, in the log's order."""
        self._about, self._row, self._zone = about, row, zone_of(about.policy.zone)
        self._entries = [entry for entry in entries if entry.stands and entry.lead == row.lead]
        told = [entry.details for entry in self._entries if entry.kind in TELLING]
        self._details: Mapping[str, object] = (told[-1] if told else None) or {}

    @property
    def emails(self) -> tuple[str, ...]:
        """The customer's addresses."""
        return tuple(str(one) for one in _list(self._details.get("emails")))

    @property
    def phones(self) -> tuple[str, ...]:
        """The customer's numbers, E.164 where known, else as typed."""
        phones = (one for one in _list(self._details.get("phones")) if isinstance(one, Mapping))
        return tuple(str(one.get("e164") or one.get("typed") or "") for one in phones)

    @property
    def owner(self) -> str:
        """The salesperson's name, "" for nobody."""
        return self._about.name_of(self._row.owner)

    def lead(self) -> Cells:
        """Under LEADS."""
        arrival = next((entry for entry in reversed(self._entries) if entry.kind == Kind.ARRIVAL), None)
        body = arrival.body if arrival else {}
        row, said = self._row, (arrival.details if arrival else None) or {}
        return (
            row.lead, row.customer, row.name, _text(body, "kind"), _text(body, "source"),
            self.at(row.arrived_at), row.stage, "yes" if row.closed else "no", self.owner,
            _text(body, "wanted"), _text(body, "trade"),
            *(_text(self._details, name) for name in ("first", "last", "full")),
            "; ".join(self.emails), "; ".join(self.phones), _text(self._details, "address"),
            _text(said, "comments"), _text(body, "vendor"), _text(body, "provider_lead_id"),
            _text(body, "archive"),
        )  # fmt: skip

    def callbacks(self) -> Iterator[Cells]:
        """Under CALLBACKS."""
        cancelled = {entry.text_of("callback") for entry in self._of(Kind.CALLBACK_CANCELLED)}
        for entry in self._of(Kind.CALLBACK_SET):
            yield (
                self.at(entry.moment_of("promised_at")), *self._lead(), *self._said(entry),
                "yes" if entry.id in cancelled else "no", entry.id, entry.text_of("attempt") or "",
            )  # fmt: skip

    def appointments(self) -> Iterator[Cells]:
        """Under APPOINTMENTS: those made, in a call or beside, and who came."""
        taken_back = {entry.text_of("outcome") for entry in self._of(Kind.OUTCOME_WITHDRAWN)}
        for entry in self._of(Kind.APPOINTMENT_SET, Kind.OUTCOME, Kind.SHOWN, Kind.NO_SHOW):
            at = entry.moment_of("appointment_at")
            if entry.kind == Kind.OUTCOME and (at is None or entry.id in taken_back):
                continue
            what = entry.kind if entry.kind in {Kind.SHOWN, Kind.NO_SHOW} else "made"
            yield self.at(at), what, *self._lead(), *self._said(entry), entry.id

    def mails(self) -> Iterator[Cells]:
        """Under EMAILS: each that was asked for, and what became of it."""
        for entry in self._of(Kind.EMAIL_ASKED):
            said, end = entry.details or {}, self._end_of(entry.id)
            yield (
                self.at(entry.made_at), *self._lead(), self._about.name_of(entry.agent),
                _text(entry.body, "template"), _text(said, "to"), _text(said, "subject"), _text(said, "text"),
                "; ".join(map(str, _list(said.get("attachments")))), _text(said, "language"),
                end.kind if end else "", self.at(end.made_at) if end else "", entry.id,
            )  # fmt: skip

    def notes(self) -> Iterator[Cells]:
        """Under NOTES."""
        for entry in self._of(Kind.NOTE):
            said, by = self._said(entry)
            yield said, *self._lead(), by, _text(entry.details or {}, "text"), entry.id

    def at(self, moment: datetime | None) -> str:
        """The moment on the dealership's clock, with its offset from UTC; "" for none."""
        return "" if moment is None else moment.astimezone(self._zone).isoformat(sep=" ", timespec="seconds")

    def _of(self, *kinds: Kind) -> Iterable[Entry]:
        return (entry for entry in self._entries if entry.kind in kinds)

    def _lead(self) -> tuple[str, str]:
        return self._row.lead, self._row.name

    def _said(self, entry: Entry) -> tuple[str, str]:
        return self.at(entry.made_at), self._about.name_of(entry.agent)

    def _end_of(self, asked: str) -> Entry | None:
        ends = [entry for entry in self._of(*BECAME) if entry.text_of("asked") == asked]
        return min(ends, key=lambda entry: BECAME.index(Kind(entry.kind)), default=None)


def people_rows(about: Surroundings) -> Iterator[Cells]:
    """Under PEOPLE: everybody who ever worked here, as they are called now."""
    for person in about.people.values():
        yield person.id, person.name, person.role


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value)


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()
