"""Who else works at this desk: a line a colleague, as many as there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bdc_desk.operations.setup_form import ROLES, Colleague
from bdc_desk.ui.setup.fields import CalmComboBox, line_edit
from bdc_desk.ui.tokens import GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label


@dataclass(frozen=True)
class _Line:
    """The widgets of one colleague."""

    whole: QWidget
    name: QLineEdit
    role: CalmComboBox
    fault: Label


class PeopleBox(QWidget):
    """`people()` gives name and role of each colleague; lines without a name are none. `edited` when the
    person changed something.
    """

    edited = Signal()

    def __init__(self, role_words: tuple[str, ...], parent: QWidget | None = None) -> None:
        """`role_words`: in the order of ROLES. Nobody yet."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colleagues at this desk"))
        self._role_words = role_words
        self._lines: list[_Line] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_XS)
        self.add = Button(self.tr("Add a colleague"), self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP_S)
        whole.addLayout(self._column)
        end = QHBoxLayout()
        end.addWidget(self.add)
        end.addStretch(1)
        whole.addLayout(end)
        self.add.clicked.connect(self.add_line)

    def people(self) -> tuple[Colleague, ...]:
        """Who was written down, in order."""
        return tuple(
            Colleague(line.name.text().strip(), line.role.value())
            for line in self._lines
            if line.name.text().strip()
        )

    def add_line(self) -> None:
        """One more colleague: the keyboard goes to the name."""
        made = self._line()
        self._lines.append(made)
        self._column.addWidget(made.whole)
        made.whole.show()
        made.name.setFocus()

    def name_of(self, place: int) -> QLineEdit | None:
        """The field of the colleague at `place` of `people()`."""
        named = [line for line in self._lines if line.name.text().strip()]
        return named[place].name if place < len(named) else None

    def show_faults(self, found: Mapping[str, str]) -> None:
        """Show what has to be put right, by "people.0" and so on."""
        named = [line for line in self._lines if line.name.text().strip()]
        for line in self._lines:
            place = named.index(line) if line in named else -1
            why = found.get(f"people.{place}", "")
            line.fault.setText(why)
            line.fault.setVisible(bool(why))

    def _line(self) -> _Line:
        whole = QWidget(self)
        name = line_edit(whole)
        number = len(self._lines) + 1
        name.setAccessibleName(self.tr("Name of colleague {number}").format(number=number))
        name.setPlaceholderText(self.tr("Name"))
        role = CalmComboBox(list(zip(self._role_words, ROLES, strict=True)), whole)
        role.setAccessibleName(self.tr("What colleague {number} does").format(number=number))
        remove = Button(self.tr("Remove"), whole, role="quiet")
        fault = Label(parent=whole, size=9, role="error", wrap=True)
        fault.hide()
        fields = QHBoxLayout()
        fields.setSpacing(GAP_S)
        for part, stretch in ((name, 2), (role, 2), (remove, 0)):
            fields.addWidget(part, stretch)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(fields)
        column.addWidget(fault)
        made = _Line(whole, name, role, fault)
        name.textEdited.connect(lambda _text: self.edited.emit())
        remove.clicked.connect(lambda: self._remove(made))
        return made

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line.whole)
        line.whole.deleteLater()
        self.add.setFocus()
        self.edited.emit()
