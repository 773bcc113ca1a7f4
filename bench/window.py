"""A whole window at work in this process, for benches that press keys and let time pass."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bdc_desk.app import App
from bdc_desk.cli.guesses import guessed_form
from bdc_desk.clock import FixedClock, SystemClock
from bdc_desk.settings import Preferences, profile_at
from bdc_desk.storage.store import Store
from bench.rows import application


class Window:
    """The window and what a person does at it."""

    def __init__(self, app: App, clock: FixedClock) -> None:
        self.app, self.clock = app, clock
        assert app.workplace is not None
        self.work = app.workplace

    def press(self, key: Qt.Key) -> None:
        """A real key event to whatever has the keyboard."""
        held: QWidget = QApplication.focusWidget() or self.app.window
        QTest.keyClick(held, key)

    def rest(self) -> None:
        """Until the lanes have delivered what was asked for, and what that asked for."""
        for _ in range(3):
            done: list[bool] = []
            self.app.lanes.storage(lambda: True, done.append)
            self.until(lambda done=done: bool(done))  # type: ignore[misc]

    @staticmethod
    def until(done: Callable[[], bool]) -> None:
        """Let the event loop turn until then, and once more so that it is painted."""
        patience = QDeadlineTimer(60_000)
        while not done():
            assert not patience.hasExpired(), "what a key should have done has not come about in a minute"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1000)
        QApplication.processEvents()


@contextmanager
def window_on(folder: Path) -> Iterator[Window]:
    """The window of the profile in `folder`, with real lanes and a clock that moves when told."""
    qt = application()
    profile = profile_at(str(folder))
    store, clock = Store.open(profile.database), FixedClock(SystemClock().now())
    app = App(
        profile, store, clock, links=lambda _link: True, preferences=Preferences(sound=False, tray=False)
    )
    try:
        app.begin(guessed_form, "")
        app.window.resize(1280, 720)
        app.window.show()
        made = Window(app, clock)
        made.until(lambda: made.work.feed.about is not None)
        made.rest()
        yield made
    finally:
        app.close()
        store.close()
        app.window.close()
        app.window.deleteLater()
        qt.processEvents()
