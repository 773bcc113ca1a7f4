"""Whether the customer came to the appointment: said or not, asked from when, and what may be said now
(docs/log.md, `shown` and `no show`).
"""

from datetime import datetime, time, timedelta

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Flag, Kind
from bdc_desk.cadence.local_time import told, zone_of
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.reasons import Reason, because
from bdc_desk.cadence.standing import Sayable

ASKED_AFTER = timedelta(hours=1)
"""So long a customer may be late, and stay."""
_LABELS = {Kind.SHOWN: "Shown: the customer came", Kind.NO_SHOW: "No-show: the customer did not come"}


def visit(history: History) -> Entry | None:
    """The last word (shown, no show) about the running round's latest appointment; None while nobody said. A
    word that names no moment is about the appointment it came after.
    """
    if not _has_appointment(history):
        return None
    words = [word for word in history.round.visits if _is_about_latest(history, word)]
    return words[-1] if words else None


def _has_appointment(history: History) -> bool:
    """One is enough whose moment nobody wrote down: the customer may come to it as well."""
    return history.appointment() is not None or history.achieved(Flag.APPOINTMENT)


def _is_about_latest(history: History, word: Entry) -> bool:
    latest, named = history.appointment(), word.moment_of("appointment_at")
    at = history.appointment_at()
    if named is not None and at is not None:
        return named == at
    return latest is None or history.position[word.id] > history.position[latest.id]


def shown(history: History) -> bool | None:
    """Whether the customer came, as was said last; None while nobody said."""
    word = visit(history)
    return None if word is None else word.kind == Kind.SHOWN


def ask_shown_from(policy: Policy, history: History) -> datetime | None:
    """From when it is asked: the same evening, and not within an hour of the appointment. None where it was
    said, or the appointment's moment is not known.
    """
    at = history.appointment_at()
    if at is None or visit(history) is not None:
        return None
    zone = zone_of(policy.zone)
    evening = datetime.combine(at.astimezone(zone).date(), time(max(policy.part_hours, default=0)), zone)
    return max(at + ASKED_AFTER, evening.astimezone(at.tzinfo))


def visits(policy: Policy, history: History, now: datetime) -> tuple[Sayable, ...]:
    """The two words, and whether each may be said now. The last one stands: the opposite corrects it."""
    why = _why_not(policy, history, now)
    word = visit(history)
    told_already = because("say.said already")
    return tuple(
        Sayable(
            kind.value,
            label,
            why is None and (word is None or word.kind != kind),
            why or (told_already if word is not None and word.kind == kind else because("say.ok")),
        )
        for kind, label in _LABELS.items()
    )


def _why_not(policy: Policy, history: History, now: datetime) -> Reason | None:
    if not _has_appointment(history):
        return because("say.no appointment")
    at = history.appointment_at()
    if at is not None and now < at:
        return because("say.not before", at=told(at, policy.zone, now))
    return None
