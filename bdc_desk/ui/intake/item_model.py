"""The mails and files that came in, as rows of a list. Rows change by begin and end, never by reset."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.intake.intake_words import item_sentence
from bdc_desk.ui.intake.parts_bar import Shown, everything

Index = QModelIndex | QPersistentModelIndex
Key = tuple[object, ...]
ROOT = QModelIndex()


class ItemModel(QAbstractListModel):
    """Holds what was read and shows what the filter lets through, newest first. `changing` and `changed` go
    round each change, whatever it is made of.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, now: datetime, zone: tzinfo, parent: QObject | None = None) -> None:
        """`now` (aware) and the dealership's `zone`: for the words of a row."""
        super().__init__(parent)
        self._items: tuple[IntakeItem, ...] = ()
        self._rows: list[tuple[Key, IntakeItem]] = []
        self._shown: Shown = everything
        self.arrived: frozenset[Key] = frozenset()
        """The keys of what came with the change that runs or ended last."""
        self.now, self.zone = now, zone

    def show_items(self, items: Iterable[IntakeItem]) -> None:
        """Show these instead of all there were; rows that stay keep their place under a selection."""
        before = {key for key, _ in _keyed(self._items)}
        self._items = tuple(items)
        self.arrived = frozenset(key for key, _ in _keyed(self._items) if key not in before)
        self._apply()

    def set_filter(self, shown: Shown) -> None:
        """Show only what `shown` says yes to."""
        self._shown, self.arrived = shown, frozenset()
        self._apply()

    def set_time(self, now: datetime, zone: tzinfo) -> None:
        """The moment and the zone from which "yesterday" is said."""
        midnight = now.astimezone(zone).date() != self.now.astimezone(self.zone).date() or zone != self.zone
        self.now, self.zone = now, zone
        if midnight and self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def item_at(self, row: int) -> IntakeItem:
        """The delivery of this row."""
        return self._rows[row][1]

    def keys(self) -> list[Key]:
        """What tells each row from all others, from the top."""
        return [key for key, _ in self._rows]

    def items(self) -> tuple[IntakeItem, ...]:
        """All of them, also what the filter hides."""
        return self._items

    def row_of(self, item: IntakeItem) -> int | None:
        """Where the delivery stands now, None where it does not show."""
        return next((row for row, (_, one) in enumerate(self._rows) if one == item), None)

    def _apply(self) -> None:
        self.changing.emit()
        wanted = _keyed(item for item in self._items if self._shown(item))
        stays = {key for key, _ in wanted}
        for first, last in reversed(
            _runs(row for row, (key, _) in enumerate(self._rows) if key not in stays)
        ):
            self.beginRemoveRows(ROOT, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        known = {key for key, _ in self._rows}
        if [key for key, _ in self._rows] != [key for key, _ in wanted if key in known]:
            self._reorder(wanted)  # a clock that was set back: an older one stands above a newer
        for first, last in _runs(row for row, (key, _) in enumerate(wanted) if key not in known):
            self.beginInsertRows(ROOT, first, last)
            self._rows[first:first] = wanted[first : last + 1]
            self.endInsertRows()
        for row, (_, item) in enumerate(wanted):
            if self._rows[row][1] != item:
                self._rows[row] = wanted[row]
                self.dataChanged.emit(self.index(row), self.index(row))
        self.changed.emit()

    def _reorder(self, wanted: list[tuple[Key, IntakeItem]]) -> None:
        order = {key: place for place, (key, _) in enumerate(wanted)}
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._rows[index.row()][0] for index in before]
        self._rows.sort(key=lambda row: order[row[0]])
        now_at = {key: place for place, (key, _) in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(now_at[key]) for key in keys])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many show."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row speaks as a sentence; the delegate paints it."""
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        return item_sentence(self.item_at(index.row()), self.now, self.zone)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last of each run of neighbours among ascending rows."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found


def _keyed(items: Iterable[IntakeItem]) -> list[tuple[Key, IntakeItem]]:
    """Each with what tells it from all others: several enquiries of one file may have come in one moment."""
    seen: Counter[Key] = Counter()
    found = []
    for item in items:
        key: Key = (item.at, item.origin, item.where, item.name, item.lead, item.archive)
        found.append(((*key, seen[key]), item))
        seen[key] += 1
    return found
