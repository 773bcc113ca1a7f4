from datetime import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester

from bdc_desk.cadence.queue import Badge, QueueRow, place
from bdc_desk.ui.queue.model import RESET_NEVER, Filter, QueueModel
from tests.helpers.queue_rows import NOW, age, many, minutes, never_called, to_retry, with_callback


@pytest.fixture
def model(qapp: object) -> QueueModel:
    return QueueModel(age, NOW)


def _leads(model: QueueModel) -> list[str]:
    return [model.row_at(at).lead for at in range(model.rowCount())]


def _sorted(rows: list[QueueRow], now: datetime) -> list[str]:
    return [row.lead for row in sorted(rows, key=lambda row: place(row, now))]


def test_it_keeps_the_contract_of_qt_models(model: QueueModel, qtmodeltester: ModelTester) -> None:
    model.reset_rows(many(30), NOW)
    qtmodeltester.check(model)
    model.upsert(many(50), NOW + minutes(3))
    model.advance(NOW + minutes(40))
    model.remove([row.lead for row in many(20)])
    qtmodeltester.check(model)


def test_rows_stand_in_the_order_of_the_queue(model: QueueModel) -> None:
    rows = list(many(60))
    model.reset_rows(rows[:30], NOW)
    model.upsert(rows[30:], NOW)
    assert _leads(model) == _sorted(rows, NOW)


def test_a_row_that_falls_due_moves_alone(model: QueueModel) -> None:
    model.reset_rows([never_called(1), to_retry(2, due_in=10), with_callback(3, promised_in=20)], NOW)
    moves: list[tuple[int, int]] = []
    model.rowsMoved.connect(lambda _p, source, _l, _t, target: moves.append((source, target)))
    model.advance(NOW + minutes(16))
    assert _leads(model) == ["lead-000003", "lead-000001", "lead-000002"]
    assert moves == [(2, 0)]


def test_a_tick_without_a_moment_says_nothing(model: QueueModel) -> None:
    model.reset_rows(many(200), NOW)
    said: list[str] = []
    for signal in (model.dataChanged, model.rowsMoved, model.layoutChanged, model.modelReset):
        signal.connect(lambda *_: said.append("changed"))
    model.advance(NOW)
    assert said == []


def test_a_mark_repaints_its_row_only(model: QueueModel) -> None:
    model.reset_rows([never_called(1, waited=1.9), never_called(2, waited=1.0)], NOW)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    model.advance(NOW + minutes(0.2))
    assert changed == [(0, 0)]
    assert model.badge_count(Badge.OVER_2) == 1


def test_a_clock_set_back_sorts_anew(model: QueueModel) -> None:
    rows = [never_called(1), to_retry(2, due_in=10)]
    model.reset_rows(rows, NOW)
    model.advance(NOW + minutes(20))
    model.advance(NOW)
    assert model.sections() == [(1, 0, 1), (3, 1, 2)]


def test_a_move_into_another_section_without_a_new_index_is_told(model: QueueModel) -> None:
    model.reset_rows([to_retry(1, due_in=10)], NOW)
    told: list[str] = []
    model.layoutChanged.connect(lambda *_: told.append("layout"))
    model.advance(NOW + minutes(10))
    assert told == ["layout"]
    assert model.sections() == [(2, 0, 1)]


def test_many_rows_at_once_are_one_reset(model: QueueModel) -> None:
    resets: list[str] = []
    model.modelReset.connect(lambda: resets.append("reset"))
    model.upsert(many(RESET_NEVER), NOW)
    assert resets == []
    model.upsert(many(2 * RESET_NEVER), NOW)
    assert resets == ["reset"]
    assert model.rowCount() == 2 * RESET_NEVER


def test_filters_show_a_part_and_count_all(model: QueueModel) -> None:
    model.reset_rows([never_called(1, owner="p1"), never_called(2), with_callback(3, promised_in=9)], NOW)
    model.set_filter(Filter.MINE, "p1")
    assert _leads(model) == ["lead-000001"]
    model.upsert([never_called(4, owner="p1"), never_called(5)], NOW)
    assert _leads(model) == ["lead-000001", "lead-000004"]
    model.upsert([never_called(1, owner="p2")], NOW)
    assert _leads(model) == ["lead-000004"]
    assert model.open_count() == 5
    model.set_filter(Filter.CALLBACKS)
    assert _leads(model) == ["lead-000003"]


def test_a_persistent_index_follows_its_lead(model: QueueModel) -> None:
    model.reset_rows([never_called(1), to_retry(2, due_in=10)], NOW)
    held = QPersistentModelIndex(model.index(1))
    model.upsert([never_called(3, waited=9), with_callback(4, promised_in=1)], NOW)
    assert model.lead_at(held) == "lead-000002"
    model.advance(NOW + minutes(11))
    assert model.lead_at(held) == "lead-000002"


def test_a_row_speaks_as_a_sentence_and_its_tooltip_is_no_html(model: QueueModel) -> None:
    model.reset_rows([never_called(1, name="<b>Jon</b>")], NOW)
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("<b>Jon</b>, Corolla Hybrid.")
    assert "&lt;b&gt;Jon" in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert model.data(QModelIndex(), Qt.ItemDataRole.DisplayRole) is None


class QueueOfManyChanges(RuleBasedStateMachine):
    """Any history of arrivals, changes, departures, ticks and filters leaves what sorting gives."""

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        self.rows: dict[str, QueueRow] = {}
        self.keep = lambda _row: True
        self.model = QueueModel(age, NOW)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )

    @rule(numbers=st.lists(st.integers(0, 25), max_size=6), kind=st.integers(0, 2), by=st.integers(-90, 90))
    def arrive_or_change(self, numbers: list[int], kind: int, by: int) -> None:
        makers = (
            lambda number: never_called(number, waited=abs(by), owner="p1" if number % 3 else None),
            lambda number: with_callback(number, promised_in=by),
            lambda number: to_retry(number, due_in=by),
        )
        rows = [makers[kind](number) for number in numbers]
        self.model.upsert(rows, self.now)
        self.rows |= {row.lead: row for row in rows}

    @rule(numbers=st.lists(st.integers(0, 25), max_size=6))
    def leave(self, numbers: list[int]) -> None:
        leads = [f"lead-{number:06}" for number in numbers]
        self.model.remove(leads)
        for lead in leads:
            self.rows.pop(lead, None)

    @rule(by=st.integers(-5, 40))
    def tick(self, by: int) -> None:
        self.now += minutes(by)
        self.model.advance(self.now)

    @rule(name=st.sampled_from(list(Filter)))
    def choose(self, name: Filter) -> None:
        self.model.set_filter(name, "p1")
        self.keep = {
            Filter.ALL: lambda _row: True,
            Filter.MINE: lambda row: row.owner == "p1",
            Filter.CALLBACKS: lambda row: row.callback_at is not None,
        }[name]

    @invariant()
    def order_is_that_of_sorting(self) -> None:
        shown = [row for row in self.rows.values() if self.keep(row)]
        assert _leads(self.model) == _sorted(shown, self.now)
        assert [self.model.row_of(row.lead) for row in shown] == [
            _leads(self.model).index(r.lead) for r in shown
        ]


QueueOfManyChanges.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


@pytest.mark.usefixtures("qapp")
class TestQueueOfManyChanges(QueueOfManyChanges.TestCase):  # type: ignore[name-defined,misc]
    """Run by pytest with an application."""
