"""`verify` judges again: what a desk without guards wrote, and verdicts that the facts do not bear."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from bdc_desk.cadence.entry import Entry, micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.calling import dial, end_call, give_outcome
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.writing import working
from tests.helpers.desks import HOUR, MINUTE, SECOND, Staffed, phone

Guards = list[tuple[str, str]]


def without_guards(here: Staffed) -> Guards:
    """The owner of the file takes its guards away; what they were."""
    with closing(sqlite3.connect(here.store.path)) as file:
        guards = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            file.execute(f"DROP TRIGGER {name}")
        file.commit()
    return guards


def put_back(here: Staffed, guards: Guards) -> None:
    with closing(sqlite3.connect(here.store.path)) as file:
        for _, text in guards:
            file.execute(text)
        file.commit()


def test_an_empty_profile_has_nothing_wrong(here: Staffed) -> None:
    assert verify(here.ana) == []


def place(entry: Entry) -> str:
    assert entry.seal is not None
    return f"no. {entry.seal.no}, entry {entry.id}"


def test_an_email_asked_too_early_is_found(here: Staffed) -> None:
    lead = here.lead()
    guards = without_guards(here)
    with working(here.ana) as work:
        asked = work.append(Kind.EMAIL_ASKED, {"template": "missed_you"}, lead=lead, round_=1)
        said = work.append(Kind.NOT_REACHED, lead=lead, round_=1)
    told = [
        f"{place(asked)}: email missed_you was asked for too early: 0 of 1 calls",
        f"{place(said)}: not reached was said too early: 0 of 4 calls, day 0 of 3",
    ]
    found = verify(here.ana)
    assert found[-2:] == told  # judged also while the guards are away
    assert all("guard" in one for one in found[:-2])
    put_back(here, guards)
    assert verify(here.ana) == told


def forge(here: Staffed, lead: str, span: timedelta | None, **changed: Any) -> str:
    """A call with an outcome whose kept verdict is not the engine's; what `verify` says."""
    begun, _ = dial(here.ana, lead, "n1")
    if span is not None:
        here.clock.advance(span)
        end_call(here.ana, lead, begun.attempt, span)
    body = {
        "attempt": begun.attempt, "outcome": "no answer", "flags": [], "number": "n1", "evidence": "C",
        "began": micros(begun.began), "rang": 20.0, "talked": None, "qualified": "yes", "why": "",
        "values": {}, **changed,
    }  # fmt: skip
    with working(here.ana) as work:
        work.append(Kind.OUTCOME, body, lead=lead, round_=1)
    return "\n".join(verify(here.ana))


@pytest.mark.parametrize(
    ("span", "changed", "says"),
    [
        (20 * SECOND, {}, ""),
        (3 * SECOND, {}, "kept as qualified (yes) that is not: rang 3 s, 15 s needed"),
        (3 * SECOND, {"flags": ["reached"], "rang": None, "talked": 30.0}, "talked 3 s, 10 s needed"),
        (None, {}, "not timed"),
        (60 * SECOND, {"flags": ["engaged"], "rang": 60.0}, "engaged or dead line"),
        (20 * SECOND, {"rang": 900.0}, "another span than the call's"),
        (
            20 * SECOND,
            {"qualified": "if confirmed"},
            "kept as qualified (if confirmed) that is not: qualified",
        ),
        (3 * SECOND, {"qualified": "no", "rang": 3.0}, ""),
    ],
)
def test_a_forged_verdict_is_found(
    here: Staffed, span: timedelta | None, changed: dict[str, Any], says: str
) -> None:
    found = forge(here, here.lead(), span, **changed)
    assert says in found
    assert bool(says) is bool(found)


def test_an_overlap_kept_as_qualified_is_found(here: Staffed) -> None:
    one, other = here.lead(1), here.lead(2)
    first, _ = dial(here.ana, one, "n1")
    give_outcome(here.ana, one, first.attempt, "no answer")
    here.clock.advance(5 * SECOND)
    end_call(here.ana, one, first.attempt, MINUTE)
    assert "overlaps another call" in forge(here, other, 20 * SECOND)


def test_a_call_at_night_kept_as_qualified_is_found(here: Staffed) -> None:
    """What the law forbids at the moment of the dial does not count, whatever the outcome says."""
    lead = here.lead(1, phones=(phone(1, zones=("America/New_York",)),))
    here.clock.advance(timedelta(days=31, hours=1))
    guards = without_guards(here)
    with working(here.ana) as work:
        body = {"number": "n1", "way": "by hand", "evidence": "C", "began": micros(work.now)}
        call = work.append(Kind.DIALLED, body, lead=lead, round_=1)
    here.clock.advance(20 * SECOND)
    end_call(here.ana, lead, call.id, 20 * SECOND)
    with working(here.ana) as work:
        body = {
            "attempt": call.id, "outcome": "no answer", "flags": [], "number": "n1", "evidence": "C",
            "began": micros(call.at), "rang": 20.0, "talked": None, "qualified": "yes", "why": "",
            "values": {},
        }  # fmt: skip
        work.append(Kind.OUTCOME, body, lead=lead, round_=1)
    put_back(here, guards)
    (found,) = verify(here.ana)
    assert "outside lawful call hours (08:00-21:00 there)" in found


def test_a_changed_byte_is_found_and_nothing_is_judged_by_it(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "no answer")
    guards = without_guards(here)
    with closing(sqlite3.connect(here.store.path)) as file:
        file.execute("UPDATE entry SET content = replace(content, '20.0', '90.0') WHERE kind = 'ended'")
        file.commit()
    put_back(here, guards)
    (found,) = verify(here.ana)
    assert "its hash is not that of what it holds" in found
    here.clock.advance(HOUR)
