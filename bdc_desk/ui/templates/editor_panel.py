"""The dealership's email texts and one's own signature, edited beside the mail that they become."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.mail_data import WORDS
from bdc_desk.operations.views import MailPreview
from bdc_desk.ui import theme
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.templates.editor_files import FilesBox
from bdc_desk.ui.templates.editor_look import SIGNATURE
from bdc_desk.ui.tokens import GAP_M
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import column, row
from bdc_desk.ui.widgets.plain import ElidedLabel, Label

LINES = 18
FEWEST_LINES = 4
UNBROKEN = "\u00a0"
MOST_FAULTS = 3
"""Faults that are told at once: the rest shows when these are put right."""


class TextBox(QPlainTextEdit):
    """Text that takes what room there is."""

    def __init__(self, parent: QWidget, name: str, *, read_only: bool = False) -> None:
        """`name`: for a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(read_only)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        """Room for a mail."""
        return QSize(super().sizeHint().width(), LINES * theme.metrics(10).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines."""
        return QSize(super().minimumSizeHint().width(), FEWEST_LINES * theme.metrics(10).lineSpacing())


class EditorPanel(ChildPanel):
    """`chosen` for another text or language, `typed` after each change, `save_asked`, `let_go_asked` (forget
    what is not saved), `reset_asked` (the program's text again). Writes nothing itself.
    """

    chosen = Signal()
    typed = Signal()
    save_asked = Signal()
    let_go_asked = Signal()
    reset_asked = Signal()
    foot_keys = "Ctrl+S save · Tab next · Esc close, keeps what is typed"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=1160)
        title = self.tr("Email texts and your signature")
        self.title.setText(title)
        self.setAccessibleName(title)
        self._filling = False
        self.which = CalmComboBox([], self)
        self.which.setAccessibleName(self.tr("Which text"))
        self.language = CalmComboBox([(name, code) for code, name in LANGUAGES.items()], self)
        self.language.setMinimumContentsLength(12)
        self.language.setAccessibleName(self.tr("Language"))
        self.whose = ElidedLabel(parent=self, role="muted")
        self.text = TextBox(self, self.tr("The text"))
        self.text.textChanged.connect(self._changed)
        placeholders = " ".join(f"{{{{{UNBROKEN}{name}{UNBROKEN}}}}}" for name in WORDS)
        hint = self.tr("Filled in by itself: {placeholders}").format(placeholders=placeholders)
        self.hint = Label(hint, self, size=9, role="muted", wrap=True)
        self.shown_for = ElidedLabel(parent=self, role="muted")
        self.subject = ElidedLabel(parent=self, bold=True)
        self.mail = TextBox(self, self.tr("The email that it becomes"), read_only=True)
        self.missing = Label(parent=self, size=9, role="muted", wrap=True)
        self.files = FilesBox(self)
        self.faults = Label(parent=self, role="error", wrap=True)
        self.state = Label(parent=self, role="muted", wrap=True)
        self.reset = Button(self.tr("Back to the program's text"), self, role="quiet")
        self.let_go = Button(self.tr("Undo my changes"), self)
        self.save = Button(self.tr("Save"), self, key="Ctrl+S", role="primary")
        self._lay_out()
        self._connect()

    def offer(self, templates: Sequence[tuple[str, str]], which: str, language: str) -> None:
        """What can be edited: labels and names of the policy's templates; the signature comes last."""
        self._filling = True
        self.which.clear()
        for label, name in (*templates, (self.tr("Your signature"), SIGNATURE)):
            self.which.addItem(label, name)
        self.which.choose(which)
        self.language.choose(language)
        self._filling = False

    def name(self) -> str:
        """The template that is edited; SIGNATURE for the signature."""
        return self.which.value()

    def show_text(self, text: str, whose: str, *, can_reset: bool) -> None:
        """Put a text into the editor. `whose`: whose text it is, in words."""
        self._filling = True
        self.text.setPlainText(text)
        self._filling = False
        self.whose.set_text(whose)
        self.reset.setVisible(can_reset)
        self.files.setVisible(self.name() != SIGNATURE)
        self.show_faults(())

    def show_mail(self, mail: MailPreview, shown_for: str) -> None:
        """The email that the text becomes. `shown_for`: with whose data, in words."""
        self.shown_for.set_text(shown_for)
        self.subject.set_text(mail.subject)
        place = self.mail.verticalScrollBar().value()
        self.mail.setPlainText(mail.text)
        self.mail.verticalScrollBar().setValue(place)
        lacking = ", ".join(mail.missing)
        self.missing.setText(self.tr("Missing here, and named before it leaves: {what}").format(what=lacking))
        self.missing.setVisible(bool(lacking))

    def show_faults(self, faults: Sequence[str]) -> None:
        """Why the text cannot be saved as it is; none: it can."""
        told = list(faults[:MOST_FAULTS])
        if len(faults) > MOST_FAULTS:
            told.append(self.tr("And {count} more.").format(count=len(faults) - MOST_FAULTS))
        self.faults.setText("\n".join(told))
        self.faults.setVisible(bool(told))
        self.text.setAccessibleDescription("\n".join(told))
        if told:
            self.shown_for.set_text(self.tr("As it was before the faults below"))

    def show_state(self, words: str, *, changed: bool) -> None:
        """Whether what stands here is saved."""
        self.state.setText(words)
        self.let_go.setVisible(changed)
        self.save.setEnabled(changed)

    def first_field(self) -> QWidget:
        """The text itself: what is edited most often is the next word."""
        return self.text

    def _changed(self) -> None:
        if not self._filling:
            self.typed.emit()

    def _choose(self) -> None:
        if not self._filling:
            self.chosen.emit()

    def _connect(self) -> None:
        for box in (self.which, self.language):
            box.currentIndexChanged.connect(lambda _index: self._choose())
        self.save.clicked.connect(self.save_asked)
        self.let_go.clicked.connect(self.let_go_asked)
        self.reset.clicked.connect(self.reset_asked)

    def _lay_out(self) -> None:
        choices = row(self.which, self.language, self.whose)
        choices.setStretch(2, 1)
        left = column(self.text, self.hint)
        left.setStretch(0, 1)
        right = column(self.shown_for, self.subject, self.mail, self.missing, self.files)
        right.setStretch(2, 1)
        both = QHBoxLayout()
        both.setSpacing(GAP_M)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        buttons = row(self.state, self.reset, self.let_go, self.save)
        buttons.setStretch(0, 1)
        self.body.addLayout(choices)
        self.body.addLayout(both, 1)
        self.body.addWidget(self.faults)
        self.body.addLayout(buttons)
        for first, second in (
            (self.which, self.language),
            (self.language, self.text),
            (self.text, self.mail),
            (self.mail, self.files.list),
            (self.files.list, self.files.remove),
            (self.files.remove, self.files.add),
            (self.files.add, self.reset),
            (self.reset, self.let_go),
            (self.let_go, self.save),
        ):
            QWidget.setTabOrder(first, second)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S saves; Escape closes and keeps what was typed."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_S:
            if self.save.isEnabled():
                self.save_asked.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
