"""Another program on the same file tries to mail, or to say "not reached", before its calls.

Each refusal has a lawful twin that the same plain connection accepts: mostly the same log, one step later.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bdc_desk.cadence.entry import micros
from bdc_desk.storage.codec import canonical
from tests.helpers.plain_log import AGENT, OTHER, PlainLog, needs, rules
from tests.storage.test_hostile import refused

A_BLINK = timedelta(microseconds=1)


def test_an_email_waits_for_its_calls(log: PlainLog) -> None:
    with refused("0 of 1 calls count"):
        log.ask("first")
    log.call()
    log.ask("first")
    with refused("1 of 2 calls count"):
        log.ask("second")
    log.wait(hours=2)
    log.call()
    log.ask("second")


@pytest.mark.parametrize("template", ["First", "first ", " first", "FIRST", "", "none", "fïrst", "first\x00"])
def test_only_the_policy_s_templates_open(log: PlainLog, template: str) -> None:
    log.call()
    with refused("no such template|a NUL"):
        log.ask(template)
    log.ask("first")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"template": None},
        {"template": 1},
        {"template": ["first"]},
        {"template": "first", "really": "second"},
    ],
)
def test_an_email_is_asked_for_by_its_template_alone(log: PlainLog, body: dict[str, Any]) -> None:
    log.call()
    with refused("by its template, and by nothing else|no such template"):
        log.write("email asked", body)
    log.ask("first")


def test_an_email_is_asked_for_once_a_field(log: PlainLog) -> None:
    log.call()
    fields = log.fields("email asked", {"template": "first"})
    forged = '"body":{"template":"first","template":"second"}'
    text = canonical(fields).replace('"body":{"template":"first"}', forged)
    assert forged in text
    with refused("stands twice|nothing else"):
        log.insert_entry(fields, content=text)
    log.insert_entry(fields)


def test_only_the_running_round_counts(log: PlainLog) -> None:
    log.call()
    log.arrive(round=2)
    with refused("not the running round"):
        log.ask(round=1)
    log.round = 2
    with refused("0 of 1"):
        log.ask()
    log.call()
    log.ask()


def test_a_joining_arrival_keeps_the_round_s_calls(log: PlainLog) -> None:
    log.call()
    log.arrive(round=1)
    log.ask()


def test_another_lead_s_calls_do_not_count(log: PlainLog) -> None:
    first, second = log.lead, str(uuid4())
    log.arrive(lead=second)
    log.call(lead=second)
    with refused("0 of 1"):
        log.ask(lead=first)
    log.ask(lead=second)


def test_a_call_within_the_gap_does_not_count(log: PlainLog) -> None:
    log.call()
    log.now += timedelta(hours=2) - A_BLINK
    log.call()
    with refused("1 of 2"):
        log.ask("second")
    log.now += A_BLINK
    log.call()
    log.ask("second")


def test_the_gap_holds_backwards_too(log: PlainLog) -> None:
    log.wait(hours=2)
    log.call()
    for earlier, opens in ((timedelta(hours=2) - A_BLINK, False), (timedelta(hours=2), True)):
        log.call(evidence="D", qualified="if confirmed", began=log.now - earlier)
        log.confirm(log.last)
        if opens:
            log.ask("second")
        else:
            with refused("1 of 2"):
                log.ask("second")


def test_the_gap_is_the_policy_s(log: PlainLog) -> None:
    log.call()
    log.wait(hours=1)
    log.call()
    with refused("1 of 2"):
        log.ask("second")
    log.use_policy(rules(gap=3600))
    log.ask("second")


def _outcome_of_nothing(log: PlainLog) -> None:
    log.outcome(str(uuid4()))


def _outcome_of_another_lead_s_call(log: PlainLog) -> None:
    other = str(uuid4())
    log.arrive(lead=other)
    log.outcome(log.dial(lead=other))


def _outcome_before_its_call(log: PlainLog) -> None:
    attempt = str(uuid4())
    log.outcome(attempt)
    log.dial(id=attempt)


def _outcome_of_an_outcome(log: PlainLog) -> None:
    log.outcome(log.outcome(log.dial(), qualified="no"))


def _outcome_of_a_call_not_dialled(log: PlainLog) -> None:
    attempt = log.dial()
    log.write("not dialled", {"attempt": attempt})
    log.outcome(attempt)


def _second_outcome(log: PlainLog) -> None:
    attempt = log.dial()
    log.outcome(attempt, qualified="no")
    log.outcome(attempt)


def _not_qualified(log: PlainLog) -> None:
    log.call(qualified="no")


def _unconfirmed(log: PlainLog) -> None:
    log.call(evidence="D", qualified="if confirmed")


def _confirmed_by_oneself(log: PlainLog) -> None:
    log.call(evidence="D", qualified="if confirmed", agent=OTHER)
    log.confirm(log.last, agent=OTHER)


def _confirmed_beforehand(log: PlainLog) -> None:
    outcome = str(uuid4())
    log.confirm(outcome)
    attempt = log.dial(evidence="D")
    log.outcome(attempt, qualified="if confirmed", evidence="D", id=outcome)


def _confirmed_though_not_qualified(log: PlainLog) -> None:
    log.call(qualified="no")
    log.confirm(log.last)


def _confirmed_after_withdrawal(log: PlainLog) -> None:
    attempt = log.call(evidence="D", qualified="if confirmed")
    outcome = log.last
    log.withdraw(attempt, outcome)
    log.confirm(outcome)


def _confirmed_on_another_lead(log: PlainLog) -> None:
    log.call(evidence="D", qualified="if confirmed")
    other, outcome = str(uuid4()), log.last
    log.arrive(lead=other)
    log.confirm(outcome, lead=other)


def _withdrawn(log: PlainLog) -> None:
    attempt = log.call()
    log.withdraw(attempt, log.last)


def _outcome_in_another_round(log: PlainLog) -> None:
    log.arrive(round=2)
    log.round = 2
    log.outcome(log.dial(), round=1)


def _only_dialled(log: PlainLog) -> None:
    log.dial()


def _unsealed(log: PlainLog) -> None:
    attempt = log.dial()
    log.insert_entry(
        log.fields(
            "outcome",
            {"attempt": attempt, "flags": [], "qualified": "yes", "number": "n1", "evidence": "C"},
        )
    )
    # From here on nothing of this desk can be sealed before that outcome is.


UNCOUNTED = [
    _outcome_of_nothing,
    _outcome_of_another_lead_s_call,
    _outcome_before_its_call,
    _outcome_of_an_outcome,
    _outcome_of_a_call_not_dialled,
    _second_outcome,
    _not_qualified,
    _unconfirmed,
    _confirmed_by_oneself,
    _confirmed_beforehand,
    _confirmed_though_not_qualified,
    _confirmed_after_withdrawal,
    _confirmed_on_another_lead,
    _withdrawn,
    _outcome_in_another_round,
    _only_dialled,
]


@pytest.mark.parametrize("pretend", UNCOUNTED, ids=lambda pretend: pretend.__name__.strip("_"))
def test_what_is_no_counted_call_opens_nothing(log: PlainLog, pretend: Callable[[PlainLog], None]) -> None:
    pretend(log)
    with refused("0 of 1 calls count"):
        log.ask()
    log.call()
    log.ask()


def test_what_is_not_sealed_opens_nothing(log: PlainLog) -> None:
    _unsealed(log)
    with refused("0 of 1"):
        log.insert_entry(log.fields("email asked", {"template": "first"}))
    unsealed = log.value("SELECT id FROM entry WHERE id NOT IN (SELECT entry FROM seal)")
    log.insert_seal(unsealed)
    log.ask()


def test_an_email_is_judged_again_at_its_seal(log: PlainLog) -> None:
    attempt = log.call()
    outcome = log.last
    body = {"template": "first"}
    asked = log.insert_entry(log.fields("email asked", body, desk="desk-2", desk_seq=1))
    log.withdraw(attempt, outcome)
    with refused("0 of 1"):
        log.insert_seal(asked)
    log.outcome(attempt)
    log.insert_seal(asked)


def test_confirmed_by_another_it_counts(log: PlainLog) -> None:
    log.call(evidence="D", qualified="if confirmed", began=log.now - timedelta(hours=5))
    outcome = log.last
    log.confirm(outcome, agent=AGENT)
    with refused("0 of 1"):
        log.ask()
    log.confirm(outcome, agent=OTHER)
    log.ask()


def test_an_attempt_has_one_outcome_at_a_time(log: PlainLog) -> None:
    attempt = log.dial()
    first = log.outcome(attempt, qualified="no")
    second = log.outcome(attempt)
    log.withdraw(attempt, second)  # it never stood
    log.outcome(attempt)  # so the first one stands still
    with refused("0 of 1"):
        log.ask()
    log.withdraw(attempt, first)
    log.outcome(attempt)
    log.ask()


def test_not_dialled_after_an_outcome_changes_nothing(log: PlainLog) -> None:
    attempt = log.call()
    log.write("not dialled", {"attempt": attempt})
    log.ask()
    log.withdraw(attempt, log.value("SELECT id FROM entry WHERE kind = 'outcome'"))
    log.write("not dialled", {"attempt": attempt})
    log.outcome(attempt)
    with refused("0 of 1"):
        log.ask()


@pytest.mark.parametrize("forged", [{"attempt": "of another"}, {"outcome": "of another"}, {"outcome": 0}, {}])
def test_a_withdrawal_names_attempt_and_outcome(log: PlainLog, forged: dict[str, Any]) -> None:
    attempt = log.call()
    right = {"attempt": attempt, "outcome": log.last}
    log.write("outcome withdrawn", {**right, **forged})
    if forged:
        log.ask()
    else:
        with refused("0 of 1"):
            log.ask()


def test_a_place_set_free_serves_later_entries_only(log: PlainLog) -> None:
    first = log.call()
    outcome = log.last
    log.wait(hours=1)
    log.call()  # within the gap of the first
    log.withdraw(first, outcome)
    with refused("0 of 1"):
        log.ask()
    log.wait(minutes=30)
    log.call()
    log.ask()


def test_a_call_begins_when_it_is_written(log: PlainLog) -> None:
    for evidence, began in (
        ("C", -A_BLINK),
        ("C", A_BLINK),
        ("A", -timedelta(days=1)),
        ("D", A_BLINK),
        ("E", timedelta()),
        ("c", timedelta()),
    ):
        with refused("a dial"):
            log.dial(evidence=evidence, began=log.now + began)
    log.dial(evidence="D", began=log.now - timedelta(days=1))
    log.dial()


@pytest.mark.parametrize(
    "forged",
    [
        {"qualified": "YES"},
        {"qualified": True},
        {"qualified": None},
        {"flags": "dialogue"},
        {"number": "n2"},
        {"evidence": "A"},
        {"attempt": None},
    ],
)
def test_an_outcome_has_its_form(log: PlainLog, forged: dict[str, Any]) -> None:
    right = {"attempt": log.dial(), "flags": [], "number": "n1", "evidence": "C", "qualified": "yes"}
    with refused("an outcome"):
        log.write("outcome", {**right, **forged})
    log.write("outcome", right)
    log.ask()


@pytest.mark.parametrize(("to", "opens"), [(timedelta(hours=2) - A_BLINK, False), (timedelta(hours=2), True)])
def test_calls_dated_ahead_count_as_made_when_the_clock_was_corrected(
    log: PlainLog, to: timedelta, opens: bool
) -> None:
    begun = log.now
    log.call()
    log.wait(days=2)  # the clock was put ahead
    log.call()
    log.ask("second")
    log.now = begun + to
    log.write("clock set back", {"back_from": micros(begun + timedelta(days=2)), "to": micros(log.now)})
    if opens:
        log.ask("second")
    else:
        with refused("1 of 2"):
            log.ask("second")


def test_only_corrections_made_later_date_a_call_back(log: PlainLog) -> None:
    begun = log.now
    log.call()
    log.wait(days=2)
    log.call()
    for to, opens in ((timedelta(hours=3), True), (timedelta(hours=1), False)):
        log.now = begun + to
        log.write("clock set back", {"back_from": 0, "to": micros(log.now)})
        if opens:
            log.ask("second")
        else:
            with refused("1 of 2"):
                log.ask("second")
    log.now = begun + timedelta(hours=2)
    log.call()
    log.ask("second")


def test_the_policy_in_force_is_the_last_one_sealed(log: PlainLog) -> None:
    log.call()
    log.ask()
    body = {"version": "2", "rules": rules(first=needs(2))}
    stricter = log.insert_entry(log.fields("policy used", body, desk="desk-2", desk_seq=1))
    log.ask()
    log.insert_seal(stricter)
    with refused("1 of 2"):
        log.ask()
    with refused("no such template"):
        log.ask("second")
    log.wait(hours=2)
    log.call()
    log.ask()


def test_without_a_policy_nothing_opens(path: Path) -> None:
    with closing(PlainLog.create(path)) as log:
        log.arrive()
        log.call()
        for early in (log.ask, log.say_not_reached):
            with refused("no policy is in force"):
                early()
        log.use_policy(rules())
        log.ask()


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {**needs(), "calls": None},
        {**needs(), "calls": "1"},
        {**needs(), "parts": 1.5},
        {**needs(), "dialogue": 0},
        [],
        "free",
        1,
        None,
    ],
)
def test_a_rule_says_all_that_it_asks_for(log: PlainLog, rule: object) -> None:
    with refused("each rule says"):
        log.use_policy({**rules(), "templates": {"lax": rule, "first": needs(1)}})
    log.use_policy({**rules(), "templates": {"lax": needs(), "first": needs(1)}})
    log.ask("lax")


@pytest.mark.parametrize(
    "part", [{"gap": None}, {"gap": "7200"}, {"parts": 12}, {"templates": []}, {"not_reached": {"calls": 0}}]
)
def test_a_policy_carries_its_rules(log: PlainLog, part: dict[str, Any]) -> None:
    with refused("a policy carries the rules|each rule says"):
        log.use_policy({**rules(), **part})
    log.use_policy(rules())


def test_a_name_does_not_end_at_a_nul(log: PlainLog) -> None:
    attempt = log.dial()
    with refused("a NUL in what the gate reads"):
        log.outcome(f"{attempt}\x00")
    with pytest.raises(sqlite3.IntegrityError):
        log.write("note\x00")
    with pytest.raises(sqlite3.IntegrityError):
        log.write("email asked\x00", {"template": "first"})
    log.write("note", {"free text": "a\x00b"})
    log.outcome(attempt)
    log.ask()


@pytest.fixture
def free_text(log: PlainLog) -> PlainLog:
    """A log whose templates open by a dialogue or an appointment, without calls."""
    log.use_policy(rules(talk=needs(dialogue=True), visit=needs(appointment=True)))
    return log


@pytest.mark.parametrize(("template", "flag"), [("talk", "dialogue"), ("visit", "appointment")])
def test_a_flag_opens_while_its_outcome_stands(free_text: PlainLog, template: str, flag: str) -> None:
    log = free_text
    log.call("reached", flag.upper(), f"{flag} ")
    log.outcome(str(uuid4()), flag)
    log.wait(hours=2)
    with refused(f"no {flag} yet"):
        log.ask(template)
    attempt = log.call("reached", flag)
    log.ask(template)
    log.withdraw(attempt, log.value("SELECT id FROM entry WHERE kind = 'outcome' ORDER BY desk_seq DESC"))
    with refused(f"no {flag} yet"):
        log.ask(template)


@pytest.mark.parametrize(("template", "flag"), [("talk", "dialogue"), ("visit", "appointment")])
def test_a_flag_is_believed_of_a_qualified_call_only(free_text: PlainLog, template: str, flag: str) -> None:
    log = free_text
    log.call("reached", flag, qualified="no")
    log.confirm(log.last)  # nobody's word makes a call of one that was none
    attempt = log.call("reached", flag, evidence="D", qualified="if confirmed")
    said = log.last
    log.confirm(said, agent=AGENT)
    log.send_back(said)
    with refused(f"no {flag} yet"):
        log.ask(template)
    log.confirm(said)
    log.ask(template)
    log.withdraw(attempt, said)
    with refused(f"no {flag} yet"):
        log.ask(template)


@pytest.mark.parametrize("dialogue", [False, "true", 1, None])
def test_a_dialogue_is_two_sided(free_text: PlainLog, dialogue: object) -> None:
    free_text.write("contact received", {"how": "call", "dialogue": dialogue})
    with refused("no dialogue yet"):
        free_text.ask("talk")
    free_text.write("contact received", {"how": "call", "dialogue": True})
    free_text.ask("talk")


def test_dialogue_and_appointment_are_the_round_s(free_text: PlainLog) -> None:
    free_text.write("contact received", {"how": "call", "dialogue": True})
    free_text.write("appointment set", {"appointment_at": 0})
    free_text.call("dialogue", "appointment")
    free_text.ask("talk")
    free_text.ask("visit")
    free_text.arrive(round=2)
    free_text.round = 2
    for template in ("talk", "visit"):
        with refused("yet"):
            free_text.ask(template)


@pytest.mark.parametrize("reason", ["email only", "do not call", "owed an answer"])
def test_an_exception_opens_until_another_person_sends_it_back(log: PlainLog, reason: str) -> None:
    exception = log.claim_exception(reason)
    log.ask("second")
    log.send_back(exception, agent=AGENT)
    log.ask("second")
    log.send_back(exception, agent=OTHER)
    with refused("0 of 2"):
        log.ask("second")
    log.claim_exception(reason)
    log.ask("second")


def test_an_exception_is_the_round_s_and_the_lead_s(log: PlainLog) -> None:
    other = str(uuid4())
    log.arrive(lead=other)
    log.claim_exception(lead=other)
    with refused("0 of 1"):
        log.ask()
    log.claim_exception()
    log.ask()
    log.arrive(round=2)
    with refused("0 of 1"):
        log.ask(round=2)


def test_an_exception_does_not_make_a_customer_unreachable(log: PlainLog) -> None:
    log.claim_exception()
    with refused("0 of 4 calls count"):
        log.say_not_reached()
    log.ask()


def test_without_a_usable_number_email_opens(log: PlainLog) -> None:
    with refused("0 of 1"):
        log.ask()
    log.lead = str(uuid4())
    log.arrive(False, False)
    log.ask()
    with refused("0 of 4"):
        log.say_not_reached()
    numbers = [{"ref": "n1", "possible": False}, {"ref": "n2", "possible": True}]
    log.write("details edited", {"numbers": numbers})
    with refused("0 of 1"):
        log.ask()


@pytest.mark.parametrize("left", [[], [{"ref": "n1", "possible": False}], [{"ref": "n2", "possible": False}]])
def test_a_number_edited_away_still_counts(log: PlainLog, left: list[dict[str, Any]]) -> None:
    log.write("details edited", {"numbers": left})
    with refused("0 of 1"):
        log.ask()
    log.arrive(False)  # it joins the round, and brings no number to dial
    with refused("0 of 1"):
        log.ask()
    log.arrive(False, round=2)
    log.round = 2
    log.ask()


def test_a_number_found_dead_twice_and_edited_away_is_dead(log: PlainLog) -> None:
    log.call("dead number", qualified="no")
    log.write("details edited", {"numbers": []})
    log.wait(hours=2)
    with refused("0 of 1"):
        log.ask()
    log.call("dead number", qualified="no")
    log.ask()


@pytest.mark.parametrize("flag", ["dead number", "wrong number"])
def test_a_number_is_dead_when_found_so_twice_two_hours_apart(log: PlainLog, flag: str) -> None:
    log.call(flag, qualified="no")
    log.now += timedelta(hours=2) - A_BLINK
    log.call(flag, qualified="no")
    with refused("0 of 1"):
        log.ask()
    log.now += A_BLINK
    attempt = log.call(flag, qualified="no")
    outcome = log.last
    log.ask()
    log.withdraw(attempt, outcome)
    with refused("0 of 1"):
        log.ask()


def test_one_number_left_is_enough(log: PlainLog) -> None:
    log.arrive(True, True)
    for number in ("n1", "n2"):
        with refused("0 of 1"):
            log.ask()
        log.call("dead number", number=number, qualified="no")
        log.wait(hours=2)
        log.call("dead number", number=number, qualified="no")
    log.ask()


def test_a_number_found_dead_by_no_call_is_not_dead(log: PlainLog) -> None:
    for _ in range(2):
        log.outcome(str(uuid4()), "dead number", qualified="no")
        log.wait(hours=2)
    with refused("0 of 1"):
        log.ask()
    log.call()
    log.ask()


def _reached_for(log: PlainLog) -> None:
    """Four calls on three days in two parts of the day."""
    for hours in (3, 21, 24, 0):
        log.call()
        log.wait(hours=hours)


@pytest.mark.parametrize("reason", ["lost", "sold", "spam"])
def test_a_closed_lead_opens_nothing(log: PlainLog, reason: str) -> None:
    _reached_for(log)
    log.write("closed", {"reason": reason})
    for early in (log.ask, log.claim_exception, log.ask, log.say_not_reached):
        if early == log.claim_exception:
            early()
            continue
        with refused("the lead is closed"):
            early()
    log.write("reopened", {"reason": "It was a mistake."})
    log.ask()
    log.say_not_reached()
    for early in (log.ask, log.say_not_reached):
        with refused("the lead is closed"):
            early()
    log.arrive(round=2)
    log.call(round=2)
    log.ask(round=2)


def test_a_closing_sent_back_by_another_person_is_none(log: PlainLog) -> None:
    log.call()
    closing = log.write("closed", {"reason": "spam"})
    second = log.write("closed", {"reason": "lost"})  # too late: the first one stands
    log.send_back(second)
    log.send_back(closing, agent=AGENT)
    with refused("the lead is closed"):
        log.ask()
    log.send_back(closing)
    log.ask()
    closing = log.write("closed", {"reason": "spam"})
    log.confirm(closing)
    log.send_back(closing, agent="agent-3")
    with refused("the lead is closed"):
        log.ask()
    log.write("reopened", {"reason": "It was a mistake."})
    closing = log.write("closed", {"reason": "spam"})
    log.send_back(closing)  # the confirmation was of the first one
    log.ask()


def test_not_reached_takes_four_calls(log: PlainLog) -> None:
    for done in range(4):
        with refused(f"{done} of 4 calls count"):
            log.say_not_reached()
        log.call()
        log.wait(hours=20 if done % 2 else 3)
    log.wait(hours=1)
    with refused("day 2 of 3"):
        log.say_not_reached()
    log.call()
    log.say_not_reached()


def test_four_calls_in_ten_minutes_are_one(log: PlainLog) -> None:
    for _ in range(4):
        log.call()
        log.wait(minutes=2)
    with refused("1 of 4 calls count"):
        log.say_not_reached()


def test_not_reached_takes_three_days(log: PlainLog) -> None:
    for _ in range(4):
        log.call()
        log.wait(hours=2)
    with refused("day 1 of 3"):
        log.say_not_reached()
    for _ in range(2):
        log.wait(days=1)
        log.call()
    log.say_not_reached()


def test_not_reached_takes_two_parts_of_the_day(log: PlainLog) -> None:
    for _ in range(4):
        log.call()
        log.wait(days=1)
    log.now += timedelta(hours=3) - A_BLINK  # 11:59:59.999999
    log.call()
    with refused("1 of 2 parts of the day"):
        log.say_not_reached()
    log.wait(days=1)
    log.now += A_BLINK
    log.call()
    log.say_not_reached()


@pytest.mark.parametrize(("offset", "says"), [(0, "day 2 of 3"), (3600, None), (-9 * 3600, "1 of 2 parts")])
def test_days_and_parts_are_the_dealership_s(path: Path, offset: int, says: str | None) -> None:
    """Calls at 09:00, 23:00, 13:00 and 23:00 are two days by UTC, and three one hour to the east."""
    with closing(PlainLog.create(path, offset=offset)) as log:
        by_parts = {**rules(), "not_reached": {"calls": 2, "days": 1, "parts": 2}}
        log.use_policy(rules() if offset >= 0 else by_parts)
        log.arrive()
        for hours in (14, 14, 10, 0) if offset >= 0 else (2, 0):
            log.call()
            log.wait(hours=hours)
        if says:
            with refused(says):
                log.say_not_reached()
        else:
            log.say_not_reached()


def test_not_reached_has_no_disguise(log: PlainLog) -> None:
    _reached_for(log)
    for body in ({"template": "first"}, {"": 1}):
        with refused("empty body"):
            log.write("not reached", body)
    for kind in ("Not reached", "not  reached", "not reached ", "not\treached"):
        with refused("small letters"):
            log.write(kind)
    log.say_not_reached()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("email left", {"asked": "nothing", "message_id": "<1@example.test>"}),
        ("handed over", {"asked": "nothing", "way": "mail program"}),
        ("outside email", {"happened_at": 0}),
        ("email withdrawn", {"asked": "nothing"}),
        ("note", {}),
    ],
)
def test_facts_are_never_refused_and_open_nothing(log: PlainLog, kind: str, body: dict[str, Any]) -> None:
    log.write(kind, body)
    with refused("0 of 1"):
        log.ask()


def test_a_verb_that_walks_over_rows_does_not_walk_past_the_gate(log: PlainLog) -> None:
    ways = ("INSERT OR REPLACE", ""), ("INSERT OR IGNORE", ""), ("INSERT", "ON CONFLICT DO NOTHING")
    for verb, tail in ways:
        with refused("0 of 1"):
            log.insert_entry(log.fields("email asked", {"template": "first"}), verb=verb, tail=tail)
    assert log.value("SELECT count(*) FROM entry WHERE kind = 'email asked'") == 0
    log.call()
    log.insert_entry(log.fields("email asked", {"template": "first"}), verb="INSERT OR REPLACE")


def test_a_refusal_undoes_its_statement_only(log: PlainLog) -> None:
    log.connection.execute("BEGIN")
    entry = log.insert_entry(log.fields("note"))
    with pytest.raises(sqlite3.IntegrityError):
        log.insert_entry(log.fields("email asked", {"template": "first"}))
    log.insert_seal(entry)
    log.connection.execute("COMMIT")
    assert log.value("SELECT count(*) FROM seal WHERE entry = ?", entry) == 1
