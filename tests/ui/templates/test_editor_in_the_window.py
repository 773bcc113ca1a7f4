"""The editor over the real window, with real lanes: opened by its action, closed with the window."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.contact.template_files import read_template
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.text_drafts import text_drafts
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.template_work import TemplateWork
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        yield at_work


def texts(desk: AtWork) -> TemplateWork:
    """The window's own, else one made here."""
    work = desk.work
    found = desk.window.findChild(TemplateWork)
    if isinstance(found, TemplateWork):
        return found
    beside = Beside(work.lead, work.call, work.news, lambda: work.feed.zone, lambda: None)
    own = desk.app.profile.templates
    return TemplateWork(desk.desk, desk.app.lanes, desk.app.hub, desk.window, beside, own)


def test_a_text_is_changed_and_saved_by_keys(desk: AtWork) -> None:
    received = receive_lead(desk.desk, draft(5, "Jon Petersen"))
    desk.app.hub.tell(received.changes)
    desk.rest()
    desk.press(Qt.Key.Key_Space)
    work = texts(desk)
    (action,) = work.actions()
    assert (action.name, action.keys, action.why_not()) == ("templates", (), "")
    action.act()
    desk.rest()
    assert work.panel.text.hasFocus()
    assert work.panel.shown_for.whole_text() == "As it would go to Jon Petersen"
    desk.press(Qt.Key.Key_End, CONTROL)
    desk.type("PS: N and J and 1 are letters here.")
    desk.press(Qt.Key.Key_S, CONTROL)
    desk.rest()
    assert work.panel.state.text() == "Saved."
    own = read_template("missed_you", desk.app.profile.templates)
    assert own.endswith("PS: N and J and 1 are letters here.\n")
    desk.press(Qt.Key.Key_Escape)
    assert not work.panel.is_open
    assert desk.kinds(received.lead) == ["arrival"]


def test_what_is_typed_when_the_window_closes_is_kept(desk: AtWork) -> None:
    work = texts(desk)
    work.session.open()
    desk.rest()
    desk.type("half a th")
    desk.window.close()
    desk.rest()
    assert text_drafts(desk.desk)["en/missed_you"].startswith("half a thSubject:")
