"""An appointment for the customer's calendar: an invitation as RFC 5545 and RFC 5546 have it.

Times are in UTC: every calendar shows them in its own zone, whatever becomes of daylight saving meanwhile.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Final

from bdc_desk.cadence.kinds import Kind
from bdc_desk.contact.clean import address, one_line
from bdc_desk.contact.phrases import phrases_of
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.views import Attachment, LeadView

VISIT: Final = timedelta(hours=1)
"""How long a visit is taken to last: the log knows when it begins."""

NAME: Final = "invitation.ics"
KIND: Final = "text/calendar; method=REQUEST"


def invitation(
    view: LeadView,
    about: Surroundings,
    agent: str,
    *,
    organizer: str,
    uid: str,
    now: datetime,
    sequence: int = 0,
    language: str = "en",
) -> Attachment:
    """The lead's appointment as a calendar file. `agent`: the id of who invites; `organizer`: the address
    that the mail comes from; `uid` from `appointment_uid`, `sequence` from `appointment_sequence`.

    Nothing of the lead but the customer's name and address is in it. Raises Refused for a lead without an
    appointment or an email address, and for an organizer that is no address.
    """
    at, guest, host = view.standing.appointment_at, _first_address(view), address(organizer)
    if at is None:
        raise Refused("There is no appointment to invite to.", code="appointment")
    if not guest:
        raise Refused("The customer left no email address. F2 edits the details.", code="no address")
    if not host:
        raise Refused("The address that emails leave from is none. Set it up anew.", code="no address")
    from icalendar import Calendar, Event, vCalAddress  # noqa: PLC0415 - 0.2 s, needed for appointments only

    told = phrases_of(language)
    event = Event()
    event.add("uid", one_line(uid))
    event.add("sequence", max(0, sequence))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", at.astimezone(UTC))
    event.add("dtend", (at + VISIT).astimezone(UTC))
    event.add("summary", one_line(told.visit.format(dealership=about.dealership)))
    event.add("location", one_line(about.dealership))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("organizer", vCalAddress(f"mailto:{host}", params=_named(about.name_of(agent))))
    asked = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    event.add("attendee", vCalAddress(f"mailto:{guest}", params=_named(view.name) | asked))
    calendar = Calendar()
    calendar.add("prodid", f"-//BDC Desk//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    calendar.add_component(event)
    return Attachment(NAME, KIND, calendar.to_ical())


def appointment_uid(view: LeadView, organizer: str) -> str:
    """The same for the same round of a lead, so that a moved appointment moves in the customer's calendar.

    A digest: a lead's id is nobody's business outside.
    """
    domain = address(organizer).rpartition("@")[2] or "bdc-desk.invalid"
    digest = hashlib.sha256(f"{view.lead} {view.standing.round}".encode()).hexdigest()[:32]
    return f"{digest}@{domain}"


def appointment_sequence(view: LeadView) -> int:
    """How often the lead's appointment was set anew: a calendar takes the higher number (RFC 5546)."""
    return max(0, sum(line.kind == Kind.APPOINTMENT_SET for line in view.timeline) - 1)


def _first_address(view: LeadView) -> str:
    return next(filter(None, map(address, view.emails)), "")


def _named(name: str) -> dict[str, str]:
    """The name beside an address: a parameter's value can hold no quotes and no controls (RFC 5545, 3.1)."""
    shown = one_line(name).replace('"', "'")
    return {"CN": shown} if shown else {}
