"""Where a profile keeps its things, and the desk's preferences. The rules are no settings: they are the
policy.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bdc_desk.errors import SurroundingsFault

VARIABLE = "BDC_DESK_PROFILE"
THEMES = ("light", "dark", "system", "contrast")
TONES: Mapping[str, str] = MappingProxyType(
    {
        "over 2 min": "short",
        "over 15 min": "double",
        "escalated": "double",
        "callback soon": "short",
        "callback due": "short",
        "callback passed on": "short",
        "new lead": "soft",
    }
)
"""What each alert sounds like until somebody chooses otherwise (ux.md, Tokens). The names are those of
bdc_desk/cadence/alerts.py, and "new lead".
"""
TONE_NAMES = ("short", "double", "soft", "none")
SMALLEST_TEXT, LARGEST_TEXT, TEXT_STEP = 80, 200, 10
"""Percent."""
LOUDEST = 100
LONGEST_LOCK = 240
"""Minutes."""
FARTHEST = 100_000
"""Pixels: no screen is so far out; a damaged file must not ask the window system for more."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A folder that holds all that one desk keeps."""

    folder: Path

    @property
    def database(self) -> Path:
        """The replica: log, projections, archive."""
        return self.folder / "bdc-desk.sqlite"

    @property
    def logs(self) -> Path:
        """Folder of the program's own log files."""
        return self.folder / "logs"

    @property
    def backups(self) -> Path:
        """Folder of the copies of the database that the desk makes by itself."""
        return self.folder / "backups"

    @property
    def heads(self) -> Path:
        """File of the heads of the log noted so far, outside the database that they bear witness to."""
        return self.folder / "heads.txt"

    @property
    def erased(self) -> Path:
        """File of the leads erased here, by their ids, so that a restored backup does not bring them back."""
        return self.folder / "erased.txt"

    @property
    def templates(self) -> Path:
        """Folder of the dealership's own email templates."""
        return self.folder / "templates"

    @property
    def tones(self) -> Path:
        """Folder of the alerts' tones at the loudness chosen here; may be deleted at any time."""
        return self.folder / "tones"

    @property
    def preferences(self) -> Path:
        """File of the look and the window's place."""
        return self.folder / "preferences.json"


def profile_at(folder: str | None) -> Profile:
    """The profile asked for: the argument, else BDC_DESK_PROFILE, else the platform's data folder.

    Raises SurroundingsFault where "~" stands for no folder.
    """
    chosen = folder or os.environ.get(VARIABLE)
    if not chosen:
        import platformdirs  # noqa: PLC0415 - only where nobody says which folder

        return Profile(platformdirs.user_data_path("bdc-desk", appauthor=False))
    try:
        return Profile(Path(chosen).expanduser())
    except RuntimeError as fault:
        raise SurroundingsFault(
            f"There is no folder {chosen}: {fault} Give the profile's whole path."
        ) from fault


def make_profile(profile: Profile) -> None:
    """Make the profile's folder where it is not there yet. Raises SurroundingsFault."""
    try:
        profile.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # its owner only: people are in it
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise SurroundingsFault(
            f"The folder {profile.folder} could not be made: {why}. "
            f"Choose another with --profile, or set {VARIABLE}."
        ) from fault


def is_there(path: Path) -> bool:
    """Whether `path` exists, as far as we may look. Never raises."""
    try:
        return path.exists()
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this desk looks and sounds. `window`: x, y, width, height, or empty for the default place.

    `language`: "" for the system's. `tones`: the tone of each alert, by the names of TONES. `volume`: 0-100.
    `quiet_until`: no tone before (UTC). `lock_minutes`: without a key or the mouse, 0 for never.
    """

    theme: str = "system"
    text_percent: int = 100
    sound: bool = True
    tray: bool = True
    compact: bool = False
    window: tuple[int, ...] = field(default_factory=tuple)
    maximised: bool = False
    language: str = ""
    tones: Mapping[str, str] = field(default_factory=lambda: TONES)
    volume: int = LOUDEST
    quiet_until: datetime | None = None
    tray_messages: bool = True
    close_to_tray: bool = False
    lock_minutes: int = 10

    def tone(self, alert: str) -> str:
        """The tone of an alert; that of an alert nobody has heard of is "short"."""
        return self.tones.get(alert) or TONES.get(alert, "short")


def read_preferences(profile: Profile) -> Preferences:
    """The kept preferences; what is missing or damaged is the default: a look is never a reason not
    to start.
    """
    try:
        found = json.loads(profile.preferences.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    return _checked(found) if isinstance(found, dict) else Preferences()


def _checked(found: dict[str, Any]) -> Preferences:
    """What can be used of it, value by value."""
    kept = Preferences()
    for one in fields(Preferences):
        default = getattr(kept, one.name)
        read = _READERS.get(one.name, _of_the_kind)
        changed: dict[str, Any] = {one.name: read(found.get(one.name, default), default)}
        kept = replace(kept, **changed)
    return kept


def _of_the_kind(value: Any, default: Any) -> Any:  # noqa: ANN401 - any field of Preferences
    return value if type(value) is type(default) else default


def _theme(value: object, default: str) -> str:
    return value if isinstance(value, str) and value in THEMES else default


def _within(least: int, most: int) -> Callable[[Any, Any], Any]:
    """A whole number; one outside is the nearest inside."""
    return lambda value, default: min(max(value, least), most) if type(value) is int else default


def _window(value: object, default: tuple[int, ...]) -> tuple[int, ...]:
    whole = (
        isinstance(value, list)
        and len(value) in {0, 4}
        and all(type(part) is int and abs(part) <= FARTHEST for part in value)
    )
    return tuple(value) if whole and isinstance(value, list) else default


def _tones(value: object, default: Mapping[str, str]) -> Mapping[str, str]:
    said = value if isinstance(value, Mapping) else {}
    return {alert: said[alert] if said.get(alert) in TONE_NAMES else tone for alert, tone in default.items()}


def _moment(value: object, default: datetime | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at.astimezone(UTC) if at is not None and at.tzinfo is not None else default
    except (ValueError, OverflowError):
        return default


_READERS: Mapping[str, Callable[[Any, Any], Any]] = {
    "theme": _theme,
    "text_percent": _within(SMALLEST_TEXT, LARGEST_TEXT),
    "window": _window,
    "tones": _tones,
    "volume": _within(0, LOUDEST),
    "quiet_until": _moment,
    "lock_minutes": _within(0, LONGEST_LOCK),
}
"""Of a value as it stands in the file and the default: what is used."""


def write_preferences(profile: Profile, preferences: Preferences) -> None:
    """Keep the preferences, whole or not at all. Raises SurroundingsFault."""
    new = profile.preferences.with_suffix(".new")
    try:
        with new.open("w", encoding="utf-8") as opened:
            opened.write(_as_json(preferences))
            opened.flush()
            os.fsync(opened.fileno())  # else a power cut could leave the new name with nothing in it
        new.replace(profile.preferences)
    except OSError as fault:
        raise SurroundingsFault(
            f"The settings could not be kept in {profile.preferences}: {fault.strerror}. They hold until "
            "this window closes. All else is safe. See to the disk's room and the folder's permissions."
        ) from fault


def _as_json(preferences: Preferences) -> str:
    told = {one.name: getattr(preferences, one.name) for one in fields(Preferences)}
    until = preferences.quiet_until
    kept = told | {"tones": dict(preferences.tones), "quiet_until": until.isoformat() if until else None}
    return json.dumps(kept, indent=1)
