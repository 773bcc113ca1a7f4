"""The dealership as its rules say it, and its opening hours changed without a file in hand. The rules change
as ever: a new policy that names itself in the log (domain.md, Two clocks, two calendars).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bdc_desk.cadence.hours import Span
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around
from bdc_desk.operations.setting_up import policy_text, use_policy
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm, faults, spans

RULING = frozenset({"manager", "principal"})
"""Roles that put rules in force in a team; the shared database asks for the same (docs/log.md)."""


@dataclass(frozen=True, slots=True)
class Dealership:
    """What the policy in force says of it. `country`: ISO 3166 alpha-2; `zone`: IANA; `hours`: as SetupForm.

    `may_change`: whether this person may put other rules in force. `is_in_team`: other desks share them.
    """

    name: str
    country: str
    region: str
    zone: str
    hours: Mapping[str, tuple[str, ...]]
    may_change: bool
    is_in_team: bool


def dealership(desk: Desk) -> Dealership:
    """The dealership now. Raises NotSetUp in an empty profile."""
    about, in_team = around(desk), desk.is_in_team
    person, policy = about.people.get(desk.person), about.policy
    may_change = not in_team or (person is not None and person.role in RULING)
    return Dealership(
        about.dealership,
        policy.country,
        policy.region,
        policy.zone,
        opening_week(policy),
        may_change,
        in_team,
    )


def opening_week(policy: Policy) -> dict[str, tuple[str, ...]]:
    """The opening spans of each weekday in local time, "09:00-21:00"; none: closed."""
    return {
        day: tuple(_told(span) for span in opened)
        for day, opened in zip(WEEKDAYS, policy.opening.week, strict=True)
    }


def change_opening_hours(desk: Desk, hours: Mapping[str, tuple[str, ...]]) -> Changes:
    """Put the same rules with other opening hours in force; nothing where they are the same.

    Raises Refused: hours that cannot be read (code "hours"), somebody who may not, or rules written in
    another way than the program writes them.
    """
    about = dealership(desk)
    if not about.may_change:
        raise Refused("In a team a manager or the principal changes the opening hours.", code="role")
    form = SetupForm(about.name, about.country, about.region, about.zone, hours, person_name="")
    wrong = [why for field, why in faults(form).items() if field.startswith("hours")]
    if wrong:
        raise Refused(" ".join(wrong), code="hours")
    policy = around(desk).policy
    text = _text_with(policy, form)
    if text == policy.text or opening_week(read_policy(text)) == about.hours:
        return Changes()
    return use_policy(desk, text)


def _text_with(policy: Policy, form: SetupForm) -> str:
    """The rules' text with these hours. Raises Refused where they do not come out as they were asked."""
    try:
        text = policy_text(policy.text, form)
    except ValueError:
        text = policy.text
    wanted = {day: spans(", ".join(form.hours.get(day, ()))) for day in WEEKDAYS}
    if opening_week(read_policy(text)) != wanted:
        raise Refused(
            "Your rules' text is laid out in a way that this page cannot change. Change the hours in the "
            "file: `bdc-desk policy show`, then `bdc-desk policy use FILE`.",
            code="layout",
        )
    return text


def _told(span: Span) -> str:
    return f"{span.start // 60:02d}:{span.start % 60:02d}-{span.end // 60:02d}:{span.end % 60:02d}"
