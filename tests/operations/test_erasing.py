"""Erasing a person: nothing of them is left in any file, the log is whole, and nobody else loses a word."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bdc_desk.cadence.kinds import ErasingReason, Kind, LeadKind
from bdc_desk.cadence.standing import Stage
from bdc_desk.clock import FixedClock
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.intake.importing import import_paths
from bdc_desk.operations import calling, lead_work, merging
from bdc_desk.operations.closing_mails import keep_taken_back, tell_taken_back
from bdc_desk.operations.counter import CounterForm
from bdc_desk.operations.counter_drafts import counter_draft, keep_counter_draft
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import (
    erase,
    erase_again,
    may_erase,
    scrub_if_wanted,
    settle_erasures,
    what_would_go,
)
from bdc_desk.operations.intake_reading import archived
from bdc_desk.operations.reading import attempts, lead_view, queue
from bdc_desk.operations.restoring import restore
from bdc_desk.operations.searching import search
from bdc_desk.operations.text_drafts import keep_text_drafts, text_drafts
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.writing import Work
from bdc_desk.settings import Profile
from bdc_desk.storage import erased_list
from bdc_desk.storage import erasing as storage_erasing
from bdc_desk.storage.backup import back_up
from bdc_desk.storage.erased_list import complete_erased_list, noted_as_erased
from bdc_desk.storage.erasing import SCRUB_WANTED, ErasingWriting
from bdc_desk.storage.holding import remove_all_but
from bdc_desk.storage.leftovers import leftovers, remove_leftovers
from bdc_desk.storage.store import Store
from tests.helpers.desks import staffed, unlike_rebuilt
from tests.helpers.rich_life import NUMBERS, WORDS, Life, rich_life
from tests.helpers.traces import traces

ASKED = ErasingReason.ASKED


@dataclass(frozen=True)
class Lived:
    """A profile in which the person has lived, to be copied."""

    profile: Profile
    life: Life
    ana: str
    clock: FixedClock


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    profile = Profile(tmp_path_factory.mktemp("lived") / "profile")
    with staffed(profile.folder) as here:
        life = rich_life(here, profile)
        return Lived(profile, life, here.ana.person, here.clock)


@dataclass(frozen=True)
class Here:
    """The copy that a test works on."""

    desk: Desk
    profile: Profile
    life: Life

    @property
    def lead(self) -> str:
        return self.life.leads[0]


@contextmanager
def opened(lived: Lived, folder: Path) -> Iterator[Here]:
    profile = Profile(folder / "profile")
    shutil.copytree(lived.profile.folder, profile.folder)
    with closing(Store.open(profile.database)) as store:
        yield Here(Desk(store, FixedClock(lived.clock.now()), lived.ana), profile, lived.life)


@pytest.fixture
def here(lived: Lived, tmp_path: Path) -> Iterator[Here]:
    with opened(lived, tmp_path) as found:
        yield found


def left(here: Here) -> list[str]:
    return traces(here.profile.folder, WORDS, NUMBERS)


def test_the_search_finds_the_person_while_they_are_there(here: Here) -> None:
    found = "\n".join(left(here))
    for word in (*WORDS, *NUMBERS):
        assert repr(word) in found, word


def test_after_erasing_no_file_holds_anything_of_the_person(here: Here) -> None:
    changes = erase(here.desk, here.lead, here.profile, ASKED)
    assert changes.leads >= set(here.life.leads)
    assert not here.desk.store.scrub_is_wanted()
    assert left(here) == []
    assert verify(here.desk) == []
    assert unlike_rebuilt(here.desk) == []
    assert left(here) == []
    here.desk.store.close()
    assert left(here) == []


STEPS = ("_drop_texts", "_drop_originals", "_drop_drafts", "_drop_deliveries", "_drop_rows")


@pytest.mark.parametrize("step", [*STEPS, "nothing"])
def test_each_step_that_is_left_out_leaves_something(
    here: Here, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a desk in a team does it: dropped when the erasure comes, lists concluded later."""
    if step in STEPS:
        monkeypatch.setattr(ErasingWriting, step, lambda *_: 0)
    drop(here)
    assert here.desk.store.scrub()
    assert bool(left(here)) == (step in STEPS)


@pytest.mark.parametrize("words", ["rebuild", "VACUUM", "TRUNCATE"])
def test_each_step_of_the_scrubbing_is_needed(
    here: Here, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tuple(step for step in storage_erasing.SCRUBBING if words not in step)
    assert len(kept) < len(storage_erasing.SCRUBBING)
    monkeypatch.setattr(storage_erasing, "SCRUBBING", kept)
    drop(here)
    here.desk.store.scrub()
    assert left(here)


def drop(here: Here) -> None:
    with here.desk.store.unit() as unit:
        unit._sql.run("PRAGMA secure_delete = OFF")  # as most builds of SQLite have it
        work = Work(here.desk, unit)
        for lead in here.life.leads:
            work.append(Kind.ERASED, {"reason": "asked"}, lead=lead, round_=1)
        unit.drop_details(here.life.leads)


def test_what_counted_counts_and_the_neighbour_keeps_all(here: Here) -> None:
    before = [(one.attempt, one.counted, one.began) for one in attempts(here.desk)]
    neighbour = lead_view(here.desk, here.life.neighbour)
    erase(here.desk, here.lead, here.profile, ASKED)
    after = attempts(here.desk)
    assert [(one.attempt, one.counted, one.began) for one in after] == before
    assert {(one.name, one.number) for one in after} == {("Erased customer", "")}
    assert lead_view(here.desk, here.life.neighbour).emails == neighbour.emails == ("pat@example.test",)
    assert [row.lead for row in queue(here.desk)] == [here.life.neighbour]


def test_the_lead_says_that_it_was_erased_and_nothing_else(here: Here) -> None:
    erase(here.desk, here.lead, here.profile, ErasingReason.NO_LONGER_NEEDED)
    view = lead_view(here.desk, here.lead)
    assert (view.name, view.emails, view.phones[0].shown, view.comments) == ("Erased customer", (), "", "")
    assert (view.customer, view.other_leads, view.note_draft) == (here.lead, (), "")
    assert view.standing.stage is Stage.ERASED
    assert view.timeline[-1].text == "Customer erased: no longer needed"
    for asked in ("Quillonby", "zephyrina", "7946 0987", "Ranger"):
        assert search(here.desk, asked) == ()


def test_nothing_is_written_on_an_erased_lead(here: Here) -> None:
    erase(here.desk, here.lead, here.profile, ASKED)
    for act in (
        lambda: lead_work.write_note(here.desk, here.lead, "back again"),
        lambda: lead_work.reopen(here.desk, here.lead, "mistake"),
        lambda: calling.dial(here.desk, here.lead, "n1"),
        lambda: merging.merge(here.desk, here.life.neighbour, here.lead),
        lambda: erase(here.desk, here.lead, here.profile, ASKED),
    ):
        with pytest.raises(Refused):
            act()
    assert verify(here.desk) == []


def test_the_same_mail_and_file_are_not_read_again(here: Here) -> None:
    erase(here.desk, here.lead, here.profile, ASKED)
    count = head(here)
    for path in (here.life.mail, here.life.table):
        found = list(import_paths(here.desk, [str(path)]))
        assert found
        assert all(one.received is not None and one.received.already_here for one in found)
    assert head(here) == count
    scrub_if_wanted(here.desk)
    assert left(here) == []


def test_an_original_with_other_customers_rows_goes_too(here: Here) -> None:
    plan = what_would_go(here.desk, here.lead, here.profile)
    assert (len(plan.leads), plan.originals, plan.others, plan.kept_words) == (2, 2, 1, 0)
    assert plan.name == "Zephyrína Quillonby"
    assert plan.texts > len(WORDS) // 2
    with here.desk.store.snapshot() as snapshot:
        shas = snapshot.originals_of([here.life.neighbour])
    erase(here.desk, here.lead, here.profile, ASKED)
    assert all(archived(here.desk, sha) is None for sha in shas)
    assert verify(here.desk) == []


def test_mails_of_others_that_were_taken_back_are_told_still(here: Here) -> None:
    erase(here.desk, here.lead, here.profile, ASKED)
    assert tell_taken_back(here.desk) == ("Pat Sample",)


def test_guards_let_nobody_elses_details_go(here: Here) -> None:
    erase(here.desk, here.lead, here.profile, ASKED)
    with closing(sqlite3.connect(here.profile.database)) as plain:
        theirs = "SELECT id FROM entry WHERE lead = ? AND kind = 'arrival'"
        (arrival,) = plain.execute(theirs, (here.life.neighbour,)).fetchone()
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            plain.execute("DELETE FROM detail WHERE entry = ?", (arrival,))
        (erased,) = plain.execute(theirs, (here.lead,)).fetchone()
        with pytest.raises(sqlite3.IntegrityError, match="erased"):
            plain.execute("INSERT INTO detail VALUES (?, ?, ?)", (erased, b"s" * 32, "{}"))
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            plain.execute("DELETE FROM entry WHERE id = ?", (erased,))
        plain.execute("INSERT INTO archive VALUES ('aa', x'00')")
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            plain.execute("DELETE FROM archive")


@pytest.mark.parametrize("body", [{}, {"reason": "because"}, {"reason": "asked", "name": "Pat"}])
def test_guards_refuse_an_erasure_of_another_form(here: Here, body: dict[str, str]) -> None:
    with pytest.raises(Refused, match="an erasure says why"), here.desk.store.unit() as unit:
        Work(here.desk, unit).append(Kind.ERASED, body, lead=here.lead, round_=1)


def test_details_that_are_missing_without_an_erasure_are_a_fault(here: Here) -> None:
    with closing(sqlite3.connect(here.profile.database)) as plain:
        (text,) = plain.execute("SELECT sql FROM sqlite_master WHERE name = 'detail_no_delete'").fetchone()
        plain.execute("DROP TRIGGER detail_no_delete")
        plain.execute("DELETE FROM detail WHERE entry IN (SELECT id FROM entry WHERE lead = ?)", (here.lead,))
        plain.execute(text)
        plain.commit()
    assert any("nobody erased" in fault for fault in verify(here.desk))


def test_a_reader_puts_the_scrubbing_off_until_it_ends(here: Here) -> None:
    with closing(sqlite3.connect(here.profile.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()
        here.desk.store._patience = here.desk.store._patience / 100
        erase(here.desk, here.lead, here.profile, ASKED)
        assert here.desk.store.scrub_is_wanted()
        assert not scrub_if_wanted(here.desk)
        reader.execute("ROLLBACK")
    assert scrub_if_wanted(here.desk)
    assert left(here) == []


def test_what_was_deleted_while_scrubbing_keeps_the_mark(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(*_: object) -> bool:
        with here.desk.store.unit() as unit:
            unit.put_setting(SCRUB_WANTED, "another")
        return True

    drop(here)
    monkeypatch.setattr("bdc_desk.storage.store.scrub", meanwhile)
    assert here.desk.store.scrub()
    assert here.desk.store.scrub_is_wanted()


@pytest.mark.expects_log
def test_a_full_disk_is_told_and_the_scrubbing_stays_wanted(
    here: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> bool:
        raise SurroundingsFault("The disk is full.")

    monkeypatch.setattr("bdc_desk.storage.store.scrub", full)
    erase(here.desk, here.lead, here.profile, ASKED)
    assert here.desk.store.scrub_is_wanted()
    assert "could not be overwritten yet" in caplog.text
    assert not any(word in caplog.text for word in WORDS)


def test_where_the_list_of_the_erased_cannot_be_written_nothing_is_erased(here: Here) -> None:
    here.profile.erased.mkdir()
    count = head(here)
    with pytest.raises(SurroundingsFault, match="Nothing was erased"):
        erase(here.desk, here.lead, here.profile, ASKED)
    assert head(here) == count
    assert lead_view(here.desk, here.lead).emails


def test_a_log_that_was_taken_back_is_erased_again(here: Here, lived: Lived, tmp_path: Path) -> None:
    erase(here.desk, here.lead, here.profile, ASKED)
    noted = here.profile.erased.read_text(encoding="utf-8")
    assert all(lead in noted for lead in here.life.leads)
    with opened(lived, tmp_path / "before") as before:
        erase_again(before.desk, here.life.leads)
        assert left(before) == []
        assert verify(before.desk) == []
        count = head(before)
        erase_again(before.desk, here.life.leads)
        assert head(before) == count


def test_a_torn_line_spoils_no_other(here: Here) -> None:
    here.profile.erased.write_text("# torn", encoding="utf-8")
    erase(here.desk, here.lead, here.profile, ASKED)
    lines = here.profile.erased.read_text(encoding="utf-8").splitlines()
    assert {line.split()[0] for line in lines if line[:1] not in {"#", ""}} == {*here.life.leads}


def test_drafts_of_others_stay_when_a_short_name_is_erased(tmp_path: Path) -> None:
    with staffed(tmp_path) as alone:
        lead = alone.lead(1, "Al")
        form = CounterForm(LeadKind.PHONE_UP, "Valerie Osei", "020 7946 0777", "a Ranger", words="shall ring")
        texts = {"en/missed_you": "We shall call you again", "nl/x": "Beste klant, bel 020 7946 0001"}
        keep_counter_draft(alone.ana, form)
        keep_text_drafts(alone.ana, texts)
        keep_taken_back(alone.ana, ["Alice Walsh", "Al", "Bob Vale"])
        erase(alone.ana, lead, Profile(tmp_path), ASKED)
        assert counter_draft(alone.ana, LeadKind.PHONE_UP).name == "Valerie Osei"
        assert list(text_drafts(alone.ana)) == ["en/missed_you"], "the one with their number goes"
        assert tell_taken_back(alone.ana) == ("Alice Walsh", "Bob Vale")


def test_names_of_files_go_after_the_list_of_deliveries_forgot_them(tmp_path: Path) -> None:
    with staffed(tmp_path) as alone:
        lead = alone.lead(1, "Pia Quillonby")
        with alone.store.unit() as unit:
            unit.put_read_files("/srv/leads", {"quillonby-2.eml": (1, 1), "walsh.eml": (2, 2)})
        erase(alone.ana, lead, Profile(tmp_path), ASKED)
        with alone.store.snapshot() as snapshot:
            assert snapshot.read_files("/srv/leads") == {"walsh.eml": (2, 2)}


def test_a_file_as_large_as_the_original_goes_whatever_its_name(here: Here) -> None:
    size = here.life.mail.stat().st_size
    with here.desk.store.unit() as unit:
        unit.put_read_files("/srv/leads", {"zq.eml": (size, 1), "walsh.eml": (size + 1, 2)})
    erase(here.desk, here.lead, here.profile, ASKED)
    with here.desk.store.snapshot() as snapshot:
        assert set(snapshot.read_files("/srv/leads")) == {"walsh.eml"}


def test_what_could_not_be_committed_is_not_in_the_list_of_the_erased(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    count = head(here)
    with monkeypatch.context() as failing:
        failing.setattr(Connection, "commit", full)
        with pytest.raises(sqlite3.OperationalError):
            erase(here.desk, here.lead, here.profile, ASKED)
    assert head(here) == count
    assert noted_as_erased(here.profile.erased) == set()
    erase(here.desk, here.lead, here.profile, ASKED)
    assert noted_as_erased(here.profile.erased) == set(here.life.leads)


@pytest.mark.expects_log
def test_the_list_of_the_erased_is_completed_from_the_log(
    here: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise SurroundingsFault("The disk is full.")

    assert complete_erased_list(here.desk.store, here.profile.erased, here.desk.clock.now()) == 0
    with monkeypatch.context() as failing:
        failing.setattr(erased_list, "note_erased", full)
        erase(here.desk, here.lead, here.profile, ASKED)
    assert "is not done yet" in caplog.text
    here.profile.erased.unlink()
    assert settle_erasures(here.desk, here.profile)
    assert noted_as_erased(here.profile.erased) == set(here.life.leads)
    assert complete_erased_list(here.desk.store, here.profile.erased, here.desk.clock.now()) == 0


def test_a_restored_backup_on_a_new_computer_tells_who_is_erased(here: Here, tmp_path: Path) -> None:
    erase(here.desk, here.lead, here.profile, ASKED)
    made = back_up(here.desk.store.path, here.profile.backups, here.desk.clock.now())
    new = Profile(tmp_path / "new")
    new.folder.mkdir()
    restore(new, here.desk.clock, made.path)
    assert noted_as_erased(new.erased) == set(here.life.leads)


def test_copies_that_a_killed_restore_left_go_and_one_at_work_stays(here: Here) -> None:
    folder, name = here.profile.folder, here.profile.database.name
    left_behind = [
        f"{name}.restoring",
        f".{name}.restoring.77.new",
        f"{name}.salvaged",
        f"{name}.salvaged-wal",
    ]
    for one in left_behind:
        shutil.copyfile(here.profile.database, folder / one)
    (folder / ".salvage-x1").mkdir()
    shutil.copyfile(here.profile.database, folder / ".salvage-x1" / name)
    at_work = folder / f"{name}.restoring-{os.getpid()}"
    at_work.touch()
    now = here.desk.clock.now().timestamp()
    os.utime(at_work, (now, now))
    assert len(what_would_go(here.desk, here.lead, here.profile).leftovers) == len(left_behind) + 2
    erase(here.desk, here.lead, here.profile, ASKED)
    assert leftovers(here.profile.database) == [at_work]
    assert left(here) == []
    assert not settle_erasures(here.desk, here.profile), "it is tried again"
    os.utime(at_work, (now - 7200, now - 7200))
    assert settle_erasures(here.desk, here.profile)
    assert not at_work.exists()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot be asked for so")
def test_what_a_process_that_is_gone_left_is_not_waited_for(here: Here) -> None:
    path = here.profile.folder / f"{here.profile.database.name}.restoring-{1 << 30}"
    path.touch()
    now = here.desk.clock.now()
    os.utime(path, (now.timestamp(), now.timestamp()))
    assert remove_leftovers(here.profile.database, now) == []


def test_every_file_among_the_backups_that_may_hold_them_is_counted(here: Here) -> None:
    folder = here.profile.backups
    folder.mkdir(exist_ok=True)
    names = (
        "bdc-desk-2026-01-01T090000Z.sqlite",  # cannot be read
        "bdc-desk-replaced-2025-01-01T090000Z.sqlite",
        ".bdc-desk-2026-01-01T090000Z.sqlite.77.new",
        "bdc-desk-2024-01-01T090000Z.sqlite-wal",  # its file is gone
    )
    for name in names:
        (folder / name).write_bytes(b"Z" * 100)
    (folder / "copy of Monday.sqlite").write_bytes(b"Z")
    shutil.copyfile(here.profile.database, folder / "bdc-desk-2020-01-01T090000Z.sqlite")  # a wrong clock's
    with staffed(here.profile.folder.parent / "other") as other:  # from before they came
        before = back_up(other.store.path, folder, datetime(2020, 1, 2, tzinfo=UTC)).path.name
    plan = what_would_go(here.desk, here.lead, here.profile)
    assert {one.name for one in plan.backups} == {*names, "bdc-desk-2020-01-01T090000Z.sqlite"}
    assert before not in {one.name for one in plan.backups}
    assert [one.name for one in plan.strangers] == ["copy of Monday.sqlite"]
    made = back_up(here.desk.store.path, folder, here.desk.clock.now())
    assert [one.path.name for one in remove_all_but(folder, made)] == ["copy of Monday.sqlite"]
    assert made.path.exists()


def test_in_a_team_a_manager_or_the_principal_erases(here: Here) -> None:
    with here.desk.store.snapshot() as snapshot:
        around = here.desk.surroundings(snapshot)
    salesperson = here.desk.person
    assert may_erase(around, salesperson, in_team=False)
    assert not may_erase(around, salesperson, in_team=True)
    assert not may_erase(around, "nobody", in_team=True)


@pytest.mark.parametrize("reason", ["because", ""])
def test_an_unknown_reason_is_refused(here: Here, reason: str) -> None:
    with pytest.raises(Refused, match="Why is the customer erased"):
        erase(here.desk, here.lead, here.profile, reason)


def head(here: Here) -> int:
    with here.desk.store.snapshot() as snapshot:
        found = snapshot.head()
    return found.no if found else 0
