"""The settings page by keyboard, on a real file: what is changed holds at once, is kept, and is said where
it cannot be.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.contact.dialling import ByHand
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.opening_hours import dealership
from bdc_desk.operations.reading import dial_way
from bdc_desk.settings import Preferences, Profile, read_preferences, write_preferences
from bdc_desk.ui import theme
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.keys import bind
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.settings_page.panel import SettingsPanel
from bdc_desk.ui.settings_page.sections import Sections
from bdc_desk.ui.settings_page.session import Around
from bdc_desk.ui.settings_work import SettingsWork
from tests.helpers.desks import MINUTE, MONDAY, Staffed, staffed
from tests.helpers.screens import clipped
from tests.ui.alerts.loudspeaker import Loud

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class SettingsDesk:
    """A window with its settings; `went`: the doors that were gone through, `links` what was handed on."""

    def __init__(self, people: Staffed, profile: Profile, qtbot: QtBot) -> None:
        self.people, self.profile, self.qtbot = people, profile, qtbot
        self.preferences, self.full = Preferences(theme="light"), False
        self.window = MainWindow(lambda row, now: now - row.arrived_at, people.clock.now())
        qtbot.addWidget(self.window)
        self.loud = Loud(self.window)
        self.went: list[str] = []
        self.links: list[str] = []
        self.opens = True
        lanes, hub = Lanes.inline(), ChangeHub()
        lead = LeadSession(people.ana, lanes, hub, self.window.lead)
        call = CallSession(people.ana, lanes, hub, ByHand(), self.window)
        beside = Beside(lead, call, News(self.window.notice), lambda: "Europe/London", lambda: None)
        self.ways: list[str] = []
        around = Around(
            lambda: self.preferences,
            self.change,
            self.loud.sound,
            self.loud.tray,
            self.open_link,
            self.ways.append,
            {
                "mailboxes": lambda: self.went.append("mailboxes"),
                "people": lambda: self.went.append("people"),
            },
        )
        self.work = SettingsWork(people.ana, lanes, hub, self.window, beside, around)
        keys = {key: action.act for action in self.work.actions() for key in action.keys}
        self.shortcuts = bind(self.window, keys)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.focus_queue()

    def change(self, told: Preferences) -> None:
        self.preferences = told
        self.loud.sound.use(told)
        if self.full:
            raise SurroundingsFault("The settings could not be kept: the disk is full.")
        write_preferences(self.profile, told)

    def open_link(self, url: str) -> bool:
        self.links.append(url)
        return self.opens

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    @property
    def panel(self) -> SettingsPanel:
        assert self.work.panel is not None
        return self.work.panel

    @property
    def sections(self) -> Sections:
        assert self.work.sections is not None
        return self.work.sections

    @property
    def notice(self) -> str:
        return self.window.notice.accessibleName()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[SettingsDesk]:
    theme.apply(qapp, "light")
    with staffed(tmp_path) as people:
        yield SettingsDesk(people, Profile(tmp_path), qtbot)


def open_at(desk: SettingsDesk, place: int) -> QWidget:
    """Ctrl+, and Down to a section, Tab into it: its first control has the keyboard."""
    desk.press(Qt.Key.Key_Comma, CONTROL)
    for _ in range(place):
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Tab)
    held = QApplication.focusWidget()
    assert held is not None
    assert desk.panel.sections[place].isAncestorOf(held)
    return held


def test_ctrl_comma_opens_it_and_escape_gives_the_keyboard_back(desk: SettingsDesk) -> None:
    desk.press(Qt.Key.Key_Comma, CONTROL)
    assert desk.panel.is_open
    assert desk.panel.list.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert not desk.panel.is_open
    assert desk.window.queue.view.hasFocus()
    desk.press(Qt.Key.Key_Comma, CONTROL)
    desk.press(Qt.Key.Key_Comma, CONTROL)
    assert not desk.panel.is_open


def test_the_look_changes_at_once_stays_and_can_be_taken_back(desk: SettingsDesk) -> None:
    open_at(desk, 0)
    desk.press(Qt.Key.Key_Down)  # from Light to Dark: the arrow takes it
    assert desk.preferences.theme == "dark"
    look = desk.sections.look
    look.text_size.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert desk.preferences.text_percent == 110
    look.compact.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert read_preferences(desk.profile) == Preferences(theme="dark", text_percent=110, compact=True)
    look.as_before.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert read_preferences(desk.profile) == Preferences(theme="light")
    assert not look.as_before.isEnabled()
    assert look.theme.button("light").hasFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Escape)
    assert read_preferences(desk.profile).theme == "dark"


def test_what_cannot_be_kept_is_said_and_holds_all_the_same(desk: SettingsDesk) -> None:
    open_at(desk, 0)
    desk.full = True
    desk.press(Qt.Key.Key_Down)
    assert desk.panel.summary.isVisible()
    assert "the disk is full" in desk.panel.summary.text()
    assert desk.preferences.theme == "dark"
    desk.full = False
    desk.press(Qt.Key.Key_Up)
    assert not desk.panel.summary.isVisible()


def test_each_alert_has_a_tone_of_its_own_that_can_be_tried(desk: SettingsDesk) -> None:
    assert open_at(desk, 1) is desk.sections.sound.sound
    sound = desk.sections.sound
    sound.tones["over 2 min"].setFocus()
    desk.press(Qt.Key.Key_Down)
    assert desk.preferences.tone("over 2 min") == "double"
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)
    assert desk.loud.played == ["double"]
    sound.tones["new lead"].setFocus()
    desk.press(Qt.Key.Key_End)
    assert desk.preferences.tone("new lead") == "none"
    assert not sound.tries["new lead"].isEnabled()
    sound.volume.setFocus()
    desk.press(Qt.Key.Key_Home)
    assert desk.preferences.volume == 0
    assert len(sound.tones) == len(desk.preferences.tones)


def test_a_desk_without_a_player_says_so(desk: SettingsDesk) -> None:
    open_at(desk, 1)
    desk.sections.sound.show_player("")
    assert "the system beeps" in desk.sections.sound.player.text()
    desk.sections.sound.show_player("paplay")
    assert desk.sections.sound.player.text() == "Played by paplay."


def test_silence_is_seen_at_the_foot_until_it_ends(desk: SettingsDesk) -> None:
    desk.press(Qt.Key.Key_S, CONTROL | SHIFT)
    assert desk.window.status._quiet.text() == "Silent until 10:30 (Ctrl+Shift+S)"
    assert desk.notice == "Silent until 10:30. Alerts still show."
    assert desk.loud.sound.hushed
    open_at(desk, 1)
    assert desk.sections.sound.silence.text().startswith("Silent until 10:30: end it")
    desk.people.clock.advance(30 * MINUTE)
    desk.work.tick(desk.people.clock.now())
    assert desk.window.status._quiet.text() == ""
    assert desk.sections.sound.silence.text().startswith("Silence for 30 minutes")
    desk.loud.tray.silence_asked.emit()
    assert desk.loud.sound.hushed
    desk.press(Qt.Key.Key_S, CONTROL | SHIFT)
    assert (desk.loud.sound.hushed, desk.notice) == (False, "Alerts sound again.")


def test_g_goes_to_the_row_of_the_alert(desk: SettingsDesk) -> None:
    row = next(action for action in desk.work.actions() if action.name == "alert row")
    assert row.why_not() == "No alert stands."
    desk.press(Qt.Key.Key_G)
    assert desk.notice == "No alert stands."
    desk.window.banner.add([Alert(AlertKind.OVER_2, "lead-1", 1, MONDAY)], lambda _lead: "Ana Cruz")
    assert row.why_not() == ""
    held = QApplication.focusWidget()
    with desk.qtbot.waitSignal(desk.window.banner.show_row) as asked:
        desk.press(Qt.Key.Key_G)
    assert asked.args == ["lead-1"]
    assert QApplication.focusWidget() is held


def test_the_way_to_dial_is_kept_and_tried(desk: SettingsDesk) -> None:
    open_at(desk, 2)
    phone = desk.sections.phone
    assert phone.way.button("by hand").isChecked()
    desk.press(Qt.Key.Key_Down)
    assert dial_way(desk.people.ana) == "tel"
    assert desk.ways == ["tel"]
    phone.number.setFocus()
    desk.qtbot.keyClicks(phone.number, "020 7946 0100")
    desk.press(Qt.Key.Key_Return)
    assert desk.links == ["tel:02079460100"]
    assert "handed over" in phone.answer.text()
    desk.opens = False
    desk.press(Qt.Key.Key_Return)
    assert "opens tel:02079460100 with nothing" in phone.answer.text()
    phone.number.clear()
    desk.press(Qt.Key.Key_Return)
    assert "Type a number" in phone.answer.text()
    desk.qtbot.keyClicks(phone.number, "call me")
    desk.press(Qt.Key.Key_Return)
    assert "cannot be handed" in phone.answer.text()
    assert len(desk.links) == 2


def test_switches_of_tray_lock_and_language(desk: SettingsDesk) -> None:
    open_at(desk, 3)
    sections = desk.sections
    sections.tray.close_to_tray.click()
    sections.tray.tray.click()
    assert not sections.tray.messages.isEnabled()
    sections.lock.minutes.setFocus()
    desk.panel.show_section("Lock")
    sections.lock.minutes.setFocus()
    desk.press(Qt.Key.Key_Home)
    desk.panel.show_section("Language")
    sections.language.language.setFocus()
    desk.press(Qt.Key.Key_End)
    kept = read_preferences(desk.profile)
    assert kept == Preferences(theme="light", tray=False, close_to_tray=True, lock_minutes=0, language="en")


def test_values_between_the_steps_are_shown_as_they_are(desk: SettingsDesk) -> None:
    desk.preferences = replace(desk.preferences, text_percent=95, volume=33, lock_minutes=7, language="xx")
    desk.press(Qt.Key.Key_Comma, CONTROL)
    sections = desk.sections
    assert sections.look.text_size.currentText() == "95 %"
    assert sections.sound.volume.currentText() == "33 %"
    assert sections.lock.minutes.currentText() == "7 minutes"
    assert sections.language.language.currentText() == "As the system"


def test_doors_lead_where_they_can(desk: SettingsDesk) -> None:
    desk.press(Qt.Key.Key_Comma, CONTROL)
    emails, ways_in = desk.sections.emails.doors, desk.sections.ways_in.doors
    assert not emails["mail out"].isEnabled()
    assert emails["mail out"].accessibleDescription() == "Not on this desk."
    desk.panel.show_section("Ways in")
    ways_in["mailboxes"].click()
    assert (desk.went, desk.panel.is_open) == (["mailboxes"], False)
    desk.press(Qt.Key.Key_Comma, CONTROL)
    desk.sections.dealership.people.click()
    assert desk.went == ["mailboxes", "people"]


def test_opening_hours_are_changed_by_hand_and_can_be_left(desk: SettingsDesk) -> None:
    open_at(desk, 8)
    section = desk.sections.dealership
    assert section.facts.text() == "Harbour Motors\nUnited Kingdom\nEurope/London"
    assert not section.save.isEnabled()
    typed = section.hours.line("sunday").typed
    typed.setFocus()
    typed.selectAll()
    desk.qtbot.keyClicks(typed, "10-soon")
    section.save.click()
    assert "is not a span" in section.hours.line("sunday").fault.text()
    section.undo.click()
    assert typed.text() == "09:00-21:00"
    typed.selectAll()
    desk.qtbot.keyClicks(typed, "10-16")
    section.save.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert dealership(desk.people.ana).hours["sunday"] == ("10:00-16:00",)
    assert section.answer.text().startswith("Changed.")
    assert not section.save.isEnabled()
    assert typed.text() == "10:00-16:00"


def test_who_may_not_change_the_hours_reads_who_may(desk: SettingsDesk) -> None:
    desk.press(Qt.Key.Key_Comma, CONTROL)
    section = desk.sections.dealership
    told = dealership(desk.people.ana)
    section.show_dealership(replace(told, may_change=False, is_in_team=True))
    assert not section.hours.isEnabled()
    assert "a manager or the principal" in section.answer.text()
    section.show_dealership(replace(told, is_in_team=True))
    assert "every desk of the team" in section.answer.text()


def test_every_control_has_a_name_and_the_keyboard_stays_inside(desk: SettingsDesk) -> None:
    desk.press(Qt.Key.Key_Comma, CONTROL)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListWidget)
    controls = [part for kind in kinds for part in desk.panel.findChildren(kind)]
    own = [part for part in controls if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [part for part in own if not (part.accessibleName() or _text(part))] == []
    for place in range(len(desk.panel.sections)):
        desk.panel.list.setCurrentRow(place)
        for _ in range(40):
            desk.press(Qt.Key.Key_Tab)
            held = QApplication.focusWidget()
            assert held is not None
            assert desk.panel.isAncestorOf(held)
        desk.panel.list.setFocus()


def _text(part: QWidget) -> str:
    return part.text() if isinstance(part, QAbstractButton) else ""


@pytest.mark.parametrize(("percent", "theme_name"), [(100, "light"), (150, "dark")])
def test_no_text_is_cut(desk: SettingsDesk, qapp: QApplication, percent: int, theme_name: str) -> None:
    theme.apply(qapp, theme_name, percent / 100)  # type: ignore[arg-type]
    desk.window.resize(1280, 720)
    desk.press(Qt.Key.Key_Comma, CONTROL)
    for place in range(len(desk.panel.sections)):
        desk.panel.list.setCurrentRow(place)
        qapp.processEvents()
        assert clipped(desk.panel) == []
    theme.apply(qapp, "light")
