"""Two desks of one team side by side, by real keys over a real PostgreSQL: a lead imported on one, the claim
seen, the call logged on one opening the template on the other, the cable pulled and put back.

With BDC_DESK_PICTURES=FOLDER the two windows are drawn there, as README shows them.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.cli.main import main
from bdc_desk.clock import SystemClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.sync.administering import verify_shared
from bdc_desk.sync.joining import join
from bdc_desk.sync.team import Team
from bdc_desk.sync.values import Link
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.picture import load_font, settle
from bdc_desk.window_look import look
from tests.helpers.desks import FORM, POLICY
from tests.helpers.proxy import Line, Proxy
from tests.helpers.teams import TeamDatabase, log_of, password_of, team_server

LONG = 30_000  # ms until a test that waits for the other desk gives up
PICTURES = "BDC_DESK_PICTURES"
GAP = 16
MAIL = """\
Received: from mx.portal.example.test by mail.dealer.example.test; {date}
Message-ID: <two-desks@portal.example.test>
From: leads@portal.example.test
To: sales@dealer.example.test
Subject: Enquiry
Content-Type: text/plain; charset=utf-8

<?xml version="1.0"?><?adf version="1.0"?>
<adf><prospect>
<vehicle interest="buy" status="used"><year>2022</year><make>Skoda</make><model>Octavia</model></vehicle>
<customer><contact><name part="first">Pat</name><name part="last">Sample</name>
<email>pat@example.test</email><phone>+44 20 7946 0123</phone></contact>
<comments>Is the blue one still there?</comments></customer>
<provider><name>AutoPortal</name></provider></prospect></adf>
"""


class JumpingClock(SystemClock):
    """The computer's clock, and what a test lets pass at once."""

    jumped = timedelta()

    def now(self) -> datetime:
        return super().now() + self.jumped

    def elapsed(self) -> float:
        return super().elapsed() + self.jumped.total_seconds()


class Window:
    """A person's window in the team, over a line of its own."""

    def __init__(
        self, qtbot: QtBot, shared: TeamDatabase, login: str, folder: Path, clock: SystemClock
    ) -> None:
        self._qtbot, self.folder = qtbot, folder
        self.line = Proxy(shared.team.server.port)
        address = shared.team.address(login, shared.name)
        self._address = type(address)(address.host, address.database, login, self.line.port)
        self._password = password_of(login)
        profile = Profile(folder)
        profile.folder.mkdir()
        self.store = Store.open(profile.database)
        joined = join(self.store, clock, str(self._address), self._password)
        assert joined.desk is not None, joined.failed
        self.app = App(
            profile,
            self.store,
            clock,
            preferences=Preferences(theme="light", sound=False, tray=False, lock_minutes=0),
        )
        self.app.begin(lambda: FORM, POLICY, team_for=self._team)
        self.app.window.resize(1280, 720)
        self.app.window.show()
        self.app.run_clockwork()
        assert self.app.workplace is not None
        self.work = self.app.workplace
        self.desk: Desk = self.work.desk

    def _team(self, desk: Desk) -> Team:
        return Team(desk, self._address, password=self._password, patience=2.0)

    def press(self, key: Qt.Key) -> None:
        """A real key event to whatever has the keyboard in this window."""
        self.app.window.activateWindow()
        self.until(self.app.window.isActiveWindow)
        self._qtbot.keyClick(self.app.window.focusWidget() or self.app.window, key)

    def type(self, text: str) -> None:
        """Real key events, one a letter."""
        self._qtbot.keyClicks(self.app.window.focusWidget(), text)

    def until(self, true: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(true, timeout=LONG)

    @property
    def link(self) -> Link:
        """How this window says that it stands to the shared database."""
        assert self.work.team is not None
        return self.work.team.status.link

    @property
    def foot(self) -> str:
        """The line at the window's foot."""
        return self.app.window.status.accessibleName()

    def rows(self) -> list[str]:
        """The rows of the queue as they are read aloud."""
        model = self.app.window.queue.model
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.data(model.index(place, 0), role)) for place in range(model.rowCount())]

    def open_templates(self) -> list[str]:
        """Email templates that are open for the lead on the page."""
        view = self.work.lead.view
        return [one.name for one in view.standing.templates if one.is_open] if view else []

    def close(self) -> None:
        self.app.window.close()
        self.app.close()
        self.app.window.deleteLater()
        self.store.close()
        self.line.close()


@pytest.fixture
def clock() -> JumpingClock:
    return JumpingClock()


@pytest.fixture
def shared() -> Iterator[TeamDatabase]:
    with team_server() as server, server.database() as database:
        yield database


@pytest.fixture
def windows(
    qtbot: QtBot, qapp: QApplication, shared: TeamDatabase, tmp_path: Path, clock: JumpingClock
) -> Iterator[tuple[Window, Window]]:
    look(qapp, Preferences(theme="light"), load_font() if os.environ.get(PICTURES) else None)
    with ExitStack() as stack:
        kim, lee = (
            stack.enter_context(closing(Window(qtbot, shared, login, tmp_path / login, clock)))
            for login in ("kim", "lee")
        )
        for one in (kim, lee):
            one.until(lambda one=one: one.link is Link.SYNCED)  # type: ignore[misc]  # bound now, not later
        yield kim, lee


def pass_time(shared: TeamDatabase, clock: JumpingClock, span: timedelta) -> None:
    """Let time pass for everybody."""
    shared.pass_time(span)
    clock.jumped += span


def test_a_lead_on_two_desks(
    windows: tuple[Window, Window], shared: TeamDatabase, clock: JumpingClock, tmp_path: Path
) -> None:
    kim, lee = windows
    mail = tmp_path / "lead.eml"
    mail.write_text(MAIL.format(date=clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000")), encoding="utf-8")

    # A lead imported beside Kim's window shows in hers and in Lee's.
    assert main(["--profile", str(kim.folder), "import", str(mail)]) == 0
    for one in windows:
        one.until(lambda one=one: any("Pat Sample" in row for row in one.rows()))  # type: ignore[misc]  # bound now
    assert kim.link is lee.link is Link.SYNCED

    # Kim takes it and begins the call: Lee sees that, and is refused.
    kim.press(Qt.Key.Key_Space)
    kim.until(lambda: kim.work.lead.view is not None)
    kim.press(Qt.Key.Key_F5)
    kim.until(lambda: kim.work.call.state is CallState.CALLING)
    lee.until(lambda: any("Kim Ro is on it" in row for row in lee.rows()))
    lee.press(Qt.Key.Key_J)
    lee.until(lambda: lee.work.lead.view is not None)
    lee.press(Qt.Key.Key_F5)
    lee.until(lambda: "Kim Ro is on it" in lee.app.window.notice.accessibleName())
    assert lee.open_templates() == []
    draw(windows)

    # The call that Kim logs opens the template at Lee's.
    pass_time(shared, clock, timedelta(seconds=25))
    kim.press(Qt.Key.Key_F5)
    kim.press(Qt.Key.Key_2)
    kim.until(lambda: kim.work.call.state is CallState.READY)
    lee.until(lambda: len(lee.open_templates()) == 1)

    # The cable is pulled in the middle of it: Kim works on, what she writes waits, and she is told.
    kim.line.set(Line.HALF_OPEN)
    kim.press(Qt.Key.Key_N)
    kim.type("Rang, left word. Colleague of the wife, calls back")
    kim.press(Qt.Key.Key_Escape)
    kim.until(lambda: kim.link is Link.OFFLINE)
    kim.until(lambda: "1 waiting" in kim.foot)
    lead = kim.work.lead.view.lead if kim.work.lead.view else ""
    assert notes(lee, lead) == []

    # It is put back: nothing was lost, nothing is doubled.
    kim.line.set(Line.WELL)
    kim.until(lambda: kim.link is Link.SYNCED)
    lee.until(lambda: len(notes(lee, lead)) == 1)
    kim.until(lambda: "waiting" not in kim.foot)
    for one in windows:
        assert chain(one) == log_of(shared, dealership(one))
        assert verify(one.desk) == []
    with shared.admin() as admin:
        admin.init()  # the server's own clock again
        (springfield,) = [one for one in admin.dealerships() if one.dealership == dealership(kim)]
        assert verify_shared(admin, springfield) == []


def notes(window: Window, lead: str) -> list[str]:
    """The notes of the lead, as this window's desk has them."""
    return [line.text for line in lead_view(window.desk, lead).timeline if line.kind == "note"]


def dealership(window: Window) -> str:
    with window.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    return identity.dealership


def chain(window: Window) -> list[tuple[int, str, str]]:
    """The replica's chain."""
    with window.store.snapshot() as snapshot:
        return snapshot._sql.rows(
            "SELECT no, entry, verdict FROM seal WHERE chain = (SELECT chain FROM this_desk) ORDER BY no"
        )


def draw(windows: tuple[Window, ...]) -> None:
    """The windows side by side, where pictures are wanted."""
    folder = os.environ.get(PICTURES)
    if not folder:
        return
    settle()
    width, height = windows[0].app.window.width(), windows[0].app.window.height()
    image = QImage(len(windows) * (width + GAP) + GAP, height + 2 * GAP, QImage.Format.Format_RGB32)
    image.fill(QColor("#57606A"))
    painter = QPainter(image)
    for place, one in enumerate(windows):
        one.app.window.render(painter, QPoint(GAP + place * (width + GAP), GAP))
    painter.end()
    assert image.save(str(Path(folder) / "two-desks.png"))
