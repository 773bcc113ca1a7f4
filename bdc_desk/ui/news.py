"""What the window has to say: refusals, and what was done with a way back. One line, never the keyboard."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from bdc_desk.ui.undo import KEY, Done, UndoStack
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
        self._shown: Done | None = None
        self.stack = UndoStack(self)
        """What Ctrl+Z takes back."""
        self.stack.changed.connect(self._show_key)
        self.stack.undone.connect(self._undone)
        notice.acted.connect(self._act)

    def refuse(
        self, why: str, action: str = "", act: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Say why not; `action` names the button of a way that is open all the same, `key` its key."""
        self._undo, self._shown = act, None
        self._notice.say(why, kind="error", action=action, key=key, seconds=REFUSAL_SECONDS)

    def tell(self, text: str) -> None:
        """Say how things stand."""
        self._undo = self._shown = None
        self._notice.say(text, seconds=REFUSAL_SECONDS)

    def done(
        self, text: str, action: str = "", undo: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Say what was done; `action` names the button that takes it back, `key` the key that does
        the same.
        """
        self._undo, self._shown = undo, None
        self._notice.say(text, kind="ok", action=action, key=key, seconds=UNDO_SECONDS)

    def undoable(self, text: str, action: str, done: Done, now: Callable[[], datetime]) -> None:
        """Say what was done; the button `action` takes back `done`, and so does Ctrl+Z while nothing newer
        was done.
        """

        def press() -> None:
            why_not = self.stack.press(done, now())
            if why_not:
                self.refuse(why_not)

        key = KEY if self.stack.is_next(done, now()) else ""
        self.done(text, action, press, key)
        self._shown = done

    def read_in(
        self, text: str, *, well: bool, details: str, action: str, act: Callable[[], None] | None
    ) -> None:
        """Say what was read and received; `details` of what could not be can be copied, `action` shows it."""
        self._undo, self._shown = act, None
        self._notice.say(
            text, kind="ok" if well else "error", details=details, action=action, seconds=REFUSAL_SECONDS
        )

    def fault(self, text: str, details: str) -> None:
        """Say that the program made a mistake; the details can be copied."""
        self._undo = self._shown = None
        self._notice.say(text, kind="error", details=details)

    def _undone(self, done: Done) -> None:
        """What the notice says is not so any more."""
        if self._shown is done:
            self._notice.leave()

    def _show_key(self) -> None:
        """The notice's button keeps the key only while the key does the same."""
        if self._shown is not None:
            self._notice.show_key(KEY if self._shown is self.stack.newest else "")

    def _act(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()
