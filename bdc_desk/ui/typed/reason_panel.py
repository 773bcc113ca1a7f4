"""A few words asked for before something is written: why a promise is taken back, why a lead is reopened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LONGEST = 200


class ReasonPanel(ChildPanel):
    """`given(words)` asks to write it (answer with `close_panel` or `show_fault`)."""

    given = Signal(str)
    foot_keys = "Enter say it · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=480)
        self.question = Label(parent=self, wrap=True)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(LONGEST)
        self.reason.setAccessibleName(self.tr("Reason in a few words"))
        self.take = Button("", self, key=self.tr("Enter"), role="primary")
        self.fault = Label(parent=self, role="error", wrap=True)
        line = row(self.reason, self.take)
        line.setStretch(0, 1)
        self.body.addWidget(self.question)
        self.body.addLayout(line)
        self.body.addWidget(self.fault)
        self.take.clicked.connect(self._give)

    def ask(self, title: str, question: str, take: str) -> None:
        """Ask; `take` names the button."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.question.setText(question)
        self.take.set_text(take)
        self.reason.clear()
        self.show_fault("")
        self.open_panel()

    def first_field(self) -> QWidget:
        """The reason."""
        return self.reason

    def show_fault(self, why: str) -> None:
        """It could not be written: say why; "" clears it."""
        self.fault.setText(why)
        self.fault.setVisible(bool(why))
        if why:
            self.answered()
        self.reason.setAccessibleDescription(why)

    def _give(self) -> None:
        words = self.reason.text().strip()
        if words and self.ask_once():
            self.given.emit(words)
        elif not words:
            self.show_fault(self.tr("Say why in a few words."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter says it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._give()
            event.accept()
        else:
            super().keyPressEvent(event)
