"""Free histories: whatever may happen to a lead, at moments drawn around the thresholds.

A story is a list of steps, so that hypothesis can shrink it: (what happens, when, and which one of several).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from bdc_desk.cadence.kinds import Kind
from tests.helpers.verdict_tale import Made, Tale, number, tale_of
from tests.helpers.verdict_twins import at_local
from tests.helpers.verdicts import (
    ANN,
    BEN,
    CEM,
    FIRST,
    LEAD,
    OTHER_LEAD,
    SECOND,
    EngineJudge,
    Line,
    fixed_id,
)

Step = tuple[str, str, int]
PICKS = 12
"""Steps pick from 0 to this, exclusive."""

START = datetime(2026, 3, 27, 9, 30, tzinfo=UTC)  # two days before the clocks change
SLACK = timedelta(minutes=5)
SECOND_LONG = timedelta(seconds=1)
PEOPLE = (ANN, BEN, CEM)
FLAGS: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("dialogue",),
    ("appointment", "dialogue"),
    ("dead number",),
    ("wrong number", "reached"),
    ("voicemail",),
    ("do not call",),
)
VERDICTS = ("yes", "yes", "yes", "no", "if confirmed")
NUMBERS: tuple[tuple[Mapping[str, Any], ...], ...] = (
    (number(),),
    (),
    (number(possible=False),),
    (number(), number("n2")),
    (number("n2"),),
    (number(possible=False), number("n2")),
    (number("n1\0n2"),),
)
GRADES = ("ok", "ok", "partial", "unreadable")


class Story:
    """A tale told step by step. What the engine would refuse is not written."""

    def __init__(self) -> None:
        self.tale = tale_of(Random(0), START)
        self.tale.arrive(lead=OTHER_LEAD, id=fixed_id("other arrival"))
        self.calls: list[Made] = []
        self.highest = START

    @property
    def began(self) -> datetime:
        """When the last call was dialled; the beginning, where there is none."""
        return self.calls[-1].dial.at if self.calls else START

    def tell(self, steps: Sequence[Step]) -> Tale:
        """Let it all happen."""
        for what, when, pick in steps:
            self._go_to(MOVES[when](self))
            HAPPENS[what](self, pick)
        return self.tale

    def _go_to(self, moment: datetime) -> None:
        """Be there at that moment; a clock that goes back by more than the slack says so."""
        self.tale.now = max(moment, START)
        if self.tale.now < self.highest - SLACK:
            self.set_back(self.tale.now)
        self.highest = max(self.highest, self.tale.now)

    def set_back(self, to: datetime) -> None:
        """The clock is corrected."""
        self.tale.set_back(to)
        self.highest = to

    def call_of(self, pick: int) -> Made | None:
        """One of the calls; the last ones first."""
        return self.calls[-1 - pick % len(self.calls)] if self.calls else None

    def line_of(self, pick: int) -> Line:
        """One of the lead's lines; the last ones first."""
        lines = [line for line in self.tale.lines if line.lead == LEAD]
        return lines[-1 - pick % len(lines)]

    def elsewhere(self) -> None:
        """A call to another lead, which is still in its first round."""
        running, self.tale.round = self.tale.round, 1
        self.tale.call("dialogue", "appointment", lead=OTHER_LEAD)
        self.tale.round = running

    def made(self, dial: Line, outcome: Line | None) -> None:
        """A call was made."""
        self.calls.append(Made(dial, outcome))


def _just(moment: Callable[[Story], datetime]) -> dict[str, Callable[[Story], datetime]]:
    """The moment, a second before it and a second after it."""
    return {
        "": moment,
        " less": lambda story: moment(story) - SECOND_LONG,
        " more": lambda story: moment(story) + SECOND_LONG,
    }


def _clock(clock: time) -> Callable[[Story], datetime]:
    return lambda story: at_local(
        story.tale.now, clock, int(story.tale.now >= at_local(story.tale.now, clock))
    )


MOVES: dict[str, Callable[[Story], datetime]] = {
    name + extra: move
    for name, moment in {
        "now": lambda story: story.tale.now,
        "gap": lambda story: story.began + FIRST.gap,
        "other gap": lambda story: story.began + SECOND.gap,
        "day": lambda story: story.tale.now + timedelta(days=1),
        "midnight": _clock(time(0)),
        "ten": _clock(time(10)),
        "twelve": _clock(time(12)),
        "five": _clock(time(17)),
    }.items()
    for extra, move in _just(moment).items()
}


def _call(story: Story, pick: int) -> None:
    made = story.tale.call(
        *FLAGS[pick % len(FLAGS)],
        qualified=VERDICTS[pick % len(VERDICTS)],
        number="n2" if pick == 4 else "n1",
        by=PEOPLE[pick % 3],
    )
    story.made(made.dial, made.outcome)


def _good_call(story: Story, _pick: int) -> None:
    made = story.tale.call()
    story.made(made.dial, made.outcome)


def _typed(story: Story, pick: int) -> None:
    apart = (FIRST.gap, FIRST.gap - SECOND_LONG, SECOND.gap, SECOND.gap - SECOND_LONG)[pick % 4]
    began = (story.began - apart, story.began + apart, at_local(story.tale.now, time(0)))[pick % 3]
    made = story.tale.typed(min(began, story.tale.now), *FLAGS[pick % 4])
    story.made(made.dial, made.outcome)


def _dial(story: Story, pick: int) -> None:
    story.made(story.tale.dial(by=PEOPLE[pick % 3]), None)


def _say(story: Story, pick: int) -> None:
    call = story.call_of(pick % 3)
    if call is None or pick == 11:
        story.tale.say(story.tale.new_id(), *FLAGS[pick % len(FLAGS)])
        return
    round_ = {"round": story.tale.round} if pick == 10 else {}
    said = story.tale.say(call.dial, *FLAGS[pick % len(FLAGS)], qualified=VERDICTS[pick % 5], **round_)
    story.calls[story.calls.index(call)] = Made(call.dial, said)


def _withdraw(story: Story, pick: int) -> None:
    call = story.call_of(pick % 3)
    if call is not None:
        story.tale.withdraw(call, {9: 0, 10: "0", 11: call.dial.id}.get(pick))


def _not_dialled(story: Story, pick: int) -> None:
    call = story.call_of(pick % 3)
    attempt = story.tale.new_id() if call is None else call.dial.id
    story.tale.write(
        Kind.NOT_DIALLED, {"attempt": attempt}, round=call.dial.round if call else story.tale.round
    )


def _arrive(story: Story, pick: int) -> None:
    story.tale.arrive(*NUMBERS[pick % len(NUMBERS)], grade=GRADES[pick % len(GRADES)])


def _arrive_anew(story: Story, pick: int) -> None:
    story.tale.arrive_anew(*NUMBERS[pick % len(NUMBERS)])


def _not_reached(story: Story, _pick: int) -> None:
    if EngineJudge().judge(story.tale.lines, [story.tale.ask(None)])[0].opens:
        story.tale.write(Kind.NOT_REACHED)


def _close(story: Story, pick: int) -> None:
    reasons = ("lost", "spam", "sold", "do not call")
    story.tale.close(reasons[pick % 4], by=PEOPLE[pick % 3], round=max(1, story.tale.round - pick // 10))


def _set_back(story: Story, pick: int) -> None:
    apart = (FIRST.gap, FIRST.gap - SECOND_LONG, SECOND.gap, timedelta(days=1))[pick % 4]
    began = story.call_of(pick // 4)
    back = (began.dial.at if began else START) + (apart if pick % 4 < 3 else -apart)
    if START <= back < story.tale.now:
        story.set_back(back)


HAPPENS: dict[str, Callable[[Story, int], object]] = {
    "good call": _good_call,
    "call": _call,
    "typed": _typed,
    "dial": _dial,
    "say": _say,
    "withdraw": _withdraw,
    "not dialled": _not_dialled,
    "confirm": lambda story, pick: story.tale.confirm(story.line_of(pick // 3), by=PEOPLE[pick % 3]),
    "send back": lambda story, pick: story.tale.send_back(story.line_of(pick // 3), by=PEOPLE[pick % 3]),
    "exception": lambda story, pick: story.tale.except_(by=PEOPLE[pick % 3]),
    "contact": lambda story, pick: story.tale.contact(dialogue=pick % 2 == 0),
    "appointment": lambda story, pick: story.tale.write(Kind.APPOINTMENT_SET, {"appointment_at": 0}),
    "edit": lambda story, pick: story.tale.edit(
        *NUMBERS[pick % len(NUMBERS)], **({"grade": "unreadable"} if pick == 11 else {})
    ),
    "arrive": _arrive,
    "arrive anew": _arrive_anew,
    "close": _close,
    "reopen": lambda story, pick: story.tale.reopen(),
    "not reached": _not_reached,
    "policy": lambda story, pick: story.tale.use((FIRST, SECOND)[pick % 2]),
    "set back": _set_back,
    "elsewhere": lambda story, pick: story.elsewhere(),
    # facts that no rule of the gate reads
    "visit": lambda story, pick: story.tale.write(
        (Kind.SHOWN, Kind.NO_SHOW)[pick % 2], {"appointment_at": None if pick % 3 else 0}
    ),
    "mail wish": lambda story, pick: story.tale.write(Kind.MAIL_WISH, {"may_mail": pick % 2 == 0}),
    "erase": lambda story, pick: story.tale.write(Kind.ERASED, {"reason": "asked"}),
}
LIKELY = {
    "good call": 8,
    "call": 6,
    "typed": 3,
    "dial": 2,
    "say": 4,
    "withdraw": 3,
    "confirm": 5,
    "send back": 2,
    "set back": 2,
}


def a_story(dice: Random, length: int) -> list[Step]:
    """So many steps by dice; calls and what is said of them more often than the rest."""
    whats = dice.choices(list(HAPPENS), [LIKELY.get(what, 1) for what in HAPPENS], k=length)
    return [(what, dice.choice(list(MOVES)), dice.randrange(PICKS)) for what in whats]
