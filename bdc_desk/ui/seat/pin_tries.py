"""Wrong PINs, counted for the whole window: after three of them the next is looked at later."""

from PySide6.QtCore import QCoreApplication

from bdc_desk.clock import Clock

TRIES = 3
PAUSE = 20.0
"""Seconds that pass after so many wrong PINs before the next is looked at."""


class PinTries:
    """`why_not` says how long to wait."""

    def __init__(self, clock: Clock) -> None:
        """None was wrong yet."""
        self._clock = clock
        self._wrong, self._looks_from = 0, 0.0

    def why_not(self) -> str:
        """Why no PIN is looked at now; "" where the next one is."""
        left = self._looks_from - self._clock.elapsed()
        if left <= 0:
            return ""
        told = QCoreApplication.translate("Lock", "Three wrong PINs: wait {seconds} s, then try again.")
        return told.format(seconds=int(left) + 1)

    def wrong(self) -> None:
        """One was wrong."""
        self._wrong += 1
        if self._wrong % TRIES == 0:
            self._looks_from = self._clock.elapsed() + PAUSE

    def right(self) -> None:
        """One was right: the count begins anew."""
        self._wrong, self._looks_from = 0, 0.0
