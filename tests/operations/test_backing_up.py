"""A backup a day, and a restored desk that works on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.errors import NotSetUp, Refused, SurroundingsFault
from bdc_desk.intake.importing import import_paths
from bdc_desk.operations import emailing, lead_work
from bdc_desk.operations.backing_up import back_up_to, backup_is_due, daily_backup
from bdc_desk.operations.calling import claim
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.restoring import Restored, check_backup, restore, what_would_be_lost
from bdc_desk.operations.seat import sit_down
from bdc_desk.operations.setting_up import add_person, set_up, use_policy
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import MailPreview
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import Backup, backups, latest
from bdc_desk.storage.copying import contents_of
from bdc_desk.storage.heads import heads_of
from bdc_desk.storage.store import Store
from bdc_desk.storage.verify import verify as verify_chain
from tests.end2end.desk_at_work import adf_mail
from tests.helpers.desks import (
    DAY,
    FORM,
    HOUR,
    MINUTE,
    MONDAY,
    POLICY,
    SECOND,
    Staffed,
    staffed,
    unlike_rebuilt,
)


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


# One a day.


def test_a_day_has_one_backup_and_a_person_may_ask_for_more(here: Staffed, profile: Profile) -> None:
    assert backup_is_due(here.ana, profile)
    first = daily_backup(here.ana, profile)
    assert first is not None
    assert not backup_is_due(here.ana, profile)
    here.clock.advance(HOUR)
    assert daily_backup(here.ana, profile) is None
    assert daily_backup(here.ana, profile, force=True) is not None
    here.clock.advance(DAY)
    assert backup_is_due(here.ana, profile)


def test_the_head_is_noted_beside_it(here: Staffed, profile: Profile) -> None:
    here.lead(1)
    backup = made(here, profile)
    (noted,) = heads_of(profile.heads)
    assert (noted.no, noted.hash, noted.at) == (backup.no, backup.head, MONDAY)


def test_over_months_no_backup_is_older_than_the_policy_says(here: Staffed, profile: Profile) -> None:
    use_policy(here.ana, POLICY.replace("keep_days = 30", "keep_days = 5"))
    for _ in range(12):
        daily_backup(here.ana, profile)
        here.clock.advance(9 * HOUR)
        daily_backup(here.ana, profile, force=True)
        here.clock.advance(15 * HOUR)
        daily_backup(here.ana, profile)
        assert max(here.clock.now() - one.at for one in backups(profile.backups)) <= 5 * DAY
    days = [one.at.date() for one in backups(profile.backups)]
    assert len(days) == len(set(days)) == 6  # today and the five days before


def test_the_last_good_one_outlives_a_disk_that_takes_no_more(
    here: Staffed, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(here, profile)
    here.clock.advance(DAY)
    last = made(here, profile)

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bdc_desk.storage.copying.sync_file", full)
    here.clock.advance(40 * DAY)
    with pytest.raises(SurroundingsFault, match="No space left"):
        daily_backup(here.ana, profile)
    assert backups(profile.backups) == [last]
    assert [one.no for one in heads_of(profile.heads)] == [last.no]


def test_another_folder_is_not_rotated(here: Staffed, profile: Profile, tmp_path: Path) -> None:
    old = back_up_to(here.ana, tmp_path / "stick")
    here.clock.advance(60 * DAY)
    back_up_to(here.ana, tmp_path / "stick")
    assert old.path.exists()
    assert backup_is_due(here.ana, profile)


def test_an_empty_profile_has_nothing_to_back_up(here: Staffed, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "empty" / "bdc-desk.sqlite")) as store, pytest.raises(NotSetUp):
        daily_backup(Desk(store, here.clock, ""), Profile(tmp_path / "empty"))


# A restored desk works on.


def opened(profile: Profile, here: Staffed) -> Staffed:
    """The same three people at the restored file; their lists are concluded."""
    again = object.__new__(Staffed)
    again.clock, again.store = here.clock, Store.open(profile.database)
    again.ana, again.ben, again.cy = (again.of(one.person) for one in (here.ana, here.ben, here.cy))
    while not catch_up(again.ana):
        pass
    return again


def whole(here: Staffed, profile: Profile) -> None:
    """The log is whole, also by the heads noted before, and the lists are those of a rebuild."""
    assert verify_chain(here.store, heads_of(profile.heads)) == []
    assert verify(here.ana) == []
    assert unlike_rebuilt(here.ana) == []


def a_morning(here: Staffed) -> list[str]:
    """Leads come, calls are made, a customer is in hand."""
    leads = [here.lead(number) for number in (1, 2, 3)]
    for lead in leads:
        here.clock.advance(5 * MINUTE)
        here.call(lead, "voicemail")
    lead_work.write_note(here.ben, leads[0], "Prefers blue")
    claim(here.ana, leads[2])
    return leads


def a_day(here: Staffed, folder: Path, known: str) -> None:
    """Mails are imported, customers called and mailed, leads closed and handed over."""
    folder.mkdir()
    for number in (50, 51):
        name, phone = f"Noor Sample{number}", f"020 7946 00{number}"
        (folder / f"{number}.eml").write_bytes(adf_mail(number, name, phone))
    imported = list(import_paths(here.ana, [str(folder)]))
    fresh = [one.received.lead for one in imported if one.received is not None]
    assert len(fresh) == 2
    here.clock.advance(3 * HOUR)
    for lead in (known, *fresh):
        here.clock.advance(3 * MINUTE)
        here.call(lead, "voicemail", by=here.cy)
    asked, _ = emailing.ask_email(
        here.ana, known, MailPreview("missed_you", "person1@example.test", "Your Ranger", "Dear Pat", ())
    )
    emailing.say_left(here.ana, known, asked, f"<{asked}@example.test>")
    here.clock.advance(4 * HOUR)
    here.call(fresh[0], "dialogue", span=90 * SECOND)
    lead_work.close_lead(here.ana, fresh[0], ClosingReason.LOST, "bought nothing")
    lead_work.hand_over(here.ana, known, here.cy.person, "lives nearby")
    here.clock.advance(DAY)
    here.lead(60)


def put_back(here: Staffed, profile: Profile, backup: Backup) -> Restored:
    here.store.close()
    return restore(profile, here.clock, backup.path)


def test_a_restored_desk_works_on_under_a_new_id(here: Staffed, profile: Profile, tmp_path: Path) -> None:
    leads = a_morning(here)
    backup = made(here, profile)
    here.clock.advance(HOUR)
    gone = here.lead(9)
    here.call(gone, "voicemail")
    made(here, profile)
    count, before = here.count(), contents_of(profile.database)
    assert (before.no, backup.no) == (count, count - 4)

    done = put_back(here, profile, backup)
    assert (done.no, done.loss.entries, done.loss.since) == (
        backup.no,
        4,
        MONDAY + HOUR + 15 * MINUTE + MINUTE,
    )
    assert done.kept is not None
    assert contents_of(done.kept).no == count

    again = opened(profile, here)
    with closing(again.store):
        with again.store.snapshot() as snapshot:
            identity = snapshot.desk()
            assert identity is not None
            assert identity.desk != before.desk
            assert (identity.chain, identity.person) == (before.chain, again.ana.person)
            assert snapshot.claims() == []
            assert gone not in snapshot.leads()
        whole(again, profile)
        a_day(again, tmp_path / "mails", leads[0])
        own = [one for one in again.entries(leads[0]) if one.desk == identity.desk]
        assert own
        with again.store.snapshot() as snapshot:
            numbers = snapshot._sql.rows("SELECT desk_seq FROM entry WHERE desk = ?", identity.desk)
        assert sorted(numbers) == [(seq,) for seq in range(1, len(numbers) + 1)]
        whole(again, profile)
        assert daily_backup(again.ana, profile) is not None
        whole(again, profile)


def test_without_the_remark_the_noted_heads_would_be_faults(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    here.clock.advance(HOUR)
    here.lead(1)
    made(here, profile)
    put_back(here, profile, backup)
    text = profile.heads.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("# restored")]
    assert len(kept) < len(text.splitlines())
    with closing(Store.open(profile.database)) as store:
        assert verify_chain(store, heads_of(profile.heads)) == []
        profile.heads.write_text("".join(kept), encoding="utf-8")
        assert "went back" in str(verify_chain(store, heads_of(profile.heads))[0])


def test_a_damaged_log_is_replaced_and_kept(here: Staffed, profile: Profile, tmp_path: Path) -> None:
    leads = a_morning(here)
    backup = made(here, profile)
    here.lead(9)
    here.store.close()
    data = bytearray(profile.database.read_bytes())
    data[100 : 4096 * 30] = os.urandom(4096 * 30 - 100)
    profile.database.write_bytes(data)
    with pytest.raises(SurroundingsFault):
        Store.open(profile.database)

    assert what_would_be_lost(profile, backup.path).entries is None
    done = restore(profile, here.clock, backup.path)
    assert done.kept is not None
    assert done.kept.read_bytes() == bytes(data)
    again = opened(profile, here)
    with closing(again.store):
        a_day(again, tmp_path / "mails", leads[0])
        whole(again, profile)


def test_a_lost_log_comes_back(here: Staffed, profile: Profile) -> None:
    here.lead(1)
    backup = made(here, profile)
    here.store.close()
    profile.database.unlink()
    done = restore(profile, here.clock, backup.path)
    assert (done.kept, done.loss.entries) == (None, None)
    with closing(opened(profile, here).store) as store:
        assert verify_chain(store) == []


def test_who_sits_there_stays(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    sit_down(here.ana, here.ben.person)
    put_back(here, profile, backup)
    assert contents_of(profile.database).person == here.ben.person


def test_somebody_whom_the_backup_does_not_know_cannot_sit_there(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    sit_down(here.ana, add_person(here.ana, "Dee Ray", "salesperson").id)
    put_back(here, profile, backup)
    assert contents_of(profile.database).person == here.ana.person


def test_restored_twice_it_gets_a_third_id(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    ids = {contents_of(profile.database).desk}
    here.store.close()
    for _ in range(2):  # within a second: neither kept log is lost
        restore(profile, here.clock, backup.path)
        ids.add(contents_of(profile.database).desk)
    assert len(ids) == 3
    replaced = [one for one in backups(profile.backups) if one.was_replaced]
    assert len(replaced) == 2
    assert latest(backups(profile.backups), here.clock.now()) == backup


def test_a_kept_log_can_be_restored_in_its_turn(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    here.lead(9)
    count = here.count()
    done = put_back(here, profile, backup)
    assert done.kept is not None
    here.clock.advance(MINUTE)
    assert restore(profile, here.clock, done.kept).no == count
    again = opened(profile, here)
    with closing(again.store):
        whole(again, profile)


# What must not be restored.


def refused(profile: Profile, here: Staffed, path: Path, **options: bool) -> str:
    """Why; and nothing was changed."""
    before = profile.database.read_bytes()
    with pytest.raises(Refused) as why:
        restore(profile, here.clock, path, **options)
    assert profile.database.read_bytes() == before
    assert not [path for path in profile.folder.iterdir() if "restoring" in path.name]
    return str(why.value)


def test_what_must_not_be_restored(here: Staffed, profile: Profile, tmp_path: Path) -> None:
    for number in range(1, 30):
        here.lead(number)
    backup = made(here, profile)
    here.store.close()
    damaged = tmp_path / "damaged.sqlite"
    data = bytearray(backup.path.read_bytes())
    data[4096 * 20 :] = os.urandom(len(data) - 4096 * 20)
    damaged.write_bytes(data)
    assert "choose another backup" in refused(profile, here, damaged)
    (tmp_path / "text").write_text("hello")
    assert "no database" in refused(profile, here, tmp_path / "text")
    assert "missing" in refused(profile, here, tmp_path / "none")
    with closing(Store.open(tmp_path / "empty.sqlite")):
        pass
    assert "holds no dealership" in refused(profile, here, tmp_path / "empty.sqlite")


def test_a_newer_program_s_backup_waits_for_the_update(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    here.store.close()
    with closing(sqlite3.connect(backup.path, isolation_level=None)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in refused(profile, here, backup.path)


def test_another_dealership_s_backup_is_taken_only_when_it_is_meant(
    here: Staffed, profile: Profile, tmp_path: Path
) -> None:
    there = Profile(tmp_path / "elsewhere")
    with closing(Store.open(there.database)) as store:
        desk = set_up(store, here.clock, replace(FORM, name="Shelbyville Cars"), POLICY)
        backup = daily_backup(desk, there)
    assert backup is not None
    here.store.close()
    assert "another dealership's" in refused(profile, here, backup.path)
    check_backup(profile, backup.path, other=True)
    restore(profile, here.clock, backup.path, other=True)
    assert contents_of(profile.database).dealership == contents_of(backup.path).dealership


def test_a_log_that_is_open_is_not_replaced(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    with pytest.raises(Refused, match="has the log open"):
        restore(profile, here.clock, backup.path)
    here.lead(1)
    assert verify(here.ana) == []


def test_nobody_is_restored_whose_erasure_cannot_be_read(here: Staffed, profile: Profile) -> None:
    backup = made(here, profile)
    here.store.close()
    profile.erased.mkdir()
    with pytest.raises(SurroundingsFault, match="Who was erased"):
        restore(profile, here.clock, backup.path)


def test_who_was_erased_since_is_erased_again(here: Staffed, profile: Profile) -> None:
    lead = here.lead(1, "Pia Quillfeather")
    backup = made(here, profile)
    later = here.lead(2)
    for one in (lead, later):
        erase(here.ana, one, profile, "asked")
    done = put_back(here, profile, backup)
    assert done.erased == 1  # the later one is not in the backup
    assert b"Quillfeather" not in profile.database.read_bytes()
    again = opened(profile, here)
    with closing(again.store), again.store.snapshot() as snapshot:
        assert snapshot.is_erased(lead)
        whole(again, profile)


def test_the_check_that_nobody_comes_back_can_fail(
    here: Staffed, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault planted: nothing is erased again."""
    lead = here.lead(1, "Pia Quillfeather")
    backup = made(here, profile)
    erase(here.ana, lead, profile, "asked")
    monkeypatch.setattr("bdc_desk.operations.erasing.erase_again", lambda _desk, _leads: None)
    assert put_back(here, profile, backup).erased == 0
    assert b"Quillfeather" in profile.database.read_bytes()
