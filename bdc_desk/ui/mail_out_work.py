"""The agent's emails: the preview, the mails on their way and those to check, the server that sends, the
customer's wish, exceptions from the calls, mails sent elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.contact.mail_out.outbox import MailOutbox, Outgoing, State
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
from bdc_desk.ui.undo import KEY, Done


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
        self._asking: Done | None = None
        self._undo: dict[str, Done] = {}
        self.mails.key_of = self._key_of
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
        self.mail.asking.connect(self._begin)
        self.mail.sent_off.connect(self._sent_off)
        self.mail.not_asked.connect(lambda: news.stack.forget(self._asking))
        self.by_program.handed.connect(self._handed)
        self.courier.turned.connect(self._turned)
        news.stack.changed.connect(self.mails.draw_leaving)
        self.server.changed.connect(lambda: self.preview.set_sends(self.server.settings is not None))
        self.preview.set_up_asked.connect(self.open_server)
        self.preview.outside_asked.connect(self.ask_outside)
        templates.exception_asked.connect(self.ask_exception)
        templates.wish_asked.connect(self.ask_wish)
        self.mails.again_asked.connect(self._ask_again)
        self.mails.edit_asked.connect(self._edit)
        self.mails.details_asked.connect(self._edit_details)
        self._window.closing.connect(self.end)

    def _begin(self, name: str) -> None:
        """A mail is being asked for: from now on Ctrl+Z means it."""
        what, late = (
            self.tr("the email to {name}"),
            self.tr("The email to {name} cannot be taken back any more."),
        )
        now, stack = self._desk.clock.now(), self._beside.news.stack
        self._asking = stack.begin(now, what.format(name=name), late.format(name=name))

    def _sent_off(self, asked: str) -> None:
        """Ctrl+Z takes it back for as long as it has not begun to leave."""
        one = next((one for one in self.outbox.outgoing() if one.asked == asked), None)
        done, self._asking = self._asking, None
        if one is not None and done is not None:
            self._undo[asked] = done
            self._beside.news.stack.offer(
                done,
                lambda: self._take_back(asked),
                one.tries_until,
                lambda: self.courier.may_take_back(asked),
            )
        self.courier.look()

    def _take_back(self, asked: str) -> None:
        self.courier.take_back(asked)

    def _turned(self, one: Outgoing) -> None:
        """One that did not leave is as if it had not been asked for."""
        if one.state in {State.WITHDRAWN, State.NOT_SENT}:
            self._beside.news.stack.forget(self._undo.pop(one.asked, None))

    def _key_of(self, one: Outgoing) -> str:
        is_next = self._beside.news.stack.is_next(self._undo.get(one.asked), self._desk.clock.now())
        return KEY if is_next else ""

    def _handed(self) -> None:
        what = self.tr("the email that was handed to the mail program")
        self._beside.news.stack.begin(self._desk.clock.now(), what)

    def _ask_again(self, one: Outgoing) -> None:
        self._tools.server.try_now()
        self.mail.ask_again(one, lambda: self.mails.done_with(one.asked))

    def _edit(self, one: Outgoing) -> None:
        self.lead_asked.emit(one.lead)
        self._beside.lead.when_shown(lambda: self.mail.edit_again(one))

    def _edit_details(self, lead: str) -> None:
        self.lead_asked.emit(lead)
        self._beside.lead.when_shown(self._window.lead.edit_details)
