"""A desk whose file was damaged saves what can be read and works on."""

from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.lead_work import keep_note_draft, write_note
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.restoring import restore
from bdc_desk.operations.salvaging import rescue
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import back_up
from bdc_desk.storage.heads import heads_of, note_head
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, HOUR, MINUTE, Staffed, draft, staffed
from tests.helpers.traces import traces

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


def damaged_lists(profile: Profile) -> None:
    """The page on which the queue begins is gone; the log is whole."""
    with closing(Store.open(profile.database)) as store:
        page = root_page(store, "queue_row")
    damage(profile.database, page)


def details_of(profile: Profile, lead: str) -> int:
    with closing(Store.open(profile.database)) as store, store.snapshot() as snapshot:
        return sum(entry.details is not None for entry in snapshot.entries_of(lead))


def test_who_was_erased_stays_erased(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with staffed(tmp_path) as here:
        lead = here.lead(1, "Pia Quillonby")
        write_note(here.ana, lead, "Works at the lighthouse")
        keep_note_draft(here.ana, lead, "Quillonby lives at the lighthouse")
        here.clock.advance(HOUR)
        daily_backup(here.ana, profile, force=True)
        here.clock.advance(HOUR)
        erase(here.ana, lead, profile, "asked")
        clock = here.clock
    profile.database.write_bytes(b"\x5a" * PAGE + profile.database.read_bytes()[PAGE:])
    done = rescue(profile, clock)
    assert done.restored.erased == 1
    with closing(Store.open(profile.database)) as store, store.snapshot() as snapshot:
        assert snapshot.is_erased(lead)
        assert snapshot.note_draft(lead) is None
    assert details_of(profile, lead) == 0
    assert traces(tmp_path, ["Quillonby", "lighthouse"]) == []


def test_a_draft_that_was_thrown_away_since_the_backup_does_not_come_back(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with staffed(tmp_path) as here:
        lead = here.lead(1)
        keep_note_draft(here.ana, lead, "thrown away later")
        daily_backup(here.ana, profile, force=True)
        keep_note_draft(here.ana, lead, "")
        clock = here.clock
    damaged_lists(profile)
    rescue(profile, clock)
    with closing(Store.open(profile.database)) as store, store.snapshot() as snapshot:
        assert snapshot.note_draft(lead) is None


def test_a_backup_made_before_the_lists_are_concluded_brings_nobody_back(tmp_path: Path) -> None:
    """A plain restore of a log whose lists are still empty."""
    profile = Profile(tmp_path)
    with staffed(tmp_path) as here:
        lead, clock, person = here.lead(1, "Pia Quillonby"), here.clock, here.ana.person
    damaged_lists(profile)
    rescue(profile, clock)
    backup = back_up(profile.database, profile.backups, clock.now() + MINUTE)
    clock.advance(HOUR)
    with closing(Store.open(profile.database)) as store:
        desk = Desk(store, clock, person)
        while not catch_up(desk):
            pass
        erase(desk, lead, profile, "asked")
    clock.advance(HOUR)
    assert restore(profile, clock, backup.path).erased == 1
    assert details_of(profile, lead) == 0


@pytest.mark.parametrize("has_heads", [True, False])
def test_what_was_given_up_when_a_backup_was_restored_stays_out(tmp_path: Path, *, has_heads: bool) -> None:
    profile = Profile(tmp_path)
    with staffed(tmp_path) as here:
        here.lead(1)
        here.clock.advance(HOUR)
        backup = daily_backup(here.ana, profile, force=True)
        wrong = [here.lead(number) for number in range(2, 8)]
        here.clock.advance(DAY)
        daily_backup(here.ana, profile, force=True)
        person, clock = here.ana.person, here.clock
    assert backup is not None
    clock.advance(HOUR)
    restore(profile, clock, backup.path)
    with closing(Store.open(profile.database)) as store:
        right = [receive_lead(Desk(store, clock, person), draft(number)).lead for number in range(20, 23)]
        note_head(store, profile.heads, clock.now())
    damaged_lists(profile)
    if not has_heads:
        profile.heads.unlink()
    done = rescue(profile, clock)
    assert done.found.left_out == len(wrong)
    assert f"{len(wrong):,} entries of backups were left out" in done.words
    with closing(Store.open(profile.database)) as store:
        with store.snapshot() as snapshot:
            assert set(snapshot.leads()) >= set(right)
            assert set(snapshot.leads()).isdisjoint(wrong)
        assert [fault for fault in verify(Desk(store, clock, person)) if "list" not in fault] == []


def test_a_lost_end_is_not_filled_from_what_was_given_up(tmp_path: Path) -> None:
    """Nothing is read of the file, and the only backups are from before the last restored one."""
    profile = Profile(tmp_path)
    with staffed(tmp_path) as here:
        here.lead(1)
        here.clock.advance(HOUR)
        backup = daily_backup(here.ana, profile, force=True)
        wrong = [here.lead(number) for number in range(2, 8)]
        here.clock.advance(DAY)
        daily_backup(here.ana, profile, force=True)
        clock = here.clock
    assert backup is not None
    clock.advance(HOUR)
    restore(profile, clock, backup.path)
    profile.database.write_bytes(b"holiday notes" * 1000)
    done = rescue(profile, clock)
    assert (done.found.entries, done.found.left_out) == (backup.no, len(wrong))


def test_what_a_noted_head_tells_of_is_named_and_never_explained_away(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with staffed(tmp_path) as here:
        here.lead(1)
        here.clock.advance(HOUR)
        backup = daily_backup(here.ana, profile, force=True)
        here.lead(2)
        head = note_head(here.store, profile.heads, here.clock.now())
        clock, person = here.clock, here.ana.person
    assert backup is not None
    assert head is not None
    profile.database.write_bytes(b"holiday notes" * 1000)
    done = rescue(profile, clock)
    assert done.found.missing == tuple(range(backup.no + 1, head.no + 1))
    assert "None is missing" not in done.words
    with closing(Store.open(profile.database)) as store:
        desk = Desk(store, clock, person)
        while not catch_up(desk):
            pass
        (fault,) = verify(desk, heads_of(profile.heads))
        assert f"entries up to No. {head.no:,} were lost" in fault
        for number in range(20, 24):  # the numbers are given again, and the loss is still told as one
            receive_lead(desk, draft(number))
        (fault,) = verify(desk, heads_of(profile.heads))
        assert f"entries up to No. {head.no:,} were lost" in fault
        note_head(store, profile.heads, clock.now())
    damaged_lists(profile)
    assert "None is missing." in rescue(profile, clock).words  # what was lost once is not missed again


def test_nothing_is_changed_where_nothing_can_be_read(tmp_path: Path) -> None:
    with staffed(tmp_path) as here:
        clock = here.clock
    profile = Profile(tmp_path)
    profile.database.write_bytes(b"holiday notes" * 1000)
    with pytest.raises(SurroundingsFault, match="whose log it is"):
        rescue(profile, clock)
    assert profile.database.read_bytes().startswith(b"holiday notes")
    assert not any("salvaged" in path.name for path in tmp_path.iterdir())
