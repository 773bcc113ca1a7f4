"""The day's work around the calls: the second look, the people, typed calls, texts, settings, palette, help,
the desk's own state, the window. It makes them and joins them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.settings import Preferences
from bdc_desk.sync.values import SyncStatus
from bdc_desk.ui.actions import Action
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.backup_work import BackupWork
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside, CustomerWork
from bdc_desk.ui.erase_work import EraseWork
from bdc_desk.ui.export_work import ExportWork
from bdc_desk.ui.help.help_work import HelpWork
from bdc_desk.ui.intake_work import IntakeWork
from bdc_desk.ui.mail_out_work import MailOutWork
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.palette.palette_work import PaletteWork
from bdc_desk.ui.people_work import PeopleWork
from bdc_desk.ui.review_work import ReviewWork
from bdc_desk.ui.seat.pin_tries import PinTries
from bdc_desk.ui.seat.seat_change import Refuse, SeatChange, Switch
from bdc_desk.ui.settings_page.session import Around as SettingsAround
from bdc_desk.ui.settings_work import SettingsWork
from bdc_desk.ui.status.status_line import StatusLine
from bdc_desk.ui.status.status_work import StatusWork
from bdc_desk.ui.status.window_lines import intake_line, mail_line, sound_line, team_line
from bdc_desk.ui.template_work import TemplateWork
from bdc_desk.ui.typed_work import CallExtrasWork
from bdc_desk.ui.window_work import AtTheDesk, WindowWork


def _changes_nothing(_preferences: Preferences) -> None:
    """For a window that keeps none."""


def _restores_nothing(_backup: Path) -> None:
    """For a window that cannot open anew."""


def _switches_nobody(_person: str, _pin: str, _refuse: Refuse) -> None:
    """For a window that one person has."""


@dataclass(frozen=True, slots=True)
class DaySettings:
    """What the composition root knows of the desk. `change` applies and keeps other preferences, and raises
    SurroundingsFault where they cannot be kept. `switch`: somebody else goes on here. `texts`: the
    profile's folder of email texts. `languages`: those that the window speaks, name and code. `look`: what
    the keys of the look do; whoever made them has bound them. `restore(file)`: the window closes, and opens
    on that backup.
    """

    preferences: Callable[[], Preferences] = Preferences
    change: Callable[[Preferences], None] = _changes_nothing
    switch: Switch = _switches_nobody
    texts: Path = Path("templates")
    languages: Sequence[tuple[str, str]] = (("English", "en"),)
    look: Sequence[Action] = ()
    restore: Callable[[Path], None] = _restores_nothing


@dataclass(frozen=True, slots=True)
class DayTools:
    """What the day's work is given. `dial_by(way)` hears of another way to dial. `about`: the rules
    and the people, None before they were read. `link`: how the sync stands,
    None for a desk alone.
    """

    settings: DaySettings
    sound: Sound
    tray: Tray
    open_link: Callable[[str], bool]
    dial_by: Callable[[str], None]
    about: Callable[[], Surroundings | None]
    link: Callable[[], SyncStatus] | None = None


class DayWork(QObject):
    """`lead_asked(lead)`: the person goes there. `team_asked`: to the team's page. `move_asked`: the promise
    on the page gets another time.
    """

    lead_asked = Signal(str)
    team_asked = Signal()
    move_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        window: MainWindow,
        beside: Beside,
        others: tuple[IntakeWork, CustomerWork, MailOutWork],
        tools: DayTools,
        outcomes: Callable[[], Sequence[Action]],
    ) -> None:
        """`others`: the work that these open or ask. `outcomes`: what may be said of the call, with the
        policy's words, while one wants its outcome.
        """
        super().__init__(window)
        self._desk, self._beside, self._tools = desk, beside, tools
        self._window = window
        self._intake, customers, self._mail_out = others
        self.all: Sequence[Action] = ()
        """All that the window can do: the workplace fills it in."""
        self.review = ReviewWork(desk, lanes, hub, window, beside)
        tries, switch = PinTries(desk.clock), tools.settings.switch
        self._page = window.lead
        self.people = PeopleWork(
            desk,
            lanes,
            hub,
            window,
            beside,
            why_not=lambda: self._unfinished(named=True),
            switch=switch,
            tries=tries,
        )
        self.extras = CallExtrasWork(desk, lanes, hub, window, beside)
        self.erasing = EraseWork(desk, lanes, hub, window, beside)
        self.backups = BackupWork(desk, lanes, window, beside, self._why_not_leave, tools.settings.restore)
        self.export = ExportWork(desk, lanes, window, beside)
        self.texts = TemplateWork(desk, lanes, hub, window, beside, tools.settings.texts)
        self.settings = SettingsWork(desk, lanes, hub, window, beside, self._around_settings())
        self.palette = PaletteWork(window, lambda: self.all, customers.find, outcomes)
        self.help = HelpWork(window, lambda: self.all)
        in_team = tools.link is not None
        self.status = StatusWork(desk, lanes, window, self._window_lines, beside.zone, in_team=in_team)
        at_the_desk = AtTheDesk(
            SeatChange(switch, self._why_not_sit_down, tries),
            lambda named: self._unfinished(named=named),
            tools.settings.preferences,
        )
        self.window = WindowWork(desk, lanes, window, beside.call, beside.news, tools.tray, at_the_desk)
        self._connect()

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        works = (
            self.extras,
            self.review,
            self.people,
            self.erasing,
            self.backups,
            self.export,
            self.texts,
            self.settings,
            self.status,
            self.window,
            self.palette,
            self.help,
        )
        return [action for work in works for action in work.actions()]

    def start(self) -> None:
        """Read what these show from the start."""
        self.review.start()
        self.erasing.start()

    def begin_background(self) -> None:
        """The window stands: the day's backup may be made."""
        self.backups.begin()

    def end_background(self) -> None:
        """The window closes: what would take long is given up."""
        self.backups.end()
        self.export.end()

    def say_restored(self, words: str, *, well: bool) -> None:
        """What came of restoring a backup while the window was closed."""
        self.backups.say_restored(words, lambda: self.window.lock.is_locked, well=well)

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self.review.tick(now)
        self.erasing.tick(now)
        self.backups.tick(now)
        self.settings.tick(now)
        self.status.tick()
        self.window.tick()

    def _connect(self) -> None:
        self.review.lead_asked.connect(self.lead_asked)
        self.status.team_asked.connect(self.team_asked)
        self.status.backups_asked.connect(self.backups.open)
        self.extras.move_asked.connect(self.move_asked)
        self._tools.tray.quit_asked.connect(self.window.quit)
        self._window.status.menu_asked.connect(self.palette.toggle)

    def _around_settings(self) -> SettingsAround:
        tools = self._tools
        doors = {
            "mail out": lambda: self._mail_out.open_server(),  # noqa: PLW0108 - opened long after it is made
            "email texts": lambda: self.texts.session.open(),  # noqa: PLW0108 - as above
            "mailboxes": lambda: self._intake.toggle(),  # noqa: PLW0108 - as above
            "people": lambda: self.people.people.open(),  # noqa: PLW0108 - as above
        }
        return SettingsAround(
            tools.settings.preferences,
            tools.settings.change,
            tools.sound,
            tools.tray,
            tools.open_link,
            tools.dial_by,
            doors,
            tools.settings.languages,
        )

    def _unfinished(self, *, named: bool) -> str:
        """What would be lost if the person went now: details typed and not saved, emails that have not left.
        A locked window (not `named`) says of which customers to nobody.
        """
        unsaved, unsent = self._page.unsaved_details(), self._mail_out.before_close()
        if self._beside.lead.has_unwritten_notes:
            return self.tr("A note could not be written yet, and closing loses it: see to the disk first.")
        if unsaved and named:
            told = self.tr("The details of {name} are not saved: F2 there, then Ctrl+S or Discard.")
            return told.format(name=unsaved[-1])
        if unsaved:
            return self.tr("A customer's details are not saved: unlock to save them.")
        return unsent if named or not unsent else self.tr("Emails have not left yet.")

    def _why_not_leave(self) -> str:
        """What comes before this window may close for a backup; it is the person at the desk who reads it."""
        return self.people.open_call() or self._unfinished(named=True)

    def _why_not_sit_down(self) -> str:
        """What comes before a colleague sits down at the locked window; it names no customer."""
        return self.people.open_call() or self._unfinished(named=False)

    def _window_lines(self) -> Sequence[StatusLine]:
        """What the window says of itself on the page about this desk."""
        now, zone = self._desk.clock.now(), zone_of(self._beside.zone())
        tools = self._tools
        sender = self._mail_out.server.settings
        return (
            team_line(tools.link() if tools.link is not None else None, now, zone),
            intake_line(self._intake.feed.sources, now, zone),
            mail_line(sender.sender if sender is not None else ""),
            self.backups.line(),
            sound_line(tools.sound.player, on=tools.settings.preferences().sound),
        )
