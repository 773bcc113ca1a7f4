"""A number typed by hand (Shift+F5): how it is read stands below it before anything is kept or dialled."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed number is read. `shown`: in the international form, "" while it is none; `why`: why not, or
    what speaks against it; `known`: the customer has it already.
    """

    shown: str
    why: str
    known: bool = False


class OtherNumberPanel(ChildPanel):
    """`typed(text)` asks how it is read (answer with `show_reading`), `taken(text)` asks to keep and
    choose it (answer with `close_panel` or `show_fault`).
    """

    typed = Signal(str)
    taken = Signal(str)
    foot_keys = "Enter keep it for F5 · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=600)
        self._can_take = False
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(self.tr("Digits, + or 00 for abroad"))
        self.field.setAccessibleName(self.tr("Another number of the customer"))
        self.echo = Label(parent=self, wrap=True, role="muted")
        self.echo.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.take_button = Button("", self, key=self.tr("Enter"), role="primary")
        explained = self.tr(
            "It is kept with the customer's numbers (the others stay), and F5 dials it. Nothing is dialled "
            "that is not on the lead."
        )
        self._explained = Label(explained, self, size=9, role="muted", wrap=True)
        line = row(self.field, self.take_button)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.echo)
        self.body.addWidget(self._explained)
        self.field.textChanged.connect(self._changed)
        self.take_button.clicked.connect(self._take)

    def open_for(self, name: str) -> None:
        """Ask for a number of the customer of that name."""
        asked = self.tr("Another number of {name}").format(name=name)
        self.title.setText(asked)
        self.setAccessibleName(asked)
        self.field.setFont(theme.font(18, bold=True, tabular=True))  # the text's size may have changed
        self.field.clear()
        self.echo.setMinimumHeight(2 * self.echo.fontMetrics().lineSpacing())
        self._changed("")
        self.open_panel()

    def first_field(self) -> QWidget:
        """The number."""
        return self.field

    def show_reading(self, text: str, reading: Reading) -> None:
        """Say how `text` is read, unless something else stands in the field by now."""
        if text != self.field.text():
            return
        self._can_take = bool(reading.shown)
        self.take_button.setEnabled(self._can_take)
        self.take_button.set_text(self.tr("Choose it") if reading.known else self.tr("Add it and choose it"))
        told = self.tr("Read as {number}.").format(number=reading.shown) if reading.shown else ""
        self._say(f"{told} {reading.why}".strip(), "ok" if reading.shown else "muted")

    def show_fault(self, why: str) -> None:
        """It could not be kept: say why; what was typed stays."""
        self._say(why, "error")
        self.answered()

    def _changed(self, text: str) -> None:
        self._can_take = False
        self.take_button.setEnabled(False)
        self.take_button.set_text(self.tr("Add it and choose it"))
        if text.strip():
            self.typed.emit(text)
        else:
            self._say(self.tr("Type the number as it was told."), "muted")

    def _say(self, text: str, role: str) -> None:
        self.echo.setText(text)
        self.echo.set_role(role)
        self.field.setAccessibleDescription(text)

    def _take(self) -> None:
        if self._can_take and self.ask_once():
            self.taken.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the number."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            event.accept()
        else:
            super().keyPressEvent(event)
