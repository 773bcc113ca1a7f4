"""The server that sends the emails: filled in, tried step by step, kept or forgotten."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.ui.intake.trial_panel import PASSWORD, TrialPanel
from bdc_desk.ui.setup.fields import Field, line_edit
from bdc_desk.ui.widgets.button import Button

NEW = MailOutSettings(host="", sender="")


class ServerPanel(TrialPanel):
    """The form; its signals carry `MailOutSettings`. `test_mail_asked(settings, password)` for a mail to
    oneself, `forget_asked` to send from here no more.
    """

    test_mail_asked = Signal(object, str)
    forget_asked = Signal()
    ports: ClassVar[Mapping[str, str]] = {"starttls": "587", "tls": "465", "none": "25"}
    # By the steps of contact/mail_out.
    at_fault: ClassVar[Mapping[str, str]] = {
        "Server": "host",
        "Encryption": "security",
        "Login": PASSWORD,
        "Sender": "sender",
    }

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host)
        self._before = NEW
        title = self.tr("Mail out: the server that sends")
        self.title.setText(title)
        self.setAccessibleName(title)
        self.address, self.sender_name = line_edit(self, longest=254), line_edit(self, longest=100)
        self.test_mail = Button(self.tr("Send me a test mail"), self)
        self.forget = Button(self.tr("Forget"), self, role="danger")
        self.fields = self._named_fields()
        foot = self._usual_foot()
        foot.insertWidget(2, self.test_mail)
        foot.insertWidget(3, self.forget)
        self._lay_out_fields(
            "host", "login", "sender", "sender name", "security", "port", "sign_in", "password", foot=foot
        )
        self._order_tabs(self.begin_sign_in, self.test, self.test_mail, self.forget, self.save)
        self._connect()
        self.test_mail.clicked.connect(
            lambda: self.test_mail_asked.emit(self.settings(), self.password.text())
        )
        self.forget.clicked.connect(self.forget_asked)

    def open_for(self, settings: MailOutSettings | None, name: str) -> None:
        """Change the server that is set up, or set one up (None). `name`: who sits here, for From."""
        told = self._before = settings or replace(NEW, sender_name=name)
        for field, text in (
            (self.server, told.host),
            (self.login, told.login),
            (self.port, str(told.port)),
            (self.address, told.sender),
            (self.sender_name, told.sender_name),
            (self.client, told.client_id),
            (self.tenant, told.tenant),
        ):
            field.setText(text)
        self.security.choose(told.security)
        self.sign_in.choose(told.sign_in)
        self.password.clear()
        self.password.setPlaceholderText("" if settings is None else self.tr("The one that is kept"))
        self.forget.setVisible(settings is not None)
        self._forget_trial()
        self._show_sign_in()
        self.open_panel()

    def first_field(self) -> QWidget:
        """The server."""
        return self.server

    def settings(self) -> MailOutSettings:
        """As typed; a port that is no number is 0, which is refused with its reason."""
        return replace(
            self._before,
            host=self.server.text().strip(),
            sender=self.address.text().strip(),
            port=self.typed_port(),
            security=self.security.value(),
            login=self.login.text().strip(),
            sign_in=self.sign_in.value(),
            client_id=self.client.text().strip(),
            tenant=self.tenant.text().strip() or NEW.tenant,
            sender_name=self.sender_name.text().strip(),
        )

    def _securities(self) -> list[tuple[str, str]]:
        return [
            (self.tr("STARTTLS (most servers)"), "starttls"),
            (self.tr("TLS"), "tls"),
            (self.tr("None (this computer)"), "none"),
        ]

    def _buttons(self) -> tuple[Button, ...]:
        return (*super()._buttons(), self.test_mail, self.forget)

    def _named_fields(self) -> dict[str, Field]:
        """By the code under which operations/mail_out_settings.py refuses them."""
        parent = self._content
        account = self._account_fields()
        return {
            "host": Field(self.tr("Mail server"), self.server, self.tr("smtp.example.com"), parent),
            "login": Field(self.tr("Login"), self.login, self.tr("Mostly the mail address itself"), parent),
            "sender": Field(
                self.tr("Sender's address"), self.address, self.tr("Stands in From; answers go there"), parent
            ),
            "sender name": Field(
                self.tr("Sender's name"), self.sender_name, self.tr("Stands before it"), parent
            ),
            "security": account["security"],
            "port": account["port"],
            "sign_in": account["sign_in"],
            "password": account["password"],
            "client": account["client"],
            "tenant": account["tenant"],
            "secret": account["secret"],
        }

    def show_refusal(self, why: str, field: str = "") -> None:
        """What cannot be so: at its field where that is known."""
        super().show_refusal(why, {"client id": "client"}.get(field, field))
