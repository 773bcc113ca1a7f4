"""A line of news inside the window: what was done (and can be undone), or what went wrong and what now.

It never takes the keyboard. Details of an error are copied, not shown: they are for whoever helps.
"""

from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

Kind = Literal["info", "ok", "error"]
SIGNS: dict[Kind, tuple[Shape, str]] = {
    "info": (Shape.RING, "muted"),
    "ok": (Shape.CHECK, "ok"),
    "error": (Shape.WARNING, "error"),
}


class Notice(QFrame):
    """Shows one piece of news at a time; the newest stands."""

    acted = Signal()
    """The person pressed the action (Undo, Try again ...)."""
    gone = Signal()
    """The notice left: its time ran out or the person closed it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something is said. Add it to a NoticeArea."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._details = self._label = ""
        self._sign = Sign(Shape.RING)
        self._text = Label(wrap=True)
        self._action = Button("", focusable=False)
        self._copy = Button("Copy details", focusable=False)
        self._close = Button("", role="quiet", shape=Shape.CROSS, focusable=False)
        self._close.setAccessibleName("Close this notice")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.leave)
        self._action.clicked.connect(self._act)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self._close.clicked.connect(self.leave)
        self._lay_out()
        self.hide()

    def say(
        self,
        text: str,
        *,
        kind: Kind = "info",
        action: str = "",
        key: str = "",
        details: str = "",
        seconds: float | None = None,
    ) -> None:
        """Show `text` for `seconds` (None: until closed). `action` names a button and `key` the key that does
        the same; `details` can be copied.
        """
        self._details = details
        self._sign.show_shape(*SIGNS[kind])
        self._text.setText(text)
        self._label = action
        self.show_key(key)
        self._action.setVisible(bool(action))
        self._copy.setVisible(bool(details))
        self.setAccessibleName(text)
        self._timer.stop()
        if seconds is not None:
            self._timer.start(round(seconds * 1000))
        self.show()
        self.updateGeometry()

    def show_key(self, key: str) -> None:
        """`key` does what the action's button does; "" for no key (any more)."""
        self._action.set_text(f"{self._label}   {key}" if key else self._label)

    def leave(self) -> None:
        """Close the notice."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.gone.emit()

    def _act(self) -> None:
        self.leave()
        self.acted.emit()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        line.setSpacing(GAP_S)
        line.addWidget(self._sign)
        line.addWidget(self._text, 1)
        for button in (self._action, self._copy, self._close):
            line.addWidget(button)
