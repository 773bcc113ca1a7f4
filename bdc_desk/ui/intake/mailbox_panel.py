"""A mailbox to be read: added or changed, tried step by step, kept."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held, with_control
from bdc_desk.ui.intake.following_scroll import FollowingScroll
from bdc_desk.ui.setup.fields import CalmComboBox, Field, line_edit
from bdc_desk.ui.team.password_box import password_field
from bdc_desk.ui.team.step_list import StepList
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, column, row
from bdc_desk.ui.widgets.plain import Label

PORTS = {"tls": "993", "starttls": "143", "none": "143"}
PASSWORD = "password"  # noqa: S105 - a way of signing in
NEW = MailboxSettings("", "", "")


class MailboxPanel(ChildPanel):
    """`save_asked(MailboxSettings, password)` and `test_asked(...)`, the password "" where the kept one is
    meant; `sign_in_asked(MailboxSettings, secret)`, `cancel_asked` for one that runs, `link_asked(url)`.
    """

    save_asked = Signal(object, str)
    test_asked = Signal(object, str)
    sign_in_asked = Signal(object, str)
    cancel_asked = Signal()
    link_asked = Signal(str)

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=760)
        self._before, self._url = NEW, ""
        self._content = QWidget(self)
        self.name, self.server, self.login = (line_edit(self, longest=200) for _ in range(3))
        self.port, self.folder = line_edit(self, longest=5), line_edit(self)
        self.client, self.tenant = line_edit(self), line_edit(self)
        self.security = CalmComboBox(
            [
                (self.tr("TLS (most servers)"), "tls"),
                (self.tr("STARTTLS"), "starttls"),
                (self.tr("None (this computer)"), "none"),
            ],
            self,
        )
        self.sign_in = CalmComboBox(
            [(self.tr("Password"), PASSWORD), ("Microsoft 365", "microsoft"), ("Google", "google")], self
        )
        self.password = password_field(self, self.tr("Password"))
        self.secret = password_field(self, self.tr("Client secret"))
        self.fields = self._named_fields()
        self.begin_sign_in = Button(self.tr("Sign in"), self)
        self.code = Label(parent=self, size=18, bold=True, wrap=True)
        self.code_words = Label(parent=self, wrap=True)
        self.copy_code = Button(self.tr("Copy the code"), self)
        self.open_page = Button(self.tr("Open the page"), self)
        self.cancel = Button(self.tr("Stop waiting"), self)
        self.steps = StepList(self)
        self.summary = Label(parent=self, role="error", wrap=True)
        self.test = Button(self.tr("Test"), self)
        self.save = Button(self.tr("Save"), self, key="Ctrl+Return", role="primary")
        self._lay_out()
        self._connect()

    def open_for(self, settings: MailboxSettings | None) -> None:
        """Change a mailbox, or add one (None). A mailbox keeps its name: it says what was read before."""
        told = self._before = settings or NEW
        adding = settings is None
        title = (
            self.tr("Add a mailbox")
            if adding
            else self.tr("Change the mailbox {name}").format(name=told.name)
        )
        self.title.setText(title)
        self.setAccessibleName(title)
        for field, text in (
            (self.name, told.name),
            (self.server, told.host),
            (self.login, told.login),
            (self.port, str(told.port)),
            (self.folder, told.folder),
            (self.client, told.client_id),
            (self.tenant, told.tenant),
        ):
            field.setText(text)
        self.name.setReadOnly(not adding)
        self.security.choose(told.security)
        self.sign_in.choose(told.sign_in)
        self.password.clear()
        self.password.setPlaceholderText("" if adding else self.tr("The one that is kept"))
        self._forget_trial()
        self._show_sign_in()
        self.open_panel()

    def first_field(self) -> QWidget:
        """The name where it can be given, else the server."""
        return self.server if self.name.isReadOnly() else self.name

    def settings(self) -> MailboxSettings:
        """As typed; a port that is no number is 0, which is refused with its reason."""
        port = self.port.text().strip()
        return replace(
            self._before,
            name=self.name.text().strip(),
            host=self.server.text().strip(),
            login=self.login.text().strip(),
            port=int(port) if port.isascii() and port.isdecimal() else 0,
            security=self.security.value(),
            folder=self.folder.text().strip(),
            sign_in=self.sign_in.value(),
            client_id=self.client.text().strip(),
            tenant=self.tenant.text().strip() or NEW.tenant,
        )

    def show_refusal(self, why: str, field: str = "") -> None:
        """What cannot be so: at its field where that is known."""
        self._run(False)
        self.steps.say("")
        for name, one in self.fields.items():
            one.show_fault(why if name == field else "")
        self.summary.setText("" if field in self.fields else why)
        if field in self.fields:
            self.fields[field].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, what: str) -> None:
        """Something runs that takes a while; nothing is asked twice meanwhile."""
        self._forget_trial()
        self._run(True)
        self._trial.show()
        self.steps.say(what)

    def show_steps(self, steps: Sequence[JoinStep]) -> None:
        """How the trial went."""
        self._run(False)
        self.steps.say("")
        for step in steps:
            self.steps.add(step)
        self._scroll_to_trial()

    def _scroll_to_trial(self) -> None:
        """Once it has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._trial))

    def show_code(self, code: str, url: str) -> None:
        """The person is to type this code in at that address; "" needs a browser here and no code."""
        self._url = url
        login = self.login.text().strip()
        self.code.setText(code)
        said = (
            self.tr("Open {url} on any device, type in this code and sign in as {login}.")
            if code
            else self.tr("Open the page in this computer's browser, sign in as {login} and agree.")
        )
        self.code_words.setText(said.format(url=url, login=login))
        self._show_code_parts(True)
        self.code.setVisible(bool(code))
        self.copy_code.setVisible(bool(code))
        (self.copy_code if code else self.open_page).setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll_to_trial()

    def show_signed_in(self, words: str) -> None:
        """The sign-in succeeded."""
        self._run(False)
        self._show_code_parts(False)
        self.steps.say("")
        self.steps.add(JoinStep(self.tr("Sign in"), done=True, words=words))

    def _forget_trial(self) -> None:
        self._run(False)
        self.steps.clear()
        self.summary.setText("")
        for field in self.fields.values():
            field.show_fault("")
        self._show_code_parts(False)
        self._trial.hide()

    def _run(self, running: bool) -> None:
        held = self.test.hasFocus() or self.save.hasFocus() or self.begin_sign_in.hasFocus()
        for part in (self.test, self.save, self.begin_sign_in):
            part.setEnabled(not running)
        if not running:
            self._show_code_parts(False)
        if held and running:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_code_parts(self, shown: bool) -> None:
        for part in (self.code, self.code_words, self.copy_code, self.open_page, self.cancel):
            part.setVisible(shown)

    def _show_sign_in(self) -> None:
        """A password, or the dealership's registration and a sign-in at the provider's page."""
        by_password = self.sign_in.value() == PASSWORD
        self.fields["password"].setVisible(by_password)
        self.begin_sign_in.setVisible(not by_password)
        self.fields["client"].setVisible(not by_password)
        self.fields["tenant"].setVisible(self.sign_in.value() == "microsoft")
        self.fields["secret"].setVisible(self.sign_in.value() == "google")

    def _take_port(self) -> None:
        if self.port.text().strip() in {*PORTS.values(), ""}:
            self.port.setText(PORTS.get(self.security.value(), ""))

    def _connect(self) -> None:
        self.sign_in.currentIndexChanged.connect(lambda _index: self._show_sign_in())
        self.security.activated.connect(lambda _index: self._take_port())
        self.test.clicked.connect(lambda: self.test_asked.emit(self.settings(), self.password.text()))
        self.save.clicked.connect(self._save)
        self.begin_sign_in.clicked.connect(
            lambda: self.sign_in_asked.emit(self.settings(), self.secret.text())
        )
        self.cancel.clicked.connect(self.cancel_asked)
        self.closed.connect(self.cancel_asked)
        for secret in (self.password, self.secret):
            self.closed.connect(secret.clear)  # it stays nowhere on the screen
        self.copy_code.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.code.text()))
        self.open_page.clicked.connect(lambda: self.link_asked.emit(self._url))

    def _save(self) -> None:
        if self.save.isEnabled():
            self.save_asked.emit(self.settings(), self.password.text())

    def _named_fields(self) -> dict[str, Field]:
        """By the code under which operations/intake_settings.py refuses them."""
        parent = self._content
        return {
            "name": Field(self.tr("Name"), self.name, self.tr("As you call it here: Leads"), parent),
            "host": Field(self.tr("Mail server"), self.server, self.tr("imap.example.com"), parent),
            "login": Field(self.tr("Login"), self.login, self.tr("Mostly the mail address itself"), parent),
            "folder": Field(self.tr("Folder"), self.folder, self.tr("INBOX is where mails arrive"), parent),
            "security": Field(self.tr("Security"), self.security, parent=parent),
            "port": Field(self.tr("Port"), self.port, parent=parent),
            "sign_in": Field(self.tr("Sign-in"), self.sign_in, parent=parent),
            "password": Field(
                self.tr("Password"),
                self.password,
                self.tr("Kept in this computer's keyring, where it has one; never in a file."),
                parent,
            ),
            "client": Field(
                self.tr("Application id"),
                self.client,
                self.tr("Of your firm's registration of this program"),
                parent,
            ),
            "secret": Field(
                self.tr("Client secret"),
                self.secret,
                self.tr("Of the same registration; kept in the keyring"),
                parent,
            ),
            "tenant": Field(self.tr("Tenant"), self.tenant, self.tr("common, or your firm's id"), parent),
        }

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        for place, name in enumerate(
            ("name", "host", "login", "folder", "security", "port", "sign_in", "password")
        ):
            grid.addWidget(self.fields[name], place // 2, place % 2)
        token = column(self.fields["client"], self.fields["tenant"], self.fields["secret"])
        grid.addLayout(token, 3, 1)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        self._trial = Card(parent=self._content)
        codes = row(self.copy_code, self.open_page, self.cancel)
        codes.addStretch(1)
        self._trial.body.addWidget(self.steps)
        self._trial.body.addWidget(self.code_words)
        self._trial.body.addWidget(self.code)
        self._trial.body.addLayout(codes)
        whole = column(spacing=GAP_S)
        whole.addLayout(grid)
        whole.addWidget(self._trial)
        whole.addStretch(1)
        whole.setContentsMargins(0, 0, GAP_S, 0)
        self._content.setLayout(whole)
        self._scroll = FollowingScroll(self._content, self)
        self._scroll.follow(*(field.control for field in self.fields.values()))
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.summary)
        foot = row(self.begin_sign_in, self.test)
        foot.addStretch(1)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field or presses a button, Ctrl+Enter saves."""
        if is_enter(event):
            if with_control(event):
                self._save()
            elif not pressed_held(self):
                self.focusNextPrevChild(True)
            event.accept()
        else:
            super().keyPressEvent(event)
