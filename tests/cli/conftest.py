"""Commands run in this process, on a profile of the test's own, at a moment that the test gives."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bdc_desk import secret_store
from bdc_desk.cli import import_leads, opening, restore_backup, run_demo, run_window, set_up_profile
from bdc_desk.cli.checks import backups as backups_check
from bdc_desk.cli.main import main
from bdc_desk.clock import FixedClock
from bdc_desk.settings import VARIABLE
from bdc_desk.storage.shared.address import Address
from tests.helpers.desks import MONDAY, Staffed, staffed
from tests.helpers.postgres import LOOPBACK, PostgresServer, running

TELL_TIME = (opening, import_leads, restore_backup, backups_check)
"""Modules of commands that ask the clock."""


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


class Commands:
    """Runs commands on the profile in `folder`."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], clock: FixedClock) -> None:
        self.folder, self.capsys, self.clock = folder, capsys, clock

    def __call__(self, *argv: str, profile: bool = True) -> Said:
        self.capsys.readouterr()
        try:
            code = main([*argv, *(("--profile", str(self.folder)) if profile else ())])
        except SystemExit as end:  # argparse ends so
            code = int(end.code or 0)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def set_up(self, *more: str) -> Said:
        return self(
            "setup", "--name", "Harbour Motors", "--country", "GB", "--zone", "Europe/London",
            "--hours", "09:00-21:00", "--person", "Ana Cruz", *more,
        )  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A profile that is not there yet; nobody sits at the terminal."""
    clock = FixedClock(MONDAY)
    for module in (*TELL_TIME, set_up_profile, run_window, run_demo):
        monkeypatch.setattr(module, "SystemClock", lambda: clock)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setenv("COLUMNS", "110")
    return Commands(tmp_path / "profile", capsys, clock)


@pytest.fixture
def desk(run: Commands) -> Iterator[Staffed]:
    """The profile is set up and three people work there; the commands tell its time."""
    run.folder.mkdir()
    with staffed(run.folder) as here:
        run.clock = here.clock
        with pytest.MonkeyPatch.context() as patch:
            for module in TELL_TIME:
                patch.setattr(module, "SystemClock", lambda: here.clock)
            yield here


BOSS, BOSS_PASSWORD = "boss", "of the boss"
"""Owns the shared database: no superuser, but may create roles."""


class Terminal(io.StringIO):
    """Somebody sits there; what it was made with is what the person types."""

    def isatty(self) -> bool:
        return True


@dataclass
class Keyring:
    """A keyring that keeps secrets."""

    kept: dict[str, str] = field(default_factory=dict)

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get(account)

    def set_password(self, service: str, account: str, password: str) -> None:
        self.kept[account] = password

    def delete_password(self, service: str, account: str) -> None:
        del self.kept[account]


class Office:
    """A team that begins with an empty database: its owner's commands, and desks that join by command."""

    def __init__(
        self,
        server: PostgresServer,
        database: str,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        patch: pytest.MonkeyPatch,
    ) -> None:
        self.server, self.database, self.keyring = server, database, Keyring()
        self._folder, self._capsys, self._patch = folder, capsys, patch

    def address(self, login: str) -> str:
        return str(Address(LOOPBACK, self.database, login, self.server.port))

    def desk(self, name: str) -> Commands:
        """The commands of somebody's profile; whatever they ask is not answered."""
        return Commands(self._folder / name, self._capsys, FixedClock(MONDAY))

    def owner(self, *argv: str, profile: str = "owner") -> Said:
        """A command of the database's owner, the password from the environment."""
        with self._patch.context() as patch:
            patch.setenv("PGPASSWORD", BOSS_PASSWORD)
            return self.desk(profile)("shared", *argv, "--database", self.address(BOSS))

    def types(self, *lines: str) -> None:
        """What the next command finds on its standard input, where no person sits."""
        text = "".join(f"{line}\n" for line in lines)
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    def sits(self, *secrets: str, answer: str = "") -> None:
        """Somebody sits at the terminal, types these secrets unseen, and answers a question."""
        told = list(secrets)
        self._patch.setattr(sys, "stdin", Terminal(f"{answer}\n" if answer else ""))
        self._patch.setattr("getpass.getpass", lambda _question: told.pop(0))

    def begin(self) -> None:
        """The database is set up, and a dealership that is open round the clock begins."""
        assert self.owner("init").code == 0
        said = self.owner(
            "add-dealership", "--name", "Harbour Motors", "--country", "GB", "--zone", "Europe/London",
            "--hours", "00:00-24:00",
        )  # fmt: skip
        assert said.code == 0, said.err

    def person(self, name: str, role: str = "salesperson", *more: str) -> str:
        """Somebody gets a login; the first password."""
        return first_password(self.owner("add-person", name, "--role", role, *more))

    def join(self, login: str, first: str, profile: str = "") -> Said:
        """The person joins from a profile, with a password of their own."""
        self.types(first, f"own secret of {login}")
        said = self.desk(profile or login)("join", self.address(login))
        self.types()
        return said


def first_password(said: Said) -> str:
    """The first password that a command told."""
    assert said.code == 0, said.err
    return next(line.split()[-1] for line in said.out.splitlines() if "first password  " in line)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server of the newest version with the owner-to-be of shared databases."""
    with running() as server:
        with server.connect() as plain:
            plain.execute(f"CREATE ROLE {BOSS} LOGIN CREATEROLE PASSWORD '{BOSS_PASSWORD}'")
        yield server


NUMBERS = count(1)


@pytest.fixture
def office(
    postgres: PostgresServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Office]:
    """An empty database of the owner's, thrown away with every role that was made."""
    name = f"office_{next(NUMBERS)}"
    for variable in (
        VARIABLE,
        "PGHOST",
        "PGPORT",
        "PGDATABASE",
        "PGUSER",
        "PGPASSWORD",
        "PGSSLMODE",
        "PGSSLROOTCERT",
    ):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    monkeypatch.setenv("COLUMNS", "110")
    with postgres.connect() as plain:
        plain.execute(f"CREATE DATABASE {name} OWNER {BOSS}")
    here = Office(postgres, name, tmp_path, capsys, monkeypatch)
    here.types()
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: here.keyring)
    try:
        yield here
    finally:
        with postgres.connect() as plain:
            plain.execute(f"DROP DATABASE {name} WITH (FORCE)")
            made = plain.execute(
                "SELECT rolname FROM pg_roles WHERE NOT starts_with(rolname, 'pg_') "
                "AND rolname NOT IN ('postgres', %s) ORDER BY starts_with(rolname, 'bdc_'), rolname", (BOSS,)
            ).fetchall()  # fmt: skip
            for (role,) in made:
                plain.execute(f'DROP ROLE "{role}"')
