"""Well-formed ADF by meaning: what each element of a lead becomes."""

from datetime import UTC, datetime

import pytest

from bdc_desk.intake.adf.mapping import PROSPECT_LIMIT
from bdc_desk.operations.draft import Address, Grade, Vehicle
from tests.intake.samples import PHONE, drafts, one, prospect, sample


def test_a_clean_lead_is_read_whole_and_graded_ok() -> None:
    lead = one(sample("clean.adf"))
    assert (lead.grade, lead.faults) == (Grade.OK, ())
    assert (lead.first, lead.last, lead.full) == ("Robin", "van der Meer", "Robin van der Meer")
    assert lead.emails == ("robin.vdm@example.test", "robin@example.test")
    assert [(phone.e164, phone.type, phone.time) for phone in lead.phones] == [
        ("+12125550123", "cellphone", "day"),
        ("+442079460123", "voice", "evening"),
    ]
    assert lead.address == Address("12 Sample Street, 4B", "London", "GL", "N1 0AA", "GB")
    assert lead.comments == "Is it still available?\nI can come on Saturday & bring my Corsa."
    assert (lead.vendor, lead.provider, lead.source) == ("Sample Motors", "Example Cars", "Example Cars")
    assert lead.provider_lead_id == "EC-4711"
    assert lead.requested_at == datetime(2026, 3, 2, 15, 15, tzinfo=UTC)
    assert lead.arrived_at is None
    assert lead.raw == sample("clean.adf")


def test_both_cars_are_read_and_told_apart() -> None:
    lead = one(sample("clean.adf"))
    assert lead.wanted == Vehicle(
        interest="buy",
        status="used",
        year="2021",
        make="Ford",
        model="Ranger",
        trim="XLT",
        stock="U-2041",
        vin="1FTER4FH0MLD00000",
        odometer="42000 km",
        colour="Blue",
        price="23495 EUR",
        comments="Tow bar wanted",
    )
    assert lead.trade is not None
    assert (lead.trade.in_words(), lead.trade.odometer) == ("2014 Opel Corsa", "131000 km")


def test_several_prospects_in_capitals_with_a_prefix_nobody_declared() -> None:
    first, second = drafts(sample("several.adf"))
    assert (first.full, first.grade, first.resend) == ("Ann Sample", Grade.OK, False)
    assert (second.full, second.grade, second.resend) == ("Ben Sample", Grade.PARTIAL, True)
    assert second.key == f"{first.key}#2"
    # The provider stands beside the prospects and is meant for both.
    assert first.source == second.source == "Example Hub"


@pytest.mark.parametrize(
    ("prolog", "why"),
    [
        ("", "no prolog at all"),
        (
            '<?xml version="1.0" encoding="UTF-8"?><?ADF VERSION "1.0"?>',
            "the specification's own instruction",
        ),
        ('<?adf version="1.0"?>', "only the instruction"),
        ('<!DOCTYPE adf SYSTEM "http://example.test/adf.dtd">', "a document type, which is never fetched"),
        ('<?xml version="1.0"?><!DOCTYPE ADF PUBLIC "-//ADF//EN" "adf.dtd">', "a public one, in capitals"),
        ("\n\n  ", "blank lines at the top"),
        ("\ufeff", "a byte order mark"),
        ("Dear dealer, a lead:\n", "a line of a person"),
    ],
)
def test_lawful_prologs_are_no_fault(prolog: str, why: str) -> None:
    lead = one(prolog + prospect(PHONE))
    assert (lead.grade, lead.phones[0].e164) == (Grade.OK, "+442079460123"), why


def test_a_summary_after_the_document_is_left_alone() -> None:
    lead = one(prospect(PHONE) + "\nName: Somebody\nPhone & more <b>")
    assert (lead.grade, lead.full) == (Grade.OK, "")


@pytest.mark.parametrize(
    ("names", "expected", "why"),
    [
        ('<name part="full">Jan van der Berg</name>', ("Jan", "van der Berg", "Jan van der Berg"), "split"),
        ("<name>Robin Carter</name>", ("Robin", "Carter", "Robin Carter"), "no part said"),
        ('<name type="full">Robin Carter</name>', ("Robin", "Carter", "Robin Carter"), "part called type"),
        ('<name part="first">Robin Carter</name>', ("Robin", "Carter", "Robin Carter"), "full in first"),
        ('<name part="last">Carter</name>', ("", "Carter", "Carter"), "only a surname"),
        (
            '<name part="surname">Carter</name><name part="first">Jo</name>',
            ("Jo", "Carter", "Jo Carter"),
            "seen",
        ),
        (
            '<name part="first">Jo</name><name part="middle">B</name><name part="last">Carter</name>',
            ("Jo", "Carter", "Jo B Carter"),
            "the middle name stands in the full one",
        ),
        ('<name part="first">Unknown</name><name part="last">n/a</name>', ("", "", ""), "placeholders"),
        ('<name part="first">Jo</name><name part="last">Null</name>', ("Jo", "Null", "Jo Null"), "a family"),
        ('<name part="first">{first_name}</name>', ("", "", ""), "an unfilled template"),
        ('<name type="business">Carter Fleet Ltd</name>', ("", "", "Carter Fleet Ltd"), "a firm stays whole"),
        (
            '<name type="business">Carter Ltd</name><name part="full">Jo Carter</name>',
            ("Jo", "Carter", "Jo Carter"),
            "a person comes before the firm",
        ),
    ],
)
def test_names(names: str, expected: tuple[str, str, str], why: str) -> None:
    lead = one(prospect(names + PHONE))
    assert (lead.first, lead.last, lead.full) == expected, why


def test_a_name_of_an_unknown_part_is_left_out_and_said() -> None:
    lead = one(prospect(f'<name part="frist">Jo</name><name part="last">Carter</name>{PHONE}'))
    assert (lead.first, lead.last, lead.grade) == ("", "Carter", Grade.REPAIRED)
    assert "frist" in lead.faults[0]


def test_a_name_without_its_part_fills_the_missing_one_and_says_so() -> None:
    lead = one(prospect(f'<name>Jo</name><name part="last">Carter</name>{PHONE}'))
    assert (lead.first, lead.last, lead.grade) == ("Jo", "Carter", Grade.REPAIRED)


@pytest.mark.parametrize(
    ("places", "expected", "why"),
    [
        (
            "<customer><comments>A</comments></customer><comments>B</comments>",
            "A\n\nAlso in the mail:\nB",
            "the customer's first, and the other below",
        ),
        (
            "<customer><comments>N/A</comments></customer><comments>B</comments>",
            "B",
            "a placeholder is empty",
        ),
        ("<customer><contact><comments>C</comments></contact></customer>", "C", "in the contact"),
        ("<vehicle><make>Kia</make><comments>V</comments></vehicle><customer/>", "V", "in the car"),
        (
            "<customer><comments>Hi <b>you</b>\n there </comments></customer>",
            "Hi you\nthere",
            "elements inside",
        ),
        ("<customer><comments><![CDATA[a < b]]></comments></customer>", "a < b", "CDATA"),
    ],
)
def test_the_first_comment_of_five_places(places: str, expected: str, why: str) -> None:
    assert one(f"<adf><prospect>{places}</prospect></adf>").comments == expected, why


def test_a_comment_beside_the_prospect_is_the_fifth_place() -> None:
    assert one("<adf><comments>Hello</comments><prospect><customer/></prospect></adf>").comments == "Hello"


@pytest.mark.parametrize(
    ("vehicles", "wanted", "trade", "why"),
    [
        ("<vehicle/>", None, None, "an empty car is none"),
        ("<vehicle><make>Unknown</make><model>n/a</model></vehicle>", None, None, "placeholders only"),
        ("<vehicle><make>Kia</make></vehicle>", "Kia", None, "buy is the default"),
        ('<vehicle interest="Trade In"><make>Kia</make></vehicle>', None, "Kia", "another spelling"),
        (
            (
                '<vehicle interest="trade-in"><make>Kia</make></vehicle>'
                '<vehicle interest="lease"><make>VW</make></vehicle>'
            ),
            "VW",
            "Kia",
            "the order does not matter",
        ),
    ],
)
def test_cars(vehicles: str, wanted: str | None, trade: str | None, why: str) -> None:
    lead = one(prospect(PHONE, vehicles))
    assert (lead.wanted.in_words() if lead.wanted else None) == wanted, why
    assert (lead.trade.in_words() if lead.trade else None) == trade, why
    assert lead.grade == Grade.OK, why


def test_an_unknown_interest_is_the_wanted_car_and_said() -> None:
    lead = one(prospect(PHONE, '<vehicle interest="tarde-in"><make>Kia</make></vehicle>'))
    assert lead.wanted is not None
    assert (lead.wanted.interest, lead.grade) == ("buy", Grade.REPAIRED)
    assert "tarde-in" in lead.faults[0]


def test_an_absent_status_of_a_car_is_unknown_not_new() -> None:
    lead = one(prospect(PHONE, "<vehicle><make>Kia</make></vehicle>"))
    assert lead.vehicles[0].status == ""


def test_the_colour_preferred_most() -> None:
    colours = "".join(
        f"<colorcombination><exteriorcolor>{name}</exteriorcolor><preference>{rank}</preference></colorcombination>"
        for name, rank in (("Red", 2), ("Blue", 1))
    )
    assert one(prospect(PHONE, f"<vehicle>{colours}</vehicle>")).vehicles[0].colour == "Blue"


@pytest.mark.parametrize(
    ("emails", "expected", "faults"),
    [
        ("<email>a@example.test</email><email>A@EXAMPLE.test</email>", ("a@example.test",), 0),
        ("<email>mailto:a@example.test</email>", ("a@example.test",), 0),
        ("<email>a@example.test; b@example.test</email>", ("a@example.test", "b@example.test"), 0),
        ("<email>not provided</email>", (), 0),
        ("<email>robin at example</email>", (), 3),
        ("<email>a@example.test&#10;Bcc: x@example.test</email>", ("a@example.test", "x@example.test"), 1),
    ],
)
def test_emails(emails: str, expected: tuple[str, ...], faults: int) -> None:
    lead = one(prospect(emails + PHONE))
    assert lead.emails == expected
    assert len(lead.faults) == faults


def test_an_impossible_number_is_kept_and_marked() -> None:
    lead = one(prospect("<phone>12</phone><phone>call me</phone>"))
    assert [(phone.typed, phone.e164, phone.possible) for phone in lead.phones] == [
        ("12", None, False),
        ("call me", None, False),
    ]
    assert lead.grade == Grade.PARTIAL


def test_a_fax_alone_is_nothing_to_call_and_stands_last() -> None:
    fax = '<phone type="fax" preferredcontact="1">020 7946 0999</phone>'
    assert one(prospect(fax)).grade == Grade.PARTIAL
    assert [phone.type for phone in one(prospect(fax + PHONE)).phones] == ["", "fax"]


def test_the_same_number_twice_is_one() -> None:
    lead = one(prospect("<phone>020 7946 0123</phone>" + PHONE))
    assert [phone.typed for phone in lead.phones] == ["020 7946 0123"]


def test_the_vendors_own_number_is_never_the_customers() -> None:
    lead = one(f"<adf><prospect><vendor><contact>{PHONE}</contact></vendor></prospect></adf>")
    assert (lead.phones, lead.grade) == ((), Grade.PARTIAL)
    assert "The enquiry names no customer" in lead.faults


def test_a_contact_outside_the_customer_is_read() -> None:
    lead = one(f"<adf><prospect><contact><name>Jo Carter</name>{PHONE}</contact></prospect></adf>")
    assert (lead.full, lead.phones[0].e164) == ("Jo Carter", "+442079460123")


@pytest.mark.parametrize(
    ("date", "expected", "why"),
    [
        ("2026-03-01T10:15:00Z", datetime(2026, 3, 1, 10, 15, tzinfo=UTC), "UTC"),
        ("2026-07-01T10:15:00", None, "the future has not been"),
        ("last week", None, "words"),
        ("2000-03-30T15:30:20-08:00", None, "the specification's example"),
    ],
)
def test_request_dates(date: str, expected: datetime | None, why: str) -> None:
    lead = one(prospect(PHONE, f"<requestdate>{date}</requestdate>"))
    assert lead.requested_at == expected, why
    assert bool(lead.faults) is (expected is None), why
    assert lead.grade == Grade.OK, "the provider's clock spoils nothing of the lead"


def test_a_date_that_is_read_by_the_countrys_order_is_a_repair() -> None:
    date = "<requestdate>2/9/2020 6:26PM</requestdate>"
    lead = one(prospect(PHONE, date))
    assert (lead.requested_at, lead.grade) == (datetime(2020, 9, 2, 17, 26, tzinfo=UTC), Grade.REPAIRED)
    assert lead.faults == ('The request date "2/9/2020 6:26PM" was read with the day first',)
    unsure = one(prospect(PHONE, date), country=None)
    assert (unsure.requested_at, unsure.grade, len(unsure.faults)) == (None, Grade.OK, 1)


def test_two_values_in_one_element_never_become_one_word() -> None:
    lead = one(
        prospect(
            f"<name><first>Jo</first><last>Carter</last></name>{PHONE}",
            "<vehicle><make>Kia<br/>Niro</make></vehicle>",
        )
    )
    assert lead.full == "Jo Carter"
    assert lead.vehicles[0].make == "Kia Niro"


def test_what_stands_outside_the_only_enquiry_is_its_own() -> None:
    lead = one(f"<adf><prospect/><customer>{PHONE}<name>Jo Carter</name></customer></adf>")
    assert (lead.full, lead.grade, len(lead.phones)) == ("Jo Carter", Grade.REPAIRED, 1)
    assert lead.faults == ("Parts of the enquiry stand outside its element: read as its own",)
    lost = drafts(f"<adf><prospect/><prospect/><customer>{PHONE}</customer></adf>".encode())
    assert [len(draft.phones) for draft in lost] == [0, 0], "whose it is cannot be told"
    assert "+44 20 7946 0123" in lost[0].comments, "so both say it"


def test_an_address_that_only_stands_in_a_link_is_read() -> None:
    link = '<email><a href="mailto:jo@example.test?subject=x">mail me</a></email>'
    lead = one(prospect(f'{link}<phone><a href="tel:02079460123"/></phone>'))
    assert (lead.emails, lead.phones[0].e164) == (("jo@example.test",), "+442079460123")


def test_a_cdata_section_that_swallows_others_is_no_value() -> None:
    """Lawful XML, and a name of "Robin</name> ... Carter"."""
    names = '<name part="first"><![CDATA[Jo</name><name part="last"><![CDATA[Carter]]></name>'
    lead = one(prospect(names + PHONE))
    assert (lead.full, lead.grade) == ("Jo Carter", Grade.REPAIRED)


def test_without_a_provider_the_source_of_the_id_is_the_source() -> None:
    lead = one(prospect(PHONE, '<id sequence="1" source="Example Hub">9</id>'))
    assert (lead.source, lead.provider, lead.provider_lead_id) == ("Example Hub", "", "9")


def test_beyond_two_hundred_prospects_one_more_draft_says_so() -> None:
    data = "<adf>" + f"<prospect><customer>{PHONE}</customer></prospect>" * 203 + "</adf>"
    found = drafts(data.encode())
    assert len(found) == PROSPECT_LIMIT + 1
    assert {draft.grade for draft in found[:-1]} == {Grade.OK}
    assert found[-1].grade == Grade.UNREADABLE
    assert found[-1].faults[0] == "It holds 203 enquiries, of which 200 were read: read the other 3"
    assert len({draft.key for draft in found}) == len(found)


def test_a_cut_value_is_graded_repaired() -> None:
    lead = one(prospect(f"<name>{'Jo ' * 500}</name>{PHONE}"))
    assert (len(lead.full) <= 1000, lead.grade) == (True, Grade.REPAIRED)
