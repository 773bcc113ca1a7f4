import pytest

from bdc_desk.intake.plain_text import encodable, is_text, line_of, lines_of, placeholder, shown, unfilled


def test_lines_lose_control_characters_and_keep_their_ends() -> None:
    assert lines_of("\ufeff a\0b\x07 \r\n c\rd\x85e\tf \n\n") == "ab\nc\nd\ne\tf"


def test_a_lone_surrogate_is_replaced() -> None:
    assert encodable("a\ud800b") == "a?b"
    assert line_of("\udcff x") == "? x"


def test_limits_are_kept() -> None:
    assert line_of("a " * 1000, 10) == "a a a a a"
    assert len(lines_of("x" * 50_000)) == 20_000


@pytest.mark.parametrize("text", ["Unknown", "N/A", "not provided", "onbekend", "-"])
def test_placeholders(text: str) -> None:
    assert placeholder(text)


@pytest.mark.parametrize("text", ["", "Nadia", "Unknown Street 1"])
def test_no_placeholders(text: str) -> None:
    assert not placeholder(text)


@pytest.mark.parametrize("text", ["{year}", "[model]", "${name}", "%phone%", "{{first name}}"])
def test_unfilled_fields(text: str) -> None:
    assert unfilled(text)


@pytest.mark.parametrize("text", ["", "{}", "5%", "[sold] Ford", "{a} and {b}" * 10, "%%%"])
def test_filled_ones(text: str) -> None:
    assert not unfilled(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Robin,\r\n\tcall", True), ("R\0o\0b\0i\0n\0", True), ("\x89PNG\x1a\x02\x03", False), ("", True)],
)
def test_what_is_text(text: str, expected: bool) -> None:
    assert is_text(text) is expected


def test_shown_is_short() -> None:
    assert shown("a\nb") == '"a b"'
    assert len(shown("x" * 100)) == 62


def test_marks_that_turn_the_direction_of_text_are_dropped() -> None:
    assert line_of("Pat\u202eeve \u2066x\u2069") == "Pateve x"
