"""What was asked for by a key is shown only to who still waits for it: a panel that opens late, over somebody
who types by now, would take the letters (ux.md, Rules).
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication

T = TypeVar("T")
Place = Callable[[], object]
"""Where the person stands, to be compared: what is chosen, what has the keyboard."""


def if_still_here(show: Callable[[T], None], place: Place = QApplication.focusWidget) -> Callable[[T], None]:
    """`show`, for an answer that comes later: dropped where the person is elsewhere by then."""
    before = place()

    def answered(found: T) -> None:
        if place() == before:
            show(found)

    return answered


def when_still_here(act: Callable[[], None], place: Place = QApplication.focusWidget) -> Callable[[], None]:
    """The same for what needs no answer."""
    answered = if_still_here(lambda _nothing: act(), place)
    return lambda: answered(None)
