"""What the owner of the shared database does: set it up, let dealerships and people in, look after the chain.

Everything runs in one transaction as the role `bdc_owner`, which owns the schema and cannot log in.
"""

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from psycopg import sql

from bdc_desk.cadence.entry import Entry, micros, moment
from bdc_desk.errors import Refused
from bdc_desk.storage.codec import canonical, details_digest, encode
from bdc_desk.storage.log_writing import entry_columns
from bdc_desk.storage.shared.connection import PatientConnection, Row
from bdc_desk.storage.shared.faults import ServerHere, translated
from bdc_desk.storage.shared.shared import VERSION

OLDEST_SERVER = 160000
OWNER, AGENT = "bdc_owner", "bdc_agent"
ONCE = ("0001_tables.sql",)
"""Run once each, in this order: the place in it is the schema's version."""
ALWAYS = ("identity.sql", "gate.sql", "push.sql", "claims.sql", "guards.sql", "rights.sql")
"""Put in anew each time."""
_INIT_LOCK = 0x42444344
_WAIT_NO_LONGER = "SET LOCAL lock_timeout = '10s'"
_AGENT_DEFAULTS = (
    ("idle_in_transaction_session_timeout", "5s"),
    ("statement_timeout", "30s"),
    ("search_path", "pg_catalog"),
)


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


class Admin:
    """The owner's connection. Raises SharedFault in words, Refused for what cannot be done."""

    def __init__(self, connection: PatientConnection) -> None:
        """`connection`: of the database's owner (init: may create roles)."""
        self.connection = connection

    def init(self) -> list[str]:
        """Create or bring up roles, schema, functions, triggers and rights; what was done, in words. Safe to
        repeat.
        """
        done: list[str] = []
        with translated(), self.connection.transaction():
            run = self.connection.execute
            if self.connection.info.server_version < OLDEST_SERVER:
                raise ServerHere(
                    "The server is older than PostgreSQL 16. Ask for a newer one.", passing=False
                )
            run(_WAIT_NO_LONGER)  # whoever reads in an open transaction must not stop everybody behind this
            run("SELECT pg_advisory_xact_lock(%s)", (_INIT_LOCK,))
            done += self._roles()
            name = self.connection.info.dbname
            if not self._value("SELECT 1 FROM pg_namespace WHERE nspname = 'bdc'"):
                run(sql.SQL("CREATE SCHEMA bdc AUTHORIZATION {}").format(sql.Identifier(OWNER)))
                done.append("The schema bdc was made.")
            run(sql.SQL("REVOKE TEMPORARY, CREATE ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
            run(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(OWNER)))
            run(
                "CREATE TABLE IF NOT EXISTS bdc.schema_version (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
            )
            version = int(self._value("SELECT max(version) FROM bdc.schema_version") or 0)
            if version > VERSION:
                raise ServerHere(
                    f"The shared database is newer than this program (version {version}, known {VERSION}): "
                    "update BDC Desk on this computer.",
                    passing=False,
                )
            for number, file in enumerate(ONCE, start=1):
                if number > version:
                    run(sql_text(file))
                    run("INSERT INTO bdc.schema_version (version) VALUES (%s)", (number,))
                    done.append(f"Its tables were brought to version {number}.")
            for file in ALWAYS:
                run(sql_text(file))
            done.append("Functions, triggers, row-level security and rights were put in.")
        return done

    def _roles(self) -> list[str]:
        run, done = self.connection.execute, []
        if not self._value("SELECT 1 FROM pg_roles WHERE rolname = %s", OWNER):
            run(f"CREATE ROLE {OWNER} NOLOGIN CREATEROLE")
            done.append(f"The role {OWNER} was made: it owns everything and cannot log in.")
        if not self._value("SELECT pg_has_role(current_user, %s, 'SET')", OWNER):
            run(
                sql.SQL("GRANT {} TO {} WITH INHERIT TRUE, SET TRUE").format(
                    sql.Identifier(OWNER), sql.Identifier(self.connection.info.user)
                )
            )
        if not self._value("SELECT 1 FROM pg_roles WHERE rolname = %s", AGENT):
            run(f"SET LOCAL ROLE {OWNER}")
            run(f"CREATE ROLE {AGENT} NOLOGIN")
            run("RESET ROLE")
            done.append(f"The role {AGENT} was made: what every person may do.")
        return done

    # dealerships and people

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
                "WITH locked AS (SELECT h AS head FROM bdc.head h WHERE dealership = %(d)s), "
                "moved AS (SELECT (bdc.seal_next(head, %(id)s, %(content)s, greatest((head).sealed_at, %(at)s), "
                "greatest((head).sealed_at, %(at)s), bdc.utc_offset(%(d)s, (head).chain, %(at)s), 'stands')) AS head FROM locked) "
                "UPDATE bdc.head SET no = (moved.head).no, hash = (moved.head).hash, sealed_at = (moved.head).sealed_at "
                "FROM moved WHERE bdc.head.dealership = %(d)s",
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
        rows = self._rows(
            "SELECT p.person, coalesce((SELECT d.content::jsonb->>'name' FROM bdc.entry e JOIN bdc.detail d "
            "ON d.dealership = e.dealership AND d.entry = e.id WHERE e.dealership = p.dealership "
            "AND e.kind = 'person added' AND bdc.fields(e.content)->'body'->>'person' = p.person LIMIT 1), ''), "
            "p.login, p.role, p.first_password, p.removed_at FROM bdc.person p WHERE p.dealership = %s ORDER BY 2, 3",
            dealership,
        )
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
            run(
                "DELETE FROM bdc.claim c USING bdc.person p WHERE p.login = %s AND c.dealership = p.dealership AND c.person = p.person",
                (login,),
            )

    def has_login(self, login: str) -> bool:
        """Whether the server knows a role of that name."""
        return bool(self._value("SELECT 1 FROM pg_roles WHERE rolname = %s", login))

    def desks(self, dealership: str) -> list[DeskRow]:
        """Every desk that joined, the one heard of last first."""
        rows = self._rows(
            "SELECT d.desk, d.person, d.version, d.met_at, d.mark, h.no - CASE WHEN d.mark_chain = h.chain THEN d.mark ELSE 0 END, "
            "d.clock_off FROM bdc.desk d JOIN bdc.head h ON h.dealership = d.dealership WHERE d.dealership = %s ORDER BY d.met_at DESC",
            dealership,
        )
        return [DeskRow(row[0], row[1], row[2], moment(row[3]), row[4], row[5], row[6]) for row in rows]

    # the chain

    def adopt_desk(self, dealership: str, desk: str, person: str, joined_at: int) -> None:
        """The desk whose log was adopted is one of the team's: it goes on where it stands."""
        with self._as_owner():
            self.connection.execute(
                "INSERT INTO bdc.desk (dealership, desk, person, joined_at, last_seq, last_at, last_seen, met_at) "
                "SELECT %(d)s, %(desk)s, %(person)s, %(at)s, max(e.desk_seq), max(s.at), max(e.seen), bdc.now_micros() "
                "FROM bdc.entry e JOIN bdc.seal s ON s.dealership = e.dealership AND s.entry = e.id "
                "WHERE e.dealership = %(d)s AND e.desk = %(desk)s",
                {"d": dealership, "desk": desk, "person": person, "at": joined_at},
            )

    @contextmanager
    def uploading(self) -> Iterator["Admin"]:
        """One transaction around `upload` and what belongs to it."""
        with self._as_owner():
            yield self

    def upload(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Copy rows of an adopted log into one of its tables, as they are."""
        with (
            translated(),
            self.connection.cursor().copy(
                sql.SQL("COPY bdc.{} FROM STDIN").format(sql.Identifier(table))
            ) as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def set_head(self, dealership: str) -> None:
        """The head is what was sealed last; after an upload."""
        with self._as_owner():
            self.connection.execute(
                "UPDATE bdc.head h SET no = s.no, hash = s.hash, sealed_at = s.sealed_at FROM bdc.seal s "
                "WHERE h.dealership = %(d)s AND s.dealership = %(d)s AND s.chain = h.chain AND s.no = "
                "(SELECT max(no) FROM bdc.seal WHERE dealership = %(d)s AND chain = h.chain)",
                {"d": dealership},
            )
            self.connection.execute("ANALYZE bdc.entry, bdc.seal")  # else the planner walks the whole chain

    def recover(self, dealership: str) -> tuple[str, int]:
        """Open a new chain that continues the one there is, after a server came back older than its desks: every
        seal is given again, with the same moment and verdict. The new chain and how many seals it took over.
        """
        chain = str(uuid4())
        with self._as_owner():
            self.connection.patience = 3600.0
            no = self._value(_RECOVER, dealership, chain)
            self.connection.execute("DELETE FROM bdc.claim WHERE dealership = %s", (dealership,))
        return chain, int(no)

    def lacking_guards(self) -> list[str]:
        """What is not installed as this program installs it, in words: triggers dropped or switched off, functions
        changed, rights given away, row-level security off.
        """
        lacking = [
            f"the trigger {name} of bdc.{table} is missing or switched off"
            for table in APPEND_ONLY
            for name in ("only_added_to", "never_emptied")
            if not self._value(_TRIGGER, table, name)
        ]
        try:
            lacking += [
                f"the function {signature} is not the one that `shared init` puts in"
                for signature in self._changed_functions()
            ]
        except ServerHere as fault:  # something of somebody else's is in the schema, which is named below
            lacking.append(f"the functions cannot be compared with this program's: {fault}")
        lacking += [f"{grantee} may {right} bdc.{table}" for grantee, right, table in self._rows(_RIGHTS)]
        lacking += [f"row-level security of bdc.{table} is off" for (table,) in self._rows(_NO_RLS)]
        lacking += [str(words) for (words,) in self._rows(_STRANGE)]
        return lacking

    def _changed_functions(self) -> list[str]:
        """Functions of the schema that differ from those of this program, by comparing with a fresh copy that
        is put in and taken back, and functions that this program does not have at all.
        """
        before: dict[str, str] = dict(self._rows(_FUNCTIONS))
        after: dict[str, str] = {}
        own: Counter[str] = Counter()
        with translated(), self.connection.transaction(force_rollback=True):
            self.connection.execute(_WAIT_NO_LONGER)
            self.connection.execute(f"SET LOCAL ROLE {OWNER}")
            for file in ALWAYS:
                self.connection.execute(sql_text(file))
                own.update(re.findall(r"(?m)^CREATE OR REPLACE FUNCTION (bdc\.\w+)\(", sql_text(file)))
            after = dict(self._rows(_FUNCTIONS))
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        there = Counter(name.partition("(")[0] for name in after)
        strange = {name for name in after if there[name.partition("(")[0]] > own[name.partition("(")[0]]}
        return sorted(changed | strange)

    def loose_ends(self, dealership: str) -> list[str]:
        """Entries without a seal, details without an entry, holes in a desk's desk_seq, in words."""
        return [str(row[0]) for row in self._rows(_LOOSE_ENDS, {"d": dealership})]

    def marks(self, dealership: str) -> dict[tuple[int, bytes], list[str]]:
        """How far each desk had pulled when last heard of, by number and hash of the present chain."""
        found: dict[tuple[int, bytes], list[str]] = {}
        for desk, mark, digest in self._rows(_MARKS, dealership):
            found.setdefault((mark, bytes(digest)), []).append(desk)
        return found

    def close(self) -> None:
        """Let the connection go."""
        self.connection.close()

    def sealed_rows(self, dealership: str, chain: str, after: int, most: int) -> list[Row]:
        """Seals with all that they seal, as `verify` of the replica reads its own: see `storage.verify`."""
        return self._rows(_VERIFY_PAGE, dealership, chain, after, most)

    @contextmanager
    def _as_owner(self) -> Iterator[None]:
        with translated(), self.connection.transaction():
            self.connection.execute(f"SET LOCAL ROLE {OWNER}")
            yield
            self.connection.execute("RESET ROLE")

    def _rows(self, statement: str, *parameters: object) -> list[Row]:
        given = parameters[0] if len(parameters) == 1 and isinstance(parameters[0], Mapping) else parameters
        with translated():
            return self.connection.execute(statement, given).fetchall()

    def _row(self, statement: str, *parameters: object) -> Row:
        return self._rows(statement, *parameters)[0]

    def _value(self, statement: str, *parameters: object) -> Any:  # noqa: ANN401 - whatever was asked for
        rows = self._rows(statement, *parameters)
        return rows[0][0] if rows else None


APPEND_ONLY = ("entry", "seal", "detail", "archive", "replaced", "chain")
_TRIGGER = """
SELECT 1 FROM pg_trigger t WHERE t.tgrelid = ('bdc.' || quote_ident(%s))::regclass AND t.tgname = %s
    AND t.tgenabled = 'O' AND pg_get_triggerdef(t.oid) = format(
        'CREATE TRIGGER %%s BEFORE %%s ON %%s FOR EACH %%s EXECUTE FUNCTION bdc.only_added_to()', t.tgname,
        CASE t.tgname WHEN 'only_added_to' THEN 'DELETE OR UPDATE' ELSE 'TRUNCATE' END, t.tgrelid::regclass,
        CASE t.tgname WHEN 'only_added_to' THEN 'ROW' ELSE 'STATEMENT' END)
"""
_FUNCTIONS = """
SELECT p.oid::regprocedure::text, concat_ws(' ', pg_get_functiondef(p.oid), p.proowner::regrole, p.proacl)
FROM pg_proc p WHERE p.pronamespace = 'bdc'::regnamespace AND p.prokind = 'f'
"""
_RIGHTS = """
SELECT CASE a.grantee WHEN 0 THEN 'everybody' ELSE a.grantee::regrole::text END,
    lower(a.privilege_type), c.relname
FROM pg_class c, aclexplode(c.relacl) a
WHERE c.relnamespace = 'bdc'::regnamespace AND a.grantee <> 'bdc_owner'::regrole
    AND NOT (a.grantee = 'bdc_agent'::regrole AND a.privilege_type = 'SELECT'
        AND c.relname IN ('entry', 'seal', 'detail', 'archive', 'replaced', 'head', 'chain', 'dealership'))
ORDER BY 3, 1, 2
"""
_NO_RLS = """
SELECT relname FROM pg_class WHERE relnamespace = 'bdc'::regnamespace AND NOT relrowsecurity
    AND relname IN ('entry', 'seal', 'detail', 'archive', 'replaced', 'head', 'chain', 'dealership')
"""
_STRANGE = """
SELECT format('the trigger %%s of %%s is not one of this program', t.tgname, t.tgrelid::regclass)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'bdc'::regnamespace AND NOT t.tgisinternal
    AND NOT (t.tgname IN ('only_added_to', 'never_emptied')
        AND c.relname IN ('entry', 'seal', 'detail', 'archive', 'replaced', 'chain'))
UNION ALL
SELECT format('the trigger %%s of %%s is switched off', t.tgname, t.tgrelid::regclass)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'bdc'::regnamespace AND t.tgisinternal AND t.tgenabled <> 'O'
UNION ALL
SELECT format('the rule %%s of %%s is not one of this program', r.rulename, r.ev_class::regclass)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = 'bdc'::regnamespace AND c.relkind = 'r'
UNION ALL
SELECT format('bdc.%%s is not one of this program', c.relname) FROM pg_class c
WHERE c.relnamespace = 'bdc'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S')
    AND c.relname NOT IN ('schema_version', 'dealership', 'head', 'chain', 'person', 'desk', 'entry', 'seal',
        'detail', 'archive', 'replaced', 'claim', 'presence', 'lease')
UNION ALL
SELECT format('the policy %%s of %%s is not the one that `shared init` puts in', p.polname,
    p.polrelid::regclass)
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = 'bdc'::regnamespace AND NOT (p.polname = 'own_dealership' AND p.polcmd = 'r'
    AND p.polpermissive AND p.polroles = ARRAY['bdc_agent'::regrole::oid]
    AND pg_get_expr(p.polqual, p.polrelid) = '(dealership = ( SELECT bdc.my_dealership() AS my_dealership))')
UNION ALL
SELECT format('%%s may %%s %%s of %%s',
    CASE g.grantee WHEN 0 THEN 'everybody' ELSE g.grantee::regrole::text END, lower(g.privilege_type),
    a.attname, a.attrelid::regclass)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) g
WHERE c.relnamespace = 'bdc'::regnamespace
UNION ALL
SELECT format('%%s may %%s in the schema bdc',
    CASE g.grantee WHEN 0 THEN 'everybody' ELSE g.grantee::regrole::text END, lower(g.privilege_type))
FROM pg_namespace n, aclexplode(n.nspacl) g WHERE n.nspname = 'bdc' AND g.grantee <> 'bdc_owner'::regrole
    AND NOT (g.grantee = 'bdc_agent'::regrole AND g.privilege_type = 'USAGE')
UNION ALL
SELECT format('%%s may act as %%s', m.member::regrole, m.roleid::regrole)
FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
WHERE (r.rolname = 'bdc_agent' OR r.rolname IN (SELECT login FROM bdc.person))
    AND NOT (m.roleid = 'bdc_agent'::regrole AND NOT m.admin_option)
UNION ALL
SELECT format('%%s is above the rules: superuser, or past row-level security, or may make roles', r.rolname)
FROM pg_roles r WHERE (r.rolname = 'bdc_agent' OR r.rolname IN (SELECT login FROM bdc.person))
    AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication)
UNION ALL
SELECT format('the dealership %%s has no head', d.name) FROM bdc.dealership d
WHERE NOT EXISTS (SELECT 1 FROM bdc.head h WHERE h.dealership = d.dealership)
"""
_LOOSE_ENDS = """
SELECT 'entry ' || e.id || ' has no seal' FROM bdc.entry e WHERE e.dealership = %(d)s AND NOT EXISTS (
    SELECT 1 FROM bdc.seal s JOIN bdc.head h ON h.dealership = s.dealership AND h.chain = s.chain
    WHERE s.dealership = e.dealership AND s.entry = e.id)
UNION ALL
SELECT 'details of entry ' || d.entry || ', which is missing' FROM bdc.detail d WHERE d.dealership = %(d)s
    AND NOT EXISTS (SELECT 1 FROM bdc.entry e WHERE e.dealership = d.dealership AND e.id = d.entry)
UNION ALL
SELECT 'desk ' || desk || ': an entry before its ' || desk_seq || ' is missing' FROM (
    SELECT desk, desk_seq, lag(desk_seq, 1, 0::bigint) OVER (PARTITION BY desk ORDER BY desk_seq) AS before FROM (
        SELECT desk, desk_seq FROM bdc.entry WHERE dealership = %(d)s
        UNION ALL SELECT desk, desk_seq FROM bdc.replaced WHERE dealership = %(d)s) AS written) AS told
WHERE desk_seq <> before + 1
UNION ALL
SELECT format('desk %%s handed in %%s entries, the newest there is its %%s', d.desk, d.last_seq, w.newest)
FROM bdc.desk d, LATERAL (SELECT greatest(
    (SELECT max(desk_seq) FROM bdc.entry e WHERE e.dealership = d.dealership AND e.desk = d.desk),
    (SELECT max(desk_seq) FROM bdc.replaced r WHERE r.dealership = d.dealership AND r.desk = d.desk), 0
    ) AS newest) AS w
WHERE d.dealership = %(d)s AND d.last_seq <> w.newest
UNION ALL
SELECT 'details of entry ' || e.id || ' are missing' FROM bdc.entry e
WHERE e.dealership = %(d)s AND bdc.fields(e.content)->>'details' IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM bdc.detail d WHERE d.dealership = e.dealership AND d.entry = e.id)
UNION ALL
SELECT 'the archived mail or file ' || a.sha256 || ' is not what it was' FROM bdc.archive a
WHERE a.dealership = %(d)s AND a.sha256 <> encode(sha256(a.content), 'hex')
UNION ALL
SELECT 'the head''s hash is not that of the newest seal' FROM bdc.head h
JOIN bdc.seal s ON s.dealership = h.dealership AND s.chain = h.chain AND s.no = h.no
WHERE h.dealership = %(d)s AND s.hash <> h.hash
UNION ALL
SELECT DISTINCT 'the chain ' || s.chain || ' was never opened' FROM bdc.seal s WHERE s.dealership = %(d)s
    AND NOT EXISTS (SELECT 1 FROM bdc.chain c WHERE c.dealership = s.dealership AND c.chain = s.chain)
"""
_MARKS = """
SELECT d.desk, d.mark, d.mark_hash FROM bdc.desk d JOIN bdc.head h ON h.dealership = d.dealership
WHERE d.dealership = %s AND d.mark_chain = h.chain AND d.mark > 0
"""
_RECOVER = """SELECT bdc.continue_chain(%s, %s)"""
_VERIFY_PAGE = """
SELECT s.no, s.entry, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash, d.salt, d.content, e.content,
    e.id, e.dealership, e.lead, e.round, e.kind, e.agent, e.desk, e.desk_seq, e.at, e.seen, e.policy
FROM bdc.seal s
LEFT JOIN bdc.entry e ON e.dealership = s.dealership AND e.id = s.entry
LEFT JOIN bdc.detail d ON d.dealership = s.dealership AND d.entry = s.entry
WHERE s.dealership = %s AND s.chain = %s AND s.no > %s ORDER BY s.no LIMIT %s
"""


def sql_text(file: str) -> str:
    """A text of the shared schema, as it is installed."""
    return (files("bdc_desk.storage.shared") / "sql" / file).read_text(encoding="utf-8")
