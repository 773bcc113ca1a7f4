"""A team for tests: a shared database with a dealership and its people, desks that joined it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from bdc_desk.clock import Clock, ShiftedClock, SystemClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm
from bdc_desk.operations.shipped import default_policy
from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.admin import Admin
from bdc_desk.storage.shared.connection import connect
from bdc_desk.storage.shared.shared import Shared, change_password
from bdc_desk.storage.store import Store
from bdc_desk.sync.administering import add_person, begin_dealership
from bdc_desk.sync.claims import ClaimDesk
from bdc_desk.sync.exchange import Exchange
from bdc_desk.sync.joining import join, team_clock
from bdc_desk.sync.team import Team
from bdc_desk.sync.values import SyncStatus
from tests.helpers.postgres import LOOPBACK, NEWEST, OWNER, OWNER_PASSWORD, PostgresServer, running

TEMPLATE = "bdc_template"
FORM = SetupForm(
    name="Springfield Motors",
    country="GB",
    region="",
    zone="Europe/London",
    hours=dict.fromkeys(WEEKDAYS, ("00:00-24:00",)),
    person_name="",
)
"""Open and callable round the clock: the shared database's own time cannot be moved by a test."""
PEOPLE = (
    ("Kim Ro", "salesperson", "kim"),
    ("Lee Fox", "enquiry", "lee"),
    ("Max Orr", "manager", "max"),
    ("Pat Lin", "principal", "pat"),
)
ELSEWHERE = ("Zoe Bly", "salesperson", "zoe")
"""Works at another dealership of the same database."""


def password_of(login: str) -> str:
    """The password that the person chose."""
    return f"secret of {login}"


class TeamServer:
    """A PostgreSQL that has the template of a team's database."""

    def __init__(self, server: PostgresServer) -> None:
        """`server`: running, and empty. Logins are the server's, so they are made once."""
        self.server = server
        self._numbers = count(1)
        with server.connect() as plain:
            plain.execute(f"CREATE DATABASE {TEMPLATE}")
        with self.admin(TEMPLATE) as admin:
            admin.init()
            for form, people in ((FORM, PEOPLE), (_other(FORM), (ELSEWHERE,))):
                dealership = begin_dealership(admin, form, default_policy())
                for name, role, login in people:
                    first = add_person(admin, dealership, name, role, login)
                    with closing(connect(self.address(login, TEMPLATE), first.password)) as new:
                        change_password(new, password_of(login))

    def address(self, login: str, database: str) -> Address:
        """Where a person finds it."""
        return Address(LOOPBACK, database, login, self.server.port)

    @contextmanager
    def admin(self, database: str) -> Iterator[Admin]:
        """The owner's connection."""
        with closing(Admin(connect(self.address(OWNER, database), OWNER_PASSWORD))) as admin:
            yield admin

    @contextmanager
    def database(self) -> Iterator["TeamDatabase"]:
        """A new database with the two dealerships, thrown away at the end."""
        name = f"team_{next(self._numbers)}"
        with self.server.connect() as plain:
            plain.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        try:
            yield TeamDatabase(self, name)
        finally:
            with self.server.connect() as plain:
                plain.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class TeamDatabase:
    """One shared database."""

    def __init__(self, team: TeamServer, name: str) -> None:
        """Made by `TeamServer.database`."""
        self.team, self.name = team, name
        self._passed = timedelta()

    def address(self, login: str) -> Address:
        """Where a person finds it."""
        return self.team.address(login, self.name)

    def admin(self) -> Any:
        """The owner's connection, a context manager."""
        return self.team.admin(self.name)

    def pass_time(self, span: timedelta) -> None:
        """Let time pass on the shared database's clock."""
        self._passed += span
        with self.owner() as owner:
            owner.execute(
                "CREATE OR REPLACE FUNCTION bdc.now_micros() RETURNS bigint LANGUAGE sql VOLATILE "
                "SET search_path = pg_catalog, pg_temp AS $$ SELECT (extract(epoch FROM clock_timestamp()) "
                f"* 1000000)::bigint + {self._passed // timedelta(microseconds=1)} $$"
            )

    def put_back(self, dump: Path) -> None:
        """Restore a backup: the database is as it was when it was made."""
        with self.team.server.connect() as plain:
            plain.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
            plain.execute(f"CREATE DATABASE {self.name}")
        self.team.server.restore(self.name, dump)

    def plain(self, login: str) -> "psycopg.Connection[tuple[Any, ...]]":
        """A person's login over plain psycopg, as a hostile client has it. Close it (`with`)."""
        return self.team.server.connect(self.name, login, password_of(login))

    def owner(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """The superuser over plain psycopg."""
        return self.team.server.connect(self.name)


@contextmanager
def team_server(version: int = NEWEST) -> Iterator[TeamServer]:
    """A server with the template, stopped at the end."""
    with running(version) as server:
        yield TeamServer(server)


def _other(form: SetupForm) -> SetupForm:
    return SetupForm("Shelbyville Cars", form.country, form.region, form.zone, form.hours, "")


class Member:
    """A desk of a team in a test: its replica, its person, and the sync a step at a time or as it runs."""

    def __init__(
        self,
        shared: TeamDatabase,
        login: str,
        path: Path,
        clock: Clock | None = None,
        *,
        rejoin: bool = True,
    ) -> None:
        """Joins at once; `path` is the replica's file, new or known. `rejoin` False: a known one, as it
        is.
        """
        self.shared, self.login = shared, login
        self.store = Store.open(path)
        if rejoin:
            result = join(self.store, clock or SystemClock(), str(shared.address(login)), password_of(login))
            assert result.desk is not None, result.failed
            self.desk: Desk = result.desk
        else:
            with self.store.snapshot() as snapshot:
                known = snapshot.desk()
            assert known is not None
            self.desk = Desk(self.store, team_clock(self.store, clock or SystemClock()), str(known.person))
        with self.store.snapshot() as snapshot:
            identity = snapshot.desk()
        assert identity is not None
        self.dealership, self.desk_id = identity.dealership, identity.desk
        self.team = self.made()

    def made(self, **options: Any) -> Team:
        """Another sync of this desk, not started."""
        options = {"password": password_of(self.login), **options}
        return Team(self.desk, self.shared.address(self.login), **options)

    @contextmanager
    def connected(self, at: Callable[[str], None] = lambda _point: None) -> Iterator[tuple[Shared, Exchange]]:
        """A connection with its exchange."""
        team = self.made(at=at)
        try:
            yield team._open()
        finally:
            team.stop()

    def sync(self, at: Callable[[str], None] = lambda _point: None) -> SyncStatus:
        """One whole exchange; how the sync stands after it. Raises what the sync would tell."""
        team = self.made(at=at)
        try:
            shared, exchange = team._open()
            exchange.refill()
            team._cycle(shared, exchange)
            return team.status
        finally:
            team.stop()

    def pass_time(self, span: timedelta) -> None:
        """Let time pass at the shared database and at this desk; other desks hear of it with their next
        news.
        """
        self.shared.pass_time(span)
        assert isinstance(self.desk.clock, ShiftedClock)
        self.desk.clock.by += span

    def team_claims(self) -> ClaimDesk:
        """Claims over a connection of their own, closed with the member."""
        return self.team._claims

    def close(self) -> None:
        """Stop what runs and close the replica."""
        self.team.stop()
        self.store.close()

    def log(self) -> list[tuple[int, str, str]]:
        """The replica's chain: number, entry, verdict."""
        with self.store.snapshot() as snapshot:
            return snapshot._sql.rows(
                "SELECT no, entry, verdict FROM seal WHERE chain = (SELECT chain FROM this_desk) ORDER BY no"
            )


def log_of(shared: TeamDatabase, dealership: str) -> list[tuple[int, str, str]]:
    """The shared database's chain: number, entry, verdict."""
    with shared.owner() as owner:
        return owner.execute(
            "SELECT s.no, s.entry, s.verdict FROM bdc.seal s JOIN bdc.head h ON h.dealership = s.dealership "
            "AND h.chain = s.chain WHERE s.dealership = %s ORDER BY s.no", (dealership,)
        ).fetchall()  # fmt: skip
