"""A tone at less than its full loudness, as a file of its own: not every player can be told how loud (aplay,
Windows), and a file is the same for all.
"""

import sys
import wave
from array import array
from pathlib import Path

FULL = 100


def quieter(tone: Path, volume: int, folder: Path) -> Path:
    """The tone at `volume` (0-100) in `folder`, made once; at full volume the tone itself.

    Half the volume is a quarter of the swing, which sounds about half as loud. Raises OSError where the copy
    cannot be written, and wave.Error for a file that is no WAV of 16 bits.
    """
    if volume >= FULL:
        return tone
    made = folder / f"{tone.stem}-{max(0, volume)}.wav"
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        new = made.with_suffix(".new")
        _write_copy(tone, new, (max(0, volume) / FULL) ** 2)
        new.replace(made)  # whole or not at all: a player may be reading it
    return made


def _write_copy(tone: Path, new: Path, share: float) -> None:
    with wave.open(str(tone), "rb") as read:
        told, frames = read.getparams(), read.readframes(read.getnframes())
    if told.sampwidth != 2:
        raise wave.Error(f"{tone.name} has {8 * told.sampwidth} bits a sample, not 16")
    samples = array("h", frames)
    if sys.byteorder == "big":  # a WAV is little-endian
        samples.byteswap()
    softer = array("h", (round(sample * share) for sample in samples))
    if sys.byteorder == "big":
        softer.byteswap()
    with wave.open(str(new), "wb") as written:
        written.setnchannels(told.nchannels)
        written.setsampwidth(told.sampwidth)
        written.setframerate(told.framerate)
        written.writeframes(softer.tobytes())
