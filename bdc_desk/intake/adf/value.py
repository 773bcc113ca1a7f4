"""The values of ADF elements: plain, and empty where the form only says that nothing was filled in."""

import re
from collections.abc import Iterable
from typing import Final

from bdc_desk.intake.adf.element import Element
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.markup import unescaped
from bdc_desk.intake.plain_text import LINE_LIMIT, TEXT_LIMIT, line_of, lines_of, placeholder, shown, unfilled

_ENTITY: Final = re.compile(
    r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|amp|lt|gt|quot|apos|nbsp|[lr]s?[dq]?quo|[mn]dash|hellip|euro"
    r"|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|slash|ring)|szlig);"
)
_LAYERS: Final = 5
_BREAK: Final = re.compile(r"</?(?:br|p|div)(?:\s[^<>]{0,300}|/)?>", re.IGNORECASE)
_SET_APART: Final = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|a|ul|ol|li)(?:\s[^<>]{0,300})?>", re.IGNORECASE
)
_FIELD: Final = re.compile(
    r"\$?\{{1,3}[\w .-]{0,30}(?:year|make|model|trim|stock|vin|colou?r|price|mileage|vehicle|name|first|last"
    r"|mail|phone|city|street|comment|dealer)[\w .-]{0,30}\}{1,3}",
    re.IGNORECASE,
)
"""A template's field inside a value, known by its word: other braces may be the customer's own."""


def line_value(text: str, findings: Findings, *, name: bool = False) -> str:
    """`text` as a value of one line; "" for a placeholder or an unfilled field (adf.md, 17 and 23)."""
    line = _filled(line_of(_plain(text.strip()[: 4 * LINE_LIMIT], findings)), findings)
    if placeholder(line, name=name):
        return ""
    if unfilled(line):
        findings.fault(f"The form's field {shown(line)} was never filled in")
        return ""
    if len(text.strip()) > LINE_LIMIT and len(" ".join(text.split())) > LINE_LIMIT:
        findings.repair(f"A value was cut to {LINE_LIMIT:,} characters: {shown(line, 30)}")
    return line


def _plain(text: str, findings: Findings) -> str:
    """`text` without further layers of escapes and a form's own line marks round what was typed into it.

    As often as there are layers: what is exported and read again stays as it is.
    """
    for _ in range(_LAYERS):
        if "&" not in text or not _ENTITY.search(text):
            break
        findings.repair("Letters that were escaped twice were read as they were meant")
        text = unescaped(text)
    return _BREAK.sub("\n", text) if "<" in text else text


def _filled(line: str, findings: Findings) -> str:
    """`line` without the fields of a template inside it that nobody filled in."""
    if "{" not in line or unfilled(line):
        return line
    for field in _FIELD.findall(line):
        findings.fault(f"The form's field {shown(field)} was never filled in")
    return " ".join(_FIELD.sub(" ", line).split())


def text_value(text: str, findings: Findings) -> str:
    """`text` as a comment of several lines, at most 20,000 characters; "" for a placeholder."""
    plain = _plain(text.strip()[: 4 * TEXT_LIMIT], findings)
    lines = lines_of(_SET_APART.sub("", plain) if "</" in plain else plain)
    if len(text.strip()) > TEXT_LIMIT:
        findings.repair(f"The comment was cut to {TEXT_LIMIT:,} characters")
    return "" if placeholder(lines) or unfilled(lines) else lines


def first_value(elements: Iterable[Element], findings: Findings, *, name: bool = False) -> str:
    """The first value of `elements` that is not empty, else ""."""
    return next(
        (found for element in elements if (found := line_value(element.text, findings, name=name))), ""
    )


def attribute(element: Element, *names: str) -> str:
    """The first attribute of `names` that is not empty, in lower case, on one line, at most 40 characters."""
    values = (line_of(element.attributes.get(name, ""), 40).lower() for name in names)
    return next((found for found in values if found and not placeholder(found)), "")


def preferred(element: Element) -> bool:
    """Whether the customer would rather be reached by this phone or address than by the others."""
    return attribute(element, "preferredcontact") in {"1", "yes", "true"}
