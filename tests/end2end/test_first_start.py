"""An empty profile: one page, by keyboard, then a desk that hears what other programs write into its file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.cli.main import main
from bdc_desk.clock import SystemClock
from bdc_desk.operations.reading import around
from bdc_desk.operations.setup_form import SetupForm
from bdc_desk.settings import Preferences, Profile, read_preferences
from bdc_desk.storage.store import Store
from bdc_desk.ui import theme
from bdc_desk.ui.setup.setup_page import SetupPage
from bdc_desk.window_look import look
from tests.end2end.desk_at_work import FORM, POLICY, adf_mail, desk_at_work

CONTROL = Qt.KeyboardModifier.ControlModifier
GUESS = SetupForm("", "GB", "", "Europe/London", FORM.hours, "Ana Cruz")


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """The window on an empty profile, its clockwork running."""
    profile = Profile(tmp_path / "profile")
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    store = Store.open(profile.database)
    look(qapp, preferences)
    made = App(profile, store, SystemClock(), preferences=preferences)
    made.begin(lambda: GUESS, POLICY)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    store.close()


def finish(qtbot: QtBot, app: App) -> None:
    page = app.window.pages.currentWidget()
    assert isinstance(page, SetupPage)
    page.name.setFocus()
    qtbot.keyClicks(page.name, "Northgate Motors")
    qtbot.keyClick(page.name, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: app.workplace is not None, timeout=5000)


def test_a_form_with_a_fault_sets_nothing_up_and_says_where(qtbot: QtBot, app: App) -> None:
    page = app.window.pages.currentWidget()
    assert isinstance(page, SetupPage)
    page.name.setFocus()
    qtbot.keyClick(page.name, Qt.Key.Key_Return, CONTROL)
    assert app.workplace is None
    assert "Nothing is set up yet" in page.summary.text()


def test_one_page_by_keyboard_and_the_desk_is_ready(qtbot: QtBot, app: App) -> None:
    finish(qtbot, app)
    assert app.workplace is not None
    about = around(app.workplace.desk)
    assert about.dealership == "Northgate Motors"
    assert about.policy.zone == "Europe/London"
    assert app.window.pages.currentWidget() is app.window.desk
    assert "Northgate Motors" in app.window.windowTitle()


def test_what_a_command_imports_shows_in_the_open_window(qtbot: QtBot, app: App, tmp_path: Path) -> None:
    finish(qtbot, app)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "maria.eml").write_bytes(adf_mail(4711, "Maria Okafor", "020 7946 0123"))
    assert main(["--profile", str(app.profile.folder), "import", str(inbox)]) == 0
    qtbot.waitUntil(lambda: app.window.queue.model.open_count() == 1, timeout=5000)
    assert app.window.queue.model.row_at(0).name == "Maria Okafor"


def test_the_look_changes_by_key_and_is_kept(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    with desk_at_work(qtbot, qapp, tmp_path / "profile", at) as desk:
        desk.app.bind_look()
        desk.press(Qt.Key.Key_Equal, CONTROL)
        assert theme.text_scale() == pytest.approx(1.1)
        desk.press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        kept = read_preferences(Profile(tmp_path / "profile"))
        assert (kept.text_percent, kept.theme) == (110, "dark")
    look(qapp, Preferences(theme="light"))
