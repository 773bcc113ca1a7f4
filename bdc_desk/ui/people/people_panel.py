"""Who is at this desk (F10): the people of the dealership, who goes on here by their PIN where they have one;
who they are, and who covers whom.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from bdc_desk.operations.people import People
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList, ChoiceRow
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.people.forms import AwayForm, PersonForm
from bdc_desk.ui.people.people_words import person_hint
from bdc_desk.ui.team.password_box import password_field
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label


class PeoplePanel(ChildPanel):
    """`chosen(person, pin)` to go on as them; `person_saved(person or "", name, role)`, `away_saved(person,
    deputy, until)`, `back_said(person)` ask to write (answer with `show_people` or `show_fault`).
    """

    chosen = Signal(str, str)
    person_saved = Signal(str, str, str)
    away_saved = Signal(str, str, object)
    back_said = Signal(str)
    foot_keys = "Digits choose · Enter sit down · A add · C change · D away · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=520)
        self._people: People | None = None
        self._selected = ""
        self.title.setText(self.tr("Who is at this desk"))
        self.setAccessibleName(self.tr("Who is at this desk"))
        self.note = Label(parent=self, role="muted", wrap=True)
        self.fault = Label(parent=self, role="error", wrap=True)
        self.choices = ChoiceList(self.tr("The people of the dealership"), self, only_selects=True)
        self._scroll = FittingScroll(self.choices, self)
        self.person_form, self.away_form = PersonForm(self), AwayForm(self)
        self._list = QWidget(self)
        self.pin = password_field(self._list, self.tr("PIN"))
        self.sit_down = Button("", self._list, key=self.tr("Enter"), role="primary")
        self.add = Button(self.tr("Add a person"), self._list, key="A")
        self.change = Button(self.tr("Name or role"), self._list, key="C")
        self.away = Button(self.tr("Who is away"), self._list, key="D")
        self._lay_out()
        self.choices.chosen.connect(self._sit_down)
        self.choices.refused.connect(self._refuse)
        self.choices.moved.connect(self._select)
        self.closed.connect(self.pin.clear)
        self.pin.returnPressed.connect(self._sit_down_selected)
        self.sit_down.clicked.connect(self._sit_down_selected)
        self.add.clicked.connect(self._open_new)
        self.change.clicked.connect(self._open_known)
        self.away.clicked.connect(self._open_away)
        self.person_form.saved.connect(self._save_person)
        self.away_form.saved.connect(self._save_away)
        self.away_form.ended.connect(self._say_back)
        self.away_form.fault.connect(self.show_fault)

    def open_with(self, people: People) -> None:
        """Show everybody and take the keyboard."""
        self._selected = ""
        self.pin.clear()
        self._fill(people)
        self._show_list()
        self.open_panel()
        self.choices.focus_first()

    def show_people(self, people: People) -> None:
        """Show everybody anew: what was asked for is written. The list comes back, the keyboard into it."""
        self._fill(people)
        self.answered()
        if not self._list.isVisible():
            self._show_list()
            self.choices.focus_first()

    def refresh(self, people: People) -> None:
        """Somebody else moved something: the list follows, a form that is open stays."""
        self._fill(people)

    def show_fault(self, why: str) -> None:
        """Say why not; "" clears it."""
        self.fault.setText(why)
        self.fault.setVisible(bool(why))
        if why:
            self.answered()

    def refuse_seat(self, why: str) -> None:
        """Whoever is selected does not sit down: say why, and have the PIN typed anew."""
        self.show_fault(why)
        if self.pin.isVisible():
            self.pin.selectAll()
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget:
        """The first person."""
        rows = self.choices.rows()
        return next((made for made in rows if made.choice.allowed), rows[0] if rows else self.add)

    def _fill(self, people: People) -> None:
        self._people = people
        self.note.setText(self._note(people))
        told = [
            Choice(line.person, line.name, person_hint(line, people), allowed=not people.in_team)
            for line in people.lines
        ]
        self.choices.show_choices(told)
        for button in (self.add, self.change):
            button.setEnabled(not people.in_team)
            button.set_why(self._owner_adds() if people.in_team else "")
        self.away.setEnabled(len(people.lines) > 1)
        self._show_selected()

    def _note(self, people: People) -> str:
        if people.in_team:
            return self.tr(
                "In a team this desk belongs to one login; each person signs in on a desk of their own. {who}"
            ).format(who=self._owner_adds())
        if len(people.lines) == 1:
            return self.tr("You work alone. Add whoever else sits here: each call says who made it.")
        return self.tr("Choose who goes on here. What you do from then on is written in their name.")

    def _owner_adds(self) -> str:
        return self.tr("The owner of the shared database adds people and changes their roles: ask them.")

    def _refuse(self, _person: str) -> None:
        self.show_fault(self.tr("Not here: in a team each person signs in on a desk of their own."))

    def _current(self) -> str:
        """Whom a form is about at first: the person who is selected, else who sits here."""
        return self._selected or (self._people.me if self._people is not None else "")

    def _may_not_change(self) -> bool:
        """Say why this person adds nobody and changes no role, where that is a manager's."""
        why_not = self._people.why_not_change if self._people is not None else ""
        if why_not:
            self.show_fault(why_not)
        return bool(why_not)

    def _select(self, row: QWidget) -> None:
        self._scroll.ensureWidgetVisible(row)
        if isinstance(row, ChoiceRow) and row.choice.name != self._selected:
            self._selected = row.choice.name
            self.show_fault("")
            self.pin.clear()  # it is another's
            self._show_selected()

    def _show_selected(self) -> None:
        """Who would sit down, and their PIN where they have one."""
        people = self._people
        line = people.line(self._selected) if people is not None else None
        may = line is not None and people is not None and not people.in_team and line.person != people.me
        self.pin.setVisible(may and line is not None and line.asks_pin)
        self.sit_down.setVisible(may)
        if line is not None:
            asked = self.tr("{name}'s PIN").format(name=line.name)
            self.pin.setPlaceholderText(asked)
            self.pin.setAccessibleName(asked)
            self.sit_down.set_text(self.tr("Sit down as {name}").format(name=line.name))

    def _sit_down(self, person: str) -> None:
        if not self.pin.isHidden() and not self.pin.text():
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.ask_once():
            self.chosen.emit(person, self.pin.text())

    def _sit_down_selected(self) -> None:
        self._sit_down(self._selected)

    def _save_person(self, person: str, name: str, role: str) -> None:
        if self.ask_once():
            self.person_saved.emit(person, name, role)

    def _save_away(self, person: str, deputy: str, until: object) -> None:
        if self.ask_once():
            self.away_saved.emit(person, deputy, until)

    def _say_back(self, person: str) -> None:
        if self.ask_once():
            self.back_said.emit(person)

    def _open_new(self) -> None:
        if self._may_not_change():
            return
        self._show_form(self.person_form)
        self.person_form.show_new()

    def _open_known(self) -> None:
        person = self._current()
        if self._people is not None and not self._may_not_change():
            self._show_form(self.person_form)
            self.person_form.show_known(self._people, person)

    def _open_away(self) -> None:
        person = self._current()
        if self._people is not None:
            self._show_form(self.away_form)
            self.away_form.show_people(self._people, person)

    def _show_form(self, form: QWidget) -> None:
        self.show_fault("")
        form.show()
        form.setFocus()
        self._list.hide()

    def _show_list(self) -> None:
        self.show_fault("")
        self._list.show()
        for form in (self.person_form, self.away_form):
            form.hide()

    def _lay_out(self) -> None:
        seat = row(self.pin, self.sit_down)
        seat.addStretch(1)
        foot = row(self.add, self.change, self.away)
        foot.addStretch(1)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        column.addWidget(self._scroll, 1)
        column.addLayout(seat)
        column.addLayout(foot)
        for part in (self._list, self.person_form, self.away_form, self.fault):
            self.body.addWidget(part)
        self._show_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A, C and D open the forms from the list; Enter saves a form; Escape goes back one step."""
        key, in_list = event.key(), not self._list.isHidden()
        is_enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        letters = {Qt.Key.Key_A: self.add, Qt.Key.Key_C: self.change, Qt.Key.Key_D: self.away}
        if in_list and key in letters:
            letters[Qt.Key(key)].click()
        elif not in_list and key == Qt.Key.Key_Escape:
            self._show_list()
            self.choices.focus_first()
        elif not in_list and is_enter:
            self._send()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _send(self) -> None:
        held = QApplication.focusWidget()
        if isinstance(held, QAbstractButton):
            held.click()
        else:
            (self.person_form if not self.person_form.isHidden() else self.away_form).send()
