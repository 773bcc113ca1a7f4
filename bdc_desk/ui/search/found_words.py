"""The words of one customer found. No widgets."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bdc_desk.operations.searching import Found
from bdc_desk.ui import words
from bdc_desk.ui.lead.state_words import stage_name
from bdc_desk.ui.translation import translate


@dataclass(frozen=True, slots=True)
class FoundCells:
    """What a row shows: name and number; car, source and when; stage, owner and what matched."""

    name: str
    number: str
    car: str
    when: str
    state: str

    def sentence(self) -> str:
        """The row as a screen reader speaks it."""
        parts = (self.name, self.number, self.car, self.when, self.state)
        return ". ".join(part for part in parts if part)


def cells_of(found: Found, now: datetime, zone: tzinfo) -> FoundCells:
    """The words at `now`; `zone`: the dealership's."""
    owner = (
        translate("Holder", "with {name}").format(name=found.owner)
        if found.owner
        else translate("States", "nobody's customer yet")
    )
    shown = {found.name.casefold(), found.number.casefold(), found.car.casefold()}
    matched = ""
    if found.matched and found.matched.casefold() not in shown:
        matched = translate("Found", "found by {what}").format(what=found.matched)
    return FoundCells(
        name=_line(found.name) or translate("Rows", "No name given"),
        number=_line(found.number) or translate("Rows", "no number"),
        car=words.dotted(_line(found.car) or translate("Rows", "No car named"), _line(found.source)),
        when=words.moment(found.arrived_at, now, zone),
        state=words.dotted(stage_name(found.stage, closed=found.closed), owner, _line(matched)),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
