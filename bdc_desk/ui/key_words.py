"""How keys are called where they are taught: the palette, the help, the guide."""

from collections.abc import Iterable

from bdc_desk.ui.actions import Action

_CALLED = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up", "Del": "Delete"}


def key_words(key: str) -> str:
    """A key as it stands on a keyboard: "Ctrl+Return" is called "Ctrl+Enter"."""
    if key.endswith("+"):  # Ctrl++
        return key
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, _CALLED.get(last, last)])


def taught(action: Action) -> str:
    """The key of an action that is taught; "" for one without."""
    return key_words(action.keys[0]) if action.keys else ""


def all_keys(actions: Iterable[Action]) -> frozenset[str]:
    """Every key that does something, as it stands on a keyboard."""
    return frozenset(key_words(key) for action in actions for key in action.keys)
