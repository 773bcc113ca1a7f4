"""A mailbox tried step by step."""

import ssl
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.intake.mailbox.check import check_mailbox
from bdc_desk.mail_server.faults import Step
from tests.helpers.desks import MONDAY
from tests.helpers.imap import PASSWORD, SEEN, ImapServer, certificate, imap_server, mail, settings_for


def test_all_is_well(tmp_path: Path) -> None:
    path, trust = certificate(tmp_path)
    with imap_server(tls="tls", certificate=path) as server:
        server.deliver(mail(1), MONDAY)
        server.deliver(mail(2), MONDAY, [SEEN])
        steps = check_mailbox(settings_for(server), PASSWORD, trust=trust)
        assert server.unseen() == [101]
    assert steps == (
        Step("Server", ok=True, words="127.0.0.1 answers at port " + f"{settings_for(server).port}."),
        Step("Encryption", ok=True, words="Encrypted, and the server is who it says."),
        Step("Login", ok=True, words="leads@example.test is let in. New mails are told at once."),
        Step("Folder", ok=True, words="Open."),
        Step("Mails", ok=True, words="2 mails, 1 of them unread."),
    )


@pytest.mark.parametrize(
    ("step", "fields", "password", "words"),
    [
        ("Server", {"host": "nowhere.invalid"}, PASSWORD, "was not found"),
        ("Encryption", {"security": "tls"}, PASSWORD, "do not fit"),
        ("Login", {}, "wrong", "refused the login"),
        ("Login", {}, None, "is needed"),
        ("Folder", {"folder": "Nothing"}, PASSWORD, "no folder Nothing"),
    ],
)
def test_it_ends_at_the_first_that_fails(
    server: ImapServer, step: str, fields: dict[str, Any], password: str | None, words: str
) -> None:
    steps = check_mailbox(settings_for(server, **fields), password)
    assert [one.ok for one in steps] == [True] * (len(steps) - 1) + [False]
    assert steps[-1].name == step
    assert words in steps[-1].words
    assert "tried again" not in steps[-1].words


def test_a_port_at_which_nobody_listens_is_named_and_no_further_try_is_promised(server: ImapServer) -> None:
    settings = settings_for(server)
    server.close()
    (step,) = check_mailbox(settings, PASSWORD)
    assert "Check the port" in step.words
    assert "tried again" not in step.words


def test_a_refusal_at_the_end(server: ImapServer) -> None:
    server.refuses = lambda said: said.startswith("UID SEARCH")
    (*_, last) = check_mailbox(settings_for(server), PASSWORD)
    assert (last.name, last.ok) == ("Mails", False)


def test_the_steps_of_a_folder_that_may_not_be_marked(server: ImapServer) -> None:
    server.make_read_only()
    steps = check_mailbox(settings_for(server), PASSWORD, trust=ssl.create_default_context())
    assert steps[1].words == "None; the server is on this computer."
    assert steps[3].words == "Open; mails cannot be marked as seen."
    assert steps[4].words == "0 mails, 0 of them unread."
