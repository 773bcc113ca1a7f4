"""Which policy judges what, and what the databases are told of it."""

from dataclasses import replace

import pytest

from bdc_desk.cadence.policy import Policies, rules_for_databases
from tests.helpers.lead_log import LeadLog, default_policy

FIRST = replace(default_policy(), version="first")
SECOND = replace(default_policy(), version="second")


@pytest.mark.parametrize(
    ("no", "version"),
    [
        # before any policy was sealed: the first
        (1, "first"),
        # the entry that brings the second is itself judged by the first
        (5, "first"),
        (6, "second"),
        # not sealed yet: the one in force
        (None, "second"),
    ],
)
def test_an_entry_is_judged_by_the_last_policy_sealed_before_it(no: int | None, version: str) -> None:
    policies = Policies(((2, FIRST), (5, SECOND)))
    log = LeadLog()
    for _ in range(no or 1):
        entry = log.write("note", "2026-03-02 10:00", sealed=no is not None)
    assert policies.for_entry(entry).version == version
    assert policies.current.version == "second"


def test_what_is_open_goes_by_the_policy_in_force_now_and_what_qualified_by_the_one_of_its_day() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:01", span=20)
    assert log.standing("2026-03-02 11:00").templates[0].is_open
    strict = replace(log.policy, ring=log.policy.ring * 2, templates=log.policy.templates[1:])
    log.policy = strict
    standing = log.standing("2026-03-02 11:00")
    assert (standing.counted, [one.is_open for one in standing.templates[:1]]) == (1, [False])


def test_the_databases_are_told_integers_and_booleans() -> None:
    rules = rules_for_databases(default_policy())
    assert (rules["gap"], rules["parts"], rules["permission"]) == (7200, [12, 17], 600)
    assert rules["not_reached"] == {"calls": 4, "days": 3, "parts": 2}
    assert rules["templates"]["last_try"] == {
        "calls": 4,
        "days": 3,
        "parts": 2,
        "dialogue": False,
        "appointment": False,
    }


def test_call_hours_are_one_calendar_a_zone() -> None:
    policy = default_policy()
    assert policy.call_hours("Europe/Paris") is policy.call_hours("Europe/Paris")
    assert policy.call_hours("Europe/Paris").zone == "Europe/Paris"
