"""What to say on the telephone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bdc_desk.cadence.standing import Callback, Standing
from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.scripts import STAGES, prompts_for, stage_of
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft, Vehicle
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import LeadView

AT = datetime(2026, 3, 5, 14, 30, tzinfo=UTC)


def view_of(desk: Desk, car: str = "Kuga", **changes: object) -> LeadView:
    vehicles = (Vehicle(make="Ford", model=car),) if car else ()
    view = lead_view(desk, receive_lead(desk, LeadDraft(key="k", first="Zoë", vehicles=vehicles)).lead)
    standing: Standing = replace(view.standing, **changes)  # type: ignore[arg-type]
    return replace(view, standing=standing)


def test_the_first_call(desk: Desk) -> None:
    lines = prompts_for(view_of(desk), around(desk), desk.person)
    assert lines[0].startswith(
        "Hello, this is Ana Cruz from Northgate Motors. You asked about the Ford Kuga:"
    )
    assert lines[-1].startswith("Voicemail: ")


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({}, "first"),
        ({"dialogue": True}, "retry"),
        ({"appointment_at": AT}, "appointment"),
        ({"appointment_at": AT, "shown": False}, "no_show"),
        ({"appointment_at": AT, "shown": True, "dialogue": True}, "retry"),
        ({"callback": Callback("e", AT, "p", None), "appointment_at": AT, "shown": False}, "promised"),
    ],
)
def test_how_far_the_lead_is(desk: Desk, changes: dict[str, object], stage: str) -> None:
    assert stage_of(view_of(desk, **changes)) == stage


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_two_to_four_lines_without_a_gap(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stage: str, language: str
) -> None:
    monkeypatch.setattr("bdc_desk.contact.scripts.stage_of", lambda _view: stage)
    lines = prompts_for(view_of(desk, car=""), around(desk), desk.person, language)
    assert 2 <= len(lines) <= 4
    assert not set("[]{}") & set("".join(lines))


def test_an_unknown_language_is_english(desk: Desk) -> None:
    assert prompts_for(view_of(desk), around(desk), desk.person, "fr")[0].startswith("Hello")
