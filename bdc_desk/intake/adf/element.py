"""A tree of elements with plain names: what the strict reader, and any later one, hands to the mapping."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bdc_desk.intake.adf.words import INLINE_TAGS

DEPTH_LIMIT: Final = 64
ELEMENT_LIMIT: Final = 20_000


@dataclass(slots=True)
class Element:
    """An element. Names of elements and attributes are in lower case and without a namespace prefix."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list["Element | str"] = field(default_factory=list)

    @property
    def children(self) -> Iterator["Element"]:
        """The elements directly inside, in order."""
        return (item for item in self.content if isinstance(item, Element))

    @property
    def text(self) -> str:
        """All text inside in order, that of elements inside included.

        Each of those stands on lines of its own, so that two values never run into one word; but for those
        that only set words apart in a line (<b>).
        """
        pieces: list[str] = []
        waiting: list[Element | str] = [*reversed(self.content)]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                pieces.append(item)
            elif item.name in INLINE_TAGS:
                waiting.extend(reversed(item.content))
            else:
                waiting.extend(("\n", *reversed(item.content), "\n"))
        return "".join(pieces)

    def named(self, *names: str) -> Iterator["Element"]:
        """The elements directly inside that bear one of `names`."""
        return (child for child in self.children if child.name in names)

    def anywhere(self, *names: str) -> Iterator["Element"]:
        """The elements at any depth that bear one of `names`, in order; not those inside one so found."""
        waiting = list(self.children)[::-1]
        while waiting:
            item = waiting.pop()
            if item.name in names:
                yield item
            else:
                waiting.extend(list(item.children)[::-1])


def plain_name(name: str) -> str:
    """`name` in lower case without a namespace prefix: "adf:Prospect" is "prospect"."""
    return name.rpartition(":")[2].lower()
