"""What a few letters mean."""

from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.ui.palette.matching import in_order, rank

TITLES = [
    ("Call, or end the call", "F5"),
    ("Write a note", "N"),
    ("Begin or end a break", "F8"),
    ("Write an email", "E"),
    ("Edit name, numbers, addresses", "F2"),
]


def named(typed: str) -> list[str]:
    return [TITLES[place][0] for place in in_order(typed, TITLES)]


def test_a_word_that_begins_so_beats_letters_inside() -> None:
    assert named("br")[0] == "Begin or end a break"
    assert named("e")[0] == "Edit name, numbers, addresses"


def test_all_typed_words_must_begin_a_word() -> None:
    assert named("wr no") == ["Write a note"]


def test_letters_in_order_come_last() -> None:
    assert named("wtnt") == ["Write a note"]
    assert named("zz") == []


def test_the_key_finds_its_command() -> None:
    assert named("f5") == ["Call, or end the call"]


def test_accents_and_case_do_not_matter() -> None:
    assert rank("EDIT", "Édit") is not None


def test_nothing_typed_keeps_the_order() -> None:
    assert named("") == [title for title, _ in TITLES]


@given(st.text(max_size=12), st.text(max_size=30))
def test_the_beginning_of_a_title_always_finds_it(typed: str, rest: str) -> None:
    assert rank(typed, f"{typed} {rest}") is not None or not typed.isalnum()
