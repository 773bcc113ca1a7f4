"""Tones by whatever player the system has, as a process of its own: nothing waits for it, nothing to install.

(QtMultimedia is an add-on that the program does not carry.) Without a player the system beeps.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bdc_desk.ui.alerts.alert_words import Tone
from bdc_desk.ui.assets import asset

Run = Callable[[Path], None]
"""Starts playing a file and returns at once. Raises OSError when that is impossible."""

PLAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "darwin": (("afplay",),),
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
}


class Sound:
    """Plays the tones of the alerts, or nothing while muted."""

    def __init__(self, run: Run | None = None, beep: Callable[[], None] = QApplication.beep) -> None:
        """`run` None: no player was found, so `beep` it is (see `system_player`)."""
        self._run = run
        self._beep = beep
        self.muted = False

    def play(self, kind: Tone) -> None:
        """Begin a tone. Never waits, never raises: a desk without sound still works."""
        if self.muted:
            return
        path = asset("sounds", f"{kind}.wav")
        if self._run is None or not path.exists():
            self._beep()
            return
        try:
            self._run(path)
        except OSError:
            self._beep()


def system_player(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Run | None:
    """The player of this system; None when there is none."""
    if platform == "win32":
        return _play_on_windows
    for command in PLAYERS.get("darwin" if platform == "darwin" else "linux", ()):
        found = which(command[0])
        if found is not None:
            return _Player((found, *command[1:]))
    return None


class _Player:
    """Starts the player's process for each tone and reaps those that ended."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._running: list[subprocess.Popen[bytes]] = []

    def __call__(self, path: Path) -> None:
        """Start playing `path`."""
        self._running = [process for process in self._running if process.poll() is None]
        quiet = subprocess.DEVNULL
        self._running.append(
            subprocess.Popen([*self._command, str(path)], stdin=quiet, stdout=quiet, stderr=quiet)
        )


def _play_on_windows(path: Path) -> None:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - exists on Windows only

        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
