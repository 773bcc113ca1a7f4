"""Many power cuts of one replay: at any write, in the commits, in the checkpoints, in the first opening, and
once more while what the first cut left is being recovered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.helpers.power.checking import Found, check, lay_out, work_on
from tests.helpers.power.disk import (
    Committed,
    Committing,
    Disk,
    Event,
    Mood,
    Name,
    Promised,
    Sync,
    Truncate,
    Write,
    mood,
)
from tests.helpers.power.replaying import FILE, Replay, recovery

OPENING = 400
"""How many of the first events are the birth of a file: its migrations, and what comes to the disk then."""
AGAIN = 0.2
"""The share of cuts that are followed by one in the recovery."""
WORKED_ON = 0.03
"""The share of cuts after which production itself opens the file and works on."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The power went before the event number `at`. `where`: what the disk was told last; `how`: what of it
    the disk kept. `least`: the last commit that had returned; `most`: the last that had begun; `doing`: the
    operation that would have returned next.
    """

    at: int
    where: str
    how: Mood
    files: Mapping[str, bytes]
    least: int
    most: int
    doing: str

    def __str__(self) -> str:
        return f"cut before event {self.at} ({self.where}, in {self.doing}, {self.how})"


def points(events: Sequence[Event], count: int, dice: Random) -> list[int]:
    """`count` moments, in their order: a third anywhere, the rest where commits return, in what is written
    outside the write-ahead log, and in the birth of the file.
    """
    after = [place + 1 for place, event in enumerate(events) if isinstance(event, Committed | Sync | Name)]
    homes = {event.file for event in events if isinstance(event, Name) and event.name == FILE}
    homeward = [
        place
        for place, event in enumerate(events)
        if isinstance(event, Write | Truncate) and event.file in homes
    ]
    everywhere = range(1, len(events) + 1)
    kinds = [everywhere, everywhere, after, homeward or everywhere, everywhere[:OPENING], after]
    return sorted(dice.choice(dice.choice(kinds)) for _ in range(count))


def cuts(replay: Replay, count: int, dice: Random) -> Iterator[Cut]:
    """`count` cuts of the replay, in the order of time."""
    events, disk, least, most, taken = replay.events, Disk(), 0, 0, 0
    for at in points(events, count, dice):
        for event in events[taken:at]:
            disk.take(event)
            if isinstance(event, Committing):
                most = event.number
            elif isinstance(event, Committed):
                least = event.number
        taken, how = at, mood(dice)
        yield Cut(at, _where(events, at), how, disk.after_a_cut(dice, how), least, most, _doing(events, at))


def _doing(events: Sequence[Event], at: int) -> str:
    found = (event.name for event in events[at:] if isinstance(event, Promised))
    return next(found, "closing")


def _where(events: Sequence[Event], at: int) -> str:
    """What the disk was last told before the cut, in a word or two."""
    homes = {event.file for event in events if isinstance(event, Name) and event.name == FILE}
    last = events[at - 1]
    if isinstance(last, Write | Truncate | Sync):
        name = "database" if last.file in homes else "write-ahead log or journal"
        return f"{type(last).__name__.lower()} of the {name}"
    return {"Committed": "committed", "Committing": "begun to commit", "Promised": "returned"}.get(
        type(last).__name__, "names"
    )


@dataclass(slots=True)
class Tally:
    """What came of the cuts. `faults`: each with its cut."""

    cuts: int = 0
    in_recovery: int = 0
    worked_on: int = 0
    where: Counter[str] = field(default_factory=Counter)
    in_flight_kept: int = 0
    in_flight_gone: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, cut: Cut, found: Found) -> None:
        """One more cut and what was found."""
        self.cuts += 1
        self.where[cut.where] += 1
        self.in_flight_kept += cut.most > cut.least and found.stand == cut.most
        self.in_flight_gone += cut.most > cut.least and found.stand == cut.least
        self.faults += [f"{cut}: {words}" for words in found.faults]

    def join(self, other: "Tally") -> None:
        """What came of other cuts is added."""
        for name in ("cuts", "in_recovery", "worked_on", "in_flight_kept", "in_flight_gone"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.where += other.where
        self.faults += other.faults

    def lost(self) -> list[str]:
        """The faults that say of an entry that it was promised and is gone."""
        return [words for words in self.faults if "lost: the promised entry" in words]

    def told(self) -> str:
        """The figures, a line each."""
        where = ", ".join(f"{words} {times:,}" for words, times in self.where.most_common())
        return (
            f"{self.cuts:,} cuts, {self.in_recovery:,} of them cut once more in the recovery, "
            f"{self.worked_on:,} opened and worked on by the program itself\n"
            f"the commit in flight: kept {self.in_flight_kept:,}, gone {self.in_flight_gone:,}\n"
            f"cut after: {where}\n"
            f"{len(self.faults):,} faults, {len(self.lost()):,} promised entries lost"
        )


def tally(replay: Replay, count: int, dice: Random, folder: Path) -> Tally:
    """Cut `count` times and check each; `folder` is used up."""
    found = Tally()
    for cut in cuts(replay, count, dice):
        result = check(lay_out(cut.files, folder), replay, cut.least, cut.most)
        found.add(cut, result)
        if result.stand is not None and dice.random() < AGAIN:
            found.in_recovery += 1
            found.faults += _cut_again(replay, cut, result.stand, dice, folder)
        if not result.faults and dice.random() < WORKED_ON:
            found.worked_on += 1
            found.faults += [f"{cut}: {words}" for words in work_on(lay_out(cut.files, folder))]
    return found


def _cut_again(replay: Replay, cut: Cut, stand: int, dice: Random, folder: Path) -> list[str]:
    """The power goes once more while the desk opens the file: what stood after the first cut stands still."""
    events = recovery(cut.files, replay.pragmas)
    disk, at, how = Disk(cut.files), dice.randint(0, len(events)), mood(dice)
    for event in events[:at]:
        disk.take(event)
    again = check(lay_out(disk.after_a_cut(dice, how), folder), replay, stand, stand)
    return [f"{cut}; again before event {at} of the recovery ({how}): {words}" for words in again.faults]
