"""The composition root of the window: the only file that knows every concrete class."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.clock import Clock, ShiftedClock
from bdc_desk.contact.dialling import Dialler, dialler_for
from bdc_desk.contact.templates import preview_for
from bdc_desk.errors import NotSetUp
from bdc_desk.first_steps import FirstSteps
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, dial_way
from bdc_desk.operations.rebuilding import lists_moved
from bdc_desk.operations.seat import sit_down
from bdc_desk.operations.setup_form import SetupForm
from bdc_desk.operations.watching import Watch
from bdc_desk.outside import (
    ServerFor,
    TeamFor,
    WaysInFor,
    alone,
    no_server,
    no_ways_in,
    open_link,
)
from bdc_desk.settings import Preferences, Profile, read_preferences
from bdc_desk.storage.store import Store
from bdc_desk.sync.settings import clock_off
from bdc_desk.ui.alerts.sound import Sound, system_player
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.crash.crash_session import CrashSession
from bdc_desk.ui.day_work import DaySettings
from bdc_desk.ui.first_frame import AfterFirstFrame
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.team.team import Join
from bdc_desk.ui.ticker import Ticker
from bdc_desk.ui.translation import language_name, languages
from bdc_desk.ui.watcher import Watcher
from bdc_desk.ui.workplace import Tools, Workplace
from bdc_desk.window_look import WindowLook


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
        frame: MainWindow | None = None,
    ) -> None:
        """`lanes` inline for pictures; `links` is what opens tel: and mailto:; `join` joins a team. `frame`:
        a window that is on the screen already, with first rows or without panels.
        """
        self.profile, self._store, self._links = profile, store, links
        # In a team it goes by the shared database's clock: the sync moves it.
        self._own_clock, self._clock = clock, ShiftedClock(clock, timedelta())
        self._rules = _Rules()
        self.hub = ChangeHub()
        self.lanes = lanes or Lanes(self._fault, self.hub)
        self.window = frame or MainWindow()
        if self.window.is_furnished:  # the first rows stand there
            self.window.queue.set_age(self._rules.age)
        else:
            self.window.furnish(self._rules.age, clock.now())
        self.faults = CrashSession(self.window, clock, self._leave)
        self.look = WindowLook(profile, preferences or read_preferences(profile), self.window)
        self.ticker = Ticker(self._clock, self.hub)
        self.workplace: Workplace | None = None
        self._watcher: Watcher | None = None
        self._team_for: TeamFor = alone
        self._ways_in_for: WaysInFor = no_ways_in
        self._server_for: ServerFor = no_server
        self._first_frame: AfterFirstFrame | None = None
        self._minds_closing = self._was_asked_to_leave = False
        self.is_switching = False
        """The window was closed for another person: it opens again for that one."""
        self.restores: Path | None = None
        """The window was closed for this backup: it opens again on it."""
        clocks = self._own_clock, self._clock
        self.first_steps = FirstSteps(
            self.window, self.lanes, store, clocks, self._go_to_work, self._give_password, join
        )
        self._tray = Tray(self.window, wanted=self.look.preferences.tray)
        self._tray.use(self.look.preferences)
        self._sound = Sound(system_player(), folder=profile.tones)
        self._sound.use(self.look.preferences)
        self.look.heard += [self._tray.use, self._sound.use]

    def begin(
        self,
        guess: Callable[[], SetupForm],
        default_policy: str,
        dial: str = "",
        team_for: TeamFor | None = None,
        ways_in_for: WaysInFor | None = None,
        server_for: ServerFor | None = None,
    ) -> None:
        """Show the desk of this profile, or the set-up page where there is no dealership yet."""
        self._team_for = team_for or alone
        self._ways_in_for = ways_in_for or no_ways_in
        self._server_for = server_for or no_server
        self.look.place_window()
        with self._store.snapshot() as snapshot:
            identity = snapshot.desk()
        if identity is not None and identity.person is not None:
            self._clock.by = clock_off(self._store)
            try:
                self.work(Desk(self._store, self._clock, identity.person), dial)
            except NotSetUp as fault:  # joining was cut short before the rules came
                if not identity.is_in_team:
                    raise
                self.first_steps.ask_join(str(fault))
        else:
            self.first_steps.ask_set_up(guess(), default_policy)

    def work(self, desk: Desk, dial: str = "") -> None:
        """Join the window with the desk and begin to work."""
        about = around(desk)
        self._rules.policy = about.policy
        self.window.queue.set_person(desk.person)
        self.window.setWindowTitle(f"{about.dealership} · {about.name_of(desk.person)} · BDC Desk")
        dialler: Dialler = dialler_for(dial or dial_way(desk), self._links)
        team = self._team_for(desk)
        tools = Tools(
            desk=desk,
            lanes=self.lanes,
            hub=self.hub,
            dialler=dialler,
            preview=partial(preview_for, self.profile.templates),
            open_link=self._links,
            sound=self._sound,
            tray=self._tray,
            team=team,
            ways_in=self._ways_in_for(desk, team),
            server=self._server_for(desk),
            settings=self._settings(),
        )
        self.workplace = Workplace(self.window, tools)
        self.hub.changed.connect(lambda _changes: self._read_policy(desk))
        self.ticker.ticked.connect(self.workplace.tick)
        self.workplace.start()
        self._catch_up(desk)
        self.window.show_page(self.window.desk)
        self.window.focus_queue()

    def _settings(self) -> DaySettings:
        return DaySettings(
            preferences=lambda: self.look.preferences,
            change=self.look.change,
            switch=self.switch_to,
            texts=self.profile.templates,
            languages=[(language_name(code), code) for code in languages()],
            look=[*self.look.actions(), *self.faults.actions()],
            restore=self.restore,
        )

    def _catch_up(self, desk: Desk) -> None:
        """Conclude anew what an older version of the program kept less of, some leads at a time, so that the
        agent's own work comes between.
        """

        def caught_up(told: tuple[bool, Changes]) -> None:
            is_done, moved = told
            self.hub.tell(moved)
            if not is_done:
                self._catch_up(desk)

        self.lanes.storage(lambda: lists_moved(desk), caught_up)

    def run_clockwork(self) -> None:
        """Start the tick and the look at what other programs write."""
        self.ticker.start()
        if self.workplace is not None and self._watcher is None:
            self._watcher = Watcher(Watch(self.workplace.desk).look, self.hub, self._fault)
            self._watcher.start()
        if self.workplace is not None and self._first_frame is None:
            self._first_frame = AfterFirstFrame(self.window, self.workplace.begin_network)

    def bind_look(self) -> None:
        """From now on keys change how the window looks."""
        self.look.bind(lambda text: self.workplace.news.tell(text) if self.workplace is not None else None)

    def mind_closing(self) -> None:
        """From now on closing the window says first what ends with it, or leaves the desk in the tray."""
        self._minds_closing = True
        if self.workplace is not None:
            self.workplace.day.window.mind_closing()

    def show_window(self) -> None:
        """Somebody started the program once more on this profile."""
        if self.workplace is not None:
            self.workplace.day.window.show_window()
        else:
            self.window.activateWindow()

    def switch_to(self, person: str, pin: str, refused: Callable[[Exception], None]) -> None:
        """Another takes the desk by their PIN, "" where they have none: this window closes, and one opens for
        that person (`is_switching`). `refused` hears why not.
        """
        workplace = self.workplace
        if workplace is None or person == workplace.desk.person:
            return

        def leave(_desk: Desk) -> None:
            self.is_switching = True
            self.end()

        self.lanes.storage(lambda: sit_down(workplace.desk, person, pin), leave, refused)

    def restore(self, backup: Path) -> None:
        """This window closes, and one opens on the backup (`restores`)."""
        self.restores = backup
        self.end()

    def say_restored(self, words: str, *, well: bool) -> None:
        """Say what came of restoring a backup while the window was closed."""
        if self.workplace is not None:
            self.workplace.day.say_restored(words, well=well)

    def end(self, *_signal: object) -> None:
        """Close the window without a question: the system asks, another person takes the desk, or a backup
        takes the log's place.
        """
        self.window.may_close = lambda: True
        self.window.close()

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

    def _read_policy(self, desk: Desk) -> None:
        """A policy that came into force changes ages at once."""
        self.lanes.storage(lambda: around(desk).policy, self._take_policy)

    def _take_policy(self, policy: Policy) -> None:
        self._rules.policy = policy

    def _go_to_work(self, desk: Desk) -> None:
        self.work(desk)
        self.run_clockwork()
        if self._minds_closing:
            self.mind_closing()

    def _give_password(self, password: str) -> None:
        team = self.workplace.tools.team if self.workplace is not None else None
        if team is not None:
            team.give_password(password)

    def _leave(self) -> None:
        """The person wants the program to end after a mistake of it: the usual way first, which may say what
        would be lost; asked once more it ends.
        """
        if self._was_asked_to_leave or self.workplace is None:
            self.end()
            return
        self._was_asked_to_leave = True
        self.faults.panel.close_panel()
        self.workplace.day.window.quit()

    def _fault(self, fault: Exception) -> None:
        """A mistake of ours: in the log with its trace, on the screen in words with details to copy."""
        self.faults.tell(fault)
