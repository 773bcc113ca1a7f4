"""A line about mails inside the window: what leaves and when, what did not leave, with its ways on. It never
takes the keyboard: each of its buttons has a key or stands in the list of mails.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

MOST_BUTTONS = 2
LONG = 130
"""Letters at text scale 1 beside which buttons would leave a column of single words."""


@dataclass(frozen=True, slots=True)
class LineWay:
    """A button of the line: `name` is what is reported, `key` does the same."""

    name: str
    label: str
    key: str = ""


class MailLine(QFrame):
    """`pressed(name)` for a button; `dismissed` for the cross. Add it to a NoticeArea."""

    pressed = Signal(str)
    dismissed = Signal()

    def __init__(self, shape: Shape, colour: str, parent: QWidget | None = None) -> None:
        """Hidden until there is something to say. `shape` and `colour`: its sign."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._details = ""
        self._ways: tuple[LineWay, ...] = ()
        self.text = Label(wrap=True)
        self.buttons = tuple(Button("", focusable=False) for _ in range(MOST_BUTTONS))
        self.copy = Button(self.tr("Copy details"), focusable=False)
        self.cross = Button("", role="quiet", shape=Shape.CROSS, focusable=False)
        self.cross.setAccessibleName(self.tr("Close this notice"))
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        line.setSpacing(GAP_S)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(GAP_S)
        self._beside.addWidget(self.text, 1)
        ways = row(*self.buttons, self.copy)
        ways.addStretch(1)
        self._beside.addLayout(ways)
        line.addWidget(Sign(shape, colour))
        line.addLayout(self._beside, 1)
        line.addWidget(self.cross)
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, at=place: self.pressed.emit(self._ways[at].name))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self.cross.clicked.connect(self._dismiss)
        self.hide()

    def say(
        self,
        text: str,
        ways: Sequence[LineWay] = (),
        *,
        details: str = "",
        may_close: bool = True,
        spoken: str = "",
    ) -> None:
        """Show the text with up to two ways on; "" hides the line. `spoken`: its name for a screen reader,
        which a countdown must not change every second.
        """
        if not text:
            self.hide()
            return
        self._details = details
        if text != self.text.text():
            self.text.setText(text)
        is_long = len(text) * theme.text_scale() > LONG
        way = QBoxLayout.Direction
        self._beside.setDirection(way.TopToBottom if is_long and ways else way.LeftToRight)
        self._show_ways(tuple(ways[:MOST_BUTTONS]))
        self.copy.setVisible(bool(details))
        self.cross.setVisible(may_close)
        self.setAccessibleName(spoken or text)
        if self.isHidden():
            self.show()
            self.updateGeometry()

    def _show_ways(self, ways: tuple[LineWay, ...]) -> None:
        if ways == self._ways:
            return
        self._ways = ways
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(ways))
            if place < len(ways):
                button.set_key(ways[place].key)
                button.set_text(ways[place].label)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
