"""What who sits here is doing: ready, on a call, wrapping up, on a break."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from bdc_desk.clock import Clock
from bdc_desk.operations.teamwork import Presence
from bdc_desk.ui.call.call_session import CallSession, CallState

STATES = {
    CallState.READY: Presence.READY,
    CallState.CALLING: Presence.CALLING,
    CallState.WRAP_UP: Presence.WRAP_UP,
}


class PresenceSession(QObject):
    """Follows the call; F8 begins and ends a break. A call ends the break too."""

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self, clock: Clock, call: CallSession, tell: Callable[[Presence], None], parent: QObject
    ) -> None:
        """`tell` lets the colleagues know."""
        super().__init__(parent)
        self._clock, self._call, self._tell = clock, call, tell
        self.state = Presence.READY
        self._since = clock.elapsed()
        call.changed.connect(lambda: self._enter(STATES[call.state]))
        tell(self.state)

    @property
    def on_break(self) -> bool:
        """Whether the person is on a break."""
        return self.state is Presence.BREAK

    def elapsed(self) -> float:
        """Seconds since the state began."""
        return self._clock.elapsed() - self._since

    def toggle_break(self) -> None:
        """F8: begin a break, or end it. An open call comes first."""
        if self._call.state is not CallState.READY:
            self.refused.emit(self.tr("The call comes first: end it and say what came of it."))
            return
        self._enter(Presence.READY if self.on_break else Presence.BREAK)

    def _enter(self, state: Presence) -> None:
        self.state = state
        self._since = self._clock.elapsed()
        self._tell(state)
        self.changed.emit()
