"""All mailboxes and folders that this desk reads, one under the other; few of them show, the rest scrolls."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.intake.values import SourceKind
from bdc_desk.ui.intake.following_scroll import FollowingScroll
from bdc_desk.ui.intake.intake_feed import Source
from bdc_desk.ui.intake.source_row import SourceRow
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.plain import Label

MOST_SHARE = 0.3
"""The part of the page's height that the sources may take."""


class _Column(QWidget):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QVBoxLayout(self)
        self.line.setContentsMargins(0, 0, GAP_S, 0)
        self.line.setSpacing(0)


class SourcesBox(FollowingScroll):
    """`asked(Source, what)` as SourceRow says it; `password_given(name, password)`; `rows_changed` when one
    came.
    """

    asked = Signal(object, str)
    password_given = Signal(str, str)
    rows_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty, which says how leads come in."""
        self._column = _Column()
        super().__init__(self._column, parent)
        self.setAccessibleName(self.tr("Mailboxes and folders"))
        self._rows: dict[tuple[SourceKind, str], SourceRow] = {}
        self._sources: dict[tuple[SourceKind, str], Source] = {}
        advice = self.tr(
            "No mailbox and no folder is read by itself yet: add one, and its leads ring here. Files and "
            "mails dropped on the window come in too; Ctrl+N takes a caller, Ctrl+Shift+N a visitor."
        )
        self.empty = Label(advice, self._column, role="muted", wrap=True)
        self._column.line.addWidget(self.empty)
        self._column.line.addStretch(1)

    def show_sources(self, sources: Sequence[Source], now: datetime, zone: tzinfo) -> None:
        """Show these, each in its place; what is typed into a row that stays, stays."""
        wanted = {(one.kind, one.name): one for one in sources}
        before = list(self._sources)
        for gone in self._rows.keys() - wanted.keys():
            row = self._rows.pop(gone)
            self._column.line.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (key, source) in enumerate(wanted.items()):
            row = self._rows.get(key) or self._add(source)
            if self._column.line.indexOf(row) != place + 1:
                self._column.line.insertWidget(place + 1, row)
            row.show_source(source, now, zone)
        self._sources = wanted
        self.empty.setVisible(not wanted)
        if list(wanted) != before:
            self.rows_changed.emit()

    def rows(self) -> list[SourceRow]:
        """The rows from the top."""
        return [self._rows[key] for key in self._sources]

    def row(self, kind: SourceKind, name: str) -> SourceRow | None:
        """The row of this source, None where it does not show."""
        return self._rows.get((kind, name))

    def in_tab_order(self) -> list[QWidget]:
        """What takes the keyboard, from the top."""
        return [part for row in self.rows() for part in row.in_tab_order()]

    def _add(self, source: Source) -> SourceRow:
        row, key = SourceRow(source, self._column), (source.kind, source.name)
        self._rows[key] = row
        row.asked.connect(lambda what: self.asked.emit(self._sources[key], what))
        row.password_given.connect(lambda password: self.password_given.emit(source.name, password))
        self.follow(*row.findChildren(QWidget))
        row.show()
        return row

    def heightForWidth(self, width: int) -> int:
        """As high as the rows are, within this box's share of the page."""
        return min(self._column.heightForWidth(width), self._most())

    def sizeHint(self) -> QSize:
        """As above."""
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self._most()))

    def _most(self) -> int:
        host = self.window()
        return max(3 * self.fontMetrics().height(), round(host.height() * MOST_SHARE))
