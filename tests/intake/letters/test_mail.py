"""Mails: where the lead stands, when it arrived, who sent it."""

import quopri
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from bdc_desk.intake.letters.mail import is_mail
from bdc_desk.operations.draft import Grade, LeadDraft
from tests.intake.samples import PHONE, one, prospect, sample

ADF = prospect(f"<name>Jo Carter</name>{PHONE}")


def mail(headers: str = "", body: str = ADF) -> bytes:
    head = f"From: Portal <leads@portal.example.test>\nSubject: Lead\n{headers}"
    return f"{head.rstrip()}\n\n{body}".encode()


def test_a_lead_in_the_text_among_other_lines() -> None:
    lead = one(sample("mail_text.eml"))
    assert (lead.grade, lead.faults) == (Grade.OK, ())
    assert (lead.first, lead.last) == ("Zoë", "de Bruin")
    assert lead.key == "<lead-1@portal.example.test>"
    assert lead.arrived_at == datetime(2026, 3, 3, 7, 15, 30, tzinfo=UTC), (
        "the topmost Received line, not Date"
    )
    assert lead.requested_at == datetime(2026, 3, 3, 4, 59, tzinfo=UTC)
    assert lead.source == "Portal Cars", "the sender's name, for the ADF names no provider"
    assert lead.wanted is not None
    assert lead.wanted.in_words() == "2024 Škoda Fabia"


def test_a_lead_in_an_attachment_known_by_its_name() -> None:
    lead = one(sample("mail_attached.eml"))
    assert (lead.grade, lead.full) == (Grade.OK, "Robin Carter")
    assert lead.source == "portal.example.test", "the sender has no name"


def test_a_lead_escaped_in_an_html_body() -> None:
    lead = one(sample("mail_html.eml"))
    assert (lead.full, lead.comments) == ("Jürgen O'Neil", "Red & fast")
    assert lead.grade == Grade.OK
    assert len(lead.key) == 64, "no Message-ID: the SHA-256"


def built(*parts: tuple[str, str, str]) -> LeadDraft:
    """The lead of a mail of parts: type, file name, text."""
    message = EmailMessage()
    message["From"] = "Portal <leads@portal.example.test>"
    message["Subject"] = "Lead"
    message.set_content("See the attachment.")
    for kind, name, text in parts:
        main, sub = kind.split("/")
        message.add_attachment(text.encode(), main, sub, filename=name)
    return one(message.as_bytes())


@pytest.mark.parametrize(
    ("kind", "name", "why"),
    [
        ("application/xml", "", "XML"),
        ("text/xml", "a", "XML as text"),
        ("application/x-adf+xml", "a.bin", "ADF's own"),
        ("application/octet-stream", "LEAD.ADF", "by its name"),
        ("application/octet-stream", "lead.dat", "by its content, when all else held nothing"),
        ("application/pdf", "lead.pdf", "a lying type"),
    ],
)
def test_attachments(kind: str, name: str, why: str) -> None:
    lead = built((kind, name, ADF))
    assert (lead.grade, lead.full) == (Grade.OK, "Jo Carter"), why


def test_an_attachment_comes_before_the_text() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.test", "b@example.test"
    message.set_content(prospect("<name>In Text</name>"))
    message.add_attachment(prospect("<name>In File</name>").encode(), "text", "xml")
    assert one(message.as_bytes()).full == "In File"


def test_a_malformed_attachment_gives_way_to_a_readable_text() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.test", "b@example.test"
    message.set_content(ADF)
    message.add_attachment(b"<adf><prospect>", "text", "xml")
    assert one(message.as_bytes()).full == "Jo Carter"


def test_a_mail_forwarded_as_an_attachment_is_opened() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "x@example.test", "Lead"
    inner.set_content(ADF)
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "boss@dealer.example.test", "FW"
    outer.set_content("please")
    outer.add_attachment(inner)
    assert one(outer.as_bytes()).full == "Jo Carter"


def test_a_document_escaped_twice_in_html() -> None:
    twice = ADF.replace("<", "&amp;lt;").replace(">", "&amp;gt;")
    assert one(mail("Content-Type: text/html\n", f"<p>{twice}</p>")).full == "Jo Carter"


def test_a_body_that_hides_behind_a_lying_type_is_found_raw() -> None:
    assert one(mail("Content-Type: multipart/mixed; boundary=none\n")).full == "Jo Carter"


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_line_ends_do_not_matter(ends: bytes) -> None:
    lead = one(sample("mail_attached.eml").replace(b"\n", ends))
    assert lead.full == "Robin Carter"


@pytest.mark.parametrize(
    ("received", "expected", "fault"),
    [
        ("from a by b; Tue, 3 Mar 2026 08:15:30 +0100", datetime(2026, 3, 3, 7, 15, 30, tzinfo=UTC), ""),
        ("from a\n by b;\n Tue, 3 Mar 2026 08:15:30 +0100", datetime(2026, 3, 3, 7, 15, 30, tzinfo=UTC), ""),
        ("from a by b; Tue, 3 Mar 2099 08:15:30 +0100", None, "lies in the future"),
        ("from a by b; yesterday", None, "is not a date that can be read"),
    ],
)
def test_arrival(received: str, expected: datetime | None, fault: str) -> None:
    lead = one(mail(f"Received: {received}\n"))
    assert lead.arrived_at == expected
    assert bool(lead.faults) is bool(fault)
    assert fault in "".join(lead.faults)


def test_without_a_received_line_only_the_import_is_known_and_date_is_not_believed() -> None:
    lead = one(mail("Date: Tue, 3 Mar 2026 08:15:30 +0100\n"))
    assert (lead.arrived_at, lead.faults) == (None, ())


def test_the_provider_named_in_the_lead_is_its_source() -> None:
    body = prospect(PHONE, "<provider><name>Example Hub</name></provider>")
    assert one(mail(body=body)).source == "Example Hub"


def test_the_subject_is_the_source_when_nobody_sent_it() -> None:
    assert one(f"Subject: Website lead\nTo: x@example.test\n\n{ADF}").source == "Website lead"


def test_an_unreadable_mail_keeps_sender_subject_and_text() -> None:
    lead = one(
        b"From: Jo Carter <jo@example.test>\nSubject: Ford Ranger\nMessage-ID: <7@example.test>\n"
        b"Content-Type: text/plain; charset=utf-8\n\nPlease call me on 020 7946 0123.\n"
    )
    assert (lead.grade, lead.key, lead.full, lead.emails) == (
        Grade.UNREADABLE,
        "<7@example.test>",
        "Jo Carter",
        ("jo@example.test",),
    )
    assert lead.comments == "Ford Ranger\n\nPlease call me on 020 7946 0123."
    assert lead.faults == ('No enquiry in a known form was found in "lead.adf": read the mail',)


def test_the_readable_text_of_an_html_mail_is_what_is_seen() -> None:
    lead = one(mail("Content-Type: text/html\n", "<style>x</style><p>Call&nbsp;me</p>"))
    assert lead.comments == "Lead\n\nCall\xa0me"


def test_a_mail_of_which_nothing_can_be_read_says_where_it_breaks() -> None:
    lead = one(mail(body="hello\n\n<adf>\n<prospect>\nA & B</prospect></adf>"))
    assert lead.grade == Grade.UNREADABLE
    assert lead.faults == (
        "The XML is not well-formed: line 5: a letter stands where none may: read the mail",
    )
    assert "A & B" in lead.comments


def test_the_cells_of_a_table_stay_apart() -> None:
    lead = one(mail("Content-Type: text/html\n", "<table><tr><td>Car</td><td>Ranger</td></tr></table>"))
    assert "Car\tRanger" in lead.comments


def test_the_malformed_attachment_is_read_where_the_text_holds_no_enquiry() -> None:
    lead = built(("application/octet-stream", "lead.adf", ADF.replace("Jo Carter", "Jo & Carter")))
    assert (lead.full, lead.grade) == ("Jo & Carter", Grade.REPAIRED)


def test_a_mail_attached_as_a_file_is_opened() -> None:
    lead = built(("application/octet-stream", "FW lead.EML", f"From: x@example.test\nSubject: Lead\n\n{ADF}"))
    assert (lead.grade, lead.full) == (Grade.OK, "Jo Carter")


@pytest.mark.parametrize("encoding", ['"quoted-printable"', "QUOTED-PRINTABLE (x)", "quoted-printable; x=1"])
def test_a_transfer_encoding_written_oddly_is_known(encoding: str) -> None:
    body = quopri.encodestring(ADF.encode()).decode()
    lead = one(mail(f"Content-Transfer-Encoding: {encoding}\n", body))
    assert (lead.grade, lead.full) == (Grade.OK, "Jo Carter")


@pytest.mark.parametrize(
    ("head", "expected", "why"),
    [
        ("From: a@example.test\nSubject: x\n\nbody", True, "two headers that mails have"),
        ("Received: a\n by b\nX-Own: 1\nMessage-ID: <1>\n\n", True, "folded and unknown ones"),
        ("From x@example.test Tue Mar  3 2026\nFrom: a\nTo: b\n\n", True, "a mailbox file's first line"),
        ("\ufeff\nFrom: a\nTo: b\n\n", True, "a mark and a blank line"),
        ("Naam: Jan\nTelefoon: 020\nE-mail: x\n", False, "labelled text"),
        ("Date: today\nName: Jo\n", False, "one of them is not enough"),
        ("From: a\nhello there\nTo: b\n", False, "a letter that begins like one"),
        ("<adf>", False, "ADF"),
        ("", False, "nothing"),
    ],
)
def test_a_mail_is_known_by_its_content(head: str, expected: bool, why: str) -> None:
    assert is_mail(head.encode()) is expected, why


def test_labelled_text_that_looks_all_header_is_read_whole() -> None:
    lead = one("From: Website\nSubject: Lead\nNaam: Jan\nTelefoon: 020 7946 0123\n")
    assert (lead.first, lead.phones[0].e164) == ("Jan", "+442079460123")
    assert "Telefoon: bel mij" in one("From: Website\nSubject: Lead\nNaam: Jan\nTelefoon: bel mij\n").comments


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ("=?utf-8?q?Zo=C3=AB?= <zoe@example.test>", "Zoë", "zoe@example.test"),
        ("Zoë <zoe@example.test>", "Zoë", "zoe@example.test"),
        ("zoe@example.test", "", "zoe@example.test"),
        ("undisclosed", "", ""),
        ("(" * 500, "", ""),
    ],
)
def test_senders(sender: str, name: str, address: str) -> None:
    lead = one(f"From: {sender}\nSubject: x\nTo: y\n\nhello".encode())
    assert (lead.full, lead.emails) == (name, (address,) if address else ())
