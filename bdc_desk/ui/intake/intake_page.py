"""The ways in (F6): mailboxes and folders, every mail and file that came in, what the providers send."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held
from bdc_desk.ui.intake.intake_feed import IntakeNews
from bdc_desk.ui.intake.item_detail import ItemDetail
from bdc_desk.ui.intake.item_list import ItemList
from bdc_desk.ui.intake.item_model import ItemModel
from bdc_desk.ui.intake.parts_bar import Part, PartsBar
from bdc_desk.ui.intake.providers_table import ProvidersTable
from bdc_desk.ui.intake.sources_box import SourcesBox
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.empty import EmptyState
from bdc_desk.ui.widgets.frames import column

LIST_SHARE, DETAIL_SHARE = 2, 3


class IntakePage(ChildPanel):
    """Shows what it is told, over the whole desk. `lead_asked(lead)` for Enter on a delivery,
    `columns_asked(IntakeItem)`, `item_chosen(IntakeItem or None)`, `files_chosen(paths)` to be read; the
    sources ask by `sources.asked`.
    """

    lead_asked = Signal(str)
    files_chosen = Signal(list)
    columns_asked = Signal(object)
    item_chosen = Signal(object)
    foot_keys = "J/K move · Home newest · Enter open the lead · Tab next · Esc close"

    def __init__(self, host: QWidget, foot: QWidget | None = None) -> None:
        """`host`: what it lies over, down to `foot` (the status bar)."""
        super().__init__(host, "")
        self._foot = foot
        self.title.setText(self.tr("Intake"))
        self.setAccessibleName(self.tr("Intake"))
        self._total = 0
        self._now = datetime.min.replace(tzinfo=UTC)
        self._zone: tzinfo = UTC
        self.sources = SourcesBox(self)
        self.add_mailbox = Button(self.tr("Add a mailbox"), self)
        self.add_folder = Button(self.tr("Add a folder"), self)
        self.open_files = Button(self.tr("Read files ..."), self)
        self.read_all = Button(self.tr("Read all now"), self)
        self.model = ItemModel(self._now, self._zone, self)
        self.list = ItemList(self.model, self)
        self.empty = EmptyState("", parent=self)
        self.detail = ItemDetail(self)
        self.providers = ProvidersTable(self)
        self.no_providers = EmptyState(
            self.tr("No leads in the last 30 days"),
            self.tr("Here stands how late and how damaged each source's leads arrive."),
            parent=self,
        )
        self.bar = PartsBar(self)
        self.parts = self.bar.buttons
        self._lay_out()
        self._connect()
        self.order_tabs()
        self.show_part(Part.ALL)

    def show_news(self, news: IntakeNews, now: datetime, zone: tzinfo) -> None:
        """Show what came in, as seen at `now` in the dealership's `zone`; what is chosen stays chosen."""
        self._now, self._zone = now, zone
        waited = not self.model.rowCount() and self.add_mailbox.hasFocus()
        self.model.set_time(now, zone)
        self.model.show_items(news.items)
        self.providers.show_figures(news.figures)
        self.bar.tell(news.items, news.total)
        self._total = news.total
        self._settle()
        if waited:  # it opened before anything was read
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Let time pass."""
        self._now, self._zone = now, zone
        self.model.set_time(now, zone)

    @property
    def part(self) -> Part:
        """The part that shows."""
        return self.bar.part

    def show_part(self, part: Part) -> None:
        """Show a part and press its button."""
        self.bar.show_part(part)
        if part is not Part.PROVIDERS:
            self.model.set_filter(self.bar.shown())
        self._settle()
        self.list.show_chosen()

    def start_anew(self) -> None:
        """The page opens: what was read just now is no longer what is asked for, what is to be looked at may
        well be.
        """
        if self.part is not Part.TO_LOOK_AT:
            self.show_part(Part.ALL)

    def remember_these(self, these: Callable[[IntakeItem], bool]) -> None:
        """Have a part ready for the deliveries of which `these` says yes: those dropped just now."""
        self.bar.remember_these(these)
        self.bar.tell(self.model.items(), self._total)
        if self.part is Part.THESE:
            self.show_part(Part.THESE)

    def show_these(self, these: Callable[[IntakeItem], bool]) -> None:
        """Show only these."""
        self.remember_these(these)
        self.show_part(Part.THESE)

    def first_field(self) -> QWidget:
        """The list, where there is something in it."""
        return self.list if self.model.rowCount() else self.add_mailbox

    def _settle(self) -> None:
        """After a change of rows: something is chosen, and what is empty says what to do."""
        empty = not self.model.rowCount()
        held = self.list.hasFocus()
        self.empty.say(*self._empty_words())
        self._list_stack.setCurrentWidget(self.empty if empty else self._both)
        if self.part is Part.PROVIDERS:
            self._stack.setCurrentWidget(self.providers if self.providers.rowCount() else self.no_providers)
        else:
            self._stack.setCurrentWidget(self._list_stack)
        self.list.choose_first()
        if held and empty:
            self.parts[self.part].setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty_words(self) -> tuple[str, str]:
        if self.part is Part.TO_LOOK_AT:
            return (
                self.tr("Nothing to look at"),
                self.tr(
                    "Every mail and file of the last 7 days could be read and has a number. Those without "
                    "would stand here."
                ),
            )
        if self.part is Part.REPAIRED:
            return (
                self.tr("Nothing was repaired"),
                self.tr("Leads that were read past damage, or whose columns were guessed, would stand here."),
            )
        if self.part is Part.THESE:
            return self.tr("Nothing came in by them"), self.tr("All shows the last 7 days.")
        return (
            self.tr("No mail and no file came in during the last 7 days"),
            self.tr("Add a mailbox or a folder above, or drop mails and files on the window."),
        )

    def _open_lead(self) -> None:
        item = self.list.item()
        if item is not None and item.lead is not None:
            self.close_panel()
            self.lead_asked.emit(item.lead)

    def _choose_files(self) -> None:
        """The system's own window for it, because the person asked for it by a click."""
        found, _ = QFileDialog.getOpenFileNames(self, self.tr("Mails and files to read"))
        if found:
            self.files_chosen.emit(found)

    def _ask_columns(self) -> None:
        item = self.list.item()
        if item is not None:
            self.columns_asked.emit(item)

    def _choose_item(self, item: IntakeItem | None) -> None:
        self.detail.show_item(item, self._now, self._zone)
        self.item_chosen.emit(item)

    def _connect(self) -> None:
        self.open_files.clicked.connect(self._choose_files)
        self.list.chosen.connect(self._choose_item)
        self.list.arrived_above.connect(self.bar.tell_new)
        self.bar.chosen.connect(self.show_part)
        self.bar.new_asked.connect(self.list.show_new)
        self.sources.rows_changed.connect(self.order_tabs)
        self.list.entered.connect(self._open_lead)
        self.detail.lead_asked.connect(self._open_lead)
        self.detail.columns_asked.connect(self._ask_columns)

    def _lay_out(self) -> None:
        self._both = QWidget(self)
        both = QHBoxLayout(self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(GAP_M)
        both.addWidget(self.list, LIST_SHARE)
        both.addWidget(self.detail, DETAIL_SHARE)
        self._list_stack, self._stack = QStackedWidget(self), QStackedWidget(self)
        for part in (self._both, self.empty):
            self._list_stack.addWidget(part)
        for part in (self._list_stack, self.providers, self.no_providers):
            self._stack.addWidget(part)
        whole = column()
        whole.addWidget(self.sources)
        whole.addSpacing(GAP_S)
        whole.addWidget(self.bar)
        whole.addWidget(self._stack, 1)
        self.body.addLayout(whole, 1)
        # Beside the title: a line of their own would be taken from the mails.
        heading = self._column.itemAt(0)
        if isinstance(heading, QHBoxLayout):
            for place, button in enumerate(self._tops(), start=1):
                heading.insertWidget(place, button)

    def _tops(self) -> tuple[Button, ...]:
        return self.add_mailbox, self.add_folder, self.open_files, self.read_all

    def order_tabs(self) -> None:
        """Let Tab go the way the eyes go: the title's buttons, sources, filters, list, the chosen one."""
        order = (
            *self._tops(),
            self._close,
            *self.sources.in_tab_order(),
            *self.parts.values(),
            self.list,
            *self.detail.in_tab_order(),
            self.providers,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the keyboard; in the list it opens the lead."""
        if is_enter(event):
            pressed_held(self)
        super().keyPressEvent(event)

    def place(self) -> None:
        """Over the whole host: a list, a mail and the sources need the room."""
        host = self.parentWidget()
        if host is not None:
            room = host.rect().adjusted(GAP_M, GAP_M, -GAP_M, -GAP_M)
            if self._foot is not None:
                room.setBottom(min(room.bottom(), self._foot.geometry().top() - GAP_XS))
            self.setGeometry(room)
