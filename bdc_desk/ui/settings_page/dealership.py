"""The dealership as its rules say it, its opening hours to change, and where the rest of the rules lies."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from bdc_desk.operations.opening_hours import Dealership
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm, faults
from bdc_desk.ui.settings_page.section import Section
from bdc_desk.ui.setup.hours_box import HoursBox
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label


class DealershipSection(Section):
    """`hours_asked(hours)` to put other opening hours in force, `people_asked` for who works here."""

    hours_asked = Signal(object)
    people_asked = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Empty before `show_dealership`."""
        super().__init__(title, parent)
        self._told: Dealership | None = None
        self._in_force = False
        self.facts = Label("", self, wrap=True)
        self.column.addWidget(self.facts)
        self.people = Button(self.tr("People at this desk"), self, key="F10")
        self._add_button(self.people)
        self.add_heading(self.tr("Opening hours"))
        self.hours = HoursBox(self)
        self.column.addWidget(self.hours)
        self.save = Button(self.tr("Change opening hours"), self)
        self.undo = Button(self.tr("As before"), self)
        line = row(self.save, self.undo)
        line.addStretch(1)
        self.column.addLayout(line)
        self.answer = self.add_words()
        self.add_heading(self.tr("The other rules"))
        self.add_words(
            self.tr(
                "Marks, attempts, outcomes, what opens an email, holidays: they stand in one text. "
                "“bdc-desk policy show” prints it, “bdc-desk policy check FILE” reads a changed one, "
                "“bdc-desk policy use FILE” puts it in force. What was judged before stays as it was."
            )
        )
        self.hours.edited.connect(self._edited)
        self.save.clicked.connect(self._ask)
        self.undo.clicked.connect(self._go_back)
        self.people.clicked.connect(self.people_asked)

    def show_dealership(self, told: Dealership) -> None:
        """Show what the rules say; hours that are being typed stay."""
        typing = self._is_other() and not self._in_force
        before, self._told, self._in_force = self._told, told, False
        if before is None or before.may_change is not told.may_change:
            self.say_who_may()
        country = QLocale.territoryToString(QLocale.codeToTerritory(told.country)) or told.country
        place = f"{country} ({told.region})" if told.region else country
        self.facts.setText("\n".join((told.name, place, told.zone.replace("_", " "))))
        self.hours.setEnabled(told.may_change)
        if not typing:
            self._show_hours()

    def take_for_kept(self) -> None:
        """What is typed is in force: show it as the rules tell it from now on."""
        self._in_force = True

    def show_answer(self, text: str, *, well: bool) -> None:
        """What came of the change."""
        self.answer.setText(text)
        self.answer.set_role("ok" if well else "error")

    def show_faults(self, found: Mapping[str, str]) -> None:
        """What cannot be read, beside its line."""
        self.hours.show_faults(found)

    def _show_hours(self) -> None:
        if self._told is None:
            return
        self.hours.show_hours(self._told.hours)
        self.hours.show_faults({})
        self._edited()

    def _go_back(self) -> None:
        self._show_hours()
        self.say_who_may()

    def say_who_may(self) -> None:
        """Whose business the hours are, in place of an earlier answer."""
        told = self._told
        if told is not None and not told.may_change:
            self.show_answer(self.tr("In a team a manager or the principal changes them."), well=True)
            self.answer.set_role("muted")
        elif told is not None and told.is_in_team:
            self.show_answer(self.tr("They hold at every desk of the team."), well=True)
            self.answer.set_role("muted")
        else:
            self.answer.setText("")

    def _is_other(self) -> bool:
        shown = self.hours.hours()
        return self._told is not None and any(
            shown.get(day, ()) != tuple(self._told.hours.get(day, ())) for day in WEEKDAYS
        )

    def _edited(self) -> None:
        may = self._told is not None and self._told.may_change
        other = self._is_other()
        for part in (self.save, self.undo):
            part.setEnabled(may and other)

    def _ask(self) -> None:
        hours = self.hours.hours()
        form = SetupForm("-", "", "", "", hours, person_name="-")
        found = {key: why for key, why in faults(form).items() if key.startswith("hours")}
        self.hours.show_faults(found)
        if not found:
            self.hours_asked.emit(hours)

    def _add_button(self, button: Button) -> None:
        line = row(button)
        line.addStretch(1)
        self.column.addLayout(line)
