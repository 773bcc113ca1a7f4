"""Servers' answers, in every shape that servers give them."""

import imaplib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.intake.mailbox import answers
from bdc_desk.intake.mailbox.answers import Answer, Head

MAIL = b"Subject: x\r\n\r\nUID 9 BODY[] {3}\r\n"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ([b"1 2 30"], [1, 2, 30]),
        ([b""], []),
        ([None], []),
        ([], []),
        ([b"5 6", b"7"], [5, 6, 7]),  # some servers spread a long answer over lines
    ],
)
def test_numbers(answer: Answer, found: list[int]) -> None:
    assert list(answers.numbers(answer)) == found
    assert answers.number(answer) == (found[0] if found else 0)


def test_heads_whatever_the_order_and_what_stands_between() -> None:
    at = datetime(2026, 3, 2, 9, 5, 6, tzinfo=UTC)
    told: Answer = [
        b'1 (UID 5 RFC822.SIZE 120 INTERNALDATE " 2-Mar-2026 09:05:06 +0000")',
        rb"4 (FLAGS (\Seen))",  # of another mail, unasked
        b'2 (INTERNALDATE "02-MAR-2026 14:50:06 +0545" RFC822.SIZE 7 UID 6 FLAGS (x))',
        b'3 (UID 7 INTERNALDATE "31-Feb-2026 09:05:06 +0000" RFC822.SIZE 3)',
        rb"3 (UID 8 FLAGS (\Seen))",
        b'5 (UID 9 INTERNALDATE "02-Mar-2026 04:05:06 -0500")',
        None,
    ]
    assert answers.heads(told) == {
        5: Head(5, 120, at),
        6: Head(6, 7, at),
        7: Head(7, 3, None),
        9: Head(9, 0, at),
    }


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ([(b"1 (UID 5 BODY[] {33}", MAIL), b")"], MAIL),
        ([(b"1 (BODY[] {33}", MAIL), b" UID 5)"], MAIL),
        ([(b"1 (BODY[]<0> {33}", MAIL), b" FLAGS (x) UID 5)"], MAIL),
        ([(b"1 (BODY[] {33}", MAIL), b")"], MAIL),  # no UID at all: one mail was asked for
        ([rb"4 (UID 8 FLAGS (\Seen))", (b"1 (UID 5 BODY[] {33}", MAIL), b")"], MAIL),
        ([b'1 (UID 5 BODY[] "a\\"b\\\\c")'], b'a"b\\c'),
        ([b"1 (UID 5 BODY[] NIL)"], b""),
        ([b'1 (UID 5 BODY[] "")'], b""),
        ([(b"1 (UID 6 BODY[] {33}", MAIL), b")"], None),  # another mail's
        ([b"1 (UID 5 FLAGS (x))"], None),
        ([None], None),
        ([], None),
    ],
)
def test_the_mail_is_found_and_no_other(answer: Answer, found: bytes | None) -> None:
    assert answers.content(answer, 5) == found


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(-12 * 60, 14 * 60))  # noqa: DTZ001  the zone follows
def test_a_date_is_read_as_the_standard_library_writes_it(moment: datetime, minutes: int) -> None:
    at = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    told = f"1 (UID 1 INTERNALDATE {imaplib.Time2Internaldate(at)} RFC822.SIZE 1)".encode()
    assert answers.heads([told])[1].arrived_at == at


def test_a_search_begins_a_day_early_for_the_servers_zone() -> None:
    assert answers.since(datetime(2026, 3, 1, 23, 59, tzinfo=UTC)) == "SINCE 28-Feb-2026"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("INBOX", "INBOX"),
        ("INBOX/Leads & more", "INBOX/Leads &- more"),
        ("Büro", "B&APw-ro"),
        ("台北", "&U,BTFw-"),  # RFC 3501's own example
        ("日本語", "&ZeVnLIqe-"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
        ("😀", "&2D3eAA-"),
    ],
)
def test_folder_names(name: str, written: str) -> None:
    assert answers.folder_name(name) == written
