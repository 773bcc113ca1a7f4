"""Twins: two tales that differ in one thing, of which one opens and the other does not.

Each rule of the gate has a function that makes as many twins as it is given dice, the words with which the
databases refuse the second one, and the piece of SQLite's gate that holds the rule (`verdict_postgres_pieces`
has PostgreSQL's). They stand in `verdict_calls` (what counts), `verdict_times` (how far apart, which
days), `verdict_rounds` (what closes, which round, which policy), `verdict_ways` and `verdict_numbers` (what
opens without calls).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from tests.helpers.verdict_tale import BEGIN, Tale, number, tale_of
from tests.helpers.verdicts import FIRST, LONDON, Line, Question

SECOND_LESS, BLINK_LESS = timedelta(seconds=1), timedelta(microseconds=1)
DAYS = tuple(
    datetime.fromisoformat(day).replace(tzinfo=UTC)
    for day in (
        "2026-01-12",
        "2026-02-27",
        "2026-03-27",  # the night to the 29th is an hour short
        "2026-03-28",
        "2026-03-29",
        "2026-06-30",
        "2026-10-23",
        "2026-10-24",  # the 25th is an hour longer
        "2026-10-25",
        "2026-12-31",
    )
)


@dataclass(frozen=True, slots=True)
class Case:
    """What a judge is asked about one tale."""

    lines: tuple[Line, ...]
    question: Question


@dataclass(frozen=True, slots=True)
class Twins:
    """`opens` must be accepted, `shut` refused."""

    opens: Case
    shut: Case


Maker = Callable[[Random], Twins]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the gate. `says`: how the databases refuse; `piece` of SQLite's text is the rule, `instead`
    none.
    """

    name: str
    make: Maker
    says: str
    piece: str
    instead: str


RULES: dict[str, Rule] = {}


def hangs_on(says: str, piece: str, instead: str) -> Callable[[Maker], Maker]:
    """Enter a maker of twins as a rule, by the name of the function."""

    def enter(make: Maker) -> Maker:
        name = make.__name__.strip("_").replace("_", " ")
        assert name not in RULES, f"two rules are called {name!r}"
        RULES[name] = Rule(name, make, says, piece, instead)
        return make

    return enter


def case(tale: Tale, template: str | None, round: int | None = None) -> Case:
    """The tale so far and a question asked now."""
    return Case(tuple(tale.lines), tale.ask(template, round))


def twins(opens: Tale, shut: Tale, template: str | None) -> Twins:
    """Both tales asked for the same template."""
    return Twins(case(opens, template), case(shut, template))


def a_start(dice: Random) -> datetime:
    """A morning, near a change of the clocks as often as not."""
    return dice.choice(DAYS) + timedelta(hours=8, seconds=dice.randrange(3600))


def less(dice: Random) -> timedelta:
    """How much too little: a second, or the least there is."""
    return dice.choice((SECOND_LESS, SECOND_LESS, BLINK_LESS))


def at_local(day: datetime, clock: time, days: int = 0) -> datetime:
    """That time of day in London, `days` after the day of `day`, as UTC."""
    there = day.astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(there, clock, LONDON).astimezone(UTC)


def counted(tale: Tale, calls: int) -> None:
    """So many calls that count, each at least the gap after the one before; the next may follow at once."""
    for _ in range(calls):
        tale.call()
        tale.wait(FIRST.gap + timedelta(seconds=tale.dice.choice((0, 1, 60, 5000, 50000))))
    idle(tale)


def waiting(dice: Random) -> Tale:
    """A tale with fewer calls than `call 5` asks for."""
    tale = tale_of(dice, a_start(dice))
    counted(tale, dice.randrange(3))
    return tale


def numberless(dice: Random, grade: str = "ok") -> Tale:
    """A tale like `waiting`, of a lead that came with an impossible number or with none."""
    impossible = (number(possible=False),) * dice.randrange(2)
    tale = tale_of(dice, a_start(dice), *impossible, grade=grade, bare=not impossible)
    counted(tale, dice.randrange(3))
    return tale


def idle(tale: Tale) -> None:
    """Perhaps something that says nothing to the gate."""
    for _ in range(tale.dice.choice((0, 0, 1, 2))):
        tale.dice.choice(_NOTHINGS)(tale)


_NOTHINGS: tuple[Callable[[Tale], object], ...] = (
    lambda tale: tale.note(),
    lambda tale: tale.call(qualified="no"),
    lambda tale: tale.call("voicemail", "reached", qualified="no"),
    lambda tale: tale.contact(dialogue=False),
    lambda tale: tale.write("callback set", {"promised_at": 0, "attempt": None}),
    lambda tale: tale.write("outside email", {"happened_at": 0}),
    lambda tale: tale.write("email left", {"asked": "nothing", "message_id": "<1@example.test>"}),
    lambda tale: tale.dial(),
    lambda tale: tale.reopen(),
    lambda tale: tale.confirm(None),
    lambda tale: tale.send_back(tale.call(qualified="no").outcome),
    lambda tale: tale.withdraw(tale.call("dialogue", "appointment", qualified="no")),
    lambda tale: tale.say(tale.new_id(), "dialogue", "appointment"),
)

assert min(DAYS) > BEGIN, "tales begin before they go on"
