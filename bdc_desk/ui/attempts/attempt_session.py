"""Reads the attempt log for its page: the first stretch at once, the rest while one looks, what moves as it
moves; and writes it out.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.attempt_files import as_csv, as_json, file_name, write_whole
from bdc_desk.operations.attempt_log import AttemptFilter, AttemptReading, attempts_on, may_see_all
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.reading import around
from bdc_desk.operations.views import AttemptLine
from bdc_desk.ui.attempts.attempt_page import AttemptPage
from bdc_desk.ui.attempts.filter_bar import Choices
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.news import News
from bdc_desk.ui.translation import translate

GROWTH = 1.5
"""How much more must have been read before the table is made anew: a hundred thousand rows come in some
twenty steps, not in a thousand.
"""


class AttemptSession(QObject):
    """`lead_asked(lead, attempt)`: the person goes to the lead of a call."""

    lead_asked = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        page: AttemptPage,
        news: News,
        zone: Callable[[], str],
    ) -> None:
        """`zone`: the dealership's (IANA)."""
        super().__init__(page)
        self._desk, self._lanes, self._page, self._news, self._zone = desk, lanes, page, news, zone
        self._reading: AttemptReading | None = None
        self._wanted: AttemptFilter | None = None
        self._lines: dict[str, AttemptLine] = {}
        self._shown = 0
        page.filter_changed.connect(self._read_anew)
        page.lead_asked.connect(self.lead_asked)
        page.closed.connect(self._stop)
        page.copy_asked.connect(self._copy)
        page.save_asked.connect(self._save)
        hub.changed.connect(self._on_changes)

    def toggle(self) -> None:
        """Ctrl+2: open the page, or go back to the desk."""
        if self._page.is_open:
            self._page.close_panel()
            return
        self._page.open_panel()
        self._lanes.storage(lambda: around(self._desk), self._offer, self._refuse)

    def tick(self, now: datetime) -> None:
        """One second passed: "Today" goes on at midnight."""
        if self._page.is_open and self._wanted is not None:
            self._page.filters.show_today(now, zone_of(self._zone()))
            if self._page.filters.wanted() != self._wanted:
                self._read_anew()

    def _offer(self, about: Surroundings) -> None:
        """Who may be chosen: everybody, or only oneself."""
        sees_all = may_see_all(about, self._desk.person)
        by_name = sorted(about.people.values(), key=lambda one: one.name.casefold())
        people = {one.id: one.name for one in by_name if sees_all or one.id == self._desk.person}
        outcomes = {rule.name: rule.label for rule in about.policy.outcomes}
        zone = about.policy.zone
        choices = Choices(people or {self._desk.person: ""}, outcomes, zone)
        self._page.show_choices(choices, self._desk.clock.now(), zone_of(zone), sees_all=sees_all)
        self._read_anew()

    def _read_anew(self) -> None:
        """Another choice: what was read for the one before is of no use."""
        self._wanted = self._page.filters.wanted()
        self._reading = AttemptReading(self._desk, self._wanted)
        self._lines, self._shown = {}, 0
        self._page.propose(
            {
                ending: file_name(self._wanted.start, self._wanted.end, self._zone(), ending)
                for ending in ("csv", "json")
            }
        )
        self._show(done=False)
        self._read_on(self._reading)

    def _read_on(self, reading: AttemptReading) -> None:
        self._lanes.storage(reading.next_page, lambda lines: self._take(reading, lines), self._refuse)

    def _take(self, reading: AttemptReading, lines: tuple[AttemptLine, ...]) -> None:
        if reading is not self._reading:
            return  # another choice was made, or the page closed
        self._lines |= {line.attempt: line for line in lines}
        if reading.is_done:
            self._show(done=True)
            return
        if len(self._lines) > self._shown * GROWTH:
            self._show(done=False)
        else:
            self._page.show_sums(tuple(self._lines.values()), done=False)
        self._read_on(reading)

    def _show(self, *, done: bool) -> None:
        self._shown = len(self._lines)
        zone = zone_of(self._zone())
        self._page.show_lines(tuple(self._lines.values()), self._desk.clock.now(), zone, done=done)

    def _stop(self) -> None:
        """The page closed: nothing more is read for it."""
        self._reading = self._wanted = None
        self._lines = {}

    def _on_changes(self, changes: Changes) -> None:
        reading, wanted = self._reading, self._wanted
        if reading is None or wanted is None or not changes.leads:
            return
        leads = frozenset(changes.leads)

        def show(lines: tuple[AttemptLine, ...]) -> None:
            if reading is self._reading:
                left = {key: line for key, line in self._lines.items() if line.lead not in leads}
                self._lines = left | {line.attempt: line for line in lines}
                self._show(done=reading.is_done)

        self._lanes.storage(lambda: attempts_on(self._desk, sorted(leads), wanted), show, self._refuse)

    def _copy(self) -> None:
        """All rows as they stand, for a spreadsheet."""
        lines = self._page.table.rows.lines()
        QGuiApplication.clipboard().setText(as_csv(lines, self._zone(), separator="\t"))
        self._news.done(translate("Attempts", "{n} attempt(s) copied.", "", len(lines)))

    def _save(self, path: str) -> None:
        lines, zone, target = tuple(self._page.table.rows.lines()), self._zone(), Path(path)

        def write() -> None:
            is_json = target.suffix.lower() == ".json"
            write_whole(target, as_json(lines) if is_json else as_csv(lines, zone))

        told = self.tr("{count} saved in {path}.").format(
            count=translate("Attempts", "{n} attempt(s)", "", len(lines)), path=target.name
        )
        # A folder may lie on another machine.
        self._lanes.network(write, lambda _none: self._news.done(told), self._refuse)

    def _refuse(self, why: Exception) -> None:
        self._news.refuse(str(why))
