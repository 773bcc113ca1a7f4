"""From a template to a mail in the mail program: preview, the judged entry, the hand-over, its entry
(domain.md, The gate).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from bdc_desk.contact.mailto import mailto_url
from bdc_desk.operations import emailing, teamwork
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.teamwork import Judged
from bdc_desk.operations.views import LeadView, MailPreview
from bdc_desk.sync.values import Link, SyncStatus
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.templates.panel import TemplatesPanel
from bdc_desk.ui.templates.preview import PreviewPanel
from bdc_desk.ui.templates.progress import GateProgress

Preview = Callable[[str, LeadView, Surroundings, str], MailPreview]
"""Template, lead, surroundings, agent's id -> the mail. Raises BdcDeskError for an unusable text."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A mail that was asked for and that the shared database has not judged yet.

    `permission`: for how long the asking holds.
    """

    lead: str
    mail: MailPreview
    entry: str
    asked_at: datetime
    permission: timedelta


class MailSession(QObject):
    """Shows the lead's templates and takes an open one to the mail program; in a team once the shared
    database has accepted the asking.
    """

    refused = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: TemplatesPanel,
        page: PreviewPanel,
        preview: Preview,
        open_link: Callable[[str], bool],
        link: Callable[[], SyncStatus] | None = None,
    ) -> None:
        """`preview` fills a template; `open_link` hands a mailto: URL to the system. `link`: how the sync
        stands, None where this desk alone decides.
        """
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._page, self._preview, self._open_link = panel, page, preview, open_link
        self._view: LeadView | None = None
        self._about: Surroundings | None = None
        self._link = link
        self._mail: tuple[str, MailPreview] | None = None
        self._pending: Pending | None = None
        panel.preview_asked.connect(self.preview)
        page.hand_over_asked.connect(lambda _name: self._ask())
        page.closed.connect(self.take_back)
        hub.changed.connect(lambda _changes: self.look())

    def show_lead(self, view: LeadView | None, about: Surroundings | None) -> None:
        """Show the templates of this lead."""
        if self._pending is not None and (view is None or view.lead != self._pending.lead):
            self._page.close_panel()
        self._view, self._about = view, about
        if view is None or about is None:
            self._panel.show_nothing()
            return
        progress = GateProgress.of(view.standing, about.policy.not_reached)
        self._panel.show_templates(view.standing.templates, progress)

    def preview(self, name: str) -> None:
        """Show the template with the lead's data."""
        view, about = self._view, self._about
        if view is None or about is None:
            return

        def show(mail: MailPreview) -> None:
            rule = about.policy.template(name)
            self._mail = view.lead, mail
            self._page.open_for(mail, rule.label if rule else name)

        self._lanes.storage(
            lambda: self._preview(name, view, about, self._desk.person),
            show,
            lambda why: self.refused.emit(str(why)),
        )

    def _ask(self) -> None:
        """The judged entry first: nothing is handed over that the rules refuse."""
        if self._mail is None or self._pending is not None:
            return
        lead, mail = self._mail
        self._lanes.storage(
            lambda: emailing.ask_email(self._desk, lead, mail),
            lambda asked: self._asked(lead, mail, *asked),
            lambda why: self._page.show_refusal(str(why)),
        )

    def _asked(self, lead: str, mail: MailPreview, asked: str, changes: Changes) -> None:
        if self._link is None or self._about is None:
            self._hub.tell(changes)
            self._hand_over(lead, mail, asked)
            return
        left = not self._page.is_open or self._mail != (lead, mail)
        permission = self._about.policy.permission
        self._pending = Pending(lead, mail, asked, self._desk.clock.now(), permission)
        self._page.show_waiting(self._waits())
        self._hub.tell(changes)  # which looks at once
        if left:
            self.take_back()

    def look(self) -> None:
        """Whether the shared database has judged the mail that waits."""
        pending = self._pending
        if pending is not None:
            self._lanes.storage(
                lambda: teamwork.judged(self._desk, pending.entry),
                lambda found: self._judged(pending, *found),
                lambda why: self._page.show_refusal(str(why)),
            )

    def take_back(self) -> None:
        """The person left a mail that waits: it will not leave."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self._withdraw(pending.lead, pending.entry)
            self.told.emit(self.tr("The email was taken back: it had not left yet."))

    def _judged(self, pending: Pending, judged: Judged, why: str) -> None:
        if self._pending != pending:
            return  # taken back meanwhile
        if judged is Judged.WAITS:
            self._page.show_waiting(self._waits())
            return
        self._pending = None
        if judged is Judged.REFUSED:
            self._page.show_refusal(
                self.tr("The shared database says no: {why}.").format(why=why.rstrip("."))
            )
        elif self._desk.clock.now() - pending.asked_at > pending.permission:
            self._withdraw(pending.lead, pending.entry)
            self._page.show_refusal(
                self.tr("The permission ran out while it waited. Ctrl+Return asks again.")
            )
        else:
            self._hand_over(pending.lead, pending.mail, pending.entry)

    def _waits(self) -> str:
        offline = self._link is not None and self._link().link is not Link.SYNCED
        if not offline:
            return self.tr("Waiting for the shared database ...")
        return self.tr(
            "Waiting for the shared database ... There is no connection: the email opens here as soon as it "
            "is accepted. Esc or another lead takes it back."
        )

    def _withdraw(self, lead: str, asked: str) -> None:
        self._lanes.storage(
            lambda: emailing.withdraw_email(self._desk, lead, asked),
            self._hub.tell,
            lambda why: self.refused.emit(str(why)),
        )

    def _hand_over(self, lead: str, mail: MailPreview, asked: str) -> None:
        url, cut = mailto_url(mail.to, mail.subject, mail.text)
        if not self._open_link(url):
            self._not_taken(lead, asked)
            return
        self._page.close_panel()
        self._lanes.storage(
            lambda: emailing.say_handed_over(self._desk, lead, asked),
            lambda moved: self._handed_over(moved, cut=cut),
            lambda why: self.refused.emit(str(why)),
        )

    def _not_taken(self, lead: str, asked: str) -> None:
        """No mail program took it: nothing was handed over, and the log says so."""
        self._page.show_refusal(
            self.tr(
                "No mail program took it. Copy the text into your mail, or set a mail program in the system."
            )
        )
        self._withdraw(lead, asked)

    def _handed_over(self, changes: Changes, *, cut: bool) -> None:
        self._hub.tell(changes)
        text = self.tr("Handed to your mail program: send it there. The desk cannot see whether you did.")
        if cut:
            text += " " + self.tr("The text was too long for a link and was shortened.")
        self.told.emit(text)
