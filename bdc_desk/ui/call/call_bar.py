"""The bar over the window: who would be called, how long the call runs, and what came of it.

It holds no timer and decides nothing: the window tells it the state, `tick` the seconds, and binds the keys.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from bdc_desk.cadence.standing import Sayable
from bdc_desk.operations.views import PhoneView
from bdc_desk.ui import theme, words
from bdc_desk.ui.call.big_number import BigNumber
from bdc_desk.ui.call.number_picker import NumberPicker
from bdc_desk.ui.call.outcome_buttons import OutcomeButtons
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

WIDEST_CALL, CALL_PADDING = "Call +44 20 7946 0123   F5", 56
QWIDGETSIZE_MAX = 16_777_215
WIDEST_STATE = "Wrap-up 12:34"
"""What the left part has room for in every state."""


class CallBar(QWidget):
    """Call button, state with its timer, outcome buttons.

    `call_pressed` means "what F5 does now": dial, or end the timing. `number_chosen(ref)` when another of
    the numbers was picked, `outcome_chosen(name)`. Where the number was handed to a dialler it asks "Did it
    dial?": `not_dialled` is the answer no; yes needs none. `big_number` lies under the bar until the window
    puts it elsewhere (over the lead, so that the queue does not move).
    """

    call_pressed = Signal()
    number_chosen = Signal(str)
    outcome_chosen = Signal(str)
    not_dialled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to call until one of the `show_` methods says so."""
        super().__init__(parent)
        self._numbers: tuple[PhoneView, ...] = ()
        self._on_break = False
        self._picker: NumberPicker | None = None
        self._line: QBoxLayout | None = None
        self.call_button = Button(self.tr("Call"), self, key="F5", role="primary", shape=Shape.PHONE)
        self.other_numbers = Button("", self, key="P", role="quiet")
        self.did_it_dial = Label(self.tr("Did it dial?"), self, bold=True)
        self.not_dialled_button = Button(self.tr("No"), self, key="Shift+N")
        self.not_dialled_button.setAccessibleName(self.tr("No, it did not dial (Shift+N)"))
        self.not_dialled_button.set_why(self.tr("It did not dial: written down, and the call does not count"))
        for button in (self.call_button, self.other_numbers, self.not_dialled_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.state_label = Label(parent=self, size=13, bold=True)
        self.timer_label = Label(parent=self, size=13, bold=True, tabular=True)
        self.reason = Label(parent=self, size=9, role="muted", wrap=True)
        self.outcomes = OutcomeButtons(self)
        self.big_number = BigNumber(self)
        self._lay_out()
        self.call_button.clicked.connect(self.call_pressed)
        self.other_numbers.clicked.connect(self.choose_number)
        self.not_dialled_button.clicked.connect(self.not_dialled)
        self.outcomes.chosen.connect(self.outcome_chosen)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No lead is chosen."""
        self._show_call(self.tr("Call"), self.tr("Choose a lead first."), ())
        self._show_rest("")

    def show_ready(
        self, number_text: str, may_dial: bool, why: str, numbers: Sequence[PhoneView] = ()
    ) -> None:
        """F5 would dial `number_text`. Where the rules refuse it, `why` stands beside the button."""
        text = self.tr("Call {number}").format(number=number_text) if number_text else self.tr("Call")
        self._show_call(text, "" if may_dial else why, numbers)
        self._show_rest("" if may_dial else why)

    def set_break(self, on_break: bool) -> None:
        """From the next `show_` on, what is ready rests instead."""
        self._on_break = on_break

    def show_asking(self, number_text: str) -> None:
        """Whether the call may begin is being asked, for a second at most."""
        why = self.tr("whether a colleague is on it")
        self._show_call(self.tr("Call {number}").format(number=number_text), why, ())
        self._show_state(self.tr("Asking"), why)

    def show_calling(
        self, number_text: str, by_hand: bool, hint: str = "", who: str = "", *, other: bool = False
    ) -> None:
        """A call runs. By hand the number stands large; else `hint` says what became of the hand-over.
        `who`: who is on the line; `other`: the page shows somebody else.
        """
        self._show_call(self.tr("End the timing"), "", ())
        by_desk = self.tr("timed by the desk")
        self._show_state(self.tr("Calling"), words.dotted(number_text, by_desk if by_hand else hint))
        self._ask_dialled(asked=not by_hand)
        if by_hand:
            self.big_number.show_number(number_text, hint, who, other=other)

    def show_wrap_up(
        self, number_text: str, hint: str = "", *, by_hand: bool = True, other: str = ""
    ) -> None:
        """The call has ended and waits for its outcome; where a dialler had it, or for the word that it did
        not dial. `other`: that the page shows another customer than the call was with.
        """
        why = other or hint or self.tr("Say what came of the call: a number key or a button.")
        self._show_call(self.tr("Call {number}").format(number=number_text), why, ())
        self._show_state(self.tr("Wrap-up"), why)
        self._ask_dialled(asked=not by_hand)

    def set_outcomes(self, outcomes: Sequence[Sayable], keys: Mapping[str, int]) -> None:
        """What may be said now; `keys` are the policy's number keys by outcome name."""
        self.outcomes.set_outcomes(outcomes, keys)

    def tick(self, elapsed: float) -> None:
        """Show the seconds since the state began."""
        self.timer_label.setText(words.timer(timedelta(seconds=elapsed)))

    def choose_number(self) -> None:
        """Open the list of the customer's numbers, where there is more than one."""
        if len(self._numbers) < 2:
            return
        if self._picker is None:
            self._picker = NumberPicker(self.parentWidget() or self.window())
            self._picker.number_chosen.connect(self.number_chosen)
        self._picker.open_for(self._numbers)

    def _show_call(self, text: str, why_not: str, numbers: Sequence[PhoneView]) -> None:
        self._numbers = tuple(numbers)
        self.call_button.set_text(text)
        self.call_button.setEnabled(not why_not)
        self.call_button.set_why(why_not)
        others = len(numbers) - 1
        self.other_numbers.setVisible(others > 0)
        self.other_numbers.set_text(self.tr("+{count} more").format(count=others))
        self.other_numbers.setAccessibleName(self.tr("Choose another number"))
        self.other_numbers.set_why(self.tr("Choose another of the customer's numbers, or type one: Shift+F5"))
        self._ask_dialled(asked=False)
        self.big_number.hide()

    def _ask_dialled(self, *, asked: bool) -> None:
        self.did_it_dial.setVisible(asked)
        self.not_dialled_button.setVisible(asked)

    def _show_rest(self, reason: str) -> None:
        """No call runs: ready for one, or on a break."""
        resting = self.tr("F8 ends the break.")
        if self._on_break:
            self._show_state(self.tr("Break"), words.dotted(resting, reason))
        else:
            self._show_state(self.tr("Ready"), reason)

    def _show_state(self, state: str, reason: str) -> None:
        self.state_label.setText(state)
        self.reason.setText(reason)
        self.timer_label.setText("")

    def _lay_out(self) -> None:
        head = row(self.call_button, self.state_label, self.timer_label)
        head.insertSpacing(1, GAP_S)
        head.setAlignment(Qt.AlignmentFlag.AlignLeft)
        below = row(self.other_numbers, self.reason, self.did_it_dial, self.not_dialled_button)
        below.setStretch(1, 1)
        below.addStrut(self.other_numbers.sizeHint().height())  # the same height with and without buttons
        self._left = QWidget(self)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._left)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(GAP_XS)
        self._halves.addLayout(head)
        self._halves.addLayout(below, 1)
        bar = QFrame(self)
        bar.setProperty("role", "card")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, bar)
        self._line.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        self._line.setSpacing(GAP_S)
        self._line.addWidget(self._left)
        self._line.addWidget(self.outcomes, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP_S)
        whole.addWidget(bar)
        whole.addWidget(self.big_number)

    def _arrange(self) -> None:
        """Give the left part one width in all states, so that nothing moves when a call begins or ends.

        The outcomes stand beside it where two lines do, else below it.
        """
        if self._line is None:
            return
        strong = theme.metrics(10, bold=True)
        call = max(self.call_button.sizeHint().width(), strong.horizontalAdvance(WIDEST_CALL) + CALL_PADDING)
        self.call_button.setMinimumWidth(call)
        state = theme.metrics(13, bold=True).horizontalAdvance(WIDEST_STATE) + 3 * GAP_S
        beside = self.width() - call - state - GAP_S - 2 * GAP_M
        stacked = self.outcomes.flow.lines_at(beside) > 2
        self._left.setMinimumWidth(
            0 if stacked else call + state
        )  # never the bar's own: it could not shrink again
        self._left.setMaximumWidth(QWIDGETSIZE_MAX if stacked else call + state)
        self.outcomes.flow.to_right = not stacked
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(down if stacked else across)
        self._halves.setDirection(across if stacked else down)
        self._halves.setSpacing(GAP_M if stacked else GAP_XS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange for the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
