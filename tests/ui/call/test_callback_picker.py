from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.ui import theme
from bdc_desk.ui.call.callback_picker import CallbackPicker
from bdc_desk.ui.call.promise_words import warn_by
from tests.helpers.desks import POLICY
from tests.helpers.screens import clipped

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
NOW = datetime(2026, 6, 10, 13, 5, tzinfo=UTC)  # Wednesday, 14:05 in London, 9:05 in New York
ENTER, ESCAPE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up


class Window(QWidget):
    """A field below, and shortcuts such as the real window has."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.field = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.field)
        self.picker = CallbackPicker(self)
        for key in ("1", "3", "Space", "Return", "Escape", "J"):
            QShortcut(QKeySequence(key), self, lambda key=key: self.taken.append(key))
        self.resize(900, 600)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.setFocus()
    made.picker.open_for(NOW, LONDON, NEW_YORK, name="Maria Okafor")
    yield made
    made.picker.close_panel()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_typed_time_is_taken_by_enter(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(focus(), "17:30")
    with qtbot.waitSignal(window.picker.chosen) as chosen:
        qtbot.keyClick(focus(), ENTER)
    assert chosen.args == [datetime(2026, 6, 10, 16, 30, tzinfo=UTC)]
    assert not window.picker.is_open
    assert window.field.hasFocus()
    assert window.taken == []  # the window's own 1, 3 and Return stayed out of it


def test_both_clocks_are_shown_while_typing(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(focus(), "mon 9")
    assert "Mon 09:00 here" in window.picker.echo.text()
    assert "Mon 04:00 for the customer" in window.picker.echo.text()


def test_a_time_that_has_passed_is_refused_in_words(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(focus(), "9:00")
    with qtbot.assertNotEmitted(window.picker.chosen):
        qtbot.keyClick(focus(), ENTER)
    assert "has passed" in window.picker.echo.text()
    assert window.picker.echo.property("role") == "error"
    assert window.picker.is_open


def test_what_is_no_time_is_not_taken(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(focus(), "soonish")
    with qtbot.assertNotEmitted(window.picker.chosen):
        qtbot.keyClick(focus(), ENTER)
    assert not window.picker.take_button.isEnabled()


@pytest.mark.parametrize(
    ("steps", "at"),
    [
        (1, datetime(2026, 6, 10, 14, 5, tzinfo=UTC)),  # in one hour
        (2, datetime(2026, 6, 10, 15, 5, tzinfo=UTC)),  # in two hours
        (3, datetime(2026, 6, 10, 22, 0, tzinfo=UTC)),  # six in the evening in New York
        (4, datetime(2026, 6, 11, 8, 0, tzinfo=UTC)),  # tomorrow at nine, here
        (5, datetime(2026, 6, 11, 13, 5, tzinfo=UTC)),  # tomorrow at 14:05, here
    ],
)
def test_a_ready_time_by_arrows_and_enter(window: Window, qtbot: QtBot, steps: int, at: datetime) -> None:
    for _ in range(steps):
        qtbot.keyClick(focus(), DOWN)
    with qtbot.waitSignal(window.picker.chosen) as chosen:
        qtbot.keyClick(focus(), ENTER)
    assert chosen.args == [at]


def test_up_goes_back_to_the_field_and_a_digit_takes_a_ready_time(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), DOWN)
    qtbot.keyClick(focus(), UP)
    assert window.picker.typed.hasFocus()
    qtbot.keyClick(focus(), DOWN)
    with qtbot.waitSignal(window.picker.chosen) as chosen:
        qtbot.keyClick(focus(), Qt.Key.Key_3)
    assert chosen.args == [datetime(2026, 6, 10, 22, 0, tzinfo=UTC)]
    assert window.taken == []


def test_alt_and_a_digit_take_a_ready_time_while_the_field_has_the_keyboard(
    window: Window, qtbot: QtBot
) -> None:
    qtbot.keyClicks(focus(), "17")
    with qtbot.waitSignal(window.picker.chosen) as chosen:
        qtbot.keyClick(focus(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chosen.args == [datetime(2026, 6, 10, 15, 5, tzinfo=UTC)]


def test_what_speaks_against_a_moment_is_said_and_refuses_nothing(window: Window, qtbot: QtBot) -> None:
    policy = read_policy(POLICY)
    window.picker.open_for(NOW, LONDON, NEW_YORK, warn=warn_by(policy, NOW, "America/New_York"))
    hints = [row.choice.hint for row in window.picker.choices.rows()]
    assert "outside call hours" not in hints[0]
    assert "The dealership is closed then (opens tomorrow 09:00)" in hints[2]
    assert "It is 04:00 for the customer, outside call hours" in hints[3]
    qtbot.keyClicks(focus(), "tomorrow 9:00")
    assert "outside call hours" in window.picker.echo.text()
    with qtbot.waitSignal(window.picker.chosen):
        qtbot.keyClick(focus(), ENTER)


def test_an_evening_that_has_passed_there_is_tomorrow_s(window: Window) -> None:
    late = datetime(2026, 6, 10, 23, 0, tzinfo=UTC)  # seven in the evening in New York
    window.picker.open_for(late, LONDON, NEW_YORK)
    hints = [row.choice.hint for row in window.picker.choices.rows()]
    assert "tomorrow 18:00 for the customer" in hints[2]


def test_escape_cancels_once_and_gives_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.picker.cancelled), qtbot.assertNotEmitted(window.picker.chosen):
        qtbot.keyClick(focus(), ESCAPE)
    assert window.field.hasFocus()
    assert window.taken == []


def test_a_choice_is_no_cancellation(window: Window, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.picker.cancelled):
        qtbot.keyClick(focus(), DOWN)
        qtbot.keyClick(focus(), ENTER)


def test_tab_goes_round_inside_the_panel(window: Window, qtbot: QtBot) -> None:
    seen = set()
    for _ in range(12):
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
        assert window.picker.isAncestorOf(focus())
        seen.add(focus())
    assert len(seen) == 7  # close, field, five ready times; "take" is off while nothing is typed


def test_it_stays_inside_a_window_that_shrinks(window: Window, qapp: QApplication) -> None:
    window.resize(420, 380)
    qapp.processEvents()
    assert window.rect().contains(window.picker.geometry())


def test_an_unknown_zone_is_said(window: Window, qtbot: QtBot) -> None:
    window.picker.open_for(NOW, LONDON)
    qtbot.keyClicks(focus(), "17:30")
    assert "the customer's time is not known" in window.picker.echo.text()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(window: Window, qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    theme.apply(qapp, "dark", scale)
    window.picker.open_for(NOW, LONDON, NEW_YORK, name="Maria Okafor")
    qtbot.keyClicks(focus(), "9:00")
    qapp.processEvents()
    assert clipped(window.picker) == []
