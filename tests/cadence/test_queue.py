"""domain.md, The queue; ux.md, the suggested next call."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bdc_desk.cadence.queue import (
    Badge,
    QueueRow,
    badge,
    next_change,
    place,
    section,
    suggested,
    suggested_order,
    why_here,
)
from bdc_desk.cadence.standing import Section, Stage
from tests.helpers.lead_log import LeadLog, default_policy, local

NOW = local("2026-03-02 12:00")
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    return NOW + minutes * MINUTE


def uncalled(lead: str, age: float, **changes: object) -> QueueRow:
    """A never-called lead of `age` opening minutes, its stored moments as the engine makes them."""
    log = LeadLog()
    log.arrives(NOW - age * MINUTE)
    row = replace(log.row(NOW - age * MINUTE), lead=lead, customer=lead)
    return replace(row, **changes)  # type: ignore[arg-type]  # fields of the row


def called(lead: str, **changes: object) -> QueueRow:
    row = replace(uncalled(lead, 200), called=True, marks=(), due_at=None, counted=1, stage=Stage.TRYING)
    return replace(row, **changes)  # type: ignore[arg-type]  # fields of the row


def promised(lead: str, minutes: float) -> QueueRow:
    return called(lead, callback_at=at(minutes), remind_at=at(minutes - 5))


# --- sections ---


@pytest.mark.parametrize(
    ("row", "where", "word"),
    [
        # callbacks due within five minutes or overdue
        (promised("a", 5), Section.CALLBACKS, Badge.CALLBACK),
        (promised("a", -600), Section.CALLBACKS, Badge.CALLBACK),
        (promised("a", 5.1), Section.LATER, Badge.CALLBACK),
        # never called: new, then with its highest mark
        (uncalled("a", 0), Section.NEVER_CALLED, Badge.NEW),
        (uncalled("a", 1.99), Section.NEVER_CALLED, Badge.NEW),
        (uncalled("a", 2), Section.NEVER_CALLED, Badge.OVER_2),
        (uncalled("a", 15), Section.NEVER_CALLED, Badge.OVER_15),
        (uncalled("a", 60), Section.NEVER_CALLED, Badge.ESCALATED),
        (uncalled("a", 180), Section.NEVER_CALLED, Badge.ESCALATED),
        # never called and not to be called now
        (uncalled("a", 5, call_from=at(60)), Section.LATER, Badge.OVER_2),
        (uncalled("a", 5, blocked="no usable number"), Section.LATER, Badge.LATER),
        # retries
        (called("a", due_at=at(0)), Section.RETRIES, Badge.RETRY),
        (called("a", due_at=at(0.01)), Section.LATER, Badge.LATER),
        (called("a", due_at=at(-1), call_from=at(1)), Section.LATER, Badge.LATER),
        (called("a", due_at=at(-1), counted=6), Section.RETRIES, Badge.DECIDE),
        # nothing by the clock
        (called("a"), Section.LATER, Badge.LATER),
    ],
)
def test_sections_and_badges(row: QueueRow, where: Section, word: Badge) -> None:
    assert (section(row, NOW), badge(row, NOW)) == (where, word)


def test_the_order_of_the_queue() -> None:
    rows = [
        # callbacks by promised time
        promised("overdue", -60),
        promised("soon", 4),
        # never called, oldest first
        uncalled("oldest", 100),
        uncalled("older", 20),
        uncalled("fresh", 1),
        # retries by due time
        called("first retry", due_at=at(-30)),
        called("second retry", due_at=at(-10)),
        # later ones by when
        promised("later callback", 30),
        called("later retry", due_at=at(60)),
    ]
    shuffled = sorted(rows, key=lambda row: row.lead)
    assert [row.lead for row in sorted(shuffled, key=lambda row: place(row, NOW))] == [
        row.lead for row in rows
    ]


def test_the_age_is_opening_time() -> None:
    log = LeadLog()
    log.arrives("2026-03-01 23:00")
    row = log.row("2026-03-02 08:00")
    assert row.opens_at == local("2026-03-02 09:00")
    assert row.escalating_from == local("2026-03-02 09:45")


@pytest.mark.parametrize(
    ("row", "moment"),
    [
        # the marks, one after the other
        (uncalled("a", 0), 2),
        (uncalled("a", 2), 13),
        (uncalled("a", 300), None),
        # a reminder, then the promise
        (promised("a", 10), 5),
        (promised("a", 3), 3),
        (called("a", due_at=at(7)), 7),
    ],
)
def test_when_a_row_changes_next(row: QueueRow, moment: float | None) -> None:
    assert next_change(row, NOW) == (None if moment is None else at(moment))


# --- the suggested next call, in the order of ux.md ---

IN_ORDER = [
    # broken promises, oldest promise first
    promised("promise overdue", -10),
    promised("promise due", 0),
    # uncalled leads of 45 minutes and more, oldest first
    uncalled("escalated", 90),
    uncalled("escalating", 45),
    # leads still inside two minutes, oldest of them first
    uncalled("fresh older", 1.9),
    uncalled("fresh", 0.5),
    # inside fifteen
    uncalled("warm older", 14),
    uncalled("warm", 2),
    # then the oldest
    uncalled("old", 44),
    uncalled("less old", 15),
    # then due retries
    called("retry older", due_at=at(-20)),
    called("retry", due_at=at(-1)),
]
NOT_NOW = [
    # a promise of later is kept later, a retry not yet due is not due
    promised("promise to come", 3),
    called("retry to come", due_at=at(1)),
    # who may not be called, or was tried just now
    uncalled("forbidden now", 90, call_from=at(30)),
    uncalled("blocked", 90, blocked="do not call"),
    uncalled("resting", 90, rest_until=at(10)),
]


def test_the_suggested_calls_come_in_the_order_of_the_page() -> None:
    rows = sorted([*IN_ORDER, *NOT_NOW], key=lambda row: row.lead)
    taken: list[str] = []
    while (row := suggested(rows, NOW, frozenset(taken))) is not None:
        taken.append(row.lead)
    assert taken == [row.lead for row in IN_ORDER]


def test_leads_of_the_same_moment_stand_in_the_order_in_which_they_were_received() -> None:
    first, second = uncalled("z", 5, sequence=8), uncalled("a", 5, sequence=9)
    assert sorted([second, first], key=lambda row: place(row, NOW)) == [first, second]
    assert suggested([second, first], NOW) == first
    promises = [replace(promised(row.lead, -1), sequence=row.sequence) for row in (second, first)]
    retries = [replace(called(row.lead, due_at=at(-1)), sequence=row.sequence) for row in (second, first)]
    for rows in (promises, retries):
        assert min(rows, key=lambda row: place(row, NOW)).lead == "z"
        best = suggested(rows, NOW)
        assert best is not None
        assert best.lead == "z"


def test_a_colleagues_customer_is_not_suggested() -> None:
    rows = [
        uncalled("a", 1),
        replace(uncalled("b", 0.5), customer="shared"),
        replace(uncalled("c", 50), customer="shared"),
    ]
    best = suggested(rows, NOW, frozenset({"shared"}))
    assert best is not None
    assert best.lead == "a"


def test_the_best_calls_come_in_one_list_in_the_same_order() -> None:
    rows = sorted([*IN_ORDER, *NOT_NOW], key=lambda row: row.lead)
    whole = suggested_order(rows, NOW)
    assert whole == tuple(IN_ORDER)
    assert suggested_order(rows, NOW, most=3) == whole[:3]
    assert suggested_order(rows, NOW, most=99) == whole
    assert suggested_order(rows, NOW, frozenset({"escalated"}), most=3) == (*whole[:2], whole[3])
    assert suggested_order([], NOW, most=20) == ()


def test_the_minutes_of_the_suggestion_are_the_policys() -> None:
    policy = default_policy()
    rule = replace(policy.suggest, escalating=10 * MINUTE)
    log = LeadLog(policy=replace(policy, suggest=rule))
    log.arrives(NOW - 11 * MINUTE)
    rows = [uncalled("fresh", 1), replace(log.row(NOW), lead="eleven", customer="eleven")]
    best = suggested(rows, NOW)
    assert best is not None
    assert best.lead == "eleven"


@pytest.mark.parametrize(
    ("row", "now", "words"),
    [
        (promised("a", 4), NOW, "Call back as promised at 12:04"),
        (promised("a", -1), NOW, "Promised call of 11:59 is overdue"),
        (uncalled("a", 1), NOW, "Call now: never called"),
        (uncalled("a", 1, blocked="no usable number"), NOW, "no usable number"),
        (called("a", due_why="Call 2 of 6 from 14:00"), NOW, "Call 2 of 6 from 14:00"),
    ],
)
def test_each_row_says_why_it_is_here(row: QueueRow, now: datetime, words: str) -> None:
    assert why_here(row, now, "Europe/London") == words


def test_a_row_from_the_night_says_when_it_is_due() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 03:20")
    now = local("2026-03-02 03:30")
    assert why_here(log.row(now), now, "Europe/London") == "opens 09:00, due 09:02"


def test_a_promise_for_next_week_does_not_hide_who_was_never_called() -> None:
    row = replace(uncalled("a", 20), callback_at=at(7 * 24 * 60), remind_at=at(7 * 24 * 60 - 5))
    assert section(row, NOW) is Section.NEVER_CALLED
    assert suggested([row], NOW) is None  # the customer named the time; the clock and its marks run on
    assert section(row, at(7 * 24 * 60)) is Section.CALLBACKS
