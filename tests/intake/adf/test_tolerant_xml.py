"""The tolerant reader by itself: it agrees with the strict one on what is whole, and puts the rest right."""

import pytest

from bdc_desk.intake.adf.element import DEPTH_LIMIT, ELEMENT_LIMIT, Element
from bdc_desk.intake.adf.mapping import drafts_of
from bdc_desk.intake.adf.strict_xml import parsed
from bdc_desk.intake.adf.tolerant_attributes import attributes_of
from bdc_desk.intake.adf.tolerant_xml import tolerated
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.reading import Place
from tests.intake.malform import clean
from tests.intake.samples import NOW, sample

PLACE = Place(NOW, "GB", "Europe/London")


def shape(element: Element) -> str:
    """The element with all that is inside, without attributes and the space beside marks."""
    pieces = [part if isinstance(part, str) else f"\0{shape(part)}\0" for part in element.content]
    inside = "".join(piece.strip() for piece in "".join(pieces).split("\0"))
    return f"{element.name}({inside})"


def read(text: str) -> tuple[str, tuple[str, ...]]:
    findings = Findings()
    return shape(tolerated(text, findings)), findings.faults


def test_what_is_whole_is_read_as_the_strict_reader_does() -> None:
    samples = ("clean.adf", "several.adf")
    texts = [sample(name).decode() for name in samples] + [clean(seed).text() for seed in range(50)]
    for text in texts:
        whole = text[text.lower().index("<adf") :]
        findings = Findings()
        assert drafts_of(tolerated(whole, findings), PLACE) == drafts_of(parsed(whole), PLACE)
        assert findings.faults == ()


@pytest.mark.parametrize(
    ("inside", "expected", "why"),
    [
        ("<prospect><id>1</id>", "prospect(id(1))", "nothing is closed"),
        ("<prospect><name>Jo<phone>020</prospect>", "prospect(name(Jo)phone(020))", "a value ends a value"),
        ("<prospect><customer><name>Jo<vendor>", "prospect(customer(name(Jo))vendor())", "a party"),
        ("<vehicle><year>2021<customer>", "vehicle(year(2021))customer()", "a customer ends a car"),
        ("<prospect></contact></prospect>", "prospect()", "a stray end"),
        ("<prospect>+44 20</phone></prospect>", "prospect(phone(+44 20))", "an end without its beginning"),
        ("<prospect><phone>020/phone><email>", "prospect(phone(020)email())", "an end that lost its <"),
        ("<prospect><phone>020<x/phone><email>", "prospect(phone(020)email())", "a letter too many"),
        ("<phone type=voice>020</phone", "phone(020)", "an end that lost its >"),
        ('<phone type="voice"020</phone>', "phone(020)", "a beginning that lost its >"),
        ("<name>Jo <jo@example.test></name>", "name(Jo <jo@example.test>)", "an address is no mark"),
        ("<contact@example.test>", "<contact@example.test>", "nor is one that begins like an element"),
        ("<name>a < b <3 c</name>", "name(a < b <3 c)", "a bare <"),
        ("<comments>my <name> is <b>Jo</b></comments>", "comments(my <name> is Jo)", "names in a comment"),
        ("<comments>a<vendor></vendor></comments>", "comments(a)vendor()", "a comment that is not closed"),
        ("<comments>a<comments>b</comments>", "comments(a)comments(b)", "one after the other"),
        ("<make><wheel>4</wheel></make>", "make(wheel(4))", "a stranger's element"),
        ("<wheel><name>x</name></wheel>", "wheel(name(x))", "keeps what it holds"),
        ("<box><vehicle><make>Kia</make></vehicle></box>", "box()vehicle(make(Kia))", "not what begins anew"),
        ("<script>a<b</script><id>1</id>", "id(1)", "a script"),
        ("<script><id>1</id>", "id(1)", "a script without its end hides nothing"),
        ("<style>p{}</style ><id>1</id>", "id(1)", "a style"),
        ("<!-- a <id>2</id> --><id>1</id>", "id(1)", "a comment of XML"),
        ("<!-- a <id>1</id>", "aid(1)", "one that is not closed hides nothing"),
        ("<!-- a <id>1</id> <!-- b -->", "aid(1)", "nor does one that another's end would close"),
        ("<?pi x?><!DOCTYPE y><id>1</id>", "id(1)", "declarations"),
        ("<id><![CDATA[<a> & ]]></id>", "id(<a> &)", "CDATA"),
        ("<id><![CDATA[1</id>", "id(1)", "CDATA that is not closed"),
        ("<ID>1</Id>", "id(1)", "capitals"),
        ("<x:id>1</y:id>", "id(1)", "prefixes"),
        ("< id >1< / id >", "id(1)", "spaces"),
        ("<br><o:p></o:p><font color=red><id>1</id></font>", "id(1)", "formatting"),
    ],
)  # fmt: skip
def test_where_things_stand(inside: str, expected: str, why: str) -> None:
    assert read(f"<adf>{inside}")[0] == f"adf({expected})", why


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("<adf><id>1</id></adf>", ()),
        ("<adf><id>1</adf>", ('Elements without an end were closed: "id"',)),
        ("<adf><id>1</id>", ("The document is cut off: what there is was read",)),
        (
            "<adf><id>1",
            (
                "The document is cut off: what there is was read",
                'It ends in the middle of "id", which may lack its end',
            ),
        ),
        ("<id>1</id>", ("The document's beginning is missing: what there is was read",)),
        ("<adf></adf><adf></adf>", ("Several documents were read as one",)),
        ("<adf>a & b & c</adf>", ("A bare & was read as it stands",)),
    ],
)
def test_each_repair_is_said_once(text: str, repairs: tuple[str, ...]) -> None:
    assert read(text)[1] == repairs


def test_what_stands_below_a_value_that_is_cut_off_is_no_part_of_it() -> None:
    assert (
        read("<adf><contact><phone>020 7946\n-- \nSample Motors")[0]
        == "adf(contact(phone(020 7946)-- \nSample Motors))"
    )


def test_the_limits_leave_what_came_before() -> None:
    shape_of, repairs = read("<adf><id>1</id>" + "<x></x>" * (ELEMENT_LIMIT + 5))
    assert shape_of.startswith("adf(id(1)x()")
    assert repairs[0] == "It has more than 20,000 elements: the rest was left out"
    shape_of, repairs = read(
        "<adf>" + "<x>" * (DEPTH_LIMIT + 5) + "a" + "</x>" * (DEPTH_LIMIT + 5) + "<id>1</id></adf>"
    )
    assert shape_of.endswith("id(1))")
    assert repairs[0] == "It is nested deeper than 64 levels: read as if it were not"


@pytest.mark.parametrize(
    ("text", "expected", "repairs"),
    [
        (' part="full" type="x"', {"part": "full", "type": "x"}, 0),
        (" part='full'", {"part": "full"}, 0),
        (" part=full type=x", {"part": "full", "type": "x"}, 1),
        (" part=“full” type=‘x’", {"part": "full", "type": "x"}, 1),
        (' PART = "full"', {"part": "full"}, 0),
        (' x:part="full"', {"part": "full"}, 0),
        (' part="full type="x"', {"part": "full", "type": "x"}, 1),
        (' part="full', {"part": "full"}, 1),
        (' source="Bob\'s "Best" Cars" x="1"', {"source": "Bob's \"Best\" Cars", "x": "1"}, 1),
        (' part="a & b &amp; c"', {"part": "a & b & c"}, 1),
        (' part="a" part="b"', {"part": "a"}, 0),
        (' preferred part="a"', {"preferred": "", "part": "a"}, 1),
        (' part="full"" type="x"', {"part": 'full"', "type": "x"}, 1),
        ("", {}, 0),
        ('"""', {}, 0),
    ],
)  # fmt: skip
def test_attributes(text: str, expected: dict[str, str], repairs: int) -> None:
    findings = Findings()
    assert attributes_of(text, findings) == expected
    assert len(findings.faults) == repairs


def test_of_attributes_without_end_a_hundred_are_read() -> None:
    findings = Findings()
    assert len(attributes_of("".join(f' a{number}="1"' for number in range(500)), findings)) == 100
    assert len(findings.faults) == 1
