"""Labelled text: hubs' mails of many shapes become leads, and what is no enquiry does not."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from bdc_desk.intake.labelled.text import read_labelled
from bdc_desk.intake.reading import Place
from bdc_desk.operations.draft import ALSO, Grade, LeadDraft
from tests.intake.samples import FIXTURES, NOW

PLACE: Final = Place(NOW, "GB", "Europe/London")
FOLDER: Final = FIXTURES / "labelled"


def labelled(text: str) -> tuple[LeadDraft, ...]:
    return read_labelled(text, PLACE).drafts


def only(text: str) -> LeadDraft:
    (draft,) = labelled(text)
    return draft


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Told:
    """What a fixture says; `comments` in its customer's own words."""

    first: str
    last: str
    phones: tuple[str, ...]
    email: str = ""
    wanted: str = ""
    comments: str = ""
    trade: str = ""
    grade: Grade = Grade.OK


SAID: Final = {
    "nl-plain": Told(
        "Jan", "van der Berg", ("0123",), "jan@example.test", "2021 Volvo V60",
        "Is de auto nog te koop?\nIk kan zaterdag komen kijken.\n\nLet op: alleen na zes uur bellen.",
    ),
    "nl-parts": Told(
        "Sanne", "de Vries", ("0124", "0125"), "sanne@example.test", "Opel Corsa", "Graag een proefrit.",
        "2012 Ford Fiesta",
    ),
    "nl-next-line": Told(
        "Piet", "Jansen", ("0126",), "piet@example.test", "2019 Renault Clio TCe 90",
        "Wat is de laatste prijs?\nEn is er garantie?",
    ),
    "nl-bold": Told(
        "Noor El", "Amrani", ("0127",), "noor@example.test", "Kia Niro 1.6 GDi", "Kan ik hem leasen?"
    ),
    "nl-dealer-block": Told(
        "Kim", "de Wit", ("0128",), "kim@example.test", "Mini Cooper", "Staat hij binnen?"
    ),
    "nl-dealer-after": Told("Kim", "de Wit", ("0128",), "kim@example.test", "Mini Cooper"),
    "nl-tabs": Told(
        "Bo", "Timmer", ("0129",), "bo@example.test", "Seat Leon", "Mag ik een foto van het dashboard?"
    ),
    "nl-forwarded": Told(
        "Lotte", "Visser", ("0130",), "lotte@example.test", "Toyota Yaris 1.5 Hybrid", "Ik zoek een automaat."
    ),
    "nl-inline": Told("Daan", "Bos", ("0131",), "daan@example.test", "Fiat 500", "Bel me maar."),
    "nl-company": Told(
        "R.", "Smit", ("0132",), "r.smit@example.test", "Ford Transit", "Drie stuks, met trekhaak."
    ),
    "en-plain": Told(
        "Robin", "O'Neill", ("0133",), "robin@example.test", "2021 Ford Ranger XLT",
        "Is it still available?\nI can come on Saturday.",
    ),
    "en-bullets": Told(
        "Robin", "Smith", ("0134", "0135"), "robin.smith@example.test", "2020 Ford Focus ST-Line", "",
        "2014 Vauxhall Corsa", Grade.REPAIRED,
    ),
    "en-quoted": Told(
        "Sam", "Green", ("0136",), "sam@example.test", "Honda Jazz",
        "Does it have a towbar?\nIt must pull a trailer.",
    ),
    "en-upper": Told("PAT", "BROWN", ("+12125550123",), "PAT@EXAMPLE.TEST", "2022 CHEVROLET TAHOE"),
    "en-only-message": Told("", "", ("0137",), comments="I would like to test drive the blue one."),
    "en-hub-address": Told(
        "Alex", "Reed", ("0138",), "", "Mazda 2", "Still there?\n\nYour contact at AutoFinder",
        grade=Grade.REPAIRED,
    ),
    "en-signature": Told("Alex", "Reed", ("0138",), "", "Mazda 2", "Still there?"),
    "en-equals": Told(
        "Chris", "Hall", ("0140",), "chris@example.test", "Suzuki Swift", "Any colour but red."
    ),
    "de-plain": Told(
        "Jürgen", "Müller", ("0141",), "juergen@example.test", "2019 VW Golf 1.5 TSI",
        "Ist der Wagen noch zu haben?\nMit freundlichen Grüßen\nJ. Müller",
    ),
    "de-vorname-name": Told(
        "Heike", "von Stein", ("0142",), "heike@example.test", "BMW 118i", "Finanzierung möglich?",
        "2010 Audi A3",
    ),
    "de-handler": Told(
        "Uwe", "Kern", ("0143",), "uwe@example.test", "Skoda Octavia", "Guten Tag,\nbitte um Rückruf."
    ),
    "de-table": Told("Ines", "Vogel", ("0144",), "ines@example.test", "Opel Mokka", "Nur mit Automatik."),
    "de-forwarded": Told("Lena", "Wolf", ("0145",), "lena@example.test", "Fiat Panda", "Hat er Klima?"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_hubs_mail_is_a_lead(name: str) -> None:
    lead, told = only(written(FOLDER / f"{name}.txt")), SAID[name]
    numbers = tuple(number if number[0] == "+" else f"+44207946{number}" for number in told.phones)
    assert (lead.first, lead.last) == (told.first, told.last)
    assert tuple(phone.e164 for phone in lead.phones) == numbers
    assert lead.emails == ((told.email,) if told.email else ())
    assert (lead.wanted.in_words() if lead.wanted else "") == told.wanted
    assert (lead.trade.in_words() if lead.trade else "") == told.trade
    assert lead.comments.partition(ALSO)[0].strip() == told.comments
    assert lead.grade == told.grade


def test_every_fixture_is_told() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*SAID, "en-two"}


def test_two_enquiries_in_one_text_are_two_leads() -> None:
    leads = labelled(written(FOLDER / "en-two.txt"))
    assert [(lead.first, lead.phones[0].e164) for lead in leads] == [
        ("Alex", "+442079460138"),
        ("Jo", "+442079460139"),
    ]


@pytest.mark.parametrize("path", sorted((FOLDER / "no").glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_no_enquiry_is_none(path: Path) -> None:
    reading = read_labelled(written(path), PLACE)
    assert (reading.drafts, reading.why) == ((), "")


def test_everything_around_the_person_is_read_too() -> None:
    plain = only(written(FOLDER / "nl-plain.txt"))
    assert (plain.source, plain.provider_lead_id) == ("AutoVinder", "AV-4711")
    assert plain.wanted is not None
    assert plain.wanted.price == "€ 23.495,-"
    parts = only(written(FOLDER / "nl-parts.txt"))
    assert parts.address is not None
    assert (parts.address.street, parts.address.postalcode, parts.address.city) == (
        "Teststraat 12 b", "0000 AA", "Voorbeeld",
    )  # fmt: skip
    assert [phone.type for phone in parts.phones] == ["cellphone", "home"]
    assert only(written(FOLDER / "en-upper.txt")).phones[0].time == "evening"
    assert only(written(FOLDER / "de-handler.txt")).vendor == "Autohaus Hafen"
    assert only(written(FOLDER / "nl-dealer-block.txt")).vendor == "Harbour Motors"


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("nl-plain", "Kenteken: XX-000-X"),  # a plate must not stand in the log
        ("nl-parts", "Kenteken (trade-in): YY-111-Y"),
        ("nl-parts", "Nieuwsbrief: nee"),
        ("nl-forwarded", "Ana, pak jij deze op? Graag voor vijf uur bellen."),
        ("nl-company", "Tel.: na 18 uur"),
        ("nl-company", "Bedrijfsnaam: Bloemen BV"),
        ("en-upper", "TRADE-IN: YES"),
        ("en-hub-address", "Name: Casey Hub"),
        ("de-plain", "Anrede: Herr"),
    ],
)
def test_what_has_no_place_is_kept_below_the_customers_words(name: str, also: str) -> None:
    assert also in only(written(FOLDER / f"{name}.txt")).comments.partition(ALSO)[2].splitlines()


def test_a_disclaimer_is_no_word_of_the_customer() -> None:
    assert "confidential" not in only(written(FOLDER / "en-plain.txt")).comments


HEAD: Final = "Name: Jo Reed\nPhone: 020 7946 0123\n"


@pytest.mark.parametrize(
    ("text", "wanted", "trade"),
    [
        ("Trade-in:\nMake: Opel\nModel: Corsa", "Opel Corsa", None),  # a label without a value, more likely
        ("Car: Mini\nTrade-in:\nMake: Opel\nModel: Corsa", "Mini", "Opel Corsa"),
        ("Trade-in\nMake: Opel\nModel: Corsa", None, "Opel Corsa"),
        ("Trade-in: 2012 Opel Corsa", None, "2012 Opel Corsa"),
        ("Trade-in: no", None, None),
        ("Trade-in make: Opel\nTrade-in model: Corsa\nMake: Kia\nModel: Niro", "Kia Niro", "Opel Corsa"),
        ("Merk: Volvo\nType: V60", "Volvo V60", None),
        ("Merk: Volvo\nModel: V60\nType: T6", "Volvo V60 T6", None),
        ("Make: Ford\nModel: Ford Focus", "Ford Focus", None),
        ("Car: Ford Focus ST\nMake: Ford\nModel: Focus\nYear: 2020", "2020 Ford Focus ST", None),
        ("Car: 2020 Ford Focus\nYear: 2020", "2020 Ford Focus", None),
        ("Stock number: 55", "", None),
        ("Fahrzeug: {fahrzeug}", None, None),
    ],
)
def test_cars(text: str, wanted: str | None, trade: str | None) -> None:
    lead = only(HEAD + text)
    assert (lead.wanted and lead.wanted.in_words()) == wanted
    assert (lead.trade and lead.trade.in_words()) == trade


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("Phone: 020 7946 0123\nEmail: jo@example.test", "a signature: neither name nor message"),
        ("Name: Jo\nPhone: call me", "no number"),
        ("Name: Jo\nEmail: nobody", "no address"),
        (
            "From: Jo <jo@example.test>\nTo: x@example.test\nSubject: hi\nPhone: 020 7946 0123",
            "a mail's head",
        ),
        ("Name: Jo\nPhone number of the office is 020 7946 0123", "no label"),
        ("Dealer name: Jo\nDealer phone: 020 7946 0123", "the dealership"),
    ],
)
def test_what_is_missing_makes_it_no_lead(text: str, why: str) -> None:
    assert labelled(text) == (), why


@pytest.mark.parametrize(
    "text",
    [
        "Name : Jo Reed\nPhone : 020 7946 0123",
        "Name:Jo Reed\nPhone:020 7946 0123",
        "Name:\nJo Reed\nPhone:\n020 7946 0123",
        "Name\nJo Reed\nPhone\n020 7946 0123",
        "Name:\n\nJo Reed\n\nPhone:\n\n020 7946 0123",
        "Name\tJo Reed\nPhone\t020 7946 0123",
        "Name:\tJo Reed\nPhone:\t020 7946 0123",
        "| Name | Jo Reed |\n| Phone | 020 7946 0123 |",
        "Name    Jo Reed\nPhone   020 7946 0123",
        "Name = Jo Reed\nPhone = 020 7946 0123",
        "Name - Jo Reed\nPhone - 020 7946 0123",
        "Name;Jo Reed\nPhone;020 7946 0123",
        "* Name: Jo Reed\n* Phone: 020 7946 0123",
        "• Name: Jo Reed\n• Phone: 020 7946 0123",
        "*Name:* Jo Reed\n*Phone:* 020 7946 0123",
        "*Name*: Jo Reed\n*Phone*: 020 7946 0123",
        "__Name:__ Jo Reed\n__Phone:__ 020 7946 0123",
        "> Name: Jo Reed\n> Phone: 020 7946 0123",
        "> > Name: Jo Reed\n> > Phone: 020 7946 0123",
        "1. Name: Jo Reed\n2. Phone: 020 7946 0123",
        "Naam / Name: Jo Reed\nTelefoon / Phone: 020 7946 0123",
        "Name: Jo Reed, Phone: 020 7946 0123",
        "Name: Jo Reed   Phone: 020 7946 0123",
        "Name\uff1a Jo Reed\nPhone\uff1a 020 7946 0123",
        "\u00a0Name:\u00a0Jo Reed\r\nPhone:\u00a0020\u00a07946\u00a00123\r\n",
        "Name: Jo Reed\nName: Jo Reed\nPhone: 020 7946 0123\nPhone: 020 7946 0123",
    ],
)
def test_shapes_of_labels(text: str) -> None:
    lead = only(text)
    assert (lead.first, lead.last) == ("Jo", "Reed")
    assert [phone.e164 for phone in lead.phones] == ["+442079460123"]
    assert (lead.grade, lead.faults, lead.comments) == (Grade.OK, (), "")


def test_two_names_for_one_person_are_a_repair() -> None:
    lead = only("Name: Jo Reed\nNaam: J. Reed\nPhone: 020 7946 0123")
    assert (lead.full, lead.grade) == ("Jo Reed", Grade.REPAIRED)
    assert lead.faults == ("More than one name is given: the first was taken, read the others",)
    assert lead.comments == f"{ALSO}\nNaam: J. Reed"


def test_a_chats_words_stay_the_customers_message() -> None:
    lead = only(HEAD + "Transcript:\nAgent: Hello\nVisitor: Is it blue?\nAgent: Yes, and what is it for?")
    assert lead.comments == "Agent: Hello\nVisitor: Is it blue?\nAgent: Yes, and what is it for?"


def test_a_second_customer_whose_number_is_none_is_not_lost() -> None:
    first, second = labelled(HEAD + "Message: one\n\nName: Al Ray\nPhone: call me\nMessage: two")
    assert (first.first, first.comments) == ("Jo", "one")
    assert (second.first, second.comments, second.phones[0].possible) == ("Al", "two", False)
