"""`bdc-desk mail-out`: a real SMTP server, and whoever sits at the terminal."""

from collections.abc import Iterator

import pytest

from bdc_desk import secret_store
from bdc_desk.cli.checks.finding import State
from bdc_desk.cli.checks.mail_out import check_the_server
from bdc_desk.operations.mail_out_settings import keep_mail_out, mail_out
from tests.cli.conftest import Commands, Keyring, Said
from tests.cli.test_mailboxes import sits, types
from tests.helpers.desks import Staffed
from tests.helpers.smtp import LOGIN, PASSWORD, SmtpServer, settings_for, smtp_server


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as here:
        yield here


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    kept = Keyring()
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: kept)
    monkeypatch.setattr("bdc_desk.cli.mail_out.trusted_keyring", lambda: kept)
    return kept


def set_up(run: Commands, server: SmtpServer, monkeypatch: pytest.MonkeyPatch, *more: str) -> Said:
    types(monkeypatch, PASSWORD)
    return run(
        "mail-out", "set", "--host", "127.0.0.1", "--port", str(server.port), "--security", "none", "--login",
        LOGIN, *more,
    )  # fmt: skip


def test_set_tests_by_steps_and_keeps(
    run: Commands, desk: Staffed, server: SmtpServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("mail-out").out.startswith("This desk sends no email")
    said = set_up(run, server, monkeypatch)
    assert (said.code, said.err) == (0, "")
    assert [line.split()[1] for line in said.out.splitlines()[1:5]] == [
        "Server",
        "Encryption",
        "Login",
        "Sender",
    ]
    assert "Email goes out by 127.0.0.1 as sales@example.test. What it lets in for is in this" in said.out
    assert PASSWORD not in said.out
    kept = mail_out(desk.ana)
    assert kept is not None
    assert (kept.sender, kept.sender_name, kept.port) == ("sales@example.test", "Ana Cruz", server.port)
    shown = run("mail-out", "show").out
    assert "From:   Ana Cruz <sales@example.test>" in shown
    assert "password in the keyring" in shown
    assert run("mail-out", "show", "--json").objects[0]["mail_out"]["secret_kept"] is True
    assert server.received == []


def test_test_sends_only_where_it_is_told(
    run: Commands, desk: Staffed, server: SmtpServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(run, server, monkeypatch)
    assert run("mail-out", "test").code == 0
    assert server.received == []
    said = run("mail-out", "test", "--to", "me@example.test")
    assert (said.code, said.out.splitlines()[-1]) == (0, "A test mail left to me@example.test.")
    assert [one.to for one in server.received] == [("me@example.test",)]
    assert "no address" in run("mail-out", "test", "--to", "nobody").err
    server.says["END"] = "554 5.7.1 spam"
    said = run("mail-out", "test", "--to", "me@example.test")
    assert (said.code, "refused the mail" in said.err, "554 5.7.1 spam" in said.err) == (1, True, True)
    assert looked_at(desk)[0] is State.OK
    server.says["AUTH"] = "535 no"
    assert run("mail-out", "test").code == 1
    state, words = looked_at(desk)
    assert (state, LOGIN in words) == (State.BROKEN, False)


def looked_at(desk: Staffed, *, offline: bool = False) -> tuple[State, str]:
    """What the doctor finds of the server."""
    settings = mail_out(desk.ana)
    assert settings is not None
    (found,) = check_the_server(settings, offline=offline)
    return found.state, found.words


def test_what_fails_is_kept_only_on_purpose(
    run: Commands, desk: Staffed, server: SmtpServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.says["AUTH"] = "535 no"
    said = set_up(run, server, monkeypatch)
    assert (said.code, "was not kept" in said.err) == (1, True)
    assert (mail_out(desk.ana), keyring.kept) == (None, {})
    assert set_up(run, server, monkeypatch, "--yes").code == 0
    assert mail_out(desk.ana) is not None


def test_forget(
    run: Commands, desk: Staffed, server: SmtpServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "sends no email" in run("mail-out", "forget").err
    set_up(run, server, monkeypatch)
    assert run("mail-out", "forget").code == 0
    assert (mail_out(desk.ana), keyring.kept) == (None, {})


def test_who_sits_there_is_asked(
    run: Commands, desk: Staffed, server: SmtpServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = sits(monkeypatch, LOGIN, "127.0.0.1", "", secret=PASSWORD)
    said = run("mail-out", "set", "--port", str(server.port), "--security", "none")
    assert (said.code, len(asked)) == (0, 1)
    kept = mail_out(desk.ana)
    assert kept is not None
    assert kept.sender == LOGIN


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["set"], "Give --host"),
        (["set", "--host", "smtp.example.test"], "Give the login"),
        (
            ["set", "--host", "smtp.example.test", "--login", "a@b.test", "--security", "none"],
            "only encrypted",
        ),
        (["set", "--host", "h", "--login", "a@b.test", "--sender", "nobody"], "sender's address"),
        (["set", "--host", "h", "--login", "a@b.test"], "The password is needed"),
        (["test"], "sends no email"),
    ],
)
def test_what_is_missing_is_said(
    run: Commands,
    desk: Staffed,
    keyring: Keyring,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    says: str,
) -> None:
    types(monkeypatch)
    said = run("mail-out", *arguments)
    assert (said.code, says in said.err) == (1, True)


def test_the_doctor_says_that_no_password_is_kept(
    run: Commands, desk: Staffed, server: SmtpServer, keyring: Keyring
) -> None:
    keep_mail_out(desk.ana, settings_for(server))
    assert looked_at(desk)[0] is State.WARNING
    assert "not looked at: --offline" in run("doctor", "--offline").out
