"""The two forms of the panel of people: who somebody is, and who covers whom until when."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.people import People, PersonLine
from bdc_desk.operations.setup_form import NAME_LIMIT, ROLES
from bdc_desk.ui.people.people_words import day_words, parse_return, role_words
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label


def _grid(parent: QWidget, lines: Sequence[tuple[Label, QWidget]]) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP_M)
    grid.setVerticalSpacing(GAP_S)
    grid.setColumnStretch(1, 1)
    for place, (label, control) in enumerate(lines):
        grid.addWidget(label, place, 0)
        grid.addWidget(control, place, 1)
    return grid


def _fill(box: CalmComboBox, lines: Sequence[PersonLine], chosen: str) -> None:
    box.blockSignals(True)
    box.clear()
    for line in lines:
        box.addItem(line.name, line.person)
    box.choose(chosen)
    box.blockSignals(False)


class PersonForm(QWidget):
    """Somebody new, or another name and role for somebody: `saved(person or "", name, role)`."""

    saved = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        """Empty until `show_new` or `show_known`."""
        super().__init__(parent)
        self._people: People | None = None
        self.who = CalmComboBox((), self)
        self.who.setAccessibleName(self.tr("Whose name or role"))
        self._who_label = Label(self.tr("Who"), self, role="muted")
        self.name = QLineEdit(self)
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setAccessibleName(self.tr("Name"))
        self.role = CalmComboBox([(role_words(role), role) for role in ROLES], self)
        self.role.setAccessibleName(self.tr("Role"))
        self.save = Button("", self, key=self.tr("Enter"), role="primary")
        grid = _grid(
            self,
            (
                (self._who_label, self.who),
                (Label(self.tr("Name"), self, role="muted"), self.name),
                (Label(self.tr("Role"), self, role="muted"), self.role),
            ),
        )
        foot = row(self.save)
        foot.addStretch(1)
        grid.addLayout(foot, 3, 1)
        self.who.currentIndexChanged.connect(self._show_who)
        self.save.clicked.connect(self.send)

    def show_new(self) -> None:
        """Ask for somebody new."""
        self._people = None
        self._show_who_line(shown=False)
        self.name.clear()
        self.role.choose(ROLES[0])
        self.save.set_text(self.tr("Add"))
        self.name.setFocus()

    def show_known(self, people: People, person: str) -> None:
        """Ask for another name or role of this person."""
        self._people = people
        _fill(self.who, people.lines, person)
        self._show_who_line(shown=True)
        self._show_who()
        self.save.set_text(self.tr("Change"))
        self.name.setFocus()
        self.name.selectAll()

    def send(self) -> None:
        """Ask to write it."""
        person = self.who.value() if self._people is not None else ""
        self.saved.emit(person, self.name.text().strip(), self.role.value())

    def _show_who_line(self, *, shown: bool) -> None:
        self.who.setVisible(shown)
        self._who_label.setVisible(shown)

    def _show_who(self) -> None:
        line = self._people.line(self.who.value()) if self._people is not None else None
        if line is not None:
            self.name.setText(line.name)
            self.role.choose(line.role)


class AwayForm(QWidget):
    """Who is away and who covers: `saved(person, deputy, until)`, `ended(person)` when they are back;
    `fault(words)` for what cannot be.
    """

    saved = Signal(str, str, object)
    ended = Signal(str)
    fault = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Empty until `show_people`."""
        super().__init__(parent)
        self._people: People | None = None
        self._now, self._zone = datetime.fromtimestamp(0, UTC), zone_of("UTC")
        self.who, self.deputy = CalmComboBox((), self), CalmComboBox((), self)
        self.who.setAccessibleName(self.tr("Who is away"))
        self.deputy.setAccessibleName(self.tr("Who covers"))
        self.until = QLineEdit(self)
        self.until.setMaxLength(40)
        self.until.setAccessibleName(self.tr("Back on"))
        self.until.setPlaceholderText(self.tr("mon · 9 mar · tomorrow"))
        self.echo = Label(parent=self, role="muted", wrap=True)
        self.save = Button(self.tr("Say so"), self, key=self.tr("Enter"), role="primary")
        self.back = Button("", self)
        grid = _grid(
            self,
            (
                (Label(self.tr("Away"), self, role="muted"), self.who),
                (Label(self.tr("Covers"), self, role="muted"), self.deputy),
                (Label(self.tr("Back on"), self, role="muted"), self.until),
            ),
        )
        grid.addWidget(self.echo, 3, 1)
        foot = row(self.save, self.back)
        foot.addStretch(1)
        grid.addLayout(foot, 4, 1)
        self.who.currentIndexChanged.connect(self._show_who)
        self.until.textChanged.connect(self._show_echo)
        self.save.clicked.connect(self.send)
        self.back.clicked.connect(lambda: self.ended.emit(self.who.value()))

    def show_people(self, people: People, person: str) -> None:
        """Ask who covers; `person` is proposed as the one who is away."""
        self._people = people
        self._now, self._zone = people.now, zone_of(people.zone)
        _fill(self.who, people.lines, person)
        self.until.clear()
        self._show_who()
        self.who.setFocus()

    def send(self) -> None:
        """Ask to write it, where it is whole."""
        until = self._until()
        if not self.deputy.value():
            self.fault.emit(self.tr("There is nobody else to cover: A adds a person."))
        elif until is None:
            self.fault.emit(self.tr("When are they back? Type mon, 9 mar or tomorrow."))
            self.until.setFocus()
        else:
            self.saved.emit(self.who.value(), self.deputy.value(), until)

    def _until(self) -> datetime | None:
        return parse_return(self.until.text(), self._now, self._zone)

    def _show_who(self) -> None:
        people = self._people
        line = people.line(self.who.value()) if people is not None else None
        if people is None or line is None:
            return
        others = [one for one in people.lines if one.person != line.person]
        _fill(self.deputy, others, line.deputy or next((one.person for one in others), ""))
        self.back.setVisible(line.deputy is not None)
        self.back.set_text(self.tr("{name} is back").format(name=line.name))
        self._show_echo()

    def _show_echo(self) -> None:
        until = self._until()
        if until is not None:
            told = self.tr("Until {day}, in the morning: alerts about their customers go to who covers.")
            self.echo.setText(told.format(day=day_words(until, self._now, self._zone)))
        else:
            self.echo.setText(self.tr("Alerts about their customers go to who covers, until that day."))
        self.until.setAccessibleDescription(self.echo.text())
