"""Asks for words, with a choice before them where there is one: the customer's wish about emails, an
exception from the calls, a mail sent elsewhere.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held, with_control
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LONGEST = 2000
WORD_LINES = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `choices`: words and what they stand for, none where there is nothing to choose;
    `field`: what the words are; `hint`: what follows from it; `needed`: whether there must be words.
    """

    title: str
    field: str
    hint: str
    save: str
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = True


class WordsPanel(ChildPanel):
    """`given(choice, words)` for Ctrl+Enter or the button (answer with `close_panel` or `show_refusal`).
    What was typed stays when it is left, until it was taken.
    """

    given = Signal(str, str)
    foot_keys = "Ctrl+Enter save · Tab next · Esc close, keeps what is typed"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=560)
        self._question = Question("", "", "", "")
        self._about = ""
        self._typed: dict[str, str] = {}
        self.choice = CalmComboBox((), self)
        self.choice.setAccessibleName(self.tr("What it is"))
        self.field_name = Label(parent=self, bold=True, wrap=True)
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self.hint = Label(parent=self, role="muted", wrap=True)
        self.refusal = Label(parent=self, role="error", wrap=True)
        self.save = Button("", self, key=self.tr("Ctrl+Enter"), role="primary")
        foot = row(self.save)
        foot.insertStretch(0, 1)
        for part in (self.choice, self.field_name, self.words, self.hint, self.refusal):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.save.clicked.connect(self._give)
        self.closed.connect(self._keep)
        self._fit()

    def open_for(self, question: Question, about: str, choice: str = "") -> None:
        """Ask. `about`: what the words belong to (a lead's id and what is asked), so that what was typed
        about another is not shown here. `choice`: the one that is likely.
        """
        self._keep()
        self._question, self._about = question, about
        self.title.setText(question.title)
        self.setAccessibleName(question.title)
        self.choice.clear()
        for words, value in question.choices:
            self.choice.addItem(words, value)
        self.choice.setVisible(bool(question.choices))
        self.choice.setCurrentIndex(max(0, self.choice.findData(choice)))
        self.field_name.setText(question.field)
        self.words.setAccessibleName(question.field)
        self.words.setPlainText(self._typed.get(about, ""))
        self.hint.setText(question.hint)
        self.hint.setVisible(bool(question.hint))
        self.save.set_text(question.save)
        self.show_refusal("")
        self.open_panel()

    def show_refusal(self, why: str) -> None:
        """Say why not; "" clears it."""
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        self.save.setEnabled(True)

    def take_out(self) -> None:
        """It was written down: forget the words, and close."""
        self.words.clear()
        self._typed.pop(self._about, None)
        self.close_panel()

    def first_field(self) -> QWidget:
        """The choice where there is one, else the words."""
        return self.choice if self._question.choices else self.words

    def _keep(self) -> None:
        if self._about:
            self._typed[self._about] = self.words.toPlainText()

    def _give(self) -> None:
        if not self.save.isEnabled():
            return  # it is being written: twice would be two entries
        words = self.words.toPlainText().strip()[:LONGEST]
        if self._question.needed and not words:
            self.show_refusal(self.tr("Write it down in words first."))
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.save.setEnabled(False)
        self.given.emit(self.choice.value() if self._question.choices else "", words)

    def _fit(self) -> None:
        self.words.setFixedHeight(WORD_LINES * theme.metrics(10).lineSpacing() + 20)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height of the words to the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Enter presses the button that has the keyboard."""
        if is_enter(event):
            if with_control(event):
                self._give()
            else:
                pressed_held(self)
            event.accept()
        else:
            super().keyPressEvent(event)
