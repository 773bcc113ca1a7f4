"""The alerts of a real queue over a real file: the night's pile, a sleep, a start at noon, new leads, a
colleague's customer. The clock, the loudspeaker and the tray are the test's.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.contact.dialling import ByHand
from bdc_desk.operations.calling import claim
from bdc_desk.operations.lead_work import write_note
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.ui.alerts.alert_session import AlertSession
from bdc_desk.ui.alerts.hearing import Ears
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.queue.queue_feed import QueueFeed
from tests.helpers.desks import DAY, HOUR, MINUTE, MONDAY, SECOND, Staffed, draft, staffed
from tests.ui.alerts.loudspeaker import Loud

EVENING = MONDAY + timedelta(hours=11, minutes=30)
"""Monday 21:30: the dealership has closed at 21:00."""
OPENS = MONDAY + DAY - HOUR


class AlertDesk:
    """A window's queue, banner and news with their alerts."""

    def __init__(self, people: Staffed, qtbot: QtBot) -> None:
        self.people, self.hub, self.lanes = people, ChangeHub(), Lanes.inline()
        self.window = MainWindow(lambda row, now: now - row.arrived_at, people.clock.now())
        qtbot.addWidget(self.window)
        self.loud = Loud(self.window)
        self.others: set[str] = set()

    def start(self) -> None:
        """The desk's program starts now."""
        desk, window = self.people.ana, self.window
        self.feed = QueueFeed(desk, self.lanes, self.hub, window.queue)
        self.call = CallSession(desk, self.lanes, self.hub, ByHand(), window)
        self.alerts = AlertSession(
            window.banner,
            window.queue,
            self.feed,
            self.call,
            News(window.notice),
            self.loud.sound,
            self.loud.tray,
            Ears(lambda: desk.person, lambda: self.others),
        )
        self.feed.load()

    def arrive(self, *numbers: int) -> list[str]:
        """These enquiries come in now."""
        leads = []
        for number in numbers:
            received = receive_lead(self.people.ana, draft(number))
            self.hub.tell(received.changes)
            leads.append(received.lead)
        return leads

    def pass_time(self, span: timedelta) -> None:
        """Time passes; one tick at its end, as after a sleep."""
        self.people.clock.advance(span)
        self.feed.tick(self.people.clock.now())
        self.alerts.tick(self.people.clock.now())

    def go_on_at(self, at: datetime) -> None:
        self.pass_time(at - self.people.clock.now())

    @property
    def told(self) -> str:
        """What the notice says."""
        return "" if self.window.notice.isHidden() else self.window.notice.accessibleName()

    @property
    def banner(self) -> str:
        return self.window.banner.said()

    @property
    def played(self) -> list[str]:
        return self.loud.played


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[AlertDesk]:
    with staffed(tmp_path) as people:
        yield AlertDesk(people, qtbot)


def test_the_nights_pile_is_one_line_at_opening_and_one_alert_when_it_is_due(desk: AlertDesk) -> None:
    desk.start()
    desk.go_on_at(EVENING)
    desk.arrive(*range(1, 201))
    assert (desk.played, desk.told, desk.banner) == ([], "", "")
    desk.go_on_at(OPENS - SECOND)
    assert (desk.played, desk.told, desk.banner) == ([], "", "")
    desk.pass_time(SECOND)
    line = "Open: 200 came in since yesterday 21:00, due 09:02"
    assert desk.told == f"{line}. Space takes the first."
    assert (desk.played, desk.loud.icon.messages, desk.banner) == (["soft"], [line], "")
    desk.window.notice.leave()
    desk.pass_time(2 * MINUTE - SECOND)
    assert (desk.told, desk.banner) == ("", "")
    desk.pass_time(SECOND)
    assert desk.banner == "200 leads over 2 minutes"
    assert desk.played == ["soft", "short"]
    assert desk.loud.icon.messages == [line, "200 leads over 2 minutes"]
    desk.pass_time(SECOND)
    assert len(desk.played) == 2


def test_a_sleep_over_the_night_ends_in_one_announcement(desk: AlertDesk) -> None:
    desk.start()
    desk.go_on_at(EVENING)
    desk.arrive(*range(1, 6))
    desk.go_on_at(OPENS + 20 * MINUTE)
    assert desk.banner == "5 leads over 15 minutes"
    assert (desk.played, desk.told) == (["double"], "")
    assert desk.loud.icon.messages == ["5 leads over 15 minutes"]


def test_a_desk_that_starts_between_opening_and_the_mark_is_told_too(desk: AlertDesk) -> None:
    desk.people.clock.advance(EVENING - desk.people.clock.now())
    desk.arrive(1, 2)
    desk.people.clock.advance(OPENS + MINUTE - EVENING)
    desk.start()
    assert desk.told == "Open: 2 came in since yesterday 21:00, due 09:02. Space takes the first."
    assert (desk.played, desk.banner) == ([], "")


def test_a_desk_that_starts_at_noon_says_what_had_passed_once(desk: AlertDesk) -> None:
    desk.arrive(1, 2)
    desk.people.clock.advance(2 * HOUR)
    desk.start()
    assert desk.told == "2 leads past a mark since before the start. Space takes the first."
    desk.window.notice.leave()
    desk.pass_time(SECOND)
    assert (desk.played, desk.banner) == ([], "")
    desk.feed.load()  # as when the rules or the people changed
    assert desk.told == ""
    desk.go_on_at(MONDAY + 3 * HOUR)
    assert desk.banner == "2 leads escalated"


def test_new_leads_make_one_soft_tone_a_minute_and_none_during_a_call(desk: AlertDesk) -> None:
    desk.start()
    lead, _ = desk.arrive(1, 2)
    assert desk.played == ["soft"]
    desk.pass_time(30 * SECOND)
    desk.arrive(3)
    assert desk.played == ["soft"]
    desk.pass_time(31 * SECOND)
    desk.arrive(4)
    assert desk.played == ["soft", "soft"]
    assert desk.banner == ""
    desk.pass_time(61 * SECOND)
    desk.played.clear()
    desk.hub.tell(write_note(desk.people.ana, lead, "Asks for blue."))  # known leads are no news
    desk.feed.load()
    view = lead_view(desk.people.ana, lead)
    desk.call.begin(view, view.phones[0])
    desk.arrive(5)
    assert desk.played == []


def test_a_customer_in_a_colleagues_hands_rings_there_alone(desk: AlertDesk) -> None:
    lead = desk.people.lead(1)
    desk.start()
    desk.others.add(desk.people.ben.person)
    desk.hub.tell(claim(desk.people.ben, lead))
    desk.pass_time(2 * MINUTE)
    assert (desk.banner, desk.played) == ("", [])
    assert desk.window.queue.model.row(lead) is not None
    desk.go_on_at(MONDAY + 15 * MINUTE)  # the claim ran out
    assert "over 15 minutes" in desk.banner
    desk.hub.tell(claim(desk.people.ben, lead))
    assert desk.banner == ""  # somebody is on it


def test_alone_it_rings_whoever_took_it_here_before(desk: AlertDesk) -> None:
    lead = desk.people.lead(1)
    desk.start()
    desk.hub.tell(claim(desk.people.ben, lead))
    desk.pass_time(2 * MINUTE)
    assert "over 2 minutes" in desk.banner


def test_a_colleagues_promise_is_theirs_until_it_is_passed_on(desk: AlertDesk) -> None:
    people = desk.people
    lead = people.lead(1)
    people.call(lead, "callback", by=people.ben, callback_at=MONDAY + HOUR)
    desk.start()
    desk.others.add(people.ben.person)
    desk.go_on_at(MONDAY + HOUR)
    assert (desk.banner, desk.played) == ("", [])
    desk.pass_time(5 * MINUTE)
    assert desk.banner == "A promise of Ben Ito's to Pat Sample1 was not kept: take it"
    assert desk.played == ["short"]


def test_the_tray_tells_what_waits(desk: AlertDesk) -> None:
    desk.start()
    desk.arrive(1, 2)
    desk.pass_time(SECOND)
    assert desk.loud.icon.tip == "BDC Desk · 2 waiting"


def test_a_locked_window_names_nobody_outside(desk: AlertDesk) -> None:
    desk.start()
    page = QWidget()
    desk.window.show_page(page)
    desk.arrive(1)
    desk.pass_time(2 * MINUTE)
    assert desk.loud.icon.messages == ["1 lead over 2 minutes"]
    desk.window.show_page(desk.window.desk)
    desk.pass_time(13 * MINUTE)
    assert desk.loud.icon.messages[-1] == "Pat Sample1 has waited over 15 minutes"
