"""The ways in (F6): mailboxes and folders, every mail and file that came in, what the providers send."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held
from bdc_desk.ui.intake.intake_feed import IntakeNews
from bdc_desk.ui.intake.intake_words import is_to_look_at
from bdc_desk.ui.intake.item_detail import ItemDetail
from bdc_desk.ui.intake.item_list import ItemList
from bdc_desk.ui.intake.item_model import ItemModel, everything
from bdc_desk.ui.intake.providers_table import ProvidersTable
from bdc_desk.ui.intake.sources_box import SourcesBox
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.empty import EmptyState
from bdc_desk.ui.widgets.frames import column, row
from bdc_desk.ui.widgets.plain import Label

LIST_SHARE, DETAIL_SHARE = 2, 3


class Part(StrEnum):
    """What of the page's lower half shows."""

    ALL = "all"
    TO_LOOK_AT = "to look at"
    THESE = "these"
    """What was dropped just now."""
    PROVIDERS = "providers"


class IntakePage(ChildPanel):
    """Shows what it is told, over the whole desk. `lead_asked(lead)` for Enter on a delivery,
    `columns_asked(IntakeItem)`, `item_chosen(IntakeItem or None)`, `files_chosen(paths)` to be read; the
    sources ask by `sources.asked`.
    """

    lead_asked = Signal(str)
    files_chosen = Signal(list)
    columns_asked = Signal(object)
    item_chosen = Signal(object)

    def __init__(self, host: QWidget, foot: QWidget | None = None) -> None:
        """`host`: what it lies over, down to `foot` (the status bar)."""
        super().__init__(host, "")
        self._foot = foot
        self.title.setText(self.tr("Intake"))
        self.setAccessibleName(self.tr("Intake"))
        self._now = datetime.min.replace(tzinfo=UTC)
        self._zone: tzinfo = UTC
        self._these: Callable[[IntakeItem], bool] = everything
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
        self._span = Label(self.tr("The last 7 days, newest first"), self, size=9, role="muted")
        self.part = Part.ALL
        self.parts = self._part_buttons()
        self._lay_out()
        self._connect()
        self.show_part(Part.ALL)

    def show_news(self, news: IntakeNews, now: datetime, zone: tzinfo) -> None:
        """Show what came in, as seen at `now` in the dealership's `zone`; what is chosen stays chosen."""
        self._now, self._zone = now, zone
        waited = not self.model.rowCount() and self.add_mailbox.hasFocus()
        self.model.set_time(now, zone)
        self.model.show_items(news.items)
        self.providers.show_figures(news.figures)
        self._tell_counts()
        self._settle()
        if waited:  # it opened before anything was read
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Let time pass."""
        self._now, self._zone = now, zone
        self.model.set_time(now, zone)

    def show_part(self, part: Part) -> None:
        """Show a part and press its button."""
        self.part = part
        self.parts[part].setChecked(True)
        self._span.setVisible(part is not Part.PROVIDERS)
        shown = {Part.TO_LOOK_AT: is_to_look_at, Part.THESE: self._these}.get(part, everything)
        if part is not Part.PROVIDERS:
            self.model.set_filter(shown)
        self._settle()

    def remember_these(self, these: Callable[[IntakeItem], bool]) -> None:
        """Have a part ready for the deliveries of which `these` says yes: those dropped just now."""
        self._these = these
        self.parts[Part.THESE].show()
        self._tell_counts()
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
                    "Every mail and file of the last 7 days was read well. Damaged ones would stand here."
                ),
            )
        if self.part is Part.THESE:
            return self.tr("Nothing came in by them"), self.tr("All shows the last 7 days.")
        return (
            self.tr("No mail and no file came in during the last 7 days"),
            self.tr("Add a mailbox or a folder above, or drop mails and files on the window."),
        )

    def _tell_counts(self) -> None:
        items = self.model.items()
        to_look_at = sum(1 for item in items if is_to_look_at(item))
        these = sum(1 for item in items if self._these(item))
        self.parts[Part.ALL].set_text(self.tr("All {count}").format(count=f"{len(items):,}"))
        self.parts[Part.TO_LOOK_AT].set_text(self.tr("To look at {count}").format(count=f"{to_look_at:,}"))
        self.parts[Part.THESE].set_text(self.tr("Just read {count}").format(count=f"{these:,}"))

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
        self.list.entered.connect(self._open_lead)
        self.detail.lead_asked.connect(self._open_lead)
        self.detail.columns_asked.connect(self._ask_columns)

    def _part_buttons(self) -> dict[Part, Button]:
        texts = {
            Part.ALL: self.tr("All {count}").format(count=0),
            Part.TO_LOOK_AT: self.tr("To look at {count}").format(count=0),
            Part.THESE: self.tr("Just read {count}").format(count=0),
            Part.PROVIDERS: self.tr("Per provider, 30 days"),
        }
        group, made = QButtonGroup(self), {}
        for part, text in texts.items():
            button = Button(text, self, checkable=True)
            button.clicked.connect(lambda _checked=False, part=part: self.show_part(part))
            group.addButton(button)
            made[part] = button
        made[Part.THESE].hide()
        return made

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
        parts = row(*self.parts.values(), spacing=GAP_XS)
        parts.addStretch(1)
        parts.addWidget(self._span)
        whole = column()
        whole.addWidget(self.sources)
        whole.addSpacing(GAP_S)
        whole.addLayout(parts)
        whole.addWidget(self._stack, 1)
        self.body.addLayout(whole, 1)
        heading = self._column.itemAt(
            0
        )  # beside the title: a line of their own would be taken from the mails
        if isinstance(heading, QHBoxLayout):
            for place, button in enumerate(
                (self.add_mailbox, self.add_folder, self.open_files, self.read_all), start=1
            ):
                heading.insertWidget(place, button)

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
