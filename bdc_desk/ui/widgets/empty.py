"""What stands where a list is empty: an empty list says what to do (ux.md)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.ui.tokens import GAP_S, GAP_XL
from bdc_desk.ui.widgets.plain import Label


class EmptyState(QWidget):
    """One line that says what is so, and one that says what to do."""

    def __init__(self, what: str, advice: str = "", parent: QWidget | None = None) -> None:
        """`what` in bold, `advice` muted below it."""
        super().__init__(parent)
        self._what = Label(size=11, bold=True, wrap=True)
        self._advice = Label(role="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_XL, GAP_XL, GAP_XL, GAP_XL)
        column.setSpacing(GAP_S)
        column.addStretch(1)
        for label in (self._what, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(2)
        self.say(what, advice)

    def say(self, what: str, advice: str = "") -> None:
        """Show other words."""
        self._what.setText(what)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setAccessibleName(f"{what} {advice}".strip())
