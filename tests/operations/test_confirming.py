"""The list "to confirm": the six kinds, by whom each may be decided, and what is left once it is."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason, Kind
from bdc_desk.clock import FixedClock
from bdc_desk.errors import Refused
from bdc_desk.operations import confirming
from bdc_desk.operations.calling import withdraw_outcome
from bdc_desk.operations.confirming import Asks, ToConfirm, acknowledge, to_confirm, waiting_on
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import close_lead, confirm, reopen, say_exception, send_back
from bdc_desk.operations.setting_up import add_person, set_up
from bdc_desk.operations.typed_calls import type_call
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, FORM, HOUR, MINUTE, MONDAY, POLICY, SECOND, Staffed

STEP = "escalated to the dealer principal"
Made = Callable[[Staffed], tuple[str, Asks]]


def of(found: tuple[ToConfirm, ...], kind: Asks) -> list[ToConfirm]:
    return [one for one in found if one.kind is kind]


def typed_call(here: Staffed) -> tuple[str, Asks]:
    lead = here.lead()
    here.clock.advance(30 * MINUTE)
    type_call(here.ana, lead, "n1", here.clock.now() - 10 * MINUTE, 3 * MINUTE, "dialogue")
    return lead, Asks.ATTEMPT


def exception(here: Staffed) -> tuple[str, Asks]:
    lead = here.lead()
    say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Please only write.")
    return lead, Asks.EXCEPTION


def closing(here: Staffed) -> tuple[str, Asks]:
    lead = here.lead()
    close_lead(here.ana, lead, ClosingReason.DUPLICATE, "Came twice by two portals.")
    return lead, Asks.CLOSING


def dead_number(here: Staffed) -> tuple[str, Asks]:
    lead = here.lead()
    for _ in range(2):
        here.call(lead, "dead number")
        here.clock.advance(3 * HOUR)
    return lead, Asks.DEAD_NUMBER


def new_request(here: Staffed) -> tuple[str, Asks]:
    lead = here.lead(7)
    close_lead(here.cy, lead, ClosingReason.DO_NOT_CALL)
    here.clock.advance(2 * DAY)
    again = here.lead(7, key="<again@portal.example.test>", comments="Call me, please.")
    return again, Asks.NEW_REQUEST


MAKERS = (typed_call, exception, closing, dead_number, new_request)


@pytest.mark.parametrize("made", MAKERS)
def test_each_kind_is_listed_and_never_one_s_own_to_decide(here: Staffed, made: Made) -> None:
    lead, kind = made(here)
    (own,) = of(to_confirm(here.ana), kind)
    assert (own.lead, own.own, own.may) == (lead, True, False)
    assert own.why_not.endswith(
        "own desk: a second person has to look at it."
        if kind is Asks.NEW_REQUEST
        else "Your own: a second person has to look at it."
    )
    for decide in (confirm, send_back):
        with pytest.raises(Refused, match="Never one's own"):
            decide(here.ana, lead, own.entry)
    (theirs,) = of(to_confirm(here.ben), kind)  # at the same file: two people at one desk
    assert (theirs.entry, theirs.own, theirs.may, theirs.why_not) == (own.entry, False, True, "")
    assert theirs.name.startswith("Pat Sample")


@pytest.mark.parametrize("decide", [confirm, send_back])
@pytest.mark.parametrize("made", MAKERS)
def test_another_person_s_word_settles_each(
    here: Staffed, made: Made, decide: Callable[[Desk, str, str], object]
) -> None:
    lead, kind = made(here)
    (one,) = of(to_confirm(here.ben), kind)
    decide(here.ben, lead, one.entry)
    assert of(to_confirm(here.ana), kind) == []
    assert of(waiting_on(here.ana, [lead])[lead], kind) == []


def test_what_waits_is_told_in_a_sentence_with_the_words_given(here: Staffed) -> None:
    typed_call(here)
    exception(here)
    closing(here)
    told = {one.kind: (one.what, one.words, one.who) for one in to_confirm(here.ben)}
    assert told[Asks.ATTEMPT] == ("Call of 10:20, 3 min, Dialogue: typed in by Ana Cruz", "", "Ana Cruz")
    what = "Exception “email only”, which opens the emails: said by Ana Cruz"
    assert told[Asks.EXCEPTION] == (what, "Please only write.", "Ana Cruz")
    words = "Came twice by two portals.\nThe customer wrote: Is it still available?"
    assert told[Asks.CLOSING][:2] == ("Closed as duplicate by Ana Cruz", words)


def test_the_dead_number_and_the_new_request_are_told(here: Staffed) -> None:
    dead_number(here)
    new_request(here)
    told = {one.kind: one for one in to_confirm(here.ben)}
    assert told[Asks.DEAD_NUMBER].what.startswith("+44 20 7946 0001 found dead or wrong twice")
    assert told[Asks.NEW_REQUEST].words == "Call me, please."
    assert "after “do not call”" in told[Asks.NEW_REQUEST].what


def test_a_confirmed_call_counts_and_a_sent_back_one_does_not(here: Staffed) -> None:
    lead, _ = typed_call(here)
    (one,) = to_confirm(here.ben)
    assert here.standing(lead).counted == 0
    confirm(here.ben, lead, one.entry)
    assert here.standing(lead).counted == 1
    other = here.lead(2)
    here.clock.advance(HOUR)
    type_call(here.ana, other, "n1", here.clock.now() - 10 * MINUTE, 20 * SECOND, "no answer")
    (waits,) = of(to_confirm(here.ben), Asks.ATTEMPT)
    send_back(here.ben, other, waits.entry)
    assert here.standing(other).counted == 0


def test_what_was_settled_otherwise_asks_nobody_any_more(here: Staffed) -> None:
    lead, _ = closing(here)
    reopen(here.ana, lead, "It was no duplicate")
    assert to_confirm(here.ben) == ()


def test_an_escalation_is_acknowledged_once_by_a_manager(here: Staffed) -> None:
    boss = here.of(add_person(here.ana, "Dee Park", "principal").id)
    lead = here.lead()
    here.clock.advance(59 * MINUTE)
    assert to_confirm(boss) == ()
    here.clock.advance(MINUTE)
    (one,) = to_confirm(boss)
    assert (one.lead, one.kind, one.entry, one.may) == (lead, Asks.ESCALATION, STEP, True)
    assert one.what == "Not called within 1 h, since 11:00: goes to the dealer principal"
    (for_ben,) = to_confirm(here.ben)
    assert (for_ben.may, for_ben.why_not) == (False, "A manager or the dealer principal acknowledges it.")
    with pytest.raises(Refused, match="A manager or the dealer principal"):
        acknowledge(here.ben, lead, STEP)
    acknowledge(boss, lead, STEP)
    assert here.entries(lead, Kind.ACKNOWLEDGED)[0].body == {"step": STEP}
    assert to_confirm(boss) == ()
    with pytest.raises(Refused, match="Dee Park had acknowledged it already"):
        acknowledge(boss, lead, STEP)
    with pytest.raises(Refused, match="has not escalated"):
        acknowledge(boss, lead, "offered to another dealership")


def test_an_escalated_lead_that_was_called_is_asked_about_for_a_week(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(2 * HOUR)
    here.call(lead, "dialogue", 60 * SECOND)
    assert [one.kind for one in to_confirm(here.ana)] == [Asks.ESCALATION]
    here.clock.advance(8 * DAY)
    assert to_confirm(here.ana) == ()


def test_the_oldest_stands_first(here: Staffed) -> None:
    first, _ = exception(here)
    here.clock.advance(MINUTE)
    second = here.lead(2)
    close_lead(here.ana, second, ClosingReason.SPAM)
    assert [one.lead for one in to_confirm(here.ben)] == [first, second]


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Staffed]:
    """Ana works alone at her own file."""
    clock = FixedClock(MONDAY)
    store = Store.open(tmp_path / "bdc-desk.sqlite")
    here = Staffed.__new__(Staffed)
    here.clock, here.store = clock, store
    here.ana = set_up(store, clock, FORM, POLICY)
    yield here
    store.close()


def test_working_alone_all_stands_as_unconfirmed_and_blocks_nothing(alone: Staffed) -> None:
    typed_call(alone)
    exception(alone)
    alone.clock.advance(2 * HOUR)
    told = {one.kind: one for one in to_confirm(alone.ana)}
    assert told[Asks.ATTEMPT].why_not.endswith("a call typed in never counts then.")
    assert told[Asks.EXCEPTION].why_not.endswith("it stands as unconfirmed and blocks nothing.")
    assert not any(told[kind].may for kind in (Asks.ATTEMPT, Asks.EXCEPTION))
    assert told[Asks.ESCALATION].may  # whoever sits there acknowledges
    acknowledge(alone.ana, told[Asks.ESCALATION].lead, STEP)
    left = of(to_confirm(alone.ana), Asks.ESCALATION)
    assert told[Asks.ESCALATION].lead not in {one.lead for one in left}


def test_only_leads_with_something_are_looked_at(here: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20, 40):
        here.call(here.lead(number), "dialogue", 60 * SECOND)
    lead, _ = exception(here)
    settled, _ = closing(here)
    (one,) = of(to_confirm(here.ben), Asks.CLOSING)
    confirm(here.ben, settled, one.entry)
    assert confirming.leads_to_look_at(here.ana) == (lead,)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_no_lead_on_which_something_waits_is_passed_over(here: Staffed, seed: int) -> None:
    dice = Random(seed)
    leads = [here.lead(number) for number in range(1, 6)]
    people = (here.ana, here.ben, here.cy)
    for _ in range(50):
        lead, desk = dice.choice(leads), dice.choice(people)
        with suppress(Refused):
            _happen(here, dice, lead, desk)
        here.clock.advance(dice.choice((MINUTE, 30 * MINUTE, 3 * HOUR)))
    waits = waiting_on(here.ana, leads)
    assert to_confirm(here.ana) == confirming.in_order(one for ones in waits.values() for one in ones)


def _happen(here: Staffed, dice: Random, lead: str, desk: Desk) -> None:
    """One of the things that make or settle what waits."""
    now = here.clock.now()
    word = dice.choice((confirm, send_back))
    waits = [one for one in waiting_on(desk, [lead])[lead] if one.kind is not Asks.ESCALATION]
    acts: list[Callable[[], object]] = [
        lambda: type_call(
            desk, lead, "n1", now - 5 * MINUTE, MINUTE, dice.choice(("dialogue", "dead number"))
        ),
        lambda: here.call(lead, dice.choice(("dead number", "wrong number", "do not call")), by=desk),
        lambda: withdraw_outcome(desk, lead, here.call(lead, "dead number", by=desk)),
        lambda: say_exception(desk, lead, ExceptionReason.EMAIL_ONLY, "Write."),
        lambda: close_lead(desk, lead, dice.choice((ClosingReason.SPAM, ClosingReason.DO_NOT_CALL))),
        lambda: reopen(desk, lead, "again"),
        lambda: here.lead(dice.randrange(1, 6), key=f"<{dice.random()}@portal.example.test>"),
        *[lambda one=one: word(desk, lead, one.entry) for one in waits],
    ]
    dice.choice(acts)()


def test_a_lead_nobody_knows_has_nothing(here: Staffed) -> None:
    assert waiting_on(here.ana, ["nobody"]) == {"nobody": ()}
