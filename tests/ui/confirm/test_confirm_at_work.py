"""The list "to confirm" in a real window, by real keys."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason, Kind
from bdc_desk.errors import Refused
from bdc_desk.operations import confirming
from bdc_desk.operations.calling import dial
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.lead_work import close_lead, confirm, say_exception
from bdc_desk.operations.setting_up import add_person
from bdc_desk.operations.typed_calls import type_call
from bdc_desk.ui.confirm import confirm_session
from bdc_desk.ui.confirm.confirm_words import Word
from tests.helpers.desks import HOUR, MINUTE, Staffed
from tests.ui.review_desk import CONTROL, ReviewDesk, review_desk, staffed_here

PAUSE = timedelta(seconds=5)
Key = Qt.Key


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Staffed]:
    with staffed_here(tmp_path) as found:
        yield found


@pytest.fixture
def ben(qtbot: QtBot, qapp: QApplication, here: Staffed) -> Iterator[ReviewDesk]:
    """Ben sits here; Ana typed a call in and closed a lead as spam, Ben closed one himself."""
    typed, spam, own = here.lead(1), here.lead(2), here.lead(3)
    here.clock.advance(20 * MINUTE)
    type_call(here.ana, typed, "n1", here.clock.now() - 10 * MINUTE, 3 * MINUTE, "dialogue")
    here.clock.advance(MINUTE)
    close_lead(here.ana, spam, ClosingReason.SPAM, "Sells search engine places.")
    here.clock.advance(MINUTE)
    close_lead(here.ben, own, ClosingReason.BOUGHT_ELSEWHERE)
    with review_desk(qtbot, qapp, here, here.ben) as desk:
        desk.leads = [typed, spam, own]
        yield desk


def words(here: Staffed, lead: str) -> list[tuple[str, str]]:
    return [(one.kind, one.agent) for one in here.entries(lead, Kind.CONFIRMED, Kind.SENT_BACK)]


def test_the_foot_counts_what_the_person_may_decide_and_f4_lists_all(ben: ReviewDesk) -> None:
    assert ben.window.status.to_confirm_words() == "2 to confirm (F4)"
    ben.press(Key.Key_F4)
    assert ben.panel.is_open
    assert ben.panel.list.hasFocus()
    told = ben.rows()
    assert told[0].startswith("Call of 10:10, 3 min, Dialogue: typed in by Ana Cruz. Pat Sample1. 10:20")
    assert "Sells search engine places." in told[1]
    assert told[2].endswith("Your own")
    ben.press(Key.Key_F4)
    assert not ben.panel.is_open
    assert ben.window.queue.view.hasFocus()


def test_c_confirms_after_five_seconds(ben: ReviewDesk, here: Staffed) -> None:
    typed = ben.leads[0]
    ben.press(Key.Key_F4)
    ben.press(Key.Key_C)
    assert "Confirmed: U takes it back" in ben.rows()[0]
    assert ben.panel.list.currentIndex().row() == 1  # on to the next
    assert ben.window.status.to_confirm_words() == "1 to confirm (F4)"
    ben.pass_time(PAUSE - timedelta(seconds=1))
    assert words(here, typed) == []
    ben.pass_time(timedelta(seconds=1))
    assert words(here, typed) == [(Kind.CONFIRMED, here.ben.person)]
    assert here.standing(typed).counted == 1
    assert len(ben.rows()) == 2
    assert "search engine" in ben.panel.list.line().item.words  # type: ignore[union-attr]  # one is chosen


def test_r_sends_back(ben: ReviewDesk, here: Staffed) -> None:
    spam = ben.leads[1]
    ben.press(Key.Key_F4)
    ben.press(Key.Key_J)
    ben.press(Key.Key_R)
    ben.pass_time(PAUSE)
    assert words(here, spam) == [(Kind.SENT_BACK, here.ben.person)]
    assert here.standing(spam).section is not None  # the lead is open again


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_U, None), (Key.Key_Z, CONTROL)])
def test_undo_before_it_is_written_writes_nothing(
    ben: ReviewDesk, here: Staffed, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    before = here.count()
    ben.press(Key.Key_F4)
    ben.press(Key.Key_C)
    ben.press(key, *([modifier] if modifier else []))
    assert ben.panel.list.currentIndex().row() == 0
    ben.pass_time(timedelta(minutes=1))
    ben.press(Key.Key_Escape)
    assert here.count() == before
    assert ben.window.status.to_confirm_words() == "2 to confirm (F4)"
    ben.press(Key.Key_F4)
    ben.press(Key.Key_U)
    assert ben.notice().startswith("Nothing to take back")


def test_what_was_said_is_written_when_the_panel_closes(ben: ReviewDesk, here: Staffed) -> None:
    ben.press(Key.Key_F4)
    ben.press(Key.Key_C)
    ben.press(Key.Key_R)
    ben.press(Key.Key_Escape)
    typed, spam, _ = ben.leads
    assert words(here, typed) == [(Kind.CONFIRMED, here.ben.person)]
    assert words(here, spam) == [(Kind.SENT_BACK, here.ben.person)]


def test_what_was_said_is_written_when_the_window_closes(ben: ReviewDesk, here: Staffed) -> None:
    ben.press(Key.Key_F4)
    ben.press(Key.Key_C)
    ben.window.close()
    assert words(here, ben.leads[0]) == [(Kind.CONFIRMED, here.ben.person)]


def test_one_s_own_is_grey_and_takes_no_key(ben: ReviewDesk, here: Staffed) -> None:
    before = here.count()
    ben.press(Key.Key_F4)
    ben.panel.list.choose(2)
    assert not ben.panel.confirm.isEnabled()
    assert ben.panel.confirm.accessibleDescription() == "Your own: a second person has to look at it."
    assert "a second person has to look" in ben.panel.detail.text()
    for key in (Key.Key_C, Key.Key_R, Key.Key_A):
        ben.press(key)
    ben.press(Key.Key_Escape)
    assert here.count() == before


def test_mine_to_decide_hides_the_others(ben: ReviewDesk) -> None:
    ben.press(Key.Key_F4)
    ben.panel.mine.click()
    assert len(ben.rows()) == 2
    ben.panel.all.click()
    assert len(ben.rows()) == 3


def test_enter_goes_to_the_lead(ben: ReviewDesk) -> None:
    ben.press(Key.Key_F4)
    ben.press(Key.Key_Return)
    assert not ben.panel.is_open
    assert ben.asked == [ben.leads[0]]


def test_what_a_colleague_settles_leaves_the_open_list(ben: ReviewDesk, here: Staffed) -> None:
    ben.press(Key.Key_F4)
    ben.press(Key.Key_J)
    first = ben.panel.list.rows.line_at(0)
    assert first is not None
    ben.hub.tell(confirm(here.cy, first.item.lead, first.item.entry))
    assert len(ben.rows()) == 2
    assert "search engine" in ben.panel.list.line().item.words  # type: ignore[union-attr]  # still chosen


def test_what_a_colleague_settles_in_the_pause_is_not_written_twice(ben: ReviewDesk, here: Staffed) -> None:
    ben.press(Key.Key_F4)
    ben.press(Key.Key_C)
    first = ben.panel.list.rows.line_at(0)
    assert first is not None
    ben.hub.tell(confirm(here.cy, first.item.lead, first.item.entry))
    assert ben.notice() == "Pat Sample1: somebody else decided it meanwhile, so yours was not written."
    ben.pass_time(PAUSE)
    assert words(here, first.item.lead) == [(Kind.CONFIRMED, here.cy.person)]


def test_an_import_of_many_leads_looks_through_the_log_once(
    ben: ReviewDesk, here: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirm_session, "MANY", 2)
    lead = here.lead(9)
    changes = say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Write, please.")
    ben.hub.tell(changes | Changes(frozenset({"one", "two"})))
    assert ben.window.status.to_confirm_words() == "3 to confirm (F4)"


def test_what_comes_is_counted_at_once(ben: ReviewDesk, here: Staffed) -> None:
    lead = here.lead(9)
    ben.hub.tell(say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Write, please."))
    assert ben.window.status.to_confirm_words() == "3 to confirm (F4)"


def test_a_word_that_cannot_be_written_is_said(ben: ReviewDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> object:
        raise Refused("There is no such entry on this lead.", code="entry")

    monkeypatch.setitem(confirm_session.WRITES, Word.CONFIRM, refuse)
    ben.press(Key.Key_F4)
    ben.press(Key.Key_C)
    ben.pass_time(PAUSE)
    assert ben.notice() == "There is no such entry on this lead."
    assert "U takes it back" not in ben.rows()[0]


def test_an_escalation_comes_by_the_clock_and_a_acknowledges_it(
    qtbot: QtBot, qapp: QApplication, here: Staffed
) -> None:
    boss = here.of(add_person(here.ana, "Dee Park", "principal").id)
    lead = here.lead(1)
    with review_desk(qtbot, qapp, here, boss) as desk:
        assert desk.window.status.to_confirm_words() == ""
        desk.pass_time(HOUR)
        assert desk.window.status.to_confirm_words() == "1 to confirm (F4)"
        desk.press(Key.Key_F4)
        assert not desk.panel.confirm.isVisible()
        desk.press(Key.Key_C)  # not a word for an escalation
        desk.press(Key.Key_A)
        desk.press(Key.Key_Escape)
        (entry,) = here.entries(lead, Kind.ACKNOWLEDGED)
        assert entry.agent == boss.person
        assert desk.window.status.to_confirm_words() == ""


def test_nothing_waits(qtbot: QtBot, qapp: QApplication, here: Staffed) -> None:
    with review_desk(qtbot, qapp, here, here.ben) as desk:
        desk.press(Key.Key_F4)
        assert "Nothing waits for a second person" in desk.panel.empty.accessibleName()
        assert desk.panel.isAncestorOf(QApplication.focusWidget())
        for key in (Key.Key_C, Key.Key_R, Key.Key_Return):
            desk.press(key)
        desk.press(Key.Key_Escape)


def test_working_alone_says_that_nothing_is_blocked_and_takes_no_word(
    qtbot: QtBot, qapp: QApplication, here: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "works_alone", lambda _about: True)
    lead = here.lead(1)
    close_lead(here.ana, lead, ClosingReason.SPAM)
    with review_desk(qtbot, qapp, here, here.ben) as desk:
        assert desk.window.status.to_confirm_words() == ""
        desk.press(Key.Key_F4)
        assert desk.panel.alone.text().startswith("You work alone. These stand as unconfirmed")
        desk.press(Key.Key_C)
        desk.press(Key.Key_Escape)
        assert words(here, lead) == []


def test_digits_and_letters_reach_no_call_below(ben: ReviewDesk, here: Staffed) -> None:
    dial(here.ben, ben.leads[0], "n1")
    before = here.count()
    ben.press(Key.Key_F4)
    for key in (Key.Key_1, Key.Key_3, Key.Key_N, Key.Key_B):
        ben.press(key)
    assert here.count() == before
    ben.press(Key.Key_Escape)
