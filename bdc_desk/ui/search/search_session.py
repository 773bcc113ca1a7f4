"""Searches as one types: in the storage lane, and only the newest answer is ever shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.searching import Found, search
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.newest import Newest
from bdc_desk.ui.search.search_panel import SearchPanel

MOST = 50


class SearchSession(QObject):
    """Joins the panel with the desk."""

    lead_asked = Signal(str)

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, panel: SearchPanel, zone: Callable[[], str]
    ) -> None:
        """`zone`: the dealership's (IANA)."""
        super().__init__(panel)
        self._desk, self._panel, self._zone = desk, panel, zone
        self._asked = Newest(lanes)
        self._go_when_found = False
        panel.searched.connect(self._search)
        panel.entered.connect(self._enter)
        panel.taken.connect(self._go)
        panel.closed.connect(self._forget)
        hub.changed.connect(self._on_changes)

    def open(self, text: str = "") -> None:
        """Ctrl+F; with a `text` that was typed elsewhere already."""
        self._panel.open_search()
        if text:
            self._panel.field.setText(text)

    def text(self) -> str:
        """What is being searched for; "" where the panel is closed."""
        return self._panel.field.text().strip() if self._panel.is_open else ""

    def _search(self, text: str) -> None:
        if not self._panel.is_open:
            return
        self._go_when_found = False
        wanted = text.strip()
        if not wanted:
            self._asked.forget()
            self._panel.show_nothing()
            return
        self._asked.ask(lambda: search(self._desk, wanted, MOST), partial(self._show, wanted), self._refuse)

    def _show(self, text: str, found: tuple[Found, ...]) -> None:
        self._panel.show_found(text, found, MOST, self._desk.clock.now(), zone_of(self._zone()))
        if self._go_when_found:
            self._enter()

    def _refuse(self, why: Exception) -> None:
        self._go_when_found = False
        self._panel.show_fault(str(why))

    def _enter(self) -> None:
        """Enter before the answer came is about that answer, not about what stood there before."""
        if self._asked.is_busy:
            self._go_when_found = True
            return
        self._go_when_found = False
        chosen = self._panel.results.chosen()
        if chosen is not None:
            self._go(chosen.lead)

    def _go(self, lead: str) -> None:
        self._panel.close_panel()
        self.lead_asked.emit(lead)

    def _forget(self) -> None:
        self._asked.forget()
        self._go_when_found = False

    def _on_changes(self, changes: Changes) -> None:
        """What arrives while one searches is found too; the chosen row begins at the top again."""
        if self._panel.is_open and Data.QUEUE in changes.kinds and not self._asked.is_busy:
            self._search(self._panel.field.text())
