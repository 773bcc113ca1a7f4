import pytest

from bdc_desk.intake.markup import unescaped, visible_text


@pytest.mark.parametrize(
    ("markup", "expected", "why"),
    [
        ("<p>a</p>b", "\na\nb", "blocks are lines"),
        ("a<br/>b", "a\nb", "breaks too"),
        ("a<b>c</b>", "ac", "letters stay together"),
        ("<style>p{}</style>a", "a", "style is not seen"),
        ("<SCRIPT>x</SCRIPT >a", "a", "in capitals"),
        ("<script>a", "a", "an unclosed script hides nothing: the enquiry may stand in it"),
        ("<!-- x -->a", "a", "a comment is not seen"),
        ("<!-- a", "<!-- a", "an unclosed one is"),
        ("a < b and c > d", "a < b and c > d", "not every < is a tag"),
        ("&lt;adf&gt; &amp;amp;", "<adf> &amp;", "unescaped once"),
        ("<İ>a<p>b</p>", "<İ>a\nb\n", "a letter whose small form is two"),
        ("<tr><td>a</td><td>b</td></tr>", "\na\tb\t\n", "cells stay apart"),
        ("", "", "nothing"),
    ],
)
def test_visible_text(markup: str, expected: str, why: str) -> None:
    assert visible_text(markup) == expected, why


def test_an_entity_of_five_thousand_digits_raises_nothing() -> None:
    assert unescaped("&#" + "1" * 5000 + ";") == "\ufffd"
