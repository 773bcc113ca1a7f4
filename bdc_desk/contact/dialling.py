"""Ways to dial: what happens to a number when a call begins. A further way is one more class."""

import re
from collections.abc import Callable
from typing import Final, Protocol

from bdc_desk.errors import Refused

_SEPARATORS: Final = re.compile(r"[\s().\-/]+")
_DIALLABLE: Final = re.compile(r"\+?[0-9]{3,15}")
"""E.164 has at most 15 digits; the shortest that people dial have three. ASCII: \\d knows others."""


class Dialler(Protocol):
    """A way to dial. `way` is its word in the log: "by hand" or "tel"."""

    @property
    def way(self) -> str:
        """Its word in the log."""
        ...

    def dial(self, number: str) -> bool:
        """Begin the call as far as this way can; False where that is left to the person.

        `number`: in E.164 where that is known.
        """
        ...


class ByHand:
    """The number stands large on the screen and the person dials it: nothing else happens."""

    way: Final = "by hand"

    def dial(self, number: str) -> bool:  # noqa: ARG002 - the screen shows it
        """Left to the person."""
        return False


class Tel:
    """The number goes to whatever this computer opens `tel:` links with."""

    way: Final = "tel"

    def __init__(self, open_link: Callable[[str], object]) -> None:
        """`open_link` hands a URL to the system. No system says reliably whether it then dialled."""
        self._open_link = open_link

    def dial(self, number: str) -> bool:
        """Hand the number over; one that cannot be a link stands on the screen and is dialled by hand."""
        try:
            url = tel_url(number)
        except Refused:
            return False
        self._open_link(url)
        return True


def tel_url(number: str) -> str:
    """The `tel:` URL (RFC 3966) of a number, separators left out.

    Raises Refused for anything but digits, with or without a plus before them.
    """
    digits = _SEPARATORS.sub("", number)
    if not _DIALLABLE.fullmatch(digits):
        raise Refused("This number cannot be handed to a dialler: dial it by hand.", code="number")
    return f"tel:{digits}"


def dialler_for(way: str, open_link: Callable[[str], object]) -> Dialler:
    """The dialler of that way; by hand for a way that this program does not know."""
    return Tel(open_link) if way == Tel.way else ByHand()
