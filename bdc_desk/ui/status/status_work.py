"""Keeps the page about this desk true while it is open."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.desk_status import DeskFigures, desk_figures, verify_now
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.status.desk_lines import desk_lines
from bdc_desk.ui.status.status_line import StatusLine
from bdc_desk.ui.status.status_panel import StatusPanel
from bdc_desk.ui.status.window_lines import keyring_line, version_line
from bdc_desk.ui.translation import translate

ALONE_KEY, TEAM_KEY = "F7", "Shift+F7"
"""Alone the page has the team page's key; in a team F7 is that page's."""
REFRESH = 5
"""Seconds between two looks at the file while the page is open."""


class StatusWork(QObject):
    """`team_asked`: the person wants the team's page; `backups_asked`: the backups."""

    team_asked = Signal()
    backups_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        window: MainWindow,
        beside: Callable[[], Sequence[StatusLine]],
        zone: Callable[[], str],
        *,
        in_team: bool = False,
    ) -> None:
        """`beside`: what the window says of itself (team, ways in, mail out, sound); asked on the GUI thread.
        `zone`: the dealership's (IANA).
        """
        super().__init__(window)
        self._desk, self._lanes, self._beside, self._zone = desk, lanes, beside, zone
        self._in_team = in_team
        self._figures: DeskFigures | None = None
        self._keeps: bool | None = None
        self._reading = self._verifying = False
        self._seconds = 0
        self.panel = StatusPanel(window.desk)
        self.panel.team.setVisible(in_team)
        self.panel.verify_asked.connect(self._verify)
        self.panel.team_asked.connect(self._go_to_team)
        self.panel.backups_asked.connect(self._go_to_backups)

    def actions(self) -> list[Action]:
        """F7 alone, Shift+F7 in a team."""
        key = TEAM_KEY if self._in_team else ALONE_KEY
        return [Action("status", self.tr("How this desk stands"), (key,), self.toggle)]

    def toggle(self) -> None:
        """Open the page, or close it."""
        if self.panel.is_open:
            self.panel.close_panel()
            return
        self.panel.say("")
        self._read()
        self._read_keyring()
        self._show()
        self.panel.open_panel()

    def tick(self) -> None:
        """One second passed."""
        if not self.panel.is_open:
            return
        self._seconds = (self._seconds + 1) % REFRESH
        if not self._seconds:
            self._read()
        self._show()

    def _read(self) -> None:
        if not self._reading:
            self._reading = True
            self._lanes.storage(lambda: desk_figures(self._desk), self._take, self._fail)

    def _take(self, figures: DeskFigures) -> None:
        self._reading, self._figures = False, figures
        self._show()

    def _fail(self, why: Exception) -> None:
        self._reading = False
        self.panel.say(str(why))

    def _read_keyring(self) -> None:
        """The system's keyring may keep one waiting, so it is asked beside."""
        self._lanes.network(_keyring_keeps, self._take_keyring)

    def _take_keyring(self, keeps: bool) -> None:
        self._keeps = keeps
        self._show()

    def _show(self) -> None:
        now, zone = self._desk.clock.now(), zone_of(self._zone())
        lines = [*(desk_lines(self._figures, now, zone) if self._figures else ()), *self._beside()]
        if self._keeps is not None:
            lines.append(keyring_line(keeps=self._keeps))
        self.panel.show_lines([*lines, version_line()])

    def _verify(self) -> None:
        """Beside other work: a log of years takes many seconds, and the agent's own work goes on."""
        if self._verifying:
            return
        self._verifying = True
        self.panel.say(self.tr("Every entry is judged again. Work on meanwhile ..."))
        self._lanes.network(lambda: verify_now(self._desk), self._verified, self._verify_failed)

    def _verified(self, faults: tuple[str, ...]) -> None:
        self._verifying = False
        said = (
            translate("Status", "{n} fault(s): {first}", "", len(faults)).format(first=faults[0])
            if faults
            else self.tr("The log is whole: every link of the chain holds, every judgement was right.")
        )
        self.panel.say(said)
        self._read()

    def _verify_failed(self, why: Exception) -> None:
        self._verifying = False
        self.panel.say(self.tr("It could not be verified: {why}").format(why=why))

    def _go_to_team(self) -> None:
        self.panel.close_panel()
        self.team_asked.emit()

    def _go_to_backups(self) -> None:
        self.panel.close_panel()
        self.backups_asked.emit()


def _keyring_keeps() -> bool:
    """In the network lane."""
    from bdc_desk.secret_store import trusted_keyring  # noqa: PLC0415 - it loads the keyring

    return trusted_keyring() is not None
