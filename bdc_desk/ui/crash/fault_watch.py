"""Hears of every error that nobody caught: in a slot of Qt's, in a thread, while Python tidies up."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from bdc_desk.log import masked_trace


class FaultWatch(QObject):
    """`heard(error)`: to be connected by a queued connection, for it comes from any thread, and from the
    middle of a paint.
    """

    heard = Signal(object)

    def __init__(self) -> None:
        """Nothing is heard before `begin`."""
        super().__init__()
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook

    def begin(self) -> None:
        """Hear from now on."""
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._of_a_slot
        threading.excepthook = self._of_a_thread
        sys.unraisablehook = self._of_tidying

    def end(self) -> None:
        """Everything is as it was before `begin`."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _of_a_slot(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None = None
    ) -> None:
        if isinstance(fault, Exception):
            self._tell(fault)
        else:  # Ctrl+C, an exit: no mistakes
            self._before[0](kind, fault, trace)

    def _of_a_thread(self, found: threading.ExceptHookArgs) -> None:
        if isinstance(found.exc_value, Exception):
            self._tell(found.exc_value)

    def _of_tidying(self, found: "sys.UnraisableHookArgs") -> None:
        if isinstance(found.exc_value, Exception):
            self._tell(found.exc_value)

    def _tell(self, fault: Exception) -> None:
        try:
            self.heard.emit(fault)
        except RuntimeError:  # the program ends and Qt's half is gone: the log alone hears of it
            logging.getLogger(__name__).error("a fault at the end: %s", masked_trace(fault))  # noqa: TRY400 - that of the program, not of the signal
