"""Countries and time zones to choose from: names for people, codes for the log."""

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, QTimeZone


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Name and ISO 3166 alpha-2 code of each country, by name."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == 2 and code.isalpha() and code != "ZZ":
            found[code] = QLocale.territoryToString(territory)
    return tuple(sorted(((name, code) for code, name in found.items()), key=lambda pair: pair[0].casefold()))


@cache
def zones() -> tuple[str, ...]:
    """The IANA zones that name a place, in alphabetical order."""
    named = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return (*sorted(named), "UTC")


MAINLAND = {"DE": "Europe/Berlin"}
"""Countries whose other zones no clock tells apart (Büsingen has been at Berlin's time since 1981)."""


def only_zone(country: str) -> str:
    """The zone of a country (ISO 3166 alpha-2) that has one; "" where there are several, or none is known."""
    territory = QLocale.codeToTerritory(country)
    if len(country) != 2 or territory is QLocale.Country.AnyTerritory:
        return ""
    found = {bytes(name.data()).decode() for name in QTimeZone.availableTimeZoneIds(territory)} & set(zones())
    return MAINLAND.get(country, found.pop() if len(found) == 1 else "")
