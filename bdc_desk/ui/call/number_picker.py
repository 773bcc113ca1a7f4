"""Which of the customer's numbers to call."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bdc_desk.operations.views import PhoneView
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.words import dotted


class NumberPicker(ChildPanel):
    """The numbers with why one cannot be called. `number_chosen(ref)`."""

    number_chosen = Signal(str)

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=380)
        self.title.setText(self.tr("Which number?"))
        self.setAccessibleName(self.tr("Which number?"))
        self.choices = ChoiceList(self.tr("The customer's numbers"), self)
        self.choices.chosen.connect(self._take)
        self.body.addWidget(self.choices)
        self.body.addWidget(Label(self.tr("Shift+F5 adds another number."), self, size=9, role="muted"))

    def open_for(self, numbers: Sequence[PhoneView]) -> None:
        """Show the numbers and take the keyboard."""
        self.choices.show_choices([as_choice(number) for number in numbers])
        self.open_panel()
        self.choices.focus_first()

    def _take(self, ref: str) -> None:
        self.close_panel()
        self.number_chosen.emit(ref)


def as_choice(number: PhoneView) -> Choice:
    """A number as a line of the list. One that may not be dialled just now can still be the chosen one."""
    return Choice(
        number.ref, number.shown or number.typed, dotted(number.type, say(number.why)), number.usable
    )
