"""Who works at the invented dealership."""

import uuid
from enum import StrEnum
from typing import Final

from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm

DEALERSHIP: Final = "Northgate Motors"
ZONE: Final = "Europe/London"
OPENS: Final = 9
CLOSES: Final = 21
"""Opening hours of every day, in the dealership's own time."""

SEED: Final = uuid.UUID("5b0f1b2e-6f0a-5d3c-9a41-0d9a7c2f4e10")
"""All ids of the demo follow from it, so that two inventions name the same leads."""


class Agent(StrEnum):
    """Those who make the demo's calls."""

    ANA = "Ana Cruz"
    BEN = "Ben Ito"
    CY = "Cy Novak"
    DANA = "Dana Reyes"


ROLES: Final = {
    Agent.ANA: "salesperson",
    Agent.BEN: "enquiry",
    Agent.CY: "salesperson",
    Agent.DANA: "manager",
}

FORM: Final = SetupForm(
    name=DEALERSHIP,
    country="GB",
    region="",
    zone=ZONE,
    hours=dict.fromkeys(WEEKDAYS, (f"{OPENS:02}:00-{CLOSES}:00",)),
    person_name=Agent.ANA,
    role=ROLES[Agent.ANA],
)
"""Ana sits at the desk: the demo is seen with her eyes."""


def id_of(agent: Agent) -> str:
    """The id of somebody who is added to the desk; Ana's is made by the set-up."""
    return str(uuid.uuid5(SEED, agent))
