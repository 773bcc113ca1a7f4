"""Mails that came back, as servers report them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.intake.letters.bounces import Bounce, bounce_of

OUR = "0190b1c2-0000-7000-8000-00000000abcd"
ORIGINAL = f"From: sales@example.test\nTo: pat@example.test\nMessage-ID: <{OUR}@example.test>\n"
EXIM = (
    "From: Mail Delivery System <Mailer-Daemon@mx.example.test>\nX-Failed-Recipients: pat@example.test\n"
    "Subject: Mail delivery failed: returning message to sender"
)


def report(
    action: str,
    status: str,
    diagnostic: str = "",
    original: str = ORIGINAL,
    kind: str = "text/rfc822-headers",
) -> bytes:
    said = f"Diagnostic-Code: smtp; {diagnostic}\n" if diagnostic else ""
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example.test>\n"
        "To: sales@example.test\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nI'm sorry to have to inform you.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.test\n\n"
        f"Final-Recipient: rfc822; pat@example.test\nAction: {action}\nStatus: {status}\n{said}\n"
        f"--b\nContent-Type: {kind}\n\n{original}\n--b--\n"
    ).encode()


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "why", "permanent"),
    [
        (
            "failed",
            "5.1.1",
            "550 5.1.1 <pat@example.test>: Recipient address rejected",
            "no such address",
            True,
        ),
        ("failed", "5.0.0", "550 No such user here", "no such address", True),
        ("failed", "5.2.2", "552 5.2.2 Over quota", "mailbox full", True),
        ("failed", "4.2.2", "452 4.2.2 mailbox full", "mailbox full", True),
        ("failed", "5.7.1", "554 5.7.1 looks like spam\n   to us", "refused", True),
        ("failed", "5.4.4", "", "other", True),
        ("delayed", "4.4.1", "connect timed out", "delayed", False),
    ],
)
@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_reports(action: str, status: str, diagnostic: str, why: str, permanent: bool, kind: str) -> None:
    found = bounce_of(report(action, status, diagnostic, kind=kind))
    assert found is not None
    assert (found.ids, found.why, found.permanent) == ((OUR,), why, permanent)
    assert found.said.startswith(status)


def test_a_report_of_a_mail_that_was_delivered_is_no_bounce() -> None:
    assert bounce_of(report("delivered", "2.0.0")) is None


def test_a_report_of_another_programs_mail_names_none_of_ours() -> None:
    assert bounce_of(report("failed", "5.1.1", original="Message-ID: <other@example.test>\n")) is None


@pytest.mark.parametrize(
    ("head", "text", "why", "permanent"),
    [
        (  # Exim
            EXIM,
            "A message that you sent could not be delivered.\n  pat@example.test\n    550 Unknown user\n\n",
            "no such address", True,
        ),
        (  # Exchange, in German
            "From: postmaster@outlook.example.test\nSubject: Unzustellbar: Ihr Ranger",
            "Der Empfänger ist unbekannt (5.1.10).\n",
            "no such address", True,
        ),
        (  # Exchange, in Dutch
            "From: postmaster@outlook.example.test\nSubject: Onbestelbaar: Uw Ranger",
            "Het postvak is vol.\n",
            "mailbox full", True,
        ),
        (
            "From: MAILER-DAEMON@mx.example.test\nSubject: Delivery delayed: Your Ranger",
            "The mail is delayed. We will keep trying for 2 days.\n",
            "delayed", False,
        ),
        (  # qmail
            "Return-Path: <>\nFrom: someone@mx.example.test\nSubject: failure notice",
            "<pat@example.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n",
            "no such address", True,
        ),
    ],
)  # fmt: skip
def test_plain_forms(head: str, text: str, why: str, permanent: bool) -> None:
    kind = "Content-Type: text/plain; charset=utf-8"
    data = f"{head}\nTo: sales@example.test\n{kind}\n\n{text}\n{ORIGINAL}".encode()
    found = bounce_of(data)
    assert found is not None
    assert (found.ids, found.why, found.permanent) == ((OUR,), why, permanent)


@pytest.mark.parametrize(
    "head",
    [
        "From: Pat <pat@example.test>\nSubject: Re: Undelivered Mail",
        "From: Pat <pat@example.test>\nSubject: failure notice of my gearbox",
        "From: postmaster@example.test\nSubject: Re: Your Ranger",
    ],
)
def test_a_persons_answer_is_no_bounce(head: str) -> None:
    assert (
        bounce_of(f"{head}\nTo: a@example.test\nIn-Reply-To: <{OUR}@example.test>\n\nHello\n".encode())
        is None
    )


@given(st.binary(max_size=600))
def test_whatever_comes(data: bytes) -> None:
    head = b"From: MAILER-DAEMON@x.test\nSubject: failure notice\n\n" + f"<{OUR}@example.test>\n".encode()
    assert bounce_of(data) is None or isinstance(bounce_of(data), Bounce)
    assert isinstance(bounce_of(head + data), Bounce)
    bounce_of(report("failed", "5.1.1") + data)
