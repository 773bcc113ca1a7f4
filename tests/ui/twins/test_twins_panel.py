"""Two customers side by side, by real keys, without a desk behind it."""

from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.operations.twins import Twins
from bdc_desk.ui import theme
from bdc_desk.ui.twins.twins_panel import TwinsPanel
from tests.helpers.screens import clipped
from tests.ui.twins.test_pair_words import NOW, PAIR, PAT, SAMPEL

OTHER = Twins(replace(PAT, name="Lee Sample", lead="lead-3"), replace(SAMPEL, lead="lead-4"), "Similar names")


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.below = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.below)
        self.panel = TwinsPanel(self)
        self.said: list[tuple[str, Twins]] = []
        self.panel.merge_asked.connect(lambda pair: self.said.append(("merge", pair)))
        self.panel.apart_asked.connect(lambda pair: self.said.append(("apart", pair)))
        self.resize(1280, 720)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Window:
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.below.setFocus()
    return made


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_it_says_what_differs_by_word_sign_and_colour(window: Window) -> None:
    window.panel.open_pairs((PAIR,), NOW, UTC)
    texts = [label.text() for label in window.panel.findChildren(QLabel) if label.isVisible()]
    assert {"Pat Sample", "Pat Sampel", "differs", "same", "one side only"} <= set(texts)
    assert "The same number, another name" in window.panel.accessibleName()
    assert "Name differs. Numbers same." in window.panel.accessibleDescription()


def test_enter_and_space_decide_nothing(window: Window, qtbot: QtBot) -> None:
    window.panel.open_pairs((PAIR,), NOW, UTC)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter)
    assert window.said == []
    assert window.panel.isVisible()


def test_m_and_a_answer_once(window: Window, qtbot: QtBot) -> None:
    window.panel.open_pairs((PAIR,), NOW, UTC)
    press(qtbot, Qt.Key.Key_M, Qt.Key.Key_M, Qt.Key.Key_A)
    assert window.said == [("merge", PAIR)]
    window.panel.wait(waiting=False)
    press(qtbot, Qt.Key.Key_A)
    assert window.said[1:] == [("apart", PAIR)]


def test_a_settled_pair_makes_room_for_the_next_and_the_last_closes(window: Window, qtbot: QtBot) -> None:
    window.panel.open_pairs((PAIR, OTHER), NOW, UTC)
    assert window.panel.place_words.text() == "1 of 2"
    window.panel.take_out(PAIR)
    assert window.panel.pair is OTHER
    assert window.panel.merge.isEnabled()
    window.panel.take_out(OTHER)
    assert not window.panel.isVisible()
    assert window.below.hasFocus()


def test_n_and_p_go_round(window: Window, qtbot: QtBot) -> None:
    window.panel.open_pairs((PAIR, OTHER), NOW, UTC)
    press(qtbot, Qt.Key.Key_N)
    assert window.panel.pair is OTHER
    press(qtbot, Qt.Key.Key_N)
    assert window.panel.pair is PAIR
    press(qtbot, Qt.Key.Key_P)
    assert window.panel.pair is OTHER


def test_its_letters_reach_no_shortcut_of_the_window(window: Window, qtbot: QtBot) -> None:
    taken: list[str] = []
    for key in ("M", "A", "N", "P", "1", "Return", "Space"):
        QShortcut(QKeySequence(key), window, lambda key=key: taken.append(key))
    window.panel.open_pairs((PAIR, OTHER), NOW, UTC)
    press(qtbot, Qt.Key.Key_N, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert taken == []


def test_either_lead_can_be_opened(window: Window, qtbot: QtBot) -> None:
    for button, lead in ((window.panel.open_one, "lead-1"), (window.panel.open_other, "lead-2")):
        window.panel.open_pairs((PAIR,), NOW, UTC)
        with qtbot.waitSignal(window.panel.lead_asked) as asked:
            button.click()
        assert asked.args == [lead]
        assert not window.panel.isVisible()


def test_escape_leaves_it_for_later(window: Window, qtbot: QtBot) -> None:
    window.panel.open_pairs((PAIR,), NOW, UTC)
    press(qtbot, Qt.Key.Key_Escape)
    assert window.said == []
    assert window.below.hasFocus()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 720)), (1.5, (1280, 720)), (1.0, (1000, 720))])
def test_no_word_is_cut(window: Window, qapp: QApplication, scale: float, size: tuple[int, int]) -> None:
    theme.apply(qapp, "light", scale)
    window.resize(*size)
    endless = replace(PAT, name="x" * 500, emails=("y" * 300,), address="z" * 300, phones=("1" * 100,) * 9)
    for pair in (PAIR, Twins(endless, SAMPEL, "<b>Similar names</b>")):
        window.panel.open_pairs((pair, OTHER), NOW, UTC)
        for _ in range(5):
            qapp.processEvents()
        assert clipped(window.panel) == []
        assert window.rect().contains(window.panel.geometry())
        for label in window.panel.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText
