"""Who has the number that is being typed: one line for one customer, a choice where a household shares it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bdc_desk.ui.call.choices import Choice, ChoiceList
from bdc_desk.ui.counter.ways import Way
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign


class KnownBox(QFrame):
    """`chosen(place)`: the way of that place was taken; `left_upwards`: the keyboard goes up again."""

    chosen = Signal(int)
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until somebody is known."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._text = Label(parent=self, bold=True, wrap=True)
        self._warning = Label(parent=self, wrap=True)
        self._warning_sign = Sign(Shape.WARNING, "over_15", 16, self)
        self.choices = ChoiceList(self.tr("Who it is"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        column.setSpacing(GAP_S)
        said = row(Sign(Shape.PERSON, "accent", 14, self), self._text)
        warned = row(self._warning_sign, self._warning)
        for line in (said, warned):
            line.setStretch(1, 1)
            column.addLayout(line)
        column.addWidget(self.choices)
        self.choices.chosen.connect(lambda place: self.chosen.emit(int(place)))
        self.choices.left_upwards.connect(self.left_upwards)
        self.hide()

    @property
    def has_choice(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.choices.rows())

    def show_known(self, text: str, warning: str) -> None:
        """Say who has the number ("" for nobody), and what to mind."""
        self._text.setText(breakable(text))
        self._warning.setText(breakable(warning))
        for part in (self._warning, self._warning_sign):
            part.setVisible(bool(warning))
        self.setAccessibleName(f"{text} {warning}".strip())
        self.setVisible(bool(text))

    def show_ways(self, ways: Sequence[Way]) -> None:
        """Let the person choose among these; none: there is no choice."""
        self.choices.show_choices(
            [Choice(str(place), breakable(way.label), breakable(way.hint)) for place, way in enumerate(ways)],
            numbered=False,
        )
        self.choices.setVisible(bool(ways))

    def focus_first(self) -> None:
        """Give the keyboard to the first of them."""
        self.choices.focus_first()
