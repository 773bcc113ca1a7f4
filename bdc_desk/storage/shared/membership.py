"""Dealerships, people and desks of the shared database."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from psycopg import sql

from bdc_desk.cadence.entry import Entry, micros, moment
from bdc_desk.errors import Refused
from bdc_desk.storage.codec import canonical, details_digest, encode
from bdc_desk.storage.log_writing import entry_columns
from bdc_desk.storage.shared.owning import AGENT, OwnerConnection

_AGENT_DEFAULTS = (
    ("idle_in_transaction_session_timeout", "5s"),
    ("statement_timeout", "30s"),
    ("search_path", "pg_catalog"),
)


_SEAL_ENTRY = """
WITH locked AS (SELECT h AS head FROM bdc.head h WHERE dealership = %(d)s),
moved AS (
    SELECT (bdc.seal_next(head, %(id)s, %(content)s, greatest((head).sealed_at, %(at)s),
        greatest((head).sealed_at, %(at)s), bdc.utc_offset(%(d)s, (head).chain, %(at)s), 'stands')) AS head
    FROM locked
)
UPDATE bdc.head SET no = (moved.head).no, hash = (moved.head).hash, sealed_at = (moved.head).sealed_at
FROM moved WHERE bdc.head.dealership = %(d)s
"""
_PEOPLE = """
SELECT p.person, coalesce((
        SELECT d.content::jsonb->>'name' FROM bdc.entry e
        JOIN bdc.detail d ON d.dealership = e.dealership AND d.entry = e.id
        WHERE e.dealership = p.dealership AND e.kind = 'person added'
            AND bdc.fields(e.content)->'body'->>'person' = p.person LIMIT 1), ''),
    p.login, p.role, p.first_password, p.removed_at
FROM bdc.person p WHERE p.dealership = %s ORDER BY 2, 3
"""
_END_CLAIMS = """
DELETE FROM bdc.claim c USING bdc.person p
WHERE p.login = %s AND c.dealership = p.dealership AND c.person = p.person
"""
_DESKS = """
SELECT d.desk, d.person, d.version, d.met_at, d.mark,
    h.no - CASE WHEN d.mark_chain = h.chain THEN d.mark ELSE 0 END, d.clock_off
FROM bdc.desk d JOIN bdc.head h ON h.dealership = d.dealership
WHERE d.dealership = %s ORDER BY d.met_at DESC
"""


@dataclass(frozen=True, slots=True)
class DealershipRow:
    """A dealership of the shared database."""

    dealership: str
    name: str
    zone: str
    chain: str
    no: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody with a login. `removed_at`: None while they may work."""

    person: str
    name: str
    login: str
    role: str
    first_password: bool
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A desk as the shared database last heard of it. `behind`: entries it has not pulled yet."""

    desk: str
    person: str
    version: str
    met_at: datetime
    mark: int
    behind: int
    clock_off: int


class Membership(OwnerConnection):
    """Who belongs to the shared database."""

    def dealerships(self) -> list[DealershipRow]:
        """Every dealership, by name."""
        rows = self._rows(
            "SELECT d.dealership, d.name, d.zone, h.chain, h.no FROM bdc.dealership d "
            "JOIN bdc.head h ON h.dealership = d.dealership ORDER BY d.name, d.dealership"
        )
        return [DealershipRow(*row) for row in rows]

    def add_dealership(
        self, name: str, country: str, zone: str, *, dealership: str | None = None, chain: str | None = None
    ) -> str:
        """A new, empty dealership; its id. `dealership`, `chain`: those of a log that is adopted."""
        ids = dealership or str(uuid4()), chain or str(uuid4())
        with self._as_owner():
            run = self.connection.execute
            run("INSERT INTO bdc.dealership VALUES (%s, %s, %s, %s)", (ids[0], name, country, zone))
            run("INSERT INTO bdc.head (dealership, chain) VALUES (%s, %s)", ids)
            run("INSERT INTO bdc.chain VALUES (%s, %s, bdc.now_micros())", ids)
        return ids[0]

    def write(
        self,
        dealership: str,
        kind: str,
        body: Mapping[str, Any],
        details: Mapping[str, Any] | None = None,
        *,
        policy: str = "",
    ) -> None:
        """An entry by the database's owner, sealed at once: the dealership's beginning, its people."""
        desk = str(uuid5(NAMESPACE_URL, f"owner of {dealership}"))
        with self._as_owner():
            head = self._row(
                "SELECT chain, no, bdc.now_micros() FROM bdc.head WHERE dealership = %s FOR UPDATE",
                dealership,
            )
            seq = self._value(
                "SELECT coalesce(max(desk_seq), 0) + 1 FROM bdc.entry WHERE dealership = %s AND desk = %s",
                dealership,
                desk,
            )
            entry = Entry(
                id=str(uuid4()),
                dealership=dealership,
                lead=None,
                round=0,
                kind=kind,
                agent=dealership,
                desk=desk,
                desk_seq=seq,
                at=moment(head[2]),
                seen=head[1],
                policy=policy,
                body=body,
            )
            salt, text = secrets.token_bytes(32), None if details is None else canonical(details)
            content = encode(entry, None if text is None else details_digest(salt, text))
            self._insert_entry(dealership, entry, content)
            if text is not None:
                self.connection.execute(
                    "INSERT INTO bdc.detail VALUES (%s, %s, %s, %s)", (dealership, entry.id, salt, text)
                )
            self.connection.execute(
                _SEAL_ENTRY,
                {"d": dealership, "id": entry.id, "content": content, "at": micros(entry.at)},
            )

    def _insert_entry(self, dealership: str, entry: Entry, content: str) -> None:
        columns = entry_columns(entry)
        self.connection.execute(
            "INSERT INTO bdc.entry VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (dealership, columns[0], *columns[2:], content),
        )

    def people(self, dealership: str) -> list[PersonRow]:
        """Everybody with a login, by name."""
        rows = self._rows(_PEOPLE, dealership)
        return [
            PersonRow(row[0], row[1], row[2], row[3], row[4], None if row[5] is None else moment(row[5]))
            for row in rows
        ]

    def add_login(self, dealership: str, person: str, role: str, login: str, password: str) -> None:
        """A login of the person's own; `password` only until the first join. Raises Refused where the server
        has such a login already.
        """
        with self._as_owner():
            run = self.connection.execute
            if self._value("SELECT 1 FROM pg_roles WHERE rolname = %s", login):
                raise Refused(
                    f"The server has a login {login} already. Choose another with --login.", code="login"
                )
            verifier = self.connection.pgconn.encrypt_password(
                password.encode(), login.encode(), b"scram-sha-256"
            )
            name = sql.Identifier(login)
            run(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT 10 IN ROLE {}").format(
                    name, sql.Literal(verifier.decode()), sql.Identifier(AGENT)
                )
            )
            for setting, value in _AGENT_DEFAULTS:
                run(
                    sql.SQL("ALTER ROLE {} SET {} = {}").format(
                        name, sql.Identifier(setting), sql.Literal(value)
                    )
                )
            run(
                "INSERT INTO bdc.person (dealership, person, login, role) VALUES (%s, %s, %s, %s)",
                (dealership, person, login, role),
            )

    def new_first_password(self, login: str, password: str) -> None:
        """A person forgot theirs: a first password again, to be changed at the next join."""
        with self._as_owner():
            verifier = self.connection.pgconn.encrypt_password(
                password.encode(), login.encode(), b"scram-sha-256"
            )
            self.connection.execute(
                sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
                    sql.Identifier(login), sql.Literal(verifier.decode())
                )
            )
            self.connection.execute(
                "UPDATE bdc.person SET first_password = true, removed_at = NULL WHERE login = %s", (login,)
            )

    def remove_login(self, login: str) -> None:
        """The person may work here no more; what they wrote stays. Their claims end."""
        with self._as_owner():
            run = self.connection.execute
            run(sql.SQL("ALTER ROLE {} NOLOGIN PASSWORD NULL").format(sql.Identifier(login)))
            run("UPDATE bdc.person SET removed_at = bdc.now_micros() WHERE login = %s", (login,))
            run(_END_CLAIMS, (login,))

    def has_login(self, login: str) -> bool:
        """Whether the server knows a role of that name."""
        return bool(self._value("SELECT 1 FROM pg_roles WHERE rolname = %s", login))

    def desks(self, dealership: str) -> list[DeskRow]:
        """Every desk that joined, the one heard of last first."""
        rows = self._rows(_DESKS, dealership)
        return [DeskRow(row[0], row[1], row[2], moment(row[3]), row[4], row[5], row[6]) for row in rows]
