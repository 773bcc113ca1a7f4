"""What the sections of the settings page share."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from bdc_desk.settings import Preferences
from bdc_desk.ui.tokens import GAP_S, GAP_XS
from bdc_desk.ui.widgets.frames import column
from bdc_desk.ui.widgets.plain import Label


class Section(QWidget):
    """A titled part of the page. `changed` with the fields of Preferences that the person gave other values,
    as a dict; it is emitted at once: there is nothing to confirm.
    """

    changed = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """`title`: as it stands in the list of sections."""
        super().__init__(parent)
        self.title = title
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_S, 0, GAP_S, 0)
        self.column.setSpacing(GAP_S)
        self.column.addWidget(Label(title, self, size=11, bold=True))

    def show_preferences(self, preferences: Preferences) -> None:
        """Show these without taking them for a change of the person's."""

    def add_words(self, text: str = "", role: str = "muted") -> Label:
        """A paragraph at the end of the section so far."""
        made = Label(text, self, size=9, role=role, wrap=True)
        self.column.addWidget(made)
        return made

    def add_heading(self, text: str) -> None:
        """A line that names what follows."""
        self.column.addSpacing(GAP_XS)
        self.column.addWidget(Label(text, self, bold=True))

    def add_check(self, text: str, field: str) -> QCheckBox:
        """A switch for the yes-or-no field of that name."""
        made = QCheckBox(text, self)
        made.clicked.connect(lambda on: self.changed.emit({field: bool(on)}))
        self.column.addWidget(made)
        return made


class OneOf(QWidget):
    """Radio buttons one below the other. `chosen(name)` when the person takes another."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`name`: what is chosen here, for a screen reader. `choices`: words and what they stand for."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons = {value: QRadioButton(words, self) for words, value in choices}
        group = QButtonGroup(self)
        for value, button in self._buttons.items():
            group.addButton(button)
            button.setAccessibleName(f"{name}: {button.text()}")
            button.clicked.connect(self._said(value))
        self.setLayout(column(*self._buttons.values(), spacing=0))

    def show_choice(self, value: str) -> None:
        """Show what is chosen; something unknown shows nothing chosen."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def button(self, value: str) -> QRadioButton:
        """The button that stands for it."""
        return self._buttons[value]

    def _said(self, value: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(value)
