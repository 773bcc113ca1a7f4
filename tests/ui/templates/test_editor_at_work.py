"""The editor on a real desk and a real folder of texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.clock import FixedClock
from bdc_desk.contact.signature import DEFAULT
from bdc_desk.contact.template_files import read_template, save_template
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft, Phone
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm
from bdc_desk.operations.shipped import default_policy
from bdc_desk.operations.signatures import signature_of
from bdc_desk.operations.text_drafts import text_drafts
from bdc_desk.operations.views import LeadView
from bdc_desk.storage.store import Store
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.templates.editor_look import SIGNATURE
from bdc_desk.ui.templates.editor_panel import EditorPanel
from bdc_desk.ui.templates.editor_session import EditorSession
from bdc_desk.ui.templates.editor_words import size_words

HOURS = dict.fromkeys(WEEKDAYS, ("09:00-21:00",))
FORM = SetupForm("Northgate Motors", "GB", "", "Europe/London", HOURS, "Ana Cruz")
NEW = "Subject: Ours\n\n{{ salutation }},\n\nours\n"
SHIPPED = read_template("missed_you", None, "en")


@dataclass
class Editor:
    """The editor, and what it said."""

    desk: Desk
    own: Path
    host: QWidget
    page: list[LeadView] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    undo: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.again()

    def again(self) -> None:
        """A new panel and session, as after a start of the program."""
        self.panel = EditorPanel(self.host)
        lanes = Lanes.inline()
        on_page = lambda: self.page[-1] if self.page else None  # noqa: E731 - one line says it
        self.session = EditorSession(self.desk, lanes, self.panel, on_page, self.own)
        self.session.told.connect(self.told.append)
        self.session.refused.connect(self.told.append)
        self.session.done.connect(self._done)

    def _done(self, words: str, undo: Callable[[], None]) -> None:
        self.told.append(words)
        self.undo.append(undo)

    def type(self, text: str) -> None:
        """Type it, and wait as long as the panel does."""
        self.panel.text.setPlainText(text)
        self.session.look()

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self.panel.text.toPlainText()


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Editor]:
    store = Store.open(tmp_path / "desk.sqlite")
    desk = set_up(store, FixedClock(datetime(2026, 3, 4, 10, 40, tzinfo=UTC)), FORM, default_policy())
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1280, 690)
    host.show()
    made = Editor(desk, tmp_path / "templates", host)
    made.session.open()
    yield made
    made.panel.close_panel()
    store.close()


def test_it_opens_with_the_programs_text_and_an_invented_customer(editor: Editor) -> None:
    assert editor.text == SHIPPED
    assert editor.panel.whose.whole_text() == "The text that came with the program"
    assert editor.panel.shown_for.whole_text() == "As it would go to an invented customer"
    assert editor.panel.mail.toPlainText().startswith("Dear Alex,")
    assert not editor.panel.reset.isVisible()
    assert not editor.panel.save.isEnabled()
    labels = [editor.panel.which.itemText(place) for place in range(editor.panel.which.count())]
    assert (labels[0], labels[-1], len(labels)) == ("Sorry we missed you", "Your signature", 7)


def test_the_mail_follows_what_is_typed(editor: Editor, qtbot: QtBot) -> None:
    editor.panel.text.setPlainText(NEW)
    qtbot.waitUntil(lambda: editor.panel.subject.whole_text() == "Ours")
    assert "ours\n\nKind regards\nAna Cruz" in editor.panel.mail.toPlainText()
    editor.panel.text.setPlainText("Subject: {{ model }}\n\nours")
    qtbot.waitUntil(editor.panel.faults.isVisible)
    assert editor.panel.faults.text().startswith("Line 1: there is no {{ model }}")
    assert editor.panel.subject.whole_text() == "Ours"


def test_the_lead_on_the_page_lends_its_data_and_its_language(editor: Editor) -> None:
    draft = LeadDraft(key="k", first="Jan", last="Test", phones=(Phone("06", "+31612345678"),))
    editor.panel.close_panel()
    editor.page.append(lead_view(editor.desk, receive_lead(editor.desk, draft).lead))
    editor.session.open()
    assert editor.panel.language.value() == "nl"
    assert editor.panel.shown_for.whole_text() == "As it would go to Jan Test"
    assert editor.panel.mail.toPlainText().startswith("Beste Jan,")
    assert "email address" in editor.panel.missing.text()


def test_a_text_is_saved_for_its_language(editor: Editor) -> None:
    editor.panel.language.choose("de")
    editor.type(NEW)
    editor.panel.save.click()
    assert (editor.own / "de" / "missed_you.txt").read_text("utf-8") == NEW
    assert editor.panel.state.text() == "Saved."
    assert editor.panel.whose.whole_text() == "The dealership's own text, Deutsch"
    assert not editor.panel.save.isEnabled()
    assert text_drafts(editor.desk) == {}
    assert read_template("missed_you", editor.own, "en") == SHIPPED


def test_a_faulty_text_is_not_saved_and_stays(editor: Editor) -> None:
    editor.type("Subject: {{ 'a' * 10**9 }}\n\nours")
    editor.panel.save.click()
    assert "cannot be saved yet. Line 1:" in editor.panel.faults.text()
    assert editor.text.startswith("Subject: {{ 'a'")
    assert not editor.own.exists()


def test_what_is_typed_is_kept_over_other_texts_and_a_new_start(editor: Editor) -> None:
    editor.type(NEW)
    editor.panel.which.choose("last_try")
    assert editor.text == read_template("last_try", None, "en")
    editor.panel.which.choose("missed_you")
    assert editor.text == NEW
    editor.panel.text.setPlainText(NEW + "more")  # closed before it was looked at
    editor.panel.close_panel()
    assert editor.told == ["The text is not saved yet, but kept as you typed it."]
    editor.again()
    editor.session.open()
    assert editor.text == NEW + "more"
    assert editor.panel.save.isEnabled()


def test_changes_are_let_go_and_had_again(editor: Editor) -> None:
    editor.type(NEW)
    editor.panel.let_go.click()
    assert (editor.text, text_drafts(editor.desk)) == (SHIPPED, {})
    editor.undo[-1]()
    assert editor.text == NEW
    assert text_drafts(editor.desk) == {"en/missed_you": NEW}


def test_back_to_the_programs_text_and_back_again(editor: Editor) -> None:
    save_template(editor.own, "en", "missed_you", NEW)
    editor.panel.close_panel()
    editor.session.open()
    assert editor.text == NEW
    editor.panel.reset.click()
    assert editor.text == SHIPPED
    assert editor.told[-1] == "The program's text stands again."
    editor.undo[-1]()
    assert editor.text == NEW


def test_ones_own_signature(editor: Editor) -> None:
    editor.panel.which.choose(SIGNATURE)
    assert editor.text == DEFAULT
    assert not editor.panel.files.isVisible()
    editor.type("{{ regards }}\n{{ agent }}, sales")
    assert editor.panel.mail.toPlainText().count("Kind regards\nAna Cruz, sales") == 1
    editor.panel.language.choose("de")
    assert "Mit freundlichen Grüßen\nAna Cruz, sales" in editor.panel.mail.toPlainText()
    editor.panel.save.click()
    assert signature_of(editor.desk, editor.desk.person) == "{{ regards }}\n{{ agent }}, sales"
    editor.panel.reset.click()
    assert signature_of(editor.desk, editor.desk.person) == ""


def test_a_text_that_cannot_be_read_says_so_and_can_be_replaced(editor: Editor) -> None:
    editor.panel.close_panel()
    (editor.own / "en").mkdir(parents=True)
    (editor.own / "en" / "missed_you.txt").write_bytes(b"Subject: caf\xe9\n\nx")
    editor.session.open()
    assert "UTF-8" in editor.panel.faults.text()
    editor.type(NEW)
    editor.panel.save.click()
    assert read_template("missed_you", editor.own, "en") == NEW


def test_files_are_added_and_taken_away(editor: Editor, tmp_path: Path) -> None:
    good, bad = tmp_path / "Prices.pdf", tmp_path / "a.exe"
    good.write_bytes(b"%PDF-1.7" + b"." * 1_200_000)
    bad.write_bytes(b"MZ")
    editor.panel.files.added.emit([str(good), str(bad)])
    assert "a.exe: is no PDF" in editor.panel.faults.text()
    assert [editor.panel.files.list.item(0).text()] == ["Prices.pdf, 1.2 MB"]
    editor.panel.files.remove.click()
    assert editor.panel.files.list.count() == 0
    (editor.own / "missed_you.files").mkdir()
    (editor.own / "missed_you.files" / "b.pdf").write_bytes(b"MZ")
    editor.panel.which.choose("last_try")
    editor.panel.which.choose("missed_you")
    assert editor.panel.files.list.item(0).text() == "Does not go: b.pdf: is not what its name says"


def test_sizes_in_words() -> None:
    assert [size_words(size) for size in (1, 499, 412_000, 1_250_000)] == ["1 kB", "1 kB", "412 kB", "1.2 MB"]
