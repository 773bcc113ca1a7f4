"""design.md, A clock ticks: each alert once, also after sleep or a stepped clock."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.alerts import Alert, AlertKind, between, hears, passed, whose
from bdc_desk.cadence.queue import QueueRow
from tests.helpers.lead_log import LeadLog, local

TEN = local("2026-03-02 10:00")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OVER_2, OVER_15, ESCALATED, CALLBACK, CALLBACK_DUE, CALLBACK_PASSED = AlertKind


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
            [OVER_2, OVER_15, CALLBACK, CALLBACK_DUE, CALLBACK_PASSED, ESCALATED, ESCALATED],
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


# --- who hears it (domain.md, Two clocks; Callbacks and claims; Escalation) ---

MARKS = [OVER_2, OVER_15, ESCALATED]
PROMISES = [CALLBACK, CALLBACK_DUE]
EVERYBODY = frozenset({"ann", "bob", "cy", "max"})
ROLES = {"ann": "salesperson", "bob": "salesperson", "cy": "enquiry", "max": "manager", "pia": "principal"}


def hearers(
    kind: AlertKind,
    present: frozenset[str] = EVERYBODY,
    *,
    owner: str | None = None,
    deputy: str | None = None,
    holder: str | None = None,
) -> set[str]:
    """Everybody at a desk who hears it."""
    return {
        person
        for person in present
        if hears(
            kind,
            person=person,
            role=ROLES[person],
            owner=owner,
            deputy=deputy,
            holder=holder,
            present=present,
        )
    }


HEARD: list[tuple[list[AlertKind], dict[str, Any], set[str]]] = [
    # for an unowned lead every desk that is ready
    ([*MARKS, *PROMISES, CALLBACK_PASSED], {}, set(EVERYBODY)),
    # the owner
    ([OVER_2, OVER_15, *PROMISES], {"owner": "ann"}, {"ann"}),
    # or the deputy: while the owner is away
    ([OVER_2, OVER_15, *PROMISES], {"owner": "ann", "deputy": "bob"}, {"ann"}),
    ([OVER_2, OVER_15, *PROMISES], {"owner": "pia", "deputy": "bob"}, {"bob"}),
    # with neither at a desk, everybody: a mark that nobody hears is none
    ([*MARKS, *PROMISES], {"owner": "pia"}, set(EVERYBODY)),
    ([*MARKS, *PROMISES], {"owner": "pia", "deputy": "pia"}, set(EVERYBODY)),
    # for a claimed one its holder, whoever owns it
    ([OVER_2, OVER_15, *PROMISES, CALLBACK_PASSED], {"owner": "ann", "holder": "cy"}, {"cy"}),
    ([OVER_2, OVER_15, *PROMISES], {"holder": "cy"}, {"cy"}),
    # a lease that outlives its desk holds nobody's ears shut
    ([OVER_2, *PROMISES], {"owner": "ann", "holder": "pia"}, {"ann"}),
    # an escalation goes to who leads as well
    ([ESCALATED], {"owner": "ann"}, {"ann", "max"}),
    ([ESCALATED], {"owner": "ann", "holder": "cy"}, {"cy", "max"}),
    # a promise that nobody kept passes to a colleague: whoever is ready
    ([CALLBACK_PASSED], {"owner": "ann"}, set(EVERYBODY)),
    ([CALLBACK_PASSED], {"owner": "ann", "deputy": "bob"}, set(EVERYBODY)),
]


@pytest.mark.parametrize(("kinds_", "whose_", "heard"), HEARD)
def test_who_hears_it(kinds_: list[AlertKind], whose_: dict[str, Any], heard: set[str]) -> None:
    assert {kind: hearers(kind, **whose_) for kind in kinds_} == dict.fromkeys(kinds_, heard)


PEOPLE = st.sampled_from([None, *ROLES])


@given(
    st.sampled_from(AlertKind),
    st.frozensets(st.sampled_from(list(ROLES)), min_size=1),
    PEOPLE,
    PEOPLE,
    PEOPLE,
)
def test_whoever_is_there_somebody_hears_it(
    kind: AlertKind, present: frozenset[str], owner: str | None, deputy: str | None, holder: str | None
) -> None:
    assert hearers(kind, present, owner=owner, deputy=deputy, holder=holder)


def test_alone_one_hears_all() -> None:
    for kind in AlertKind:
        assert hearers(kind, frozenset({"ann"}), owner="bob", deputy="cy", holder="max") == {"ann"}


def test_a_promise_is_its_owner_s_and_else_that_of_who_made_it() -> None:
    row_ = replace(ROW, owner=None, promised_by="cy")
    assert {kind: whose(kind, row_) for kind in AlertKind} == {
        **dict.fromkeys([*MARKS, CALLBACK_PASSED]),
        **dict.fromkeys(PROMISES, "cy"),
    }
    owned = replace(row_, owner="ann")
    assert {whose(kind, owned) for kind in AlertKind} == {"ann"}


def test_a_promise_that_nobody_kept_passes_on_five_minutes_after_its_time() -> None:
    log = lead()
    log.call(TEN + MINUTE, "callback")
    log.promise(TEN + 2 * MINUTE, TEN + 60 * MINUTE)
    rows = [log.row(TEN + 3 * MINUTE)]
    assert [(one.kind, one.due_at - TEN) for one in between(TEN, TEN + 600 * MINUTE, rows)] == [
        (CALLBACK, 55 * MINUTE),
        (CALLBACK_DUE, 60 * MINUTE),
        (CALLBACK_PASSED, 65 * MINUTE),
    ]
    log.call(TEN + 61 * MINUTE)
    assert between(TEN, TEN + 600 * MINUTE, [log.row(TEN + 62 * MINUTE)]) == ()
