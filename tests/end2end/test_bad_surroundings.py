"""The window in bad surroundings: what cannot be written is said, nothing typed or saved is lost, and the
work goes on when the surroundings are good again.
"""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.reading import attempts
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.verifying import verify
from bdc_desk.ui.call.call_session import CallState
from tests.end2end.desk_at_work import AtWork, adf_mail, desk_at_work
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, small enough to be filled."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=20m", "none", folder], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("only root on Linux makes a disk for a test")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, disk: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, disk / "profile", MONDAY) as at_work:
        yield at_work


def arrives(desk: AtWork, number: int) -> str:
    received = receive_lead(desk.desk, draft(number, "Pat Sample"))
    desk.app.hub.tell(received.changes)
    desk.rest()
    desk.window.queue.select(received.lead)
    desk.window.focus_queue()
    desk.rest()
    return received.lead


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Not a byte is left on it; afterwards there is room again."""
    with closing(sqlite3.connect(disk / "profile" / "bdc-desk.sqlite")) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what it holds already it may write over
    filler = disk / "holiday.mov"
    with filler.open("wb", buffering=0) as file:
        for size in (1_000_000, 4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    yield
    filler.unlink()


def count(desk: AtWork, kind: str, lead: str) -> int:
    return desk.kinds(lead).count(kind)


@pytest.mark.expects_log("disk is full")
def test_a_full_disk_refuses_a_call_in_words_and_the_day_goes_on(desk: AtWork, disk: Path) -> None:
    lead = arrives(desk, 123)
    with full(disk):
        desk.press(Qt.Key.Key_F5)
        assert desk.work.call.state is CallState.READY
        assert "disk is full" in desk.notice()
        assert count(desk, "dialled", lead) == 0
    desk.press(Qt.Key.Key_F5)
    assert desk.work.call.state is CallState.CALLING
    desk.tick_through(25)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    assert (count(desk, "dialled", lead), count(desk, "outcome", lead)) == (1, 1)
    assert verify(desk.desk) == []


@pytest.mark.expects_log("disk is full")
def test_a_disk_that_fills_in_the_middle_of_a_call_loses_neither_its_end_nor_its_outcome(
    desk: AtWork, disk: Path
) -> None:
    lead = arrives(desk, 123)
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(25)
    with full(disk):
        desk.press(Qt.Key.Key_F5)
        assert "disk is full" in desk.notice()
        desk.press(Qt.Key.Key_1)
        assert desk.work.call.state is CallState.WRAP_UP
        assert desk.kinds(lead) == ["arrival", "dialled"]
    desk.tick_through(60)
    desk.press(Qt.Key.Key_1)
    assert desk.kinds(lead) == ["arrival", "dialled", "ended", "outcome"]
    assert attempts(desk.desk)[0].rang == 25.0  # not the time it took to make room
    assert verify(desk.desk) == []


@pytest.mark.expects_log("disk is full")
def test_mails_dropped_on_a_full_disk_are_leads_when_there_is_room(
    desk: AtWork, disk: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "maria.eml").write_bytes(adf_mail(4711, "Maria Okafor", "020 7946 0123"))
    with full(disk):
        desk.drop(inbox)
        assert "disk is full" in desk.notice()
        assert (inbox / "maria.eml").exists()
    desk.drop(inbox)
    with desk.desk.store.snapshot() as snapshot:
        names = [entry.details["first"] for entry in snapshot.entries_of_kinds("arrival") if entry.details]
    assert names == ["Maria"]


@pytest.mark.expects_log("disk is full")
def test_a_note_typed_on_a_full_disk_is_written_when_there_is_room(desk: AtWork, disk: Path) -> None:
    lead = arrives(desk, 123)
    desk.press(Qt.Key.Key_N)
    desk.type("Wants the red one")
    with full(disk):
        desk.press(Qt.Key.Key_Escape)
        assert desk.notice().startswith("The note is kept and will be written again soon.")
        assert count(desk, "note", lead) == 0
        assert desk.window.lead.note.field.toPlainText() == "Wants the red one"
        assert "closing loses it" in desk.work.day.window._ends()
    desk.pass_time(timedelta(minutes=1))
    assert count(desk, "note", lead) == 1
    assert "closing loses it" not in desk.work.day.window._ends()
    assert desk.window.lead.note.field.toPlainText() == ""
    assert verify(desk.desk) == []
