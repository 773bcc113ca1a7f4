"""The guide's page about keys, made from all that the window can do."""

from collections.abc import Iterable, Sequence

from bdc_desk.ui.actions import Action
from bdc_desk.ui.help.guide import KEYS_PAGE, Page
from bdc_desk.ui.key_words import all_keys, key_words
from bdc_desk.ui.translation import translate


def keys_page(actions: Sequence[Action]) -> Page:
    """A table of every key, then what has none, then the keys of every panel."""
    with_key = [action for action in actions if action.keys and action.title]
    without = [action for action in actions if not action.keys and action.title and action.listed]
    parts = [
        f"# {translate('Keys', 'All keys')}",
        translate("Keys", "Made from what this window can do now. Ctrl+K finds everything by a few letters."),
        _table([*((_keys(action), action.title) for action in with_key), *_outcomes(actions)]),
    ]
    if without:
        parts += [f"## {translate('Keys', 'Without a key: by the palette (Ctrl+K)')}"]
        parts += ["\n".join(f"- {_safe(action.title)}" for action in without)]
    look = _look_keys(all_keys(actions))
    if look:
        parts += [f"## {translate('Keys', 'Text and look')}", _table(look)]
    parts += [f"## {translate('Keys', 'In every panel')}", _table(_panel_keys())]
    return Page(KEYS_PAGE, "\n\n".join(part for part in parts if part))


def _outcomes(actions: Sequence[Action]) -> list[tuple[str, str]]:
    """Nine keys are one line: what they say is the dealership's choice."""
    digits = sorted(key for action in actions for key in action.keys if key.isdecimal() and not action.title)
    if not digits:
        return []
    told = translate("Keys", "Say what came of the call; the buttons of the call bar show which is which")
    return [(f"{digits[0]}-{digits[-1]}", told)]


def _look_keys(bound: frozenset[str]) -> list[tuple[str, str]]:
    """Keys of the look that are not among the actions: a key stands on the page once."""
    lines = [
        ("Ctrl++", translate("Keys", "Larger text")),
        ("Ctrl+-", translate("Keys", "Smaller text")),
        ("Ctrl+0", translate("Keys", "Text in its usual size")),
        ("Ctrl+Shift+D", translate("Keys", "Next look: light, dark, the system's, high contrast")),
    ]
    return [line for line in lines if line[0] not in bound]


def _panel_keys() -> list[tuple[str, str]]:
    return [
        ("Esc", translate("Keys", "Close the panel; the keyboard goes back to where it was")),
        ("Tab, Shift+Tab", translate("Keys", "The next field or button, the one before")),
        ("Enter, Space", translate("Keys", "Press the button that has the keyboard")),
        (translate("Keys", "Arrows"), translate("Keys", "Choose in a list")),
    ]


def _keys(action: Action) -> str:
    return ", ".join(dict.fromkeys(key_words(key) for key in action.keys))


def _table(lines: Iterable[tuple[str, str]]) -> str:
    rows = [f"| **{_safe(keys)}** | {_safe(does)} |" for keys, does in lines]
    if not rows:
        return ""
    head = f"| {translate('Keys', 'Key')} | {translate('Keys', 'What it does')} |"
    return "\n".join([head, "|---|---|", *rows])


def _safe(text: str) -> str:
    """Letters that Markdown would take as its own."""
    return "".join(f"\\{letter}" if letter in "\\|*_`[]<>#+-" else letter for letter in text)
