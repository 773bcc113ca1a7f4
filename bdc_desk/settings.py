"""Where a profile keeps its things, and the desk's preferences. The rules are no settings: they are the
policy.
"""

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from bdc_desk.errors import SurroundingsFault

VARIABLE = "BDC_DESK_PROFILE"
THEMES = ("light", "dark", "system")
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
    def templates(self) -> Path:
        """Folder of the dealership's own email templates."""
        return self.folder / "templates"

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
        profile.folder.mkdir(parents=True, exist_ok=True)
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
    """How this desk looks and sounds. `window`: x, y, width, height, or empty for the default place."""

    theme: str = "system"
    text_percent: int = 100
    sound: bool = True
    tray: bool = True
    compact: bool = False
    window: tuple[int, ...] = field(default_factory=tuple)
    maximised: bool = False


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
    kept = Preferences()
    for one in fields(Preferences):
        value: Any = found.get(one.name)
        default = getattr(kept, one.name)
        if one.name == "window":
            whole = (
                isinstance(value, list)
                and len(value) in {0, 4}
                and all(type(part) is int and abs(part) <= FARTHEST for part in value)
            )
            kept = replace(kept, window=tuple(value or ())) if whole else kept
        elif type(value) is type(default):
            changed: dict[str, Any] = {one.name: value}
            kept = replace(kept, **changed)
    if kept.theme not in THEMES:
        kept = replace(kept, theme="system")
    return replace(kept, text_percent=min(max(kept.text_percent, 80), 200))


def write_preferences(profile: Profile, preferences: Preferences) -> None:
    """Keep the preferences, whole or not at all. Raises SurroundingsFault."""
    new = profile.preferences.with_suffix(".new")
    try:
        new.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        new.replace(profile.preferences)
    except OSError as fault:
        raise SurroundingsFault(
            f"The look could not be kept in {profile.preferences}: {fault.strerror}. All else is safe."
        ) from fault
