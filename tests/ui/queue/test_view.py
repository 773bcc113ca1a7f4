from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.queue.delegate import _fitting
from bdc_desk.ui.queue.model import Filter, QueueModel
from bdc_desk.ui.queue.row_words import cells
from bdc_desk.ui.queue.view import QueueView
from tests.helpers.queue_rows import NOW, age, many, minutes, never_called, to_retry, with_callback


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> QueueView:
    theme.apply(qapp, "light")
    made = QueueView(QueueModel(age, NOW))
    qtbot.addWidget(made)
    made.resize(420, 420)
    made.show()
    return made


def _model(view: QueueView) -> QueueModel:
    model = view.model()
    assert isinstance(model, QueueModel)
    return model


def _y(view: QueueView, lead: str) -> int:
    at = _model(view).row_of(lead)
    assert at is not None
    return view.visualRect(_model(view).index(at)).top()


def _waiting(count: int, *, newest: float = 1.0) -> list[object]:
    return [never_called(at, waited=newest + count - at) for at in range(count)]


@pytest.mark.parametrize("rows", [3, 40], ids=["a list shorter than the screen", "a long list"])
def test_the_selected_row_stands_still_when_rows_arrive_above(view: QueueView, rows: int) -> None:
    _model(view).reset_rows(_waiting(rows), NOW)
    view.select("lead-000001")
    before = _y(view, "lead-000001")
    for number in range(5):
        _model(view).upsert([never_called(100 + number, waited=90 + number)], NOW)
        QApplication.processEvents()
        assert _y(view, "lead-000001") == before
    assert view.selected_lead() == "lead-000001"


def test_the_selected_row_stands_still_when_rows_above_leave(view: QueueView) -> None:
    _model(view).reset_rows(_waiting(6), NOW)
    view.select("lead-000004")
    before = _y(view, "lead-000004")
    _model(view).remove(["lead-000000", "lead-000002"])
    QApplication.processEvents()
    assert _y(view, "lead-000004") == before


def test_the_selected_row_stands_still_when_it_changes_its_place(view: QueueView) -> None:
    _model(view).reset_rows([*_waiting(9), with_callback(50, promised_in=30)], NOW)
    view.select("lead-000050")
    before = _y(view, "lead-000050")
    view.tick(NOW + minutes(26))
    QApplication.processEvents()
    assert _model(view).row_of("lead-000050") == 0
    assert _y(view, "lead-000050") == before


def test_the_selected_row_stands_still_when_all_rows_are_set_anew(view: QueueView) -> None:
    _model(view).reset_rows(many(100), NOW)
    view.select("lead-000040")
    before = _y(view, "lead-000040")
    _model(view).upsert(many(900), NOW)
    QApplication.processEvents()
    assert _y(view, "lead-000040") == before
    assert view.selected_lead() == "lead-000040"


ONE_CHANGE = st.tuples(st.sampled_from(["arrive", "leave", "tick"]), st.integers(0, 60))


@settings(max_examples=30)
@given(changes=st.lists(ONE_CHANGE, min_size=1, max_size=12), start=st.integers(2, 30))
def test_the_selected_row_stands_still_whatever_happens(
    qapp: QApplication, changes: list[tuple[str, int]], start: int
) -> None:
    view = QueueView(QueueModel(age, NOW))
    model, now, chosen = _model(view), NOW, "lead-000001"
    view.resize(420, 420)
    view.show()
    model.reset_rows(many(start), now)
    view.select(chosen)
    before = _y(view, chosen)
    for what, number in changes:
        if what == "arrive":
            model.upsert([many(61)[number]], now)
        elif what == "leave":
            model.remove({f"lead-{number:06}"} - {chosen})
        else:
            now += minutes(number)
            view.tick(now)
        qapp.processEvents()
        assert _y(view, chosen) == before
        assert view.selected_lead() == chosen
    view.deleteLater()
    qapp.sendPostedEvents(view, QEvent.Type.DeferredDelete)


def test_without_a_selection_the_rows_read_stay_and_the_new_ones_are_announced(
    view: QueueView, qtbot: QtBot
) -> None:
    _model(view).reset_rows(_waiting(40), NOW)
    view.verticalScrollBar().setValue(700)
    read = _model(view).row_at(view.visible_rows().start).lead
    before = _y(view, read)
    with qtbot.waitSignal(view.arrived_above) as said:
        _model(view).upsert([never_called(100, waited=90)], NOW)
    assert said.args == [1]
    _model(view).upsert([never_called(101, waited=95)], NOW)
    assert _y(view, read) == before
    assert view.announcement.isVisible()
    assert view.announcement.text().strip() == "2 new above"
    view.announcement.click()
    assert not view.announcement.isVisible()
    assert 0 in view.visible_rows()


def test_at_the_top_without_a_selection_new_rows_show_and_nothing_is_announced(view: QueueView) -> None:
    _model(view).reset_rows(_waiting(40), NOW)
    _model(view).upsert([never_called(100, waited=90)], NOW)
    assert 0 in view.visible_rows()
    assert not view.announcement.isVisible()


def test_home_goes_to_the_new_ones_and_ends_the_announcement(view: QueueView, qtbot: QtBot) -> None:
    _model(view).reset_rows(_waiting(40), NOW)
    view.select("lead-000030")
    _model(view).upsert([never_called(100, waited=90)], NOW)
    assert view.announcement.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.selected_lead() == "lead-000100"
    assert view.offset() == 0
    assert not view.announcement.isVisible()


def test_keys_move_the_selection_and_others_are_left_to_the_window(view: QueueView, qtbot: QtBot) -> None:
    _model(view).reset_rows(_waiting(12), NOW)
    seen: list[str] = []
    view.selected.connect(seen.append)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        qtbot.keyClick(view, key)
    assert seen[:5] == ["lead-000000", "lead-000001", "lead-000002", "lead-000001", "lead-000011"]
    for key in (Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_F5, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert len(seen) == 6


def test_a_selected_lead_that_leaves_chooses_no_stranger(view: QueueView, qtbot: QtBot) -> None:
    _model(view).reset_rows(_waiting(6), NOW)
    view.select("lead-000002")
    seen: list[str] = []
    view.selected.connect(seen.append)
    _model(view).remove(["lead-000002"])
    assert seen == [""]
    qtbot.keyClick(view, Qt.Key.Key_J)
    assert view.selected_lead() == "lead-000003"


def test_the_selection_outlives_a_filter_that_shows_it(view: QueueView) -> None:
    _model(view).reset_rows([*_waiting(6), with_callback(9, promised_in=30)], NOW)
    view.select("lead-000009")
    seen: list[str] = []
    view.selected.connect(seen.append)
    _model(view).set_filter(Filter.CALLBACKS)
    assert (view.selected_lead(), seen) == ("lead-000009", [])
    _model(view).set_filter(Filter.MINE, "p1")
    assert (view.selected_lead(), seen) == ("", [""])


class _Drawn(QObject):
    """Counts the rows that a view's delegate paints."""

    def __init__(self, view: QueueView, patch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.rows: list[int] = []
        paint = view._paint_row
        patch.setattr(view, "_paint_row", lambda painter, row: (self.rows.append(row), paint(painter, row)))


@pytest.fixture
def drawn(view: QueueView, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Drawn]:
    QApplication.processEvents()
    return _Drawn(view, monkeypatch)


def test_a_tick_paints_the_visible_rows_only_and_changes_no_data(view: QueueView, drawn: _Drawn) -> None:
    _model(view).reset_rows([to_retry(at, due_in=-5 - at) for at in range(5000)], NOW)
    QApplication.processEvents()
    drawn.rows.clear()
    changed: list[object] = []
    _model(view).dataChanged.connect(changed.append)
    view.tick(NOW + minutes(0.02))
    QApplication.processEvents()
    assert sorted(set(drawn.rows)) == list(view.visible_rows())
    assert len(drawn.rows) <= 8
    assert changed == []


def test_an_empty_queue_says_what_to_do(view: QueueView) -> None:
    assert view._empty.isVisible()
    assert "No leads yet" in view._empty.accessibleName()
    _model(view).upsert([never_called(1)], NOW)
    assert not view._empty.isVisible()


def test_a_new_text_size_leaves_the_selected_row_where_it_is(view: QueueView, qapp: QApplication) -> None:
    _model(view).reset_rows(_waiting(30), NOW)
    view.select("lead-000015")
    before, height = _y(view, "lead-000015"), view.row_rect(0).height()
    theme.apply(qapp, "dark", 1.6)
    try:
        assert view.row_rect(0).height() > height
        assert _y(view, "lead-000015") == before
    finally:
        theme.apply(qapp, "light")


def test_a_screen_reader_hears_rows_as_sentences(view: QueueView) -> None:
    _model(view).reset_rows(_waiting(3), NOW)
    spoken = QAccessible.queryAccessibleInterface(view)
    children = [spoken.child(at) for at in range(spoken.childCount())]
    names = [child.text(QAccessible.Text.Name) for child in children if child is not None]
    assert names[2].startswith("Lead 2, Corolla Hybrid. Website. 2 min. waiting 2 min.")


def test_the_row_under_the_mouse_is_the_row_drawn_there(view: QueueView, qtbot: QtBot) -> None:
    _model(view).reset_rows([*_waiting(2), to_retry(7, due_in=-5)], NOW)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.row_rect(2).center())
    assert view.selected_lead() == "lead-000007"
    band = view.row_rect(2).topLeft()
    band.setY(band.y() - 3)
    assert not view.indexAt(band).isValid()


def test_a_tick_paints_how_long_a_colleague_is_on_a_row(
    view: QueueView, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = _model(view)
    model.reset_rows(_waiting(3), NOW)
    own, colleague = model.row_at(0).customer, model.row_at(1).customer
    model.set_holders({own: Holder("Ana Cruz"), colleague: Holder("Kim Lee", NOW - minutes(0.5))})
    painted: list[QRect] = []
    monkeypatch.setattr(view._drawing, "holder_rect", lambda row: painted.append(row) or row)  # type: ignore[func-returns-value]
    view.tick(NOW + minutes(0.1))
    assert painted == [view.row_rect(1)]
    assert (model.cells_at(0).held, model.cells_at(1).held) == ("", "0:36")


def test_a_long_name_gives_way_to_the_time_a_colleague_is_on_it(view: QueueView) -> None:
    shown = cells(never_called(1), NOW, age, holder=Holder("Maximilian Bartholomew-Fitzgerald", NOW))
    said = _fitting(shown, theme.metrics(9), 300)
    assert said.endswith("… is on it, 0:00")
    assert theme.metrics(9).horizontalAdvance(said) <= 150


def test_rows_that_leave_pull_the_list_back_from_beyond_its_end(view: QueueView) -> None:
    _model(view).reset_rows(_waiting(40), NOW)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    _model(view).remove({f"lead-{number:06}" for number in range(30)})
    assert view.offset() == view.usual(view.offset())
    view.select("lead-000035")
    _model(view).remove({f"lead-{number:06}" for number in range(30, 34)})
    _model(view).remove({"lead-000035"})  # nothing is held still any more
    assert view.offset() == view.usual(view.offset())
