"""The sync as it runs, in its own thread, on a network that is switched off and on."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.clock import SystemClock
from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.storage.shared.address import Address
from bdc_desk.sync.team import Team
from bdc_desk.sync.values import Link, SyncStatus
from tests.helpers.chaos import BehindProxy, settle
from tests.helpers.desks import draft
from tests.helpers.journal import Journal, faults
from tests.helpers.postgres import LOOPBACK, NOBODY, _free_port
from tests.helpers.proxy import Line, Proxy, Statement, bad_network, statements
from tests.helpers.teams import Member, TeamDatabase, password_of

LIMIT = 15.0
"""Seconds for what takes a second on a machine that does nothing else."""
QUICKLY = 3.0
CLOCK = SystemClock()


class Watched:
    """A desk whose sync runs, and all that it said."""

    def __init__(self, member: Member, **options: Any) -> None:
        self.member = member
        self.team: Team = member.made(**options)
        self.said: list[SyncStatus] = []
        self.changed: set[str] = set()
        self._condition = threading.Condition()

    def start(self) -> None:
        self.team.start(self._status, self._changes)

    def _status(self, status: SyncStatus) -> None:
        with self._condition:
            self.said.append(status)
            self._condition.notify_all()

    def _changes(self, changes: Changes) -> None:
        with self._condition:
            self.changed |= changes.leads
            self._condition.notify_all()

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until it is so, with a limit; asked anew when the desk says something, and now and then."""
        with self._condition:
            for _ in range(int(LIMIT / 0.05)):
                if self._condition.wait_for(is_so, 0.05):
                    return
            assert self._condition.wait_for(is_so, LIMIT), "\n".join(
                f"{one.link} {one.waiting} {one.why}" for one in self.said[-6:]
            )

    def until_link(self, link: Link, waiting: int | None = None) -> None:
        self.until(
            lambda: (
                bool(self.said) and self.said[-1].link is link and waiting in {None, self.said[-1].waiting}
            )
        )

    def links(self) -> list[Link]:
        """The states of the link in their order, each once."""
        found: list[Link] = []
        for status in self.said:
            if found[-1:] != [status.link]:
                found.append(status.link)
        return found


@pytest.fixture
def proxy(shared: TeamDatabase) -> Iterator[Proxy]:
    with bad_network(shared.team.server.port) as network:
        yield network


@pytest.fixture
def watched(shared: TeamDatabase, proxy: Proxy, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Makes desks behind the bad network, stopped and closed at the end."""
    behind = BehindProxy(shared, proxy)
    with ExitStack() as stack:

        def make(login: str, **options: Any) -> Watched:
            member = stack.enter_context(closing(Member(behind, login, tmp_path / f"{login}.sqlite")))
            desk = Watched(member, **options)
            stack.callback(desk.team.stop)
            desk.start()
            desk.until_link(Link.SYNCED)
            return desk

        yield make
        proxy.set()


def arrive(desk: Watched, number: int = 1) -> str:
    lead = receive_lead(desk.member.desk, draft(number, arrived_at=desk.member.desk.clock.now())).lead
    desk.team.wake()
    return lead


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The block takes no longer."""
    began = CLOCK.elapsed()
    yield
    took = CLOCK.elapsed() - began
    assert took < seconds, f"took {took:.1f} s"


@pytest.mark.parametrize(
    "options",
    [{"poll": None, "listens": True}, {"poll": timedelta(seconds=0.2), "listens": False}],
    ids=["by LISTEN alone", "by the poll alone"],
)
def test_an_entry_is_seen_on_the_other_desk(watched: Callable[..., Watched], options: dict[str, Any]) -> None:
    kim, lee = watched("kim", **options), watched("lee", **options)
    there = arrive(kim)
    lee.until(lambda: there in lee.changed)
    threading.Event().wait(0.3)  # a dealership is woken four times a second at most; then the poll carries
    here = arrive(lee, 2)
    kim.until(lambda: here in kim.changed)


@pytest.mark.parametrize("when", ["idle", "asking", "connecting"])
def test_it_stops_at_once_while_the_line_is_half_open(
    watched: Callable[..., Watched], proxy: Proxy, when: str
) -> None:
    options: dict[str, Any] = {
        "idle": {"poll": None},
        "asking": {"poll": timedelta(seconds=0.1)},
        "connecting": {"poll": timedelta(seconds=0.1), "patience": 0.5},
    }[when]
    kim = watched("kim", **options)
    proxy.set(Line.HALF_OPEN)
    if when == "connecting":
        kim.until_link(Link.OFFLINE)
        kim.until(lambda: kim.team._is_connecting)
    elif when == "asking":
        threading.Event().wait(0.3)
    with within(QUICKLY):
        kim.team.stop()
    proxy.cut()  # what was left connecting ends with it
    for thread in threading.enumerate():
        if thread.name == "sync":
            thread.join(LIMIT)


def test_work_without_the_server_does_not_keep_the_desk_from_finding_back(
    watched: Callable[..., Watched], proxy: Proxy
) -> None:
    """Whoever writes more often than the desk tries again is connected all the same."""
    kim = watched("kim", poll=timedelta(seconds=0.2))
    lead = arrive(kim)
    kim.until(lambda: not _waits(kim.member))
    proxy.set(Line.DEAD)
    kim.until_link(Link.OFFLINE)
    proxy.set()
    for number in range(40):
        lead_work.write_note(kim.member.desk, lead, f"note {number}")
        kim.team.wake()
        threading.Event().wait(0.1)
        if kim.said[-1].link is Link.SYNCED:
            return
    pytest.fail("the desk stays offline for as long as somebody works at it")


def test_it_finds_back_after_the_server_was_killed(
    watched: Callable[..., Watched], shared: TeamDatabase
) -> None:
    kim = watched("kim", poll=timedelta(seconds=0.2))
    lead = arrive(kim)
    kim.until(lambda: not _waits(kim.member))
    shared.team.server.kill()
    try:
        kim.until_link(Link.OFFLINE)
        for text in ("one", "two"):
            lead_work.write_note(kim.member.desk, lead, text)
        kim.until_link(Link.OFFLINE, 2)
    finally:
        shared.team.server.start()
    kim.until_link(Link.SYNCED, 0)
    assert kim.links()[-3:] == [Link.SYNCED, Link.OFFLINE, Link.SYNCED]
    assert all(status.why for status in kim.said if status.link is Link.OFFLINE)


def test_a_claim_that_hangs_is_answered_offline_and_blocks_nobody(
    watched: Callable[..., Watched], proxy: Proxy
) -> None:
    kim = watched("kim")
    lead = arrive(kim)
    kim.until(lambda: not _waits(kim.member))
    assert kim.team.claim(lead).granted
    proxy.set(Line.HALF_OPEN)
    answers = []
    asking = threading.Thread(target=lambda: answers.append(kim.team.claim(lead)))
    with within(QUICKLY):
        asking.start()
        with within(1.0):
            lead_work.write_note(kim.member.desk, lead, "written meanwhile")
        asking.join(LIMIT)
    assert answers[0].offline
    with within(QUICKLY):  # and the next, which has no connection any more
        assert kim.team.claim_next([lead]).offline
    with within(QUICKLY):
        kim.team.stop()


def test_a_transaction_that_a_colleague_left_open_holds_nobody_up_for_long(
    watched: Callable[..., Watched], shared: TeamDatabase
) -> None:
    """The shared database ends it after five seconds."""
    kim, lee = watched("kim"), watched("lee")
    lead = arrive(kim)
    lee.until(lambda: lead in lee.changed)
    with lee.member.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    with closing(shared.plain("lee")) as plain:  # the shared database will hang up on it
        plain.execute("BEGIN")
        plain.execute("SELECT * FROM bdc.push(%s, '{}', '{}', '{}', '{}')", (identity.desk,))
        lead_work.write_note(kim.member.desk, lead, "while the log is locked")
        kim.team.wake()
        with within(1.5):
            assert lee.team.claim(lead).granted
        lead_work.write_note(lee.member.desk, lead, "and this")
        lee.team.wake()
        for desk in (kim, lee):
            desk.until(lambda desk=desk: desk.said[-1].waiting == 0 and desk.said[-1].link is Link.SYNCED
                       and not _waits(desk.member))  # fmt: skip


def _waits(member: Member) -> int:
    with member.store.snapshot() as snapshot:
        return snapshot.waiting_count()


def session_state(said: list[Statement]) -> list[Statement]:
    """Statements that leave something behind in the session, or need what another left there."""
    marks = ("SET ", "PREPARE", "TEMP", "ADVISORY", "DISCARD", "RESET", "DECLARE", "BEGIN", "UNLISTEN")
    return [one for one in said if one.name or any(mark in one.text.upper() for mark in marks)]


def test_no_session_state_is_used_but_listen_where_it_is_asked_for(
    watched: Callable[..., Watched], proxy: Proxy
) -> None:
    """Read off the wire, so nothing is missed that any connection sent."""
    kim, lee = watched("kim"), watched("lee", listens=False)
    lead = arrive(kim)
    lee.until(lambda: lead in lee.changed)
    assert kim.team.claim(lead).granted
    assert not lee.team.claim_next([lead]).granted
    for number in range(12):  # a driver that prepares by itself does so after a few
        lead_work.write_note(kim.member.desk, lead, f"note {number}")
        kim.team.wake()
        kim.until(lambda: not _waits(kim.member))
    said = [statements(bytes(sent)) for sent in proxy.records]
    listening = [one for session in said for one in session if one.text.upper().startswith("LISTEN")]
    assert len(listening) == 1
    assert sum(len(session) for session in said) > 30
    assert any("bdc.push(" in one.text for session in said for one in session)
    assert [one for session in said for one in session_state(session)] == []


@pytest.mark.parametrize(
    "text", ["SET x = 1", "SELECT pg_advisory_lock(1)", "CREATE TEMP TABLE t ()", "PREPARE p AS SELECT 1"]
)
def test_session_state_would_be_found(text: str) -> None:
    body = text.encode() + b"\x00"
    sent = b"\x00\x00\x00\x08\x04\xd2\x16\x2fQ" + (len(body) + 4).to_bytes(4, "big") + body
    assert session_state(statements(sent)) == [Statement(text)]


@contextmanager
def pooled(shared: TeamDatabase) -> Iterator[int]:
    """A PgBouncer in transaction mode before the server, two connections a login; its port."""
    program = shutil.which("pgbouncer")
    if program is None:
        pytest.skip("pgbouncer is not installed")
    port, folder = _free_port(), Path(tempfile.mkdtemp(prefix="bdc-pool-"))
    folder.chmod(0o755)
    users = "".join(f'"{login}" "{password_of(login)}"\n' for login in ("kim", "lee"))
    (folder / "users").write_text(users, encoding="utf-8")
    (folder / "ini").write_text(
        f"[databases]\n{shared.name} = host={LOOPBACK} port={shared.team.server.port} dbname={shared.name}\n"
        f"[pgbouncer]\nlisten_addr = {LOOPBACK}\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {folder / 'users'}\n"
        "pool_mode = transaction\ndefault_pool_size = 2\n",
        encoding="utf-8",
    )
    nobody = {"user": NOBODY, "group": "nogroup"} if os.geteuid() == 0 else {}
    with (folder / "log").open("wb") as log:
        pool = subprocess.Popen([program, str(folder / "ini")], stdout=log, stderr=log, cwd=folder, **nobody)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
                break
            assert pool.poll() is None, (folder / "log").read_text(encoding="utf-8")
            threading.Event().wait(0.05)
        yield port
    finally:
        pool.kill()
        pool.wait(10)
        shutil.rmtree(folder)


class Pooled(TeamDatabase):
    """A shared database that desks reach through a pool."""

    def __init__(self, shared: TeamDatabase, port: int) -> None:
        super().__init__(shared.team, shared.name)
        self._port = port

    def address(self, login: str) -> Address:
        return replace(super().address(login), port=self._port)


def test_it_works_through_pgbouncer_in_transaction_mode(shared: TeamDatabase, tmp_path: Path) -> None:
    """Six desks on two connections a login; LISTEN brings nothing there, and the poll carries."""
    with pooled(shared) as port, ExitStack() as stack:
        behind = Pooled(shared, port)
        desks = []
        for number in range(6):
            login = ("kim", "lee")[number % 2]
            member = stack.enter_context(closing(Member(behind, login, tmp_path / f"{number}.sqlite")))
            desks.append(Watched(member, poll=timedelta(seconds=0.2)))
            stack.callback(desks[-1].team.stop)
            desks[-1].start()
        journals = [Journal() for _ in desks]
        leads = []
        for number, (desk, journal) in enumerate(zip(desks, journals, strict=True), start=1):
            desk.until_link(Link.SYNCED)
            leads.append(arrive(desk, number))
            journal.note(desk.member.store)
        for desk in desks:
            desk.until(lambda desk=desk: set(leads) <= desk.changed | _own_leads(desk))
        granted = [desk.team.claim_next(leads) for desk in desks]
        assert len({answer.lead for answer in granted if answer.granted}) == len(leads)
        for desk in desks:
            desk.team.stop()
        members = [desk.member for desk in desks]
        settle([member.sync for member in members], [member.desk for member in members])
        named = [f"desk {number}" for number in range(6)]
        assert faults(
            shared,
            members[0].dealership,
            dict(zip(named, (member.desk for member in members), strict=True)),
            dict(zip(named, journals, strict=True)),
        ) == []  # fmt: skip


def _own_leads(desk: Watched) -> set[str]:
    with desk.member.store.snapshot() as snapshot:
        return {row.lead for row in snapshot.lead_rows()}
