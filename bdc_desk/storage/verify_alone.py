"""What holds from seal to seal on a desk that works alone, as the guards demand it when a seal is written
(docs/log.md, What storage refuses in form). In a team the server's clock and its verdicts decide.
"""

from collections.abc import Iterator

from bdc_desk.cadence.entry import STANDS
from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.guards_log import SLACK_MICROS
from bdc_desk.storage.sql import Fields
from bdc_desk.storage.verify_rows import COLUMNS

_FIRST = 10
"""The first of COLUMNS in a row of the chain."""


class AloneLaws:
    """Reads the seals of a chain in their order."""

    def __init__(self) -> None:
        """Begin before the first."""
        self._highest = 0
        self._last_of_desk: dict[str, int] = {}

    def faults(self, row: Fields) -> Iterator[str]:
        """What is wrong with the next row, compared with those before; rows that can be read at all."""
        no, sealed_at, at, verdict = row[0], row[2], row[3], row[5]
        entry = dict(zip(COLUMNS, row[_FIRST:], strict=True))
        if not (sealed_at == at == entry["at"]):
            yield "its seal says another moment than the entry, though this desk works alone"
        if verdict != STANDS:
            yield "it was sealed as refused, though what does not stand is not written alone"
        if entry["seen"] >= no:
            yield f"its author claims to have seen number {entry['seen']:,}, which was not given yet"
        yield from self._order(entry["kind"], at)
        yield from self._place(entry["desk"], entry["desk_seq"])

    def _order(self, kind: str, at: int) -> Iterator[str]:
        if kind == Kind.CLOCK_SET_BACK:
            self._highest = at
        elif at < self._highest - SLACK_MICROS:
            yield "it is dated before what was in the log, and no clock was set back"
        self._highest = max(self._highest, at)

    def _place(self, desk: str, desk_seq: int) -> Iterator[str]:
        before = self._last_of_desk.get(desk, 0)
        if desk_seq < before:
            yield f"it stands after entry {before:,} of its desk, though it is the desk's {desk_seq:,}"
        self._last_of_desk[desk] = max(before, desk_seq)
