"""How a mailbox stands: one value at any moment, replaced whole, so that any thread may look at it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus


class Standing:
    """Keeps the status, and tells of each change."""

    def __init__(self, name: str, now: datetime, on_status: Callable[[SourceStatus], None]) -> None:
        """`now`: when the reader was made; until its first look has ended it counts as reading."""
        self.status = SourceStatus(SourceKind.MAILBOX, name, SourceState.READING, now, counted_since=now)
        self._on_status = on_status
        self._notes: dict[str, str] = {}

    def reading(self, now: datetime) -> None:
        """Mails were found and are being read."""
        self._stand(SourceState.READING, now)

    def waiting(self, now: datetime) -> None:
        """Everything is read; what is to be said beside it are the notes."""
        self._stand(SourceState.WAITING, now, why=" ".join(self._notes.values()), last_read_at=now)

    def elsewhere(self, now: datetime) -> None:
        """A colleague's desk reads it."""
        self._stand(SourceState.ELSEWHERE, now)

    def failed(self, state: SourceState, now: datetime, why: str, details: str = "") -> None:
        """It cannot be read now."""
        self._stand(state, now, why=why, details=details)

    def note(self, key: str, words: str) -> None:
        """Something to be said beside it that stops nothing; the latest of each key is kept. "": no more."""
        self._notes.pop(key, None)
        if words:
            self._notes[key] = words

    def count(self, *, found: int = 0, unreadable: int = 0, failed: int = 0) -> None:
        """So much more."""
        before = self.status
        self._put(
            replace(
                before,
                found=before.found + found,
                unreadable=before.unreadable + unreadable,
                failed=before.failed + failed,
            )
        )

    def _stand(
        self,
        state: SourceState,
        now: datetime,
        *,
        why: str = "",
        details: str = "",
        last_read_at: datetime | None = None,
    ) -> None:
        before = self.status
        self._put(
            replace(
                before,
                state=state,
                since=before.since if before.state is state else now,
                why=why,
                details=details,
                last_read_at=last_read_at or before.last_read_at,
            )
        )

    def _put(self, status: SourceStatus) -> None:
        if status != self.status:
            self.status = status
            self._on_status(status)
