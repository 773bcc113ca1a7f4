"""What is found for a second look without folding: entries that ask, words given, leads dialled when."""

from datetime import timedelta

import pytest

from bdc_desk.cadence.entry import micros
from bdc_desk.storage.review import WindowEnd
from bdc_desk.storage.store import Store, Unit
from tests.helpers.plain_log import AGENT, NINE_ON_MONDAY, OTHER, needs, rules
from tests.storage.writing import write

LEAD, SECOND_LEAD = "aaaaaaaa-0000-5000-8000-000000000001", "aaaaaaaa-0000-5000-8000-000000000002"
NUMBERS = {"numbers": [{"ref": "n1", "possible": True, "zones": ["Europe/London"]}]}
HOUR = timedelta(hours=1)


def said(unit: Unit, lead: str, verdict: str, *flags: str, at: timedelta = timedelta()) -> tuple[str, str]:
    """A call with its outcome: both ids."""
    when = NINE_ON_MONDAY + at
    dial = {"number": "n1", "way": "by hand", "evidence": "C", "began": micros(when)}
    attempt = write(unit, "dialled", dial, lead=lead, at=when).id
    body = {
        "attempt": attempt, "outcome": "x", "flags": list(flags), "number": "n1", "evidence": "C",
        "began": micros(when), "rang": None, "talked": None, "qualified": verdict, "why": "x", "values": {},
    }  # fmt: skip
    return attempt, write(unit, "outcome", body, lead=lead, at=when).id


def test_what_asks_for_a_second_person_is_found_by_its_kind(store: Store) -> None:
    with store.unit() as unit:
        write(unit, "policy used", {"version": "v1", "text": "", "rules": rules(first=needs(1))})
        write(unit, "arrival", NUMBERS, lead=LEAD)
        said(unit, LEAD, "yes")
        _, typed = said(unit, LEAD, "if confirmed")
        _, dead = said(unit, LEAD, "no", "dead number")
        exception = write(unit, "exception", {"reason": "email only"}, lead=LEAD, details={"words": "x"}).id
        write(unit, "note", lead=LEAD, details={"text": '"qualified":"if confirmed" "dead number"'})
        closed = write(unit, "closed", {"reason": "spam"}, lead=LEAD).id
        write(unit, "confirmed", {"entry": closed}, lead=LEAD, agent=OTHER)
    with store.snapshot() as snapshot:
        found = {one.id: (one.typed, one.dead, one.number) for one in snapshot.asking(["spam"])}
        assert found == {
            typed: (True, False, "n1"),
            dead: (False, True, "n1"),
            exception: (False, False, None),
            closed: (False, False, None),
        }
        assert closed not in {one.id for one in snapshot.asking(["duplicate"])}
        assert snapshot.settled() == [(closed, OTHER)]


def test_a_withdrawn_outcome_is_settled_by_nobody(store: Store) -> None:
    with store.unit() as unit:
        write(unit, "arrival", NUMBERS, lead=LEAD)
        attempt, outcome = said(unit, LEAD, "no", "dead number")
        write(unit, "outcome withdrawn", {"attempt": attempt, "outcome": outcome}, lead=LEAD)
    with store.snapshot() as snapshot:
        assert snapshot.settled() == [(outcome, None)]


@pytest.mark.parametrize("width", [1, 2, 5, 100])
def test_leads_dialled_are_walked_from_the_newest(store: Store, width: int) -> None:
    with store.unit() as unit:
        for lead in (LEAD, SECOND_LEAD):
            write(unit, "arrival", NUMBERS, lead=lead)
        said(unit, LEAD, "yes", at=HOUR)
        said(unit, SECOND_LEAD, "yes", at=2 * HOUR)
        said(unit, LEAD, "yes", at=3 * HOUR)
    at = NINE_ON_MONDAY
    with store.snapshot() as snapshot:

        def walk(start: timedelta, end: timedelta, agent: str | None = None) -> list[str]:
            found: list[str] = []
            after: WindowEnd | None = None
            while True:
                leads, after = snapshot.leads_dialled(at + start, at + end, agent, after, width)
                found += leads
                if after is None:
                    return list(dict.fromkeys(found))

        assert walk(timedelta(), 4 * HOUR) == [LEAD, SECOND_LEAD]
        assert walk(HOUR, 3 * HOUR) == [SECOND_LEAD, LEAD]
        assert walk(2 * HOUR, 3 * HOUR) == [SECOND_LEAD]
        assert walk(timedelta(), 4 * HOUR, OTHER) == []
        assert walk(timedelta(), 4 * HOUR, AGENT) == [LEAD, SECOND_LEAD]


def test_leads_that_were_called_in_time_are_not_looked_at(store: Store) -> None:
    third = "aaaaaaaa-0000-5000-8000-000000000003"
    with store.unit() as unit:
        for lead in (LEAD, SECOND_LEAD, third):
            write(unit, "arrival", NUMBERS, lead=lead)
        said(unit, LEAD, "yes", at=HOUR / 2)
        attempt, outcome = said(unit, third, "yes", at=HOUR / 2)
        body = {"attempt": attempt, "outcome": outcome}
        write(unit, "outcome withdrawn", body, lead=third, at=NINE_ON_MONDAY + HOUR / 2)
        said(unit, SECOND_LEAD, "yes", at=2 * HOUR)
    with store.snapshot() as snapshot:
        assert set(snapshot.leads_called_late(NINE_ON_MONDAY, HOUR)) == {SECOND_LEAD, third}
        assert snapshot.leads_called_late(NINE_ON_MONDAY + HOUR, HOUR) == ()
