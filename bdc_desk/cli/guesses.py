"""What the system tells about who and where we are, for the first start."""

import getpass
import locale
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH, available_timezones

import tzlocal

from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm

NO_COUNTRY = "GB"
TABLE = "zone1970.tab"


def guessed_form() -> SetupForm:
    """A form filled with guesses; the name of the dealership is left for the person."""
    zone = guessed_zone()
    return SetupForm(
        name="",
        country=guessed_country(zone),
        region="",
        zone=zone,
        hours=dict.fromkeys(WEEKDAYS, ("09:00-21:00",)),
        person_name=guessed_person(),
    )


def guessed_zone() -> str:
    """The system's IANA zone, else UTC."""
    try:
        zone = tzlocal.get_localzone_name()
    except (OSError, ValueError, LookupError):
        return "UTC"
    return zone if zone in available_timezones() else "UTC"


def guessed_country(zone: str) -> str:
    """The country of the zone, else of the system's language, else GB."""
    countries = {name: code for code, name in _zone_countries()}
    language = locale.getlocale()[0] or ""
    from_language = language.partition("_")[2][:2].upper()
    return countries.get(zone) or (from_language if len(from_language) == 2 else NO_COUNTRY)


def _zone_countries() -> list[tuple[str, str]]:
    """(country, zone) of the time zone database's own table, where the system or tzdata has it."""
    rows = [line.split("\t") for line in _zone_table().splitlines() if line and not line.startswith("#")]
    return [(row[0].split(",")[0], row[2]) for row in rows if len(row) > 2]


def _zone_table() -> str:
    for folder in TZPATH:
        try:
            return Path(folder, TABLE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    try:
        return files("tzdata").joinpath("zoneinfo", TABLE).read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError):
        return ""


def guessed_person() -> str:
    """The person's name as the system knows it: the full name where there is one, else the login."""
    try:
        import pwd  # noqa: PLC0415 - not on Windows

        full = pwd.getpwnam(getpass.getuser()).pw_gecos.split(",")[0].strip()
    except (ImportError, KeyError, OSError):
        full = ""
    try:
        return full or getpass.getuser()
    except (KeyError, OSError):
        return ""
