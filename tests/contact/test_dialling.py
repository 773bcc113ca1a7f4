"""Ways to dial."""

import pytest

from bdc_desk.contact.dialling import ByHand, Tel, dialler_for, tel_url
from bdc_desk.errors import Refused
from bdc_desk.operations import calling
from bdc_desk.operations.setup_form import DIAL_WAYS


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("+442079460123", "tel:+442079460123"),
        ("+1 212-555-0147", "tel:+12125550147"),
        ("020 7946 0123", "tel:02079460123"),
        ("(020) 7946.0123", "tel:02079460123"),
        ("101", "tel:101"),
    ],
)
def test_a_number_is_a_tel_link(number: str, url: str) -> None:
    assert tel_url(number) == url


@pytest.mark.parametrize(
    "number",
    [
        "",
        "+",
        "12",
        "+1234567890123456",
        "07700 9O0",
        "+44;phone-context=evil",
        "+44?body=x",
        "*#06#",
        "*21*+442079460123#",  # would forward all calls
        "+442079460123,,1",
        "+٤٤٢٠٧٩٤٦٠١٢٣",
        "javascript:alert(1)",
        "+44\n2079460123\x00",
    ],
)
def test_anything_but_digits_is_refused(number: str) -> None:
    with pytest.raises(Refused, match="by hand"):
        tel_url(number)


def test_tel_hands_the_link_over() -> None:
    opened: list[str] = []
    assert Tel(opened.append).dial("+44 20 7946 0123")
    assert opened == ["tel:+442079460123"]


def test_tel_leaves_to_the_person_what_cannot_be_a_link() -> None:
    opened: list[str] = []
    assert not Tel(opened.append).dial("ask for Ruth")
    assert opened == []


def test_by_hand_opens_nothing() -> None:
    assert not ByHand().dial("+442079460123")


def test_every_way_of_the_setup_has_its_dialler_and_its_word_in_the_log() -> None:
    assert [dialler_for(way, print).way for way in DIAL_WAYS] == list(DIAL_WAYS)
    assert {ByHand.way, Tel.way} == {calling.BY_HAND, calling.TEL}


def test_an_unknown_way_is_by_hand() -> None:
    assert dialler_for("telepathy", print).way == "by hand"
