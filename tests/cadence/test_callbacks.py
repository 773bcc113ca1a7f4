"""domain.md, Callbacks and claims: promises open, kept or broken."""

from typing import Any

import pytest

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.standing import Section
from tests.helpers.lead_log import LeadLog

PROMISED = "2026-03-02 17:30"


def promised() -> LeadLog:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.call("2026-03-02 10:05", "callback")
    log.promise("2026-03-02 10:06", PROMISED, call=call)
    return log


@pytest.mark.parametrize(
    ("called", "outcome", "kept"),
    [
        # nobody has called: the promise is open, however long ago
        (None, "", None),
        # at the time, answered or not
        ("2026-03-02 17:30", "no answer", True),
        # five minutes before
        ("2026-03-02 17:25", "no answer", True),
        # earlier than that a call that nobody answers keeps no promise ...
        ("2026-03-02 17:24:59", "no answer", None),
        # ... and one that reaches the customer does
        ("2026-03-02 15:00", "dialogue", True),
        # fifteen minutes later, to the second
        ("2026-03-02 17:45", "no answer", True),
        ("2026-03-02 17:45:01", "no answer", False),
        ("2026-03-04 10:00", "dialogue", False),
    ],
)
def test_kept_and_broken(called: str | None, outcome: str, kept: bool | None) -> None:
    log = promised()
    if called:
        log.call(called, outcome, by="bob")
    standing = log.standing("2026-03-05 10:00")
    assert [one.kept for one in standing.callbacks] == [kept]
    assert (standing.callback is not None) is (kept is None)


@pytest.mark.parametrize(
    ("outcome", "how"),
    [
        # a second too short to qualify
        ("no answer", {"span": 14}),
        ("dialogue", {"span": 9}),
        ("voicemail", {"span": 14}),
        # nobody has confirmed what was typed in
        ("dialogue", {"span": 90, "evidence": "D"}),
    ],
)
def test_a_call_that_does_not_qualify_answers_no_promise(outcome: str, how: dict[str, Any]) -> None:
    log = promised()
    log.call("2026-03-02 17:35", outcome, **how)
    standing = log.standing("2026-03-02 18:00")
    assert standing.callback is not None
    assert (standing.callback.kept, standing.section) == (None, Section.CALLBACKS)
    assert str(standing.next_step.why) == "Promised call of Mon 2 Mar 17:30 is overdue"
    # the next one that does answers it, late
    log.call("2026-03-02 18:05", "no answer", span=15)
    standing = log.standing("2026-03-02 18:10")
    assert (standing.callback, [one.kept for one in standing.callbacks]) == (None, [False])


def test_a_typed_answer_keeps_the_promise_once_it_is_confirmed_until_it_is_withdrawn() -> None:
    log = promised()
    typed = log.call("2026-03-02 17:35", "dialogue", span=90, evidence="D", written="2026-03-02 17:50")
    log.confirm(typed)
    assert [one.kept for one in log.standing("2026-03-02 18:00").callbacks] == [True]
    log.withdraw(typed)
    assert [one.kept for one in log.standing("2026-03-02 18:00").callbacks] == [None]


@pytest.mark.parametrize("order", ["promise first", "outcome first"])
def test_the_call_in_which_it_was_promised_is_no_answer(order: str) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.dials("2026-03-02 10:05")
    if order == "promise first":
        log.promise("2026-03-02 10:06", PROMISED, call=call)
        log.says(call, "callback", span=90)
    else:
        log.says(call, "callback", span=90)
        log.promise("2026-03-02 10:07", PROMISED, call=call)
    assert log.standing("2026-03-02 11:00").callbacks[0].kept is None


@pytest.mark.parametrize(
    ("moved_at", "kept"),
    [
        # moved while it could be kept: one promise, the new one
        ("2026-03-02 16:00", [None]),
        ("2026-03-02 17:45", [None]),
        # moved after it was broken: broken it stays
        ("2026-03-02 17:45:01", [False, None]),
    ],
)
def test_moved(moved_at: str, kept: list[bool | None]) -> None:
    log = promised()
    log.promise(moved_at, "2026-03-03 10:00")
    standing = log.standing("2026-03-02 18:00")
    assert [one.kept for one in standing.callbacks] == kept
    assert standing.callback is not None
    assert standing.callback.promised_at == log.at("2026-03-03 10:00")


@pytest.mark.parametrize(
    ("cancelled_at", "kept"),
    [
        # taken back in time it is no promise any more
        ("2026-03-02 16:00", []),
        # taken back afterwards it was broken
        ("2026-03-02 18:00", [False]),
    ],
)
def test_cancelled(cancelled_at: str, kept: list[bool]) -> None:
    log = promised()
    callback = next(entry for entry in log.entries if entry.kind == "callback set")
    log.cancel(callback, cancelled_at)
    standing = log.standing("2026-03-02 19:00")
    assert ([one.kept for one in standing.callbacks], standing.callback) == (kept, None)


@pytest.mark.parametrize(
    ("now", "section", "why"),
    [
        # before the reminder it waits below
        ("2026-03-02 17:24:59", Section.LATER, "Call back as promised at Mon 2 Mar 17:30"),
        # five minutes before, first of all
        ("2026-03-02 17:25", Section.CALLBACKS, "Call back as promised at Mon 2 Mar 17:30"),
        # overdue
        ("2026-03-02 17:30", Section.CALLBACKS, "Promised call of Mon 2 Mar 17:30 is overdue"),
        ("2026-03-09 10:00", Section.CALLBACKS, "Promised call of Mon 2 Mar 17:30 is overdue"),
    ],
)
def test_due_and_overdue(now: str, section: Section, why: str) -> None:
    standing = promised().standing(now)
    assert (standing.section, str(standing.next_step.why)) == (section, why)


@pytest.mark.parametrize(
    ("seen", "stands"),
    [
        # a colleague who knew the promise moves it
        (None, "2026-03-02 19:00"),
        # one who had not seen it does not: the first sealed stands, and the author is told
        (0, PROMISED),
    ],
)
def test_the_first_of_two_promises_stands_unless_the_second_knew_it(seen: int | None, stands: str) -> None:
    log = promised()
    log.promise("2026-03-02 11:00", "2026-03-02 19:00", by="bob", desk="desk-2", seen=seen)
    standing = log.standing("2026-03-02 12:00")
    assert standing.callback is not None
    assert standing.callback.promised_at == log.at(stands)
    assert len(standing.misfits) == (0 if seen is None else 1)


def test_a_closed_lead_promises_nothing_any_more() -> None:
    log = promised()
    log.close("2026-03-02 12:00", "lost")
    assert log.standing("2026-03-02 18:00").callback is None


@pytest.mark.parametrize(
    ("called", "kept"),
    [
        # before the promised time, up to fifteen minutes after it, and later
        ("2026-03-02 12:00", True),
        ("2026-03-02 17:45", True),
        ("2026-03-02 17:45:01", False),
    ],
)
@pytest.mark.parametrize("how", ["call", "visit", "chat"])
def test_a_customer_who_calls_in_answers_the_promise(how: str, called: str, kept: bool) -> None:
    log = promised()
    log.contact(called, how=how)
    standing = log.standing("2026-03-02 18:00")
    assert (standing.callback, [one.kept for one in standing.callbacks]) == (None, [kept])


@pytest.mark.parametrize(
    "contact",
    [
        # a mail is no dialogue
        lambda log: log.contact("2026-03-02 17:30", dialogue=False, how="mail"),
        # nor does what was before the promise answer it, whenever it is written down
        lambda log: log.write(
            "contact received",
            "2026-03-02 17:30",
            {"dialogue": True, "happened_at": micros(log.at("2026-03-02 10:06"))},
        ),
    ],
)
def test_what_is_no_live_dialogue_since_answers_no_promise(contact: Any) -> None:
    log = promised()
    contact(log)
    assert [one.kept for one in log.standing("2026-03-02 18:00").callbacks] == [None]


def test_the_talk_in_which_it_was_promised_is_no_answer() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.contact("2026-03-02 10:05")
    log.promise("2026-03-02 10:05", PROMISED)
    assert log.standing("2026-03-02 11:00").callbacks[0].kept is None


def test_a_row_says_who_promised() -> None:
    log = promised()
    assert log.row("2026-03-02 12:00").promised_by == "ann"
    log.call(PROMISED, "dialogue", by="bob")
    assert log.row("2026-03-02 18:00").promised_by is None
