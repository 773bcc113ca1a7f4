"""The original of a mail that another desk of the team has read."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from bdc_desk.operations import intake_reading
from bdc_desk.operations.desk import Desk
from bdc_desk.ui.intake import item_originals
from bdc_desk.ui.intake.intake_page import IntakePage
from tests.ui.intake.fake_intake import CUT_OFF, AtIntake
from tests.ui.team.fake_team import FakeTeam


@pytest.fixture
def team(desk: AtIntake, monkeypatch: pytest.MonkeyPatch) -> FakeTeam:
    """The mail lies on another desk."""
    made = FakeTeam()
    monkeypatch.setattr(desk.intake.session.originals, "_team", made)
    monkeypatch.setattr(intake_reading, "archived", _nothing)
    desk.bring(CUT_OFF)
    return made


def _nothing(_desk: Desk, _sha: str) -> bytes | None:
    return None


def opened(desk: AtIntake) -> IntakePage:
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    return desk.intake.page


def test_it_is_fetched_from_the_shared_database(desk: AtIntake, team: FakeTeam) -> None:
    team.original_text = CUT_OFF
    assert "Rosa Lindqvist" in opened(desk).detail.raw.toPlainText()
    assert [what for what, *_ in team.asked] == ["original"]


def test_another_mail_of_the_same_lead_is_not_taken_for_it(desk: AtIntake, team: FakeTeam) -> None:
    team.original_text = b"a later mail"
    page = opened(desk)
    assert "lies on the desk that read it" in page.detail.raw.toPlainText()
    assert not page.detail.copy.isEnabled()


def test_of_a_copy_that_was_not_kept_the_leads_own_mail_shows_and_says_so(desk: AtIntake) -> None:
    desk.bring(desk.lead_mail(1, "Maria Okafor"))
    desk.clock.advance(timedelta(seconds=1))
    desk.bring(b"X-Copy: 2\n" + desk.lead_mail(1, "Maria Okafor"))
    page = opened(desk)
    item = page.list.item()
    assert item is not None
    assert item.result == "already here"
    assert "Okafor" in page.detail.raw.toPlainText()
    assert "X-Copy" not in page.detail.raw.toPlainText()
    assert page.detail.note.isVisible()
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    assert page.detail.note.isHidden()


def test_a_colleagues_copy_that_was_not_kept_shows_the_leads_own_mail(
    desk: AtIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = FakeTeam()
    made.original_text = b"the lead's own"
    monkeypatch.setattr(desk.intake.session.originals, "_team", made)
    monkeypatch.setattr(intake_reading, "archived", _nothing)
    monkeypatch.setattr(item_originals, "original_of", _nothing)
    for _ in range(2):
        desk.bring(CUT_OFF)
        desk.clock.advance(timedelta(seconds=1))
    page = opened(desk)
    assert page.detail.raw.toPlainText() == "the lead's own"
    assert page.detail.note.isVisible()


def test_one_that_nobody_has_says_so(desk: AtIntake, team: FakeTeam) -> None:
    assert opened(desk).detail.raw.toPlainText() == "No original was kept."
