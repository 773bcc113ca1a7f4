"""What a check of `bdc-desk doctor` finds: how it stands, in words, and what a person does about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    WARNING = "warning"
    """The desk works; somebody should know."""
    BROKEN = "broken"
    """Something that is needed does not work."""
    SKIPPED = "skipped"
    """Not looked at; the words say why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands. `do`: what a person does about it, "" where nothing is to be done.

    No name, number, address or login of anybody stands in the words: people show them to whoever helps.
    """

    check: str
    state: State
    words: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One look. `seconds` is its own limit: what takes longer counts as not answered."""

    name: str
    look: Callable[[], Iterable[Finding]]
    seconds: float = 10.0


def ok(check: str, words: str) -> Finding:
    """All is as it should be."""
    return Finding(check, State.OK, words)


def warning(check: str, words: str, do: str = "") -> Finding:
    """It works; somebody should know."""
    return Finding(check, State.WARNING, words, do)


def broken(check: str, words: str, do: str = "") -> Finding:
    """It does not work."""
    return Finding(check, State.BROKEN, words, do)


def skipped(check: str, why: str) -> Finding:
    """It was not looked at."""
    return Finding(check, State.SKIPPED, why)


def hidden(words: str, login: str) -> str:
    """The words without the login, which is somebody's name or address."""
    return words.replace(login, "(the login)") if login else words


def without_home(path: Path | str) -> str:
    """The path as a person may show it: the own folder, which has the login's name in it, is "~"."""
    text = str(path)
    try:
        home = str(Path.home())
    except RuntimeError:  # nobody's, in some containers
        return text
    if text == home:
        return "~"
    ends = (home + "/", home + "\\")
    return f"~{text[len(home) :]}" if len(home) > 1 and text.startswith(ends) else text
