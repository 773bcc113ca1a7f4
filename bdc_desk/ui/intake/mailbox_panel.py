"""A mailbox to be read: added or changed, tried step by step, kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.ui.intake.trial_panel import PASSWORD, TrialPanel
from bdc_desk.ui.setup.fields import Field, line_edit

NEW = MailboxSettings("", "", "")


class MailboxPanel(TrialPanel):
    """The form of a mailbox; its signals carry `MailboxSettings`."""

    ports: ClassVar[Mapping[str, str]] = {"tls": "993", "starttls": "143", "none": "143"}
    # By the stages of bdc_desk/intake/mailbox/faults.py.
    at_fault: ClassVar[Mapping[str, str]] = {
        "Server": "host",
        "Encryption": "security",
        "Login": PASSWORD,
        "Folder": "folder",
    }

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host)
        self._before = NEW
        self.name, self.folder = line_edit(self, longest=200), line_edit(self)
        self.fields = self._named_fields()
        self._lay_out_fields(
            "name", "host", "login", "folder", "security", "port", "sign_in", "password",
            foot=self._usual_foot(),
        )  # fmt: skip
        self._order_tabs(self.begin_sign_in, self.test, self.save)
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
        return replace(
            self._before,
            name=self.name.text().strip(),
            host=self.server.text().strip(),
            login=self.login.text().strip(),
            port=self.typed_port(),
            security=self.security.value(),
            folder=self.folder.text().strip(),
            sign_in=self.sign_in.value(),
            client_id=self.client.text().strip(),
            tenant=self.tenant.text().strip() or NEW.tenant,
        )

    def _named_fields(self) -> dict[str, Field]:
        """By the code under which operations/intake_settings.py refuses them."""
        parent = self._content
        return {
            "name": Field(self.tr("Name"), self.name, self.tr("As you call it here: Leads"), parent),
            "host": Field(self.tr("Mail server"), self.server, self.tr("imap.example.com"), parent),
            "login": Field(self.tr("Login"), self.login, self.tr("Mostly the mail address itself"), parent),
            "folder": Field(self.tr("Folder"), self.folder, self.tr("INBOX is where mails arrive"), parent),
            **self._account_fields(),
        }
