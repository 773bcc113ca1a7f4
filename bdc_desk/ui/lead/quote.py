"""The customer's own words: first on the page, letter for letter, never as HTML (design.md, Facts)."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextDocumentLayout, QPlainTextEdit, QVBoxLayout, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.tokens import GAP_M, GAP_XS
from bdc_desk.ui.widgets.button import Button

MOST_LINES = 7
"""Longer words are folded: scrolled in a box of their own they would lie in one that scrolls too."""
MOST_UNFOLDED = 1500
"""Lines that the page grows by at most; a message longer than that scrolls in its box after all."""

BAR, MARGIN = 3, 2


class QuoteText(QPlainTextEdit):
    """Read only. The wheel is the page's, unless the text is too long for any page."""

    def __init__(self, parent: QWidget) -> None:
        """Empty."""
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QPlainTextEdit { border: none; background: transparent; padding: 0; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(MARGIN)

    def lines(self, most: int) -> int:
        """How many lines the text takes in the present width, counted up to `most`."""
        layout = self.document().documentLayout()
        if not isinstance(layout, QPlainTextDocumentLayout):
            return most
        count, block = 0, self.document().begin()
        while block.isValid() and count < most:
            layout.blockBoundingRect(block)  # Qt lays a long text out bit by bit: only now it knows the lines
            count += block.layout().lineCount()
            block = block.next()
        return min(count, most)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
        else:
            super().wheelEvent(event)


class Quote(QFrame):
    """A bar, and the words beside it as high as they are: up to seven lines, all of them when asked for.

    `folded` after a change of that by the person.
    """

    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_words`."""
        super().__init__(parent)
        self.text = QuoteText(self)
        self.text.setAccessibleName(self.tr("The customer's own words"))
        self.all = Button(self.tr("Show all of it"), self, role="quiet")
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all.clicked.connect(self._switch)
        self._whole = False
        column = QVBoxLayout(self)
        column.setContentsMargins(BAR + GAP_M, 0, 0, 0)
        column.setSpacing(GAP_XS)
        column.addWidget(self.text)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self._fit()

    def show_words(self, words: str, *, afresh: bool = True) -> None:
        """Show the words, folded where they are `afresh`; the same words again stay as they were."""
        if words != self.text.toPlainText():
            self.text.setPlainText(words)
            afresh = True
        if afresh:
            self._whole = False
        self._fit()

    def _switch(self) -> None:
        self._whole = not self._whole
        self._fit()
        self.folded.emit()

    def _fit(self) -> None:
        self.text.setFont(theme.font(11))
        most = MOST_UNFOLDED if self._whole else MOST_LINES
        lines = self.text.lines(most + 1)
        policy = Qt.ScrollBarPolicy
        too_long = self._whole and lines > most
        self.text.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if too_long else policy.ScrollBarAlwaysOff
        )
        self.all.setVisible(self._whole or lines > most)
        self.all.set_text(self.tr("Show less") if self._whole else self.tr("Show all of it"))
        height = max(1, min(lines, most)) * self.text.fontMetrics().lineSpacing() + 2 * MARGIN + 2
        if height != self.text.height() or height != self.text.maximumHeight():
            self.text.setFixedHeight(height)
        if not self._whole:
            self.text.verticalScrollBar().setValue(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar of a quotation."""
        painter = QPainter(self)
        painter.fillRect(0, 0, BAR, self.height(), QColor(theme.tokens().accent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
