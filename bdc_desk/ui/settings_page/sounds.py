"""Sound and alerts: a tone for each kind, how loud, and silence for a while."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from bdc_desk.settings import LOUDEST, TONE_NAMES, TONES, Preferences
from bdc_desk.ui import words
from bdc_desk.ui.settings_page.section import Section
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.tokens import GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

VOLUMES = range(0, LOUDEST + 1, 10)


class SoundSection(Section):
    """`try_asked(tone)` to hear one, `silence_asked` to begin or end the silence."""

    try_asked = Signal(str)
    silence_asked = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Shows the defaults."""
        super().__init__(title, parent)
        self._now = Preferences()
        self.sound = self.add_check(self.tr("Alerts make a sound"), "sound")
        self.volume = CalmComboBox([(f"{one} %", str(one)) for one in VOLUMES], self)
        self.volume.setMinimumContentsLength(8)
        self.volume.setAccessibleName(self.tr("Volume"))
        line = row(Label(self.tr("Volume"), self), self.volume)
        line.addStretch(1)
        self.column.addLayout(line)
        self.player = self.add_words()
        self.tones: dict[str, CalmComboBox] = {}
        self.tries: dict[str, Button] = {}
        self._lay_out_tones()
        self.add_words(
            self.tr(
                "A banner shows whatever the tone. Several alerts of one moment make one tone; a new lead at "
                "most one a minute, and none while you are on a call. On a break (F8) nothing rings."
            )
        )
        self.silence = Button("", self, key="Ctrl+Shift+S")
        end = row(self.silence)
        end.addStretch(1)
        self.column.addLayout(end)
        self.volume.activated.connect(lambda _at: self.changed.emit({"volume": int(self.volume.value())}))
        self.silence.clicked.connect(self.silence_asked)
        self.show_silence(None, None)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show tones and volume."""
        self._now = preferences
        self.sound.setChecked(preferences.sound)
        volume = str(preferences.volume)
        if self.volume.findData(volume) < 0:  # one between two steps, from the file
            self.volume.addItem(f"{volume} %", volume)
        self.volume.choose(volume)
        for alert, box in self.tones.items():
            box.choose(preferences.tone(alert))
            self.tries[alert].setEnabled(box.value() != "none")

    def show_player(self, name: str) -> None:
        """What plays the tones; "" where nothing does."""
        self.player.setText(
            self.tr("Played by {name}.").format(name=name)
            if name
            else self.tr(
                "No player was found that works (pw-play, paplay or aplay): the system beeps, at its own "
                "volume. Install one of them, then start the desk again."
            )
        )
        self.player.set_role("muted" if name else "error")

    def show_silence(self, until: datetime | None, zone: tzinfo | None) -> None:
        """Say until when it is silent; None: it is not."""
        self.silence.set_text(
            self.tr("Silence for 30 minutes")
            if until is None or zone is None
            else self.tr("Silent until {at}: end it").format(at=words.time_of_day(until, zone))
        )

    def _lay_out_tones(self) -> None:
        told = {
            "over 2 min": self.tr("A lead waits over 2 minutes"),
            "over 15 min": self.tr("A lead waits over 15 minutes"),
            "escalated": self.tr("A lead is escalated"),
            "callback soon": self.tr("A promised call is near"),
            "callback due": self.tr("A promised call is due"),
            "callback passed on": self.tr("A promise nobody kept"),
            "new lead": self.tr("A new lead"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_S)
        grid.setVerticalSpacing(GAP_XS)
        grid.setColumnStretch(0, 1)
        for line, alert in enumerate(TONES):
            box, heard = CalmComboBox(self._tone_words(), self), Button(self.tr("Try"), self)
            box.setMinimumContentsLength(8)
            box.setAccessibleName(self.tr("Tone: {alert}").format(alert=told[alert]))
            heard.setAccessibleName(self.tr("Try the tone: {alert}").format(alert=told[alert]))
            box.activated.connect(self._chosen(alert))
            heard.clicked.connect(self._tried(alert))
            for place, part in enumerate((Label(told[alert], self, wrap=True), box, heard)):
                grid.addWidget(part, line, place)
            self.tones[alert], self.tries[alert] = box, heard
        self.column.addLayout(grid)

    def _tone_words(self) -> list[tuple[str, str]]:
        told = {
            "short": self.tr("Short"),
            "double": self.tr("Double"),
            "soft": self.tr("Soft"),
            "none": self.tr("None"),
        }
        return [(told[tone], tone) for tone in TONE_NAMES]

    def _chosen(self, alert: str) -> Callable[[], None]:
        return lambda: self.changed.emit({"tones": {**self._now.tones, alert: self.tones[alert].value()}})

    def _tried(self, alert: str) -> Callable[[], None]:
        return lambda: self.try_asked.emit(self.tones[alert].value())
