"""Opening hours: a line for Monday to Friday, one for Saturday, one for Sunday; or a line for each day."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from bdc_desk.operations.setup_form import WEEKDAYS, spans
from bdc_desk.ui.tokens import GAP_M, GAP_XS
from bdc_desk.ui.widgets.plain import Label

WORKDAYS = WEEKDAYS[:5]
USUAL = "09:00-18:00"
"""What a day gets that is opened without hours."""


@dataclass(frozen=True)
class DayLine:
    """The widgets of one line and the weekdays it speaks for."""

    days: tuple[str, ...]
    name: Label
    closed: QCheckBox
    typed: QLineEdit
    fault: Label

    def spans(self) -> tuple[str, ...]:
        """The line's opening spans as they are written; what cannot be read is handed on for its fault."""
        if self.closed.isChecked():
            return ()
        try:
            return spans(self.typed.text())
        except ValueError:
            return (self.typed.text().strip(),)


class HoursBox(QWidget):
    """The week. `hours()` gives it by weekday; `edited` when the person changed something."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """The usual week of the default policy."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Opening hours"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP_M)
        self._grid.setVerticalSpacing(GAP_XS)
        self._grid.setColumnStretch(2, 1)
        self.each_day = QCheckBox(self.tr("Monday to Friday differ"), self)
        self.week_fault = Label(parent=self, size=9, role="error", wrap=True)
        self._together = self._line(0, self.tr("Mon to Fri"), WORKDAYS)
        self._single = [
            self._line(2 + 2 * place, day.capitalize(), (day,)) for place, day in enumerate(WEEKDAYS)
        ]
        self._lay_out()
        self.each_day.toggled.connect(self._show_each)
        self.show_hours(dict.fromkeys(WORKDAYS, (USUAL,)))

    def show_hours(self, hours: Mapping[str, tuple[str, ...]]) -> None:
        """Show the hours of a week; a missing day is closed."""
        for line in (self._together, *self._single):
            open_at = hours.get(line.days[0], ())
            line.typed.setText(", ".join(open_at) or USUAL)
            line.closed.setChecked(not open_at)
        self.each_day.setChecked(len({tuple(hours.get(day, ())) for day in WORKDAYS}) > 1)
        self._show_each(self.each_day.isChecked())

    def hours(self) -> dict[str, tuple[str, ...]]:
        """The opening spans of each weekday."""
        return {day: line.spans() for line in self._shown() for day in line.days}

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong beside its line: keys "hours.monday", and "hours" for the whole week."""
        for line in self._shown():
            told = next((faults[f"hours.{day}"] for day in line.days if f"hours.{day}" in faults), "")
            line.fault.setText(told)
            line.fault.setVisible(bool(told))
            line.typed.setAccessibleDescription(told)
        self.week_fault.setText(faults.get("hours", ""))
        self.week_fault.setVisible("hours" in faults)

    def line(self, day: str) -> DayLine:
        """The line that speaks for a weekday now."""
        return next(line for line in self._shown() if day in line.days)

    def _shown(self) -> list[DayLine]:
        return self._single if self.each_day.isChecked() else [self._together, *self._single[5:]]

    def _show_each(self, each: bool) -> None:
        if each and self._together.typed.isModified():
            for line in self._single[:5]:
                line.typed.setText(self._together.typed.text())
                line.closed.setChecked(self._together.closed.isChecked())
        shown = self._shown()
        for line in (self._together, *self._single):
            for part in (line.name, line.closed, line.typed):
                part.setVisible(line in shown)
            line.fault.setVisible(line in shown and bool(line.fault.text()))

    def _line(self, place: int, name: str, days: tuple[str, ...]) -> DayLine:
        line = DayLine(
            days=days,
            name=Label(name, self),
            closed=QCheckBox(self.tr("Closed"), self),
            typed=QLineEdit(self),
            fault=Label(parent=self, size=9, role="error", wrap=True),
        )
        line.typed.setPlaceholderText(self.tr("09:00-12:00, 13:00-18:00"))
        line.typed.setAccessibleName(self.tr("Open on {day}").format(day=name))
        line.closed.setAccessibleName(self.tr("{day}: closed").format(day=name))
        line.closed.toggled.connect(line.typed.setDisabled)
        line.closed.clicked.connect(lambda: self._take_edit(line))
        line.typed.textEdited.connect(lambda: self._take_edit(line))
        for column, part in enumerate((line.name, line.closed, line.typed)):
            self._grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(line.fault, place + 1, 2)
        return line

    def _take_edit(self, line: DayLine) -> None:
        """What was wrong with the old hours may not be with the new ones."""
        line.fault.setText("")
        line.fault.hide()
        line.typed.setAccessibleDescription("")
        self.week_fault.setText("")
        self.week_fault.hide()
        self.edited.emit()

    @property
    def has_fault(self) -> bool:
        """Whether something is said to be wrong with the hours."""
        return bool(self.week_fault.text()) or any(line.fault.text() for line in self._shown())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_XS)
        column.addLayout(self._grid)
        column.addWidget(self.each_day)
        column.addWidget(self.week_fault)
        self.week_fault.hide()
