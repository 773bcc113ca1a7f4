"""How a trial of a mailbox or a sign-in goes: its steps, and the code to type in at the provider's page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from bdc_desk.ui.team.step_list import StepList
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, row
from bdc_desk.ui.widgets.plain import Label


class MailboxTrial(Card):
    """`link_asked(url)` for the provider's page; `cancel` is the button that waits no longer."""

    link_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Nothing runs."""
        super().__init__(parent=parent)
        self._url = ""
        self.steps = StepList(self)
        self.code_words = Label(parent=self, wrap=True)
        self.code = Label(parent=self, size=18, bold=True, wrap=True)
        self.copy_code = Button(self.tr("Copy the code"), self)
        self.open_page = Button(self.tr("Open the page"), self)
        self.cancel = Button(self.tr("Stop waiting"), self)
        for part in (self.steps, self.code_words, self.code):
            self.body.addWidget(part)
        codes = row(*self.buttons())
        codes.addStretch(1)
        self.body.addLayout(codes)
        self.copy_code.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.code.text()))
        self.open_page.clicked.connect(lambda: self.link_asked.emit(self._url))
        self.hide_code()

    def buttons(self) -> tuple[Button, ...]:
        """What takes the keyboard, as the eyes go."""
        return self.copy_code, self.open_page, self.cancel

    @property
    def is_waiting(self) -> bool:
        """Whether a person is to type in a code, or to agree on a page."""
        return not self.cancel.isHidden()

    def show_code(self, code: str, url: str, login: str) -> None:
        """The person is to type this code in at that address; "" needs a browser here and no code."""
        self._url = url
        self.code.setText(code)
        said = (
            self.tr("Open {url} on any device, type in this code and sign in as {login}.")
            if code
            else self.tr("Open the page in this computer's browser, sign in as {login} and agree.")
        )
        self.code_words.setText(said.format(url=url, login=login))
        for part in (self.code_words, self.open_page, self.cancel):
            part.show()
        self.code.setVisible(bool(code))
        self.copy_code.setVisible(bool(code))
        (self.copy_code if code else self.open_page).setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_code(self) -> None:
        """Nobody waits for a sign-in any more."""
        for part in (self.code, self.code_words, *self.buttons()):
            part.hide()
