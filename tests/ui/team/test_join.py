"""Joining a team from an empty profile, by real keys; what joins is the test's."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.setting_up import set_up
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui import theme
from bdc_desk.ui.setup.setup_page import SetupPage
from bdc_desk.ui.team.join_page import JoinPage
from bdc_desk.window_look import look
from tests.helpers.desks import FORM, POLICY
from tests.helpers.screens import clipped
from tests.ui.team.fake_team import TEN, FakeTeam

CONTROL = Qt.KeyboardModifier.ControlModifier
ADDRESS = "postgresql://ana@bdc.example.test/dealership"
REACHED = JoinStep("Reach the server", done=True, words="bdc.example.test answers")
REFUSED = JoinStep("Log in", done=False, words="The server does not know this password.")


@dataclass
class Result:
    desk: Desk | None = None
    needs_new_password: bool = False
    failed: str = ""
    password: str = "in force"


@dataclass
class Joining:
    """Answers one after the other; `gate` holds them back."""

    results: list[tuple[list[JoinStep], Result]] = field(default_factory=list)
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def join(
        self, address: str, password: str, new: str | None, on_step: Callable[[JoinStep], None]
    ) -> Result:
        assert threading.current_thread() is not threading.main_thread()
        self.asked.append((address, password, new))
        steps, result = self.results.pop(0)
        for step in steps:
            on_step(step)
        assert self.gate.wait(10)
        return result


@pytest.fixture
def joining() -> Joining:
    made = Joining()
    made.gate.set()
    return made


@pytest.fixture
def team() -> FakeTeam:
    return FakeTeam()


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path, joining: Joining, team: FakeTeam) -> Iterator[App]:
    """The window on an empty profile, at the page for joining."""
    profile = Profile(tmp_path)
    store = Store.open(profile.database)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    made = App(profile, store, FixedClock(TEN), preferences=preferences, join=joining.join)
    made.begin(lambda: FORM, POLICY, team_for=lambda _desk: team)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    setup = made.window.pages.currentWidget()
    assert isinstance(setup, SetupPage)
    setup.join.click()
    yield made
    joining.gate.set()
    made.window.close()
    made.close()
    made.window.deleteLater()
    store.close()


def page_of(app: App) -> JoinPage:
    found = app.window.pages.currentWidget()
    assert isinstance(found, JoinPage)
    return found


def type_in(qtbot: QtBot, *texts: str) -> None:
    """Each text into the field that has the keyboard, then Enter."""
    for text in texts:
        held = QApplication.focusWidget()
        assert isinstance(held, QLineEdit)
        qtbot.keyClicks(held, text)
        qtbot.keyClick(held, Qt.Key.Key_Return)


def test_address_and_password_then_the_desk_opens(
    qtbot: QtBot, app: App, joining: Joining, team: FakeTeam
) -> None:
    joining.results = [([REACHED], Result(set_up(app._store, app._clock, FORM, POLICY)))]
    assert page_of(app).address.hasFocus()
    type_in(qtbot, ADDRESS, "first-1")
    qtbot.waitUntil(lambda: app.workplace is not None)
    assert joining.asked == [(ADDRESS, "first-1", None)]
    assert app.window.pages.currentWidget() is app.window.desk
    qtbot.waitUntil(lambda: team.running)
    assert team.passwords == ["in force"]  # no keyring may have kept it


def test_the_password_does_not_show(app: App) -> None:
    page = page_of(app)
    for made in (page.password, page.new_password, page.again):
        assert made.echoMode() is QLineEdit.EchoMode.Password


def test_each_step_shows_as_it_ends_and_a_failed_one_says_why(
    qtbot: QtBot, app: App, joining: Joining
) -> None:
    joining.results = [([REACHED, REFUSED], Result(failed="The login failed: ask for the password again."))]
    joining.gate.clear()
    type_in(qtbot, ADDRESS, "wrong")
    page = page_of(app)
    qtbot.waitUntil(lambda: len(page.steps.rows()) == 2)
    assert [made.accessibleName() for made in page.steps.rows()] == [
        "Reach the server: done. bdc.example.test answers",
        "Log in: failed. The server does not know this password.",
    ]
    assert not page.join.isEnabled()
    joining.gate.set()
    qtbot.waitUntil(page.join.isEnabled)
    assert page.summary.text() == "The login failed: ask for the password again."
    assert page.address.text() == ADDRESS


def test_a_new_password_is_chosen_twice(qtbot: QtBot, app: App, joining: Joining) -> None:
    desk = set_up(app._store, app._clock, FORM, POLICY)
    joining.results = [([REACHED], Result(needs_new_password=True)), ([REACHED], Result(desk))]
    type_in(qtbot, ADDRESS, "first-1")
    page = page_of(app)
    qtbot.waitUntil(page.new_password.hasFocus)
    type_in(qtbot, "first-1", "first-1")
    assert page._fields["new"].fault == "Choose another than the one you were told."
    page.new_password.setText("too short")
    page.join.click()
    assert page._fields["new"].fault == "Choose a longer one: 10 characters at least."
    page.new_password.clear()
    page.again.clear()
    type_in(qtbot, "my own 2 3 4")
    type_in(qtbot, "my own 3 3 3")
    assert page._fields["again"].fault == "This is not the same as above."
    page.again.clear()
    type_in(qtbot, "my own 2 3 4")
    qtbot.waitUntil(lambda: app.workplace is not None)
    assert joining.asked == [(ADDRESS, "first-1", None), (ADDRESS, "first-1", "my own 2 3 4")]


@pytest.mark.parametrize(
    ("address", "password", "at", "why"),
    [
        ("", "x", "address", "Give the address"),
        ("postgresql://ana:secret@bdc.example.test/d", "x", "address", "Leave the password out"),
        (ADDRESS, "", "password", "Give the password"),
    ],
)
def test_faults_stand_beside_their_fields(
    qtbot: QtBot, app: App, joining: Joining, address: str, password: str, at: str, why: str
) -> None:
    page = page_of(app)
    page.address.setText(address)
    page.password.setText(password)
    qtbot.keyClick(page.password, Qt.Key.Key_Return, CONTROL)
    assert page._fields[at].fault.startswith(why)
    assert page._fields[at].control.hasFocus()
    assert joining.asked == []


def test_escape_goes_back_and_takes_the_password_along(qtbot: QtBot, app: App) -> None:
    page = page_of(app)
    page.password.setText("first-1")
    qtbot.keyClick(page.address, Qt.Key.Key_Escape)
    assert page.password.text() == ""
    assert isinstance(app.window.pages.currentWidget(), SetupPage)


def test_a_fault_of_the_surroundings_is_told_and_tried_again(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> Result:
        raise SurroundingsFault("The disk is full.")

    page = page_of(app)
    monkeypatch.setattr(app.first_steps, "_join", fault)
    qtbot.keyClick(page.address, Qt.Key.Key_Escape)
    setup = app.window.pages.currentWidget()
    assert isinstance(setup, SetupPage)
    setup.join.click()
    type_in(qtbot, ADDRESS, "first-1")
    qtbot.waitUntil(lambda: page_of(app).summary.text() == "The disk is full.")
    assert page_of(app).join.isEnabled()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 720)), (1.0, (640, 600)), (1.5, (1280, 720))])
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_no_word_is_cut(
    qapp: QApplication, app: App, scale: float, size: tuple[int, int], choice: theme.Choice
) -> None:
    theme.apply(qapp, choice, scale)
    app.window.resize(*size)
    page = page_of(app)
    page.begin()
    for step in (REACHED, REFUSED):
        page.show_step(step)
    page.ask_new_password()
    page.show_failure("The login failed: ask whoever looks after the shared database for the password again.")
    page._finish()
    for _ in range(3):
        qapp.processEvents()
    assert clipped(page) == []
    theme.apply(qapp, "light")
