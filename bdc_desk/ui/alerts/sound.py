"""The tones of the alerts: which, how loud, and when not.

(QtMultimedia is an add-on that the program does not carry: see player.py.) Without a player the system beeps.
"""

import wave
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bdc_desk.settings import Preferences
from bdc_desk.ui.alerts.alert_words import Tone, by_urgency
from bdc_desk.ui.alerts.player import Run, SystemPlayer, system_player
from bdc_desk.ui.alerts.quieter import quieter
from bdc_desk.ui.assets import asset

__all__ = ["Run", "Sound", "system_player"]


class Sound:
    """Plays the tones of the alerts. `muted`: the person is on a break; `hushed`: there is silence for a
    while.
    """

    def __init__(
        self,
        run: Run | None = None,
        beep: Callable[[], None] = QApplication.beep,
        folder: Path | None = None,
    ) -> None:
        """`run` None: no player was found, so `beep` it is (see `system_player`). `folder`: where quieter
        tones are kept; without it every tone is as loud as it was made.
        """
        self._run, self._beep, self._folder = run, beep, folder
        self._preferences = Preferences()
        self.muted = False
        self.hushed = False

    def use(self, preferences: Preferences) -> None:
        """Take tones, volume and the switch from these."""
        self._preferences = preferences

    @property
    def player(self) -> str:
        """What plays: the program's name; "" where only the system's beep is left."""
        if isinstance(self._run, SystemPlayer):
            return self._run.name
        return "" if self._run is None else self.system

    system = "Windows"
    """What plays where it is no program of its own."""

    def play(self, tone: Tone) -> None:
        """Begin a tone. Never waits, never raises: a desk without sound still works."""
        if not (self.muted or self.hushed) and self._preferences.sound:
            self.try_out(tone)

    def play_for(self, alerts: Iterable[str]) -> None:
        """One tone for alerts of one moment: that of the most urgent which has one."""
        tones = (self._preferences.tone(alert) for alert in by_urgency(alerts))
        chosen = next((tone for tone in tones if tone != "none"), "none")
        self.play(chosen)  # type: ignore[arg-type]  # checked when the preferences were read

    def try_out(self, tone: Tone) -> None:
        """Begin a tone whatever is switched off: the person wants to hear it."""
        volume = self._preferences.volume
        if tone == "none" or volume == 0:
            return
        path = asset("sounds", f"{tone}.wav")
        if not path.exists():
            self._beep()
            return
        self._start(self._at_volume(path, volume))

    def look(self) -> None:
        """Once a second: a tone that its player could not play is played by the next one, or is a beep."""
        unheard = self._run.look() if isinstance(self._run, SystemPlayer) else None
        if unheard is not None:
            self._start(unheard)

    def _at_volume(self, tone: Path, volume: int) -> Path:
        if self._folder is None:
            return tone
        try:
            return quieter(tone, volume, self._folder)
        except (OSError, wave.Error, EOFError):
            return tone  # too loud is better than unheard

    def _start(self, tone: Path) -> None:
        if self._run is None:
            self._beep()
            return
        try:
            self._run(tone)
        except OSError:
            self._beep()
