"""The night's pile, and the soft tone of new leads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bdc_desk.cadence.hours import OpeningHours, parse_day
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.standing import Mark, Step
from bdc_desk.ui.alerts.arrivals import Arrivals
from bdc_desk.ui.alerts.night import Openings, Pile, pile_of
from tests.helpers.queue_rows import NOW, minutes, never_called

OPENS = NOW.replace(hour=9)
CLOSED = OPENS - timedelta(hours=12)
HOURS = OpeningHours(zone="UTC", week=(parse_day(["09:00-21:00"]),) * 7)


def at_night(which: int, *, silent: bool = False) -> QueueRow:
    """It came at night and is due two minutes after opening."""
    due = OPENS + minutes(2)
    mark = Mark(Step.MARK_2, 2, due, due, silent=silent)
    row = never_called(which, marks=(mark,))
    return replace(row, arrived_at=OPENS - minutes(60 + which), opens_at=OPENS)


def test_the_pile_is_counted_until_it_is_due() -> None:
    rows = [at_night(1), at_night(2), at_night(3, silent=True), never_called(4, waited=-10)]
    assert pile_of(rows, OPENS, HOURS) == Pile(2, CLOSED, OPENS + minutes(2))
    assert pile_of(rows, OPENS - timedelta(seconds=1), HOURS) is None  # still closed
    assert pile_of(rows, OPENS + minutes(2), HOURS) is None  # its mark speaks now
    assert pile_of([replace(at_night(1), called=True)], OPENS, HOURS) is None
    assert pile_of([replace(at_night(1), blocked="do not call")], OPENS, HOURS) is None


def test_after_closed_days_it_counts_from_the_last_closing() -> None:
    """Also across the turn of a year."""
    weekdays = OpeningHours(zone="UTC", week=((parse_day(["09:00-21:00"]),) * 5) + ((),) * 2)
    monday = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    closed = monday.replace(day=1, hour=9) - timedelta(hours=12)
    hours = replace(weekdays, closed_days=frozenset({monday.replace(day=1).date()}))
    came = replace(at_night(1), arrived_at=closed + minutes(1), opens_at=monday)
    due = Mark(Step.MARK_2, 2, monday + minutes(2), monday + minutes(2), silent=False)
    assert pile_of([replace(came, marks=(due,))], monday, hours) == Pile(1, closed, monday + minutes(2))


def test_each_opening_is_told_once_also_after_a_stepped_clock() -> None:
    openings = Openings(OPENS - timedelta(hours=3))
    openings.watch([at_night(1), at_night(2)])
    openings.watch([at_night(1)])
    assert not openings.opened(OPENS - timedelta(seconds=1))
    assert openings.opened(OPENS + timedelta(seconds=4))
    assert not openings.opened(OPENS - timedelta(hours=1))
    openings.watch([at_night(1)])
    assert not openings.opened(OPENS + minutes(1))


def test_a_new_lead_is_fresh_once() -> None:
    arrivals = Arrivals()
    arrivals.know([never_called(1)])
    assert arrivals.fresh([never_called(1)], NOW) == ()
    assert arrivals.fresh([never_called(2)], NOW) == (never_called(2),)
    assert arrivals.fresh([never_called(2)], NOW) == ()
    again = replace(never_called(2), round=2)
    assert arrivals.fresh([again], NOW) == (again,)  # an enquiry again


def test_what_waits_for_nobody_now_is_not_fresh() -> None:
    rows = [
        replace(never_called(1), called=True),
        replace(never_called(2), blocked="do not call"),
        replace(never_called(3), opens_at=NOW + minutes(1)),
        replace(never_called(4), marks=()),  # typed at the counter
        replace(never_called(5), marks=tuple(replace(mark, silent=True) for mark in never_called(5).marks)),
    ]
    assert Arrivals().fresh(rows, NOW) == ()


def test_at_most_one_tone_a_minute_and_a_clock_set_back_does_not_hush_it() -> None:
    arrivals = Arrivals()
    assert [arrivals.may_ring(NOW + timedelta(seconds=at)) for at in (0, 1, 59, 60, 61)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert arrivals.may_ring(NOW - timedelta(hours=1))
