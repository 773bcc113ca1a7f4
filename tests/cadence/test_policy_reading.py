"""The default policy has domain.md's numbers; every fault of a damaged one is named by its key path."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.hours import Span
from bdc_desk.cadence.kinds import Evidence, Flag
from bdc_desk.cadence.policy import Needs, PlanStep, Policy
from bdc_desk.cadence.policy_reading import read_policy, read_stored_policy, version_of
from bdc_desk.errors import PolicyFault
from tests.helpers.lead_log import DEFAULT_POLICY

TEXT = DEFAULT_POLICY.read_text(encoding="utf-8")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(PolicyFault) as caught:
        read_policy(text)
    return caught.value.faults


def test_the_default_policy_has_the_numbers_of_the_trade() -> None:
    policy = read_policy(TEXT)
    # Two clocks, two calendars
    assert (policy.marks, policy.escalations) == ((2, 15), (60, 180))
    assert policy.opening.week == ((Span(9 * 60, 21 * 60),),) * 7
    assert policy.call_week == ((Span(8 * 60, 21 * 60),),) * 7
    assert policy.requested_for == 30 * DAY
    assert not policy.follow_up_at_once
    # Attempts
    assert (policy.ring.total_seconds(), policy.talk.total_seconds(), policy.gap) == (15, 10, 2 * HOUR)
    assert (policy.lowest_evidence, policy.part_hours) == (Evidence.DESK, (12, 17))
    none, two_hours = timedelta(), 2 * HOUR
    assert policy.plan == (
        PlanStep(1, none, other_part=False),
        PlanStep(1, two_hours, other_part=True),
        PlanStep(2, two_hours, other_part=False),
        PlanStep(3, two_hours, other_part=True),
        PlanStep(4, two_hours, other_part=False),
        PlanStep(5, two_hours, other_part=False),
    )
    # The gate
    assert policy.not_reached == Needs(calls=4, days=3, parts=2)
    assert [rule.needs.calls for rule in policy.templates] == [1, 2, 3, 4, 0, 0]
    assert policy.permission == 10 * MINUTE
    free_text = policy.template("free_text")
    assert free_text is not None
    assert free_text.needs == Needs(dialogue=True)
    # Callbacks and claims; the lead
    assert policy.remind == 5 * MINUTE
    assert 3 * MINUTE <= policy.claim <= 5 * MINUTE
    assert policy.join_within == HOUR
    assert (policy.lead_eur, policy.late_lead_eur) == (25, 15)
    assert policy.keep_backups == timedelta(days=30)
    # ux.md, the suggested next call
    rule = policy.suggest
    assert (rule.escalating, rule.fresh, rule.warm) == (45 * MINUTE, 2 * MINUTE, 15 * MINUTE)


def test_the_outcomes_carry_the_flags_of_domain_md() -> None:
    policy = read_policy(TEXT)
    flags = {flag for rule in policy.outcomes for flag in rule.flags}
    assert flags == set(Flag)
    voicemail = policy.outcome("voicemail")
    assert voicemail is not None
    # an attempt, never a dialogue
    assert voicemail.flags == {Flag.VOICEMAIL}
    assert sorted(rule.key for rule in policy.outcomes if rule.key) == list(range(1, 10))


def test_the_version_is_the_digest_of_the_text() -> None:
    assert read_policy(TEXT).version == version_of(TEXT)
    assert version_of(TEXT) != version_of(TEXT + " ")


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        # wrong values: key path, what was found, what was expected
        (
            "ring_seconds = 15",
            "ring_seconds = -1",
            ["attempts.ring_seconds: found -1, expected a whole number from 0 to 1000"],
        ),
        (
            "ring_seconds = 15",
            'ring_seconds = "15"',
            ["attempts.ring_seconds: found '15', expected a whole number from 0 to 1000"],
        ),
        (
            "ring_seconds = 15",
            "ring_seconds = true",
            ["attempts.ring_seconds: found True, expected a whole number from 0 to 1000"],
        ),
        (
            "gap_minutes = 120",
            "gap_minutes = 0",
            ["attempts.gap_minutes: found 0, expected a whole number from 1 to 10080"],
        ),
        # more than any calendar holds
        (
            "gap_minutes = 120",
            "gap_minutes = 99999999999999999999",
            ["attempts.gap_minutes: found 99999999999999999999, expected a whole number from 1 to 10080"],
        ),
        (
            'lowest_evidence = "C"',
            'lowest_evidence = "AB"',
            ["attempts.lowest_evidence: found 'AB', expected A, B, C or D"],
        ),
        (
            'lowest_evidence = "C"',
            "lowest_evidence = 3",
            ["attempts.lowest_evidence: found 3, expected A, B, C or D"],
        ),
        (
            "parts_of_day = [12, 17]",
            "parts_of_day = [17, 12]",
            ["attempts.parts_of_day: found [17, 12], expected rising hours from 1 to 23"],
        ),
        (
            "marks_minutes = [2, 15]",
            "marks_minutes = [15, 2]",
            ["first_call.marks_minutes: found [15, 2], expected two rising whole numbers of minutes"],
        ),
        (
            "marks_minutes = [2, 15]",
            "marks_minutes = 2",
            ["first_call.marks_minutes: found 2, expected two rising whole numbers of minutes"],
        ),
        (
            'zone = "Europe/London"',
            'zone = "Europe"',
            ["dealership.zone: found 'Europe', expected an IANA time zone such as Europe/London"],
        ),
        ("lead_eur = 25.00", "lead_eur = inf", ["costs.lead_eur: found inf, expected a number"]),
        (
            'follow_up = "next opening day"',
            'follow_up = "some day"',
            ["first_call.follow_up: found 'some day', expected one of ('next opening day', 'at once')"],
        ),
        # misspelt keys, and what is missing for it
        (
            "ring_seconds = 15",
            "ring_second = 15",
            [
                "attempts.ring_seconds: found nothing, expected a whole number from 0 to 1000",
                "attempts.ring_second: found a key that this version does not know; misspelt?",
            ],
        ),
        (
            "closed_on_holidays = false",
            "closed_on_hollidays = false",
            ["opening_hours.closed_on_hollidays: found a key that this version does not know; misspelt?"],
        ),
        (
            "[costs]",
            "[cost]",
            [
                "costs: found nothing, expected a table",
                "costs.lead_eur: found nothing, expected a number",
                "costs.late_lead_eur: found nothing, expected a number",
                "cost: found a key that this version does not know; misspelt?",
            ],
        ),
        # hours
        (
            'monday    = ["09:00-21:00"]\ntuesday   = ["09:00',
            'monday    = ["21:00-09:00"]\ntuesday   = ["09:00',
            ["opening_hours.monday: found ['21:00-09:00'], expected rising spans of the day"],
        ),
        (
            "closed_days = []",
            'closed_days = ["2026-02-30"]',
            ["opening_hours.closed_days: found '2026-02-30', expected a date such as 2026-12-25"],
        ),
        (
            '# "2026-12-24" = ["09:00-13:00"]',
            '"24.12." = ["09:00-13:00"]',
            ["opening_hours.special_days.24.12.: found '24.12.', expected a date such as 2026-12-25"],
        ),
        # outcomes and templates
        (
            'flags = ["voicemail"]',
            'flags = ["voicemial"]',
            ["outcomes[1].flags: found ['voicemial'], expected some of"],
        ),
        ("key = 2\n", "key = 1\n", ["outcomes: found key 1 twice, expected it once"]),
        ("key = 2\n", "key = 10\n", ["outcomes[1].key: found 10, expected a number key from 1 to 9"]),
        (
            'name = "voicemail"',
            'name = "no answer"',
            ["outcomes: found name no answer twice, expected it once"],
        ),
        (
            '[templates.missed_you]\nlabel = "Sorry we missed you"\ncalls = 1',
            '[templates.missed_you]\nlabel = "x"',
            ["templates.missed_you: found nothing that opens it, expected calls, dialogue or appointment"],
        ),
        # a need that nothing could ever meet
        (
            "parts = 2                           #",
            "parts = 4 #",
            ["not_reached.parts: found 4, expected at most 3, the parts of the day"],
        ),
        # each fault is a line of its own
        (
            "gap_minutes = 120                   # between two attempts that count, before and after\nlow",
            "gap_minutes = 0\nlo",
            [
                "attempts.gap_minutes: found 0",
                "attempts.lowest_evidence: found nothing",
                "attempts.loest_evidence: found a key that this version does not know",
            ],
        ),
        # no TOML at all
        ("[dealership]", "[dealership", ["This is not TOML: "]),
        ("ring_seconds = 15", "ring_seconds = " + "9" * 5000, ["This is not TOML: "]),
        ("closed_days = []", "closed_days = " + "[" * 5000, ["This is not TOML"]),
        ("closed_days = []", 'closed_days = ["\ud800"]', ["This is not TOML: "]),
    ],
)
def test_every_fault_is_named(old: str, new: str, faults: list[str]) -> None:
    assert TEXT.count(old) >= 1
    found = faults_of(TEXT.replace(old, new, 1))
    assert len(found) == len(faults)
    assert [fault for fault, begins in zip(found, faults, strict=True) if not fault.startswith(begins)] == []


def test_a_week_without_an_open_day_is_a_fault() -> None:
    text = TEXT.replace('["09:00-21:00"]', "[]")
    assert faults_of(text) == ("opening_hours: found no open day, expected at least one span in the week",)


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        # several spans a day
        (
            'sunday    = ["09:00-21:00"]',
            'sunday    = ["09:00-12:00", "13:00-18:00"]',
            lambda policy: len(policy.opening.week[6]) == 2,
        ),
        # a special day of its own, a closed day written as text or as a date
        (
            '# "2026-12-24" = ["09:00-13:00"]',
            '"2026-12-24" = ["09:00-13:00"]',
            lambda policy: policy.opening.special_days[date(2026, 12, 24)] == (Span(540, 780),),
        ),
        (
            "closed_days = []",
            'closed_days = ["2026-12-25"]',
            lambda policy: date(2026, 12, 25) in policy.opening.closed_days,
        ),
        (
            "closed_days = []",
            "closed_days = [2026-12-25]",
            lambda policy: date(2026, 12, 25) in policy.opening.closed_days,
        ),
        (
            "closed_on_holidays = false",
            "closed_on_holidays = true",
            lambda policy: policy.opening.holidays is not None,
        ),
        # calls are asked for only where the law lets them be
        (
            "requested_for_days = 30",
            "requested_for_days = 0",
            lambda policy: policy.requested_for == timedelta(),
        ),
        # the day as one part
        ("parts_of_day = [12, 17]", "parts_of_day = [12]", lambda policy: policy.part_hours == (12,)),
        ('follow_up = "next opening day"', 'follow_up = "at once"', lambda policy: policy.follow_up_at_once),
    ],
)
def test_what_a_dealership_may_change(old: str, new: str, check: object) -> None:
    assert TEXT.count(old) >= 1
    assert check(read_policy(TEXT.replace(old, new, 1)))  # type: ignore[operator]  # a table of functions


def test_unknown_holidays_are_a_fault() -> None:
    text = TEXT.replace('country = "GB"', 'country = "XX"').replace(
        "on_holidays = false", "on_holidays = true"
    )
    (fault,) = faults_of(text)
    assert fault.startswith("opening_hours.closed_on_holidays: found 'true', expected a country")


# --- never anything but a PolicyFault ---

LINES = TEXT.splitlines()
VALUES = st.sampled_from(
    (
        *(
            "",
            "-1",
            "0",
            "true",
            '""',
            '"x"',
            "[]",
            "[1]",
            "[[1]]",
            "{}",
            "{a = 1}",
            "1.5",
            "nan",
            "inf",
            "-inf",
        ),
        *("9e99", "9" * 30, "9" * 5000, "2026-12-25", "2026-12-25T10:00:00Z", '["09:00-08:00"]', '["x"]'),
        *(
            '["00:00-00:01"]',
            "[12, 12]",
            "[2, 1]",
            "[1, 2, 3]",
            '[{name = "x"}]',
            '"Europe"',
            '"../etc/passwd"',
        ),
        *('"\\u0000"', "[" * 2000),
    )
)
KEYS = st.sampled_from(["extra", "zone", "calls", "[x]", "[[plan]]", "[attempts]"])


@st.composite
def edits(draw: st.DrawFn) -> str:
    """The default file after a few careless edits."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        match draw(st.integers(0, 5)):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, line)
            case 2 | 3 if "=" in line:
                lines[place] = f"{line.split('=')[0]}= {draw(VALUES)}"
            case 4 if line:
                cut = draw(st.integers(0, len(line) - 1))
                lines[place] = line[:cut] + draw(st.text(max_size=2)) + line[cut + 1 :]
            case _:
                lines.insert(
                    place,
                    f"{draw(KEYS)} = {draw(VALUES)}",
                )
    return "\n".join(lines)


@given(edits())
def test_a_careless_edit_is_read_or_named(text: str) -> None:
    found = read_or_named(text)
    assert isinstance(found, Policy) or all(found)


def read_or_named(text: str) -> Policy | tuple[str, ...]:
    try:
        return read_policy(text)
    except PolicyFault as fault:
        return fault.faults or ("",)


@given(st.text())
def test_any_text_is_read_or_named(text: str) -> None:
    assert faults_of(text)


def test_a_stored_policy_of_another_version_is_read_with_the_defaults_for_what_it_does_not_state() -> None:
    defaults = TEXT
    newer = defaults.replace("[claims]", "[claims]\nnew_key = 3", 1) + '\n[unheard_of]\nvalue = "x"\n'
    older = defaults.replace("retry_minutes = 30 ", "# retry_minutes = 30 ", 1)
    with pytest.raises(PolicyFault):
        read_policy(newer)
    with pytest.raises(PolicyFault):
        read_policy(older)
    for text in (newer, older):
        stored = read_stored_policy(text, defaults)
        assert stored.retry_after_uncounted == timedelta(minutes=30)
        assert stored.version == version_of(text)


def test_a_stored_policy_keeps_its_own_templates_and_no_others() -> None:
    text = TEXT[: TEXT.index("[templates.missed_you]")] + '[templates.mine]\nlabel = "Mine"\ncalls = 2\n'
    assert [rule.name for rule in read_stored_policy(text, TEXT).templates] == ["mine"]
