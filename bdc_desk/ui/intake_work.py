"""The ways in, in the window: the page (F6), its forms, what is dropped, and who is told when one fails."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bdc_desk.intake.importing import Piece
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.intake.drop_session import DropSession
from bdc_desk.ui.intake.folder_panel import FolderPanel
from bdc_desk.ui.intake.intake import Intake, NoIntake
from bdc_desk.ui.intake.intake_alarm import IntakeAlarm
from bdc_desk.ui.intake.intake_feed import IntakeFeed
from bdc_desk.ui.intake.intake_page import IntakePage
from bdc_desk.ui.intake.intake_session import IntakeSession
from bdc_desk.ui.intake.intake_watch import OpenBetween
from bdc_desk.ui.intake.mailbox_panel import MailboxPanel
from bdc_desk.ui.intake.mailbox_session import MailboxSession
from bdc_desk.ui.intake.mailbox_work import MailboxWork, NoMailboxWork
from bdc_desk.ui.intake.table_panel import TablePanel
from bdc_desk.ui.intake.table_session import KEY as TABLE_KEY
from bdc_desk.ui.intake.table_session import TableSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.team.team import Team
from bdc_desk.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What the composition root gives: the readers, and what knows mail servers."""

    intake: Intake = field(default_factory=NoIntake)
    mail: MailboxWork = field(default_factory=NoMailboxWork)


@dataclass(frozen=True, slots=True)
class Around:
    """What the ways in share with the rest of the window. `zone`: the dealership's (IANA); `place`: where the
    person stands; `open_between`: opening time between two moments, None before the rules were read.
    """

    news: News
    tray: Tray
    team: Team | None
    zone: Callable[[], str]
    place: Callable[[], object]
    open_between: Callable[[], OpenBetween | None]
    open_link: Callable[[str], bool]


class IntakeWork(QObject):
    """Makes the panels and joins them. `lead_asked(lead)`: the person goes there."""

    lead_asked = Signal(str)

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, window: MainWindow, ways: WaysIn, around: Around
    ) -> None:
        """The panels lie over the window's desk."""
        super().__init__(window)
        self._around = around
        self.feed = IntakeFeed(ways.intake, desk, lanes, hub, self)
        self.page = IntakePage(window.desk, window.status)
        self.mailbox_panel, self.folder_panel = MailboxPanel(window.desk), FolderPanel(window.desk)
        self.table_panel = TablePanel(window.desk)
        self.session = IntakeSession(desk, lanes, self.feed, self.page, around.team, around.zone)
        self.forms = MailboxSession(
            desk,
            lanes,
            self.feed,
            (self.mailbox_panel, self.folder_panel),
            ways.mail,
            around.news,
            around.open_link,
        )
        self.drop = DropSession(desk, lanes, hub, around.news, window.progress, around.place)
        self.table_notice = Notice()
        window.notices.add(self.table_notice, stays=True)
        self.tables = TableSession(
            desk, lanes, hub, (self.table_panel, self.table_notice), self.drop, around.news, self._may_ask
        )
        self.alarm = IntakeAlarm(
            self.feed, window.status, window.intake_banner, around.tray, lambda: not window.isActiveWindow()
        )
        self._connect(window)

    def start(self) -> None:
        """Read which sources there are."""
        self.feed.read_settings()

    def begin(self) -> None:
        """The window shows: let the readers begin."""
        self.feed.start()

    def end(self) -> None:
        """The window closes: nothing more comes in, nobody waits for a sign-in."""
        self.forms.end()
        self.tables.end()
        self.feed.stop()

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        return [
            Action("intake", self.tr("Ways in: mailboxes, folders, what came"), ("F6",), self.toggle),
            Action("table", self.tr("Explain a table that waits"), (TABLE_KEY,), self.tables.ask_noticed),
        ]

    def toggle(self) -> None:
        """F6: open the page, or close it and what lies over it."""
        if self.page.is_open:
            self._close_forms()
        self.session.toggle()

    def close(self) -> None:
        """The person goes on to a lead or a call, which the page would hide."""
        self._close_forms()
        self.page.close_panel()

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self.session.tick()
        self.alarm.tick(now, self._around.open_between())

    def _connect(self, window: MainWindow) -> None:
        page, session = self.page, self.session
        page.add_mailbox.clicked.connect(self.forms.add_mailbox)
        page.add_folder.clicked.connect(self.forms.add_folder)
        page.files_chosen.connect(self._import_chosen)
        session.change_asked.connect(self.forms.change)
        self.forms.saved.connect(session.await_password)
        session.removed.connect(self.forms.removed)
        session.refused.connect(self._around.news.refuse)
        session.lead_asked.connect(self.lead_asked)
        session.table_asked.connect(self._ask_table)
        self.drop.show_asked.connect(session.show_these)
        self.drop.came_in.connect(page.remember_these)
        window.dropped.connect(self.drop.import_files)
        window.mails_dropped.connect(self._import_mails)
        window.drop_refused.connect(self._around.news.refuse)
        window.status.intake_asked.connect(self.toggle)
        window.intake_banner.acted.connect(session.open)

    def _close_forms(self) -> None:
        """What lies over the page goes with it."""
        self.tables.put_off()
        for panel in (self.mailbox_panel, self.folder_panel):
            panel.close_panel()

    def _may_ask(self, origin: Origin, place: object) -> bool:
        """Who chose files on the page waits there for what becomes of them; who dropped some may be asked
        where they still stand as they did.
        """
        form_open = self.mailbox_panel.is_open or self.folder_panel.is_open
        chosen_here = origin is Origin.FILE and self.page.is_open
        return not form_open and (chosen_here or self._around.place() == place)

    def _import_chosen(self, paths: list[str]) -> None:
        self.drop.import_files(paths, Origin.FILE)

    def _ask_table(self, name: str, data: bytes) -> None:
        self.tables.ask_waiting(Piece(name, data))

    def _import_mails(self, mails: list[tuple[str, bytes]]) -> None:
        self.drop.import_pieces([Piece(name, data) for name, data in mails])
