"""The customer's numbers: which one can be called, and why another cannot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bdc_desk.operations.views import PhoneView
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign
from bdc_desk.ui.words import dotted


class NumberRow(QWidget):
    """One number: a sign for usable or not, the number, its type and why."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty; `show_number` fills it."""
        super().__init__(parent)
        self._ref = ""
        self._sign = Sign(Shape.PHONE, "muted", 14, self)
        self._shown = Label(parent=self, tabular=True)
        self._shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._why = Label(parent=self, size=9, role="muted", wrap=True)
        self.use = Button(self.tr("Use this one"), self, role="quiet")
        self.use.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.use.clicked.connect(lambda: self.chosen.emit(self._ref))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_S)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._shown, 0, 1)
        grid.addWidget(self._why, 1, 1)
        grid.addWidget(self.use, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)

    def show_number(self, number: PhoneView, *, choosable: bool) -> None:
        """Show a number; `choosable` when there is another one to choose instead."""
        self._ref = number.ref
        shown = number.shown or number.typed
        self._sign.show_shape(*_sign_of(number))
        self._shown.setText(shown)
        self._shown.set_role("" if number.usable else "muted")
        self._why.setText(dotted(number.type, say(number.why)))
        self._why.setVisible(bool(self._why.text()))
        self.use.setVisible(choosable and number.usable)
        self.use.setAccessibleName(self.tr("Use {number} for the next call").format(number=shown))
        self.setAccessibleName(". ".join(part for part in (shown, number.type, say(number.why)) if part))


class NumbersBox(QWidget):
    """All numbers. `chosen(ref)` for the one to call next."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_numbers`."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("The customer's numbers"))
        self._rows: list[NumberRow] = []
        none = self.tr("No number is known. F2 adds one.")
        self._empty = Label(none, self, role="muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_XS + 2)
        self._column.addWidget(self._empty)

    def show_numbers(self, numbers: Sequence[PhoneView]) -> None:
        """Show these numbers in their order."""
        while len(self._rows) < len(numbers):
            made = NumberRow(self)
            made.chosen.connect(self.chosen)
            self._column.addWidget(made)
            self._rows.append(made)
        several = sum(number.usable for number in numbers) > 1
        for place, made in enumerate(self._rows):
            if place < len(numbers):
                made.show_number(numbers[place], choosable=several)
            made.setVisible(place < len(numbers))
        self._empty.setVisible(not numbers)

    def rows(self) -> list[NumberRow]:
        """The rows in use."""
        return [made for made in self._rows if not made.isHidden()]


def _sign_of(number: PhoneView) -> tuple[Shape, str]:
    if not number.usable:
        return Shape.CROSS, "over_15"
    return (Shape.PHONE, "ok") if number.may_dial else (Shape.CLOCK, "over_2")
