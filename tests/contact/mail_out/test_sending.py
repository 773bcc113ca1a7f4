"""Mails handed to a real server: sent, certainly not sent, or nobody knows; each told in words."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from ssl import SSLContext

import pytest

from bdc_desk.clock import FixedClock
from bdc_desk.contact.mail_out.check import check_mail_out
from bdc_desk.contact.mail_out.connection import Connection
from bdc_desk.contact.mail_out.results import NotSent, SendResult, Sent, Unknown
from bdc_desk.contact.mail_out.sending import MailSender, hand_over, send, send_test
from bdc_desk.operations.views import Attachment, MailPreview
from tests.helpers.desks import MONDAY
from tests.helpers.smtp import PASSWORD, TOKEN, SmtpServer, certificate, settings_for, smtp_server

MAIL = MailPreview("missed_you", "pat@example.test", "Your Ranger", "Dear Pat,\n.\n..\nBye\n", ())
LARGE = replace(MAIL, attachments=(Attachment("a.pdf", "application/pdf", b"x" * 7_000_000),))
"""More than what lies on the way between two sockets of one computer."""
ASKED = "0190b1c2-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SSLContext]:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as running:
        yield running


def sent(
    server: SmtpServer, mail: MailPreview = MAIL, secret: str | None = PASSWORD, **fields: str
) -> SendResult:
    return send(settings_for(server, **fields), secret, mail, ASKED, MONDAY)


def test_a_mail_leaves_whole_and_once(server: SmtpServer) -> None:
    answer = sent(server)
    assert answer == Sent(f"<{ASKED}@example.test>", "250 2.0.0 OK taken")
    (mail,) = server.received
    assert (mail.sender, mail.to, mail.login) == (
        "sales@example.test",
        ("pat@example.test",),
        "sales@example.test",
    )
    assert mail.text == MAIL.text
    assert mail.message_id == f"<{ASKED}@example.test>"


@pytest.mark.parametrize("mechanisms", [("PLAIN", "LOGIN"), ("LOGIN",), ("PLAIN",)])
@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_encrypted(tls: str, mechanisms: tuple[str, ...], trusted: tuple[Path, SSLContext]) -> None:
    with smtp_server(tls=tls, certificate=trusted[0], mechanisms=mechanisms) as server:
        made = Connection(settings_for(server), trust=trusted[1])
        assert isinstance(hand_over(made, PASSWORD, MAIL, ASKED, MONDAY), Sent)
        assert [(one.encrypted, one.login) for one in server.received] == [(True, "sales@example.test")]
        assert server.heard.count("EHLO [127.0.0.1]") == (2 if tls == "starttls" else 1)


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_told_no_password(
    tls: str, trusted: tuple[Path, SSLContext]
) -> None:
    with smtp_server(tls=tls, certificate=trusted[0]) as server:
        answer = sent(server)
        assert isinstance(answer, NotSent)
        assert (answer.code, answer.may_try_again) == ("encryption", False)
        assert "cannot be trusted" in answer.words
        assert not [one for one in server.heard if one.startswith("AUTH")]


def test_without_starttls_nothing_is_said_in_the_clear(server: SmtpServer) -> None:
    answer = sent(server, security="starttls")
    assert isinstance(answer, NotSent)
    assert "offers no encryption at this port (STARTTLS). Choose TLS and port 465" in answer.words
    assert not [one for one in server.heard if one.startswith(("AUTH", "MAIL"))]


def test_a_token_lets_in(server: SmtpServer) -> None:
    fields = {"sign_in": "google", "client_id": "an-id"}
    assert isinstance(sent(server, secret=TOKEN, **fields), Sent)
    answer = sent(server, secret="an old one", **fields)
    assert isinstance(answer, NotSent)
    assert (answer.code, answer.may_try_again) == ("login", False)
    assert "whether programs may send by SMTP" in answer.words


def test_a_password_beyond_ascii(trusted: tuple[Path, SSLContext]) -> None:
    with smtp_server(password="pässwörd €") as server:
        assert isinstance(sent(server, secret="pässwörd €"), Sent)


@pytest.mark.parametrize(
    ("step", "says", "code", "again", "words"),
    [
        ("GREETING", "421 too busy", "encryption", True, "takes no mail at the moment"),
        ("GREETING", "554 no", "encryption", False, "no mail server that can be talked to (SMTP)"),
        ("AUTH", "535 5.7.8 no", "login", False, "refused the login sales@example.test or its password"),
        ("AUTH", "454 4.7.0 Temporary authentication failure", "login", True, "lets nobody in at the moment"),
        (
            "MAIL",
            "550 5.7.60 not allowed to send as",
            "sender",
            False,
            "does not let sales@example.test send as",
        ),
        ("MAIL", "552 5.3.4 too big", "too big", False, "too large"),
        ("MAIL", "451 4.3.0 later", "later", True, "not take this mail yet"),
        ("MAIL", "530 5.7.0 login first", "login", False, "wants a login"),
        ("RCPT", "550 5.1.1 User unknown", "recipient", False, "no address pat@example.test. F2 edits"),
        ("RCPT", "550 no", "recipient", False, "no address"),
        ("RCPT", "552 5.2.2 Mailbox full", "mailbox full", False, "mailbox of pat@example.test is full"),
        ("RCPT", "452 4.2.2 quota", "mailbox full", True, "is full"),
        ("RCPT", "450 4.2.0 Greylisted, see you", "later", True, "not take this mail yet"),
        ("RCPT", "550 5.7.1 relaying denied", "refused", False, "refused the mail for"),
        ("RCPT", "nonsense", "later", True, "not take this mail yet"),
        ("DATA", "554 5.7.1 spam", "refused", False, "refused the mail"),
        ("END", "552 Error: Too much mail data", "too big", False, "too large"),
        ("END", "554 5.7.1 spam", "refused", False, "What it said is below"),
        ("END", "451 4.3.2 later", "later", True, "tried again"),
        ("END", "421 closing", "later", True, "tried again"),
    ],
)
def test_a_definite_no_is_told_in_words(
    server: SmtpServer, step: str, says: str, code: str, again: bool, words: str
) -> None:
    server.says[step] = says
    answer = sent(server)
    assert isinstance(answer, NotSent), answer
    assert (answer.code, answer.may_try_again) == (code, again)
    assert words in answer.words
    assert says.partition(" ")[2] in answer.details
    assert server.received == []


@pytest.mark.parametrize("step", ["GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "HALF"])
def test_a_line_lost_before_the_end_is_not_sent(server: SmtpServer, step: str) -> None:
    server.closes_at = step
    answer = sent(server, LARGE if step == "HALF" else MAIL)
    assert isinstance(answer, NotSent)
    assert answer.may_try_again
    assert server.received == []


@pytest.mark.parametrize(("step", "kept"), [("END", 0), ("TAKEN", 1)])
def test_a_line_lost_after_the_end_is_unknown(server: SmtpServer, step: str, kept: int) -> None:
    server.closes_at = step
    answer = sent(server)
    assert isinstance(answer, Unknown)
    assert "It is not sent again by itself" in answer.words
    assert len(server.received) == kept


def test_an_answer_that_is_none_after_the_end_is_unknown(server: SmtpServer) -> None:
    server.says["END"] = "what mail?"
    assert isinstance(sent(server), Unknown)


@pytest.mark.parametrize(
    ("step", "kind"), [("EHLO", NotSent), ("MAIL", NotSent), ("HALF", NotSent), ("TAKEN", Unknown)]
)
def test_a_server_that_says_nothing_is_cut_off_from_another_thread(
    server: SmtpServer, step: str, kind: type[SendResult]
) -> None:
    server.hangs_at = step
    sender = MailSender(lambda: settings_for(server), lambda _: PASSWORD, FixedClock(MONDAY))
    answers: list[SendResult] = []
    mail = LARGE if step == "HALF" else MAIL
    thread = threading.Thread(target=lambda: answers.append(sender.send(mail, ASKED)))
    thread.start()
    assert server.hanging.wait(10)
    sender.cut()
    thread.join(10)
    assert [type(one) for one in answers] == [kind]


def test_a_silent_server_is_not_waited_for_for_ever(server: SmtpServer) -> None:
    server.hangs_at = "MAIL"
    answer = hand_over(Connection(settings_for(server), answer_seconds=0.05), PASSWORD, MAIL, ASKED, MONDAY)
    assert isinstance(answer, NotSent)
    assert "does not answer" in answer.words


def test_no_server_and_no_password(server: SmtpServer) -> None:
    no_password = sent(server, secret=None)
    assert isinstance(no_password, NotSent)
    assert (no_password.code, no_password.may_try_again) == ("login", False)
    server.close()
    answer = sent(server)
    assert isinstance(answer, NotSent)
    assert (answer.code, answer.may_try_again) == ("connect", True)
    assert "mostly it is 587" in answer.words


def test_a_server_on_this_computer_wants_no_login() -> None:
    with smtp_server(login="") as server:
        assert isinstance(sent(server, secret=None), Sent)


def test_what_is_too_large_is_not_begun_with() -> None:
    with smtp_server(most_bytes=2_000_000) as server:
        answer = sent(server, LARGE)
        assert isinstance(answer, NotSent)
        assert "larger than 127.0.0.1 takes (2 MB)" in answer.words
        assert not [one for one in server.heard if one.startswith("MAIL")]


def test_letters_beyond_ascii_need_a_server_that_takes_them(server: SmtpServer) -> None:
    mail = replace(MAIL, to="zoë@bücher.example.test")
    assert isinstance(sent(server, mail), Sent)
    (got,) = server.received
    assert got.to == ("zoë@xn--bcher-kva.example.test",)
    with smtp_server(utf8=False) as older:
        answer = sent(older, mail)
        assert isinstance(answer, NotSent)
        assert "letters beyond a-z" in answer.words
        assert isinstance(sent(older, replace(MAIL, to="zoe@bücher.example.test")), Sent)


def test_a_refused_password_is_not_tried_again_and_again(server: SmtpServer) -> None:
    clock, secrets = FixedClock(MONDAY), ["wrong"]
    sender = MailSender(lambda: settings_for(server), lambda _: secrets[0], clock)

    def tries() -> int:
        sender.send(MAIL, ASKED)
        return sum(one.startswith("AUTH") for one in server.heard)

    assert [tries(), tries()] == [1, 1]
    clock.advance(timedelta(minutes=15))
    assert [tries(), tries()] == [2, 2]
    sender.try_now()
    assert tries() == 3
    secrets[0] = PASSWORD
    assert isinstance(sender.send(MAIL, ASKED), Sent)


def test_nothing_is_set_up() -> None:
    answer = MailSender(lambda: None, lambda _: None, FixedClock(MONDAY)).send(MAIL, ASKED)
    assert isinstance(answer, NotSent)
    assert answer.code == "not set up"


def test_the_check_sends_nothing(server: SmtpServer) -> None:
    steps = check_mail_out(settings_for(server), PASSWORD)
    assert [(one.name, one.ok) for one in steps] == [
        ("Server", True), ("Encryption", True), ("Login", True), ("Sender", True),
    ]  # fmt: skip
    assert steps[-1].words == "The server sends as sales@example.test. Nothing was sent."
    assert server.received == []
    assert server.heard[-1] == "RSET"


@pytest.mark.parametrize(
    ("step", "says", "names"),
    [
        ("AUTH", "535 no", "Server Encryption Login"),
        ("MAIL", "550 no", "Server Encryption Login Sender"),
        ("RCPT", "550 no", "Server Encryption Login Recipient"),
    ],
)
def test_the_check_ends_where_it_fails(server: SmtpServer, step: str, says: str, names: str) -> None:
    server.says[step] = says
    steps = check_mail_out(settings_for(server), PASSWORD)
    assert " ".join(one.name for one in steps) == names
    assert [one.ok for one in steps] == [True] * (len(steps) - 1) + [False]
    assert "tried again" not in steps[-1].words
    server.close()
    assert [one.name for one in check_mail_out(settings_for(server), PASSWORD)] == ["Server"]


def test_a_test_mail_to_oneself(server: SmtpServer) -> None:
    assert isinstance(send_test(settings_for(server), PASSWORD, "me@example.test", MONDAY), Sent)
    (mail,) = server.received
    assert (mail.to, mail.message["List-Unsubscribe"]) == (("me@example.test",), None)
