"""How far the calls have come towards "not reached": in words, and as a bar of one piece a call."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bdc_desk.cadence.policy import Needs
from bdc_desk.cadence.standing import Standing
from bdc_desk.ui import theme
from bdc_desk.ui.tokens import GAP_XS
from bdc_desk.ui.translation import translate
from bdc_desk.ui.widgets.plain import Label

BAR_HEIGHT = 10


@dataclass(frozen=True, slots=True)
class GateProgress:
    """What counts so far, and what "not reached" needs (domain.md, The gate)."""

    calls: int
    days: int
    parts: int
    needs: Needs

    @classmethod
    def of(cls, standing: Standing, needs: Needs) -> "GateProgress":
        """The progress of a lead; `needs` is the policy's `not_reached`."""
        return cls(standing.counted, standing.days, standing.parts, needs)

    def in_words(self) -> str:
        """Such as "1 of 4 calls, day 1 of 3"; what is more than needed is not counted on."""
        calls = min(self.calls, self.needs.calls)
        days = min(self.days, self.needs.days)
        if self.needs.days > 1:
            told = translate("Progress", "{calls} of {needed} calls, day {day} of {days}")
        else:
            told = translate("Progress", "{calls} of {needed} calls")
        return told.format(calls=calls, needed=self.needs.calls, day=days, days=self.needs.days)


class Pieces(QWidget):
    """The bar: filled pieces for calls that count, empty ones for those that are missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_count`."""
        super().__init__(parent)
        self._done, self._of = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, of: int) -> None:
        """`done` of `of` pieces."""
        self._done, self._of = done, of
        self.update()

    def sizeHint(self) -> QSize:
        """A low bar."""
        return QSize(120, BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces side by side."""
        look, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = (self.width() - GAP_XS * (self._of - 1)) / max(1, self._of)
        for place in range(self._of):
            box = QRectF(place * (wide + GAP_XS), 0, wide, self.height()).adjusted(0.5, 0.5, -0.5, -0.5)
            filled = place < self._done
            painter.setPen(QPen(QColor(look.accent if filled else look.border), 1))
            painter.setBrush(QColor(look.accent if filled else look.surface))
            painter.drawRoundedRect(box, 3, 3)


class Progress(QWidget):
    """The words and the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_progress`."""
        super().__init__(parent)
        self.words = Label(parent=self, bold=True, wrap=True)
        self.pieces = Pieces(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_XS)
        column.addWidget(self.words)
        column.addWidget(self.pieces)

    def show_progress(self, progress: GateProgress) -> None:
        """Show how far the calls have come."""
        self.words.setText(progress.in_words())
        self.pieces.show_count(progress.calls, progress.needs.calls)
        self.setAccessibleName(progress.in_words())
