"""Plain text for the terminal."""

import json

import pytest

from bdc_desk.cli.table import counted, cut, harmless, json_line, table, width

EVIL = "a\x1b[2Jb\x07c\u202ed\u2066e\x9bf\u200bg\x00h\r\ni\tj\u2028k\ud800l"


def test_what_steers_a_terminal_is_left_out() -> None:
    assert harmless(EVIL) == "a[2Jbcdefgh  i j kl"


def test_json_says_everything_and_steers_nothing() -> None:
    line = json_line({"words": EVIL, "name": "Zoë 小林"})
    assert json.loads(line) == {"words": EVIL, "name": "Zoë 小林"}
    assert "Zoë 小林" in line
    assert harmless(line) == line


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("小林", 4), ("Zoe\u0308", 3), ("", 0)])
def test_columns_taken(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("abc def", 5, "abc…"),
        ("小林悠斗", 6, "小林…"),
        ("ab", None, "ab"),
    ],
)
def test_cut_to_columns(text: str, limit: int | None, shown: str) -> None:
    assert cut(text, limit) == shown


def test_columns_stand_under_their_heads() -> None:
    assert (
        table(("name", "age"), [("小林", "1"), ("Al", "22")], {"name": 4}) == "name  age\n小林  1\nAl    22"
    )
    assert table(("name",), []) == "name"


def test_numbers_with_what_they_count() -> None:
    assert [counted(number, "desk") for number in (0, 1, 2000)] == ["0 desks", "1 desk", "2,000 desks"]
    assert [counted(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]
