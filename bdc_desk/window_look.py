"""How the window looks and sounds, and where it stands: applied at once, kept in the profile."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from bdc_desk.errors import SurroundingsFault
from bdc_desk.settings import (
    LARGEST_TEXT,
    SMALLEST_TEXT,
    THEMES,
    Preferences,
    Profile,
    write_preferences,
)
from bdc_desk.ui import theme
from bdc_desk.ui.actions import Action
from bdc_desk.ui.keys import bind
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.translation import translate

TITLE_BAR = 40
"""Pixels that a window system puts above a window, which nobody tells before it is shown."""
TEXT_STEP = 10
SMALLEST_WINDOW = 640, 480


class WindowLook:
    """The preferences of one window. `heard`: who else wants to know when they change (sound, tray)."""

    def __init__(self, profile: Profile, preferences: Preferences, window: MainWindow) -> None:
        """Nothing is applied before `change`."""
        self._profile, self._window = profile, window
        self.preferences = preferences
        self.family: str | None = None
        """A font of our own, for pictures; None takes the system's."""
        self.heard: list[Callable[[Preferences], None]] = []

    def bind(self, told: Callable[[str], None]) -> None:
        """Ctrl and plus, minus or 0 change the text's size, Ctrl+Shift+D goes round the looks. `told` says
        how it looks now.
        """

        def and_tell(act: Callable[[], None]) -> Callable[[], None]:
            def done() -> None:
                act()
                known = self.preferences
                text = translate("Look", "Look: {theme}, text {percent} %.")
                told(text.format(theme=known.theme, percent=known.text_percent))

            return done

        keys = {key: and_tell(action.act) for action in self.actions() for key in action.keys}
        bind(self._window, keys)

    def actions(self) -> list[Action]:
        """What the keys of `bind` do, for the palette and the help."""
        return [
            Action(
                "larger",
                translate("Look", "Larger text"),
                ("Ctrl++", "Ctrl+="),
                lambda: self._step(TEXT_STEP),
            ),
            Action("smaller", translate("Look", "Smaller text"), ("Ctrl+-",), lambda: self._step(-TEXT_STEP)),
            Action("usual size", translate("Look", "Text in its usual size"), ("Ctrl+0",), self._usual_size),
            Action(
                "look",
                translate("Look", "The next look: light, dark, as the system, high contrast"),
                ("Ctrl+Shift+D",),
                self._next_theme,
            ),
        ]

    def change(self, preferences: Preferences) -> None:
        """Apply other preferences and keep them. Raises SurroundingsFault where they cannot be kept; they
        hold all the same until the window closes.
        """
        before, self.preferences = self.preferences, preferences
        qt = QApplication.instance()
        looks = (before.theme, before.text_percent) != (preferences.theme, preferences.text_percent)
        if looks and isinstance(qt, QApplication):
            look(qt, preferences, self.family)
        self._window.queue.view.set_compact(preferences.compact)
        self._window.rearrange()
        for hear in self.heard:
            hear(preferences)
        write_preferences(self._profile, preferences)

    def keep_window(self) -> None:
        """Remember where the window stood."""
        place = self._window.normalGeometry()
        window = place.x(), place.y(), place.width(), place.height()
        self._keep(replace(self.preferences, window=window, maximised=self._window.isMaximized()))

    def place_window(self) -> None:
        """Where it stood when it was closed; onto the first screen where that one is gone. One that is on the
        screen stays.
        """
        if self._window.is_furnished:
            self._window.queue.view.set_compact(self.preferences.compact)
        if not self.preferences.window or self._window.isVisible():
            return
        x, y, width, height = self.preferences.window
        least_wide, least_high = SMALLEST_WINDOW
        self._window.setGeometry(x, y, max(width, least_wide), max(height, least_high))
        screens = QApplication.screens()
        if not any(screen.availableGeometry().intersects(self._window.geometry()) for screen in screens):
            self._window.move(0, 0)

    def show(self) -> None:
        """Show the window where it stood; maximised where it was, or where the screen has no more room."""
        if self._window.isVisible():
            return
        room = self._window.screen().availableGeometry()
        frame = 0 if self.preferences.window else TITLE_BAR
        is_tight = self._window.width() > room.width() or self._window.height() + frame > room.height()
        if self.preferences.maximised or is_tight:
            self._window.showMaximized()
        else:
            self._window.show()

    def _step(self, by: int) -> None:
        percent = min(max(self.preferences.text_percent + by, SMALLEST_TEXT), LARGEST_TEXT)
        self._keep(replace(self.preferences, text_percent=percent))

    def _usual_size(self) -> None:
        self._keep(replace(self.preferences, text_percent=100))

    def _next_theme(self) -> None:
        self._keep(replace(self.preferences, theme=next_theme(self.preferences.theme)))

    def _keep(self, preferences: Preferences) -> None:
        """A look that cannot be kept is no reason to stop."""
        try:
            self.change(preferences)
        except SurroundingsFault as fault:
            logging.getLogger(__name__).warning("%s", fault)


def next_theme(theme_name: str) -> str:
    """The look after this one, going round."""
    return THEMES[(THEMES.index(theme_name) + 1) % len(THEMES)]


def look(app: QApplication, preferences: Preferences, family: str | None = None) -> None:
    """Give the application its look."""
    choice = preferences.theme
    theme.apply(app, choice, preferences.text_percent / 100, family)  # type: ignore[arg-type]  # checked when read
