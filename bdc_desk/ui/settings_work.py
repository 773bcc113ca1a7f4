"""How this desk looks and sounds: the settings page (Ctrl+,), silence for a while, and the way from an alert
to its row.
"""

from datetime import datetime

from PySide6.QtCore import QObject

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.desk import Desk
from bdc_desk.ui import words
from bdc_desk.ui.actions import Action
from bdc_desk.ui.alerts.banner import ROW_KEY
from bdc_desk.ui.alerts.silence import Silence
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.settings_page.panel import SettingsPanel
from bdc_desk.ui.settings_page.sections import Sections, made_sections
from bdc_desk.ui.settings_page.session import Around, SettingsSession

SILENCE_KEY = "Ctrl+Shift+S"


class SettingsWork(QObject):
    """Makes the page when it is first asked for; `panel` and `sections` are None before."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        window: MainWindow,
        beside: Beside,
        around: Around,
    ) -> None:
        """The page lies over the window's desk."""
        super().__init__(window)
        self._desk, self._lanes, self._hub, self._window = desk, lanes, hub, window
        self._beside, self._around = beside, around
        self.silence = Silence(around.sound, desk.clock.now, around.preferences, around.change, self)
        self.panel: SettingsPanel | None = None
        self.sections: Sections | None = None
        self._session: SettingsSession | None = None
        self.silence.moved.connect(self._show_silence)
        window.status.quiet_asked.connect(self.silence.toggle)
        around.tray.silence_asked.connect(self.silence.toggle)
        self._show_silence()

    def tick(self, _now: datetime) -> None:
        """One second passed."""
        self.silence.tick()
        if self._session is not None:
            self._session.tick()

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        return [
            Action("settings", self.tr("Settings: look, sound, phone, hours ..."), ("Ctrl+,",), self.toggle),
            Action("silence", self.tr("Silence for 30 minutes, or end it"), (SILENCE_KEY,), self._hush),
            Action(
                "alert row",
                self.tr("Go to the row of the alert"),
                (ROW_KEY,),
                self._go_to_alert,
                self._why_no_alert,
            ),
        ]

    def toggle(self) -> None:
        """Open the page, or close it."""
        if self.panel is not None and self.panel.is_open:
            self.panel.close_panel()
        else:
            self.open()

    def open(self, section: str = "") -> None:
        """Open the page, at the section with this title."""
        session, panel = self._made()
        session.open()
        if section:
            panel.show_section(section)

    def _made(self) -> tuple[SettingsSession, SettingsPanel]:
        if self._session is None or self.panel is None:
            self.sections = made_sections(self._around.languages)
            self.panel = SettingsPanel(self._window.desk, self.sections.all())
            self._session = SettingsSession(
                self._desk,
                self._lanes,
                self._hub,
                self.panel,
                self.sections,
                self._around,
                self.silence,
                self._beside.zone,
            )
        return self._session, self.panel

    def _hush(self) -> None:
        self.silence.toggle()
        until = self.silence.until
        if until is None:
            self._beside.news.tell(self.tr("Alerts sound again."))
            return
        told = words.time_of_day(until, zone_of(self._beside.zone()))
        text = self.tr("Silent until {at}. Alerts still show.").format(at=told)
        self._beside.news.done(text, self.tr("End it"), self.silence.toggle, SILENCE_KEY)

    def _show_silence(self) -> None:
        until = self.silence.until
        if until is None:
            self._window.status.show_quiet("")
            return
        told = words.time_of_day(until, zone_of(self._beside.zone()))
        self._window.status.show_quiet(self.tr("Silent until {at} ({key})").format(at=told, key=SILENCE_KEY))

    def _go_to_alert(self) -> None:
        why = self._why_no_alert()
        if why:
            self._beside.news.tell(why)
        else:
            self._window.banner.ask_row()

    def _why_no_alert(self) -> str:
        return "" if self._window.banner.first_lead() else self.tr("No alert stands.")
