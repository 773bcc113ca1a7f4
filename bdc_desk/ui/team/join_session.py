"""Joins the page with the work: the steps are taken in the network lane, each is shown as it ends."""

from PySide6.QtCore import QObject, Qt, Signal

from bdc_desk.ui.background import Lanes
from bdc_desk.ui.team.join_page import JoinPage
from bdc_desk.ui.team.team import Join, Joined


class JoinSession(QObject):
    """`joined(Desk, password)` once the desk is in its team."""

    joined = Signal(object, str)

    _step_came = Signal(object)

    def __init__(self, page: JoinPage, lanes: Lanes, join: Join) -> None:
        """`join` does it."""
        super().__init__(page)
        self._page, self._lanes, self._join = page, lanes, join
        self._step_came.connect(page.show_step, Qt.ConnectionType.QueuedConnection)
        page.join_asked.connect(self._begin)

    def _begin(self, address: str, password: str, new_password: str) -> None:
        self._page.begin()
        self._lanes.network(
            lambda: self._join(address, password, new_password or None, self._step_came.emit),
            self._ended,
            lambda why: self._page.show_failure(str(why)),
        )

    def _ended(self, found: Joined) -> None:
        if found.desk is not None:
            self.joined.emit(found.desk, found.password)
        elif found.needs_new_password:
            self._page.ask_new_password()
        else:
            self._page.show_failure(found.failed)
