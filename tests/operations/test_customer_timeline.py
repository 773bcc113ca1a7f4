"""One timeline for a customer, over all leads."""

from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.errors import Refused
from bdc_desk.operations.customer_timeline import customer_timeline
from bdc_desk.operations.draft import Vehicle
from bdc_desk.operations.lead_work import write_note
from bdc_desk.operations.merging import merge, undo_merge
from bdc_desk.operations.reading import lead_view
from tests.helpers.desks import DAY, HOUR, MINUTE, Staffed

OCTAVIA = (Vehicle(make="Skoda", model="Octavia"),)


def test_all_leads_by_time_each_line_with_its_lead(here: Staffed) -> None:
    first = here.lead(1, kind=LeadKind.WALK_IN, vehicles=OCTAVIA)
    here.clock.advance(91 * DAY)
    second = here.lead(1, key="<2>", vehicles=())
    here.clock.advance(MINUTE)
    here.call(second, "voicemail")
    here.clock.advance(HOUR)
    write_note(here.ben, first, "Came back to the first")
    lines = customer_timeline(here.ana, second)
    assert lines == customer_timeline(here.ana, first)
    assert [(line.lead == first, line.kind, line.agent) for line in lines] == [
        (True, "arrival", "Ana Cruz"),
        (True, "contact received", "Ana Cruz"),
        (False, "arrival", "Ana Cruz"),
        (False, "dialled", "Ana Cruz"),
        (False, "ended", "Ana Cruz"),
        (False, "outcome", "Ana Cruz"),
        (True, "note", "Ben Ito"),
    ]
    assert (lines[0].lead_words, lines[2].lead_words) == (
        "walk-in · Skoda Octavia · 2 Mar",
        "internet · 1 Jun",
    )
    assert lines[5].text == "Voicemail: counts"
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_a_year_ago_says_its_year(here: Staffed) -> None:
    here.lead(1)
    here.clock.advance(timedelta(days=400))
    second = here.lead(1, key="<2>")
    assert [line.lead_words for line in customer_timeline(here.ana, second)] == [
        "internet · 2021 Ford Ranger · 2 Mar 2026",
        "internet · 2021 Ford Ranger · 6 Apr",
    ]


def test_each_line_is_told_as_on_its_own_lead(here: Staffed) -> None:
    one, other = here.lead(1), here.lead(2)
    here.call(one, "dialogue", span=timedelta(seconds=4))
    here.clock.advance(HOUR)
    done = merge(here.ana, one, other)
    told = {line.entry: line.text for line in customer_timeline(here.ana, other)}
    for lead in (one, other):
        for line in lead_view(here.ana, lead).timeline:
            assert told[line.entry] == line.text
    assert told[done.entry] == "Merged with Pat Sample2: one customer"
    assert len(told) == len(here.entries(one)) + len(here.entries(other))
    undo_merge(here.ana, done.entry)
    assert {line.lead for line in customer_timeline(here.ana, other)} == {other}


def test_a_clock_set_back_breaks_no_leads_order(here: Staffed) -> None:
    lead = here.lead(1)
    write_note(here.ana, lead, "first")
    here.clock.set(here.clock.now() - HOUR)
    write_note(here.ana, lead, "second")
    here.clock.advance(HOUR)
    other = here.lead(2)
    merge(here.ana, lead, other)
    lines = customer_timeline(here.ana, lead)
    assert [line.text for line in lines if line.kind == "note"] == ["Note: first", "Note: second"]
    assert "clock set back" not in {line.kind for line in lines}


def test_an_unknown_lead(here: Staffed) -> None:
    with pytest.raises(Refused, match="no lead"):
        customer_timeline(here.ana, "nobody")
