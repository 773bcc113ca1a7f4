"""Whether a customer wants to be mailed: the latest word stands, for all of the customer's leads."""

from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.writing import Outcome, Work, working
from bdc_desk.storage.store import Snapshot

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORDS_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class MailWish:
    """What the customer said of being mailed. `words`: their own; `at`: when it was written (UTC)."""

    may_mail: bool
    words: str
    at: datetime


def mail_wish(snapshot: Snapshot, customer: str) -> MailWish | None:
    """The customer's latest word, said on whichever of the leads; None where nothing was said."""
    said = [
        entry
        for row in snapshot.leads_of_customer(customer)
        for entry in snapshot.entries_of(row.lead)
        if entry.kind == Kind.MAIL_WISH and entry.stands and isinstance(entry.body.get("may_mail"), bool)
    ]
    if not said:
        return None
    latest = max(said, key=_place)
    words = str((latest.details or {}).get("words") or "")
    return MailWish(bool(latest.body["may_mail"]), words, latest.made_at)


def _place(entry: Entry) -> tuple[bool, int]:
    """Where the entry stands in the log: by its seal, what waits for one after all that have one."""
    return (False, entry.seal.no) if entry.seal is not None else (True, entry.desk_seq)


def may_mail(snapshot: Snapshot, customer: str) -> bool:
    """Whether the customer may be mailed, as far as that is the customer's wish."""
    wish = mail_wish(snapshot, customer)
    return wish is None or wish.may_mail


def refuse_unwanted(work: Work, lead: str) -> None:
    """Raises Refused where the customer of this lead asked not to be mailed, on this lead or another."""
    row = work.unit.lead_row(lead)
    wish = mail_wish(work.unit, row.customer if row is not None else lead)
    if wish is None or wish.may_mail:
        return
    at = wish.at.astimezone(zone_of(work.around.policy.zone))
    raise Refused(
        f"The customer asked on {at.day} {MONTHS[at.month - 1]} {at.year} not to be mailed.", code="mail wish"
    )


def say_mail_wish(
    desk: Desk,
    lead: str,
    may_mail: bool,  # noqa: FBT001  the form that the other parts know
    words: str,
    *,
    id_: str | None = None,
) -> Changes:
    """The customer asked not to be mailed, or to be mailed again, in these words. `id_`: the entry's, so that
    one mail with such a word is one entry however often it is read. Raises Refused without the words.
    """
    outcome, told = Outcome(), words.strip()[:WORDS_LIMIT]
    with working(desk, outcome) as work:
        if not told:
            raise Refused("Write down the customer's own words.", code="words")
        if id_ is not None and work.unit.entry(id_) is not None:
            return Changes()
        work.append(
            Kind.MAIL_WISH,
            {"may_mail": may_mail},
            lead=lead,
            round_=work.history(lead).round.number,
            details={"words": told},
            id_=id_,
        )
    return outcome.changes
