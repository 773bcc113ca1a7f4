"""Whatever plays tones on this system, as a process of its own: nothing waits for it, nothing to install."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

Run = Callable[[Path], None]
"""Starts playing a file and returns at once. Raises OSError when that is impossible."""

PLAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "darwin": (("afplay",),),
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
}


class SystemPlayer:
    """Starts a process for each tone. A player that cannot (there is no sound server for it) gives way to the
    next one that is installed.
    """

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        """`commands`: the players that are installed, the best first."""
        self._commands = [tuple(command) for command in commands]
        self._running: list[tuple[subprocess.Popen[bytes], tuple[str, ...], Path]] = []

    @property
    def name(self) -> str:
        """The player used now; "" when none of them works."""
        return Path(self._commands[0][0]).stem if self._commands else ""

    def __call__(self, tone: Path) -> None:
        """Start playing `tone`. Raises OSError when no player is left."""
        quiet = subprocess.DEVNULL
        while self._commands:
            command = self._commands[0]
            try:
                process = subprocess.Popen([*command, str(tone)], stdin=quiet, stdout=quiet, stderr=quiet)
            except OSError:
                self._give_up(command)
                continue
            self._running.append((process, command, tone))
            return
        raise FileNotFoundError("no player of this system works")

    def look(self) -> Path | None:
        """Put away the processes that ended; the last tone that none was heard of, None when all were."""
        unheard = None
        for ended in [one for one in self._running if one[0].poll() is not None]:
            process, command, tone = ended
            self._running.remove(ended)
            if process.returncode != 0:
                self._give_up(command)
                unheard = tone
        return unheard

    def _give_up(self, command: tuple[str, ...]) -> None:
        if command in self._commands:
            self._commands.remove(command)


def system_player(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Run | None:
    """The player of this system; None when there is none."""
    if platform == "win32":
        return _play_on_windows
    known = PLAYERS["darwin" if platform == "darwin" else "linux"]
    commands = [(found, *command[1:]) for command in known if (found := which(command[0])) is not None]
    return SystemPlayer(commands) if commands else None


def _play_on_windows(tone: Path) -> None:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - exists on Windows only

        winsound.PlaySound(str(tone), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
