"""The agent's emails: the preview, the mails on their way and those to check, the server that sends, the
customer's wish, exceptions from the calls, mails sent elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.contact.mail_out.outbox import MailOutbox, Outgoing
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.views import LeadView
from bdc_desk.sync.values import Link, SyncStatus
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.mail_out.courier import Courier
from bdc_desk.ui.mail_out.mail_line import MailLine
from bdc_desk.ui.mail_out.mail_words import before_close_words
from bdc_desk.ui.mail_out.mails_panel import MailsPanel
from bdc_desk.ui.mail_out.mails_session import MailPlaces, MailsSession
from bdc_desk.ui.mail_out.server_panel import ServerPanel
from bdc_desk.ui.mail_out.server_session import ServerSession
from bdc_desk.ui.mail_out.server_work import NoServerWork, ServerWork
from bdc_desk.ui.mail_out.words_panel import WordsPanel
from bdc_desk.ui.mail_out.words_session import WordsSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.templates.hand_over import HandOver
from bdc_desk.ui.templates.letters import Letters, Preview
from bdc_desk.ui.templates.mail_session import MailSession
from bdc_desk.ui.templates.preview import PreviewPanel


@dataclass(frozen=True, slots=True)
class MailTools:
    """What the work on mails is given from outside. `preview` fills a template, `open_link` hands an address
    to the system, `server` knows the one that sends. `link`: how the sync stands, None for a desk alone.
    """

    preview: Preview
    open_link: Callable[[str], bool]
    server: ServerWork = field(default_factory=NoServerWork)
    link: Callable[[], SyncStatus] | None = None


class MailOutWork(QObject):
    """Makes the panels and says what their keys do. `lead_asked(lead)`: the person goes there."""

    lead_asked = Signal(str)

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, window: MainWindow, beside: Beside, tools: MailTools
    ) -> None:
        """The panels lie over the window's desk, the lines about mails among its banners."""
        super().__init__(window)
        self._desk, self._lanes, self._window, self._beside, self._tools = desk, lanes, window, beside, tools
        self.preview, self.mails_panel = PreviewPanel(window.desk), MailsPanel(window.desk)
        self.server_panel, self.words_panel = ServerPanel(window.desk), WordsPanel(window.desk)
        self.leaving, self.trouble = MailLine(Shape.MAIL, "muted"), MailLine(Shape.WARNING, "error")
        for line in (self.leaving, self.trouble):
            window.notices.add(line, stays=True)
        self.outbox = MailOutbox(desk, tools.server.send, tools.server.cut)
        self.courier = Courier(desk, lanes, hub, self.outbox, self)
        self.server = ServerSession(
            desk, lanes, self.server_panel, tools.server, beside.news, tools.open_link
        )
        letters = Letters(desk, tools.preview, lambda: self.server.settings)
        by_program = HandOver(desk, lanes, hub, self.preview, tools.open_link, tools.link)
        self.by_program = by_program
        self.mail = MailSession(
            desk, lanes, hub, window.templates, letters, self.outbox, by_program, self.preview
        )
        self.mails = MailsSession(
            desk,
            lanes,
            hub,
            self.courier,
            MailPlaces(self.leaving, self.trouble, self.mails_panel),
            beside.news,
            lambda: zone_of(beside.zone()),
            self._is_offline,
        )
        self.words = WordsSession(desk, lanes, hub, self.words_panel, beside.news)
        self._outcome_at: datetime | None = None
        self._offered_then: Callable[[], None] | None = None
        self._connect()

    def start(self) -> None:
        """Read how mail goes out, and what of a former run is to be checked."""
        self.server.start()
        self.mails.start()

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self.courier.tick(now)
        self.mails.tick(now)

    def end(self) -> None:
        """The window closes: what has not begun to be sent is taken back, and the next start says so."""
        self.mail.keep_typed()
        self.by_program.take_back()
        self.server.end()
        self.courier.close()

    def take_back(self) -> bool:
        """Ctrl+Z: the newest mail that has not left is taken back; False where there is none, or where
        something that can still be taken back was done after it.
        """
        newest = self.courier.newest()
        if newest is None:
            return False
        said, offered = self._outcome_at, self._beside.news.offered
        is_older = said is not None and self._beside.call.offers_undo and said > newest.asked_at
        if is_older or (offered is not None and offered != self._offered_then):
            return False
        return self.courier.take_back(newest.asked)

    def offered_at(self) -> datetime | None:
        """When the mail that `take_back` takes back was asked for; None for none."""
        newest = self.courier.newest()
        return newest.asked_at if newest is not None else None

    def before_close(self) -> str:
        """What closing the window would take back, in words; "" for nothing."""
        return before_close_words(self.courier.unsent())

    def actions(self) -> list[Action]:
        """What this work adds to the palette."""
        tell = self.tr
        return [
            Action("mails", tell("Emails on their way, and those to check"), (), self.mails.open_list),
            Action("mail out", tell("Mail out: the server that sends"), (), self.open_server),
            Action(
                "mail wish",
                tell("The customer wants no emails, or wants them again"),
                (),
                self.ask_wish,
                self._why_no_lead,
            ),
            Action(
                "exception",
                tell("Email without calls: the customer asked for it ..."),
                (),
                self.ask_exception,
                self._why_no_lead,
            ),
            Action(
                "outside email",
                tell("I mailed the customer elsewhere"),
                (),
                self.ask_outside,
                self._why_no_lead,
            ),
        ]

    def open_server(self) -> None:
        """The form of the server that sends."""
        self.preview.close_panel()
        self.server.open()

    def ask_wish(self) -> None:
        """What the customer says of emails."""
        self._with_lead(self.words.ask_wish)

    def ask_exception(self) -> None:
        """A lawful way past the calls."""
        self._with_lead(self.words.ask_exception)

    def ask_outside(self) -> None:
        """A mail that was sent elsewhere."""
        self._with_lead(self.words.ask_outside)

    def _with_lead(self, act: Callable[[LeadView], None]) -> None:
        def on_page() -> None:
            view = self.mail.opened or self._beside.lead.view
            if view is None:
                self._beside.news.refuse(self.tr("Choose a lead first: J/K moves."))
                return
            self.preview.close_panel()
            act(view)

        self._beside.lead.when_shown(on_page)

    def _why_no_lead(self) -> str:
        return "" if self._beside.lead.view is not None else self.tr("Choose a lead first: J/K moves.")

    def _is_offline(self) -> bool:
        link = self._tools.link
        return link is not None and link().link is not Link.SYNCED

    def _connect(self) -> None:
        news, templates = self._beside.news, self._window.templates
        for session in (self.mail, self.by_program):
            session.refused.connect(news.refuse)
            session.told.connect(news.tell)
        self.mail.sent_off.connect(self._sent_off)
        self.server.changed.connect(lambda: self.preview.set_sends(self.server.settings is not None))
        self.preview.set_up_asked.connect(self.open_server)
        self.preview.outside_asked.connect(self.ask_outside)
        templates.exception_asked.connect(self.ask_exception)
        templates.wish_asked.connect(self.ask_wish)
        self.mails.again_asked.connect(self._ask_again)
        self.mails.edit_asked.connect(self._edit)
        self.mails.details_asked.connect(self._edit_details)
        self._beside.call.outcome_said.connect(self._outcome_said)
        self._window.closing.connect(self.end)

    def _sent_off(self) -> None:
        """What can be taken back now was done before this mail."""
        self._offered_then = self._beside.news.offered
        self.courier.look()

    def _outcome_said(self, _said: object) -> None:
        self._outcome_at = self._desk.clock.now()

    def _ask_again(self, one: Outgoing) -> None:
        self._tools.server.try_now()
        self.mail.ask_again(one, lambda: self.mails.done_with(one.asked))

    def _edit(self, one: Outgoing) -> None:
        self.lead_asked.emit(one.lead)
        self._beside.lead.when_shown(lambda: self.mail.edit_again(one))

    def _edit_details(self, lead: str) -> None:
        self.lead_asked.emit(lead)
        self._beside.lead.when_shown(self._window.lead.edit_details)
