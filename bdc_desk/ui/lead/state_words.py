"""What a lead's page says of its state: the queue's word for it, and sentences. No widgets."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bdc_desk.cadence.queue import Badge
from bdc_desk.cadence.sayable import NEED_SECOND_PERSON
from bdc_desk.cadence.standing import Section, Stage, Standing, Step
from bdc_desk.operations.views import LeadView
from bdc_desk.ui import words
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

NO_BREAK = "\u00a0"
"""A space at which a line does not end."""

_PASSED = {Step.MARK_2: Badge.OVER_2, Step.MARK_15: Badge.OVER_15}
_STAGES = {
    Stage.NEW: QT_TRANSLATE_NOOP("Stages", "New"),
    Stage.TRYING: QT_TRANSLATE_NOOP("Stages", "Trying to reach"),
    Stage.DIALOGUE: QT_TRANSLATE_NOOP("Stages", "In dialogue"),
    Stage.APPOINTMENT: QT_TRANSLATE_NOOP("Stages", "Appointment"),
    Stage.NOT_REACHED: QT_TRANSLATE_NOOP("Stages", "Closed: not reached"),
    Stage.CLOSED: QT_TRANSLATE_NOOP("Stages", "Closed"),
    Stage.ERASED: QT_TRANSLATE_NOOP("Stages", "Erased"),
}


def badge_of(standing: Standing, now: datetime) -> Badge | None:
    """The word that the lead's row has in the queue, None for a lead that is in no queue (closed)."""
    if standing.section is None:
        return None
    if standing.section is Section.RETRIES:
        asks = standing.ask_shown_from is not None and standing.ask_shown_from <= now
        return Badge.DECIDE if asks or standing.next_step.what == "decide" else Badge.RETRY
    if standing.section is Section.CALLBACKS or standing.callback is not None:
        return Badge.CALLBACK
    if standing.section is Section.NEVER_CALLED:
        passed = [mark.step for mark in standing.first_call.marks if mark.due_at <= now]
        return _PASSED.get(passed[-1], Badge.ESCALATED) if passed else Badge.NEW
    return Badge.LATER


def stage_name(stage: str, *, closed: bool) -> str:
    """A stage's word alone; one that is not known here is named as it is."""
    one = next((one for one in _STAGES if one.value == stage), None)
    named = translate("Stages", _STAGES[one]) if one is not None else stage.capitalize()
    if not closed or one in {Stage.CLOSED, Stage.NOT_REACHED, Stage.ERASED}:
        return named
    return words.dotted(translate("Stages", "Closed"), named)


def stage_words(standing: Standing) -> str:
    """The stage with what counts so far: "Trying to reach, 2 calls count on 2 days"."""
    stage = translate("Stages", _STAGES[standing.stage])
    if standing.stage is Stage.ERASED:
        return stage
    if standing.closed_as is not None:
        unconfirmed = standing.closed_as in NEED_SECOND_PERSON and not standing.closing_confirmed
        closed_as = f"{stage}: {translate('Closings', standing.closed_as.value)}"
        waits = translate("States", "{closed}, waits for a second person") if unconfirmed else "{closed}"
        return waits.format(closed=closed_as)
    if not standing.counted or standing.stage is Stage.NOT_REACHED:
        return stage
    counted = translate("States", "{n} call(s) (counts|count)", "", standing.counted)
    days = translate("States", "{n} day(s)", "", standing.days)
    return translate("States", "{stage}, {counted} on {days}").format(stage=stage, counted=counted, days=days)


def clock_words(standing: Standing) -> str:
    """The first call clock: how long the lead has waited in opening time, or how long it had to."""
    clock = standing.first_call
    if clock.stopped_at is not None:
        return translate("States", "first call after {span}").format(span=words.age(clock.elapsed))
    if standing.section is None:
        return translate("States", "never called")
    return translate("States", "waits {span} of opening time").format(span=words.age(clock.elapsed))


def arrival_words(arrived_at: datetime, now: datetime, zone: tzinfo) -> str:
    """When it came, on our clock, and how long ago that is: "arrived 10:02 (17 min ago)"."""
    at = words.moment(arrived_at, now, zone)
    ago = now - arrived_at
    span = words.age(ago) if ago.days < 1 else translate("States", "{n} day(s)", "", ago.days)
    since = translate("States", "{span} ago").format(span=span).replace(" ", NO_BREAK)
    return translate("States", "arrived {at} ({ago})").format(at=at, ago=since)


def local_words(local_zone: str, now: datetime) -> str:
    """The customer's time: "10:19 there (Sydney)"; "" when the zone is unknown."""
    zone = zone_named(local_zone)
    if zone is None:
        return ""
    city = local_zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return translate("States", "{time} there ({city})").format(time=words.time_of_day(now, zone), city=city)


def zone_named(name: str) -> tzinfo | None:
    """The IANA zone of that name, None where there is none."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a directory's name is an OSError
        return None


def owner_words(owner: str) -> str:
    """Whose customer it is; `owner` "": nobody's."""
    if not owner:
        return translate("States", "nobody's customer yet")
    return translate("States", "{name}'s customer").format(name=owner)


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
        owner_words(view.owner),
    )
