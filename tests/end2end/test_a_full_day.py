"""A whole day at one desk by real key events: set up on Saturday evening, the night's pile in the mailbox,
clocks that go forward, forty leads, calls, promises, emails over a real server, a crash, a clock that is set
back, a colleague who confirms, and closing time. What the log and the servers say must agree.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk import secret_store
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.standing import Stage
from bdc_desk.operations.intake_settings import keep_mailbox
from bdc_desk.operations.reading import attempts
from bdc_desk.operations.verifying import verify
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.setup.setup_page import SetupPage
from tests.end2end.a_full_day import CONTROL, SHIFT, Day, a_day
from tests.helpers.imap import PASSWORD, mail, settings_for
from tests.helpers.smtp import PASSWORD as SMTP_PASSWORD

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 3, 28, 20, 30, tzinfo=LONDON)
SUNDAY = datetime(2026, 3, 29, 9, 0, tzinfo=LONDON)
"""The clocks went forward in the night: nine is eight o'clock UTC."""
NIGHT = range(1, 29)
DAY = range(29, 40)


@pytest.fixture
def day(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: None)  # the password is for this session
    with a_day(qtbot, qapp, tmp_path, SATURDAY) as made:
        yield made


def set_up_on_saturday(day: Day) -> None:
    """The first start: a page by keys, a mailbox, a server that sends."""
    day.open()
    page = day.window.pages.currentWidget()
    assert isinstance(page, SetupPage)
    day.fill(page.name, "Northgate Motors")
    page.people.add.setFocus()
    day.press(Qt.Key.Key_Space)
    day.type("Kim Ro")
    day.press(Qt.Key.Key_Return, CONTROL)
    day.until(lambda: day.app is not None and day.app.workplace is not None)
    keep_mailbox(day.desk, settings_for(day.imap))
    day.work.intake.feed.read_settings()
    give_mail_password(day)
    day.command("mail out")
    panel = day.work.mail_out.server_panel
    day.fill(panel.server, "127.0.0.1")
    day.fill(panel.login, day.smtp.login)
    day.fill(panel.password, SMTP_PASSWORD)
    day.fill(panel.address, "sales@northgate.example.test")
    panel.security.choose("none")
    day.fill(panel.port, str(day.smtp.port))
    panel.save.setFocus()
    day.press(Qt.Key.Key_Return)
    day.until(lambda: day.work.mail_out.server.settings is not None)


def give_server_password(day: Day) -> None:
    """As for the mailbox: each start asks for the password of the server that sends."""
    day.command("mail out")
    panel = day.work.mail_out.server_panel
    day.fill(panel.password, SMTP_PASSWORD)
    panel.save.setFocus()
    day.press(Qt.Key.Key_Return)
    day.until(lambda: not panel.is_open)


def give_mail_password(day: Day) -> None:
    """No keyring here: each start asks for the mailbox's password, on F6."""
    page = day.work.intake.page
    day.window.focus_queue()
    day.press(Qt.Key.Key_F6)
    day.until(lambda: bool(page.sources.rows()) and page.sources.rows()[0].password.isVisible())
    field = page.sources.rows()[0].password
    day.fill(field, PASSWORD)
    day.press(Qt.Key.Key_Return)
    day.press(Qt.Key.Key_Escape)
    if page.is_open:
        page.close_panel()
    day.window.focus_queue()


def test_a_full_day(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_on_saturday(day)
    night(day, monkeypatch)
    morning(day)
    mails(day)
    interruptions(day)
    crash(day)
    clock_set_back(day)
    promises(day)
    closings(day)
    elsewhere(day)
    evening(day)
    colleague(day)
    closing_time(day)


def night(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty-eight come while the dealership is closed: one line at opening, one alert two minutes later."""
    day.go_on_at(SATURDAY.replace(hour=23))
    for number in NIGHT:
        day.imap.append(mail(number))
    day.until(lambda: len(day.names()) == len(NIGHT))
    heard: list[str] = []
    monkeypatch.setattr(day.work.tools.sound, "play_for", lambda kinds: heard.extend(set(kinds)))
    day.go_on_at(SUNDAY)
    assert "28 came in" in day.notice()
    assert "due 09:02" in day.notice()
    day.go_on_at(SUNDAY + timedelta(minutes=2))
    assert "28 leads over 2 minutes" in day.window.banner.said()
    assert len(heard) == 2, heard  # the opening, and one for all marks


def morning(day: Day) -> None:
    """The pile, call by call: three keys each and Enter for the next."""
    for outcome in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_7, Qt.Key.Key_9):
        day.press(Qt.Key.Key_Space)
        lead = day.selected()
        day.call(outcome)
        assert day.kinds(lead).count("outcome") == 1
        day.press(Qt.Key.Key_Return)
        assert day.selected() != lead
    counted = [line for line in attempts(day.desk) if line.counted]
    assert len(counted) == 5  # an engaged line needs the telephone system's word
    day.call(Qt.Key.Key_1)
    lead = day.selected()
    day.press(Qt.Key.Key_Z, CONTROL)  # wrong key: taken back, and said anew
    assert day.work.call.state is CallState.WRAP_UP
    day.press(Qt.Key.Key_2)
    assert day.kinds(lead).count("outcome withdrawn") == 1


def write_email(day: Day) -> str:
    """E, and Ctrl+Enter in the preview; the lead."""
    lead = day.selected()
    day.press(Qt.Key.Key_E)
    day.until(lambda: day.work.preview.is_open)
    day.press(Qt.Key.Key_Return, CONTROL)
    day.until(lambda: "email asked" in day.kinds(lead))
    return lead


def mails(day: Day) -> None:
    """One leaves after ten seconds, one is taken back in time, one is for nobody before a call."""
    day.choose("Pat Sample1")
    lead = write_email(day)
    assert not day.smtp.received
    day.tick_through(11)
    day.until(lambda: "email left" in day.kinds(lead))
    (mail_,) = day.smtp.received
    assert mail_.message["To"] == "person1@example.test"
    day.choose("Pat Sample2")
    lead = write_email(day)
    day.tick_through(4)
    day.press(Qt.Key.Key_Z, CONTROL)
    day.until(lambda: "email withdrawn" in day.kinds(lead))
    day.tick_through(10)
    assert len(day.smtp.received) == 1
    day.choose("Pat Sample20")  # never called
    day.press(Qt.Key.Key_E)
    assert not day.work.preview.is_open


def interruptions(day: Day) -> None:
    """A mail, a caller and a mark come while somebody types: the keyboard stays, nothing is lost."""
    day.choose("Pat Sample8")
    day.press(Qt.Key.Key_N)
    day.type("wants it in blue, ")
    day.imap.append(mail(29))
    day.until(lambda: "Pat Sample29" in day.names())
    day.tick_through(125)
    day.type("calls after 5")
    day.press(Qt.Key.Key_Escape)
    lead = day.selected()
    assert day.kinds(lead).count("note") == 1
    assert day.kinds(lead).count("outcome") == 0
    day.press(Qt.Key.Key_N, CONTROL)
    day.type("Jo Abara")
    day.press(Qt.Key.Key_Return, CONTROL)
    day.until(lambda: "Jo Abara" in day.names())


def crash(day: Day) -> None:
    """In a call, with an email counting down: the next start asks for both."""
    day.choose("Pat Sample1")
    day.pass_time(timedelta(hours=2))
    day.call(Qt.Key.Key_2)
    day.press(Qt.Key.Key_E)
    day.press(Qt.Key.Key_Return)
    day.until(lambda: day.work.preview.is_open)
    day.press(Qt.Key.Key_Return, CONTROL)
    day.until(lambda: day.kinds(day.selected()).count("email asked") == 2)
    mailed = day.selected()
    day.choose("Pat Sample9")
    day.press(Qt.Key.Key_F5)
    day.calls += 1
    called = day.selected()
    day.crash()
    day.clock.advance(timedelta(minutes=1))
    day.open()
    give_mail_password(day)
    assert day.selected() == called
    assert day.work.call.state is CallState.WRAP_UP
    day.press(Qt.Key.Key_1)
    assert day.kinds(called).count("outcome") == 1
    assert day.kinds(mailed).count("email left") == 1
    press_way(day, "Pat Sample1", "It did not leave")
    day.until(lambda: "email withdrawn" in day.kinds(mailed))


def press_way(day: Day, name: str, way: str) -> None:
    """In the list of emails on their way: a button of that customer's email, by Tab and Enter."""
    day.command("emails on their way")
    panel = day.work.mail_out.mails_panel
    day.until(lambda: panel.is_open)
    card = next(card for card in panel.cards() if name in card.row.title)
    button = next(button for button in card.buttons if button.accessibleName() == way)
    button.setFocus()
    day.press(Qt.Key.Key_Return)
    day.press(Qt.Key.Key_Escape)


def clock_set_back(day: Day) -> None:
    """Somebody puts the computer's clock right: ten minutes back. Work goes on, and the log says it."""
    day.clock.advance(-timedelta(minutes=10))
    day.work.tick(day.clock.now())
    day.choose("Pat Sample10")
    day.call(Qt.Key.Key_1)
    with day.desk.store.snapshot() as snapshot:
        assert len(snapshot.entries_of_kinds(Kind.CLOCK_SET_BACK)) == 1
    assert attempts(day.desk)[-1].counted


def promises(day: Day) -> None:
    """A promise reminds five minutes before, stands first, and is kept by a call."""
    day.choose("Pat Sample11")
    day.press(Qt.Key.Key_F5)
    day.calls += 1
    day.tick_through(15)
    day.press(Qt.Key.Key_F5)
    day.press(Qt.Key.Key_5)
    day.type("in 30 min")
    day.press(Qt.Key.Key_Return)
    lead = day.selected()
    assert day.kinds(lead)[-2:] == ["outcome", "callback set"]
    day.choose("Pat Sample12")
    day.pass_time(timedelta(minutes=26))
    assert "Pat Sample11" in day.window.banner.said()
    day.press(Qt.Key.Key_G)  # one key to its row
    assert day.selected() == lead
    day.pass_time(timedelta(minutes=4))
    day.press(Qt.Key.Key_Space)
    assert day.selected() == lead
    day.call(Qt.Key.Key_4, seconds=60)
    day.type("17:30")
    day.press(Qt.Key.Key_Return)
    assert [promise.kept for promise in day.standing(lead).callbacks] == [True]
    assert day.standing(lead).stage is Stage.APPOINTMENT
    day.press(Qt.Key.Key_E)
    if not day.work.preview.is_open:  # several are open: the first has the keyboard
        appointment = next(
            one for one in day.window.templates.cards() if one.template and one.template.name == "appointment"
        )
        day.qtbot.mouseClick(appointment.preview, Qt.MouseButton.LeftButton)
        day.rest()
    day.press(Qt.Key.Key_Return, CONTROL)
    day.until(lambda: "email asked" in day.kinds(lead))
    day.tick_through(11)
    day.until(lambda: bool(day.work.mail_out.trouble.isVisible()))
    assert "password" in day.work.mail_out.outbox.outgoing()[-1].words
    give_server_password(day)  # the session of before had it; no keyring keeps it here
    press_way(day, "Pat Sample11", "Try again")
    day.tick_through(11)
    day.until(lambda: "email left" in day.kinds(lead))
    parts = [part.get_content_type() for part in day.smtp.received[-1].message.walk()]
    assert "text/calendar" in parts


def closings(day: Day) -> None:
    """Sold, and one that needs a second person's word; what may not be said yet says why."""
    day.choose("Pat Sample3")
    day.press(Qt.Key.Key_Return, CONTROL)
    press_choice(day, "sold")
    sold = day.selected()
    day.until(lambda: "closed" in day.kinds(sold))
    day.choose("Pat Sample13")
    spam = day.selected()
    day.press(Qt.Key.Key_Return, CONTROL)
    press_choice(day, "spam")
    day.type("sells search engine places")
    day.press(Qt.Key.Key_Return)
    day.until(lambda: "closed" in day.kinds(spam))
    day.choose("Pat Sample14")
    day.press(Qt.Key.Key_Return, CONTROL)
    press_choice(day, "not reached")
    assert "0 of 4 calls" in day.window.closing_menu.refusal.text()
    day.press(Qt.Key.Key_Escape)
    assert "not reached" not in day.kinds(day.selected())


def press_choice(day: Day, name: str) -> None:
    """The digit that stands before a way in the menu."""
    rows = day.window.closing_menu.choices.rows()
    place = next(place for place, made in enumerate(rows) if made.choice.name == name)
    if place < 10:
        day.press(Qt.Key((Qt.Key.Key_0.value) + (place + 1) % 10))
    else:
        day.qtbot.mouseClick(rows[place], Qt.MouseButton.LeftButton)
        day.rest()


def elsewhere(day: Day) -> None:
    """A call from the showroom's telephone is written down afterwards; it waits for a second person."""
    day.choose("Pat Sample15")
    lead = day.selected()
    day.press(Qt.Key.Key_F5, CONTROL | SHIFT)
    panel = day.work.day.extras.call_panel
    assert panel.is_open
    day.fill(panel.began, "5 min ago")
    day.fill(panel.span, "2:10")
    panel.outcomes.focus_first()
    day.press(Qt.Key.Key_3)
    panel.save.setFocus()
    day.press(Qt.Key.Key_Return)
    day.until(lambda: "outcome" in day.kinds(lead))
    day.calls += 1
    assert not attempts(day.desk)[-1].counted
    day.choose("Pat Sample16")
    day.press(Qt.Key.Key_F5, SHIFT)
    day.type("020 7946 0999")
    day.press(Qt.Key.Key_Return)
    day.until(lambda: "details edited" in day.kinds(day.selected()))
    day.call(Qt.Key.Key_1)
    assert "0999" in attempts(day.desk)[-1].number


def evening(day: Day) -> None:
    """The customer came: asked the same evening, said in two keys."""
    lead = day.choose("Pat Sample11")
    day.go_on_at(SUNDAY.replace(hour=18, minute=45))
    assert "come" in str(day.standing(lead).next_step.why)
    day.press(Qt.Key.Key_Return, CONTROL)
    day.press(Qt.Key.Key_1)
    day.until(lambda: "shown" in day.kinds(lead))


def colleague(day: Day) -> None:
    """Kim sits down, by a digit and Enter, and gives the second person's word by a key each."""
    day.press(Qt.Key.Key_F10)
    panel = day.work.day.people.panel
    assert panel.is_open
    day.press(Qt.Key.Key_2)
    day.press(Qt.Key.Key_Return)
    day.until(lambda: day.app is not None and day.app.is_switching)
    day.reopen()  # the mailbox's password is known still: it is the same program
    assert "Kim Ro" in day.window.windowTitle()
    day.press(Qt.Key.Key_F4)
    day.until(lambda: day.work.day.review.confirm_panel.is_open)
    for _ in range(2):
        day.press(Qt.Key.Key_C)
        day.tick_through(6)
    day.press(Qt.Key.Key_Escape)
    day.until(lambda: day.kinds().count("confirmed") == 2)
    typed = [line for line in attempts(day.desk) if line.evidence == "D"]
    assert [line.counted for line in typed] == [True]


def closing_time(day: Day) -> None:
    """The attempt log tells each call, the log is whole, and the servers say the same."""
    for number in DAY:
        if number != 29:
            day.imap.append(mail(number))
    day.until(lambda: {f"Pat Sample{number}" for number in DAY} <= day.names())
    day.press(Qt.Key.Key_2, CONTROL)
    assert day.work.day.review.attempt_page.is_open
    day.press(Qt.Key.Key_1, CONTROL)
    assert len(attempts(day.desk)) == day.calls
    assert verify(day.desk) == []
    kinds = day.kinds()
    assert kinds.count("arrival") == 40  # thirty-nine mails and a caller
    assert kinds.count("email left") == len(day.smtp.received) == 2
    ids = [received.message_id for received in day.smtp.received]
    assert len(set(ids)) == len(ids)
    day.until(lambda: not day.imap.unseen())
