"""Scenes of the settings, the night's pile and the silence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bdc_desk.clock import FixedClock
from bdc_desk.demo import Trickle
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.workplace import Workplace

NIGHT = 37
"""Enquiries of one night."""


def _section(place: int) -> Callable[[Workplace, FixedClock], None]:
    """The settings page, open at its section number `place`."""

    def show(work: Workplace, _clock: FixedClock) -> None:
        take_next(work)
        work.window.notice.leave()
        settings = work.day.settings
        settings.open()
        if settings.panel is not None and settings.sections is not None:
            settings.panel.list.setCurrentRow(place)
            settings.sections.sound.show_player("pw-play")  # the same picture on every machine
            settings.sections.tray.show_tray(has_tray=True)

    return show


def _night(work: Workplace, clock: FixedClock) -> None:
    """The night's enquiries came, and the dealership opens this second."""
    take_next(work)
    kept = work.tools.settings
    kept.change(replace(kept.preferences(), lock_minutes=0))  # else it would have locked over night
    opening = work.feed.about.policy.opening if work.feed.about else None
    if opening is None:
        return
    now = clock.now()
    opens = opening.next_opening(now + timedelta(hours=12))
    clock.advance(opens - timedelta(hours=9) - now)
    trickle = Trickle()
    for number in range(NIGHT):
        clock.advance(timedelta(minutes=3))
        received = receive_lead(work.desk, trickle.next_arrival(number, clock.now()))
        work.hub.tell(received.changes)
    work.tick(clock.now())
    clock.advance(opens - clock.now() - timedelta(seconds=1))
    work.tick(clock.now())
    work.window.banner.dismiss()
    pass_time(work, clock, 1)


def _silence(work: Workplace, clock: FixedClock) -> None:
    """Silence for half an hour, and an alert that shows all the same."""
    take_next(work)
    silence = next(one for one in work.day.settings.actions() if one.name == "silence")
    silence.act()
    for _ in range(90):
        pass_time(work, clock, 1)


SETTINGS_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "settings": _section(0),
    "settings-sound": _section(1),
    "settings-phone": _section(2),
    "settings-tray": _section(3),
    "settings-lock": _section(4),
    "settings-language": _section(5),
    "settings-emails": _section(6),
    "settings-ways-in": _section(7),
    "settings-dealership": _section(8),
    "night": _night,
    "silence": _silence,
}
"""By the name that `bdc-desk demo --screen` takes."""
