"""What columns mean: from their names, in doubt from their values."""

import pytest

from bdc_desk.intake.labelled.words import WORDS
from bdc_desk.intake.tables.mapping import MEANINGS, certain, header_key, in_words, propose
from bdc_desk.intake.tables.table import Table

PEOPLE = (
    ("1", "Jo Reed", "020 7946 0123", "jo@example.test"),
    ("2", "Al Ray", "", "al@example.test"),
    ("3", "Cy Fox", "+44 20 7946 0124", "no"),
)


def table(*header: str, rows: tuple[tuple[str, ...], ...] = ()) -> Table:
    return Table(header, tuple(enumerate(rows, start=2)))


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("full_name", "phone_number", "email"), ("full", "phone", "email")),
        (("First Name", "Last Name", "Mobile Phone Number"), ("first", "last", "mobile")),
        (("Voornaam", "Tussenvoegsel", "Achternaam", "Tel."), ("first", "prefix", "last", "phone")),
        (("Vorname", "Name", "Straße", "Hausnr.", "PLZ", "Ort"), None),
        (("Merk", "Model", "Bouwjaar", "Prijs"), ("make", "model", "year", "price")),
        (("Trade Make", "Trade Model", "Inruil kenteken"), ("trade", "trade", "")),
        (("Home Phone", "Work Phone", "Fax"), ("phone2", "phone2", "")),  # a fax is not called
        (("Dealer", "Dealer phone", "Lead Status", "ad_id"), ("vendor", "", "", "")),
        (("created_time", "id", "platform"), ("requested_at", "id", "source")),
        (("", "???"), ("", "")),
    ],
)
def test_names_of_columns(header: tuple[str, ...], columns: tuple[str, ...] | None) -> None:
    wanted = columns or ("first", "full", "street", "housenumber", "postalcode", "city")
    assert propose(table(*header)) == wanted


def test_columns_whose_names_say_nothing_are_told_by_their_values() -> None:
    assert propose(table("a", "b", "c", "d", rows=PEOPLE)) == ("", "", "phone", "email")
    assert propose(table("a", "b", "c", "email", rows=PEOPLE)) == ("", "", "phone", "email")
    assert propose(table("a", "b", "phone", "d", rows=PEOPLE)) == ("", "", "phone", "email")
    assert propose(table("a", "b", rows=(("x", "jo@example.test"), ("y", "z"), ("y", "z")))) == ("", "")


@pytest.mark.parametrize(
    ("columns", "is_certain"),
    [
        (("full", "phone"), True),
        (("first", "email"), True),
        (("last", "mobile"), True),
        (("full", "phone2", ""), True),
        (("phone", "email"), False),
        (("full", "make"), False),
        ((), False),
    ],
)
def test_certain(columns: tuple[str, ...], is_certain: bool) -> None:
    assert certain(columns) is is_certain


def test_a_header_is_known_again_whatever_its_case_and_spaces() -> None:
    assert header_key(("Full Name", "Phone")) == header_key((" full  NAME", "phone "))
    assert header_key(("Full Name", "Phone")) != header_key(("Phone", "Full Name"))
    assert header_key(("a b", "c")) != header_key(("a", "b c"))
    assert header_key(("\udcff",))


def test_a_person_reads_what_was_guessed() -> None:
    words = in_words(("Telefoonnummer", "Naam", "x", ""), ("phone", "full", "", "email"))
    assert words == "Telefoonnummer is Phone, Naam is Full name, a column without a name is E-mail"


def test_what_is_offered_is_what_labels_can_mean() -> None:
    assert MEANINGS.keys() - {"", "phone2"} <= WORDS.keys()
    assert all(words[0].isupper() for words in MEANINGS.values())
