import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.ui.widgets.button import Button

PLAIN = Qt.KeyboardModifier.NoModifier


def press(button: Button, modifier: Qt.KeyboardModifier = PLAIN, *, repeated: bool = False) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifier, "", repeated)
    QApplication.sendEvent(button, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_as_space_does(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_enter_is_left_alone_with_control_and_off_buttons_press_nothing(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        press(button, Qt.KeyboardModifier.ControlModifier)
        button.setEnabled(False)
        press(button)


def test_enter_held_down_presses_once(qtbot: QtBot) -> None:
    button, pressed = Button("Save"), []
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(True))
    for repeated in (False, True, True):
        press(button, repeated=repeated)
    assert pressed == [True]
