"""Connecting and signing in, and what a person is told where it fails."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bdc_desk.clock import SystemClock
from bdc_desk.intake.mailbox.connection import Connection
from bdc_desk.mail_server.faults import MailFault, Stage
from bdc_desk.mail_server.line import Line
from bdc_desk.operations.intake_settings import MailboxSettings
from tests.helpers.imap import (
    LOGIN,
    LOOPBACK,
    PASSWORD,
    TOKEN,
    ImapServer,
    certificate,
    imap_server,
    settings_for,
)
from tests.helpers.odd_imap import OddServer

CAPABLE = "* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n"
GREETING = "* OK ready\r\n"


def failing(
    settings: MailboxSettings, secret: str = PASSWORD, trust: ssl.SSLContext | None = None
) -> MailFault:
    """The fault of opening the mailbox's folder."""
    with pytest.raises(MailFault) as told:
        opened(settings, secret, trust)
    return told.value


def opened(settings: MailboxSettings, secret: str = PASSWORD, trust: ssl.SSLContext | None = None) -> None:
    connection = Connection(
        settings, trust=trust, line=Line(settings.host, settings.port, connect_seconds=5, answer_seconds=2)
    )
    try:
        connection.open(secret)
        connection.select()
    finally:
        connection.close()


@contextmanager
def odd(
    greeting: str | None, answer: Callable[[str], str | None] = lambda _line: ""
) -> Iterator[tuple[MailboxSettings, OddServer]]:
    server = OddServer(greeting, answer)
    try:
        yield MailboxSettings("Leads", LOOPBACK, LOGIN, port=server.port, security="none"), server
    finally:
        server.close()


# what goes well


@pytest.mark.parametrize("tls", ["none", "starttls", "tls"])
def test_all_three_kinds_of_security(tmp_path: Path, tls: str) -> None:
    path, trust = certificate(tmp_path)
    with imap_server(tls=tls, certificate=path) as server:
        opened(settings_for(server), trust=trust)


def test_a_token_signs_in(server: ImapServer) -> None:
    settings = settings_for(server, sign_in="microsoft")
    opened(settings, TOKEN)
    fault = failing(settings, "an old token")
    assert "refused the sign-in of leads@example.test" in str(fault)
    assert fault.no_password


def test_the_reason_of_a_refused_token_is_taken_and_answered_by_nothing() -> None:
    def answer(asked: str) -> str:
        if asked.startswith("AUTHENTICATE"):
            return "+ \r\n"
        if asked.startswith("dXNlcj"):
            return "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n"
        return CAPABLE if asked == "CAPABILITY" else "TAG NO [AUTHENTICATIONFAILED] AUTHENTICATE failed.\r\n"

    with odd(GREETING, answer) as (settings, server):
        fault = failing(replace(settings, sign_in="google"), "x" * 2000)
        assert server.heard[3] == ""
    assert (fault.stage, fault.no_password, fault.passing) == (Stage.LOGIN, True, False)
    assert "xxx" not in fault.details


def test_a_login_and_password_of_any_letters() -> None:
    login, password, heard = 'a "quoted\\ login', "pä ß", ""

    def answer(asked: str) -> str:
        return "+ \r\n" if asked.startswith("AUTHENTICATE") else CAPABLE

    with odd(GREETING, answer) as (settings, server):
        connection = Connection(replace(settings, login=login))
        connection.open(password).close()
        heard = server.heard[2]
        assert heard == "AGEgInF1b3RlZFwgbG9naW4AcMOkIMOf"  # PLAIN, for LOGIN knows ASCII only
        connection = Connection(replace(settings, login=login))
        connection.open('p"w\\').close()
        assert 'LOGIN "a \\"quoted\\\\ login" "p\\"w\\\\"' in server.heard


def test_a_line_break_in_a_password_is_never_sent(server: ImapServer) -> None:
    fault = failing(settings_for(server), 'x"\r\nA1 DELETE INBOX')
    assert fault.no_password
    assert "LOGIN" not in server.heard


# what goes wrong


def test_a_wrong_password(server: ImapServer) -> None:
    fault = failing(settings_for(server), "wrong")
    assert (fault.stage, fault.passing, fault.no_password) == (Stage.LOGIN, False, True)
    assert str(fault) == (
        "The mail server 127.0.0.1 refused the login leads@example.test or its password. Type the password "
        "again; Google, Yahoo and Apple want an app password here."
    )


@pytest.mark.parametrize(
    "said",
    ["NO [UNAVAILABLE] Not now", "NO Too many simultaneous connections", "NO Temporary failure, try again"],
)
def test_a_server_that_lets_nobody_in_is_no_wrong_password(said: str) -> None:
    with odd(GREETING, lambda asked: CAPABLE if asked == "CAPABILITY" else f"TAG {said}\r\n") as (
        settings,
        _,
    ):
        fault = failing(settings)
    assert (fault.stage, fault.passing, fault.no_password) == (Stage.LOGIN, True, False)


def test_a_folder_that_is_not_there(server: ImapServer) -> None:
    fault = failing(settings_for(server, folder="Leads 2026"))
    assert (fault.stage, fault.passing) == (Stage.FOLDER, False)
    assert "no folder Leads 2026" in str(fault)


def test_no_server_at_the_port() -> None:
    with closing(socket.create_server((LOOPBACK, 0))) as taken:
        port = taken.getsockname()[1]
    fault = failing(MailboxSettings("Leads", LOOPBACK, LOGIN, port=port))
    assert (fault.stage, fault.passing) == (Stage.SERVER, True)
    assert f"no mail server there at port {port}" in str(fault)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".example.test", "ä..test"])
def test_no_host_of_that_name(host: str) -> None:
    fault = failing(MailboxSettings("Leads", host, LOGIN))
    assert fault.stage is Stage.SERVER
    assert f"The mail server {host} was not found." in str(fault)


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    path, _ = certificate(tmp_path)
    for tls in ("tls", "starttls"):
        with imap_server(tls=tls, certificate=path) as server:
            fault = failing(settings_for(server), trust=ssl.create_default_context())
            assert "LOGIN" not in server.heard
        assert (fault.stage, fault.passing) == (Stage.ENCRYPTION, False)
        assert "The certificate of 127.0.0.1 cannot be trusted" in str(fault)


def test_a_certificate_of_another_server(tmp_path: Path) -> None:
    path, trust = certificate(tmp_path, "127.0.0.2")
    with imap_server(tls="tls", certificate=path) as server:
        fault = failing(settings_for(server), trust=trust)
    assert "cannot be trusted" in str(fault)


def test_security_and_port_that_do_not_fit(tmp_path: Path, server: ImapServer) -> None:
    path, trust = certificate(tmp_path)
    fault = failing(settings_for(server, security="tls"))
    assert (fault.stage, fault.passing) == (Stage.ENCRYPTION, False)
    assert "do not fit: 993 goes with TLS" in str(fault)
    fault = failing(settings_for(server, security="starttls"))
    assert "offers no encryption at this port" in str(fault)
    with imap_server(tls="tls", certificate=path) as secured:
        fault = failing(settings_for(secured, security="starttls"), trust=trust)
    assert "then said nothing" in str(fault)


def test_a_password_goes_to_another_computer_only_encrypted(
    server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Line, "peer", "192.0.2.7")
    fault = failing(settings_for(server))
    assert (fault.stage, fault.passing) == (Stage.ENCRYPTION, False)
    assert "only encrypted" in str(fault)


@pytest.mark.parametrize("greeting", ["* PREAUTH welcome\r\n", GREETING])
def test_who_takes_the_encryption_away_gets_no_password(greeting: str) -> None:
    """In the middle of the line: greets as if signed in, or says that the server cannot encrypt."""
    with odd(greeting, lambda _: CAPABLE) as (settings, server):
        fault = failing(replace(settings, security="starttls"))
        assert set(server.heard) <= {"CAPABILITY", "LOGOUT"}
    assert "offers no encryption" in str(fault)


def test_what_was_said_before_the_encryption_does_not_count(tmp_path: Path) -> None:
    """Who stands in the middle may put words before the handshake: they must not count as the server's."""
    path, trust = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)

    def serve() -> None:
        plain, _ = listening.accept()
        plain.sendall(b"OK go\r\nput in by somebody\r\n")
        with context.wrap_socket(plain, server_side=True) as secured:
            secured.sendall(b"said by the server\r\n")

    with closing(socket.create_server((LOOPBACK, 0))) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        with closing(Line(LOOPBACK, listening.getsockname()[1])) as line:
            line.open()
            assert line.readline() == b"OK go\r\n"
            line.secure(trust)
            assert line.readline() == b"said by the server\r\n"
        thread.join(5)


@pytest.mark.parametrize(
    ("greeting", "words", "passing"),
    [
        ("220 smtp.example.test ESMTP\r\n", "is no mail server that can be talked to", False),
        ("HTTP/1.1 400 Bad Request\r\n\r\n", "is no mail server that can be talked to", False),
        ("* BYE Too many connections\r\n", "hung up", True),
        (None, "was lost", True),
        ("* OK half a li", "then said nothing", True),
    ],
)
def test_what_answers_is_no_mail_server(greeting: str | None, words: str, passing: bool) -> None:
    with odd(greeting) as (settings, _):
        fault = failing(settings)
    assert words in str(fault)
    assert fault.passing is passing


def test_a_server_that_hangs_up_in_the_middle() -> None:
    for stop in ("LOGIN", "SELECT"):

        def answer(asked: str, stop: str = stop) -> str | None:
            return None if asked.startswith(stop) else CAPABLE

        with odd(GREETING, answer) as (settings, _):
            fault = failing(settings)
        assert "was lost. It is tried again." in str(fault)
        assert fault.passing


def test_a_server_that_falls_silent() -> None:
    with odd(GREETING, lambda asked: CAPABLE if asked == "CAPABILITY" else "") as (settings, _):
        fault = failing(settings)
    assert "does not answer" in str(fault)
    assert (fault.stage, fault.passing) == (Stage.LOGIN, True)


def test_a_mail_that_is_a_lie_about_its_size() -> None:
    def answer(asked: str) -> str:
        return "* 1 FETCH (UID 1 BODY[] {99999999999}\r\n" if "FETCH" in asked else CAPABLE

    with odd(GREETING, answer) as (settings, _), closing(Connection(settings)) as connection:
        connection.open(PASSWORD).select()
        with pytest.raises(MailFault, match="was lost"):
            connection.content(1, None)


def test_a_folder_that_tells_nothing_of_its_numbers() -> None:
    with odd(GREETING, lambda _: CAPABLE) as (settings, _), closing(Connection(settings)) as connection:
        folder = connection.open(PASSWORD).select()
    assert (folder.uidvalidity, folder.uidnext, folder.mails, folder.is_read_only) == (0, 0, 0, False)


# ending it from another thread


@pytest.mark.parametrize("where", ["connecting", "handshake", "greeting", "answer"])
def test_any_wait_is_cut_at_once(where: str) -> None:
    """With the patience of real connections (10 and 30 seconds): the cut must not wait for them."""
    with odd("" if where in {"handshake", "greeting"} else GREETING, lambda _: "") as (settings, _):
        host = "192.0.2.1" if where == "connecting" else LOOPBACK  # an address from which no answer comes
        security = "tls" if where == "handshake" else "none"
        connection = Connection(replace(settings, host=host, security=security))
        clock, faults = SystemClock(), list[MailFault]()

        def wait() -> None:
            with suppress(MailFault):
                try:
                    connection.open(PASSWORD)
                except MailFault as fault:
                    faults.append(fault)

        thread = threading.Thread(target=wait)
        thread.start()
        thread.join(0.2)
        began = clock.elapsed()
        connection.cut()
        thread.join(5)
        assert not thread.is_alive()
        assert clock.elapsed() - began < 2
        assert len(faults) == 1
        with pytest.raises(MailFault):
            connection.reach()


def test_a_line_that_was_cut_before_it_was_opened_stays_closed(server: ImapServer) -> None:
    connection = Connection(settings_for(server))
    connection.cut()
    with pytest.raises(MailFault):
        connection.open(PASSWORD)
