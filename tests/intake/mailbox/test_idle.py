"""Waiting for news at the server."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.clock import ShiftedClock, SystemClock
from bdc_desk.intake.mailbox import idle
from bdc_desk.intake.mailbox.connection import Connection
from bdc_desk.intake.mailbox.idle import MailboxNews
from bdc_desk.mail_server import line
from bdc_desk.operations.intake_settings import MailboxSettings
from tests.helpers.imap import (
    LOGIN,
    LOOPBACK,
    PASSWORD,
    SEEN,
    ImapServer,
    certificate,
    imap_server,
    mail,
    settings_for,
)
from tests.helpers.odd_imap import OddServer
from tests.helpers.proxy import Line, bad_network
from tests.intake.mailbox.conftest import Mailbox, enquiries

LONG = 20.0
CAPABLE = "* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n"
AT = datetime.fromisoformat("2026-03-02T10:00:00+00:00")


class Bell:
    """Hears the rings of a MailboxNews."""

    def __init__(self, server: ImapServer, port: int | None = None, **how: Any) -> None:
        self.server = server
        self.rings = threading.Semaphore(0)
        self.clock = ShiftedClock(SystemClock(), timedelta())
        told: dict[str, Any] = {"password_of": lambda _: PASSWORD, "clock": self.clock, "slice_": 0.1, **how}
        self.news = MailboxNews(settings_for(server, port), ring=self.rings.release, **told)

    def heard_of(self, mail: bytes) -> bool:
        """Whether it rings when this mail comes."""
        self.server.wait_for_idle()
        self.server.append(mail) if self.server.tls == "none" else self.server.deliver(mail, AT)
        return self.heard()

    def heard(self, within: float = LONG) -> bool:
        return self.rings.acquire(timeout=within)

    def begin(self) -> None:
        """Start, and wait until the server would tell."""
        self.news.start()
        assert self.news.is_waiting.wait(LONG)
        assert self.heard()  # rings once for what came before


@pytest.fixture
def bell(server: ImapServer) -> Iterator[Bell]:
    one = Bell(server)
    yield one
    assert one.news.stop()


def test_a_mail_that_comes_rings(server: ImapServer, bell: Bell) -> None:
    bell.begin()
    assert bell.heard_of(mail(1))


def test_a_live_delivery_becomes_a_lead(mailbox: Mailbox) -> None:
    """The bell, the reader and the server together, as the service ties them."""
    bell, reader = Bell(mailbox.server), mailbox.reader()
    bell.begin()
    reader.read(mailbox.clock.now())
    for number in range(3):
        assert bell.heard_of(mail(number))
        while f"Pat Sample{number}" not in enquiries(mailbox.staff.ana):
            reader.read(mailbox.clock.now())
    assert bell.news.stop()
    assert mailbox.server.unseen() == []


def test_flags_and_deletions_do_not_ring(server: ImapServer, bell: Bell) -> None:
    """The reader's own marking must not wake the reader: that would never end."""
    uid = server.deliver(mail(1), AT)
    bell.begin()
    with server.client() as person:
        person.select("INBOX")
        server.wait_for_idle()
        person.uid("STORE", str(uid), "+FLAGS", f"({SEEN})")
    assert not bell.heard(0.4)
    assert bell.heard_of(mail(2))


def test_over_an_encrypted_line(tmp_path: Path) -> None:
    path, trust = certificate(tmp_path)
    with imap_server(tls="tls", certificate=path) as server:
        bell = Bell(server, trust=trust)
        bell.begin()
        for number in range(3):
            assert bell.heard_of(mail(number))
        assert bell.news.stop()


@pytest.mark.parametrize(
    ("news", "rings"),
    [
        ("* OK Still here\r\n* 5 EXISTS\r\n", 2),
        ("* 5 FETCH (FLAGS (\\Seen))\r\n* 2 EXPUNGE\r\n* 0 RECENT\r\n* OK Still here\r\n", 1),
    ],
)
def test_waitingthat_come_in_one_piece_with_the_beginning_are_heard(news: str, rings: int) -> None:
    """Waiting by `select` alone misses them: they are in a buffer already, and the socket stays quiet."""
    ended, rung, rung_by_then = threading.Event(), list[None](), list[int]()

    def answer(asked: str) -> str:
        if asked == "DONE":
            rung_by_then.append(len(rung))
            ended.set()
            return "TAG OK done\r\n"
        return f"+ idling\r\n{news}" if asked == "IDLE" else CAPABLE

    server = OddServer("* OK ready\r\n", answer)
    settings = MailboxSettings("Leads", LOOPBACK, LOGIN, port=server.port, security="none")
    waiting = MailboxNews(
        settings, lambda _: PASSWORD, lambda: rung.append(None), clock=SystemClock(), renew=0.3, slice_=0.1
    )
    waiting.start()
    assert ended.wait(LONG)
    assert rung_by_then[0] == rings
    assert waiting.stop()
    server.close()


def test_it_is_renewed_in_time(server: ImapServer) -> None:
    bell = Bell(server, renew=0.2)
    bell.begin()
    for _ in range(3):
        assert bell.heard()  # each time it begins anew it rings
    assert bell.news.stop()
    assert server.heard.count("IDLE") >= 3
    assert server.heard.count("LOGIN") == 1


def test_after_the_sleep_of_a_laptop_it_is_renewed_at_once(server: ImapServer, bell: Bell) -> None:
    bell.begin()
    bell.clock.by = timedelta(hours=3)  # the wall clock went on, the monotonic one did not
    assert bell.heard()
    assert server.heard.count("IDLE") == 2


def test_a_line_that_died_in_its_sleep_is_made_anew(
    server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Connection, "__init__", impatient(Connection.__init__))
    monkeypatch.setattr(idle, "PATIENCE", (0.05,))
    with bad_network(server.port) as proxy:
        bell = Bell(server, proxy.port)
        bell.begin()
        proxy.set(Line.HALF_OPEN)  # nothing is noticed ...
        bell.clock.by = timedelta(hours=3)  # ... until it is asked whether the server is there
        while proxy.connections < 2:
            assert not bell.heard(0.1)
        proxy.set(Line.WELL)
        proxy.cut()
        assert bell.heard()
        assert bell.heard_of(mail(1))
        assert bell.news.stop()


def impatient(real: Callable[..., None]) -> Callable[..., None]:
    def init(self: Any, settings: Any, **how: Any) -> None:
        short = line.Line(settings.host, settings.port, connect_seconds=0.5, answer_seconds=0.5)
        real(self, settings, line=short, **how)

    return init


def test_cut_off_it_comes_back_with_growing_patience(
    server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "PATIENCE", (0.05, 0.1))
    with bad_network(server.port) as proxy:
        bell = Bell(server, proxy.port)
        bell.begin()
        proxy.set(Line.DEAD)
        assert not bell.heard(0.5)
        assert bell.news._failures >= 2
        proxy.set(Line.WELL)
        assert bell.heard()
        assert bell.news._failures == 0
        assert bell.news.stop()


def test_it_waits_only_while_it_may(server: ImapServer) -> None:
    may = threading.Event()
    bell = Bell(server, may_wait=may.is_set)
    bell.news.start()
    assert not bell.heard(0.3)
    assert "LOGIN" not in server.heard
    may.set()
    assert bell.heard()
    may.clear()  # a colleague's desk reads the mailbox now
    for _ in range(100):
        if not bell.news.is_waiting.wait(0) and "LOGOUT" in server.heard:
            break
        bell.heard(0.05)
    assert not bell.news.is_waiting.is_set()
    assert bell.news.stop()


def test_a_refused_password_is_tried_seldom(server: ImapServer) -> None:
    bell = Bell(server, password_of=lambda _: "wrong")
    bell.news.start()
    assert not bell.heard(0.5)
    assert bell.news.stop()
    assert server.heard.count("LOGIN") <= 1


def test_a_server_without_it_is_left_alone() -> None:
    with imap_server(idle=False) as server:
        bell = Bell(server)
        bell.news.start()
        assert not bell.heard(0.5)
        assert bell.news.stop()
        assert server.heard.count("LOGIN") <= 1
        assert "IDLE" not in server.heard


def test_it_ends_at_once_also_when_the_network_hangs(server: ImapServer) -> None:
    clock = SystemClock()
    with bad_network(server.port) as proxy:
        for way in (Line.WELL, Line.HALF_OPEN):
            bell = Bell(server, proxy.port)
            if way is Line.WELL:
                bell.begin()
            proxy.set(Line.HALF_OPEN)
            if way is Line.HALF_OPEN:
                bell.news.start()
                assert not bell.heard(0.3)
            began = clock.elapsed()
            assert bell.news.stop()
            assert clock.elapsed() - began < idle.ENDS_WITHIN
            proxy.set(Line.WELL)


def test_stopped_before_it_began(server: ImapServer) -> None:
    assert Bell(server).news.stop()
