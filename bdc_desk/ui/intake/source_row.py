"""One mailbox or folder on the intake page: how it stands in shape and words, what can be done with it."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bdc_desk.intake.values import SourceKind, SourceState
from bdc_desk.ui.intake import intake_words
from bdc_desk.ui.intake.intake_feed import Source
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.team.password_box import password_field
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

READ_NOW, READ_AGAIN, CHANGE, REMOVE = "read now", "read again", "change", "remove"
PASSWORD = "password"  # noqa: S105 - a way of signing in
ASKED_FIRST = frozenset({READ_AGAIN, REMOVE})


class SourceRow(QFrame):
    """`asked(what)`: READ_NOW, READ_AGAIN, CHANGE, REMOVE; `password_given(password)`. Reading again and
    removing say what they do and ask once more.
    """

    asked = Signal(str)
    password_given = Signal(str)

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        """`source` is of the same kind and name as long as the row is there."""
        super().__init__(parent)
        self._source = source
        self._asking = ""
        mailbox = source.kind is SourceKind.MAILBOX
        self._sign = Sign(*_shape(source), 14, self)
        self.name = Label(intake_words.source_name(source.kind, source.name), self, bold=True, wrap=True)
        self.line = Label(parent=self, size=9, tabular=True, role="muted", wrap=True)
        self.why = Label(parent=self, size=9, role="error", wrap=True)
        self.result = Label(parent=self, size=9, role="muted", wrap=True)
        self.result.hide()
        self.buttons = {
            READ_NOW: Button(self.tr("Read now"), self),
            READ_AGAIN: Button(self.tr("Read again"), self),
            CHANGE: Button(self.tr("Change"), self),
            REMOVE: Button(self.tr("Remove"), self),
        }
        self.buttons[CHANGE].setVisible(mailbox)  # a folder is its path: another path is another folder
        self.copy = Button(self.tr("Copy details"), self)
        self.password = password_field(
            self, self.tr("Password of {name}, for this session").format(name=self.name.text())
        )
        self.password.setPlaceholderText(self.tr("Password"))
        self.use = Button(self.tr("Use it"), self, key=self.tr("Enter"))
        self.sign_in = Button(self.tr("Sign in ..."), self)
        self.question = Label(parent=self, size=9, wrap=True)
        self.yes, self.no = Button("", self), Button(self.tr("No"), self)
        self._lay_out()
        self._connect()
        self._ask("")

    def show_source(self, source: Source, now: datetime, zone: tzinfo) -> None:
        """Show how it stands at `now`; what is typed and asked stays."""
        self._source = source
        status = source.status
        self._sign.show_shape(*_shape(source))
        self.line.setText(intake_words.source_line(status, now, zone))
        self.why.setText(status.why if status is not None else "")
        # Of a source that is read it is a remark ("mails stay unread there"), no fault.
        self.why.set_role(
            "error" if status is not None and status.state in intake_words.NOT_WELL else "muted"
        )
        self._show(self.why, bool(self.why.text()))
        self._show(self.copy, bool(status is not None and status.details))
        self._show_password(status is not None and status.state is SourceState.NO_PASSWORD)
        for part in self.buttons.values():
            part.setAccessibleName(f"{part.text()}: {self.name.text()}")
        said = (self.name.text(), self.line.text(), self.why.text(), self.result.text())
        self.setAccessibleName(". ".join(part for part in said if part))

    def show_result(self, words: str) -> None:
        """What came of reading again; "" for nothing."""
        self.result.setText(words)
        self.result.setVisible(bool(words))

    def ask_password(self) -> bool:
        """Give the keyboard to the password, or to the way to sign in; whether one is asked for."""
        wanted = next((part for part in (self.password, self.sign_in) if part.isVisible()), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted is not None

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as the eyes go."""
        return *self.buttons.values(), self.password, self.use, self.sign_in, self.copy, self.yes, self.no

    def _show_password(self, wanted: bool) -> None:
        settings = self._source.settings
        by_password = settings is None or settings.sign_in == PASSWORD
        had_keyboard = self.password.hasFocus() or self.use.hasFocus() or self.sign_in.hasFocus()
        self._show(self.password, wanted and by_password)
        self._show(self.use, wanted and by_password)
        self._show(self.sign_in, wanted and not by_password)
        if had_keyboard and not wanted:
            self.password.clear()
            self.buttons[READ_NOW].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, part: QWidget, shown: bool) -> None:
        if part.isHidden() is shown:
            part.setVisible(shown)

    def _press(self, what: str) -> None:
        if what in ASKED_FIRST:
            self._ask(what)
        else:
            self.asked.emit(what)

    def _ask(self, what: str) -> None:
        """Say what it does, and ask; "" asks nothing."""
        had_keyboard = QApplication.focusWidget() in {self.yes, self.no}
        before, self._asking = self._asking, what
        self.question.setText(
            {
                READ_AGAIN: self._read_again_words(),
                REMOVE: self.tr("This desk reads it no more. The leads that came by it stay."),
            }.get(what, "")
        )
        self.yes.set_text({READ_AGAIN: self.tr("Read again"), REMOVE: self.tr("Remove")}.get(what, ""))
        for part in (self.question, self.yes, self.no):
            part.setVisible(bool(what))
        if what:
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_keyboard:
            self.buttons[before or READ_NOW].setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_again_words(self) -> str:
        if self._source.settings is None:
            return self.tr("Reads every file in it once more. Each lead stays one; what was missed comes in.")
        return self.tr(
            "Goes through the mails of the last {days} days once more, opened or not. Each lead stays one; "
            "what was missed comes in."
        ).format(days=self._source.settings.days)

    def _confirm(self) -> None:
        what = self._asking
        self._ask("")
        self.asked.emit(what)

    def _give(self) -> None:
        password = self.password.text()
        if password:
            self.password.clear()
            self.password_given.emit(password)

    def _copy_details(self) -> None:
        if self._source.status is not None:
            QGuiApplication.clipboard().setText(self._source.status.details)

    def _connect(self) -> None:
        for what, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, what=what: self._press(what))
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(lambda: self._ask(""))
        self.use.clicked.connect(self._give)
        self.sign_in.clicked.connect(lambda: self.asked.emit(CHANGE))
        self.password.returnPressed.connect(self._give)
        self.copy.clicked.connect(self._copy_details)

    def _lay_out(self) -> None:
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.name)
        told.addWidget(self.line)
        first = QHBoxLayout()
        first.setSpacing(GAP_S)
        first.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addLayout(told, 1)
        for button in self.buttons.values():
            first.addWidget(button)
        fault = row(self.why, self.password, self.use, self.sign_in, self.copy)
        fault.setStretch(0, 2)
        fault.setStretch(1, 1)
        asking = row(self.question, self.yes, self.no)
        asking.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_XS, 0, GAP_XS)
        column.setSpacing(GAP_XS)
        column.addLayout(first)
        for below in (fault, row(self.result), asking):
            below.setContentsMargins(14 + GAP_S, 0, 0, 0)
            column.addLayout(below)
        first.setContentsMargins(0, 0, 0, 0)
        told.setContentsMargins(0, 0, GAP_M, 0)


def _shape(source: Source) -> tuple[Shape, str]:
    sign = intake_words.state_sign(source.status)
    return sign.shape, sign.colour
