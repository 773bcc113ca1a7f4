"""Customers are found by what a person remembers of them: some digits, some letters."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bdc_desk.cadence.kinds import ClosingReason, LeadKind
from bdc_desk.operations import searching
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Phone, Vehicle
from bdc_desk.operations.lead_work import close_lead, edit_details, hand_over
from bdc_desk.operations.merging import merge
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.searching import Found, search, who_has
from bdc_desk.operations.views import DetailsForm
from bdc_desk.storage.schema import SEARCH_INDICES
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, HOUR, MONDAY, Staffed, draft, phone, projections, unlike_rebuilt

ZOE = "+442079460123"


def zoe(here: Staffed, **fields: object) -> str:
    told = {
        "phones": (Phone("020 7946 0123", ZOE),),
        "emails": ("z.ashworth@harbour.example.test",),
        "vehicles": (Vehicle(year="2021", make="Škoda", model="Octavia Combi"),),
    }
    return here.lead(7, "Zoë Ashworth", **{**told, **fields})


def names(found: tuple[Found, ...]) -> list[str]:
    return [one.name for one in found]


@pytest.mark.parametrize(
    "asked",
    [
        "020 7946 0123", "7946 0123", "+44 20 7946", "0123", "123", "460", "+44 20 7946 0123",
        "0044 20 7946 0123", "+44 (0)20 7946 0123", "(020) 7946-0123", "02079460123", "442079460123",
        "020.7946/0123", " 7946\u00a00123 ", "٧٩٤٦",  # digits are digits
    ],
)  # fmt: skip
def test_any_run_of_digits_finds_the_number(here: Staffed, asked: str) -> None:
    here.lead(55)
    lead = zoe(here)
    (found, *_) = search(here.ana, asked)
    assert lead in {one.lead for one in search(here.ana, asked)}
    assert found.number.startswith("+44 20 7946")
    assert next(one.matched for one in search(here.ana, asked) if one.lead == lead) == "+44 20 7946 0123"


@pytest.mark.parametrize("asked", ["0124", "7946 0125", "+49 20 7946", "999"])
def test_other_digits_find_nobody(here: Staffed, asked: str) -> None:
    zoe(here)
    assert search(here.ana, asked) == ()


@pytest.mark.parametrize(
    ("asked", "matched"),
    [
        ("ashworth", "Zoë Ashworth"),
        ("zoe", "Zoë Ashworth"),
        ("ZOË ASH", "Zoë Ashworth"),
        ("Ashworth, Zoe", "Zoë Ashworth"),
        ("harbour", "z.ashworth@harbour.example.test"),
        ("z.ashworth@har", "Zoë Ashworth · z.ashworth@harbour.example.test"),
        ("skoda", "2021 Škoda Octavia Combi"),
        ("octa zo", "2021 Škoda Octavia Combi · Zoë Ashworth"),
        ("zoe 7946", "Zoë Ashworth · +44 20 7946 0123"),
        ("zoe 0207", "Zoë Ashworth"),
        ("2021", "2021 Škoda Octavia Combi"),  # no number holds these digits
    ],
)
def test_words_are_found_by_their_beginnings_in_any_order(here: Staffed, asked: str, matched: str) -> None:
    here.lead(1, "Kim Other", phones=(), vehicles=())
    lead = zoe(here)
    (found,) = search(here.ana, asked)
    assert found.lead == lead
    assert found.matched.startswith(matched)


@pytest.mark.parametrize("asked", ["worth", "zoe kim", "shworth", "", " ", "!", "zoe zebra", "x" * 10_000])
def test_all_words_must_match(here: Staffed, asked: str) -> None:
    zoe(here)
    here.lead(1, "Kim Other")
    assert search(here.ana, asked) == ()


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Jürgen Müller", "muller"), ("Jürgen Müller", "mueller"), ("Jürgen Müller", "MÜLL"),
        ("Bjørn Åse", "bjorn"), ("Bjørn Åse", "bjoern aase"), ("Łukasz Strauß", "lukasz strauss"),
        ("Noor de Vries", "vries noor"),
        ("Ζωή Παπαδοπούλου", "ζωη παπ"), ("Anna-Maria O’Neil", "o’neil anna"), ("Anna-Maria O’Neil", "maria"),
    ],
)  # fmt: skip
def test_accents_and_case_do_not_matter(here: Staffed, name: str, asked: str) -> None:
    here.lead(1, name)
    here.lead(2, "Kim Other")
    assert names(search(here.ana, asked)) == [name]


def test_one_row_a_customer_shown_by_the_latest_lead(here: Staffed) -> None:
    first = zoe(here)
    close_lead(here.ana, first, ClosingReason.LOST)
    here.clock.advance(91 * DAY)
    second = zoe(here, key="<2>", vehicles=(Vehicle(make="Kia", model="Niro"),), source="OtherPortal")
    hand_over(here.ben, second, here.cy.person, "hers")
    for asked in ("zoe", "octavia", "0123"):
        (found,) = search(here.ana, asked)
        assert (found.lead, found.customer, found.car, found.source) == (
            second,
            first,
            "Kia Niro",
            "OtherPortal",
        )
        assert (found.owner, found.closed, found.stage) == ("Cy Novak", False, "new")
        assert found.arrived_at == MONDAY + 91 * DAY
    assert search(here.ana, "octavia")[0].matched == "2021 Škoda Octavia Combi"


def test_whose_name_it_is_comes_first_then_the_newest(here: Staffed) -> None:
    for number, name in enumerate(("Ann Lee", "Annabel Leeson", "Leela Ann Price", "Lee Ann")):
        here.lead(number, name)
        here.clock.advance(DAY)
    assert names(search(here.ana, "ann lee")) == ["Lee Ann", "Ann Lee", "Leela Ann Price", "Annabel Leeson"]
    assert names(search(here.ana, "ann lee", limit=2)) == ["Lee Ann", "Ann Lee"]
    assert search(here.ana, "ann", limit=0) == ()


def test_an_exact_name_is_found_behind_all_that_only_begin_so(here: Staffed) -> None:
    here.lead(0, "Jan Smit")
    for number in range(1, 12):
        here.clock.advance(HOUR)
        here.lead(number, "Jan Smitsema", phones=(), emails=(f"p{number}@example.test",))
    found = search(here.ana, "smit jan", limit=5)
    assert (len(found), found[0].name) == (5, "Jan Smit")


def test_a_fleet_hides_nobody(here: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of leads of one customer are one row, and the others come after it: the next page is read."""
    monkeypatch.setattr(searching, "PAGE", 4)
    here.lead(0, "Fleet Other")
    leads = []
    for number in range(10):
        here.clock.advance(91 * DAY)
        leads.append(here.lead(9, "Fleet Sample", key=f"<{number}>"))
    assert names(search(here.ana, "fleet")) == ["Fleet Sample", "Fleet Other"]
    assert search(here.ana, "fleet")[0].lead == leads[-1]


def test_what_was_edited_is_found_and_what_was_before_is_not(here: Staffed) -> None:
    lead = zoe(here)
    edit_details(here.ana, lead, DetailsForm("Kim", "Other", "", (), (), ""), [phone(55)])
    assert search(here.ana, "ashworth") == search(here.ana, "0123") == ()
    assert [one.lead for one in search(here.ana, "0055")] == [lead]
    assert unlike_rebuilt(here.ana) == []


def test_merged_customers_are_one_row_by_either_name(here: Staffed) -> None:
    lead = zoe(here)
    here.clock.advance(HOUR)
    other = here.lead(1, "Kim Other")
    merge(here.ana, lead, other)
    for asked in ("zoe", "kim"):
        (found,) = search(here.ana, asked)
        assert (found.lead, found.name) == (other, "Kim Other")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.text()
    | st.text(alphabet="\"*^-+():{}NEARandot \x00'zoe0123\ud800")
    | st.sampled_from(
        ["zoe" * 4000, "0" * 10_000, "a " * 9000, "NEAR(zoe)", '"', "zoe*", "\ud800", "name:zoe"]
    )
)
def test_nothing_that_is_typed_raises(here: Staffed, asked: str) -> None:
    zoe(here)
    search(here.ana, asked)
    who_has(here.ana, asked)


def test_words_that_mean_something_to_the_database_are_words(here: Staffed) -> None:
    here.lead(1, "Near Andor Not")
    for asked in ('"near"', "NOT andor", "andor AND near", "near*", "-near", "^near", "near\x00andor"):
        assert names(search(here.ana, asked)) in (["Near Andor Not"], [])
    assert names(search(here.ana, "NOT near")) == ["Near Andor Not"]


# --- who has a number ---


def test_who_has_a_number_as_it_is_typed(here: Staffed) -> None:
    lead = zoe(here)
    number = "020 7946 0123"
    for end in range(len(number)):
        assert who_has(here.ana, number[:end]) == ()
    for asked in (number, "+442079460123", "0044 20 7946 0123", " (020) 7946-0123 "):
        (known,) = who_has(here.ana, asked)
        assert (known.customer, known.name, known.latest_lead, known.open_lead) == (
            lead,
            "Zoë Ashworth",
            lead,
            lead,
        )
        assert (known.leads, known.car, known.owner, known.do_not_call) == (
            1,
            "2021 Škoda Octavia Combi",
            "",
            False,
        )
        assert known.arrived_at == MONDAY
    for asked in ("", "abc", "+49 20 7946 0123", "1" * 500, "0123"):
        assert who_has(here.ana, asked) == ()


def test_a_household_is_told_one_by_one_the_newest_first(here: Staffed) -> None:
    first = zoe(here)
    here.clock.advance(HOUR)
    here.lead(2, "Kim Ashworth", phones=(Phone("020 7946 0123", ZOE),))
    close_lead(here.ana, first, ClosingReason.LOST)
    here.clock.advance(91 * DAY)
    again = zoe(here, key="<2>")
    here.call(again, "do not call")
    close_lead(here.ana, again, ClosingReason.DO_NOT_CALL)
    told = who_has(here.ana, "020 7946 0123")
    assert [(one.name, one.leads, one.open_lead is None, one.do_not_call) for one in told] == [
        ("Zoë Ashworth", 2, True, True),
        ("Kim Ashworth", 1, False, False),
    ]


# --- profiles of before ---


def test_a_profile_of_before_catches_up_in_portions(here: Staffed) -> None:
    leads = [here.lead(number, kind=LeadKind.INTERNET) for number in range(7)]
    zoe(here)
    whole = projections(here.store)
    path = here.store.path
    with closing(sqlite3.connect(path)) as plain:
        for index in (*SEARCH_INDICES, "search_doc"):
            plain.execute(f"DROP TABLE {index}")
        plain.execute("DELETE FROM identity_key WHERE key GLOB 'car:*' OR key GLOB 'domain:*'")
        plain.execute("UPDATE lead_row SET summary = json_remove(summary, '$.near', '$.name', '$.apart')")
        plain.execute("UPDATE alembic_version SET version_num = '0003'")
        plain.execute("DELETE FROM setting WHERE key = 'lists'")
        plain.commit()
    with closing(Store.open(path)) as store:
        desk = Desk(store, here.clock, here.ana.person)
        assert search(desk, "zoe") == ()
        assert not catch_up(desk, 3)
        late = receive_lead(desk, draft(99, "Late Comer")).lead  # work comes between
        assert not catch_up(desk, 3)
        assert catch_up(desk, 3)
        assert catch_up(desk)
        assert names(search(desk, "zoe")) == ["Zoë Ashworth"]
        assert {one.lead for one in search(desk, "ford")} == {*leads, late}
        found = projections(store)
        for name in ("identity_key", "lead_row", "search_doc"):
            assert [row for row in found[name] if late not in row] == whole[name]
        assert unlike_rebuilt(desk) == []


def test_a_new_profile_has_nothing_to_catch_up(here: Staffed) -> None:
    assert catch_up(here.ana)
    here.clock.advance(timedelta(hours=1))
    zoe(here)
    assert catch_up(here.ana)
