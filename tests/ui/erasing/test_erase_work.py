"""Erasing in the window: what goes is said, a name typed confirms it, and nothing takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.standing import Stage
from bdc_desk.contact.dialling import dialler_for
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.lead_work import keep_note_draft
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.erased_list import noted_as_erased
from bdc_desk.storage.erasing import SCRUB_WANTED
from bdc_desk.ui import theme
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.erase_work import SETTLE_EVERY, EraseWork
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from tests.helpers.desks import Staffed, staffed


class Window:
    """The window with nothing in it but the lead's page and the erasing."""

    def __init__(self, here: Staffed) -> None:
        self.here, desk = here, here.ana
        about = around(desk)
        opening = about.policy.opening
        self.window = MainWindow(lambda row, now: opening.between(row.arrived_at, now), desk.clock.now())
        lanes, self.hub = Lanes.inline(), ChangeHub()
        self.lead = LeadSession(desk, lanes, self.hub, self.window.lead)
        owner = QObject(self.window)
        call = CallSession(desk, lanes, self.hub, dialler_for("by hand", lambda _url: True), owner)
        self.news = News(self.window.notice)
        beside = Beside(self.lead, call, self.news, lambda: about.policy.zone, lambda: None)
        self.work = EraseWork(desk, lanes, self.hub, self.window, beside)
        self.panel = self.work.panel


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Staffed]:
    with staffed(tmp_path) as found:
        yield found


@pytest.fixture
def made(qtbot: QtBot, qapp: QApplication, here: Staffed) -> Iterator[Window]:
    theme.apply(qapp, "light", Preferences().text_percent / 100)
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


def test_a_name_typed_erases_and_nothing_takes_it_back(qtbot: QtBot, made: Window) -> None:
    lead = made.here.lead(1, "Pia Quill")
    made.lead.choose(lead)
    made.work.open()
    assert made.panel.is_open
    assert "Pia Quill: 1 lead" in made.panel.words.text()
    assert QApplication.focusWidget() is made.panel.typed
    assert not made.panel.erase.isEnabled()
    qtbot.keyClicks(made.panel.typed, "pia quill")
    assert made.panel.erase.isEnabled()
    qtbot.keyClick(made.panel.typed, Qt.Key.Key_Return)
    assert made.panel.is_open, "Enter in the field erases nobody"
    qtbot.keyClick(made.panel.erase, Qt.Key.Key_Space)
    assert not made.panel.is_open
    assert lead_view(made.here.ana, lead).standing.stage is Stage.ERASED
    assert made.lead.view is not None
    assert made.lead.view.name == "Erased customer"
    assert made.news.stack.take_back(made.here.clock.now())


def test_another_word_erases_nobody(qtbot: QtBot, made: Window) -> None:
    lead = made.here.lead(1, "Pia Quill")
    made.lead.choose(lead)
    made.work.open()
    qtbot.keyClicks(made.panel.typed, "Pia")
    qtbot.keyClick(made.panel.erase, Qt.Key.Key_Space)
    qtbot.keyClick(made.panel.typed, Qt.Key.Key_Escape)
    assert not made.panel.is_open
    assert lead_view(made.here.ana, lead).name == "Pia Quill"


def test_without_a_lead_and_on_an_erased_one_it_says_why(made: Window) -> None:
    made.work.open()
    assert "Choose a lead first" in made.window.notice.accessibleName()
    lead = made.here.lead()
    made.lead.choose(lead)
    made.work.open()
    made.panel.typed.setText("erase")
    made.panel.erase.click()
    made.work.open()
    assert not made.panel.is_open
    assert "nothing is kept" in made.window.notice.accessibleName()


def test_what_is_typed_on_afterwards_is_not_kept(made: Window) -> None:
    lead = made.here.lead()
    made.lead.choose(lead)
    made.work.open()
    made.panel.typed.setText("erase")
    made.panel.erase.click()
    keep_note_draft(made.here.ana, lead, "Her umbrella")
    assert lead_view(made.here.ana, lead).note_draft == ""


def test_what_waits_to_be_overwritten_is_tried_at_the_start_and_daily(made: Window) -> None:
    want(made)
    made.work.tick(made.here.clock.now())
    assert made.here.store.scrub_is_wanted()
    made.work.start()
    assert not made.here.store.scrub_is_wanted()
    want(made)
    made.work.tick(made.here.clock.now())
    assert made.here.store.scrub_is_wanted()
    made.here.clock.advance(SETTLE_EVERY)
    made.work.tick(made.here.clock.now())
    assert not made.here.store.scrub_is_wanted()


def test_the_list_of_the_erased_is_completed_at_the_start(made: Window) -> None:
    lead, profile = made.here.lead(), Profile(made.here.store.path.parent)
    erase(made.here.ana, lead, profile, "asked")
    profile.erased.unlink()
    made.work.start()
    assert noted_as_erased(profile.erased) == {lead}


def test_files_among_the_backups_that_are_not_ours_are_told(made: Window) -> None:
    folder = Profile(made.here.store.path.parent).backups
    folder.mkdir()
    (folder / "copy of Monday.sqlite").touch()
    made.lead.choose(made.here.lead())
    made.work.open()
    assert "1 other file in the folder of backups may hold them" in made.panel.reach.text()


def want(made: Window) -> None:
    with made.here.store.unit() as unit:
        unit.put_setting(SCRUB_WANTED, "x")
