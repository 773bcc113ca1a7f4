"""The panel "To confirm" (F4): what waits for a second person, one key each."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.flow import FlowLayout
from bdc_desk.ui.confirm.confirm_list import ConfirmList
from bdc_desk.ui.confirm.confirm_words import Line, Word, state_words, words_for
from bdc_desk.ui.intake.enter import is_enter, pressed_held
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.empty import EmptyState
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

MOST_LETTERS = 400
"""Of the words that were given, below the list; the lead's history has them whole."""


class ConfirmPanel(ChildPanel):
    """Shows what it is told. `said(ToConfirm, Word)` for a word on the chosen line, `undo_asked` to take the
    last one back, `lead_asked(lead)` for Enter.
    """

    said = Signal(object, object)
    undo_asked = Signal()
    lead_asked = Signal(str)
    foot_keys = (
        "J/K move · C confirm · R send back · A acknowledge · U undo · Enter open the lead · Esc close"
    )

    def __init__(self, host: QWidget, foot: QWidget | None = None) -> None:
        """`host`: what it lies over, down to `foot` (the status bar)."""
        super().__init__(host, "", width=900)
        self._foot = foot
        self.title.setText(self.tr("To confirm"))
        self.setAccessibleName(self.tr("To confirm"))
        self._lines: tuple[Line, ...] = ()
        self._when: tuple[datetime, tzinfo] = (datetime.fromtimestamp(0, UTC), UTC)
        self._reading = False
        self.all = Button("", self, checkable=True)
        self.mine = Button("", self, checkable=True)
        self.alone = Label(parent=self, role="muted", wrap=True)
        self.list = ConfirmList(self)
        self.empty = EmptyState("", "", self)
        self.detail = Label(parent=self, wrap=True)
        self.given = Label(parent=self, wrap=True, role="muted")
        self.confirm = Button(self.tr("Confirm"), self, key="C", role="primary")
        self.back = Button(self.tr("Send back"), self, key="R")
        self.acknowledge = Button(self.tr("Acknowledge"), self, key="A", role="primary")
        self.undo = Button(self.tr("Undo"), self, key="U")
        self.open_lead = Button(self.tr("Open the lead"), self, key="Enter", role="quiet")
        self._lay_out()
        self._connect()
        self.show_lines((), self._when[0], UTC, alone=False)

    def show_lines(self, lines: Sequence[Line], now: datetime, zone: tzinfo, *, alone: bool) -> None:
        """Show what waits, oldest first. `alone`: nobody else works here."""
        self._lines, self._when = tuple(lines), (now, zone)
        told = self.tr(
            "You work alone. These stand as unconfirmed and block nothing; but a call typed in afterwards "
            "never counts until a second person confirms it."
        )
        self.alone.setText(told if alone else "")
        self.alone.setVisible(alone)
        self._show()

    def open_list(self) -> None:
        """Open at the first line that the person may decide: what others must decide stands around it."""
        open_ones = (row for row, line in enumerate(self._shown()) if line.item.may and line.said is None)
        first = next(open_ones, None)
        if first is not None:
            self.list.choose(first)
        self.open_panel()

    def show_reading(self, *, reading: bool) -> None:
        """Whether the log is still being looked through."""
        self._reading = reading
        self._show()

    def first_field(self) -> QWidget:
        """The list, or the button that shows all where the list is empty."""
        return self.list if self._shown() else self.all

    def _shown(self) -> tuple[Line, ...]:
        if self.all.isChecked():
            return self._lines
        return tuple(line for line in self._lines if line.item.may)

    def _show(self) -> None:
        shown, had = self._shown(), self.list.hasFocus()
        may = sum(line.item.may and line.said is None for line in self._lines)
        self.all.set_text(self.tr("All {count}").format(count=f"{len(self._lines):,}"))
        self.mine.set_text(self.tr("Mine to decide {count}").format(count=f"{may:,}"))
        self.list.show_lines(shown, *self._when)
        self.empty.say(*self._empty_words())
        self._stack.setCurrentWidget(self.list if shown else self.empty)
        if had and not shown:
            self.all.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown and self.all.hasFocus() and self.is_open and not had:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_chosen()

    def _empty_words(self) -> tuple[str, str]:
        if self._reading:
            return self.tr("Looking through the log ..."), ""
        if self._lines:
            return (
                self.tr("Nothing that you may decide"),
                self.tr("All shows what waits for somebody else, your own among it."),
            )
        return (
            self.tr("Nothing waits for a second person"),
            self.tr(
                "Calls typed in afterwards, exceptions, closings that shrink the figures, dead numbers and "
                "escalations would stand here."
            ),
        )

    def _show_chosen(self) -> None:
        line = self.list.line()
        words = words_for(line.item) if line is not None else (Word.CONFIRM, Word.SEND_BACK)
        may = line is not None and line.item.may and line.said is None
        for word, button in self._by_word().items():
            button.setVisible(word in words)
            button.setEnabled(may)
            button.set_why(line.item.why_not if line is not None else "")
        self.undo.setEnabled(any(one.said is not None for one in self._lines))
        self.open_lead.setEnabled(line is not None)
        item = line.item if line is not None else None
        why = (state_words(line) if line.said is not None else line.item.why_not) if line is not None else ""
        self.detail.setText(breakable(". ".join(part for part in (item.what, why) if part)) if item else "")
        given = item.words[:MOST_LETTERS] + ("…" if len(item.words) > MOST_LETTERS else "") if item else ""
        self.given.setText(breakable(f"“{given}”") if given else "")
        self.list.setAccessibleDescription(why)

    def _by_word(self) -> dict[Word, Button]:
        return {
            Word.CONFIRM: self.confirm,
            Word.SEND_BACK: self.back,
            Word.ACKNOWLEDGE: self.acknowledge,
        }

    def _say(self, word: Word) -> None:
        line = self.list.line()
        if line is not None and self._by_word()[word].isEnabled() and word in words_for(line.item):
            self.said.emit(line.item, word)
            self.list.choose_next_open()

    def _open_lead(self) -> None:
        line = self.list.line()
        if line is not None:
            self.close_panel()
            self.lead_asked.emit(line.item.lead)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for button in (self.all, self.mine):
            group.addButton(button)
            button.clicked.connect(self._show)
        self.all.setChecked(True)
        for word, button in self._by_word().items():
            button.clicked.connect(lambda _checked=False, word=word: self._say(word))
        self.undo.clicked.connect(self.undo_asked)
        self.open_lead.clicked.connect(self._open_lead)
        self.list.chosen.connect(self._show_chosen)
        self.list.entered.connect(self._open_lead)

    def _lay_out(self) -> None:
        filters = row(self.all, self.mine)
        filters.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        buttons = FlowLayout()  # side by side, or in two rows with large text
        for button in (*self._by_word().values(), self.undo, self.open_lead):
            buttons.addWidget(button)
        self.body.addLayout(filters)
        self.body.addWidget(self.alone)
        self.body.addWidget(self._stack, 1)
        self.body.addSpacing(GAP_S)
        self.body.addWidget(self.detail)
        self.body.addWidget(self.given)
        self.body.addLayout(buttons)

    def place(self) -> None:
        """As high as the window lets it: it is a list."""
        super().place()
        host = self.parentWidget()
        if host is not None:
            bottom = self._foot.geometry().top() - GAP_XS if self._foot is not None else host.height()
            self.setGeometry(self.x(), GAP_M, self.width(), min(bottom, host.height() - GAP_M) - GAP_M)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z takes back what was said here, not the window's last outcome."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """C, R and A say a word, U and Ctrl+Z take it back; Enter presses a button that has the keyboard."""
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_C: lambda: self._say(Word.CONFIRM),
            Qt.Key.Key_R: lambda: self._say(Word.SEND_BACK),
            Qt.Key.Key_A: lambda: self._say(Word.ACKNOWLEDGE),
            Qt.Key.Key_U: self.undo_asked.emit,
            Qt.Key.Key_J: lambda: self.list.step(1),
            Qt.Key.Key_K: lambda: self.list.step(-1),
        }
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if _is_undo(event):
            self.undo_asked.emit()
            event.accept()
        elif plain and event.key() in acts:
            if not event.isAutoRepeat() or event.key() in {Qt.Key.Key_J, Qt.Key.Key_K}:
                acts[event.key()]()
            event.accept()
        elif is_enter(event) and pressed_held(self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for its buttons."""
        return super().sizeHint().expandedTo(QSize(600, 400))


def _is_undo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
