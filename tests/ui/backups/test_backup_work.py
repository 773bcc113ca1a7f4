"""Backups in the window: the day's by itself, one when asked, and the way back to one of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from bdc_desk.contact.dialling import dialler_for
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.reading import around
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import backups
from bdc_desk.storage.copying import sync_file
from bdc_desk.ui import theme
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.backup_work import BackupWork
from bdc_desk.ui.backups.daily import EVERY, FIRST
from bdc_desk.ui.backups.restoring_page import RestoringPage
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.export_work import ExportWork
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from tests.helpers.desks import DAY, HOUR, Staffed, staffed
from tests.helpers.screens import clipped


class Window:
    """The window with nothing in it but the backups and the export; everything happens at once."""

    def __init__(self, here: Staffed) -> None:
        self.here, desk = here, here.ana
        about = around(desk)
        opening = about.policy.opening
        self.window = MainWindow(lambda row, now: opening.between(row.arrived_at, now), desk.clock.now())
        lanes, self.hub = Lanes.inline(), ChangeHub()
        lead = LeadSession(desk, lanes, self.hub, self.window.lead)
        owner = QObject(self.window)
        call = CallSession(desk, lanes, self.hub, dialler_for("by hand", lambda _url: True), owner)
        beside = Beside(lead, call, News(self.window.notice), lambda: about.policy.zone, lambda: None)
        self.unfinished, self.restored = "", list[Path]()
        self.work = BackupWork(
            desk, lanes, self.window, beside, lambda: self.unfinished, self.restored.append
        )
        self.export = ExportWork(desk, lanes, self.window, beside)
        self.panel, self.asking = self.work.panel, self.work.restore_panel
        self.profile = Profile(desk.store.path.parent)

    def tick(self) -> None:
        self.work.tick(self.here.clock.now())

    def count(self) -> int:
        return len(backups(self.profile.backups))

    def notice(self) -> str:
        return self.window.notice.accessibleName() if self.window.notice.isVisible() else ""


@pytest.fixture
def made(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    theme.apply(qapp, "light", 1.0)
    with staffed(tmp_path / "profile") as here:
        found = Window(here)
        found.window.show()
        found.window.activateWindow()
        qtbot.waitUntil(found.window.isActiveWindow)
        try:
            yield found
        finally:
            found.window.close()
            found.window.deleteLater()
            found.hub.deleteLater()


# The day's.


def test_each_day_gets_one_once_the_window_stands(made: Window) -> None:
    made.here.clock.advance(HOUR)
    made.tick()
    assert made.count() == 0, "not before the window stands"
    made.work.begin()
    made.tick()
    assert made.count() == 0, "nor in its first minute"
    assert "soon" in made.work.line().words
    made.here.clock.advance(FIRST)
    made.tick()
    assert made.count() == 1
    assert (made.work.line().ok, "entries" in made.work.line().words) == (True, True)
    made.here.clock.advance(EVERY)
    made.tick()
    assert made.count() == 1, "the day has one"
    made.here.clock.advance(DAY)
    made.tick()
    assert made.count() == 2, "another day"
    made.work.end()
    made.here.clock.advance(DAY)
    made.tick()
    assert made.count() == 2, "the window is closed"


def test_one_that_is_there_is_known_from_the_start(made: Window) -> None:
    daily_backup(made.here.ana, made.profile)
    made.here.clock.advance(5 * DAY)
    made.work.begin()
    line = made.work.line()
    assert (line.ok, "make one now" in line.words) == (False, True)


def test_a_disk_that_takes_none_is_said_once_and_stays_on_the_page(
    made: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bdc_desk.storage.copying.sync_file", full)
    made.work.begin()
    made.here.clock.advance(FIRST)
    made.tick()
    assert "No backup could be made" in made.notice()
    assert (made.work.line().ok, "No space left" in made.work.line().words) == (False, True)
    made.window.notice.leave()
    made.here.clock.advance(EVERY)
    made.tick()
    assert made.notice() == "", "said once"
    monkeypatch.setattr("bdc_desk.storage.copying.sync_file", sync_file)
    made.here.clock.advance(EVERY)
    made.tick()
    assert (made.count(), made.work.line().ok) == (1, True)


def test_a_window_that_closes_gives_the_copy_up(made: Window) -> None:
    made.work.begin()
    made.here.clock.advance(FIRST)
    made.work.daily._ends.set()
    made.tick()
    assert made.count() == 0
    assert [*made.profile.backups.iterdir()] == []
    made.work.open()
    made.panel.back_up.click()
    assert made.count() == 0


# When asked.


def test_the_panel_lists_them_and_makes_one(qtbot: QtBot, made: Window) -> None:
    made.work.open()
    assert made.panel.nothing.isVisible()
    assert not made.panel.restore.isEnabled()
    qtbot.keyClick(made.panel.back_up, Qt.Key.Key_Space)
    assert "Backed up and checked" in made.panel.said.text()
    assert [row.accessibleName().split(" · ")[0] for row in made.panel.list.rows()] == ["10:00"]
    made.here.clock.advance(HOUR)
    made.panel.back_up.click()
    assert made.count() == len(made.panel.list.rows()) == 2
    assert "30 days" in made.panel.kept.text()


def test_what_cannot_be_read_any_more_is_named(made: Window) -> None:
    daily_backup(made.here.ana, made.profile)
    (there,) = backups(made.profile.backups)
    there.path.write_bytes(b"nothing")
    made.work.open()
    (row,) = made.panel.list.rows()
    assert (row.choice.label, row.choice.allowed) == (there.path.name, False)
    assert not made.panel.restore.isEnabled()


def test_one_that_cannot_be_made_is_said_in_the_panel(made: Window) -> None:
    made.profile.backups.write_text("in the way")
    made.work.open()
    assert not made.panel.is_open
    assert "cannot be looked at" in made.notice()
    made.profile.backups.unlink()
    made.work.open()
    made.profile.backups.write_text("in the way")
    made.panel.back_up.click()
    assert "No backup could be made" in made.panel.said.text()
    assert not made.work.line().ok


# The way back.


def test_the_word_typed_goes_back_to_the_chosen_one(qtbot: QtBot, made: Window) -> None:
    daily_backup(made.here.ana, made.profile)
    made.here.clock.advance(DAY)
    made.here.lead(1)
    daily_backup(made.here.ana, made.profile)
    newest, oldest = backups(made.profile.backups)
    made.work.open()
    older = made.panel.list.rows()[1]
    older.setFocus()
    assert "yesterday 10:00" in made.panel.restore.text()
    qtbot.keyClick(older, Qt.Key.Key_Return)
    assert not made.panel.is_open
    assert "It is whole." in made.asking.words.text()
    assert f"{newest.no - oldest.no} entr" in made.asking.loss.text()
    assert "would be gone" in made.asking.loss.text()
    assert QApplication.focusWidget() is made.asking.typed
    qtbot.keyClicks(made.asking.typed, "yes")
    assert not made.asking.restore.isEnabled()
    made.asking.typed.clear()
    qtbot.keyClicks(made.asking.typed, "Restore")
    qtbot.keyClick(made.asking.typed, Qt.Key.Key_Return)
    assert made.restored == [], "Enter in the field restores nothing"
    made.unfinished = "A call is open: say what came of it first."
    qtbot.keyClick(made.asking.restore, Qt.Key.Key_Space)
    assert made.asking.said.text() == made.unfinished
    assert made.restored == []
    made.unfinished = ""
    qtbot.keyClick(made.asking.restore, Qt.Key.Key_Space)
    assert made.restored == [oldest.path]


def test_one_that_is_not_whole_is_refused(made: Window) -> None:
    daily_backup(made.here.ana, made.profile)
    (there,) = backups(made.profile.backups)
    made.work.open()
    there.path.write_bytes(b"nothing")
    made.panel.restore.click()
    assert "hoose another backup" in made.panel.said.text()
    assert not made.asking.is_open


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(made: Window, qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    daily_backup(made.here.ana, made.profile)
    theme.apply(qapp, "light", scale)
    page = RestoringPage()
    qtbot.addWidget(page)
    page.show()
    try:
        made.window.resize(1280, 720)
        made.work.open()
        QApplication.processEvents()
        assert clipped(made.panel) == []
        made.panel.restore.click()
        QApplication.processEvents()
        assert clipped(made.asking) == []
        assert clipped(page) == []
    finally:
        page.leave()
        theme.apply(qapp, "light")


def test_what_came_of_it_stands_in_the_panel_and_behind_no_lock(made: Window) -> None:
    made.work.say_restored("Restored: 6 entries.", lambda: True, well=True)
    assert (made.panel.is_open, "Restored: 6 entries." in made.notice()) == (False, True)
    made.work.say_restored("Restored: 6 entries.", lambda: False, well=True)
    assert (made.panel.is_open, made.panel.said.text()) == (True, "Restored: 6 entries.")


# Everything, into files.


def test_everything_goes_into_a_folder_of_its_own(
    made: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.here.lead(1)
    (tmp_path / "stick").mkdir()
    answers = ["", str(tmp_path / "stick"), str(tmp_path / "stick")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: answers.pop(0))
    made.export.choose()
    assert [*(tmp_path / "stick").iterdir()] == []
    made.export.choose()
    (folder,) = (tmp_path / "stick").iterdir()
    assert (folder / "leads.csv").exists()
    assert str(folder) in made.notice()
    made.export.choose()
    assert "There is something in" in made.notice(), "nothing is written over"
    assert made.export.actions()[0].why_not() == ""
