"""Somebody is told, once, of a source that is not read for long while the dealership is open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.ui.intake.intake_watch import IntakeWatch

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WELL = SourceStatus(SourceKind.MAILBOX, "Leads", SourceState.WAITING, TEN)
FAILED = replace(WELL, state=SourceState.FAILED, why="The mail server imap.example.test does not answer.")


def always(begin: datetime, end: datetime) -> timedelta:
    return end - begin


def closed(_begin: datetime, _end: datetime) -> timedelta:
    return timedelta()


def test_it_is_told_once_after_fifteen_minutes_with_the_reason() -> None:
    watch = IntakeWatch()
    said = [watch.look((FAILED,), TEN + minute * MINUTE, always) for minute in range(30)]
    assert [bool(one) for one in said].index(True) == 15
    assert sum(1 for one in said if one) == 1
    assert said[15] == (
        "Mailbox Leads has not been read for 15 min of opening time. "
        "The mail server imap.example.test does not answer."
    )


def test_nothing_is_told_while_the_dealership_is_closed() -> None:
    watch = IntakeWatch()
    assert not watch.look((FAILED,), TEN + timedelta(hours=9), closed)


def test_a_trial_between_is_no_success() -> None:
    """Each try begins the state anew; what counts is when the source was last well."""
    watch = IntakeWatch()
    watch.look((FAILED,), TEN, always)
    trying = replace(FAILED, state=SourceState.READING, since=TEN + 14 * MINUTE)
    watch.look((trying,), TEN + 14 * MINUTE, always)
    again = replace(FAILED, since=TEN + 14 * MINUTE)
    assert watch.look((again,), TEN + 15 * MINUTE, always)


def test_a_source_that_was_read_in_between_begins_anew_and_can_be_told_again() -> None:
    watch = IntakeWatch()
    watch.look((FAILED,), TEN, always)
    watch.look((WELL,), TEN + 10 * MINUTE, always)
    later = replace(FAILED, since=TEN + 12 * MINUTE)
    assert not watch.look((later,), TEN + 20 * MINUTE, always)
    assert watch.look((later,), TEN + 27 * MINUTE, always)
    watch.look((WELL,), TEN + 30 * MINUTE, always)
    much_later = replace(FAILED, since=TEN + 60 * MINUTE)
    assert watch.look((much_later,), TEN + 75 * MINUTE, always)


def test_a_missing_password_counts_and_a_colleagues_desk_does_not() -> None:
    watch = IntakeWatch()
    shut = replace(WELL, state=SourceState.NO_PASSWORD)
    elsewhere = replace(WELL, name="Other", state=SourceState.ELSEWHERE)
    assert watch.look((shut, elsewhere), TEN + 20 * MINUTE, always).startswith("Mailbox Leads has")


def test_several_are_told_together() -> None:
    watch = IntakeWatch()
    three = tuple(replace(FAILED, name=name) for name in ("A", "B", "C"))
    said = watch.look(three, TEN + 20 * MINUTE, always)
    assert said == "Mailbox A and Mailbox B and 1 more source have not been read for 15 min of opening time."


def test_a_source_that_was_removed_is_forgotten() -> None:
    watch = IntakeWatch()
    watch.look((FAILED,), TEN, always)
    watch.look((), TEN + MINUTE, always)
    assert not watch.look((replace(FAILED, since=TEN + 10 * MINUTE),), TEN + 20 * MINUTE, always)
