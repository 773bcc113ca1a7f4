"""What the guards cannot stop, the owner of the file rewriting it, `verify` finds and names."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.storage.store import Store
from bdc_desk.storage.verify import Fault, verify
from tests.helpers.plain_log import PlainLog


@pytest.fixture
def sound(log: PlainLog) -> PlainLog:
    """A log of some entries, the third with details."""
    log.write("note", details={"text": "Rang off."})
    log.call()
    log.write("note")
    return log


def _path(log: PlainLog) -> Path:
    return Path(log.value("SELECT file FROM pragma_database_list"))


def _verified(log: PlainLog) -> list[Fault]:
    with closing(Store.open(_path(log))) as store:
        return verify(store)


def _unguarded(log: PlainLog, statement: str) -> None:
    """Rewrite the file as its owner can: guards taken away and put back."""
    texts = log.connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    log.connection.execute("PRAGMA foreign_keys = OFF")
    log.connection.execute("PRAGMA ignore_check_constraints = ON")
    for name, _ in texts:
        log.connection.execute(f"DROP TRIGGER {name}")
    for one in statement.split(";"):
        log.connection.execute(one)
    for _, text in texts:
        log.connection.execute(text)


def test_a_sound_log_has_no_faults(sound: PlainLog) -> None:
    assert _verified(sound) == []


def test_an_empty_profile_has_no_faults(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "log.db")) as store:
        assert verify(store) == []


# What is done to number 3 (entry E of desk_seq 3) or to the last, and what is said.
FORGERIES = [
    ("UPDATE seal SET verdict = 'refused: x' WHERE no = 3", ["No. 3, entry E: its hash"]),
    ("UPDATE seal SET utc_offset = 3600 WHERE no = 3", ["No. 3, entry E: its hash"]),
    (
        "UPDATE seal SET hash = zeroblob(32) WHERE no = 3",
        ["No. 3, entry E: its hash", "No. 4, entry .*: its hash"],
    ),
    ("UPDATE entry SET agent = 'x' WHERE desk_seq = 3", ["No. 3, entry E: its column `agent` says 'x'"]),
    (
        "UPDATE entry SET content = replace(content, 'agent-1', 'agent-9') WHERE desk_seq = 3",
        ["No. 3, entry E: its hash", "No. 3, entry E: its column `agent`"],
    ),
    ("UPDATE entry SET content = content || ' ' WHERE desk_seq = 3", ["its hash", "not the canonical bytes"]),
    ("UPDATE entry SET content = '{}' WHERE desk_seq = 3", ["its hash", "not the canonical bytes"]),
    ("UPDATE entry SET content = '{' WHERE desk_seq = 3", ["its hash", "not the canonical bytes"]),
    ('UPDATE detail SET content = \'{"text":"Sold."}\'', ["No. 3, entry E: its details are not those"]),
    ("UPDATE detail SET salt = zeroblob(32)", ["No. 3, entry E: its details are not those"]),
    (
        "DELETE FROM entry WHERE desk_seq = 3",
        ["No. 3, entry E: its entry is missing", "desk desk-1: entries: 3 is missing", "details of an entry"],
    ),
    (
        "DELETE FROM seal WHERE no IN (3, 4)",
        ["numbers: 3 to 4 are missing", "No. 5, .*its hash", "entry E: .*not sealed", "entry .*not sealed"],
    ),
    ("DELETE FROM detail", ["No. 3, entry E: its details are missing, and nobody erased them"]),
    (
        "UPDATE seal SET chain = '00000000-0000-4000-8000-000000000000' WHERE no = 6",
        ["not sealed", "not this desk's"],
    ),
]


@pytest.mark.parametrize(("statement", "said"), FORGERIES, ids=lambda value: str(value)[:60])
def test_each_forgery_is_named(sound: PlainLog, statement: str, said: list[str]) -> None:
    third = sound.value("SELECT entry FROM seal WHERE no = 3")
    _unguarded(sound, statement)
    faults = [str(fault) for fault in _verified(sound)]
    assert len(faults) == len(said), faults
    for fault, words in zip(faults, said, strict=True):
        assert re.search(words.replace("entry E", f"entry {third}"), fault)


def test_a_missing_or_changed_guard_is_named(sound: PlainLog) -> None:
    sound.connection.execute("DROP TRIGGER gate_asked")
    sound.connection.execute("DROP VIEW sealed")
    sound.connection.execute("CREATE VIEW sealed AS SELECT * FROM entry")
    assert sorted(str(fault) for fault in _verified(sound)) == [
        "the guard `gate_asked` of the log is missing or was changed",
        "the guard `sealed` of the log is missing or was changed",
    ]


def test_a_long_log_is_walked_in_pages(log: PlainLog) -> None:
    for _ in range(5):
        log.write("note")
    with closing(Store.open(_path(log))) as store:
        assert verify(store, page=3) == []
        _unguarded(log, "UPDATE seal SET hash = zeroblob(32) WHERE no = 7")
        assert [fault.no for fault in verify(store, page=3)] == [7]
