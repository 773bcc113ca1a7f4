"""From a template to a mail in the mail program: preview, the judged entry, the hand-over, its entry
(domain.md, The gate).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from bdc_desk.contact.mailto import mailto_url
from bdc_desk.operations import emailing
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.views import LeadView, MailPreview
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.templates.panel import TemplatesPanel
from bdc_desk.ui.templates.preview import PreviewPanel
from bdc_desk.ui.templates.progress import GateProgress

Preview = Callable[[str, LeadView, Surroundings, str], MailPreview]
"""Template, lead, surroundings, agent's id -> the mail. Raises BdcDeskError for an unusable text."""


class MailSession(QObject):
    """Shows the lead's templates and takes an open one to the mail program."""

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
    ) -> None:
        """`preview` fills a template; `open_link` hands a mailto: URL to the system."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._page, self._preview, self._open_link = panel, page, preview, open_link
        self._view: LeadView | None = None
        self._about: Surroundings | None = None
        self._mail: tuple[str, MailPreview] | None = None
        panel.preview_asked.connect(self.preview)
        page.hand_over_asked.connect(lambda _name: self._ask())

    def show_lead(self, view: LeadView | None, about: Surroundings | None) -> None:
        """Show the templates of this lead."""
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
        if self._mail is None:
            return
        lead, mail = self._mail
        self._lanes.storage(
            lambda: emailing.ask_email(self._desk, lead, mail),
            lambda asked: self._hand_over(lead, mail, *asked),
            lambda why: self._page.show_refusal(str(why)),
        )

    def _hand_over(self, lead: str, mail: MailPreview, asked: str, changes: Changes) -> None:
        self._hub.tell(changes)
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
        self._lanes.storage(
            lambda: emailing.withdraw_email(self._desk, lead, asked),
            self._hub.tell,
            lambda why: self.refused.emit(str(why)),
        )

    def _handed_over(self, changes: Changes, *, cut: bool) -> None:
        self._hub.tell(changes)
        text = self.tr("Handed to your mail program: send it there. The desk cannot see whether you did.")
        if cut:
            text += " " + self.tr("The text was too long for a link and was shortened.")
        self.told.emit(text)
