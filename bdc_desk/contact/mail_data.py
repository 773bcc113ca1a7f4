"""What an email may say of a lead: the data behind the placeholders, and their names in words."""

from collections.abc import Mapping
from typing import Final

from bdc_desk.contact.clean import one_line
from bdc_desk.contact.phrases import in_full, phrases_of, salutation
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
    "regards": "regards",
}
"""Every placeholder there is, and how it is called where its data is missing."""


def data_of(view: LeadView, about: Surroundings, agent: str, language: str = "en") -> Mapping[str, str]:
    """The lead's data for the placeholders, each on one line; "" where the lead does not have it.

    `agent`: the id of who writes; `language`: that of the mail, for greetings and dates. Comments are the
    customer's own words and no data.
    """
    appointment_at = view.standing.appointment_at
    data = {
        "salutation": salutation(view.first, view.last, view.full, language),
        "first_name": view.first,
        "last_name": view.last,
        "name": " ".join(part for part in (view.first, view.last) if part) or view.full,
        "car": view.wanted,
        "trade": view.trade,
        "price": view.price,
        "source": view.source,
        "appointment": in_full(appointment_at, about.policy.zone, language) if appointment_at else "",
        "agent": about.name_of(agent),
        "dealership": about.dealership,
        "regards": phrases_of(language).regards,
    }
    return {key: one_line(value) for key, value in data.items()}


_SAMPLES: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "en": ("Alex", "Sample", "£21,495", "Friday 6 March at 14:30"),
    "nl": ("Jan", "Voorbeeld", "€ 24.950", "vrijdag 6 maart om 14:30 uur"),
    "de": ("Jan", "Muster", "24.950 €", "Freitag, 6. März, um 14:30 Uhr"),
}


def sample_data(about: Surroundings, agent: str, language: str = "en") -> Mapping[str, str]:
    """An invented lead's data, to read a text with where no lead is on the page."""
    first, last, price, appointment = _SAMPLES.get(language, _SAMPLES["en"])
    return {
        "salutation": salutation(first, last, "", language),
        "first_name": first,
        "last_name": last,
        "name": f"{first} {last}",
        "car": "2022 Ford Kuga",
        "trade": "2016 Ford Fiesta",
        "price": price,
        "source": "AutoPortal",
        "appointment": appointment,
        "agent": one_line(about.name_of(agent)),
        "dealership": one_line(about.dealership),
        "regards": phrases_of(language).regards,
    }
