"""F7: how the desk stands to its team, by real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bdc_desk.operations import teamwork
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Attention, Colleague, Presence, Waiting
from bdc_desk.sync.values import Link, SyncStatus
from bdc_desk.ui.team.password_box import PasswordBox
from bdc_desk.ui.team.sync_page import SyncPage
from tests.ui.team.fake_team import TEN, AtTeamDesk, synced, team_desk


class Log:
    """What the log and the leases say of the team."""

    def __init__(self) -> None:
        self.colleagues: tuple[Colleague, ...] = ()
        self.waiting: tuple[Waiting, ...] = ()
        self.needs: tuple[Attention, ...] = ()
        self.looked_at_waiting = 0

    def read_waiting(self, _desk: Desk) -> tuple[Waiting, ...]:
        self.looked_at_waiting += 1
        return self.waiting

    def put_aside(self, _desk: Desk, entry: str) -> Changes:
        self.needs = tuple(one for one in self.needs if one.entry != entry)
        return Changes(kinds=frozenset({Data.TEAM}))


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    made = Log()
    monkeypatch.setattr(teamwork, "colleagues", lambda _desk: made.colleagues)
    monkeypatch.setattr(teamwork, "waiting", made.read_waiting)
    monkeypatch.setattr(teamwork, "needs_you", lambda _desk: made.needs)
    monkeypatch.setattr(teamwork, "put_aside", made.put_aside)
    return made


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, log: Log) -> Iterator[AtTeamDesk]:
    with team_desk(qtbot, qapp, tmp_path / "profile") as at_work:
        yield at_work


def page_of(desk: AtTeamDesk) -> SyncPage:
    (found,) = desk.window.findChildren(SyncPage)
    return found


def hears(desk: AtTeamDesk) -> None:
    desk.team.bring(Changes(kinds=frozenset({Data.TEAM})))
    desk.settle()


def needing(desk: AtTeamDesk, log: Log) -> tuple[str, str]:
    """Two leads, an entry on each was refused."""
    leads = desk.lead(1, "Maria Okafor"), desk.lead(2, "Jon Petersen")
    names = ("Maria Okafor", "Jon Petersen")
    log.needs = tuple(
        Attention(f"entry-{lead}", lead, name, "Not reached", "a colleague reached them first", TEN)
        for lead, name in zip(leads, names, strict=True)
    )
    hears(desk)
    return leads


def test_the_status_bar_counts_on_and_names_the_key(desk: AtTeamDesk) -> None:
    desk.tick_through(4)
    assert "Synced 4 s ago (F7)" in desk.window.status.accessibleName()
    desk.tick_through(36)
    assert "feed is 40 s behind (F7)" in desk.window.status.accessibleName()
    desk.team.tell(SyncStatus(Link.OFFLINE, desk.clock.now(), TEN, waiting=3))
    desk.settle()
    assert "Offline since 10:00, 3 waiting (F7)" in desk.window.status.accessibleName()


def test_one_that_needs_the_person_stands_in_the_status_bar(desk: AtTeamDesk, log: Log) -> None:
    needing(desk, log)
    assert "2 need you (F7)" in desk.window.status.accessibleName()


def test_f7_opens_and_closes_and_escape_gives_the_keyboard_back(desk: AtTeamDesk) -> None:
    desk.window.focus_queue()
    for closes in (Qt.Key.Key_F7, Qt.Key.Key_Escape):
        desk.press(Qt.Key.Key_F7)
        assert page_of(desk).is_open
        assert page_of(desk).isAncestorOf(QApplication.focusWidget())
        desk.press(closes)
        assert not page_of(desk).is_open
        assert desk.window.queue.view.hasFocus()


def test_a_click_on_the_status_bar_opens_it(desk: AtTeamDesk) -> None:
    desk.window.status.asked.emit()
    assert page_of(desk).is_open
    desk.press(Qt.Key.Key_Escape)


def test_empty_it_says_so_in_words(desk: AtTeamDesk) -> None:
    desk.press(Qt.Key.Key_F7)
    page = page_of(desk)
    assert page.people.text().startswith("Nobody else")
    assert page.waiting.text().startswith("Nothing: your colleagues have all")
    assert page.no_needs.isVisible()
    desk.press(Qt.Key.Key_Escape)


def test_who_is_at_a_desk_counts_on(desk: AtTeamDesk, log: Log) -> None:
    log.colleagues = (Colleague("kim", "Kim Lee", Presence.CALLING, TEN),)
    hears(desk)
    desk.press(Qt.Key.Key_F7)
    desk.tick_through(70)
    assert page_of(desk).people.text() == "Kim Lee · on a call 1:10"
    desk.press(Qt.Key.Key_Escape)


def test_what_waits_is_read_only_while_somebody_looks(desk: AtTeamDesk, log: Log) -> None:
    log.waiting = (Waiting("e", "lead", "Jon Petersen", "No answer", TEN),)
    desk.lead(1, "Maria Okafor")
    hears(desk)
    assert log.looked_at_waiting == 0
    desk.press(Qt.Key.Key_F7)
    desk.settle()
    assert page_of(desk).waiting.text() == "10:00 · Jon Petersen · No answer"
    desk.press(Qt.Key.Key_Escape)
    looked = log.looked_at_waiting
    hears(desk)
    assert log.looked_at_waiting == looked


def test_enter_goes_to_the_lead_that_needs_the_person(desk: AtTeamDesk, log: Log) -> None:
    _, jon = needing(desk, log)
    desk.press(Qt.Key.Key_F7)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert not page_of(desk).is_open
    assert desk.window.queue.view.selected_lead() == jon
    assert desk.team.asked == []  # Enter was the page's, not "save and next"


def test_delete_puts_aside_and_the_keyboard_stays_in_the_list(desk: AtTeamDesk, log: Log) -> None:
    maria, jon = needing(desk, log)
    desk.press(Qt.Key.Key_F7)
    page = page_of(desk)
    assert page.needs.rows()[0].choice.name == f"entry-{maria}"
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    assert [made.choice.name for made in page.needs.rows()] == [f"entry-{jon}"]
    assert page.needs.rows()[0].hasFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    assert page.no_needs.isVisible()
    assert page.isAncestorOf(QApplication.focusWidget())
    assert "need" not in desk.window.status.accessibleName()
    desk.press(Qt.Key.Key_Escape)


def test_the_details_can_be_copied(desk: AtTeamDesk) -> None:
    desk.press(Qt.Key.Key_F7)
    page_of(desk).copy.click()
    assert QGuiApplication.clipboard().text().startswith("link: synced\n")
    desk.press(Qt.Key.Key_Escape)


# --- the password ---


def box_of(desk: AtTeamDesk) -> PasswordBox:
    return next(one for one in desk.window.notices.findChildren(PasswordBox))


def needs_password(desk: AtTeamDesk) -> None:
    desk.team.tell(SyncStatus(Link.NO_PASSWORD, TEN, TEN))
    desk.settle()


def test_the_password_is_asked_for_and_no_keyboard_is_taken(desk: AtTeamDesk) -> None:
    desk.lead(1, "Maria Okafor")
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    desk.press(Qt.Key.Key_N)
    desk.type("gate ")
    needs_password(desk)
    assert box_of(desk).isVisible()
    desk.type("3")
    assert desk.window.lead.note.field.toPlainText() == "gate 3"


def test_the_password_goes_to_the_sync_and_is_not_kept(desk: AtTeamDesk) -> None:
    needs_password(desk)
    box = box_of(desk)
    assert box.field.echoMode() is QLineEdit.EchoMode.Password
    box.field.setFocus()
    desk.type("1n secret 5")
    desk.press(Qt.Key.Key_Return)
    assert desk.team.passwords == ["1n secret 5"]
    assert box.field.text() == ""
    needs_password(desk)
    assert box.isVisible()
    assert box.accessibleName() == "Trying the password ..."
    desk.type("b1")  # whoever types on meanwhile types into the box, not into the desk's keys
    assert box.field.text() == "b1"
    desk.tick_through(6)
    assert box.isVisible()
    assert box.accessibleName() == "That password was not taken."
    desk.team.tell(synced())
    desk.settle()
    assert not box.isVisible()
    assert desk.window.queue.view.hasFocus()  # no button that a Space would press


def test_escape_in_the_password_puts_it_away(desk: AtTeamDesk) -> None:
    needs_password(desk)
    box_of(desk).field.setFocus()
    desk.type("half")
    desk.press(Qt.Key.Key_Escape)
    assert not box_of(desk).isVisible()
    assert (box_of(desk).field.text(), desk.team.passwords) == ("", [])
    needs_password(desk)
    assert not box_of(desk).isVisible()
    desk.team.tell(synced())
    needs_password(desk)
    assert box_of(desk).isVisible()  # missing once more


def test_f7_has_the_password_s_field_at_hand(desk: AtTeamDesk) -> None:
    needs_password(desk)
    desk.press(Qt.Key.Key_F7)
    assert page_of(desk).password.field.hasFocus()
    assert not box_of(desk).isVisible()
    desk.type("secret")
    desk.press(Qt.Key.Key_Return)
    assert desk.team.passwords == ["secret"]
    desk.press(Qt.Key.Key_Escape)
