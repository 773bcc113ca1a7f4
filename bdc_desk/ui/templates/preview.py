"""A template with the lead's data, read before it is handed over. Nothing is written here."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bdc_desk.operations.views import MailPreview
from bdc_desk.ui import theme
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import ElidedLabel, Label

LINES = 14


class MailText(QPlainTextEdit):
    """The text, to be read and copied only; fourteen lines high where there is room."""

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


class PreviewPanel(ChildPanel):
    """`hand_over_asked(name)` for Ctrl+Return; `closed` whenever it closes.

    It stays open after the request, so that a refusal can be read beside the text: `show_refusal`, else
    `close_panel`.
    """

    hand_over_asked = Signal(str)

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=640)
        self._template = self._why_not = ""
        self._can_leave = False
        self.to = ElidedLabel(parent=self)
        self.subject = ElidedLabel(parent=self, bold=True)
        self.missing = Label(parent=self, role="error", wrap=True)
        self.text = MailText(self)
        self.text.setAccessibleName(self.tr("Text of the email"))
        self.refusal = Label(parent=self, role="error", wrap=True)
        self.waiting = Label(parent=self, role="muted", wrap=True)
        self.hand_over = Button(
            self.tr("Open in mail program"), self, key=self.tr("Ctrl+Return"), role="primary"
        )
        self.hand_over.clicked.connect(self._ask)
        self.copy = Button(self.tr("Copy text"), self)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self._lay_out()

    def open_for(self, mail: MailPreview, label: str) -> None:
        """Show the mail and take the keyboard; `label` is the template's name for people."""
        self._template = mail.template
        self.title.setText(label)
        self.setAccessibleName(self.tr("Preview: {label}").format(label=label))
        self.to.set_text(mail.to or self.tr("no email address"))
        self.subject.set_text(mail.subject)
        self.text.setPlainText(mail.text)
        lacking = ", ".join(mail.missing)
        self.missing.setText(self.tr("The lead does not have: {what}").format(what=lacking))
        self.missing.setVisible(bool(mail.missing))
        self._can_leave = bool(mail.to)
        self._why_not = "" if mail.to else self.tr("The lead has no email address: add one with F2.")
        self._settle("", "")
        self.open_panel()

    def show_refusal(self, why: str) -> None:
        """Say why the mail may not leave now; it can be asked again."""
        self._settle(why, "")

    def show_waiting(self, why: str) -> None:
        """Say what the mail waits for; it is not asked twice."""
        self._settle("", why)

    def first_field(self) -> QWidget:
        """The text, so that it can be scrolled and read out at once."""
        return self.text

    def _settle(self, refusal: str, waiting: str) -> None:
        for label, text in ((self.refusal, refusal), (self.waiting, waiting)):
            label.setText(text)
            label.setVisible(bool(text))
        self.hand_over.setEnabled(self._can_leave and not waiting)
        self.hand_over.set_why(waiting or self._why_not)

    def _ask(self) -> None:
        self.refusal.hide()
        self.hand_over_asked.emit(self._template)

    def _lay_out(self) -> None:
        for name, shown in ((self.tr("To"), self.to), (self.tr("Subject"), self.subject)):
            line = row(Label(name, self, role="muted"), shown)
            line.setStretch(1, 1)
            self.body.addLayout(line)
        self.body.addWidget(self.missing)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.waiting)
        hint = self.tr("The desk cannot see whether it was sent: it is recorded as handed over.")
        buttons = row(Label(hint, self, size=9, role="muted", wrap=True), self.copy, self.hand_over)
        buttons.setStretch(0, 1)
        self.body.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return hands the mail over."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.hand_over.isEnabled():
            self._ask()
        super().keyPressEvent(event)
