"""Scenes of the palette, the help, the page about this desk, and the look of high contrast."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from bdc_desk.clock import FixedClock
from bdc_desk.ui import theme
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.workplace import Workplace


def _palette(work: Workplace, _clock: FixedClock) -> None:
    """All that can be done, with its keys."""
    take_next(work)
    work.window.notice.leave()
    work.day.palette.toggle()


def _palette_typed(work: Workplace, clock: FixedClock) -> None:
    """A few letters and the commands that they mean."""
    _palette(work, clock)
    work.day.palette.panel.field.setText("who")


def _palette_outcomes(work: Workplace, clock: FixedClock) -> None:
    """A call wants its outcome: the outcomes stand first."""
    take_next(work)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 24)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 3)
    work.day.palette.toggle()


def _help(work: Workplace, _clock: FixedClock) -> None:
    """The guide at the page about emails."""
    take_next(work)
    work.window.notice.leave()
    work.day.help.open_at("emails")


def _help_search(work: Workplace, _clock: FixedClock) -> None:
    """Words are searched for in the guide."""
    take_next(work)
    work.window.notice.leave()
    work.day.help.open_at("first-day")
    work.day.help.panel.field.setText("second person")


def _keys(work: Workplace, _clock: FixedClock) -> None:
    """The page of keys, made from the actions."""
    take_next(work)
    work.window.notice.leave()
    work.day.help.open_at("keys")


def _status(work: Workplace, _clock: FixedClock) -> None:
    """How this desk stands, the log verified."""
    take_next(work)
    work.window.notice.leave()
    work.day.status.toggle()
    work.day.status.panel.verify.click()
    # The same on every machine: what differs from one to the next is told as on a well-kept one.
    page = work.day.status.panel
    told = {
        "File": ("1.4 MB · /home/ana/.local/share/bdc-desk/bdc-desk.sqlite", True),
        "Disk": ("82.8 GB free", True),
        "Sound": ("tones by pw-play", True),
        "Passwords": ("kept in the system's keyring", True),
    }
    page.show_lines(
        [
            replace(line, words=told[line.what][0], ok=told[line.what][1]) if line.what in told else line
            for line in page.lines()
        ]
    )


def _contrast(work: Workplace, clock: FixedClock) -> None:
    """The desk in the look of high contrast, whatever was asked for, a call being made."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)  # noqa: S101 - a picture is drawn by one
    theme.apply(qt, "contrast", theme.text_scale(), theme.family())
    take_next(work)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 12)


PALETTE_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "palette": _palette,
    "palette-typed": _palette_typed,
    "palette-outcomes": _palette_outcomes,
    "help": _help,
    "help-search": _help_search,
    "keys": _keys,
    "status": _status,
    "contrast": _contrast,
}
"""By the name that `bdc-desk demo --screen` takes."""
