"""A mail as a letter: where its lead may stand, when it arrived, who sent it (adf.md, How it arrives)."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Final

from bdc_desk.intake import moments
from bdc_desk.intake.adf.document import ROOT
from bdc_desk.intake.adf.unwrapping import from_transfer
from bdc_desk.intake.charset import Text, decoded
from bdc_desk.intake.letters import mime
from bdc_desk.intake.letters.letter import Letter
from bdc_desk.intake.letters.mime import Part
from bdc_desk.intake.markup import visible_text
from bdc_desk.intake.plain_text import line_of

_HEADER_LINE: Final = re.compile(rb"([!-9;-~]{1,80}):[ \t\r\n]|([!-9;-~]{1,80}):\S")
_KNOWN: Final = frozenset({
    b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version", b"content-type", b"from",
    b"to", b"subject", b"date", b"reply-to", b"sender", b"dkim-signature", b"x-received",
    b"content-transfer-encoding",
})  # fmt: skip
_HEAD_WITHIN: Final = 20_000
_MESSAGE_ID: Final = re.compile(r"<([^<>\s]{1,250})>")
_SILENT_KINDS: Final = ("image/", "audio/", "video/", "font/")


def is_mail(data: bytes) -> bool:
    """Whether `data` begins with a mail's header lines, judged by content: at least two that mails have."""
    head = _unwrapped(data[:_HEAD_WITHIN])
    known: set[bytes] = set()
    for line in head.splitlines():
        if not line.strip():
            break
        if line[:1] in {b" ", b"\t"}:
            continue
        found = _HEADER_LINE.match(line + b"\n")
        if found is None:
            return False
        known |= {(found[1] or found[2]).lower()} & _KNOWN
    return len(known) >= 2


@dataclass(frozen=True, slots=True)
class _Content:
    """A part as text; `seen` is what a person sees of it."""

    kind: str
    text: Text
    seen: str


def open_mail(data: bytes, *, now: datetime, key: str) -> Letter:
    """The mail `data` as a letter; `key` is its name where it bears no Message-ID. Never raises."""
    message, body = mime.cut(_unwrapped(data))
    contents = [
        _content(part)
        for part in mime.parts(message, body)
        if not part.content_type.startswith(_SILENT_KINDS)
    ]
    arrived_at, faults = _arrival(message, now)
    name, address = _sender(message)
    subject = line_of(str(mime.header(message, "subject") or mime.raw_header(message, "subject")))
    # Labelled text without a blank line ("From: ... Naam: ...") is all header: then the whole is read.
    readable = _readable(contents) or decoded(data).value
    message_id = _MESSAGE_ID.search(mime.raw_header(message, "message-id"))
    return Letter(
        noun="mail",
        key=f"<{message_id[1]}>" if message_id else key,
        texts=(*_texts(contents), decoded(body if body.strip() else data)),
        readable="\n\n".join(text for text in (subject, readable) if text),
        sender_name=name,
        sender_address=address,
        subject=subject,
        arrived_at=arrived_at,
        faults=faults,
    )


def _unwrapped(data: bytes) -> bytes:
    """`data` without a byte order mark, blank lines and a mailbox's "From " line at its top."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if start.startswith((b"From ", b">From ")):
        return start.partition(b"\n")[2]
    return start


def _content(part: Part) -> _Content:
    kind = part.content_type
    text = decoded(part.data, part.charset)
    if kind.endswith(("/xml", "+xml")) or "adf" in kind or part.file_name.lower().endswith((".xml", ".adf")):
        return _Content("xml", text, text.value)
    if kind == "text/html":
        plain, repairs = from_transfer(
            text.value
        )  # before its marks are read: they are cut by "=" and line ends
        text = Text(plain, (*text.repairs, *repairs))
        return _Content("html", text, visible_text(plain))
    return _Content("plain" if kind == "text/plain" else "other", text, text.value)


def _texts(contents: list[_Content]) -> list[Text]:
    """The texts in which to look, in the order of adf.md: xml-like ones, text, decoded HTML, the rest."""
    found: list[Text] = []
    for kind in ("xml", "plain", "html", "other"):
        for content in contents:
            if content.kind == kind:
                found.extend(_decoded_html(content) if kind == "html" else [content.text])
    return found


def _decoded_html(content: _Content) -> list[Text]:
    """An HTML body that holds ADF as it stands; else as it is seen."""
    if ROOT.search(content.text.value):
        return [content.text]
    return [Text(content.seen, content.text.repairs)]


def _readable(contents: list[_Content]) -> str:
    """What a person would read: the text, else the HTML as seen; then the XML, whose names are labels."""
    plain, html, xml = (
        [content.seen.strip() for content in contents if content.kind == kind and content.seen.strip()]
        for kind in ("plain", "html", "xml")
    )
    return "\n\n".join([*(plain or html), *xml])


def _arrival(message: EmailMessage, now: datetime) -> tuple[datetime | None, tuple[str, ...]]:
    """When the dealership's own server received the mail; None and a fault where that cannot be."""
    line = mime.raw_header(message, "received")
    if not line:
        return None, ()
    try:
        return moments.received(line, now=now), ()
    except moments.MomentFault as fault:
        return None, (f"The mail's arrival {fault}: the moment of import counts",)


def _sender(message: EmailMessage) -> tuple[str, str]:
    """The name and the address of the first sender, either may be ""."""
    addresses = getattr(mime.header(message, "from"), "addresses", ())
    if not addresses:
        return "", ""
    name, address = line_of(addresses[0].display_name), line_of(addresses[0].addr_spec)
    return name, address if "@" in address.strip("@") else ""
