"""The window from its first start to its last close: one a profile, one person at a time."""

import logging
import re
import signal
import sys
from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from bdc_desk.app import App
from bdc_desk.clock import Clock
from bdc_desk.demo import Trickle
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setup_form import SetupForm
from bdc_desk.outside import Secrets, TeamFor, WaysInFor, mail_out_of, team_of, ways_in_of
from bdc_desk.settings import Profile, read_preferences
from bdc_desk.storage.store import Store
from bdc_desk.ui.single_window import SingleWindow
from bdc_desk.ui.translation import SYSTEM, install_translation
from bdc_desk.window_look import look

FIRST_ARRIVAL_MS = 8000
LINK = re.compile(r"\b((?:mailto|tel|sip|https?|file):).+", re.DOTALL)
ENDINGS = ("SIGTERM", "SIGINT", "SIGHUP")
"""Signals that end the program the way closing the window does (Windows lacks the last)."""


def run_window(
    profile: Profile,
    store: Store,
    clock: Clock,
    guess: Callable[[], SetupForm],
    default_policy: str,
    while_open: Callable[[App], None] | None = None,
    team_for: TeamFor = team_of,
    ways_in_for: WaysInFor | None = None,
) -> int:
    """Show the window until it is closed; the exit code. A window that is open on this profile already shows
    itself instead. `while_open` may add to it (the demo's trickle), `team_for` joins it with the colleagues'
    desks, `ways_in_for` with its mailboxes and folders (None: the profile's). Raises SurroundingsFault where
    another program holds the profile and does not answer.
    """
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 - the line above made it one
    qt.setApplicationName("BDC Desk")
    single = SingleWindow(profile)
    if not single.take():
        return _show_the_other(single)
    before = qInstallMessageHandler(_hear_qt)
    secrets = Secrets()  # what is known for the session goes on with the next person
    ways_in = ways_in_for or partial(ways_in_of, secrets=secrets)
    mail_out = partial(mail_out_of, secrets=secrets)
    try:
        goes_on = True
        while goes_on:  # once a person: who switches gets a window of their own
            app = _open(qt, profile, store, clock)
            single.shown_again.connect(app.show_window)
            app.begin(guess, default_policy, team_for=team_for, ways_in_for=ways_in, server_for=mail_out)
            code = _run(qt, app, while_open)
            single.shown_again.disconnect(app.show_window)
            app.close()
            goes_on = app.is_switching
            app.window.deleteLater()
    finally:
        single.release()
        qInstallMessageHandler(before)
    return code


def _show_the_other(single: SingleWindow) -> int:
    if single.knock():
        logging.getLogger(__name__).info("a window is open on this profile: it was asked to show itself")
        return 0
    holder = single.holder()
    raise SurroundingsFault(
        f"This profile is open in another window{f' ({holder})' if holder else ''} that does not answer. "
        "End that program, or choose another profile with --profile."
    )


def _open(qt: QApplication, profile: Profile, store: Store, clock: Clock) -> App:
    preferences = read_preferences(profile)
    install_translation(qt, preferences.language or SYSTEM)
    look(qt, preferences)
    app = App(profile, store, clock, preferences=preferences)
    sys.excepthook = app.hear_fault
    return app


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


def _hear_qt(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """What Qt says goes into the program's log, without links: they may hold an address and a mail's text."""
    levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}
    said = LINK.sub(r"\1...", message or "")
    logging.getLogger("qt").log(levels.get(kind, logging.INFO), "%s", said)


def _endings() -> list[str]:
    return [name for name in ENDINGS if hasattr(signal, name)]


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
