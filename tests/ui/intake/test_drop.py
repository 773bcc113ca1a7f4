"""What is dropped on the window comes in while the agent works; it can be stopped and looked at."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from bdc_desk.ui.intake.dropped import LINK, MAIL, MOZILLA, NO_CONTENT
from bdc_desk.ui.intake.parts_bar import Part
from tests.ui.intake.fake_intake import AtIntake

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


def drop(desk: AtIntake, mime: QMimeData, actions: Qt.DropAction = COPY | MOVE) -> QDropEvent:
    """Drag it onto the window, as the program it comes from allows it. `mime` must outlive the event."""
    event = QDropEvent(
        QPointF(200, 200),
        actions,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.window.dropEvent(event)
    desk.settle()
    return event


def text(words: str) -> QMimeData:
    made = QMimeData()
    made.setText(words)
    return made


def data(name: str, content: bytes) -> QMimeData:
    made = QMimeData()
    made.setData(name, content)
    return made


def write_mails(desk: AtIntake, folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.eml").write_bytes(desk.lead_mail(number, f"Pat Sample{number}"))
    return folder


def finish(desk: AtIntake) -> None:
    desk.qtbot.waitUntil(lambda: not desk.intake.drop._jobs, timeout=60_000)
    desk.settle()


def show(desk: AtIntake) -> None:
    desk.qtbot.mouseClick(desk.window.notice._action, Qt.MouseButton.LeftButton)
    desk.settle()


def test_a_mail_out_of_a_mail_program_comes_in_and_is_not_moved_out_of_it(desk: AtIntake) -> None:
    mime = data(MAIL, desk.lead_mail(1, "Maria Okafor"))
    assert drop(desk, mime).dropAction() is COPY
    assert desk.notice().startswith("1 new lead")
    assert [row.name for row in desk.window.queue.model.rows()] == ["Maria Okafor"]


def test_a_program_that_only_moves_keeps_its_mail_too(desk: AtIntake) -> None:
    mime = data(MAIL, desk.lead_mail(1, "Maria Okafor"))
    assert drop(desk, mime, MOVE).dropAction() is Qt.DropAction.IgnoreAction
    assert desk.notice().startswith("1 new lead")


def test_text_is_one_enquiry(desk: AtIntake) -> None:
    mime = text("Please call me about the red Ranger.")
    drop(desk, mime)
    assert desk.notice().startswith("1 new lead · 1 to look at")


def test_a_link_and_a_mere_address_say_what_to_do(desk: AtIntake) -> None:
    link = QMimeData()
    link.setUrls([QUrl("https://example.test/")])
    drop(desk, link)
    assert desk.notice() == LINK
    mail = data(MOZILLA, b"imap-message://x")
    drop(desk, mail)
    assert desk.notice() == NO_CONTENT


def test_text_dragged_within_the_window_is_no_enquiry(
    desk: AtIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDropEvent, "source", lambda _event: desk.window.lead.note.field)
    mime = text("half a note")
    drop(desk, mime)
    assert desk.window.queue.model.rowCount() == 0


def test_a_drag_is_welcomed_as_a_copy(desk: AtIntake) -> None:
    mime = text("Hello")
    event = QDragEnterEvent(
        QPointF(5, 5).toPoint(), COPY | MOVE, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    desk.window.dragEnterEvent(event)
    assert event.isAccepted()
    assert event.dropAction() is COPY


def test_show_opens_the_page_with_what_was_dropped_only(desk: AtIntake, tmp_path: Path) -> None:
    desk.bring(desk.lead_mail(90, "Zoe Before"))
    desk.drop(write_mails(desk, tmp_path / "inbox", 2))
    finish(desk)
    show(desk)
    page = desk.intake.page
    assert page.is_open
    assert page.part is Part.THESE
    assert page.parts[Part.THESE].accessibleName() == "Just read 2"
    names = {page.model.item_at(row).customer for row in range(page.model.rowCount())}
    assert names == {"Pat Sample0", "Pat Sample1"}
    desk.press(Qt.Key.Key_Escape)


def test_f6_begins_with_everything_again(desk: AtIntake, tmp_path: Path) -> None:
    desk.drop(write_mails(desk, tmp_path / "inbox", 2))
    finish(desk)
    show(desk)
    page = desk.intake.page
    assert page.part is Part.THESE
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    assert page.parts[Part.ALL].isChecked()
    desk.qtbot.mouseClick(page.parts[Part.TO_LOOK_AT], Qt.MouseButton.LeftButton)
    desk.press(Qt.Key.Key_F6)
    desk.press(Qt.Key.Key_F6)
    assert page.part is Part.TO_LOOK_AT
    desk.press(Qt.Key.Key_Escape)


def test_what_was_dropped_is_ready_on_the_page_without_the_notice(desk: AtIntake, tmp_path: Path) -> None:
    """The keyboard reaches it too: F6, and a button."""
    desk.drop(write_mails(desk, tmp_path / "inbox", 2))
    finish(desk)
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    assert desk.intake.page.parts[Part.THESE].isVisible()
    desk.press(Qt.Key.Key_Escape)


def test_a_file_that_cannot_be_read_is_told_listed_and_shown(desk: AtIntake, tmp_path: Path) -> None:
    desk.drop(tmp_path / "nowhere.eml")
    finish(desk)
    assert "1 could not be read" in desk.notice()
    show(desk)
    (item,) = [desk.intake.page.model.item_at(row) for row in range(desk.intake.page.model.rowCount())]
    assert item.result == "could not be read"
    assert item.lead is None
    assert desk.intake.page.detail.open.isHidden()
    desk.press(Qt.Key.Key_Return)
    assert desk.intake.page.is_open
    desk.press(Qt.Key.Key_Escape)


def test_a_long_import_says_how_far_it_is_and_stops_after_the_running_batch(
    desk: AtIntake, tmp_path: Path
) -> None:
    """One batch is held up, so that the test can press Esc in the middle."""
    inbox = write_mails(desk, tmp_path / "inbox", 90)
    desk.window.dropped.emit([str(inbox)])
    progress = desk.window.progress
    desk.qtbot.waitUntil(lambda: bool(progress.text()) and "· 0 leads" not in progress.text(), timeout=20_000)
    gate = Event()
    desk.app.lanes.storage(lambda: gate.wait(20), lambda _: None)
    assert progress.isVisible()
    assert progress.bar.maximum() == 90
    desk.press_escape_at_queue()
    gate.set()
    finish(desk)
    assert progress.isHidden()
    said = desk.notice()
    assert said.startswith("Stopped after ")
    assert "Drop them again to go on" in said
    came = desk.window.queue.model.rowCount()
    assert 20 <= came < 90
    desk.drop(inbox)
    finish(desk)
    assert desk.window.queue.model.rowCount() == 90
    assert f"{came} already here" in desk.notice()


def test_two_imports_come_in_one_after_the_other(desk: AtIntake, tmp_path: Path) -> None:
    first, second = write_mails(desk, tmp_path / "a", 25), tmp_path / "b.eml"
    second.write_bytes(desk.lead_mail(80, "Zoe Second"))
    desk.window.dropped.emit([str(first)])
    desk.window.dropped.emit([str(second)])
    finish(desk)
    assert desk.window.queue.model.rowCount() == 26


def test_the_agent_works_on_meanwhile(desk: AtIntake, tmp_path: Path) -> None:
    desk.bring(desk.lead_mail(90, "Zoe Before"))
    (lead,) = [row.lead for row in desk.window.queue.model.rows()]
    desk.window.queue.select(lead)
    desk.rest()
    desk.window.dropped.emit([str(write_mails(desk, tmp_path / "inbox", 60))])
    desk.qtbot.waitUntil(lambda: bool(desk.window.progress.text()), timeout=20_000)
    desk.qtbot.keyClick(desk.window.queue.view, Qt.Key.Key_F5)
    desk.qtbot.waitUntil(lambda: desk.work.call.call is not None, timeout=20_000)
    finish(desk)
    assert desk.window.queue.model.rowCount() == 61
    desk.press(Qt.Key.Key_1)


def test_read_files_asks_the_systems_window_on_a_click(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(desk.lead_mail(1, "Maria Okafor"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    desk.qtbot.mouseClick(desk.intake.page.open_files, Qt.MouseButton.LeftButton)
    finish(desk)
    item = desk.intake.page.model.item_at(0)
    assert (item.customer, item.origin) == ("Maria Okafor", "file")
    assert desk.intake.page.parts[Part.THESE].accessibleName() == "Just read 1"
    assert "read from a file" in desk.intake.page.detail.story.text()
    desk.press(Qt.Key.Key_Escape)
