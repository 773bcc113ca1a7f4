"""A number that a person types: kept as typed, and read where it can be told for certain."""

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, ValidationResult

from bdc_desk.operations.draft import Phone

LONGEST = 100
"""Letters of what is typed into the box of a number."""
_UNKNOWN = "Etc/Unknown"


def read_number(typed: str, country: str) -> Phone:
    """The number: with E.164 and its zones once it is a possible one, national ones read as `country` (ISO
    3166 alpha-2) has them. What is none is marked impossible, never dropped. Possible is asked, not valid:
    new ranges are unknown for years.
    """
    line = " ".join(typed.split())
    number = parsed(line, country)
    verdict = None if number is None else phonenumbers.is_possible_number_with_reason(number)
    if number is None or verdict != ValidationResult.IS_POSSIBLE:
        local = verdict == ValidationResult.IS_POSSIBLE_LOCAL_ONLY
        return Phone(line[:LONGEST], possible=local)
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(line, e164, zones=zones_of(number))


def parsed(line: str, country: str | None) -> PhoneNumber | None:
    """The number, or None where it is none, needs a country that is not known, or is too long: one cut to fit
    would be another number.
    """
    if len(line) > LONGEST:
        return None
    try:
        return phonenumbers.parse(line, country.upper() if country else None)
    except phonenumbers.NumberParseException:
        return None


def zones_of(number: PhoneNumber) -> tuple[str, ...]:
    """The IANA zones that the number may lie in; empty where unknown."""
    from phonenumbers import timezone  # noqa: PLC0415 - 30 ms of data, not needed before the first number

    zones = timezone.time_zones_for_number(number)
    if _UNKNOWN in zones:  # reserved and very new numbers have no type; their prefix still tells the place
        zones = timezone.time_zones_for_geographical_number(number)
    return tuple(zone for zone in zones if zone != _UNKNOWN)
