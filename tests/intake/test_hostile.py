"""Bytes of somebody who means harm: each is read at once, and becomes a flagged lead or a harmless one.

A second of processor time is the promise (adf.md: linear, capped); the worst of these took one where two
cores were shared by six programs.
"""

import time
from typing import Final

import pytest

from bdc_desk.intake.reader import BYTE_LIMIT
from bdc_desk.operations.draft import Grade
from tests.intake.samples import drafts

SECONDS: Final = 4.0
"""Twice the promise, for machines that are slow or watched by a coverage tool."""


def filled(piece: bytes, size: int = BYTE_LIMIT) -> bytes:
    return (piece * (size // len(piece) + 1))[:size]


def adf(inside: bytes) -> bytes:
    return b"<adf><prospect><customer><contact>" + inside + b"</contact></customer></prospect></adf>"


MAIL: Final = b"From: a@example.test\nSubject: x\nMIME-Version: 1.0\n"
HTML: Final = MAIL + b"Content-Type: text/html\n\n"
MIXED: Final = MAIL + b"Content-Type: multipart/mixed; boundary=b\n\n"
BOMB: Final = b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n, n - 1, n - 1) for n in range(1, 60))

UNREADABLE: Final = {
    "an XML bomb": b'<!DOCTYPE adf [<!ENTITY a0 "aaaaaaaa">'
    + BOMB
    + b"]><adf><prospect>&a59;</prospect></adf>",
    "a file of ours asked for": b'<!DOCTYPE adf [<!ENTITY a SYSTEM "file:///etc/hostname">]><adf>&a;</adf>',
    "defaults of a megabyte": b'<!DOCTYPE adf [<!ATTLIST p a CDATA "'
    + b"x" * 1_000_000
    + b'">]><adf>'
    + b"<p/>" * 20_000
    + b"</adf>",
    "deep nesting": b"<adf>" + filled(b"<a>", 1_900_000),
    "too many elements": b"<adf>" + filled(b"<a/>", 1_900_000) + b"</adf>",
    "too many attributes": b"<adf " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
    "unclosed tags": filled(b"<adf "),
    "open tags": filled(b"<adf>"),
    "ends without a beginning": b"<adf>" + filled(b"</adf>", 1_900_000),
    "long prefixes": filled(b"<" + b"a" * 39),
    "only <": filled(b"<"),
    "only &": filled(b"&"),
    "NULs": filled(b"\0"),
    "0xff": filled(b"\xff"),
    "blank lines": filled(b"\n"),
    "one line": filled(b"a"),
    "UTF-16 of <": b"\xff\xfe" + filled(b"<\0", 1_900_000),
    "HTML of <": HTML + filled(b"<"),
    "HTML of tags": HTML + filled(b"<p>"),
    "unclosed scripts": HTML + filled(b"<script>"),
    "unclosed comments": HTML + filled(b"<!--"),
    "escaped twice": HTML + filled(b"&amp;lt;"),
    "an entity of two million digits": HTML + b"&#" + filled(b"1"),
    "entities that are none": HTML + filled(b"&abcdefghijklmnopqrstuvwxyzabcdefg"),
    "unclosed ADF in HTML": HTML + filled(b"<adf "),
    "headers without an end": filled(b"From: a@example.test\nTo: b\n"),
    "brackets in a header": b"Subject: x\nFrom: " + filled(b"("),
    "a header of a million folds": b"Subject: x\nFrom: a\n" + filled(b" a\n"),
    "blank heads": b"Subject: x\nFrom: a" + filled(b"\n   "),
    "empty parts": MIXED + filled(b"--b\n"),
    "parts in parts": MIXED + filled(b"--b\nContent-Type: multipart/mixed; boundary=b\n\n"),
    "each part in the one before": MIXED
    + b"".join(
        b"--b\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(20_000)
    ),
    "mails in mails": MAIL + filled(b"Content-Type: message/rfc822\n\n"),
    "parameters": MIXED + filled(b"--b\nContent-Type: text/plain; " + b"a=b; " * 200 + b"\n\n"),
    "bad base64": MAIL + b"Content-Transfer-Encoding: base64\n\n" + filled(b"=\xff"),
    "a codec that is quadratic": MAIL + b"Content-Type: text/plain; charset=punycode\n\n" + filled(b"a-"),
}

START: Final = b"<adf><prospect><customer><contact><name>Jo Carter</name><phone>020 7946 0123</phone>"
"""A lead that is there before the damage begins: it must still be read."""
FLOODS: Final = {
    "<": b"<", "&": b"&", "< ": b"< ", "</": b"</", "<!": b"<!", "<?": b"<?", "<a": b"<a", "<a ": b"<a ",
    "<phone": b"<phone", "<phone>": b"<phone>", "</phone>": b"</phone>", "<phone x=": b"<phone x=",
    "<comments>": b"<comments>", "<customer>": b"<customer>", "<prospect>": b"<prospect>",
    "<x><y>": b"<x><y></x>", "comments": b"<!--", "comments in comments": b"<!-- <!-- -->", "ends": b"-->",
    "CDATA": b"<![CDATA[", "CDATA in CDATA": b"<![CDATA[ <![CDATA[ ]]>", "ends of CDATA": b"]]>",
    "script": b"<script>", "style": b"<style ", "br": b"<br>", "br without ends": b"<br ",
    "links": b'<a href="mailto:x@example.test">', "attributes": b" a=b", "quotes": b'"', "two quotes": b"\"'",
    "curly quotes": "“”".encode(), "entities": b"&nbsp;", "halves of letters": b"&#55357;", "words": b"a b ",
    "lines": b"a\n", "marked lines": b"> a\n", "marks": b">",
    "base64": b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\n",
    "quoted-printable": b'=3D"=\n', "unfilled fields": b"{a}", "letters of Windows-1252": b"\xff",
    "some letters of Windows-1252": b"\xc3\xab\xff", "zeros": b"\0", "escaped": b"&lt;", "brackets": b"[{(",
}  # fmt: skip


IN_A_MARK: Final = (
    "<",
    "&",
    "<a ",
    "<phone",
    "<comments>",
    "attributes",
    "quotes",
    "two quotes",
    "curly quotes",
)
BEFORE: Final = ("<", "&", "<!", "<a", "<prospect>", "comments", "marked lines", "base64", "quoted-printable")


def flooded() -> dict[str, bytes]:
    """Each flood after the beginning of a lead; some also in a mark and before a lead."""
    found = {f"{why} after": START + filled(piece, BYTE_LIMIT - len(START)) for why, piece in FLOODS.items()}
    for why in IN_A_MARK:
        found[f"{why} in a mark"] = (
            START + b'<id source="' + filled(FLOODS[why], BYTE_LIMIT - len(START) - 12)
        )
    end = b"</contact></customer></prospect></adf>"
    for why in BEFORE:
        found[f"{why} before"] = filled(FLOODS[why], BYTE_LIMIT - 200) + b"\n" + START + end
    return found


FLOODED: Final = flooded()

READABLE: Final = {
    "prospects without end": b"<adf>" + b"<prospect/>" * 19_000 + b"</adf>",
    "vendors beside prospects": b"<adf>" + b"<vendor/>" * 9_000 + b"<prospect/>" * 200 + b"</adf>",
    "phones without end": b"<adf>"
    + (b"<prospect><customer>" + b"<phone>020 7946 0123</phone>" * 90 + b"</customer></prospect>") * 200
    + b"</adf>",
    "a name of a million words": adf(b"<name>" + b"a b " * 450_000 + b"</name>"),
    "addresses without end": adf(b"<email>" + b"a,b@" * 450_000 + b"</email>"),
    "entities": adf(b"<comments>" + b"&lt;&#65;" * 200_000 + b"</comments>"),
    "names without end": adf(b"<name part='first'>x</name>" * 19_000),
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_what_is_refused_is_refused_at_once(why: str) -> None:
    began = time.process_time()
    (lead,) = drafts(UNREADABLE[why])
    assert time.process_time() - began < SECONDS
    assert lead.grade == Grade.UNREADABLE
    assert lead.raw == UNREADABLE[why]
    assert "The reader failed" not in lead.faults[0]
    assert len(lead.comments) <= 20_000


@pytest.mark.parametrize("why", READABLE)
def test_what_is_read_is_capped(why: str) -> None:
    began = time.process_time()
    found = drafts(READABLE[why])
    assert time.process_time() - began < SECONDS
    assert len(found) <= 201
    assert all(len(lead.phones) <= 12 and len(lead.comments) <= 20_000 for lead in found)
    assert all(len(lead.faults) <= 25 for lead in found)
    assert not any("The reader failed" in fault for lead in found for fault in lead.faults)


@pytest.mark.parametrize("why", FLOODED)
def test_a_flood_is_read_at_once_and_the_lead_beside_it_is_there(why: str) -> None:
    began = time.process_time()
    found = drafts(FLOODED[why])
    assert time.process_time() - began < SECONDS
    assert len(found) <= 201
    assert not any("The reader failed" in fault for lead in found for fault in lead.faults)
    assert all(len(lead.comments) <= 20_000 and len(lead.faults) <= 25 for lead in found)
    assert (found[0].full, found[0].phones[0].e164) == ("Jo Carter", "+442079460123")


def test_no_entity_of_a_stranger_brings_a_file_in() -> None:
    (lead,) = drafts(UNREADABLE["a file of ours asked for"])
    assert lead.faults == ("The XML declares a document type of its own, which is refused: read the file",)
