"""A server's answers read: UIDs, sizes, dates and mails out of what `imaplib` hands over.

Servers mix in what was not asked (the flags of other mails) and put an answer's pieces in any order.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

Answer = Sequence[object]
"""As `imaplib` gives it: bytes, pairs of bytes (what stood before a piece of data, the data), or None."""

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID: Final = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d{1,19})\b")
_DATE: Final = re.compile(
    rb'\bINTERNALDATE "([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"'
)
_BODY: Final = re.compile(rb"\bBODY\[\](?:<\d+>)? \{\d+\}$")
_SHORT_BODY: Final = re.compile(rb'\bBODY\[\](?:<\d+>)? (?:"((?:[^"\\]|\\.)*)"|NIL)')
_NUMBER: Final = re.compile(rb"\d{1,10}")


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a mail before it is read. `arrived_at`: when the mailbox received it (aware), None
    where the server does not say it right. `size` in bytes, 0 where it is not told.
    """

    uid: int
    size: int
    arrived_at: datetime | None


def number(answer: Answer) -> int:
    """The first number of an answer, 0 where there is none."""
    return next(numbers(answer), 0)


def numbers(answer: Answer) -> Iterator[int]:
    """All numbers of an answer; a server may spread them over several lines."""
    for piece in answer:
        if isinstance(piece, bytes):
            yield from (int(found) for found in _NUMBER.findall(piece))


def heads(answer: Answer) -> dict[int, Head]:
    """Sizes and dates by UID."""
    found = {}
    for piece in answer:
        text = piece if isinstance(piece, bytes) else b""
        uid, size = _UID.search(text), _SIZE.search(text)
        if uid and (size or b"INTERNALDATE" in text):
            found[int(uid[1])] = Head(int(uid[1]), int(size[1]) if size else 0, _moment(text))
    return found


def _moment(text: bytes) -> datetime | None:
    """The INTERNALDATE. Not by `strptime`: month names there depend on the computer's language."""
    found = _DATE.search(text)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = (
        one.decode() for one in found.groups()
    )
    try:
        offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
        zone = timezone(-offset if sign == "-" else offset)
        place = MONTHS.index(month.capitalize()) + 1
        return datetime(int(year), place, int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except ValueError:
        return None


def content(answer: Answer, uid: int) -> bytes | None:
    """The mail `uid` out of the answer; None where it is not in it."""
    for place, piece in enumerate(answer):
        if isinstance(piece, tuple):
            before, data = piece
            after = answer[place + 1] if place + 1 < len(answer) else b""
            around = before + b" " + (after if isinstance(after, bytes) else b"")
            if _BODY.search(before) and _is_of(around, uid):
                return bytes(data)
        elif isinstance(piece, bytes) and _is_of(piece, uid) and (short := _SHORT_BODY.search(piece)):
            return re.sub(rb"\\(.)", rb"\1", short[1] or b"", flags=re.DOTALL)
    return None


def _is_of(text: bytes, uid: int) -> bool:
    """Whether an answer is about this mail: some servers leave the UID out of an answer to one."""
    found = _UID.search(text)
    return found is None or int(found[1]) == uid


def since(moment: datetime) -> str:
    """A search for mails of this day or later. Servers compare days of their own zone: one day is added."""
    day = moment - timedelta(days=1)
    return f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}"


def folder_name(name: str) -> str:
    """A folder's name as IMAP writes it (RFC 3501, 5.1.3: a UTF-7 of its own)."""
    written, other = [], ""
    for letter in [*name, ""]:
        if letter and not " " <= letter <= "~":
            other += letter
            continue
        if other:
            coded = base64.b64encode(other.encode("utf-16-be")).rstrip(b"=").replace(b"/", b",")
            written.append(f"&{coded.decode()}-")
            other = ""
        written.append("&-" if letter == "&" else letter)
    return "".join(written)
