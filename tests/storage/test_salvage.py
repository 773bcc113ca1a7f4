"""A file with a damaged page: what can be read is saved, what a backup holds comes back, the rest named."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.clock import FixedClock
from bdc_desk.errors import NotSetUp, Refused, SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import write_note
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.writing import Outcome, working
from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.salvage import Known, salvage
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, HOUR, MONDAY, staffed

PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A desk's file after a busy morning, closed; its backup of half an hour before is `backup.sqlite`."""
    folder = tmp_path_factory.mktemp("sound")
    with staffed(folder) as here:
        for number in range(1, 13):
            lead = here.lead(number, raw=f"From: person{number}@example.test\r\n\r\n{'Hello ' * 40}".encode())
            here.call(lead, "voicemail")
            write_note(here.ana, lead, f"Note {number} " * 20)
            here.clock.advance(HOUR / 4)
            if number == 9:
                with (
                    closing(sqlite3.connect(folder / "backup.sqlite")) as copy,
                    closing(sqlite3.connect(here.store.path)) as file,
                ):
                    file.backup(copy)
        path = here.store.path
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def damaged_copy(sound: Path, folder: Path, pages: set[int]) -> Path:
    """The file with these pages (the first is 1) full of other bytes."""
    copy = folder / f"damaged-{'-'.join(map(str, sorted(pages)))}.sqlite"
    content = bytearray(sound.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = random.Random(page).randbytes(PAGE)
    copy.write_bytes(content)
    return copy


def log_of(path: Path) -> dict[str, set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as file:
        return {
            table: set(file.execute(f"SELECT * FROM {table}"))
            for table in ("entry", "seal", "detail", "archive")
        }


def faults_of(path: Path) -> list[str]:
    """What a desk finds that goes on with this file."""
    with closing(Store.open(path)) as store:
        with store.snapshot() as snapshot:
            identity = snapshot.desk()
        assert identity is not None
        desk = Desk(store, FixedClock(MONDAY + DAY), identity.person or "")
        try:
            rebuild(desk)
        except NotSetUp:
            return ["the rules were on the page that is lost"]
        return verify(desk)


def says_whose_log_it_is(path: Path) -> bool:
    """Whether what the tables are, and the one row of `this_desk`, can be read."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA writable_schema = ON")
        try:
            return len(file.execute("SELECT * FROM this_desk").fetchall()) == 1
        except (sqlite3.Error, UnicodeDecodeError):
            return False


def changed(sound: Path, to: Path, *statements: str) -> Path:
    """A copy of the file in which somebody wrote past the guards."""
    shutil.copyfile(sound, to)
    with closing(sqlite3.connect(to, isolation_level=None)) as file:
        triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for statement in (*(f"DROP TRIGGER {name}" for (name,) in triggers), *statements):
            file.execute(statement)
        file.execute("PRAGMA journal_mode = DELETE")
    return to


def one_of(path: Path, query: str) -> Any:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(query).fetchone()[0]


def head_of(path: Path) -> tuple[str, int, str]:
    with closing(sqlite3.connect(path)) as file:
        chain, no, digest = file.execute("SELECT chain, no, hash FROM seal ORDER BY no DESC").fetchone()
    return chain, no, digest.hex()


def pages_of(sound: Path) -> int:
    return sound.stat().st_size // PAGE


def test_a_sound_file_comes_out_as_it_went_in(sound: Path, tmp_path: Path) -> None:
    found = salvage(sound, [], tmp_path / "saved.sqlite")
    assert log_of(tmp_path / "saved.sqlite") == log_of(sound)
    assert (found.missing, found.unreadable) == ((), ())
    assert faults_of(tmp_path / "saved.sqlite") == []


def test_with_a_page_gone_all_that_lies_elsewhere_is_saved(sound: Path, tmp_path: Path) -> None:
    whole, saved_rows, all_rows = log_of(sound), 0, 0
    for page in range(2, pages_of(sound) + 1, 2):
        target = tmp_path / f"saved-{page}.sqlite"
        damaged = damaged_copy(sound, tmp_path, {page})
        if not says_whose_log_it_is(damaged):
            with pytest.raises(SurroundingsFault, match="whose log it is"):
                salvage(damaged, [], target)
            continue
        found = salvage(damaged, [], target)
        saved = log_of(target)
        for table, rows in saved.items():
            assert rows <= whole[table], f"page {page}: a row of {table} that was never written"
            saved_rows += len(rows)
            all_rows += len(whole[table])
        lost = len(whole["entry"]) - len(saved["entry"])
        assert len(found.missing) >= lost  # each that is lost is named
        faults = faults_of(target)
        assert not faults or saved != whole
        if (saved["entry"], saved["seal"]) != (whole["entry"], whole["seal"]):
            assert faults, f"page {page}"
    assert saved_rows > 0.9 * all_rows


def test_a_backup_fills_the_holes_that_it_can(sound: Path, tmp_path: Path) -> None:
    whole, backup = log_of(sound), log_of(sound.with_name("backup.sqlite"))
    for seed in range(12):
        pages = set(random.Random(seed).sample(range(2, pages_of(sound) + 1), 8))
        target = tmp_path / f"saved-{seed}.sqlite"
        found = salvage(damaged_copy(sound, tmp_path, pages), [sound.with_name("backup.sqlite")], target)
        saved = log_of(target)
        for table, rows in saved.items():
            assert rows <= whole[table]
        assert backup["entry"] <= saved["entry"]
        assert backup["archive"] <= saved["archive"]
        assert all(no > max(row[1] for row in backup["seal"]) for no in found.missing)


def test_a_file_that_is_nothing_any_more_is_the_backup(sound: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(random.Random(1).randbytes(9 * PAGE))
    backup = sound.with_name("backup.sqlite")
    found = salvage(damaged, [backup], tmp_path / "saved.sqlite")
    assert log_of(tmp_path / "saved.sqlite") == log_of(backup)
    assert found.read["entry"] == 0
    assert faults_of(tmp_path / "saved.sqlite") == []


def test_the_damaged_file_is_not_touched(sound: Path, tmp_path: Path) -> None:
    damaged = damaged_copy(sound, tmp_path, {5, 9})
    before = damaged.read_bytes()
    salvage(damaged, [sound.with_name("backup.sqlite")], tmp_path / "saved.sqlite")
    assert damaged.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [damaged.name, "saved.sqlite"]


def test_of_a_file_that_was_cut_short_the_pages_that_are_there_are_read(sound: Path, tmp_path: Path) -> None:
    whole = log_of(sound)
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(sound.read_bytes()[: pages_of(sound) * 9 // 10 * PAGE])
    found = salvage(cut, [], tmp_path / "saved.sqlite")
    saved = log_of(tmp_path / "saved.sqlite")
    assert len(saved["entry"]) > len(whole["entry"]) // 2
    assert all(rows <= whole[table] for table, rows in saved.items())
    assert not found.is_sure


def test_what_a_noted_head_tells_of_is_named_as_missing(sound: Path, tmp_path: Path) -> None:
    chain, most, digest = head_of(sound)
    head = NotedHead(MONDAY, chain, most + 3, "ab" * 32)
    found = salvage(sound, [], tmp_path / "saved.sqlite", known=Known(heads=[head]))
    assert found.missing == (most + 1, most + 2, most + 3)
    for place, gone in enumerate(
        (
            replace(head, taken_back_at=MONDAY),
            replace(head, lost_at=MONDAY),
            replace(head, no=most, hash=digest),
        )
    ):
        found = salvage(sound, [], tmp_path / f"saved-{place}.sqlite", known=Known(heads=[gone]))
        assert found.missing == ()


def test_nobody_else_may_read_the_saved_file(sound: Path, tmp_path: Path) -> None:
    salvage(sound, [], tmp_path / "saved.sqlite")
    assert (tmp_path / "saved.sqlite").stat().st_mode & 0o077 == 0


def test_a_newer_version_s_log_is_refused(sound: Path, tmp_path: Path) -> None:
    newer = changed(sound, tmp_path / "newer.sqlite", "UPDATE alembic_version SET version_num = '9999'")
    before = newer.read_bytes()
    with pytest.raises(Refused, match="newer version") as refused:
        salvage(newer, [sound], tmp_path / "saved.sqlite")
    assert refused.value.code == "newer"
    assert (newer.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (before, [newer.name])
    odd = changed(sound, tmp_path / "odd.sqlite", "UPDATE alembic_version SET version_num = 'Z'")
    salvage(odd, [], tmp_path / "saved.sqlite")  # damage, no version


def test_state_is_the_damaged_file_s_alone(sound: Path, tmp_path: Path) -> None:
    lead = one_of(sound, "SELECT lead FROM entry WHERE lead IS NOT NULL")
    backup = changed(
        sound,
        tmp_path / "backup.sqlite",
        f"INSERT INTO note_draft VALUES ('{lead}', 'ana', 'thrown away since', 1)",
        "INSERT INTO setting VALUES ('text drafts x', '[\"thrown away\"]')",
        "INSERT INTO attention VALUES ('x', 'why', 0)",
        "INSERT INTO read_file VALUES ('/in', 'Pat.csv', 1, 1)",
    )
    gone = changed(sound, tmp_path / "gone.sqlite", "DELETE FROM setting", "DELETE FROM read_file")
    salvage(gone, [backup], tmp_path / "saved.sqlite")
    for table in ("note_draft", "setting", "attention", "read_file"):
        which = "WHERE key <> 'lists'" if table == "setting" else ""
        assert one_of(tmp_path / "saved.sqlite", f"SELECT count(*) FROM {table} {which}") == 0, table


SHARED = "UPDATE this_desk SET sealer = 'shared'"
LAST = "(SELECT entry FROM seal ORDER BY no DESC LIMIT 1)"


def test_in_a_team_what_was_sealed_does_not_wait_again(sound: Path, tmp_path: Path) -> None:
    waited = changed(sound, tmp_path / "backup.sqlite", SHARED, f"INSERT INTO outbox VALUES ({LAST}, 0)")
    salvage(changed(sound, tmp_path / "now.sqlite", SHARED), [waited], tmp_path / "saved.sqlite")
    assert one_of(tmp_path / "saved.sqlite", "SELECT count(*) FROM outbox") == 0


def test_in_a_team_what_has_no_seal_waits_though_the_outbox_is_gone(sound: Path, tmp_path: Path) -> None:
    entry = one_of(sound, f"SELECT {LAST}")
    lost = changed(sound, tmp_path / "lost.sqlite", SHARED, f"DELETE FROM seal WHERE entry = {LAST}")
    salvage(lost, [], tmp_path / "saved.sqlite")
    assert one_of(tmp_path / "saved.sqlite", "SELECT group_concat(entry) FROM outbox") == entry


def test_a_desk_in_a_team_finds_its_shared_database_again(sound: Path, tmp_path: Path) -> None:
    address = "INSERT INTO setting VALUES ('shared address', 'db.example.test')"
    backup = changed(sound, tmp_path / "backup.sqlite", SHARED, address)
    lost = changed(sound, tmp_path / "lost.sqlite", SHARED, "DELETE FROM setting")
    salvage(lost, [backup], tmp_path / "saved.sqlite")
    with closing(sqlite3.connect(tmp_path / "saved.sqlite")) as file:
        saved = dict(file.execute("SELECT key, value FROM setting"))
    assert saved["shared address"] == "db.example.test"


@pytest.mark.parametrize(
    ("how", "kept", "filled"),
    [
        ("UPDATE seal SET verdict = 'stands' WHERE", False, False),
        ("UPDATE seal SET verdict = 'refused: role' WHERE", True, True),
        ("DELETE FROM seal WHERE", True, False),  # nobody knows: no backup brings anybody back
    ],
)
def test_only_an_erasure_that_stands_takes_details_away(
    sound: Path, tmp_path: Path, how: str, *, kept: bool, filled: bool
) -> None:
    with staffed(tmp_path) as here:
        lead = here.lead(1)
        write_note(here.ana, lead, "Works at the lighthouse")
        with working(here.ana, Outcome()) as work:
            work.append(Kind.ERASED, {"reason": "asked"}, lead=lead, round_=1)
        path = here.store.path
    of_lead = f"FROM detail WHERE entry IN (SELECT id FROM entry WHERE lead = '{lead}')"
    its = one_of(path, f"SELECT count(*) {of_lead}")
    erasure = f"{how} entry = (SELECT id FROM entry WHERE kind = 'erased')"
    team = changed(path, tmp_path / "team.sqlite", SHARED, erasure)
    salvage(team, [], tmp_path / "saved.sqlite")
    assert one_of(tmp_path / "saved.sqlite", f"SELECT count(*) {of_lead}") == (its if kept else 0)
    without = changed(team, tmp_path / "without.sqlite", "DELETE FROM detail")
    salvage(without, [team], tmp_path / "filled.sqlite")
    assert one_of(tmp_path / "filled.sqlite", f"SELECT count(*) {of_lead}") == (its if filled else 0)


def test_who_was_erased_here_is_left_out_whatever_the_log_says(sound: Path, tmp_path: Path) -> None:
    lead = one_of(sound, "SELECT lead FROM entry WHERE kind = 'arrival' LIMIT 1")
    of_lead = f"FROM detail WHERE entry IN (SELECT id FROM entry WHERE lead = '{lead}')"
    before = [one_of(sound, f"SELECT count(*) FROM {table}") for table in ("archive", "entry")]
    assert one_of(sound, f"SELECT count(*) {of_lead}") > 0
    salvage(sound, [sound], tmp_path / "saved.sqlite", known=Known(erased=[lead]))
    saved = tmp_path / "saved.sqlite"
    assert one_of(saved, f"SELECT count(*) {of_lead}") == 0
    after = [one_of(saved, f"SELECT count(*) FROM {table}") for table in ("archive", "entry")]
    assert after == [before[0] - 1, before[1]]


def test_nothing_is_left_where_nothing_can_be_saved(sound: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"nothing" * 999)
    with pytest.raises(SurroundingsFault, match="whose log it is"):
        salvage(damaged, [], tmp_path / "saved.sqlite")
    shutil.copy(sound, tmp_path / "there.sqlite")
    with pytest.raises(SurroundingsFault, match="there already"):
        salvage(sound, [], tmp_path / "there.sqlite")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.sqlite", "there.sqlite"]
