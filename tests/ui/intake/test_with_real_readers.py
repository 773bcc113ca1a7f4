"""The page with the readers that work: a folder added in the form, a file put there, a lead in the queue."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.operations.setting_up import set_up
from bdc_desk.outside import ways_in_of
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.window_look import look
from tests.end2end.desk_at_work import FORM, POLICY, AtWork, adf_mail
from tests.ui.intake.fake_intake import TEN


def test_a_file_in_a_watched_folder_rings(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    inbox, profile = tmp_path / "inbox", Profile(tmp_path / "profile")
    inbox.mkdir()
    store, clock = Store.open(profile.database), FixedClock(TEN)
    desk = set_up(store, clock, FORM, POLICY)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    app = App(profile, store, clock, preferences=preferences)
    app._ways_in_for = ways_in_of
    try:
        app.work(desk, "by hand")
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        at_work = AtWork(qtbot, app, clock, desk, [])
        at_work.work.begin_network()
        intake = at_work.work.intake
        intake.forms.add_folder()
        at_work.type(str(inbox))
        at_work.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(intake.feed.statuses), timeout=20_000)
        (inbox / "lead.eml").write_bytes(adf_mail(1, "Maria Okafor", "020 7946 0001"))
        at_work.press(Qt.Key.Key_F6)

        def came_in() -> bool:
            intake.feed.intake.read_now()
            return app.window.queue.model.rowCount() == 1 and intake.page.model.rowCount() == 1

        qtbot.waitUntil(came_in, timeout=30_000)
        (row,) = intake.page.sources.rows()
        qtbot.waitUntil(lambda: "1 lead since" in row.line.text(), timeout=20_000)
        assert intake.page.model.item_at(0).where == str(inbox.resolve())
        at_work.press(Qt.Key.Key_Return)
        assert not intake.page.is_open
        assert [one.name for one in app.window.queue.model.rows()] == ["Maria Okafor"]
    finally:
        app.window.close()
        app.close()
        app.window.deleteLater()
        store.close()


def test_a_window_without_readers_opens_it_too(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    store, clock = Store.open(Profile(tmp_path).database), FixedClock(TEN)
    desk = set_up(store, clock, FORM, POLICY)
    preferences = Preferences(theme="dark", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    app = App(Profile(tmp_path), store, clock, preferences=preferences)
    try:
        app.work(desk, "by hand")
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        at_work = AtWork(qtbot, app, clock, desk, [])
        at_work.press(Qt.Key.Key_F6)
        assert at_work.work.intake.page.is_open
        at_work.press(Qt.Key.Key_Escape)
    finally:
        app.window.close()
        app.close()
        app.window.deleteLater()
        store.close()
