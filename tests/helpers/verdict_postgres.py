"""PostgreSQL as a judge: lines and seals are put straight into the shared database's tables, and `bdc.gate`
answers.

Every tale has a dealership of its own, so that many lie beside one another: a batch is two statements that
write and one that asks, in a transaction that is taken back. So a tale of nine lines costs half a
millisecond, and nothing is kept for the next one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from itertools import count
from typing import Any

from bdc_desk.cadence.entry import STANDS, micros
from bdc_desk.storage.codec import NO_HASH, canonical
from tests.helpers.plain_log import DESK
from tests.helpers.postgres import PostgresServer
from tests.helpers.verdicts import LEAD, Line, Question, Verdict

OTHER_CHAIN = "00000000-0000-4000-8000-000000000000"
"""In every order before the desk's."""
SQL = files("bdc_desk.storage.shared") / "sql"
GATE = (SQL / "gate.sql").read_text(encoding="utf-8")

_ENTRIES = """
COPY bdc.entry (dealership, id, lead, round, kind, agent, desk, desk_seq, at, seen, policy, content)
FROM STDIN
"""
_SEALS = """
COPY bdc.seal (dealership, chain, no, entry, sealed_at, at, utc_offset, verdict, hash) FROM STDIN
"""
_ASK = """
SELECT bdc.gate(dealership, %s, %s, round, kind, template)
FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::text[])
    WITH ORDINALITY AS asked (dealership, round, kind, template, place)
ORDER BY place
"""

Asked = tuple[Sequence[Line], Sequence[Question]]
"""A tale, and what is asked about it."""


class PostgresJudge:
    """The shared database's tables and gate, without `push` and its checks of form."""

    def __init__(self, server: PostgresServer) -> None:
        """`server`: a new one; the schema is put into its first database."""
        self._connection = server.connect()
        self._tales = count(1)
        self._connection.execute("CREATE SCHEMA bdc")
        self._connection.execute((SQL / "0001_tables.sql").read_text(encoding="utf-8"))
        self._connection.execute(GATE)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def value(self, statement: str, *parameters: object) -> Any:
        """The first field of a query's first row."""
        row = self._connection.execute(statement, parameters).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def without(self, piece: str, instead: str) -> Iterator[None]:
        """A piece of the gate's text is replaced for a while. Fails unless it stands there once."""
        assert GATE.count(piece) == 1, f"the gate says {GATE.count(piece)} times {piece!r}"
        with self._connection.transaction(force_rollback=True):
            self._connection.execute(GATE.replace(piece, instead))
            yield

    def judge(self, lines: Sequence[Line], questions: Sequence[Question]) -> list[Verdict]:
        """As `Judge` says."""
        return self.judge_each([(lines, questions)])[0]

    def judge_each(self, tales: Sequence[Asked], *, twice_sealed: bool = False) -> list[list[Verdict]]:
        """Answer the questions about each of the tales as if it were alone. `twice_sealed`: the entries have
        seals of another chain as well, which say something else.
        """
        named = [(f"{DESK.dealership} {next(self._tales)}", lines, questions) for lines, questions in tales]
        with self._connection.transaction(force_rollback=True):
            self._copy(_ENTRIES, (row for name, lines, _ in named for row in _entries(name, lines)))
            if twice_sealed:
                self._copy(_SEALS, (row for name, lines, _ in named for row in _other_seals(name, lines)))
            self._copy(_SEALS, (row for name, lines, _ in named for row in _seals(name, lines)))
            said = iter(self._ask([(name, question) for name, _, asked in named for question in asked]))
        return [[next(said) for _ in questions] for _, questions in tales]

    def _copy(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def _ask(self, asked: Sequence[tuple[str, Question]]) -> list[Verdict]:
        rows = self._connection.execute(
            _ASK,
            (
                DESK.chain,
                LEAD,
                [name for name, _ in asked],
                [question.round for _, question in asked],
                [str(question.kind) for _, question in asked],
                [question.template for _, question in asked],
            ),
        )
        return [Verdict(opens=why is None, why="accepted" if why is None else why) for (why,) in rows]


def _entries(dealership: str, lines: Sequence[Line]) -> Iterator[tuple[Any, ...]]:
    """The rows of `bdc.entry`."""
    for no, line in enumerate(lines, start=1):
        columns = line.id, line.lead, line.round, line.kind, line.agent
        yield dealership, *columns, DESK.desk, no, micros(line.at), no - 1, "", _content(line)


def _content(line: Line) -> str:
    fields: Mapping[str, Any] = {
        "id": line.id, "lead": line.lead, "round": line.round, "kind": line.kind, "agent": line.agent,
        "at": micros(line.at), "body": line.body, "details": None,
    }  # fmt: skip
    return canonical(fields)


def _seals(dealership: str, lines: Sequence[Line]) -> Iterator[tuple[Any, ...]]:
    """The rows of `bdc.seal`."""
    for no, line in enumerate(lines, start=1):
        at = micros(line.sealed_at or line.at)
        yield dealership, DESK.chain, no, line.id, at, at, line.offset, line.verdict, NO_HASH


def _other_seals(dealership: str, lines: Sequence[Line]) -> Iterator[tuple[Any, ...]]:
    """Seals of the other chain: the last entry first, all at one moment, none refused."""
    at = micros(lines[0].at)
    for no, line in enumerate(reversed(lines), start=1):
        yield dealership, OTHER_CHAIN, no, line.id, at, at, 0, STANDS, NO_HASH
