"""Forty secrets and people's data on their real ways, the failing ones above all: no log, no account of a
mistake, nothing to copy, no list of processes has one of them.
"""

import argparse
import json
import logging
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from bdc_desk import secret_store
from bdc_desk.cli.arguments import parser
from bdc_desk.contact.mail_out.connection import Connection as MailOutConnection
from bdc_desk.errors import BdcDeskError
from bdc_desk.intake.mailbox.connection import Connection as MailboxConnection
from bdc_desk.log import end_log, log_to, masked_trace, without
from bdc_desk.mail_server import google, microsoft
from bdc_desk.mail_server.faults import MailFault, plain_form, token_form
from bdc_desk.operations import pins, writing
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.operations.lead_work import DetailsForm, edit_details, hand_over, write_note
from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.connection import connect
from tests.cli.conftest import Commands, Keyring
from tests.cli.test_mailboxes import types
from tests.helpers.desks import Staffed
from tests.helpers.echoing import echoing, imap, imap_nonsense, postgres, postgres_oddly, silent
from tests.helpers.imap import LOGIN
from tests.helpers.smtp import settings_for, smtp_server
from tests.mail_server.test_sign_ins import AT_GOOGLE, AT_MICROSOFT, Google, Microsoft, granted, tokens

__all__ = ["tokens"]

SECRETS = {
    what: f"quokka{number:02}zeal"
    for number, what in enumerate(
        (
            "first password", "own password", "mail out token to copy", "password with no server",
            "password from the environment", "password repeated oddly", "password as the port",
            "password in an address", "password of the owner in an address", "password in a pasted line",
            "password after a query", "mailbox password", "mailbox password kept", "mailbox password to copy",
            "mailbox password coded", "mailbox password refused as nonsense", "mailbox password with no TLS",
            "mail out password", "mail out password coded", "mail out password kept",
            "mailbox password while it hangs",
            "refresh token of Google", "client secret of Google", "mailbox password as nonsense to copy",
            "mail out password to copy",
            "refresh token of Microsoft", "access token of Microsoft", "PIN", "word to the keyring",
        ),
        start=1,
    )
}  # fmt: skip
PEOPLE = {
    "first name": "Wombert",
    "last name": "wombatson",
    "number": "+44 20 7946 0177",
    "number in another writing": "(020) 7946-0178",
    "mail": "wombat.b@example.test",
    "street": "7 Bilby Lane",
    "comment": "my tapir needs a roof rack",
    "note": "okapi allergic to leather",
    "typed note": "numbat",
    "reason": "kudu feeding time",
    "template": "Dear ibex lover",
}


class Witness:
    """Hears all that is said where somebody else may read it, and finds secrets in it."""

    def __init__(self, logs: Path) -> None:
        self.logs, self.heard = logs, list[str]()

    def hear(self, *told: object) -> None:
        """A text, or an error in all its forms."""
        for one in told:
            if isinstance(one, BaseException):
                self.heard += [str(one), repr(one), masked_trace(one), str(getattr(one, "details", ""))]
            else:
                self.heard.append(str(one))

    def found(self) -> set[str]:
        """Which secrets were heard or lie in a log file, as they are or as the wire has them."""
        files = [file.read_text("utf-8") for file in self.logs.rglob("*") if file.is_file()]
        text = "\n".join((*self.heard, *files)).lower()
        return {
            what
            for what, secret in {**SECRETS, **PEOPLE}.items()
            if any(form.lower() in text for form in forms(secret))
        }


def forms(secret: str) -> Iterator[str]:
    yield secret
    yield secret.replace(" ", "")
    coded = b64encode(secret.encode()).decode().rstrip("=")
    yield coded[: len(coded) // 4 * 4]
    yield b64encode(f"\0{LOGIN}\0{secret}".encode()).decode().rstrip("=")


@pytest.fixture
def witness(run: Commands) -> Iterator[Witness]:
    """Nobody's secret has been heard at the end."""
    here = Witness(run.folder / "logs")
    yield here
    end_log()
    assert here.found() == set()


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    kept = Keyring()
    for where in ("bdc_desk.secret_store", "bdc_desk.cli.mailboxes", "bdc_desk.cli.mail_out"):
        monkeypatch.setattr(f"{where}.trusted_keyring", lambda: kept)
    return kept


def ran(witness: Witness, run: Commands, *argv: str, code: int = 1) -> None:
    said = run(*argv)
    witness.hear(said.out, said.err)
    assert said.code == code, said


def test_there_are_forty() -> None:
    assert len(SECRETS) + len(PEOPLE) == 40


def test_a_secret_planted_anywhere_is_found(tmp_path: Path) -> None:
    """The checker."""
    secret = SECRETS["own password"]
    for told in (secret, b64encode(secret.encode()).decode(), OSError(f"no {secret}"), KeyError(secret)):
        witness = Witness(tmp_path)
        witness.hear(told)
        assert witness.found() == {"own password"}
    (tmp_path / "bdc-desk.log").write_text("no route to +442079460177", encoding="utf-8")
    assert Witness(tmp_path).found() == {"number"}


def test_a_password_in_an_address(run: Commands, witness: Witness, keyring: Keyring) -> None:
    told = SECRETS
    for address in (
        f"postgresql://kim:{told['password in an address']}@db.example.test/bdc",
        f"postgresql://kim:{told['password as the port']}/@db.example.test/bdc",
        f"postgresql://kim:{told['password as the port']}",
        f"bdc-desk join postgresql://kim:{told['password in a pasted line']}@db.example.test:99999/bdc",
        f"postgresql://kim@db.example.test/bdc?password={told['password after a query']}",
    ):
        ran(witness, run, "join", address)
    owner = f"postgresql://boss:{told['password of the owner in an address']}@127.0.0.1:1/bdc"
    ran(witness, run, "shared", "init", "--database", owner)


@pytest.mark.expects_log
@pytest.mark.parametrize("talk", [postgres, postgres_oddly])
def test_a_database_that_repeats_the_password(
    run: Commands, witness: Witness, keyring: Keyring, monkeypatch: pytest.MonkeyPatch, talk: Any
) -> None:
    told = SECRETS
    log_to(run.folder / "logs")
    with echoing(talk) as port:
        types(monkeypatch, told["first password"], told["own password"])
        ran(witness, run, "join", f"postgresql://kim@127.0.0.1:{port}/bdc")
        assert "[secret]" in witness.heard[-1]
        with monkeypatch.context() as patch:
            patch.setenv("PGPASSWORD", told["password from the environment"])
            types(patch)
            ran(witness, run, "join", f"postgresql://kim@127.0.0.1:{port}/bdc")
        with pytest.raises(BdcDeskError) as fault:
            connect(Address("127.0.0.1", "bdc", "kim", port), told["password repeated oddly"])
    witness.hear(fault.value)
    logging.getLogger("bdc_desk.sync").error("the sync failed", exc_info=fault.value)
    types(monkeypatch, told["password with no server"])
    ran(witness, run, "join", "postgresql://kim@127.0.0.1:1/bdc")


def at(port: int, *more: str) -> list[str]:
    return ["--host", "127.0.0.1", "--port", str(port), "--security", "none", "--login", LOGIN, *more]


def test_a_mailbox_that_repeats_the_password(
    run: Commands, desk: Staffed, witness: Witness, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = SECRETS
    with echoing(imap) as port:
        types(monkeypatch, told["mailbox password"])
        ran(witness, run, "mailbox", "add", "Leads", *at(port))
        types(monkeypatch, told["mailbox password kept"])
        ran(witness, run, "mailbox", "add", "Leads", *at(port, "--yes"), code=0)
        assert told["mailbox password kept"] in keyring.kept.values()
        ran(witness, run, "mailbox", "read", "Leads", "--json")
        ran(witness, run, "mailbox", "list", "--json", code=0)
        said = run("doctor", "--json")
        assert "refused the login" in said.out
        witness.hear(said.out, said.err)
        types(monkeypatch, f"{told['mailbox password coded']} é")  # LOGIN takes ASCII only
        ran(witness, run, "mailbox", "add", "Other", *at(port))
    with echoing(imap_nonsense) as port:
        types(monkeypatch, told["mailbox password refused as nonsense"])
        ran(witness, run, "mailbox", "add", "Nonsense", *at(port))
    with echoing(imap) as port:
        types(monkeypatch, told["mailbox password with no TLS"])
        more = ["--host", "127.0.0.1", "--port", str(port), "--security", "starttls", "--login", LOGIN]
        ran(witness, run, "mailbox", "add", "Bare", *more)


def test_a_server_for_mail_out_that_repeats_the_password(
    run: Commands, desk: Staffed, witness: Witness, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = SECRETS
    with smtp_server() as server:
        for what, more, code in (
            ("mail out password", (), 1),
            ("mail out password coded", (), 1),
            ("mail out password kept", ("--yes",), 0),
        ):
            coded = b64encode(f"\0{LOGIN}\0{told[what]}".encode()).decode()
            server.says["AUTH"] = f"535 5.7.8 {coded if 'coded' in what else told[what]} is wrong"
            types(monkeypatch, told[what])
            ran(witness, run, "mail-out", "set", *at(server.port, *more), code=code)
        ran(witness, run, "mail-out", "test")
        ran(witness, run, "mail-out", "show", "--json", code=0)
        said = run("doctor")
        witness.hear(said.out, said.err)


def test_what_a_server_repeated_is_not_there_to_copy(witness: Witness) -> None:
    """The details of a fault have a button that copies them."""
    told = SECRETS
    for talk, what in (
        (imap, "mailbox password to copy"),
        (imap_nonsense, "mailbox password as nonsense to copy"),
    ):
        with echoing(talk) as port:
            settings = MailboxSettings("Leads", "127.0.0.1", LOGIN, port=port, security="none")
            with pytest.raises(MailFault) as fault:
                MailboxConnection(settings).open(told[what])
        witness.hear(fault.value)
        assert "[secret]" in fault.value.details
    with smtp_server() as server:
        for what, sign_in in (
            ("mail out password to copy", "password"),
            ("mail out token to copy", "google"),
        ):
            settings = settings_for(server, sign_in=sign_in)
            form = (plain_form if sign_in == "password" else token_form)(settings.login, told[what])
            server.says["AUTH"] = f"535 5.7.8 {told[what]} {b64encode(form.encode()).decode()}"
            sending = MailOutConnection(settings)
            with pytest.raises(MailFault) as fault:
                sending.open(told[what])
            sending.close()
            witness.hear(fault.value)
            assert "535 5.7.8 [secret] [secret]" in fault.value.details


def test_a_sign_in_that_repeats_its_tokens(witness: Witness, tokens: Google) -> None:
    told = SECRETS
    refresh, client = told["refresh token of Google"], told["client secret of Google"]
    kept = json.dumps({"client_secret": client, "refresh_token": refresh})
    tokens.answers = [{"error": "invalid_grant", "error_description": f"no {refresh} with {client}"}]
    with pytest.raises(MailFault) as at_google:
        google.token_of(AT_GOOGLE, kept)
    assert "[secret] with [secret]" in at_google.value.details
    there = Microsoft()
    refresh, access = told["refresh token of Microsoft"], told["access token of Microsoft"]
    there.answers = [granted(access, refresh, lasts=1)]
    kept = microsoft.sign_in_microsoft(AT_MICROSOFT, lambda _code, _url: None, http_client=there)
    there.answers = [{"error": "invalid_grant", "error_description": f"no {refresh}, no {access}"}] * 3
    with pytest.raises(MailFault) as at_microsoft:
        microsoft.token_of(AT_MICROSOFT, kept, http_client=there)
    assert "no [secret], no [secret]" in at_microsoft.value.details
    witness.hear(at_google.value, at_microsoft.value)


def test_a_keyring_that_fails_with_the_secret_in_its_mouth(
    run: Commands, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(Keyring):
        def set_password(self, service: str, account: str, password: str) -> None:
            raise OSError(f"cannot keep {password}")

    monkeypatch.setattr(secret_store, "trusted_keyring", Broken)
    log_to(run.folder / "logs")
    assert not secret_store.keep_secret("kim", SECRETS["word to the keyring"])


def test_a_pin_lies_nowhere_as_it_was_typed(run: Commands, desk: Staffed, witness: Witness) -> None:
    pin = "73105926"
    log_to(run.folder / "logs")
    pins.set_pin(desk.ana, pin)
    assert pins.is_pin(desk.ana, desk.ana.person, pin)
    with pytest.raises(BdcDeskError) as fault:
        pins.set_pin(desk.ana, 9 * SECRETS["PIN"])
    witness.hear(fault.value)
    for file in run.folder.rglob("*"):
        assert not file.is_file() or pin.encode() not in file.read_bytes()


@pytest.mark.expects_log
def test_a_mistake_in_the_middle_of_somebodys_data(
    run: Commands, desk: Staffed, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that nobody foresaw, with all the values in its message and in the variables of its trace."""
    lead = desk.lead()
    people = PEOPLE
    form = DetailsForm(
        people["first name"], people["last name"], people["comment"],
        (people["number"], people["number in another writing"]), (people["mail"],), people["street"],
    )  # fmt: skip
    log_to(run.folder / "logs")

    def fails(values: Any) -> Any:
        raise ValueError(f"cannot keep {values!r}, {json.dumps(values, ensure_ascii=False, default=str)}")

    monkeypatch.setattr(writing, "plain_values", fails)
    for work in (
        lambda: edit_details(desk.ana, lead, form, ()),
        lambda: write_note(desk.ana, lead, people["note"]),
        lambda: write_note(desk.ana, lead, people["typed note"]),
        lambda: write_note(desk.ana, lead, f"{people['template']}\n{people['reason']}"),
        lambda: hand_over(desk.ana, lead, desk.cy.person, people["reason"]),
    ):
        with pytest.raises(ValueError, match="cannot keep") as fault:
            work()
        logging.getLogger("bdc_desk.ui").error("a fault of the program", exc_info=fault.value)
        witness.hear(masked_trace(fault.value))
    assert "ValueError: cannot keep" in (run.folder / "logs" / "bdc-desk.log").read_text("utf-8")


def test_the_list_of_processes_has_no_secret(run: Commands, desk: Staffed, witness: Witness) -> None:
    """A command that waits for its server, as others on the computer see it."""
    secret = SECRETS["mailbox password while it hangs"]
    with echoing(silent) as port:
        command = ["mailbox", "add", "Leads", *at(port), "--profile", str(run.folder)]
        with subprocess.Popen(
            [sys.executable, "-m", "bdc_desk", *command],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        ) as waiting:  # fmt: skip
            assert waiting.stdin is not None
            waiting.stdin.write(f"{secret}\n")
            waiting.stdin.flush()
            there = psutil.Process(waiting.pid)
            while not any(one.raddr and one.raddr.port == port for one in there.net_connections()):
                assert waiting.poll() is None
            for process in (there, *there.children(recursive=True)):
                witness.hear(process.cmdline(), process.environ(), process.name())
            waiting.kill()
            witness.hear(waiting.communicate()[0])
    assert secret not in " ".join(os.environ.values())


def test_no_option_takes_a_secret() -> None:
    """It would stand in the list of processes and in the shell's history."""
    waiting, words = [parser()], set[str]()
    while waiting:
        for action in waiting.pop()._actions:
            if isinstance(action, argparse._SubParsersAction):
                waiting += action.choices.values()
            elif action.nargs != 0:
                words |= {action.dest, *action.option_strings}
    assert "profile" in words
    assert not [one for one in words if any(bad in one for bad in ("password", "secret", "token", "pin"))]


def test_what_is_hidden_is_hidden_in_every_form() -> None:
    assert without("a=s3cr%26t", "s3cr&t") == "a=[secret]"
    assert without("no pin 12", "12") == "no pin 12"
