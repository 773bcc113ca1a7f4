"""A log written over a plain sqlite3 connection, as any other program could: what the guards allow, nothing
more.

Entries are encoded and sealed correctly; each part can be forged by name. Time is `log.now`, moved by
`log.wait`:

    log = PlainLog.create(tmp_path / "log.db")
    log.use_policy(rules())
    log.arrive()
    log.call()                                   # dialled and outcome, counts
    log.wait(hours=2)
    log.call(qualified="if confirmed", evidence="D")
    log.confirm(log.last, agent=OTHER)
    log.ask("offer")                             # sqlite3.IntegrityError: refused: ...
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from bdc_desk.cadence.entry import STANDS, Entry, micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import NO_HASH, canonical, chain_hash, details_digest
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.store import Store

NINE_ON_MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DESK = DeskIdentity(desk="desk-1", chain="0f0e0d0c-0b0a-4908-8706-050403020100", dealership="springfield")
AGENT, OTHER = "agent-1", "agent-2"
SALT = bytes(range(32))


def needs(
    calls: int = 0, days: int = 0, parts: int = 0, *, dialogue: bool = False, appointment: bool = False
) -> dict[str, Any]:
    """What opens a template, as `rules` of docs/log.md has it."""
    return {"calls": calls, "days": days, "parts": parts, "dialogue": dialogue, "appointment": appointment}


def rules(gap: int = 7200, **templates: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of a policy; without templates `first` opens by 1 call and `second` by 2."""
    return {
        "gap": gap,
        "parts": [12, 17],
        "permission": 600,
        "templates": templates or {"first": needs(1), "second": needs(2)},
        "not_reached": {"calls": 4, "days": 3, "parts": 2},
    }


class PlainLog:
    """Writes to a replica over its own sqlite3 connection. Every refusal is a sqlite3.IntegrityError."""

    def __init__(self, path: Path, *, now: datetime = NINE_ON_MONDAY, offset: int = 0) -> None:
        """`now`: moment of the first entry (UTC); `offset`: the dealership's, seconds from UTC."""
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.now = now
        self.offset = offset
        self.lead = str(uuid4())
        self.round = 1
        self.last = ""

    @classmethod
    def create(cls, path: Path, **arguments: Any) -> "PlainLog":
        """A new replica with a desk and nothing else, opened plainly."""
        with closing(Store.open(path)) as store, store.unit() as unit:
            unit.put_this_desk(DESK)
        return cls(path, **arguments)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def wait(self, **span: float) -> None:
        """Let time pass: `wait(hours=2)`."""
        self.now += timedelta(**span)

    def value(self, statement: str, *parameters: object) -> Any:
        """The first field of a query's first row."""
        row = self.connection.execute(statement, parameters).fetchone()
        return None if row is None else row[0]

    # An entry and its seal, each by hand

    def fields(self, kind: str, body: Mapping[str, Any] | None = None, **forged: Any) -> dict[str, Any]:
        """The content of the next entry, `forged` fields in place of the right ones."""
        of_lead = kind not in {
            Kind.DEALERSHIP_SET_UP,
            Kind.POLICY_USED,
            Kind.PERSON_ADDED,
            Kind.DEPUTY_SET,
            Kind.CLOCK_SET_BACK,
        }
        right = {
            "id": str(uuid4()),
            "dealership": DESK.dealership,
            "lead": self.lead if of_lead else None,
            "round": self.round if of_lead else 0,
            "kind": str(kind),
            "agent": AGENT,
            "desk": DESK.desk,
            "desk_seq": 1 + (self.value("SELECT max(desk_seq) FROM entry WHERE desk = ?", DESK.desk) or 0),
            "at": micros(self.now),
            "seen": self.value("SELECT max(no) FROM seal") or 0,
            "policy": "",
            "body": body or {},
            "details": None,
        }
        return {**right, **forged}

    def insert_entry(
        self, fields: Mapping[str, Any], *, verb: str = "INSERT", tail: str = "", **columns: Any
    ) -> str:
        """Insert an entry by `verb` ("INSERT OR REPLACE"), `columns` forged beside its content; its id."""
        content = columns.pop("content", None) or canonical(fields)
        row = {key: value for key, value in fields.items() if key not in {"body", "details"}}
        self._insert("entry", {**row, "content": content, **columns}, verb, tail)
        return str(fields["id"])

    def insert_seal(self, entry: str, *, verb: str = "INSERT", tail: str = "", **forged: Any) -> None:
        """Seal an entry with the next number, `forged` columns in place of the right ones."""
        at, content = self.connection.execute(
            "SELECT at, content FROM entry WHERE id = ? UNION ALL SELECT ?, ?", (entry, micros(self.now), "")
        ).fetchone()
        no, previous = self.connection.execute(
            "SELECT no, hash FROM seal WHERE chain = ? UNION ALL SELECT 0, ? ORDER BY no DESC LIMIT 1",
            (DESK.chain, NO_HASH),
        ).fetchone()
        row: dict[str, Any] = {
            "chain": DESK.chain,
            "no": no + 1,
            "entry": entry,
            "sealed_at": at,
            "at": at,
            "utc_offset": self.offset,
            "verdict": STANDS,
            **forged,
        }
        sealed = (row["chain"], row["no"], row["sealed_at"], row["at"], row["utc_offset"], row["verdict"])
        row.setdefault("hash", chain_hash(previous, *sealed, content))
        self._insert("seal", row, verb, tail)

    def _insert(self, table: str, row: Mapping[str, Any], verb: str, tail: str) -> None:
        marks = ", ".join("?" * len(row))
        statement = f"{verb} INTO {table} ({', '.join(row)}) VALUES ({marks}) {tail}"
        self.connection.execute(statement, tuple(row.values()))

    # Entries of the trade, sealed at once

    def write(
        self,
        kind: str,
        body: Mapping[str, Any] | None = None,
        *,
        details: Mapping[str, Any] | None = None,
        **forged: Any,
    ) -> str:
        """Append one entry and its seal in one transaction; its id, also in `last`. A refused one leaves
        nothing.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            if details is not None:
                forged["details"] = details_digest(SALT, canonical(details))
            entry = self.insert_entry(self.fields(kind, body, **forged))
            if details is not None:
                self._insert(
                    "detail", {"entry": entry, "salt": SALT, "content": canonical(details)}, "INSERT", ""
                )
            self.insert_seal(entry)
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        self.last = entry
        return entry

    def use_policy(self, rules: Mapping[str, Any]) -> str:
        """Put a policy in force."""
        return self.write(
            Kind.POLICY_USED,
            {"version": hashlib.sha256(canonical(rules).encode()).hexdigest(), "rules": rules},
        )

    def arrive(self, *possible: bool, **forged: Any) -> str:
        """The lead arrives, with one possible number unless told otherwise (n1, n2 ...)."""
        numbers = [
            {"ref": f"n{place}", "possible": one, "zones": []}
            for place, one in enumerate(possible or (True,), start=1)
        ]
        return self.write(Kind.ARRIVAL, {"kind": "internet", "numbers": numbers}, **forged)

    def dial(
        self, number: str = "n1", evidence: str = "C", began: datetime | None = None, **forged: Any
    ) -> str:
        """Begin a call now (`began` earlier for evidence D)."""
        body = {"number": number, "way": "by hand", "evidence": evidence, "began": micros(began or self.now)}
        return self.write(Kind.DIALLED, body, **forged)

    def outcome(
        self,
        attempt: str,
        *flags: str,
        qualified: str = "yes",
        number: str = "n1",
        evidence: str = "C",
        **forged: Any,
    ) -> str:
        """What came of the call."""
        body = {
            "attempt": attempt,
            "outcome": "no answer",
            "flags": list(flags),
            "number": number,
            "evidence": evidence,
            "qualified": qualified,
        }
        return self.write(Kind.OUTCOME, body, **forged)

    def call(self, *flags: str, number: str = "n1", evidence: str = "C", **forged: Any) -> str:
        """A call with its outcome, which is `last`; the attempt's id."""
        qualified = forged.pop("qualified", "yes")
        began = forged.pop("began", None)
        attempt = self.dial(number, evidence, began, **forged)
        self.outcome(attempt, *flags, qualified=qualified, number=number, evidence=evidence, **forged)
        return attempt

    def withdraw(self, attempt: str, outcome: str, **forged: Any) -> str:
        """Take an outcome back."""
        return self.write(Kind.OUTCOME_WITHDRAWN, {"attempt": attempt, "outcome": outcome}, **forged)

    def confirm(self, entry: str, agent: str = OTHER, **forged: Any) -> str:
        """Another person (by default) confirms an entry."""
        return self.write(Kind.CONFIRMED, {"entry": entry}, agent=agent, **forged)

    def send_back(self, entry: str, agent: str = OTHER, **forged: Any) -> str:
        """Another person (by default) sends an entry back."""
        return self.write(Kind.SENT_BACK, {"entry": entry}, agent=agent, **forged)

    def claim_exception(self, reason: str = "email only", **forged: Any) -> str:
        """A lawful way past the calls, with the customer's own words."""
        return self.write(
            Kind.EXCEPTION, {"reason": reason}, details={"words": "By email, please."}, **forged
        )

    def ask(self, template: str = "first", **forged: Any) -> str:
        """Ask for an email: what the gate judges."""
        return self.write(Kind.EMAIL_ASKED, {"template": template}, **forged)

    def say_not_reached(self, **forged: Any) -> str:
        """Say that the customer was not reached: what the gate judges."""
        return self.write(Kind.NOT_REACHED, {}, **forged)

    def entries(self) -> tuple[Entry, ...]:
        """Everything in the log so far, as the program reads it."""
        path = Path(self.value("SELECT file FROM pragma_database_list WHERE name = 'main'"))
        with closing(Store.open(path)) as store, store.snapshot() as snapshot:
            kinds = json.loads(self.value("SELECT json_group_array(DISTINCT kind) FROM entry"))
            return snapshot.entries_of_kinds(*kinds)
