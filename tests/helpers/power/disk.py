"""A disk, as a list of what it was told, and what is left of that when the power goes.

The rules are those of a file system that promises no more than it must. Until a file is synced, each sector
of each write may or may not be on the disk, in any order. A hole that such a loss leaves reads as zeros or as
anything. A file that was made, or taken away, may not be so until its folder is synced. What a sync has
returned for is there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random

SECTORS = (512, 4096)


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes were written into a file. Files are told apart by number: a name may be given anew."""

    file: int
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file was cut to this size."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """All that was written into this file so far is on the disk now."""

    file: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name stands for this file now; None: for none any more."""

    name: str
    file: int | None


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """All names are on the disk as they are now."""


@dataclass(frozen=True, slots=True)
class Committing:
    """The transaction of this number (from 1) is being committed."""

    number: int


@dataclass(frozen=True, slots=True)
class Committed:
    """Its commit returned: it is promised."""

    number: int


@dataclass(frozen=True, slots=True)
class Promised:
    """An operation of this name returned."""

    name: str


Event = Write | Truncate | Sync | Name | SyncFolder | Committing | Committed | Promised
Change = Write | Truncate


@dataclass(frozen=True, slots=True)
class Mood:
    """How a disk dies. `kept`: the chance of each unsynced sector to be there; `names`: of each unsynced
    name, after those before it. `in_order`: what came first is there first. `noise`: holes read as anything.
    """

    kept: float
    names: float
    sector: int
    in_order: bool
    noise: bool


def mood(dice: Random) -> Mood:
    """Any way to die. Nothing and everything kept are the likeliest, as they are in life."""
    kept = dice.choice((0.0, 0.0, 0.1, 0.5, 0.9, 1.0))
    return Mood(
        kept, dice.choice((0.0, 0.5, 1.0)), dice.choice(SECTORS), dice.random() < 0.4, dice.random() < 0.3
    )


@dataclass(slots=True)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    unsynced: list[Change] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.unsynced:
            _apply(self.durable, change, b"")
        self.unsynced.clear()


def _apply(content: bytearray, change: Change, noise: bytes) -> None:
    """Carry it out; a hole before a write is filled from `noise`, then with zeros."""
    if isinstance(change, Truncate):
        del content[change.size :]
        content.extend(bytes(max(0, change.size - len(content))))
        return
    if hole := max(0, change.offset - len(content)):
        content.extend((noise[:hole]).ljust(hole, b"\0"))
    content[change.offset : change.offset + len(change.content)] = change.content


class Disk:
    """What is on the disk, and what is only on its way there."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        """`files`: what is there to begin with, numbered from 1 in this order."""
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._unsynced_names: list[Name] = []
        for number, (name, content) in enumerate((files or {}).items(), 1):
            self._files[number] = _File(bytearray(content))
            self._names[name] = number

    def take(self, event: Event) -> None:
        """The disk is told this."""
        match event:
            case Write() | Truncate():
                self._files.setdefault(event.file, _File()).unsynced.append(event)
            case Sync():
                self._files.setdefault(event.file, _File()).sync()
            case Name():
                self._unsynced_names.append(event)
            case SyncFolder():
                for name in self._unsynced_names:
                    _rename(self._names, name)
                self._unsynced_names.clear()

    def after_a_cut(self, dice: Random, how: Mood) -> dict[str, bytes]:
        """What the files hold when the power comes back, by name. The disk itself is not changed by it."""
        names = dict(self._names)
        for name in self._unsynced_names:  # a folder's changes are kept in order
            if dice.random() >= how.names:
                break
            _rename(names, name)
        noise = dice.randbytes(1 << 13) if how.noise else b""
        return {name: _left(self._files.get(file, _File()), dice, how, noise) for name, file in names.items()}


def _rename(names: dict[str, int], told: Name) -> None:
    if told.file is None:
        names.pop(told.name, None)
    else:
        names[told.name] = told.file


def _left(file: _File, dice: Random, how: Mood, noise: bytes) -> bytes:
    content = bytearray(file.durable)
    for change in _kept(file.unsynced, dice, how):
        _apply(content, change, noise)
    return bytes(content)


def _kept(changes: Sequence[Change], dice: Random, how: Mood) -> Iterator[Change]:
    """The pieces that reached the disk. `in_order`: all of them up to some one."""
    pieces = (piece for change in changes for piece in _pieces(change, how.sector))
    if how.in_order:
        pieces_told = list(pieces)
        return iter(pieces_told[: round(len(pieces_told) * how.kept * dice.uniform(0.5, 1.0))])
    return (piece for piece in pieces if dice.random() < how.kept)


def _pieces(change: Change, sector: int) -> Iterable[Change]:
    """A write sector by sector: of one sector all is there, or nothing."""
    if isinstance(change, Truncate):
        yield change
        return
    start, end = change.offset, change.offset + len(change.content)
    while start < end:
        stop = min(end, (start // sector + 1) * sector)
        yield Write(change.file, start, change.content[start - change.offset : stop - change.offset])
        start = stop


class Told:
    """Collects what a disk is told, and keeps the files as a running system sees them."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        """`files`: what is there to begin with, as `Disk` numbers it."""
        self.events: list[Event] = []
        self.live: dict[int, bytearray] = {}
        self.names: dict[str, int] = {}
        self._numbers = count(1)
        for name, content in (files or {}).items():
            self.names[name] = next(self._numbers)
            self.live[self.names[name]] = bytearray(content)

    def tell(self, event: Event) -> None:
        """Note it, and do it."""
        self.events.append(event)
        if isinstance(event, Write | Truncate):
            _apply(self.live[event.file], event, b"")
        elif isinstance(event, Name):
            _rename(self.names, event)

    def make(self, name: str) -> int:
        """A new empty file of this name; its number."""
        number = next(self._numbers)
        self.live[number] = bytearray()
        self.tell(Name(name, number))
        return number
