"""The list of what came in, and how each provider delivers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.operations.changes import Data
from bdc_desk.operations.delivering import KEPT
from bdc_desk.operations.delivery import Delivery, Origin
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.operations.intake_reading import archived, intake_items, provider_figures
from bdc_desk.operations.receiving import receive_deliveries, receive_lead
from tests.helpers.desks import DAY, HOUR, MINUTE, MONDAY, Staffed, draft

PORTAL = "PortalOne"


def mail(one: LeadDraft | None, name: str = "a.eml", fault: str = "") -> Delivery:
    return Delivery(Origin.FOLDER, "/leads", name, one, fault)


def test_each_thing_that_came_in_is_listed_with_what_it_became(here: Staffed) -> None:
    repaired = replace(draft(1, raw=b"<adf"), grade=Grade.REPAIRED, faults=("It is cut off.",))
    first = receive_deliveries(here.ana, [mail(repaired), mail(draft(2), "b.eml")])
    here.clock.advance(MINUTE)
    receive_deliveries(here.ana, [mail(repaired), mail(None, "c.eml", "The file cannot be read.")])
    items = intake_items(here.ana, MONDAY - DAY).items
    assert [(item.name, item.result, item.grade, item.faults) for item in items] == [
        ("c.eml", "could not be read", "", ("The file cannot be read.",)),
        ("a.eml", "already here", "repaired", ("It is cut off.",)),
        ("b.eml", "new lead", "ok", ()),
        ("a.eml", "new lead", "repaired", ("It is cut off.",)),
    ]
    assert first[0] is not None
    assert items[3].lead == items[1].lead == first[0].lead
    assert (items[3].customer, items[3].where, items[3].origin) == ("Pat Sample1", "/leads", "folder")
    assert items[3].archive is not None
    assert archived(here.ana, items[3].archive) == b"<adf"
    assert (items[0].lead, items[0].customer) == (None, "")
    assert first[0].changes.kinds >= {Data.INTAKE}


def test_what_came_before_the_list_is_listed_and_who_stood_at_the_counter_is_not(here: Staffed) -> None:
    receive_lead(here.ben, draft(1))
    receive_lead(here.ben, draft(2, kind=LeadKind.WALK_IN))
    (item,) = intake_items(here.ana, MONDAY - DAY).items
    assert (item.origin, item.result, item.customer) == ("file", "new lead", "Pat Sample1")


def test_the_list_is_of_the_last_weeks(here: Staffed) -> None:
    receive_deliveries(here.ana, [mail(draft(1))])
    here.clock.advance(KEPT + DAY)
    receive_deliveries(here.ana, [mail(draft(2))])
    with here.store.snapshot() as snapshot:
        assert len(snapshot.deliveries_since(MONDAY - DAY, 100)) == 1


def test_a_mark_is_kept_with_its_lead_or_not_at_all(here: Staffed) -> None:
    receive_deliveries(here.ana, [mail(draft(1))], {"mailbox Leads": "7"})
    with pytest.raises(UnicodeEncodeError):
        receive_deliveries(here.ana, [mail(LeadDraft(key="\ud800"))], {"mailbox Leads": "8"})
    with here.store.snapshot() as snapshot:
        assert snapshot.setting("mailbox Leads") == "7"


def test_how_a_provider_delivers(here: Staffed) -> None:
    def told(number: int, minutes: int, grade: Grade = Grade.OK) -> LeadDraft:
        asked = here.clock.now() - timedelta(minutes=minutes)
        return replace(draft(number, source=PORTAL, requested_at=asked), grade=grade)

    mails = [told(1, 1), told(2, 3), told(3, 20, Grade.REPAIRED), replace(told(4, 0), requested_at=None)]
    mails[3] = replace(mails[3], grade=Grade.PARTIAL, phones=())
    receive_deliveries(here.ana, [mail(one) for one in [*mails, draft(9, source="Other")]])
    here.clock.advance(HOUR)
    figures = provider_figures(here.ana, MONDAY - DAY)
    assert [one.source for one in figures] == [PORTAL, "Other"]
    portal = figures[0]
    assert (portal.leads, portal.delayed, portal.without_phone, portal.damaged) == (4, 3, 1, 2)
    assert portal.median_delay == timedelta(minutes=3)
    assert figures[1].median_delay is None


def test_what_needs_a_look_is_never_cut_off(here: Staffed) -> None:
    unread = replace(draft(1), grade=Grade.UNREADABLE)
    receive_deliveries(here.ana, [mail(unread), mail(None, "c.eml", "The file cannot be read.")])
    here.clock.advance(MINUTE)
    receive_deliveries(here.ana, [mail(draft(n)) for n in range(2, 12)])
    receive_deliveries(here.ana, [mail(unread)])  # already here: nobody has to look twice
    found = intake_items(here.ana, MONDAY - DAY, limit=4)
    assert (found.total, found.to_look_at) == (13, 2)
    assert [item.needs_a_look for item in found.items] == [False] * 4 + [True] * 2
