"""The window, the sync and a real shared database together: joined by real keys, beside a colleague."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import SystemClock
from bdc_desk.operations.reading import lead_standing, taken_customers
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.teamwork import Presence, colleagues
from bdc_desk.outside import team_of
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.store import Store
from bdc_desk.sync.settings import SHARED_ADDRESS
from bdc_desk.sync.values import Link
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.setup.setup_page import SetupPage
from bdc_desk.ui.team.join_page import JoinPage
from bdc_desk.ui.workplace import Workplace
from bdc_desk.window_look import look
from tests.helpers.desks import FORM, POLICY, draft
from tests.helpers.teams import Member, TeamDatabase, TeamServer, password_of, team_server

LONG = 20_000  # ms until a test that waits for the other desk gives up


@pytest.fixture(scope="module")
def server() -> Iterator[TeamServer]:
    with team_server() as made:
        yield made


@pytest.fixture
def shared(server: TeamServer) -> Iterator[TeamDatabase]:
    with server.database() as database:
        yield database


@pytest.fixture
def lee(shared: TeamDatabase, tmp_path: Path) -> Iterator[Member]:
    """A colleague's desk without a window."""
    with closing(Member(shared, "lee", tmp_path / "lee.sqlite")) as member:
        yield member


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """The window on an empty profile."""
    profile = Profile(tmp_path / "profile")
    profile.folder.mkdir()
    store = Store.open(profile.database)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    made = App(profile, store, SystemClock(), preferences=preferences)
    made.begin(lambda: FORM, POLICY, team_for=team_of)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    store.close()


def until(qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(true, timeout=LONG)


def joined(qtbot: QtBot, app: App, shared: TeamDatabase) -> Workplace:
    """Kim joins by typing what she was told."""
    setup = app.window.pages.currentWidget()
    assert isinstance(setup, SetupPage)
    setup.join.click()
    for text in (str(shared.address("kim")), password_of("kim")):
        held = QApplication.focusWidget()
        assert isinstance(held, QLineEdit)
        qtbot.keyClicks(held, text)
        qtbot.keyClick(held, Qt.Key.Key_Return)
    until(qtbot, lambda: app.workplace is not None)
    assert app.workplace is not None
    feed = app.workplace.team
    assert feed is not None
    until(qtbot, lambda: feed.status.link is Link.SYNCED)
    return app.workplace


def arrive(lee: Member, number: int) -> str:
    lead = receive_lead(lee.desk, draft(number, arrived_at=lee.desk.clock.now())).lead
    lee.sync()
    return lead


def press(qtbot: QtBot, app: App, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or app.window, key)


def test_a_call_beside_a_colleague(qtbot: QtBot, app: App, shared: TeamDatabase, lee: Member) -> None:
    work = joined(qtbot, app, shared)
    first, second = arrive(lee, 1), arrive(lee, 2)
    model = app.window.queue.model
    until(qtbot, lambda: model.open_count() == 2)

    # what the colleague has in hand shows, is refused to F5, and is not what Space gives
    assert lee.team.claim(first).granted
    until(qtbot, lambda: any(model.is_held(place) for place in range(model.rowCount())))
    app.window.queue.select(first)
    until(qtbot, lambda: work.lead.view is not None and work.lead.view.lead == first)
    press(qtbot, app, Qt.Key.Key_F5)
    until(qtbot, lambda: "Lee Fox is on it" in app.window.notice.accessibleName())
    assert work.call.state is CallState.READY
    press(qtbot, app, Qt.Key.Key_Space)
    until(qtbot, lambda: work.lead.view is not None and work.lead.view.lead == second)

    # a call here is seen there
    press(qtbot, app, Qt.Key.Key_F5)
    until(qtbot, lambda: work.call.state is CallState.CALLING)
    work.tick(work.desk.clock.now())
    until(qtbot, lambda: lee_sees(lee) == Presence.CALLING)
    assert work.desk.person in {one.holder for one in taken_customers(lee.desk).values()}
    press(qtbot, app, Qt.Key.Key_F5)
    press(qtbot, app, Qt.Key.Key_1)
    until(qtbot, lambda: work.call.state is CallState.READY)
    feed = work.team
    assert feed is not None
    until(qtbot, lambda: feed.status.waiting == 0)
    lee.sync()
    assert [one.outcome for one in lead_standing(lee.desk, second).attempts] == ["no answer"]


def lee_sees(lee: Member) -> Presence | None:
    """What Kim is doing, as Lee's desk hears it."""
    lee.sync()
    return next((one.state for one in colleagues(lee.desk) if one.name == "Kim Ro"), None)


def test_a_password_that_is_not_known_stays_on_the_page(qtbot: QtBot, app: App, shared: TeamDatabase) -> None:
    app.first_steps.ask_join()
    page = app.window.pages.currentWidget()
    assert isinstance(page, JoinPage)
    page.address.setText(str(shared.address("kim")))
    page.password.setText("not this one")
    page.join.click()
    until(qtbot, page.join.isEnabled)
    assert app.workplace is None
    assert page.summary.text()
    assert page.steps.rows()[-1].accessibleName().startswith("Log in: failed")


def test_joining_that_was_cut_short_is_finished_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, shared: TeamDatabase, tmp_path: Path
) -> None:
    profile = Profile(tmp_path / "profile")
    profile.folder.mkdir()
    with closing(Store.open(profile.database)) as store:
        with shared.admin() as admin:
            (dealership,) = [one for one in admin.dealerships() if one.name == "Springfield Motors"]
            (kim,) = [one for one in admin.people(dealership.dealership) if one.login == "kim"]
        with store.unit() as unit:
            unit.put_this_desk(
                DeskIdentity(
                    str(uuid4()), dealership.chain, dealership.dealership, kim.person, sealer="shared"
                )
            )
            unit.put_setting(SHARED_ADDRESS, str(shared.address("kim")))
        preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
        look(qapp, preferences)
        app = App(profile, store, SystemClock(), preferences=preferences)
        app.begin(lambda: FORM, POLICY, team_for=team_of)
        app.window.show()
        page = app.window.pages.currentWidget()
        assert isinstance(page, JoinPage)
        assert page.address.text() == str(shared.address("kim"))
        assert page.summary.text().startswith("Joining the team was cut short")
        page.password.setText(password_of("kim"))
        page.join.click()
        until(qtbot, lambda: app.workplace is not None)
        app.window.close()
        app.close()
        app.window.deleteLater()
