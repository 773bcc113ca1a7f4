"""A mailbox to be read: added or changed, tried step by step, kept."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held, with_control
from bdc_desk.ui.intake.following_scroll import FollowingScroll
from bdc_desk.ui.intake.mailbox_trial import MailboxTrial
from bdc_desk.ui.setup.fields import CalmComboBox, Field, line_edit
from bdc_desk.ui.team.password_box import password_field
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import column, row
from bdc_desk.ui.widgets.plain import Label

PORTS = {"tls": "993", "starttls": "143", "none": "143"}
PASSWORD = "password"  # noqa: S105 - a way of signing in
NEW = MailboxSettings("", "", "")
AT_FAULT = {"Server": "host", "Encryption": "security", "Login": "password", "Folder": "folder"}
"""The field at which a step of a trial (bdc_desk/intake/mailbox/faults.py, Stage) is put right."""


class MailboxPanel(ChildPanel):
    """`save_asked(MailboxSettings, password)` and `test_asked(...)`, the password "" where the kept one is
    meant; `sign_in_asked(MailboxSettings, secret)`, `cancel_asked` for one that runs, `link_asked(url)`.
    """

    save_asked = Signal(object, str)
    test_asked = Signal(object, str)
    sign_in_asked = Signal(object, str)
    cancel_asked = Signal()
    link_asked = Signal(str)
    foot_keys = "Enter next · Ctrl+Enter save · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=760)
        self._before = NEW
        self._goes_back: QWidget | None = None
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
        self.trial = MailboxTrial(self._content)
        self.steps = self.trial.steps
        self.summary = Label(parent=self, role="error", wrap=True)
        self.test = Button(self.tr("Test"), self)
        self.save = Button(self.tr("Save"), self, key="Ctrl+Return", role="primary")
        self._lay_out()
        self._order_tabs()
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
        self._give_keyboard_back(self.fields[field].control if field in self.fields else None)

    def begin(self, what: str) -> None:
        """Something runs that takes a while; nothing is asked twice meanwhile."""
        self._forget_trial()
        self._run(True)
        self.trial.show()
        self.steps.say(what)

    def show_steps(self, steps: Sequence[JoinStep]) -> None:
        """How the trial went."""
        self._run(False)
        self.steps.say("")
        for step in steps:
            self.steps.add(step)
        failed = next((step.name for step in steps if not step.done), "")
        self._give_keyboard_back(self._control_of(failed))
        self._scroll_to_trial()

    def _control_of(self, step: str) -> QWidget | None:
        """Where a step that failed is put right."""
        if step == "Login" and self.sign_in.value() != PASSWORD:
            return self.begin_sign_in
        field = self.fields.get(AT_FAULT.get(step, ""))
        return field.control if field is not None else None

    def _scroll_to_trial(self) -> None:
        """Once it has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.trial))

    def show_code(self, code: str, url: str) -> None:
        """The person is to type this code in at that address; "" needs a browser here and no code."""
        self.trial.show_code(code, url, self.login.text().strip())
        self._scroll_to_trial()

    def show_signed_in(self, words: str) -> None:
        """The sign-in succeeded."""
        self._run(False)
        self.steps.say("")
        self.steps.add(JoinStep(self.tr("Sign in"), done=True, words=words))
        self._give_keyboard_back(self.test)

    def _forget_trial(self) -> None:
        self._run(False)
        self.steps.clear()
        self.summary.setText("")
        for field in self.fields.values():
            field.show_fault("")
        self.trial.hide()

    def _run(self, running: bool) -> None:
        buttons = (self.test, self.save, self.begin_sign_in)
        if running:  # the keyboard waits at Close, where it can end what runs
            self._goes_back = next((part for part in buttons if part.hasFocus()), None)
            if self._goes_back is not None:
                self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.trial.is_waiting and self._goes_back is None:
            self._goes_back = self.begin_sign_in
        for part in buttons:
            part.setEnabled(not running)
        if not running:
            if any(part.hasFocus() for part in self.trial.buttons()):
                self._close.setFocus(Qt.FocusReason.OtherFocusReason)
            self.trial.hide_code()

    def _give_keyboard_back(self, wanted: QWidget | None) -> None:
        """To `wanted`, else to the button that began it; not from where the person went meanwhile."""
        before, self._goes_back = self._goes_back, None
        went_on = before is not None and not self._close.hasFocus()
        target = wanted or before
        if target is not None and not went_on and self.is_open:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

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
        for field in self.fields.values():
            field.edited.connect(lambda: self.summary.setText(""))
        self.test.clicked.connect(lambda: self.test_asked.emit(self.settings(), self.password.text()))
        self.save.clicked.connect(self._save)
        self.begin_sign_in.clicked.connect(
            lambda: self.sign_in_asked.emit(self.settings(), self.secret.text())
        )
        self.trial.cancel.clicked.connect(self.cancel_asked)
        self.closed.connect(self.cancel_asked)
        for secret in (self.password, self.secret):
            self.closed.connect(secret.clear)  # it stays nowhere on the screen
        self.trial.link_asked.connect(self.link_asked)

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
            "tenant": Field(self.tr("Tenant"), self.tenant, self.tr("common, or your firm's id"), parent),
            "secret": Field(
                self.tr("Client secret"),
                self.secret,
                self.tr("Of the same registration; kept in the keyring"),
                parent,
            ),
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
        whole = column(spacing=GAP_S)
        whole.addLayout(grid)
        whole.addWidget(self.trial)
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

    def _order_tabs(self) -> None:
        """Let Tab go the way the eyes go."""
        order = (
            *(field.control for field in self.fields.values()),
            *self.trial.buttons(),
            self.begin_sign_in,
            self.test,
            self.save,
            self._close,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

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
