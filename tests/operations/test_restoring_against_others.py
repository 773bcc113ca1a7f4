"""Restoring while others are at the files, and with clocks, links and dealerships that are not what one would
think: no log is lost, and nothing untrue is told.
"""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.intake.exporting import ending
from bdc_desk.operations import exporting
from bdc_desk.operations.backing_up import backup_is_due, daily_backup
from bdc_desk.operations.desk_status import verify_now
from bdc_desk.operations.exporting import export_everything
from bdc_desk.operations.restoring import check_backup, restore, what_would_be_lost
from bdc_desk.settings import Profile
from bdc_desk.storage import backup as backup_files
from bdc_desk.storage import restoring
from bdc_desk.storage.backup import Backup, backups, fullest, latest
from bdc_desk.storage.copying import contents_of, copy_file
from bdc_desk.storage.guards_log import SHARED
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, HOUR, Staffed, staffed

YEAR = timedelta(days=365)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile")


@pytest.fixture
def here(profile: Profile) -> Iterator[Staffed]:
    with staffed(profile.folder) as found:
        yield found


def made(here: Staffed, profile: Profile) -> Backup:
    found = daily_backup(here.ana, profile, force=True)
    assert found is not None
    return found


# Other programs.


def test_who_opens_the_log_while_it_is_kept_loses_nothing(
    here: Staffed, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backups lie on another disk, and copying takes its time."""
    backup = made(here, profile)
    here.store.close()

    def slow(source: Path, target: Path) -> None:
        copy_file(source, target)
        with closing(Store.open(source)) as store, store.unit() as unit:
            unit.put_setting("theme", "dark")

    monkeypatch.setattr(restoring, "copy_file", slow)
    with pytest.raises(Refused, match="Nothing was changed"):
        restore(profile, here.clock, backup.path)
    with closing(Store.open(profile.database)) as store, store.snapshot() as snapshot:
        assert snapshot.setting("theme") == "dark"
    assert [one for one in backups(profile.backups) if one.was_replaced] == []


def test_a_program_that_has_the_old_file_open_is_told_and_writes_nothing(
    here: Staffed, profile: Profile
) -> None:
    with here.store.unit() as unit:
        unit.put_setting("theme", "dark")
    other = profile.folder / "other.sqlite"
    Store.open(other).close()
    other.replace(profile.database)
    with pytest.raises(SurroundingsFault, match="was replaced or taken away"), here.store.unit() as unit:
        unit.put_setting("theme", "light")
    profile.database.unlink()
    with pytest.raises(SurroundingsFault, match="was replaced or taken away"):
        here.lead(1)


def test_a_prepared_file_that_another_restore_took_away_is_not_made_anew_empty(tmp_path: Path) -> None:
    gone = tmp_path / "bdc-desk.sqlite.restoring-1"
    with pytest.raises(SurroundingsFault):
        restoring.fold_in(gone)
    assert not gone.exists()


def test_two_exports_into_one_folder_do_not_meet(
    here: Staffed, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.lead(1)
    whole = tmp_path / "out"
    write = exporting._Export.write
    again = [True]

    def meet(self: object, *arguments: object, **options: object) -> object:
        if again:
            again.clear()
            export_everything(here.ana, profile, whole, ending=ending)
        return write(self, *arguments, **options)  # type: ignore[arg-type]  # whatever it takes

    monkeypatch.setattr(exporting._Export, "write", meet)
    with pytest.raises(SurroundingsFault, match="could not be written"):
        export_everything(here.ana, profile, whole, ending=ending)
    assert len((whole / "leads.csv").read_text(encoding="utf-8").splitlines()) == 2
    assert [one.name for one in tmp_path.iterdir()] == ["profile", "out"] or not list(tmp_path.glob(".out*"))


# Clocks.


def test_a_backup_of_a_clock_that_was_ahead_is_not_the_newest(here: Staffed, profile: Profile) -> None:
    here.clock.advance(YEAR)
    wrong = made(here, profile)
    here.clock.advance(-YEAR)
    assert latest(backups(profile.backups), here.clock.now()) == wrong  # better than none
    here.lead(1)
    right = made(here, profile)
    assert latest(backups(profile.backups), here.clock.now()) == right


def test_where_none_can_be_made_the_fullest_outlives_the_rotation(
    here: Staffed, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.lead(1)
    full = made(here, profile)
    here.clock.advance(40 * DAY)

    def fail(*_: object, **__: object) -> None:
        raise SurroundingsFault("The disk is full.")

    empty = backup_files.back_up(here.store.path, profile.backups, here.clock.now() - 39 * DAY)
    small = Backup(empty.path, empty.at, empty.size, 0, "")
    assert fullest([small, full]) == full
    monkeypatch.setattr("bdc_desk.operations.backing_up.back_up", fail)
    with pytest.raises(SurroundingsFault):
        daily_backup(here.ana, profile)
    assert backups(profile.backups) != []


def test_the_day_s_backup_of_before_a_restore_is_none_of_the_restored_log(
    here: Staffed, profile: Profile
) -> None:
    backup = made(here, profile)
    here.lead(1)
    here.clock.advance(HOUR)
    made(here, profile)
    assert not backup_is_due(here.ana, profile)
    here.store.close()
    backup.path.rename(profile.folder / "chosen.sqlite")
    restore(profile, here.clock, profile.folder / "chosen.sqlite")
    with staffed_again(profile, here) as store:
        assert backup_is_due(type(here.ana)(store, here.clock, here.ana.person), profile)


# What is told.


def test_of_a_log_that_went_another_way_it_is_not_said_how_much_would_be_lost(
    here: Staffed, profile: Profile
) -> None:
    backup = made(here, profile)
    here.lead(1)
    here.clock.advance(HOUR)
    other_way = made(here, profile)
    assert what_would_be_lost(profile, backup.path).entries == 1
    here.store.close()
    restore(profile, here.clock, backup.path)
    with staffed_again(profile, here) as store:
        here.ana = type(here.ana)(store, here.clock, here.ana.person)
        for number in range(2, 6):
            here.lead(number)
        assert what_would_be_lost(profile, other_way.path).entries is None
        assert what_would_be_lost(profile, backup.path).entries == 4


def staffed_again(profile: Profile, here: Staffed) -> closing[Store]:
    here.store = Store.open(profile.database)
    return closing(here.store)


def test_a_team_gives_nothing_back_to_a_backup_of_the_time_alone(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    assert what_would_be_lost(profile, backup.path).in_team is False
    with here.store.unit() as unit:
        unit._sql.run("UPDATE this_desk SET sealer = ?", SHARED)
    told = what_would_be_lost(profile, backup.path)
    assert (told.entries, told.in_team) == (None, False)


def test_beside_a_damaged_log_another_dealership_s_backup_is_refused_too(
    here: Staffed, profile: Profile, tmp_path: Path
) -> None:
    made(here, profile)
    other = Profile(tmp_path / "other")
    with staffed(other.folder) as there:
        theirs = made(there, other)
        if contents_of(theirs.path).dealership == contents_of(profile.database).dealership:
            pytest.fail("two dealerships were wanted")
    here.store.close()
    profile.database.write_bytes(b"holiday notes" * 1000)
    with pytest.raises(Refused, match="another dealership's"):
        check_backup(profile, theirs.path)
    assert check_backup(profile, theirs.path, other=True).no > 0


def test_behind_a_link_the_file_itself_gives_way(here: Staffed, profile: Profile, tmp_path: Path) -> None:
    backup = made(here, profile)
    here.lead(1)
    here.store.close()
    real = tmp_path / "big-disk.sqlite"
    profile.database.replace(real)
    profile.database.symlink_to(real)
    done = restore(profile, here.clock, backup.path)
    assert done.kept is not None
    assert contents_of(done.kept).no == backup.no + 1
    assert contents_of(real).no == backup.no
    assert profile.database.is_symlink()


def test_back_and_forth_between_two_logs_is_no_rewriting(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    for number in range(1, 4):
        here.lead(number)
    here.store.close()
    first = restore(profile, here.clock, backup.path)
    assert first.kept is not None
    with staffed_again(profile, here) as store:
        here.ana = type(here.ana)(store, here.clock, here.ana.person)
        here.lead(7)
        assert verify_now(here.ana) == ()  # its head is noted
    restore(profile, here.clock, first.kept)
    with staffed_again(profile, here) as store:
        assert verify_now(type(here.ana)(store, here.clock, here.ana.person)) == ()
        assert contents_of(profile.database).no == backup.no + 3


def test_damage_that_no_entry_tells_of_is_told_when_it_is_verified(here: Staffed, profile: Profile) -> None:
    for number in range(1, 20):
        here.lead(number)
    with here.store.snapshot() as snapshot:
        page = snapshot._sql.value("SELECT rootpage FROM sqlite_master WHERE name = 'delivery'")
    assert page
    here.store.close()
    data = bytearray(profile.database.read_bytes())
    data[4096 * (page - 1) : 4096 * page] = b"x" * 4096
    profile.database.write_bytes(data)
    with staffed_again(profile, here) as store:
        desk = type(here.ana)(store, here.clock, here.ana.person)
        told = verify_now(desk)
    assert told[0].startswith("the file is damaged")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps whole profiles to their owners")
def test_the_log_and_what_is_kept_of_it_are_their_owner_s_only(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    here.store.close()
    done = restore(profile, here.clock, backup.path)
    assert done.kept is not None
    assert [one.stat().st_mode & 0o777 for one in (profile.database, done.kept)] == [0o600, 0o600]
