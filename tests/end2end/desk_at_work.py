"""A whole desk for a test: the real window on a real file with real lanes; the clock alone is the test's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.cadence.standing import Standing
from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import lead_standing
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.workplace import Workplace
from bdc_desk.window_look import look

FORM = SetupForm(
    name="Northgate Motors",
    country="GB",
    region="",
    zone="Europe/London",
    hours=dict.fromkeys(WEEKDAYS, ("09:00-21:00",)),
    person_name="Ana Cruz",
)
POLICY = files("bdc_desk_resources").joinpath("policies/default.toml").read_text(encoding="utf-8")


class AtWork:
    """What a person does at the desk, and what the log says of it."""

    def __init__(self, qtbot: QtBot, app: App, clock: FixedClock, desk: Desk, links: list[str]) -> None:
        self.qtbot, self.app, self.clock, self.desk, self.links = qtbot, app, clock, desk, links
        assert app.workplace is not None
        self.work: Workplace = app.workplace
        self.window = app.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A real key event to whatever has the keyboard."""
        held: QWidget = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(held, key, modifier)
        self.rest()

    def type(self, text: str) -> None:
        """Real key events, one a letter."""
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClicks(held, text)

    def rest(self) -> None:
        """Wait until the lanes have delivered everything that was asked for."""
        done: list[bool] = []
        for _ in range(3):  # what is delivered may ask for more
            done.clear()
            self.app.lanes.storage(lambda: True, done.append)
            self.qtbot.waitUntil(lambda: bool(done), timeout=10_000)

    def pass_time(self, span: timedelta) -> None:
        """Time passes; the desk ticks once at its end, as after a sleep."""
        self.clock.advance(span)
        self.work.tick(self.clock.now())
        self.rest()

    def tick_through(self, seconds: int) -> None:
        """Time passes second by second."""
        for _ in range(seconds):
            self.clock.advance(timedelta(seconds=1))
            self.work.tick(self.clock.now())
        self.rest()

    def go_on_at(self, at: datetime) -> None:
        """Come back at this moment."""
        self.pass_time(at - self.clock.now())

    def drop(self, *paths: Path) -> None:
        """Drag files onto the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(200, 200),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.window.dropEvent(event)
        self.rest()

    def standing(self, lead: str) -> Standing:
        """What the engine concludes of a lead now."""
        return lead_standing(self.desk, lead)

    def kinds(self, lead: str) -> list[str]:
        """The kinds of the lead's entries, in the order of the log."""
        with self.desk.store.snapshot() as snapshot:
            return [entry.kind for entry in snapshot.entries_of(lead)]

    def notice(self) -> str:
        """What the notice says."""
        return self.window.notice.accessibleName() if self.window.notice.isVisible() else ""


@contextmanager
def desk_at_work(
    qtbot: QtBot, qapp: QApplication, folder: Path, at: datetime, dial: str = "by hand"
) -> Iterator[AtWork]:
    """The window open on a dealership that was set up just now."""
    store = Store.open(Profile(folder).database)
    clock = FixedClock(at)
    desk = set_up(store, clock, FORM, POLICY)
    with opened(qtbot, qapp, Profile(folder), store, desk, clock, dial) as at_work:
        yield at_work


@contextmanager
def again(qtbot: QtBot, qapp: QApplication, folder: Path, at: datetime) -> Iterator[AtWork]:
    """The window open once more on the same profile."""
    store = Store.open(Profile(folder).database)
    with store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    assert identity.person is not None
    clock = FixedClock(at)
    with opened(
        qtbot, qapp, Profile(folder), store, Desk(store, clock, identity.person), clock, ""
    ) as at_work:
        yield at_work


@contextmanager
def opened(
    qtbot: QtBot, qapp: QApplication, profile: Profile, store: Store, desk: Desk, clock: FixedClock, dial: str
) -> Iterator[AtWork]:
    """The window on this desk; the store is closed at the end."""
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    links: list[str] = []

    def keep(url: str) -> bool:
        links.append(url)
        return True

    app = App(profile, store, clock, links=keep, preferences=preferences)
    try:
        app.begin(lambda: FORM, POLICY, dial)
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        at_work = AtWork(qtbot, app, clock, desk, links)
        at_work.rest()
        yield at_work
        at_work.rest()
    finally:
        app.window.close()
        app.close()
        app.window.deleteLater()
        store.close()


def adf_mail(
    number: int, name: str, phone: str, comments: str = "Is it still available?", received: str = ""
) -> bytes:
    """An invented lead mail that carries ADF. `received`: the date of its Received line, "" for none."""
    first, last = name.split(" ", 1)
    trace = f"Received: from portal.example.test by mail.example.test; {received}\n" if received else ""
    return f"""{trace}From: AutoPortal <leads@portal.example.test>
To: sales@northgate.example.test
Subject: New lead {number}
Message-ID: <{number}@portal.example.test>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

<?xml version="1.0" encoding="UTF-8"?>
<?adf version="1.0"?>
<adf><prospect><id source="AutoPortal">{number}</id>
<requestdate>2026-03-02T09:29:00+00:00</requestdate>
<vehicle interest="buy" status="used"><year>2021</year><make>Ford</make><model>Ranger</model></vehicle>
<customer><contact><name part="first">{first}</name><name part="last">{last}</name>
<email>{first.lower()}@example.test</email><phone type="cellphone">{phone}</phone></contact>
<comments>{comments}</comments></customer>
<vendor><vendorname>Northgate Motors</vendorname><contact><name part="full">Sales</name></contact></vendor>
<provider><name part="full">AutoPortal</name></provider>
</prospect></adf>
""".encode()
