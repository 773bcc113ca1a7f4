"""Laws of labelled text: whatever labels, order and layout a hub uses, the lead is read; nothing raises."""

from collections.abc import Callable
from itertools import count
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from bdc_desk.intake.charset import decoded
from bdc_desk.intake.labelled.letter_parts import parts_of
from bdc_desk.intake.labelled.text import read_labelled
from bdc_desk.operations.draft import ALSO, Grade
from tests.intake.labelled.test_text import FOLDER, PLACE
from tests.intake.samples import drafts

LABELS: Final = (
    {
        "name": ("Name", "Full name", "Customer name", "Your name", "Contact name"),
        "first": ("First name", "Forename"),
        "last": ("Last name", "Surname"),
        "phone": ("Phone", "Phone number", "Telephone", "Mobile", "Tel.", "Contact number"),
        "email": ("Email", "E-mail", "Email address", "E-mail address"),
        "car": ("Vehicle", "Car", "Vehicle of interest", "Interested in"),
        "make": ("Make", "Vehicle make"),
        "model": ("Model", "Vehicle model"),
        "message": ("Message", "Comments", "Question", "Customer message"),
        "city": ("City", "Town"),
    },
    {
        "name": ("Naam", "Volledige naam", "Uw naam", "Naam klant", "Contactpersoon"),
        "first": ("Voornaam", "Roepnaam"),
        "last": ("Achternaam", "Familienaam"),
        "phone": ("Telefoon", "Telefoonnummer", "Mobiel", "Tel", "Telefoon (mobiel)", "06-nummer"),
        "email": ("E-mail", "E-mailadres", "Emailadres", "E-mail adres"),
        "car": ("Auto", "Voertuig", "Interesse in", "Gewenste auto"),
        "make": ("Merk", "Automerk"),
        "model": ("Model", "Model auto"),
        "message": ("Bericht", "Opmerking", "Vraag", "Toelichting"),
        "city": ("Woonplaats", "Plaats"),
    },
    {
        "name": ("Name", "Vollständiger Name", "Ihr Name", "Ansprechpartner"),
        "first": ("Vorname",),
        "last": ("Nachname", "Familienname"),
        "phone": ("Telefon", "Telefonnummer", "Handy", "Mobil", "Rufnummer"),
        "email": ("E-Mail", "E-Mail-Adresse", "Mail"),
        "car": ("Fahrzeug", "Wunschfahrzeug", "Interesse an"),
        "make": ("Marke", "Hersteller"),
        "model": ("Modell", "Fahrzeugmodell"),
        "message": ("Nachricht", "Bemerkung", "Anmerkung", "Ihre Nachricht"),
        "city": ("Ort", "Wohnort"),
    },
)  # fmt: skip
FIRST: Final = ("Jan", "Robin", "Anne-Marie", "Jürgen", "Noor", "O.", "Zoë")
LAST: Final = ("Berg", "van der Berg", "de Wit", "O'Neill", "Müller", "Smith-Jones", "Visser", "ten Have")
CARS: Final = (("Volvo", "V60"), ("Kia", "Niro 1.6 GDi"), ("Ford", "Focus ST-Line"), ("Fiat", "500"))
MESSAGES: Final = (
    "Is it still available?",
    "Kan ik zaterdag komen?\nLiefst voor tien uur.",
    "Noch zu haben?\n\nGruß",
    "Bel mij.",
)
LAYOUTS: Final[tuple[Callable[[str, str], str], ...]] = (
    lambda label, value: f"{label}: {value}",
    lambda label, value: f"{label} : {value}",
    lambda label, value: f"{label}:{value}",
    lambda label, value: f"{label}\t{value}",
    lambda label, value: f"{label}:\t{value}",
    lambda label, value: f"*{label}:* {value}",
    lambda label, value: f"- {label}: {value}",
    lambda label, value: f"{label}:\n{value}",
    lambda label, value: f"{label}:\n\n{value}\n",
    lambda label, value: f"{label}\n{value}\n",
    lambda label, value: f"{label.upper()}: {value}",
)
WRAPPINGS: Final[tuple[Callable[[str], str], ...]] = (
    lambda text: text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    lambda text: f"Nieuwe aanvraag\n\n{text}\n\n-- \nAutoHub\nTel: +44 20 7946 0999\n",
    lambda text: (
        f"FYI\nBen\nTel: +44 20 7946 0998\n\nFrom: Hub <a@hub.example.test>\nTo: b\nSubject: c\n\n{text}"
    ),
    lambda text: f"{text}\n\nThis e-mail is confidential.\nPhone: +44 20 7946 0997\n",
)


@st.composite
def rendered(draw: st.DrawFn) -> tuple[dict[str, str], str]:
    """An invented lead, and the text of a hub that says it."""
    labels = draw(st.sampled_from(LABELS))
    make, model = draw(st.sampled_from(CARS))
    lead = {
        "first": draw(st.sampled_from(FIRST)),
        "last": draw(st.sampled_from(LAST)),
        "phone": f"+44 20 7946 0{draw(st.integers(0, 899)):03}",
        "email": f"p{draw(st.integers(0, 999))}@example.test",
        "message": draw(st.sampled_from(MESSAGES)),
        "car": f"{make} {model}",
    }
    lead["name"] = f"{lead['first']} {lead['last']}"
    said = ["phone", "email", *draw(st.sampled_from([("name",), ("first", "last")]))]
    said += draw(st.sampled_from([("car",), ("make", "model")]))
    said += draw(st.sampled_from([(), ("city",)]))
    said = draw(st.permutations(said))
    said += draw(st.sampled_from([(), ("message",)]))
    values = lead | {"make": make, "model": model, "city": "Voorbeeld"}
    layout = draw(st.sampled_from(LAYOUTS))
    lines = [layout(draw(st.sampled_from(labels[one])), values[one]) for one in said]
    text = draw(st.sampled_from(WRAPPINGS))("\n".join(lines))
    return lead | {"message": lead["message"] if "message" in said else ""}, text


@given(rendered())
@settings(max_examples=600, deadline=None)
def test_the_lead_comes_back(one: tuple[dict[str, str], str]) -> None:
    told, text = one
    (lead,) = read_labelled(text, PLACE).drafts
    assert (lead.first, lead.last) == (told["first"], told["last"])
    assert [phone.e164 for phone in lead.phones] == [told["phone"].replace(" ", "")]
    assert lead.emails == (told["email"],)
    assert lead.wanted is not None
    assert lead.wanted.in_words() == told["car"]
    assert lead.comments.partition(ALSO)[0].strip() == told["message"]
    assert lead.grade is Grade.OK


SAMPLES: Final = tuple(path.read_bytes() for path in sorted(FOLDER.rglob("*.txt")))


@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(
            st.floats(0, 1), st.floats(0, 0.1), st.one_of(st.binary(max_size=6), st.sampled_from(SAMPLES))
        ),
        max_size=4,
    ),
)
@settings(max_examples=400, deadline=None)
def test_no_damage_raises(data: bytes, cuts: list[tuple[float, float, bytes]]) -> None:
    for where, length, instead in cuts:
        start = int(where * len(data))
        data = data[:start] + instead + data[start + int(length * len(data)) :]
    leads = read_labelled(decoded(data).value, PLACE).drafts
    assert not leads or leads[0].emails or leads[0].phones
    assert all(lead.grade is Grade.OK or lead.faults for lead in leads)
    assert not any("The reader failed" in fault for lead in drafts(data) for fault in lead.faults)


@given(st.text(alphabet="naamNmePho:>*-=|;\t \n0123456789@.", max_size=400))
@settings(max_examples=400, deadline=None)
def test_no_text_raises(text: str) -> None:
    read_labelled(text, PLACE)
    read_labelled(f"Name: Jo\nPhone: +44 20 7946 0123\nMessage: {text}", PLACE)


def test_many_parts_and_many_people_are_capped() -> None:
    assert len(parts_of(["> a", "b"] * 5_000)) <= 51
    numbers = count()
    people = [
        f"Name: Jo{n}\nPhone: +44 20 7946 0{n:03}\nCar: Mini"
        for n, _ in zip(numbers, range(200), strict=False)
    ]
    found = read_labelled("\n".join(people), PLACE).drafts
    assert len(found) == 51
    assert all(len(lead.phones) == 1 for lead in found[:50])
    assert found[50].faults == ("It holds more than 50 enquiries: read the others",)


def test_what_is_very_long_says_so() -> None:
    (lead,) = read_labelled("Name: Jo\nPhone: +44 20 7946 0123\n" + "x\n" * 6_000, PLACE).drafts
    assert "The text is very long: only its beginning was read" in lead.faults
    assert lead.grade is Grade.REPAIRED
