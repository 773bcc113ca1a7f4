"""Buttons. None is ever a default button: Enter pressed while typing must press nothing (ux.md). One that has
the keyboard takes Enter as it takes Space.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.shapes import Shape, icon
from bdc_desk.ui.widgets.plain import plain_button_text, set_tooltip

SHAPE_SIDE = 16
"""At text scale 1."""


class Button(QPushButton):
    """A push button with its key shown after the words ("Call  F5") and the words as its accessible name.

    `role`: "" or primary, quiet, danger. `focusable=False` for buttons that must never take the keyboard.
    """

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        key: str = "",
        role: str = "",
        shape: Shape | None = None,
        focusable: bool = True,
        checkable: bool = False,
    ) -> None:
        """`key` is shown only; whoever owns the window binds it."""
        super().__init__(parent)
        self._key, self._shape = key, shape
        self.setAutoDefault(False)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if not focusable:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if role:
            self.setProperty("role", role)
        self.set_text(text)
        self._draw_shape()

    def set_text(self, text: str) -> None:
        """Change the words, literally: an "&" in them marks no key."""
        words = plain_button_text(text)
        if self._shape is not None and words:
            words = f" {words}"
        self.setText(f"{words}   {self._key}" if self._key and words else words)
        self.setAccessibleName(f"{text} ({self._key})" if self._key else text)

    def set_key(self, key: str) -> None:
        """Show another key from the next `set_text` on."""
        self._key = key

    def set_shape(self, shape: Shape | None) -> None:
        """Show another sign before the words."""
        self._shape = shape
        self._draw_shape()

    def set_why(self, why: str) -> None:
        """Say why the button is off or what it will do, to the mouse and to a screen reader; "" clears it."""
        set_tooltip(self, why)
        self.setAccessibleDescription(why)

    def _draw_shape(self) -> None:
        if self._shape is None:
            return
        look = theme.tokens()
        colour = look.on_accent if self.property("role") == "primary" else look.text
        side = round(SHAPE_SIDE * theme.text_scale())
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._shape, colour if self.isEnabled() else look.muted, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, once however long it is held; with Ctrl it is the form's."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the sign anew when the theme or the enabling changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.EnabledChange}:
            self._draw_shape()
