"""Readers of mailboxes and folders for tests: they say what the test says, and remember what they were
asked.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.errors import BdcDeskError
from bdc_desk.intake.importing import Imported, Piece, changes_of, take_in
from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.operations.setting_up import set_up
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.intake.mailbox_work import ShowCode
from bdc_desk.ui.intake_work import IntakeWork, WaysIn
from bdc_desk.window_look import look
from tests.end2end.desk_at_work import FORM, POLICY, AtWork, adf_mail

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LEADS = MailboxSettings("Leads", "imap.example.test", "leads@example.test")
WAITS = SourceStatus(SourceKind.MAILBOX, "Leads", SourceState.WAITING, TEN, TEN)
CUT_OFF = (
    b"From: portal@example.test\r\nSubject: lead\r\n\r\n<?adf version='1.0'?><adf><prospect><customer>"
    b"<contact><name part='full'>Rosa Lindqvist</name><phone>020 7946 0182</phone></contact>"
)


class FakeIntake:
    """Nothing is read; `tell` says how sources stand, from another thread as the readers do."""

    def __init__(self) -> None:
        self.told: tuple[SourceStatus, ...] = ()
        self.asked: list[tuple[str, ...]] = []
        self.threads: set[str] = set()
        self.running = False
        self.on_status: Callable[[SourceStatus], None] = lambda _status: None
        self.on_changes: Callable[[Changes], None] = lambda _changes: None

    def start(self, on_status: Callable[[SourceStatus], None], on_changes: Callable[[Changes], None]) -> None:
        self.on_status, self.on_changes, self.running = on_status, on_changes, True

    def stop(self) -> None:
        self.running = False

    def statuses(self) -> tuple[SourceStatus, ...]:
        return self.told

    def read_now(self, name: str | None = None) -> None:
        self.asked.append(("read now", name or "all"))

    def read_again(self, name: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.asked.append(("read again", name))

    def give_password(self, name: str, password: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.asked.append(("password", name, password))

    def reload(self) -> None:
        self.asked.append(("reload",))

    def tell(self, *statuses: SourceStatus) -> None:
        """From another thread."""
        self.told = statuses
        thread = threading.Thread(target=lambda: [self.on_status(status) for status in statuses])
        thread.start()
        thread.join()


class FakeMail:
    """Mail servers: `steps` is what a trial finds; `gate` holds answers back; `kept` is whether a keyring is
    there.
    """

    def __init__(self) -> None:
        self.steps: Sequence[JoinStep] = (JoinStep("Server", done=True, words="It answers."),)
        self.kept = True
        self.code = ("ABCD-1234", "https://login.example.test/device")
        self.fault: BdcDeskError | None = None
        self.gate = Event()
        self.gate.set()
        self.asked: list[tuple[str, MailboxSettings, str]] = []
        self.cancelled = 0

    def check(self, settings: MailboxSettings, password: str, _cancelled: Event) -> Sequence[JoinStep]:
        self._ask("check", settings, password)
        return self.steps

    def keep_password(self, settings: MailboxSettings, password: str) -> bool:
        self._ask("keep", settings, password)
        return self.kept

    def forget_password(self, settings: MailboxSettings) -> None:
        self._ask("forget", settings, "")

    def sign_in(self, settings: MailboxSettings, secret: str, show: ShowCode, cancelled: Event) -> bool:
        show(*self.code)
        while not self.gate.wait(0.01):
            if cancelled.is_set():
                self.cancelled += 1
                break
        self._ask("sign in", settings, secret)
        return self.kept

    def _ask(self, what: str, settings: MailboxSettings, password: str) -> None:
        assert threading.current_thread() is not threading.main_thread(), "the window would wait"
        assert self.gate.wait(10) or self.cancelled
        self.asked.append((what, settings, password))
        if self.fault is not None:
            raise self.fault


class AtIntake(AtWork):
    """A desk whose readers and mail servers are the test's."""

    fake: FakeIntake
    mail: FakeMail

    @property
    def intake(self) -> IntakeWork:
        return self.work.intake

    def settle(self) -> None:
        """Wait until both lanes have delivered and what came from other threads is heard."""
        done: list[bool] = []
        for _ in range(3):
            done.clear()
            self.app.lanes.network(lambda: True, done.append)
            self.qtbot.waitUntil(lambda: bool(done), timeout=10_000)
            self.rest()

    def tell(self, *statuses: SourceStatus) -> None:
        self.fake.tell(*statuses)
        self.settle()

    def press_escape_at_queue(self) -> None:
        """Esc with the keyboard in the queue; nothing is waited for."""
        self.window.focus_queue()
        self.qtbot.keyClick(self.window.queue.view, Qt.Key.Key_Escape)

    def bring(self, *mails: bytes, name: str = "") -> list[Imported]:
        """Mails come in by the mailbox."""
        found = list(
            take_in(self.desk, [Piece(name, mail) for mail in mails], origin=Origin.MAILBOX, where="Leads")
        )
        self.app.hub.tell(changes_of(found))
        self.settle()
        return found

    def lead_mail(self, number: int, name: str) -> bytes:
        return adf_mail(number, name, f"020 7946 {number:04}")


@contextmanager
def intake_desk(
    qtbot: QtBot, qapp: QApplication, folder: Path, fake: FakeIntake | None = None
) -> Iterator[AtIntake]:
    """The window open at ten on a Monday, the readers begun."""
    clock, profile = FixedClock(TEN), Profile(folder)
    store = Store.open(profile.database)
    desk = set_up(store, clock, FORM, POLICY)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    links: list[str] = []
    readers, mail = fake or FakeIntake(), FakeMail()
    app = App(profile, store, clock, links=lambda url: not links.append(url), preferences=preferences)  # type: ignore[func-returns-value]
    app._ways_in_for = lambda _desk, _team: WaysIn(readers, mail)
    try:
        app.work(desk, "by hand")
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        at_work = AtIntake(qtbot, app, clock, desk, links)
        at_work.fake, at_work.mail = readers, mail
        at_work.work.begin_network()
        at_work.settle()
        yield at_work
        at_work.settle()
    finally:
        mail.gate.set()
        app.window.close()
        app.close()
        app.window.deleteLater()
        store.close()


def failed(**fields: object) -> SourceStatus:
    told = replace(WAITS, state=SourceState.FAILED, why="The mail server does not answer. It is tried again.")
    return replace(told, **fields)  # type: ignore[arg-type]  # fields of the status


def no_password(**fields: object) -> SourceStatus:
    return replace(failed(), state=SourceState.NO_PASSWORD, why="The password is needed.", **fields)  # type: ignore[arg-type]
