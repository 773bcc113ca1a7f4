"""The panel of people in a team, where nobody switches, and the words for absence."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.operations.people import People, PersonLine
from bdc_desk.ui import theme
from bdc_desk.ui.people.people_panel import PeoplePanel
from bdc_desk.ui.people.people_words import parse_return, person_hint
from tests.helpers.screens import clipped

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ANA = PersonLine("ana", "Ana Cruz", "salesperson", present=True)
KIM = PersonLine("kim", "Kim Ro", "salesperson", "ana", "Ana Cruz", datetime(2026, 3, 9, tzinfo=UTC))
BEN = PersonLine("ben", "Ben Ito", "enquiry", present=True)
TEAM = People((ANA, BEN, KIM), "ana", in_team=True, zone="Europe/London", now=NOW)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[PeoplePanel]:
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    made = PeoplePanel(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.open_with(TEAM)
    yield made
    made.close_panel()


def test_in_a_team_nobody_switches_and_it_says_whom_to_ask(panel: PeoplePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "desk of their own" in panel.fault.text()
    assert "owner of the shared database" in panel.note.text()
    assert not panel.add.isEnabled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    assert not panel.person_form.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
    assert panel.away_form.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_of_a_team_is_cut(panel: PeoplePanel, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "dark", scale)
    panel.open_with(TEAM)
    qapp.processEvents()
    assert clipped(panel) == []


def test_what_is_said_of_each() -> None:
    assert [person_hint(one, TEAM) for one in TEAM.lines] == [
        "salesperson · you",
        "enquiry staff · at a desk now",
        "salesperson · at no desk · away until Mon 9 Mar: Ana Cruz covers",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mon", datetime(2026, 3, 9, tzinfo=UTC)),
        (" 1 Apr ", datetime(2026, 3, 31, 23, tzinfo=UTC)),  # midnight of summer time
        ("tomorrow", datetime(2026, 3, 3, tzinfo=UTC)),
        ("today", None),
        ("", None),
        ("soon", None),
    ],
)
def test_the_day_of_return(text: str, day: datetime | None) -> None:
    assert parse_return(text, NOW, ZoneInfo("Europe/London")) == day
