"""A trial of a server that says nothing ends at once when nobody waits for it any more."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from bdc_desk.contact.mail_out.check import check_mail_out
from bdc_desk.contact.mail_out.results import Sent
from bdc_desk.contact.mail_out.sending import send_test
from bdc_desk.intake.mailbox.check import check_mailbox
from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.operations.mail_out_settings import MailOutSettings
from tests.helpers.desks import MONDAY

Trial = Callable[[int, Cancelled], object]


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def mail_out(port: int) -> MailOutSettings:
    return MailOutSettings(
        host="127.0.0.1", sender="sales@northgate.example.test", port=port, security="none"
    )


def try_mailbox(port: int, cancelled: Cancelled) -> object:
    settings = MailboxSettings(name="sales", host="127.0.0.1", login="sales", port=port, security="none")
    return check_mailbox(settings, "secret", cancelled=cancelled)[-1].ok


def try_server(port: int, cancelled: Cancelled) -> object:
    return check_mail_out(mail_out(port), None, cancelled=cancelled)[-1].ok


def try_mail(port: int, cancelled: Cancelled) -> object:
    return isinstance(send_test(mail_out(port), None, "me@example.test", MONDAY, cancelled=cancelled), Sent)


@pytest.mark.parametrize("trial", [try_mailbox, try_server, try_mail])
@pytest.mark.timeout(10)
def test_a_silent_server_is_left_at_once(silent: socket.socket, trial: Trial) -> None:
    cancelled, found = Cancelled(), []
    running = threading.Thread(target=lambda: found.append(trial(silent.getsockname()[1], cancelled)))
    running.start()
    taken, _ = silent.accept()
    with taken:
        cancelled.set()
        running.join()
    assert found == [False]


@pytest.mark.parametrize("trial", [try_mailbox, try_server, try_mail])
@pytest.mark.timeout(10)
def test_one_that_was_cancelled_before_does_not_begin(silent: socket.socket, trial: Trial) -> None:
    cancelled = Cancelled()
    cancelled.set()
    assert trial(silent.getsockname()[1], cancelled) is False


def test_what_ends_is_told_once() -> None:
    cancelled = Cancelled()
    told: list[str] = []
    cancelled.ends_with(lambda: told.append("one"))
    for _ in range(2):
        cancelled.set()
    cancelled.ends_with(lambda: told.append("late"))
    assert (told, cancelled.is_set()) == (["one", "late"], True)
