"""domain.md: lawful call hours, usable numbers, do-not-call."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bdc_desk.cadence.hours import parse_day
from bdc_desk.cadence.lead import Lead
from tests.helpers.lead_log import LeadLog, default_policy, number

LONDON, PARIS, NEW_YORK, CALIFORNIA = (
    "Europe/London",
    "Europe/Paris",
    "America/New_York",
    "America/Los_Angeles",
)
UNREQUESTED = replace(default_policy(), requested_for=timedelta())
# The Dutch rule: weekdays 9-22, Saturday 10-16, never Sunday.
DUTCH = (*[parse_day(["09:00-22:00"])] * 5, parse_day(["10:00-16:00"]), ())


@pytest.mark.parametrize(
    ("address", "zones", "now", "may_dial"),
    [
        # the dealership's zone, when the number may lie in it
        (None, [LONDON, CALIFORNIA], "2026-03-02 08:00", True),
        (None, [LONDON, CALIFORNIA], "2026-03-02 07:59:59", False),
        (None, [LONDON], "2026-03-02 20:59:59", True),
        (None, [LONDON], "2026-03-02 21:00", False),
        # ... or when none is known
        (None, [], "2026-03-02 08:00", True),
        (None, ["Atlantis/Capital"], "2026-03-02 08:00", True),
        # the address goes before the number: 15:59 and 16:00 in London are 7:59 and 8:00 in California
        (CALIFORNIA, [LONDON], "2026-03-02 15:59:59", False),
        (CALIFORNIA, [LONDON], "2026-03-02 16:00", True),
        # an address that names no zone says nothing
        ("Atlantis/Capital", [LONDON], "2026-03-02 08:00", True),
        # else lawful in all of the number's zones: New York from 13:00 on, California from 16:00 on
        (None, [NEW_YORK, CALIFORNIA], "2026-03-02 15:59:59", False),
        (None, [NEW_YORK, CALIFORNIA], "2026-03-02 16:00", True),
        # until it is 21:00 in New York
        (None, [NEW_YORK, CALIFORNIA], "2026-03-03 01:59:59", True),
        (None, [NEW_YORK, CALIFORNIA], "2026-03-03 02:00", False),
    ],
)
def test_lawful_call_hours_are_the_customers(
    address: str | None, zones: list[str], now: str, may_dial: bool
) -> None:
    log = LeadLog(policy=UNREQUESTED)
    log.arrives("2026-03-01 10:00", numbers=[number(zones=zones)], zone=address)
    found = log.standing(now).numbers[0]
    assert (found.may_dial, found.why.code) == (may_dial, "number.ok" if may_dial else "number.hours")


def test_a_number_that_may_not_be_called_says_from_when() -> None:
    log = LeadLog(policy=UNREQUESTED)
    log.arrives("2026-03-01 10:00", numbers=[number(zones=[PARIS])])
    why = str(log.standing("2026-03-02 06:30").numbers[0].why)
    assert why == "lawful call hours there: 08:00-21:00; from Mon 2 Mar 08:00"


def test_days_without_lawful_hours() -> None:
    log = LeadLog(policy=replace(UNREQUESTED, call_week=DUTCH))
    log.arrives("2026-03-01 10:00")
    # the 1st of March is a Sunday
    why = str(log.standing("2026-03-01 12:00").numbers[0].why)
    assert why == "lawful call hours there: none today; from Mon 2 Mar 09:00"


@pytest.mark.parametrize(
    ("now", "requested"),
    [
        # an enquiry that left a number is a requested call, at any hour ...
        ("2026-03-02 23:30", True),
        # ... for thirty days
        ("2026-04-01 02:59:59", True),
        ("2026-04-01 03:00:01", False),
    ],
)
def test_an_enquiry_is_a_requested_call_for_thirty_days(now: str, requested: bool) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 02:00")
    found = log.standing(now).numbers[0]
    assert (found.may_dial, found.why.code) == (
        requested,
        "number.requested" if requested else "number.hours",
    )


def test_an_agreed_callback_is_a_requested_call() -> None:
    log = LeadLog(policy=UNREQUESTED)
    log.arrives("2026-03-02 10:00")
    callback = log.promise("2026-03-02 12:00", "2026-03-02 22:00")
    assert log.standing("2026-03-02 22:00").numbers[0].may_dial
    log.cancel(callback, "2026-03-02 22:01")
    assert not log.standing("2026-03-02 22:02").numbers[0].may_dial


# --- usable numbers ---


@pytest.mark.parametrize(
    ("finds", "usable"),
    [
        # once is not enough
        ([("2026-03-02 10:00", "dead number")], True),
        # twice, but within two hours
        ([("2026-03-02 10:00", "dead number"), ("2026-03-02 11:59:59", "wrong number")], True),
        # two hours apart, to the second; dead and wrong add up
        ([("2026-03-02 10:00", "dead number"), ("2026-03-02 12:00", "wrong number")], False),
        # three finds: first and last are far enough apart
        (
            [
                ("2026-03-02 10:00", "dead number"),
                ("2026-03-02 11:00", "dead number"),
                ("2026-03-02 12:00", "dead number"),
            ],
            False,
        ),
        # an engaged line is no dead one
        ([("2026-03-02 10:00", "engaged"), ("2026-03-02 12:00", "engaged")], True),
    ],
)
def test_a_number_found_dead_twice_is_unusable(finds: list[tuple[str, str]], usable: bool) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    for at, outcome in finds:
        log.call(at, outcome)
    standing = log.standing("2026-03-02 13:00")
    assert (standing.usable_number, standing.numbers[0].usable) == (usable, usable)
    assert usable or str(standing.numbers[0].why) == "found dead or wrong twice"
    # it is listed for a second person's word
    assert len(standing.unconfirmed) == (0 if usable else 1)


def test_withdrawing_a_find_makes_the_number_usable_again() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    log.call("2026-03-02 10:00", "dead number")
    log.withdraw(log.call("2026-03-02 12:00", "dead number"))
    assert log.standing("2026-03-02 13:00").usable_number


def test_the_finds_of_earlier_rounds_count_for_the_number() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    log.call("2026-03-02 10:00", "dead number")
    log.arrives("2026-03-20 09:00")
    log.call("2026-03-20 10:00", "dead number")
    assert not log.standing("2026-03-20 11:00").usable_number


def test_an_edit_of_the_details_brings_another_number() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00", numbers=[number(possible=False)])
    log.write("details edited", "2026-03-02 10:10", {"numbers": [number("n2")], "emails": 0, "zone": None})
    standing = log.standing("2026-03-02 10:11")
    assert [one.ref for one in standing.numbers] == ["n2"]
    assert standing.usable_number


GONE: list[dict[str, object]] = []
IMPOSSIBLE = [number(possible=False)]


@pytest.mark.parametrize(
    ("arrival", "edits", "finds", "usable"),
    [
        # there never was one
        ([], [], (), False),
        (IMPOSSIBLE, [GONE], (), False),
        # taken out, made impossible, or replaced by one nobody can dial
        ([number()], [GONE], (), True),
        ([number()], [IMPOSSIBLE], (), True),
        ([number()], [[number("n2", possible=False)]], (), True),
        # the edit brought it, and another took it out
        ([], [[number("n2")], GONE], (), True),
        # found dead once, or twice within two hours: not dead
        ([number()], [GONE], ("10:30",), True),
        ([number()], [GONE], ("10:30", "12:29:59"), True),
        # found dead twice and edited away: dead
        ([number()], [GONE], ("10:30", "12:30"), False),
        # of two that are gone one is dead
        ([number(), number("n2")], [GONE], ("10:30", "12:30"), True),
    ],
)
def test_a_number_edited_away_counts_until_it_is_found_dead(
    arrival: list[dict[str, object]],
    edits: list[list[dict[str, object]]],
    finds: tuple[str, ...],
    usable: bool,
) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00", numbers=arrival)
    for at in finds:
        log.call(f"2026-03-02 {at}", "dead number")
    for numbers in edits:
        log.write("details edited", "2026-03-02 12:40", {"numbers": numbers, "emails": 1, "zone": None})
    standing = log.standing("2026-03-02 12:41")
    assert standing.usable_number is usable
    # the numbers in force are what the edit says; only the conclusion reaches back
    assert not any(one.may_dial for one in standing.numbers)
    assert standing.next_step.what == ("add a number" if usable else "write")
    assert all(one.is_open is not usable for one in standing.templates)


def test_taking_the_number_out_stops_no_clock() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    clock = log.standing("2026-03-02 10:01").first_call
    log.write("details edited", "2026-03-02 10:01", {"numbers": [], "emails": 1, "zone": None})
    standing, row = log.standing("2026-03-02 10:20"), log.row("2026-03-02 10:20")
    assert standing.first_call.stopped_at is None
    assert [mark.due_at for mark in standing.first_call.marks] == [mark.due_at for mark in clock.marks]
    assert row.marks == standing.first_call.marks != ()
    assert row.due_why == "No number to dial is left: put one in (F2)"
    assert (row.due_at, row.blocked, row.unread) == (clock.marks[0].due_at, "", True)
    assert standing.section == "never called"
    # a number is put in: the same clock, and a call to make
    log.write("details edited", "2026-03-02 10:21", {"numbers": [number("n2")], "emails": 1, "zone": None})
    assert log.standing("2026-03-02 10:22").next_step.what == "first call"


@pytest.mark.parametrize(
    ("numbers", "usable"), [([], False), (IMPOSSIBLE, False), ([number()], True), ([number("n2")], True)]
)
def test_a_new_round_begins_with_its_own_arrivals_numbers(
    numbers: list[dict[str, object]], usable: bool
) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00", numbers=[number(), number("n2")])
    log.write("details edited", "2026-03-02 10:01", {"numbers": [], "emails": 1, "zone": None})
    log.arrives("2026-03-20 10:00", numbers=numbers)
    assert log.standing("2026-03-20 10:01").usable_number is usable


# --- do not call ---

DO_NOT_CALL = [
    lambda log: log.call("2026-03-03 10:00", "do not call"),
    lambda log: log.excepts("2026-03-03 10:00", "do not call"),
    lambda log: log.close("2026-03-03 10:00", "do not call"),
]


@pytest.mark.parametrize("said", DO_NOT_CALL)
def test_do_not_call_blocks_for_ever_and_a_new_enquiry_opens_only_once_confirmed(said: object) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    said(log)  # type: ignore[operator]  # a table of functions
    standing = log.standing("2036-03-03 10:00")
    assert not standing.numbers[0].may_dial
    assert str(standing.forbidden) == "do not call: the customer asked so"

    arrival = log.arrives("2026-05-01 10:00")
    standing = log.standing("2026-05-01 10:05")
    assert not standing.numbers[0].may_dial
    assert standing.forbidden is not None
    assert standing.forbidden.code == "number.unconfirmed"
    assert arrival.id in standing.unconfirmed
    assert standing.section == "later"
    assert log.row("2026-05-01 10:05").marks == ()

    log.confirm(arrival)
    standing = log.standing("2026-05-01 10:06")
    assert (standing.forbidden, standing.numbers[0].may_dial) == (None, True)
    assert arrival.id not in standing.unconfirmed

    log.call("2026-05-02 10:00", "do not call")
    assert log.standing("2026-05-02 11:00").forbidden is not None


def test_an_enquiry_that_joins_the_round_can_be_confirmed_as_well() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "do not call")
    again = log.arrives("2026-03-02 10:30", joins=True)
    assert log.standing("2026-03-02 10:31").unconfirmed == (again.id,)
    log.confirm(again)
    assert log.standing("2026-03-02 10:32").forbidden is None


def test_confirming_an_old_enquiry_lifts_no_later_do_not_call() -> None:
    log = LeadLog()
    arrival = log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "do not call")
    log.confirm(arrival)
    assert log.standing("2026-03-02 11:00").forbidden is not None


def test_do_not_call_stands_also_when_its_exception_is_sent_back() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.send_back(log.excepts("2026-03-02 10:05", "do not call"))
    standing = log.standing("2026-03-02 11:00")
    assert standing.forbidden is not None
    assert not any(one.is_open for one in standing.templates)


def test_do_not_call_said_on_another_lead_holds_for_this_one() -> None:
    log = LeadLog(lead=Lead("lead-1", do_not_call_at=datetime(2026, 2, 1, 10, tzinfo=UTC)))
    arrival = log.arrives("2026-03-02 10:00")
    standing = log.standing("2026-03-02 10:05")
    assert standing.forbidden is not None
    assert standing.unconfirmed == (arrival.id,)  # the customer asks again: a second person says so
    log.confirm(arrival)
    assert log.standing("2026-03-02 10:06").forbidden is None


def test_do_not_call_said_on_another_lead_since_leaves_nothing_to_confirm() -> None:
    log = LeadLog(lead=Lead("lead-1", do_not_call_at=datetime(2026, 3, 2, 12, tzinfo=UTC)))
    arrival = log.arrives("2026-03-02 10:00")
    log.confirm(arrival)
    standing = log.standing("2026-03-02 13:00")
    assert standing.forbidden is not None
    assert standing.unconfirmed == ()


def test_a_withdrawn_do_not_call_was_a_slip_of_the_finger() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.withdraw(log.call("2026-03-02 10:05", "do not call"))
    assert log.standing("2026-03-02 11:00").forbidden is None
