"""The keys of the window. Single letters and digits are shortcuts that text fields take for themselves: what
is typed in a note never logs an outcome (ux.md, Rules).
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

Act = Callable[[], None]
PRESSING = frozenset({"Space", "Return", "Enter"})
"""Keys that press a button which has the keyboard, rather than doing the window's own thing."""


def bind(window: QWidget, keys: Mapping[str, Act]) -> list[QShortcut]:
    """Bind each key ("F5", "Ctrl+Return", "N") to what it does, anywhere in the window."""
    return [_bound(window, key, act) for key, act in keys.items()]


def _bound(window: QWidget, key: str, act: Act) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(_button_first(act) if key in PRESSING else act)
    return shortcut


def _button_first(act: Act) -> Act:
    def press() -> None:
        held = QApplication.focusWidget()
        if isinstance(held, QAbstractButton) and held.isEnabled():
            held.click()
        else:
            act()

    return press
