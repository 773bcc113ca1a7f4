"""`bdc-desk mailbox`: a real IMAP server, whoever sits at the terminal, and a team of two desks."""

import io
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bdc_desk import secret_store
from bdc_desk.cli import mailbox_asking, mailbox_reading
from bdc_desk.intake.mailbox.reading import MailboxReader
from bdc_desk.mail_server import google, microsoft
from bdc_desk.mail_server.passwords import account_of
from bdc_desk.operations.emailing import ask_email
from bdc_desk.operations.intake_settings import MailboxSettings, keep_mailbox, mailboxes
from bdc_desk.operations.views import MailPreview
from tests.cli.conftest import Commands, Keyring, Office, Said, Terminal
from tests.cli.test_import import KEYS, SUM
from tests.helpers.desks import DAY, MONDAY, Staffed
from tests.helpers.imap import LOGIN, PASSWORD, TOKEN, ImapServer, imap_server, mail, settings_for
from tests.intake.letters.test_stops import answer

STEPS = ["Server", "Encryption", "Login", "Folder", "Mails"]


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with imap_server() as here:
        yield here


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    kept = Keyring()
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: kept)
    monkeypatch.setattr("bdc_desk.cli.mailboxes.trusted_keyring", lambda: kept)
    return kept


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: None)
    monkeypatch.setattr("bdc_desk.cli.mailboxes.trusted_keyring", lambda: None)


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What stands on the standard input, where nobody sits."""
    text = "".join(f"{line}\n" for line in lines)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def sits(monkeypatch: pytest.MonkeyPatch, *answers: str, secret: str = "") -> list[str]:
    """Somebody sits at the terminal and answers; the questions that asked for something unseen."""
    asked: list[str] = []

    def unseen(question: str) -> str:
        asked.append(question)
        return secret

    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{answer}\n" for answer in answers)))
    monkeypatch.setattr("getpass.getpass", unseen)
    return asked


def at(server: ImapServer, *more: str) -> list[str]:
    return [
        "--host", "127.0.0.1", "--port", str(server.port), "--security", "none", "--login", LOGIN, *more,
    ]  # fmt: skip


def added(run: Commands, server: ImapServer, monkeypatch: pytest.MonkeyPatch) -> Said:
    types(monkeypatch, PASSWORD)
    return run("mailbox", "add", "Leads", *at(server))


def test_a_stop_is_told_beside_the_leads(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    lead = desk.lead(emails=("pat@example.test",))
    desk.call(lead, "voicemail")
    asked, _ = ask_email(
        desk.ana, lead, MailPreview("missed_you", "pat@example.test", "Your Ranger", "Hi", ())
    )
    server.deliver(answer("STOP", answers=f"<{asked}@example.test>"), desk.clock.now())
    said = run("mailbox", "read", "Leads", "--json")
    assert (said.code, said.objects[-1]["sum"]["could_not_be_read"]) == (0, 0)
    assert said.err == "Leads: Pat Sample1: The customer wants no emails: “STOP”.\n"


def test_add_tests_by_steps_and_keeps(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(mail(1), MONDAY)
    said = added(run, server, monkeypatch)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert [line.split()[:2] for line in lines[1:6]] == [["✓", step] for step in STEPS]
    assert lines[5] == "✓ Mails      1 mail, 1 of them unread."
    assert "The mailbox Leads is kept. What opens it is in this computer's keyring." in said.out
    assert mailboxes(desk.ana) == (settings_for(server),)
    assert keyring.kept == {account_of(settings_for(server)): PASSWORD}
    assert PASSWORD not in said.out
    assert len(server.unseen()) == 1  # a test reads nothing


def test_at_a_terminal_it_is_asked_for(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = sits(monkeypatch, "", LOGIN, "127.0.0.1", "", secret=PASSWORD)
    said = run("mailbox", "add", "--port", str(server.port), "--security", "none")
    assert said.code == 0, said.err
    assert asked == [f"Password of {LOGIN} at 127.0.0.1: "]
    assert "Mail server (IMAP) [imap.example.test]: " in said.out
    assert mailboxes(desk.ana) == (settings_for(server),)


def test_what_is_missing_is_named_where_nobody_sits(run: Commands, desk: Staffed) -> None:
    said = run("mailbox", "add", "Leads")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("bdc-desk: Give --login and --host: ")
    said = run("mailbox", "add", "Leads", "--login", LOGIN, "--host", "imap.example.test")
    assert (said.code, "The password is needed" in said.err) == (1, True)


def test_a_wrong_password_is_not_kept(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "wrong")
    said = run("mailbox", "add", "Leads", *at(server))
    assert said.code == 1
    assert "✗ Login      The mail server 127.0.0.1 refused the login" in said.out
    assert said.err == "bdc-desk: The mailbox was not kept. --yes keeps one that cannot be reached now.\n"
    assert (mailboxes(desk.ana), keyring.kept) == ((), {})
    sits(monkeypatch, "no", secret="wrong")
    assert run("mailbox", "add", "Leads", *at(server, "--folder", "INBOX")).code == 1
    sits(monkeypatch, "yes", secret="wrong")
    assert run("mailbox", "add", "Leads", *at(server, "--folder", "INBOX")).code == 0
    assert len(mailboxes(desk.ana)) == 1


def test_a_server_that_is_not_there_is_kept_with_yes(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.close()
    types(monkeypatch, PASSWORD)
    said = run("mailbox", "add", "Leads", *at(server, "--yes"))
    assert (said.code, "✗ Server" in said.out) == (0, True)
    assert run("mailbox", "test", "Leads").code == 1
    said = run("mailbox", "read", "Leads")
    assert (said.code, said.out) == (1, "0 new leads, 0 enquired again, 0 already here.\n")
    assert said.err.startswith("Leads: The computer 127.0.0.1 answers, but no mail server there")


def test_a_changed_mailbox_keeps_what_is_not_said_anew(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    server.make_folder("Portals")
    types(monkeypatch)
    said = run("mailbox", "add", "Leads", "--folder", "Portals", "--days", "30")
    assert said.code == 0, said.err
    assert mailboxes(desk.ana) == (settings_for(server, folder="Portals", days=30),)
    assert keyring.kept == {account_of(settings_for(server)): PASSWORD}
    asked = sits(monkeypatch, secret="")
    assert run("mailbox", "add", "Leads", "--folder", "INBOX").code == 0
    assert asked == [f"Password of {LOGIN} at 127.0.0.1 (Enter: as kept): "]


def test_another_account_under_the_name_takes_the_old_password_out(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = settings_for(server, login="old@example.test")
    keep_mailbox(desk.ana, old)
    keyring.kept[account_of(old)] = "of the old one"
    assert added(run, server, monkeypatch).code == 0
    assert list(keyring.kept) == [account_of(settings_for(server))]


def test_two_folders_of_one_mailbox_share_the_password(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    server.make_folder("Portals")
    assert run("mailbox", "add", "Portals", *at(server, "--folder", "Portals")).code == 0
    said = run("mailbox", "add", "Third", *at(server, "--folder", "Nowhere"))
    assert (said.code, "The mailbox was not kept." in said.err) == (1, True)
    said = run("mailbox", "add", "Portals", "--folder", "Nowhere")
    assert (said.code, "The mailbox stays as it was." in said.err) == (1, True)
    assert list(keyring.kept.values()) == [PASSWORD]
    run("mailbox", "remove", "Leads")
    assert run("mailbox", "read", "Portals").code == 0
    run("mailbox", "remove", "Portals")
    assert keyring.kept == {}


def test_the_port_goes_with_the_security(run: Commands, desk: Staffed) -> None:
    from argparse import Namespace  # noqa: PLC0415 - here only

    nothing = dict.fromkeys(("name", "host", "login", *mailbox_asking.FIELDS))
    told = {**nothing, "host": "imap.example.test", "login": LOGIN}
    for security, port in (("tls", 993), ("starttls", 143)):
        settings = mailbox_asking.settings_from(Namespace(**{**told, "security": security}), (), None)
        assert (settings.security, settings.port, settings.name) == (security, port, "Leads")
    settings = mailbox_asking.settings_from(
        Namespace(**{**told, "security": "starttls", "port": 1430}), (), None
    )
    assert settings.port == 1430


def test_list(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        run("mailbox", "list").out == "This desk reads no mailbox. `bdc-desk mailbox add` begins with one.\n"
    )
    added(run, server, monkeypatch)
    keep_mailbox(
        desk.ana, MailboxSettings("Other", "imap.example.test", "o@example.test", sign_in="microsoft")
    )
    heads, first, second = run("mailbox", "list").out.splitlines()
    assert heads.split() == ["mailbox", "server", "login", "folder", "secret"]
    assert first.split() == [
        "Leads", f"127.0.0.1:{server.port}", "none", LOGIN, "INBOX", "password", "in", "the", "keyring",
    ]  # fmt: skip
    assert second.endswith("microsoft sign-in not kept")
    one, two = run("mailbox", "list", "--json").objects
    assert (one["name"], one["secret_kept"], two["secret_kept"]) == ("Leads", True, False)
    assert PASSWORD not in str(one)


def test_read_tells_as_an_import_does(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    for number in (1, 2):
        server.deliver(mail(number), MONDAY)
    server.deliver(mail(3, body="<adf><prospect><customer>"), MONDAY)
    said = run("mailbox", "read", "Leads")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "Leads: new lead: Pat Sample1, 2021 Ford Ranger [ok]"
    assert lines[1].startswith("Leads: new lead: Pat Sample2, ")
    assert lines[-1] == "3 new leads, 0 enquired again, 0 already here."
    assert server.unseen() == []
    assert run("mailbox", "read").out == "0 new leads, 0 enquired again, 0 already here.\n"
    server.deliver(mail(1), MONDAY)
    server.deliver(mail(4), MONDAY)
    said = run("mailbox", "read", "--json")
    *leads, last = said.objects
    assert [list(one) for one in leads] == [KEYS, KEYS]
    assert [(one["file"], one["result"]) for one in leads] == [
        ("Leads", "already here"), ("Leads", "new lead"),
    ]  # fmt: skip
    assert leads[1]["customer"]["full"] == "Pat Sample4"
    assert leads[1]["arrived_at"] == "2026-03-02T10:00:00Z"
    assert list(last["sum"]) == SUM
    ids = {row["lead"] for row in run("queue", "--json").objects}
    assert {one["lead_id"] for one in leads} <= ids


def test_several_leads_of_one_mail_and_a_delivery_report(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    one = mail(1).split(b"<prospect>")[1].split(b"</prospect>")[0].decode()
    two = one.replace("Sample1", "Second").replace("7946 0001", "7946 0002").replace("lead-1", "lead-2")
    two = two.replace("person1@", "person2@")
    server.deliver(mail(1, body=f"<adf><prospect>{one}</prospect><prospect>{two}</prospect></adf>"), MONDAY)
    report = (
        b"From: postmaster@example.test\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: "
        b'multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain'
        b"\r\n\r\nNo.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n\r\n--x--\r\n"
    )
    server.deliver(report, MONDAY)
    said = run("mailbox", "read")
    assert "Leads: new lead: Pat Sample1" in said.out
    assert "Leads: new lead: Pat Second" in said.out
    assert said.err == "Leads: A delivery report, no enquiry.\n"


def test_without_a_keyring_the_password_is_asked_for(
    run: Commands, desk: Staffed, server: ImapServer, no_keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = added(run, server, monkeypatch)
    assert "is written nowhere" in said.out
    server.deliver(mail(1), MONDAY)
    types(monkeypatch)
    said = run("mailbox", "read")
    assert said.code == 1
    assert (
        said.err
        == f"Leads: The password of {LOGIN} is needed: it is not kept on this computer. Type it once.\n"
    )
    types(monkeypatch, PASSWORD)
    assert run("mailbox", "read").out.splitlines()[-1].startswith("1 new lead,")
    asked = sits(monkeypatch, secret=PASSWORD)
    assert run("mailbox", "test", "Leads").code == 0
    assert len(asked) == 1


def test_a_test_that_asked_keeps_what_was_typed(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_mailbox(desk.ana, settings_for(server))
    sits(monkeypatch, secret=PASSWORD)
    said = run("mailbox", "test", "Leads")
    assert (said.code, said.out.splitlines()[-1]) == (0, "What opens it is in this computer's keyring.")
    assert run("mailbox", "test", "Leads").out.splitlines()[-1].startswith("✓ Mails")


def test_remove_and_names_that_are_none(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run("mailbox", "read")
    assert (said.code, "This desk reads no mailbox." in said.err) == (1, True)
    added(run, server, monkeypatch)
    for action in ("test", "read", "remove"):
        said = run("mailbox", action, "Lead")
        assert said.err == "bdc-desk: This desk reads no mailbox Lead. There are: Leads.\n"
    said = run("mailbox", "remove", "Leads")
    assert said.out == "The mailbox Leads is read no more; what came from it stays.\n"
    assert (mailboxes(desk.ana), keyring.kept) == ((), {})


def test_ctrl_c_ends_after_the_running_mail(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    for number in range(1, 9):
        server.deliver(mail(number), MONDAY)

    class Interrupted(MailboxReader):
        def __init__(self, *given: Any, **named: Any) -> None:
            points = iter(range(100))

            def at_point(_point: str) -> None:
                if next(points) == 6:
                    signal.raise_signal(signal.SIGINT)

            super().__init__(*given, at=at_point, **named)

    with monkeypatch.context() as patch:
        patch.setattr(mailbox_reading, "MailboxReader", Interrupted)
        said = run("mailbox", "read")
    assert said.code == 130
    assert "Stopped. The same call goes on" in said.err
    here = len(run("queue", "--json").objects)
    assert 0 < here < 8
    assert run("mailbox", "read").out.splitlines()[-1] == (
        f"{8 - here} new leads, 0 enquired again, 0 already here."
    )
    assert server.unseen() == []


def test_a_first_look_goes_back_some_days(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(mail(1), MONDAY - 20 * DAY)
    server.deliver(mail(2), MONDAY - 2 * DAY)
    added(run, server, monkeypatch)
    assert run("mailbox", "read").out.splitlines()[-1].startswith("1 new lead,")


def test_microsoft_shows_code_and_address(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sign_in(_settings: MailboxSettings, show: Any, **_: Any) -> str:
        show("ABCD-EFGH", "https://login.example.test/device")
        return "kept by the sign-in"

    monkeypatch.setattr(microsoft, "sign_in_microsoft", sign_in)
    monkeypatch.setattr(microsoft, "token_of", lambda _settings, kept: (TOKEN, kept))
    said = run("mailbox", "add", "Leads", *at(server, "--sign-in", "microsoft", "--client-id", "of ours"))
    assert said.code == 0, said.out + said.err
    assert "Open https://login.example.test/device on any device and type the code ABCD-EFGH\n" in said.out
    assert mailboxes(desk.ana)[0].sign_in == "microsoft"
    assert TOKEN not in said.out
    assert "kept by the sign-in" in "".join(keyring.kept.values())
    server.deliver(mail(1), MONDAY)
    assert run("mailbox", "read").out.splitlines()[-1].startswith("1 new lead,")
    assert run("mailbox", "remove", "Leads").code == 0
    assert keyring.kept == {}


def test_google_shows_the_page_and_asks_for_the_client_secret(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def sign_in(_settings: MailboxSettings, client_secret: str, open_page: Any) -> str:
        told.append(client_secret)
        open_page("https://accounts.example.test/page")
        return "kept by the sign-in"

    monkeypatch.setattr(google, "sign_in_google", sign_in)
    monkeypatch.setattr(google, "token_of", lambda _settings, kept: (TOKEN, kept))
    types(monkeypatch, "no secret at all")
    said = run("mailbox", "add", "Leads", *at(server, "--sign-in", "google", "--client-id", "of ours"))
    assert (said.code, told) == (0, ["no secret at all"]), said.out + said.err
    assert "Open this address in the browser of this computer:" in said.out
    assert "no secret at all" not in said.out


def test_on_a_terminal_the_mails_are_counted_while_they_are_read(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    for number in (1, 2):
        server.deliver(mail(number), MONDAY)
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        run("mailbox", "read")
    assert terminal.getvalue() == "\r\x1b[K1 mail ...\r\x1b[K2 mails ...\r\x1b[K"


def test_a_sign_in_that_is_not_let_in_leaves_nothing(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(microsoft, "sign_in_microsoft", lambda _settings, _show: "kept by the sign-in")
    monkeypatch.setattr(microsoft, "token_of", lambda _settings, kept: ("another token", kept))
    said = run("mailbox", "add", "Leads", *at(server, "--sign-in", "microsoft", "--client-id", "of ours"))
    assert (said.code, "✗ Login" in said.out) == (1, True)
    assert (mailboxes(desk.ana), keyring.kept) == ((), {})


def test_the_doctor_looks_at_mailboxes(
    run: Commands, desk: Staffed, server: ImapServer, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(run, server, monkeypatch)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    found = {one["check"]: one for one in run("doctor", "--json").objects}["mailbox Leads"]
    assert (found["state"], found["words"]) == (
        "ok",
        "127.0.0.1 lets this desk in; 0 mails, 0 of them unread.",
    )
    offline = {one["check"]: one for one in run("doctor", "--json", "--offline").objects}["mailbox Leads"]
    assert offline["state"] == "skipped"
    keyring.kept = dict.fromkeys(keyring.kept, "wrong")
    said = run("doctor", "--json")
    found = {one["check"]: one for one in said.objects}["mailbox Leads"]
    assert (said.code, found["state"], LOGIN in said.out) == (1, "broken", False)
    keyring.kept = {}
    found = {one["check"]: one for one in run("doctor", "--json").objects}["mailbox Leads"]
    assert (found["state"], "bdc-desk mailbox test Leads" in found["do"]) == ("warning", True)


def test_in_a_team_one_desk_reads(
    office: Office, server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.begin()
    desks = []
    for name, login in (("Kim Ro", "kim_ro"), ("Lee Fox", "lee_fox")):
        assert office.join(login, office.person(name, "manager")).code == 0
        desks.append(office.desk(login))
    kim, lee = desks
    for one in desks:
        office.types(PASSWORD)
        assert one("mailbox", "add", "Leads", *at(server)).code == 0
        office.types()
    server.deliver(mail(1), MONDAY)
    with monkeypatch.context() as patch:
        patch.setattr(
            "bdc_desk.intake.leases.MailboxLease.give_up", lambda _lease: None
        )  # its window is open
        said = kim("mailbox", "read")
    assert said.code == 0, said.err
    said = lee("mailbox", "read")
    assert (said.code, "a colleague's desk reads it now" in said.err) == (0, True)
    office.server.stop()
    try:
        said = lee("mailbox", "read")
    finally:
        office.server.start()
    assert "the shared database cannot tell" in said.err
