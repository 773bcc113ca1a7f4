"""domain.md, Attempts: the plan, follow-ups, silence."""

from dataclasses import replace

import pytest

from bdc_desk.cadence.assess import row_of
from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.queue import suggested_order
from bdc_desk.cadence.standing import Section
from tests.helpers.lead_log import LeadLog, default_policy, local


@pytest.mark.parametrize(
    ("calls", "due", "words"),
    [
        # + 2 h in another part of the day: two hours later it is still morning, so at noon
        (
            ["2026-03-02 09:30"],
            "2026-03-02 12:00",
            "Call 2 of 6 from Mon 2 Mar 12:00, in another part of the day",
        ),
        # two hours later is another part already
        (
            ["2026-03-02 11:00"],
            "2026-03-02 13:00",
            "Call 2 of 6 from Mon 2 Mar 13:00, in another part of the day",
        ),
        # the evening has no other part left today
        (
            ["2026-03-02 18:00"],
            "2026-03-03 09:00",
            "Call 2 of 6 from Tue 3 Mar 09:00, in another part of the day",
        ),
        # day 2
        (["2026-03-02 09:30", "2026-03-02 12:00"], "2026-03-03 09:00", "Call 3 of 6 from Tue 3 Mar 09:00"),
        # day 2 has begun by the second call: two hours after it
        (["2026-03-02 18:00", "2026-03-03 09:00"], "2026-03-03 11:00", "Call 3 of 6 from Tue 3 Mar 11:00"),
        # day 3 in another part
        (
            ["2026-03-02 09:30", "2026-03-02 12:00", "2026-03-03 09:00"],
            "2026-03-04 12:00",
            "Call 4 of 6 from Wed 4 Mar 12:00, in another part of the day",
        ),
        # day 4 and day 5
        (
            ["2026-03-02 09:30", "2026-03-02 12:00", "2026-03-03 09:00", "2026-03-04 12:00"],
            "2026-03-05 09:00",
            "Call 5 of 6 from Thu 5 Mar 09:00",
        ),
        (
            [
                "2026-03-02 09:30",
                "2026-03-02 12:00",
                "2026-03-03 09:00",
                "2026-03-04 12:00",
                "2026-03-05 09:00",
            ],
            "2026-03-06 09:00",
            "Call 6 of 6 from Fri 6 Mar 09:00",
        ),
    ],
)
def test_the_plan_of_attempts(calls: list[str], due: str, words: str) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    for call in calls:
        log.call(call)
    now = log.at(calls[-1])
    step = log.standing(now).next_step
    assert (step.what, step.due_at, str(step.why)) == ("retry", log.at(due), words)


def test_after_the_last_attempt_somebody_decides() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    for day in range(2, 8):
        log.call(f"2026-03-{day:02} 10:00")
    standing = log.standing("2026-03-07 11:00")
    assert (standing.next_step.what, standing.section) == ("decide", Section.RETRIES)
    assert str(standing.next_step.why) == "Decide: 6 calls made, the plan is done"


def test_an_attempt_that_does_not_count_rests_half_an_hour_and_uses_up_no_step() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    log.call("2026-03-02 09:30", span=3)
    standing = log.standing("2026-03-02 09:31")
    assert standing.next_step.what == "first call"
    assert standing.rest_until == log.at("2026-03-02 10:00")


def test_the_plan_keeps_to_the_customers_lawful_hours() -> None:
    policy = replace(default_policy(), requested_for=default_policy().remind * 0)
    log = LeadLog(policy=policy)
    log.arrives("2026-03-02 09:00", zone="America/Los_Angeles")
    log.call("2026-03-02 16:30")
    # 17:00 on is another part of the day, two hours later is 18:30
    assert log.standing("2026-03-02 17:00").next_step.due_at == log.at("2026-03-02 18:30")


def test_plan_days_are_the_dealerships() -> None:
    log = LeadLog("America/Los_Angeles")
    log.arrives("2026-03-02 16:00")
    log.call("2026-03-02 16:00")
    log.call("2026-03-02 20:00")
    # 20:00 there was the 3rd in UTC; day 2 is the 3rd there
    assert log.standing("2026-03-02 20:30").next_step.due_at == local(
        "2026-03-03 09:00", "America/Los_Angeles"
    )


@pytest.mark.parametrize(
    ("at_once", "due"),
    [
        # the default: the next opening day
        (False, "2026-03-03 09:00"),
        (True, "2026-03-02 10:05"),
    ],
)
def test_follow_up_after_a_dialogue(at_once: bool, due: str) -> None:
    log = LeadLog(policy=replace(default_policy(), follow_up_at_once=at_once))
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "dialogue", span=90)
    step = log.standing("2026-03-02 11:00").next_step
    assert (step.what, step.due_at) == ("follow up", log.at(due))


def test_a_call_that_does_not_qualify_neither_begins_nor_puts_off_the_follow_up() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "dialogue", span=9)
    assert log.standing("2026-03-02 11:00").next_step.what == "first call"
    log.call("2026-03-02 10:40", "dialogue", span=90)
    log.call("2026-03-03 09:05", "no answer", span=14)
    step = log.standing("2026-03-03 10:00").next_step
    assert (step.what, step.due_at) == ("follow up", log.at("2026-03-03 09:00"))
    log.call("2026-03-03 09:40", "no answer", span=15)
    assert log.standing("2026-03-03 10:00").next_step.due_at == log.at("2026-03-04 09:00")


@pytest.mark.parametrize(
    ("outcome", "how", "what"),
    [
        # said in a call that was one
        ("appointment", {"qualified": "yes"}, "appointment"),
        # four seconds make no appointment
        ("appointment", {"qualified": "no"}, "first call"),
        # typed in, and nobody has confirmed it
        ("appointment", {"qualified": "if confirmed"}, "first call"),
    ],
)
def test_the_moment_said_with_an_outcome_counts_of_a_qualified_call_only(
    outcome: str, how: dict[str, str], what: str
) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.dials("2026-03-02 10:05")
    meets = log.at("2026-03-06 15:00")
    body = {"attempt": call.id, "outcome": outcome, "flags": ["dialogue", "appointment", "reached"]}
    said = log.write("outcome", "2026-03-02 10:06", {**body, **how, "appointment_at": micros(meets)})
    standing = log.standing("2026-03-02 11:00")
    assert (standing.next_step.what, standing.appointment_at) == (what, meets if what == outcome else None)
    if how["qualified"] == "if confirmed":
        log.confirm(said)
        standing = log.standing("2026-03-02 11:00")
        assert (standing.next_step.what, standing.appointment_at) == ("appointment", meets)


@pytest.mark.parametrize(
    ("outcome", "silence", "forbidden"),
    [
        # what protects the customer is heard in a call of four seconds as well
        ("not interested", "said no lately", None),
        ("do not call", None, "do not call: the customer asked so"),
    ],
)
def test_what_protects_the_customer_holds_however_short_the_call(
    outcome: str, silence: str | None, forbidden: str | None
) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", outcome, span=4)
    standing = log.standing("2026-03-02 11:00")
    assert not standing.attempts[0].qualified
    told = [str(one) if one else None for one in (standing.silence, standing.forbidden)]
    assert told == [silence, forbidden]


def test_the_follow_up_skips_closed_days() -> None:
    policy = default_policy()
    opening = replace(policy.opening, closed_days=frozenset({local("2026-03-03 12:00").date()}))
    log = LeadLog(policy=replace(policy, opening=opening))
    log.arrives("2026-03-02 10:00", kind="walk-in")
    log.contact("2026-03-02 10:00", how="visit")
    assert log.standing("2026-03-02 11:00").next_step.due_at == log.at("2026-03-04 09:00")


def test_an_appointment_is_what_is_next_until_it_has_passed() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "appointment", span=90)
    meets = log.at("2026-03-06 15:00")
    log.write("appointment set", "2026-03-02 10:07", {"appointment_at": int(meets.timestamp()) * 1_000_000})
    standing = log.standing("2026-03-06 14:59")
    assert (standing.stage, str(standing.next_step.why)) == ("appointment", "Appointment Fri 6 Mar 15:00")
    assert standing.appointment_at == meets
    passed = log.standing("2026-03-06 15:01")  # not said yet, and not asked before the evening
    assert (passed.next_step.what, passed.next_step.due_at) == ("appointment", log.at("2026-03-06 17:00"))
    assert passed.section is Section.LATER
    assert log.standing("2026-03-06 17:00").next_step.what == "say shown"


def test_an_open_call_asks_for_its_outcome_and_does_not_count() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.dials("2026-03-02 10:05")
    standing = log.standing("2026-03-03 09:00")
    assert (standing.open_attempt, standing.counted) == (call.id, 0)
    assert str(standing.next_step.why) == "Say what came of the call"
    assert str(standing.attempts[0].why) == "no outcome yet"
    assert standing.first_call.stopped_at is None


def test_a_number_that_was_not_dialled_is_no_call() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.dials("2026-03-02 10:05")
    log.write("not dialled", "2026-03-02 10:05:10", {"attempt": call.id})
    log.says(call, "no answer")
    standing = log.standing("2026-03-02 10:10")
    assert (standing.open_attempt, standing.counted, standing.stage) == (None, 0, "new")
    assert str(standing.attempts[0].why) == "was not dialled"


# --- silence (Who may say what when) ---


def test_a_no_is_left_in_peace_for_a_fortnight() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "not interested", span=60)
    standing = log.standing("2026-03-10 10:00")
    assert str(standing.next_step.why) == "Silent until Mon 16 Mar 10:05: said no lately"
    assert standing.section is Section.LATER
    assert log.standing("2026-03-16 10:05").silence is None


@pytest.mark.parametrize(
    ("bought", "silent"),
    [
        # bought after the enquiry: no sales call about it for thirty days
        ("2026-03-05 12:00", True),
        # asked again after having bought: an answer is owed
        ("2026-03-01 12:00", False),
    ],
)
def test_a_recent_purchase_silences(bought: str, silent: bool) -> None:
    log = LeadLog(lead=Lead("lead-1", purchased_at=local(bought)))
    log.arrives("2026-03-02 10:00")
    standing = log.standing("2026-03-06 10:00")
    assert (standing.silence is not None) is silent
    assert (standing.first_call.marks == ()) is silent
    assert standing.rest_until == (log.at("2026-04-04 13:00") if silent else None)


@pytest.mark.parametrize(
    ("closing", "voice"),
    [
        # sales owns all communication until sold or lost
        (None, "sales"),
        # then the dealership and service
        ("sold", "service"),
        # unsold goes back to nurture
        ("lost", "manufacturer"),
        ("not reached", "manufacturer"),
    ],
)
def test_who_speaks_with_the_customer(closing: str | None, voice: str) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    if closing:
        log.close("2026-03-05 10:00", closing)
    assert log.standing("2026-03-06 10:00").voice == voice


def test_who_left_no_number_is_to_be_written_to_until_somebody_did() -> None:
    """domain.md, Attempts: with no usable number email opens; nobody is lost for want of a telephone."""
    log = LeadLog()
    log.arrives("2026-03-02 09:00", numbers=[])
    standing = log.standing("2026-03-02 09:10")
    assert (standing.next_step.what, standing.section) == ("write", Section.NEVER_CALLED)
    asked = log.ask_email("2026-03-02 09:11")
    log.write("email left", "2026-03-02 09:12", {"asked": asked.id, "message_id": "one@example.test"})
    standing = log.standing("2026-03-02 09:13")
    assert str(standing.next_step.why) == "No usable number: written Mon 2 Mar 09:12, the answer is awaited"
    assert standing.section is Section.LATER


def test_calls_are_suggested_before_those_to_be_written_to() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00", numbers=[])
    writing = row_of(log.policy, log.standing("2026-03-02 10:10"))
    other = LeadLog()
    other.arrives("2026-03-02 10:00")
    calling = replace(row_of(other.policy, other.standing("2026-03-02 10:10")), lead="calling", customer="c")
    now = log.at("2026-03-02 10:10")
    assert [row.lead for row in suggested_order([writing, calling], now)] == ["calling", writing.lead]


def test_who_left_neither_number_nor_address_needs_a_person() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00", numbers=[])
    log.write("details edited", "2026-03-02 09:05", {"numbers": [], "emails": 0, "zone": None})
    standing = log.standing("2026-03-02 09:10")
    assert (standing.next_step.what, standing.section) == ("add a number", Section.NEVER_CALLED)
    assert "close the lead" in str(standing.next_step.why)


def test_a_call_that_did_not_count_rests_the_lead_and_says_so() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    log.call("2026-03-02 09:01", span=4, qualified="no")
    step = log.standing("2026-03-02 09:05").next_step
    assert str(step.why) == "Called, but no call counts yet: again from Mon 2 Mar 09:31"
    assert str(log.standing("2026-03-02 09:32").next_step.why) == "Call now: never called"
