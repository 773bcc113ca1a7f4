"""`python -m tests.helpers.power soak COUNT [SEED]`: COUNT power cuts, with figures; ends with 1 where one
was not survived, or where the checker does not find what it must.
"""

# ruff: noqa: T201 - a soak prints how far it is and what it found

import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.helpers.power.cutting import Tally, tally
from tests.helpers.power.recording import Recording
from tests.helpers.power.replaying import replay
from tests.helpers.power.story import record

PORTION = 1000
"""Cuts of one recording; the next has other ids, salts and hashes."""
BLIND = 50
"""Cuts with which the checker shows that it finds what a weaker PRAGMA loses."""
FULL, NORMAL = "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"


def soak(count: int, seed: str) -> int:
    """Cut `count` times; what the program ends with."""
    total, done = Tally(), 0
    for portion in range(-(-count // PORTION)):
        dice = Random(f"{seed} {portion}")
        with tempfile.TemporaryDirectory() as folder:
            recording, cut_into = _recorded(Path(folder))
            if not _sees(recording, dice, cut_into):
                print("THE CHECKER IS BLIND: it finds nothing lost with synchronous = NORMAL")
                return 1
            found = tally(replay(recording), min(PORTION, count - done), dice, cut_into)
        total.join(found)
        done += found.cuts
        spent = time.process_time()
        print(f"{done:,} of {count:,} cuts, {len(total.faults)} faults, {spent:.0f} s of CPU", flush=True)
        for words in found.faults[:20]:
            print(f"  {words}")
    print(total.told())
    return bool(total.faults)


def _recorded(folder: Path) -> tuple[Recording, Path]:
    desk, cut_into = folder / "desk", folder / "cut"
    desk.mkdir()
    cut_into.mkdir()
    return record(desk), cut_into


def _sees(recording: Recording, dice: Random, cut_into: Path) -> bool:
    return bool(tally(replay(recording.with_pragma(FULL, NORMAL)), BLIND, dice, cut_into).lost())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["soak", count, *seed] if count.isdecimal() and len(seed) <= 1:
            sys.exit(soak(int(count), seed[0] if seed else "1"))
        case _:
            sys.exit("python -m tests.helpers.power soak COUNT [SEED]")
