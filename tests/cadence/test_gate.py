"""domain.md, The gate: call first, then email."""

from dataclasses import replace

import pytest

from bdc_desk.cadence.policy import Needs, TemplateRule
from bdc_desk.cadence.standing import Standing
from tests.helpers.lead_log import LeadLog, MadeCall, default_policy, number

# Six calls as the plan has them: three days and two parts with the fourth.
PLAN = (
    "2026-03-02 10:01",
    "2026-03-02 12:10",
    "2026-03-03 10:00",
    "2026-03-04 17:30",
    "2026-03-05 10:00",
    "2026-03-06 10:00",
)
BY_CALLS = ("missed_you", "car_details", "test_drive", "last_try")


def called(*calls: str) -> LeadLog:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    for call in calls:
        log.call(call)
    return log


def confirmed(log: LeadLog) -> MadeCall:
    """A dialogue typed in afterwards that a second person confirmed."""
    call = log.call("2026-03-02 10:05", "dialogue", evidence="D")
    log.confirm(call)
    return call


def why(standing: Standing, template: str) -> str:
    return next(str(one.why) for one in standing.templates if one.name == template)


def open_templates(standing: Standing) -> set[str]:
    return {one.name for one in standing.templates if one.is_open}


@pytest.mark.parametrize(
    ("calls", "opens"),
    # each call opens the next template; a locked one stays visible
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)],
)
def test_calls_open_templates(calls: int, opens: int) -> None:
    standing = called(*PLAN[:calls]).standing("2026-03-07 10:00")
    assert open_templates(standing) == set(BY_CALLS[:opens])
    assert len(standing.templates) == 6


@pytest.mark.parametrize(
    ("calls", "now", "template", "words"),
    [
        # the sentence of domain.md
        (PLAN[:2], "2026-03-02 12:20", "last_try", "2 of 4 calls, day 1 of 3; next try after 14:10"),
        # once the gap is over there is nothing to wait for
        (PLAN[:2], "2026-03-02 14:10", "last_try", "2 of 4 calls, day 1 of 3"),
        (PLAN[:3], "2026-03-03 10:20", "last_try", "3 of 4 calls, day 2 of 3; next try after 12:00"),
        ((), "2026-03-02 10:05", "missed_you", "0 of 1 calls"),
        (PLAN[:1], "2026-03-02 10:05", "car_details", "1 of 2 calls; next try after 12:01"),
        # enough calls on enough days, all before noon
        (
            ("2026-03-02 10:00", "2026-03-03 10:00", "2026-03-04 09:00", "2026-03-04 11:30"),
            "2026-03-05 10:00",
            "last_try",
            "4 of 4 calls, 1 of 2 parts of the day: call between 12:00 and 17:00 or from 17:00",
        ),
        (PLAN[:4], "2026-03-05 10:00", "last_try", "open: 4 calls made"),
        (PLAN[:4], "2026-03-05 10:00", "free_text", "needs a dialogue"),
        (PLAN[:4], "2026-03-05 10:00", "appointment", "needs an appointment"),
    ],
)
def test_a_locked_template_says_what_is_missing(
    calls: tuple[str, ...], now: str, template: str, words: str
) -> None:
    assert why(called(*calls).standing(now), template) == words


def test_everything_that_is_missing_is_named() -> None:
    rule = TemplateRule("all", "All of it", Needs(calls=2, dialogue=True, appointment=True))
    log = LeadLog(policy=replace(default_policy(), templates=(rule,)))
    log.arrives("2026-03-02 10:00")
    words = why(log.standing("2026-03-02 10:05"), "all")
    assert words == "0 of 2 calls; needs a dialogue; needs an appointment"


@pytest.mark.parametrize(
    ("event", "opens"),
    [
        # a dialogue in a call that qualifies ...
        (lambda log: log.call("2026-03-02 10:05", "dialogue", span=10), {"missed_you", "free_text"}),
        # ... and in one that is a second too short
        (lambda log: log.call("2026-03-02 10:05", "dialogue", span=9), set()),
        # typed in afterwards: before a second person's word, and after it
        (lambda log: log.call("2026-03-02 10:05", "dialogue", evidence="D"), set()),
        (
            lambda log: log.confirm(log.call("2026-03-02 10:05", "dialogue", evidence="D")),
            {"missed_you", "free_text"},
        ),
        # ... and taken back after that
        (lambda log: log.withdraw(confirmed(log)), set()),
        # within the gap it does not count, and is a dialogue all the same
        (
            lambda log: (log.call("2026-03-02 10:05"), log.call("2026-03-02 10:25", "dialogue")),
            {"missed_you", "free_text"},
        ),
        # a customer who came in
        (lambda log: log.contact("2026-03-02 10:05", how="visit"), {"free_text"}),
        # a mail from the customer is no dialogue
        (lambda log: log.contact("2026-03-02 10:05", how="mail", dialogue=False), set()),
        # a voicemail is an attempt, never a dialogue
        (lambda log: log.call("2026-03-02 10:05", "voicemail"), {"missed_you"}),
        # an appointment by the outcome, or set by itself
        (lambda log: log.call("2026-03-02 10:05", "appointment", span=9), set()),
        (
            lambda log: log.call("2026-03-02 10:05", "appointment", span=10),
            {"missed_you", "free_text", "appointment"},
        ),
        (
            lambda log: log.write("appointment set", "2026-03-02 10:05", {"appointment_at": 0}),
            {"appointment"},
        ),
        # mail from elsewhere is recorded and opens nothing
        (lambda log: log.write("outside email", "2026-03-02 10:05", {}), set()),
    ],
)
def test_dialogues_and_appointments(event: object, opens: set[str]) -> None:
    log = called()
    event(log)  # type: ignore[operator]  # a table of functions
    assert open_templates(log.standing("2026-03-02 11:00")) == opens


# --- "not reached" ---


@pytest.mark.parametrize(
    ("calls", "allowed"),
    [
        (PLAN[:3], False),
        # four calls, three days, two parts
        (PLAN[:4], True),
        # four calls on two days
        (("2026-03-02 10:00", "2026-03-02 13:00", "2026-03-03 10:00", "2026-03-03 13:00"), False),
        # four calls on four days, all in the morning
        (("2026-03-02 10:00", "2026-03-03 10:00", "2026-03-04 10:00", "2026-03-05 10:00"), False),
        # four calls in ten minutes are one
        (("2026-03-02 10:00", "2026-03-02 10:03", "2026-03-02 10:06", "2026-03-02 10:10"), False),
    ],
)
def test_not_reached_may_be_said_after_four_calls_over_three_days_in_two_parts(
    calls: tuple[str, ...], allowed: bool
) -> None:
    not_reached = called(*calls).standing("2026-03-07 10:00").closings[0]
    assert (not_reached.name, not_reached.allowed) == ("not reached", allowed)


def test_no_exception_lets_anybody_say_not_reached() -> None:
    log = called()
    log.excepts("2026-03-02 10:05", "email only")
    assert not log.standing("2026-03-02 11:00").closings[0].allowed


# --- lawful exceptions ---


@pytest.mark.parametrize("reason", ["email only", "do not call", "owed an answer"])
def test_an_exception_opens_at_once_and_being_sent_back_closes_it(reason: str) -> None:
    log = called()
    exception = log.excepts("2026-03-02 10:05", reason)
    standing = log.standing("2026-03-02 10:05")
    assert len(open_templates(standing)) == 6
    assert why(standing, "last_try") == f"open: {reason}"
    assert standing.unconfirmed == (exception.id,)
    # one's own word changes nothing
    log.send_back(exception, by="ann")
    assert len(open_templates(log.standing("2026-03-02 10:06"))) == 6
    log.send_back(exception, by="kim")
    standing = log.standing("2026-03-02 10:07")
    assert (open_templates(standing), standing.unconfirmed) == (set(), ())


def test_a_confirmed_exception_leaves_the_list() -> None:
    log = called()
    exception = log.excepts("2026-03-02 10:05")
    log.confirm(exception, by="ann")
    assert log.standing("2026-03-02 10:06").unconfirmed == (exception.id,)
    log.confirm(exception, by="kim")
    standing = log.standing("2026-03-02 10:07")
    assert (standing.unconfirmed, len(open_templates(standing))) == ((), 6)


def test_an_exception_ends_with_its_round() -> None:
    log = called()
    log.excepts("2026-03-02 10:05", "email only")
    log.arrives("2026-03-20 10:00")
    assert open_templates(log.standing("2026-03-20 10:05")) == set()


@pytest.mark.parametrize(
    ("numbers", "opens"),
    [
        ([number()], False),
        # no number at all
        ([], True),
        # an impossible one
        ([number(possible=False)], True),
        # one of two is left
        ([number("n1", possible=False), number("n2")], False),
    ],
)
def test_no_usable_number_opens_email(numbers: list[dict[str, object]], opens: bool) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00", numbers=numbers)
    standing = log.standing("2026-03-02 10:05")
    assert (len(open_templates(standing)) == 6) is opens
    assert standing.usable_number is not opens
    if opens:
        assert why(standing, "last_try") == "open: no usable number"
        assert str(standing.next_step.why) == "No usable number: write"


def test_taking_the_number_out_opens_no_email() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.write("details edited", "2026-03-02 10:01", {"numbers": [], "emails": 1, "zone": None})
    assert open_templates(log.standing("2026-03-02 10:05")) == set()


@pytest.mark.parametrize("closing", ["lost", "spam", "sold", "not reached"])
def test_a_closed_lead_opens_nothing(closing: str) -> None:
    log = called(*PLAN[:4])
    log.excepts("2026-03-04 18:00")
    log.close("2026-03-05 10:00", closing)
    standing = log.standing("2026-03-05 10:05")
    assert open_templates(standing) == set()
    assert why(standing, "missed_you") == "the lead is closed"
    assert not any(one.allowed for one in standing.closings)
    assert standing.section is None
    log.write("reopened", "2026-03-06 10:00", {"reason": "called back"})
    assert len(open_templates(log.standing("2026-03-06 10:05"))) == 6


@pytest.mark.parametrize(
    ("reason", "needs_second"),
    [
        # these shrink the denominator of every figure
        ("duplicate", True),
        ("spam", True),
        ("wrong number", True),
        ("bought elsewhere", True),
        ("lost", False),
        ("sold", False),
        ("do not call", False),
    ],
)
def test_closings_that_need_a_second_persons_word(reason: str, needs_second: bool) -> None:
    log = called()
    sayable = next(one for one in log.standing("2026-03-02 11:00").closings if one.name == reason)
    assert (sayable.allowed, sayable.needs_second_person) == (True, needs_second)
    closing = log.close("2026-03-02 11:00", reason)
    standing = log.standing("2026-03-02 11:01")
    assert standing.unconfirmed == ((closing.id,) if needs_second else ())
    assert (standing.closed_as, standing.closing_confirmed) == (reason, False if needs_second else None)
    log.confirm(closing)
    assert log.standing("2026-03-02 11:02").closing_confirmed is True


def test_a_closing_that_is_sent_back_is_undone() -> None:
    log = called()
    log.send_back(log.close("2026-03-02 11:00", "duplicate"))
    standing = log.standing("2026-03-02 11:01")
    assert (standing.closed_as, standing.stage) == (None, "new")


def test_a_refused_not_reached_folds_as_if_never_made() -> None:
    log = called()
    log.close("2026-03-02 11:00", "not reached", verdict="refused: too few calls")
    assert log.standing("2026-03-02 11:01").stage == "new"


def test_outcomes_may_be_said_once_a_call_was_begun() -> None:
    log = called()
    before = log.standing("2026-03-02 11:00").outcomes
    log.dials("2026-03-02 11:00")
    during = log.standing("2026-03-02 11:00").outcomes
    assert [{one.allowed for one in before}, {one.allowed for one in during}] == [{False}, {True}]
    assert str(before[0].why) == "begin a call first (F5)"


def test_the_gate_starts_anew_with_a_new_round() -> None:
    log = called(*PLAN[:4])
    log.arrives("2026-03-20 10:00")
    standing = log.standing("2026-03-20 10:01")
    assert (standing.round, standing.counted, open_templates(standing)) == (2, 0, set())
    assert standing.first_call.stopped_at is None
