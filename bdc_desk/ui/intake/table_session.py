"""Asks what the columns of a table mean, one table after the other, and lets it come in then.

A table that is not answered for (put off, its notice closed, the program ended) is taken in as one lead that
waits, as one that came by mail: nothing that was given to the desk is lost in silence.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt

from bdc_desk.intake.importing import Piece
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.table_columns import keep_columns
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.intake.drop_session import DropSession
from bdc_desk.ui.intake.table_panel import TablePanel
from bdc_desk.ui.intake.unknown_table import UnknownTable, first_lead, receive_waiting, unknown_table
from bdc_desk.ui.news import News
from bdc_desk.ui.translation import translate
from bdc_desk.ui.widgets.notice import Notice

KEY = "Ctrl+T"
MayAsk = Callable[[Origin, object], bool]
"""Whether a person who gave a table this way, standing there, may be asked at once: else it would take the
keyboard from somebody who went on.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """A table to be asked about. `is_lead`: it stands as a lead that waits already."""

    piece: Piece
    origin: Origin
    is_lead: bool = False

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.piece.data if isinstance(self.piece.data, bytes) else b""


class TableSession(QObject):
    """Joins the panel, and the notice of tables that wait for a person, with the log."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        shown: tuple[TablePanel, Notice],
        drop: DropSession,
        news: News,
        may_ask: MayAsk,
    ) -> None:
        """`drop` lets the tables come in."""
        super().__init__(shown[0])
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._notice = shown
        self._drop, self._news, self._may_ask = drop, news, may_ask
        self._noticed: list[Given] = []
        self._waiting: deque[Given] = deque()
        self._current: Given | None = None
        self._table: UnknownTable | None = None
        self._look = 0
        drop.tables_found.connect(self._found)
        self._notice.acted.connect(self.ask_noticed)
        # Queued: the notice leaves before it says that its button was pressed.
        self._notice.gone.connect(self._put_off_noticed, Qt.ConnectionType.QueuedConnection)
        self._panel.changed.connect(self._preview)
        self._panel.import_asked.connect(self._import)
        self._panel.left_out.connect(self._left_out)
        self._panel.put_off.connect(self._put_off_asked)

    def ask_waiting(self, piece: Piece) -> None:
        """Ask about a table that stands as one unreadable lead."""
        self.ask([Given(piece, Origin.WINDOW, is_lead=True)])

    def ask(self, tables: Sequence[Given]) -> None:
        """Ask about these tables, because the person wants it."""
        self._waiting.extend(tables)
        if self._current is None:
            self._ask_next()

    def ask_noticed(self) -> None:
        """The notice's button, and its key."""
        tables, self._noticed = self._noticed, []
        self._notice.leave()
        if tables:
            self.ask(tables)
        elif self._current is None:
            self._news.tell(self.tr("No table waits for its columns. F6 shows what came in."))

    def put_off(self) -> None:
        """The person goes on to something else: what is not answered waits as leads."""
        tables = [*([self._current] if self._current is not None else []), *self._waiting]
        self._current = self._table = None
        self._waiting.clear()
        self._panel.close_panel()
        self._keep(tables)

    def end(self) -> None:
        """The program ends: whatever nobody has answered for waits as leads, also tables of an import that
        runs; in the storage lane, which ends its work first.
        """
        noticed, self._noticed = self._noticed, []
        self._waiting.extend(noticed)
        self.put_off()
        running = self._drop.end()
        if running is not None:
            self._lanes.storage(
                lambda: self._receive([Given(piece, running.origin) for piece in running.unknown]),
                self._hub.tell,
            )

    def _found(self, pieces: tuple[Piece, ...], origin: Origin, place: object) -> None:
        """Tables among what was dropped or chosen: who went on meanwhile keeps the keyboard."""
        tables = [Given(piece, origin) for piece in pieces]
        if self._may_ask(origin, place):
            self.ask(tables)
            return
        self._noticed += tables
        count = len(self._noticed)
        text = translate(
            "Tables", "{n} table(s) (waits|wait): nobody has said yet what the columns mean.", "", count
        )
        self._notice.say(text, action=self.tr("Say it"), key=KEY)

    def _ask_next(self) -> None:
        self._current = self._table = None
        if not self._waiting:
            return
        given = self._current = self._waiting.popleft()
        self._lanes.storage(
            lambda: unknown_table(self._desk, given.data),
            lambda table: self._open(given, table),
            lambda why: self._refuse(given, why),
        )

    def _open(self, given: Given, table: UnknownTable | None) -> None:
        if self._current is not given:
            return  # put off meanwhile
        if table is None:  # explained meanwhile: a table of the same kind stood before it
            self._import_piece(given)
            self._ask_next()
            return
        self._table = table
        self._panel.open_for(base_name(given.piece.name), table.table, table.columns, is_lead=given.is_lead)

    def _preview(self, columns: tuple[str, ...]) -> None:
        """The newest choice only: an older answer is dropped."""
        if self._table is None:
            return
        self._look += 1
        look, table = self._look, self._table

        def found(draft: LeadDraft | None) -> None:
            if look == self._look and self._table is table:
                self._panel.show_preview(draft)

        self._lanes.storage(lambda: first_lead(self._desk, table, columns), found, self._say_why)

    def _import(self, columns: tuple[str, ...]) -> None:
        given, table = self._current, self._table
        if given is None or table is None:
            return

        def kept(_nothing: None) -> None:
            if self._current is given:
                self._import_piece(given)
                self._ask_next()

        self._lanes.storage(
            lambda: keep_columns(self._desk, table.key, columns), kept, lambda why: self._refuse(given, why)
        )

    def _import_piece(self, given: Given) -> None:
        advice = self.tr("The lead that held the table stays: close it with Ctrl+Enter.")
        self._drop.import_pieces([given.piece], advice if given.is_lead else "", given.origin)

    def _left_out(self) -> None:
        name = base_name(self._current.piece.name) if self._current is not None else ""
        said = self.tr("{name} did not come in, as you said.")
        self._news.tell(said.format(name=name or self.tr("The table")))
        self._ask_next()

    def _put_off_asked(self) -> None:
        if self._current is not None:
            self._keep([self._current])
            self._ask_next()

    def _put_off_noticed(self) -> None:
        if self._notice.isHidden():
            tables, self._noticed = self._noticed, []
            self._keep(tables)

    def _keep(self, tables: Sequence[Given]) -> None:
        """Let these wait as leads; those that are leads already just stay."""
        fresh = [given for given in tables if not given.is_lead]
        if fresh:
            self._lanes.storage(
                lambda: self._receive(fresh), lambda changes: self._kept(fresh, changes), self._say_why
            )

    def _receive(self, tables: Sequence[Given]) -> Changes:
        changes = Changes()
        for given in tables:
            received = receive_waiting(self._desk, given.piece.name, given.data, given.origin)
            changes = changes | received.changes if received is not None else changes
        return changes

    def _kept(self, tables: Sequence[Given], changes: Changes) -> None:
        self._hub.tell(changes)
        if len(tables) == 1:
            said = self.tr("{name} waits as one lead to look at: F6 asks what its columns mean.")
            self._news.tell(said.format(name=base_name(tables[0].piece.name) or self.tr("The table")))
        else:
            said = self.tr("{what} wait as one lead each: F6 asks what their columns mean.")
            self._news.tell(said.format(what=translate("Tables", "{n} table(s)", "", len(tables))))

    def _say_why(self, why: Exception) -> None:
        self._news.refuse(str(why))

    def _refuse(self, given: Given, why: Exception) -> None:
        """The table could not be asked about or its columns not kept: it waits as a lead."""
        self._say_why(why)
        if self._current is given:
            self._keep([given])
            self._ask_next()


def base_name(path: str) -> str:
    """The last part of a path of this or another system."""
    return path.replace("\\", "/").rpartition("/")[2]
