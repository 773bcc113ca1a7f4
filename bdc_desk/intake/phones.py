"""Telephone numbers: what was typed, and E.164 where that can be told for certain."""

from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

from bdc_desk.intake.plain_text import line_of, shown
from bdc_desk.operations.draft import Phone

_TYPED_LIMIT: Final = 100
_FEWEST_DIGITS: Final = 4
_UNKNOWN_ZONE: Final = "Etc/Unknown"


def read_phone(typed: str, *, country: str | None, kind: str = "", time: str = "") -> tuple[Phone, str]:
    """The number `typed`, and a fault in words or "".

    `country` (ISO 3166 alpha-2) is the dealership's: it gives national numbers their meaning; without it they
    keep no E.164. An impossible number is marked, never dropped (adf.md, A reader that keeps them, 5).
    Possible is asked, not valid: numbers reserved for drama such as +1 212 555 0123 are not all valid, and
    new ranges are unknown for years.
    """
    line = line_of(typed, _TYPED_LIMIT)
    # A number that was cut to fit would be another number.
    number = _parsed(line, country) if len(typed.strip()) <= _TYPED_LIMIT else None
    if number is None:
        return _unparsed(line, country, kind, time)
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return Phone(line, None, kind, time=time), f"The number {shown(line)} lacks its area code"
    if verdict != ValidationResult.IS_POSSIBLE:
        return Phone(
            line, None, kind, possible=False, time=time
        ), f"The number {shown(line)} cannot be dialled"
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(line, e164, kind, zones=zones_of(number), time=time), ""


def zones_of(number: PhoneNumber) -> tuple[str, ...]:
    """The IANA zones that the number may lie in; empty where unknown."""
    from phonenumbers import timezone  # noqa: PLC0415  30 ms of data, not needed before the first lead

    zones = timezone.time_zones_for_number(number)
    if _UNKNOWN_ZONE in zones:
        # Reserved and very new numbers have no type; their prefix still tells the place.
        zones = timezone.time_zones_for_geographical_number(number)
    return tuple(zone for zone in zones if zone != _UNKNOWN_ZONE)


def _parsed(line: str, country: str | None) -> PhoneNumber | None:
    """The number, or None if it is none or needs a country that is not known."""
    try:
        return phonenumbers.parse(line, country.upper() if country else None)
    except NumberParseException:
        return None


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
