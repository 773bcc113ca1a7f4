"""How a lead is named and its numbers are shown: from the personal details of its latest arrival or edit."""

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bdc_desk.cadence.history import History
from bdc_desk.cadence.standing import Standing

UNKNOWN = "Unknown customer"
ERASED = "Erased customer"
LONGEST_NAME = 200
"""Letters shown of a name: one of a megabyte would hold up every row it stands in."""


def arrival_id(lead: str) -> str:
    """The id of a lead's arrival: two readers of one mail make one (design.md, The log)."""
    return str(uuid.uuid5(uuid.UUID(lead), "arrival"))


def details_of(history: History) -> Mapping[str, Any]:
    """The personal details in force; empty where they were erased."""
    if history.erased is not None:
        return {}
    return (history.details.details if history.details else None) or {}


def full_name(history: History) -> str:
    """The customer's name on one line."""
    details = details_of(history)
    if history.erased is not None or (history.details is not None and history.details.details is None):
        return ERASED
    parts = " ".join(str(details.get(part) or "") for part in ("first", "last")).strip()
    name = parts or str(details.get("full") or "") or first_of(details, "emails") or UNKNOWN
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rstrip() + "…"


def first_of(details: Mapping[str, Any], field: str) -> str:
    """The first value of a list of the details, or ""."""
    found = details.get(field) or [""]
    return str(found[0])


def phone_of(history: History, ref: str) -> Mapping[str, Any]:
    """The number with this ref as it was given, also one that has left the details since; empty where it is
    unknown or erased.
    """
    return next((phone for phone in phones_told(history) if phone.get("ref") == ref), {})


def phones_told(history: History) -> list[Mapping[str, Any]]:
    """Every number that the lead ever had, those of the latest details first."""
    entries = sorted([*history.arrivals, *history.edits], key=lambda entry: -history.position[entry.id])
    if history.erased is not None:
        return []
    return [phone for entry in entries for phone in (entry.details or {}).get("phones") or ()]


def number_shown(phone: Mapping[str, Any]) -> str:
    """A number in the international form, grouped; as typed where it is not known in E.164."""
    e164 = phone.get("e164")
    return _international(str(e164)) if e164 else str(phone.get("typed") or "")


@lru_cache(maxsize=2048)
def _international(e164: str) -> str:
    """Kept, because it is asked at every entry of a lead, and costs a tenth of what receiving one does."""
    import phonenumbers  # noqa: PLC0415 - after the first rows are on the screen

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def first_number(history: History, standing: Standing) -> str:
    """The number to show in the queue: the first that may be dialled, else the first usable one; "" without
    any.
    """
    by_use = sorted(standing.numbers, key=lambda one: (not one.may_dial, not one.usable))
    return number_shown(phone_of(history, by_use[0].ref)) if by_use and by_use[0].usable else ""
