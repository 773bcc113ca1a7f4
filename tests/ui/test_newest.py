from collections.abc import Callable
from functools import partial
from typing import Any

from bdc_desk.errors import Refused
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.newest import Newest


class HeldLanes(Lanes):
    """Work is done when the test says so."""

    def __init__(self) -> None:
        super().__init__(lambda _fault: None)
        self.held: list[tuple[Callable[[], Any], Callable[[Any], None], Any]] = []

    def storage(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Any = None) -> None:
        self.held.append((work, then, failed))

    def work(self) -> None:
        work, then, failed = self.held.pop(0)
        try:
            found = work()
        except Refused as why:
            failed(why)
        else:
            then(found)


def refuse() -> str:
    raise Refused("no", code="no")


def test_only_the_newest_answer_is_told_and_one_question_waits_at_most(qapp: object) -> None:
    lanes = HeldLanes()
    told: list[str] = []
    newest = Newest(lanes)
    for text in "abcd":
        newest.ask(partial(str, text), told.append)
    assert len(lanes.held) == 1
    assert newest.is_busy
    lanes.work()  # "a" is stale, "b" and "c" are never asked
    assert told == []
    assert len(lanes.held) == 1
    lanes.work()
    assert told == ["d"]
    assert not newest.is_busy
    assert lanes.held == []


def test_a_forgotten_question_is_not_answered_and_the_next_one_is(qapp: object) -> None:
    lanes = HeldLanes()
    told: list[str] = []
    newest = Newest(lanes)
    newest.ask(lambda: "old", told.append)
    newest.forget()
    assert not newest.is_busy
    newest.ask(lambda: "new", told.append)
    while lanes.held:
        lanes.work()
    assert told == ["new"]


def test_a_refusal_is_told_only_of_the_newest_and_nothing_hangs_after_it(qapp: object) -> None:
    lanes = HeldLanes()
    told: list[str] = []
    refused: list[Exception] = []
    newest = Newest(lanes)
    newest.ask(refuse, told.append, refused.append)
    newest.ask(refuse, told.append, refused.append)
    lanes.work()
    assert refused == []
    lanes.work()
    assert [str(why) for why in refused] == ["no"]
    newest.ask(lambda: "after", told.append)
    lanes.work()
    assert told == ["after"]


def test_it_may_be_asked_again_from_an_answer(qapp: object) -> None:
    told: list[int] = []
    newest = Newest(Lanes.inline())

    def tell(number: int) -> None:
        told.append(number)
        if number < 3:
            newest.ask(lambda: number + 1, tell)

    newest.ask(lambda: 1, tell)
    assert told == [1, 2, 3]
