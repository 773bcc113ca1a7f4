"""What Ctrl+Z takes back: the newest thing that was done in this window, and nothing older.

Whatever writes an entry says so here, in the order in which it was asked for. What cannot be taken back, or
not any more, ends the undo of all that came before it: whoever presses Ctrl+Z means what they did last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

KEY = "Ctrl+Z"
KEPT = 50
"""So many of the newest are known: nobody goes further back in seconds."""


def _always() -> bool:
    return True


@dataclass(slots=True, eq=False)
class Done:
    """One thing that was done. `words` name it ("call to Maria Okafor: No answer"). `take_back` None: it is
    being written, or cannot be taken back. `until`: the last moment (UTC); `still`: whether it can be, beside
    the time. `late`: what to say afterwards, "" for the usual words.
    """

    made_at: datetime
    words: str
    take_back: Callable[[], None] | None = None
    until: datetime | None = None
    late: str = ""
    still: Callable[[], bool] = _always

    def may_be(self, now: datetime) -> bool:
        """Whether it can be taken back now."""
        in_time = self.until is None or now <= self.until
        return self.take_back is not None and in_time and self.still()


class UndoStack(QObject):
    """The things done in this window, oldest first."""

    changed = Signal()
    """Another one is the newest now."""
    undone = Signal(object)
    """This one (`Done`) is being taken back."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._done: list[Done] = []

    def begin(self, now: datetime, words: str, late: str = "") -> Done:
        """Something is being done: from now on nothing older is taken back. `offer` makes it one that can be,
        `forget` says that it was not done after all.
        """
        done = Done(now, words, late=late)
        self._done = [*self._done[1 - KEPT :], done]
        self.changed.emit()
        return done

    def offer(
        self,
        done: Done,
        take_back: Callable[[], None],
        until: datetime,
        still: Callable[[], bool] = _always,
    ) -> None:
        """It was done, and `take_back` undoes it."""
        done.take_back, done.until, done.still = take_back, until, still
        self.changed.emit()

    def forget(self, done: Done | None) -> None:
        """It was not done, or is undone: what came before it is the newest again."""
        if done in self._done:
            self._done.remove(done)
            self.changed.emit()

    def is_next(self, done: Done | None, now: datetime) -> bool:
        """Whether Ctrl+Z takes back this."""
        return done is not None and done is self.newest and done.may_be(now)

    @property
    def newest(self) -> Done | None:
        """What was done last; None for nothing."""
        return self._done[-1] if self._done else None

    def press(self, done: Done, now: datetime) -> str:
        """Take back this one, by a button of its own; "" where that was done, else why not."""
        if not done.may_be(now) or done.take_back is None:
            return done.late or self._too_late(done)
        take_back, done.take_back = done.take_back, None
        self.forget(done)
        self.undone.emit(done)
        take_back()
        return ""

    def take_back(self, now: datetime) -> str:
        """Ctrl+Z: take back the newest; "" where that was done, else why not."""
        newest = self.newest
        return self.press(newest, now) if newest is not None else self.tr("Nothing to take back.")

    def _too_late(self, done: Done) -> str:
        return self.tr("Nothing to take back with Ctrl+Z: the last was: {what}.").format(what=done.words)
