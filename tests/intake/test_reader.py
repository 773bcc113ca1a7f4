"""Whatever arrives becomes a lead, or a flagged one; never nothing."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bdc_desk.intake import reader
from bdc_desk.intake.reading import Place, Reading
from bdc_desk.operations.draft import Grade, LeadDraft
from tests.intake.samples import NOW, PHONE, drafts, one, prospect, sample


@pytest.mark.parametrize(
    ("data", "fault", "why"),
    [
        (b"", "The file is empty", "nothing"),
        (b" \r\n\t", "The file is empty", "as good as nothing"),
        (b"\0\0\0", "The file holds nothing that can be read as text: look at the original", "NULs"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x01\x02\x03\x04", "holds nothing that can be read as text", "a picture"),
        (b"hello", 'No enquiry in a known form was found in "lead.adf": read the file', "text"),
        (b"<adf>\n<prospect>", "The XML is not well-formed: line 2: it is cut off: read the file", "cut off"),
        (b"<adf><prospect>A & B</prospect></adf>", "line 1: a letter stands where none may", "a bare &"),
        (b"<adf><prospect></adf>", "an element is closed that is not the open one", "unclosed"),
        (b"<adf><a b=1/></adf>", "line 1: a letter stands where none may", "an unquoted attribute"),
        (b"<adf/>", 'The XML holds no enquiry: its first element is "adf"', "an empty document"),
        (
            b"<?xml version='1.0'?><star:ProcessSalesLead xmlns:star='http://example.test/'/>",
            "It is a STAR ProcessSalesLead, a manufacturer's form that is not read yet: read the file",
            "STAR",
        ),
        (b"<adf>&nbsp;<prospect/></adf>", "undefined entity", "an HTML entity"),
        (
            b"<!DOCTYPE adf SYSTEM 'x'><adf>&nbsp;<prospect/></adf>",
            "the entity &nbsp;",
            "the same, in a type",
        ),
        (b"<adf>\0<prospect></adf>", "an element is closed that is not the open one", "a NUL inside"),
    ],
)
def test_what_cannot_be_read_is_one_flagged_lead(data: bytes, fault: str, why: str) -> None:
    lead = one(data)
    assert lead.grade == Grade.UNREADABLE, why
    assert fault in lead.faults[0], why
    assert lead.raw == data
    assert lead.key == hashlib.sha256(data).hexdigest()


def test_the_text_of_a_flagged_lead_is_there_to_read() -> None:
    assert one(b"Please call me\non Monday\n").comments == "Please call me\non Monday"
    assert "+44 20 7946" in one(b"<adf><prospect>+44 20 7946").comments


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
    def spoken(text: str, place: Place) -> Reading:
        return Reading((LeadDraft(key="", full=text[5:8]),)) if text.startswith("I am ") else Reading()

    monkeypatch.setattr(reader, "READERS", (*reader.READERS, spoken))
    assert one(b"I am Jan").full == "Jan"
    assert one(sample("clean.adf")).full == "Robin van der Meer", "the strict one comes first"


def test_a_reader_that_fails_costs_no_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, place: Place) -> Reading:
        raise KeyError(text)

    monkeypatch.setattr(reader, "READERS", (broken,))
    lead = one(b"Call Robin")
    assert (lead.grade, lead.comments, lead.raw) == (Grade.UNREADABLE, "Call Robin", b"Call Robin")
    assert "KeyError" in lead.faults[0]


def test_a_lead_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    lead = one(sample("cut_off.adf"))
    assert (lead.full, lead.phones[0].e164, lead.grade) == ("Robin Carter", "+442079460123", Grade.REPAIRED)
    assert lead.faults == ("The document is cut off: what there is was read",)


def read_at(data: bytes, arrived_at: datetime | None) -> LeadDraft:
    (lead,) = reader.read(data, name="", now=NOW, country="GB", zone="Europe/London", arrived_at=arrived_at)
    return lead


def test_the_mailboxs_moment_counts_before_the_mails_own_lines() -> None:
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    lead = read_at(sample("mail_text.eml"), at.astimezone(timezone(timedelta(hours=5))))
    assert (lead.arrived_at, lead.faults) == (at, ())
    assert str(lead.arrived_at).endswith("+00:00")
    assert read_at(sample("clean.adf"), at).arrived_at == at, "of a file just as well"
    assert read_at(sample("mail_text.eml"), NOW).arrived_at == NOW, "this very moment has been"


def test_a_mailboxs_moment_in_the_future_is_a_fault_and_none() -> None:
    lead = read_at(sample("mail_text.eml"), NOW + timedelta(microseconds=1))
    assert lead.arrived_at is None
    assert lead.faults == (
        "The mailbox says that the mail arrives in the future: the moment of import counts",
    )


def test_columns_told_before_reach_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"key": ("full", "phone")}
    seen = []

    def watching(text: str, place: Place) -> Reading:
        seen.append(place.tables)
        return Reading()

    monkeypatch.setattr(reader, "READERS", (watching,))
    reader.read(b"x", name="", now=NOW, country=None, zone="UTC", tables=told)
    one(b"x")
    assert seen == [told, {}]


def test_a_row_keeps_its_own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Reading((LeadDraft(key="row:1"), LeadDraft(key=""), LeadDraft(key="row:2")))
    monkeypatch.setattr(reader, "READERS", (lambda text, place: rows,))
    assert [draft.key.partition("#")[::2] for draft in drafts(b"x")] == [
        ("row:1", ""), (hashlib.sha256(b"x").hexdigest(), "2"), ("row:2", ""),
    ]  # fmt: skip


def test_a_lead_nobody_can_be_reached_by_gives_way_to_one_that_says_more() -> None:
    name = "<adf><prospect><customer><contact><name>Jo Carter</name></contact></customer></prospect></adf>"
    assert one(f"{name}\nNaam: Jo\nE-mail: jo@example.test").emails == ("jo@example.test",)
    assert one(name).full == "Jo Carter"


def test_a_name_that_cannot_be_printed_is_made_plain() -> None:
    (lead,) = drafts(b"hello", name="\udcff\n" + "x" * 500)
    assert lead.faults[0].encode("utf-8")
    assert len(lead.faults[0]) < 150
