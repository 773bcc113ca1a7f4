"""After every migration the tables are those of the schema and the guards those of the module, letter by
letter.
"""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bdc_desk.storage import triggers
from bdc_desk.storage.migrations import HEAD, KNOWN
from bdc_desk.storage.migrations.versions.v0001_the_log import APPLICATION_ID
from bdc_desk.storage.schema import METADATA, SEARCH_INDICES
from bdc_desk.storage.store import Store


def test_every_guard_is_in_the_file_and_none_beside(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as plain:
        stored = dict(plain.execute(triggers.STORED))
    assert stored == triggers.GUARDS
    assert len(triggers.GUARDS) == 29


def test_every_guard_is_plain_sql(store: Store) -> None:
    """A connection without any function of ours may write: each guard is compiled and none is missing a
    function.
    """
    with closing(sqlite3.connect(store.path, isolation_level=None)) as plain:
        for table in ("entry", "seal", "detail", "archive", "this_desk"):
            columns = [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]
            marks = ", ".join("?" * len(columns))
            plain.execute(f"EXPLAIN INSERT INTO {table} VALUES ({marks})", columns)


def test_the_tables_are_those_of_the_schema(store: Store) -> None:
    found = inspect(store._engine)
    names = {name for name in found.get_table_names() if not name.startswith(SEARCH_INDICES)}
    assert names == {*METADATA.tables, "alembic_version"}
    assert set(SEARCH_INDICES) <= set(found.get_table_names())
    for name, table in METADATA.tables.items():
        columns = {column["name"]: column for column in found.get_columns(name)}
        assert list(columns) == [column.name for column in table.columns]
        for column in table.columns:
            assert str(columns[column.name]["type"]) == column.type.compile(store._engine.dialect)
            assert columns[column.name]["nullable"] is column.nullable
        assert found.get_pk_constraint(name)["constrained_columns"] == [one.name for one in table.primary_key]
        indices = {index["name"] for index in found.get_indexes(name)}
        assert indices == {index.name for index in table.indexes}


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_tables_are_strict_and_those_of_the_log_have_no_rowid(store: Store, table: str) -> None:
    with closing(sqlite3.connect(store.path)) as plain:
        _, _, kind, _, without_rowid, strict = plain.execute(f"PRAGMA table_list({table})").fetchone()
    options = METADATA.tables[table].dialect_options["sqlite"]
    assert (kind, bool(strict), bool(without_rowid)) == ("table", True, not options["with_rowid"])


def test_head_and_known_are_alembic_s(store: Store) -> None:
    config = Config()
    config.set_main_option("script_location", "bdc_desk.storage:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == HEAD
    assert {revision.revision for revision in script.walk_revisions()} == set(KNOWN)
    with closing(sqlite3.connect(store.path)) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_migration_that_fails_leaves_an_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.db"
    monkeypatch.setitem(triggers.GUARDS, "broken", "CREATE TRIGGER broken BEFORE nonsense")
    with pytest.raises(Exception, match="syntax error"):
        Store.open(path)
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    Store.open(path).close()


def test_two_programs_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    opened: list[Store] = []
    threads = [
        threading.Thread(target=lambda: opened.append(Store.open(tmp_path / "new" / "log.db")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in opened:
        store.close()
    assert len(opened) == 4
