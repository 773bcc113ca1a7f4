"""The policy: can it be read, and when is the dealership open."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bdc_desk.cadence.hours import NeverOpen
from bdc_desk.cadence.local_time import told, zone_of
from bdc_desk.cadence.policy import Policy
from bdc_desk.cli.checks.finding import Finding, broken, ok, warning
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around


def check_policy(desk: Desk) -> Iterator[Finding]:
    """The policy in force and today's opening hours."""
    policy = around(desk).policy
    if None in desk.read_policies.values():
        yield warning(
            "policy",
            "One that was put in force cannot be read; the one before it holds.",
            "`bdc-desk policy check FILE` says what is wrong in a file, `policy use FILE` puts another in "
            "force.",
        )
    now = desk.clock.now()
    try:
        opens = told(policy.opening.next_opening(now), policy.zone, now)
    except NeverOpen:
        yield broken(
            "policy", "The dealership is never open by it: no clock runs.", "Mend the opening hours."
        )
        return
    today = spans_of(policy, now)
    words = f"open today {', '.join(today)}" if today else f"closed today; opens {opens}"
    yield ok("policy", f"version {policy.version[:12]} is read; {words} ({policy.zone})")


def spans_of(policy: Policy, now: datetime) -> list[str]:
    """When the dealership is open on the day of `now`, in its own time: "09:00-13:00"."""
    zone = zone_of(policy.zone)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    next_midnight = (midnight.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=zone)
    years = sorted({midnight.astimezone(now.tzinfo).year, next_midnight.astimezone(now.tzinfo).year})
    found = []
    for span in (span for year in years for span in policy.opening.intervals(year)):
        start, end = max(span.start, midnight), min(span.end, next_midnight)
        if start < end:
            last = "24:00" if end == next_midnight else f"{end.astimezone(zone):%H:%M}"
            found.append(f"{start.astimezone(zone):%H:%M}-{last}")
    return found
