"""The values of ADF elements: plain, and empty where the form only says that nothing was filled in."""

from collections.abc import Iterable

from bdc_desk.intake.element import Element
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.plain_text import LINE_LIMIT, TEXT_LIMIT, line_of, lines_of, placeholder, shown, unfilled


def line_value(text: str, findings: Findings, *, name: bool = False) -> str:
    """`text` as a value of one line; "" for a placeholder or an unfilled field (adf.md, 17 and 23)."""
    line = line_of(text)
    if placeholder(line, name=name):
        return ""
    if unfilled(line):
        findings.fault(f"The form's field {shown(line)} was never filled in")
        return ""
    if len(text.strip()) > LINE_LIMIT and len(" ".join(text.split())) > LINE_LIMIT:
        findings.repair(f"A value was cut to {LINE_LIMIT:,} characters: {shown(line, 30)}")
    return line


def text_value(text: str, findings: Findings) -> str:
    """`text` as a comment of several lines, at most 20,000 characters; "" for a placeholder."""
    lines = lines_of(text)
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
