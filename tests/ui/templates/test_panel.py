from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.policy import Needs
from bdc_desk.ui import theme
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.templates.panel import TemplatesPanel
from bdc_desk.ui.templates.progress import GateProgress
from tests.helpers.lead_log import LeadLog
from tests.helpers.screens import clipped
from tests.ui.lead.invented import NOW, busy_log, new_log


class Window(QWidget):
    """The panel beside a field that stands for the queue."""

    def __init__(self) -> None:
        super().__init__()
        self.panel = TemplatesPanel(self)
        self.queue = QLineEdit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel, 1)
        column.addWidget(self.queue)
        self.resize(290, 600)

    def show_log(self, log: LeadLog) -> None:
        standing = log.standing(NOW)
        self.panel.show_templates(standing.templates, GateProgress.of(standing, log.policy.not_reached))


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
    made.close()


def one_call() -> LeadLog:
    log = LeadLog()
    log.arrives("2026-06-10 09:00")
    log.call("2026-06-10 09:01", span=30)
    return log


@pytest.mark.parametrize(
    ("calls", "days", "told"),
    [
        (0, 0, "0 of 4 calls, day 0 of 3"),
        (1, 1, "1 of 4 calls, day 1 of 3"),
        (9, 7, "4 of 4 calls, day 3 of 3"),
    ],
)
def test_progress_in_words(calls: int, days: int, told: str) -> None:
    assert GateProgress(calls, days, 1, Needs(calls=4, days=3, parts=2)).in_words() == told


def test_a_policy_of_one_day_speaks_of_no_days() -> None:
    assert GateProgress(1, 1, 1, Needs(calls=2)).in_words() == "1 of 2 calls"


def test_all_templates_are_visible_and_locked_ones_say_what_is_missing(window: Window) -> None:
    window.show_log(new_log())
    cards = window.panel.cards()
    assert len(cards) == 6
    assert all(card.isVisible() and not card.preview.isVisible() for card in cards)
    assert cards[0].accessibleName() == "Sorry we missed you, locked: 0 of 1 calls"
    assert cards[0]._sign._shape is Shape.LOCK
    assert window.panel.progress.words.text() == "0 of 4 calls, day 0 of 3"


def test_e_previews_the_one_that_is_open(window: Window, qtbot: QtBot) -> None:
    window.show_log(one_call())
    with qtbot.waitSignal(window.panel.preview_asked) as asked:
        window.panel.open_first_or_focus()
    assert asked.args == ["missed_you"]
    assert window.panel.cards()[0]._sign._shape is Shape.OPEN_LOCK


def test_e_lets_choose_among_several_by_arrows_and_enter(window: Window, qtbot: QtBot) -> None:
    window.show_log(busy_log())
    with qtbot.assertNotEmitted(window.panel.preview_asked):
        window.panel.open_first_or_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(window.panel.preview_asked) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["car_details"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    with qtbot.waitSignal(window.panel.preview_asked) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.args == ["missed_you"]


def test_e_says_why_when_none_is_open(window: Window, qtbot: QtBot) -> None:
    window.show_log(new_log())
    with qtbot.assertNotEmitted(window.panel.preview_asked):
        window.panel.open_first_or_focus()
    assert window.panel.explanation.isVisible()
    assert window.queue.hasFocus()


def test_f1_shows_and_hides_the_rule(window: Window) -> None:
    window.show_log(busy_log())
    window.panel.explain()
    assert window.panel.explanation.isVisible()
    assert "4 calls on 3 days in 2 parts of the day" in window.panel.explanation.text()
    window.panel.explain()
    assert not window.panel.explanation.isVisible()


def test_without_a_lead_it_says_what_to_do(window: Window) -> None:
    window.show_log(busy_log())
    window.panel.explain()
    window.panel.show_nothing()
    assert window.panel.empty.isVisible()
    assert window.panel.cards() == []
    assert not window.panel.explanation.isVisible()
    window.panel.explain()
    assert not window.panel.explanation.isVisible()


def test_a_refresh_keeps_cards_and_keyboard(window: Window) -> None:
    window.show_log(busy_log())
    window.panel.open_first_or_focus()
    before, held = window.panel.cards(), QApplication.focusWidget()
    window.show_log(busy_log())
    assert window.panel.cards() == before
    assert QApplication.focusWidget() is held


@pytest.mark.parametrize(("scale", "width"), [(1.0, 290), (1.5, 340)])
def test_no_word_is_cut(window: Window, qapp: QApplication, scale: float, width: int) -> None:
    theme.apply(qapp, "dark", scale)
    window.resize(width, 600)
    for log in (new_log(), busy_log()):
        window.show_log(log)
        window.panel.explain()
        for _ in range(3):
            qapp.processEvents()
        assert clipped(window.panel) == []


def test_a_template_that_left_says_when(qtbot: QtBot) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    log.call("2026-03-02 09:01")
    standing = log.standing("2026-03-02 09:05")
    panel = TemplatesPanel()
    qtbot.addWidget(panel)
    panel.show_templates(
        standing.templates,
        GateProgress.of(standing, log.policy.not_reached),
        {"missed_you": "sent 09:04"},
    )
    card = next(one for one in panel.cards() if one.template and one.template.name == "missed_you")
    assert "sent 09:04" in card.accessibleName()
