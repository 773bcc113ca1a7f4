"""The queue as a Qt model: an adapter over RowOrder that turns each change into Qt's smallest signal.

Kept sorted by itself. (A QSortFilterProxyModel took 23 s to fill with 100,000 rows.) One index is one lead;
section headers are no rows but painted above the first row of each section.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from bdc_desk.cadence.queue import Badge, QueueRow
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.queue.order import Keep, RowOrder, keep_all
from bdc_desk.ui.queue.row_words import Age, RowCells, car_words, cells, clock, sentence
from bdc_desk.ui.widgets.plain import tooltip

RESET_ALWAYS, RESET_NEVER, RESET_SHARE = 300, 24, 200
"""An insert costs about as much as sorting 200 rows anew, so more rows at once than a 200th of the queue are
one reset; never for 24 or fewer, always for more than 300 (design.md, Speed).
"""

Index = QModelIndex | QPersistentModelIndex


class Filter(StrEnum):
    """What part of the queue is shown."""

    ALL = "all"
    MINE = "mine"
    CALLBACKS = "callbacks"


class QueueModel(QAbstractListModel):
    """Open leads in the order of the queue at the moment last told. The selection survives every change,
    because the view remembers the lead.
    """

    def __init__(self, age: Age, now: datetime, parent: QObject | None = None) -> None:
        """`age`: a row's age in opening time. `now`: the moment to begin with."""
        super().__init__(parent)
        self._age = age
        self._now = now
        self._filter, self._person = Filter.ALL, ""
        self._order = RowOrder(self._keep())
        self._people: Mapping[str, str] = {}
        self._holders: Mapping[str, Holder] = {}
        self._next_lead: str | None = None
        self._zone = "UTC"
        self._sections: list[tuple[int, int, int]] | None = None
        self.arrived: frozenset[str] = frozenset()
        """While a reset is told: the open leads that were not there before it."""

    @property
    def now(self) -> datetime:
        """The moment last told."""
        return self._now

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self._filter

    def open_count(self) -> int:
        """How many leads are open, filtered away or not."""
        return len(self._order.rows)

    def badge_count(self, badge: Badge) -> int:
        """How many open leads wear a badge, filtered away or not."""
        return self._order.badges[badge]

    def reminded_count(self) -> int:
        """How many promised calls are due or soon due, filtered away or not."""
        return len(self._order.reminded)

    def rows(self) -> tuple[QueueRow, ...]:
        """All open rows, in no order, filtered away or not."""
        return tuple(self._order.rows.values())

    def leads(self) -> frozenset[str]:
        """All open leads, filtered away or not."""
        return frozenset(self._order.rows)

    def row(self, lead: str) -> QueueRow | None:
        """The open row of a lead, shown or not."""
        return self._order.rows.get(lead)

    def row_at(self, index: int) -> QueueRow:
        """The row shown at an index. Raises IndexError."""
        return self._order.at(index)

    def cells_at(self, index: int) -> RowCells:
        """What the row at an index says now."""
        row = self.row_at(index)
        return cells(
            row,
            self._now,
            self._age,
            owner=self._people.get(row.owner, "") if row.owner else "",
            holder=self._holders.get(row.customer),
            zone=self._zone,
            is_next=row.lead == self._next_lead,
        )

    def second_line_at(self, index: int) -> tuple[str, str]:
        """What a tick repaints of the row at an index: its car and source, and its clock."""
        row = self.row_at(index)
        return car_words(row), clock(row, self._now, self._age)

    def sections(self) -> list[tuple[int, int, int]]:
        """The sections shown: number in SECTIONS, first index, one past the last."""
        if self._sections is None:
            self._sections = self._order.starts()
        return self._sections

    def row_of(self, lead: str) -> int | None:
        """The index of a lead; None when it is not shown."""
        where = self._order.place_of(lead)
        return None if where is None else self._order.index(where)

    def lead_at(self, index: Index) -> str | None:
        """The lead of a Qt index; None for an invalid one."""
        return self._order.at(index.row()).lead if index.isValid() else None

    def reset_rows(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Show these rows instead of all there were."""
        before = self._order.rows
        self.beginResetModel()
        self._now = now
        self._order.fill(rows, now)
        self._end_reset(lead for lead in self._order.rows if lead not in before)

    def reset_order(self, order: RowOrder, now: datetime) -> None:
        """Show rows that were put in order elsewhere, unfiltered, at a moment not after `now`; they are the
        model's from here on.
        """
        before = self._order.rows
        self.beginResetModel()
        self._order, self._now = order, now
        self._order.merge((), now)
        if self._filter is not Filter.ALL:
            self._order.filter(self._keep(), now)
        self._end_reset(lead for lead in order.rows if lead not in before)

    def upsert(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Add these rows, or put them in the place of those with the same lead."""
        arriving = {row.lead: row for row in rows}
        if self._is_bulk(len(arriving)):
            self._merge(arriving, now)
            return
        self.advance(now)
        for row in arriving.values():
            self._settle(row)

    def _merge(self, arriving: Mapping[str, QueueRow], now: datetime) -> None:
        if now < self._now:  # the clock was set back: all places are concluded again
            self.reset_rows({**self._order.rows, **arriving}.values(), now)
            return
        arrived = [lead for lead in arriving if lead not in self._order.rows]
        self.beginResetModel()
        self._now = now
        self._order.merge(arriving.values(), now)
        self._end_reset(arrived)

    def _end_reset(self, arrived: Iterable[str] = ()) -> None:
        self._sections = None
        self.arrived = frozenset(arrived)
        self.endResetModel()
        self.arrived = frozenset()

    def remove(self, leads: Iterable[str]) -> None:
        """Take leads out; unknown ones are passed over."""
        leaving = {lead for lead in leads if lead in self._order.rows}
        if self._is_bulk(len(leaving)):
            rows = [row for lead, row in self._order.rows.items() if lead not in leaving]
            self.reset_rows(rows, self._now)
            return
        for lead in leaving:
            self._take(lead)
            self._order.forget(lead)

    def advance(self, now: datetime) -> None:
        """Let time pass: only rows whose stored moments have come are moved or repainted.

        When `now` lies before the last moment (the clock was set back), all places are concluded again.
        """
        if now < self._now:
            self.reset_rows(self.rows(), now)
            return
        self._now = now
        for row in self._order.due(now):
            self._settle(row)

    def set_filter(self, name: str, person: str = "") -> None:
        """Show all rows, those owned by `person`, or those with a callback."""
        chosen = Filter(name)
        if (chosen, person) == (self._filter, self._person):
            return
        self.beginResetModel()
        self._filter, self._person = chosen, person
        self._order.filter(self._keep(), self._now)
        self._end_reset()

    def set_age(self, age: Age) -> None:
        """Who tells a row's age in opening time from now on."""
        self._age = age

    def set_zone(self, zone: str) -> None:
        """The dealership's time zone (IANA), in which moments are told."""
        self._zone = zone
        self._repaint_all()

    def set_people(self, people: Mapping[str, str]) -> None:
        """The names of the dealership's people by id, for owners."""
        self._people = dict(people)
        self._repaint_all()

    def is_held(self, index: int) -> bool:
        """Whether a colleague has the customer of the row at an index in hand."""
        holder = self._holders.get(self.row_at(index).customer)
        return holder is not None and holder.since is not None

    def set_holders(self, holders: Mapping[str, Holder]) -> None:
        """Who has which customer in hand, by customer."""
        changed = {key for key in {*holders, *self._holders} if holders.get(key) != self._holders.get(key)}
        self._holders = dict(holders)
        if changed:
            self._repaint_all()

    def set_suggested(self, lead: str | None) -> None:
        """Mark the lead whose call is suggested next."""
        if lead == self._next_lead:
            return
        old, self._next_lead = self._next_lead, lead
        for one in (old, lead):
            self._repaint(one)

    def _is_bulk(self, count: int) -> bool:
        return count > min(RESET_ALWAYS, max(RESET_NEVER, self.open_count() // RESET_SHARE))

    def _keep(self) -> Keep:
        name, person = self._filter, self._person
        if name is Filter.MINE:
            return lambda row: row.owner == person
        if name is Filter.CALLBACKS:
            return lambda row: row.callback_at is not None
        return keep_all

    def _settle(self, row: QueueRow) -> None:
        """Insert, move, repaint or take out one row, whichever its content at the present moment asks for."""
        self._order.note(row, self._now)
        there = self._order.place_of(row.lead)
        wanted = self._order.wanted(row, self._now)
        if wanted is None:
            self._take(row.lead)
        elif there is None:
            at = self._order.index(wanted)
            self.beginInsertRows(QModelIndex(), at, at)
            self._order.put(wanted)
            self._sections = None
            self.endInsertRows()
        else:
            if wanted != there:
                self._move(row.lead, self._order.index(there), self._order.index(wanted))
            self._repaint(row.lead)

    def _move(self, lead: str, source: int, target: int) -> None:
        """`target` counts rows before the new place, the moved one included, as Qt wants it."""
        if target not in {source, source + 1}:
            self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
            self._replace(lead)
            self.endMoveRows()
        else:
            # Same index, yet perhaps in another section: the headers above it change.
            self.layoutAboutToBeChanged.emit()
            self._replace(lead)
            self.layoutChanged.emit()

    def _replace(self, lead: str) -> None:
        wanted = self._order.wanted(self._order.rows[lead], self._now)
        self._order.take(lead)
        if wanted is not None:
            self._order.put(wanted)
        self._sections = None

    def _take(self, lead: str) -> None:
        at = self.row_of(lead)
        if at is None:
            return
        self.beginRemoveRows(QModelIndex(), at, at)
        self._order.take(lead)
        self._sections = None
        self.endRemoveRows()

    def _repaint(self, lead: str | None) -> None:
        at = None if lead is None else self.row_of(lead)
        if at is not None:
            self.dataChanged.emit(self.index(at), self.index(at))

    def _repaint_all(self) -> None:
        if len(self._order):
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """The name, or the whole row as a sentence; the delegate draws from `cells_at` instead."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        row = self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(row, self.cells_at(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(sentence(row, self.cells_at(index.row())))
        return None
