import wave
from array import array
from pathlib import Path

import pytest

from bdc_desk.settings import TONE_NAMES, TONES, Preferences
from bdc_desk.ui.alerts.player import SystemPlayer, system_player
from bdc_desk.ui.alerts.quieter import quieter
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.assets import asset

SHORT = asset("sounds", "short.wav")


def loudest(path: Path) -> int:
    with wave.open(str(path)) as file:
        return max(array("h", file.readframes(file.getnframes())))


@pytest.mark.parametrize("tone", [tone for tone in TONE_NAMES if tone != "none"])
def test_each_tone_is_a_short_wav_file_that_is_there(tone: str) -> None:
    with wave.open(str(asset("sounds", f"{tone}.wav"))) as file:
        assert 0.1 < file.getnframes() / file.getframerate() < 0.6


def test_a_new_lead_is_softer_than_an_alarm() -> None:
    assert loudest(asset("sounds", "soft.wav")) < loudest(SHORT) / 2


def test_it_hands_the_file_to_the_player() -> None:
    played: list[Path] = []
    Sound(played.append, beep=pytest.fail).play("double")
    assert played == [asset("sounds", "double.wav")]


def test_it_is_silent_on_a_break_in_a_silence_and_where_it_is_switched_off() -> None:
    sound = Sound(pytest.fail, beep=pytest.fail)
    sound.muted = True
    sound.play("short")
    sound.muted, sound.hushed = False, True
    sound.play("short")
    sound.hushed = False
    sound.use(Preferences(sound=False))
    sound.play("short")
    sound.use(Preferences(volume=0))
    sound.play("short")
    sound.use(Preferences(tones=dict.fromkeys(TONES, "none")))
    sound.play_for(TONES)


def test_who_tries_a_tone_hears_it_all_the_same() -> None:
    played: list[Path] = []
    sound = Sound(played.append)
    sound.use(Preferences(sound=False))
    sound.muted = sound.hushed = True
    sound.try_out("soft")
    assert [path.stem for path in played] == ["soft"]


def _broken(_path: Path) -> None:
    raise OSError("no audio device")


@pytest.mark.parametrize("run", [None, _broken])
def test_without_a_working_player_it_beeps(run: object) -> None:
    beeps: list[str] = []
    Sound(run, beep=lambda: beeps.append("beep")).play("short")  # type: ignore[arg-type]
    assert beeps == ["beep"]


def test_a_quieter_tone_is_written_once_and_played(tmp_path: Path) -> None:
    played: list[Path] = []
    sound = Sound(played.append, folder=tmp_path / "tones")
    sound.use(Preferences(volume=50))
    sound.play("short")
    sound.play("short")
    assert played == [tmp_path / "tones" / "short-50.wav"] * 2
    assert [path.name for path in (tmp_path / "tones").iterdir()] == ["short-50.wav"]
    assert loudest(played[0]) == pytest.approx(loudest(SHORT) / 4, rel=0.01)
    assert quieter(SHORT, 100, tmp_path) == SHORT


def test_a_folder_that_takes_nothing_leaves_the_tone_loud(tmp_path: Path) -> None:
    (tmp_path / "tones").touch()
    played: list[Path] = []
    sound = Sound(played.append, folder=tmp_path / "tones")
    sound.use(Preferences(volume=50))
    sound.play("short")
    assert played == [SHORT]


@pytest.mark.parametrize(
    ("platform", "installed", "found"),
    [
        ("linux", {"paplay", "aplay"}, [("/bin/paplay",), ("/bin/aplay", "-q")]),
        ("linux", {"aplay"}, [("/bin/aplay", "-q")]),
        ("linux", set(), None),
        ("darwin", {"afplay"}, [("/bin/afplay",)]),
    ],
)
def test_the_players_of_the_system_are_found(
    platform: str, installed: set[str], found: list[tuple[str, ...]] | None
) -> None:
    player = system_player(platform, lambda name: f"/bin/{name}" if name in installed else None)
    assert getattr(player, "_commands", None) == found


def script(folder: Path, name: str, lines: str) -> str:
    made = folder / name
    made.write_text(f"#!/bin/sh\n{lines}\n")
    made.chmod(0o755)
    return str(made)


def ended(player: SystemPlayer) -> None:
    for process, _, _ in player._running:
        process.wait(10)


def test_a_player_runs_beside_the_program_and_is_put_away(tmp_path: Path) -> None:
    player = SystemPlayer([(script(tmp_path, "player", f'echo "$@" > {tmp_path}/played'),)])
    player(Path("tone.wav"))
    ended(player)
    assert (tmp_path / "played").read_text().strip() == "tone.wav"
    assert player.look() is None
    assert player._running == []
    assert player.name == "player"


def test_a_player_that_fails_gives_way_to_the_next_and_then_to_the_beep(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    bad, good = script(tmp_path, "bad", "exit 1"), script(tmp_path, "good", f'echo "$@" >> {heard}')
    beeps: list[str] = []
    player = SystemPlayer([(str(tmp_path / "gone"),), (bad,), (good,)])
    sound = Sound(player, beep=lambda: beeps.append("beep"))
    sound.play("short")
    ended(player)
    sound.look()  # the tone that nobody heard is played again
    ended(player)
    assert heard.read_text().strip() == str(SHORT)
    assert (sound.player, beeps) == ("good", [])
    script(tmp_path, "good", "exit 3")
    sound.play("short")
    ended(player)
    sound.look()
    assert (sound.player, beeps) == ("", ["beep"])
