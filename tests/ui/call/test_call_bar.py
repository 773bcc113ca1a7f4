from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.reasons import because
from bdc_desk.cadence.standing import Sayable
from bdc_desk.ui import theme
from bdc_desk.ui.call.call_bar import CallBar
from tests.helpers.lead_log import default_policy
from tests.helpers.screens import clipped
from tests.ui.lead.invented import JON, SPARE, WORK

POLICY = default_policy()
KEYS = {rule.name: rule.key for rule in POLICY.outcomes if rule.key is not None}
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def said(allowed: bool) -> list[Sayable]:
    why = because("say.ok" if allowed else "say.no call")
    return [Sayable(rule.name, rule.label, allowed, why) for rule in POLICY.outcomes]


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication) -> Iterator[CallBar]:
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    made = CallBar(window)
    made.field = QLineEdit(window)  # something else that can have the keyboard
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    column.addWidget(made.field)
    made.set_outcomes(said(False), KEYS)
    window.resize(1280, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.field.setFocus()
    yield made
    window.close()


def test_a_number_that_may_be_dialled_is_on_the_button(bar: CallBar, qtbot: QtBot) -> None:
    bar.show_ready(JON.shown, True, "may be called now", [JON])
    assert "+44 20 7946 0123" in bar.call_button.text()
    assert "F5" in bar.call_button.text()
    with qtbot.waitSignal(bar.call_pressed):
        qtbot.mouseClick(bar.call_button, Qt.MouseButton.LeftButton)


def test_a_refused_dial_says_why_in_sight(bar: CallBar) -> None:
    bar.show_ready(SPARE.shown, False, SPARE.why, [SPARE])
    assert not bar.call_button.isEnabled()
    assert bar.reason.isVisible()
    assert bar.reason.text() == SPARE.why
    assert bar.call_button.accessibleDescription() == SPARE.why


def test_the_timer_counts_what_it_is_told(bar: CallBar) -> None:
    bar.show_calling(JON.shown, by_hand=False)
    for seconds, told in ((0, "0:00"), (12.9, "0:12"), (724, "12:04"), (3723, "1:02:03")):
        bar.tick(seconds)
        assert bar.timer_label.text() == told


def test_by_hand_the_number_stands_large_and_a_dialler_can_be_doubted(bar: CallBar, qtbot: QtBot) -> None:
    bar.show_calling(JON.shown, by_hand=True)
    assert bar.big_number.isVisible()
    assert bar.big_number.digits.fitting(1000).pointSizeF() >= 40
    assert not bar.not_dialled_button.isVisible()
    bar.show_calling(JON.shown, by_hand=False, hint="handed to the dialler")
    assert not bar.big_number.isVisible()
    with qtbot.waitSignal(bar.not_dialled):
        qtbot.mouseClick(bar.not_dialled_button, Qt.MouseButton.LeftButton)


def test_the_large_number_fits_a_narrow_column(bar: CallBar) -> None:
    bar.big_number.show_number("+44 20 7946 0123")
    font = bar.big_number.digits.fitting(360)
    assert 22 <= font.pointSizeF() < 40


def test_outcomes_are_off_with_their_reason_until_there_is_a_call(bar: CallBar, qtbot: QtBot) -> None:
    first = bar.outcomes.buttons()[0]
    assert not first.isEnabled()
    assert first.accessibleDescription() == "begin a call first (F5)"
    bar.set_outcomes(said(True), KEYS)
    assert bar.outcomes.buttons()[0] is first  # changed in place
    assert first.isEnabled()
    assert first.text() == "1  No answer"
    with qtbot.waitSignal(bar.outcome_chosen) as chosen:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert chosen.args == ["no answer"]


def test_a_click_leaves_the_keyboard_where_it_was(bar: CallBar, qtbot: QtBot) -> None:
    bar.set_outcomes(said(True), KEYS)
    qtbot.mouseClick(bar.outcomes.buttons()[0], Qt.MouseButton.LeftButton)
    assert bar.field.hasFocus()


def test_digits_typed_elsewhere_say_no_outcome(bar: CallBar, qtbot: QtBot) -> None:
    bar.set_outcomes(said(True), KEYS)
    with qtbot.assertNotEmitted(bar.outcome_chosen):
        qtbot.keyClicks(bar.field, "123456789")
    assert bar.field.text() == "123456789"


def test_nothing_moves_when_a_call_begins_and_ends(bar: CallBar, qapp: QApplication) -> None:
    places = []
    for show in (
        lambda: bar.show_ready(JON.shown, True, "", [JON, WORK]),
        lambda: bar.show_ready(SPARE.shown, False, SPARE.why, [SPARE]),
        lambda: bar.show_calling(JON.shown, by_hand=False, hint="handed to the dialler"),
        lambda: bar.show_wrap_up(JON.shown),
        bar.show_nothing,
    ):
        show()
        qapp.processEvents()
        places.append((bar.height(), [made.mapTo(bar, QPoint(0, 0)) for made in bar.outcomes.buttons()]))
    assert all(place == places[0] for place in places)


def test_another_number_is_picked_by_its_digit_and_the_keyboard_goes_back(bar: CallBar, qtbot: QtBot) -> None:
    bar.show_ready(JON.shown, True, "", [JON, WORK, SPARE])
    bar.choose_number()
    assert not bar.field.hasFocus()
    with qtbot.waitSignal(bar.number_chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert chosen.args == ["n3"]
    assert bar.field.hasFocus()


def test_an_unusable_number_stays_in_the_list_and_cannot_be_picked(bar: CallBar, qtbot: QtBot) -> None:
    bar.show_ready(JON.shown, True, "", [JON, WORK])
    bar.choose_number()
    with qtbot.assertNotEmitted(bar.number_chosen):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert "found dead twice" in QApplication.focusWidget().accessibleDescription()
    qtbot.keyClick(QApplication.focusWidget(), ESCAPE)
    assert bar.field.hasFocus()


def test_one_number_asks_nothing(bar: CallBar) -> None:
    bar.show_ready(JON.shown, True, "", [JON])
    bar.choose_number()
    assert bar.field.hasFocus()
    assert not bar.other_numbers.isVisible()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1100), (1.0, 1280), (1.5, 1280)])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_word_is_cut(
    bar: CallBar, qapp: QApplication, qtbot: QtBot, scale: float, width: int, look: theme.Choice
) -> None:
    theme.apply(qapp, look, scale)
    bar.window().resize(width, 700)
    for show in (
        lambda: bar.show_ready(JON.shown, True, "", [JON, SPARE]),
        lambda: bar.show_ready(SPARE.shown, False, SPARE.why, [SPARE]),
        lambda: bar.show_calling(JON.shown, by_hand=True),
        lambda: bar.show_calling(JON.shown, by_hand=False, hint="handed to the dialler"),
        lambda: bar.show_wrap_up(JON.shown),
    ):
        show()
        bar.tick(724)
        qapp.processEvents()
        assert clipped(bar) == []
