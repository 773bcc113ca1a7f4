from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.settings import TONES, Preferences
from bdc_desk.ui.alerts.announcer import Announcer
from bdc_desk.ui.alerts.banner import AlertBanner
from tests.helpers.queue_rows import NOW, minutes
from tests.ui.alerts.loudspeaker import Loud


class Desk:
    """A banner, a loudspeaker and a tray, and what they were told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.banner = AlertBanner()
        qtbot.addWidget(self.banner)
        loud = Loud(self.banner)
        self.played, self.icon, self.sound = loud.played, loud.icon, loud.sound
        self.covered, self.locked = True, False
        self.announcer = Announcer(
            self.banner,
            loud.sound,
            loud.tray,
            lambda lead: f"Lead {lead}",
            lambda: self.covered,
            lambda lead: "Kim Lee" if lead == "3" else "",
            lambda: self.locked,
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


OVER_2 = Alert(AlertKind.OVER_2, "1", 1, NOW)
OVER_15 = Alert(AlertKind.OVER_15, "2", 1, NOW + minutes(1))


def test_an_alert_is_shown_heard_and_told_once(desk: Desk) -> None:
    for _ in range(3):
        desk.announcer.announce([OVER_2])
    assert desk.played == ["short"]
    assert desk.icon.messages == ["Lead 1 has waited over 2 minutes"]
    assert desk.banner.said() == "Lead 1 has waited over 2 minutes"
    desk.banner.dismiss()
    desk.announcer.announce([OVER_2])
    assert desk.banner.said() == ""


def test_several_at_once_make_one_tone_the_most_urgent(desk: Desk) -> None:
    desk.announcer.announce([OVER_2, OVER_15])
    assert desk.played == ["double"]
    assert desk.icon.messages == ["1 lead over 15 minutes · 1 lead over 2 minutes"]


def test_what_had_passed_at_the_start_is_silent(desk: Desk) -> None:
    desk.announcer.know([OVER_2])
    desk.announcer.announce([OVER_2])
    assert (desk.played, desk.icon.messages, desk.banner.said()) == ([], [], "")


def test_a_window_in_sight_needs_no_tray_message(desk: Desk) -> None:
    desk.covered = False
    desk.announcer.announce([OVER_2])
    assert (desk.icon.messages, desk.played) == ([], ["short"])


def test_beside_a_locked_window_nobody_is_named(desk: Desk) -> None:
    desk.covered, desk.locked = False, True
    desk.announcer.announce([OVER_2])
    assert desk.icon.messages == ["1 lead over 2 minutes"]


def test_of_several_marks_of_one_lead_the_latest_is_said(desk: Desk) -> None:
    """As after a sleep over all of them."""
    later = [
        Alert(AlertKind.OVER_15, "1", 1, NOW + minutes(13)),
        Alert(AlertKind.ESCALATED, "1", 1, NOW + minutes(58)),
    ]
    desk.announcer.announce([OVER_2, *later])
    assert desk.icon.messages == ["Lead 1 is escalated and still not called"]
    assert desk.played == ["double"]


def test_two_hundred_at_once_are_one_announcement(desk: Desk) -> None:
    desk.announcer.announce([Alert(AlertKind.OVER_2, str(which), 1, NOW) for which in range(200)])
    assert desk.played == ["short"]
    assert desk.icon.messages == ["200 leads over 2 minutes"]
    assert desk.banner.said() == "200 leads over 2 minutes"


def test_a_promise_that_nobody_kept_names_whose_it_was(desk: Desk) -> None:
    desk.announcer.announce([Alert(AlertKind.CALLBACK_PASSED, "3", 1, NOW)])
    assert desk.banner.said() == "A promise of Kim Lee's to Lead 3 was not kept: take it"
    desk.banner.dismiss()
    desk.announcer.announce([Alert(AlertKind.CALLBACK_PASSED, "4", 1, NOW + timedelta(hours=1))])
    assert desk.banner.said() == "A promise to Lead 4 was not kept: take it"


def test_an_alert_without_a_tone_leaves_it_to_the_next(desk: Desk) -> None:
    desk.sound.use(Preferences(tones={**TONES, "over 15 min": "none"}))
    desk.announcer.announce([OVER_2, OVER_15])
    assert desk.played == ["short"]
    assert "over 15 minutes" in desk.banner.said()
