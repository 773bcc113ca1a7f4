"""A lead whose customer was erased: nothing is due, nothing may be said, and what counted counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.assess import fold
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.standing import Stage, Standing
from tests.cadence.test_assess import FULL, NOW, said
from tests.helpers.lead_log import LeadLog, number

EVERY = [*range(1, len(FULL))]


def called() -> LeadLog:
    log = LeadLog()
    log.arrives("2026-03-02 10:00", numbers=[number()])
    log.call("2026-03-02 10:01", "no answer")
    log.promise("2026-03-02 10:05", "2026-03-04 17:30")
    return log


def test_an_erased_lead_is_closed_for_everything() -> None:
    log = called()
    before = said(log, NOW)
    log.write(Kind.ERASED, "2026-03-02 12:00", {"reason": "asked"})
    after = said(log, NOW)
    assert before.section is not None
    assert before.callback is not None
    assert (after.stage, after.section, after.callback) == (Stage.ERASED, None, None)
    assert after.erased_at is not None
    assert nothing_asked(after)
    assert "Erased" in str(after.next_step.why)


def test_what_counted_still_counts() -> None:
    log = called()
    before = said(log, NOW)
    log.write(Kind.ERASED, "2026-03-02 12:00", {"reason": "asked"})
    after = said(log, NOW)
    assert after.attempts == before.attempts
    assert (after.counted, after.days) == (before.counted, before.days)
    assert after.first_call.stopped_at == before.first_call.stopped_at


def test_what_another_desk_wrote_unseen_counts_and_opens_nothing() -> None:
    log = called()
    log.write(Kind.ERASED, "2026-03-02 12:00", {"reason": "asked"})
    log.call("2026-03-02 13:01", "dialogue", span=60)
    log.arrives("2026-03-05 10:00", numbers=[number()])
    after = said(log, NOW)
    assert after.stage is Stage.ERASED
    assert len(after.attempts) == 2
    assert nothing_asked(after)


def test_an_erasure_that_waits_for_the_shared_database_changes_nothing_yet() -> None:
    log = called()
    log.write(Kind.ERASED, "2026-03-02 12:00", {"reason": "asked"})
    *others, erased = log.entries
    waits = fold(log.policies, log.lead, [*others, replace(erased, seal=None)])
    assert waits.erased is None
    assert waits.waiting[-1].id == erased.id
    assert fold(log.policies, log.lead, log.entries).erased is not None


@given(place=st.sampled_from(EVERY), later=st.integers(0, 90 * 24 * 60))
def test_erased_at_any_point_of_a_full_log_there_is_a_standing(place: int, later: int) -> None:
    log = called()
    log.write(Kind.ERASED, "2026-03-02 12:00", {"reason": "asked"})
    erased = log.entries[-1]
    history = [*FULL[:place], replace(erased, lead=FULL[0].lead), *FULL[place:]]
    found = said(replace_entries(log, history), NOW + timedelta(minutes=later))
    assert found.stage is Stage.ERASED
    assert nothing_asked(found)


@pytest.mark.parametrize("body", [{}, {"reason": 3}, {"reason": "a name"}, {"other": None}])
def test_whatever_it_says_it_erases(body: dict[str, object]) -> None:
    """Its form is the databases' to refuse: what they let in is obeyed."""
    log = called()
    log.write(Kind.ERASED, "2026-03-02 12:00", body)
    assert said(log, NOW).stage is Stage.ERASED


def nothing_asked(standing: Standing) -> bool:
    sayable = (*standing.outcomes, *standing.closings, *standing.visits)
    return (
        standing.section is None
        and not any(one.allowed for one in sayable)
        and not any(one.is_open for one in standing.templates)
        and not any(one.may_dial for one in standing.numbers)
        and not standing.escalations
        and not standing.unconfirmed
        and standing.open_attempt is None
        and standing.next_step.due_at is None
    )


def replace_entries(log: LeadLog, entries: list) -> LeadLog:
    log.entries = entries
    return log
