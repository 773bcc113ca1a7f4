"""In which language a customer is written to, and greetings and dates in it."""

from datetime import UTC, datetime

import pytest

from bdc_desk.contact.languages import language_of, language_of_words
from bdc_desk.contact.phrases import PHRASES, in_full, salutation
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import ALSO, LeadDraft, Phone
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.operations.receiving import receive_lead

DUTCH = "Is deze auto nog beschikbaar? Ik zou graag een proefrit maken."
GERMAN = "Ist das Auto noch verfügbar? Ich möchte gerne eine Probefahrt machen."
ENGLISH = "Is this car still available? I would like to drive it."


@pytest.mark.parametrize(
    ("e164", "comments", "language"),
    [
        ("", "", "en"),  # the dealership's country
        ("+31612345678", "", "nl"),
        ("+3225550123", "", "nl"),
        ("+4915112345678", "", "de"),
        ("+436641234567", "", "de"),
        ("+41791234567", "", "de"),
        ("+12025550123", "", "en"),
        ("+442079460123", DUTCH, "en"),  # the number comes before the words
        ("+33612345678", DUTCH, "nl"),
        ("", GERMAN, "de"),
        ("", ENGLISH, "en"),
        ("", "ok", "en"),
        ("+442079460123", "Hi\nLanguage: Dutch\n", "nl"),  # the customer's own word comes first
        ("+442079460123", f"Hi\n{ALSO}\nSprache: Deutsch", "de"),
        ("", "language: Klingon", "en"),
        ("", f"Hi\n{ALSO}\n{GERMAN}", "en"),  # not the customer's own words
    ],
)
def test_the_language_of_a_customer(desk: Desk, e164: str, comments: str, language: str) -> None:
    phones = (Phone("typed", e164),) if e164 else ()
    lead = receive_lead(desk, LeadDraft(key="k", first="Jan", phones=phones, comments=comments)).lead
    assert language_of(lead_view(desk, lead), around(desk)) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [(DUTCH, "nl"), (GERMAN, "de"), (ENGLISH, "en"), ("", ""), ("Kuga 2.0", ""), ("Bonjour, ma voiture", "")],
)
def test_words_prove_a_language_only_when_clear(text: str, language: str) -> None:
    assert language_of_words(text) == language
    assert language_of_words("x" * 100_000 + text) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (("Zoë", "Ashworth", ""), ("Dear Zoë", "Beste Zoë", "Guten Tag Zoë Ashworth")),
        (("Zoë", "", ""), ("Dear Zoë", "Beste Zoë", "Guten Tag Zoë")),
        (("", "Muster", ""), ("Dear Muster", "Geachte heer of mevrouw Muster", "Guten Tag Muster")),
        (("", "", "小林 悠斗"), ("Dear 小林 悠斗", "Beste 小林 悠斗", "Guten Tag 小林 悠斗")),
        (("", "", ""), ("Hello", "Geachte heer of mevrouw", "Guten Tag")),
        (("{0}{name}", "", ""), ("Dear {0}{name}", "Beste {0}{name}", "Guten Tag {0}{name}")),
    ],
)
def test_greetings(name: tuple[str, str, str], said: tuple[str, ...]) -> None:
    assert tuple(salutation(*name, language) for language in PHRASES) == said


def test_moments_in_full() -> None:
    at = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)
    assert in_full(at, "Europe/Berlin") == "Friday 1 January at 00:05"
    assert in_full(at, "Europe/Berlin", "nl") == "vrijdag 1 januari om 00:05 uur"
    assert in_full(at, "Europe/Berlin", "de") == "Freitag, 1. Januar, um 00:05 Uhr"


def test_every_language_has_every_day_and_month() -> None:
    for told in PHRASES.values():
        assert (len(set(told.days)), len(set(told.months))) == (7, 12)
