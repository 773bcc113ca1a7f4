"""Whatever arrives becomes a lead, or a flagged one; never nothing."""

import hashlib

import pytest

from bdc_desk.intake import reader
from bdc_desk.intake.reading import Place, Reading
from bdc_desk.operations.draft import Grade, LeadDraft
from tests.intake.samples import PHONE, drafts, one, prospect, sample


@pytest.mark.parametrize(
    ("data", "fault", "why"),
    [
        (b"", "The file is empty", "nothing"),
        (b" \r\n\t", "The file is empty", "as good as nothing"),
        (b"\0\0\0", "The file holds nothing that can be read as text: look at the original", "NULs"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x01\x02\x03\x04", "holds nothing that can be read as text", "a picture"),
        (b"hello", 'No enquiry in a known form was found in "lead.adf": read the file', "text"),
        (b"name;phone\nJo;020 7946 0123\n", "No enquiry in a known form", "CSV, for now"),
        (sample("labelled.txt"), "No enquiry in a known form", "labelled text, for now"),
        (
            sample("cut_off.adf"),
            "The XML is not well-formed: line 8: it is cut off: read the file",
            "cut off",
        ),
        (b"<adf><prospect>A & B</prospect></adf>", "line 1: a letter stands where none may", "a bare &"),
        (b"<adf><prospect></adf>", "an element is closed that is not the open one", "unclosed"),
        (b"<adf><a b=1/></adf>", "line 1: a letter stands where none may", "an unquoted attribute"),
        (b"<adf/>", 'The XML holds no enquiry: its first element is "adf"', "an empty document"),
        (
            b"<?xml version='1.0'?><ProcessSalesLead/>",
            'its first element is "processsaleslead"',
            "STAR, for now",
        ),
        (b"<adf>&nbsp;<prospect/></adf>", "undefined entity", "an HTML entity"),
        (
            b"<!DOCTYPE adf SYSTEM 'x'><adf>&nbsp;<prospect/></adf>",
            "the entity &nbsp;",
            "the same, in a type",
        ),
        (b"<adf>\0<prospect/></adf>", "The XML is not well-formed", "a NUL inside"),
    ],
)
def test_what_cannot_be_read_is_one_flagged_lead(data: bytes, fault: str, why: str) -> None:
    lead = one(data)
    assert lead.grade == Grade.UNREADABLE, why
    assert fault in lead.faults[0], why
    assert lead.raw == data
    assert lead.key == hashlib.sha256(data).hexdigest()


def test_the_text_of_a_flagged_lead_is_there_to_read() -> None:
    assert one(sample("labelled.txt")).comments == sample("labelled.txt").decode().strip()
    assert "+44 20 7946 0123" in one(sample("cut_off.adf")).comments


def test_its_text_is_capped() -> None:
    assert len(one(b"x" * 100_000).comments) == 20_000


def test_letters_that_were_not_what_was_declared_grade_a_lead_repaired() -> None:
    data = b'<?xml version="1.0" encoding="UTF-8"?>' + prospect(f"<name>Zoe</name>{PHONE}").encode()
    lead = one(data.replace(b"Zoe", b"Zo\xeb"))
    assert (lead.full, lead.grade) == ("Zoë", Grade.REPAIRED)
    assert lead.faults == ("The text is declared as utf-8 but is not: read as Windows-1252",)


def test_nothing_to_call_is_partial() -> None:
    lead = one(prospect("<email>jo@example.test</email>"))
    assert (lead.grade, lead.faults) == (Grade.PARTIAL, ("There is no number that could be called",))


def test_a_number_that_only_lacks_its_country_can_be_called() -> None:
    lead = one(prospect("<phone>020 7946 0123</phone>"), country=None)
    assert (lead.grade, lead.phones[0].e164, len(lead.faults)) == (Grade.OK, None, 1)


def test_a_further_reader_is_one_more_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def labelled(text: str, place: Place) -> Reading:
        return Reading((LeadDraft(key="", full=text[6:9]),)) if text.startswith("Naam:") else Reading()

    monkeypatch.setattr(reader, "READERS", (*reader.READERS, labelled))
    assert one(sample("labelled.txt")).full == "Jan"
    assert one(sample("clean.adf")).full == "Robin van der Meer", "the strict one comes first"


def test_a_reader_that_fails_costs_no_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, place: Place) -> Reading:
        raise KeyError(text)

    monkeypatch.setattr(reader, "READERS", (broken,))
    lead = one(b"Call Robin")
    assert (lead.grade, lead.comments, lead.raw) == (Grade.UNREADABLE, "Call Robin", b"Call Robin")
    assert "KeyError" in lead.faults[0]


def test_a_name_that_cannot_be_printed_is_made_plain() -> None:
    (lead,) = drafts(b"hello", name="\udcff\n" + "x" * 500)
    assert lead.faults[0].encode("utf-8")
    assert len(lead.faults[0]) < 150
