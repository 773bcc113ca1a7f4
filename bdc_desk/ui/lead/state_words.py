"""What a lead's page says of its state: the queue's word for it, and sentences. Pure; no Qt."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bdc_desk.cadence.queue import Badge
from bdc_desk.cadence.sayable import NEED_SECOND_PERSON
from bdc_desk.cadence.standing import Section, Stage, Standing, Step
from bdc_desk.operations.views import LeadView
from bdc_desk.ui import words

NO_BREAK = "\u00a0"
"""A space at which a line does not end."""

_PASSED = {Step.MARK_2: Badge.OVER_2, Step.MARK_15: Badge.OVER_15}
_STAGES = {
    Stage.NEW: "New",
    Stage.TRYING: "Trying to reach",
    Stage.DIALOGUE: "In dialogue",
    Stage.APPOINTMENT: "Appointment",
    Stage.NOT_REACHED: "Closed: not reached",
    Stage.CLOSED: "Closed",
}


def badge_of(standing: Standing, now: datetime) -> Badge | None:
    """The word that the lead's row has in the queue, None for a lead that is in no queue (closed)."""
    if standing.section is None:
        return None
    if standing.section is Section.CALLBACKS or standing.callback is not None:
        return Badge.CALLBACK
    if standing.section is Section.NEVER_CALLED:
        passed = [mark.step for mark in standing.first_call.marks if mark.due_at <= now]
        return _PASSED.get(passed[-1], Badge.ESCALATED) if passed else Badge.NEW
    if standing.section is Section.RETRIES:
        return Badge.DECIDE if standing.next_step.what == "decide" else Badge.RETRY
    return Badge.LATER


def stage_name(stage: str, *, closed: bool) -> str:
    """A stage's word alone; one that is not known here is named as it is."""
    named = next((words_ for one, words_ in _STAGES.items() if one.value == stage), stage.capitalize())
    return named if not closed or named.startswith("Closed") else words.dotted("Closed", named)


def stage_words(standing: Standing) -> str:
    """The stage with what counts so far: "Trying to reach, 2 calls count on 2 days"."""
    stage = _STAGES[standing.stage]
    if standing.closed_as is not None:
        unconfirmed = standing.closed_as in NEED_SECOND_PERSON and not standing.closing_confirmed
        waits = ", waits for a second person" if unconfirmed else ""
        return f"{stage}: {standing.closed_as.value}{waits}"
    if not standing.counted or standing.stage is Stage.NOT_REACHED:
        return stage
    counted = "1 call counts" if standing.counted == 1 else f"{standing.counted} calls count"
    return f"{stage}, {counted} on {words.count(standing.days, 'day')}"


def clock_words(standing: Standing) -> str:
    """The first call clock: how long the lead has waited in opening time, or how long it had to."""
    clock = standing.first_call
    if clock.stopped_at is not None:
        return f"first call after {words.age(clock.elapsed)}"
    if standing.section is None:
        return "never called"
    return f"waits {words.age(clock.elapsed)} of opening time"


def arrival_words(arrived_at: datetime, now: datetime, zone: tzinfo) -> str:
    """When it came, on our clock, and how long ago that is: "arrived 10:02 (17 min ago)"."""
    at = words.moment(arrived_at, now, zone)
    ago = now - arrived_at
    span = (words.age(ago) if ago.days < 1 else words.count(ago.days, "day")).replace(" ", NO_BREAK)
    return f"arrived {at} ({span}{NO_BREAK}ago)"


def local_words(local_zone: str, now: datetime) -> str:
    """The customer's time: "10:19 there (Sydney)"; "" when the zone is unknown."""
    zone = zone_named(local_zone)
    if zone is None:
        return ""
    city = local_zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return f"{words.time_of_day(now, zone)} there ({city})"


def zone_named(name: str) -> tzinfo | None:
    """The IANA zone of that name, None where there is none."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a directory's name is an OSError
        return None


def meta_line(view: LeadView, now: datetime, zone: tzinfo) -> str:
    """The line under the name: state, clock, arrival, source, the customer's time, owner."""
    kind = "" if view.kind == "internet" else view.kind
    return words.dotted(
        stage_words(view.standing),
        clock_words(view.standing),
        arrival_words(view.arrived_at, now, zone),
        kind,
        view.source,
        local_words(view.local_zone, now),
        f"{view.owner}'s customer" if view.owner else "nobody's customer yet",
    )
