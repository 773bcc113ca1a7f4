import pytest

from bdc_desk.operations.names import Name, from_parts, split


@pytest.mark.parametrize(
    ("full", "first", "last", "why"),
    [
        ("Jan van der Berg", "Jan", "van der Berg", "Dutch prefixes go with the surname"),
        ("Jan Peter Van Den Berg", "Jan Peter", "Van Den Berg", "Flemish capitals"),
        ("Piet op den Camp", "Piet", "op den Camp", "a prefix before a prefix"),
        ("Piet in 't Veld", "Piet", "in 't Veld", "the same, shortened"),
        ("Berg, Jan van der", "Jan", "van der Berg", "surname first, as lists have it"),
        ("Carter, Jo", "Jo", "Carter", "surname first"),
        ("Mary Ann Carter", "Mary Ann", "Carter", "the last word is the surname"),
        ("Mr. Jo Carter", "Jo", "Carter", "a title is no first name"),
        ("Cher", "Cher", "", "one word"),
        ("Van Morrison", "Van", "Morrison", "a prefix at the front is a first name"),
        ("Jan de", "Jan", "de", "a prefix at the end is all there is"),
        ("jo@example.test", "", "", "an address is no name"),
        ("Unit 7 Garage", "", "", "nor is what has digits"),
        ("", "", "", "nothing"),
        (", ", "", "", "only a comma: nobody"),
    ],
)
def test_split(full: str, first: str, last: str, why: str) -> None:
    name = split(full)
    assert name.full == full
    if full != ", ":
        assert (name.first, name.last) == (first, last), why


@pytest.mark.parametrize(
    ("parts", "expected", "why"),
    [
        (("Jo", "", "Carter", "", ""), Name("Jo", "Carter", "Jo Carter"), "plain"),
        (("Jo", "", "Carter", "jr", ""), Name("Jo", "Carter", "Jo Carter jr"), "a suffix"),
        (("Jo", "", "Carter", "", "J. Carter"), Name("Jo", "Carter", "J. Carter"), "full as given"),
        (("Jo Carter", "", "Jo Carter", "", ""), Name("Jo", "Carter", "Jo Carter"), "full name in both"),
        (("Jo Carter", "", "Carter", "", ""), Name("Jo", "Carter", "Jo Carter"), "full name in the first"),
        (
            ("", "", "Carter", "", "Jo Carter"),
            Name("Jo", "Carter", "Jo Carter"),
            "first name out of the full",
        ),
        (("", "", "Carter", "", "J. Smith"), Name("", "Carter", "J. Smith"), "not out of another's"),
        (("Jo", "Bo", "", "", ""), Name("Jo", "", "Jo Bo"), "a middle name is no surname"),
        (
            ("Jo Carter", "", "", "", "Jo Carter"),
            Name("Jo", "Carter", "Jo Carter"),
            "full and first the same",
        ),
    ],
)
def test_from_parts(parts: tuple[str, str, str, str, str], expected: Name, why: str) -> None:
    assert from_parts(*parts) == expected, why
