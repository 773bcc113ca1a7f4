"""An empty profile becomes the invented dealership, as if its people had worked there for weeks."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bdc_desk.clock import FixedClock
from bdc_desk.demo.blocked import tell_blocked
from bdc_desk.demo.called import tell_called
from bdc_desk.demo.closed import tell_closed
from bdc_desk.demo.days import Days
from bdc_desk.demo.people import FORM, ROLES, SEED, Agent, id_of
from bdc_desk.demo.script import Script
from bdc_desk.demo.uncalled import tell_uncalled
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.once_only import lead_id
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.setting_up import add_person, set_up
from bdc_desk.storage.store import Store

BEGAN_DAYS_AGO: Final = 36
DEALERSHIP_ID: Final = str(uuid.uuid5(SEED, "dealership"))
"""As `set_up` makes it from the seed."""


def invent(store: Store, at: datetime, default_policy: str) -> Desk:
    """Fill the empty profile with weeks of invented work up to `at` (aware).

    Returns Ana's desk, whose clock stands at `at`. The same every time for the same `at`; 450 transactions,
    1.2 s. `default_policy`: the text of the policy file. Raises Refused where the profile is not empty.
    """
    days = Days(at)
    clock = FixedClock(days.day(BEGAN_DAYS_AGO, "08:30"))
    desks = _staffed(set_up(store, clock, FORM, default_policy, ids=SEED), clock)
    for moment, who, key, perform in _script(days).timetable():
        clock.advance(max(moment - clock.now(), timedelta()))
        perform(desks[who], lead_id(DEALERSHIP_ID, key))
    clock.advance(max(days.present - clock.now(), timedelta()))
    rebuild(desks[Agent.ANA])  # each row was concluded when its lead last moved: now all as of `at`
    return desks[Agent.ANA]


def _staffed(desk: Desk, clock: FixedClock) -> dict[Agent, Desk]:
    """Everybody at a desk of their own over the same store."""
    desks = {Agent.ANA: desk}
    for agent, role in ROLES.items():
        if agent not in desks:
            clock.advance(timedelta(minutes=1))
            desks[agent] = replace(desk, person=add_person(desk, agent, role, id_=id_of(agent)).id)
    return desks


def _script(days: Days) -> Script:
    script = Script(str(SEED))
    tell_closed(script, days)
    tell_uncalled(script, days)
    tell_called(script, days)
    tell_blocked(script, days)
    return script
