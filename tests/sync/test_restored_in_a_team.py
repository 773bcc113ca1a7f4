"""A desk of a team is put back to its backup and works on: nothing is lost that the team has, nothing comes
twice, who was erased meanwhile stays so, and every replica equals the shared database.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.clock import SystemClock
from bdc_desk.operations import lead_work, teamwork
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.calling import dial, end_call, give_outcome
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.restoring import Restored, restore
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import Backup
from bdc_desk.storage.copying import contents_of
from bdc_desk.storage.heads import heads_of, note_head
from bdc_desk.storage.shared.shared import Shared
from bdc_desk.sync.administering import dealership_named, verify_shared
from bdc_desk.sync.exchange import Exchange
from tests.helpers.desks import SECOND, draft, unlike_rebuilt
from tests.helpers.teams import Member, TeamDatabase, log_of

GONE = "Quillfeather"
"""Whom the manager erases."""
WRITTEN = ["by a colleague", "sealed since", "waits in the backup", "written before it was heard of again"]
"""The notes that stand in the end, sorted."""
LOGINS = ("kim", "lee", "max")
Team = dict[str, Member]


@pytest.fixture
def team(shared: TeamDatabase, tmp_path: Path) -> Iterator[Team]:
    """Kim sells, Lee takes enquiries, Max is a manager."""
    with ExitStack() as stack:
        made: Team = {}
        for login in LOGINS:
            (tmp_path / login).mkdir()
            made[login] = Member(shared, login, profile_of(tmp_path, login).database)
        for login in LOGINS:
            stack.callback(lambda login=login: made[login].close())
        yield made


def profile_of(tmp_path: Path, login: str) -> Profile:
    return Profile(tmp_path / login)


def settle(team: Team) -> None:
    """Everybody hears of everything."""
    for _ in range(2):
        for member in team.values():
            member.sync()


def arrive(member: Member, number: int, name: str) -> str:
    return receive_lead(member.desk, draft(number, name, arrived_at=member.desk.clock.now())).lead


def back_up(team: Team, tmp_path: Path, login: str) -> Backup:
    made = daily_backup(team[login].desk, profile_of(tmp_path, login), force=True)
    assert made is not None
    return made


def put_back(team: Team, shared: TeamDatabase, tmp_path: Path, login: str, backup: Backup) -> Restored:
    """The desk's window closes, the backup takes the log's place, and it opens again; not synced yet."""
    profile = profile_of(tmp_path, login)
    team[login].close()
    done = restore(profile, SystemClock(), backup.path)
    team[login] = Member(shared, login, profile.database, rejoin=False)
    while not catch_up(team[login].desk):
        pass
    return done


def notes(member: Member, lead: str) -> list[str]:
    return sorted(
        line.text.removeprefix("Note: ")
        for line in lead_view(member.desk, lead).timeline
        if line.kind == "note"
    )


def identity(member: Member) -> str:
    with member.store.snapshot() as snapshot:
        found = snapshot.desk()
    assert found is not None
    return found.desk


def call(member: Member, lead: str) -> None:
    """One call with its outcome."""
    begun, _ = dial(member.desk, lead, "n1")
    end_call(member.desk, lead, begun.attempt, 20 * SECOND)
    give_outcome(member.desk, lead, begun.attempt, "voicemail")


def same_everywhere(team: Team, shared: TeamDatabase, tmp_path: Path) -> None:
    """Every log is whole, also by the heads noted in its profile, and the shared database's."""
    with shared.admin() as admin:
        assert verify_shared(admin, dealership_named(admin, "Springfield Motors")) == []
    for login, member in team.items():
        assert member.log() == log_of(shared, member.dealership), login
        assert verify(member.desk, heads_of(profile_of(tmp_path, login).heads)) == [], login
        assert unlike_rebuilt(member.desk) == [], login
        assert teamwork.waiting(member.desk) == (), login


def a_morning(team: Team, shared: TeamDatabase, tmp_path: Path) -> tuple[str, str, Backup]:
    """Kim's backup holds a note that waits; it is handed in afterwards, and much is written that the backup
    does not have: here, at the other desks, and one note that nobody ever hears of.
    """
    kim, lee, manager = (team[login] for login in LOGINS)
    lead, gone = arrive(kim, 1, "Pat Sample"), arrive(kim, 2, f"Pia {GONE}")
    settle(team)
    lead_work.write_note(kim.desk, lead, "waits in the backup")
    backup = back_up(team, tmp_path, "kim")
    kim.sync()
    lead_work.write_note(kim.desk, lead, "sealed since")
    call(kim, lead)
    lead_work.write_note(lee.desk, lead, "by a colleague")
    erase(manager.desk, gone, profile_of(tmp_path, "max"), "asked")
    settle(team)
    note_head(kim.store, profile_of(tmp_path, "kim").heads, kim.desk.clock.now())  # later than the backup
    lead_work.write_note(kim.desk, lead, "nobody heard of it")
    return lead, gone, backup


def test_a_restored_desk_of_three_works_on(team: Team, shared: TeamDatabase, tmp_path: Path) -> None:
    lead, gone, backup = a_morning(team, shared, tmp_path)
    before = identity(team["kim"])
    done = put_back(team, shared, tmp_path, "kim", backup)
    assert (done.loss.in_team, done.loss.entries) == (True, 1)
    kim = team["kim"]
    lead_work.write_note(kim.desk, lead, "written before it was heard of again")
    assert identity(kim) == before, "until the next exchange"
    settle(team)
    assert identity(kim) != before
    for member in team.values():
        assert notes(member, lead) == WRITTEN
        assert lead_view(member.desk, gone).name == "Erased customer"
    assert GONE.encode() not in kim.store.path.read_bytes()
    same_everywhere(team, shared, tmp_path)

    fresh = arrive(kim, 3, "Noor Field")  # and on
    call(kim, fresh)
    lead_work.write_note(team["lee"].desk, lead, "goes on")
    settle(team)
    call(team["lee"], fresh)
    settle(team)
    same_everywhere(team, shared, tmp_path)
    with kim.store.snapshot() as snapshot:
        mine = snapshot._sql.rows(
            "SELECT desk_seq FROM entry WHERE desk = ? ORDER BY desk_seq", identity(kim)
        )
    assert mine == [(seq,) for seq in range(1, len(mine) + 1)]
    assert len(mine) > 4
    with team["max"].store.snapshot() as snapshot:
        assert [one.kind for one in snapshot.entries_of(fresh)].count(Kind.OUTCOME) == 2


def test_what_would_come_twice_is_caught(
    team: Team, shared: TeamDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault planted: the desk begins anew without asking what of its waiting entries is known."""
    lead, _, backup = a_morning(team, shared, tmp_path)
    put_back(team, shared, tmp_path, "kim", backup)
    monkeypatch.setattr(Shared, "known", lambda _self, _waiting: frozenset())
    settle(team)
    assert notes(team["lee"], lead).count("waits in the backup") == 2


def test_without_the_mark_the_shared_database_finds_it_out(
    team: Team, shared: TeamDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that somebody copied into place by hand has no mark: its numbers were used."""
    lead, _, backup = a_morning(team, shared, tmp_path)
    before = identity(team["kim"])
    put_back(team, shared, tmp_path, "kim", backup)
    monkeypatch.setattr(Exchange, "was_restored", lambda _self: False)
    lead_work.write_note(team["kim"].desk, lead, "written before it was heard of again")
    settle(team)
    assert identity(team["kim"]) != before
    assert notes(team["max"], lead) == WRITTEN
    same_everywhere(team, shared, tmp_path)


def test_the_manager_s_desk_erases_again_without_a_second_entry(
    team: Team, shared: TeamDatabase, tmp_path: Path
) -> None:
    manager = team["max"]
    gone = arrive(manager, 2, f"Pia {GONE}")
    settle(team)
    backup = back_up(team, tmp_path, "max")
    erase(manager.desk, gone, profile_of(tmp_path, "max"), "asked")
    settle(team)
    done = put_back(team, shared, tmp_path, "max", backup)
    assert (done.erased, done.loss.entries) == (0, 0)
    settle(team)
    for login, member in team.items():
        with member.store.snapshot() as snapshot:
            erased = [one for one in snapshot.entries_of(gone) if one.kind == Kind.ERASED]
        assert len(erased) == 1, login
        assert lead_view(member.desk, gone).name == "Erased customer"
        assert GONE.encode() not in member.store.path.read_bytes()
    same_everywhere(team, shared, tmp_path)


def test_the_database_and_a_desk_are_put_back_together(
    team: Team, shared: TeamDatabase, tmp_path: Path
) -> None:
    """The server's disk is lost and one desk's too: the others hand in again what they wrote. What the lost
    desk itself wrote after both backups is gone with them, and everybody agrees on it.
    """
    kim, lee = team["kim"], team["lee"]
    lead = arrive(kim, 1, "Pat Sample")
    settle(team)
    shared.team.server.dump(shared.name, tmp_path / "dump")
    backup = back_up(team, tmp_path, "kim")
    lead_work.write_note(lee.desk, lead, "after both backups")
    lead_work.write_note(kim.desk, lead, "by the desk that is restored")
    settle(team)
    shared.put_back(tmp_path / "dump")
    put_back(team, shared, tmp_path, "kim", backup)
    with shared.admin() as admin:
        admin.recover(kim.dealership)
    settle(team)
    settle(team)
    for member in team.values():
        assert notes(member, lead) == ["after both backups"]
    same_everywhere(team, shared, tmp_path)
    with closing(Member(shared, "pat", tmp_path / "pat.sqlite")) as new:
        new.sync()
        assert new.log() == log_of(shared, new.dealership)


def test_the_backup_of_a_desk_of_a_team_says_so(team: Team, tmp_path: Path) -> None:
    arrive(team["kim"], 1, "Pat Sample")
    found = contents_of(back_up(team, tmp_path, "kim").path)
    assert (found.sealer, found.waiting > 0) == ("shared", True)
