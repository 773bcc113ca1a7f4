"""The mail or file a lead came in, as it came: plain text, never rendered."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel

MOST = 200_000
"""Characters shown; the archive holds the whole."""


class OriginalPanel(ChildPanel):
    """Shows the raw text over the desk; Escape closes it."""

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=820)
        self.title.setText(self.tr("The original"))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(360)
        self.text.setAccessibleName(self.tr("The original, as it came"))
        self.body.addWidget(self.text)

    def show_original(self, raw: bytes | None) -> None:
        """Show these bytes as text; None: none were kept."""
        told = (
            raw[:MOST].decode("utf-8", "replace") if raw else self.tr("No original was kept for this lead.")
        )
        self.text.setPlainText(told)
        self.open_panel()

    def first_field(self) -> QWidget:
        """The text, so that the arrow keys scroll it."""
        return self.text
