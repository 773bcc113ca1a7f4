from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.ui.alerts.announcer import Announcer
from bdc_desk.ui.alerts.banner import AlertBanner
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Counts, Tray
from tests.helpers.queue_rows import NOW, minutes


class Icon:
    """The system's tray, which we do not own."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.tip = ""

    def setToolTip(self, tip: str) -> None:  # noqa: N802 - Qt's name
        self.tip = tip

    def showMessage(self, title: str, msg: str, icon: object, msecs: int) -> None:  # noqa: N802 - Qt's name
        self.messages.append(msg)

    def show(self) -> None: ...

    def hide(self) -> None:
        self.tip = ""


class Desk:
    """A banner, a loudspeaker and a tray, and what they were told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.banner = AlertBanner()
        qtbot.addWidget(self.banner)
        self.played: list[str] = []
        self.icon = Icon()
        self.covered = True
        self.announcer = Announcer(
            self.banner,
            Sound(lambda path: self.played.append(Path(path).stem)),
            Tray(self.banner, lambda: self.icon),
            lambda lead: f"Lead {lead}",
            lambda: self.covered,
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


def test_the_tray_counts_what_is_not_zero(desk: Desk) -> None:
    tray = Tray(make=lambda: desk.icon)
    tray.show_counts(Counts(waiting=7, over_15=1))
    assert desk.icon.tip == "BDC Desk · 7 waiting · 1 over 15 min"


def test_without_a_tray_everything_else_works(qtbot: QtBot) -> None:
    tray = Tray(make=lambda: None)
    tray.show_counts(Counts(waiting=1))
    tray.message("BDC Desk", "words")
    tray.close()
    assert not tray.present
