"""A team for tests: it answers what the test says, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import add_person, set_up
from bdc_desk.operations.teamwork import Presence
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.sync.values import ClaimAnswer, Link, SyncStatus
from bdc_desk.window_look import look
from tests.end2end.desk_at_work import AtWork
from tests.helpers.desks import FORM, POLICY, draft

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
OFFLINE = ClaimAnswer(granted=False, offline=True)


def synced(at: datetime = TEN, **fields: object) -> SyncStatus:
    return SyncStatus(Link.SYNCED, at, at, **fields)  # type: ignore[arg-type]  # fields of the status


class FakeTeam:
    """`answer`: what is said to the next question; None: it is granted. `gate` holds answers back."""

    def __init__(self, status: SyncStatus | None = None) -> None:
        self.status = status or synced()
        self.answer: ClaimAnswer | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[tuple[str, ...]] = []
        self.presences: list[Presence] = []
        self.passwords: list[str] = []
        self.original_text: bytes | None = None
        self.wakes = 0
        self.running = False
        self.on_status: Callable[[SyncStatus], None] = lambda _status: None
        self.on_changes: Callable[[Changes], None] = lambda _changes: None

    def start(self, on_status: Callable[[SyncStatus], None], on_changes: Callable[[Changes], None]) -> None:
        self.on_status, self.on_changes, self.running = on_status, on_changes, True

    def stop(self) -> None:
        self.running = False

    def wake(self) -> None:
        self.wakes += 1

    def claim(self, lead: str) -> ClaimAnswer:
        return self._answer("claim", lead)

    def claim_next(self, leads: Sequence[str]) -> ClaimAnswer:
        return self._answer("next", *leads)

    def take_over(self, lead: str) -> ClaimAnswer:
        return self._answer("take over", lead)

    def set_presence(self, state: Presence) -> None:
        self.presences.append(state)

    def give_password(self, password: str) -> None:
        self.passwords.append(password)

    def original(self, lead: str) -> bytes | None:
        self.asked.append(("original", lead))
        return self.original_text

    def lease(self, name: str, span: timedelta) -> bool | None:
        self.asked.append(("lease", name))
        return True

    def tell(self, status: SyncStatus) -> None:
        """From another thread, as the sync does."""
        self.status = status
        _elsewhere(lambda: self.on_status(status))

    def bring(self, changes: Changes) -> None:
        """Changes of a colleague, from another thread."""
        _elsewhere(lambda: self.on_changes(changes))

    def _answer(self, what: str, *leads: str) -> ClaimAnswer:
        assert threading.current_thread() is not threading.main_thread(), "the window would wait"
        self.asked.append((what, *leads))
        assert self.gate.wait(10)
        return self.answer or ClaimAnswer(granted=True, lead=leads[0])


def _elsewhere(call: Callable[[], None]) -> None:
    thread = threading.Thread(target=call)
    thread.start()
    thread.join()


class AtTeamDesk(AtWork):
    """A desk in a team of two: Ana sits here, Kim elsewhere."""

    team: FakeTeam
    kim: Desk

    def settle(self) -> None:
        """Wait until both lanes have delivered and what came from other threads is heard."""
        done: list[bool] = []
        for _ in range(3):
            done.clear()
            self.app.lanes.network(lambda: True, done.append)
            self.qtbot.waitUntil(lambda: bool(done), timeout=10_000)
            self.rest()

    def lead(self, number: int, name: str, minutes: float = 0) -> str:
        """An enquiry arrives, `minutes` ago."""
        fields = {"arrived_at": self.clock.now() - timedelta(minutes=minutes)} if minutes else {}
        received = receive_lead(self.desk, draft(number, name, **fields))
        self.app.hub.tell(received.changes)
        self.rest()
        return received.lead

    def choose(self, lead: str) -> None:
        assert self.window.queue.select(lead)
        self.rest()


@contextmanager
def team_desk(
    qtbot: QtBot, qapp: QApplication, folder: Path, role: str = "enquiry", team: FakeTeam | None = None
) -> Iterator[AtTeamDesk]:
    """The window open at ten on a Monday, the sync begun."""
    clock, profile = FixedClock(TEN), Profile(folder)
    store = Store.open(profile.database)
    first = set_up(store, clock, FORM, POLICY)
    kim = add_person(first, "Kim Lee", "enquiry")
    desk = Desk(store, clock, add_person(first, "Ana Cruz", role).id)
    preferences = Preferences(theme="light", sound=True, tray=False, lock_minutes=0)
    look(qapp, preferences)
    links: list[str] = []
    fake = team or FakeTeam()
    app = App(profile, store, clock, links=lambda url: not links.append(url), preferences=preferences)  # type: ignore[func-returns-value]
    app._team_for = lambda _desk: fake
    try:
        app.work(desk, "by hand")
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        at_work = AtTeamDesk(qtbot, app, clock, desk, links)
        at_work.team, at_work.kim = fake, Desk(store, clock, kim.id)
        assert at_work.work.team is not None
        at_work.work.team.start()
        at_work.settle()
        yield at_work
        at_work.settle()
    finally:
        fake.gate.set()
        app.window.close()
        app.close()
        app.window.deleteLater()
        store.close()
