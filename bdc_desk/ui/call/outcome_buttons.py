"""What came of the call: a button an outcome, with its number key.

The keys themselves are the window's, because only the window knows whether somebody is typing (ux.md: digits
typed in a note never log an outcome).
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from bdc_desk.cadence.standing import Sayable
from bdc_desk.ui.call.flow import FlowLayout
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.tokens import GAP_XS
from bdc_desk.ui.widgets.button import Button


class OutcomeButton(Button):
    """One outcome. It is off where the outcome may not be said now, with the reason."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """`name`: the outcome's key in the policy."""
        super().__init__("", parent)
        self.name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the note

    def show_outcome(self, outcome: Sayable, number: int | None) -> None:
        """Show the label, the number key before it and whether it may be said."""
        self.set_text(f"{number}  {outcome.label}" if number is not None else outcome.label)
        key = self.tr("key {number}").format(number=number) if number is not None else ""
        self.setAccessibleName(f"{outcome.label}, {key}" if key else outcome.label)
        self.setEnabled(outcome.allowed)
        self.set_why("" if outcome.allowed else say(outcome.why))


class OutcomeButtons(QWidget):
    """All outcomes of the policy, in its order. `chosen(name)` when one is pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `set_outcomes`."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("What came of the call"))
        self._buttons: list[OutcomeButton] = []
        self.flow = FlowLayout(self, spacing=GAP_XS + 2)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_outcomes(self, outcomes: Sequence[Sayable], keys: Mapping[str, int]) -> None:
        """Show the outcomes; `keys` gives the number key of those that have one, by name.

        The same outcomes again change their buttons in place: nothing flickers and the keyboard stays.
        """
        if [made.name for made in self._buttons] != [outcome.name for outcome in outcomes]:
            self._make(outcomes)
        for made, outcome in zip(self._buttons, outcomes, strict=True):
            made.show_outcome(outcome, keys.get(outcome.name))

    def buttons(self) -> tuple[OutcomeButton, ...]:
        """The buttons in order."""
        return tuple(self._buttons)

    def _make(self, outcomes: Sequence[Sayable]) -> None:
        for made in self._buttons:
            self.flow.removeWidget(made)
            made.deleteLater()
        self._buttons = [OutcomeButton(outcome.name, self) for outcome in outcomes]
        for made in self._buttons:
            made.clicked.connect(lambda _checked=False, name=made.name: self.chosen.emit(name))
            self.flow.addWidget(made)
