"""What a labelled text or a row of a table says, one thing at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from bdc_desk.intake.plain_text import line_of


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said: its meaning (labels.py), "" for none that is known, and both as written."""

    meaning: str
    label: str
    value: str

    @property
    def in_words(self) -> str:
        """The thing on a line of its own, as a person reads it."""
        return f"{self.label}: {self.value}" if self.label else self.value


def first_said(said: Iterable[Said], meaning: str, beside: list[Said]) -> str:
    """The first value with `meaning`; others that differ are kept beside."""
    found = [one for one in said if one.meaning == meaning]
    beside.extend(one for one in found[1:] if one.value != found[0].value)
    return line_of(found[0].value) if found else ""
