"""What the window shows while it is locked: how much waits, and of whom nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bdc_desk.operations.people import PersonLine
from bdc_desk.ui.held_keys import HeldInField
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.team.password_box import password_field
from bdc_desk.ui.tokens import GAP_L, GAP_M
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

WIDTH = 420


class LockPage(QWidget):
    """`unlock_asked(pin)` for Enter or the button; "" where no PIN is asked. `switch_asked(person, pin)` (an
    id, and their PIN) where a colleague sits down at the locked desk.
    """

    unlock_asked = Signal(str)
    switch_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """A page of the window's."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Locked"))
        self.heading = Label(self.tr("Locked"), self, size=18, bold=True)
        self.who = Label(parent=self, wrap=True)
        self.counts = Label(parent=self, size=13, wrap=True)
        self.pin = password_field(self, self.tr("Your PIN"))
        self.pin.setPlaceholderText(self.tr("PIN"))
        self.refusal = Label(parent=self, role="error", wrap=True)
        self.unlock = Button(self.tr("Unlock"), self, key=self.tr("Enter"), role="primary")
        self.others = CalmComboBox((), self)
        self.others.setAccessibleName(self.tr("Who else sits here"))
        self.other_pin = password_field(self, self.tr("Their PIN"))
        self.other_pin.setPlaceholderText(self.tr("Their PIN"))
        self.sit_down = Button(self.tr("I sit here now"), self)
        self._others: dict[str, PersonLine] = {}
        self._held = HeldInField(self)
        for field in (self.pin, self.other_pin):
            field.installEventFilter(self._held)
        self._lay_out()
        self.sit_down.clicked.connect(self._ask_seat)
        self.other_pin.returnPressed.connect(self._ask_seat)
        self.others.currentIndexChanged.connect(self._show_other)
        self.pin.returnPressed.connect(self._ask)
        self.unlock.clicked.connect(self._ask)

    def open_for(self, name: str, others: Sequence[PersonLine], *, asks_pin: bool) -> None:
        """Say whose desk it is, and ask for the PIN where there is one. `others`: who may sit down here."""
        self._others = {line.person: line for line in others}
        self.others.clear()
        for line in others:
            self.others.addItem(line.name, line.person)
        for part in (self.others, self.sit_down):
            part.setVisible(bool(others))
        self._show_other()
        self.who.setText(
            self.tr("{name} is at this desk. Customers are hidden; the clocks run on.").format(name=name)
        )
        self.pin.clear()
        self.pin.setVisible(asks_pin)
        self.refuse("")
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget:
        """What gets the keyboard."""
        return self.pin if not self.pin.isHidden() else self.unlock

    def show_counts(self, text: str) -> None:
        """How much waits."""
        if text != self.counts.text():
            self.counts.setText(text)

    def refuse(self, why: str) -> None:
        """Say why it stays locked, or what closing it would end."""
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        for field in (self.pin, self.other_pin):
            field.setAccessibleDescription(why)
            if why:
                field.selectAll()

    def forget(self) -> None:
        """What was typed does not stay in the window."""
        self.pin.clear()
        self.other_pin.clear()

    def _ask(self) -> None:
        self.unlock_asked.emit(self.pin.text() if not self.pin.isHidden() else "")

    def _show_other(self) -> None:
        """Whose PIN would be asked."""
        line = self._others.get(self.others.value())
        self.other_pin.clear()
        self.other_pin.setVisible(line is not None and line.asks_pin)
        if line is not None:
            asked = self.tr("{name}'s PIN").format(name=line.name)
            self.other_pin.setPlaceholderText(asked)
            self.other_pin.setAccessibleName(asked)

    def _ask_seat(self) -> None:
        if not self.other_pin.isHidden() and not self.other_pin.text():
            self.other_pin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.switch_asked.emit(self.others.value(), self.other_pin.text())

    def _lay_out(self) -> None:
        card = Card("", self)
        card.setMinimumWidth(WIDTH)
        head = row(Sign(Shape.LOCK, "muted", 20, self), self.heading)
        head.addStretch(1)
        card.body.setSpacing(GAP_M)
        card.body.addLayout(head)
        for part in (self.who, self.counts, self.pin, self.refusal, self.unlock):
            card.body.addWidget(part)
        somebody = row(self.other_pin, self.sit_down)
        somebody.setStretch(0, 1)
        card.body.addWidget(self.others)
        card.body.addLayout(somebody)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        column.addStretch(2)
        middle = QHBoxLayout()  # an alignment would give the card too little height for its wrapped lines
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)
