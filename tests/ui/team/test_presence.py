"""Ready, on a call, wrapping up, on a break: told to the colleagues, shown with how long."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.teamwork import Presence
from bdc_desk.ui.call.call_session import CallState
from tests.end2end.desk_at_work import AtWork, adf_mail, desk_at_work
from tests.ui.team.fake_team import TEN, AtTeamDesk, team_desk


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtTeamDesk]:
    with team_desk(qtbot, qapp, tmp_path / "profile") as at_work:
        yield at_work


def states(desk: AtWork) -> tuple[str, str]:
    """What the status bar and the call bar say."""
    bar = desk.window.call_bar
    return desk.window.status.accessibleName().split(" · ")[0], (
        f"{bar.state_label.text()} {bar.timer_label.text()}"
    )


def test_the_colleagues_hear_of_each_state(desk: AtTeamDesk) -> None:
    desk.choose(desk.lead(1, "Maria Okafor", 30))
    assert desk.team.presences == [Presence.READY]
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    desk.settle()
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_F8)
    assert desk.team.presences[1:] == [
        Presence.CALLING, Presence.WRAP_UP, Presence.READY, Presence.BREAK, Presence.READY
    ]  # fmt: skip


def test_a_break_shows_its_time_suggests_nothing_and_rings_nothing(desk: AtTeamDesk) -> None:
    maria = desk.lead(1, "Maria Okafor", 30)
    assert desk.work.feed.next_lead == maria
    desk.press(Qt.Key.Key_F8)
    desk.tick_through(70)
    assert states(desk) == ("Break 1:10", "Break 1:10")
    assert desk.work.feed.next_lead is None
    assert desk.work.alerts._announcer._sound.muted
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.team.asked == []
    assert desk.notice() == "You are on a break, so no call is suggested: F8 ends it."
    desk.press(Qt.Key.Key_F8)
    desk.tick_through(2)
    assert states(desk) == ("Ready 0:02", "Ready 0:02")
    assert desk.work.feed.next_lead == maria
    assert not desk.work.alerts._announcer._sound.muted


def test_no_break_before_the_call_has_its_outcome(desk: AtTeamDesk) -> None:
    desk.choose(desk.lead(1, "Maria Okafor", 30))
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.press(Qt.Key.Key_F8)
    assert desk.work.call.state is CallState.CALLING
    assert desk.notice().startswith("The call comes first")
    assert Presence.BREAK not in desk.team.presences


def test_a_call_ends_the_break(desk: AtTeamDesk) -> None:
    desk.choose(desk.lead(1, "Maria Okafor", 30))
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.tick_through(5)
    assert states(desk) == ("On a call 0:05", "Calling 0:05")
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    desk.settle()
    assert desk.window.call_bar.state_label.text() == "Ready"


def test_alone_a_break_works_too(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", TEN) as alone:
        (tmp_path / "a.eml").write_bytes(adf_mail(1, "Maria Okafor", "020 7946 0123"))
        alone.drop(tmp_path / "a.eml")
        alone.press(Qt.Key.Key_F8)
        alone.pass_time(timedelta(seconds=65))
        assert states(alone) == ("Break 1:05", "Break 1:05")
        assert "Alone on this machine" in alone.window.status.accessibleName()
        alone.press(Qt.Key.Key_Space)
        assert "You are on a break" in alone.notice()
        alone.press(Qt.Key.Key_F8)
        alone.press(Qt.Key.Key_F7)
        assert alone.work.day.status.panel.is_open
