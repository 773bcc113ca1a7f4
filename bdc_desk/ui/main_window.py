"""The agent's window: call bar, queue, lead, templates, status bar. It lays out and knows no operation.

Its frame stands before its panels are imported (design.md, Speed): what is imported here costs the first
frame, so the panels are not.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from bdc_desk.ui import theme
from bdc_desk.ui.app_icon import application_icon
from bdc_desk.ui.intake.dropped import is_welcome, what_was_dropped
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from bdc_desk.ui.call.child_panel import ChildPanel
    from bdc_desk.ui.queue.row_words import Age

NARROW = 1200
"""Below this width the templates become a tab beside the lead (ux.md)."""
NARROWS = 0.7
"""How much of the text's growth the window must share before three columns fit beside each other."""
KEYS = QT_TRANSLATE_NOOP(
    "MainWindow",
    "J/K move · Space next · F5 call · 1-9 outcome · N note · B callback · E emails · F2 details · "
    "F6 intake · F8 break · Ctrl+F find · Ctrl+N caller · Ctrl+Enter close",
)
NUMBER_SHARE = 0.13
"""Of the window's height, for the figures of the number to dial."""
QUEUE_WIDTH, TEMPLATES_WIDTH = 392, 292
DEFAULT_SIZE = 1280, 720


class MainWindow(QMainWindow):
    """All panels in their places. `closing` is emitted before the window closes, `dropped` with paths of
    dropped files, `mails_dropped` with dropped mails and texts (name, bytes), `drop_refused` with why not.
    """

    closing = Signal()
    dropped = Signal(list)
    mails_dropped = Signal(list)
    drop_refused = Signal(str)

    def __init__(self, age: "Age | None" = None, now: datetime | None = None, person: str = "") -> None:
        """The window with its panels, see `furnish`; without `age` and `now` the frame alone."""
        super().__init__()
        self.setWindowTitle("BDC Desk")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; who says no says why in the window, or hides it."""
        self.is_furnished = False
        """Whether the panels are there."""
        self.resize(*DEFAULT_SIZE)
        if age is not None and now is not None:
            self.furnish(age, now, person)

    def furnish(self, age: "Age", now: datetime, person: str = "") -> None:
        """Put the panels into the frame, once. `age`: a row's age in opening time; `person`: whose leads
        "Mine" shows. On the screen they are from `show_page` on.
        """
        from bdc_desk.ui.focus_keeper import FocusKeeper  # noqa: PLC0415 - after the first frame
        from bdc_desk.ui.furniture import furniture_on  # noqa: PLC0415 - after the first frame

        self.desk = QWidget()
        made = furniture_on(self.desk, age, now, person, self.tr(KEYS))
        self.call_bar, self.queue, self.lead = made.call_bar, made.queue, made.lead
        self.templates, self.status = made.templates, made.status
        self.notices, self.notice, self.banner = made.notices, made.notice, made.banner
        self.progress, self.intake_banner = made.progress, made.intake_banner
        self.callback_picker, self.closing_menu = made.callback_picker, made.closing_menu
        self._side: QTabWidget | None = None
        self._lay_out()
        self.is_furnished = True
        self.pages.addWidget(self.desk)
        self.keyboard = FocusKeeper(self, self.pages, self.desk, lambda: self.queue.view, (self.lead.editor,))
        self.keyboard.panel_moved.connect(self._show_keys)

    def show_page(self, page: QWidget) -> None:
        """Show a page instead of the desk (the set-up), or the desk again."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def focus_queue(self) -> None:
        """Give the keyboard back to the queue, because the person left a field."""
        self.queue.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lead(self) -> None:
        """Bring the lead into view where it is a tab."""
        if self._side is not None:
            self._side.setCurrentWidget(self.lead)

    def show_templates(self) -> None:
        """Bring the templates into view where they are a tab."""
        if self._side is not None:
            self._side.setCurrentWidget(self.templates)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self.desk)
        whole.setContentsMargins(GAP_M, GAP_M, GAP_M, GAP_S)
        whole.setSpacing(GAP_S)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP_S)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(GAP_S)
        self._middle.addWidget(self.call_bar.big_number)
        self._middle.addWidget(self.lead, 1)
        self._columns.addWidget(self.queue)
        self._columns.addLayout(self._middle, 1)
        self._columns.addWidget(self.templates)
        whole.addWidget(self.call_bar)
        whole.addLayout(self._columns, 1)
        whole.addWidget(self.status)
        self._set_widths()

    def _set_widths(self) -> None:
        """The side columns grow with the text, the lead takes the rest."""
        scale = self._text_scale()
        room = self.width()
        self.queue.setFixedWidth(int(min(QUEUE_WIDTH * scale, room * 0.36)))
        self.templates.setMinimumWidth(0)
        if self._side is None:
            self.templates.setFixedWidth(int(min(TEMPLATES_WIDTH * scale, room * 0.30)))
        else:
            self.templates.setMaximumWidth(16_777_215)

    def _show_keys(self, panel: "ChildPanel | None") -> None:
        """The foot tells the keys of what has the keyboard."""
        self.status.show_keys(self.tr(KEYS) if panel is None else translate("FootKeys", panel.foot_keys))

    def _text_scale(self) -> float:
        return max(1.0, theme.text_scale())

    def rearrange(self) -> None:
        """Lay out anew after the text's size changed."""
        self._arrange()

    def _arrange(self) -> None:
        """Templates beside the lead, or as a tab where the window is narrow."""
        held = QApplication.focusWidget()
        was_narrow = self._side is not None
        narrow = self.width() < NARROW * (1 + (self._text_scale() - 1) * NARROWS)
        if narrow and self._side is None:
            self._side = QTabWidget(self.desk)
            self._side.setDocumentMode(True)
            self._side.addTab(self.lead, self.tr("Lead"))
            self._side.addTab(self.templates, self.tr("Email templates"))
            self._middle.addWidget(self._side, 1)
            self._side.show()
        elif not narrow and self._side is not None:
            side, self._side = self._side, None
            self._middle.addWidget(self.lead, 1)
            self._columns.addWidget(self.templates)
            self.lead.show()
            self.templates.show()
            side.deleteLater()
        self._set_widths()
        if narrow != was_narrow:
            self._put_below(held)

    def _put_below(self, held: QWidget | None) -> None:
        """What moved to another parent would lie over panels and banners, and has lost the keyboard."""
        for moved in (self._side,) if self._side is not None else (self.lead, self.templates):
            moved.lower()
        mine = held is not None and (self.lead.isAncestorOf(held) or self.templates.isAncestorOf(held))
        if held is not None and mine and held.isVisible():
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        if self.is_furnished:
            self._fit()

    def _fit(self) -> None:
        self.call_bar.big_number.digits.set_tallest(int(self.height() * NUMBER_SHARE))
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everybody put away what is being typed; or stay."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, mails and text from elsewhere are welcome."""
        if is_welcome(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        if not is_welcome(event):
            return
        # Never a move: after one the mail program would delete its mail.
        copies = bool(event.possibleActions() & Qt.DropAction.CopyAction)
        event.setDropAction(Qt.DropAction.CopyAction if copies else Qt.DropAction.IgnoreAction)
        event.accept()
        found = what_was_dropped(event.mimeData())
        if found.paths:
            self.dropped.emit(list(found.paths))
        if found.pieces:
            self.mails_dropped.emit(list(found.pieces))
        if found.why:
            self.drop_refused.emit(found.why)
