"""The composition root of the window: the only file that knows every concrete class."""

import logging
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from types import TracebackType

from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication

from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.clock import Clock, ShiftedClock
from bdc_desk.contact.dialling import Dialler, dialler_for
from bdc_desk.contact.templates import preview_for
from bdc_desk.demo import Trickle
from bdc_desk.errors import NotSetUp, SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, dial_way
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.setup_form import SetupForm
from bdc_desk.operations.watching import Watch
from bdc_desk.outside import TeamFor, WaysInFor, alone, clock_off, no_ways_in, open_link, team_of, ways_in_of
from bdc_desk.settings import THEMES, Preferences, Profile, read_preferences, write_preferences
from bdc_desk.storage.store import Store
from bdc_desk.sync.settings import SHARED_ADDRESS
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui import theme
from bdc_desk.ui.alerts.sound import Sound, system_player
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.first_frame import AfterFirstFrame
from bdc_desk.ui.keys import bind
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.team.team import Join, Joined
from bdc_desk.ui.ticker import Ticker
from bdc_desk.ui.watcher import Watcher
from bdc_desk.ui.workplace import Tools, Workplace

FIRST_ARRIVAL_MS = 8000
TITLE_BAR = 40
"""Pixels that a window system puts above a window, which nobody tells before it is shown."""
SMALLEST_TEXT, LARGEST_TEXT, TEXT_STEP = 80, 200, 10


class _Rules:
    """The policy by which ages are shown: the one last read."""

    def __init__(self) -> None:
        self.policy: Policy | None = None

    def age(self, row: QueueRow, now: datetime) -> timedelta:
        """The row's age in opening time."""
        return self.policy.opening.between(row.arrived_at, now) if self.policy else timedelta()


class App:
    """One window on one profile. `start` shows it; `close` puts everything away."""

    def __init__(
        self,
        profile: Profile,
        store: Store,
        clock: Clock,
        lanes: Lanes | None = None,
        links: Callable[[str], bool] = open_link,
        preferences: Preferences | None = None,
        join: Join | None = None,
    ) -> None:
        """`lanes` inline for pictures; `links` is what opens tel: and mailto:; `join` joins a team."""
        self.profile, self._store, self._links = profile, store, links
        # In a team it goes by the shared database's clock: the sync moves it.
        self._own_clock, self._clock = clock, ShiftedClock(clock, timedelta())
        self.preferences = preferences or read_preferences(profile)
        self._rules = _Rules()
        self.hub = ChangeHub()
        self.lanes = lanes or Lanes(self._fault, self.hub)
        self.window = MainWindow(self._rules.age, clock.now())
        self.ticker = Ticker(self._clock, self.hub)
        self.workplace: Workplace | None = None
        self._watcher: Watcher | None = None
        self._team_for: TeamFor = alone
        self._ways_in_for: WaysInFor = no_ways_in
        self._join: Join = join or self._join_by_sync
        self._first_frame: AfterFirstFrame | None = None
        self._tray = Tray(self.window) if self.preferences.tray else Tray(self.window, lambda: None)

    def begin(
        self,
        guess: Callable[[], SetupForm],
        default_policy: str,
        dial: str = "",
        team_for: TeamFor | None = None,
        ways_in_for: WaysInFor | None = None,
    ) -> None:
        """Show the desk of this profile, or the set-up page where there is no dealership yet."""
        self._team_for = team_for or alone
        self._ways_in_for = ways_in_for or no_ways_in
        self._place_window()
        with self._store.snapshot() as snapshot:
            identity = snapshot.desk()
        if identity is not None and identity.person is not None:
            self._clock.by = clock_off(self._store)
            try:
                self.work(Desk(self._store, self._clock, identity.person), dial)
            except NotSetUp as fault:  # joining was cut short before the rules came
                if not identity.is_in_team:
                    raise
                self.ask_join(str(fault))
        else:
            self._ask_set_up(guess(), default_policy)

    def work(self, desk: Desk, dial: str = "") -> None:
        """Join the window with the desk and begin to work."""
        about = around(desk)
        self._rules.policy = about.policy
        self.window.queue.set_person(desk.person)
        self.window.setWindowTitle(f"{about.dealership} · {about.name_of(desk.person)} · BDC Desk")
        dialler: Dialler = dialler_for(dial or dial_way(desk), self._links)
        sound = Sound(system_player())
        sound.muted = not self.preferences.sound
        team = self._team_for(desk)
        tools = Tools(
            desk=desk,
            lanes=self.lanes,
            hub=self.hub,
            dialler=dialler,
            preview=partial(preview_for, self.profile.templates),
            open_link=self._links,
            sound=sound,
            tray=self._tray,
            team=team,
            ways_in=self._ways_in_for(desk, team),
        )
        self.workplace = Workplace(self.window, tools)
        self.hub.changed.connect(lambda _changes: self._read_policy(desk))
        self.ticker.ticked.connect(self.workplace.tick)
        self.workplace.start()
        self._catch_up(desk)
        self.window.show_page(self.window.desk)
        self.window.focus_queue()

    def _catch_up(self, desk: Desk) -> None:
        """Conclude anew what an older version of the program kept less of, some leads at a time, so that the
        agent's own work comes between.
        """
        self.lanes.storage(lambda: catch_up(desk), lambda done: None if done else self._catch_up(desk))

    def run_clockwork(self) -> None:
        """Start the tick and the look at what other programs write."""
        self.ticker.start()
        if self.workplace is not None and self._watcher is None:
            self._watcher = Watcher(Watch(self.workplace.desk).look, self.hub, self._fault)
            self._watcher.start()
        if self.workplace is not None and self._first_frame is None:
            self._first_frame = AfterFirstFrame(self.window, self.workplace.begin_network)

    def close(self) -> None:
        """Stop the clockwork, finish what is being written, keep the window's place."""
        self.ticker.stop()
        if self._watcher is not None:
            self._watcher.stop()
        if self._first_frame is not None:
            self._first_frame.forget()
        if self.workplace is not None:
            self.workplace.end_network()
        self._tray.close()
        self.lanes.close()

    def keep_window(self) -> None:
        """Remember where the window stood; a look that cannot be kept is no reason not to close."""
        place = self.window.normalGeometry()
        window = place.x(), place.y(), place.width(), place.height()
        self._keep(replace(self.preferences, window=window, maximised=self.window.isMaximized()))

    def _keep(self, preferences: Preferences) -> None:
        self.preferences = preferences
        try:
            write_preferences(self.profile, preferences)
        except SurroundingsFault as fault:
            logging.getLogger(__name__).warning("%s", fault)

    def bind_look(self, qt: QApplication, family: str | None = None) -> None:
        """Ctrl and plus, minus or 0 change the text's size, Ctrl+Shift+D goes round the looks."""

        def change(percent: int | None = None, theme_name: str | None = None) -> None:
            known = self.preferences
            told = replace(
                known,
                text_percent=min(max(percent or known.text_percent, SMALLEST_TEXT), LARGEST_TEXT),
                theme=theme_name or known.theme,
            )
            self._keep(told)
            look(qt, told, family)
            self.window.rearrange()
            if self.workplace is not None:
                self.workplace.news.tell(f"Look: {told.theme}, text {told.text_percent} %.")

        def step(by: int) -> None:
            change(percent=self.preferences.text_percent + by)

        bind(
            self.window,
            {
                "Ctrl++": lambda: step(TEXT_STEP),
                "Ctrl+=": lambda: step(TEXT_STEP),
                "Ctrl+-": lambda: step(-TEXT_STEP),
                "Ctrl+0": lambda: change(percent=100),
                "Ctrl+Shift+D": lambda: change(theme_name=next_theme(self.preferences.theme)),
            },
        )

    def _place_window(self) -> None:
        if self.preferences.window:
            x, y, width, height = self.preferences.window
            self.window.setGeometry(x, y, max(width, 640), max(height, 480))
            screens = QApplication.screens()
            if not any(screen.availableGeometry().intersects(self.window.geometry()) for screen in screens):
                self.window.move(0, 0)  # the screen it stood on is gone

    def show(self) -> None:
        """Show the window where it stood; maximised where it was, or where the screen has no more room."""
        room = self.window.screen().availableGeometry()
        frame = 0 if self.preferences.window else TITLE_BAR
        is_tight = self.window.width() > room.width() or self.window.height() + frame > room.height()
        if self.preferences.maximised or is_tight:
            self.window.showMaximized()
        else:
            self.window.show()

    def _read_policy(self, desk: Desk) -> None:
        """A policy that came into force changes ages at once."""
        self.lanes.storage(lambda: around(desk).policy, self._take_policy)

    def _take_policy(self, policy: Policy) -> None:
        self._rules.policy = policy

    def _ask_set_up(self, guess: SetupForm, default_policy: str) -> None:
        from bdc_desk.ui.setup.setup_page import SetupPage  # noqa: PLC0415 - shown once in a profile's life

        page = SetupPage(guess, self.window)

        def done(form: SetupForm) -> None:
            self.lanes.storage(
                lambda: set_up(self._store, self._clock, form, default_policy),
                self._go_to_work,
                lambda why: page.summary.setText(str(why)),
            )

        page.done.connect(done)
        page.join_asked.connect(self.ask_join)
        page.demo_asked.connect(lambda: QProcess.startDetached(sys.executable, ["-m", "bdc_desk", "demo"]))
        self.window.show_page(page)

    def ask_join(self, why: str = "") -> None:
        """Show the way into a team; Esc goes back to the page that showed. `why`: what was cut short before;
        the address that was given then is filled in.
        """
        from bdc_desk.ui.team.join_page import JoinPage  # noqa: PLC0415 - shown once in a profile's life
        from bdc_desk.ui.team.join_session import JoinSession  # noqa: PLC0415 - as above

        before, page = self.window.pages.currentWidget() or self.window.desk, JoinPage(self.window)
        session = JoinSession(page, self.lanes, self._join)

        def leave() -> None:
            self.window.show_page(before)
            page.deleteLater()

        def joined(desk: Desk, password: str) -> None:
            self._clock.by = desk.clock.now() - self._own_clock.now()
            self._go_to_work(replace(desk, clock=self._clock))
            team = self.workplace.tools.team if self.workplace is not None else None
            if team is not None:
                team.give_password(password)
            page.deleteLater()  # with the passwords typed into it

        if why:
            with self._store.snapshot() as snapshot:
                page.address.setText(snapshot.setting(SHARED_ADDRESS) or "")
            page.summary.setText(why)
        session.joined.connect(joined)
        page.back_asked.connect(leave)
        self.window.show_page(page)
        page.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_work(self, desk: Desk) -> None:
        self.work(desk)
        self.run_clockwork()

    def _join_by_sync(
        self, address: str, password: str, new_password: str | None, on_step: Callable[[JoinStep], None]
    ) -> Joined:
        """In the network lane."""
        from bdc_desk.sync.joining import join  # noqa: PLC0415 - it loads the database's driver

        return join(self._store, self._own_clock, address, password, new_password, on_step)

    def hear_fault(
        self, _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None = None
    ) -> None:
        """What nobody caught, in a slot of Qt's or elsewhere: told like every other mistake of ours."""
        if isinstance(fault, Exception):
            self._fault(fault)

    def _fault(self, fault: Exception) -> None:
        """A mistake of ours: in the log with its trace, on the screen in words with details to copy."""
        logging.getLogger(__name__).error("a fault of the program", exc_info=fault)
        details = "".join(traceback.format_exception(fault))
        if self.workplace is not None:
            self.workplace.news.fault(
                f"The program made a mistake ({type(fault).__name__}). What was saved is safe. "
                "Try again; if it stays, copy the details for whoever helps you.",
                details,
            )


def next_theme(theme_name: str) -> str:
    """The look after this one, going round."""
    return THEMES[(THEMES.index(theme_name) + 1) % len(THEMES)]


def look(app: QApplication, preferences: Preferences, family: str | None = None) -> None:
    """Give the application its look."""
    choice = preferences.theme
    theme.apply(app, choice, preferences.text_percent / 100, family)  # type: ignore[arg-type]  # checked when read


def run_window(
    profile: Profile,
    store: Store,
    clock: Clock,
    guess: Callable[[], SetupForm],
    default_policy: str,
    while_open: Callable[[App], None] | None = None,
    team_for: TeamFor = team_of,
    ways_in_for: WaysInFor = ways_in_of,
) -> int:
    """Show the window until it is closed; the exit code. `while_open` may add to it (the demo's trickle),
    `team_for` joins it with the colleagues' desks, `ways_in_for` with its mailboxes and folders.
    """
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 - the line above made it one
    qt.setApplicationName("BDC Desk")
    preferences = read_preferences(profile)
    look(qt, preferences)
    app = App(profile, store, clock, preferences=preferences)
    sys.excepthook = app.hear_fault
    app.begin(guess, default_policy, team_for=team_for, ways_in_for=ways_in_for)
    app.bind_look(qt)
    app.show()
    app.run_clockwork()
    if while_open is not None:
        while_open(app)
    app.window.closing.connect(app.keep_window)
    code = qt.exec()
    app.close()
    return code


def trickle_into(app: App) -> None:
    """Let a new invented enquiry arrive every 20 to 60 seconds, as long as the demo is open."""
    workplace = app.workplace
    if workplace is None:
        return
    trickle, desk = Trickle(), workplace.desk
    timer = QTimer(app.hub)
    timer.setSingleShot(True)
    arrived = count()

    def arrive() -> None:
        number = next(arrived)
        app.lanes.storage(
            lambda: receive_lead(desk, trickle.next_arrival(number, desk.clock.now())),
            lambda received: app.hub.tell(received.changes),
        )
        timer.start(int(trickle.pause(number).total_seconds() * 1000))

    timer.timeout.connect(arrive)
    timer.start(FIRST_ARRIVAL_MS)
