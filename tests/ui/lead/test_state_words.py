from datetime import timedelta

import pytest

from bdc_desk.cadence.queue import Badge
from bdc_desk.ui.lead.state_words import arrival_words, badge_of, clock_words, local_words, stage_words
from tests.helpers.lead_log import LeadLog
from tests.ui.lead.invented import LONDON, NOW, busy_log, new_log


@pytest.mark.parametrize(
    ("minutes", "badge"),
    [(1, Badge.NEW), (2, Badge.OVER_2), (14, Badge.OVER_2), (15, Badge.OVER_15), (60, Badge.ESCALATED)],
)
def test_an_uncalled_lead_has_the_badge_of_its_last_mark(minutes: int, badge: Badge) -> None:
    log = new_log()
    now = log.at("2026-06-10 10:02") + timedelta(minutes=minutes)
    assert badge_of(log.standing(now), now) is badge


def test_the_badge_moves_on_by_the_clock_alone() -> None:
    log = new_log()
    then = log.at("2026-06-10 10:03")
    assert badge_of(log.standing(then), then + timedelta(minutes=20)) is Badge.OVER_15


def test_a_called_lead_waits_then_is_due() -> None:
    log = busy_log()
    assert badge_of(log.standing("2026-06-10 09:30"), log.at("2026-06-10 09:30")) is Badge.LATER
    assert badge_of(log.standing("2026-06-10 14:30"), log.at("2026-06-10 14:30")) is Badge.RETRY


def test_a_promise_and_a_closed_lead() -> None:
    log = busy_log()
    log.promise("2026-06-10 09:40", "2026-06-10 12:00")
    assert badge_of(log.standing("2026-06-10 10:00"), NOW) is Badge.CALLBACK
    log.close("2026-06-10 10:10", "duplicate")
    closed = log.standing("2026-06-10 10:19")
    assert badge_of(closed, NOW) is None
    assert stage_words(closed) == "Closed: duplicate, waits for a second person"
    log.confirm(log.entries[-1], by="kim")
    assert stage_words(log.standing("2026-06-10 10:19")) == "Closed: duplicate"


def test_the_stage_tells_what_counts() -> None:
    assert stage_words(new_log().standing(NOW)) == "New"
    assert stage_words(busy_log().standing(NOW)) == "Trying to reach, 2 calls count on 1 day"


def test_the_first_call_clock_in_words() -> None:
    assert clock_words(new_log().standing(NOW)) == "waits 17 min of opening time"
    assert clock_words(busy_log().standing(NOW)) == "first call after 1:00"
    never = LeadLog()
    never.arrives("2026-06-10 10:02")
    never.close("2026-06-10 10:03", "spam")
    assert clock_words(never.standing(NOW)) == "never called"


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(seconds=48), "arrived 10:18 (0:48 ago)"),
        (timedelta(minutes=17), "arrived 10:02 (17 min ago)"),
        (timedelta(hours=20), "arrived yesterday 14:19 (20 h 00 ago)"),
        (timedelta(days=3), "arrived 7 Jun 10:19 (3 days ago)"),
    ],
)
def test_the_arrival_on_our_clock(ago: timedelta, told: str) -> None:
    assert arrival_words(NOW - ago, NOW, LONDON).replace("\u00a0", " ") == told


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America/New_York", "05:19 there (New York)"),
        ("", ""),
        ("Mars/Olympus", ""),
        ("../etc/passwd", ""),  # no way out of the folder of zones
        ("Europe", ""),  # a folder, not a zone
    ],
)
def test_the_customer_s_time(zone: str, told: str) -> None:
    assert local_words(zone, NOW) == told


def test_a_stage_that_is_closed_for_good_waits_for_nobody() -> None:
    log = busy_log()
    log.close("2026-06-10 10:10", "sold")
    assert stage_words(log.standing("2026-06-10 10:19")) == "Closed: sold"
