"""The reader on a bad line: cut anywhere, silent, down and up again; no lead is lost or doubled by it."""

import random
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from bdc_desk.clock import SystemClock
from bdc_desk.intake.values import SourceState
from bdc_desk.mail_server import line
from tests.helpers.odd_imap import ShortLine
from tests.helpers.proxy import Line, Proxy, bad_network
from tests.intake.mailbox.conftest import Mailbox, arrivals, deliveries, enquiries

MAILS = 6
NAMES = [f"Pat Sample{number}" for number in range(MAILS)]


@pytest.fixture
def proxy(mailbox: Mailbox) -> Iterator[Proxy]:
    with bad_network(mailbox.server.port) as network:
        yield network


def look_until_all_is_here(mailbox: Mailbox, port: int) -> None:
    """Looks of one reader until one goes well, and what must be true then."""
    reader = mailbox.reader(port)
    for _ in range(5):
        if reader.read(mailbox.clock.now()).state is SourceState.WAITING:
            break
    assert reader.status.state is SourceState.WAITING
    assert sorted(enquiries(mailbox.staff.ana)) == NAMES
    assert mailbox.server.unseen() == []
    assert [one.result for one in deliveries(mailbox.staff.ana)] == ["new lead"] * MAILS


@pytest.mark.parametrize("seed", range(12))
def test_cut_while_the_desk_speaks(mailbox: Mailbox, proxy: Proxy, seed: int) -> None:
    for number in range(MAILS):
        mailbox.deliver(number)
    proxy.cut_after(random.Random(seed).randrange(900))
    look_until_all_is_here(mailbox, proxy.port)


@pytest.mark.parametrize("seed", range(12))
def test_cut_while_the_server_speaks(mailbox: Mailbox, seed: int) -> None:
    for number in range(MAILS):
        mailbox.deliver(number)
    with closing(ShortLine(mailbox.server.port, random.Random(seed).randrange(1, 5000))) as short:
        look_until_all_is_here(mailbox, short.port)
        assert short.cuts == 1


def test_a_mail_over_which_the_line_is_always_lost_holds_up_nobody(mailbox: Mailbox) -> None:
    reader = mailbox.reader()
    reader.read(mailbox.clock.now())
    for number in range(3):
        mailbox.deliver(number)
    mailbox.server.hangs_up = lambda said: said.startswith("UID FETCH 101") and "BODY" in said
    states = [reader.read(mailbox.clock.now()).state for _ in range(12)]
    assert states == [SourceState.FAILED] * 10 + [SourceState.WAITING] * 2
    assert enquiries(mailbox.staff.ana) == NAMES[1:3]
    assert "lost over it again and again" in deliveries(mailbox.staff.ana)[-1].faults[0]
    assert reader.status.failed == 1


def test_the_server_is_down_and_comes_up_again(mailbox: Mailbox) -> None:
    reader = mailbox.reader()
    mailbox.deliver(0)
    reader.read(mailbox.clock.now())
    mailbox.server.close()
    status = reader.read(mailbox.clock.now())
    assert status.state is SourceState.FAILED
    assert "It is tried again." in status.why
    assert "Check the port" not in status.why  # the settings did well before
    assert status.last_read_at == mailbox.clock.now()
    mailbox.server.restart()
    mailbox.deliver(1)
    status = reader.read(mailbox.clock.now())
    assert (status.state, status.why, status.found) == (SourceState.WAITING, "", 2)


def test_a_connection_that_died_between_two_looks_is_made_anew_at_once(
    mailbox: Mailbox, proxy: Proxy
) -> None:
    reader = mailbox.reader(proxy.port)
    reader.read(mailbox.clock.now())
    proxy.cut()  # as after the sleep of a laptop, or by a router
    mailbox.deliver(0)
    assert reader.read(mailbox.clock.now()).found == 1


def test_a_silent_line_is_noticed(mailbox: Mailbox, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line.Line.__init__, "__kwdefaults__", {"connect_seconds": 0.3, "answer_seconds": 0.3})
    reader = mailbox.reader(proxy.port)
    reader.read(mailbox.clock.now())
    mailbox.deliver(0)
    proxy.set(Line.HALF_OPEN)
    status = reader.read(mailbox.clock.now())
    assert status.state is SourceState.FAILED
    proxy.set(Line.WELL)
    proxy.cut()
    assert reader.read(mailbox.clock.now()).found == 1


def test_stop_ends_a_look_whose_server_does_not_answer(mailbox: Mailbox, proxy: Proxy) -> None:
    """With the patience of real connections: 30 seconds for an answer."""
    mailbox.deliver(0)
    silent = threading.Event()

    def at(point: str) -> None:
        if point == "fetched":
            proxy.set(Line.HALF_OPEN)
            silent.set()

    reader = mailbox.reader(proxy.port, at=at)
    thread = threading.Thread(target=lambda: reader.read(mailbox.clock.now()))
    thread.start()
    assert silent.wait(10)
    thread.join(0.3)
    clock = SystemClock()
    began = clock.elapsed()
    reader.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert clock.elapsed() - began < 2
    proxy.set(Line.WELL)
    assert mailbox.read().state is SourceState.WAITING
    assert len(arrivals(mailbox.staff.ana)) == 1
    assert mailbox.server.unseen() == []
