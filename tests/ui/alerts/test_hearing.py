"""Who hears what: the words of domain.md at one desk (the table of all cases is the engine's)."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bdc_desk.cadence.alerts import AlertKind
from bdc_desk.operations.teamwork import Colleague, Presence
from bdc_desk.ui.alerts.hearing import Ears, is_for, ready_of
from tests.helpers.queue_rows import NOW, never_called, with_callback

ROLES = {"ana": "enquiry", "kim": "salesperson", "lee": "salesperson", "max": "manager"}
ABOUT: Any = SimpleNamespace(
    people={name: SimpleNamespace(role=role) for name, role in ROLES.items()},
    deputy_of=lambda person, _now: "lee" if person == "kim" else None,
)


@pytest.mark.parametrize(
    ("person", "others", "owner", "holder", "heard"),
    [
        ("ana", {"kim", "lee"}, None, None, True),  # unowned: every desk that is ready
        ("ana", {"kim", "lee"}, "kim", None, False),  # the owner sits there and hears it
        ("kim", {"ana", "lee"}, "kim", None, True),
        ("lee", {"ana"}, "kim", None, True),  # the owner is away: the deputy
        ("ana", {"lee"}, "kim", None, False),
        ("ana", {"max"}, "kim", None, True),  # neither is there: everybody
        ("ana", {"kim"}, None, "kim", False),  # claimed: its holder alone
        ("kim", {"ana"}, None, "kim", True),
        ("ana", set(), "kim", "kim", True),  # alone everything rings
    ],
)
def test_a_mark(person: str, others: set[str], owner: str | None, holder: str | None, *, heard: bool) -> None:
    row = never_called(1, owner=owner)
    ears = Ears(lambda: person, lambda: others)
    assert is_for(AlertKind.OVER_2, row, ears, ABOUT, holder, NOW) is heard


def test_an_escalation_reaches_those_who_lead() -> None:
    ears = Ears(lambda: "max", lambda: {"kim"})
    row = never_called(1, owner="kim")
    assert is_for(AlertKind.ESCALATED, row, ears, ABOUT, None, NOW)
    assert not is_for(AlertKind.OVER_15, row, ears, ABOUT, None, NOW)


def test_a_promise_that_nobody_owns_is_its_makers_until_it_is_passed_on() -> None:
    row = with_callback(1, promised_in=0, promised_by="kim")
    ears = Ears(lambda: "ana", lambda: {"kim"})
    assert not is_for(AlertKind.CALLBACK_DUE, row, ears, ABOUT, None, NOW)
    assert is_for(AlertKind.CALLBACK_PASSED, row, ears, ABOUT, None, NOW)


def test_before_anybody_is_known_everything_rings() -> None:
    assert is_for(AlertKind.OVER_2, never_called(1, owner="kim"), Ears(), None, None, NOW)


def test_who_rests_or_is_away_hears_nothing() -> None:
    at = datetime(2026, 3, 12, tzinfo=UTC)
    colleagues = [Colleague(state.value, state.value, state, at) for state in Presence]
    assert ready_of(colleagues) == {"ready", "calling", "wrap-up"}
