"""The whole window by real keys: where the keyboard goes, what the foot says, where notices lie."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.operations.rebuilding import LISTS
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.pictures import Picture, staged
from bdc_desk.settings import Preferences
from bdc_desk.storage.store import Store
from bdc_desk.ui import theme
from bdc_desk.ui.main_window import KEYS
from tests.end2end.desk_at_work import POLICY, AtWork, again, desk_at_work
from tests.helpers.desks import draft
from tests.helpers.screens import clipped

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        yield at_work


def arrives(desk: AtWork, number: int, name: str, phone: int = 0) -> str:
    phones = draft(phone or number).phones
    received = receive_lead(desk.desk, draft(number, name, phones=phones))
    desk.app.hub.tell(received.changes)
    desk.rest()
    return received.lead


@pytest.fixture
def pat(desk: AtWork) -> str:
    """Pat Sample's lead on the page; somebody else left the same number."""
    lead = arrives(desk, 123, "Pat Sample")
    arrives(desk, 124, "Maria Okafor", phone=123)
    desk.window.queue.select(lead)
    desk.window.focus_queue()
    desk.rest()
    return lead


def alert(desk: AtWork, lead: str) -> None:
    desk.window.banner.add([Alert(AlertKind.OVER_2, lead, 1, MONDAY)], lambda _lead: "Pat Sample")
    QApplication.processEvents()


def place(desk: AtWork, widget: QWidget) -> QRect:
    """Where a widget lies on the desk."""
    return QRect(widget.mapTo(desk.window.desk, QPoint()), widget.size())


def in_queue(desk: AtWork) -> bool:
    return desk.window.queue.view.hasFocus()


# the keyboard


def test_after_undo_in_the_history_the_keyboard_is_in_the_queue(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_M)
    row = next(row for row in desk.window.lead.sections.history.rows() if not row._open.isHidden())
    row._open.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Space)
    assert "two customers again" in desk.notice()
    assert in_queue(desk)


def test_a_button_switched_off_by_its_own_press_hands_the_keyboard_to_the_queue(
    desk: AtWork, pat: str
) -> None:
    call = desk.window.call_bar.call_button
    call.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)  # ends the timing: the button is off until the outcome is said
    assert not call.isEnabled()
    assert in_queue(desk)


def test_the_line_about_a_twin_leaves_with_the_keyboard_in_it(desk: AtWork, pat: str) -> None:
    compare = desk.window.lead.sections.twins.compare
    compare.setFocus(Qt.FocusReason.TabFocusReason)
    assert compare.hasFocus()
    desk.window.lead.sections.twins.say("")
    assert in_queue(desk)


def test_a_new_arrangement_of_the_columns_leaves_the_keyboard_where_it_was(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_N)
    desk.type("Two children")
    assert desk.window.lead.note.field.hasFocus()
    desk.window.resize(1000, 720)
    desk.rest()
    assert desk.window.lead.note.field.hasFocus()
    desk.window.resize(1280, 720)
    desk.rest()
    assert desk.window.lead.note.field.hasFocus()


def test_what_is_hidden_by_a_new_arrangement_hands_the_keyboard_to_the_queue(desk: AtWork, pat: str) -> None:
    desk.window.templates.why_button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.window.resize(1000, 720)
    desk.rest()
    assert in_queue(desk)


def test_in_a_panel_the_keyboard_goes_back_to_a_field_of_it(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    panel = desk.work.customers.counter_panel
    desk.type("Pat")
    panel.save.setFocus(Qt.FocusReason.TabFocusReason)
    panel.save.setEnabled(False)
    assert panel.name.hasFocus()


def test_in_the_details_a_removed_line_leaves_the_keyboard_in_the_form(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F2)
    editor = desk.window.lead.editor
    held = QApplication.focusWidget()
    remove = editor.numbers.in_order()[1]
    remove.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Space)
    assert editor.numbers.values() == ()
    assert QApplication.focusWidget() is held


def test_between_two_pairs_no_button_answers_by_itself(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    panel = desk.work.customers.twins_panel
    panel.merge.setFocus(Qt.FocusReason.TabFocusReason)
    panel.wait(waiting=True)
    assert panel.hasFocus()


def test_what_hid_while_another_program_was_used_is_no_place_to_come_back_to(
    desk: AtWork, pat: str, qtbot: QtBot
) -> None:
    compare = desk.window.lead.sections.twins.compare
    compare.setFocus(Qt.FocusReason.TabFocusReason)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    desk.window.lead.sections.twins.say("")
    other.close()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    assert in_queue(desk)


# the foot


def test_the_foot_tells_the_keys_of_what_has_the_keyboard(desk: AtWork, pat: str) -> None:
    keys = desk.window.status._right
    assert keys.whole_text() == KEYS
    desk.press(Qt.Key.Key_F, CONTROL)
    assert keys.whole_text() == desk.work.customers.search_panel.foot_keys
    desk.press(Qt.Key.Key_Escape)
    assert keys.whole_text() == KEYS
    desk.press(Qt.Key.Key_F6)
    assert "outcome" not in keys.whole_text()
    desk.press(Qt.Key.Key_F6)
    assert keys.whole_text() == KEYS


# notices


@pytest.mark.parametrize("width", [1000, 1100, 1280, 1920])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_notices_leave_what_the_status_bar_says_free(
    desk: AtWork, pat: str, qapp: QApplication, width: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    desk.window.status.show_intake("Mailbox Leads: not read (F6)")
    desk.window.resize(width, 800)
    alert(desk, pat)
    desk.work.news.tell("A line of news that is as long as such lines are in the middle of a working day.")
    desk.rest()
    area, status = place(desk, desk.window.notices), desk.window.status
    said = place(desk, status._intake)
    assert not area.intersects(said)
    assert not area.intersects(place(desk, status._left))
    assert desk.window.banner.isVisible()
    assert desk.window.notice.isVisible()
    assert area.right() < desk.window.desk.width()
    one, other = place(desk, desk.window.banner), place(desk, desk.window.notice)
    assert one.top() == other.top()
    if area.bottom() > place(desk, status).top():  # beside what the status bar says
        note = place(desk, desk.window.lead.note.field)
        assert area.intersected(note).height() <= note.height() // 3
    assert clipped(desk.window.notices) == []


def test_newer_news_takes_the_place_of_what_is_calm_and_the_alert_stays(desk: AtWork, pat: str) -> None:
    desk.window.intake_banner.say("Mailbox Leads cannot be read.")
    alert(desk, pat)
    assert desk.window.intake_banner.isVisible()
    desk.work.news.tell("Saved.")
    desk.rest()
    assert desk.window.notice.isVisible()
    assert desk.window.banner.isVisible()
    assert not desk.window.intake_banner.isVisible()
    desk.window.notice.leave()
    desk.rest()
    assert desk.window.intake_banner.isVisible()


def test_notices_lie_over_panels_and_columns(desk: AtWork, pat: str) -> None:
    desk.work.news.tell("Saved.")
    children = desk.window.desk.children

    def on_top() -> bool:
        return children()[-1] is desk.window.notices

    assert on_top()
    desk.press(Qt.Key.Key_F6)
    assert on_top()
    desk.window.resize(1000, 720)
    desk.rest()
    assert on_top()
    page = desk.work.intake.page
    assert children().index(page) > children().index(desk.window.queue)
    assert all(
        children().index(page) > children().index(one) for one in children() if one is desk.window._side
    )
    desk.window.resize(1280, 720)
    desk.rest()
    assert on_top()
    assert children().index(page) > children().index(desk.window.lead)


# widths and heights


def picture(scene: str, percent: int, size: tuple[int, int]) -> Picture:
    preferences = Preferences(theme="light", text_percent=percent, sound=False, tray=False, lock_minutes=0)
    return Picture(Path("unused.png"), scene, size, preferences)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("width", [1100, 1140, 1180, 1199, 1200, 1280])
def test_no_column_is_cut_at_its_side(width: int) -> None:
    with staged(picture("timeline", 100, (width, 720)), MONDAY, POLICY) as app:
        assert clipped(app.window) == []


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("percent", [150, 160])
@pytest.mark.parametrize("scene", ["queue", "calling", "wrap-up"])
def test_large_text_in_a_low_window_scrolls_rather_than_being_cut(scene: str, percent: int) -> None:
    with staged(picture(scene, percent, (1280, 720)), MONDAY, POLICY) as app:
        assert clipped(app.window) == []
        bar = app.window.call_bar
        lowest = max(button.geometry().bottom() for button in bar.outcomes.buttons())
        assert lowest <= bar.outcomes.height()
        numbers = app.window.lead.sections.numbers.rows()
        assert all(row.height() >= row.heightForWidth(row.width()) for row in numbers)
        assert app.window.lead.sections.viewport().height() >= 80 * percent // 100


# after a damaged log was salvaged


def test_a_log_whose_lists_are_empty_shows_its_leads(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """What is saved of a damaged file has no lists: they are concluded when the window opens."""
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as desk:
        arrives(desk, 123, "Pat Sample")
        arrives(desk, 125, "Maria Okafor")
    with closing(Store.open(tmp_path / "profile" / "bdc-desk.sqlite")) as store, store.unit() as unit:
        for name in ("queue_row", "lead_row", "identity_key"):
            unit._sql.run(f"DELETE FROM {name}")
        unit.put_setting(LISTS, "")
    with again(qtbot, qapp, tmp_path / "profile", MONDAY) as desk:
        assert desk.window.queue._title.text().startswith("Queue · 2 open")
        desk.press(Qt.Key.Key_Space)
        assert desk.window.queue.view.selected_lead()
