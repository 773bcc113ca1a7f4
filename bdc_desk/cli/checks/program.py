"""Python, the packages that the program is made of, time zones, and what is there for some only.

Nothing beside Python itself is imported here: what is missing must still be told.
"""

import importlib.util
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import bdc_desk
from bdc_desk.cli.checks.finding import Finding, broken, ok, warning, without_home

OLDEST = (3, 11)
NEEDED = {
    "alembic": "alembic",
    "APScheduler": "apscheduler",
    "defusedxml": "defusedxml",
    "holidays": "holidays",
    "icalendar": "icalendar",
    "Jinja2": "jinja2",
    "keyring": "keyring",
    "phonenumbers": "phonenumbers",
    "platformdirs": "platformdirs",
    "psycopg": "psycopg",
    "PySide6-Essentials": "PySide6",
    "SQLAlchemy": "sqlalchemy",
    "tzlocal": "tzlocal",
    "uuid6": "uuid6",
}
"""Distributions of pyproject.toml and the modules they bring."""
SHOWN = ("PySide6-Essentials", "SQLAlchemy", "psycopg")
FEW_ZONES = 300
"""The whole list has some 600 names."""


def check_python() -> Iterator[Finding]:
    """The program's version and Python's."""
    words = (
        f"BDC Desk {bdc_desk.__version__}, Python {platform.python_version()} on {platform.system()} "
        f"{platform.machine()}, in {without_home(Path(bdc_desk.__file__).parent)}"
    )
    if sys.version_info >= OLDEST:
        yield ok("python", words)
    else:
        yield broken("python", f"{words}: too old.", "Install Python 3.11 or newer, and the program for it.")


def check_packages() -> Iterator[Finding]:
    """Whether everything that the program imports is there."""
    missing = [name for name, module in NEEDED.items() if not _is_there(module)]
    if missing:
        yield broken(
            "packages", f"Missing: {', '.join(missing)}.", "Install the program again: pip install bdc-desk."
        )
        return
    qt = _version("PySide6-Essentials")
    if sys.version_info < (3, 12) and _numbers(qt) >= (6, 12):
        words = f"PySide6 {qt} ends the window after some minutes on Python {platform.python_version()}."
        yield broken("packages", words, 'Install an older one: pip install "PySide6-Essentials<6.12".')
        return
    versions = [f"{name} {told}" for name in SHOWN if (told := _version(name))]
    told = f": {', '.join(versions)} ..." if versions else ""
    yield ok("packages", f"all {len(NEEDED)} are there{told}")


def check_extras(*, tokens: bool) -> Iterator[Finding]:
    """What only some need. `tokens`: a mailbox here signs in by Microsoft's token."""
    if _is_there("msal"):
        yield ok("extras", f"oauth: there, for mailboxes at Microsoft 365 (msal {_version('msal') or '?'})")
    elif tokens:
        yield broken(
            "extras",
            "oauth is missing: a mailbox here signs in at Microsoft 365.",
            'Install it: pip install "bdc-desk[oauth]".',
        )
    else:
        yield ok("extras", "oauth: not installed; only mailboxes at Microsoft 365 need it")


def check_zones(dealership_zone: str | None) -> Iterator[Finding]:
    """Whether there is time zone data. `dealership_zone` None: none is set up."""
    from bdc_desk.cli.guesses import guessed_zone  # noqa: PLC0415 - it needs a package, and this file none

    names = available_timezones()
    do = "Install the system's time zone data, or: pip install tzdata."
    for name in ("Europe/London", "America/New_York", dealership_zone or "UTC"):
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield broken("time zones", f"There is no data for {name}.", do)
            return
    if len(names) < FEW_ZONES:
        words = f"Only {len(names)} zones are known: customers elsewhere may be called at the wrong hour."
        yield warning("time zones", words, do)
        return
    here, there = guessed_zone(), f"; the dealership is in {dealership_zone}" if dealership_zone else ""
    yield ok("time zones", f"{len(names)} known; this computer is in {here}{there}")


def _is_there(module: str) -> bool:
    """Whether the module could be imported, without doing so."""
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def _version(name: str) -> str:
    """The distribution's version; "" where it is not told (a built program has none)."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2] if part.isdecimal())
