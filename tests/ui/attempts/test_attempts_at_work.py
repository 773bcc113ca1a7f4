"""The attempt log in a real window, by real keys."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.changes import LEAD_MOVED, Changes
from bdc_desk.operations.setting_up import add_person
from bdc_desk.ui.attempts.attempt_words import Column, Days
from tests.helpers.desks import DAY, HOUR, Staffed
from tests.ui.review_desk import CONTROL, ReviewDesk, review_desk, staffed_here

Key = Qt.Key


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Staffed]:
    """Yesterday Ana called once; today she called twice and Ben once."""
    with staffed_here(tmp_path) as found:
        first, second = found.lead(1), found.lead(2, "=Eve Formula")
        found.call(first, "no answer")
        found.clock.advance(DAY)
        found.call(first, "dialogue", timedelta(seconds=80))
        found.call(second, "voicemail", by=found.ben)
        found.clock.advance(HOUR)
        found.call(second, "no answer", timedelta(seconds=4))
        yield found


@pytest.fixture
def boss(qtbot: QtBot, qapp: QApplication, here: Staffed) -> Iterator[ReviewDesk]:
    """A manager's window with the log open."""
    person = add_person(here.ana, "Dee Park", "manager").id
    with review_desk(qtbot, qapp, here, here.of(person)) as desk:
        desk.press(Key.Key_2, CONTROL)
        yield desk


def shown(desk: ReviewDesk) -> list[tuple[str, str]]:
    return [(line.agent, line.outcome) for line in desk.page.table.rows.lines()]


def choose(box: object, value: object) -> None:
    box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]  # a QComboBox


def test_it_opens_with_today_the_newest_first_and_sums(boss: ReviewDesk) -> None:
    assert boss.page.table.hasFocus()
    assert shown(boss) == [("Ana Cruz", "No answer"), ("Ben Ito", "Voicemail"), ("Ana Cruz", "Dialogue")]
    assert boss.page.sums.text() == "3 attempts · 2 count · 2 leads"
    assert boss.page.few.text() == "Fewer than 20: too few to judge anybody by"
    assert not boss.page.only_own.isVisible()
    assert "no: rang 4 s, 15 s needed" in boss.page.detail.text()


def test_filters_narrow_it(boss: ReviewDesk, here: Staffed) -> None:
    filters = boss.page.filters
    choose(filters.agent, here.ben.person)
    assert shown(boss) == [("Ben Ito", "Voicemail")]
    choose(filters.agent, None)
    choose(filters.counted, "no")
    assert shown(boss) == [("Ana Cruz", "No answer")]
    choose(filters.counted, None)
    choose(filters.outcome, "dialogue")
    assert shown(boss) == [("Ana Cruz", "Dialogue")]
    choose(filters.outcome, None)
    choose(filters.evidence, "D")
    assert shown(boss) == []
    assert "No call attempts here" in boss.page.empty.accessibleName()
    choose(filters.evidence, None)
    choose(filters.days, Days.YESTERDAY.value)
    assert shown(boss) == [("Ana Cruz", "No answer")]
    choose(filters.days, Days.WEEK.value)
    assert len(shown(boss)) == 4


def test_a_range_of_days_is_typed(boss: ReviewDesk) -> None:
    filters = boss.page.filters
    assert not filters.first.isVisible()
    choose(filters.days, Days.RANGE.value)
    assert filters.first.isVisible()
    filters.first.setDate(QDate(2026, 3, 2))
    filters.last.setDate(QDate(2026, 3, 2))
    assert shown(boss) == [("Ana Cruz", "No answer")]
    filters.last.setDate(QDate(2026, 3, 1))  # the wrong way round is understood
    assert len(shown(boss)) == 1


def test_digits_and_heads_sort(boss: ReviewDesk) -> None:
    boss.press(Key.Key_2)
    assert [agent for agent, _ in shown(boss)] == ["Ana Cruz", "Ana Cruz", "Ben Ito"]
    boss.press(Key.Key_2)
    assert [agent for agent, _ in shown(boss)] == ["Ben Ito", "Ana Cruz", "Ana Cruz"]
    boss.page.table.sort_by(Column.TALKED)
    assert shown(boss)[0] == ("Ana Cruz", "Dialogue")


def test_enter_goes_to_the_line_of_the_call(boss: ReviewDesk) -> None:
    boss.press(Key.Key_J)
    boss.press(Key.Key_J)
    line = boss.page.table.line()
    assert line is not None
    boss.press(Key.Key_Return)
    assert not boss.page.is_open
    assert boss.asked == [line.lead]
    pointed = boss.window.lead.sections.calls._pointed
    assert pointed is not None
    assert "Dialogue" in pointed.accessibleName()


def test_a_call_made_meanwhile_appears(boss: ReviewDesk, here: Staffed) -> None:
    lead = here.lead(5)
    boss.press(Key.Key_J)
    chosen = boss.page.table.line()
    here.call(lead, "no answer")
    boss.hub.tell(Changes(frozenset({lead}), LEAD_MOVED))
    assert len(shown(boss)) == 4
    assert boss.page.table.line() == chosen


def test_a_salesperson_sees_their_own_and_is_told_why(
    qtbot: QtBot, qapp: QApplication, here: Staffed
) -> None:
    with review_desk(qtbot, qapp, here, here.ben) as desk:
        desk.press(Key.Key_2, CONTROL)
        assert shown(desk) == [("Ben Ito", "Voicemail")]
        assert "not secrecy" in desk.page.only_own.text()
        assert desk.page.filters.agent.count() == 1
        desk.press(Key.Key_1, CONTROL)
        assert not desk.page.is_open
        assert desk.window.queue.view.hasFocus()


def test_copy_and_files_defuse_formulas(boss: ReviewDesk, tmp_path: Path) -> None:
    boss.press(Key.Key_C, CONTROL)
    copied = QApplication.clipboard().text()
    assert "\t'=Eve Formula\t'+44 20 7946 0002\t" in copied
    assert boss.notice() == "3 attempts copied."
    target = tmp_path / "out.csv"
    boss.page.save_asked.emit(str(target))
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert [row["customer"] for row in rows] == ["'=Eve Formula", "'=Eve Formula", "Pat Sample1"]
    assert rows[0]["counted"] == "no"
    boss.page.save_asked.emit(str(tmp_path / "out.json"))
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert found[0]["name"] == "=Eve Formula"
    assert sorted(one.name for one in tmp_path.glob("*out*")) == ["out.csv", "out.json"]


def test_a_file_that_cannot_be_written_is_said(boss: ReviewDesk, tmp_path: Path) -> None:
    boss.page.save_asked.emit(str(tmp_path / "nowhere" / "out.csv"))
    assert "could not be written" in boss.notice()


def test_the_proposed_name_says_the_days(boss: ReviewDesk) -> None:
    assert boss.page._proposed["csv"] == "attempts 2026-03-03.csv"
    choose(boss.page.filters.days, Days.WEEK.value)
    assert boss.page._proposed["json"] == "attempts 2026-02-25 to 2026-03-03.json"


def test_today_goes_on_at_midnight(boss: ReviewDesk) -> None:
    boss.pass_time(DAY)
    assert shown(boss) == []
    choose(boss.page.filters.days, Days.YESTERDAY.value)
    assert len(shown(boss)) == 3
