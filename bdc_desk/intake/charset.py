"""Bytes to text, in the order of adf.md: BOM, MIME, declaration, strict UTF-8, cp1252."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python also knows codecs that unpack or are quadratic (punycode): only plain character sets are let in.
_LAWFUL: Final = re.compile(
    r"utf-(8|16|16-le|16-be|32)|ascii|iso8859-\d{1,2}|cp125\d|cp(437|850|852|866|932|949|950)|koi8-[ru]|mac-roman"
    r"|gb2312|gbk|gb18030|big5|shift_jis|euc_jp|euc_kr|iso2022_jp|tis-620"
)
_LABEL: Final = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_DECLARATION: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{1,40})")
_ONE_BYTE: Final = re.compile(r"iso8859-\d{1,2}|cp\d+|koi8-[ru]|mac-roman")
_DECLARED_WITHIN: Final = 1_000
_UNMARKED: Final = re.compile(rb"(?:\xff\xfe|\xfe\xff)?(?:((?:[\t-~]\0){4})|((?:\0[\t-~]){4}))")
_STRAY_LIMIT: Final = 5_000
"""Bytes of another character set that are read one by one; a text with more of them is taken to be in it."""
_STRAY: Final = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text, and in words where the bytes were not what they were declared to be."""

    value: str
    repairs: tuple[str, ...] = ()


def decoded(data: bytes, mime: str | None = None) -> Text:
    """`data` as text; `mime` is the charset a mail names. Never raises: at worst letters are replaced."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _by_bom(data[len(bom) :] if name == "utf-8" else data, name)
    declared = _codec(mime) or _codec(_declaration(data))
    wide = _UNMARKED.match(data)
    if wide:
        name = "utf-16-le" if wide[1] else "utf-16-be"
        return Text(data.decode(name, "replace"), ("The text is UTF-16 without saying so: read as UTF-16",))
    utf8 = _strictly(data, "utf-8")
    if declared is None:
        return Text(utf8) if utf8 is not None else _windows(data, "The text is not UTF-8")
    if declared in {"utf-8", "ascii"}:
        return (
            Text(utf8)
            if utf8 is not None
            else _windows(data, f"The text is declared as {declared} but is not")
        )
    if utf8 is not None and not data.isascii() and _ONE_BYTE.fullmatch(declared):
        # Chance all but never makes valid UTF-8 of another charset's letters; labels lie daily (adf.md, 28).
        return Text(utf8, (f"The text is declared as {declared} but is UTF-8: read as UTF-8",))
    return _as_declared(data, declared, utf8)


def _as_declared(data: bytes, declared: str, utf8: str | None) -> Text:
    text = _strictly(data, "cp1252" if declared == "iso8859-1" else declared)
    if text is None and declared == "iso8859-1":
        text = _strictly(data, declared)
    if text is not None:
        return Text(text)
    if utf8 is not None:
        return Text(utf8, (f"The text is declared as {declared} but is not: read as UTF-8",))
    return _windows(data, f"The text is declared as {declared} but is not")


def _by_bom(data: bytes, name: str) -> Text:
    text = _strictly(data, name)
    if text is not None:
        return Text(text)
    return Text(data.decode(name, "replace"), (f"Some letters could not be read as {name.upper()}",))


def _windows(data: bytes, why: str) -> Text:
    """What should have been UTF-8: Windows-1252, or some of it, or UTF-8 cut in its last letter."""
    lenient = data.decode("utf-8", "replace")
    stray = lenient.count("\ufffd")
    if lenient.isascii() or stray > _STRAY_LIMIT or lenient.replace("\ufffd", "").isascii():
        return Text(data.decode("cp1252", "replace"), (f"{why}: read as Windows-1252",))
    if stray == 1 and lenient.endswith("\ufffd"):
        return Text(lenient[:-1], (f"{why}: its last letter is cut off",))
    mixed = data.decode("utf-8", "surrogateescape")
    return Text(_STRAY.sub(_as_windows, mixed), (f"{why}: some letters were read as Windows-1252",))


def _as_windows(stray: re.Match[str]) -> str:
    return stray[0].encode("ascii", "surrogateescape").decode("cp1252", "replace")


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _declaration(data: bytes) -> str | None:
    found = _DECLARATION.search(data, 0, _DECLARED_WITHIN)
    return found.group(1).decode("ascii") if found else None


def _codec(label: str | None) -> str | None:
    """The lawful codec that `label` names, None for none."""
    if label is None or not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return name if _LAWFUL.fullmatch(name) else None
