"""Handing a customer over (Ctrl+O): to whom, then why. Ownership lasts over all leads of the customer, so it
is an event with a reason (domain.md, The lead).
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from bdc_desk.operations.people import People, possible_owners
from bdc_desk.ui import words
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.people.people_words import away_words
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LONGEST = 200


class HandoverPanel(ChildPanel):
    """`given(owner, reason)` asks to write it (answer with `close_panel` or `show_fault`)."""

    given = Signal(str, str)
    foot_keys = "A digit or Enter choose · Esc back"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=480)
        self._names: dict[str, str] = {}
        self._owner, self._proposed = "", ""
        self.explained = Label(parent=self, role="muted", wrap=True)
        self.fault = Label(parent=self, role="error", wrap=True)
        self.choices = ChoiceList(self.tr("Salespeople"), self)
        self._scroll = FittingScroll(self.choices, self)
        self._why = QWidget(self)
        self.question = Label(parent=self._why, wrap=True)
        self.reason = QLineEdit(self._why)
        self.reason.setMaxLength(LONGEST)
        self.reason.setAccessibleName(self.tr("Reason in a few words"))
        self.reason.installEventFilter(self)
        self.take = Button(self.tr("Hand over"), self._why, key=self.tr("Enter"), role="primary")
        self._lay_out()
        self.choices.chosen.connect(self._ask)
        self.choices.refused.connect(self._refuse)
        self.choices.moved.connect(self._scroll.ensureWidgetVisible)
        self.reason.returnPressed.connect(self._give)
        self.take.clicked.connect(self._give)

    def open_for(self, name: str, owner: str | None, people: People, proposed: str = "") -> None:
        """Ask to whom the customer of that name goes. `owner`: whose it is now; `proposed`: the reason that
        stands there to be taken by Enter.
        """
        self._proposed = proposed
        self._names = {line.person: line.name for line in people.lines}
        title = self.tr("Hand {name} over to").format(name=name)
        self.title.setText(title)
        self.setAccessibleName(title)
        told = [
            Choice(
                line.person,
                self.tr("I take the customer") if line.person == people.me else line.name,
                self.tr("has the customer already")
                if line.person == owner
                else words.dotted(
                    self.tr("at a desk now") if line.present and line.person != people.me else "",
                    away_words(line, people),
                ),
                allowed=line.person != owner,
            )
            for line in possible_owners(people)
        ]
        self.choices.show_choices(told)
        everybody = self.tr("One salesperson for all leads of this customer, from now on.")
        nobody = self.tr("Nobody here sells, and only a salesperson can own a customer: F10 adds one.")
        self.explained.setText(everybody if told else nobody)
        self._show_list()
        self.open_panel()
        self.choices.focus_first()

    def first_field(self) -> QWidget:
        """The first salesperson who may be chosen."""
        rows = self.choices.rows()
        return next(
            (made for made in rows if made.choice.allowed), rows[0] if rows else super().first_field()
        )

    def show_fault(self, why: str) -> None:
        """It could not be written: say why; "" clears it."""
        self.fault.setText(why)
        self.fault.setVisible(bool(why))
        if why:
            self.answered()
        self.reason.setAccessibleDescription(why)

    def _ask(self, owner: str) -> None:
        self._owner = owner
        self.question.setText(self.tr("To {name}: why? A few words.").format(name=self._names[owner]))
        self.reason.setText(self._proposed)
        self.show_fault("")
        self._scroll.hide()
        self._why.show()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reason.selectAll()

    def _refuse(self, owner: str) -> None:
        self.show_fault(self.tr("{name} has the customer already.").format(name=self._names[owner]))

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if reason and self.ask_once():
            self.given.emit(self._owner, reason)
        elif not reason:
            self.show_fault(self.tr("Say why in a few words: whoever reads this later asks."))

    def _show_list(self) -> None:
        self.show_fault("")
        self._why.hide()
        self._scroll.show()

    def _lay_out(self) -> None:
        line = row(self.reason, self.take)
        line.setStretch(0, 1)
        column = QVBoxLayout(self._why)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question)
        column.addLayout(line)
        for part in (self.explained, self._scroll, self._why, self.fault):
            self.body.addWidget(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the reason goes back to the list; a second one closes the panel."""
        if watched is self.reason and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._show_list()
                self.choices.focus_choice(self._owner)
            return event.type() == QEvent.Type.KeyPress
        return super().eventFilter(watched, event)
