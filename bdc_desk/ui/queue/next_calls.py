"""The calls to make next, kept in their order as rows come, change and go and as time passes. No Qt.

`suggested_order` looks at every row; with many open leads that is too much for each change and each tick.
"""

import heapq
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

from bdc_desk.cadence.queue import Place, QueueRow, next_turn, suggestion_rank

NEVER = datetime.max.replace(tzinfo=UTC)


class NextCalls:
    """Ranks as of the moment last told. Both heaps may hold what is out of date; the tables tell."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._rows: dict[str, QueueRow] = {}
        self._ranks: dict[str, Place] = {}
        self._best: list[Place] = []
        self._turns: dict[str, datetime] = {}
        self._soon: list[tuple[datetime, str]] = []
        self._now = datetime.min.replace(tzinfo=UTC)

    def fill(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Forget everything and take these rows."""
        self._now = now
        self._rows = {row.lead: row for row in rows}
        found = ((row, suggestion_rank(row, now)) for row in self._rows.values())
        self._ranks = {row.lead: rank for row, rank in found if rank is not None}
        self._best = sorted(self._ranks.values())
        turning = ((row.lead, next_turn(row, now)) for row in self._rows.values())
        self._turns = {lead: moment for lead, moment in turning if moment is not None}
        self._soon = [(moment, lead) for lead, moment in self._turns.items()]
        heapq.heapify(self._soon)

    def note(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Rows that came, or have another content."""
        self.pass_time(now)
        for row in rows:
            self._rows[row.lead] = row
            self._judge(row)

    def forget(self, leads: Iterable[str]) -> None:
        """Leads that left the queue; unknown ones are passed over."""
        for lead in leads:
            self._rows.pop(lead, None)
            self._ranks.pop(lead, None)
            self._turns.pop(lead, None)

    def pass_time(self, now: datetime) -> None:
        """Rank anew whose moment has come; all, where the clock was set back."""
        if now < self._now:
            self.fill(tuple(self._rows.values()), now)
            return
        self._now = now
        while self._soon and self._soon[0][0] <= now:
            moment, lead = heapq.heappop(self._soon)
            if self._turns.get(lead) == moment:
                self._judge(self._rows[lead])

    def next_turn(self) -> datetime:
        """When the order may change by the clock alone; NEVER where it will not."""
        while self._soon and self._turns.get(self._soon[0][1]) != self._soon[0][0]:
            heapq.heappop(self._soon)
        return self._soon[0][0] if self._soon else NEVER

    def best(self, most: int, taken: AbstractSet[str] = frozenset()) -> tuple[QueueRow, ...]:
        """At most so many rows in the order of the suggestion, without the customers in `taken`."""
        found: list[QueueRow] = []
        seen: list[Place] = []
        while self._best and len(found) < most:
            rank = heapq.heappop(self._best)
            lead = rank[-1]
            if self._ranks.get(lead) != rank or (seen and seen[-1] == rank):
                continue  # out of date, or the same once more
            seen.append(rank)
            if self._rows[lead].customer not in taken:
                found.append(self._rows[lead])
        for rank in seen:
            heapq.heappush(self._best, rank)
        return tuple(found)

    def _judge(self, row: QueueRow) -> None:
        rank, turn = suggestion_rank(row, self._now), next_turn(row, self._now)
        if rank is None:
            self._ranks.pop(row.lead, None)
        elif self._ranks.get(row.lead) != rank:
            self._ranks[row.lead] = rank
            heapq.heappush(self._best, rank)
        if turn is None:
            self._turns.pop(row.lead, None)
        elif self._turns.get(row.lead) != turn:
            self._turns[row.lead] = turn
            heapq.heappush(self._soon, (turn, row.lead))
