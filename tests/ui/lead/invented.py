"""Invented people and their leads, concluded by the engine itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bdc_desk.operations.views import LeadView, OtherLead, PhoneView, TimelineLine
from tests.helpers.lead_log import LeadLog

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 10, 9, 19, tzinfo=UTC)
"""10:19 in London, a Wednesday."""

JON = PhoneView(
    "n1", "+44 20 7946 0123", "+442079460123", "020 7946 0123", "mobile", True, True, "may be called now"
)
WORK = PhoneView(
    "n2", "+44 20 7946 0199", "+442079460199", "020 7946 0199", "work", False, False, "found dead twice"
)
SPARE = PhoneView(
    "n3", "+1 212 555 0123", "+12125550123", "212 555 0123", "", True, False, "lawful hours there: from 13:00"
)


def new_log() -> LeadLog:
    """An enquiry of 17 minutes ago that nobody called."""
    log = LeadLog()
    log.arrives("2026-06-10 10:02")
    return log


def busy_log() -> LeadLog:
    """Two calls that count, one that rang too short."""
    log = LeadLog()
    log.arrives("2026-06-08 10:00")
    log.call("2026-06-08 10:01", span=32)
    log.call("2026-06-08 14:30", "voicemail", span=24)
    log.call("2026-06-10 09:20", span=8)
    return log


def jon(log: LeadLog | None = None, now: datetime = NOW, **change: Any) -> LeadView:
    """A lead as the page gets it; `change` replaces fields."""
    standing = (log or new_log()).standing(now)
    view = LeadView(
        lead="lead-1",
        customer="customer-1",
        name="Jon Petersen",
        kind="internet",
        source="AutoTrader",
        vendor="",
        arrived_at=standing.arrived_at,
        owner="",
        comments="Is the white hybrid still there? I can come on Saturday morning, best before 11.",
        wanted="2024 Toyota Corolla Hybrid",
        trade="2016 Mazda 3",
        price="£ 21,995",
        first="Jon",
        last="Petersen",
        full="Jon Petersen",
        emails=("jon@example.test",),
        phones=(JON,),
        address="12 Quay Street, London",
        local_zone="Europe/London",
        grade="ok",
        faults=(),
        standing=standing,
        timeline=(TimelineLine("entry-1", standing.arrived_at, "arrival", "Enquiry received", "mailbox"),),
        other_leads=(),
        note_draft="",
    )
    return replace(view, **change)


def busy(**change: Any) -> LeadView:
    """A lead with everything a page can show, some of it hostile."""
    log = busy_log()
    lines = tuple(
        TimelineLine(entry.id, entry.at, entry.kind, f"What happened: {entry.kind}", "Ana Cruz")
        for entry in log.entries
    )
    note = "<b>Wife</b> prefers red. <img src=file:///etc/passwd> Asked whether two child seats fit."
    fields: dict[str, Any] = {
        "phones": (JON, WORK, SPARE),
        "timeline": (*lines, TimelineLine("note-1", NOW - timedelta(minutes=9), "note", note, "Ben Ito")),
        "comments": "<b>Call me</b> &amp; <script>alert(1)</script>\n" + "Line after line of words. " * 60,
        "grade": "repaired",
        "faults": ("The number stood in the comments, not in its field", "Year “20244” taken for 2024"),
        "other_leads": (OtherLead("lead-9", NOW - timedelta(days=400), "2016 Mazda 3", "Walk-in", "closed"),),
        "owner": "Ana Cruz",
        "local_zone": "America/New_York",
        "note_draft": "wants 4WD",
    }
    return jon(log, **(fields | change))
