"""Silence for half an hour: no tone, banners as before. It ends by itself, or by one press."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from bdc_desk.errors import SurroundingsFault
from bdc_desk.settings import Preferences
from bdc_desk.ui.alerts.sound import Sound

SPAN = timedelta(minutes=30)


class Silence(QObject):
    """`moved`: it began or ended. It is kept with the preferences, so that a new start keeps it too."""

    moved = Signal()

    def __init__(
        self,
        sound: Sound,
        now: Callable[[], datetime],
        preferences: Callable[[], Preferences],
        change: Callable[[Preferences], None],
        parent: QObject,
    ) -> None:
        """`now`: the desk's present (UTC). `change` keeps preferences."""
        super().__init__(parent)
        self._sound, self._now, self._preferences, self._change = sound, now, preferences, change
        self._was_on = False
        self.tick()

    @property
    def until(self) -> datetime | None:
        """When it ends; None while there is none. A moment further away than it can last is a damaged one."""
        until, now = self._preferences().quiet_until, self._now()
        return until if until is not None and now < until <= now + SPAN else None

    def toggle(self) -> None:
        """Begin it, or end it. That it cannot be kept for the next start is no reason not to be silent."""
        until = self._now() + SPAN if self.until is None else None
        with suppress(SurroundingsFault):
            self._change(replace(self._preferences(), quiet_until=until))
        self.tick()

    def tick(self) -> None:
        """One second passed."""
        is_on = self.until is not None
        self._sound.hushed = is_on
        if is_on != self._was_on:
            self._was_on = is_on
            self.moved.emit()
