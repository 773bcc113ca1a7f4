"""Two lanes beside the GUI thread: storage, where work runs in the order it was asked, and network, in
parallel.

Work runs in a plain thread and must touch no widget. What it returns is delivered on the GUI thread by a
queued signal, never during the call that asked for it (but `Lanes.inline()` runs everything at once, for
pictures and simple tests).
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from bdc_desk.errors import BdcDeskError

T = TypeVar("T")
Failed = Callable[[Exception], None] | None
NETWORK_THREADS = 4
LETS_GO_AFTER = 0.001
"""Seconds that a busy lane keeps Python from the GUI thread, each time that one comes back from Qt. Python's
own choice is five times that: a page that asks Qt twenty things would take a tenth of a second.
"""


class Lanes(QObject):
    """The two lanes. Made on the GUI thread and closed by whoever made it."""

    _finished = Signal(object)

    def __init__(self, on_fault: Callable[[Exception], None], parent: QObject | None = None) -> None:
        """`on_fault` hears, on the GUI thread, of every error that nobody raised on purpose."""
        super().__init__(parent)
        self._on_fault = on_fault
        self._closed = False
        sys.setswitchinterval(LETS_GO_AFTER)
        self._storage = ThreadPoolExecutor(1, thread_name_prefix="storage")
        self._network = ThreadPoolExecutor(NETWORK_THREADS, thread_name_prefix="network")
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @staticmethod
    def inline(on_fault: Callable[[Exception], None] | None = None) -> "Lanes":
        """Lanes without threads: work and delivery happen within the call. Errors are raised if `on_fault` is
        None.
        """
        return _InlineLanes(on_fault or _raise)

    def storage(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed = None) -> None:
        """Run `work` after all storage work asked for before; hand its result to `then` on the GUI thread.

        An error raised on purpose (BdcDeskError) goes to `failed`, or to `on_fault` where there is none; any
        other goes to `on_fault`, and to `failed` as well so that a screen can stop waiting. Nothing is
        delivered to a deleted widget's method, nor after `close`; work asked for after `close` is not run.
        """
        self._start(self._storage, work, then, failed)

    def network(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed = None) -> None:
        """Run `work` beside other network work; otherwise like `storage`."""
        self._start(self._network, work, then, failed)

    def close(self, *, wait: bool = True) -> None:
        """Deliver nothing more. Storage work already asked for is still done (what was typed is never lost);
        network work not begun is dropped. `wait` joins the threads. May be called twice.
        """
        self._closed = True
        self._network.shutdown(wait=False, cancel_futures=True)
        self._storage.shutdown(wait=wait)
        self._network.shutdown(wait=wait)

    def _start(
        self, lane: ThreadPoolExecutor, work: Callable[[], Any], then: Callable[[Any], None], failed: Failed
    ) -> None:
        if not self._closed:
            lane.submit(self._run, work, then, failed)

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Failed) -> None:
        """In the lane's thread: the work, and its result or error on the way to the GUI thread."""
        delivery = _attempt(work, then, failed, self._on_fault)
        if self._closed:
            return
        try:
            self._finished.emit(delivery)
        except RuntimeError:
            # The program ends without waiting and Qt's half of this object is gone: nobody is left to tell.
            return

    def _deliver(self, delivery: Callable[[], None]) -> None:
        if not self._closed:
            _tell(delivery, self._on_fault)


class _InlineLanes(Lanes):
    """Everything at once, in the calling thread; no threads are started (executors start them when first
    used).
    """

    def _start(
        self, lane: ThreadPoolExecutor, work: Callable[[], Any], then: Callable[[Any], None], failed: Failed
    ) -> None:
        if not self._closed:
            self._deliver(_attempt(work, then, failed, self._on_fault))


def _attempt(
    work: Callable[[], Any],
    then: Callable[[Any], None],
    failed: Failed,
    on_fault: Callable[[Exception], None],
) -> Callable[[], None]:
    """Do the work; the answer is what the GUI thread has to call."""
    try:
        result = work()
    except Exception as error:  # noqa: BLE001 - a lane outlives any work; the error is handed on
        caught = error
        return lambda: _tell_error(caught, failed, on_fault)
    return lambda: then(result) if _alive(then) else None


def _tell_error(error: Exception, failed: Failed, on_fault: Callable[[Exception], None]) -> None:
    heard = failed is not None and _alive(failed)
    if not isinstance(error, BdcDeskError) or not heard:
        on_fault(error)
    if failed is not None and heard:
        failed(error)


def _tell(delivery: Callable[[], None], on_fault: Callable[[Exception], None]) -> None:
    """Deliver; an error in a screen's own slot is a fault like any other, not a line lost on stderr."""
    try:
        delivery()
    except Exception as error:  # noqa: BLE001 - reported, whatever it is
        on_fault(error)


def _alive(call: Callable[..., None]) -> bool:
    """False for a method of a Qt object that Qt has deleted."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _raise(error: Exception) -> None:
    raise error
