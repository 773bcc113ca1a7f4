"""The laws of the log hold in random lives (`tests/helpers/laws.py`), and breaking one is seen."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.projecting import Projecting
from tests.helpers.laws import AppendOnly, LogLaws, Written, live

LIVES, STEPS = 5, 25


def test_the_laws_hold_whatever_is_done_in_whatever_order() -> None:
    live(LIVES, STEPS, dice=1)


ROWS: list[Written] = [(Kind.ARRIVAL, "l", "1", "{}"), (Kind.NOTE, "l", "2", "{}")]


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (ROWS[:1], ()),
        (ROWS[::-1], ()),
        ([ROWS[0], (Kind.NOTE, "l", "2", "{ }")], ()),
        ([*ROWS, ROWS[1]], ()),
        (ROWS, (Kind.NOTE,)),
        ([*ROWS, (Kind.CLOSED, "l", "3", "{}")], (Kind.NOTE,)),
        ([ROWS[0], (Kind.NOTE, "l", "3", "{}"), ROWS[1]], (Kind.NOTE,)),
        ([*ROWS, (Kind.NOTE, "l", "3", "{}"), (Kind.NOTE, "l", "4", "{}")], (Kind.NOTE,)),
    ],
    ids=["lost", "reordered", "changed", "doubled", "not written", "another", "not at the end", "twice"],
)
def test_the_model_sees_what_breaks_it(rows: list[Written], kinds: tuple[str, ...]) -> None:
    model = AppendOnly(list(ROWS))
    model.heed([*ROWS])
    with pytest.raises(AssertionError):
        model.heed(rows, *kinds)


@pytest.fixture
def life() -> Iterator[LogLaws]:
    """A life that has begun."""
    machine = LogLaws()
    machine.begin()
    machine.laws_hold()
    yield machine
    machine.teardown()


def test_lists_that_are_not_concluded_are_seen(life: LogLaws, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh = Projecting.refresh
    monkeypatch.setattr(Projecting, "refresh", lambda *_: ())
    lead_work.set_callback(life.people[0], life.leads[0], life.clock.now() + timedelta(days=1))
    monkeypatch.setattr(Projecting, "refresh", refresh)
    life.model.rows = life.log()
    with pytest.raises(AssertionError, match="lists say otherwise"):
        life.laws_hold()


def test_an_act_that_is_acknowledged_and_not_written_is_seen(
    life: LogLaws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lead_work, "write_note", lambda *_: Changes())
    with pytest.raises(AssertionError, match="written"):
        life.say(0, 0, "note")


def test_a_refused_act_that_wrote_is_seen(life: LogLaws, monkeypatch: pytest.MonkeyPatch) -> None:
    write = lead_work.write_note

    def refused(desk: Desk, lead: str, text: str) -> None:
        write(desk, lead, text)
        raise Refused("No.", code="no")

    monkeypatch.setattr(lead_work, "write_note", refused)
    with pytest.raises(AssertionError, match="written"):
        life.say(0, 0, "note")
