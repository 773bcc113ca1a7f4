"""A desk of a team whose file was damaged is saved and works on: what waited is handed in all the same, what
was sealed does not wait again, and the shared database gives back what is missing.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.clock import SystemClock
from bdc_desk.operations import lead_work, teamwork
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.salvaging import rescue
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Profile
from bdc_desk.storage.heads import heads_of, note_head
from tests.helpers.desks import draft
from tests.helpers.teams import Member, TeamDatabase, log_of

PAGE = 4096


def damage(database: Path, name: str) -> None:
    """The page on which this table begins is full of other bytes."""
    with closing(sqlite3.connect(database)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()
        file.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(database.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = b"\x5a" * PAGE
    database.write_bytes(content)


@pytest.mark.parametrize("tables", [("outbox",), ("setting", "outbox"), ("seal",)])
def test_nothing_is_lost_that_can_be_read(
    shared: TeamDatabase, tmp_path: Path, tables: tuple[str, ...]
) -> None:
    profile = Profile(tmp_path)
    kim = Member(shared, "kim", profile.database)
    lead = receive_lead(kim.desk, draft(1, "Pat Sample", arrived_at=kim.desk.clock.now())).lead
    kim.sync()
    lead_work.write_note(kim.desk, lead, "waits in the backup")
    daily_backup(kim.desk, profile, force=True)
    kim.sync()
    note_head(kim.store, profile.heads, kim.desk.clock.now())
    lead_work.write_note(kim.desk, lead, "nobody heard of it")
    kim.close()
    for table in tables:
        damage(profile.database, table)
    done = rescue(profile, SystemClock())
    assert done.found.in_team
    kim = Member(shared, "kim", profile.database, rejoin=False)
    while not catch_up(kim.desk):
        pass
    for _ in range(2):
        kim.sync()
    told = [line.text for line in lead_view(kim.desk, lead).timeline if line.kind == "note"]
    assert sorted(told) == ["Note: nobody heard of it", "Note: waits in the backup"]
    assert teamwork.waiting(kim.desk) == ()
    assert kim.log() == log_of(shared, kim.dealership)
    assert verify(kim.desk, heads_of(profile.heads)) == []
    kim.close()
