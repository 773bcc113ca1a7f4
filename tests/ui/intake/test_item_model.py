"""The list of deliveries, watched by Qt's own model tester while it changes in every way."""

from dataclasses import replace
from datetime import UTC, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.intake.intake_words import is_to_look_at
from bdc_desk.ui.intake.item_list import ItemList
from bdc_desk.ui.intake.item_model import ItemModel
from tests.ui.intake.test_intake_words import ITEM, NOW

SECOND = timedelta(seconds=1)


def item(number: int, **fields: object) -> IntakeItem:
    """The higher the number, the newer."""
    made = replace(ITEM, at=NOW + number * SECOND, customer=f"Pat Sample{number}", lead=f"lead {number}")
    return replace(made, **fields)  # type: ignore[arg-type]  # fields of an item


def shown(model: ItemModel) -> list[IntakeItem]:
    return [model.item_at(row) for row in range(model.rowCount())]


def test_it_is_a_sound_model(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = ItemModel(NOW, UTC)
    qtmodeltester.check(model)
    model.show_items([item(2), item(1)])
    model.show_items([item(3), item(2, grade="ok"), item(1)])
    model.set_filter(is_to_look_at)
    model.set_filter(lambda _item: True)
    model.show_items([item(1), item(3)])
    model.show_items([])
    qtmodeltester.check(model)


@given(st.lists(st.lists(st.integers(0, 12), max_size=12), min_size=1, max_size=5))
def test_whatever_comes_and_goes_it_shows_what_it_was_told(steps: list[list[int]]) -> None:
    """Also twice the same and in any order: several leads of one file come in one moment."""
    model = ItemModel(NOW, UTC)
    for numbers in steps:
        items = [item(number) for number in numbers]
        model.show_items(items)
        assert shown(model) == items


def test_a_held_row_follows_its_delivery(qtbot: QtBot) -> None:
    model = ItemModel(NOW, UTC)
    model.show_items([item(3), item(2), item(1)])
    held = QPersistentModelIndex(model.index(1))
    model.show_items([item(5), item(4), item(3), item(2)])
    assert model.item_at(held.row()) == item(2)
    model.show_items([item(2), item(5)])
    assert model.item_at(held.row()) == item(2)


def test_several_leads_of_one_file_in_one_moment_are_several_rows(qtbot: QtBot) -> None:
    twins = [item(1, lead=None), item(1, lead=None)]
    model = ItemModel(NOW, UTC)
    model.show_items(twins)
    assert shown(model) == twins


def test_the_list_moves_by_j_and_k_and_stays_within_its_ends(qtbot: QtBot) -> None:
    model = ItemModel(NOW, UTC)
    view = ItemList(model)
    qtbot.addWidget(view)
    model.show_items([item(2), item(1)])
    view.choose_first()
    for key, customer in (("j", 1), ("j", 1), ("k", 2), ("k", 2), ("x", 2)):
        qtbot.keyClicks(view, key)
        assert view.item() == item(customer)
