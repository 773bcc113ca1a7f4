"""The page of a desk that cannot open its log: what is wrong, why, and the ways out, each a button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_L, GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

WIDTH = 640
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Way:
    """A way out. `title` stands on its button, `hint` beside it says what it does. `work` does it, in a
    thread, and says what came of it; it raises SurroundingsFault or Refused. `opens`: the log
    may open afterwards.
    """

    title: str
    hint: str
    work: Callable[[], str]
    opens: bool = True


class TroublePage(QWidget):
    """`again`: try to open once more; `leave`: close; `way_chosen(Way)`: the person wants this one done."""

    again = Signal()
    leave = Signal()
    way_chosen = Signal(object)
    closed = Signal()

    def __init__(self, words: str, place: str, ways: Sequence[Way], parent: QWidget | None = None) -> None:
        """`words`: what is wrong, why, what now. `place`: the profile's folder."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("BDC Desk")
        self.setMinimumWidth(WIDTH)
        self._words, self._place = words, place
        self.title = Label(self.tr("BDC Desk cannot open its log"), self, size=18, bold=True, wrap=True)
        self.words = Label(breakable(words, LONGEST_WORD), self, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where = breakable(self.tr("Profile: {place}").format(place=place), LONGEST_WORD)
        self.place = Label(where, self, size=9, role="muted", wrap=True)
        self.told = Label("", self, wrap=True)
        self.buttons: list[Button] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        layout.setSpacing(GAP_M)
        top = row(Sign(Shape.WARNING, "over_15", 22, self))
        top.addWidget(self.title, 1)
        layout.addLayout(top)
        for label in (self.words, self.place):
            layout.addWidget(label)
        for way in ways:
            layout.addLayout(self._way(way))
        layout.addWidget(self.told)
        layout.addStretch(1)
        layout.addLayout(self._foot())
        self.say("")

    def _way(self, way: Way) -> QVBoxLayout:
        button = Button(way.title, self)
        button.setAccessibleDescription(way.hint)
        button.clicked.connect(lambda: self.way_chosen.emit(way))
        self.buttons.append(button)
        beside = QVBoxLayout()
        beside.setSpacing(GAP_S)
        line = row(button)
        line.addStretch(1)
        beside.addLayout(line)
        beside.addWidget(Label(way.hint, self, size=9, role="muted", wrap=True))
        return beside

    def _foot(self) -> QVBoxLayout:
        self.try_again = Button(self.tr("Try again"), self)
        self.copy = Button(self.tr("Copy details"), self)
        self.close_button = Button(self.tr("Close"), self)
        self.try_again.clicked.connect(self.again)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.leave)
        foot = QVBoxLayout()
        line = row(self.try_again, self.copy)
        line.addStretch(1)
        line.addWidget(self.close_button)
        foot.addLayout(line)
        return foot

    def say(self, words: str, *, role: str = "") -> None:
        """What a way out came to; "" for nothing."""
        self.told.set_role(role)
        self.told.setText(breakable(words, LONGEST_WORD))
        self.told.setVisible(bool(words))

    def show_mended(self) -> None:
        """A way out was gone to its end: now the log may open, and no other way is needed."""
        self.title.setText(self.tr("BDC Desk may open its log again"))
        self.words.setVisible(False)
        for button in self.buttons:
            button.setEnabled(False)
        self.try_again.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While a way is gone no other is."""
        for button in (*self.buttons, self.try_again):
            button.setEnabled(not busy)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard starts at the one button that changes nothing."""
        super().showEvent(event)
        self.try_again.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """However it is closed."""
        super().closeEvent(event)
        self.closed.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(
            f"{self._words}\n{self._place}\n{self.told.text()}".strip() + "\n"
        )
        self.copy.setText(self.tr("Copied"))
