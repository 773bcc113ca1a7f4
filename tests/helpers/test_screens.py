"""The check for clipped text must itself find what it is for."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.screens import clipped


@pytest.fixture
def screen(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for widget in (
        QLabel("Jon Petersen"),
        QPushButton("Call"),
        QCheckBox("Sound"),
        _wrapped(),
        _edit("Name"),
    ):
        column.addWidget(widget)
    tabs = QTabBar()
    tabs.addTab("Notes")
    column.addWidget(tabs)
    made.resize(400, 400)
    made.show()
    return made


def _wrapped() -> QLabel:
    label = QLabel("Words that go over more than one line because there are so many of them in here today")
    label.setWordWrap(True)
    return label


def _edit(placeholder: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    return edit


def test_a_roomy_screen_has_nothing_clipped(screen: QWidget) -> None:
    assert clipped(screen) == []


@pytest.mark.parametrize(
    ("kind", "width", "height"),
    [
        (QLabel, 40, 30),
        (QLabel, 200, 6),
        (QPushButton, 40, 32),
        (QCheckBox, 40, 32),
    ],
)
def test_a_text_larger_than_its_box_is_found(
    screen: QWidget, kind: type[QWidget], width: int, height: int
) -> None:
    planted = next(child for child in screen.findChildren(kind) if not getattr(child, "wordWrap", bool)())
    planted.setFixedSize(width, height)
    planted.setText("Appointment made")  # type: ignore[attr-defined]
    assert len(clipped(screen)) == 1
    assert "Appointment made" in clipped(screen)[0]


def test_a_wrapped_label_without_room_for_its_last_line_is_found(screen: QWidget) -> None:
    label = next(child for child in screen.findChildren(QLabel) if child.wordWrap())
    label.setFixedSize(120, 30)
    assert len(clipped(screen)) == 1


def test_a_placeholder_wider_than_its_field_is_found(screen: QWidget) -> None:
    edit = screen.findChildren(QLineEdit)[0]
    edit.setFixedWidth(60)
    edit.setPlaceholderText("Notes are saved as you type")
    assert len(clipped(screen)) == 1


def test_a_label_cut_by_its_parents_edge_is_found(screen: QWidget) -> None:
    label = QLabel("beyond the edge", screen)
    label.move(screen.width() - 10, 0)
    label.show()
    assert len(clipped(screen)) == 1


def test_hidden_text_may_be_any_size(screen: QWidget) -> None:
    label = screen.findChildren(QLabel)[0]
    label.setFixedSize(2, 2)
    label.hide()
    assert clipped(screen) == []
