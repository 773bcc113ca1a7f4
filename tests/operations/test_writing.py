"""One transaction: whole or not at all, and a clock set back is said."""

from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.errors import PolicyFault, Refused, SurroundingsFault
from bdc_desk.operations.calling import dial, open_call_of
from bdc_desk.operations.delivery import Delivery, Origin
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.reading import around, attempts, queue
from bdc_desk.operations.rebuilding import refresh
from bdc_desk.operations.receiving import receive_deliveries
from bdc_desk.operations.setting_up import use_policy
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.writing import working
from bdc_desk.storage.store import Unit
from tests.helpers.desks import DAY, HOUR, MINUTE, POLICY, SECOND, Staffed, draft, projections, unlike_rebuilt


def as_it_lies(here: Staffed) -> object:
    with here.store.snapshot() as snapshot:
        state = [
            snapshot._sql.rows(f"SELECT * FROM {one}")
            for one in ("entry", "seal", "detail", "claim", "setting")
        ]
    return state, projections(here.store)


def test_what_fails_in_the_middle_leaves_nothing_behind(here: Staffed) -> None:
    lead = here.lead()
    before = as_it_lies(here)

    def write_half(kind: Kind) -> None:
        with working(here.ana) as work:
            work.append(Kind.NOTE, lead=lead, round_=1, details={"text": "half"})
            work.project_so_far()
            work.append(kind, lead=lead, round_=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half(Kind.NOTE)
    with pytest.raises(Refused, match="0 of 4 calls count"):  # the database's own word
        write_half(Kind.NOT_REACHED)
    assert as_it_lies(here) == before


def test_a_projection_that_fails_takes_its_entries_with_it(
    here: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the queue's row is written: the dial before it is not in the log either."""
    lead = here.lead()
    before = as_it_lies(here)

    def full(*_: object) -> None:
        raise SurroundingsFault("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(Unit, "put_queue_row", full)
        with pytest.raises(SurroundingsFault):
            dial(here.ana, lead, "n1")
    assert as_it_lies(here) == before
    assert open_call_of(here.ana) is None
    assert dial(here.ana, lead, "n1")


def test_a_batch_is_received_whole_or_not_at_all(here: Staffed) -> None:
    before = as_it_lies(here)
    bad = LeadDraft(key="\ud800")  # half a character: no such key can be read from a file
    with pytest.raises(UnicodeEncodeError):
        receive_deliveries(
            here.ana, [Delivery(Origin.FILE, "", "", one) for one in (draft(1), draft(2), bad)]
        )
    assert as_it_lies(here) == before


def test_a_clock_set_back_by_hours_is_an_entry_and_collapses_what_was_dated_later(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(HOUR)
    here.call(lead, "no answer")
    here.clock.set(here.clock.now() - 2 * HOUR)
    now = here.clock.now()
    other = here.lead(2)
    with here.store.snapshot() as snapshot:
        (set_back,) = snapshot.entries_of_kinds(Kind.CLOCK_SET_BACK)
        head = snapshot.head()
    assert set_back.moment_of("to") == now
    assert set_back.moment_of("back_from") == now + 2 * HOUR
    assert head is not None
    assert head.at == now
    standing = here.standing(lead)
    assert (standing.arrived_at, standing.attempts[0].began) == (now, now)
    # Not hidden until the clock comes round.
    assert [line.began for line in attempts(here.ana)] == [now]
    assert [line.began for line in attempts(here.ana, start=now, end=now + MINUTE)] == [now]
    assert attempts(here.ana, start=now + MINUTE) == ()
    assert {row.lead: row.arrived_at for row in queue(here.ana)} == {lead: now, other: now}
    assert unlike_rebuilt(here.ana) == []
    assert verify(here.ana) == []


@pytest.mark.parametrize(
    ("step", "noted"), [(-59 * SECOND, 0), (-60 * SECOND, 1), (timedelta(), 0), (5 * HOUR, 0)]
)
def test_small_steps_are_two_programs_at_once(here: Staffed, step: timedelta, noted: int) -> None:
    here.lead(1)
    here.clock.set(here.clock.now() + step)
    here.lead(2)
    here.lead(3)
    with here.store.snapshot() as snapshot:
        assert len(snapshot.entries_of_kinds(Kind.CLOCK_SET_BACK)) == noted


def test_a_policy_put_in_force_judges_every_lead_anew(here: Staffed) -> None:
    one, other = here.lead(1), here.lead(2)
    here.call(one, "voicemail")
    here.clock.advance(90 * MINUTE)
    here.call(one, "voicemail")
    assert here.standing(one).counted == 1
    assert not here.standing(one).templates[1].is_open
    changed = POLICY.replace("gap_minutes = 120", "gap_minutes = 60").replace("Car details", "Pictures")
    changes = use_policy(here.ben, changed)
    assert changes.leads == {one, other}
    assert here.standing(one).counted == 2
    pictures = here.standing(one).templates[1]
    assert (pictures.label, pictures.is_open) == ("Pictures and photos", True)
    assert {row.lead: row.counted for row in queue(here.ana)} == {one: 2, other: 0}
    assert around(here.cy).policy.version == read_policy(changed).version
    assert verify(here.ana) == []


def test_a_policy_with_faults_is_not_put_in_force(here: Staffed) -> None:
    written = here.count()
    with pytest.raises(PolicyFault) as fault:
        use_policy(here.ana, POLICY.replace("gap_minutes = 120", 'gap_minutes = "long"'))
    assert "attempts.gap_minutes" in fault.value.faults[0]
    assert here.count() == written


def test_refresh_concludes_what_the_law_changes_without_an_entry(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(31 * DAY)
    here.clock.set(here.clock.now().replace(hour=2))
    (row,) = queue(here.ana)
    assert row.call_from is None
    assert row.stale_at is not None
    assert row.stale_at <= here.clock.now()
    written = here.count()
    assert refresh(here.ana, frozenset({lead, "nothing"})).leads == {lead}
    assert refresh(here.ana, frozenset()).leads == frozenset()
    (row,) = queue(here.ana)
    assert row.call_from is not None
    assert row.call_from.astimezone(zone_of("Europe/London")).hour == 8
    assert here.count() == written


def test_a_row_is_stale_when_its_appointment_has_passed(here: Staffed) -> None:
    lead = here.lead()
    at = here.clock.now() + DAY
    here.call(lead, "appointment", appointment_at=at)
    (row,) = queue(here.ana)
    assert (row.stale_at, row.due_why.split()[0]) == (at, "Appointment")
    here.clock.set(at + SECOND)
    refresh(here.ana, frozenset({lead}))
    (row,) = queue(here.ana)
    evening = at + 7 * HOUR  # from 17:00 it is asked whether the customer came
    assert (row.stale_at, row.due_at, row.due_why.split()[0]) == (evening, evening, "Appointment")
    here.clock.set(evening)
    refresh(here.ana, frozenset({lead}))
    (row,) = queue(here.ana)
    assert row.due_why.startswith("Did the customer come")
