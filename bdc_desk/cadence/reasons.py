"""Why: every verdict of the engine carries a reason, a code with values, told in words from one table.

The words stand in one table so that another language is another table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WORDS: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the table and the values its sentence needs (already formatted for the dealership's zone)."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence for a person."""
        return WORDS[self.code].format(**self.values)


def because(code: str, **values: Any) -> Reason:  # noqa: ANN401 - values of a sentence are of any kind
    """A reason of the table; an unknown code is a mistake of ours and raises KeyError at once."""
    WORDS[code]
    return Reason(code, values)
