"""A document taken out of what hides it; a text that hides none stays as it is."""

import base64
import quopri

import pytest

from bdc_desk.intake.adf.unwrapping import from_transfer, unwrapped

ADF = '<adf><prospect><customer><name part="full">Zoë Carter</name></customer></prospect></adf>'


@pytest.mark.parametrize(
    "text",
    [
        ADF,
        "",
        "Hello,\n> quoted\nbye",
        "a price of =3D5 and https://example.test/?a=3Db",
        "&lt;b&gt;bold&lt;/b&gt;",
        f"{ADF}\n> a summary",
        ADF.replace("Zoë", "&lt;adf&gt; is a form"),
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\n",
        "\0\0\0",
    ],
)
def test_what_hides_nothing_stays(text: str) -> None:
    assert (unwrapped(text).text, unwrapped(text).repairs) == (text, ())


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("\0".join(ADF), "Zero bytes between the letters were left out"),
        (base64.encodebytes(ADF.encode()).decode(), "base64 without saying so"),
        (f"See:\n\n{base64.b64encode(ADF.encode()).decode()}\n\nBye", "base64 without saying so"),
        (base64.b64encode(ADF.encode()).decode().rstrip("="), "base64 without saying so"),
        (quopri.encodestring(ADF.encode()).decode(), "quoted-printable without saying so"),
        (ADF.replace("<", "&lt;"), "The document was escaped: read unescaped"),
        (ADF.replace("<", "&#x3C;").replace(">", "&#062;"), "The document was escaped: read unescaped"),
        (ADF.replace("<", "&amp;lt;"), "The document was escaped twice: read unescaped"),
        (ADF.replace("<", "&amp;amp;lt;"), "The document was escaped twice: read unescaped"),
        (f"> {ADF}", "The marks of a forwarded mail"),
        (f"Hi\n >> {ADF}\n", "The marks of a forwarded mail"),
    ],
)
def test_what_hides_it_is_taken_away_and_said(text: str, repair: str) -> None:
    found = unwrapped(text)
    assert ADF in found.text
    assert len(found.repairs) == 1
    assert repair in found.repairs[0]


def test_one_thing_in_another() -> None:
    inner = quopri.encodestring(ADF.replace("<", "&lt;").encode())
    found = unwrapped(base64.encodebytes(inner).decode())
    assert ADF in found.text
    assert [repair.partition(":")[0] for repair in found.repairs] == [
        "The text was base64 without saying so",
        "The text was quoted-printable without saying so",
        "The document was escaped",
    ]


def test_marks_of_the_customers_own_quoting_stay() -> None:
    assert unwrapped("> <adf>\n> a\n> > b\nc").text == "<adf>\na\n>b\nc"


def test_the_words_of_who_forwarded_it_are_a_note() -> None:
    text = (
        "She rang already.\n\n-----Original Message-----\nFrom: Portal <x@example.test>\nSubject: Lead\n"
        f"On Monday Portal wrote:\n\n<?xml version='1.0'?>\n{ADF}"
    )
    assert unwrapped(text).note == "She rang already."
    assert unwrapped(f"Here is a lead for you.\n{ADF}").note == "", "a portal's own line is none"
    assert unwrapped(f"> Here is a lead for you.\n> {ADF}").note == ""


def test_quoted_printable_html_is_decoded_before_its_marks_are_read() -> None:
    assert from_transfer("<p>plain</p>") == ("<p>plain</p>", ())
    markup = '<p style="a">&lt;adf&gt;&lt;prospect&gt;</p>\n' * 3
    plain, repairs = from_transfer(quopri.encodestring(markup.encode()).decode())
    assert (plain, len(repairs)) == (markup, 1)
