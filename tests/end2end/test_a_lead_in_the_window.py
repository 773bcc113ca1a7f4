"""The promise of the program, by real key events: a lead mail goes in, is called four times over three days,
its templates open one by one, "not reached" may be said only at the end, and the attempt log tells the story.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.standing import Stage
from bdc_desk.cli.main import main
from bdc_desk.operations import calling
from bdc_desk.operations.reading import attempts
from bdc_desk.operations.verifying import verify
from bdc_desk.ui.call.call_session import CallState
from tests.end2end.desk_at_work import AtWork, adf_mail, again, desk_at_work

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=LONDON)
CALLS = (
    MONDAY + timedelta(minutes=1),
    datetime(2026, 3, 2, 12, 30, tzinfo=LONDON),
    datetime(2026, 3, 3, 9, 10, tzinfo=LONDON),
    datetime(2026, 3, 4, 17, 30, tzinfo=LONDON),
)
OPENED = (
    {"missed_you"},
    {"missed_you", "car_details"},
    {"missed_you", "car_details", "test_drive"},
    {"missed_you", "car_details", "test_drive", "last_try"},
)
"""What is open after each call: 1 call; 2 calls; 3 on two days; 4 on three days in two parts of the day."""

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        yield at_work


@pytest.fixture
def maria(desk: AtWork, tmp_path: Path) -> str:
    """Maria's lead, dropped on the window as a mail and taken by Space."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "maria.eml").write_bytes(adf_mail(4711, "Maria Okafor", "020 7946 0123"))
    desk.drop(inbox)
    desk.press(Qt.Key.Key_Space)
    lead = desk.window.queue.view.selected_lead()
    assert lead
    return lead


def open_templates(desk: AtWork, lead: str) -> set[str]:
    """What the log opens; the cards on the screen must say the same."""
    judged = {one.name for one in desk.standing(lead).templates if one.is_open}
    shown = {
        card.template.name
        for card in desk.window.templates.cards()
        if card.template and card.template.is_open
    }
    assert shown == judged
    return judged


def call(desk: AtWork, outcome: Qt.Key = Qt.Key.Key_1, seconds: int = 20) -> None:
    """Three keys: F5 dials, F5 ends the timing, a number says what came of it."""
    desk.press(Qt.Key.Key_F5)
    assert desk.work.call.state is CallState.CALLING
    desk.tick_through(seconds)
    desk.press(Qt.Key.Key_F5)
    assert desk.work.call.state is CallState.WRAP_UP
    desk.press(outcome)


def try_not_reached(desk: AtWork) -> None:
    """Ctrl+Enter, then the first way in the list."""
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.window.closing_menu.is_open
    desk.press(Qt.Key.Key_1)


def test_four_calls_over_three_days_open_the_templates_one_by_one(
    desk: AtWork, maria: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert open_templates(desk, maria) == set()
    for at, opened in zip(CALLS, OPENED, strict=True):
        desk.go_on_at(at)
        try_not_reached(desk)
        assert desk.window.closing_menu.refusal.isVisible()
        desk.press(Qt.Key.Key_Escape)
        assert not desk.window.closing_menu.is_open
        desk.press(Qt.Key.Key_Space)
        if desk.window.queue.view.selected_lead() != maria:
            desk.work.window.queue.select(maria)
            desk.rest()
        call(desk)
        assert open_templates(desk, maria) == opened
    assert "not reached" not in desk.kinds(maria)

    try_not_reached(desk)
    assert desk.standing(maria).stage is Stage.NOT_REACHED
    assert desk.kinds(maria)[-1] == "not reached"
    assert desk.window.queue.model.row(maria) is None

    lines = attempts(desk.desk)
    assert [(line.began, line.outcome, line.evidence, line.counted) for line in lines] == [
        (at, "No answer", "C", True) for at in CALLS
    ]
    assert verify(desk.desk) == []
    assert (
        main(
            ["--profile", str(tmp_path / "profile"), "attempts", "--from", "2026-03-02", "--to", "2026-03-04"]
        )
        == 0
    )
    told = capsys.readouterr().out
    assert told.count("Maria Okafor") == 4
    assert "Ana Cruz: 4 attempts" in told


def test_four_calls_in_ten_minutes_are_one(desk: AtWork, maria: str) -> None:
    for _ in range(4):
        call(desk)
        desk.pass_time(timedelta(minutes=2))
    standing = desk.standing(maria)
    assert standing.counted == 1
    assert [attempt.counted for attempt in standing.attempts] == [True, False, False, False]
    assert "less than 2 h" in str(standing.attempts[1].why)
    assert open_templates(desk, maria) == {"missed_you"}


def test_a_short_ring_does_not_count_and_says_why(desk: AtWork, maria: str) -> None:
    call(desk, seconds=14)
    assert "No answer saved, does not count: rang 14 s, 15 s needed" in desk.notice()
    (attempt,) = desk.standing(maria).attempts
    assert not attempt.counted
    assert str(attempt.why) == "rang 14 s, 15 s needed"
    assert desk.standing(maria).first_call.stopped_at is None


def test_an_open_template_is_handed_to_the_mail_program_after_its_entry(desk: AtWork, maria: str) -> None:
    call(desk)
    desk.press(Qt.Key.Key_E)
    assert desk.work.preview.is_open
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert not desk.work.preview.is_open
    assert desk.kinds(maria)[-2:] == ["email asked", "handed over"]
    (url,) = desk.links
    assert url.startswith("mailto:maria@example.test?subject=")
    assert "Handed to your mail program" in desk.notice()


def test_an_outcome_is_taken_back_within_eight_seconds_and_said_anew(desk: AtWork, maria: str) -> None:
    call(desk, Qt.Key.Key_3)
    assert desk.standing(maria).dialogue
    desk.tick_through(7)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.kinds(maria)[-1] == "outcome withdrawn"
    assert not desk.standing(maria).dialogue
    assert desk.work.call.state is CallState.WRAP_UP
    desk.press(Qt.Key.Key_1)
    assert [attempt.outcome for attempt in desk.standing(maria).attempts] == ["no answer"]
    assert desk.standing(maria).counted == 1
    desk.tick_through(9)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.kinds(maria)[-1] == "outcome"
    assert "eight seconds" in desk.notice()


def test_a_callback_is_promised_with_its_time_and_stands_in_the_first_section(
    desk: AtWork, maria: str
) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(30)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_5)
    assert desk.window.callback_picker.is_open
    desk.type("17:30")
    desk.press(Qt.Key.Key_Return)
    assert desk.kinds(maria)[-2:] == ["outcome", "callback set"]
    callback = desk.standing(maria).callback
    assert callback is not None
    assert callback.promised_at == datetime(2026, 3, 2, 17, 30, tzinfo=LONDON)
    desk.go_on_at(datetime(2026, 3, 2, 17, 25, tzinfo=LONDON))
    assert "Maria Okafor is promised a call" in desk.window.banner.said()
    assert desk.work.feed.next_lead is None  # five minutes before is a reminder, not yet the time
    desk.go_on_at(datetime(2026, 3, 2, 17, 30, tzinfo=LONDON))
    assert desk.work.feed.next_lead == maria


def test_digits_typed_in_a_note_log_no_outcome_and_the_note_is_one_entry(desk: AtWork, maria: str) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_N)
    desk.type("Call 5, not 1: gate 3")
    desk.tick_through(130)  # both an open call's renewal and whatever else the desk does meanwhile
    desk.type(" at 9")
    assert "outcome" not in desk.kinds(maria)
    desk.press(Qt.Key.Key_Escape)
    assert desk.kinds(maria).count("note") == 1
    with desk.desk.store.snapshot() as snapshot:
        (note,) = [entry for entry in snapshot.entries_of(maria) if entry.kind == "note"]
    assert note.details == {"text": "Call 5, not 1: gate 3 at 9"}


def test_what_is_typed_during_an_alert_lands_in_the_note(desk: AtWork, maria: str, tmp_path: Path) -> None:
    desk.press(Qt.Key.Key_N)
    field = desk.window.lead.note.field
    desk.type("before ")
    (tmp_path / "second.eml").write_bytes(adf_mail(4712, "Jon Petersen", "020 7946 0124"))
    desk.drop(tmp_path / "second.eml")
    desk.tick_through(125)
    assert desk.window.banner.isVisible()
    assert "over 2 minutes" in desk.window.banner.said()
    assert QApplication.focusWidget() is field
    desk.type("after")
    assert field.toPlainText() == "before after"


def test_both_marks_alert_once_each_also_when_the_clock_runs_twice(desk: AtWork, maria: str) -> None:
    heard: list[object] = []
    desk.work.alerts._feed.alerted.connect(heard.append)
    desk.tick_through(121)
    assert len(heard) == 1
    desk.clock.set(desk.clock.now() - timedelta(minutes=2))
    desk.tick_through(240)
    assert len(heard) == 1
    desk.pass_time(timedelta(minutes=30))  # asleep over the 15-minute mark
    assert len(heard) == 2
    desk.pass_time(timedelta(minutes=1))
    assert len(heard) == 2


def test_inserts_leave_the_selected_row_where_it_was_on_the_screen(
    desk: AtWork, maria: str, tmp_path: Path
) -> None:
    inbox = tmp_path / "many"
    inbox.mkdir()
    for number in range(30):
        name = f"Guest{number:02} Example"
        (inbox / f"{number}.eml").write_bytes(adf_mail(9000 + number, name, f"020 7946 0{200 + number}"))
    desk.drop(inbox)
    view = desk.window.queue.view
    rows = desk.window.queue.model
    middle = rows.row_at(14).lead
    view.select(middle)
    desk.rest()
    before = view.visualRect(rows.index(rows.row_of(middle) or 0)).top()
    call_first = rows.row_at(0).lead
    at, began = desk.desk, calling.dial(desk.desk, call_first, "n1")[0]  # a colleague's work on the same file
    desk.clock.advance(timedelta(seconds=20))
    calling.end_call(at, call_first, began.attempt, timedelta(seconds=20))
    desk.app.hub.tell(calling.give_outcome(at, call_first, began.attempt, "no answer"))
    desk.rest()
    assert rows.row_at(0).lead != call_first
    assert view.selected_lead() == middle
    assert view.visualRect(rows.index(rows.row_of(middle) or 0)).top() == before


def test_details_are_edited_by_keyboard_and_the_old_ones_stay_in_the_log(desk: AtWork, maria: str) -> None:
    desk.press(Qt.Key.Key_F2)
    editor = desk.window.lead.editor
    assert QApplication.focusWidget() is editor.first
    editor.first.selectAll()
    desk.type("Marie")
    desk.press(Qt.Key.Key_S, CONTROL)
    assert desk.kinds(maria)[-1] == "details edited"
    row = desk.window.queue.model.row(maria)
    assert row is not None
    assert row.name == "Marie Okafor"
    assert row.number == "+44 20 7946 0123"


def test_a_lead_is_lost_with_a_reason_and_opened_again_from_the_notice(desk: AtWork, maria: str) -> None:
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.press(Qt.Key.Key_2)
    desk.type("bought a bicycle, 2 wheels")
    desk.press(Qt.Key.Key_Return)
    assert desk.standing(maria).stage is Stage.CLOSED
    assert desk.window.queue.model.row(maria) is None
    desk.window.notice.acted.emit()
    desk.rest()
    assert desk.standing(maria).stage is Stage.NEW
    assert desk.window.queue.model.row(maria) is not None
    with desk.desk.store.snapshot() as snapshot:
        (closed,) = [entry for entry in snapshot.entries_of(maria) if entry.kind == "closed"]
    assert closed.details == {"words": "bought a bicycle, 2 wheels"}


def test_an_appointment_is_said_with_its_time_and_goes_with_its_outcome(desk: AtWork, maria: str) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(40)
    desk.press(Qt.Key.Key_4)
    desk.type("tomorrow 10:15")
    desk.press(Qt.Key.Key_Return)
    assert desk.standing(maria).appointment_at == datetime(2026, 3, 3, 10, 15, tzinfo=LONDON)
    assert "appointment" in open_templates(desk, maria)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.standing(maria).appointment_at is None
    assert "appointment" not in open_templates(desk, maria)


def test_a_number_handed_to_a_dialler_that_did_not_dial_is_no_attempt(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY, dial="tel") as desk:
        (tmp_path / "a.eml").write_bytes(adf_mail(4711, "Maria Okafor", "020 7946 0123"))
        desk.drop(tmp_path / "a.eml")
        desk.press(Qt.Key.Key_Space)
        lead = desk.window.queue.view.selected_lead()
        desk.press(Qt.Key.Key_F5)
        assert desk.links == ["tel:+442079460123"]
        assert not desk.window.call_bar.big_number.isVisible()
        desk.window.call_bar.not_dialled_button.click()
        desk.tick_through(4)
        assert desk.work.call.state is CallState.CALLING  # Undo stands for five seconds
        desk.tick_through(1)
        assert desk.kinds(lead)[-2:] == ["dialled", "not dialled"]
        assert desk.work.call.state is CallState.READY
        assert desk.standing(lead).counted == 0


def two_leads(desk: AtWork, tmp_path: Path) -> tuple[str, str]:
    """Maria above Jon in the queue, Maria chosen."""
    for number, name in ((1, "Maria Okafor"), (2, "Jon Petersen")):
        (tmp_path / f"{number}.eml").write_bytes(adf_mail(number, name, f"020 7946 012{number}"))
        desk.drop(tmp_path / f"{number}.eml")
        desk.pass_time(timedelta(seconds=5))
    rows = desk.window.queue.model
    desk.window.queue.select(rows.row_at(0).lead)
    desk.rest()
    return rows.row_at(0).lead, rows.row_at(1).lead


def press_at_once(desk: AtWork, *keys: Qt.Key) -> None:
    """Keys faster than the storage lane answers."""
    for key in keys:
        desk.qtbot.keyClick(QApplication.focusWidget() or desk.window, key)


def test_f5_right_after_j_calls_the_lead_that_j_chose(desk: AtWork, tmp_path: Path) -> None:
    first, second = two_leads(desk, tmp_path)
    press_at_once(desk, Qt.Key.Key_J, Qt.Key.Key_F5)
    desk.rest()
    desk.rest()
    assert "dialled" in desk.kinds(second)
    assert "dialled" not in desk.kinds(first)


def test_a_note_typed_right_after_j_is_about_the_lead_that_j_chose(desk: AtWork, tmp_path: Path) -> None:
    first, second = two_leads(desk, tmp_path)
    press_at_once(desk, Qt.Key.Key_J, Qt.Key.Key_N)
    desk.type("for Jon, 7 seats")
    desk.rest()
    desk.press(Qt.Key.Key_Escape)
    assert desk.kinds(second).count("note") == 1
    assert "note" not in desk.kinds(first)


def test_f5_and_ctrl_z_at_once_leave_one_open_call(desk: AtWork, maria: str) -> None:
    call(desk)
    desk.pass_time(timedelta(seconds=2))
    press_at_once(desk, Qt.Key.Key_F5)
    desk.qtbot.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Z, CONTROL)
    desk.rest()
    assert desk.work.call.state is CallState.CALLING
    assert "outcome withdrawn" not in desk.kinds(maria)
    desk.tick_through(20)
    desk.press(Qt.Key.Key_1)
    assert [attempt.outcome for attempt in desk.standing(maria).attempts] == ["no answer", "no answer"]
    assert desk.work.call.state is CallState.READY


def test_a_digit_beside_the_fields_of_the_details_says_no_outcome(desk: AtWork, maria: str) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_F2)
    for _ in range(3):
        desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is desk.window.lead.editor.numbers.fields()[0]
    desk.window.lead.editor.numbers.add.setFocus()
    for key in (Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_7):
        desk.press(key)
    assert "outcome" not in desk.kinds(maria)


def test_a_mail_that_no_program_took_is_not_called_handed_over(desk: AtWork, maria: str) -> None:
    call(desk)
    desk.work.mail_out.by_program._open_link = lambda _url: False
    desk.press(Qt.Key.Key_E)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.kinds(maria)[-2:] == ["email asked", "email withdrawn"]
    assert desk.work.preview.is_open
    assert "No mail program" in desk.work.preview.refusal.text()
    desk.press(Qt.Key.Key_Escape)


def test_saving_unchanged_details_is_no_entry_and_loses_nothing(desk: AtWork, maria: str) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_S, CONTROL)
    assert "details edited" not in desk.kinds(maria)
    assert not desk.window.lead.editor.isVisible()
    desk.press(Qt.Key.Key_F2)
    desk.type("x")
    desk.press(Qt.Key.Key_S, CONTROL)
    assert desk.kinds(maria).count("details edited") == 1
    view = desk.work.lead.view
    assert view is not None
    assert [(phone.type, phone.ref) for phone in view.phones] == [("cellphone", "n1")]


def test_marks_from_before_an_import_are_counted_in_one_line_and_not_alarmed(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    saturday = "Sat, 28 Feb 2026 10:00:00 +0000"
    (tmp_path / "old.eml").write_bytes(adf_mail(1, "Maria Okafor", "020 7946 0123", received=saturday))
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as desk:
        desk.drop(tmp_path / "old.eml")
        assert "1 from before: no alarm" in desk.notice()
        desk.tick_through(130)
        assert not desk.window.banner.isVisible()
    with again(qtbot, qapp, tmp_path / "profile", MONDAY + timedelta(hours=1)) as after:
        assert after.notice() == "1 lead from before their import. Space takes the first."


def test_a_call_left_open_by_a_crash_asks_for_its_outcome_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with desk_at_work(qtbot, qapp, profile, MONDAY) as before:
        (tmp_path / "a.eml").write_bytes(adf_mail(4711, "Maria Okafor", "020 7946 0123"))
        before.drop(tmp_path / "a.eml")
        before.press(Qt.Key.Key_Space)
        before.press(Qt.Key.Key_F5)
        lead = before.window.queue.view.selected_lead()
    with again(qtbot, qapp, profile, MONDAY + timedelta(hours=1)) as after:
        assert after.work.call.state is CallState.WRAP_UP
        assert after.standing(lead).counted == 0
        assert after.window.queue.view.selected_lead() == lead
        assert after.work.call.name == "Maria Okafor"
        after.press(Qt.Key.Key_1)
        assert after.standing(lead).attempts[0].outcome == "no answer"
        assert str(after.standing(lead).attempts[0].why) == "not timed"
