"""Countries and time zones to choose from: names for people, codes for the log."""

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale


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
