"""Where rows lie: all are equally high, and a section's first row has a band above it. Pure, no Qt, no row
visited.

So 100,000 rows cost as much to lay out as ten; QListView would ask the size of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Sections = Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Geometry:
    """`sections`: number, first row, one past the last, in order. Heights in pixels."""

    sections: Sections
    row_height: int
    band_height: int

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.sections[-1][2] if self.sections else 0

    @property
    def height(self) -> int:
        """Of everything."""
        return self.rows * self.row_height + len(self.sections) * self.band_height

    def top(self, row: int) -> int:
        """Where a row begins, below its band if it has one."""
        bands = sum(1 for _, first, _ in self.sections if first <= row)
        return row * self.row_height + bands * self.band_height

    def outer_top(self, row: int) -> int:
        """Where a row begins, its band included."""
        has_band = any(first == row for _, first, _ in self.sections)
        return self.top(row) - (self.band_height if has_band else 0)

    def row_at(self, y: int) -> int | None:
        """The row at a height; None on a band and outside."""
        for _, first, end in self.sections:
            top = self.top(first)
            if top <= y < top + (end - first) * self.row_height:
                return first + (y - top) // self.row_height
        return None

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows that show between two heights (bottom excluded)."""
        if not self.rows or bottom <= 0 or top >= self.height:
            return range(0)
        return range(self._first_ending_after(top), self._first_beginning_from(bottom))

    def _first_ending_after(self, y: int) -> int:
        for _, first, end in self.sections:
            top = self.top(first)
            if y < top + (end - first) * self.row_height:
                return first + max(0, y - top) // self.row_height
        return self.rows

    def _first_beginning_from(self, y: int) -> int:
        for _, first, end in self.sections:
            top = self.top(first)
            if y <= top:
                return first
            if y <= top + (end - first) * self.row_height:
                return first + -(-(y - top) // self.row_height)
        return self.rows
