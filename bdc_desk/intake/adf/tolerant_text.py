"""The text between marks, as it was meant: entities of XML and HTML are read, a bare & stays."""

import html
import re
from typing import Final

from bdc_desk.intake.findings import Findings

_ENTITY: Final = re.compile(
    r"&(?:#([0-9]{1,9})|#[xX]([0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}));", re.ASCII
)
_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE: Final = re.compile("[\ud800-\udfff]")
_HIGHEST: Final = 0x10FFFF


def meant(text: str, findings: Findings) -> str:
    """`text` with its entities read once; what was not lawful XML is a repair. Linear, never raises."""
    if "]]>" in text:
        text = text.replace("]]>", "")
        findings.repair("An end of CDATA without its beginning was left out")
    if "&" not in text:
        return text

    def letter(found: re.Match[str]) -> str:
        decimal, hexadecimal, name = found.groups()
        if name:
            return _named(name, findings)
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return chr(code) if code <= _HIGHEST else "\ufffd"

    marks = text.count("&")
    text, entities = _ENTITY.subn(letter, text)
    if marks > entities:
        findings.repair("A bare & was read as it stands")
    # Programs of the Windows world write an emoji as the two halves of UTF-16.
    if _LONE.search(text):
        findings.repair("Letters written as two halves were put together")
        text = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
        text = _LONE.sub("\ufffd", text)
    return text


def _named(name: str, findings: Findings) -> str:
    whole = f"&{name};"
    read = html.unescape(whole)
    if read == whole:
        findings.repair("A bare & was read as it stands")
    elif name not in _XML:
        findings.repair("HTML's names of letters, such as &nbsp;, were read")
    return read
