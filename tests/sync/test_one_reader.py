"""Two desks of a team and one mailbox, over a real PostgreSQL: one of them reads, and the other follows."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.intake.leases import SPAN, MailboxLease
from bdc_desk.operations.intake_settings import MailboxSettings
from tests.helpers.teams import Member, TeamDatabase

LEADS = MailboxSettings("Leads", "imap.example.test", "leads@example.test")
OTHER = MailboxSettings("Other", "imap.example.test", "other@example.test")


@pytest.fixture
def desks(shared: TeamDatabase, tmp_path: Path) -> Iterator[tuple[Member, Member]]:
    """Kim's desk and Lee's, joined."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(closing(Member(shared, login, tmp_path / f"{login}.sqlite")))
            for login in ("kim", "lee")
        )  # type: ignore[misc]  # two of them


def lease_of(member: Member, settings: MailboxSettings = LEADS) -> MailboxLease:
    return MailboxLease(settings, member.team.lease, member.desk.clock)


def test_one_desk_reads_as_long_as_it_is_there(desks: tuple[Member, Member], shared: TeamDatabase) -> None:
    kim, lee = (lease_of(member) for member in desks)
    assert [kim.may_read(), lee.may_read(), kim.may_read()] == [True, False, True]
    assert lease_of(desks[1], OTHER).may_read()
    shared.pass_time(SPAN - timedelta(seconds=5))
    assert [kim.may_read(), lee.may_read()] == [True, False]
    shared.pass_time(SPAN + timedelta(seconds=5))  # Kim's computer sleeps
    assert [lee.may_read(), kim.may_read()] == [True, False]


def test_a_desk_that_closes_lets_the_other_follow_at_once(
    desks: tuple[Member, Member], shared: TeamDatabase
) -> None:
    kim, lee = (lease_of(member) for member in desks)
    assert [kim.may_read(), lee.may_read()] == [True, False]
    kim.give_up()
    shared.pass_time(timedelta(seconds=6))
    assert [lee.may_read(), kim.may_read()] == [True, False]
