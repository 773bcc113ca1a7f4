"""What came from outside, made fit for a mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.contact.clean import ADDRESS_OCTETS, VALUE_LIMIT, address, lines, one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Zoë   Ashworth ", "Zoë Ashworth"),
        ("Hello\r\nBcc: all@example.test", "Hello Bcc: all@example.test"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("abc\u202ecba", "abc cba"),  # would turn the rest of the line round
        ("a\ud800b", "a b"),  # half a surrogate pair: no mail can carry it
        ("小林 悠斗", "小林 悠斗"),
        ("👩‍🚒", "👩‍🚒"),  # joined by a zero-width joiner, which stays
        ("x" * VALUE_LIMIT, "x" * VALUE_LIMIT),
        ("x" * (VALUE_LIMIT + 1), "x" * (VALUE_LIMIT - 1) + "…"),
        ("", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_lines_keep_line_ends_and_tabs_only() -> None:
    assert lines("a\r\nb\rc\n\td\x07\x00e") == "a\nb\nc\n\tde"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zoe@example.test", "zoe@example.test"),
        (" zoe@example.test ", "zoe@example.test"),
        ("łukasz+cars@example.test", "łukasz+cars@example.test"),
        ("o'brien@example.test", "o'brien@example.test"),
        ("zoe@example.test\r\nBcc: all@example.test", ""),
        ("zoe@example.test\n", ""),
        ("zoe@example.test,all@example.test", ""),
        ("zoe@example.test;all@example.test", ""),
        ("Zoë <zoe@example.test>", ""),
        ("zoe@example.test?bcc=all", "zoe@example.test?bcc=all"),  # odd, but one address: mailto encodes it
        ("zoe", ""),
        ("@example.test", ""),
        ("zoe@", ""),
        ("a@b@example.test", ""),
        ("zoe\u202e@example.test", ""),
        ("", ""),
        ("é" * 120 + "@example.test", "é" * 120 + "@example.test"),  # 253 octets
        ("é" * 121 + "@example.test", ""),  # 255 octets
    ],
)
def test_an_address_is_exactly_one_or_none(text: str, found: str) -> None:
    assert address(text) == found


@given(st.text())
def test_nothing_from_outside_makes_a_second_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert not set("\r\n") & set(address(text))
    assert len(address(text).encode()) <= ADDRESS_OCTETS
