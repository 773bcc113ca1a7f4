"""The history on a lead's page: of this enquiry, or of everything that the customer ever did (H)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from bdc_desk.operations.customer_timeline import CustomerLine
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.call.flow import FlowLayout
from bdc_desk.ui.lead.history_words import customer_lines, timeline_lines
from bdc_desk.ui.lead.lines import LineList
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label


class HistoryBox(QWidget):
    """Shows what it is told. `whole` is the person's choice and stays over leads. `switched` when it changes,
    `undo_asked(entry, kind)` for a line that can be taken back.
    """

    switched = Signal(bool)
    undo_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """This enquiry alone."""
        super().__init__(parent)
        self._view: LeadView | None = None
        self._when: tuple[datetime, tzinfo] = (datetime.fromtimestamp(0, UTC), UTC)
        self._customer: tuple[str, Sequence[CustomerLine]] = ("", ())
        self._undoable: frozenset[str] = frozenset()
        self._kinds: Mapping[str, str] = {}
        self.this = Button(self.tr("This enquiry"), self, checkable=True)
        self.everything = Button(self.tr("Everything of this customer"), self, key="H", checkable=True)
        self.lines = LineList(self.tr("History"), self.tr("Nothing has happened yet."), self)
        self._group = QButtonGroup(self)
        for button in (self.this, self.everything):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
        self.this.setChecked(True)
        self.title = Label(self.tr("History"), self, size=11, bold=True)
        head = FlowLayout()  # side by side, or one below the other in a narrow column
        for part in (self.title, self.this, self.everything):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addLayout(head)
        column.addWidget(self.lines)
        self.everything.toggled.connect(self._switch)
        self.lines.undone.connect(lambda entry: self.undo_asked.emit(entry, self._kinds.get(entry, "")))

    @property
    def whole(self) -> bool:
        """Whether everything of the customer is wanted."""
        return self.everything.isChecked()

    def toggle(self) -> None:
        """H: the other of the two."""
        (self.this if self.whole else self.everything).setChecked(True)

    def show_lead(self, view: LeadView, now: datetime, zone: tzinfo, *, afresh: bool) -> None:
        """Show the lead's history, until the customer's comes where that is wanted."""
        self._view, self._when = view, (now, zone)
        self._show(afresh=afresh)

    def show_more(self, lead: str, customer: Sequence[CustomerLine] | None, undoable: frozenset[str]) -> None:
        """What was read beside the lead: everything of its customer (None: that was not asked for), and the
        entries that can be taken back.
        """
        if self._view is None or self._view.lead != lead:
            return
        self._undoable = undoable
        if customer is not None:
            self._customer = (lead, customer)
        self._show(afresh=False)

    def _switch(self, whole: bool) -> None:
        self._show(afresh=True)
        self.switched.emit(whole)

    def _show(self, *, afresh: bool) -> None:
        view = self._view
        if view is None:
            return
        # Of a customer with one enquiry both say the same.
        for button in (self.this, self.everything):
            button.setVisible(bool(view.other_leads) or self.whole)
        lead, lines = self._customer
        if self.whole and lead == view.lead:
            self._kinds = {line.entry: line.kind for line in lines}
            told = customer_lines(lines, lead, *self._when, self._undoable)
        else:
            self._kinds = {line.entry: line.kind for line in view.timeline}
            told = timeline_lines(view, *self._when, self._undoable)
        self.lines.show_lines(told, afresh=afresh)
