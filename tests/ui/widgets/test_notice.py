import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.widgets.notice import Notice
from bdc_desk.ui.widgets.notice_area import NoticeArea
from tests.helpers.screens import clipped


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.resize(700, 400)
    made.show()
    return made


@pytest.fixture
def notice(window: QWidget) -> Notice:
    made = Notice()
    NoticeArea(window).add(made)
    return made


def test_an_action_is_offered_and_ends_the_notice(notice: Notice, qtbot: QtBot) -> None:
    notice.say("No answer logged for Jon Petersen.", kind="ok", action="Undo", key="Ctrl+Z", seconds=8)
    with qtbot.waitSignals([notice.acted, notice.gone]):
        notice._action.click()
    assert not notice.isVisible()


def test_it_leaves_when_its_time_is_over(notice: Notice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(notice.gone):
        notice.say("Saved.", seconds=0.01)
    assert not notice.isVisible()


def test_newer_news_stays_though_the_older_would_have_left(notice: Notice, qtbot: QtBot) -> None:
    notice.say("Saved.", seconds=0.01)
    notice.say("The mailbox cannot be reached.", kind="error")
    with qtbot.assertNotEmitted(notice.gone, wait=40):
        pass
    notice.leave()


def test_the_details_of_an_error_can_be_copied(notice: Notice) -> None:
    notice.say("The disk is full.", kind="error", details="OSError: [Errno 28]")
    notice._copy.click()
    assert QGuiApplication.clipboard().text() == "OSError: [Errno 28]"


def test_long_words_wrap_and_nothing_is_cut_nor_takes_the_keyboard(window: QWidget, notice: Notice) -> None:
    field = window.findChildren(QLineEdit)[0]
    field.setFocus()
    notice.say(
        "The shared database went back from 5,210 to 4,900. " * 4,
        kind="error",
        action="What now",
        details="x",
    )
    QApplication.processEvents()
    assert clipped(window) == []
    assert window.focusWidget() is field


def test_a_window_deleted_while_a_notice_shows_takes_it_along(qapp: QApplication) -> None:
    window, notice = QWidget(), Notice()
    NoticeArea(window).add(notice)
    window.show()
    notice.say("The disk is full.", kind="error")
    shiboken6.delete(window)
    assert not shiboken6.isValid(notice)
