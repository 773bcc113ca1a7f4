"""The number to dial by hand, large enough to read from the phone on the desk (domain.md, Attempts)."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from bdc_desk.ui import theme, words
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.plain import Label

LARGEST, SMALLEST = 56, 22
"""Points; the largest that the width allows is taken."""
QWIDGETSIZE_MAX = 16_777_215


class Digits(QWidget):
    """One line of figures of one width, as large as the room allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_text`."""
        super().__init__(parent)
        self._text = ""
        self._tallest = QWIDGETSIZE_MAX
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show the number as it is grouped."""
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def set_tallest(self, pixels: int) -> None:
        """How high the figures may be: in a low window the lead below them must stay in sight."""
        if pixels != self._tallest:
            self._tallest = pixels
            self.updateGeometry()

    def fitting(self, width: int) -> QFont:
        """The largest font in which the number fits into `width` pixels, down to the smallest."""
        for points in range(LARGEST, SMALLEST, -2):
            font = theme.font(points, bold=True, tabular=True)
            metrics = QFontMetrics(font)
            if metrics.horizontalAdvance(self._text) <= width and metrics.height() <= self._tallest:
                return font
        return theme.font(SMALLEST, bold=True, tabular=True)

    def heightForWidth(self, width: int) -> int:
        """The height of the largest figures that fit."""
        return QFontMetrics(self.fitting(width)).height()

    def sizeHint(self) -> QSize:
        """The number in its smallest font; it takes what width there is."""
        smallest = QFontMetrics(theme.font(SMALLEST, bold=True, tabular=True))
        return QSize(smallest.horizontalAdvance(self._text), smallest.height())

    def minimumSizeHint(self) -> QSize:
        """The number in its smallest font."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figures."""
        painter = QPainter(self)
        painter.setFont(self.fitting(self.width()))
        painter.setPen(QColor(theme.tokens().text))
        box = QRect(0, 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class BigNumber(QFrame):
    """The strip with the number and what F5 does now. Hidden unless a call is dialled by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until `show_number`."""
        super().__init__(parent)
        self.setProperty("role", "well")
        self.digits = Digits(self)
        self._hint = Label(
            self.tr("Dial it on your phone. F5 ends the timing (it cannot hang up)"),
            self,
            role="muted",
            wrap=True,
        )
        self._usual = self._hint.text()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        column.setSpacing(0)
        column.addWidget(self.digits)
        column.addWidget(self._hint)
        self.hide()

    def show_number(self, text: str, hint: str = "", who: str = "", *, other: bool = False) -> None:
        """Show the number; `hint` replaces the usual words below it. `who`: who is on the line; `other`: the
        page below shows somebody else.
        """
        self.digits.show_text(text)
        self._hint.setText(words.dotted(who, hint or self._usual))
        self._hint.set_role("error" if other else "muted")
        self.setAccessibleName(self.tr("Dial {number}").format(number=text))
        self.show()
