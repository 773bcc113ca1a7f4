"""What an email may say of a lead: the data behind the placeholders, and their names in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.contact.clean import one_line
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.views import LeadView

WORDS: Final[Mapping[str, str]] = {
    "salutation": "salutation",
    "first_name": "first name",
    "last_name": "last name",
    "name": "name",
    "car": "car",
    "trade": "car in part exchange",
    "price": "price",
    "source": "source",
    "appointment": "appointment",
    "agent": "your name",
    "dealership": "dealership",
}
"""Every placeholder there is, and how it is called where its data is missing."""

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January February March April May June July August September October November December"
)  # fmt: skip
"""Written out: strftime's names follow the process's locale, and the templates are in English."""


def data_of(view: LeadView, about: Surroundings, agent: str) -> Mapping[str, str]:
    """The lead's data for the placeholders, each on one line; "" where the lead does not have it.

    `agent`: the id of who writes. Comments are the customer's own words and no data.
    """
    appointment_at = view.standing.appointment_at
    name = " ".join(part for part in (view.first, view.last) if part) or view.full
    data = {
        "salutation": f"Dear {view.first or name}" if name else "Hello",
        "first_name": view.first,
        "last_name": view.last,
        "name": name,
        "car": view.wanted,
        "trade": view.trade,
        "price": view.price,
        "source": view.source,
        "appointment": in_full(appointment_at, about.policy.zone) if appointment_at else "",
        "agent": about.name_of(agent),
        "dealership": about.dealership,
    }
    return {key: one_line(value) for key, value in data.items()}


def in_full(at: datetime, zone: str) -> str:
    """A moment as a letter says it: "Friday 6 March at 14:30" in the zone's time."""
    local = at.astimezone(zone_of(zone))
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS.split()[local.month - 1]} at {local:%H:%M}"
