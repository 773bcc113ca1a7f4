"""Scenes of the palette, the help, the page about this desk, and the look of high contrast."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from bdc_desk.clock import FixedClock
from bdc_desk.ui import theme
from bdc_desk.ui.actions import Action
from bdc_desk.ui.help.help_work import HelpWork
from bdc_desk.ui.palette.palette_work import PaletteWork
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.status.status_line import StatusLine
from bdc_desk.ui.status.status_work import StatusWork
from bdc_desk.ui.status.window_lines import intake_line, mail_line, sound_line, team_line
from bdc_desk.ui.workplace import Workplace


def _greyed() -> list[Action]:
    why = "Say what came of the call first."
    return [Action("people", "Who is at this desk", ("F10",), lambda: None, lambda: why)]


def _palette_of(work: Workplace) -> PaletteWork:
    return PaletteWork(
        work.window, lambda: [*work.actions, *_greyed()], lambda _text: None, lambda: _outcomes(work)
    )


def _outcomes(work: Workplace) -> list[Action]:
    policy = work.lead.policy
    if policy is None or work.call.call is None:
        return []
    return [
        Action(f"outcome {rule.key}", rule.label, (str(rule.key),), lambda: None)
        for rule in policy.outcomes
        if rule.key is not None
    ]


def _palette(work: Workplace, _clock: FixedClock) -> None:
    """All that can be done, with its keys."""
    take_next(work)
    work.window.notice.leave()
    _palette_of(work).toggle()


def _palette_typed(work: Workplace, _clock: FixedClock) -> None:
    """A few letters, one command that cannot be done now."""
    take_next(work)
    work.window.notice.leave()
    palette = _palette_of(work)
    palette.toggle()
    palette.panel.field.setText("who")


def _palette_outcomes(work: Workplace, clock: FixedClock) -> None:
    """A call wants its outcome: the outcomes stand first."""
    take_next(work)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 24)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 3)
    _palette_of(work).toggle()


def _help(work: Workplace, _clock: FixedClock) -> None:
    """The guide at the page about emails."""
    take_next(work)
    work.window.notice.leave()
    HelpWork(work.window, lambda: work.actions).open_at("emails")


def _help_search(work: Workplace, _clock: FixedClock) -> None:
    """A word is searched for in the guide."""
    take_next(work)
    work.window.notice.leave()
    work_ = HelpWork(work.window, lambda: work.actions)
    work_.open_at("first-day")
    work_.panel.field.setText("second person")


def _keys(work: Workplace, _clock: FixedClock) -> None:
    """The page of keys, made from the actions."""
    take_next(work)
    work.window.notice.leave()
    HelpWork(work.window, lambda: work.actions).open_at("keys")


def _status(work: Workplace, clock: FixedClock) -> None:
    """How this desk stands."""
    take_next(work)
    work.window.notice.leave()

    def beside() -> list[StatusLine]:
        now, zone = clock.now(), clock.now().tzinfo
        assert zone is not None  # noqa: S101 - a clock's moments are aware
        return [
            team_line(None, now, zone),
            intake_line((), now, zone),
            mail_line("sales@northgate.example.test"),
            sound_line("", on=True),
        ]

    page = StatusWork(work.desk, work.tools.lanes, work.window, beside, lambda: work.feed.zone)
    page.toggle()
    page.panel.verify.click()


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
