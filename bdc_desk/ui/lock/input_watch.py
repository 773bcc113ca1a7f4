"""When a person last did something in the window: a key, a click, the wheel, the mouse."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from bdc_desk.clock import Clock

BY_A_PERSON = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # all that comes of a key that is a shortcut
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class InputWatch(QObject):
    """Watches what the window system sends to one window: a few events, not every widget's (an application's
    filter in Python would be asked at each paint).
    """

    def __init__(self, window: QWidget, clock: Clock) -> None:
        """Begins now, as if a key had been pressed."""
        super().__init__(window)
        self._clock = clock
        self._last = clock.elapsed()
        window.winId()  # so that there is a handle
        window.windowHandle().installEventFilter(self)

    def idle(self) -> float:
        """Seconds since a person last did something here."""
        return self._clock.elapsed() - self._last

    def begin_anew(self) -> None:
        """Count from now."""
        self._last = self._clock.elapsed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of what a person does, and let it pass."""
        if event.type() in BY_A_PERSON:
            self._last = self._clock.elapsed()
        return super().eventFilter(watched, event)
