"""TOML text -> Policy. Every fault is found in one pass and named by key path, what was found, what was
expected.
"""

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bdc_desk.cadence.hours import HolidayRule, OpeningHours, Span, parse_span
from bdc_desk.cadence.kinds import Evidence, Flag
from bdc_desk.cadence.policy import Needs, OutcomeRule, PlanStep, Policy, SuggestRule, TemplateRule
from bdc_desk.errors import PolicyFault

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FOLLOW_UPS = ("next opening day", "at once")
TOP_NUMBER_KEY = 9
LAST_HOUR = 23
FREE_TABLES = frozenset({"templates", "special_days"})
"""Tables whose keys are the dealership's own names."""
# A typing slip must not make a span that no calendar can hold; the trade's numbers are far below.
MOST = 1000
MOST_MINUTES = 7 * 24 * 60
MOST_DAYS = 3660
MOST_MONEY = 1_000_000
T = TypeVar("T")


def version_of(text: str) -> str:
    """The version of a policy: the first 16 hex digits of its text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_policy(text: str) -> Policy:
    """The policy that `text` states. Raises PolicyFault with every fault found."""
    return _told(_Reading(_table(text)), text)


def read_stored_policy(text: str, defaults: str) -> Policy:
    """A policy that the log holds, perhaps another version's: what it does not state is as in `defaults`;
    what this version does not know is passed over. Raises PolicyFault for a value of another form.
    """
    return _told(_Reading(_merged(_table(defaults), _table(text)), strict=False), text)


def _told(reading: "_Reading", text: str) -> Policy:
    policy = _policy(reading, text)
    if reading.faults:
        raise PolicyFault(tuple(reading.faults))
    return policy


def _table(text: str) -> dict[str, Any]:
    try:
        text.encode()
        return tomllib.loads(text)
    except ValueError as fault:  # bad TOML, half a character, or a number of thousands of digits
        raise PolicyFault((f"This is not TOML: {fault}",)) from fault
    except RecursionError as fault:
        raise PolicyFault(("This is not TOML that a person wrote: it is nested too deeply",)) from fault


def _merged(defaults: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated, with the defaults where nothing is; tables of free names are taken as stated."""
    merged = dict(defaults) | dict(stated)
    for key in defaults.keys() & stated.keys() - FREE_TABLES:
        if isinstance(defaults[key], dict) and isinstance(stated[key], dict):
            merged[key] = _merged(defaults[key], stated[key])
    return merged


class _Reading:
    """A table that is read by key path and remembers what is wrong and what was never asked for."""

    def __init__(
        self,
        table: Mapping[str, Any],
        path: str = "",
        faults: list[str] | None = None,
        *,
        strict: bool = True,
    ) -> None:
        self.table = table
        self.strict = strict
        self.path = path
        self.faults: list[str] = [] if faults is None else faults
        self.asked: set[str] = set()

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, found: object, expected: str) -> None:
        shown = "nothing" if found is None else repr(found)
        self.faults.append(f"{self.at(key)}: found {shown}, expected {expected}")

    def value(self, key: str, valid: Callable[[Any], bool], expected: str, default: T) -> T:
        """The value at `key` where `valid`, else `default` and a fault."""
        self.asked.add(key)
        found = self.table.get(key)
        if found is not None and valid(found):
            return found  # type: ignore[no-any-return]  # `valid` has just told that it is a T
        self.fault(key, found, expected)
        return default

    def optional(self, key: str, valid: Callable[[Any], bool], expected: str, default: T) -> T:
        return self.value(key, valid, expected, default) if key in self.table else default

    def text(self, key: str) -> str:
        return self.value(key, lambda found: isinstance(found, str) and bool(found), "a text", "")

    def whole(self, key: str, least: int = 0, most: int = MOST) -> int:
        expected = f"a whole number from {least} to {most}"
        return self.value(key, lambda found: _is_whole(found, least, most), expected, least)

    def minutes(self, key: str, least: int = 0) -> timedelta:
        return timedelta(minutes=self.whole(key, least, MOST_MINUTES))

    def days(self, key: str) -> timedelta:
        return timedelta(days=self.whole(key, 0, MOST_DAYS))

    def flag(self, key: str, *, default: bool) -> bool:
        return self.optional(key, lambda found: isinstance(found, bool), "true or false", default)

    def part(self, key: str) -> "_Reading":
        """The table at `key`; an empty one and a fault where there is none."""
        table: Mapping[str, Any] = self.value(key, lambda found: isinstance(found, dict), "a table", {})
        return _Reading(table, self.at(key), self.faults, strict=self.strict)

    def parts(self, key: str) -> "list[_Reading]":
        """The tables of the list at `key`, at least one."""
        tables: list[dict[str, Any]] = self.value(
            key,
            lambda found: (
                isinstance(found, list) and bool(found) and all(isinstance(one, dict) for one in found)
            ),
            "a list of tables",
            [],
        )
        return [
            _Reading(table, f"{self.at(key)}[{place}]", self.faults, strict=self.strict)
            for place, table in enumerate(tables)
        ]

    def done(self) -> None:
        """Name what nobody asked for: a misspelt key must not pass in silence (a stored one may be newer)."""
        for key in self.table if self.strict else ():
            if key not in self.asked:
                self.faults.append(f"{self.at(key)}: found a key that this version does not know; misspelt?")


def _is_whole(found: object, least: int, most: int = MOST) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and least <= found <= most


def _policy(reading: _Reading, text: str) -> Policy:
    dealership, calls = reading.part("dealership"), reading.part("attempts")
    zone = dealership.value("zone", _is_zone, "an IANA time zone such as Europe/London", "UTC")
    country, region = dealership.text("country"), dealership.optional("region", _is_text, "a text", "")
    first_call, call_hours = reading.part("first_call"), reading.part("call_hours")
    callbacks, rounds, emails = reading.part("callbacks"), reading.part("rounds"), reading.part("emails")
    silence, costs, claims = reading.part("silence"), reading.part("costs"), reading.part("claims")
    backups = reading.part("backups")
    policy = Policy(
        version=version_of(text),
        text=text,
        zone=zone,
        country=country,
        region=region,
        opening=_opening(reading.part("opening_hours"), zone, country, region),
        call_week=_week(call_hours),
        requested_for=call_hours.days("requested_for_days"),
        marks=_two_minutes(first_call, "marks_minutes"),
        escalations=_two_minutes(first_call, "escalations_minutes"),
        follow_up_at_once=first_call.value(
            "follow_up", FOLLOW_UPS.__contains__, f"one of {FOLLOW_UPS}", "at once"
        )
        == "at once",
        ring=timedelta(seconds=calls.whole("ring_seconds")),
        talk=timedelta(seconds=calls.whole("talk_seconds")),
        gap=calls.minutes("gap_minutes", 1),
        lowest_evidence=Evidence(
            calls.value("lowest_evidence", tuple(Evidence).__contains__, "A, B, C or D", "C")
        ),
        part_hours=_part_hours(calls),
        open_call=calls.minutes("open_call_minutes", 1),
        retry_after_uncounted=calls.minutes("retry_minutes"),
        plan=tuple(_plan_step(step) for step in calls.parts("plan")),
        not_reached=_needs(reading.part("not_reached"), done=True),
        remind=callbacks.minutes("remind_minutes"),
        kept_within=callbacks.minutes("kept_within_minutes"),
        join_within=rounds.minutes("join_minutes"),
        same_customer=rounds.days("same_customer_days"),
        claim=claims.minutes("minutes", 1),
        permission=emails.minutes("permission_minutes", 1),
        silent_after_purchase=silence.days("after_purchase_days"),
        silent_after_not_interested=silence.days("after_not_interested_days"),
        suggest=_suggest(reading.part("suggest")),
        lead_eur=costs.value("lead_eur", _is_number, "a number", 0.0),
        late_lead_eur=costs.value("late_lead_eur", _is_number, "a number", 0.0),
        keep_backups=timedelta(days=backups.whole("keep_days", 1)),
        outcomes=_outcomes(reading.parts("outcomes"), reading.faults),
        templates=_templates(reading.part("templates")),
    )
    for part in (
        dealership,
        calls,
        first_call,
        call_hours,
        callbacks,
        rounds,
        emails,
        silence,
        costs,
        claims,
        backups,
        reading,
    ):
        part.done()
    _check_parts(policy, reading)
    return policy


def _check_parts(policy: Policy, reading: _Reading) -> None:
    """A need for more parts than the day has could never be met: it would lock for ever."""
    most = len(policy.part_hours) + 1
    needs = {"not_reached": policy.not_reached} | {
        f"templates.{rule.name}": rule.needs for rule in policy.templates
    }
    for path, need in needs.items():
        if need.parts > most:
            reading.fault(f"{path}.parts", need.parts, f"at most {most}, the parts of the day")


def _is_text(found: object) -> bool:
    return isinstance(found, str)


def _is_number(found: object) -> bool:
    return isinstance(found, (int, float)) and not isinstance(found, bool) and 0 <= found < MOST_MONEY


def _is_zone(found: object) -> bool:
    try:
        return isinstance(found, str) and bool(found) and ZoneInfo(found) is not None
    except (OSError, ValueError, KeyError):
        return False


def _two_minutes(reading: _Reading, key: str) -> tuple[int, int]:
    found = reading.value(
        key,
        lambda item: (
            isinstance(item, list)
            and len(item) == 2
            and all(_is_whole(one, 1, MOST_MINUTES) for one in item)
            and item[0] < item[1]
        ),
        "two rising whole numbers of minutes",
        [2, 15],
    )
    return found[0], found[1]


def _part_hours(reading: _Reading) -> tuple[int, ...]:
    found = reading.value(
        "parts_of_day",
        lambda item: (
            isinstance(item, list)
            and all(_is_whole(one, 1) and one <= LAST_HOUR for one in item)
            and sorted(set(item)) == item
        ),
        "rising hours from 1 to 23",
        [12, 17],
    )
    return tuple(found)


def _spans(reading: _Reading, key: str) -> tuple[Span, ...]:
    texts: list[str] = reading.value(
        key,
        lambda found: isinstance(found, list) and all(map(_is_text, found)),
        'a list such as ["09:00-17:00"]',
        [],
    )
    try:
        spans = tuple(parse_span(text) for text in texts)
        OpeningHours(zone="UTC", week=(spans,) + ((),) * 6)
    except ValueError as fault:
        reading.fault(key, texts, f"rising spans of the day ({fault})")
        return ()
    return spans


def _week(reading: _Reading) -> tuple[tuple[Span, ...], ...]:
    week = tuple(_spans(reading, day) for day in WEEKDAYS)
    if not any(week):
        reading.faults.append(f"{reading.path}: found no open day, expected at least one span in the week")
    return week


def _day(reading: _Reading, key: str, found: object) -> date | None:
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        reading.fault(key, found, "a date such as 2026-12-25")
        return None


def _opening(reading: _Reading, zone: str, country: str, region: str) -> OpeningHours:
    week = _week(reading)
    closed: list[Any] = reading.optional(
        "closed_days", lambda found: isinstance(found, list), "a list of dates", []
    )
    special = reading.part("special_days")
    days = {key: _day(special, key, key) for key in special.table}
    special_days = {day: _spans(special, key) for key, day in days.items() if day}
    on_holidays = reading.flag("closed_on_holidays", default=False)
    reading.done()
    return OpeningHours(
        zone=zone,
        week=week,
        closed_days=frozenset(day for item in closed if (day := _day(reading, "closed_days", item))),
        special_days=special_days,
        holidays=_holidays(reading, country, region) if on_holidays else None,
    )


def _holidays(reading: _Reading, country: str, region: str) -> HolidayRule | None:
    from bdc_desk.cadence.holiday_dates import holiday_dates  # noqa: PLC0415 - only policies with holidays pay for it

    try:
        holiday_dates(country, region, 2026)
    except ValueError as fault:
        reading.fault("closed_on_holidays", "true", f"a country and region with known holidays ({fault})")
        return None
    return HolidayRule(country, region)


def _needs(reading: _Reading, *, done: bool = False) -> Needs:
    def count(key: str) -> int:
        return reading.optional(key, lambda found: _is_whole(found, 0), f"a whole number from 0 to {MOST}", 0)

    calls = count("calls")
    needs = Needs(
        calls=calls,
        days=count("days"),
        parts=count("parts"),
        dialogue=False if done else reading.flag("dialogue", default=False),
        appointment=False if done else reading.flag("appointment", default=False),
    )
    if done:
        reading.done()
    return needs


def _plan_step(reading: _Reading) -> PlanStep:
    step = PlanStep(
        reading.whole("day", 1), reading.minutes("after_minutes"), reading.flag("other_part", default=False)
    )
    reading.done()
    return step


def _suggest(reading: _Reading) -> SuggestRule:
    rule = SuggestRule(
        escalating=reading.minutes("escalating_minutes"),
        fresh=reading.minutes("fresh_minutes"),
        warm=reading.minutes("warm_minutes"),
    )
    reading.done()
    return rule


def _outcomes(readings: list[_Reading], faults: list[str]) -> tuple[OutcomeRule, ...]:
    rules = tuple(_outcome(reading) for reading in readings)
    for what, values in (
        ("name", [rule.name for rule in rules]),
        ("key", [rule.key for rule in rules if rule.key]),
    ):
        doubles = sorted({str(value) for value in values if values.count(value) > 1})  # type: ignore[arg-type]  # one kind a list
        faults += [f"outcomes: found {what} {double} twice, expected it once" for double in doubles]
    return rules


def _outcome(reading: _Reading) -> OutcomeRule:
    known = {flag.value for flag in Flag}
    flags: list[str] = reading.value(
        "flags",
        lambda found: isinstance(found, list) and all(isinstance(one, str) and one in known for one in found),
        f"some of {sorted(known)}",
        [],
    )
    rule = OutcomeRule(
        name=reading.text("name"),
        label=reading.text("label"),
        key=reading.optional(
            "key",
            lambda found: _is_whole(found, 1) and found <= TOP_NUMBER_KEY,
            "a number key from 1 to 9",
            None,
        ),
        flags=frozenset(Flag(flag) for flag in flags),
    )
    reading.done()
    return rule


def _templates(reading: _Reading) -> tuple[TemplateRule, ...]:
    rules = []
    for name in reading.table:
        part = reading.part(name)
        rule = TemplateRule(name, part.text("label"), _needs(part))
        if rule.needs == Needs():
            part.faults.append(
                f"{part.path}: found nothing that opens it, expected calls, dialogue or appointment"
            )
        part.done()
        rules.append(rule)
    return tuple(rules)
