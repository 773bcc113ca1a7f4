"""Well-formed XML to elements, by defusedxml: no document type with content, no entities, no network.

The SAX reader is used because it does not resolve namespaces: a prefix that nobody declared is common in the
wild and harmless here. A bare `<!DOCTYPE adf SYSTEM "...">` passes, and nothing is fetched for it.
"""

from typing import Final
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from bdc_desk.intake.adf.element import DEPTH_LIMIT, ELEMENT_LIMIT, Element, plain_name

_ATTRIBUTE_LIMIT: Final = 100
_CDATA: Final = "<![CDATA["
_IN_WORDS: Final = {
    "no element found": "it is cut off",
    "unclosed token": "it is cut off",
    "unclosed CDATA section": "it is cut off",
    "mismatched tag": "an element is closed that is not the open one",
    "not well-formed (invalid token)": "a letter stands where none may",
}
"""The XML reader's words for what goes wrong most, as a person would say it."""


class XmlFault(Exception):
    """The text is not XML that may be read; `str()` says why, for a person, without a full stop."""


class _Tree(ContentHandler):
    """Builds elements from the reader's events and stops it at the limits."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self._elements = 0
        self.root: Element | None = None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  SAX's name
        self._elements += 1
        if self._elements > ELEMENT_LIMIT:
            raise XmlFault(f"The XML has more than {ELEMENT_LIMIT:,} elements")
        if len(self._open) >= DEPTH_LIMIT:
            raise XmlFault(f"The XML is nested deeper than {DEPTH_LIMIT} levels")
        if len(attrs) > _ATTRIBUTE_LIMIT:
            raise XmlFault(f"An element of the XML has more than {_ATTRIBUTE_LIMIT} attributes")
        element = Element(plain_name(name), {plain_name(key): value for key, value in attrs.items()})
        if self._open:
            self._open[-1].content.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, _name: str) -> None:  # noqa: N802  SAX's name
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].content.append(content)

    def skippedEntity(self, name: str) -> None:  # noqa: N802  SAX's name
        raise XmlFault(f"The XML uses the entity &{name[:40]};, which is not declared in it")


def _refuse_content(_name: str, _sysid: str | None, _pubid: str | None, has_content: int) -> None:
    """Let a bare document type pass; one with declarations of its own could blow up (entities, defaults)."""
    if has_content:
        raise XmlFault("The XML declares a document type of its own, which is refused")


def _skip_external(*_names: str | None) -> int:
    """Answer that an outside document type was dealt with: nothing is fetched."""
    return 1


def _cdata_in_cdata(text: str) -> bool:
    at = text.find(_CDATA)
    while at >= 0:
        following = text.find(_CDATA, at + 1)
        end = text.find("]]>", at, following if following >= 0 else len(text))
        if end < 0:
            return following >= 0
        at = following
    return False


def parsed(text: str, *, line: int = 1) -> Element:
    """The root element of `text`, whose first line is number `line` of what arrived.

    Raises XmlFault for anything not well-formed, refused or beyond the limits.
    """
    if _cdata_in_cdata(text):
        # Lawful XML, and never meant: the end of the first is missing, and what follows is swallowed into it.
        raise XmlFault("The XML holds a CDATA section that is not closed")
    tree = _Tree()
    reader = create_parser(forbid_dtd=True)
    reader.defused_start_doctype_decl = _refuse_content
    reader.defused_external_entity_ref_handler = _skip_external
    reader.setContentHandler(tree)
    try:
        reader.feed(text)
        reader.close()
    except SAXParseException as fault:
        at = (fault.getLineNumber() or 1) + line - 1
        said = fault.getMessage()
        raise XmlFault(f"The XML is not well-formed: line {at}: {_IN_WORDS.get(said, said)}") from fault
    except (SAXException, UnicodeError) as fault:
        raise XmlFault("The XML is not well-formed") from fault
    except DefusedXmlException as fault:
        raise XmlFault("The XML declares entities, which are refused") from fault
    if tree.root is None:
        raise XmlFault("The XML is empty")
    return tree.root
