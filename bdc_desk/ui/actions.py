"""What a person can do in the window, each with its key and words: one list for keys, palette and help."""

from collections.abc import Callable
from dataclasses import dataclass

Act = Callable[[], None]


def _nothing_against() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does. `name`: its id in small letters; `title`: what it does, in words.

    `keys`: every key that does it, as QKeySequence writes them ("F5", "Ctrl+Return"); the first is the one
    taught; none: by the palette only. `why_not`: why it cannot be done now, in words; "" when it can.
    `listed`: whether the palette shows it (nine outcome keys are one line there).
    """

    name: str
    title: str
    keys: tuple[str, ...]
    act: Act
    why_not: Callable[[], str] = _nothing_against
    listed: bool = True
