"""What is asked before the sync is there is kept, answered as offline, or waits a moment."""

import threading
from collections.abc import Iterator

import pytest

from bdc_desk.clock import FixedClock
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.teamwork import Presence
from bdc_desk.sync.values import ClaimAnswer, Link, SyncStatus
from bdc_desk.ui.team import late_team
from bdc_desk.ui.team.late_team import LateTeam
from tests.ui.team.fake_team import TEN, FakeTeam


class Making:
    """Makes the fake when the test says so."""

    def __init__(self) -> None:
        self.team, self.gate = FakeTeam(), threading.Event()
        self.fault: Exception | None = None
        self.late = LateTeam(FixedClock(TEN), self._make)
        self.heard: list[SyncStatus] = []

    def _make(self) -> FakeTeam:
        assert threading.current_thread() is not threading.main_thread()
        assert self.gate.wait(10)
        if self.fault is not None:
            raise self.fault
        return self.team

    def start(self) -> None:
        self.late.start(self.heard.append, lambda _changes: None)

    def finish(self) -> None:
        self.gate.set()
        assert self.late._thread is not None
        self.late._thread.join()


@pytest.fixture
def making() -> Iterator[Making]:
    made = Making()
    yield made
    made.gate.set()
    made.late.stop()


def elsewhere(making: Making) -> ClaimAnswer:
    """A claim in another thread, as the network lane makes it."""
    answers: list[ClaimAnswer] = []
    thread = threading.Thread(target=lambda: answers.append(making.late.claim("lead")))
    thread.start()
    thread.join()
    return answers[0]


def test_before_it_is_there_it_connects_and_nobody_answers(
    making: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late_team, "SECONDS", 0.01)
    making.start()
    assert making.late.status == SyncStatus(Link.CONNECTING, TEN)
    assert elsewhere(making).offline
    assert making.late.original("lead") is None
    making.late.wake()
    assert making.team.wakes == 0


def test_once_there_it_is_the_other(making: Making) -> None:
    making.late.set_presence(Presence.BREAK)
    making.late.give_password("secret")
    making.start()
    making.finish()
    assert making.team.running
    assert (making.team.presences, making.team.passwords) == ([Presence.BREAK], ["secret"])
    assert making.late.status is making.team.status
    assert elsewhere(making).granted
    making.late.wake()
    making.late.set_presence(Presence.READY)
    making.late.give_password("another")
    assert (making.team.wakes, making.team.presences[-1]) == (1, Presence.READY)
    assert making.team.passwords[-1] == "another"
    making.late.stop()
    assert not making.team.running


def test_stopped_before_it_is_there_it_never_begins(making: Making) -> None:
    making.start()
    making.gate.set()
    making.late._stopped = True
    making.late.stop()
    assert not making.team.running


def test_never_started_it_stops(making: Making) -> None:
    making.late.stop()
    assert not making.team.running


def test_what_fails_is_told_by_the_status(making: Making) -> None:
    making.fault = SurroundingsFault("The address was lost. Join again.")
    making.start()
    making.finish()
    (told,) = making.heard
    assert (told.link, told.why) == (Link.STOPPED, "The address was lost. Join again.")
    assert making.late.status is told
    assert elsewhere(making).offline


@pytest.mark.expects_log
def test_a_mistake_of_ours_is_told_and_logged(making: Making) -> None:
    making.fault = KeyError("x")
    making.start()
    making.finish()
    assert making.heard[0].why == "The sync could not begin (KeyError)."
