"""Looking with a limit: a check that hangs or fails is a finding, and stops no other."""

import logging
import threading
from collections.abc import Iterable

from bdc_desk.cli.checks.finding import Check, Finding, broken
from bdc_desk.errors import BdcDeskError

AGAIN = "Install the program again: pip install bdc-desk."
_LOG = logging.getLogger(__name__)


def look(check: Check) -> tuple[Finding, ...]:
    """What the check finds, within its limit. Never raises but for Ctrl+C.

    The look runs in a thread of its own. One that hangs (a dead network drive) cannot be ended; the program
    does not wait for it.
    """
    looking = _Looking(check)
    looking.start()
    if looking.done.wait(check.seconds):
        return tuple(looking.findings)
    words = f"There was no answer within {check.seconds:.0f} s."
    return (broken(check.name, words, "A disk or a network that hangs? Try again; if it stays, look there."),)


class _Looking(threading.Thread):
    def __init__(self, check: Check) -> None:
        super().__init__(name=f"check {check.name}", daemon=True)
        self.done = threading.Event()
        self.findings: Iterable[Finding] = ()
        self._check = check

    def run(self) -> None:
        try:
            self.findings = tuple(self._check.look())
        except BdcDeskError as fault:
            self.findings = (broken(self._check.name, str(fault)),)
        except ImportError as fault:
            words = f"Not looked at: {fault.name or fault} cannot be imported."
            self.findings = (broken(self._check.name, words, AGAIN),)
        except Exception as fault:  # noqa: BLE001 - a mistake in one look hides no other finding
            _LOG.exception("the check %s failed", self._check.name)
            words = f"The look itself failed ({type(fault).__name__})."
            self.findings = (
                broken(self._check.name, words, "The log file says more: `bdc-desk where` names it."),
            )
        finally:
            self.done.set()
