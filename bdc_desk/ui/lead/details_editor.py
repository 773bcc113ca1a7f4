"""The customer's details in the page itself: name, numbers, mail addresses, address."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from bdc_desk.operations.views import DetailsForm
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LONGEST = 200


class FieldRows(QWidget):
    """Lines of one kind, one field each, that can be added and removed."""

    added = Signal()

    def __init__(self, what: str, add_words: str, parent: QWidget | None = None) -> None:
        """`what` names a field for a screen reader ("Number")."""
        super().__init__(parent)
        self._what = what
        self._lines: list[tuple[QWidget, QLineEdit]] = []
        self.add = Button(add_words, self, role="quiet")
        self.add.clicked.connect(self._add_empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_XS)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_values(self, values: Sequence[str]) -> None:
        """A field for each value, and an empty one where there is none."""
        for holder, _ in list(self._lines):
            self._remove(holder)
        for value in values or ("",):
            self._add(value)

    def values(self) -> tuple[str, ...]:
        """What stands in the fields that are not empty."""
        return tuple(field.text().strip() for _, field in self._lines if field.text().strip())

    def fields(self) -> list[QLineEdit]:
        """The fields from the top."""
        return [field for _, field in self._lines]

    def in_order(self) -> list[QWidget]:
        """Everything that takes Tab, from the top."""
        lines = [part for holder, field in self._lines for part in (field, *holder.findChildren(Button))]
        return [*lines, self.add]

    def _add(self, value: str) -> QLineEdit:
        holder = QWidget(self)
        field = QLineEdit(value, holder)
        field.setMaxLength(LONGEST)
        field.setAccessibleName(f"{self._what} {len(self._lines) + 1}")
        remove = Button("", holder, role="quiet", shape=Shape.CROSS)
        remove.setAccessibleName(self.tr("Remove this line"))
        remove.set_why(self.tr("Remove this line; the history keeps it"))
        remove.clicked.connect(lambda: self._remove(holder))
        line = row(field, remove, spacing=GAP_XS)
        line.setStretch(0, 1)
        holder.setLayout(line)
        self._column.insertWidget(len(self._lines), holder)
        self._lines.append((holder, field))
        return field

    def _add_empty(self) -> None:
        self._add("").setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit()

    def _remove(self, holder: QWidget) -> None:
        self._lines = [line for line in self._lines if line[0] is not holder]
        self._column.removeWidget(holder)
        holder.hide()
        holder.deleteLater()


class DetailsEditor(QWidget):
    """`saved(form)` for Save (Ctrl+S), `closed` for Esc (what was typed is kept), `discarded` for Discard."""

    saved = Signal(object)
    closed = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_form`."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Edit the customer's details"))
        self.first = self._field(self.tr("First name"))
        self.last = self._field(self.tr("Last name"))
        self.full = self._field(self.tr("Full name as given"))
        self.numbers = FieldRows(self.tr("Number"), self.tr("Add a number"), self)
        self.mails = FieldRows(self.tr("Email"), self.tr("Add an email address"), self)
        self.address = self._field(self.tr("Address"))
        self.fault = Label(parent=self, role="error", wrap=True)
        self.save = Button(self.tr("Save"), self, key="Ctrl+S", role="primary")
        self.discard = Button(self.tr("Discard"), self)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self.discarded)
        for rows in (self.numbers, self.mails):
            rows.added.connect(self._order_tabs)
        self._lay_out()

    def show_form(self, form: DetailsForm) -> None:
        """Fill the fields."""
        self.first.setText(form.first)
        self.last.setText(form.last)
        self.full.setText(form.full)
        self.numbers.show_values(form.phones)
        self.mails.show_values(form.emails)
        self.address.setText(form.address)
        self.show_fault("")
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes down the form: rows that were added later would otherwise come last."""
        parts = [self.first, self.last, self.full, *self.numbers.in_order(), *self.mails.in_order()]
        for one, after in pairwise([*parts, self.address, self.save, self.discard]):
            QWidget.setTabOrder(one, after)

    def form(self) -> DetailsForm:
        """What stands in the fields now."""
        return DetailsForm(
            first=self.first.text().strip(),
            last=self.last.text().strip(),
            full=self.full.text().strip(),
            phones=self.numbers.values(),
            emails=self.mails.values(),
            address=self.address.text().strip(),
        )

    def show_fault(self, why: str) -> None:
        """Say why it could not be saved; "" clears it. The fields stay as they are."""
        self.fault.setText(why)
        self.fault.setVisible(bool(why))
        self.save.setEnabled(True)

    def _save(self) -> None:
        self.save.setEnabled(False)  # until the answer comes: twice would be two entries
        self.saved.emit(self.form())

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setMaxLength(LONGEST)
        made.setAccessibleName(name)
        return made

    def _lay_out(self) -> None:
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, GAP_S, 0)
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        fields = (self.first, self.last, self.full, self.numbers, self.mails, self.address)
        names = (
            self.tr("First name"),
            self.tr("Last name"),
            self.tr("Full name"),
            self.tr("Numbers"),
            self.tr("Email"),
            self.tr("Address"),
        )
        for place, (name, field) in enumerate(zip(names, fields, strict=True)):
            several = field in (self.numbers, self.mails)
            top = Qt.AlignmentFlag.AlignTop if several else Qt.AlignmentFlag.AlignVCenter
            label = Label(name, inner, role="muted")
            label.setContentsMargins(0, GAP_S if several else 0, 0, 0)
            grid.addWidget(label, place, 0, top)
            grid.addWidget(field, place, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(fields), 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        hint = Label(self.tr("Esc closes and keeps what you typed"), self, size=9, role="muted", wrap=True)
        buttons = row(self.save, self.discard, hint)
        buttons.setStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addWidget(Label(self.tr("Edit the customer's details"), self, size=11, bold=True))
        column.addWidget(scroll, 1)
        column.addWidget(self.fault)
        column.addLayout(buttons)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts off while the details are edited: a digit meant for a number that
        misses its field must not say what came of a call.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, Ctrl+S saves."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif _saves(event) and self.save.isEnabled():
            self._save()
        else:
            super().keyPressEvent(event)


def _ours(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    typed = plain == Qt.KeyboardModifier.NoModifier and event.key() < Qt.Key.Key_Escape
    return typed or event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter} or _saves(event)


def _saves(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier
