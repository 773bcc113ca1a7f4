"""What the program finds at run time only, by name or as a file: a built program may have lost it.

Each look answers with what was found, in words, and raises for what is missing.
"""

import importlib
import importlib.util
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from bdc_desk.cadence.holiday_dates import holiday_dates
from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.cli.arguments import COMMANDS
from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.template_files import check_template, shipped_folder, template_text
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.shipped import default_policy
from bdc_desk.operations.typed_number import read_number
from bdc_desk.secret_store import ALLOWED

COUNTRIES = (("GB", "SCT"), ("US", ""), ("NL", ""), ("DE", "BY"), ("FR", ""))
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata")
FEW_ZONES = 300
"""The whole list has some 600 names."""
FEW_LICENCES = 10


def look_at_policy() -> str:
    """The rules that a new dealership begins with."""
    return f"{len(read_policy(default_policy()).templates)} email templates, every rule read"


def look_at_texts() -> str:
    """The email texts and call scripts, in all languages."""
    names = [rule.name for rule in read_policy(default_policy()).templates]
    for language in LANGUAGES:
        for name in names:
            found = template_text(name, None, language)  # one that is missing comes in English
            faults = check_template(found.text)
            if found.language != language:
                raise SurroundingsFault(f"The text {name} is missing in {language}.")
            if faults:
                raise SurroundingsFault(f"The text {name} ({language}): {' '.join(faults)}")
        if not shipped_folder("scripts").joinpath(f"{language}.toml").is_file():
            raise SurroundingsFault(f"The call script in {language} is missing.")
    return f"{len(names)} emails and a call script in {', '.join(LANGUAGES)}"


def look_at_zones() -> str:
    """The time zone data: the system's, else the package's."""
    for name in ZONES:
        ZoneInfo(name)
    if len(available_timezones()) < FEW_ZONES:
        raise SurroundingsFault(f"Only {len(available_timezones())} time zones are known.")
    return f"{len(available_timezones())} known"


def look_at_holidays() -> str:
    """Public holidays: each country's are a module of its own."""
    for country, region in COUNTRIES:
        if not holiday_dates(country, region, 2026):
            raise SurroundingsFault(f"No holiday is known in {country}.")
    return ", ".join(country for country, _ in COUNTRIES)


def look_at_numbers() -> str:
    """Telephone numbers: each country's rules are a module of its own, and so are the zones of numbers."""
    for country, typed in (("GB", "020 7946 0456"), ("US", "212 555 0100"), ("NL", "020 240 4000")):
        number = read_number(typed, country)
        if not number.e164 or not number.zones:
            raise SurroundingsFault(f"A number of {country} cannot be read, or not where it lies.")
    return "rules and zones of numbers"


def look_at_drivers() -> str:
    """What only some desks load: the shared database's driver, and the sign-in at Microsoft 365."""
    driver = importlib.import_module("psycopg")
    kind = driver.pq.__impl__
    if importlib.util.find_spec("msal") is None:
        return f"psycopg {driver.__version__} ({kind}); no msal: mailboxes at Microsoft 365 need the extra"
    return f"psycopg {driver.__version__} ({kind}), msal {importlib.import_module('msal').__version__}"


def look_at_keyrings() -> str:
    """The keyrings that keep a secret. Each is imported; nothing is kept, and none is asked for anything."""
    for name in ALLOWED:
        importlib.import_module(name)
    return ", ".join(name.rpartition(".")[2] for name in ALLOWED)


def look_at_clockwork() -> str:
    """The scheduler finds its parts by name."""
    background = importlib.import_module("apscheduler.schedulers.background")
    scheduler = background.BackgroundScheduler()
    scheduler.add_job(lambda: None, "interval", seconds=60)  # not started: the name alone is looked up
    return f"APScheduler {version('apscheduler')}"


def look_at_commands() -> str:
    """Every command's module: they are imported when they are asked for."""
    for module, _ in COMMANDS.values():
        importlib.import_module(f"bdc_desk.cli.{module}")
    return f"{len(COMMANDS)} commands"


def look_at_shared_sql() -> str:
    """The numbered files that bring up a team's shared database."""
    found = [one.name for one in files("bdc_desk.storage.shared").joinpath("sql").iterdir()]
    scripts = [name for name in found if name.endswith(".sql")]
    if not scripts:
        raise SurroundingsFault("The files of the shared database are missing.")
    return f"{len(scripts)} files"


def look_at_licences() -> str:
    """A built program carries the licences of all that is in it; an installed one has them in its
    packages.
    """
    if not getattr(sys, "frozen", False):
        return "with each package: this is no built program"
    folder = Path(sys.executable).parent / "licences"
    count = len(list(folder.iterdir())) if folder.is_dir() else 0
    if not (folder / "NOTICE.txt").is_file() or count < FEW_LICENCES:
        raise SurroundingsFault(f"The licences are missing in {folder}.")
    return f"{count} files in {folder.name}/"
