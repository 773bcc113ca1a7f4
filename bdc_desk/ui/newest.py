"""Questions of which only the newest matters: what is asked with every key that is typed."""

from collections.abc import Callable
from typing import Any, TypeVar

from bdc_desk.ui.background import Lanes

T = TypeVar("T")
Question = tuple[Callable[[], Any], Callable[[Any], None], Callable[[Exception], None] | None]


class Newest:
    """Asks the storage lane one question at a time. A question that comes meanwhile waits, and the next one
    takes its place: the lane never has more than one of these queued, and no old answer is ever told.
    """

    def __init__(self, lanes: Lanes) -> None:
        """`lanes` does the work."""
        self._lanes = lanes
        self._wanted = 0
        self._under_way = False
        self._waiting: Question | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the newest question still waits for its answer."""
        return self._wanted != 0

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Answer `then` with what `work` finds, unless something newer is asked before."""
        self._wanted += 1
        if self._under_way:
            self._waiting = (work, then, failed)
        else:
            self._start((work, then, failed))

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._wanted, self._waiting = 0, None

    def _start(self, question: Question) -> None:
        work, then, failed = question
        self._under_way, asked = True, self._wanted

        def answered(found: Any) -> None:  # noqa: ANN401 - whatever the question finds
            if self._is_newest(asked):
                then(found)

        def refused(why: Exception) -> None:
            if self._is_newest(asked) and failed is not None:
                failed(why)

        self._lanes.storage(work, answered, refused)

    def _is_newest(self, asked: int) -> bool:
        """Settle this answer; whether it is to be told. What waited meanwhile is asked."""
        self._under_way = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._start(waiting)
            return False
        told = self._wanted == asked
        self._wanted = 0
        return told
