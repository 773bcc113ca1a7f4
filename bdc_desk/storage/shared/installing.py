"""Setting the shared database up, and bringing it up to this version: roles, schema, functions, rights."""

from importlib.resources import files

from psycopg import sql

from bdc_desk.storage.shared.faults import ServerHere, translated
from bdc_desk.storage.shared.owning import AGENT, OWNER, OwnerConnection
from bdc_desk.storage.shared.shared import VERSION

OLDEST_SERVER = 160000
ONCE = ("0001_tables.sql", "0002_erased.sql")
"""Run once each, in this order: the place in it is the schema's version."""
ALWAYS = ("identity.sql", "gate.sql", "erased.sql", "push.sql", "claims.sql", "guards.sql", "rights.sql")
"""Put in anew each time."""
WAIT_NO_LONGER = "SET LOCAL lock_timeout = '10s'"
"""Whoever reads in an open transaction must not stop everybody behind this."""
_INIT_LOCK = 0x42444344
_VERSIONS = """
CREATE TABLE IF NOT EXISTS bdc.schema_version (
    version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now()
)
"""


class Installing(OwnerConnection):
    """`shared init`."""

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
            run(WAIT_NO_LONGER)
            run("SELECT pg_advisory_xact_lock(%s)", (_INIT_LOCK,))
            done += self._roles()
            name = self.connection.info.dbname
            if not self._value("SELECT 1 FROM pg_namespace WHERE nspname = 'bdc'"):
                run(sql.SQL("CREATE SCHEMA bdc AUTHORIZATION {}").format(sql.Identifier(OWNER)))
                done.append("The schema bdc was made.")
            run(sql.SQL("REVOKE TEMPORARY, CREATE ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
            run(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(OWNER)))
            run(_VERSIONS)
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


def sql_text(file: str) -> str:
    """A text of the shared schema, as it is installed."""
    return (files("bdc_desk.storage.shared") / "sql" / file).read_text(encoding="utf-8")
