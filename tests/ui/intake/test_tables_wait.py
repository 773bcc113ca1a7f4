"""A table that nobody answers for is not lost: it waits as one lead, whatever the person did instead."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.intake import drop_job
from bdc_desk.ui.intake.parts_bar import Part
from tests.ui.intake.fake_intake import AtIntake
from tests.ui.intake.test_table_panel import dropped, finish, names, table

CONTROL = Qt.KeyboardModifier.ControlModifier
WAITS_TOLD = "leads.csv waits as one lead to look at: F6 asks what its columns mean."


def waiting(desk: AtIntake) -> list[IntakeItem]:
    """What stands in F6 to be looked at."""
    desk.settle()
    if not desk.intake.page.is_open:
        desk.press(Qt.Key.Key_F6)
    desk.settle()
    return [item for item in desk.intake.page.model.items() if item.needs_a_look]


def noticed(desk: AtIntake, folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Tables were dropped, and the person went on to something else before they were read."""
    places: Iterator[int] = iter(range(100))
    monkeypatch.setattr(desk.intake, "_may_ask", lambda *_: False)
    monkeypatch.setattr(desk.intake.tables, "_may_ask", lambda _origin, _place: next(places) < 0)
    for name in names or ("leads.csv",):
        dropped(desk, folder, table(), name)
    assert not desk.intake.table_panel.is_open


def test_the_notice_stays_until_it_is_answered_and_has_a_key(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noticed(desk, tmp_path, monkeypatch)
    notice = desk.intake.table_notice
    assert notice.accessibleName() == "1 table waits: nobody has said yet what the columns mean."
    assert not notice._timer.isActive()
    desk.intake._around.news.tell("Something else happened.")
    assert notice.isVisible()
    desk.press(Qt.Key.Key_T, CONTROL)
    desk.settle()
    assert notice.isHidden()
    assert desk.intake.table_panel.is_open
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert names(desk) == {"Pat Voorbeeld", "Sam Vorlage"}


def test_its_button_asks_too_and_nothing_is_taken_in_meanwhile(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noticed(desk, tmp_path, monkeypatch)
    desk.qtbot.mouseClick(desk.intake.table_notice._action, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.intake.table_panel.is_open
    assert desk.window.queue.model.rowCount() == 0
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert names(desk) == {"Pat Voorbeeld", "Sam Vorlage"}


def test_the_key_without_any_table_says_so(desk: AtIntake) -> None:
    desk.press(Qt.Key.Key_T, CONTROL)
    assert desk.notice().startswith("No table waits")


def test_a_dismissed_notice_lets_the_table_wait_as_one_lead(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noticed(desk, tmp_path, monkeypatch)
    desk.qtbot.mouseClick(desk.intake.table_notice._close, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.notice() == WAITS_TOLD
    (item,) = waiting(desk)
    assert (item.grade, Path(item.name).name) == ("unreadable", "leads.csv")


def escape(desk: AtIntake) -> None:
    desk.press(Qt.Key.Key_Escape)


def close_button(desk: AtIntake) -> None:
    desk.qtbot.mouseClick(desk.intake.table_panel._close, Qt.MouseButton.LeftButton)


def goes_on(desk: AtIntake) -> None:
    desk.intake.close()


def program_ends(desk: AtIntake) -> None:
    desk.work.end_network()


@pytest.mark.parametrize("leave", [escape, close_button, goes_on, program_ends])
def test_a_panel_left_without_an_answer_lets_the_table_wait_as_one_lead(
    desk: AtIntake, tmp_path: Path, leave: Callable[[AtIntake], None]
) -> None:
    assert dropped(desk, tmp_path, table()).is_open
    leave(desk)
    desk.settle()
    assert not desk.intake.table_panel.is_open
    assert desk.window.queue.model.rowCount() == 1
    assert desk.notice() == WAITS_TOLD
    (item,) = waiting(desk)
    assert item.result == "new lead"


def test_what_waits_is_explained_from_the_page_and_comes_in(desk: AtIntake, tmp_path: Path) -> None:
    dropped(desk, tmp_path, table())
    desk.press(Qt.Key.Key_Escape)
    waiting(desk)
    page = desk.intake.page
    assert page.detail.columns.accessibleName() == "Say what the columns mean"
    page.detail.columns.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    panel = desk.intake.table_panel
    assert panel.is_open
    assert panel.leave_out.isHidden()
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert len(waiting(desk)) == 1
    page.detail.columns.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert {"Pat Voorbeeld", "Sam Vorlage"} <= names(desk)
    assert "close it with Ctrl+Enter" in desk.notice()


def test_one_that_waits_is_imported_at_once_where_its_kind_was_explained_meanwhile(
    desk: AtIntake, tmp_path: Path
) -> None:
    later = ("Kim Exempel", "+44 20 7946 0193", "kim@example.test", "", "Zomer")
    dropped(desk, tmp_path, table(later), "first.csv")
    desk.press(Qt.Key.Key_Escape)
    dropped(desk, tmp_path, table(), "second.csv")
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    waiting(desk)
    page = desk.intake.page
    desk.qtbot.mouseClick(page.parts[Part.TO_LOOK_AT], Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.detail.columns.accessibleName() == "Import its rows"
    desk.qtbot.mouseClick(page.detail.columns, Qt.MouseButton.LeftButton)
    finish(desk)
    assert not desk.intake.table_panel.is_open
    assert "Kim Exempel" in names(desk)


def test_the_same_table_put_off_twice_waits_once(desk: AtIntake, tmp_path: Path) -> None:
    for _ in range(2):
        dropped(desk, tmp_path, table())
        desk.press(Qt.Key.Key_Escape)
        desk.settle()
    assert len(waiting(desk)) == 1


def test_what_a_person_leaves_out_does_not_come_in(desk: AtIntake, tmp_path: Path) -> None:
    panel = dropped(desk, tmp_path, table())
    desk.qtbot.mouseClick(panel.leave_out, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.notice() == "leads.csv did not come in, as you said."
    assert not waiting(desk)


def test_a_table_chosen_in_the_dialog_is_asked_about_at_once(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the dialog, or a lead that came in meanwhile, moved what is chosen and has the keyboard."""
    places = iter(range(100))
    monkeypatch.setattr(desk.intake.drop, "_place", lambda: next(places))
    file = tmp_path / "leads.csv"
    file.write_text(table(), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    desk.intake.page.open_files.setFocus()
    desk.press(Qt.Key.Key_Return)
    finish(desk)
    assert desk.intake.table_panel.is_open
    assert desk.intake.table_panel.combos[0].hasFocus()
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert {item.origin for item in desk.intake.page.model.items()} == {"file"}


def test_who_fills_in_a_form_meanwhile_keeps_the_keyboard(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(table(), encoding="utf-8")
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    desk.intake.page.files_chosen.emit([str(file)])
    desk.intake.forms.add_mailbox()
    finish(desk)
    assert not desk.intake.table_panel.is_open
    assert desk.intake.mailbox_panel.name.hasFocus()
    assert desk.intake.table_notice.isVisible()
    desk.press(Qt.Key.Key_Escape)


def test_tables_that_only_a_notice_tells_of_wait_when_the_program_ends(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noticed(desk, tmp_path, monkeypatch)
    desk.work.end_network()
    assert len(waiting(desk)) == 1


def test_tables_of_an_import_that_the_end_cuts_off_wait_too(desk: AtIntake, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "000.csv").write_text(table(), encoding="utf-8")
    for number in range(80):
        (inbox / f"mail {number}.eml").write_bytes(desk.lead_mail(number, f"Pat Sample{number}"))
    desk.window.dropped.emit([str(inbox)])
    desk.qtbot.waitUntil(lambda: bool(desk.intake.drop._jobs[0][0].unknown), timeout=20_000)
    desk.intake.tables._drop.tables_found.disconnect()  # the window is gone: nobody hears of it
    desk.work.end_network()
    finish(desk)
    assert len(waiting(desk)) == 1


def test_tables_of_an_import_that_fails_are_asked_about(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(desk: object, pieces: Iterator[object], **_: object) -> Iterator[object]:
        yield from list(pieces)
        raise SurroundingsFault("The disk is full.")

    monkeypatch.setattr(drop_job, "take_in", fails)
    panel = dropped(desk, tmp_path, table())
    assert panel.is_open
    monkeypatch.undo()
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert names(desk) == {"Pat Voorbeeld", "Sam Vorlage"}
