"""Templates of the program and of the profile, filled with a lead's data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.contact.attachments import KINDS
from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.mail_data import WORDS, sample_data
from bdc_desk.contact.phrases import PHRASES
from bdc_desk.contact.signature import DEFAULT
from bdc_desk.contact.template_files import read_template
from bdc_desk.contact.templates import foot_of, preview, preview_for
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft, Phone, Vehicle
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_template_of_the_policy_has_a_text_in_every_language(
    desk: Desk, name: str, language: str
) -> None:
    data = sample_data(around(desk), desk.person, language)
    found = preview(name, read_template(name, None, language), data, "zoe@example.test", signature=DEFAULT)
    assert found.missing == ()
    assert found.to == "zoe@example.test"
    assert found.subject
    assert found.text.startswith(f"{data['salutation']},\n\n")
    assert found.text.endswith(f"\n\n{PHRASES[language].regards}\nAna Cruz\nNorthgate Motors\n")
    assert found.text.count("Ana Cruz") == 1
    assert not set("{}[]") & set(found.subject + found.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_template_reads_well_for_a_lead_that_says_little(name: str, language: str) -> None:
    data = {"salutation": "Hello", "agent": "Ana Cruz", "dealership": "Northgate Motors"}
    found = preview(name, read_template(name, None, language), data, "")
    allowed = {"car_details": ("car", "price"), "appointment": ("appointment",)}
    assert found.missing == (*allowed.get(name, ()), "email address")


def test_there_is_no_text_without_a_rule() -> None:
    for language in LANGUAGES:
        folder = RESOURCES / "templates" / language
        assert {file.name for file in folder.iterdir()} == {f"{name}.txt" for name in NAMES}


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


def test_the_profiles_own_text_wins(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "missed_you.txt").write_bytes("\ufeffSubject: Ours\r\n\r\nHi {{ first_name }}\r\n".encode())
    found = mail(desk, tmp_path, "missed_you", ZOE)
    assert found.subject == "Ours"
    assert found.text.startswith("Hi Zoë\n\nKind regards\n")
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


def test_the_mail_is_in_the_customers_language_and_says_so(desk: Desk, tmp_path: Path) -> None:
    dutch = LeadDraft(
        key="k", first="Jan", last="Test", emails=("jan@example.test",), phones=(Phone("06", "+31612345678"),)
    )
    found = mail(desk, tmp_path, "missed_you", dutch)
    assert found.language == "nl"
    assert found.text.startswith("Beste Jan,\n\nHartelijk dank")
    assert "\n\nMet vriendelijke groet,\nAna Cruz\nNorthgate Motors\n\n" in found.text
    assert found.text.endswith("Beantwoord deze e-mail dan met STOP.\n")


def test_another_language_can_be_asked_for(desk: Desk, tmp_path: Path) -> None:
    lead = receive_lead(desk, ZOE).lead
    found = preview_for(tmp_path, "test_drive", lead_view(desk, lead), around(desk), desk.person, "de")
    assert (found.language, found.subject) == ("de", "Probefahrt mit dem 2022 Ford Kuga?")
    assert found.text.startswith("Guten Tag Zoë Ashworth,\n\nein Auto lernt")


def test_an_own_text_for_all_languages_keeps_its_own(desk: Desk, tmp_path: Path) -> None:
    """A Dutch text from before there were languages is not greeted in German."""
    (tmp_path / "missed_you.txt").write_text(
        "Subject: Ons\n\n{{ salutation }},\n\nik heb u gebeld over de auto en kon u niet bereiken.", "utf-8"
    )
    lead = receive_lead(desk, ZOE).lead
    found = preview_for(tmp_path, "missed_you", lead_view(desk, lead), around(desk), desk.person, "de")
    assert found.language == "nl"
    assert found.text.startswith("Beste Zoë,")


def test_nobody_signs_twice(desk: Desk, tmp_path: Path) -> None:
    """Texts of older profiles end with the agent's name."""
    (tmp_path / "missed_you.txt").write_text("Subject: Ours\n\nHi\n\nYours\n{{ agent }}\n", "utf-8")
    found = mail(desk, tmp_path, "missed_you", ZOE)
    assert found.text.startswith("Hi\n\nYours\nAna Cruz\n\nIf you would rather")


def test_the_persons_own_signature_stands_below(desk: Desk, tmp_path: Path) -> None:
    lead = receive_lead(desk, ZOE).lead

    def signed(language: str, signature: str) -> str:
        view, about = lead_view(desk, lead), around(desk)
        return preview_for(tmp_path, "last_try", view, about, desk.person, language, signature).text

    ours = "{{ regards }}\n{{ agent }}, sales\n"
    assert "\n\nKind regards\nAna Cruz, sales\n\nIf you" in signed("en", ours)
    assert "\n\nMit freundlichen Grüßen\nAna Cruz, sales\n" in signed("de", ours)
    with pytest.raises(Refused, match=r"Your signature cannot be used\. Line 1"):
        signed("en", "{{ 'a' * 10**9 }}")


def test_free_text_leaves_room_above_the_signature(desk: Desk, tmp_path: Path) -> None:
    assert "2022 Ford Kuga.\n\n\n\nKind regards" in mail(desk, tmp_path, "free_text", ZOE).text


def test_how_to_hear_no_more_stands_below_sales_mails_only(desk: Desk) -> None:
    about = around(desk)
    told = {name: foot_of(name, about, "en") for name in NAMES}
    assert told.pop("appointment") == ""
    assert set(told.values()) == {"If you would rather not get emails from us, just reply with STOP."}


def test_files_beside_the_text_go_with_it_and_what_cannot_is_named(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "missed_you.files"
    folder.mkdir()
    (folder / "Prices.pdf").write_bytes(b"%PDF-1.7 ...")
    (folder / "run.exe").write_bytes(b"MZ")
    found = mail(desk, tmp_path, "missed_you", ZOE)
    assert [(one.name, one.kind) for one in found.attachments] == [("Prices.pdf", KINDS[".pdf"])]
    assert found.missing == ("run.exe: is no PDF, JPEG, PNG, TXT or ICS file",)
