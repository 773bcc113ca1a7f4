"""Enter presses a button that has the keyboard: in a panel no button is a default one (ux.md)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on either side of the keyboard."""
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def with_control(event: QKeyEvent) -> bool:
    """Whether Ctrl is held."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def pressed_held(panel: QWidget) -> bool:
    """Press the button of the panel that has the keyboard; False where none has."""
    held = QApplication.focusWidget()
    if isinstance(held, QAbstractButton) and panel.isAncestorOf(held):
        held.click()
        return True
    return False
