"""One line of the page that says how a desk stands. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusLine:
    """`what`: what it is about, a word or two; `words`: how it stands, with what to do where it does not.

    `ok` False: somebody should look.
    """

    what: str
    words: str
    ok: bool = True


def as_text(lines: Sequence[StatusLine]) -> str:
    """The lines to be copied for whoever helps; what needs a look begins with "!"."""
    return "\n".join(f"{'' if line.ok else '! '}{line.what}: {line.words}" for line in lines)
