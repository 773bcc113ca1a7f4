"""Whether the customer came to the appointment: asked the same evening, said once, corrected by the opposite
word (the log only grows).
"""

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.writing import Outcome, working


def say_shown(desk: Desk, lead: str) -> Changes:
    """The customer came. Raises Refused where no appointment's time has come, or it is said already."""
    return _say(desk, lead, Kind.SHOWN)


def say_no_show(desk: Desk, lead: str) -> Changes:
    """The customer did not come. Raises Refused where no appointment's time has come, or it is said
    already.
    """
    return _say(desk, lead, Kind.NO_SHOW)


def _say(desk: Desk, lead: str, kind: Kind) -> Changes:
    done = Outcome()
    with working(desk, done) as work:
        history = work.history(lead)
        standing = work.standing_of(history)
        visit = next((one for one in standing.visits if one.name == kind), None)
        if visit is None or not visit.allowed:
            why = str(visit.why) if visit is not None else "no appointment"
            raise Refused(f"Not now: {why}.", code="appointment")
        at = standing.appointment_at
        body = {"appointment_at": micros(at) if at is not None else None}
        work.append(kind, body, lead=lead, round_=history.round.number)
    return done.changes
