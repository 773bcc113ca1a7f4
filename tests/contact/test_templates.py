"""Templates of the program and of the profile, filled with a lead's data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.contact.mail_data import WORDS, in_full
from bdc_desk.contact.templates import preview, preview_for, read_template
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft, Vehicle
from bdc_desk.operations.lead_work import set_appointment
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import MailPreview
from tests.contact.conftest import RESOURCES

FULL = dict.fromkeys(WORDS, "x") | {"salutation": "Dear Zoë", "car": "2022 Ford Kuga", "agent": "Ana Cruz"}
POLICY = read_policy((RESOURCES / "policies/default.toml").read_text(encoding="utf-8"))
NAMES = [rule.name for rule in POLICY.templates]
ZOE = LeadDraft(
    key="zoe",
    source="AutoPortal",
    first="Zoë",
    last="Ashworth",
    emails=("zoe@example.test", "other@example.test"),
    vehicles=(Vehicle(year="2022", make="Ford", model="Kuga", price="£21,495"),),
)


def mail(desk: Desk, own: Path, name: str, draft: LeadDraft) -> MailPreview:
    lead = receive_lead(desk, draft).lead
    return preview_for(own, name, lead_view(desk, lead), around(desk), desk.person)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_of_the_policy_has_a_text_that_can_be_used(name: str) -> None:
    found = preview(name, read_template(name), FULL, "zoe@example.test")
    assert found.missing == ()
    assert found.to == "zoe@example.test"
    assert found.subject
    assert "Dear Zoë,\n" in found.text
    assert found.text.endswith("Ana Cruz\nx\n")
    assert not set("{}[]") & set(found.subject + found.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_reads_well_for_a_lead_that_says_little(name: str) -> None:
    data = {"salutation": "Hello", "agent": "Ana Cruz", "dealership": "Northgate Motors"}
    found = preview(name, read_template(name), data, "")
    allowed = {"car_details": ("car", "price"), "appointment": ("appointment",)}
    assert found.missing == (*allowed.get(name, ()), "email address")


def test_there_is_no_text_without_a_rule() -> None:
    assert {file.stem for file in (RESOURCES / "templates").iterdir()} == set(NAMES)


def test_a_lead_fills_its_template(desk: Desk, tmp_path: Path) -> None:
    found = mail(desk, tmp_path, "car_details", ZOE)
    assert found.to == "zoe@example.test"
    assert found.subject == "2022 Ford Kuga: details and photos"
    assert "The price is £21,495." in found.text
    assert "Ana Cruz\nNorthgate Motors\n" in found.text
    assert found.missing == ()


@pytest.mark.parametrize(
    ("first", "last", "full", "salutation"),
    [
        ("Zoë", "Ashworth", "", "Dear Zoë,"),
        ("", "Ashworth", "", "Dear Ashworth,"),
        ("", "", "小林 悠斗", "Dear 小林 悠斗,"),
        ("", "", "", "Hello,"),
        ("{{ 7*7 }}", "", "", "Dear {{ 7*7 }},"),
        ("{% include 'x' %}", "", "", "Dear {% include 'x' %},"),
        ("Zoë\r\nBcc: all@example.test", "", "", "Dear Zoë Bcc: all@example.test,"),
        ("<b>Zoë</b>", "", "", "Dear <b>Zoë</b>,"),
    ],
)
def test_names_are_greeted_as_they_are(
    desk: Desk, tmp_path: Path, first: str, last: str, full: str, salutation: str
) -> None:
    draft = LeadDraft(key="k", first=first, last=last, full=full, emails=("a@example.test",))
    assert mail(desk, tmp_path, "missed_you", draft).text.startswith(f"{salutation}\n")


def test_what_the_lead_lacks_is_named_in_words(desk: Desk, tmp_path: Path) -> None:
    found = mail(desk, tmp_path, "car_details", LeadDraft(key="k", first="Zoë"))
    assert found.missing == ("car", "price", "email address")
    assert "The price is [price]." in found.text


def test_an_appointment_is_said_in_full(desk: Desk, tmp_path: Path) -> None:
    lead = receive_lead(desk, ZOE).lead
    set_appointment(desk, lead, datetime(2026, 4, 3, 13, 30, tzinfo=UTC))
    found = preview_for(tmp_path, "appointment", lead_view(desk, lead), around(desk), desk.person)
    assert "on Friday 3 April at 14:30." in found.text  # summer time by then
    assert found.missing == ()


def test_moments_in_full() -> None:
    assert in_full(datetime(2026, 12, 31, 23, 5, tzinfo=UTC), "Europe/Berlin") == "Friday 1 January at 00:05"


def test_the_profiles_own_text_wins(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "missed_you.txt").write_bytes("\ufeffSubject: Ours\r\n\r\nHi {{ first_name }}\r\n".encode())
    found = mail(desk, tmp_path, "missed_you", ZOE)
    assert (found.subject, found.text) == ("Ours", "Hi Zoë\n")
    assert mail(desk, tmp_path, "last_try", ZOE).subject.startswith("Are you still interested")


def test_data_cannot_add_a_header_or_a_line() -> None:
    data = FULL | {"car": "Kuga\r\nBcc: all@example.test\r\n\r\nBuy now", "name": "\x00\x1b"}
    found = preview(
        "t", "Subject: {{ car }}\n\n{{ car }} {{ name }}", data, "a@example.test\r\nBcc: b@example.test"
    )
    assert found.subject == "Kuga Bcc: all@example.test Buy now"
    assert found.text == "Kuga Bcc: all@example.test Buy now [name]\n"
    assert found.to == ""
    assert "email address" in found.missing


def test_long_values_and_subjects_are_cut() -> None:
    found = preview(
        "t", "Subject: {{ car }}{{ car }}\n\n{{ car }}", FULL | {"car": "x" * 5000}, "a@example.test"
    )
    assert len(found.subject) == 200
    assert found.text == "x" * 199 + "…\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello",
        "Subject: only",
        "Subject: only\n\n",
        "Subject:\n\nbody",
        "subject: a\n\nbody",
        "Subject: a\nno empty line\nbody",
        "\nSubject: a\n\nbody",
    ],
)
def test_a_text_of_another_form_is_refused_with_the_form(text: str) -> None:
    with pytest.raises(Refused, match=r"template mine cannot be used\. Its first line must be"):
        preview("mine", text, FULL, "a@example.test")


@pytest.mark.parametrize(
    "bad", ["{{ 'a' * 10**9 }}", "{{ car.__class__ }}", "{% for x in car %}{% endfor %}"]
)
def test_more_than_placeholders_is_refused_with_name_and_line(bad: str) -> None:
    with pytest.raises(Refused, match=r"template mine cannot be used\. Line 4: .*Only placeholders"):
        preview("mine", f"Subject: a\n\nbody\n{bad}", FULL, "a@example.test")
    with pytest.raises(Refused, match=r"Line 1: "):
        preview("mine", f"Subject: {bad}\n\nbody", FULL, "a@example.test")


@pytest.mark.parametrize("name", ["../policies/default", "a/b", "a.b", "", "C:\\x", "a\x00", "x" * 81])
def test_a_name_cannot_leave_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be called"):
        read_template(name, tmp_path)


def test_a_template_without_a_text_says_where_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsFault, match="no text for the template winter_tyres") as fault:
        read_template("winter_tyres", tmp_path)
    assert str(tmp_path / "winter_tyres.txt") in str(fault.value)


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "missed_you.txt").write_bytes(b"Subject: caf\xe9\n\nbody")
    with pytest.raises(SurroundingsFault, match="UTF-8"):
        read_template("missed_you", tmp_path)
    (tmp_path / "last_try.txt").mkdir()
    with pytest.raises(SurroundingsFault, match="cannot be read"):
        read_template("last_try", tmp_path)
