"""Asks what the columns of a table mean, one table after the other, and lets it come in then."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from bdc_desk.intake.importing import Piece
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.table_columns import keep_columns
from bdc_desk.ui import words
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.drop_session import DropSession
from bdc_desk.ui.intake.table_panel import TablePanel
from bdc_desk.ui.intake.unknown_table import UnknownTable, first_lead, unknown_table
from bdc_desk.ui.news import News


class TableSession(QObject):
    """Joins the panel with the log."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        panel: TablePanel,
        drop: DropSession,
        news: News,
        place: Callable[[], object],
    ) -> None:
        """`drop` lets the tables come in; `place`: where the person stands."""
        super().__init__(panel)
        self._desk, self._lanes, self._panel = desk, lanes, panel
        self._drop, self._news, self._place = drop, news, place
        self._waiting: deque[Piece] = deque()
        self._asked: tuple[Piece, UnknownTable] | None = None
        self._advice = ""
        self._look = 0
        drop.tables_found.connect(self._found)
        panel.changed.connect(self._preview)
        panel.import_asked.connect(self._import)
        panel.cancelled.connect(self._cancelled)

    def ask_waiting(self, piece: Piece) -> None:
        """Ask about a table that came by itself and stands as one unreadable lead since."""
        self._advice = self.tr("The lead that held the table stays: close it with Ctrl+Enter.")
        self.ask([piece])

    def ask(self, pieces: Sequence[Piece]) -> None:
        """Ask about these tables, because the person wants it."""
        self._waiting.extend(pieces)
        if self._asked is None:
            self._ask_next()

    def _found(self, pieces: tuple[Piece, ...], place: object) -> None:
        """Tables among what was dropped: who went on meanwhile keeps the keyboard."""
        if self._place() == place:
            self.ask(pieces)
            return
        text = self.tr("{what} came: say what the columns mean.").format(
            what=words.count(len(pieces), "new kind of table", "new kinds of tables")
        )
        self._news.done(text, self.tr("Show"), partial(self.ask, pieces))

    def _ask_next(self) -> None:
        self._asked = None
        if not self._waiting:
            self._advice = ""
            return
        piece = self._waiting.popleft()
        data = piece.data if isinstance(piece.data, bytes) else b""
        self._lanes.storage(
            lambda: unknown_table(self._desk, data),
            lambda table: self._open(piece, table),
            self._refuse,
        )

    def _open(self, piece: Piece, table: UnknownTable | None) -> None:
        if table is None:  # explained meanwhile: a table of the same kind stood before it
            self._drop.import_pieces([piece])
            self._ask_next()
            return
        self._asked = piece, table
        self._panel.open_for(base_name(piece.name), table.table, table.columns)

    def _preview(self, columns: tuple[str, ...]) -> None:
        """The newest choice only: an older answer is dropped."""
        if self._asked is None:
            return
        self._look += 1
        look, table = self._look, self._asked[1]

        def found(draft: LeadDraft | None) -> None:
            if look == self._look and self._asked is not None:
                self._panel.show_preview(draft)

        self._lanes.storage(lambda: first_lead(self._desk, table, columns), found, self._say_why)

    def _import(self, columns: tuple[str, ...]) -> None:
        if self._asked is None:
            return
        piece, table = self._asked

        def kept(_nothing: None) -> None:
            self._drop.import_pieces([piece], self._advice)
            self._ask_next()

        self._lanes.storage(lambda: keep_columns(self._desk, table.key, columns), kept, self._refuse)

    def _cancelled(self) -> None:
        name = base_name(self._asked[0].name) if self._asked is not None else ""
        self._news.tell(
            self.tr("{name} did not come in: nobody said what its columns mean.").format(
                name=name or self.tr("The table")
            )
        )
        self._ask_next()

    def _say_why(self, why: Exception) -> None:
        self._news.refuse(str(why))

    def _refuse(self, why: Exception) -> None:
        self._say_why(why)
        self._ask_next()


def base_name(path: str) -> str:
    """The last part of a path of this or another system."""
    return path.replace("\\", "/").rpartition("/")[2]
