"""What the columns of a table mean: proposed from their names and values, decided by the person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from bdc_desk.intake.tables.mapping import MEANINGS
from bdc_desk.intake.tables.table import Table
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.ui import words
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held, with_control
from bdc_desk.ui.intake.following_scroll import FollowingScroll
from bdc_desk.ui.setup.fields import CalmComboBox
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.translation import translate
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, row
from bdc_desk.ui.widgets.plain import ElidedLabel, Label

EXAMPLES = 3
TELLING = frozenset({"full", "first", "last", "phone", "phone2", "mobile", "email"})
"""Meanings of which one at least is needed: without them nobody could be called or named."""


class TablePanel(ChildPanel):
    """`changed(columns)` whenever the person chose another meaning (answer with `show_preview`),
    `import_asked(columns)`, `left_out` for a table that is not wanted, `put_off` when it closes without an
    answer.
    """

    changed = Signal(object)
    import_asked = Signal(object)
    left_out = Signal()
    put_off = Signal()
    foot_keys = "Enter next · Ctrl+Enter import · Esc later"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=860)
        self._answered, self._is_lead = False, False
        self._content = QWidget(self)
        self._grid = QGridLayout(self._content)
        self.words = Label(parent=self, role="muted", wrap=True)
        self.combos: list[CalmComboBox] = []
        self._parts: list[QWidget] = []
        self.preview = Card(self.tr("The first lead as it would come in"), self, role="well")
        self.lead = Label(parent=self.preview, wrap=True)
        self.faults = Label(parent=self.preview, size=9, role="error", wrap=True)
        self.take = Button("", self, key="Ctrl+Enter", role="primary")
        self.leave_out = Button(self.tr("Leave it out"), self)
        self.leave_out.set_why(self.tr("It does not come in, and nobody is asked about it again."))
        self._lay_out()
        self.take.clicked.connect(self._take)
        self.leave_out.clicked.connect(self._leave_out)
        self.closed.connect(self._say_put_off)

    def open_for(self, name: str, table: Table, columns: Sequence[str], *, is_lead: bool = False) -> None:
        """Ask about this table; `columns`: what each probably means. `is_lead`: it stands as a lead that
        waits already, and stays that whatever is answered.
        """
        self._answered, self._is_lead = False, is_lead
        self.leave_out.setVisible(not is_lead)
        self.title.setText(
            self.tr("What do the columns of {name} mean?").format(name=name)
            if name
            else self.tr("What do these columns mean?")
        )
        self.setAccessibleName(self.title.text())
        self.take.set_text(
            self.tr("Import {leads}").format(leads=translate("Intake", "{n} lead(s)", "", len(table.rows)))
        )
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.combos = [], []
        for place, header in enumerate(table.header):
            self._add(place, header, _examples(table, place), columns[place])
        self.open_panel()
        self._tell()

    def columns(self) -> tuple[str, ...]:
        """One meaning a column, as chosen now."""
        return tuple(combo.value() for combo in self.combos)

    def show_preview(self, draft: LeadDraft | None) -> None:
        """Show how the first row would come in."""
        if draft is None:
            self.lead.setText(self.tr("No lead would come of it."))
            self.faults.hide()
            return
        name = draft.full or f"{draft.first} {draft.last}".strip()
        wanted = draft.wanted.in_words() if draft.wanted else ""
        phones = ", ".join(phone.typed or phone.e164 or "" for phone in draft.phones)
        said = words.dotted(name, phones, ", ".join(draft.emails), wanted, draft.source)
        lines = (said or self.tr("Nothing to name it by"), " ".join(draft.comments.split()))
        self.lead.setText("\n".join(line for line in lines if line))
        self.faults.setText("\n".join(draft.faults))
        self.faults.setVisible(bool(draft.faults))

    def first_field(self) -> QWidget:
        """The first meaning."""
        return self.combos[0] if self.combos else self._close

    def _add(self, place: int, header: str, examples: str, meaning: str) -> None:
        name = ElidedLabel(header or self.tr("Column {number}").format(number=place + 1), bold=True)
        values = ElidedLabel(examples, role="muted")
        combo = CalmComboBox([(text, key) for key, text in MEANINGS.items()], self._content)
        combo.choose(meaning)
        if combo.currentIndex() < 0:
            combo.choose("")
        combo.setAccessibleName(self.tr("Meaning of {column}").format(column=header))
        combo.setAccessibleDescription(examples)
        combo.currentIndexChanged.connect(lambda _index: self._tell())
        for column, part in enumerate((name, values, combo)):
            self._grid.addWidget(part, place, column)
            self._parts.append(part)
        self.combos.append(combo)
        self._scroll.follow(combo)

    def _tell(self) -> None:
        columns = self.columns()
        told = TELLING & set(columns)
        missing = "" if told else self.tr("Say which column holds a name, a number or an e-mail address.")
        self.take.setEnabled(not missing)
        self.take.set_why(missing)
        later = (
            self.tr("Esc: it stays the lead that waits.")
            if self._is_lead
            else self.tr("Esc: it waits as one lead, and F6 asks again.")
        )
        self.words.setText(missing or f"{self.tr('Kept for the next table with these columns.')} {later}")
        self.words.set_role("error" if missing else "muted")
        self.changed.emit(columns)

    def _take(self) -> None:
        if self.take.isEnabled() and not self._answered:
            self._answered = True
            columns = self.columns()
            self.close_panel()
            self.import_asked.emit(columns)

    def _leave_out(self) -> None:
        self._answered = True
        self.close_panel()
        self.left_out.emit()

    def _say_put_off(self) -> None:
        if not self._answered:
            self._answered = True
            self.put_off.emit()

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, GAP_S, 0)
        self._grid.setHorizontalSpacing(GAP_M)
        self._grid.setVerticalSpacing(GAP_S)
        for column, stretch in enumerate((3, 5, 0)):
            self._grid.setColumnStretch(column, stretch)
        self.preview.body.addWidget(self.lead)
        self.preview.body.addWidget(self.faults)
        self._scroll = FollowingScroll(self._content, self)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.preview)
        foot = row(self.words, self.leave_out, self.take)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter imports; Enter presses a button that has the keyboard, else goes on to the next."""
        if is_enter(event):
            if with_control(event):
                self._take()
            elif not pressed_held(self):
                self.focusNextPrevChild(True)
            event.accept()
        else:
            super().keyPressEvent(event)


def _examples(table: Table, place: int) -> str:
    """The first values of a column that are not empty."""
    values = (cells[place].strip() for _, cells in table.rows if place < len(cells))
    found: list[str] = []
    for value in values:
        if value and len(found) < EXAMPLES:
            found.append(value)
        if len(found) == EXAMPLES:
            break
    return words.dotted(*found)
