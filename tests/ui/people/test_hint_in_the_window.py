"""The real window of enquiry staff: an appointment for nobody's customer reminds of the hand-over."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.clock import FixedClock
from bdc_desk.operations.people import join_people
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from tests.end2end.desk_at_work import FORM, POLICY, opened
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))


def test_the_word_that_it_is_saved_says_what_comes_next(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    store, clock = Store.open(Profile(tmp_path).database), FixedClock(MONDAY)
    desk = set_up(store, clock, replace(FORM, role="enquiry"), POLICY)
    join_people(desk, "Cy Novak", "salesperson")
    lead = receive_lead(desk, draft(1, "Pat Sample")).lead
    with opened(qtbot, qapp, Profile(tmp_path), store, desk, clock, "by hand") as at:
        at.press(Qt.Key.Key_F5)
        at.tick_through(20)
        at.press(Qt.Key.Key_4)
        at.press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
        assert at.notice() == "Pat Sample: Appointment saved, counts. Hand the customer over: Ctrl+O."
        at.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        at.press(Qt.Key.Key_1)
        at.press(Qt.Key.Key_Return)
        assert lead_view(desk, lead).owner == "Cy Novak"
