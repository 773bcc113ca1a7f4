"""Notes: saved as a draft while they are typed, one entry when they are left (domain.md, Attempts)."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.tokens import GAP_XS
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

DEBOUNCE_MS = 400
LINES = 3
STILL_HERE = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,  # a look into another program is no leaving
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)


class NoteField(QPlainTextEdit):
    """The text. `left` when the keyboard goes to another part of the window, `escaped` for Escape."""

    entered = Signal()
    left = Signal()
    escaped = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that somebody writes here now."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell leaving from a look elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Escape is the writer's before it is the banner's: an alert that came meanwhile stays to be read."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; everything else is the text's."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class NoteEditor(QWidget):
    """The note of one lead at a time.

    `typed(lead, text)` soon after each change: store the draft, then call `show_saved`. `left(lead, text)`:
    write the note, then call `take_out`; until then the text stays, so that a failed write loses nothing.
    `escaped` when the person pressed Escape and the keyboard may go back to the queue.
    """

    typed = Signal(str, str)
    left = Signal(str, str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No lead yet."""
        super().__init__(parent)
        self._lead = ""
        self._already_left = ""
        self._untouched = False
        self._expected = False
        self._lines = LINES
        self.field = NoteField(self)
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(self.tr("What was said, what matters (saved as you type)"))
        self.field.setAccessibleName(self.tr("Notes"))
        self.status = Label(parent=self, size=9, role="muted")
        head = row(Label(self.tr("Notes"), self, size=11, bold=True), Label("N", self, size=9, role="muted"))
        head.addStretch(1)
        head.addWidget(self.status)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_XS)
        column.addLayout(head)
        column.addWidget(self.field)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self._tell_typed)
        self.field.textChanged.connect(self._changed)
        self.field.entered.connect(self._entered)
        self.field.left.connect(self.leave)
        self.field.escaped.connect(self._escape)
        self._fit()

    def set_lines(self, lines: int) -> None:
        """How many lines of a note show; all of it can be scrolled to."""
        if lines != self._lines:
            self._lines = lines
            self._fit()

    def height_of(self, lines: int) -> int:
        """What the editor would need with so many lines, in pixels."""
        return self.sizeHint().height() + (lines - self._lines) * theme.metrics(10).lineSpacing()

    def expect(self, lead: str) -> None:
        """Begin an empty note on this lead, before its draft was read: nothing typed goes to the
        lead before.
        """
        if lead != self._lead:
            self.show_draft(lead, "")
            self._expected = True

    def show_draft(self, lead: str, draft: str) -> None:
        """Show the draft of a lead. The lead that is shown already keeps its text: that is newer.

        An old draft that nobody touches stays a draft.
        """
        if lead == self._lead:
            if self._expected and draft:
                self._join(draft)
            self._expected = False
            return
        self.leave()
        self._fill(lead, draft)

    def _join(self, draft: str) -> None:
        """The draft came after somebody began to type: it stands before what was typed."""
        if not self.field.toPlainText():
            self._fill(self._lead, draft)
            return
        cursor = QTextCursor(self.field.document())
        cursor.insertText(f"{draft}\n")

    def _fill(self, lead: str, draft: str) -> None:
        self._expected = False
        self._lead, self._already_left, self._untouched = lead, draft, True
        blocked = self.field.blockSignals(True)
        self.field.setPlainText(draft)
        self.field.blockSignals(blocked)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.status.setText(self.tr("Draft kept") if draft else "")

    def leave(self) -> None:
        """Report the note as left, if there is one that was not reported; also before the window closes."""
        pending = self._wait.isActive()
        self._wait.stop()
        text = self.field.toPlainText()
        if not self._lead:
            return
        if text.strip() and text != self._already_left:
            self._already_left = text
            self.left.emit(self._lead, text)
        elif pending and not text.strip():
            self.typed.emit(self._lead, text)

    def show_saved(self, lead: str) -> None:
        """The draft is stored."""
        if lead == self._lead and not self._wait.isActive():
            self.status.setText(self.tr("Saved"))

    def take_out(self, lead: str, text: str) -> None:
        """The note is written: take its text out of the editor, keep what was typed since."""
        now_there = self.field.toPlainText()
        if lead != self._lead or not now_there.startswith(text):
            return
        self._already_left = ""
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(len(_as_document(text)), QTextCursor.MoveMode.KeepAnchor)
        blocked = self.field.blockSignals(True)
        cursor.removeSelectedText()
        self.field.blockSignals(blocked)
        self.status.setText(self.tr("Saved to the history"))

    def _entered(self) -> None:
        if self._untouched:
            self._untouched, self._already_left = False, ""

    def _changed(self) -> None:
        self.status.setText("")
        self._wait.start()

    def _tell_typed(self) -> None:
        if self._lead:
            self.typed.emit(self._lead, self.field.toPlainText())

    def _escape(self) -> None:
        self.field.clearFocus()
        self.escaped.emit()

    def _fit(self) -> None:
        self.field.setFixedHeight(self._lines * theme.metrics(10).lineSpacing() + 20)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()


def _as_document(text: str) -> str:
    """`text` as long as Qt counts it: in UTF-16, two for each letter beyond the first plane."""
    return "".join(letter if ord(letter) < 0x10000 else "xx" for letter in text)
