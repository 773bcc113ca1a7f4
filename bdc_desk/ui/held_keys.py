"""A key that is held repeats itself. Moving and deleting may; deciding may not: who holds Enter a moment too
long on one screen must not answer the question of the next.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

MOVING: Final = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_J,  # as in every list of the window
        Qt.Key.Key_K,
    }
)
ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def is_held(event: QKeyEvent) -> bool:
    """Whether the key only repeats itself, and would decide something."""
    return event.isAutoRepeat() and event.key() not in MOVING


class HeldInField(QObject):
    """For a field of one line: letters may repeat there, Enter and Alt with a digit may not."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what would decide."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_held(event):
            return event.key() in ENTER or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return super().eventFilter(watched, event)
