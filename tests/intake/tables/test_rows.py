"""Rows become leads, each once; what is odd in one is said with its line."""

import csv
import io
import random
from types import MappingProxyType
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdc_desk.intake.charset import decoded
from bdc_desk.intake.reading import Place
from bdc_desk.intake.table_files import table_of
from bdc_desk.intake.tables.mapping import MEANINGS, header_key
from bdc_desk.intake.tables.rows import COLUMNS_UNKNOWN, ROW_KEY, read_table, row_drafts
from bdc_desk.intake.tables.table import table_in
from bdc_desk.operations.draft import ALSO, Grade, LeadDraft
from tests.intake.samples import FIXTURES, NOW

PLACE: Final = Place(NOW, "GB", "Europe/London")
HEAD: Final = "Name;Phone;Email;Car;Comments;Extra\n"
JO: Final = "Jo Reed;020 7946 0123;jo@example.test;Kia Niro;Still there?;blue\n"


def rows(text: str, place: Place = PLACE) -> tuple[LeadDraft, ...]:
    return read_table(text, place).drafts


def sample(name: str) -> tuple[LeadDraft, ...]:
    return rows(decoded((FIXTURES / "tables" / f"{name}.csv").read_bytes()).value)


def numbers(leads: tuple[LeadDraft, ...]) -> list[str | None]:
    return [phone.e164 for lead in leads for phone in lead.phones]


def test_a_row_is_a_lead() -> None:
    (lead,) = rows(HEAD + JO)
    assert (lead.first, lead.last, lead.emails) == ("Jo", "Reed", ("jo@example.test",))
    assert numbers((lead,)) == ["+442079460123"]
    assert lead.wanted is not None
    assert lead.wanted.in_words() == "Kia Niro"
    assert lead.comments == f"Still there?\n\n{ALSO}\nExtra: blue"
    assert lead.grade is Grade.REPAIRED
    (fault,) = lead.faults
    assert fault.startswith("The columns were guessed from their names: Name is Full name, Phone is Phone, ")


def test_facebook() -> None:
    robin, sam = sample("facebook")
    assert (robin.first, robin.last, robin.source) == ("Robin", "van der Meer", "Facebook")
    assert (sam.source, sam.provider_lead_id) == ("Instagram", "900100200300401")
    assert numbers((robin, sam)) == ["+442079460123", "+442079460124"]
    assert robin.wanted is not None
    assert robin.wanted.model == "Volvo V60"
    assert str(robin.requested_at) == "2026-03-02 08:12:00+00:00"
    assert "ad_name: Spring ad" in robin.comments
    assert "ag:111" not in robin.comments  # numbers for machines are in the original


def test_facebook_without_a_platform() -> None:
    text = "id,created_time,form_id,full_name,phone_number\nl:1,,f:1,Jo Reed,p:+442079460123\n"
    assert [lead.source for lead in rows(text)] == ["Facebook"]


def test_hubspot() -> None:
    alex, jo = sample("hubspot")
    assert (alex.last, alex.comments.partition("\n\n")[0]) == ("O'Neill", 'Is it\nstill "available"?')
    assert (jo.phones[0].type, jo.phones[0].e164) == ("cellphone", "+442079460126")


def test_a_dutch_portal() -> None:
    jan, lotte, remark, piet = sample("portal-nl")
    assert (jan.last, jan.wanted and jan.wanted.in_words()) == ("van den Berg", "2021 Volvo V60")
    assert jan.trade is not None
    assert jan.trade.in_words() == "Opel Corsa"
    assert numbers((jan, lotte)) == ["+442079460127", "+442079460128"]
    assert remark.grade is Grade.UNREADABLE
    assert [lead.line for lead in (jan, lotte, remark, piet)] == [3, 4, 6, 7]
    assert remark.faults[0].startswith("Line 6: the row does not say who it is about")
    assert remark.comments == "Datum: 2026-03-02 10:00\nOpmerkingen: alleen een opmerking"
    assert piet.phones == ()
    assert 'A spreadsheet spoiled the phone number "3,16E+10": ask for it again' in piet.faults


def test_a_german_portal() -> None:
    juergen, ines = sample("portal-de")
    assert (juergen.first, juergen.last, ines.last) == ("Jürgen", "Müller", "Vogel")


def test_ragged_rows_and_an_open_quotation_mark() -> None:
    robin, jo, sam, kim = sample("ragged")
    assert "Line 2 has more cells than the header: values may stand in the wrong column" in robin.faults
    assert "is it there?" in robin.comments
    assert [lead.first for lead in (jo, sam, kim)] == ["Jo", "Sam", "Kim"]
    assert numbers((robin, jo, sam, kim)) == [f"+44207946013{n}" for n in (1, 2, 3, 4)]


def test_columns_that_say_nothing_wait_for_a_person() -> None:
    (draft,) = sample("unknown")
    assert (draft.grade, draft.key) == (Grade.UNREADABLE, "")
    assert draft.faults[0].startswith(COLUMNS_UNKNOWN)
    assert "intake page" in draft.faults[0]
    assert draft.comments.startswith("k1;k2;k3;k4\n1;Robin Smith;")


def test_what_a_person_said_before_counts() -> None:
    text = decoded((FIXTURES / "tables" / "unknown.csv").read_bytes()).value
    key = header_key(("K1", "k2", "k3", "k4"))
    kept = Place(NOW, "GB", "Europe/London", MappingProxyType({key: ("id", "full", "email", "")}))
    robin, jo = rows(text, kept)
    assert (robin.first, robin.emails, robin.provider_lead_id, robin.grade, robin.faults) == (
        "Robin", ("robin@example.test",), "1", Grade.OK, (),
    )  # fmt: skip
    assert jo.comments == f"{ALSO}\nk4: y"
    for damaged in (("full", "email"), ("id", "full", "email", "nonsense")):
        place = Place(NOW, "GB", "Europe/London", {key: damaged})
        assert rows(text, place)[0].grade is Grade.UNREADABLE


def test_a_guess_is_put_right() -> None:
    text = "name;phone;contact\nHarbour;020 7946 0123;Jo Reed\n"
    place = Place(
        NOW, "GB", "Europe/London", {header_key(("name", "phone", "contact")): ("", "phone", "full")}
    )
    (lead,) = rows(text, place)
    assert (lead.first, lead.comments) == ("Jo", f"{ALSO}\nname: Harbour")
    assert lead.key == rows(text)[0].key, "the same enquiry, however it was read"


def test_a_row_is_known_by_what_it_says() -> None:
    (first,) = rows(HEAD + JO)
    assert first.key.startswith(ROW_KEY)
    assert len(first.key) == len(ROW_KEY) + 64
    head = "email,EXTRA,comments,name ,phone,car"
    later = rows(f"{head}\njo@example.test,blue,Still there?,Jo Reed,020 7946 0123,Kia Niro")
    assert [lead.key for lead in later] == [first.key], "other columns' order, delimiter and case"
    guarded = rows(HEAD + JO.replace("020 7946 0123", '"=""020 7946 0123"""'))
    assert [lead.key for lead in guarded] == [first.key], "a spreadsheet's guard"
    (other,) = rows(HEAD + JO.replace("blue", "red"))
    assert other.key != first.key


def test_what_a_customer_system_notes_makes_no_new_enquiry() -> None:
    def one(status: str) -> str:
        return f"Name;Phone;Lead Status;Contact owner\nJo Reed;020 7946 0123;{status};Ana\n"

    assert rows(one("New"))[0].key == rows(one("Contacted"))[0].key


def test_a_row_twice_is_one_lead_that_says_so() -> None:
    jo, al = rows(HEAD + JO + "Al Ray;020 7946 0124;;;;\n" + JO)
    assert "Line 4 says the same once more" in jo.faults
    assert al.first == "Al"
    (many,) = rows(HEAD + JO * 500)
    assert len(many.faults) == 10


@pytest.mark.parametrize(
    ("row", "grade", "why"),
    [
        (
            "Jo Reed;;;Kia Niro;;",
            Grade.REPAIRED,
            "a name and a wish: the desk's reader says there is no number",
        ),
        (";;jo@example.test;;;", Grade.REPAIRED, "an address can be written to"),
        ("Total;;;;;", Grade.UNREADABLE, "a single cell"),
        (";;;;hello;", Grade.UNREADABLE, "nobody"),
        (";;;Kia;hello;", Grade.UNREADABLE, "nobody"),
        ("Jo Reed;call me;;;;", Grade.REPAIRED, "a number that is none, and is marked so"),
    ],
)
def test_rows_with_little_in_them(row: str, grade: Grade, why: str) -> None:
    found = rows(HEAD + JO + row)
    assert len(found) == 2
    assert found[1].grade is grade, why
    assert grade is not Grade.UNREADABLE or found[1].faults[0].startswith("Line 3: ")


def test_rows_beyond_the_cap_are_told() -> None:
    table = table_in(HEAD + JO * 2 + "x;y;z\n")
    assert table is not None
    found = row_drafts(table, ("full", "phone", "email", "", "", ""), PLACE)
    assert len(found) == 2
    text = HEAD + "".join(f"Jo R{n};020 7946 0123;;;;\n" for n in range(5_003))
    (*read, last) = rows(text)
    assert (len(read), last.grade) == (5_000, Grade.UNREADABLE)
    assert last.faults == ("Only 5,000 rows were read: 3 lines below them were not",)


def test_what_is_no_table_is_left_to_other_readers() -> None:
    for text in ("", "Naam: Jan\nTelefoon: 020 7946 0123", "Hello, Jo\nsee you, Al"):
        assert read_table(text, PLACE).drafts == ()
    form = "Merk\tKia\tModel\tNiro\nNaam\tJan\tTelefoon\t020 7946 0123"
    assert rows(form) == ()


def test_a_table_is_found_in_a_file_and_in_a_mail() -> None:
    data = (FIXTURES / "tables" / "hubspot.csv").read_bytes()
    mail = (
        b"From: a@example.test\nTo: b@example.test\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the file.\n"
        b"--b\nContent-Type: text/csv; name=x.csv\n\n" + data + b"\n--b--\n"
    )
    for one in (data, mail):
        table = table_of(one, now=NOW)
        assert table is not None
        assert (table.header[1], len(table.rows)) == ("First Name", 2)
    assert table_of(b"Hello", now=NOW) is None


NAMES: Final = ("Jo Reed", "Jan van der Berg", "Zoë O'Neill", "Müller, Jürgen")
HEADERS: Final = (
    {
        "full": "Full name",
        "phone": "Phone number",
        "email": "E-mail",
        "wanted": "Vehicle",
        "comments": "Message",
    },
    {
        "full": "Naam",
        "phone": "Telefoonnummer",
        "email": "E-mailadres",
        "wanted": "Auto",
        "comments": "Bericht",
    },
    {
        "full": "Name",
        "phone": "Rufnummer",
        "email": "E-Mail-Adresse",
        "wanted": "Fahrzeug",
        "comments": "Frage",
    },
    {
        "full": "full_name",
        "phone": "phone_number",
        "email": "email",
        "wanted": "which_car?",
        "comments": "notes",
    },
)


@given(
    st.sampled_from(HEADERS),
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(100, 899), st.text(alphabet="ab ,;|\"'\n", max_size=9)),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[1],
    ),
    st.sampled_from(",;\t|"),
    st.permutations(["full", "phone", "email", "wanted", "comments"]),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_generated_tables_come_back(
    header: dict[str, str],
    people: list[tuple[str, int, str]],
    delimiter: str,
    order: list[str],
    has_mark: bool,
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([header[one] for one in order])
    for name, number, comment in people:
        row = {
            "full": name,
            "phone": f"+44 20 7946 0{number}",
            "email": f"p{number}@example.test",
            "wanted": "Kia Niro",
            "comments": comment,
        }
        writer.writerow([row[one] for one in order])
    found = rows(("\ufeff" if has_mark else "") + out.getvalue())
    assert len(found) == len(people)
    for lead, (name, number, comment) in zip(found, people, strict=True):
        assert lead.full == name
        assert numbers((lead,)) == [f"+442079460{number}"]
        assert lead.emails == (f"p{number}@example.test",)
        assert lead.wanted is not None
        assert lead.wanted.in_words() == "Kia Niro"
        assert lead.comments.split() == comment.split()


@given(
    st.sampled_from(("facebook", "hubspot", "portal-nl", "ragged")), st.integers(0, 2**32), st.integers(1, 12)
)
@settings(max_examples=200, deadline=None)
def test_no_damage_raises(name: str, seed: int, blows: int) -> None:
    dice = random.Random(seed)
    data = bytearray((FIXTURES / "tables" / f"{name}.csv").read_bytes())
    for _ in range(blows):
        data[dice.randrange(len(data))] = dice.randrange(256)
    found = rows(decoded(bytes(data)).value)
    assert len({lead.key for lead in found}) == len(found)
    assert all(lead.grade is Grade.OK or lead.faults for lead in found)
    assert all(lead.key.startswith(ROW_KEY) or lead.grade is Grade.UNREADABLE for lead in found)


def test_meanings_are_those_that_a_row_can_have() -> None:
    """Each meaning that is offered is read into the draft, or kept in its comments."""
    for meaning in MEANINGS:
        place = Place(
            NOW, "GB", "Europe/London", {header_key(("Name", "Phone", "q")): ("full", "phone", meaning)}
        )
        value = {
            "requested_at": "2026-03-02 09:00",
            "phone2": "020 7946 0125",
            "email": "q@example.test",
        }.get(meaning, "Qq")
        (lead,) = rows(f"Name;Phone;q\nJo Reed;020 7946 0123;{value}\n", place)
        assert value.split()[0][:10] in str(lead) or "2026, 3, 2" in repr(lead), meaning


def test_a_signature_below_a_table_is_one_thing_to_read() -> None:
    jo, rest = rows(f"Hello,\n\nsee below.\n\n{HEAD}{JO}\nBest wishes,\nAna\nHarbour Motors\n")
    assert jo.first == "Jo"
    assert rest.grade is Grade.UNREADABLE
    assert rest.comments == "Best wishes,\nAna\nHarbour Motors"
    assert rest.faults == ("Lines 8 to 10 stand below the table and belong to no row: read them",)
    _, total = rows(f"{HEAD}{JO}Total: 1\n")
    assert total.faults[0].startswith("Line 3: ")
