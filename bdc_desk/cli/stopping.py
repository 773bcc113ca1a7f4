"""Ctrl+C during long work: what runs is finished, then it ends; a second one ends it at once."""

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self

WORDS = "\nStopping after what is being written now; Ctrl+C again stops at once."


class Stopping:
    """`asked` becomes true at the first Ctrl+C within the block; the second one raises KeyboardInterrupt."""

    def __init__(self) -> None:
        self.asked = False
        self._before: object = None
        self._told: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        """Hear Ctrl+C from now on."""
        with suppress(ValueError):  # signals are heard in the main thread only
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """As it was before."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]  # what `signal` itself gave

    def tell(self, stop: Callable[[], None]) -> None:
        """At Ctrl+C call `stop`, which ends what runs; the one told before is forgotten."""
        self._told = stop

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._told()
        print(WORDS, file=sys.stderr, flush=True)
