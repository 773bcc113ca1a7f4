"""A mail's parts in linear time: headers are read by `email` with its default policy, bodies are cut here.

The standard library's own walk of the parts is quadratic in nested or empty ones (2 MB of boundaries take
minutes) and decodes by whatever codec a stranger names, so it is given header blocks only, each of them
capped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice
from typing import Any, Final

from bdc_desk.intake.charset import decoded

PART_LIMIT: Final = 100
DEPTH_LIMIT: Final = 8
_HEAD_LIMIT: Final = 64_000
_HEADER_LIMIT: Final = 1_000
"""Characters of one header that are read: the standard library's header reader is quadratic and recursive."""
_BRACKET_LIMIT: Final = 20
"""Opening brackets of one kind in a header; more are no person's work and exhaust the reader's stack."""

_PARAMETER_LIMIT: Final = 20
"""Parameters of a part's header that are read: the standard library takes 50 us for each."""

_BLANK_LINE: Final = re.compile(rb"\r?\n[ \t]{0,9}\r?\n")
_PARSER: Final = BytesParser(policy=policy.default)


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a mail: its type ("text/plain"), the charset it claims, file name, decoded bytes."""

    content_type: str
    charset: str | None
    file_name: str
    data: bytes


def cut(data: bytes) -> tuple[EmailMessage, bytes]:
    """The header block of `data` and what follows it; a block without an end is all header."""
    if data.startswith((b"\n", b"\r\n")):
        return EmailMessage(policy.default), data.lstrip(b"\r\n")
    end = _BLANK_LINE.search(data)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    message = _PARSER.parsebytes(head[:_HEAD_LIMIT] + b"\n\n", headersonly=True)
    return message, body


def raw_header(message: EmailMessage, name: str) -> str:
    """The topmost header `name` on one line, undecoded, its bytes read as text; "" if there is none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            text = "".join(str(value)[: 2 * _HEADER_LIMIT].splitlines())[:_HEADER_LIMIT]
            return decoded(text.encode("utf-8", "surrogateescape")).value.strip()
    return ""


def header(message: EmailMessage, name: str) -> Any:  # noqa: ANN401  the policy answers a class of its own a header
    """The topmost header `name` as the default policy reads it, None if it has none or cannot be read."""
    raw = raw_header(message, name)
    if name.startswith("content-"):
        raw = ";".join(raw.split(";")[:_PARAMETER_LIMIT])
    if not raw or max(map(raw.count, '([<"')) > _BRACKET_LIMIT:
        return None
    try:
        return policy.default.header_fetch_parse(name, raw)
    except Exception:  # noqa: BLE001  hostile headers raise IndexError, RecursionError, AttributeError and more there
        return None


def parts(message: EmailMessage, body: bytes) -> Iterator[Part]:
    """The leaves of a mail in their order; attached mails are opened too. At most 100 parts are looked at."""
    waiting: list[tuple[bytes, int]] = []
    children, leaf = _opened(message, body, 0)
    for _ in range(PART_LIMIT):
        if leaf is not None:
            yield leaf
        waiting.extend(reversed(children))
        if not waiting:
            return
        piece, depth = waiting.pop()
        children, leaf = _opened(*cut(piece), depth)


def _opened(message: EmailMessage, body: bytes, depth: int) -> tuple[list[tuple[bytes, int]], Part | None]:
    """The parts inside with their depth, or the leaf that this part is."""
    content = header(message, "content-type")
    kind = content.content_type if content is not None else "text/plain"
    params = dict(content.params) if content is not None else {}
    boundary = str(params.get("boundary", "")).rstrip()
    if depth < DEPTH_LIMIT and kind.startswith("multipart/") and boundary:
        return [(piece, depth + 1) for piece in islice(_pieces(body, boundary), PART_LIMIT)], None
    plain = _decoded_body(message, body)
    disposition = header(message, "content-disposition")
    named = dict(disposition.params) if disposition is not None else {}
    name = str(named.get("filename") or params.get("name") or "")
    if depth < DEPTH_LIMIT and (kind == "message/rfc822" or name.lower().endswith(".eml")):
        return [(plain, depth + 1)], None
    return [], Part(kind, params.get("charset"), name, plain)


def _pieces(body: bytes, boundary: str) -> Iterator[bytes]:
    """What stands between the lines of `boundary`; a missing last line ends the piece at the end."""
    mark = re.escape(boundary.encode("utf-8", "replace"))
    start = None
    for line in re.finditer(rb"(?:^|\r?\n)--" + mark + rb"(--)?[ \t]*(?=\r?\n|\Z)", body):
        if start is not None:
            yield body[start : line.start()]
        if line.group(1):
            return
        start = line.end() + (2 if body.startswith(b"\r\n", line.end()) else 1)
    if start is not None:
        yield body[start:]


def _decoded_body(message: EmailMessage, body: bytes) -> bytes:
    """`body` without its transfer encoding, as tolerant as the standard library is."""
    encoding = re.split(r"[\s;(]", raw_header(message, "content-transfer-encoding").lower())[0].strip("\"'")
    if encoding not in {"base64", "quoted-printable"}:
        return body
    carrier = EmailMessage(policy.compat32)
    carrier["Content-Transfer-Encoding"] = encoding
    carrier.set_payload(body.decode("ascii", "surrogateescape"))
    payload = carrier.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else body
