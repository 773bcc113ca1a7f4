"""One reader for a mailbox, and none so long that mail waits for a server."""

import re
from dataclasses import replace
from datetime import timedelta

from bdc_desk.clock import FixedClock
from bdc_desk.intake.leases import ALONE_AFTER, SPAN, MailboxLease, lease_name
from bdc_desk.operations.intake_settings import MailboxSettings
from tests.helpers.desks import MONDAY

LEADS = MailboxSettings("Leads", "imap.example.test", "leads@example.test")


class Told:
    """The shared database, saying what the test says."""

    def __init__(self, *answers: bool | None) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, timedelta]] = []

    def __call__(self, name: str, span: timedelta) -> bool | None:
        self.asked.append((name, span))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def test_alone_it_reads() -> None:
    lease = MailboxLease(LEADS, None, FixedClock(MONDAY))
    assert lease.may_read()
    lease.give_up()


def test_the_shared_database_says_who_reads() -> None:
    told = Told(True, False, True)
    lease = MailboxLease(LEADS, told, FixedClock(MONDAY))
    assert [lease.may_read() for _ in range(3)] == [True, False, True]
    assert told.asked == [(lease_name(LEADS), SPAN)] * 3


def test_without_it_the_desk_that_read_last_goes_on() -> None:
    lease = MailboxLease(LEADS, Told(True, None), FixedClock(MONDAY))
    assert [lease.may_read() for _ in range(3)] == [True, True, True]


def test_without_it_another_desk_reads_after_ten_minutes_and_no_longer_than_it_is_away() -> None:
    clock, told = FixedClock(MONDAY), Told(False, None)
    lease = MailboxLease(LEADS, told, clock)
    assert not lease.may_read()
    assert not lease.may_read()
    clock.advance(timedelta(seconds=ALONE_AFTER - 1))
    assert not lease.may_read()
    clock.advance(timedelta(seconds=1))
    assert lease.may_read()
    told.answers = [False, None]
    assert not lease.may_read()
    assert not lease.may_read()  # away again: the ten minutes begin anew


def test_a_desk_that_closes_gives_up_only_what_it_had() -> None:
    told = Told(True)
    lease = MailboxLease(LEADS, told, FixedClock(MONDAY))
    lease.give_up()
    assert told.asked == []
    lease.may_read()
    lease.give_up()
    assert told.asked[-1][1] < timedelta(seconds=5)  # as short as the database lends


def test_a_mailbox_has_one_name_on_every_desk_and_another_has_another() -> None:
    assert re.fullmatch("[a-z][a-z ]{0,39}", lease_name(LEADS))
    assert lease_name(LEADS) == lease_name(replace(LEADS, name="Our leads", host="IMAP.example.test"))
    assert len({lease_name(one) for one in (LEADS, replace(LEADS, folder="Portal"))}) == 2
