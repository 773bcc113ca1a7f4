"""Invented dealerships of any size, in files of their own."""

import json
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.clock import FixedClock, SystemClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.projecting import Projecting
from bdc_desk.operations.setting_up import set_up
from bdc_desk.settings import make_profile, profile_at
from bdc_desk.storage.store import Store, Unit
from tests.helpers.desks import FORM, POLICY

CONCLUDED = 200
"""So many leads are concluded by the engine; the rows of the others are its answers with other names."""


def profile_with(folder: Path, leads: int) -> Path:
    """A profile in `folder` whose dealership has so many open leads, none called; made once. Its folder."""
    if folder.exists():
        return folder
    profile = profile_at(str(folder))
    make_profile(profile)
    with closing(Store.open(profile.database)) as store:
        begin = SystemClock().now() - timedelta(hours=20)
        clock = FixedClock(begin)
        desk = set_up(store, clock, FORM, POLICY)
        step = timedelta(hours=19) / max(leads, 1)
        with store.unit() as unit:
            for number in range(leads):
                _arrive(unit, desk, number, begin + step * number)
            clock.advance(timedelta(hours=20))
            projecting = Projecting(unit, desk.surroundings(unit), desk.clock.now())
            projecting.refresh(lead_of(number) for number in range(min(leads, CONCLUDED)))
            for number in range(CONCLUDED, leads):
                _copy_row(unit, number, step * (number - number % CONCLUDED))
    return folder


def lead_of(number: int) -> str:
    """The id of an invented lead."""
    return f"aaaaaaaa-0000-5000-8000-{number:012}"


def _arrive(unit: Unit, desk: Desk, number: int, at: object) -> None:
    write = partial(unit.append, agent=desk.person, policy="", offset=timedelta(0), at=at)
    body = {
        "numbers": [{"ref": "n1", "possible": True, "zones": ["Europe/London"]}],
        "emails": 0,
        "zone": None,
        "arrived_at": micros(at),  # type: ignore[arg-type]
        "kind": "internet",
        "source": "Portal",
        "wanted": "2021 Ford Ranger",
    }
    phones = [{"ref": "n1", "typed": str(number), "e164": f"+4420{number:08}", "type": "cellphone"}]
    details = {"full": f"Pat Sample{number}", "phones": phones}
    write(lead=lead_of(number), round=1, kind=Kind.ARRIVAL, body=body, details=details)


def _copy_row(unit: Unit, number: int, later: timedelta) -> None:
    """The queue's row of a lead: that of its like among the concluded, so much later."""
    like = lead_of(number % CONCLUDED)
    row = json.loads(unit.queue_row(like) or "")
    micro = later // timedelta(microseconds=1)
    for name, value in row.items():
        if name.endswith(("_at", "_until", "_from")) and value is not None:
            row[name] = value + micro
    row["marks"] = [
        [step, least, at + micro, due + micro, silent] for step, least, at, due, silent in row["marks"]
    ]
    row |= {"lead": lead_of(number), "customer": lead_of(number), "name": f"Pat Sample{number}",
            "number": f"+44 20 {number:08}", "sequence": row["sequence"] + number}  # fmt: skip
    unit.put_queue_row(lead_of(number), json.dumps(row, sort_keys=True, separators=(",", ":")))
