"""By what a text is known to be about a customer: by the whole, never by a part of a word, name or number."""

import json

import pytest

from bdc_desk.storage.person_words import PersonWords


def person(
    first: str = "", last: str = "", number: str = "", typed: str = "", email: str = ""
) -> PersonWords:
    details = {
        "first": first,
        "last": last,
        "emails": [email] if email else [],
        "phones": [{"e164": number, "typed": typed}],
    }
    return PersonWords([json.dumps(details), "[]", json.dumps({"phones": None})])


@pytest.mark.parametrize(
    "text",
    ["We shall call you, Valerie", "Dear Al", "AL will ring", "", "alan@example.test", "Balance", "Al Green"],
)
def test_a_name_of_one_word_is_in_no_text(text: str) -> None:
    assert not person("Al").is_in(text)


def test_a_name_of_one_word_is_known_where_it_is_the_whole() -> None:
    al = person("Al")
    assert al.taken_out('["Alice Walsh", "al ", "Bob Vale"]') == '["Alice Walsh", "Bob Vale"]'
    assert al.is_in_form('{"name": "Al", "number": ""}')
    assert not al.is_in_form('{"name": "Valerie", "words": "Al"}')
    untouched = '{"en/missed_you": "We shall call",  "x": "Dear Al"}'
    assert al.taken_out(untouched) == untouched


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("Dear Pia Quill, ...", True),
        ("QUILL, Pia", True),
        ("Pia\nQuill's car", True),
        ("Pia Quillonby", False),
        ("Mary-Pia Quill", False),
        ("Pia Quill-Vale", False),
        ("Olympia Quill", False),
        ("Pia and Quill", False),
    ],
)
def test_a_name_is_found_whole(text: str, is_in: bool) -> None:
    assert person("Pia", "Quill").is_in(text) == is_in


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("+44 20 7946 0001", True),
        ("call 020 7946-0001 at 5", True),
        ("+44 (0)20 7946 0001", True),
        ("00442079460001", True),
        ("(020) 79460001/020 7946 0002", True),
        ("020 7946 00012", False),
        ("120 7946 0001", False),
        ("020 7946 0002", False),
        ("7946 0001", False),
        ("20, 7946, 0001", False),
    ],
)
def test_a_number_is_found_however_it_is_written(text: str, is_in: bool) -> None:
    assert person(number="+442079460001").is_in(text) == is_in


def test_a_number_of_another_area_is_anothers() -> None:
    """The last eight digits are the same."""
    one = person(number="+12125550123")
    assert one.is_in("(212) 555-0123")
    assert one.is_in("1-212-555-0123")
    assert not one.is_in("(312) 555-0123")


def test_a_number_is_found_as_it_was_typed_and_a_short_one_is_anybodys() -> None:
    assert person(typed="946 0001").is_in("ring 946-0001")
    assert not person(typed="94600").is_in("94600")


@pytest.mark.parametrize(
    ("text", "is_in"),
    [("to AL@example.test.", True), ("val@example.test", False), ("al@example.test.uk", False)],
)
def test_an_address_is_found_whole(text: str, is_in: bool) -> None:
    assert person(email="al@example.test").is_in(text) == is_in


def test_a_file_is_named_by_any_word_of_the_name() -> None:
    pia = person("Pia", "Quill")
    assert pia.may_name("quill_2.eml")
    assert pia.may_name("lead-PIA.xml")
    assert not pia.may_name("quilling.eml")
    assert not person("Al").may_name("al.eml")
