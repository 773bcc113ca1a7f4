import json
from datetime import datetime, timedelta, timezone

from bdc_desk.intake.as_json import lead_object
from bdc_desk.operations.draft import LeadDraft
from tests.intake.samples import one, sample

KEYS = [
    "file", "grade", "lead_id", "kind", "source", "customer", "wanted", "trade", "vehicles", "comments",
    "vendor", "provider", "provider_lead_id", "requested_at", "arrived_at", "faults",
]  # fmt: skip


def test_every_key_is_always_there() -> None:
    empty = lead_object("-", LeadDraft(key="k"), None)
    assert list(empty) == KEYS
    assert empty["customer"] == {
        "first": "", "last": "", "full": "", "emails": [], "phones": [], "address": None,
    }  # fmt: skip
    assert (empty["wanted"], empty["trade"], empty["requested_at"]) == (None, None, None)


def test_a_clean_lead_as_plain_values() -> None:
    lead = json.loads(json.dumps(lead_object("clean.adf", one(sample("clean.adf")), "id-1")))
    assert list(lead) == KEYS
    assert (lead["file"], lead["lead_id"], lead["grade"], lead["kind"]) == (
        "clean.adf",
        "id-1",
        "ok",
        "internet",
    )
    assert lead["customer"]["phones"][0] == {
        "typed": "+1 212 555 0123", "e164": "+12125550123", "type": "cellphone",
    }  # fmt: skip
    assert lead["customer"]["address"]["city"] == "London"
    assert (lead["wanted"]["model"], lead["trade"]["model"], len(lead["vehicles"])) == ("Ranger", "Corsa", 2)
    assert lead["requested_at"] == "2026-03-02T15:15:00Z"


def test_moments_are_utc() -> None:
    at = datetime(2026, 3, 2, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert (
        lead_object("f", LeadDraft(key="k", requested_at=at), None)["requested_at"] == "2026-03-01T23:00:00Z"
    )
