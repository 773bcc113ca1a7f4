"""Merged and kept apart in a team: both databases take it, every desk concludes the same customers."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bdc_desk.operations import calling, teamwork
from bdc_desk.operations.merging import keep_apart, merge, undo_keep_apart, undo_merge
from bdc_desk.operations.reading import lead_view, taken_customers
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.verifying import verify
from tests.helpers.desks import draft, unlike_rebuilt
from tests.helpers.postgres import VERSIONS
from tests.helpers.teams import Member, TeamDatabase, TeamServer, log_of, team_server


@pytest.fixture(scope="module", params=VERSIONS)
def team(request: pytest.FixtureRequest) -> Iterator[TeamServer]:
    """Each PostgreSQL that a team may have."""
    with team_server(request.param) as server:
        yield server


@pytest.fixture
def shared(team: TeamServer) -> Iterator[TeamDatabase]:
    with team.database() as database:
        yield database


@pytest.fixture
def desks(shared: TeamDatabase, tmp_path: Path) -> Iterator[tuple[Member, Member]]:
    """Kim's desk and Lee's, joined."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(closing(Member(shared, login, tmp_path / f"{login}.sqlite")))
            for login in ("kim", "lee")
        )  # type: ignore[misc]  # two of them


def two_leads(kim: Member, lee: Member) -> tuple[str, str]:
    """Two strangers, known to both desks."""
    leads = [receive_lead(kim.desk, draft(one, arrived_at=kim.desk.clock.now())).lead for one in (1, 2)]
    settle(kim, lee)
    return leads[0], leads[1]


def settle(*members: Member) -> None:
    """Everybody hands in, then everybody hears."""
    for _ in range(2):
        for member in members:
            member.sync()


def are_one(one: str, other: str, *members: Member) -> bool:
    """Whether both leads are one customer's: the same at every desk, in its lists and after their rebuild."""
    found = set()
    for member in members:
        assert member.log() == log_of(members[0].shared, members[0].dealership)
        assert verify(member.desk) == []
        assert teamwork.waiting(member.desk) == ()
        assert unlike_rebuilt(member.desk) == []
        for lead in (one, other):
            assert lead_view(member.desk, lead).standing.misfits == ()
        found.add(lead_view(member.desk, one).customer == lead_view(member.desk, other).customer)
    assert len(found) == 1
    return found.pop()


def test_what_one_merges_the_other_sees_and_takes_back(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    one, other = two_leads(kim, lee)
    done = merge(kim.desk, one, other)
    settle(kim, lee)
    assert are_one(one, other, kim, lee)
    undo_merge(lee.desk, done.entry)
    settle(kim, lee)
    assert not are_one(one, other, kim, lee)


def test_two_desks_merge_the_same_two_and_one_undoing_ends_both(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    one, other = two_leads(kim, lee)
    first = merge(kim.desk, one, other)
    merge(lee.desk, other, one)
    settle(kim, lee)
    assert are_one(one, other, kim, lee)
    undo_merge(kim.desk, first.entry)
    settle(kim, lee)
    assert not are_one(one, other, kim, lee)
    merge(lee.desk, one, other)  # a newer one stands again
    settle(kim, lee)
    assert are_one(one, other, kim, lee)


def test_a_merge_that_the_undoing_had_not_seen_stands(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    one, other = two_leads(kim, lee)
    first = merge(kim.desk, one, other)
    undo_merge(kim.desk, first.entry)
    merge(lee.desk, one, other)
    settle(kim, lee)
    assert are_one(one, other, kim, lee)


@pytest.mark.parametrize("merger_is_last", [True, False])
def test_of_opposite_words_the_one_sealed_last_holds(
    desks: tuple[Member, Member], *, merger_is_last: bool
) -> None:
    kim, lee = desks
    one, other = two_leads(kim, lee)
    merge(kim.desk, one, other)
    kept = keep_apart(lee.desk, other, one)
    settle(*((lee, kim) if merger_is_last else (kim, lee)))
    assert are_one(one, other, kim, lee) is merger_is_last
    undo_keep_apart(kim.desk, kept.entry)
    settle(kim, lee)
    assert are_one(one, other, kim, lee)


def test_a_copied_profile_hands_its_words_in_anew(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    """What takes a word back names it by its new id."""
    kim, lee = desks
    one, other = two_leads(kim, lee)
    undo_merge(kim.desk, merge(kim.desk, one, other).entry)
    undo_keep_apart(kim.desk, keep_apart(kim.desk, one, other).entry)
    with (
        closing(sqlite3.connect(kim.store.path)) as now,
        closing(sqlite3.connect(tmp_path / "copy.sqlite")) as then,
    ):
        now.backup(then)
    kim.sync()
    with closing(Member(shared, "kim", tmp_path / "copy.sqlite", rejoin=False)) as copy:
        merge(copy.desk, other, one)
        undo_merge(copy.desk, merge_of(copy, other))
        settle(copy, kim, lee)
        assert not are_one(one, other, copy, kim, lee)


def merge_of(member: Member, lead: str) -> str:
    return next(line.entry for line in lead_view(member.desk, lead).timeline if line.kind == "merged")


def test_who_has_one_of_the_two_in_hand_keeps_the_customer(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    one, other = two_leads(kim, lee)
    assert lee.team_claims().claim(other, online=True).granted
    merge(kim.desk, one, other)
    refused = kim.team_claims().claim(one, online=True)
    assert (refused.granted, refused.holder) == (False, lee.desk.person)
    settle(kim, lee)
    assert taken_customers(kim.desk)[one].holder == lee.desk.person
    begun, _ = calling.dial(lee.desk, other, "n1")
    assert begun.lead == other
