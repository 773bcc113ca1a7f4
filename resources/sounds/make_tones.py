# ruff: noqa: INP001 - a script among the files it makes
"""Write the tones of the alerts beside this file: `python make_tones.py`."""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050  # samples a second: enough for tones, small files
LOUDNESS = 0.35  # of full scale: heard beside a telephone call, not startling
FADE = 0.012  # seconds at each end, so that no tone clicks

Tone = tuple[float, float]
"""Hertz (0: silence) and seconds."""

SOFTER = 0.3  # of the others' loudness: a new lead is news, not an alarm

TONES: dict[str, list[Tone]] = {
    "short": [(880.0, 0.18)],
    "double": [(740.0, 0.16), (0.0, 0.07), (988.0, 0.22)],
    "soft": [(523.0, 0.22)],
}


def samples(tone: Tone) -> list[int]:
    """A tone with an octave above it, softly begun and ended."""
    hertz, seconds = tone
    count = int(RATE * seconds)
    made = []
    for at in range(count):
        fade = min(1.0, at / (FADE * RATE), (count - at) / (FADE * RATE))
        angle = 2 * math.pi * hertz * at / RATE
        level = 0.8 * math.sin(angle) + 0.2 * math.sin(2 * angle)
        made.append(round(32_767 * LOUDNESS * fade * level) if hertz else 0)
    return made


def write(path: Path, tones: list[Tone], share: float = 1.0) -> None:
    """One WAV file: mono, 16 bits, at a share of the usual loudness."""
    data = [round(sample * share) for tone in tones for sample in samples(tone)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(data)}h", *data))


if __name__ == "__main__":
    for name, tones in TONES.items():
        write(Path(__file__).parent / f"{name}.wav", tones, SOFTER if name == "soft" else 1.0)
