"""A template with the lead's data, read and, where the words are the person's own, written before it leaves.
Nothing is written to the log here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from bdc_desk.operations.views import Attachment, MailPreview
from bdc_desk.ui import theme
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, with_control
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LINES = 14
LANGUAGES = (("English", "en"), ("Nederlands", "nl"), ("Deutsch", "de"))
"""Each by its own name, as one who needs it looks for it."""
LONGEST_SUBJECT = 200
KB = 1000


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to be shown. `label`: the template's name for people; `addresses`: where it may go. `is_free`:
    its words may be changed. `with_invitation`: one for the calendar goes with it where this desk sends it.
    `forbidden`: why it may not leave at all, "" where it may. `without_calls`: it opened without the calls
    that its text may speak of.
    """

    mail: MailPreview
    label: str
    addresses: tuple[str, ...] = ()
    is_free: bool = False
    with_invitation: bool = False
    forbidden: str = ""
    without_calls: bool = False


class MailText(QPlainTextEdit):
    """The text; fourteen lines high where there is room."""

    def __init__(self, parent: QWidget) -> None:
        """Empty."""
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        """Room for a short mail."""
        return QSize(super().sizeHint().width(), LINES * theme.metrics(10).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines."""
        return QSize(super().minimumSizeHint().width(), 4 * theme.metrics(10).lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What sends is the panel's; in a text of one's own Qt would make it a new line."""
        if is_enter(event) and with_control(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PreviewPanel(ChildPanel):
    """`send_asked` and `hand_over_asked(template)` for the two ways; `language_chosen(code)` asks for the
    text in another language (answer with `show_mail`); `edited` after each change of a free text;
    `outside_asked` for "I sent it elsewhere"; `set_up_asked` for the server that sends; `closed` whenever it
    closes.

    It stays open after a request, so that a refusal can be read beside the text: `show_refusal`, else
    `close_panel`.
    """

    send_asked = Signal()
    hand_over_asked = Signal(str)
    language_chosen = Signal(str)
    edited = Signal()
    outside_asked = Signal()
    set_up_asked = Signal()
    anew_asked = Signal()
    foot_keys = "Ctrl+Enter send · Alt+L language · Tab next · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=680)
        self._letter = Letter(MailPreview("", "", "", "", ()), "")
        self._sends = self._waits = self._filling = False
        self.to = CalmComboBox((), self)
        self.to.setAccessibleName(self.tr("To"))
        self.language = CalmComboBox(LANGUAGES, self)
        self.language.setAccessibleName(self.tr("Language of the text"))
        self.language.setMinimumContentsLength(10)
        self.subject = QLineEdit(self)
        self.subject.setMaxLength(LONGEST_SUBJECT)
        self.subject.setAccessibleName(self.tr("Subject"))
        self.missing = Label(parent=self, role="error", wrap=True)
        self.text = MailText(self)
        self.text.setAccessibleName(self.tr("Text of the email"))
        self.attached = Label(parent=self, wrap=True)
        self.refusal = Label(parent=self, role="error", wrap=True)
        self.waiting = Label(parent=self, role="muted", wrap=True)
        self.copied = Label(
            self.tr("Copied. The log does not know whether you send it: say so when you did."),
            self,
            wrap=True,
        )
        self.outside = Button(self.tr("I sent it elsewhere"), self)
        self.kept = Label(self.tr("You wrote this before; it has not left."), self, role="muted", wrap=True)
        self.anew = Button(self.tr("Begin anew"), self, role="quiet")
        self.hint = Label(parent=self, size=9, role="muted", wrap=True)
        self.set_up = Button(self.tr("Set it up"), self, role="quiet")
        self.copy = Button(self.tr("Copy text"), self)
        self.hand_over = Button("", self)
        self.send = Button(self.tr("Send"), self, key=self.tr("Ctrl+Enter"), role="primary")
        self._lay_out()
        self._connect()

    def set_sends(self, sends: bool) -> None:
        """Whether this desk sends by itself (SMTP is set up)."""
        self._sends = sends
        self._show_ways()

    def open_for(self, letter: Letter) -> None:
        """Show the mail and take the keyboard."""
        self._letter = letter
        self.title.setText(letter.label)
        self.setAccessibleName(self.tr("Preview: {label}").format(label=letter.label))
        self._fill_addresses(letter)
        for part in (self.copied, self.outside):
            part.hide()
        self.show_kept(False)
        self.show_mail(letter.mail)
        self._settle(letter.forbidden, waits=False)
        self.open_panel()

    def show_mail(self, mail: MailPreview) -> None:
        """The same mail with other words: in another language, or as they were typed before."""
        self._letter, self._filling = replace(self._letter, mail=mail), True
        self.language.choose(mail.language)
        self.subject.setText(mail.subject)
        self.subject.setCursorPosition(0)
        self.text.setPlainText(mail.text)
        self._filling = False
        for part in (self.subject, self.text):
            part.setReadOnly(not self._letter.is_free)
        lacking = ", ".join(mail.missing)
        told = self.tr("The lead does not have: {what}").format(what=lacking) if lacking else ""
        if self._letter.without_calls:
            untrue = self.tr("No call counts here: change what the text says of calls.")
            told = f"{untrue} {told}".strip()
        self.missing.setText(told)
        self.missing.setVisible(bool(told))
        self._show_attached()
        self._show_ways()

    def show_kept(self, kept: bool) -> None:
        """Say that the words are those that the person typed before, or not."""
        for part in (self.kept, self.anew):
            part.setVisible(kept)

    def mail(self) -> MailPreview:
        """The mail as it stands now: to the chosen address, with what was typed."""
        return replace(
            self._letter.mail,
            to=self.to.value(),
            subject=self.subject.text().strip(),
            text=self.text.toPlainText(),
        )

    def show_refusal(self, why: str) -> None:
        """Say why the mail may not leave now; it can be asked again."""
        self._settle(why, waits=False)

    def show_waiting(self, why: str) -> None:
        """Say what the mail waits for; it is not asked twice."""
        self._settle("", waits=True)
        self.waiting.setText(why)
        self.waiting.show()

    def first_field(self) -> QWidget:
        """The text, so that it can be scrolled and read out, or written, at once."""
        return self.text

    def _fill_addresses(self, letter: Letter) -> None:
        addresses = letter.addresses or ((letter.mail.to,) if letter.mail.to else ())
        self.to.clear()
        for one in addresses:
            self.to.addItem(one, one)
        if not addresses:
            self.to.addItem(self.tr("no email address"), "")
        self.to.setCurrentIndex(max(0, self.to.findData(letter.mail.to)))
        self.to.setEnabled(len(addresses) > 1)

    def _show_attached(self) -> None:
        letter = self._letter
        told = [attachment_words(one) for one in letter.mail.attachments]
        if letter.with_invitation and self._sends:
            told.append(self.tr("an invitation for the calendar"))
        words = self.tr("With it: {files}").format(files=", ".join(told)) if told else ""
        if letter.mail.attachments:
            words += " " + self.tr("(a mail program gets no files: attach them there)")
        self.attached.setText(words)
        self.attached.setVisible(bool(told))

    def _settle(self, refusal: str, *, waits: bool) -> None:
        self._waits = waits
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        self.waiting.hide()
        self._show_ways()

    def _why_not(self) -> str:
        """Why it cannot leave at all; "" when it can."""
        if self._letter.forbidden:
            return self._letter.forbidden
        return "" if self.to.value() else self.tr("The lead has no email address: add one with F2.")

    def _show_ways(self) -> None:
        why_not = self._why_not() or (self.waiting.text() if self._waits else "")
        self.send.setVisible(self._sends)
        self.set_up.setVisible(not self._sends)
        self.hand_over.set_key(self.tr("Ctrl+Shift+Enter") if self._sends else self.tr("Ctrl+Enter"))
        self.hand_over.set_text(self.tr("Open in mail program"))
        theme.set_role(self.hand_over, "" if self._sends else "primary")
        for button in (self.send, self.hand_over):
            button.setEnabled(not why_not)
            button.set_why(why_not)
        self.hint.setText(
            self.tr("It leaves ten seconds after Send; Ctrl+Z takes it back until then.")
            if self._sends
            else self.tr(
                "The desk cannot see whether your mail program sends it: it is recorded as handed over. To "
                "send from here, set up the server that sends (“Mail out”)."
            )
        )

    def _ask(self, button: Button) -> None:
        if not button.isEnabled():
            return
        self.refusal.hide()
        if button is self.send:
            self.send_asked.emit()
        else:
            self.hand_over_asked.emit(self._letter.mail.template)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        for part in (self.copied, self.outside):
            part.show()

    def _next_language(self) -> None:
        self.language.setCurrentIndex((self.language.currentIndex() + 1) % self.language.count())

    def _choose_language(self) -> None:
        chosen = self.language.value()
        if chosen and chosen != self._letter.mail.language:
            self.language_chosen.emit(chosen)

    def _tell_edit(self) -> None:
        if not self._filling and self._letter.is_free:
            self.edited.emit()

    def _connect(self) -> None:
        self.to.currentIndexChanged.connect(lambda _index: self._show_ways())
        self.language.currentIndexChanged.connect(
            lambda _index: None if self._filling else self._choose_language()
        )
        self.subject.textChanged.connect(self._tell_edit)
        self.text.textChanged.connect(self._tell_edit)
        self.send.clicked.connect(lambda: self._ask(self.send))
        self.hand_over.clicked.connect(lambda: self._ask(self.hand_over))
        self.copy.clicked.connect(self._copy_text)
        self.outside.clicked.connect(self.outside_asked)
        self.set_up.clicked.connect(self.set_up_asked)
        self.anew.clicked.connect(self.anew_asked)
        for part in (self.text, self.subject):
            part.installEventFilter(self)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(self.tr("To"), self, role="muted"), 0, 0)
        grid.addWidget(self.to, 0, 1)
        grid.addWidget(Label(self.tr("Language (Alt+L)"), self, role="muted"), 0, 2)
        grid.addWidget(self.language, 0, 3)
        grid.addWidget(Label(self.tr("Subject"), self, role="muted"), 1, 0)
        grid.addWidget(self.subject, 1, 1, 1, 3)
        self.body.addLayout(grid)
        self.body.addWidget(self.missing)
        self.body.addLayout(_first_wide(self.kept, self.anew))
        self.body.addWidget(self.text, 1)
        for part in (self.attached, self.refusal, self.waiting):
            self.body.addWidget(part)
        self.body.addLayout(_first_wide(self.copied, self.outside))
        self.body.addLayout(_first_wide(self.hint, self.set_up))
        buttons = row(self.copy)
        buttons.addStretch(1)
        for button in (self.hand_over, self.send):
            buttons.addWidget(button)
        self.body.addLayout(buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a text of one's own Alt+L would write a letter."""
        pressed = event.type() == QEvent.Type.KeyPress and (watched is self.text or watched is self.subject)
        if pressed and isinstance(event, QKeyEvent) and _is_language_key(event):
            self._next_language()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends, or hands over where nothing is set up that sends; Alt+L goes on to the next
        language.
        """
        held = event.modifiers()
        if is_enter(event) and with_control(event):
            by_program = not self._sends or bool(held & Qt.KeyboardModifier.ShiftModifier)
            self._ask(self.hand_over if by_program else self.send)
            event.accept()
        elif _is_language_key(event):
            self._next_language()
            event.accept()
        else:
            super().keyPressEvent(event)


def _is_language_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.AltModifier


def _first_wide(first: QWidget, *others: QWidget) -> QHBoxLayout:
    line = row(first, *others)
    line.setStretch(0, 1)
    return line


def attachment_words(attachment: Attachment) -> str:
    """Such as "brochure.pdf (1.2 MB)"."""
    size = len(attachment.content)
    told = f"{size / KB / KB:.1f} MB" if size >= KB * KB else f"{max(1, round(size / KB))} KB"
    return f"{attachment.name} ({told})"


def usable_addresses(first: str, addresses: Sequence[str]) -> tuple[str, ...]:
    """Where a mail may go, each once, the one it is addressed to first."""
    return tuple(dict.fromkeys(one for one in (first, *addresses) if one))
