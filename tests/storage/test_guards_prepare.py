"""The guards must be readable by the SQLite of tomorrow: 3.54 expands a query's parts once a reference, and
no more than 1,000 in all.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from bdc_desk.storage.store import Store


@pytest.fixture
def newest(tmp_path: Path) -> Iterator[apsw.Connection]:
    """A new log, opened by the SQLite that apsw brings: newer than Python's."""
    path = tmp_path / "bdc-desk.sqlite"
    Store.open(path).close()
    with closing(apsw.Connection(str(path))) as connection:
        yield connection


def test_it_is_newer(newest: apsw.Connection) -> None:
    assert apsw.sqlite_lib_version() >= "3.54"


def test_every_guard_can_be_prepared(newest: apsw.Connection) -> None:
    tables = newest.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    guarded = [name for (name,) in tables]
    assert {"entry", "seal", "detail", "outbox"} <= set(guarded)
    for name in guarded:
        column = newest.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()[0][0]
        for statement in (
            f"INSERT INTO {name} DEFAULT VALUES",
            f"UPDATE {name} SET {column} = {column}",
            f"DELETE FROM {name}",
        ):
            newest.execute(f"EXPLAIN {statement}").fetchall()


def test_a_query_too_branched_is_noticed(newest: apsw.Connection) -> None:
    parts = ["c0(x) AS MATERIALIZED (SELECT 1)"]
    parts += [f"c{n}(x) AS MATERIALIZED (SELECT a.x FROM c{n - 1} a, c{n - 1} b)" for n in range(1, 11)]
    with pytest.raises(apsw.SQLError, match="nested too deep"):
        newest.execute(f"WITH {', '.join(parts)} SELECT x FROM c10")
