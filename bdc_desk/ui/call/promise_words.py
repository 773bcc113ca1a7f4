"""What speaks against a promised moment, in words: nobody at the dealership, or an hour at which people are
not called. A guard, never a refusal: a call agreed with the customer may be made (domain.md, Two clocks).
"""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from bdc_desk.cadence.hours import NeverOpen
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.policy import Policy
from bdc_desk.ui import words

Warn = Callable[[datetime], str]


def warn_by(policy: Policy, now: datetime, there: str) -> Warn:
    """What to say of a moment (aware): "" for nothing. `there`: the customer's zone (IANA), "" where it is
    not known; then the dealership's speaks for it.
    """
    zone = zone_of(policy.zone)

    def warn(at: datetime) -> str:
        return " ".join(part for part in (_closed(policy, at, now, zone), _late(policy, at, there)) if part)

    return warn


def _closed(policy: Policy, at: datetime, now: datetime, zone: tzinfo) -> str:
    if policy.opening.is_open(at):
        return ""
    try:
        opens = words.moment(policy.opening.next_opening(at), now, zone)
    except NeverOpen:
        return ""
    text = QCoreApplication.translate("Promise", "The dealership is closed then (opens {opens}).")
    return text.format(opens=opens)


def _late(policy: Policy, at: datetime, there: str) -> str:
    hours = policy.call_hours(there or policy.zone)
    if hours.is_open(at):
        return ""
    text = QCoreApplication.translate(
        "Promise", "It is {time} for the customer, outside call hours: promise it only if they asked for it."
    )
    return text.format(time=words.time_of_day(at, zone_of(there or policy.zone)))
