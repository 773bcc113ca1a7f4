"""The editor's panel by real keys, without a desk behind it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.contact.attachments import KeptFile
from bdc_desk.operations.views import MailPreview
from bdc_desk.ui import theme
from bdc_desk.ui.templates.editor_files import FileLine
from bdc_desk.ui.templates.editor_look import SIGNATURE
from bdc_desk.ui.templates.editor_panel import EditorPanel
from tests.helpers.screens import clipped

CONTROL = Qt.KeyboardModifier.ControlModifier
MAIL = MailPreview("missed_you", "zoe@example.test", "<b>Hello</b>", "Dear <i>Zoë</i>,\n\nours\n", ("car",))
FILES = [
    FileLine(KeptFile(Path("Prices.pdf"), 400_000, for_all=False, fault=""), "Prices.pdf, 400 kB"),
    FileLine(KeptFile(Path("a.exe"), 2, for_all=False, fault="x"), "Does not go: a.exe: is of a kind <b>"),
]


class Window(QWidget):
    """The panel over a field that stands for the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.below = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.below)
        self.panel = EditorPanel(self)
        self.heard: list[str] = []
        for name in ("chosen", "typed", "save_asked", "let_go_asked", "reset_asked", "closed"):
            getattr(self.panel, name).connect(lambda name=name: self.heard.append(name))
        self.resize(1280, 690)


@pytest.fixture(params=[("light", 1.0), ("dark", 1.5)], ids=str)
def window(qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest) -> Window:
    theme.apply(qapp, *request.param)
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.below.setFocus()
    made.panel.offer([("Sorry we missed you", "missed_you"), ("Last try", "last_try")], "missed_you", "en")
    made.panel.open_panel()
    made.panel.show_text("Subject: a\n\nours", "The dealership's own text", can_reset=True)
    made.panel.show_mail(MAIL, "As it would go to Zoë")
    made.panel.show_state("", changed=False)
    return made


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, key, modifier)


def test_nothing_is_clipped_with_everything_shown(window: Window, qtbot: QtBot) -> None:
    window.panel.files.show_files(FILES)
    window.panel.show_faults([f"Line {place}: there is no {{{{ model }}}}." for place in range(9)])
    window.panel.show_state("Not saved yet, but kept: Esc loses nothing.", changed=True)
    qtbot.waitUntil(lambda: clipped(window.panel) == [], timeout=2_000)
    assert window.panel.faults.text().endswith("And 6 more.")
    assert window.panel.geometry().bottom() <= window.height()


def test_showing_is_not_typing(window: Window, qtbot: QtBot) -> None:
    assert window.heard == []
    assert QApplication.focusWidget() is window.panel.text
    qtbot.keyClicks(window.panel.text, "N")
    assert window.heard == ["typed"]


def test_save_is_ctrl_s_and_only_for_what_was_changed(window: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_S, CONTROL)
    assert window.heard == []
    window.panel.show_state("Not saved yet", changed=True)
    press(qtbot, Qt.Key.Key_S, CONTROL)
    assert window.heard == ["save_asked"]


def test_every_control_is_reached_by_tab_and_tab_stays_inside(window: Window, qtbot: QtBot) -> None:
    window.panel.show_state("Not saved yet", changed=True)
    window.panel.files.show_files(FILES)
    reached: list[QWidget] = []
    for _ in range(14):
        press(qtbot, Qt.Key.Key_Tab)
        held = QApplication.focusWidget()
        assert held is not None
        reached.append(held)
    panel = window.panel
    wanted = (panel.which, panel.language, panel.text, panel.mail, panel.files.list, panel.files.add)
    for one in (*wanted, panel.files.remove, panel.reset, panel.let_go, panel.save):
        assert one in reached, one.accessibleName()
        assert one.accessibleName()
    assert window.below not in reached


def test_another_text_is_chosen_by_the_arrows(window: Window, qtbot: QtBot) -> None:
    window.panel.which.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert (window.heard, window.panel.name()) == (["chosen"], "last_try")
    press(qtbot, Qt.Key.Key_Down)
    assert window.panel.name() == SIGNATURE


def test_words_from_outside_stay_words(window: Window) -> None:
    window.panel.files.show_files(FILES)
    assert window.panel.subject.whole_text() == "<b>Hello</b>"
    assert window.panel.mail.toPlainText() == MAIL.text
    assert window.panel.files.list.item(1).text().endswith("<b>")
    assert "&lt;b&gt;" in window.panel.files.list.item(1).toolTip()


def test_delete_takes_the_chosen_file_away(window: Window, qtbot: QtBot) -> None:
    gone: list[KeptFile] = []
    window.panel.files.removed.connect(gone.append)
    window.panel.files.show_files(FILES)
    assert window.panel.files.list.currentRow() == 0
    window.panel.files.list.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Delete)
    assert [one.name for one in gone] == ["a.exe"]
    window.panel.files.show_files(())
    assert not window.panel.files.remove.isVisible()


def test_files_are_chosen_in_the_systems_own_window(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[list[str]] = []
    window.panel.files.added.connect(added.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (["/x/Prices.pdf"], ""))
    window.panel.files.add.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([], ""))
    window.panel.files.add.click()
    assert added == [["/x/Prices.pdf"]]


def test_escape_gives_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Escape)
    assert window.heard == ["closed"]
    assert QApplication.focusWidget() is window.below
