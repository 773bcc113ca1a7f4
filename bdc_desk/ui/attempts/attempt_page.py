"""The attempt log (Ctrl+2): who called whom, with what evidence, and whether it counts."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from bdc_desk.operations.attempt_log import sums_of
from bdc_desk.operations.views import AttemptLine
from bdc_desk.ui.attempts.attempt_table import AttemptTable
from bdc_desk.ui.attempts.attempt_words import few_words, sentence, sums_words
from bdc_desk.ui.attempts.filter_bar import Choices, FilterBar
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.flow import FlowLayout
from bdc_desk.ui.intake.enter import is_enter, pressed_held
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.tokens import GAP_M, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.empty import EmptyState
from bdc_desk.ui.widgets.plain import Label


class AttemptPage(ChildPanel):
    """Shows what it is told, over the whole desk. `lead_asked(lead, attempt)` for Enter, `filter_changed` for
    another choice, `copy_asked`, `save_asked(path)`.
    """

    lead_asked = Signal(str, str)
    filter_changed = Signal()
    copy_asked = Signal()
    save_asked = Signal(str)
    foot_keys = "J/K move · 1-9 sort · Enter open the lead · Ctrl+C copy · Tab next · Esc back"

    def __init__(self, host: QWidget, foot: QWidget | None = None) -> None:
        """`host`: what it lies over, down to `foot` (the status bar)."""
        super().__init__(host, "")
        self._foot = foot
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title.setText(self.tr("Attempt log"))
        self.setAccessibleName(self.tr("Attempt log"))
        self.filters = FilterBar(self)
        self.only_own = Label(parent=self, size=9, role="muted", wrap=True)
        self.table = AttemptTable(self)
        self.empty = EmptyState("", "", self)
        self.detail = Label(parent=self, wrap=True)
        self.sums = Label(parent=self, bold=True, tabular=True, wrap=True)
        self.few = Label(parent=self, role="muted", wrap=True)
        self.open_lead = Button(self.tr("Open the lead"), self, key="Enter")
        self.copy = Button(self.tr("Copy"), self, key="Ctrl+C")
        self.save_csv = Button(self.tr("Save as CSV ..."), self)
        self.save_json = Button(self.tr("Save as JSON ..."), self)
        self._is_read = False
        self._proposed = {"csv": "attempts.csv", "json": "attempts.json"}
        self._lay_out()
        self._connect()
        self.show_lines((), datetime.fromtimestamp(0, UTC), UTC, done=False)

    def show_choices(self, choices: Choices, now: datetime, zone: tzinfo, *, sees_all: bool) -> None:
        """What can be chosen, and by whom."""
        self.filters.show_choices(choices)
        self.filters.show_today(now, zone)
        self.table.show_agent(shown=len(choices.people) > 1)
        told = self.tr(
            "Your own calls; managers and the dealer principal see everybody's. This is a rule of the "
            "screens, not secrecy: the log on this desk holds all calls."
        )
        self.only_own.setText("" if sees_all else told)
        self.only_own.setVisible(not sees_all)

    def show_lines(self, lines: Sequence[AttemptLine], now: datetime, zone: tzinfo, *, done: bool) -> None:
        """Show the attempts read so far. `done`: there are no more."""
        had = self.table.hasFocus()
        self.table.show_lines(lines, now, zone)
        self.show_sums(lines, done=done)
        if done:
            advice = self.tr("Another span of days or another filter may have some. F5 begins a call.")
            self.empty.say(self.tr("No call attempts here"), advice)
        else:
            self.empty.say(self.tr("Reading ..."))
        self._stack.setCurrentWidget(self.table if lines else self.empty)
        self._is_read = done
        if (had and not lines) or (self.hasFocus() and (lines or done)):
            # It opened before anything was read, or nothing is left: on to what can be used.
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        why = "" if done else self.tr("All of it has to be read first.")
        for button in (self.copy, self.save_csv, self.save_json):
            button.setEnabled(done and bool(lines))
            button.set_why(why)
        self._show_chosen()

    def show_sums(self, lines: Sequence[AttemptLine], *, done: bool) -> None:
        """The sums at the foot, also of what the table does not show yet."""
        sums = sums_of(lines)
        self.sums.setText(sums_words(sums, done=done))
        few = few_words(sums) if done else ""
        self.few.setText(few)
        self.few.setVisible(bool(few))

    def propose(self, names: dict[str, str]) -> None:
        """Names for the files, by their endings."""
        self._proposed = names

    def first_field(self) -> QWidget:
        """The table, where there is something in it; until the log was read nothing in particular."""
        if self.table.rows.rowCount():
            return self.table
        return self.filters.days if self._is_read else self

    def _show_chosen(self) -> None:
        line = self.table.line()
        model = self.table.rows
        self.open_lead.setEnabled(line is not None)
        self.detail.setText(breakable(sentence(line, model.now, model.zone)) if line is not None else "")

    def _open_lead(self) -> None:
        line = self.table.line()
        if line is not None:
            self.close_panel()
            self.lead_asked.emit(line.lead, line.attempt)

    def _choose_file(self, ending: str) -> None:
        """The system's own window for it, because the person asked for it by a click."""
        title = self.tr("Save the attempt log")
        path, _ = QFileDialog.getSaveFileName(self, title, self._proposed[ending], f"*.{ending}")
        if path:
            self.save_asked.emit(path)

    def _copy(self) -> None:
        if self.copy.isEnabled():
            self.copy_asked.emit()

    def _connect(self) -> None:
        self.filters.changed.connect(self.filter_changed)
        self.table.chosen.connect(self._show_chosen)
        self.table.entered.connect(self._open_lead)
        self.table.copied.connect(self._copy)
        self.open_lead.clicked.connect(self._open_lead)
        self.copy.clicked.connect(self._copy)
        self.save_csv.clicked.connect(lambda: self._choose_file("csv"))
        self.save_json.clicked.connect(lambda: self._choose_file("json"))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        buttons = FlowLayout()  # side by side, or in two rows with large text
        for part in (self.open_lead, self.copy, self.save_csv, self.save_json):
            buttons.addWidget(part)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.only_own)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.detail)
        self.body.addWidget(self.sums)
        self.body.addWidget(self.few)
        self.body.addLayout(buttons)
        order = (
            self._close,
            *self.filters.in_tab_order(),
            self.table,
            self.open_lead,
            self.copy,
            self.save_csv,
            self.save_json,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the keyboard; in the table it opens the lead."""
        if is_enter(event):
            pressed_held(self)
        super().keyPressEvent(event)

    def place(self) -> None:
        """Over the whole host: a table needs the room."""
        host = self.parentWidget()
        if host is not None:
            room = host.rect().adjusted(GAP_M, GAP_M, -GAP_M, -GAP_M)
            if self._foot is not None:
                room.setBottom(min(room.bottom(), self._foot.geometry().top() - GAP_XS))
            self.setGeometry(room)
