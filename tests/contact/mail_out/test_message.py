"""A mail as it goes over the wire: nothing of a stranger's is more than a value in it."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.contact.mail_out.message import Letter, MailUnfit, letter
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.views import Attachment, MailPreview
from tests.helpers.desks import MONDAY

SETTINGS = MailOutSettings("smtp.example.test", "sales@example.test", sender_name="Ana Cruz")
MAIL = MailPreview("missed_you", "pat@example.test", "Your Ranger", "Dear Pat,\n\nGrüße\n", ())
HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "Content-Type",
    "Content-Transfer-Encoding", "MIME-Version",
]  # fmt: skip


def made(mail: MailPreview = MAIL, settings: MailOutSettings = SETTINGS) -> Letter:
    return letter(settings, mail, "an-id", MONDAY)


def read(found: Letter) -> EmailMessage:
    return message_from_bytes(found.data, policy=policy.default)  # type: ignore[return-value]


def test_a_plain_mail() -> None:
    message = read(made())
    assert list(message.keys()) == HEADERS
    assert message["From"] == "Ana Cruz <sales@example.test>"
    assert message["Date"] == "Mon, 02 Mar 2026 10:00:00 +0000"
    assert message["Message-ID"] == "<an-id@example.test>"
    assert message["List-Unsubscribe"] == "<mailto:sales@example.test?subject=STOP>"
    assert message["Auto-Submitted"] == "no"
    assert message.get_content().replace("\r\n", "\n") == MAIL.text
    assert message["Content-Transfer-Encoding"] == "quoted-printable"


def test_an_appointment_is_no_sales_mail_and_carries_its_invitation() -> None:
    invitation = Attachment(
        "invitation.ics", "text/calendar; method=REQUEST; charset=utf-8", b"BEGIN:VCALENDAR"
    )
    flyer = Attachment("Flyer é.pdf", "application/pdf", b"%PDF\0\xff")
    message = read(made(replace(MAIL, template="appointment", attachments=(invitation, flyer))))
    assert message["List-Unsubscribe"] is None
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/calendar",
        "application/pdf",
    ]
    calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("Flyer é.pdf", b"%PDF\0\xff")


@pytest.mark.parametrize(
    "kind", ["", "nonsense", "message/rfc822", "multipart/mixed", "a/b\r\nBcc: x@example.test"]
)
def test_a_file_of_no_kind_is_a_file(kind: str) -> None:
    message = read(made(replace(MAIL, attachments=(Attachment("a\r\nBcc: b.bin", kind, b"1"),))))
    (file,) = message.iter_attachments()
    assert file.get_content_type() == "application/octet-stream"
    assert message["Bcc"] is file["Bcc"] is None


@pytest.mark.parametrize(
    "to",
    [
        "", "pat", "@example.test", "pat@", "pat@example.test\r\nBcc: a@example.test", "a@b@example.test",
        "pat@example.test, all@example.test", "pat\0@example.test", "<pat@example.test>",
        "pat@exa mple.test", "p\u202eat@example.test", f"{'x' * 300}@example.test", f"x@{'y' * 200}.test",
        "pat@\u3002.test", "a@b..c", '"p t"@example.test',
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(to: str) -> None:
    with pytest.raises(MailUnfit) as why:
        made(replace(MAIL, to=to))
    assert not why.value.why.may_try_again
    assert "\n" not in str(why.value)


def test_hostile_names_and_subjects_stay_values() -> None:
    nasty = "Ranger\r\nBcc: all@example.test\0\u202e" + "x" * 1_000_000
    message = read(
        made(replace(MAIL, subject=nasty), replace(SETTINGS, sender_name='"; <b>@c \u202e' + "y" * 10_000))
    )
    assert list(message.keys()) == HEADERS
    assert message["Subject"].startswith("Ranger Bcc: all@example.test")
    assert len(message["Subject"]) <= 200
    assert [one.addr_spec for one in message["From"].addresses] == ["sales@example.test"]


def test_too_large_a_mail_is_refused() -> None:
    with pytest.raises(MailUnfit, match="larger than 25 MB"):
        made(replace(MAIL, attachments=(Attachment("a.bin", "application/pdf", bytes(20_000_000)),)))


@given(
    name=st.text(max_size=60),
    subject=st.text(max_size=120),
    text=st.text(max_size=300),
    file=st.text(max_size=30),
)
def test_whatever_is_in_it_the_headers_are_those(name: str, subject: str, text: str, file: str) -> None:
    mail = replace(MAIL, subject=subject, text=text, attachments=(Attachment(file, "text/plain", b"x"),))
    message = read(made(mail, replace(SETTINGS, sender_name=name)))
    assert sorted(message.keys()) == sorted(set(HEADERS) - {"Content-Transfer-Encoding"})
    assert [one.addr_spec for one in message["From"].addresses] == ["sales@example.test"]
    assert [one.addr_spec for one in message["To"].addresses] == ["pat@example.test"]
    assert message.get_body(("plain",)) is not None
    assert all(len(line) <= 998 for line in made(mail).data.split(b"\r\n"))
