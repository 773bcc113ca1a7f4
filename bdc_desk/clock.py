"""The only reader of the wall clock and the monotonic clock. Everything else is handed `now`."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What a desk needs to know of time."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...

    def elapsed(self) -> float:
        """Seconds of a clock that never steps; only differences mean something."""
        ...


class SystemClock:
    """The computer's own clocks."""

    def now(self) -> datetime:
        """The computer's wall clock as aware UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """The computer's monotonic clock, seconds."""
        return time.monotonic()


class ShiftedClock:
    """Another clock, shifted: a living demo that is opened at night plays in the morning; a desk in a team
    goes by the shared database's clock. `by` may be set at any time, from any thread.
    """

    def __init__(self, clock: Clock, by: timedelta) -> None:
        """`by` is added to what `clock` says; time passes as there."""
        self._clock, self.by = clock, by

    def now(self) -> datetime:
        """The shifted moment, aware, UTC."""
        return self._clock.now() + self.by

    def elapsed(self) -> float:
        """Seconds of the other clock's monotonic time."""
        return self._clock.elapsed()


class FixedClock:
    """A clock that moves only when told: for tests, pictures and invented histories."""

    def __init__(self, at: datetime) -> None:
        """Start at `at`, which must be aware."""
        self._at = at.astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        """The moment last set."""
        return self._at

    def elapsed(self) -> float:
        """Seconds advanced so far; setting the wall clock does not touch it."""
        return self._elapsed

    def advance(self, span: timedelta) -> None:
        """Let `span` pass on both clocks."""
        self._at += span
        self._elapsed += span.total_seconds()

    def set(self, at: datetime) -> None:
        """Step the wall clock to `at`, as a person or a time server does; no time passes."""
        self._at = at.astimezone(UTC)
