"""The settings page at work: what is changed is applied and kept at once; what cannot be kept is said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.contact.dialling import tel_url
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.opening_hours import Dealership, change_opening_hours, dealership
from bdc_desk.operations.reading import dial_way
from bdc_desk.operations.setting_up import use_dial_way
from bdc_desk.settings import Preferences
from bdc_desk.ui.alerts.silence import Silence
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.settings_page.panel import SettingsPanel
from bdc_desk.ui.settings_page.sections import Sections

Doors = Mapping[str, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Around:
    """What lies beyond the page. `change` applies and keeps other preferences; it raises SurroundingsFault
    where they cannot be kept, and has applied them all the same. `open_link` hands a URL to the system;
    `dial_by(way)` hears of another way to dial. `doors` open other pages, by the names in sections.py and
    "people". `languages`: those that the window can speak, name and code.
    """

    preferences: Callable[[], Preferences]
    change: Callable[[Preferences], None]
    sound: Sound
    tray: Tray
    open_link: Callable[[str], bool]
    dial_by: Callable[[str], None]
    doors: Doors
    languages: Sequence[tuple[str, str]] = (("English", "en"),)


class SettingsSession(QObject):
    """Shows how things are set, and does what the person changes."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: SettingsPanel,
        sections: Sections,
        around: Around,
        silence: Silence,
        zone: Callable[[], str],
    ) -> None:
        """`zone`: the dealership's (IANA)."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._sections, self._around = panel, sections, around
        self._silence, self._zone = silence, zone
        for section in sections.all():
            section.changed.connect(self._change)
        self._connect()
        hub.changed.connect(self._on_changes)

    def open(self) -> None:
        """Show the page as things stand now."""
        self._panel.show_refusal("")
        now = self._around.preferences()
        self._sections.look.remember(now)
        self._show(now)
        self._sections.sound.show_player(self._around.sound.player)
        self._sections.dealership.say_who_may()
        self._sections.tray.show_tray(has_tray=self._around.tray.possible())
        for section in self._sections.doors():
            section.show_open(tuple(self._around.doors))
        self._sections.dealership.people.setEnabled("people" in self._around.doors)
        self._read()
        self._panel.open_panel()

    def tick(self) -> None:
        """One second passed: a player may have turned out not to work, keys may have changed the look."""
        if self._panel.is_open:
            self._sections.sound.show_player(self._around.sound.player)
            self._show(self._around.preferences())

    def _show(self, preferences: Preferences) -> None:
        for section in self._sections.all():
            section.show_preferences(preferences)
        self._show_silence()

    def _show_silence(self) -> None:
        self._sections.sound.show_silence(self._silence.until, zone_of(self._zone()))

    def _change(self, fields: Mapping[str, Any]) -> None:
        told = replace(self._around.preferences(), **fields)
        try:
            self._around.change(told)
        except SurroundingsFault as fault:
            self._panel.show_refusal(str(fault))
        else:
            self._panel.show_refusal("")
        self._show(self._around.preferences())

    # what the log keeps

    def _read(self) -> None:
        self._lanes.storage(
            lambda: (dial_way(self._desk), dealership(self._desk)), self._show_kept, self._refuse
        )

    def _show_kept(self, found: tuple[str, Dealership]) -> None:
        way, told = found
        self._sections.phone.show_way(way)
        self._sections.dealership.show_dealership(told)

    def _on_changes(self, changes: Changes) -> None:
        if self._panel.is_open and changes.kinds & {Data.POLICY, Data.PEOPLE}:
            self._read()

    def _choose_way(self, way: str) -> None:
        self._lanes.storage(
            lambda: use_dial_way(self._desk, way), lambda _none: self._around.dial_by(way), self._refuse
        )

    def _change_hours(self, hours: Mapping[str, tuple[str, ...]]) -> None:
        self._lanes.storage(
            lambda: change_opening_hours(self._desk, hours), self._hours_changed, self._refuse_hours
        )

    def _hours_changed(self, changes: Changes) -> None:
        self._sections.dealership.take_for_kept()
        self._hub.tell(changes)
        told = (
            self.tr("Changed. Clocks and marks go by these hours from now on; what was judged stays.")
            if changes.kinds
            else self.tr("These are the hours already.")
        )
        self._sections.dealership.show_answer(told, well=True)
        self._read()

    def _refuse_hours(self, why: Exception) -> None:
        self._sections.dealership.show_answer(str(why), well=False)

    def _refuse(self, why: Exception) -> None:
        self._panel.show_refusal(str(why))

    # what leads elsewhere

    def _try_number(self, number: str) -> None:
        try:
            url = tel_url(number)
        except Refused as why:
            said = str(why) if number else self.tr("Type a number to try: your own mobile, say.")
            self._sections.phone.show_answer(said, well=False)
            return
        handed = self._around.open_link(url)
        self._sections.phone.show_answer(
            self.tr("{url} is handed over. If no dialler showed up, choose “By hand”.").format(url=url)
            if handed
            else self.tr("This computer opens {url} with nothing. Choose “By hand”.").format(url=url),
            well=handed,
        )

    def _go(self, name: str) -> None:
        door = self._around.doors.get(name)
        if door is not None:
            self._panel.close_panel()
            door()

    def _connect(self) -> None:
        sections = self._sections
        sections.sound.try_asked.connect(self._around.sound.try_out)
        sections.sound.silence_asked.connect(self._silence.toggle)
        sections.phone.way_chosen.connect(self._choose_way)
        sections.phone.try_asked.connect(self._try_number)
        sections.dealership.hours_asked.connect(self._change_hours)
        sections.dealership.people_asked.connect(lambda: self._go("people"))
        for section in sections.doors():
            section.asked.connect(self._go)
        self._silence.moved.connect(self._show_silence)
