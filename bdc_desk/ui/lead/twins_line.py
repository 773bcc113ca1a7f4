"""One calm line on a lead's page: somebody may be there twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign


class TwinsLine(QFrame):
    """`compare_asked` for the button, which says its key."""

    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is somebody to compare with."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._text = Label(parent=self, wrap=True)
        self.compare = Button(self.tr("Compare"), self, key="F9", role="quiet")
        self.compare.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.compare.clicked.connect(self.compare_asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, 2, GAP_S, 2)
        line.setSpacing(GAP_S)
        line.addWidget(Sign(Shape.PERSON, "muted", 14, self))
        line.addWidget(self._text, 1)
        line.addWidget(self.compare)
        self.hide()

    def say(self, text: str) -> None:
        """Show these words; "" hides the line."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
