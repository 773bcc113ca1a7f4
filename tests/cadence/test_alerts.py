"""design.md, A clock ticks: each alert once, also after sleep or a stepped clock."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.alerts import Alert, AlertKind, between, passed
from bdc_desk.cadence.queue import QueueRow
from tests.helpers.lead_log import LeadLog, local

TEN = local("2026-03-02 10:00")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OVER_2, OVER_15, ESCALATED, CALLBACK, CALLBACK_DUE = AlertKind


def lead() -> LeadLog:
    log = LeadLog()
    log.arrives(TEN)
    return log


def row() -> QueueRow:
    return lead().row(TEN)


def kinds(alerts: tuple[Alert, ...]) -> list[AlertKind]:
    return [alert.kind for alert in alerts]


@pytest.mark.parametrize(
    ("since", "now", "heard"),
    [
        # one tick before, at and after the mark
        (118, 119, []),
        (119, 120, [OVER_2]),
        (120, 121, []),
        # the machine slept from 10:01 to 10:20: each mark once, by when it was due
        (60, 1200, [OVER_2, OVER_15]),
        # ... and over the weekend
        (60, 200_000, [OVER_2, OVER_15, ESCALATED, ESCALATED]),
        # a clock stepped back tells nothing, and neither does one that stands still
        (600, 60, []),
        (120, 120, []),
    ],
)
def test_each_alert_that_fell_due_since(since: int, now: int, heard: list[AlertKind]) -> None:
    assert kinds(between(TEN + since * SECOND, TEN + now * SECOND, [row()])) == heard


def test_a_clock_that_runs_over_the_same_minutes_twice_alerts_once() -> None:
    heard: set[Alert] = set()
    told: list[Alert] = []
    since = TEN
    # forward past the mark, stepped back before it, and over it again
    for minutes in (1, 3, 1, 3, 20):
        now = TEN + minutes * MINUTE
        alerts = between(since, now, [row()], heard)
        heard.update(alerts)
        told += alerts
        since = now
    assert kinds(tuple(told)) == [OVER_2, OVER_15]


@given(st.lists(st.integers(-3000, 20_000), max_size=20))
def test_however_the_clock_is_stepped_each_alert_comes_at_most_once(steps: list[int]) -> None:
    told: list[Alert] = []
    since = TEN
    for seconds in steps:
        now = TEN + seconds * SECOND
        told += between(since, now, [ROW], set(told))
        since = now
    assert len(told) == len(set(told))
    furthest = max([since for since in steps if since > 0], default=0)
    assert set(told) <= set(between(TEN - 9000 * SECOND, TEN + furthest * SECOND, [ROW]))


ROW = row()


def test_the_same_wall_clock_minute_twice_is_two_moments() -> None:
    # 25 October 2026, 1:30 comes twice in London
    first, second = (local("2026-10-25 01:30", fold_=fold) for fold in (0, 1))
    callback = replace(ROW, marks=(), callback_at=second, remind_at=second - 5 * MINUTE)
    assert kinds(between(first - MINUTE, first + MINUTE, [callback])) == []
    assert kinds(between(second - MINUTE, second, [callback])) == [CALLBACK_DUE]


@pytest.mark.parametrize(
    ("changed", "heard"),
    [
        # a callback is heard five minutes before, and at its time
        (
            lambda log: log.promise(TEN, TEN + 60 * MINUTE),
            [OVER_2, OVER_15, CALLBACK, CALLBACK_DUE, ESCALATED, ESCALATED],
        ),
        # who was called rings no mark
        (lambda log: log.call(TEN + MINUTE), []),
        # nor who may not be called at all
        (lambda log: log.excepts(TEN + MINUTE, "do not call"), []),
        # nor a closed lead
        (lambda log: log.close(TEN + MINUTE), []),
    ],
)
def test_what_is_heard_of_a_lead(changed: object, heard: list[AlertKind]) -> None:
    log = lead()
    changed(log)  # type: ignore[operator]  # a table of functions
    assert sorted(kinds(between(TEN, TEN + 600 * MINUTE, [log.row(TEN + MINUTE)]))) == sorted(heard)


@pytest.mark.parametrize(
    ("imported", "heard"),
    [
        # marks that had passed before the import are silent
        (TEN + 5 * MINUTE, [OVER_15, ESCALATED, ESCALATED]),
        (TEN + 24 * 60 * MINUTE, []),
    ],
)
def test_silent_marks_are_not_heard(imported: datetime, heard: list[AlertKind]) -> None:
    log = LeadLog()
    log.arrives(TEN, imported=imported)
    assert kinds(between(TEN, TEN + 3000 * MINUTE, [log.row(imported)])) == heard


def test_what_has_passed_when_a_desk_starts_is_heard_already() -> None:
    now = TEN + 20 * MINUTE
    before = set(passed(now, [ROW]))
    assert {alert.kind for alert in before} == {OVER_2, OVER_15}
    assert between(TEN, now, [ROW], before) == ()


def test_a_new_round_is_heard_anew() -> None:
    log = lead()
    first = between(TEN, TEN + 3 * MINUTE, [log.row(TEN)])
    log.arrives(TEN + 100 * MINUTE)
    again = log.row(TEN + 100 * MINUTE)
    assert kinds(between(TEN + 100 * MINUTE, TEN + 103 * MINUTE, [again], set(first))) == [OVER_2]
