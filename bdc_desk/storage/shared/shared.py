"""What a desk asks of the shared database, a statement and a round trip each (design.md, Speed is a
shape).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from bdc_desk.cadence.entry import micros
from bdc_desk.storage.replication import OutboxItem, SealedRow
from bdc_desk.storage.shared.connection import PatientConnection, Row
from bdc_desk.storage.shared.faults import ServerHere, translated

VERSION = 2
"""The shared schema that this program knows."""
PAGE_BYTES = 32_000_000
ARCHIVE_BYTES = 25_000_000
"""A larger mail or file stays on the desk that read it; the shared database takes no more than 30 MB."""

_PUSH = "SELECT entry, no, verdict FROM bdc.push(%s, %s, %s::bytea[], %s::text[], %s::bytea[])"
_PULL = """
SELECT no, sealed_at, at, utc_offset, verdict, hash, content, salt, details FROM (
    SELECT s.no, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash, e.content, d.salt, d.content AS details,
        sum(octet_length(e.content) + coalesce(octet_length(d.content), 0)) OVER (ORDER BY s.no) AS bytes,
        row_number() OVER (ORDER BY s.no) AS place
    FROM bdc.seal s
    JOIN bdc.entry e ON e.dealership = s.dealership AND e.id = s.entry
    LEFT JOIN bdc.detail d ON d.dealership = s.dealership AND d.entry = s.entry
    WHERE s.dealership = %s AND s.chain = %s AND s.no > %s AND s.no <= %s
) AS page
WHERE bytes <= %s OR place = 1 ORDER BY no
"""
_REPLACED = "SELECT desk, desk_seq, entry, content FROM bdc.replaced WHERE dealership = %s AND no >= %s"
_NEWS = "SELECT bdc.news(%s, %s, %s, %s, %s, %s, %s, %s, %s::text[], %s)"


@dataclass(frozen=True, slots=True)
class Hello:
    """Who the login is here. None where it belongs to no dealership."""

    version: int
    person: str | None
    role: str | None
    first_password: bool
    dealership: str | None
    dealership_name: str | None
    chain: str | None
    no: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a pushed entry. `no` None: it was not taken (`verdict` "rejected: why"), or another desk
    had read the same mail before ("already here").
    """

    entry: str | None
    no: int | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Here:
    """What a desk says of itself with each `news`. `held`: tokens of the claims it keeps."""

    chain: str
    mark: int
    mark_hash: bytes
    version: str
    clock_off: timedelta
    state: str
    since: datetime
    held: Sequence[str]
    claim_seconds: int


class Shared:
    """A desk's connection to its dealership. Used by one thread at a time; every method raises SharedFault,
    or Refused with the database's own reason.
    """

    def __init__(self, connection: PatientConnection, desk: str, dealership: str) -> None:
        """`desk` and `dealership`: whose; the database checks both against the login."""
        self.connection = connection
        self.desk, self._dealership = desk, dealership

    def close(self) -> None:
        """Let the connection go."""
        self.connection.close()

    def push(self, items: Sequence[OutboxItem]) -> list[Answer]:
        """Hand entries in, in the order in which they were written; what became of each."""
        rows = self._rows(
            _PUSH,
            self.desk,
            [item.content for item in items],
            [item.salt for item in items],
            [item.details for item in items],
            [None if len(item.archive or b"") > ARCHIVE_BYTES else item.archive for item in items],
        )
        return [Answer(*row) for row in rows]

    def pull(self, chain: str, after: int, most: int, most_bytes: int = PAGE_BYTES) -> list[SealedRow]:
        """The entries numbered after `after`, at most `most` of them and about so many bytes; one at
        least.
        """
        rows = self._rows(_PULL, self._dealership, chain, after, after + most, most_bytes)
        return [SealedRow(*row) for row in rows]

    def known(self, entries: Sequence[str]) -> frozenset[str]:
        """Which of these entries the log has."""
        rows = self._rows(
            "SELECT id FROM bdc.entry WHERE dealership = %s AND id = ANY (%s)",
            self._dealership,
            list(entries),
        )
        return frozenset(row[0] for row in rows)

    def replaced(self, since: int) -> list[tuple[str, int, str, str]]:
        """Arrivals answered "already here" since the number: desk, desk_seq, entry, content."""
        return [(row[0], row[1], row[2], row[3]) for row in self._rows(_REPLACED, self._dealership, since)]

    def news(self, here: Here) -> Mapping[str, Any]:
        """Say where this desk is; hear the time, the head, who holds whom and who is there."""
        found: Mapping[str, Any] = self._value(
            _NEWS,
            self.desk,
            here.version,
            here.chain,
            here.mark,
            here.mark_hash,
            here.clock_off // timedelta(microseconds=1),
            here.state,
            micros(here.since),
            list(here.held),
            here.claim_seconds,
        )
        return found

    def claim(self, candidate: Mapping[str, Any], seconds: int) -> Mapping[str, Any]:
        """Take a customer in hand. `candidate`: customer, lead, numbers (E.164)."""
        found: Mapping[str, Any] = self._value(
            "SELECT bdc.claim(%s, %s, %s)", self.desk, Jsonb(dict(candidate)), seconds
        )
        return found

    def claim_next(
        self, candidates: Sequence[Mapping[str, Any]], seen: int, seconds: int
    ) -> Mapping[str, Any]:
        """Take the first free of these customers, in one round trip."""
        listed = Jsonb([dict(one) for one in candidates])
        found: Mapping[str, Any] = self._value(
            "SELECT bdc.claim_next(%s, %s, %s, %s)", self.desk, listed, seen, seconds
        )
        return found

    def take_over(self, candidate: Mapping[str, Any], seconds: int) -> Mapping[str, Any]:
        """A manager takes a customer out of a colleague's hands."""
        found: Mapping[str, Any] = self._value(
            "SELECT bdc.take_over(%s, %s, %s)", self.desk, Jsonb(dict(candidate)), seconds
        )
        return found

    def release(self, token: str) -> None:
        """End a claim at once."""
        self._value("SELECT bdc.release(%s, %s)", self.desk, token)

    def lease(self, name: str, span: timedelta) -> bool:
        """Whether this desk is the one that does `name` for the next `span`."""
        return bool(self._value("SELECT bdc.lease(%s, %s, %s)", self.desk, name, int(span.total_seconds())))

    def archived(self, sha: str) -> bytes | None:
        """The mail or file with this hex SHA-256, or None."""
        found: bytes | None = self._value(
            "SELECT content FROM bdc.archive WHERE dealership = %s AND sha256 = %s", self._dealership, sha
        )
        return found

    def listen(self) -> None:
        """Ask to be woken when something was sealed. Through PgBouncer nothing comes, and the poll
        carries.
        """
        with translated():
            self.connection.execute(f"LISTEN bdc_{self._dealership.replace('-', '')}")

    def hear_bells(self) -> None:
        """Take in what woke this desk."""
        with translated():
            for _ in self.connection.notifies(timeout=0):
                pass

    def _rows(self, statement: str, *parameters: object) -> list[Row]:
        with translated():
            return self.connection.execute(statement, parameters).fetchall()

    def _value(self, statement: str, *parameters: object) -> Any:  # noqa: ANN401 - whatever was asked for
        rows = self._rows(statement, *parameters)
        return rows[0][0] if rows else None


def hello(connection: PatientConnection) -> Hello:
    """Who the login is. Raises ServerHere where this is no shared database, or of a version not known."""
    with translated():
        row = connection.execute(
            "SELECT schema_version, person, role, first_password, dealership, dealership_name, chain, no "
            "FROM bdc.hello()"
        ).fetchone()
    assert row is not None  # noqa: S101 - hello answers everybody
    version = int(row[0] or 0)
    if version != VERSION:
        older = "older" if version < VERSION else "newer"
        what = (
            "`bdc-desk shared init` brings it up" if version < VERSION else "update BDC Desk on this computer"
        )
        raise ServerHere(
            f"The shared database is {older} than this program (version {version}, known {VERSION}): {what}.",
            passing=False,
        )
    return Hello(version, row[1], row[2], bool(row[3]), row[4], row[5], row[6], int(row[7] or 0))


def join_desk(connection: PatientConnection, desk: str, version: str) -> None:
    """This desk belongs to the login's dealership. Raises Refused."""
    with translated():
        connection.execute("SELECT bdc.join_desk(%s, %s)", (desk, version))


def change_password(connection: PatientConnection, password: str) -> None:
    """Change the login's password; only a SCRAM verifier of it leaves this computer. Raises SharedFault."""
    with translated():
        user = connection.info.user.encode()
        verifier = connection.pgconn.encrypt_password(password.encode(), user, b"scram-sha-256").decode()
        connection.execute("SELECT bdc.change_password(%s)", (verifier,))
