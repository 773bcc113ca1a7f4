"""The list in the whole window with real lanes: what was said is in the log when the window is closed."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import close_lead
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import add_person
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.attempts.attempt_words import Days
from bdc_desk.ui.review_scenes import review_of
from tests.end2end.desk_at_work import desk_at_work
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))


def test_closing_the_window_at_once_loses_no_word(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with desk_at_work(qtbot, qapp, folder, MONDAY) as desk:
        lead = receive_lead(desk.desk, draft(1)).lead
        other = Desk(desk.desk.store, desk.clock, add_person(desk.desk, "Ben Ito", "enquiry").id)
        close_lead(other, lead, ClosingReason.SPAM)
        review = review_of(desk.work)
        review.start()
        desk.rest()
        assert desk.window.status.to_confirm_words() == "1 to confirm (F4)"
        review.attempts.toggle()
        desk.rest()
        assert "No call attempts here" in review.attempt_page.empty.accessibleName()
        assert review.attempt_page.filters.choice is Days.TODAY
        desk.press(Qt.Key.Key_Escape)
        review.confirm.toggle()
        desk.press(Qt.Key.Key_C)
        desk.window.close()
    store = Store.open(Profile(folder).database)
    with store.snapshot() as snapshot:
        (word,) = [entry for entry in snapshot.entries_of(lead) if entry.kind == Kind.CONFIRMED]
    store.close()
    assert word.agent == desk.desk.person
