"""The invitation, read back as a calendar would."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from bdc_desk.contact.invitation import appointment_sequence, appointment_uid, invitation
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.lead_work import set_appointment
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import LeadView

HOST = "sales@northgate.example.test"
NOW = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
AT = datetime(2026, 4, 3, 13, 30, tzinfo=UTC)
HOSTILE = 'Zoë "; DROP\r\nATTENDEE:mailto:evil@example.test\r\nX:'


def with_appointment(desk: Desk, at: datetime = AT, **draft: str) -> LeadView:
    lead = receive_lead(
        desk,
        LeadDraft(key="k", emails=("zoe@example.test",), **({"first": "Zoë", "last": "Ashworth"} | draft)),
    ).lead
    set_appointment(desk, lead, at)
    return lead_view(desk, lead)


def event_of(desk: Desk, view: LeadView, **told: str) -> Event:
    uid = appointment_uid(view, HOST)
    made = invitation(view, around(desk), desk.person, organizer=HOST, uid=uid, now=NOW, **told)
    calendar = Calendar.from_ical(made.content)
    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("REQUEST", "2.0")
    assert made.content.count(b"BEGIN:VEVENT") == 1
    assert made.content.count(b"\n") == made.content.count(b"\r\n")
    (event,) = calendar.walk("VEVENT")
    return event


def test_it_reads_back(desk: Desk) -> None:
    event = event_of(desk, with_appointment(desk))
    assert event.decoded("dtstart") == AT
    assert event.decoded("dtend") == AT + timedelta(hours=1)
    assert event.decoded("dtstamp") == NOW
    assert str(event["summary"]) == "Appointment at Northgate Motors"
    assert str(event["organizer"]) == f"mailto:{HOST}"
    assert event["organizer"].params["CN"] == "Ana Cruz"
    assert str(event["attendee"]) == "mailto:zoe@example.test"
    assert event["attendee"].params["CN"] == "Zoë Ashworth"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert int(event["sequence"]) == 0


@pytest.mark.parametrize(
    ("language", "summary"), [("nl", "Afspraak bij Northgate Motors"), ("de", "Termin bei Northgate Motors")]
)
def test_its_words_are_the_customers(desk: Desk, language: str, summary: str) -> None:
    assert str(event_of(desk, with_appointment(desk), language=language)["summary"]) == summary


@pytest.mark.parametrize(
    ("local", "at"),
    [
        ("the day before summer time", datetime(2026, 3, 28, 14, 0, tzinfo=UTC)),
        ("the hour that does not exist", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("the hour that comes twice, again", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("winter", datetime(2026, 12, 1, 14, 0, tzinfo=UTC)),
    ],
)
def test_the_moment_stands_over_a_change_of_daylight_saving(desk: Desk, local: str, at: datetime) -> None:
    event = event_of(desk, with_appointment(desk, at))
    assert event.decoded("dtstart").astimezone(UTC) == at, local
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=1)


def test_hostile_names_add_no_line(desk: Desk) -> None:
    event = event_of(desk, with_appointment(desk, first=HOSTILE, last="\x00,:^n"))
    assert str(event["attendee"]) == "mailto:zoe@example.test"
    assert "evil" in event["attendee"].params["CN"]
    assert "X" not in event


def test_a_moved_appointment_keeps_its_uid_and_counts_up(desk: Desk) -> None:
    view = with_appointment(desk)
    set_appointment(desk, view.lead, AT + timedelta(days=1))
    moved = lead_view(desk, view.lead)
    assert appointment_uid(moved, HOST) == appointment_uid(view, HOST)
    assert appointment_uid(view, HOST).endswith("@northgate.example.test")
    assert view.lead not in appointment_uid(view, HOST)
    assert (appointment_sequence(view), appointment_sequence(moved)) == (0, 1)
    later = replace(view, standing=replace(view.standing, round=2))
    assert appointment_uid(later, HOST) != appointment_uid(view, HOST)


def test_what_it_needs(desk: Desk) -> None:
    view, about = with_appointment(desk), around(desk)
    nobody = replace(view, emails=("not an address",))
    never = replace(view, standing=replace(view.standing, appointment_at=None))
    for broken, host in ((nobody, HOST), (never, HOST), (view, "a@b\r\nX: y")):
        with pytest.raises(Refused):
            invitation(broken, about, desk.person, organizer=host, uid="u", now=NOW)


def test_nothing_personal_but_name_and_address(desk: Desk) -> None:
    view = replace(with_appointment(desk), comments="secret words", note_draft="secret note")
    made = invitation(view, around(desk), desk.person, organizer=HOST, uid="u", now=NOW)
    assert b"secret" not in made.content
