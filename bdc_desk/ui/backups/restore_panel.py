"""Going back to a backup: what it holds, what would be lost, and a word typed before it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

WORD = "restore"
"""What is typed to go on, here as at the command line."""


class RestorePanel(ChildPanel):
    """`agreed`: the word was typed and the button pressed."""

    agreed = Signal()

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=600)
        self.title.setText(self.tr("Restore a backup"))
        self.setAccessibleName(self.tr("Restore a backup"))
        self.words = Label(parent=self, wrap=True)
        self.loss = Label(parent=self, bold=True, wrap=True)
        after = self.tr(
            "The window closes and opens again on the backup. The log there is now is kept among the backups."
        )
        self.after = Label(after, self, role="muted", wrap=True)
        question = self.tr('Type "{word}" to go on.').format(word=WORD)
        self.question = Label(question, self, wrap=True)
        self.typed = QLineEdit(self)
        self.typed.setAccessibleName(question)
        self.said = Label(parent=self, role="error", wrap=True)
        self.restore = Button(self.tr("Restore"), self, role="danger")
        self.typed.textChanged.connect(self._allow)
        self.typed.returnPressed.connect(self.restore.setFocus)
        self.restore.clicked.connect(self._ask)
        for shown in (self.words, self.loss, self.after, self.question, self.typed, self.said):
            self.body.addWidget(shown)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self.restore)
        self.body.addLayout(foot)

    def open_for(self, words: str, loss: str) -> None:
        """`words`: what the backup is; `loss`: what it does not bring back."""
        self.words.setText(words)
        self.loss.setText(loss)
        self.typed.clear()
        self.say("")
        self._allow()
        self.open_panel()

    def say(self, words: str) -> None:
        """Why it is not done now, "" for nothing."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.answered()

    def first_field(self) -> QWidget:
        """Where the word is typed."""
        return self.typed

    def _allow(self) -> None:
        self.restore.setEnabled(self.typed.text().strip().casefold() == WORD)

    def _ask(self) -> None:
        if self.restore.isEnabled() and self.ask_once():
            self.agreed.emit()
