import wave
from pathlib import Path

import pytest

from bdc_desk.ui.alerts.sound import Sound, system_player
from bdc_desk.ui.assets import asset


def test_each_tone_is_a_short_wav_file_that_is_there() -> None:
    for kind, longest in (("short", 0.3), ("double", 0.6)):
        with wave.open(str(asset("sounds", f"{kind}.wav"))) as file:
            assert 0.1 < file.getnframes() / file.getframerate() < longest


def test_it_hands_the_file_to_the_player() -> None:
    played: list[Path] = []
    Sound(played.append, beep=pytest.fail).play("double")
    assert played == [asset("sounds", "double.wav")]


def test_muted_it_is_silent() -> None:
    sound = Sound(pytest.fail, beep=pytest.fail)
    sound.muted = True
    sound.play("short")


def _broken(_path: Path) -> None:
    raise OSError("no audio device")


@pytest.mark.parametrize("run", [None, _broken])
def test_without_a_working_player_it_beeps(run: object) -> None:
    beeps: list[str] = []
    Sound(run, beep=lambda: beeps.append("beep")).play("short")  # type: ignore[arg-type]
    assert beeps == ["beep"]


@pytest.mark.parametrize(
    ("platform", "installed", "found"),
    [
        ("linux", {"paplay", "aplay"}, ("/bin/paplay",)),
        ("linux", {"aplay"}, ("/bin/aplay", "-q")),
        ("linux", set(), None),
        ("darwin", {"afplay"}, ("/bin/afplay",)),
    ],
)
def test_the_first_player_of_the_system_is_taken(
    platform: str, installed: set[str], found: tuple[str, ...] | None
) -> None:
    player = system_player(platform, lambda name: f"/bin/{name}" if name in installed else None)
    assert getattr(player, "_command", None) == found


def test_a_player_runs_beside_the_program_and_is_reaped(tmp_path: Path) -> None:
    script = tmp_path / "player"
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/played\n')
    script.chmod(0o755)
    player = system_player("linux", lambda _name: str(script))
    assert player is not None
    player(Path("tone.wav"))
    process = player._running[0]  # type: ignore[attr-defined]
    assert process.wait(10) == 0
    assert (tmp_path / "played").read_text().strip().endswith("tone.wav")
    player(Path("tone.wav"))
    assert process not in player._running  # type: ignore[attr-defined]
    player._running[0].wait(10)  # type: ignore[attr-defined]
