"""Sections of a few switches: window and tray, lock, language; and those that only lead elsewhere."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bdc_desk.settings import Preferences
from bdc_desk.ui.settings_page.section import Section
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LOCK_MINUTES = (0, 2, 5, 10, 15, 30, 60)


class TraySection(Section):
    """The sign in the system's tray."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """As if there were a tray."""
        super().__init__(title, parent)
        self.tray = self.add_check(self.tr("A sign in the tray, with how many calls wait"), "tray")
        self.messages = self.add_check(
            self.tr("Messages beside it while the window is covered"), "tray_messages"
        )
        self.close_to_tray = self.add_check(
            self.tr("Closing the window leaves it in the tray"), "close_to_tray"
        )
        self._has_tray = True
        self.said = self.add_words()
        self.show_tray(has_tray=True)

    def show_tray(self, *, has_tray: bool) -> None:
        """Whether this system has a tray."""
        self._has_tray = has_tray
        self.said.setText(
            self.tr("A right click on it opens the desk, begins silence or a break, or quits.")
            if has_tray
            else self.tr("This system has no tray, so these have no effect here. Alerts show in the window.")
        )

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the switches; what needs the sign is off without it."""
        self.tray.setChecked(preferences.tray)
        self.messages.setChecked(preferences.tray_messages)
        self.close_to_tray.setChecked(preferences.close_to_tray)
        for part in (self.messages, self.close_to_tray):
            part.setEnabled(preferences.tray)


class LockSection(Section):
    """After how long without a key or the mouse the desk locks."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Shows the default."""
        super().__init__(title, parent)
        self.minutes = CalmComboBox([(self._told(one), str(one)) for one in LOCK_MINUTES], self)
        self.minutes.setAccessibleName(self.tr("Lock the desk after"))
        line = row(Label(self.tr("Lock after"), self), self.minutes)
        line.addStretch(1)
        self.column.addLayout(line)
        self.add_words(
            self.tr(
                "Without a key or the mouse for so long, the window hides customers; alerts still sound. It "
                "never locks by itself during a call. Ctrl+L locks at once. Ctrl+K, “A PIN for the locked "
                "window”, sets a PIN that opens it. It keeps looks away and does not protect the file: "
                "whoever can start programs here can read it."
            )
        )
        self.minutes.activated.connect(
            lambda _at: self.changed.emit({"lock_minutes": int(self.minutes.value())})
        )

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the span; one between the usual ones joins them."""
        value = str(preferences.lock_minutes)
        if self.minutes.findData(value) < 0:
            self.minutes.addItem(self._told(preferences.lock_minutes), value)
        self.minutes.choose(value)

    def _told(self, minutes: int) -> str:
        if not minutes:
            return self.tr("Never")
        return self.tr("{count} minutes").format(count=minutes)


class LanguageSection(Section):
    """The language of the window."""

    def __init__(
        self, title: str, languages: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """`languages`: name in the language itself, and its code."""
        super().__init__(title, parent)
        self.language = CalmComboBox([(self.tr("As the system"), ""), *languages], self)
        self.language.setAccessibleName(self.tr("Language of the window"))
        line = row(Label(self.tr("Language of the window"), self), self.language)
        line.addStretch(1)
        self.column.addLayout(line)
        self.add_words(
            self.tr("It holds from the next start on. Emails to customers have a language of their own.")
        )
        self.language.activated.connect(lambda _at: self.changed.emit({"language": self.language.value()}))

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the language; one that this program does not have shows as the system's."""
        known = self.language.findData(preferences.language) >= 0
        self.language.choose(preferences.language if known else "")


class DoorsSection(Section):
    """Buttons that open another page. `asked(name)`."""

    asked = Signal(str)

    def __init__(
        self,
        title: str,
        doors: Mapping[str, tuple[str, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`doors`: by name the button's words, its key ("" for none), and what is found there."""
        super().__init__(title, parent)
        self.doors: dict[str, Button] = {}
        for name, (text, key, found) in doors.items():
            button = self.doors[name] = Button(text, self, key=key)
            button.clicked.connect(self._asked(name))
            line = row(button)
            line.addStretch(1)
            self.column.addLayout(line)
            self.add_words(found)

    def show_open(self, names: Sequence[str]) -> None:
        """Which doors lead somewhere here; the others are off and say so."""
        for name, button in self.doors.items():
            button.setEnabled(name in names)
            button.set_why("" if name in names else self.tr("Not on this desk."))

    def _asked(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)
