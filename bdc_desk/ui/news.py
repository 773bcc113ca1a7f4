"""What the window has to say: refusals, and what was done with a way back. One line, never the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from bdc_desk.ui.widgets.notice import Notice

REFUSAL_SECONDS = 12.0
UNDO_SECONDS = 8.0


class News(QObject):
    """Says one thing at a time through the notice; the newest stands, and with it what its button does."""

    def __init__(self, notice: Notice) -> None:
        """`notice` shows it."""
        super().__init__(notice)
        self._notice = notice
        self._undo: Callable[[], None] | None = None
        notice.acted.connect(self._act)

    def refuse(
        self, why: str, action: str = "", act: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Say why not; `action` names the button of a way that is open all the same, `key` its key."""
        self._undo = act
        self._notice.say(why, kind="error", action=action, key=key, seconds=REFUSAL_SECONDS)

    def tell(self, text: str) -> None:
        """Say how things stand."""
        self._undo = None
        self._notice.say(text, seconds=REFUSAL_SECONDS)

    def done(
        self, text: str, action: str = "", undo: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Say what was done; `action` names the button that takes it back, `key` the key that does
        the same.
        """
        self._undo = undo
        self._notice.say(text, kind="ok", action=action, key=key, seconds=UNDO_SECONDS)

    def read_in(
        self, text: str, *, well: bool, details: str, action: str, act: Callable[[], None] | None
    ) -> None:
        """Say what was read and received; `details` of what could not be can be copied, `action` shows it."""
        self._undo = act
        self._notice.say(
            text, kind="ok" if well else "error", details=details, action=action, seconds=REFUSAL_SECONDS
        )

    def fault(self, text: str, details: str) -> None:
        """Say that the program made a mistake; the details can be copied."""
        self._undo = None
        self._notice.say(text, kind="error", details=details)

    def offers(self, undo: Callable[[], None]) -> bool:
        """Whether this way back is offered now: its notice stands and nothing newer took its place."""
        return self._undo is undo and not self._notice.isHidden()

    @property
    def offered(self) -> Callable[[], None] | None:
        """The way back, or on, whose notice stands now; None where there is none."""
        return self._undo if not self._notice.isHidden() else None

    def _act(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()
