"""Joins the panel of people with what is written about them, and with the change of who sits here."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.deputies import set_deputy
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.people import People, change_person, join_people, people_of
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.news import News
from bdc_desk.ui.people.people_panel import PeoplePanel
from bdc_desk.ui.seat.seat_change import SeatChange
from bdc_desk.ui.still_here import Place, if_still_here


class PeopleSession(QObject):
    """Opens the panel and does what is asked there."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: PeoplePanel,
        news: News,
        seat: SeatChange,
        place: Place,
    ) -> None:
        """`seat` lets somebody else sit down. `place`: where the person stands."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._news, self._seat, self._place = panel, news, seat, place
        panel.chosen.connect(self._switch)
        panel.person_saved.connect(self._save_person)
        panel.away_saved.connect(self._save_away)
        panel.back_said.connect(self._say_back)
        hub.changed.connect(self._on_changes)

    def open(self) -> None:
        """F10."""
        if self._panel.is_open:
            self._panel.close_panel()
            return
        self._read(if_still_here(self._panel.open_with, self._place))

    def _read(self, show: Callable[[People], None]) -> None:
        self._lanes.storage(lambda: people_of(self._desk), show, lambda why: self._news.refuse(str(why)))

    def _switch(self, person: str, pin: str) -> None:
        if person == self._desk.person:
            self._panel.show_fault(self.tr("You are here already."))
        else:
            self._seat.ask(person, pin, self._panel.refuse_seat)

    def _save_person(self, person: str, name: str, role: str) -> None:
        def work() -> Changes:
            if person:
                return change_person(self._desk, person, name, role)
            return join_people(self._desk, name, role)[1]

        self._write(work)

    def _save_away(self, person: str, deputy: str, until: datetime) -> None:
        self._write(lambda: set_deputy(self._desk, person, deputy, until))

    def _say_back(self, person: str) -> None:
        self._write(lambda: set_deputy(self._desk, person, None, None))

    def _write(self, work: Callable[[], Changes]) -> None:
        def done(changes: Changes) -> None:
            self._read(self._panel.show_people)
            self._hub.tell(changes)

        self._lanes.storage(work, done, lambda why: self._panel.show_fault(str(why)))

    def _on_changes(self, changes: Changes) -> None:
        if self._panel.is_open and {Data.PEOPLE, Data.TEAM} & changes.kinds:
            self._read(self._panel.refresh)
