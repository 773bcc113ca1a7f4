"""domain.md, Two clocks, two calendars; Escalation. Monday is 2 March 2026, the dealership opens
09:00-21:00.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bdc_desk.cadence.standing import Mark, Step
from tests.helpers.lead_log import LeadLog, default_policy, local, number

MINUTE = timedelta(minutes=1)
CALIFORNIA = "America/Los_Angeles"


def on_the_wall(marks: tuple[Mark, ...], zone: str = "Europe/London") -> list[str]:
    there = [mark.due_at.astimezone(local("2026-01-01 00:00", zone).tzinfo) for mark in marks]
    return [f"{moment:%d %H:%M}" for moment in there]


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        # by day: 2 and 15 minutes, then 1 and 3 hours
        ("2026-03-02 10:00", ["02 10:02", "02 10:15", "02 11:00", "02 13:00"]),
        # from the night: opening + 2 min
        ("2026-03-02 03:20", ["02 09:02", "02 09:15", "02 10:00", "02 12:00"]),
        # a minute before closing the clock stops with the day and goes on in the morning
        ("2026-03-02 20:59", ["03 09:01", "03 09:14", "03 09:59", "03 11:59"]),
        # two minutes before closing: the mark falls on the closing itself
        ("2026-03-02 20:58", ["02 21:00", "03 09:13", "03 09:58", "03 11:58"]),
        # at the moment of closing the dealership is closed
        ("2026-03-02 21:00", ["03 09:02", "03 09:15", "03 10:00", "03 12:00"]),
        # the night in which the clocks go forward is an hour shorter and opens at nine all the same (BST:
        # 8:00 UTC)
        ("2026-03-28 23:00", ["29 08:02", "29 08:15", "29 09:00", "29 11:00"]),
    ],
)
def test_marks_run_in_opening_hours_only(arrived: str, due: list[str]) -> None:
    log = LeadLog()
    log.arrives(arrived)
    assert on_the_wall(log.standing(arrived).first_call.marks) == due


def test_a_lead_from_the_night_says_when_it_opens_and_when_it_is_due() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 03:20")
    step = log.standing("2026-03-02 03:30").next_step
    assert (str(step.why), step.due_at) == ("opens Mon 2 Mar 09:00, due 09:02", log.at("2026-03-02 09:02"))
    assert str(log.standing("2026-03-02 09:00:01").next_step.why) == "Call now: never called"


@pytest.mark.parametrize(
    ("outcome", "how", "stops"),
    [
        # a qualified call
        ("no answer", {"span": 15}, True),
        # a second too short
        ("no answer", {"span": 14}, False),
        # a talk long enough, and a second less: no dialogue, whatever was said of it
        ("dialogue", {"span": 10}, True),
        ("dialogue", {"span": 9}, False),
        ("appointment", {"span": 9}, False),
        # a dialogue typed in waits as well
        ("dialogue", {"evidence": "D", "span": 90}, False),
        # typed in afterwards: not before a second person's word
        ("no answer", {"evidence": "D"}, False),
        # an engaged line without the telephone system's word
        ("engaged", {"span": 30}, False),
    ],
)
def test_only_a_qualified_call_stops_the_first_call_clock(
    outcome: str, how: dict[str, object], stops: bool
) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:07", outcome, **how)  # type: ignore[arg-type]  # a table's row
    clock = log.standing("2026-03-02 10:20").first_call
    assert clock.stopped_at == (log.at("2026-03-02 10:07") if stops else None)
    assert clock.elapsed == (7 if stops else 20) * MINUTE


@pytest.mark.parametrize(
    "touch",
    [
        # mail, by the program, by hand or from elsewhere
        lambda log: log.write(
            "email left", "2026-03-02 10:01", {"asked": log.ask_email("2026-03-02 10:01").id}
        ),
        lambda log: log.write(
            "handed over", "2026-03-02 10:01", {"asked": log.ask_email("2026-03-02 10:01").id}
        ),
        lambda log: log.write("outside email", "2026-03-02 10:01", {"happened_at": 0}),
        # a voicemail too short to qualify
        lambda log: log.call("2026-03-02 10:01", "voicemail", span=3),
    ],
)
def test_the_first_touch_stands_beside_the_first_call(touch: object) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    touch(log)  # type: ignore[operator]  # a table of functions
    standing = log.standing("2026-03-02 10:30")
    assert standing.first_touch.stopped_at is not None
    assert standing.first_call.stopped_at is None
    assert standing.first_call.elapsed == 30 * MINUTE


@pytest.mark.parametrize("outcome", ["dialogue", "appointment", "callback", "no answer"])
def test_a_call_too_short_touches_nobody(outcome: str) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:01", outcome, span=4)
    standing = log.standing("2026-03-02 10:30")
    assert (standing.first_touch.stopped_at, standing.first_call.stopped_at) == (None, None)


def test_a_typed_dialogue_stops_both_clocks_once_it_is_confirmed() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    typed = log.call("2026-03-02 10:07", "dialogue", span=90, evidence="D")
    assert log.standing("2026-03-02 10:30").first_touch.stopped_at is None
    log.confirm(typed)
    standing = log.standing("2026-03-02 10:30")
    assert standing.first_call.stopped_at == standing.first_touch.stopped_at == log.at("2026-03-02 10:07")
    log.withdraw(typed)
    assert log.standing("2026-03-02 10:30").first_call.stopped_at is None


def test_a_phone_up_rings_no_alarm_while_the_customer_speaks() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00", kind="phone-up")
    log.contact("2026-03-02 10:00")
    standing = log.standing("2026-03-02 12:00")
    assert standing.first_call.stopped_at == standing.first_touch.stopped_at == log.at("2026-03-02 10:00")
    assert (standing.escalations, standing.counted) == ((), 0)
    assert standing.next_step.due_at == log.at("2026-03-03 09:00")


def test_a_withdrawn_call_sets_the_clock_going_again() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.call("2026-03-02 10:01")
    log.withdraw(call)
    assert log.standing("2026-03-02 10:30").first_call.elapsed == 30 * MINUTE


def test_a_customer_who_wrote_is_no_dialogue() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.contact("2026-03-02 10:05", dialogue=False, how="mail")
    assert log.standing("2026-03-02 10:30").first_call.stopped_at is None


@pytest.mark.parametrize(
    ("imported", "silent"),
    [
        # imported as it came: every mark alerts
        ("2026-03-02 10:00", [False, False, False, False]),
        # a second before the first mark
        ("2026-03-02 10:01:59", [False, False, False, False]),
        # at the first mark, which has passed then
        ("2026-03-02 10:02", [True, False, False, False]),
        # at noon: only what is still to come
        ("2026-03-02 12:00", [True, True, True, False]),
        # a day later: shown and counted, never alerted
        ("2026-03-03 12:00", [True, True, True, True]),
    ],
)
def test_marks_that_had_passed_before_the_import_are_silent(imported: str, silent: list[bool]) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00", imported=imported)
    standing = log.standing("2026-03-04 12:00")
    assert [mark.silent for mark in standing.first_call.marks] == silent
    assert len(standing.escalations) == silent[2:].count(False)


def test_the_arrival_is_never_in_the_future() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 12:00", imported="2026-03-02 10:00")
    assert log.standing("2026-03-02 10:00").arrived_at == log.at("2026-03-02 10:00")


@pytest.mark.parametrize(
    ("arrived", "due", "forbidden_until"),
    [
        # 10:00 in London is two in the night in California: due when both calendars are open
        ("2026-03-02 10:00", "2026-03-02 16:00", "2026-03-02 16:00"),
        # 16:30 in London is 8:30 there: due at once
        ("2026-03-02 16:30", "2026-03-02 16:32", None),
    ],
)
def test_who_may_not_be_called_now_is_not_due(arrived: str, due: str, forbidden_until: str | None) -> None:
    policy = replace(default_policy(), requested_for=timedelta())
    log = LeadLog(policy=policy)
    log.arrives(arrived, numbers=[number(zones=[CALIFORNIA])])
    standing = log.standing(arrived)
    assert standing.first_call.marks[0].due_at == log.at(due)
    assert standing.call_from == (log.at(forbidden_until) if forbidden_until else None)


def test_both_figures_are_told_opening_time_and_the_time_in_which_calling_was_lawful() -> None:
    policy = replace(default_policy(), requested_for=timedelta())
    log = LeadLog(policy=policy)
    log.arrives("2026-03-02 10:00", numbers=[number(zones=[CALIFORNIA])])
    clock = log.standing("2026-03-02 16:05").first_call
    assert (clock.elapsed, clock.callable_elapsed) == (365 * MINUTE, 5 * MINUTE)


# --- Escalation ---


@pytest.mark.parametrize(
    ("now", "steps"),
    [
        # a second before the hour
        ("2026-03-02 10:59:59", []),
        # at the hour, when the alert sounds as well
        ("2026-03-02 11:00", [Step.ESCALATION_1]),
        ("2026-03-02 12:59:59", [Step.ESCALATION_1]),
        # three hours: offered to another dealership; each step once
        ("2026-03-02 13:00", [Step.ESCALATION_1, Step.ESCALATION_2]),
        ("2026-03-05 13:00", [Step.ESCALATION_1, Step.ESCALATION_2]),
    ],
)
def test_escalations_fall_due_once_each(now: str, steps: list[Step]) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    assert [one.step for one in log.standing(now).escalations] == steps


@pytest.mark.parametrize(("called", "how_many"), [("2026-03-02 10:59:59", 0), ("2026-03-02 12:00", 1)])
def test_a_call_ends_the_escalation_and_its_history_stays(called: str, how_many: int) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call(called)
    assert len(log.standing("2026-03-03 12:00").escalations) == how_many


def test_closing_a_lead_does_not_hide_that_it_was_escalated() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.close("2026-03-02 12:00", "spam")
    assert [one.step for one in log.standing("2026-03-05 12:00").escalations] == [Step.ESCALATION_1]


def test_escalations_are_acknowledged_by_name_and_the_first_name_stands() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.write("acknowledged", "2026-03-02 11:05", {"step": Step.ESCALATION_1.value}, by="pat")
    log.write("took over", "2026-03-02 11:06", {"step": Step.ESCALATION_1.value}, by="kim")
    first, second = log.standing("2026-03-02 14:00").escalations
    assert (first.acknowledged_by, second.acknowledged_by) == ("pat", None)


@pytest.mark.parametrize(
    "why_not",
    [
        # nothing to call
        lambda log: log.arrives("2026-03-02 10:00", numbers=[number(possible=False)]),
        # nobody may call
        lambda log: (log.arrives("2026-03-02 10:00"), log.excepts("2026-03-02 10:01", "do not call")),
    ],
)
def test_who_cannot_be_called_is_neither_alerted_nor_escalated(why_not: object) -> None:
    log = LeadLog()
    why_not(log)  # type: ignore[operator]  # a table of functions
    standing = log.standing("2026-03-02 15:00")
    assert (standing.escalations, standing.first_call.marks) == ((), ())


def test_a_mail_that_could_not_be_read_keeps_its_clock_running() -> None:
    log = LeadLog()
    log.round = 1
    log.write("arrival", "2026-03-02 10:00", {"kind": "internet", "numbers": [], "grade": "unreadable"})
    standing = log.standing("2026-03-02 11:00")
    assert (len(standing.first_call.marks), len(standing.escalations)) == (4, 1)
    # put right: now the lead has really no number
    log.write("details edited", "2026-03-02 11:01", {"numbers": [], "emails": 1, "zone": None})
    standing = log.standing("2026-03-02 11:05")
    assert (standing.first_call.marks, standing.escalations) == ((), ())


def test_not_interested_after_four_seconds_quiets_no_escalation() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:20", outcome="not interested", span=4)
    standing = log.standing("2026-03-02 11:05")
    assert standing.silence is not None
    assert [mark.minutes for mark in standing.first_call.marks] == [2, 15, 60, 180]
    assert len(standing.escalations) == 1
