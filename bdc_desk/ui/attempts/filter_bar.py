"""Which attempts are shown: whose, of which days, with what outcome and evidence, counted or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from bdc_desk.cadence.kinds import Evidence
from bdc_desk.operations.attempt_log import AttemptFilter, days
from bdc_desk.ui.attempts.attempt_words import Days, days_words, evidence_words, first_and_last
from bdc_desk.ui.call.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen. `people`: names by id; whoever sees only their own calls has one. `outcomes`:
    labels by the policy's key. `zone`: the dealership's (IANA).
    """

    people: Mapping[str, str]
    outcomes: Mapping[str, str]
    zone: str


class FilterBar(QWidget):
    """`changed` whenever another choice is made."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Today, everything."""
        super().__init__(parent)
        self._today = date(1970, 1, 1)
        self._choices = Choices({}, {}, "UTC")
        self.days = self._box(self.tr("Which days"))
        self.first, self.last = self._date(self.tr("From this day")), self._date(self.tr("To this day"))
        self.agent = self._box(self.tr("Whose calls"))
        self.outcome = self._box(self.tr("Outcome"))
        self.evidence = self._box(self.tr("Evidence"))
        self.counted = self._box(self.tr("Counted or not"))
        line = FlowLayout(self)
        for part in self.in_tab_order():
            line.addWidget(part)
        for choice in Days:
            self.days.addItem(days_words(choice), choice.value)
        self._fill(
            self.evidence, self.tr("Any evidence"), {one.value: evidence_words(one.value) for one in Evidence}
        )
        self._fill(
            self.counted,
            self.tr("Counted or not"),
            {"yes": self.tr("Counts"), "no": self.tr("Does not count")},
        )
        self._show_dates()
        for box in (self.agent, self.outcome, self.evidence, self.counted):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.days.currentIndexChanged.connect(lambda _at: self._choose_days())
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _date: self._choose_range())

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """The fields, as the eyes go."""
        return self.days, self.first, self.last, self.agent, self.outcome, self.evidence, self.counted

    def show_choices(self, choices: Choices) -> None:
        """Offer these; what was chosen stays chosen where it still can be."""
        self._choices = choices
        everybody = {} if len(choices.people) == 1 else choices.people
        only = next(iter(choices.people.values()), "")
        for box, any_, told in (
            (self.agent, self.tr("Everybody's calls") if everybody else only, everybody),
            (self.outcome, self.tr("Any outcome"), {**choices.outcomes, "": self.tr("No outcome")}),
        ):
            box.blockSignals(True)
            before = box.currentData()
            self._fill(box, any_, told)
            box.setCurrentIndex(max(0, box.findData(before)))
            box.blockSignals(False)

    def show_today(self, now: datetime, zone: tzinfo) -> None:
        """Which day today is at the dealership; "Today" goes on at midnight."""
        today = now.astimezone(zone).date()
        if today != self._today:
            self._today = today
            if self.choice is not Days.RANGE:
                self._show_dates()

    @property
    def choice(self) -> Days:
        """Which days are chosen."""
        return Days(self.days.currentData())

    def wanted(self) -> AttemptFilter:
        """The filter that is chosen."""
        start, end = days(_day(self.first), _day(self.last), self._choices.zone)
        only = next(iter(self._choices.people), None) if len(self._choices.people) == 1 else None
        counted = self.counted.currentData()
        return AttemptFilter(
            start.astimezone(UTC),
            end.astimezone(UTC),
            agent=only or self.agent.currentData(),
            outcome=self.outcome.currentData(),
            evidence=self.evidence.currentData(),
            counted=None if counted is None else counted == "yes",
        )

    def _choose_days(self) -> None:
        if self.choice is not Days.RANGE:
            self._show_dates()
        else:
            for field in (self.first, self.last):
                field.show()
        self.changed.emit()

    def _choose_range(self) -> None:
        if self.choice is Days.RANGE:
            self.changed.emit()

    def _show_dates(self) -> None:
        for field, day in zip((self.first, self.last), first_and_last(self.choice, self._today), strict=True):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(False)
            field.setVisible(self.choice is Days.RANGE)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _date(self, name: str) -> QDateEdit:
        field = QDateEdit(self)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setAccessibleName(name)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return field

    @staticmethod
    def _fill(box: QComboBox, any_: str, told: Mapping[str, str]) -> None:
        box.clear()
        box.addItem(any_, None)
        entries: Sequence[tuple[str, str]] = tuple(told.items())
        for value, words in entries:
            box.addItem(words, value)


def _day(field: QDateEdit) -> date:
    found = field.date()
    return date(found.year(), found.month(), found.day())
