"""Mails told in words, and their list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.contact.mail_out.outbox import Outgoing, State
from bdc_desk.operations.views import MailPreview
from bdc_desk.pictures import Picture, staged
from bdc_desk.settings import Preferences
from bdc_desk.ui.mail_out import mail_rows, mail_words
from bdc_desk.ui.mail_out.mails_panel import MailRow, MailsPanel
from bdc_desk.ui.mail_scenes import MAIL_SCENES
from tests.helpers.desks import POLICY
from tests.helpers.screens import clipped

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
ONE = Outgoing(
    asked="a",
    lead="l",
    name="Ana",
    label="Sorry we missed you",
    leaves_at=NOW + timedelta(seconds=9),
    state=State.COUNTS_DOWN,
    words="",
    mail=MailPreview("missed_you", "ana@example.test", "Hello", "Text", ()),
    asked_at=NOW,
    tries_until=NOW + timedelta(minutes=10),
)


@pytest.mark.parametrize(
    ("seconds", "told"), [(9, 9), (8.2, 9), (0.1, 1), (0, 0), (-5, 0)]
)  # a begun second counts: "0 s" while it still waits would be a lie
def test_seconds_until(seconds: float, told: int) -> None:
    assert mail_words.seconds_until(NOW + timedelta(seconds=seconds), NOW) == told


@pytest.mark.parametrize(
    ("state", "words", "told"),
    [
        (State.COUNTS_DOWN, "", "Email to Ana leaves in 9 s."),
        (State.WAITS, "", "Email to Ana waits for the shared database."),
        (State.SENDING, "", "Email to Ana is being sent ..."),
        (
            State.TRIES_AGAIN,
            "No connection.",
            "Email to Ana could not be sent yet: tried again until 14:12. No connection.",
        ),
        (State.NOT_SENT, "The mailbox is full.", "Email to Ana was not sent. The mailbox is full."),
        (State.WITHDRAWN, "", "Email to Ana was taken back."),
    ],
)
def test_one_mail(state: State, words: str, told: str) -> None:
    assert mail_words.line_words([replace(ONE, state=state, words=words)], NOW, LONDON) == told


def test_every_state_has_words_and_none_leaves_a_gap() -> None:
    for state in State:
        told = mail_words.one_words(replace(ONE, state=state, words="Why {not}."), NOW, LONDON)
        assert "Ana" in told
        assert told == told.strip()


def test_several_are_counted_with_the_next() -> None:
    other = replace(ONE, asked="b", leaves_at=NOW + timedelta(seconds=4))
    assert (
        mail_words.line_words([ONE, other], NOW, LONDON) == "2 emails on their way, the next leaves in 4 s."
    )
    assert mail_words.line_words([], NOW, LONDON) == ""
    waiting = [replace(one, state=State.WAITS, leaves_at=None) for one in (ONE, other)]
    assert mail_words.line_words(waiting, NOW, LONDON) == "2 emails on their way."


def test_what_cannot_be_taken_back_offers_no_way_to() -> None:
    offered = {state: [way.name for way in mail_rows.ways_of(replace(ONE, state=state))] for state in State}
    assert offered[State.SENDING] == []
    assert offered[State.UNKNOWN] == [mail_rows.LEFT, mail_rows.NOT_LEFT]
    assert mail_rows.AGAIN not in offered[State.UNKNOWN]  # never sent again by itself
    assert offered[State.COUNTS_DOWN] == [mail_rows.TAKE_BACK]


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[MailsPanel]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    made = MailsPanel(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    yield made
    host.close()


def row(id_: str) -> MailRow:
    ways = (mail_rows.way(mail_rows.LEFT), mail_rows.way(mail_rows.NOT_LEFT))
    return MailRow(id_, "lead", f"Mail {id_}", "unknown", ways=ways)


def test_a_button_with_the_keyboard_stays_with_its_mail(panel: MailsPanel, qtbot: QtBot) -> None:
    """What comes or goes meanwhile must not put another mail under the finger."""
    panel.show_rows([row("a"), row("b")])
    panel.open_panel()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    pressed: list[tuple[str, str]] = []
    panel.way_taken.connect(lambda id_, way: pressed.append((id_, way)))
    panel.show_rows([row("c"), row("a"), row("b")])
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    panel.show_rows([row("c"), row("b")])
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert pressed == [("b", mail_rows.LEFT)] * 2
    panel.show_rows([row("c")])
    assert not any(button.hasFocus() for card in panel.cards() for button in card.buttons)
    assert panel.is_open


def test_the_list_opens_with_no_button_under_the_finger(panel: MailsPanel) -> None:
    panel.show_rows([row("a")])
    panel.open_panel()
    assert not any(button.hasFocus() for button in panel.cards()[0].buttons)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("scene", MAIL_SCENES)
def test_no_word_is_cut_in_large_text(scene: str, tmp_path: object) -> None:
    look = Preferences(theme="dark", text_percent=150, tray=False)
    picture = Picture(tmp_path, scene, (1280, 720), look)  # type: ignore[arg-type]  # nothing is drawn into it
    with staged(picture, datetime(2026, 3, 4, 10, 40, tzinfo=LONDON), POLICY) as app:
        assert clipped(app.window) == []
