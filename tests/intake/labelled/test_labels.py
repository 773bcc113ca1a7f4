"""What labels and headers mean."""

import pytest

from bdc_desk.intake.labelled.labels import heading_of, meaning_of, normal
from bdc_desk.intake.labelled.words import CAR, HEADINGS, LEAD, PERSON, QUALIFIERS, WORDS


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Naam", "full"),
        ("E-mail adres", "email"),
        ("email_adres", "email"),
        ("E-MAILADRES", "email"),
        ("Straße", "street"),
        ("phone_number", "phone"),
        ("Telefoon (mobiel)", "mobile"),  # the brackets say which
        ("Uw naam (verplicht)", "full"),  # the brackets say nothing
        ("Phone *", "phone"),
        ("Klant", "full"),
        ("Your message", "comments"),
        ("je e-mailadres", "email"),
        ("Vehicle Make", "make"),
        ("Automerk", "make"),
        ("Merk van de inruilauto", "trade.make"),
        ("Trade-In Year", "trade.year"),
        ("Kenteken inruil", "trade.plate"),
        ("Dealer telefoon", "vendor.phone"),
        ("Händler E-Mail", "vendor.email"),
        ("Salesperson", "state"),
        ("Rückrufnummer", "phone"),
        ("", ""),
        (":", ""),
        ("Nieuwsbrief", ""),
        ("name of the dog", ""),
        ("naam " * 20, ""),
    ],
)
def test_meanings(label: str, meaning: str) -> None:
    assert meaning_of(label) == meaning


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Klantgegevens", "person"),
        ("Vehicle details", "wanted"),
        ("INRUILAUTO:", "trade"),
        ("Dealergegevens", "vendor"),
        ("Naam", ""),
        ("x" * 100, ""),
    ],
)
def test_headings(line: str, part: str) -> None:
    assert heading_of(line) == part


def test_each_word_is_normal_and_has_one_meaning() -> None:
    words = [word for words in WORDS.values() for word in words.split()]
    assert len(words) == len(set(words))
    headings = [word for words in HEADINGS.values() for word in words.split()]
    assert len(headings) == len(set(headings))
    qualifiers = [word for words, _, _ in QUALIFIERS for word in words.split()]
    assert len(qualifiers) == len(set(qualifiers))
    assert all(word == normal(word) for word in (*words, *headings, *qualifiers))


def test_the_groups_hold_known_meanings() -> None:
    assert WORDS.keys() >= PERSON | LEAD | CAR
