"""A mail that came back: what the server's report says (RFC 3464), and the plain forms that servers write
as well (Exchange, Postfix, Exim, qmail). Which of our mails it is about is told by the Message-ID within.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import islice
from typing import Final

from bdc_desk.intake.charset import decoded
from bdc_desk.intake.letters import mime
from bdc_desk.intake.plain_text import lines_of

HEAD: Final = 400_000
"""Bytes of a report that are read: the mail that came back stands in it, with what went with it."""
MOST_IDS: Final = 50
OURS: Final = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})@[^<>\s]{1,250}>")
"""A Message-ID as our mails bear it: the id of their entry."""
SAID_LIMIT: Final = 2_000

_FIELD: Final = re.compile(r"^([A-Za-z-]{3,40}):[ \t]*(.*(?:\n[ \t]+.*){0,20})", re.MULTILINE)
_SENDERS: Final = re.compile(
    r"^(mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]*)@", re.IGNORECASE
)
_SUBJECT: Final = re.compile(
    r"undeliver|undelivered|not delivered|delivery (status|failure|has failed|delayed|problem)|returned mail|"
    r"returned to sender|failure notice|mail delivery (failed|system)|message (delayed|blocked)|"
    r"unzustellbar|nicht zugestellt|onbestelbaar|niet bezorgd|kan niet worden bezorgd",
    re.IGNORECASE,
)
_LATE: Final = re.compile(
    r"delayed|still (being )?(tried|retried)|will (keep trying|be retried|retry)|not yet been delivered|"
    r"warning: could not send|verz[oö]gert|vertraagd",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_NO_SUCH: Final = re.compile(
    r"user unknown|unknown user|no such (user|mailbox|address|person)|does(n.t| not) exist|not found|"
    r"recipient.{0,20}(rejected|unknown)|unknown (recipient|address)|invalid recipient|mailbox unavailable|"
    r"unbekannt|existiert nicht|bestaat niet|onbekend",
    re.IGNORECASE,
)
_FULL: Final = re.compile(
    r"mailbox (is )?full|over ?quota|quota (exceeded|full)|postfach.{0,10}voll|vol\b", re.IGNORECASE
)
_REFUSED: Final = re.compile(r"spam|blocked|black ?list|policy|not allowed|denied|rejected", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report. `ids`: of the entries that could be the mail it is about, likeliest first. `why` and
    `permanent` as in the log; `said`: the server's words.
    """

    ids: tuple[str, ...]
    why: str
    permanent: bool
    said: str


def bounce_of(data: bytes) -> Bounce | None:
    """What the mail `data` reports; None where it reports no mail of ours that came back or was delayed.
    Never raises, linear in `data`.
    """
    message, body = mime.cut(data[:HEAD])
    is_report = is_status_report(message)
    if not is_report and not _is_by_a_server(message):
        return None
    texts = [
        (part.content_type, decoded(part.data, part.charset).value) for part in mime.parts(message, body)
    ]
    ids = our_ids([*(text for _, text in texts), data[:HEAD].decode("latin-1")])
    if not ids:
        return None
    fields = next((_fields(text) for kind, text in texts if kind == "message/delivery-status"), {})
    plain = next((text for kind, text in texts if kind.startswith("text/")), "")
    return _read(ids, fields, plain, is_report=is_report)


def is_status_report(message: EmailMessage) -> bool:
    """Whether the head is that of a delivery status report (RFC 3464)."""
    kind = mime.raw_header(message, "content-type").lower().replace(" ", "").replace('"', "")
    return kind.startswith("multipart/report;") and "report-type=delivery-status" in kind


def _is_by_a_server(message: EmailMessage) -> bool:
    """Whether a mail server wrote it: its sender is one, and its subject says what for."""
    if mime.raw_header(message, "x-failed-recipients"):
        return True
    addresses = getattr(mime.header(message, "from"), "addresses", ())
    is_server = bool(addresses and _SENDERS.match(addresses[0].addr_spec))
    has_no_return = mime.raw_header(message, "return-path") == "<>"
    subject = str(mime.header(message, "subject") or mime.raw_header(message, "subject"))
    return (is_server or has_no_return) and _SUBJECT.search(subject) is not None


def our_ids(texts: list[str]) -> tuple[str, ...]:
    """The ids of entries in Message-IDs as our mails bear them, in their order, each once."""
    found = (one for text in texts for one in islice(OURS.finditer(text), MOST_IDS))
    return tuple(dict.fromkeys(one[1] for one in found))


def _fields(text: str) -> dict[str, str]:
    """The fields of a status part, the recipient's over the message's own; the last of a name counts."""
    plain = text.replace("\r\n", "\n")[:20_000]
    return {one[1].lower(): " ".join(one[2].split()) for one in _FIELD.finditer(plain)}


def _read(ids: tuple[str, ...], fields: dict[str, str], plain: str, *, is_report: bool) -> Bounce | None:
    action = fields.get("action", "").lower()
    if is_report and action in {"delivered", "relayed", "expanded"}:
        return None
    said = " ".join(
        part for part in (fields.get("status", ""), fields.get("diagnostic-code", "")) if part
    ) or lines_of(plain, SAID_LIMIT)
    is_late = action == "delayed" or (not action and _LATE.search(plain[:5_000]) is not None)
    if is_late:
        return Bounce(ids, "delayed", permanent=False, said=said[:SAID_LIMIT])
    return Bounce(ids, _why(said), permanent=True, said=said[:SAID_LIMIT])


def _why(said: str) -> str:
    """The code of the log; the enhanced status code (RFC 3463) is believed before the words."""
    codes = set(_codes(said))
    cases = (
        ("mailbox full", (2, 2) in codes),
        ("no such address", bool(codes & {(1, 0), (1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1)})),
        ("refused", any(subject == 7 for subject, _ in codes)),
        ("mailbox full", _FULL.search(said) is not None),
        ("no such address", _NO_SUCH.search(said) is not None),
        ("refused", _REFUSED.search(said) is not None),
    )
    return next((why for why, fits in cases if fits), "other")


def _codes(said: str) -> Iterator[tuple[int, int]]:
    return ((int(one[2]), int(one[3])) for one in islice(_CODE.finditer(said), MOST_IDS))
