"""Erasing a customer: what will go, why, and a name typed before it does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from bdc_desk.cadence.kinds import ErasingReason
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label


class ErasePanel(ChildPanel):
    """`erase_asked(reason)`: the name was typed and the button pressed."""

    erase_asked = Signal(str)

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=600)
        self._name = ""
        self.title.setText(self.tr("Erase this customer for good"))
        self.setAccessibleName(self.tr("Erase this customer for good"))
        self.words = Label(parent=self, wrap=True)
        self.reach = Label(parent=self, role="muted", wrap=True)
        self.reason = QComboBox(self)
        for reason, words in (
            (ErasingReason.ASKED, self.tr("The customer asked for it")),
            (ErasingReason.NO_LONGER_NEEDED, self.tr("The details are no longer needed")),
            (ErasingReason.MISTAKE, self.tr("It should not have been kept at all")),
        ):
            self.reason.addItem(words, reason.value)
        self.reason.setAccessibleName(self.tr("Why the customer is erased"))
        self.typed = QLineEdit(self)
        self.question = Label(parent=self, wrap=True)
        self.said = Label(parent=self, wrap=True)
        self.erase = Button(self.tr("Erase"), self, role="danger")
        self.typed.textChanged.connect(self._allow)
        self.typed.returnPressed.connect(self.erase.setFocus)
        self.erase.clicked.connect(self._ask)
        for shown in (self.words, self.reach, self.reason, self.question, self.typed, self.said):
            self.body.addWidget(shown)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self.erase)
        self.body.addLayout(foot)

    def open_for(self, name: str, words: str, reach: str) -> None:
        """`words`: what will go, `reach`: what is not reached."""
        self._name = name
        self.words.setText(words)
        self.reach.setText(reach)
        self.reason.setCurrentIndex(0)
        question = self.tr('This cannot be undone. Type "{name}" or "erase" to go on.').format(name=name)
        self.question.setText(question)
        self.typed.setAccessibleName(question)
        self.typed.clear()
        self.say("")
        self._allow()
        self.open_panel()

    def say(self, words: str) -> None:
        """Why it was not done, "" for nothing."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def first_field(self) -> QWidget:
        """Where the name is typed."""
        return self.typed

    def _allow(self) -> None:
        typed = " ".join(self.typed.text().split()).casefold()
        self.erase.setEnabled(typed in {"erase", " ".join(self._name.split()).casefold()})

    def _ask(self) -> None:
        if self.erase.isEnabled() and self.ask_once():
            self.erase_asked.emit(str(self.reason.currentData()))
