"""A lead as an object for JSON: every key always there, nothing but plain values."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime

from bdc_desk.operations.draft import LeadDraft, Vehicle


def lead_object(file: str, draft: LeadDraft, lead_id: str | None) -> dict[str, object]:
    """`draft` of `file` as plain values for `json.dumps`; `lead_id` is None while nothing was written.

    Moments are ISO 8601, UTC, with Z. The archived original is left out.
    """
    return {
        "file": file,
        "grade": draft.grade.value,
        "lead_id": lead_id,
        "kind": draft.kind.value,
        "source": draft.source,
        "customer": _customer(draft),
        "wanted": _vehicle(draft.wanted),
        "trade": _vehicle(draft.trade),
        "vehicles": [_vehicle(car) for car in draft.vehicles],
        "comments": draft.comments,
        "vendor": draft.vendor,
        "provider": draft.provider,
        "provider_lead_id": draft.provider_lead_id,
        "requested_at": _utc(draft.requested_at),
        "arrived_at": _utc(draft.arrived_at),
        "faults": list(draft.faults),
    }


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _customer(draft: LeadDraft) -> dict[str, object]:
    return {
        "first": draft.first,
        "last": draft.last,
        "full": draft.full,
        "emails": list(draft.emails),
        "phones": [{"typed": phone.typed, "e164": phone.e164, "type": phone.type} for phone in draft.phones],
        "address": draft.address and asdict(draft.address),
    }


def _vehicle(car: Vehicle | None) -> dict[str, object] | None:
    return asdict(car) if car else None


EMPTY: Mapping[str, object] = dict.fromkeys(lead_object("", LeadDraft(key=""), None))
"""The object of a file in which no lead could be read: every key, and nothing in it."""
