"""Silence for half an hour: it begins and ends by one press, ends by itself, and is kept."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from bdc_desk.errors import SurroundingsFault
from bdc_desk.settings import Preferences
from bdc_desk.ui.alerts.silence import Silence
from bdc_desk.ui.alerts.sound import Sound
from tests.helpers.queue_rows import NOW, minutes


class Desk:
    def __init__(self, kept: Preferences | None = None) -> None:
        self.now, self.kept, self.moves, self.fails = NOW, kept or Preferences(), 0, False
        self.sound, self.parent = Sound(), QObject()
        self.silence = Silence(self.sound, lambda: self.now, lambda: self.kept, self.change, self.parent)
        self.silence.moved.connect(self.count)

    def change(self, told: Preferences) -> None:
        self.kept = told
        if self.fails:
            raise SurroundingsFault("The disk is full.")

    def count(self) -> None:
        self.moves += 1

    def at(self, span: timedelta) -> bool:
        self.now = NOW + span
        self.silence.tick()
        return self.sound.hushed


def test_it_ends_by_itself_after_half_an_hour(qtbot: QtBot) -> None:
    desk = Desk()
    desk.silence.toggle()
    assert desk.silence.until == NOW + minutes(30)
    assert desk.at(minutes(29.9))
    assert not desk.at(minutes(30))
    assert desk.silence.until is None
    assert desk.moves == 2


def test_one_press_ends_it(qtbot: QtBot) -> None:
    desk = Desk()
    desk.silence.toggle()
    desk.silence.toggle()
    assert (desk.sound.hushed, desk.kept.quiet_until) == (False, None)


def test_a_new_start_keeps_it(qtbot: QtBot) -> None:
    assert Desk(Preferences(quiet_until=NOW + minutes(5))).sound.hushed
    assert not Desk(Preferences(quiet_until=NOW - minutes(5))).sound.hushed


def test_a_damaged_moment_does_not_silence_for_ever(qtbot: QtBot) -> None:
    assert not Desk(Preferences(quiet_until=NOW + timedelta(days=9))).sound.hushed


def test_a_full_disk_is_no_reason_to_ring(qtbot: QtBot) -> None:
    desk = Desk()
    desk.fails = True
    desk.silence.toggle()
    assert desk.sound.hushed
    assert desk.kept == replace(Preferences(), quiet_until=NOW + minutes(30))
