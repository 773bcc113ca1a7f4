"""Values as people, mail programs and spreadsheets write them."""

import pytest

from bdc_desk.intake.findings import Findings
from bdc_desk.intake.labelled.written_values import address_of, name_and_address, numbers_in


@pytest.mark.parametrize(
    ("value", "numbers", "remark"),
    [
        ("020 7946 0123", ("020 7946 0123",), ""),
        ("p:+442079460123", ("+442079460123",), ""),  # Facebook
        ("tel: 020 7946 0123", ("020 7946 0123",), ""),
        ("'020 7946 0123", ("020 7946 0123",), ""),  # a spreadsheet's guard
        ("020 7946 0123 <tel:+442079460123>", ("020 7946 0123",), ""),
        ("<tel:+442079460123>", ("+442079460123",), ""),
        ("020 7946 0123 (after 6pm)", ("020 7946 0123",), "after 6pm"),
        ("020 7946 0123 na zessen", ("020 7946 0123",), "na zessen"),
        ("020 7946 0123 ext. 12", ("020 7946 0123 ext. 12",), ""),  # belongs to the number
        ("020 7946 0123 x12", ("020 7946 0123 x12",), ""),
        ("020 7946 O123", ("020 7946 O123",), ""),  # a letter for a digit: cut, it were another
        ("020 7946 / 0123", ("020 7946 / 0123",), ""),  # one number, as Germans write it
        ("+1 800 FLOWERS", ("+1 800 FLOWERS",), ""),
        ("call me", ("call me",), ""),
        ("", (), ""),
    ],
)
def test_one_number_is_taken_out_of_its_field(value: str, numbers: tuple[str, ...], remark: str) -> None:
    findings = Findings()
    assert numbers_in(value, findings) == (numbers, remark)
    assert findings.faults == ()


@pytest.mark.parametrize(
    ("value", "numbers", "fault"),
    [
        ("020 7946 0123 / 020 7946 0124", ("020 7946 0123", "020 7946 0124"), "2 phone numbers stand in one"),
        (
            "020 7946 0123 of 020 7946 0124",
            ("020 7946 0123", "020 7946 0124"),
            "2 phone numbers stand in one",
        ),
        ("3.16E+10", (), 'A spreadsheet spoiled the phone number "3.16E+10"'),
        ("3,16123e10", (), "A spreadsheet spoiled"),
        ("442079460123.0", ("442079460123",), "decimals"),
    ],
)
def test_what_is_read_otherwise_is_a_repair(value: str, numbers: tuple[str, ...], fault: str) -> None:
    findings = Findings()
    assert numbers_in(value, findings) == (numbers, "")
    assert findings.repaired
    assert fault in findings.faults[0]


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("jo@example.test", "jo@example.test"),
        ("jo@example.test <mailto:jo@example.test>", "jo@example.test"),
        ("[jo@example.test](mailto:jo@example.test)", "jo@example.test"),
        ("<mailto:jo@example.test>", "jo@example.test"),
        ("mailto:jo@example.test", "jo@example.test"),
        ("'jo@example.test", "jo@example.test"),
        ("none", "none"),
    ],
)
def test_addresses_lose_their_links(value: str, address: str) -> None:
    assert address_of(value) == address


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("Jo Reed", "Jo Reed", ""),
        ("Jo Reed <jo@example.test>", "Jo Reed", "jo@example.test"),
        ("Jo Reed (jo@example.test)", "Jo Reed", "jo@example.test"),
        ("Jo Reed (Ann)", "Jo Reed (Ann)", ""),
        ("<jo@example.test>", "<jo@example.test>", ""),
    ],
)
def test_a_name_with_an_address_behind_it(value: str, name: str, address: str) -> None:
    assert name_and_address(value) == (name, address)
