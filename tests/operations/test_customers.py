"""Which leads are one customer's is concluded: never on a phone alone when names differ (domain.md)."""

from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason, Kind
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import dial
from bdc_desk.operations.identity import names_agree, normal_name
from bdc_desk.operations.lead_work import close_lead, confirm, edit_details, hand_over, say_exception
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import DetailsForm
from tests.helpers.desks import DAY, HOUR, MONDAY, Staffed, draft, phone, unlike_rebuilt

SHARED = (phone(50),)
LONG = 91 * DAY


def edit(here: Staffed, lead: str, name: str, *numbers: int) -> None:
    first, _, last = name.partition(" ")
    edit_details(here.ana, lead, DetailsForm(first, last, "", (), (), ""), [phone(n) for n in numbers])


def customers(here: Staffed, *leads: str) -> list[int]:
    """For each lead which of them is its customer's first."""
    assert unlike_rebuilt(here.ana) == []
    return [leads.index(here.customer(lead)) for lead in leads]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Pat Sample", "pat  SAMPLE", True),
        ("Zoë Ashworth", "Zoe Ashworth", True),
        ("Sample", "Pat Sample", True),
        ("", "Pat Sample", True),  # unknown
        ("Sample, Pat", "Pat Sample", True),
        ("Pat Sample", "Kim Sample", False),
        ("Pat", "Kim", False),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, agree: bool) -> None:
    assert names_agree(normal_name(one), normal_name(other)) is agree


def test_a_household_shares_a_phone_and_stays_two_people(here: Staffed) -> None:
    pat = here.lead(1, "Pat Sample", phones=SHARED)
    kim = here.lead(2, "Kim Sample", phones=SHARED)
    assert customers(here, pat, kim) == [0, 1]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1), (1, 2, 0)])
def test_a_lead_without_a_name_makes_no_household_one_person(here: Staffed, order: tuple[int, ...]) -> None:
    names = [("Pat Sample", 1), ("Kim Sample", 2), ("", 3)]
    leads = {}
    for place in order:
        name, number = names[place]
        leads[place] = here.lead(number, name or " ", phones=SHARED, emails=())
        here.clock.advance(LONG)
    assert here.customer(leads[0]) != here.customer(leads[1])
    assert unlike_rebuilt(here.ana) == []


def test_later_leads_are_the_same_customers(here: Staffed) -> None:
    first = here.lead(1)
    here.clock.advance(LONG)
    second = here.lead(1, key="<2>")
    here.clock.advance(LONG)
    third = here.lead(1, key="<3>", phones=(), first="", last="")
    assert customers(here, first, second, third) == [0, 0, 0]
    assert {one.lead for one in lead_view(here.ana, third).other_leads} == {first, second}


def test_two_become_one_by_an_edit_and_two_again_by_the_next(here: Staffed) -> None:
    one, other = (here.lead(n, "Pat Sample", arrived_at=MONDAY - DAY / n) for n in (1, 2))
    assert customers(here, one, other) == [0, 1]
    edit(here, other, "Pat Sample", 2, 1)
    assert customers(here, one, other) == [0, 0]
    edit(here, other, "Pat Sample", 2)
    assert customers(here, one, other) == [0, 1]
    edit(here, other, "Kim Sample", 1)
    assert customers(here, one, other) == [0, 1]


def test_a_third_lead_joins_two_and_parts_them_when_it_changes(here: Staffed) -> None:
    one, other, bridge = (here.lead(n, "Pat Sample", arrived_at=MONDAY - DAY / n) for n in (1, 2, 3))
    edit(here, bridge, "Pat Sample", 1, 2)
    assert customers(here, one, other, bridge) == [0, 0, 0]
    edit(here, bridge, "Kim Other", 3)
    assert customers(here, one, other, bridge) == [0, 1, 2]


def test_do_not_call_on_one_lead_shuts_the_customers_others(here: Staffed) -> None:
    first = here.lead(1)
    here.clock.advance(LONG)
    second = here.lead(1, key="<2>")
    here.call(first, "do not call")
    with pytest.raises(Refused, match="do not call"):
        dial(here.ana, second, "n1")
    edit(here, second, "Pat Sample1", 77)
    assert dial(here.ana, second, "n2")[0].number == "n2"


def test_the_owner_is_the_salesperson_who_first_had_a_dialogue(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "dialogue", by=here.ben)  # enquiry staff never own
    assert here.standing(lead).owner is None
    here.clock.advance(3 * HOUR)
    here.call(lead, "voicemail", by=here.ana)  # no dialogue
    here.clock.advance(3 * HOUR)
    here.call(lead, "dialogue", by=here.cy)
    here.clock.advance(3 * HOUR)
    here.call(lead, "dialogue", by=here.ana)  # too late
    assert here.standing(lead).owner == here.cy.person


def test_the_owner_lasts_over_the_customers_leads(here: Staffed) -> None:
    first = here.lead()
    here.call(first, "dialogue", by=here.cy)
    here.clock.advance(LONG)
    second = here.lead(1, key="<2>")
    here.call(second, "dialogue", by=here.ana)
    assert lead_view(here.ana, second).owner == "Cy Novak"
    hand_over(here.ben, second, here.ana.person, "works nearby")
    assert lead_view(here.ana, second).owner == "Ana Cruz"
    assert unlike_rebuilt(here.ana) == []


def test_a_hand_over_is_for_salespeople_only(here: Staffed) -> None:
    lead = here.lead()
    for desk in (here.ben.person, "nobody"):
        with pytest.raises(Refused, match="Only a salesperson"):
            hand_over(here.ana, lead, desk, "")
    assert Kind.OWNER_SET not in here.kinds(lead)


def test_a_sale_silences_the_customers_other_leads(here: Staffed) -> None:
    first = here.lead()
    here.clock.advance(LONG)
    second = here.lead(1, key="<2>")
    here.clock.advance(timedelta(days=1))
    close_lead(here.ana, first, ClosingReason.SOLD)
    assert "bought" in str(here.standing(second).silence)
    assert here.standing(second).rest_until == here.clock.now() + 30 * DAY  # not suggested before


def test_who_asked_not_to_be_called_and_asks_again_seasons_later_waits_for_a_second_word(
    here: Staffed,
) -> None:
    first = here.lead(1, "Pat Sample")
    say_exception(here.ana, first, ExceptionReason.DO_NOT_CALL, "Do not call me.")
    here.clock.advance(200 * DAY)
    later = receive_lead(here.ana, draft(1, "Pat Sample", key="<2>")).lead
    assert later != first
    arrival = here.entries(later, Kind.ARRIVAL)[0].id
    standing = here.standing(later)
    assert (standing.forbidden is not None, standing.unconfirmed) == (True, (arrival,))
    confirm(here.ben, later, arrival)
    assert here.standing(later).forbidden is None
    assert here.standing(first).forbidden is not None
    assert unlike_rebuilt(here.ana) == []
