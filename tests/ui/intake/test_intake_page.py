"""F6: the ways in, by real keys and real clicks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from bdc_desk.intake.values import SourceKind, SourceState
from bdc_desk.operations import intake_reading, intake_settings
from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.intake import intake_feed, parts_bar
from bdc_desk.ui.intake.intake_page import IntakePage
from bdc_desk.ui.intake.parts_bar import Part
from bdc_desk.ui.intake.source_row import CHANGE, READ_AGAIN, READ_NOW, REMOVE, SourceRow
from tests.ui.intake.fake_intake import CUT_OFF, LEADS, TEN, WAITS, AtIntake, failed, no_password

CHAT = b"From: pat@example.test\r\nSubject: hi\r\n\r\nIs anybody there?"
MARKUP = b"From: <b>x@example.test\r\nSubject: lead\r\n\r\n<img src='http://example.test/x.png'><b>bold</b>"


def opened(desk: AtIntake) -> IntakePage:
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    return desk.intake.page


def rows(page: IntakePage) -> list[IntakeItem]:
    return [page.model.item_at(row) for row in range(page.model.rowCount())]


def with_mailbox(desk: AtIntake) -> SourceRow:
    """The mailbox is set up and shows on the page."""
    intake_settings.keep_mailbox(desk.desk, LEADS)
    desk.intake.feed.read_settings()
    page = opened(desk)
    (row,) = page.sources.rows()
    return row


def click(desk: AtIntake, button: QWidget) -> None:
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()


def test_f6_opens_and_closes_and_escape_gives_the_keyboard_back(desk: AtIntake) -> None:
    desk.window.focus_queue()
    for closes in (Qt.Key.Key_F6, Qt.Key.Key_Escape):
        page = opened(desk)
        assert page.is_open
        assert page.isAncestorOf(QApplication.focusWidget())
        desk.press(closes)
        assert not page.is_open
        assert desk.window.queue.view.hasFocus()


def test_empty_it_says_how_leads_come_in(desk: AtIntake) -> None:
    page = opened(desk)
    assert page.sources.empty.isVisible()
    assert "Ctrl+N" in page.sources.empty.text()
    assert "drop mails and files" in page.empty.accessibleName()
    desk.press(Qt.Key.Key_Escape)


def test_the_newest_is_chosen_and_its_raw_text_stands_there_at_once(desk: AtIntake) -> None:
    """A repaired lead's raw mail is two steps away: F6, and here it shows already."""
    desk.bring(desk.lead_mail(1, "Maria Okafor"))
    desk.bring(CUT_OFF)
    page = opened(desk)
    assert [item.customer for item in rows(page)] == ["Rosa Lindqvist", "Maria Okafor"]
    assert page.list.hasFocus()
    assert page.detail.raw.toPlainText().replace("\n", "\r\n").encode() == CUT_OFF
    assert page.detail.title.text() == "Rosa Lindqvist: repaired"
    assert "cut off" in page.detail.faults.label.text()
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    assert "Okafor" in page.detail.raw.toPlainText()
    desk.press(Qt.Key.Key_K)
    desk.settle()
    assert page.detail.title.text() == "Rosa Lindqvist: repaired"


def test_the_raw_text_is_never_rendered(desk: AtIntake) -> None:
    desk.bring(MARKUP)
    page = opened(desk)
    assert "<b>bold</b>" in page.detail.raw.toPlainText()
    assert page.detail.title.textFormat() is Qt.TextFormat.PlainText


def test_enter_goes_to_the_lead_and_the_page_is_out_of_the_way(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"), CUT_OFF)
    page = opened(desk)
    wanted = page.list.item()
    assert wanted is not None
    desk.press(Qt.Key.Key_Return)
    assert not page.is_open
    assert desk.window.queue.view.selected_lead() == wanted.lead
    assert desk.window.queue.view.hasFocus()


def test_to_look_at_shows_the_damaged_ones_only_and_counts_them(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"), CUT_OFF, CHAT)
    page = opened(desk)
    assert page.parts[Part.ALL].accessibleName() == "All 3"
    assert page.parts[Part.TO_LOOK_AT].accessibleName() == "To look at 1"
    assert page.parts[Part.REPAIRED].accessibleName() == "Repaired 1"
    click(desk, page.parts[Part.TO_LOOK_AT])
    assert {item.grade for item in rows(page)} == {"unreadable"}
    click(desk, page.parts[Part.REPAIRED])
    assert {item.grade for item in rows(page)} == {"repaired"}
    desk.press(Qt.Key.Key_Escape)


def test_what_was_here_already_is_not_to_be_looked_at_again(desk: AtIntake) -> None:
    for _ in range(2):
        desk.bring(CUT_OFF, CHAT)
        desk.clock.advance(timedelta(seconds=1))
    page = opened(desk)
    names = [page.parts[part].accessibleName() for part in (Part.ALL, Part.TO_LOOK_AT, Part.REPAIRED)]
    assert names == ["All 4", "To look at 1", "Repaired 1"]


def test_more_than_are_listed_are_counted_and_what_needs_a_look_is_never_cut(
    desk: AtIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (intake_feed, parts_bar):
        monkeypatch.setattr(module, "LISTED_MOST", 5)
    desk.bring(CHAT)
    desk.clock.advance(timedelta(seconds=1))
    desk.bring(*(desk.lead_mail(number, f"Pat Sample{number}") for number in range(8)), CUT_OFF)
    page = opened(desk)
    assert len(rows(page)) == 6
    assert page.bar.span.whole_text() == "The newest 5 of 10 in 7 days, and all to look at"
    names = [page.parts[part].accessibleName() for part in (Part.ALL, Part.TO_LOOK_AT, Part.REPAIRED)]
    assert names == ["All 10", "To look at 1", "Repaired 1+"]
    click(desk, page.parts[Part.TO_LOOK_AT])
    assert [item.grade for item in rows(page)] == ["unreadable"]
    assert page.bar.span.whole_text() == "The last 7 days, newest first"


def test_nothing_to_look_at_says_so(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"))
    page = opened(desk)
    click(desk, page.parts[Part.TO_LOOK_AT])
    assert page.empty.accessibleName().startswith("Nothing to look at")
    click(desk, page.parts[Part.ALL])
    assert page.list.isVisible()


def test_what_arrives_meanwhile_comes_above_and_the_chosen_row_stays_where_it_is(desk: AtIntake) -> None:
    for number in range(1, 20):
        desk.bring(desk.lead_mail(number, f"Pat Sample{number}"))
        desk.clock.advance(timedelta(seconds=1))
    page = opened(desk)
    page.list.choose(4)
    chosen = page.list.item()
    before = page.list.visualRect(page.list.currentIndex()).top()
    desk.bring(desk.lead_mail(50, "Zoe Late"))
    assert rows(page)[0].customer == "Zoe Late"
    assert page.list.item() == chosen
    assert page.list.visualRect(page.list.currentIndex()).top() == before


def test_news_are_read_only_while_somebody_looks(desk: AtIntake) -> None:
    page = opened(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.bring(desk.lead_mail(1, "Maria Okafor"))
    assert not rows(page)
    assert [item.customer for item in rows(opened(desk))] == ["Maria Okafor"]


def test_an_answer_about_a_row_that_was_left_is_not_shown_at_the_next(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"), desk.lead_mail(2, "Jon Petersen"))
    page = opened(desk)
    for _ in range(5):
        desk.qtbot.keyClick(page.list, Qt.Key.Key_Down)
        desk.qtbot.keyClick(page.list, Qt.Key.Key_Up)
    desk.settle()
    item = page.list.item()
    assert item is not None
    assert item.customer.split()[1] in page.detail.raw.toPlainText()


def test_copy_takes_the_raw_text(desk: AtIntake) -> None:
    desk.bring(CUT_OFF)
    page = opened(desk)
    click(desk, page.detail.copy)
    assert QGuiApplication.clipboard().text() == page.detail.raw.toPlainText()


def test_a_row_speaks_as_a_sentence(desk: AtIntake) -> None:
    desk.bring(CUT_OFF)
    page = opened(desk)
    said = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("10:00, Rosa Lindqvist, ")
    assert "Repaired" in said


def test_per_provider_stands_with_what_it_is_of(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"), CUT_OFF)
    page = opened(desk)
    click(desk, page.parts[Part.PROVIDERS])
    cells = {
        tuple(page.providers.item(row, column).text() for column in (1, 4))  # type: ignore[union-attr]
        for row in range(page.providers.rowCount())
    }
    assert ("1, few", "100 % (1)") in cells


# sources


def test_how_a_mailbox_stands_is_told_from_another_thread(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    assert row.line.text() == "Not looked at yet"
    desk.tell(replace(WAITS, found=3, counted_since=TEN - timedelta(hours=1)))
    assert row.line.text() == "Waits for more · last read 10:00 · 3 leads since 09:00"
    assert "Mailbox Leads" in row.accessibleName()


def test_a_folder_stands_below_with_its_own_words(desk: AtIntake) -> None:
    with_mailbox(desk)
    folder = intake_settings.keep_folder(desk.desk, ".")
    desk.intake.feed.read_settings()
    desk.tell(WAITS, replace(WAITS, kind=SourceKind.FOLDER, name=folder, state=SourceState.READING))
    mailbox, other = desk.intake.page.sources.rows()
    assert (mailbox.name.text(), other.line.text().split(" ·")[0]) == ("Mailbox Leads", "Reading")
    assert other.buttons[CHANGE].isHidden()


def test_reading_now_is_asked_for_one_and_for_all(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    click(desk, row.buttons[READ_NOW])
    click(desk, desk.intake.page.read_all)
    assert desk.fake.asked == [("read now", "Leads"), ("read now", "all")]


def test_reading_again_says_what_it_does_and_asks_once_more(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    row.buttons[READ_AGAIN].setFocus()
    desk.press(Qt.Key.Key_Space)
    assert "last 7 days" in row.question.text()
    assert row.yes.hasFocus()
    assert not desk.fake.asked
    click(desk, row.no)
    assert row.question.isHidden()
    click(desk, row.buttons[READ_AGAIN])
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.fake.asked == [("read again", "Leads")]
    assert all(name.startswith("storage") for name in desk.fake.threads)


def test_a_removed_mailbox_goes_and_its_password_is_forgotten(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    click(desk, row.buttons[REMOVE])
    assert "stay" in row.question.text()
    click(desk, row.yes)
    assert not desk.intake.page.sources.rows()
    assert intake_settings.mailboxes(desk.desk) == ()
    assert ("reload",) in desk.fake.asked
    assert [what for what, _, _ in desk.mail.asked] == ["forget"]


def test_a_missing_password_is_typed_into_the_row(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    assert row.password.isHidden()
    desk.tell(no_password())
    assert row.why.text() == "The password is needed."
    row.password.setFocus()
    desk.type("secret")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.fake.asked == [("password", "Leads", "secret")]
    assert all(name.startswith("network") for name in desk.fake.threads)
    assert row.password.text() == ""
    desk.tell(WAITS)
    assert row.password.isHidden()


def test_what_is_typed_into_a_row_outlives_a_status(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    desk.tell(no_password())
    row.password.setFocus()
    desk.type("sec")
    desk.tell(no_password(since=TEN + timedelta(minutes=1)))
    desk.tick_through(2)
    assert row.password.text() == "sec"
    assert row.password.hasFocus()


def test_a_mailbox_with_a_sign_in_is_signed_in_by_its_form(desk: AtIntake) -> None:
    intake_settings.keep_mailbox(desk.desk, replace(LEADS, sign_in="microsoft"))
    desk.intake.feed.read_settings()
    page = opened(desk)
    desk.tell(no_password())
    (row,) = page.sources.rows()
    assert row.password.isHidden()
    click(desk, row.sign_in)
    assert desk.intake.mailbox_panel.is_open
    assert desk.intake.mailbox_panel.begin_sign_in.isVisible()
    desk.press(Qt.Key.Key_Escape)


def test_technical_details_can_be_copied(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    assert row.copy.isHidden()
    desk.tell(failed(details="TimeoutError: timed out"))
    click(desk, row.copy)
    assert QGuiApplication.clipboard().text() == "TimeoutError: timed out"


def test_a_remark_about_a_mailbox_that_is_read_is_not_red(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    desk.tell(replace(WAITS, why="The mail server numbered its mails anew."))
    assert (row.why.isVisible(), row.why.property("role")) == (True, "muted")
    desk.tell(failed())
    assert row.why.property("role") == "error"


def test_reading_again_ends_with_what_came_of_it(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"))
    desk.clock.advance(timedelta(seconds=1))
    row = with_mailbox(desk)
    desk.tell(WAITS)
    click(desk, row.buttons[READ_AGAIN])
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert row.result.text() == "Reading again ..."
    desk.clock.advance(timedelta(seconds=2))
    desk.tell(replace(WAITS, state=SourceState.READING))
    assert row.result.text() == "Reading again ..."
    desk.bring(desk.lead_mail(1, "Maria Okafor"), desk.lead_mail(2, "Jon Petersen"))
    desk.tell(replace(WAITS, last_read_at=desk.clock.now()))
    assert row.result.isVisible()
    assert row.result.text() == "Read again at 10:00: 2 mails, 1 new."


def test_tab_goes_the_way_the_eyes_go(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"))
    row = with_mailbox(desk)
    page = desk.intake.page
    page.add_mailbox.setFocus()
    expected = (
        page.add_folder, page.open_files, page.read_all, page._close, *row.buttons.values(),
        page.parts[Part.ALL],  # one of them for Tab, the arrows go between them
        page.list, page.detail.open, page.detail.copy, page.detail.raw,
        page.add_mailbox,
    )  # fmt: skip
    for wanted in expected:
        desk.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted, wanted.accessibleName()
    desk.press(Qt.Key.Key_Backtab)
    assert page.detail.raw.hasFocus()


# the status bar and the banner


def test_the_status_bar_says_it_calmly_and_a_click_opens_the_page(desk: AtIntake) -> None:
    with_mailbox(desk)
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.status.intake_words() == ""
    desk.tell(no_password())
    assert desk.window.status.intake_words() == "Mailbox Leads: password needed (F6)"
    desk.qtbot.mouseClick(desk.window.status._intake, Qt.MouseButton.LeftButton)
    assert desk.intake.page.is_open
    desk.press(Qt.Key.Key_Escape)
    desk.tell(WAITS)
    assert desk.window.status.intake_words() == ""


def test_a_mailbox_that_fails_for_long_is_told_by_a_banner_once(desk: AtIntake) -> None:
    with_mailbox(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.tell(failed())
    desk.pass_time(timedelta(minutes=14))
    banner = desk.window.intake_banner
    assert banner.isHidden()
    desk.pass_time(timedelta(minutes=2))
    assert "Mailbox Leads has not been read for 15 min of opening time" in banner.accessibleName()
    banner.leave()
    desk.pass_time(timedelta(minutes=30))
    assert banner.isHidden()


def test_the_banner_goes_when_the_mailbox_is_well_again_and_takes_no_keyboard(desk: AtIntake) -> None:
    with_mailbox(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.window.focus_queue()
    desk.tell(failed())
    desk.pass_time(timedelta(minutes=16))
    assert desk.window.intake_banner.isVisible()
    assert desk.window.queue.view.hasFocus()
    desk.tell(WAITS)
    assert desk.window.intake_banner.isHidden()


def test_nothing_is_told_while_the_dealership_is_closed(desk: AtIntake) -> None:
    with_mailbox(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.go_on_at(TEN + timedelta(hours=11, minutes=5))
    desk.tell(failed(since=desk.clock.now()))
    desk.pass_time(timedelta(hours=8))
    assert desk.window.intake_banner.isHidden()


def test_the_readers_begin_and_end_with_the_window(desk: AtIntake) -> None:
    assert desk.fake.running
    desk.work.end_network()
    assert not desk.fake.running


def test_an_original_that_is_not_here_says_so(desk: AtIntake, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring(CUT_OFF)
    monkeypatch.setattr(intake_reading, "archived", lambda _desk, _sha: None)
    page = opened(desk)
    assert page.detail.raw.toPlainText() == "No original was kept."
    assert not page.detail.copy.isEnabled()


def test_a_call_begun_over_the_page_shows(desk: AtIntake) -> None:
    """F5 works everywhere: what it begins must not go on unseen below the page."""
    desk.bring(desk.lead_mail(1, "Maria Okafor"))
    (lead,) = [row.lead for row in desk.window.queue.model.rows()]
    desk.window.queue.select(lead)
    desk.settle()
    page = opened(desk)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.work.call.call is not None
    assert not page.is_open
    desk.press(Qt.Key.Key_1)


def test_enter_presses_a_button_that_has_the_keyboard(desk: AtIntake) -> None:
    row = with_mailbox(desk)
    row.buttons[READ_NOW].setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.fake.asked == [("read now", "Leads")]
    desk.press(Qt.Key.Key_Escape)
