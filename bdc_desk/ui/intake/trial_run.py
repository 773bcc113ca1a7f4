"""A trial or a sign-in behind a form for a mail server: one at a time, in the network lane, and only the
newest answers.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from bdc_desk.errors import Refused
from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.mailbox_work import ShowCode
from bdc_desk.ui.intake.trial_panel import TrialPanel

T = TypeVar("T")


class TrialRun(QObject):
    """Begins, cancels and tells one form. Closing the form cancels what runs."""

    _code_came = Signal(str, str)

    def __init__(self, lanes: Lanes, panel: TrialPanel, open_link: Callable[[str], bool]) -> None:
        """`open_link` hands the provider's page to the system."""
        super().__init__(panel)
        self._lanes, self._panel = lanes, panel
        self._run = 0
        self._cancelled = Cancelled()
        self._code_came.connect(self._show_code, Qt.ConnectionType.QueuedConnection)
        panel.cancel_asked.connect(self._cancel)
        panel.link_asked.connect(open_link)

    def begin(self, what: str, work: Callable[[Cancelled], T], then: Callable[[T], None]) -> None:
        """Do `work`, with the form waiting, and hand on what it found; `what`: what goes on, in words."""
        run, cancelled = self._next(what), self._cancelled
        self._lanes.network(
            lambda: work(cancelled),
            lambda found: self._answered(run, then, found),
            lambda why: self._failed(run, why),
        )

    def sign_in(self, work: Callable[[ShowCode, Cancelled], bool]) -> None:
        """Have the person sign in at the provider's page. `work` shows the code and ends where it was
        cancelled; it answers whether the keyring keeps what came of it.
        """
        run, cancelled = self._next(self.tr("Asking for a code ...")), self._cancelled

        def show(code: str, url: str) -> None:
            if not cancelled.is_set():
                self._code_came.emit(code, url)

        self._lanes.network(
            lambda: work(show, cancelled),
            lambda kept: self._answered(run, self._panel.show_signed_in, self.where_kept(kept)),
            lambda why: self._failed(run, why),
        )

    def end(self) -> None:
        """The window closes: wait for nothing any more, and cut the connection of what runs."""
        self._run += 1
        self._cancelled.set()

    def where_kept(self, kept: bool) -> str:
        """Where a password or a sign-in lies now."""
        if kept:
            return self.tr("The password lies in this computer's keyring.")
        return self.tr(
            "This computer has no keyring that keeps secrets: the desk knows it until the program ends, and "
            "asks again then."
        )

    def _next(self, what: str) -> int:
        """A number that tells this run's answer from an older one's."""
        self._run += 1
        self._cancelled.set()
        self._cancelled = Cancelled()
        self._panel.begin(what)
        return self._run

    def _answered(self, run: int, then: Callable[[T], None], found: T) -> None:
        if run == self._run:
            then(found)

    def _failed(self, run: int, why: Exception) -> None:
        if run == self._run:
            self._panel.show_refusal(str(why), field_of(why))

    def _show_code(self, code: str, url: str) -> None:
        if self._panel.is_open and not self._cancelled.is_set():
            self._panel.show_code(code, url)

    def _cancel(self) -> None:
        """Wait no longer; what was asked at the provider runs out by itself."""
        self.end()
        self._panel.show_refusal("")


def field_of(why: Exception) -> str:
    """The field of a form that a refusal is about; "" where it is about none."""
    return (why.code or "") if isinstance(why, Refused) else ""
