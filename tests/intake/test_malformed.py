"""Each malformation of adf.md as a file: what is read, how it is graded, and every repair in words."""

import pytest

from bdc_desk.operations.draft import Grade
from tests.intake.samples import FIXTURES, drafts

FOLDER = FIXTURES / "malformed"
OK = "(nothing to repair)"
ALSO = "Is it still there?\n\nAlso in the mail:\n"
PROLOG = "The lines before the document (<?xml, <?adf) are damaged: passed over"
UNQUOTED = "Attributes without quotation marks were read"
AMPERSAND = "A bare & was read as it stands"
LESS = "A bare < was read as it stands"
FORMATTING = "Formatting that a mail program put in was read past"
ESCAPED = "The document was escaped: read unescaped"
CUT_OFF = "The document is cut off: what there is was read"
FORWARDED = 'The marks of a forwarded mail (">") were taken out'
BASE64 = "The text was base64 without saying so: read decoded"
WINDOWS = "The text is declared as utf-8 but is not: read as Windows-1252"
OPEN_CDATA = "CDATA that is not closed was read as text"

Case = tuple[str, tuple[str, ...], Grade, str, str, str]


def case(
    file: str,
    *faults: str,
    full: str = "Robin Carter",
    phone: str = "+442079460123",
    wanted: str = "2021 Ford Ranger",
) -> Case:
    """One file and what its first lead says; OK first where nothing had to be repaired."""
    grade = Grade.OK if faults[:1] == (OK,) else Grade.REPAIRED
    return file, tuple(fault for fault in faults if fault != OK), grade, full, phone, wanted


CASES: list[Case] = [
    case("01-adf-version-without-equals.xml", OK),
    case("02-adf-before-xml.xml", PROLOG),
    case("03-curly-quotes-in-declarations.xml", PROLOG),
    case("04-ended-like-a-tag.xml", PROLOG),
    case("04-unterminated-adf.xml", PROLOG),
    case("04-unterminated-xml.xml", PROLOG),
    case("05-blank-lines-first.xml", OK),
    case("06-commented-declaration.eml", OK),
    case("07-curly-attributes.xml", "Attributes in curly quotation marks were read"),
    case("07-missing-quotation-mark.xml", "A quotation mark that is missing was read as if it were there"),
    case("07-mixed-quotes.xml", UNQUOTED),
    case("07-slash-after-unquoted.xml", UNQUOTED),
    case("07-unquoted-attributes.xml", UNQUOTED),
    case("08-bare-ampersand.xml", AMPERSAND),
    case("08-bare-less-than.xml", LESS),
    case("08-emoji.xml", "Letters written as two halves were put together"),
    case("08-html-letters.xml", "HTML's names of letters, such as &nbsp;, were read"),
    case("08-nothing-named.xml", AMPERSAND),
    case("09-br-at-line-ends.eml", FORMATTING),
    case("09-div-round-lines.eml", FORMATTING),
    case("09-mailto-in-plain-text.eml", LESS),
    case("09-mailto-link.xml", OK),
    case("09-mailto-only-in-link.xml", FORMATTING),
    case("09-paragraphs-and-fonts.eml", FORMATTING, UNQUOTED),
    case("10-escaped-in-an-envelope.xml", ESCAPED, PROLOG),
    case("10-escaped-inside-the-root.xml", ESCAPED),
    case("10-escaped-once.xml", ESCAPED),
    case("10-escaped-twice-in-html.eml", ESCAPED),
    case("10-escaped-twice.xml", "The document was escaped twice: read unescaped"),
    case("10-escaped-without-quotes.eml", ESCAPED),
    case("10-numbers-for-signs.xml", ESCAPED),
    case(
        "10-values-escaped-twice.xml",
        "Letters that were escaped twice were read as they were meant",
        full="Renée O'Neil",
    ),
    case(
        "11-cdata-round-the-enquiry.xml",
        "Enquiries that stood in CDATA were read",
        "An end of CDATA without its beginning was left out",
    ),
    case("11-cdata-round-values.xml", OK),
    case("11-cdata-twice.xml", OPEN_CDATA, "An end of CDATA without its beginning was left out"),
    case("11-cdata-unclosed.xml", OPEN_CDATA),
    case("11-cdata-with-marks.xml", OK),
    case("12-marks-in-a-comment.xml", AMPERSAND, LESS),
    case("12-names-of-elements-in-a-comment.xml", LESS),
    case("12-quotes-in-an-attribute.xml", "Quotation marks inside an attribute were read as part of it"),
    case(
        "13-beginning-lost.xml",
        "An end of an element that is not open was passed over",
        "The document's beginning is missing: what there is was read",
        "Parts of the enquiry stand outside its element: read as its own",
        wanted="",
    ),
    case("13-cut-in-a-mark.xml", CUT_OFF),
    case("13-cut-in-the-comment.eml", CUT_OFF, 'It ends in the middle of "comments", which may lack its end'),
    case(
        "13-cut-in-the-phone.xml",
        CUT_OFF,
        'It ends in the middle of "phone", which may lack its end',
        'The number "020 79" lacks its area code',
        phone="020 79",
    ),
    case(
        "13-cut-in-the-vendor.xml", CUT_OFF, 'It ends in the middle of "vendorname", which may lack its end'
    ),
    case(
        "13-ends-missing.xml",
        'Elements without an end were closed: "vehicle", "contact", "customer", "prospect"',
    ),
    case("13-no-end.eml", CUT_OFF),
    case("13-no-root.xml", OK),
    case("14-everything-outside.xml", "Parts of the enquiry stand outside its element: read as its own"),
    case("14-parties-before.xml", OK),
    case("14-parties-outside.xml", OK),
    case("15-comment-in-contact.xml", OK),
    case("15-comment-in-prospect.xml", OK),
    case("15-comment-in-vehicle.xml", OK),
    case("15-comments-in-several.xml", OK),
    case("16-id-after-requestdate.xml", OK),
    case("16-no-vehicle-no-vendor.xml", OK, wanted=""),
    case("17-empty-vehicle.xml", OK, wanted=""),
    case("17-placeholder-words.xml", OK, wanted=""),
    case("18-firm-alone.xml", OK, full="Sample Fleet Ltd"),
    case("18-firm-and-person.xml", OK),
    case("18-full-name-and-last.xml", OK),
    case("18-full-name-in-both.xml", OK),
    case("18-full-name-in-first.xml", OK),
    case("18-name-type-full.xml", OK),
    case("18-name-without-part.xml", OK),
    case("18-parts-as-elements.xml", OK),
    case("18-surname-first.xml", OK, full="Meer, Robin van der"),
    case("19-phone-types.xml", OK),
    case("19-preferred-and-fax.xml", OK),
    case("20-any-order.xml", OK),
    case("20-customer-inside-out.xml", OK),
    case("21-extension-elements.xml", OK),
    case("21-extension-with-known-names.xml", OK),
    case("21-wrapped-in-own-elements.xml", OK),
    case("22-loose-text-and-marks.xml", AMPERSAND, FORMATTING),
    case("22-loose-text.xml", OK),
    case(
        "23-braces.xml",
        OK,
        'The form\'s field "{year}" was never filled in',
        'The form\'s field "{make}" was never filled in',
        'The form\'s field "{model}" was never filled in',
        wanted="",
    ),
    case(
        "23-dollar-and-brackets.xml",
        OK,
        'The form\'s field "${vehicle.year}" was never filled in',
        'The form\'s field "[make]" was never filled in',
        'The form\'s field "[model]" was never filled in',
        wanted="",
    ),
    case(
        "23-partly-filled.xml",
        OK,
        'The form\'s field "{trim}" was never filled in',
        'The form\'s field "%provider%" was never filled in',
    ),
    case("24-dots.xml", OK),
    case("24-empty.xml", OK),
    case("24-future.xml", OK, 'The request date "2031-01-01T00:00:00Z" lies in the future'),
    case(
        "24-half-offset.xml",
        'The request date "2026-03-02T10:15:00-08:0" has half an offset: read as whole hours',
    ),
    case("24-mail.xml", OK),
    case("24-milliseconds.xml", OK),
    case("24-no-zone.xml", OK),
    case("24-one-digit-hour.xml", OK),
    case("24-strokes-certain.xml", 'The request date "2/19/2020 6:26PM" was read with the month first'),
    case("24-strokes.xml", 'The request date "2/9/2020 6:26PM" was read with the day first'),
    case(
        "24-template.xml",
        OK,
        'The request date "2000-03-30T15:30:20-08:00" is the example of the ADF specification: '
        "the form never filled it in",
    ),
    case(
        "24-words.xml",
        OK,
        'The request date "last Tuesday" is not a date and time that can be told for certain',
    ),
    case("25-call-for-price.xml", OK),
    case("25-nested-odometer.xml", OK),
    case("25-odometer-in-elements.xml", OK),
    case("25-prices.xml", OK),
    case("25-year-range.xml", OK, wanted="2019-2021 Ford Ranger"),
    case("26-trade-in-first.xml", OK),
    case("26-trade-in-in-other-words.xml", OK),
    case("26-two-wanted-and-unclosed.xml", 'Elements without an end were closed: "vehicle"'),
    case("27-two-documents.xml", "Several documents were read as one"),
    case("27-two-prospects.xml", OK),
    case("27-unclosed-prospect.xml", 'Elements without an end were closed: "prospect"'),
    case("28-boundary-that-is-not-there.eml", BASE64),
    case("28-called-a-picture.eml", OK),
    case("28-called-html.eml", OK),
    case(
        "28-called-latin-1.eml",
        "The text is declared as iso8859-1 but is UTF-8: read as UTF-8",
        full="Zoë Carter",
    ),
    case("28-utf-16-unsaid.xml", "The text is UTF-16 without saying so: read as UTF-16", full="Zoë Carter"),
    case("29-base64-file.txt", BASE64),
    case("29-base64-unsaid.eml", BASE64),
    case("29-base64.eml", OK),
    case(
        "29-quoted-printable-unsaid.eml",
        "The text was quoted-printable without saying so: read decoded",
        full="Zoë Carter",
    ),
    case("29-quoted-printable.eml", OK),
    case("29-said-and-not-so.eml", OK),
    case(
        "30-mixed.xml",
        "The text is declared as utf-8 but is not: some letters were read as Windows-1252",
        full="Zoë Carter",
    ),
    case("30-windows-1252-mail.eml", WINDOWS, full="Zoë Carter"),
    case("30-windows-1252.xml", WINDOWS, full="Zoë Carter"),
    case("31-vendor-with-address.xml", OK),
    case("31-vendor-with-salesperson.xml", OK),
    case("32-another-portal.eml", OK),
    case("32-resend.xml", OK),
    case("33-capitals-and-bare.xml", AMPERSAND),
    case("33-capitals.xml", OK),
    case("33-chat-escaped.xml", OK),
    case("33-chat.xml", AMPERSAND),
    case("33-prefixes.xml", OK),
    case("34-attached-as-a-file.eml", OK),
    case("34-attached-mail.eml", OK),
    case("34-escaped-in-html.eml", OK),
    case("34-forwarded-twice.eml", FORWARDED),
    case("34-forwarded.eml", FORWARDED),
    case("34-summary-after.eml", OK),
]


@pytest.mark.parametrize(("file", "faults", "grade", "full", "phone", "wanted"), CASES)
def test_a_malformed_lead_is_read(
    file: str, faults: tuple[str, ...], grade: Grade, full: str, phone: str, wanted: str
) -> None:
    lead = drafts((FOLDER / file).read_bytes(), file)[0]
    assert (lead.full, lead.wanted.in_words() if lead.wanted else "") == (full, wanted)
    assert (lead.phones[0].e164 or lead.phones[0].typed, lead.emails) == (phone, ("robin@example.test",))
    assert (lead.grade, lead.faults) == (grade, faults)


def test_every_file_and_every_malformation_has_its_case() -> None:
    files = {file for file, *_ in CASES}
    assert files == {path.name for path in FOLDER.iterdir()}
    assert {int(file[:2]) for file in files} >= set(range(1, 34))


def comments(file: str) -> str:
    return drafts((FOLDER / file).read_bytes(), file)[0].comments


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("08-bare-less-than.xml", "I can pay < 20000 or <20k, miles <= 50000"),
        ("08-emoji.xml", "Great \U0001f600 car \U0001f642 \U0001f697"),
        ("08-html-letters.xml", "It’s\xa0fine – café at 5€"),
        ("10-values-escaped-twice.xml", "Red & fast\nplease call"),
        ("12-marks-in-a-comment.xml", 'I want <the red one> & "all" of <it>, see a<b'),
        ("13-cut-in-the-comment.eml", "Is it still"),
        ("15-comments-in-several.xml", f"{ALSO}Trade-in possible"),
        (
            "21-extension-elements.xml",
            f"{ALSO}Lead score: 87\nTransmission: Automatic\nLanguage: Dutch",
        ),
        (
            "21-extension-with-known-names.xml",
            f"{ALSO}Dealer name: Pat Seller\nDealer phone: +44 20 7946 0990",
        ),
        (
            "22-loose-text.xml",
            f"{ALSO}Customer details below\nLead sent by the weekend team",
        ),
        ("30-mixed.xml", "voilà"),
        (
            "34-forwarded.eml",
            f"{ALSO}Can you call her today?\nThanks, Pat",
        ),
        ("34-forwarded-twice.eml", "Is it\nstill there?\n\nAlso in the mail:\nfyi"),
        ("34-summary-after.eml", "Is it still there?"),
    ],
)
def test_what_the_customer_wrote_and_what_else_stands_there(file: str, expected: str) -> None:
    assert comments(file) == expected


@pytest.mark.parametrize("file", ["33-chat.xml", "33-chat-escaped.xml"])
def test_a_chat_is_kept_line_by_line(file: str) -> None:
    lines = comments(file).splitlines()
    assert len(lines) == 4
    assert lines[2] == "[10:02] Agent: may I have your <name> and <phone>?"


@pytest.mark.parametrize("file", ["27-two-prospects.xml", "27-two-documents.xml", "27-unclosed-prospect.xml"])
def test_a_second_enquiry_is_a_lead_of_its_own(file: str) -> None:
    first, second = drafts((FOLDER / file).read_bytes(), file)
    assert (second.full, second.phones[0].e164) == ("Kim Other", "+442079460456")
    assert (second.emails, second.key) == (("kim@example.test",), f"{first.key}#2")


def test_the_car_to_be_traded_in_is_no_wanted_one() -> None:
    for file in ("26-trade-in-first.xml", "26-trade-in-in-other-words.xml", "26-two-wanted-and-unclosed.xml"):
        lead = drafts((FOLDER / file).read_bytes(), file)[0]
        assert lead.trade is not None
        assert (lead.trade.in_words(), lead.trade.odometer) == ("2014 Opel Corsa", "131000 km"), file


@pytest.mark.parametrize(
    ("file", "odometer", "price"),
    [
        ("25-prices.xml", "", "$23,495 USD"),
        ("25-call-for-price.xml", "", ""),
        ("25-nested-odometer.xml", "42000 mi", ""),
        ("25-odometer-in-elements.xml", "42,000 km", ""),
    ],
)
def test_odd_numbers_of_a_car(file: str, odometer: str, price: str) -> None:
    (car,) = drafts((FOLDER / file).read_bytes(), file)[0].vehicles
    assert (car.odometer, car.price) == (odometer, price)


def test_phones_of_every_type_in_the_order_in_which_to_call() -> None:
    (lead,) = drafts((FOLDER / "19-phone-types.xml").read_bytes())
    assert [phone.type for phone in lead.phones] == ["home", "mobile", "work", "cell", "day", "evening"]
    assert lead.phones[0].time == "evening"
    (lead,) = drafts((FOLDER / "19-preferred-and-fax.xml").read_bytes())
    assert [phone.type for phone in lead.phones] == ["cell", "work", "fax"]


def test_the_same_mail_has_the_same_key_and_a_resent_lead_says_so() -> None:
    mail = (FOLDER / "32-another-portal.eml").read_bytes()
    assert drafts(mail)[0].key == drafts(mail)[0].key == "<lead-77@portal.example.test>"
    assert drafts((FOLDER / "32-resend.xml").read_bytes())[0].resend is True
    lead = drafts(mail)[0]
    assert (lead.source, lead.provider_lead_id) == ("Other Portal", "OP-9")


def test_the_vendor_is_kept_as_it_is_called_and_its_people_are_not_the_customer() -> None:
    lead = drafts((FOLDER / "31-vendor-with-salesperson.xml").read_bytes())[0]
    assert lead.vendor == "Sample Motors - Att: Pat Seller"
    assert [phone.e164 for phone in lead.phones] == ["+442079460123"]
