"""A scrolling part of a panel that brings into view whatever in it gets the keyboard."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from bdc_desk.ui.call.fitting_scroll import FittingScroll


class FollowingScroll(FittingScroll):
    """The panel's own Tab goes round Qt's, which would scroll by itself; so the fields are watched."""

    def follow(self, *fields: QWidget) -> None:
        """Show these when they get the keyboard."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to what got the keyboard."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)
