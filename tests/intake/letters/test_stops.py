"""A word that no more emails are wanted, and everything that is more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.intake.letters.stops import own_words, stop_of

OUR = "0190b1c2-0000-7000-8000-00000000abcd"


def answer(
    text: str,
    subject: str = "Re: Your Ranger",
    answers: str = f"<{OUR}@example.test>",
    kind: str = "text/plain",
) -> bytes:
    reply = f"In-Reply-To: {answers}\n" if answers else ""
    return (
        f"From: Pat Sample <pat@example.test>\nTo: sales@example.test\nSubject: {subject}\n{reply}"
        f"Message-ID: <reply@example.test>\nContent-Type: {kind}; charset=utf-8\n\n{text}"
    ).encode()


@pytest.mark.parametrize(
    "text",
    [
        "STOP", "stop.", "  Stop!\n", "Unsubscribe", "please unsubscribe me",
        "No more emails, please!",
        "STOP a.u.b.", "Uitschrijven", "graag afmelden", "Geen e-mails meer!", "Bitte abmelden", "STOPP",
        "Keine E-Mails mehr.",
        "STOP\n\nOn Mon, 2 Mar 2026 at 10:00, Ana <sales@example.test> wrote:\n> Dear Pat,\n> stop by soon",
        "Stop\n\nOp ma 2 mrt. 2026 om 10:00 schreef Ana Cruz:\n> Beste Pat",
        "Stop\nAm 02.03.2026 um 10:00 schrieb Ana Cruz:\n> Guten Tag",
        "STOP\n\n-- \nPat Sample\n+44 20 7946 0001", "stop\n\nSent from my iPhone",
        "STOP\n\nVerzonden vanaf mijn iPhone",
        "stop\r\n________________________________\r\nFrom: Ana Cruz\r\nSubject: Your Ranger",
        "stop\n-----Original Message-----\nFrom: Ana",
    ],
)  # fmt: skip
def test_only_that(text: str) -> None:
    found = stop_of(answer(text))
    assert found is not None
    assert (found.ids, found.sender, found.key) == ((OUR,), "pat@example.test", "<reply@example.test>")
    assert found.words


@pytest.mark.parametrize(
    "text",
    [
        "", "Stop calling me but do mail", "I will stop by on Tuesday", "Please stop by", "Yes", "stop stop",
        "Can I unsubscribe my wife?", "x" * 100_000, "> STOP", "STOP\nand call me on +44 20 7946 0001",
    ],
)  # fmt: skip
def test_more_than_that_is_for_a_person(text: str) -> None:
    assert stop_of(answer(text)) is None


def test_html() -> None:
    page = (
        "<html><p>STOP</p><br><div>On Monday, Ana Cruz wrote:</div><blockquote>Dear Pat</blockquote></html>"
    )
    assert stop_of(answer(page, kind="text/html")) is not None


def test_the_button_of_a_mail_program_sends_a_mail_of_its_own() -> None:
    found = stop_of(answer("", subject="STOP", answers=""))
    assert found is not None
    assert (found.ids, found.sender, found.words) == ((), "pat@example.test", "STOP")
    assert stop_of(answer("Is it still there?", subject="STOP", answers="")) is None
    assert stop_of(answer("", subject="STOP")) is None  # an answer without words: a person looks


def test_what_is_quoted_is_not_said() -> None:
    assert own_words("No\n> STOP") == "No"


@given(st.binary(max_size=600))
def test_whatever_comes(data: bytes) -> None:
    stop_of(data)
    stop_of(answer("STOP") + b"\n> " + data)
