"""What stands on the screen while a backup takes the log's place and the window is closed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.ui.tokens import GAP_L, GAP_S
from bdc_desk.ui.widgets.plain import Label

WIDTH = 460


class RestoringPage(QWidget):
    """It cannot be closed: what it waits for takes seconds and is done or not done, never half."""

    def __init__(self) -> None:
        """A window of its own, with no button."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("BDC Desk")
        self.setMinimumWidth(WIDTH)
        self.title = Label(self.tr("A backup takes the log's place"), self, size=18, bold=True, wrap=True)
        self.words = Label(self.tr("It is checked, copied and put in place."), self, wrap=True)
        again = self.tr("The window opens again by itself in a moment.")
        self.after = Label(again, self, role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        layout.setSpacing(GAP_S)
        for shown in (self.title, self.words, self.after):
            layout.addWidget(shown)
        layout.addStretch(1)

    def leave(self) -> None:
        """It is done. Hidden, not closed: the last window that closes would end the program."""
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not now."""
        event.ignore()
