"""Every verdict carries a reason, and every reason of the table is somebody's."""

import re
from pathlib import Path

import pytest

import bdc_desk
from bdc_desk.cadence.reasons import WORDS, because

PACKAGE = Path(bdc_desk.__file__).parent
TABLE = PACKAGE / "cadence" / "reasons.py"
SUBJECTS = "|".join(sorted({code.split(".")[0] for code in WORDS}))
SOURCES = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path != TABLE}


@pytest.mark.parametrize("code", WORDS)
def test_every_reason_is_given_somewhere(code: str) -> None:
    assert any(f'"{code}"' in source for source in SOURCES.values())


def test_every_reason_that_is_given_stands_in_the_table() -> None:
    given = re.compile(rf'(?:because|Reason)\(\s*"([^"]+)"|"((?:{SUBJECTS})\.[a-z ]+)" (?:if|else)')
    codes = {one or other for source in SOURCES.values() for one, other in given.findall(source)}
    assert len(codes) > 20
    assert codes - WORDS.keys() == set()


def test_an_unknown_code_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        because("gate.misspelt")


@pytest.mark.parametrize(
    ("code", "values", "words"),
    [
        (
            "gate.next",
            {
                "missing": because("gate.calls days", have=2, need=4, days=2, need_days=3),
                "at": "14:10",
            },
            "2 of 4 calls, day 2 of 3; next try after 14:10",
        ),
        ("next.opens", {"opens": "09:00", "due": "09:02"}, "opens 09:00, due 09:02"),
        ("part.between", {"hour": 12, "until": 17}, "between 12:00 and 17:00"),
    ],
)
def test_words(code: str, values: dict[str, object], words: str) -> None:
    assert str(because(code, **values)) == words
