"""Who calls whom, by real keys in a real window: the fake team alone stands for the shared database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations import calling
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.reading import taken_customers
from bdc_desk.sync.values import ClaimAnswer
from bdc_desk.ui.call.call_session import CallState
from tests.ui.team.fake_team import OFFLINE, AtTeamDesk, team_desk

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtTeamDesk]:
    with team_desk(qtbot, qapp, tmp_path / "profile") as at_work:
        yield at_work


@pytest.fixture
def two(desk: AtTeamDesk) -> tuple[str, str]:
    """Maria is the suggested call, Jon stands below."""
    return desk.lead(1, "Maria Okafor", 30), desk.lead(2, "Jon Petersen", 20)


def at_once(desk: AtTeamDesk, *keys: Qt.Key) -> None:
    """Keys faster than anybody answers."""
    for key in keys:
        desk.qtbot.keyClick(QApplication.focusWidget() or desk.window, key)


def is_on_it(desk: AtTeamDesk, seconds: int = 40) -> ClaimAnswer:
    since = desk.clock.now() - timedelta(seconds=seconds)
    return ClaimAnswer(granted=False, holder=desk.kim.person, since=since)


def kim_takes(desk: AtTeamDesk, lead: str) -> None:
    desk.team.bring(calling.claim(desk.kim, lead))
    desk.settle()


# --- Space ---


def test_space_goes_to_the_lead_that_was_granted(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, jon = two
    desk.choose(maria)
    desk.team.answer = ClaimAnswer(granted=True, lead=jon)
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.team.asked == [("next", maria, jon)]
    assert desk.window.queue.view.selected_lead() == jon


def test_space_pressed_again_and_again_asks_once(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    desk.team.gate.clear()
    at_once(desk, *[Qt.Key.Key_Space] * 5)
    desk.team.gate.set()
    desk.settle()
    assert len(desk.team.asked) == 1


def test_f5_right_after_space_calls_the_lead_that_was_granted(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, jon = two
    desk.choose(maria)
    desk.team.gate.clear()
    desk.team.answer = ClaimAnswer(granted=True, lead=jon)
    at_once(desk, Qt.Key.Key_Space, Qt.Key.Key_F5)
    assert desk.work.call.state is CallState.READY
    desk.team.gate.set()
    desk.settle()
    assert desk.window.queue.view.selected_lead() == jon
    assert desk.work.call.call is not None
    assert desk.work.call.call.lead == jon


def test_f5_after_a_space_that_found_nothing_calls_nobody(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    desk.choose(two[1])
    desk.team.gate.clear()
    desk.team.answer = ClaimAnswer(granted=False)
    at_once(desk, Qt.Key.Key_Space, Qt.Key.Key_F5)
    desk.team.gate.set()
    desk.settle()
    assert desk.work.call.state is CallState.READY


def test_the_best_twenty_are_offered(desk: AtTeamDesk) -> None:
    leads = [desk.lead(number, f"Pat Sample{number}", 44 - number) for number in range(25)]
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.team.asked == [("next", *leads[:20])]


def test_enter_saves_and_asks_for_the_next(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, jon = two
    desk.choose(jon)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.team.asked == [("next", maria, jon)]
    assert desk.window.queue.view.selected_lead() == maria


def test_offline_space_takes_the_desks_own_suggestion_and_says_so(
    desk: AtTeamDesk, two: tuple[str, str]
) -> None:
    maria, jon = two
    desk.choose(jon)
    desk.team.answer = OFFLINE
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.window.queue.view.selected_lead() == maria
    assert desk.notice().startswith("No connection: this is the desk's own suggestion.")


def test_where_colleagues_have_every_call_nothing_is_selected(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    desk.choose(two[1])
    desk.team.answer = ClaimAnswer(granted=False)
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.window.queue.view.selected_lead() == two[1]
    assert desk.notice() == "Colleagues are on every call that is due."


def test_who_went_on_meanwhile_is_told_and_not_moved(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, jon = two
    desk.choose(jon)
    desk.team.gate.clear()
    at_once(desk, Qt.Key.Key_Space, Qt.Key.Key_N)
    desk.type("gate 3")
    desk.team.gate.set()
    desk.settle()
    assert desk.window.queue.view.selected_lead() == jon
    assert desk.window.lead.note.field.toPlainText() == "gate 3"
    assert desk.window.lead.note.field.hasFocus()
    assert desk.notice() == "Maria Okafor is the next call."
    desk.window.notice._action.click()
    desk.rest()
    assert desk.window.queue.view.selected_lead() == maria


def test_a_colleagues_customer_is_not_offered(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, jon = two
    kim_takes(desk, maria)
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.team.asked == [("next", jon)]


# --- F5 ---


def test_f5_asks_then_dials(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, _ = two
    desk.choose(maria)
    desk.team.gate.clear()
    at_once(desk, Qt.Key.Key_F5, Qt.Key.Key_F5)
    desk.rest()
    assert desk.work.call.state is CallState.READY
    assert "dialled" not in desk.kinds(maria)
    assert desk.window.call_bar.state_label.text() == "Asking"
    desk.team.gate.set()
    desk.settle()
    assert desk.work.call.state is CallState.CALLING
    assert desk.kinds(maria).count("dialled") == 1
    assert desk.team.asked == [("claim", maria)]


def test_keys_work_while_the_network_hangs(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, jon = two
    desk.choose(maria)
    desk.team.gate.clear()
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_J)
    assert desk.window.queue.view.selected_lead() == jon
    desk.press(Qt.Key.Key_N)
    desk.type("while it hangs")
    assert desk.window.lead.note.field.toPlainText() == "while it hangs"


def test_refused_says_who_is_on_it_and_since_when(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    desk.choose(two[0])
    desk.team.answer = is_on_it(desk)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.notice() == "Kim Lee is on it, for 0:40. Space takes another call."
    assert not desk.window.notice._action.isVisible()
    assert "dialled" not in desk.kinds(two[0])
    desk.press(Qt.Key.Key_F5, CONTROL)
    assert desk.notice().startswith("Nothing to take over")


def test_refused_without_a_name_it_names_nobody_least_of_all_oneself(
    desk: AtTeamDesk, two: tuple[str, str]
) -> None:
    maria, _ = two
    desk.choose(maria)
    desk.app.hub.tell(calling.claim(desk.desk, maria))  # in this desk's own hands, as far as it knows
    desk.settle()
    desk.team.answer = ClaimAnswer(granted=False)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.notice() == "A colleague is on it. Choose another lead."


def test_a_manager_may_take_over(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with team_desk(qtbot, qapp, tmp_path / "profile", role="manager") as desk:
        maria = desk.lead(1, "Maria Okafor", 30)
        desk.choose(maria)
        desk.team.answer = is_on_it(desk)
        desk.press(Qt.Key.Key_F5)
        desk.settle()
        assert desk.window.notice._action.isVisible()
        desk.team.answer = None
        desk.press(Qt.Key.Key_F5, CONTROL)
        desk.settle()
        assert desk.notice() == "Maria Okafor is yours now: F5 calls."
        desk.press(Qt.Key.Key_F5)
        desk.settle()
        assert desk.work.call.state is CallState.CALLING
        assert [what for what, _ in desk.team.asked] == ["claim", "take over", "claim"]


def test_offline_f5_warns_once_and_the_second_calls(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, _ = two
    desk.choose(maria)
    desk.team.answer = OFFLINE
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.notice() == (
        "No connection: nobody can tell whether a colleague is on it. F5 again calls anyway."
    )
    assert desk.work.call.state is CallState.READY
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.work.call.state is CallState.CALLING
    assert desk.team.asked == [("claim", maria)]


def test_the_warning_holds_for_ten_seconds_and_for_that_lead(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, jon = two
    desk.team.answer = OFFLINE
    desk.choose(maria)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.choose(jon)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.work.call.state is CallState.READY
    desk.tick_through(11)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.work.call.state is CallState.READY
    assert len(desk.team.asked) == 3


def test_offline_a_colleagues_last_known_claim_is_named_and_does_not_lock(
    desk: AtTeamDesk, two: tuple[str, str]
) -> None:
    maria, _ = two
    kim_takes(desk, maria)
    desk.choose(maria)
    desk.team.answer = OFFLINE
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert "whether Kim Lee is still on it" in desk.notice()
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.work.call.state is CallState.CALLING


def test_what_the_shared_database_grants_no_stale_claim_here_refuses(
    desk: AtTeamDesk, two: tuple[str, str]
) -> None:
    maria, _ = two
    kim_takes(desk, maria)
    desk.choose(maria)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.work.call.state is CallState.CALLING


def test_an_open_call_renews_its_claim_here_and_the_sync_tells(
    desk: AtTeamDesk, two: tuple[str, str]
) -> None:
    desk.choose(two[0])
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.team.asked.clear()
    desk.tick_through(61)
    desk.settle()
    assert desk.team.asked == []
    ((_, _, until),) = taken_customers(desk.desk).values()
    assert until - desk.clock.now() > timedelta(minutes=3)


def test_a_fault_of_the_sync_frees_the_keys(
    desk: AtTeamDesk, two: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(_lead: str) -> ClaimAnswer:
        raise SurroundingsFault("The driver is not installed.")

    desk.choose(two[0])
    monkeypatch.setattr(desk.team, "claim", fault)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.notice() == "The driver is not installed."
    monkeypatch.undo()
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.work.call.state is CallState.CALLING


# --- what is shown ---


def test_a_colleagues_claim_shows_at_once_counts_and_runs_out(desk: AtTeamDesk, two: tuple[str, str]) -> None:
    maria, _ = two
    desk.choose(maria)
    kim_takes(desk, maria)
    model = desk.window.queue.model
    row = model.row_of(maria)
    assert row is not None
    assert (model.cells_at(row).holder, model.cells_at(row).held) == ("Kim Lee", "0:00")
    desk.tick_through(40)
    assert model.cells_at(row).held == "0:40"
    line = desk.window.lead.heading.holder
    assert line.isVisible()
    assert line.accessibleName() == "Kim Lee is on it, 0:40"
    desk.pass_time(timedelta(minutes=5))
    assert model.cells_at(row).holder == ""
    assert not line.isVisible()


def test_only_this_desks_own_changes_wake_the_sync(desk: AtTeamDesk) -> None:
    desk.team.wakes = 0
    desk.team.bring(Changes(kinds=frozenset({Data.CLAIMS})))
    desk.settle()
    assert desk.team.wakes == 0
    desk.lead(9, "Sam Green")
    assert desk.team.wakes == 1
