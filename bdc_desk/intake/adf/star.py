"""STAR's ProcessSalesLead, a manufacturers' form: known, so that its lead says why a person must read it."""

import re
from typing import Final

from bdc_desk.intake.adf.document import ROOT
from bdc_desk.intake.reading import Place, Reading

_ROOT: Final = re.compile(r"(?:<|&lt;)(?:[\w.-]{1,40}:)?ProcessSalesLead(?=[\s/>&])", re.IGNORECASE)


def read_star(text: str, place: Place) -> Reading:  # noqa: ARG001  a reader is given both
    """No lead, and why, for a text in STAR's form (adf.md, How it arrives)."""
    if _ROOT.search(text) is None or ROOT.search(text) is not None:
        return Reading()
    return Reading(why="It is a STAR ProcessSalesLead, a manufacturer's form that is not read yet")
