"""The invented dealership at 10:40 on a Wednesday: everything a person should meet in a demo is there."""

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Kind, LeadKind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.queue import Badge, QueueRow, badge, section, suggested
from bdc_desk.cadence.standing import Section, Stage, Standing
from bdc_desk.demo import invent
from bdc_desk.demo.people import ZONE, Agent
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import open_call_of
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, attempts, lead_standing, lead_view, queue
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import LeadView
from tests.demo.conftest import POLICY, WEDNESDAY, Inventing


def rows_by_name(desk: Desk) -> dict[str, QueueRow]:
    return {row.name: row for row in queue(desk)}


def view(desk: Desk, name: str) -> LeadView:
    """The only lead in the profile whose customer has this name."""
    (found,) = [one for one in all_views(desk) if one.name == name]
    return found


def all_views(desk: Desk) -> list[LeadView]:
    with desk.store.snapshot() as snapshot:
        leads = snapshot.leads()
    return [lead_view(desk, lead) for lead in leads]


def standings(desk: Desk) -> list[Standing]:
    with desk.store.snapshot() as snapshot:
        leads = snapshot.leads()
    return [lead_standing(desk, lead) for lead in leads]


def badges(desk: Desk, where: Section) -> Counter[Badge]:
    now = desk.clock.now()
    return Counter(badge(row, now) for row in queue(desk) if section(row, now) is where)


def test_who_was_never_called_is_there_in_every_age(desk: Desk) -> None:
    expected = {
        Badge.NEW: 6,  # three of them left no number and are to be written to
        Badge.OVER_2: 3,
        Badge.OVER_15: 2,
        Badge.ESCALATED: 2,
    }
    assert badges(desk, Section.NEVER_CALLED) == expected


def test_one_promise_is_overdue_one_is_near_and_three_come_later(desk: Desk) -> None:
    now = desk.clock.now()
    promised = [row.callback_at - now for row in queue(desk) if row.callback_at is not None]
    assert sum(ahead < timedelta() for ahead in promised) == 1
    assert sum(timedelta() < ahead <= timedelta(minutes=5) for ahead in promised) == 1
    assert sum(ahead > timedelta(minutes=5) for ahead in promised) == 3
    assert badges(desk, Section.CALLBACKS) == {Badge.CALLBACK: 2}


def test_retries_are_due_with_one_to_four_calls_and_one_waits_for_a_decision(desk: Desk) -> None:
    now = desk.clock.now()
    due = [row for row in queue(desk) if section(row, now) is Section.RETRIES]
    assert {row.counted for row in due if row.stage is Stage.TRYING} == {1, 2, 3, 4, 6}
    assert [row.name for row in due if badge(row, now) is Badge.DECIDE] == ["Abigail Stone"]
    assert {row.name for row in due if row.stage is Stage.DIALOGUE} == {"Emma Castellano", "Desmond Okafor"}


def test_four_counted_calls_over_days_open_the_last_template(desk: Desk) -> None:
    standing = view(desk, "Isla MacGregor").standing
    assert (standing.counted, standing.days) == (4, 3)
    assert {one.name for one in standing.templates if one.is_open} == {
        "missed_you", "car_details", "test_drive", "last_try",
    }  # fmt: skip


def test_somebody_waits_for_a_later_try(desk: Desk) -> None:
    now = desk.clock.now()
    later = [row for row in queue(desk) if section(row, now) is Section.LATER and not row.blocked]
    assert {"Aisha Rahman", "Thomas Ellis", "Lorna Fairweather"} <= {row.name for row in later}


def test_an_appointment_stands_and_its_template_is_open(desk: Desk) -> None:
    keith = view(desk, "Keith Donnelly")
    assert keith.standing.stage is Stage.APPOINTMENT
    assert keith.standing.appointment_at == datetime(2026, 3, 6, 14, 30, tzinfo=zone_of(ZONE))
    assert keith.owner == "Ana Cruz"
    assert len(keith.phones) == 2


def test_who_cannot_or_may_not_be_called_says_why(desk: Desk) -> None:
    rows = rows_by_name(desk)
    for name in ("Dale Hutchins", "Petra Lindqvist", "Yusuf Demir"):
        assert rows[name].due_why == "No usable number: write"
    assert rows["Walter Simmonds"].blocked == "do not call: the customer asked so"
    assert rows["Bruce Kendall"].call_from == datetime(2026, 3, 4, 8, tzinfo=zone_of("America/New_York"))


def test_a_mail_that_nobody_could_take_apart_is_there_with_its_text(desk: Desk) -> None:
    ruth = view(desk, "Ruth Abernathy")
    assert ruth.grade == "unreadable"
    assert "white van" in ruth.comments
    with desk.store.snapshot() as snapshot:
        (arrival,) = [entry for entry in snapshot.entries_of(ruth.lead) if entry.kind == Kind.ARRIVAL]
        assert b"Subject: your van" in (snapshot.archived(arrival.body["archive"]) or b"")


def test_repaired_and_partial_enquiries_name_their_faults(desk: Desk) -> None:
    assert view(desk, "Priya Raman").grade == "repaired"
    assert view(desk, "Yusuf Demir").grade == "partial"
    assert all(view(desk, name).faults for name in ("Priya Raman", "Yusuf Demir"))


def test_a_household_shares_a_number_and_stays_two_customers(desk: Desk) -> None:
    margaret, thomas = view(desk, "Margaret Ellis"), view(desk, "Thomas Ellis")
    assert margaret.phones[0].e164 == thomas.phones[0].e164
    assert margaret.customer != thomas.customer


def test_who_asks_again_begins_a_new_round_at_nothing(desk: Desk) -> None:
    owen = view(desk, "Owen Gallagher").standing
    assert (owen.round, owen.counted, owen.stage) == (2, 0, Stage.NEW)
    assert sum(attempt.counted for attempt in owen.attempts) == 4
    assert not any(template.is_open for template in owen.templates)


def test_an_outcome_was_taken_back_and_the_right_one_given(desk: Desk) -> None:
    colin = view(desk, "Colin Barraclough")
    assert [line.kind for line in colin.timeline].count(Kind.OUTCOME_WITHDRAWN) == 1
    assert [attempt.outcome for attempt in colin.standing.attempts] == ["voicemail"]


def test_a_ring_of_nine_seconds_does_not_count_and_stops_no_clock(desk: Desk) -> None:
    (attempt,) = view(desk, "Femi Adeyemi").standing.attempts
    assert not attempt.counted
    assert "9 s" in str(attempt.why)
    assert badge(rows_by_name(desk)["Femi Adeyemi"], desk.clock.now()) is Badge.ESCALATED


def test_a_wish_for_mail_only_waits_for_a_second_person_and_opens_mail(desk: Desk) -> None:
    ingrid = view(desk, "Ingrid Sørensen").standing
    assert len(ingrid.unconfirmed) == 1
    assert all(template.is_open for template in ingrid.templates)


def test_notes_edits_and_mails_are_in_the_histories(desk: Desk) -> None:
    kinds = Counter(line.kind for one in all_views(desk) for line in one.timeline)
    wanted = {
        Kind.NOTE,
        Kind.DETAILS_EDITED,
        Kind.EMAIL_ASKED,
        Kind.HANDED_OVER,
        Kind.OWNER_SET,
        Kind.CONFIRMED,
    }
    assert all(kinds[kind] for kind in wanted)


def test_names_of_the_world_long_ones_and_hostile_comments_are_kept_as_written(desk: Desk) -> None:
    views = {one.name: one for one in all_views(desk)}
    assert {"Zoë Ashworth", "Łukasz Kowalczyk", "Jan van der Meer", "小林 悠斗"} <= views.keys()
    assert max(map(len, views)) > 60
    assert max(len(one.comments) for one in views.values()) > 600
    assert "<script>" in views["Rhys Morgan"].comments


def test_grace_is_called_in_the_mornings_of_new_york(desk: Desk) -> None:
    grace = view(desk, "Grace Holloway")
    assert grace.local_zone == "America/New_York"
    assert grace.standing.callback is not None
    assert grace.standing.callback.promised_at.astimezone(zone_of(grace.local_zone)).hour == 10


def test_leads_of_every_kind_and_ending_are_there(desk: Desk) -> None:
    assert {one.kind for one in all_views(desk)} == set(LeadKind)
    stages = Counter(one.stage for one in standings(desk))
    assert stages[Stage.NOT_REACHED] >= 3
    assert {one.closed_as for one in standings(desk)} >= set(ClosingReason)
    assert 55 <= len(standings(desk)) <= 70


def test_closings_are_both_confirmed_and_waiting(desk: Desk) -> None:
    closed = [one for one in standings(desk) if one.closed_as is ClosingReason.BOUGHT_ELSEWHERE]
    assert {one.closing_confirmed for one in closed} == {True, False}


def test_promises_were_kept_and_broken(desk: Desk) -> None:
    kept = {callback.kept for one in standings(desk) for callback in one.callbacks}
    assert kept == {True, False, None}


def test_everybody_has_a_log_of_attempts(desk: Desk) -> None:
    made = Counter(line.agent for line in attempts(desk))
    assert all(made[agent] >= 10 for agent in (Agent.ANA, Agent.BEN, Agent.CY))
    people = around(desk).people
    assert {person.name: person.role for person in people.values()} == {
        "Ana Cruz": "salesperson", "Ben Ito": "enquiry", "Cy Novak": "salesperson", "Dana Reyes": "manager",
    }  # fmt: skip
    assert people[desk.person].name == "Ana Cruz"


def test_no_call_is_left_open_and_nobody_called_twice_at_once(desk: Desk) -> None:
    assert open_call_of(desk) is None
    assert not any(one.open_attempt for one in standings(desk))
    assert not any("overlaps" in line.why for line in attempts(desk))


def test_no_entry_is_a_misfit_and_the_clock_was_never_set_back(desk: Desk) -> None:
    assert not [words for one in standings(desk) for words in one.misfits]
    with desk.store.snapshot() as snapshot:
        assert not snapshot.entries_of_kinds(Kind.CLOCK_SET_BACK)
        head = snapshot.head()
    assert head is not None
    assert head.at <= desk.clock.now() == WEDNESDAY


def test_a_call_is_suggested(desk: Desk) -> None:
    found = suggested(queue(desk), desk.clock.now())
    assert found is not None
    assert found.name == "Nina Petrova"


def test_all_numbers_and_mails_are_invented(desk: Desk) -> None:
    reserved = re.compile(r"\+442079460\d{3}|\+1\d{3}55501\d{2}")
    for one in all_views(desk):
        for phone in one.phones:
            assert phone.e164 is None or reserved.fullmatch(phone.e164), phone
        assert all(mail.endswith("@example.test") for mail in one.emails)


def test_verify_finds_nothing(desk: Desk) -> None:
    assert verify(desk) == []


def test_a_rebuild_leaves_the_queue_as_it_is(inventing: Inventing) -> None:
    desk = inventing(WEDNESDAY)
    before = {row.lead: row for row in queue(desk)}
    rebuild(desk)
    assert {row.lead: row for row in queue(desk)} == before


def test_two_inventions_give_equal_queues_and_attempts(desk: Desk, inventing: Inventing) -> None:
    other = inventing(WEDNESDAY)
    assert {row.lead: row for row in queue(desk)} == {row.lead: row for row in queue(other)}
    assert [(line.name, line.began, line.outcome, line.rang) for line in attempts(desk)] == [
        (line.name, line.began, line.outcome, line.rang) for line in attempts(other)
    ]


@pytest.mark.parametrize(
    "at",
    [
        "2026-03-04T09:01",  # the first minute of a day: what is hours old came last evening
        "2026-03-04T03:00",  # at night: those of the last minutes open at nine
        "2026-03-30T09:30",  # the day after the clocks went forward
        "2026-10-26T20:59",  # the last minute of the day after they went back
    ],
)
def test_any_moment_can_be_the_present(inventing: Inventing, at: str) -> None:
    desk = inventing(datetime.fromisoformat(at).replace(tzinfo=zone_of(ZONE)))
    expected = {
        Badge.NEW: 6,  # three of them left no number and are to be written to
        Badge.OVER_2: 3,
        Badge.OVER_15: 2,
        Badge.ESCALATED: 2,
    }
    assert badges(desk, Section.NEVER_CALLED) == expected
    assert not [words for one in standings(desk) for words in one.misfits]
    assert verify(desk) == []


def test_a_profile_in_use_is_left_alone(desk: Desk) -> None:
    with pytest.raises(Refused, match="dealership already"):
        invent(desk.store, WEDNESDAY, POLICY)
