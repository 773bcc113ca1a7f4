"""mailto: links by RFC 6068, short enough for every system."""

from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.contact.mailto import URL_LIMIT, mailto_url


def parts(url: str) -> tuple[str, str, str]:
    """Address, subject and text, as a mail program reads them."""
    split = urlsplit(url)
    assert split.scheme == "mailto"
    fields = parse_qs(split.query, keep_blank_values=True, strict_parsing=True)
    assert fields.keys() == {"subject", "body"}
    return unquote(split.path), fields["subject"][0], fields["body"][0]


def test_a_link_as_the_rfc_writes_it() -> None:
    url, cut = mailto_url("zoe@example.test", "Your Kuga & you", "Dear Zoë,\n\n50% + more?\n")
    assert url == (
        "mailto:zoe@example.test?subject=Your%20Kuga%20%26%20you"
        "&body=Dear%20Zo%C3%AB%2C%0D%0A%0D%0A50%25%20%2B%20more%3F%0D%0A"
    )
    assert not cut


@pytest.mark.parametrize(
    "to",
    ["a&bcc=all@example.test", "a?cc=all@example.test", "a%0d%0abcc@example.test", "a#b/c=d@example.test"],
)
def test_an_address_cannot_add_fields(to: str) -> None:
    assert parts(mailto_url(to, "s", "t").url) == (to, "s", "t")


@pytest.mark.parametrize("to", ["a@example.test\r\nBcc: b@example.test", "a@example.test,b@example.test", ""])
def test_what_is_no_single_address_is_left_out(to: str) -> None:
    assert parts(mailto_url(to, "s", "t").url)[0] == ""


def test_a_subject_stays_one_line_and_one_header() -> None:
    _, subject, _ = parts(
        mailto_url("a@example.test", "Hi\r\nBcc: b@example.test&cc=c@example.test", "t").url
    )
    assert subject == "Hi Bcc: b@example.test&cc=c@example.test"
    EmailMessage()["Subject"] = subject


def test_line_ends_become_crlf_whatever_they_were() -> None:
    assert parts(mailto_url("a@example.test", "s", "a\nb\r\nc\rd").url)[2] == "a\r\nb\r\nc\r\nd"


def test_a_long_text_is_cut_between_words_and_says_so() -> None:
    url, cut = mailto_url("a@example.test", "s", "wonderful words " * 500)
    _, _, text = parts(url)
    assert cut
    assert len(url) <= URL_LIMIT
    assert len(url) > URL_LIMIT - 40
    assert text.endswith(("wonderful\r\n\r\n[...]", "words\r\n\r\n[...]"))


def test_a_text_that_just_fits_is_whole() -> None:
    room = URL_LIMIT - len(mailto_url("a@example.test", "s", "").url)
    assert mailto_url("a@example.test", "s", "x" * room).cut is False
    assert mailto_url("a@example.test", "s", "x" * (room + 1)).cut is True


def test_a_long_subject_leaves_room_for_the_text() -> None:
    url, cut = mailto_url("a@example.test", "小林" * 90, "Hello there, this is the text.")
    _, subject, text = parts(url)
    assert cut
    assert subject.startswith("小林")
    assert text == "Hello there, this is the text."


@given(st.text(), st.text(max_size=300), st.text(max_size=3000))
def test_every_link_is_short_ascii_and_well_formed(to: str, subject: str, text: str) -> None:
    url, _ = mailto_url(to, subject, text)
    assert url.isascii()
    assert len(url) <= URL_LIMIT
    assert not set(url) & set(' <>"\r\n\t')
    parts(url)
