"""SQLite as a judge: lines are inserted over a plain connection, and the triggers answer.

Every line lies in a savepoint of its own, so that the next tale rewrites only what differs. The files are
copied into memory: what is judged is the guards' text, not the disk.
"""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from bdc_desk.cadence.entry import Entry, Seal, micros, moment
from bdc_desk.storage.codec import decode
from tests.helpers.plain_log import PlainLog
from tests.helpers.verdicts import Line, Question, Verdict

GATES = ("gate_asked", "gate_sealed")
SEAL_GUARD = "seal_form"


class SqliteJudge:
    """A replica with all its guards, in memory."""

    def __init__(self, source: PlainLog) -> None:
        """`source`: an empty replica with a desk, made by the program itself."""
        self._log = PlainLog(Path(":memory:"))
        source.connection.backup(self._log.connection)
        self._log.connection.execute("PRAGMA temp_store = MEMORY")  # the gate's many small tables
        self._written: list[Line] = []
        self._seal_guard: str | None = None

    def close(self) -> None:
        """Let the copy go."""
        self._log.close()

    def judge(self, lines: Sequence[Line], questions: Sequence[Question]) -> list[Verdict]:
        """As `Judge` says. Raises sqlite3.IntegrityError for a line that the guards do not let in."""
        self._let_seals_differ(any(line.sealed_at for line in lines))
        self._go_back_to(lines)
        for line in lines[len(self._written) :]:
            self._savepoint()
            self._written.append(line)
            self._write(line)
        return [self._answer(question, lines[-1]) for question in questions]

    def _let_seals_differ(self, differ: bool) -> None:
        """Take the guard out that a desk alone has against a seal with another moment than its entry, or put
        it in again.
        """
        if differ and self._seal_guard is None:
            self._seal_guard = self._log.value("SELECT sql FROM sqlite_master WHERE name = ?", SEAL_GUARD)
            self._put(SEAL_GUARD, None)
        elif not differ and self._seal_guard is not None:
            self._go_back_to(())
            self._log.connection.execute(self._seal_guard)
            self._seal_guard = None

    def _savepoint(self) -> None:
        self._log.connection.execute(f"SAVEPOINT line_{len(self._written)}")

    def _go_back_to(self, lines: Sequence[Line]) -> None:
        """Take back whatever does not stand in `lines` as well."""
        same = 0
        for mine, theirs in zip(self._written, lines, strict=False):
            if mine != theirs:
                break
            same += 1
        if same < len(self._written):
            self._log.connection.execute(f"ROLLBACK TO line_{same}")
            self._log.connection.execute(f"RELEASE line_{same}")
            del self._written[same:]

    def _write(self, line: Line) -> None:
        log = self._log
        fields = log.fields(
            line.kind,
            line.body,
            id=line.id,
            lead=line.lead,
            round=line.round,
            agent=line.agent,
            at=micros(line.at),
        )
        seal: dict[str, Any] = {"utc_offset": line.offset, "verdict": line.verdict}
        if line.sealed_at is not None:
            seal |= {"at": micros(line.sealed_at), "sealed_at": micros(line.sealed_at)}
        log.insert_seal(log.insert_entry(fields), **seal)

    def _answer(self, question: Question, last: Line) -> Verdict:
        body = {} if question.template is None else {"template": question.template}
        asked = Line(
            id="00000000-0000-4000-8000-000000000000",
            kind=question.kind,
            body=body,
            at=question.at,
            agent=last.agent,
            lead=self._lead(),
            round=question.round,
            offset=last.offset,
        )
        self._savepoint()
        try:
            self._write(asked)
        except sqlite3.IntegrityError as refusal:
            return Verdict(opens=False, why=str(refusal))
        finally:
            self._log.connection.execute(f"ROLLBACK TO line_{len(self._written)}")
            self._log.connection.execute(f"RELEASE line_{len(self._written)}")
        return Verdict(opens=True, why="accepted")

    def _lead(self) -> str | None:
        return next(line.lead for line in self._written if line.lead)

    def stored(self) -> list[Entry]:
        """What was written, as the program reads it back; without its hashes."""
        rows = self._log.connection.execute(
            "SELECT e.content, s.chain, s.no, s.sealed_at, s.at, s.utc_offset, s.verdict "
            "FROM seal s JOIN entry e ON e.id = s.entry ORDER BY s.no"
        )
        return [
            decode(
                content,
                None,
                Seal(chain, no, moment(first), moment(at), timedelta(seconds=east), verdict, b""),
            )
            for content, chain, no, first, at, east, verdict in rows
        ]

    def take_out(self, piece: str, instead: str) -> None:
        """Replace a piece of the gate's text in both of its triggers. Fails where it does not stand there."""
        for name in GATES:
            text = self._log.value("SELECT sql FROM sqlite_master WHERE name = ?", name)
            assert piece in text, f"{name} does not say {piece!r}"
            self._put(name, text.replace(piece, instead))

    def take_out_gate(self, name: str) -> None:
        """Drop one of the two triggers, so that the other judges alone."""
        assert name in GATES
        self._put(name, None)

    def _put(self, name: str, text: str | None) -> None:
        self._go_back_to(())
        self._log.connection.execute(f"DROP TRIGGER {name}")
        if text is not None:
            self._log.connection.execute(text)
