"""How far an import has come, and the way to stop it. It never takes the keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label

BAR_WIDTH = 160


class Progress(QFrame):
    """`stop_asked` for the button or Esc."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until `show_progress`. Add it to a NoticeArea."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._text = Label(parent=self, tabular=True, wrap=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(BAR_WIDTH)
        self.stop = Button(self.tr("Stop"), self, key="Esc", focusable=False)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setEnabled(False)
        for pressed in (self.stop.clicked, self._escape.activated, self._escape.activatedAmbiguously):
            pressed.connect(self.stop_asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        line.setSpacing(GAP_S)
        line.addWidget(self._text, 1)
        line.addWidget(self.bar)
        line.addWidget(self.stop)
        self.hide()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Show how far it is; `total` 0: nobody knows how much there is."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self.bar.setAccessibleName(text)
        self._escape.setEnabled(True)
        self.stop.setEnabled(True)
        if self.isHidden():
            self.show()

    def show_stopping(self, text: str) -> None:
        """It ends after what runs."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._escape.setEnabled(False)
        self.stop.setEnabled(False)

    def leave(self) -> None:
        """It ended."""
        self._escape.setEnabled(False)
        self.hide()

    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()
