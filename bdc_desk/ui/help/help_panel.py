"""The user guide in the window: contents and search at the left, the page at the right (F1)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QSizePolicy, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.help.guide import Page, found_in
from bdc_desk.ui.help.page_view import PageView
from bdc_desk.ui.tokens import GAP_L, GAP_M
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import column, row
from bdc_desk.ui.widgets.plain import ElidedLabel

CONTENTS_WIDTH = 250
LONGEST = 60
FOOT = 28
"""Pixels of the window's foot at text scale 1, where the keys stand."""
BACK_KEY = "Alt+Left"


class HelpPanel(ChildPanel):
    """The field keeps the keyboard: arrows choose a page, page keys scroll it, letters search."""

    page_shown = Signal(str)
    foot_keys = "Type to search · Up/Down page · PgUp/PgDn scroll · Tab links · Esc back"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=1040)
        self.title.setText(self.tr("Help"))
        self.setAccessibleName(self.tr("Help"))
        self._pages: tuple[Page, ...] = ()
        self._listed: tuple[Page, ...] = ()
        self._now = ""
        self._before: list[str] = []
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(self.tr("Search the guide"))
        self.field.setAccessibleName(self.tr("Search the guide"))
        self._titles = QStringListModel(self)
        self.contents = QListView(self)
        self.contents.setModel(self._titles)
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.contents.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = Button(self.tr("Back"), self, key=BACK_KEY, role="quiet")
        self.page = PageView(self)
        self.foot = ElidedLabel(parent=self, size=9, role="muted")
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.contents.clicked.connect(lambda index: self._choose(index.row()))
        self.page.page_asked.connect(self.show_page)
        self.back.clicked.connect(self.go_back)

    def show_guide(self, pages: Sequence[Page], name: str) -> None:
        """Show these pages, beginning at the one of that name."""
        self._pages = tuple(pages)
        self._before.clear()
        self._now = ""
        self.field.clear()
        self._list(self._pages)
        self.show_page(name)

    def show_page(self, name: str) -> None:
        """Go to a page, also where the search does not list it; "Back" comes here again."""
        page = next((page for page in self._pages if page.name == name), None)
        if page is None:
            return
        if page not in self._listed:
            self.field.clear()
        if self._now and self._now != name:
            self._before.append(self._now)
        self._show(page)

    def go_back(self) -> None:
        """The page before."""
        if self._before:
            name, self._now = self._before.pop(), ""
            self.show_page(name)

    @property
    def shown(self) -> str:
        """The name of the page that is read."""
        return self._now

    def titles(self) -> list[str]:
        """What the contents list."""
        return [page.title for page in self._listed]

    def first_field(self) -> QWidget:
        """The search."""
        return self.field

    def _show(self, page: Page) -> None:
        self._now = page.name
        self.page.show_text(page.text)
        self.page.mark(self.field.text().strip())
        self.page.setAccessibleName(page.title)
        self.field.setAccessibleDescription(page.title)
        self.back.setEnabled(bool(self._before))
        if page in self._listed:
            self.contents.setCurrentIndex(self._titles.index(self._listed.index(page)))
        self.page_shown.emit(page.name)

    def _search(self, typed: str) -> None:
        found = found_in(self._pages, typed)
        self._list(found)
        if not found:
            self.page.mark("")
            self.foot.set_text(self.tr("No page has all these words."))
            return
        now = next((page for page in found if page.name == self._now), None)
        self._show(found[0] if typed.strip() or now is None else now)

    def _list(self, pages: tuple[Page, ...]) -> None:
        self._listed = pages
        self._titles.setStringList(self.titles())
        self.foot.set_text(
            self.tr("Works without a network. What you do not find here, the palette may: Ctrl+K.")
        )

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._listed):
            self.show_page(self._listed[place].name)

    def _step(self, by: int) -> None:
        here = self.contents.currentIndex().row()
        self._choose(min(max(here + by, 0), len(self._listed) - 1))

    def _lay_out(self) -> None:
        self.contents.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        left = column(self.field, self.contents)
        whole = row(spacing=GAP_M)
        whole.addLayout(left)
        whole.addWidget(self.page, 1)
        below = row(self.back, self.foot)
        below.setStretch(1, 1)
        self.body.addLayout(whole, 1)
        self.body.addLayout(below)
        self._set_widths()

    def _set_widths(self) -> None:
        wide = round(CONTENTS_WIDTH * min(theme.text_scale(), 1.5))
        self.field.setFixedWidth(wide)
        self.contents.setFixedWidth(wide)

    def place(self) -> None:
        """As large as its host lets it, because a page is read; the window's foot stays in sight."""
        super().place()
        host = self.parentWidget()
        if host is not None:
            foot = GAP_L + round(FOOT * theme.text_scale())
            self.setGeometry(self.x(), GAP_L, self.width(), host.height() - GAP_L - foot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field arrows choose a page and page keys scroll it."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if alt and event.key() == Qt.Key.Key_Left:
                self.go_back()
                return True
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
            if event.key() in pages:
                self.page.scroll_pages(pages[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and Left go back, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go_back()
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The contents grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_widths()
