"""The page of one lead: who it is and what to do on top, the story in the middle, notes always in reach."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from bdc_desk.operations.customer_timeline import CustomerLine
from bdc_desk.operations.views import DetailsForm, LeadView
from bdc_desk.ui import theme
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.lead.details_editor import DetailsEditor
from bdc_desk.ui.lead.heading import Heading
from bdc_desk.ui.lead.note_editor import LINES, NoteEditor
from bdc_desk.ui.lead.prompts_box import PromptsBox
from bdc_desk.ui.lead.sections import Sections
from bdc_desk.ui.tokens import GAP_L, GAP_M, GAP_S
from bdc_desk.ui.widgets.empty import EmptyState

LEAST_MIDDLE = 96
"""Pixels that the scrolling middle keeps in the lowest window."""
FAIR_MIDDLE = 200
"""Pixels at text scale 1 below which the heading scrolls along, rather than leaving a slit for the rest."""
SMALL_MIDDLE = 110
"""Pixels at text scale 1, the heading among them, below which the notes give way too."""


class LeadPage(QFrame):
    """Shows a lead and collects what the person types about it; decides and writes nothing.

    Notes: `note_typed(lead, text)` asks to store a draft (answer with `show_note_saved`),
    `note_left(lead, text)` to write the note (answer with `take_note_out`). Details:
    `details_saved(lead, DetailsForm)` (answer with `close_details` or `refuse_details`) and
    `details_cancelled(lead)`. Also `original_asked(lead)`, `number_chosen(ref)`, `lead_chosen(lead)`,
    `compare_asked` for the twins, `history_switched(everything of the customer or not)`,
    `undo_asked(entry, kind)` for a line of the history, and `keyboard_released` when Escape left a field and
    the queue may have the keyboard.
    """

    note_typed = Signal(str, str)
    note_left = Signal(str, str)
    details_saved = Signal(str, object)
    details_cancelled = Signal(str)
    original_asked = Signal(str)
    number_chosen = Signal(str)
    lead_chosen = Signal(str)
    compare_asked = Signal()
    history_switched = Signal(bool)
    undo_asked = Signal(str, str)
    keyboard_released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty, which says how to choose a lead."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Lead"))
        self._view: LeadView | None = None
        self._zone: tzinfo = UTC
        self._heading_scrolls = False
        self._unsaved: dict[str, DetailsForm] = {}
        self._unsaved_of: dict[str, str] = {}
        advice = self.tr("J and K move through the queue, Space takes the suggested call.")
        self.empty = EmptyState(self.tr("Choose a lead"), advice)
        self.heading = Heading(self)
        self.sections = Sections(self)
        self.editor = DetailsEditor(self)
        self.prompts = PromptsBox(self)
        self.note = NoteEditor(self)
        self._lay_out()
        self._connect()

    @property
    def lead(self) -> str:
        """The id of the lead shown, "" for none."""
        return self._view.lead if self._view is not None else ""

    def show_lead(self, view: LeadView, now: datetime, zone: tzinfo) -> None:
        """Show a lead at `now` (aware); `zone` is the dealership's.

        The same lead again is a refresh: typed text, cursor, scroll positions and an open editor stay.
        """
        afresh = view.lead != self.lead
        if afresh:
            self._put_details_aside()
        self._view, self._zone = view, zone
        self.heading.show_lead(view, now, zone)
        self.sections.show_lead(view, now, zone, afresh=afresh)
        self.note.show_draft(view.lead, view.note_draft)
        if afresh:
            self._middle.setCurrentWidget(self.sections)
            if view.lead in self._unsaved:
                self._open_details()
        self._pages.setCurrentWidget(self._whole)
        self._fit()

    def expect(self, lead: str) -> None:
        """Another lead will be shown in a moment: what is typed into the notes from now on is about it."""
        self.note.expect(lead)

    def show_nothing(self) -> None:
        """No lead is chosen."""
        self._put_details_aside()
        self.note.show_draft("", "")
        self._view = None
        self._pages.setCurrentWidget(self.empty)

    def show_call(self, attempt: str) -> None:
        """Mark the line of this attempt among the calls and bring it into view; not of this lead: nothing."""
        calls = self._view.standing.attempts if self._view is not None else ()
        places = [place for place, one in enumerate(reversed(calls)) if one.id == attempt]
        if places:
            self.sections.show_call(places[0])

    def tick(self, now: datetime) -> None:
        """Show what passing time changes; cheap enough for each second."""
        self.heading.tick(now, self._zone)

    def show_holder(self, holder: Holder | None, now: datetime) -> None:
        """Who has the customer in hand; a colleague is named, this desk itself is not."""
        self.heading.show_holder(holder, now)
        # The line about the colleague takes its room from what scrolls, not from the heading.
        taken = self.heading.holder.sizeHint().height() if not self.heading.holder.isHidden() else 0
        self._middle.setMinimumHeight(max(0, LEAST_MIDDLE - taken))
        self._fit()

    @property
    def shows_whole_history(self) -> bool:
        """Whether everything of the customer is wanted in the history, not this enquiry alone."""
        return self.sections.history_box.whole

    def switch_history(self) -> None:
        """H: everything of the customer, or this enquiry alone again; the history comes into view."""
        if self._view is not None:
            self.sections.history_box.toggle()
            self.sections.show_history()

    def show_more_history(
        self, lead: str, customer: Sequence[CustomerLine] | None, undoable: frozenset[str]
    ) -> None:
        """Everything of the lead's customer (None: not asked for), and the entries that can be taken back."""
        self.sections.history_box.show_more(lead, customer, undoable)

    def show_twins(self, lead: str, words: str | None) -> None:
        """Who may be the same person as this lead's; "" for nobody, None: not known yet."""
        if lead == self.lead:
            self.sections.show_twins(lead, words)

    def show_prompts(self, lead: str, lines: Sequence[str]) -> None:
        """What to say to the lead's customer on the telephone; none hides it."""
        self.prompts.show_lines(lines if lead == self.lead else ())
        self._fit()

    def toggle_prompts(self) -> None:
        """S: fold what to say, or open it."""
        if self.prompts.has_lines:
            self.prompts.toggle()

    def focus_note(self) -> None:
        """Give the keyboard to the notes, at their end."""
        if self._view is not None:
            self.note.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_note(self) -> None:
        """Report a note that is still being typed: before the window closes."""
        self.note.leave()

    def show_note_saved(self, lead: str) -> None:
        """The draft is stored."""
        self.note.show_saved(lead)

    def take_note_out(self, lead: str, text: str) -> None:
        """The note is written; its text leaves the editor."""
        self.note.take_out(lead, text)

    def edit_details(self) -> None:
        """Open the details for editing, with what was typed and not saved before."""
        if self._view is not None and self._middle.currentWidget() is not self.editor:
            self._open_details()
            self.editor.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_details(self, lead: str) -> None:
        """The details are written, or not wanted."""
        self._unsaved.pop(lead, None)
        if lead == self.lead and self._middle.currentWidget() is self.editor:
            held = QApplication.focusWidget()
            had_keyboard = held is not None and self.editor.isAncestorOf(held)
            self._middle.setCurrentWidget(self.sections)
            if had_keyboard:
                self.keyboard_released.emit()

    def unsaved_details(self) -> tuple[str, ...]:
        """The names of the customers whose details were typed and are not saved, the newest last."""
        self._put_details_aside()
        return tuple(self._unsaved_of[lead] for lead in self._unsaved)

    def refuse_details(self, lead: str, why: str) -> None:
        """The details could not be written: say why, keep what was typed."""
        if lead == self.lead:
            self.editor.show_fault(why)

    def _open_details(self) -> None:
        if self._view is not None:
            self.editor.show_form(self._unsaved.get(self._view.lead) or as_form(self._view))
            self._middle.setCurrentWidget(self.editor)

    def _put_details_aside(self) -> None:
        """Keep what was typed into the details of the lead that is being left."""
        if self._view is None or self._middle.currentWidget() is not self.editor:
            return
        typed, lead = self.editor.form(), self._view.lead
        if typed == as_form(self._view):
            self._unsaved.pop(lead, None)
        else:
            self._unsaved[lead], self._unsaved_of[lead] = typed, self._view.name

    def _close_editor(self) -> None:
        self._put_details_aside()
        self._middle.setCurrentWidget(self.sections)
        self.details_cancelled.emit(self.lead)
        self.keyboard_released.emit()

    def _discard(self) -> None:
        self.close_details(self.lead)
        self.details_cancelled.emit(self.lead)

    def _connect(self) -> None:
        self.note.typed.connect(self.note_typed)
        self.note.left.connect(self.note_left)
        self.note.escaped.connect(self.keyboard_released)
        self.prompts.folded_changed.connect(self._fit)
        self.editor.saved.connect(lambda form: self.details_saved.emit(self.lead, form))
        self.editor.closed.connect(self._close_editor)
        self.editor.discarded.connect(self._discard)
        self.sections.edit_asked.connect(self.edit_details)
        self.sections.original_asked.connect(lambda: self.original_asked.emit(self.lead))
        self.sections.number_chosen.connect(self.number_chosen)
        self.sections.lead_chosen.connect(self.lead_chosen)
        self.sections.twins.compare_asked.connect(self.compare_asked)
        self.sections.history_box.switched.connect(self.history_switched)
        self.sections.history_box.undo_asked.connect(self.undo_asked)

    def _lay_out(self) -> None:
        self._middle = QStackedWidget(self)
        self._middle.setMinimumHeight(LEAST_MIDDLE)  # else the closed editor would press the heading together
        self._middle.addWidget(self.sections)
        self._middle.addWidget(self.editor)
        self._whole = QWidget(self)
        column = self._column = QVBoxLayout(self._whole)
        column.setContentsMargins(GAP_L, GAP_M, GAP_L, GAP_M)
        column.setSpacing(GAP_M)
        column.addWidget(self.heading)
        column.addWidget(self._middle, 1)
        column.addWidget(self.prompts)
        column.addWidget(self.note)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._whole)
        column.setSpacing(GAP_S)

    def _fit(self) -> None:
        """In a low window or in large text the heading scrolls along and the notes show one line."""
        margins = self._column.contentsMargins()
        room = self.height() - margins.top() - margins.bottom() - 2 * self._column.spacing()
        width = self.width() - margins.left() - margins.right()
        heading = max(self.heading.heightForWidth(width), self.heading.minimumSizeHint().height())
        left = room - self.note.height_of(LINES)
        beside = self.prompts.least_height() + self._column.spacing()
        self.prompts.give_way(left - beside < SMALL_MIDDLE * theme.text_scale())
        if not self.prompts.isHidden():
            left -= beside
        scrolls = left - heading < FAIR_MIDDLE * theme.text_scale()
        self.note.set_lines(1 if scrolls and left < SMALL_MIDDLE * theme.text_scale() else LINES)
        over = left - (0 if scrolls else heading) - round(FAIR_MIDDLE * theme.text_scale())
        self.prompts.set_room(over + beside - self.prompts.head_height() - self._column.spacing())
        if scrolls is self._heading_scrolls:
            return
        self._heading_scrolls = scrolls
        if scrolls:
            self.sections.take_heading(self.heading)
        else:
            self._column.insertWidget(0, self.heading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new height."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._view is not None:
            self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen took this one's place: the note is left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.note.leave()


def as_form(view: LeadView) -> DetailsForm:
    """The details as they stand, as a person edits them."""
    return DetailsForm(
        first=view.first,
        last=view.last,
        full=view.full,
        phones=tuple(phone.typed or phone.e164 or phone.shown for phone in view.phones),
        emails=view.emails,
        address=view.address,
    )
