from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.ui import theme
from bdc_desk.ui.alerts.banner import AlertBanner
from bdc_desk.ui.widgets.notice_area import NoticeArea
from tests.helpers.queue_rows import NOW
from tests.helpers.screens import clipped

NAMES = {"a": "Ana Cruz", "b": "<b>Ben</b>", "c": "Cy Novak", "d": ""}


def alert(kind: AlertKind, lead: str) -> Alert:
    return Alert(kind, lead, 1, NOW)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    column.addWidget(QPlainTextEdit())
    made.resize(900, 500)
    made.show()
    return made


@pytest.fixture
def banner(window: QWidget) -> AlertBanner:
    area = NoticeArea(window)
    made = AlertBanner()
    area.add(made)
    return made


def test_one_alert_is_named_and_leads_to_its_row(banner: AlertBanner, qtbot: QtBot) -> None:
    banner.add([alert(AlertKind.OVER_2, "a")], NAMES.__getitem__)
    assert banner.isVisible()
    assert banner.said() == "Ana Cruz has waited over 2 minutes"
    with qtbot.waitSignal(banner.show_row) as asked:
        banner._show.click()
    assert asked.args == ["a"]


def test_several_are_one_line_and_the_most_urgent_is_shown_first(banner: AlertBanner) -> None:
    banner.add([alert(AlertKind.OVER_2, lead) for lead in "abc"], NAMES.__getitem__)
    assert banner.said() == "3 leads over 2 minutes"
    banner.add([alert(AlertKind.OVER_15, "b")], NAMES.__getitem__)
    assert banner.said() == "1 lead over 15 minutes · 2 leads over 2 minutes"
    assert banner.first_lead() == "b"
    assert banner.accessibleName().startswith("15 MIN: ")


def test_a_lead_that_was_called_leaves_the_banner(banner: AlertBanner) -> None:
    banner.add([alert(AlertKind.OVER_2, lead) for lead in "ab"], NAMES.__getitem__)
    banner.settle(lambda lead: lead == "b")
    assert banner.said() == "<b>Ben</b> has waited over 2 minutes"
    banner.settle(lambda _lead: False)
    assert not banner.isVisible()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_who_types_keeps_the_keyboard(
    window: QWidget, banner: AlertBanner, qtbot: QtBot, kind: type[QWidget]
) -> None:
    field = window.findChildren(kind)[0]
    field.setFocus()
    qtbot.keyClicks(field, "half a ")
    banner.add([alert(AlertKind.OVER_15, "a")], NAMES.__getitem__)
    assert window.focusWidget() is field
    qtbot.mouseClick(banner._show, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is field
    qtbot.keyClicks(field, "note 12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert banner.isVisible()
    typed = field.text() if isinstance(field, QLineEdit) else field.toPlainText().strip()  # type: ignore[attr-defined]
    assert typed == "half a note 12"


def test_escape_and_the_cross_dismiss_it(window: QWidget, banner: AlertBanner, qtbot: QtBot) -> None:
    for dismissal in (
        lambda: qtbot.keyClick(window.findChildren(QPlainTextEdit)[0], Qt.Key.Key_Escape),
        banner._close.click,
    ):
        banner.add([alert(AlertKind.OVER_15, "a")], NAMES.__getitem__)
        with qtbot.waitSignal(banner.dismissed):
            dismissal()
        assert not banner.isVisible()


def test_it_floats_above_the_foot_and_moves_nothing(window: QWidget, banner: AlertBanner) -> None:
    QApplication.processEvents()
    before = [
        child.geometry() for child in window.findChildren(QLineEdit) + window.findChildren(QPlainTextEdit)
    ]
    banner.add([alert(AlertKind.OVER_15, "a")], NAMES.__getitem__)
    QApplication.processEvents()
    after = [
        child.geometry() for child in window.findChildren(QLineEdit) + window.findChildren(QPlainTextEdit)
    ]
    assert before == after
    assert clipped(window) == []
    window.resize(600, 400)
    QApplication.processEvents()
    area = banner.parentWidget()
    assert area is not None
    assert window.rect().contains(area.geometry())


def test_a_later_moment_of_the_same_lead_takes_the_place_of_the_first(banner: AlertBanner) -> None:
    banner.add([alert(AlertKind.OVER_2, "a")], NAMES.__getitem__)
    banner.add([Alert(AlertKind.OVER_15, "a", 1, NOW + timedelta(minutes=13))], NAMES.__getitem__)
    assert banner.said() == "Ana Cruz has waited over 15 minutes"


def test_an_endless_name_leaves_room_for_the_rest(window: QWidget, banner: AlertBanner) -> None:
    banner.add([alert(AlertKind.OVER_15, "x")], lambda _lead: "Jon " * 400)
    QApplication.processEvents()
    assert banner.said().endswith("… has waited over 15 minutes")
    assert clipped(window) == []
