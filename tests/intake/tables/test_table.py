"""What is a table: its delimiter, its header, its rows with their lines; and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdc_desk.intake.charset import decoded
from bdc_desk.intake.tables.cells import is_mail_address, is_phone_like, plain_cell
from bdc_desk.intake.tables.table import ROWS_READ, Table, table_in
from tests.intake.samples import FIXTURES

ROW = ("Jo Reed", "020 7946 0123", "jo@example.test")
HEADER = ("Name", "Phone", "Email")


def found(text: str) -> Table:
    table = table_in(text)
    assert table is not None
    return table


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_line_ends_are_found(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(cells) for cells in (HEADER, ROW, ROW))
    assert found(text) == Table(HEADER, ((2, ROW), (3, ROW)))


@pytest.mark.parametrize(
    ("text", "header", "rows", "why"),
    [
        ("sep=;\nName;Phone\nJo;020 7946 0123", ("Name", "Phone"), ((3, ("Jo", "020 7946 0123")),), "said"),
        (
            '"sep=|"\nName|Phone\nJo|020 7946 0123',
            ("Name", "Phone"),
            ((3, ("Jo", "020 7946 0123")),),
            "quoted",
        ),
        ("\ufeffName;Phone\nJo;020 7946 0123", ("Name", "Phone"), ((2, ("Jo", "020 7946 0123")),), "a mark"),
        (
            "Leads of March\n\nmade by Ana\nName;Phone\nJo;020 7946 0123",
            ("Name", "Phone"),
            ((5, ("Jo", "020 7946 0123")),),
            "a title above it",
        ),
        (
            'Name,Phone,Comments\nJo,020 7946 0123,"two\nlines, ""quoted"""\nAl,020 7946 0124,x',
            ("Name", "Phone", "Comments"),
            ((2, ("Jo", "020 7946 0123", 'two\nlines, "quoted"')), (4, ("Al", "020 7946 0124", "x"))),
            "a line end in a cell",
        ),
        (
            'Name,Phone\n"Jo,020 7946 0123\nAl,020 7946 0124',
            ("Name", "Phone"),
            ((2, ("Jo", "020 7946 0123")), (3, ("Al", "020 7946 0124"))),
            "a quotation mark that is never closed",
        ),
        (
            'Name,Phone\nJo,020 7946 0123\n"Al,020 7946 0124',
            ("Name", "Phone"),
            ((2, ("Jo", "020 7946 0123")), (3, ("Al", "020 7946 0124"))),
            "the same on the last line",
        ),
        (
            'Name,Phone,Note\n"Jo,020 7946 0123,a\nAl,020 7946 0124,"b"\nCy,020 7946 0125,c',
            ("Name", "Phone", "Note"),
            (
                (2, ("Jo", "020 7946 0123", "a")),
                (3, ("Al", "020 7946 0124", "b")),
                (4, ("Cy", "020 7946 0125", "c")),
            ),
            "one that is closed by another's",
        ),
        (
            "Name;Phone;Note;;\nJo;020 7946 0123;;;\nAl;020 7946 0124\n;;;;\n\nCy;020 7946 0125;x;;;y",
            ("Name", "Phone", "Note"),
            (
                (2, ("Jo", "020 7946 0123", "", "", "")),
                (3, ("Al", "020 7946 0124")),
                (6, ("Cy", "020 7946 0125", "x", "", "", "y")),
            ),
            "ragged, and empty rows left out",
        ),
        ("a;b;c\nq;jo@example.test;1\nr;al@example.test;2", ("a", "b", "c"), None, "names that say nothing"),
        ("Name,Phone\n020,020 7946 0123", ("Name", "Phone"), None, "one row"),
    ],
)
def test_tables(
    text: str, header: tuple[str, ...], rows: tuple[tuple[int, tuple[str, ...]], ...] | None, why: str
) -> None:
    table = found(text)
    assert table.header == header, why
    if rows is not None:
        assert table.rows == rows, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("\n\n", "as good as nothing"),
        ("sep=;", "nothing below"),
        ("Name;Phone", "a header without rows"),
        ("Name\nJo\nAl", "one column"),
        ("Hello Jo,\n\nplease call Al, Ben, and Cy.\nThanks,\nAna", "a letter"),
        ("Please send me name, email, phone\nThanks, Jo", "a letter that asks for data"),
        ("Naam: Jan\nTelefoon: 020 7946 0123\nBericht: hallo, dag", "labelled text"),
        ("Naam\tJan\nTelefoon\t020 7946 0123\nE-mail\tjan@example.test", "labels in a column"),
        ("Naam\tJan\tTelefoon\t020 7946 0123\nMerk\tKia\tModel\tNiro", "labels in two columns"),
        (
            "Voornaam\tJan\tAchternaam\tBos\nMerk\tKia\tModel\tNiro",
            "the same, the first row without a number",
        ),
        ("| a | b |\n| c | d |", "a picture of a table without people"),
        ("x;y\n1;2\n3;4\n5;6", "numbers"),
        ("<adf><prospect>a;b</prospect></adf>", "ADF"),
        ("Ana Cruz | Harbour Motors | 020 7946 0999\nsee you", "a signature"),
    ],
)
def test_what_is_no_table(text: str, why: str) -> None:
    assert table_in(text) is None, why


def test_no_other_lead_is_a_table() -> None:
    for path in FIXTURES.rglob("*"):
        if path.is_file() and path.parent.name != "tables":
            assert table_in(decoded(path.read_bytes()).value) is None, path.name


def test_what_is_too_much_is_counted() -> None:
    text = "\n".join(["Name;Phone", *["Jo;020 7946 0123"] * (ROWS_READ + 7), "", "Al;020 7946 0124"])
    table = found(text)
    assert (len(table.rows), table.lines_left) == (ROWS_READ, 8)
    wide = ";".join(["Name", "Phone", *[f"c{n}" for n in range(398)]])
    table = found("\n".join([wide, *["Jo;020 7946 0123" + ";x" * 398] * 600]))
    assert (len(table.rows), table.lines_left) == (500, 100)
    assert table_in(";".join(["Name"] * 500) + "\n" + ";".join(["020 7946 0123"] * 500)) is None


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ('="+442079460123"', "+442079460123"),
        ("=+442079460123", "+442079460123"),
        ("'020 7946 0123", "020 7946 0123"),
        ("'+442079460123", "+442079460123"),
        ("'s avonds", "'s avonds"),
        ("  x ", "x"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("", ""),
    ],
)
def test_a_cell_loses_what_guards_it(cell: str, plain: str) -> None:
    assert plain_cell(cell) == plain


@pytest.mark.parametrize(
    ("cell", "mail", "phone"),
    [
        ("jo@example.test", True, False),
        ("jo@example", False, False),
        ("write to jo@example.test", False, False),
        ("+442079460123", False, True),
        ("p:+442079460123", False, True),
        ("020 7946 0123", False, True),
        ("(212) 555-0123", False, True),
        ("212-555-0123", False, True),
        ("2026-03-04", False, False),
        ("04-03-2026", False, False),
        ("900100200300400", False, False),
        ("23495", False, False),
        ("3.16E+10", False, False),
    ],
)
def test_what_a_cell_looks_like(cell: str, mail: bool, phone: bool) -> None:
    assert (is_mail_address(cell), is_phone_like(cell)) == (mail, phone)


@given(st.text(alphabet="Name,;\t|\"'\n =sep@.0123456789Phone\r", max_size=400))
@settings(max_examples=500, deadline=None)
def test_no_text_raises(text: str) -> None:
    for one in (text, f"Name,Phone\n{text}", f"Name,Phone\nJo,020 7946 0123\n{text}"):
        table = table_in(one)
        if table is not None:
            lines = [line for line, _ in table.rows]
            assert lines == sorted(set(lines))
            assert all(any(cells) for _, cells in table.rows)


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab ,;|\t\"'\n", min_size=1, max_size=12),
            st.sampled_from(["020 7946 0123", "+44 20 7946 0124"]),
            st.text(alphabet="xy ,;|\t\"'\n", max_size=12),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(",;\t|"),
)
@settings(max_examples=300, deadline=None)
def test_what_was_written_by_the_rules_comes_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    """Quoted as RFC 4180 has it, whatever stands in the cells."""
    quoted = [delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows]
    table = table_in("\n".join([delimiter.join(("Name", "Phone", "Comments")), *quoted]))
    assert table is not None
    assert [cells for _, cells in table.rows] == [tuple(cell.strip() for cell in row) for row in rows]
