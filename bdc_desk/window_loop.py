"""The window from its first start to its last close: one a profile, one person at a time."""

import logging
import re
import signal
from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from bdc_desk.app import App
from bdc_desk.clock import Clock
from bdc_desk.errors import BdcDeskError, SurroundingsFault
from bdc_desk.first_window import FirstWindow, application, dress
from bdc_desk.log import CrashWatch
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setup_form import SetupForm
from bdc_desk.outside import Secrets, TeamFor, WaysInFor, mail_out_of, team_of, ways_in_of
from bdc_desk.settings import Profile, read_preferences
from bdc_desk.storage.store import Store
from bdc_desk.ui.crash.crash_session import program_line
from bdc_desk.ui.crash.fault_watch import FaultWatch
from bdc_desk.ui.single_window import SingleWindow
from bdc_desk.window_restore import Swapped, swap

FIRST_ARRIVAL_MS = 8000
LINK = re.compile(r"\b((?:mailto|tel|sip|https?|file):).+", re.DOTALL)
ENDINGS = ("SIGTERM", "SIGINT", "SIGHUP")
"""Signals that end the program the way closing the window does (Windows lacks the last)."""


def run_window(  # noqa: PLR0913 - what a window is made of; the frame is one more
    profile: Profile,
    store: Store,
    clock: Clock,
    guess: Callable[[], SetupForm],
    default_policy: str,
    while_open: Callable[[App], None] | None = None,
    team_for: TeamFor = team_of,
    ways_in_for: WaysInFor | None = None,
    *,
    first: FirstWindow | None = None,
) -> int:
    """Show the window until it is closed; the exit code. A window that is open on this profile already shows
    itself instead. `while_open` may add to it (the demo's trickle), `team_for` joins it with the colleagues'
    desks, `ways_in_for` with its mailboxes and folders (None: the profile's). `first`: the frame that stands
    already. Raises SurroundingsFault where another program holds the profile and does not answer.
    """
    qt = application()
    single = first.single if first is not None else SingleWindow(profile)
    if not _taken(single, first):
        return _show_the_other(single)
    crashes, faults = CrashWatch(profile.logs), FaultWatch()
    last_time = crashes.begin(f"{program_line()}\n{clock.now():%Y-%m-%d %H:%M:%S} UTC")
    before = qInstallMessageHandler(partial(_hear_qt, crashes=crashes))
    faults.begin()
    secrets = Secrets()  # what is known for the session goes on with the next person
    ways_in = ways_in_for or partial(ways_in_of, secrets=secrets)
    mail_out = partial(mail_out_of, secrets=secrets)
    log = Swapped(store)
    try:
        goes_on = True
        while goes_on:  # once a person: who switches gets a window of their own; once more for a backup
            app = _open(qt, profile, log.store, clock, first)
            first = None
            single.shown_again.connect(app.show_window)
            heard = faults.heard.connect(app.faults.tell, Qt.ConnectionType.QueuedConnection)
            try:
                app.begin(guess, default_policy, team_for=team_for, ways_in_for=ways_in, server_for=mail_out)
            except BdcDeskError:
                raise
            except Exception as fault:  # noqa: BLE001 - the window says it; without a console nobody else would
                app.window.show_page(app.window.desk)
                app.faults.tell(fault)
            if last_time:
                app.faults.tell_of_last_time(last_time)
                last_time = ""
            if log.words:
                app.say_restored(log.words, well=log.well)
                log = Swapped(log.store)
            code = _run(qt, app, while_open)
            faults.heard.disconnect(heard)
            single.shown_again.disconnect(app.show_window)
            app.close()
            goes_on = app.is_switching or app.restores is not None
            if app.restores is not None:
                log = swap(profile, log.store, clock, app.restores)
            app.window.deleteLater()
    finally:
        if log.store is not store:
            log.store.close()
        faults.end()
        single.release()
        qInstallMessageHandler(before)
        crashes.end()
    return code


def _taken(single: SingleWindow, first: FirstWindow | None) -> bool:
    """Whether this is the profile's window, as that of `first` is; from now on it hears who knocks."""
    if first is None:
        return single.take()
    single.hear()
    return True


def _show_the_other(single: SingleWindow) -> int:
    if single.knock():
        logging.getLogger(__name__).info("a window is open on this profile: it was asked to show itself")
        return 0
    holder = single.holder()
    raise SurroundingsFault(
        f"This profile is open in another window{f' ({holder})' if holder else ''} that does not answer. "
        "End that program, or choose another profile with --profile."
    )


def _open(qt: QApplication, profile: Profile, store: Store, clock: Clock, first: FirstWindow | None) -> App:
    preferences = read_preferences(profile)
    if first is None:
        dress(qt, preferences)
    return App(profile, store, clock, preferences=preferences, frame=first.window if first else None)


def _run(qt: QApplication, app: App, while_open: Callable[[App], None] | None) -> int:
    """From the first frame to the close."""
    app.bind_look()
    app.mind_closing()
    app.look.show()
    app.run_clockwork()
    if while_open is not None:
        while_open(app)
    app.window.closing.connect(app.look.keep_window)
    app.window.closing.connect(qt.quit)
    handlers = {name: signal.signal(getattr(signal, name), app.end) for name in _endings()}
    code = qt.exec()
    for name, handler in handlers.items():
        signal.signal(getattr(signal, name), handler)
    return code


def _hear_qt(
    kind: QtMsgType,
    _context: QMessageLogContext,
    message: str | None,
    crashes: CrashWatch | None = None,
) -> None:
    """What Qt says goes into the program's log, without links: they may hold an address and a mail's text.
    After its last word it ends the program: that one stands beside the account of the crash.
    """
    levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtFatalMsg: logging.CRITICAL}
    said = LINK.sub(r"\1...", message or "")
    logging.getLogger("qt").log(levels.get(kind, logging.INFO), "%s", said)
    if kind is QtMsgType.QtFatalMsg and crashes is not None:
        crashes.say(f"Qt ended the program: {said}")


def _endings() -> list[str]:
    return [name for name in ENDINGS if hasattr(signal, name)]


def trickle_into(app: App) -> None:
    """Let a new invented enquiry arrive every 20 to 60 seconds, as long as the demo is open."""
    workplace = app.workplace
    if workplace is None:
        return
    from bdc_desk.demo import Trickle  # noqa: PLC0415 - for the demo only

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
