from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.operations.views import TimelineLine
from bdc_desk.ui import theme
from bdc_desk.ui.lead.page import LeadPage
from tests.helpers.screens import clipped
from tests.ui.lead.invented import LONDON, NOW, SPARE, busy, jon

ESCAPE = Qt.Key.Key_Escape


class Window(QWidget):
    """The page beside a field that stands for the queue."""

    def __init__(self) -> None:
        super().__init__()
        self.page = LeadPage(self)
        self.queue = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(self.queue)
        self.resize(620, 620)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.queue.setFocus()
    yield made
    made.page.leave_note()


@pytest.fixture
def page(window: Window) -> LeadPage:
    return window.page


def settle(qapp: QApplication) -> None:
    """Wrapped labels in nested layouts find their heights in two passes."""
    for _ in range(3):
        qapp.processEvents()


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_an_empty_page_says_what_to_do(page: LeadPage) -> None:
    said = " ".join(labels(page))
    assert "J and K move" in said
    assert "Space takes the suggested call" in said


def test_the_page_tells_who_it_is_and_what_to_do(page: LeadPage) -> None:
    page.show_lead(jon(), NOW, LONDON)
    said = labels(page)
    assert "Jon Petersen" in said
    assert "Next step: Call now: never called" in said
    assert "2024 Toyota Corolla Hybrid" in said
    assert page.sections.quote.text.toPlainText().startswith("Is the white hybrid")


def test_the_customer_s_words_stand_first(page: LeadPage, qapp: QApplication) -> None:
    page.show_lead(jon(), NOW, LONDON)
    qapp.processEvents()
    sections = page.sections
    parts = (sections.quote, sections.facts, sections.numbers)
    tops = [part.mapTo(page, part.rect().topLeft()).y() for part in parts]
    assert tops == sorted(tops)
    assert not sections.faults.isVisible()


def test_html_is_shown_as_it_was_written(page: LeadPage) -> None:
    page.show_lead(replace(busy(), name="<h1>Jon</h1>", source="<img src=file:///etc/passwd>"), NOW, LONDON)
    assert page.sections.quote.text.toPlainText().startswith("<b>Call me</b> &amp; <script>")
    assert "<h1>Jon</h1>" in labels(page)
    assert any("<b>Wife</b>" in text for text in labels(page))
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert not label.openExternalLinks()


def test_a_refresh_keeps_the_note_its_cursor_and_the_scroll_position(
    page: LeadPage, qtbot: QtBot, qapp: QApplication
) -> None:
    page.show_lead(busy(), NOW, LONDON)
    page.focus_note()
    qtbot.keyClicks(page.note.field, " and red 123456789")
    qtbot.keyClick(page.note.field, Qt.Key.Key_Left)
    at = page.note.field.textCursor().position()
    qapp.processEvents()
    page.sections.verticalScrollBar().setValue(90)
    newer = TimelineLine("new", NOW, "note", "A colleague looked in.", "Ben Ito")
    page.show_lead(busy(timeline=(newer,), note_draft="something older"), NOW + timedelta(seconds=5), LONDON)
    qapp.processEvents()
    assert page.note.field.toPlainText() == "wants 4WD and red 123456789"
    assert page.note.field.textCursor().position() == at
    assert page.note.field.hasFocus()
    assert page.sections.verticalScrollBar().value() == 90
    assert "A colleague looked in." in labels(page)


def test_digits_typed_in_a_note_reach_no_shortcut(window: Window, qtbot: QtBot) -> None:
    taken = []
    for digit in "123456789":
        QShortcut(QKeySequence(digit), window, lambda digit=digit: taken.append(digit))
    window.page.show_lead(jon(), NOW, LONDON)
    window.page.focus_note()
    qtbot.keyClicks(window.page.note.field, "call 123456789 j k n b e")
    assert window.page.note.field.toPlainText() == "call 123456789 j k n b e"
    assert taken == []


def test_the_page_installs_no_shortcut_of_its_own(page: LeadPage) -> None:
    page.show_lead(busy(), NOW, LONDON)
    assert page.findChildren(QShortcut) == []


def test_another_lead_begins_at_its_top_with_its_own_draft(page: LeadPage, qapp: QApplication) -> None:
    page.show_lead(busy(), NOW, LONDON)
    qapp.processEvents()
    page.sections.verticalScrollBar().setValue(90)
    page.show_lead(jon(lead="lead-2", note_draft="the other"), NOW, LONDON)
    assert page.sections.verticalScrollBar().value() == 0
    assert page.note.field.toPlainText() == "the other"


def test_a_hidden_page_leaves_its_note(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(jon(), NOW, LONDON)
    page.focus_note()
    qtbot.keyClicks(page.note.field, "a word")
    with qtbot.waitSignal(page.note_left) as left:
        page.hide()
    assert left.args == ["lead-1", "a word"]


def test_a_tick_moves_the_age_and_the_mark(page: LeadPage) -> None:
    now = NOW - timedelta(minutes=16)
    page.show_lead(jon(now=now), now, LONDON)
    assert any("1:00\u00a0ago" in text for text in labels(page))
    page.tick(NOW)
    assert any("17\u00a0min\u00a0ago" in text for text in labels(page))
    assert page.heading._badge.accessibleName() == "15 MIN"


def test_a_doubtful_mail_says_so_and_shows_the_original(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    assert "The number stood in the comments" in page.sections.faults._faults.text()
    with qtbot.waitSignal(page.original_asked) as asked:
        qtbot.mouseClick(page.sections.faults.original, Qt.MouseButton.LeftButton)
    assert asked.args == ["lead-1"]


def test_numbers_say_why_and_can_be_chosen(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    rows = page.sections.numbers.rows()
    assert "found dead twice" in rows[1].accessibleName()
    assert not rows[1].use.isVisible()
    with qtbot.waitSignal(page.number_chosen) as chosen:
        qtbot.mouseClick(rows[2].use, Qt.MouseButton.LeftButton)
    assert chosen.args == [SPARE.ref]


def test_another_lead_of_the_customer_can_be_opened(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    with qtbot.waitSignal(page.lead_chosen) as chosen:
        page.sections.others.rows()[0]._open.click()
    assert chosen.args == ["lead-9"]


def test_years_of_history_are_folded(page: LeadPage) -> None:
    days = [timedelta(days=day) for day in range(200)]
    lines = tuple(TimelineLine(f"e{ago.days}", NOW - ago, "note", "A note", "Ana") for ago in days)
    page.show_lead(jon(timeline=lines), NOW, LONDON)
    history = page.sections.history
    assert len(history.rows()) == 40
    for count in (80, 120, 160, 200):
        assert history._more.isVisible()
        history._more.click()
        assert len(history.rows()) == count
    assert not history._more.isVisible()
    page.show_lead(jon(timeline=lines), NOW, LONDON)
    assert len(history.rows()) == 200  # a refresh folds nothing
    page.show_lead(jon(lead="lead-2", timeline=lines), NOW, LONDON)
    assert len(page.sections.history.rows()) == 40


def test_details_are_edited_and_saved_by_key(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    page.edit_details()
    assert page.editor.first.hasFocus()
    page.editor.first.selectAll()
    qtbot.keyClicks(page.editor.first, "Johan 2")
    page.editor.numbers.add.click()
    qtbot.keyClicks(QApplication.focusWidget(), "020 7946 0111")
    with qtbot.waitSignal(page.details_saved) as saved:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    lead, form = saved.args
    assert lead == "lead-1"
    assert form.first == "Johan 2"
    assert form.phones == ("020 7946 0123", "020 7946 0199", "212 555 0123", "020 7946 0111")
    assert form.emails == ("jon@example.test",)
    with qtbot.waitSignal(page.keyboard_released):
        page.close_details("lead-1")
    assert not page.editor.isVisible()


def test_a_line_can_be_taken_out(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    page.edit_details()
    page.editor.numbers._remove(page.editor.numbers._lines[1][0])
    assert page.editor.form().phones == ("020 7946 0123", "212 555 0123")


def test_a_refusal_keeps_what_was_typed(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    page.edit_details()
    qtbot.keyClicks(page.editor.first, "x")
    page.editor.save.click()
    assert not page.editor.save.isEnabled()  # twice would be two entries
    page.refuse_details("lead-1", "the disk is full")
    assert "the disk is full" in labels(page)
    assert page.editor.save.isEnabled()
    assert "x" in page.editor.first.text()


def test_an_open_editor_survives_a_refresh(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    page.edit_details()
    page.editor.address.selectAll()
    qtbot.keyClicks(page.editor.address, "1 Harbour Road")
    page.show_lead(busy(), NOW + timedelta(seconds=3), LONDON)
    assert page.editor.isVisible()
    assert page.editor.address.text() == "1 Harbour Road"


def test_details_typed_and_not_saved_are_there_again(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(busy(), NOW, LONDON)
    page.edit_details()
    page.editor.first.selectAll()
    qtbot.keyClicks(page.editor.first, "Johan")
    page.show_lead(jon(lead="lead-2"), NOW, LONDON)
    assert not page.editor.isVisible()
    page.show_lead(busy(), NOW, LONDON)
    assert page.editor.isVisible()
    assert page.editor.first.text() == "Johan"
    with qtbot.waitSignal(page.keyboard_released):
        page.editor.first.setFocus()
        qtbot.keyClick(page.editor.first, ESCAPE)
    page.edit_details()
    assert page.editor.first.text() == "Johan"
    page.editor.discard.click()
    page.edit_details()
    assert page.editor.first.text() == "Jon"


def test_a_word_of_hostile_length_does_not_widen_the_page(page: LeadPage, qapp: QApplication) -> None:
    endless = "x" * 3000
    line = TimelineLine("e", NOW, "note", endless, endless)
    view = busy(timeline=(line,), name=endless, source=endless, wanted=endless, comments=endless)
    more = replace(view, faults=(endless,), emails=(endless,), address=endless, owner=endless)
    page.show_lead(more, NOW, LONDON)
    qapp.processEvents()
    assert page.minimumSizeHint().width() <= 400


@pytest.mark.parametrize(("scale", "width"), [(1.0, 400), (1.0, 900), (1.5, 620)])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_word_is_cut(
    window: Window, qapp: QApplication, scale: float, width: int, look: theme.Choice
) -> None:
    theme.apply(qapp, look, scale)
    window.resize(width, 760)
    for view in (jon(), busy()):
        window.page.show_lead(view, NOW, LONDON)
        settle(qapp)
        assert clipped(window.page) == []
    window.page.edit_details()
    settle(qapp)
    assert clipped(window.page) == []


def test_everything_that_takes_the_keyboard_has_a_name(page: LeadPage) -> None:
    page.show_lead(busy(), NOW, LONDON)
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and isinstance(widget, QLineEdit | QPlainTextEdit):
            assert widget.accessibleName(), widget
