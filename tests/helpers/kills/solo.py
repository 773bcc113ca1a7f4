"""A life at a desk that works alone: what was left open is settled, then people do what they do."""

from contextlib import suppress
from pathlib import Path

from bdc_desk.errors import Refused
from bdc_desk.operations import calling, emailing
from bdc_desk.storage.store import Snapshot
from tests.helpers.kills.deeds import DEEDS, take_in
from tests.helpers.kills.points import Points, Tell
from tests.helpers.kills.seat import Order, Seat

MANY = 40
"""Deeds of a life that is killed at random: more than it can do."""


def live(order: Order, tell: Tell, points: Points) -> None:
    """`order.deeds` "*" is whatever the dice say."""
    seat = Seat(order, tell, points)
    _as_it_was_left(seat)
    _settle(seat)
    names = order.deeds if order.deeds != ["*"] else seat.dice.choices(sorted(DEEDS), k=MANY)
    for name in names:
        with suppress(Refused):
            DEEDS[name](seat)
            _hang_up(seat)


def _as_it_was_left(seat: Seat) -> None:
    """What the next start shows must be what the log and the last life say."""
    with seat.store.snapshot() as snapshot:
        calls, mails = _open_calls(snapshot, seat.desk.person), _unknown_mails(snapshot)
        for lead, text in seat.order.drafts.items():
            kept = snapshot.note_draft(lead)
            if kept is None or kept.text != text:
                seat.tell("fault", f"the note being typed on {lead} is {kept and kept.text!r}, not {text!r}")
    asked = calling.open_call_of(seat.desk)
    if calls and (asked is None or asked.attempt != calls[-1]):
        seat.tell("fault", f"the call {calls[-1]} was left open and is not asked about, but {asked}")
    if asked is not None and asked.attempt not in calls:
        seat.tell("fault", f"the call {asked.attempt} is asked about and is not open")
    listed = {one.asked for one in emailing.unfinished_mails(seat.desk)}
    if listed != mails:
        seat.tell("fault", f"the mails {sorted(mails)} are unknown, listed are {sorted(listed)}")


def _open_calls(snapshot: Snapshot, person: str) -> list[str]:
    """Calls without an outcome, from the log as it lies."""
    done: dict[str, bool] = {}
    for attempt, kind in snapshot._sql.rows(
        "SELECT json_extract(content, '$.body.attempt'), kind FROM entry "
        "WHERE kind IN ('outcome', 'outcome withdrawn', 'not dialled') ORDER BY desk_seq"
    ):
        done[attempt] = kind != "outcome withdrawn"
    calls = snapshot._sql.rows(
        "SELECT id FROM entry WHERE kind = 'dialled' AND agent = ? ORDER BY desk_seq", person
    )
    return [id_ for (id_,) in calls if not done.get(id_)]


def _unknown_mails(snapshot: Snapshot) -> set[str]:
    """Mails asked for of which the log says no more."""
    asked = {id_ for (id_,) in snapshot._sql.rows("SELECT id FROM entry WHERE kind = 'email asked'")}
    told = snapshot._sql.rows(
        "SELECT json_extract(content, '$.body.asked') FROM entry "
        "WHERE kind IN ('email left', 'email withdrawn')"
    )
    return asked - {id_ for (id_,) in told}


def _hang_up(seat: Seat) -> None:
    """Nobody calls twice at once: the call of the deed before gets its outcome."""
    while (begun := calling.open_call_of(seat.desk)) is not None:
        seat.pass_time()
        _say(seat, begun.lead, begun.attempt)


def _say(seat: Seat, lead: str, attempt: str) -> None:
    seat.ask("outcome afterwards", lambda: calling.give_outcome(seat.desk, lead, attempt, "no answer"))


def _settle(seat: Seat) -> None:
    """A person's words about what the life before left: calls, mails, imports."""
    _hang_up(seat)
    for one in emailing.unfinished_mails(seat.desk):
        lead, asked = one.lead, one.asked
        if asked in seat.order.delivered:
            seat.ask("email said left", lambda: emailing.say_left(seat.desk, lead, asked, "", said=True))  # noqa: B023  asked for at once
        else:
            seat.ask(
                "email said not sent",
                lambda: emailing.withdraw_email(seat.desk, lead, asked, why="not sent"),  # noqa: B023  asked for at once
            )
    for path in seat.order.imports:
        take_in(seat, "import again", Path(path))
