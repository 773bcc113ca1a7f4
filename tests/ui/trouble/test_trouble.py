"""The window of a desk that cannot open its log: words, ways out, and on to the log when one helped."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from bdc_desk import trouble
from bdc_desk.cli import run_window
from bdc_desk.cli.main import main
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from bdc_desk.trouble import Trouble, ways_out
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.trouble.trouble_page import TroublePage, Way
from tests.helpers.desks import staffed

WORDS = "The log could not be read: its file is damaged. Restore it from a backup."


def page_of(qtbot: QtBot, *ways: Way) -> TroublePage:
    page = TroublePage(WORDS, "/home/pat/bdc", ways)
    qtbot.addWidget(page)
    page.show()
    return page


def test_it_says_what_where_and_the_ways_out(qtbot: QtBot) -> None:
    page = page_of(qtbot, Way("Restore the backup", "33 entries.", lambda: ""))
    assert page.words.text() == WORDS
    assert "/home/pat/bdc" in page.place.text()
    assert [button.text() for button in page.buttons] == ["Restore the backup"]
    assert page.buttons[0].accessibleDescription() == "33 entries."
    assert page.focusWidget() is page.try_again  # what Space and Enter do at once changes nothing


def test_the_details_can_be_copied(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.copy.click()
    assert QGuiApplication.clipboard().text() == f"{WORDS}\n/home/pat/bdc\n"


def asked(qtbot: QtBot, ways: list[Way], act: Callable[[TroublePage], None]) -> tuple[Trouble, bool]:
    """A whole question; `act` is the person."""
    lanes = Lanes.inline(lambda _fault: None)
    shown = Trouble(Profile(Path("profile")), SurroundingsFault(WORDS), ways, lanes)
    QTimer.singleShot(0, shown.page, lambda: act(shown.page))
    answer = shown.ask()
    lanes.close()
    return shown, answer


def test_who_leaves_leaves(qtbot: QtBot) -> None:
    assert asked(qtbot, [], lambda page: page.close_button.click())[1] is False


def test_who_tries_again_tries_again(qtbot: QtBot) -> None:
    assert asked(qtbot, [], lambda page: page.try_again.click())[1] is True


def test_what_a_way_came_to_is_said(qtbot: QtBot) -> None:
    def fail() -> str:
        raise SurroundingsFault("The disk is full. Free some space, then try again.")

    heard: list[str] = []

    def act(page: TroublePage) -> None:
        for button in page.buttons:
            button.click()
            heard.append(page.told.text())
            assert button.isEnabled() == (button is page.buttons[0])  # what helped needs no second time
        page.try_again.click()

    ways = [Way("One", "", fail), Way("Other", "", lambda: "Restored: 33 entries.")]
    assert asked(qtbot, ways, act)[1] is True
    assert heard == ["The disk is full. Free some space, then try again.", "Restored: 33 entries."]


def test_a_damaged_log_is_opened_again_by_its_backup(tmp_path: Path, qtbot: QtBot) -> None:
    with staffed(tmp_path) as here:
        here.lead()
        daily_backup(here.ana, Profile(tmp_path))
    profile = Profile(tmp_path)
    profile.database.write_bytes(b"holiday notes" * 1000)
    with pytest.raises(SurroundingsFault):
        Store.open(profile.database)
    restoring, rescuing = ways_out(profile)
    assert "Restored" in restoring.work()
    Store.open(profile.database).close()
    profile.database.write_bytes(b"holiday notes" * 1000)
    assert "What was written last may be missing" in rescuing.work()
    Store.open(profile.database).close()


def test_for_the_log_of_a_newer_version_neither_restoring_nor_saving_is_offered(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with staffed(tmp_path) as here:
        here.lead()
        daily_backup(here.ana, Profile(tmp_path))
    profile = Profile(tmp_path)
    assert len(ways_out(profile)) == 2
    with closing(sqlite3.connect(profile.database)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    with pytest.raises(SurroundingsFault, match="newer version"):
        Store.open(profile.database)
    assert ways_out(profile) == []
    page = page_of(qtbot, *ways_out(profile))
    assert [page.buttons, page.try_again.isEnabled(), page.copy.isEnabled()] == [[], True, True]


def test_where_there_is_nothing_to_bring_back_nothing_is_offered(tmp_path: Path) -> None:
    assert ways_out(Profile(tmp_path)) == []


def test_the_command_shows_it_and_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bdc-desk.sqlite").write_bytes(b"holiday notes" * 1000)
    answers = [True, False]
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(trouble, "show_trouble", lambda _profile, fault: answers.pop(0))
    assert main(["--profile", str(tmp_path), "run"]) == 1
    assert answers == []
    assert capsys.readouterr().err.count("bdc-desk: The log could not be opened") == 2
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(["--profile", str(tmp_path), "run"]) == 1  # nobody would see it: not asked


@pytest.mark.expects_log("a mistake of the program's own")
def test_a_mistake_at_the_start_is_told_in_a_window_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []

    def show(_profile: Profile, fault: SurroundingsFault, ways: Callable[[Profile], list[Way]]) -> bool:
        told.append(str(fault))
        assert ways(Profile(tmp_path)) == []
        return len(told) == 1  # once more, and it fails again

    def fail(_folder: str | None) -> int:
        raise KeyError("quokka")

    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(run_window, "_run", fail)
    monkeypatch.setattr(trouble, "show_trouble", show)
    assert main(["--profile", str(tmp_path), "run"]) == 1
    assert len(told) == 2
    assert "(KeyError)" in told[0]
    assert "quokka" not in told[0]
    assert capsys.readouterr().err
