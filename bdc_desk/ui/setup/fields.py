"""A field of the setup page: its name above, its fault in words below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from bdc_desk.ui.tokens import GAP_XS
from bdc_desk.ui.widgets.plain import Label

WIDEST_ITEM = 24
"""Letters that a list's box has room for; the longest zone would make it half a screen wide."""


class CalmComboBox(QComboBox):
    """A list that the mouse wheel changes only while it has the keyboard: scrolling past changes nothing."""

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices`: words and what they stand for."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(WIDEST_ITEM)
        for words, value in choices:
            self.addItem(words, value)

    def value(self) -> str:
        """What the chosen words stand for; "" for nothing."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose by what the words stand for; an unknown value chooses nothing."""
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the person is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SearchBox(CalmComboBox):
    """A long list in which typing any part of a name finds it ("berlin" finds Europe/Berlin)."""

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices`: words and what they stand for."""
        super().__init__(choices, parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(finder)

    def value(self) -> str:
        """What the words in the field stand for; "" where they are no item of the list."""
        place = self._meant()
        return str(self.itemData(place)) if place >= 0 else ""

    def _meant(self) -> int:
        """The item that the words name, or the only one they are part of; -1: none, or one of several."""
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place >= 0 or not typed:
            return place
        found = [at for at in range(self.count()) if typed.casefold() in self.itemText(at).casefold()]
        return found[0] if len(found) == 1 else -1

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes the one match."""
        super().focusOutEvent(event)
        place = self._meant()
        if event.reason() is not Qt.FocusReason.PopupFocusReason and place >= 0:
            self.setCurrentIndex(place)
            self.setEditText(self.itemText(place))


class Field(QWidget):
    """A name, the control that is filled in, a hint, and the fault when there is one: until the person
    corrects the field, which is `edited`.
    """

    edited = Signal()

    def __init__(self, name: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        """`control` becomes this field's child and gets `name` for a screen reader."""
        super().__init__(parent)
        self.control = control
        control.setAccessibleName(name)
        self._hint = hint
        self._words = Label(hint, self, size=9, role="muted", wrap=True)
        self._words.setVisible(bool(hint))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_XS)
        column.addWidget(Label(name, self, bold=True))
        column.addWidget(control)
        column.addWidget(self._words)
        column.addStretch(1)
        if isinstance(control, QLineEdit):
            control.textEdited.connect(self._take_edit)
        if isinstance(control, QComboBox):
            control.activated.connect(self._take_edit)
            control.editTextChanged.connect(self._take_edit)

    def _take_edit(self) -> None:
        """What was wrong with the old value may not be with the new one."""
        if self.fault:
            self.show_fault("")
        self.edited.emit()

    def show_fault(self, fault: str) -> None:
        """Show what is wrong, in place of the hint; "" brings the hint back."""
        self._words.setText(fault or self._hint)
        self._words.set_role("error" if fault else "muted")
        self._words.setVisible(bool(fault or self._hint))
        self.control.setAccessibleDescription(fault or self._hint)

    @property
    def fault(self) -> str:
        """The fault shown, "" for none."""
        return self._words.text() if self._words.property("role") == "error" else ""


def line_edit(parent: QWidget | None = None, *, longest: int = 120) -> QLineEdit:
    """A field for one line of text."""
    made = QLineEdit(parent)
    made.setMaxLength(longest)
    return made
