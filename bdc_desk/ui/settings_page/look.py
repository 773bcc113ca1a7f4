"""Look and text size: applied as they are chosen, and taken back by one button."""

from PySide6.QtWidgets import QWidget

from bdc_desk.settings import LARGEST_TEXT, SMALLEST_TEXT, TEXT_STEP, THEMES, Preferences
from bdc_desk.ui.settings_page.section import OneOf, Section
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row

SIZES = range(SMALLEST_TEXT, LARGEST_TEXT + 1, TEXT_STEP)


class LookSection(Section):
    """Theme, text size, rows. `remember` before the person changes anything."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Shows the defaults."""
        super().__init__(title, parent)
        self._before = self._now = Preferences()
        self.theme = OneOf(self.tr("Colours"), self._themes(), self)
        self.text_size = CalmComboBox([(f"{size} %", str(size)) for size in SIZES], self)
        self.text_size.setAccessibleName(self.tr("Text size"))
        self.as_before = Button(self.tr("As before"), self)
        self.add_heading(self.tr("Colours"))
        self.column.addWidget(self.theme)
        self.add_heading(self.tr("Text size"))
        line = row(self.text_size)
        line.addStretch(1)
        self.column.addLayout(line)
        self.add_heading(self.tr("Queue"))
        self.compact = self.add_check(self.tr("Low rows: more leads in sight, less of each"), "compact")
        self.add_words(
            self.tr(
                "It shows at once and stays when you close this page. Ctrl and + or - change the text "
                "anywhere, Ctrl+0 puts it back to 100 %, Ctrl+Shift+D goes round the colours."
            )
        )
        end = row(self.as_before)
        end.addStretch(1)
        self.column.addLayout(end)
        self.theme.chosen.connect(lambda name: self.changed.emit({"theme": name}))
        self.text_size.activated.connect(
            lambda _at: self.changed.emit({"text_percent": int(self.text_size.value())})
        )
        self.as_before.clicked.connect(self._go_back)

    def remember(self, preferences: Preferences) -> None:
        """The look that "As before" brings back."""
        self._before = preferences
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the look."""
        self._now = preferences
        self.theme.show_choice(preferences.theme)
        size = str(preferences.text_percent)
        if self.text_size.findData(size) < 0:  # a size between two steps, from the file
            self.text_size.addItem(f"{size} %", size)
        self.text_size.choose(size)
        self.compact.setChecked(preferences.compact)
        self.as_before.setEnabled(_look_of(self._before) != _look_of(preferences))

    def _go_back(self) -> None:
        self.theme.button(self._before.theme).setFocus()  # the button is off once it has done its work
        self.changed.emit(_look_of(self._before))

    def _themes(self) -> list[tuple[str, str]]:
        told = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "system": self.tr("As the system"),
            "contrast": self.tr("High contrast"),
        }
        return [(told.get(theme, theme), theme) for theme in THEMES]


def _look_of(preferences: Preferences) -> dict[str, object]:
    return {name: getattr(preferences, name) for name in ("theme", "text_percent", "compact")}
