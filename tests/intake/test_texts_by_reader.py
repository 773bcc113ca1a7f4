"""Labelled text and tables by the whole reader: in mails and files, with what the envelope knows."""

from typing import Final

from bdc_desk.intake.reader import read
from bdc_desk.intake.tables.mapping import header_key
from bdc_desk.operations.draft import Grade
from tests.intake.samples import NOW, drafts, one, sample

HEAD: Final = (
    b"From: AutoVinder <leads@hub.example.test>\nTo: ben@dealer.example.test\nSubject: Nieuwe lead\n"
    b"MIME-Version: 1.0\nMessage-ID: <1@hub.example.test>\n"
)
LEAD: Final = b"Naam: Jan van der Berg\nTelefoon: 020 7946 0123\nBericht: Is hij er nog?\n"


def test_a_labelled_mail() -> None:
    lead = one(HEAD + b"\n" + LEAD)
    assert (lead.first, lead.last, lead.comments) == ("Jan", "van der Berg", "Is hij er nog?")
    assert (lead.key, lead.source, lead.grade) == ("<1@hub.example.test>", "AutoVinder", Grade.OK)
    assert lead.raw == HEAD + b"\n" + LEAD


def test_a_table_of_two_columns_in_html() -> None:
    rows = b"".join(
        b"<tr><td><b>%s</b></td>\n<td>%s</td></tr>" % pair
        for pair in (
            (b"Naam", b"Jan van der Berg"),
            (b"Telefoon", b'<a href="tel:1">020 7946 0123</a>'),
            (b"Auto", b"Volvo V60"),
            (b"Bericht", b"Hallo,<br>is hij er nog?"),
        )
    )
    lead = one(HEAD + b"Content-Type: text/html\n\n<html><body><table>" + rows + b"</table></body></html>")
    assert (lead.full, lead.phones[0].e164) == ("Jan van der Berg", "+442079460123")
    assert lead.wanted is not None
    assert lead.wanted.model == "Volvo V60"
    assert lead.comments == "Hallo,\nis hij er nog?"


def test_labelled_text_that_looks_like_a_mails_head() -> None:
    lead = one(b"Name: Jo Reed\nDate: 2026-03-02 10:00\nSubject: Test drive\nPhone: 020 7946 0123\n")
    assert (lead.full, lead.phones[0].e164) == ("Jo Reed", "+442079460123")
    lead = one(HEAD + LEAD)
    assert (lead.full, lead.comments) == ("Jan van der Berg", "Is hij er nog?")


def test_a_table_attached_to_a_mail() -> None:
    mail = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the file.\n"
        b"--b\nContent-Type: text/csv; name=x.csv\n\n" + sample("tables/hubspot.csv") + b"\n--b--\n"
    )
    alex, jo = drafts(mail)
    assert (alex.last, jo.last, alex.source) == ("O'Neill", "Reed", "AutoVinder")
    assert [lead.key for lead in drafts(sample("tables/hubspot.csv"))] == [alex.key, jo.key]


def test_a_labelled_cell_does_not_swallow_the_other_rows() -> None:
    text = 'Name;Phone;Notes\nJo Reed;020 7946 0123;"Name: X\nPhone: 020 7946 0199"\nAl Ray;020 7946 0124;\n'
    assert [lead.first for lead in drafts(text.encode())] == ["Jo", "Al"]


def test_columns_told_before_are_handed_through() -> None:
    tables = {header_key(("k1", "k2", "k3", "k4")): ("", "full", "email", "")}
    data = sample("tables/unknown.csv")
    found = read(data, name="x.csv", now=NOW, country="GB", zone="Europe/London", tables=tables)
    assert [lead.first for lead in found] == ["Robin", "Jo"]
    (waiting,) = drafts(data)
    assert (waiting.grade, waiting.raw) == (Grade.UNREADABLE, data)
