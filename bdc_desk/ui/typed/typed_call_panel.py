"""A call made elsewhere, typed in afterwards (Ctrl+Shift+F5): which number, when, how long, what came of it.

It says before it is saved what it is worth: it counts once a second person confirms it, alone never.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QLineEdit, QWidget

from bdc_desk.cadence.policy import OutcomeRule
from bdc_desk.operations.views import PhoneView
from bdc_desk.ui import words
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList, ChoiceRow
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.typed.call_reading import BEGAN, NUMBER, OUTCOME, PROMISED, SPAN, CallReading, When
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label


class TypedCallPanel(ChildPanel):
    """`saved(TypedCall)` asks to write it (answer with `take_out` or `show_fault`). What was typed and not
    saved is there again when the panel opens for the same lead.
    """

    saved = Signal(object)
    foot_keys = "Tab next field · a digit in the list: what came of it · Enter save · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=560)
        self._when = When(datetime.fromtimestamp(0, UTC), UTC, datetime.fromtimestamp(0, UTC))
        self._rules: dict[str, OutcomeRule] = {}
        self._outcome = self._lead = ""
        self._content = QWidget(self)
        self._scroll = FittingScroll(self._content, self)
        self.number = CalmComboBox((), self._content)
        self.number.setAccessibleName(self.tr("Which number was called"))
        self.began = self._field(self.tr("When"), self.tr("10:32 or 12 min ago"))
        self.span = self._field(self.tr("How long"), self.tr("3:05, ringing included"))
        self.outcomes = ChoiceList(self.tr("What came of the call"), self._content)
        self.promised = self._field(self.tr("Promised for"), self.tr("17:30 · tomorrow 10:15"))
        self.echo = Label(parent=self, role="muted", wrap=True)
        self.worth = Label(parent=self, bold=True, wrap=True)
        self.save = Button(self.tr("Write the call down"), self, key=self.tr("Enter"), role="primary")
        self._lay_out()
        for field in (self.began, self.span, self.promised):
            field.textChanged.connect(self._show_echo)
        self.outcomes.chosen.connect(self._choose)
        self.outcomes.moved.connect(self._scroll.ensureWidgetVisible)
        self.outcomes.left_upwards.connect(self.span.setFocus)
        self.save.clicked.connect(self._save)
        self.closed.connect(self._pin_began)

    def open_for(
        self,
        lead: str,
        name: str,
        numbers: Sequence[PhoneView],
        rules: Sequence[OutcomeRule],
        *,
        now: datetime,
        zone: tzinfo,
        arrived_at: datetime,
        worth: str,
    ) -> None:
        """Ask for a call on this lead, to the customer of that name. `zone` is the dealership's,
        `arrived_at` when the enquiry came; `worth` says what such a call counts for.
        """
        self._when = When(now, zone, arrived_at)
        self._rules = {rule.name: rule for rule in rules}
        kept = lead == self._lead
        self._lead = lead
        asked = self.tr("A call to {name}, made elsewhere").format(name=name)
        self.title.setText(asked)
        self.setAccessibleName(asked)
        self.worth.setText(worth)
        self._show_numbers(numbers)
        if not kept:
            self._clear()
        self._show_outcomes()
        self._order_tabs()
        self._show_echo()
        self.open_panel()

    def take_out(self) -> None:
        """It is written: the panel closes, and what was typed is needed no more."""
        self.close_panel()
        self._lead = ""

    def first_field(self) -> QWidget:
        """When: the number is mostly the only one."""
        return self.began

    def show_fault(self, why: str) -> None:
        """It could not be written: say why; what was typed stays."""
        self._say(why, "error")
        self.save.setEnabled(True)

    def _show_numbers(self, numbers: Sequence[PhoneView]) -> None:
        chosen = self.number.value()
        self.number.clear()
        for one in numbers:
            self.number.addItem(words.dotted(one.shown or one.typed, one.type), one.ref)
        if any(one.ref == chosen for one in numbers):
            self.number.choose(chosen)

    def _clear(self) -> None:
        self._outcome = ""
        self.number.setCurrentIndex(0)
        for field in (self.began, self.span, self.promised):
            field.clear()

    def _pin_began(self) -> None:
        """The panel closes: "12 min ago" must mean the same moment when it opens again."""
        at, zone = self._reading().began, self._when.zone
        if at is not None and at.astimezone(zone).date() == self._when.now.astimezone(zone).date():
            self.began.setText(words.time_of_day(at, zone))

    def _choose(self, name: str) -> None:
        """An outcome: it alone stays, and what else it asks for comes next. Again: all are back."""
        again = name == self._outcome
        self._outcome = "" if again else name
        self._show_outcomes()
        self._order_tabs()
        self._show_echo()
        if again:
            self.outcomes.focus_first()
        else:
            (self.promised if self._reading().asks_when else self.save).setFocus(
                Qt.FocusReason.TabFocusReason
            )

    def _reading(self) -> CallReading:
        return CallReading(
            self._when,
            number=self.number.value(),
            began=self.began.text(),
            span=self.span.text(),
            promised=self.promised.text(),
            rule=self._rules.get(self._outcome),
        )

    def _show_outcomes(self) -> None:
        chosen = self._rules.get(self._outcome)
        if chosen is not None:
            hint = self.tr("chosen; press it again for another")
            self.outcomes.show_choices([Choice(chosen.name, chosen.label, hint)], numbered=False)
        else:
            told = [Choice(rule.name, rule.label) for rule in self._rules.values()]
            self.outcomes.show_choices(told)
        reading = self._reading()
        asks = reading.asks_when
        self._promised_label.setVisible(asks)
        self.promised.setVisible(asks)
        self._promised_label.setText(
            self.tr("Comes on") if reading.is_appointment else self.tr("Promised for")
        )

    def _order_tabs(self) -> None:
        """Tab goes down the form: the rows of the outcomes were made after what stands below them."""
        order = [self.number, self.began, self.span, *self.outcomes.rows(), self.promised, self.save]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _show_echo(self) -> None:
        """How the times are read, while they are typed."""
        told = self._reading().echo()
        self._say(told or self.tr("Say when it was and how long it took, then what came of it."), "muted")

    def _field_of(self, name: str) -> QWidget:
        rows = self.outcomes.rows()
        fields = {
            NUMBER: self.number,
            BEGAN: self.began,
            SPAN: self.span,
            OUTCOME: rows[0] if rows else self.save,
            PROMISED: self.promised,
        }
        return fields[name]

    def _save(self) -> None:
        reading = self._reading()
        fault, call = reading.fault(), reading.call()
        if fault is not None:
            self._say(fault.words, "error")
            self._field_of(fault.field).setFocus(Qt.FocusReason.OtherFocusReason)
        elif call is not None and self.save.isEnabled():
            self.save.setEnabled(False)
            self.saved.emit(call)

    def _say(self, text: str, role: str) -> None:
        self.echo.setText(text)
        self.echo.set_role(role)
        for field in (self.began, self.span, self.promised):
            field.setAccessibleDescription(text)

    def _field(self, name: str, example: str) -> QLineEdit:
        made = QLineEdit(self._content)
        made.setMaxLength(40)
        made.setAccessibleName(name)
        made.setPlaceholderText(example)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, GAP_S, 0)
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        grid.setColumnStretch(1, 1)
        self._promised_label = Label(self.tr("Promised for"), self._content, role="muted")
        lines: tuple[tuple[QWidget, QWidget], ...] = (
            (Label(self.tr("Number"), self._content, role="muted"), self.number),
            (Label(self.tr("When"), self._content, role="muted"), self.began),
            (Label(self.tr("How long"), self._content, role="muted"), self.span),
            (Label(self.tr("Outcome"), self._content, role="muted"), self.outcomes),
            (self._promised_label, self.promised),
        )
        for place, (label, control) in enumerate(lines):
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(control, place, 1)
        for part in (self._scroll, self.echo, self.worth):
            self.body.addWidget(part)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves where the keyboard is in a field; a button that has it is pressed."""
        held = QApplication.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if isinstance(held, QAbstractButton) and not isinstance(held, ChoiceRow):
                held.click()
            else:
                self._save()
            event.accept()
        else:
            super().keyPressEvent(event)
