"""A desk whose file was damaged saves what can be read and works on."""

from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.salvaging import rescue
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from tests.helpers.desks import HOUR, MINUTE, Staffed, draft, staffed

PAGE = 4096


def damage(database: Path, page: int) -> None:
    content = bytearray(database.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = b"\x5a" * PAGE
    database.write_bytes(content)


def a_morning(here: Staffed) -> int:
    """Eight leads and calls, a backup, two more; how many entries."""
    for number in range(1, 9):
        here.call(here.lead(number), "voicemail")
        here.clock.advance(15 * MINUTE)
    daily_backup(here.ana, Profile(here.store.path.parent))
    here.call(here.lead(9), "dialogue")
    with here.store.snapshot() as snapshot:
        head = snapshot.head()
    assert head is not None
    return head.no


def root_page(store: Store, name: str) -> int:
    with store.snapshot() as snapshot:
        return int(snapshot._sql.value("SELECT rootpage FROM sqlite_master WHERE name = ?", name))


@pytest.mark.parametrize("name", ["queue_row", "detail", "archive", "seal_at"])
def test_a_damaged_desk_is_saved_and_works_on(tmp_path: Path, name: str) -> None:
    with staffed(tmp_path) as here:
        entries, page = a_morning(here), root_page(here.store, name)
        person, clock = here.ana.person, here.clock
        with here.store.snapshot() as snapshot:
            before = snapshot.desk()
    profile = Profile(tmp_path)
    damage(profile.database, page)
    told: list[str] = []
    done = rescue(profile, clock, told.append)
    assert "reading `entry`" in told
    assert (done.found.entries, done.found.missing) == (entries, ())
    assert f"{entries:,} entries stand in the log again." in done.words
    assert "None is missing." in done.words
    assert done.restored.kept is not None
    assert done.restored.kept.exists()
    with closing(Store.open(profile.database)) as store:
        with store.snapshot() as snapshot:
            after = snapshot.desk()
        assert before is not None
        assert after is not None
        assert (after.chain, after.person) == (before.chain, person)
        assert after.desk != before.desk
        clock.advance(HOUR)
        desk = Desk(store, clock, person)
        while not catch_up(desk):
            pass
        lead = receive_lead(desk, draft(20)).lead
        with store.snapshot() as snapshot:
            assert [row.lead for row in snapshot.lead_rows()][-1] == lead
            assert len(snapshot.lead_rows()) == 10
        faults = [fault for fault in verify(desk) if name != "detail" or "details" not in fault]
        assert faults == []


def test_a_log_that_is_open_is_left_alone(tmp_path: Path) -> None:
    with staffed(tmp_path) as here:
        a_morning(here)
        with pytest.raises(Refused, match="Close it"):
            rescue(Profile(tmp_path), here.clock)
    assert (
        sorted(path.name for path in tmp_path.iterdir() if path.is_file() and "salvaged" in path.name) == []
    )


def test_nothing_is_changed_where_nothing_can_be_read(tmp_path: Path) -> None:
    with staffed(tmp_path) as here:
        clock = here.clock
    profile = Profile(tmp_path)
    profile.database.write_bytes(b"holiday notes" * 1000)
    with pytest.raises(SurroundingsFault, match="whose log it is"):
        rescue(profile, clock)
    assert profile.database.read_bytes().startswith(b"holiday notes")
    assert not any("salvaged" in path.name for path in tmp_path.iterdir())
