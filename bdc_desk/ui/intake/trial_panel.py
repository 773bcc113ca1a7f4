"""What every form for a mail server is: fields, a sign-in, a trial step by step, Save. The mailbox that is
read and the server that sends fill it with their own fields.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

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

PASSWORD = "password"  # noqa: S105 - a way of signing in


class TrialPanel(ChildPanel):
    """`save_asked(settings, password)` and `test_asked(...)`, the password "" where the kept one is meant;
    `sign_in_asked(settings, secret)`, `cancel_asked` for one that runs, `link_asked(url)`.

    A form says in `settings` what is typed, and lays its fields out with `_lay_out_fields`.
    """

    save_asked = Signal(object, str)
    test_asked = Signal(object, str)
    sign_in_asked = Signal(object, str)
    cancel_asked = Signal()
    link_asked = Signal(str)
    foot_keys = "Enter next · Ctrl+Enter save · Esc close"
    ports: ClassVar[Mapping[str, str]] = {}
    """The usual port of each way to encrypt: one that was not typed by hand follows the choice."""
    at_fault: ClassVar[Mapping[str, str]] = {}
    """The field at which a step of a trial is put right."""

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=760)
        self._goes_back: QWidget | None = None
        self._content = QWidget(self)
        self.server, self.login = (line_edit(self, longest=200) for _ in range(2))
        self.port = line_edit(self, longest=5)
        self.client, self.tenant = line_edit(self), line_edit(self)
        self.security = CalmComboBox(self._securities(), self)
        self.sign_in = CalmComboBox(
            [(self.tr("Password"), PASSWORD), ("Microsoft 365", "microsoft"), ("Google", "google")], self
        )
        self.password = password_field(self, self.tr("Password"))
        self.secret = password_field(self, self.tr("Client secret"))
        self.fields: dict[str, Field] = {}
        self.begin_sign_in = Button(self.tr("Sign in"), self)
        self.trial = MailboxTrial(self._content)
        self.steps = self.trial.steps
        self.summary = Label(parent=self, role="error", wrap=True)
        self.test = Button(self.tr("Test"), self)
        self.save = Button(self.tr("Save"), self, key="Ctrl+Enter", role="primary")

    def settings(self) -> Any:  # noqa: ANN401 - each form has settings of its own kind
        """As typed."""
        raise NotImplementedError

    def show_refusal(self, why: str, field: str = "") -> None:
        """What cannot be so: at its field where that is known."""
        self.answered()
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

    def typed_port(self) -> int:
        """The port; 0 for what is no number, which is refused with its reason."""
        port = self.port.text().strip()
        return int(port) if port.isascii() and port.isdecimal() else 0

    def _securities(self) -> list[tuple[str, str]]:
        """The ways to encrypt, the most usual first."""
        return [
            (self.tr("TLS (most servers)"), "tls"),
            (self.tr("STARTTLS"), "starttls"),
            (self.tr("None (this computer)"), "none"),
        ]

    def _control_of(self, step: str) -> QWidget | None:
        """Where a step that failed is put right."""
        name = self.at_fault.get(step, "")
        if name == PASSWORD and self.sign_in.value() != PASSWORD:
            return self.begin_sign_in
        field = self.fields.get(name)
        return field.control if field is not None else None

    def _scroll_to_trial(self) -> None:
        """Once it has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.trial))

    def _forget_trial(self) -> None:
        self._run(False)
        self.steps.clear()
        self.summary.setText("")
        for field in self.fields.values():
            field.show_fault("")
        self.trial.hide()

    def _buttons(self) -> tuple[Button, ...]:
        """What is off while something runs."""
        return self.test, self.save, self.begin_sign_in

    def _run(self, running: bool) -> None:
        buttons = self._buttons()
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
        if self.port.text().strip() in {*self.ports.values(), ""}:
            self.port.setText(self.ports.get(self.security.value(), ""))

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
        if self.save.isEnabled() and self.ask_once():
            self.save_asked.emit(self.settings(), self.password.text())

    def _account_fields(self) -> dict[str, Field]:
        """How one signs in, by the code under which operations refuse it."""
        parent = self._content
        return {
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

    def _lay_out_fields(self, *in_pairs: str, foot: QHBoxLayout) -> None:
        """The fields named, two a line; what a sign-in by token needs stands in the password's place."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        for place, name in enumerate(in_pairs):
            grid.addWidget(self.fields[name], place // 2, place % 2)
        token = column(self.fields["client"], self.fields["tenant"], self.fields["secret"])
        at = in_pairs.index("password")
        grid.addLayout(token, at // 2, at % 2)
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
        self.body.addLayout(foot)

    def _usual_foot(self) -> QHBoxLayout:
        foot = row(self.begin_sign_in, self.test)
        foot.addStretch(1)
        foot.addWidget(self.save)
        return foot

    def _order_tabs(self, *buttons: QWidget) -> None:
        """Let Tab go the way the eyes go; `buttons`: those at the foot."""
        controls = (field.control for field in self.fields.values())
        order = (*controls, *self.trial.buttons(), *buttons, self._close)
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
