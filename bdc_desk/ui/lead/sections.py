"""The middle of a lead's page, which scrolls: faults, the customer's words, the facts, calls and history."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from bdc_desk.operations.views import LeadView
from bdc_desk.ui.lead.history_box import HistoryBox
from bdc_desk.ui.lead.history_words import breakable, call_lines, other_lines
from bdc_desk.ui.lead.lines import LineList
from bdc_desk.ui.lead.numbers_box import NumbersBox
from bdc_desk.ui.lead.quote import Quote
from bdc_desk.ui.lead.twins_line import TwinsLine
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, row
from bdc_desk.ui.widgets.plain import ElidedLabel, Label
from bdc_desk.ui.widgets.sign import Sign

CLEAN = frozenset({"", "ok"})
"""Grades of a lead whose mail was read without doubt (adf.md)."""


class FaultsBox(Card):
    """What was doubtful in the mail, and the way to the original."""

    original_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is a fault."""
        super().__init__("", parent, role="notice")
        self._head = Label(parent=self, bold=True, wrap=True)
        self._faults = Label(parent=self, wrap=True)
        self.original = Button(self.tr("Show the original"), self)
        self.original.clicked.connect(self.original_asked)
        head = row(Sign(Shape.WARNING, "over_2", 16, self), self._head, self.original)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._faults)

    def show_faults(self, grade: str, faults: tuple[str, ...]) -> None:
        """Show the reader's doubts; a clean mail shows nothing."""
        self.setVisible(grade not in CLEAN or bool(faults))
        alone = len(faults) == 1 and grade == "repaired"
        self._head.setText(self._words(grade, breakable(faults[0]) if alone else "", len(faults)))
        self._faults.setText("\n".join(f"– {breakable(fault)}" for fault in faults))
        self._faults.setVisible(bool(faults) and not alone)
        self.setAccessibleName(". ".join(part for part in (self._head.text(), *faults) if part))

    def _words(self, grade: str, repair: str, count: int) -> str:
        if grade == "unreadable":
            return self.tr("Read the mail yourself: it could not be understood.")
        if grade != "repaired":
            return self.tr("Read the mail: not all of it was understood for sure.")
        if repair:
            return self.tr("Repaired: {repair}").format(repair=repair)
        if count:
            return self.tr("Repaired: the mail was damaged in {count} places.").format(count=count)
        return self.tr("Repaired: the mail was damaged.")


class Facts(QWidget):
    """The car, the trade-in, mail and address: a name and a value a line; what is not known takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_lead`."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_M)
        self._grid.setVerticalSpacing(GAP_XS)
        self._grid.setColumnStretch(1, 1)
        car = (self.tr("Wants"), self.tr("Price"), self.tr("Trade-in"))
        person = (self.tr("Email"), self.tr("Address"))
        self._lines = [self._line(place, name) for place, name in enumerate((*car, *person))]

    def show_lead(self, view: LeadView) -> None:
        """Show what is known of the lead."""
        values = (view.wanted, view.price, view.trade, ", ".join(view.emails), view.address)
        for (name, shown), value in zip(self._lines, values, strict=True):
            shown.set_text(value)
            for part in (name, shown):
                part.setVisible(bool(value))

    def _line(self, place: int, name: str) -> tuple[Label, ElidedLabel]:
        key = Label(name, self, role="muted")
        value = ElidedLabel(parent=self, bold=place == 0)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid.addWidget(key, place, 0)
        self._grid.addWidget(value, place, 1)
        return key, value


class Sections(QScrollArea):
    """All sections one under the other. A refresh of the same lead leaves the scroll position alone."""

    original_asked = Signal()
    edit_asked = Signal()
    number_chosen = Signal(str)
    lead_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_lead`."""
        super().__init__(parent)
        self.twins = TwinsLine(self)
        self._twins_of = ""
        self.faults = FaultsBox(self)
        self.quote = Quote(self)
        self.no_words = Label(self.tr("The customer wrote nothing."), self, role="muted")
        self.facts = Facts(self)
        self.numbers = NumbersBox(self)
        self.calls = LineList(self.tr("Calls"), self.tr("No call yet."), self)
        self.history_box = HistoryBox(self)
        self.history = self.history_box.lines
        self.others = LineList(self.tr("Other leads of this customer"), "", self)
        self.edit = Button(self.tr("Edit details"), self, key="F2", role="quiet")
        self.edit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.calls_title = Label(parent=self, size=11, bold=True)
        self.others_title = Label(self.tr("All leads of this customer"), self, size=11, bold=True)
        self._lay_out()
        self.faults.original_asked.connect(self.original_asked)
        self.edit.clicked.connect(self.edit_asked)
        self.numbers.chosen.connect(self.number_chosen)
        self.others.opened.connect(self.lead_chosen)

    def show_lead(self, view: LeadView, now: datetime, zone: tzinfo, *, afresh: bool) -> None:
        """Show the lead; `afresh` when another one was shown before."""
        kept = 0 if afresh else self.verticalScrollBar().value()
        self.faults.show_faults(view.grade, view.faults)
        self.quote.show_words(view.comments.strip(), afresh=afresh)
        self.quote.setVisible(bool(view.comments.strip()))
        self.no_words.setVisible(not view.comments.strip())
        self.facts.show_lead(view)
        self.numbers.show_numbers(view.phones)
        self.calls_title.setText(self._calls_words(view))
        self.calls.show_lines(call_lines(view, now, zone), afresh=afresh)
        self.history_box.show_lead(view, now, zone, afresh=afresh)
        self.others.show_lines(other_lines(view, now, zone), afresh=afresh)
        self.others.setVisible(bool(view.other_leads))
        self.others_title.setVisible(bool(view.other_leads))
        self.verticalScrollBar().setValue(kept)

    def show_twins(self, lead: str, words: str | None) -> None:
        """Who may be the same person, in words; "" for nobody, None where that is not known yet: what was
        said of this lead stays.
        """
        if words is not None or lead != self._twins_of:
            self.twins.say(words or "")
            self._twins_of = lead

    def take_heading(self, heading: QWidget) -> None:
        """Let the top of the page scroll along: there is no height for both."""
        self._column.insertWidget(0, heading)
        heading.show()

    def show_history(self) -> None:
        """Bring the history into view."""
        self._column.activate()
        bar = self.verticalScrollBar()
        bar.setValue(min(self.history_box.y(), bar.maximum()))

    def show_call(self, place: int) -> None:
        """Mark a line of the calls, counted from the newest, and bring it into view."""
        shown = self.calls.point_out(place)
        if shown is not None:
            self._column.activate()
            self.ensureWidgetVisible(shown)

    def _calls_words(self, view: LeadView) -> str:
        made, counted = len(view.standing.attempts), view.standing.counted
        return self.tr("Calls: {made} made, {counted} count").format(made=made, counted=counted)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, GAP_S, 0)
        column.setSpacing(GAP_S)
        customer = row(Label(self.tr("Numbers and details"), inner, size=11, bold=True))
        customer.addStretch(1)
        customer.addWidget(self.edit)
        for part in (self.twins, self.faults, self.quote, self.no_words, self.facts):
            column.addWidget(part)
        column.addLayout(customer)
        column.addWidget(self.numbers)
        column.addSpacing(GAP_S)
        column.addWidget(self.calls_title)
        column.addWidget(self.calls)
        column.addSpacing(GAP_S)
        column.addWidget(self.history_box)
        column.addSpacing(GAP_S)
        column.addWidget(self.others_title)
        column.addWidget(self.others)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
