"""The counter's panel by real keys, without a desk behind it."""

from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.operations.counter import CounterForm
from bdc_desk.operations.searching import KnownCustomer
from bdc_desk.ui import theme
from bdc_desk.ui.counter.counter_panel import CounterPanel
from tests.helpers.screens import clipped
from tests.ui.counter.test_ways import LEE, NOW, PAT

ENTER, DOWN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape
EMPTY = CounterForm(LeadKind.PHONE_UP, "", "", "")


class Window(QWidget):
    """The panel over a field that stands for the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.below = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.below)
        self.panel = CounterPanel(self)
        self.saved: list[tuple[CounterForm, str | None]] = []
        self.panel.saved.connect(lambda form, onto: self.saved.append((form, onto)))
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


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, key, modifier)


def type_in(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def known(window: Window, *who: KnownCustomer) -> None:
    window.panel.show_known(who, NOW, UTC)


def test_three_fields_and_enter(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(EMPTY)
    assert window.panel.title.text() == "Somebody calls"
    for text in ("Pat Sample", "020 7946 0123", "Skoda Octavia"):
        type_in(qtbot, text)
        press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.panel.email
    press(qtbot, ENTER)
    form = CounterForm(LeadKind.PHONE_UP, "Pat Sample", "020 7946 0123", "Skoda Octavia")
    assert window.saved == [(form, None)]


def test_it_is_saved_once_however_often_enter_is_pressed(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(EMPTY)
    type_in(qtbot, "Pat")
    for _ in range(3):
        press(qtbot, ENTER)
    assert len(window.saved) == 1
    window.panel.show_fault("The disk is full.")
    assert window.panel.fault.isVisible()
    assert window.panel.name.text() == "Pat"
    press(qtbot, ENTER)
    assert len(window.saved) == 2


def test_in_what_was_said_enter_saves_and_shift_enter_begins_a_line(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(replace(EMPTY, name="Pat"))
    window.panel.words.setFocus()
    type_in(qtbot, "Wants to come")
    press(qtbot, ENTER, Qt.KeyboardModifier.ShiftModifier)
    type_in(qtbot, "on Friday")
    press(qtbot, ENTER)
    assert window.saved[0][0].words == "Wants to come\non Friday"


def test_the_keyboard_begins_in_the_first_empty_field(window: Window) -> None:
    for form, field in (
        (EMPTY, window.panel.name),
        (replace(EMPTY, name="Pat"), window.panel.number),
        (replace(EMPTY, number="020"), window.panel.name),
        (replace(EMPTY, name="Pat", number="020"), window.panel.wanted),
        (replace(EMPTY, name="Pat", number="020", wanted="Ford"), window.panel.name),
    ):
        window.panel.open_for(form)
        assert QApplication.focusWidget() is field
        window.panel.close_panel()


def test_the_number_is_asked_for_as_it_is_typed(window: Window, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.panel.number_typed.connect(asked.append)
    window.panel.open_for(replace(EMPTY, name="Pat"))
    type_in(qtbot, "020")
    assert asked == ["", "0", "02", "020"]


def test_with_an_open_lead_enter_saves_on_it_and_the_second_button_is_a_new_enquiry(
    window: Window, qtbot: QtBot
) -> None:
    window.panel.open_for(replace(EMPTY, number="020 7946 0123"))
    known(window, PAT)
    panel = window.panel
    assert panel.known.isVisible()
    assert "Pat Sample, with Kim Ro" in panel.known.accessibleName()
    assert "Pat Sample, with Kim Ro" in panel.number.accessibleDescription()
    assert panel.save.accessibleName() == "Save on the open lead (Enter)"
    assert panel.other.accessibleName() == "New enquiry"
    press(qtbot, ENTER)
    assert window.saved[-1][1] == "lead-1"
    panel.show_fault("")
    panel.other.click()
    form, onto = window.saved[-1]
    assert onto is None
    assert form.name == "Pat Sample"  # nothing was typed: the customer whom the panel names


def test_another_name_makes_it_another_person(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(replace(EMPTY, number="020 7946 0123"))
    known(window, PAT)
    type_in(qtbot, "Maria")
    assert window.panel.save.accessibleName() == "New enquiry (Enter)"
    assert window.panel.other.accessibleName() == "Save on Pat Sample's open lead"
    press(qtbot, ENTER)
    assert window.saved[-1] == (replace(EMPTY, name="Maria", number="020 7946 0123"), None)


def test_of_a_household_one_is_chosen_by_arrows_and_enter(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(replace(EMPTY, number="020 7946 0123"))
    known(window, PAT, LEE)
    rows = window.panel.known.choices.rows()
    assert [row.choice.label for row in rows] == [
        "Pat Sample, with Kim Ro",
        "Lee Sample, nobody's customer yet",
        "Somebody else: a new enquiry",
    ]
    press(qtbot, ENTER)  # it is not said who it is: nothing is saved
    assert window.saved == []
    assert QApplication.focusWidget() is rows[0]
    press(qtbot, DOWN)
    press(qtbot, ENTER)
    form, onto = window.saved[-1]
    assert (form.name, onto) == ("Lee Sample", None)


def test_down_in_a_field_goes_to_the_choice_and_up_comes_back(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(replace(EMPTY, name="Sample", number="020 7946 0123"))
    known(window, PAT, LEE)
    press(qtbot, DOWN)
    assert QApplication.focusWidget() is window.panel.known.choices.rows()[0]
    press(qtbot, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is window.panel.number


def test_a_do_not_call_is_warned_of(window: Window) -> None:
    window.panel.open_for(EMPTY)
    known(window, replace(PAT, do_not_call=True))
    assert "Do not call: Pat Sample asked so." in window.panel.known.accessibleName()
    known(window)
    assert not window.panel.known.isVisible()


def test_what_was_typed_before_says_so_and_clear_empties_it(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(replace(EMPTY, name="Pat", words="Two children"), typed_before=True)
    assert window.panel.kept.isVisible()
    assert window.panel.words.toPlainText() == "Two children"
    with qtbot.waitSignal(window.panel.cleared):
        window.panel.clear.click()
    assert window.panel.form() == EMPTY
    assert not window.panel.kept.isVisible()
    assert not window.panel.clear.isVisible()
    assert QApplication.focusWidget() is window.panel.name


def test_digits_and_letters_typed_reach_no_shortcut(window: Window, qtbot: QtBot) -> None:
    taken: list[str] = []
    for key in "123456789nbjkh":
        QShortcut(QKeySequence(key), window, lambda key=key: taken.append(key))
    window.panel.open_for(EMPTY)
    type_in(qtbot, "nbjkh 123456789")
    assert window.panel.name.text() == "nbjkh 123456789"
    window.panel.clear.setFocus()
    type_in(qtbot, "1n")
    assert taken == []


def test_escape_gives_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    window.panel.open_for(replace(EMPTY, kind=LeadKind.WALK_IN))
    assert window.panel.title.text() == "Somebody walks in"
    press(qtbot, ESCAPE)
    assert not window.panel.isVisible()
    assert window.below.hasFocus()


def test_hostile_words_are_shown_as_they_are(window: Window) -> None:
    hostile = "<h1>Pat</h1>" + "x" * 3000
    window.panel.open_for(EMPTY)
    known(window, replace(PAT, name=hostile, car=hostile, owner=hostile), LEE)
    for label in window.panel.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert window.panel.width() <= 1280


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 720)), (1.5, (1280, 720)), (1.0, (1000, 720))])
@pytest.mark.parametrize("who", [(PAT,), (PAT, LEE), (replace(PAT, do_not_call=True),)])
def test_no_word_is_cut(
    window: Window,
    qapp: QApplication,
    scale: float,
    size: tuple[int, int],
    who: tuple[KnownCustomer, ...],
) -> None:
    theme.apply(qapp, "light", scale)
    window.resize(*size)
    window.panel.open_for(replace(EMPTY, number="020 7946 0123", words="Asks for a test drive"))
    known(window, *who)
    window.panel.show_fault("Give a name or a number: without one nobody could be called back.")
    for _ in range(5):
        qapp.processEvents()
    assert clipped(window.panel) == []


def test_everything_that_takes_the_keyboard_has_a_name(window: Window) -> None:
    window.panel.open_for(EMPTY)
    for widget in window.panel.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and isinstance(widget, QLineEdit | QPlainTextEdit):
            assert widget.accessibleName(), widget
