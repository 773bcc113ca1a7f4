"""The original of a lead: from this desk's file, else from the colleague's desk that archived it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import original_of
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.lead.original import OriginalPanel
from bdc_desk.ui.news import News
from bdc_desk.ui.team.team import Team


class OriginalSession(QObject):
    """Shows it over the desk."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        panel: OriginalPanel,
        news: News,
        team: Team | None,
        place: Callable[[], object],
    ) -> None:
        """`place`: where the person stands. Who went on while it was fetched keeps the keyboard."""
        super().__init__(panel)
        self._desk, self._lanes, self._panel, self._news = desk, lanes, panel, news
        self._team, self._place = team, place

    def show_lead(self, lead: str) -> None:
        """Show the original of this lead."""
        team, place = self._team, self._place()

        def found(raw: bytes | None) -> None:
            if raw is None and team is not None:
                self._lanes.network(lambda: team.original(lead), came, self._refuse)
            else:
                self._panel.show_original(raw)

        def came(raw: bytes | None) -> None:
            if self._place() == place:
                self._panel.show_original(raw)
            else:
                show = partial(self._panel.show_original, raw)
                self._news.done(self.tr("The original is here."), self.tr("Show it"), show)

        self._lanes.storage(lambda: original_of(self._desk, lead), found, self._refuse)

    def _refuse(self, why: Exception) -> None:
        self._news.refuse(str(why))
