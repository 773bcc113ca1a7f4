"""Heads of the log noted in a file beside the database: they bear witness when a log was cut short or
rewritten, which nothing inside it can show (docs/log.md).

A line is "MOMENT CHAIN NO HASH". A line that begins with `#` is a remark; "# restored to NO at MOMENT" says
that the log was taken back on purpose, so that heads above NO that were noted before it are explained;
"# salvaged to NO at MOMENT" says that what could be read of a damaged file ends there: heads above NO are
lost.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.store import Store

_FIRST_LINES = """\
# Heads of the call log, noted by BDC Desk. Keep a copy elsewhere (mail it to yourself, print it):
# whoever rewrites the log could rewrite this file as well, but not your copy.
"""
_HEAD = re.compile(r"(\S+) ([0-9a-f-]{36}) ([1-9][0-9]{0,17}) ([0-9a-f]{64})")
_ON_PAPER = re.compile(r"([0-9]{1,18}):([0-9a-f]{12,64})")
_REMARK = re.compile(r"# (restored|salvaged) to ([0-9]{1,18}) at (\S+)")


@dataclass(frozen=True, slots=True)
class NotedHead:
    """The head of a log as somebody saw it: `hash` of the seal `no` of `chain`, in hex. `taken_back_at`: a
    backup was restored then (UTC), from before this head was; None: it should still be in the log; `lost_at`:
    a damaged file was saved then without it (UTC). A head kept on paper (`head_on_paper`) has a `name`, no
    chain, and but the beginning of a hash.
    """

    at: datetime
    chain: str
    no: int
    hash: str
    taken_back_at: datetime | None = None
    name: str = ""
    lost_at: datetime | None = None

    @property
    def is_expected(self) -> bool:
        """Whether the log should still have it."""
        return self.taken_back_at is None and self.lost_at is None

    def __str__(self) -> str:
        """How it is spoken of."""
        return self.name or f"the head noted on {self.at:%Y-%m-%d at %H:%M} UTC"


def head_on_paper(text: str, now: datetime) -> NotedHead | None:
    """The head that somebody kept elsewhere as "NO:HASH", at least 12 signs of the hash, as `bdc-desk verify`
    prints it; None for anything else.
    """
    found = _ON_PAPER.fullmatch("".join(text.split()).replace(",", "").lower())
    if found is None or int(found[1]) == 0:
        return None
    return NotedHead(now, "", int(found[1]), found[2], name=f"the given head {int(found[1])}:{found[2][:12]}")


def note_head(store: Store, file: Path, now: datetime) -> NotedHead | None:
    """Note the log's head in `file`, unless it is what was noted last; the head, None in an empty log.

    Raises SurroundingsFault where the file cannot be read or written.
    """
    with store.snapshot() as snapshot:
        seal = snapshot.head()
    if seal is None:
        return None
    head = NotedHead(now, seal.chain, seal.no, seal.hash.hex())
    noted = heads_of(file)
    if noted and replace(noted[-1], at=now) == head:
        return noted[-1]
    _append(file, f"{_told(now)} {head.chain} {head.no} {head.hash}")
    return head


def note_restored(file: Path, no: int, now: datetime) -> None:
    """Remark that the log was taken back to number `no` by restoring a backup. Raises SurroundingsFault."""
    _append(file, f"# restored to {no} at {_told(now)}")


def note_salvaged(file: Path, no: int, now: datetime) -> None:
    """Remark that a damaged log was saved up to number `no`: later heads are lost, not taken back. Raises
    SurroundingsFault.
    """
    _append(file, f"# salvaged to {no} at {_told(now)}")


def restores_of(file: Path) -> list[tuple[int, datetime]]:
    """The number that each restored backup took the log back to, and when (UTC). Raises
    SurroundingsFault.
    """
    found = [_REMARK.fullmatch(line.strip()) for line in _lines(file)]
    told = [(int(one[2]), _moment(one[3])) for one in found if one and one[1] == "restored"]
    return [(no, at) for no, at in told if at is not None]


def heads_of(file: Path) -> list[NotedHead]:
    """The heads noted in `file`, in its order; none where there is no such file, and lines that cannot be
    read are skipped. Raises SurroundingsFault where the file cannot be read at all.
    """
    return _read(_lines(file))


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise SurroundingsFault(
            f"The noted heads in {file} cannot be read: {fault.strerror}. "
            "Make the file readable, or move it away."
        ) from fault
    return text.splitlines()


def _read(lines: Iterable[str]) -> list[NotedHead]:
    heads: list[NotedHead] = []
    for line in lines:
        if remark := _REMARK.fullmatch(line.strip()):
            heads = [
                _gone(head, remark[1], _moment(remark[3])) if head.no > int(remark[2]) else head
                for head in heads
            ]
        elif (told := _HEAD.fullmatch(line.strip())) and (at := _moment(told[1])):
            heads.append(NotedHead(at, told[2], int(told[3]), told[4]))
    return heads


def _gone(head: NotedHead, how: str, at: datetime | None) -> NotedHead:
    """The head after it went that way; what went before stays as it was said."""
    if how == "restored":
        return replace(head, taken_back_at=head.taken_back_at or at)
    return replace(head, lost_at=at) if head.is_expected else head


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def _told(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _append(file: Path, line: str) -> None:
    """One whole line that is on the disk when this returns; a torn one before it is left as it is."""
    try:
        with file.open("ab+") as stream:
            size = stream.seek(0, os.SEEK_END)
            before = b"" if size else _FIRST_LINES.encode()
            if size:
                stream.seek(size - 1)
                before = b"" if stream.read(1) == b"\n" else b"\n"
            stream.write(before + line.encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as fault:
        raise SurroundingsFault(
            f"The head of the log could not be noted in {file}: {fault.strerror}. "
            "Make room, or make the file writable; calls and entries are not concerned."
        ) from fault
