"""Telephone numbers: what was typed, and E.164 where that can be told for certain."""

from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberFormat, ValidationResult

from bdc_desk.intake.plain_text import line_of, shown
from bdc_desk.operations.draft import Phone
from bdc_desk.operations.typed_number import LONGEST, parsed, zones_of

_FEWEST_DIGITS: Final = 4
_FEWEST_LOCAL: Final = 5
"""Digits of a number without its area code; fewer are an extension, or the beginning of a number."""


def read_phone(typed: str, *, country: str | None, kind: str = "", time: str = "") -> tuple[Phone, str]:
    """The number `typed`, and a fault in words or "".

    `country` (ISO 3166 alpha-2) is the dealership's: it gives national numbers their meaning; without it they
    keep no E.164. An impossible number is marked, never dropped (adf.md, A reader that keeps them, 5).
    Possible is asked, not valid: numbers reserved for drama such as +1 212 555 0123 are not all valid, and
    new ranges are unknown for years.
    """
    line = line_of(typed, LONGEST)
    # A number that was cut to fit would be another number.
    number = parsed(line, country) if len(typed.strip()) <= LONGEST else None
    if number is None:
        return _unparsed(line, country, kind, time)
    verdict = phonenumbers.is_possible_number_with_reason(number)
    digits = sum(letter.isdigit() for letter in line)
    if verdict == ValidationResult.IS_POSSIBLE_LOCAL_ONLY and digits >= _FEWEST_LOCAL:
        return Phone(line, None, kind, time=time), f"The number {shown(line)} lacks its area code"
    if verdict != ValidationResult.IS_POSSIBLE:
        return Phone(
            line, None, kind, possible=False, time=time
        ), f"The number {shown(line)} cannot be dialled"
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(line, e164, kind, zones=zones_of(number), time=time), ""


def _unparsed(line: str, country: str | None, kind: str, time: str) -> tuple[Phone, str]:
    """A number that could not be told: kept as one to dial if only the country is missing."""
    known = country is not None and country.upper() in phonenumbers.SUPPORTED_REGIONS
    if not known and _national(line):
        return Phone(line, None, kind, time=time), f"The number {shown(line)} needs the dealership's country"
    return Phone(line, None, kind, possible=False, time=time), f"The number {shown(line)} cannot be dialled"


def _national(line: str) -> bool:
    """Whether `line` looks like a number that lacks only its country."""
    digits = sum(letter.isdigit() for letter in line)
    letters = sum(letter.isalpha() for letter in line)
    return not line.startswith("+") and _FEWEST_DIGITS <= digits <= 15 and letters <= digits
