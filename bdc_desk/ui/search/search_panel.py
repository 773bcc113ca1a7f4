"""One field that finds every customer: results as one types, arrows and Enter go to the lead (Ctrl+F)."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from bdc_desk.operations.searching import Found
from bdc_desk.ui import words
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.search.found_list import ROWS_SEEN, FoundList
from bdc_desk.ui.translation import translate
from bdc_desk.ui.widgets.empty import EmptyState
from bdc_desk.ui.widgets.plain import ElidedLabel

LONGEST = 200
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS_SEEN,
    Qt.Key.Key_PageUp: -ROWS_SEEN,
}


class _Pages(QStackedWidget):
    """As high with few rows or none as with many: the panel must not jump at every key."""

    def __init__(self, highest: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._highest = highest
        self.addWidget(highest)

    def sizeHint(self) -> QSize:
        """As the highest page asks for."""
        return self._highest.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Not even as high as its words."""
        return False


class SearchPanel(ChildPanel):
    """`searched(text)` as one types (answer with `show_found` or `show_fault`), `entered` for Enter,
    `taken(lead)` for a click.
    """

    searched = Signal(str)
    entered = Signal()
    taken = Signal(str)
    foot_keys = "Arrows choose · Enter go to the lead · Ctrl+N caller · Esc back"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=680)
        self.title.setText(self.tr("Find a customer"))
        self.setAccessibleName(self.tr("Find a customer"))
        self._text = ""
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(self.tr("Name, number, email or car"))
        self.field.setAccessibleName(self.tr("Name, number, email or car"))
        self.results = FoundList(self)
        self.empty = EmptyState("", "", self)
        self.foot = ElidedLabel(parent=self, size=9, role="muted")
        self._shown = _Pages(self.results, self)
        self._shown.addWidget(self.empty)
        self.body.addWidget(self.field)
        self.body.addWidget(self._shown, 1)
        self.body.addWidget(self.foot)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.searched)
        self.results.taken.connect(self.taken)
        self.show_nothing()

    def open_search(self) -> None:
        """Take the keyboard, with what was searched for last, to be typed over."""
        self.open_panel()
        self.field.selectAll()
        self.searched.emit(self.field.text())

    def show_nothing(self) -> None:
        """Nothing is typed: say what can be found."""
        self.results.show_nothing()
        self.empty.say(
            self.tr("Type a name, a number, an email address or a car."),
            self.tr(
                "Three digits in a row are enough for a number, the first letters for a word. "
                "Closed leads are found too."
            ),
        )
        self._show(self.empty, "")

    def show_found(self, text: str, found: tuple[Found, ...], most: int, now: datetime, zone: tzinfo) -> None:
        """Show who was found for `text`; `most`: how many are looked for at all."""
        self.results.show_found(found, now, zone, keep_choice=text == self._text)
        self._text = text
        if not found:
            self.empty.say(
                self.tr("Nothing found for “{text}”.").format(text=breakable(text)),
                self.tr("Ctrl+N takes a new caller, Ctrl+Shift+N a visitor, with what you typed."),
            )
            self._show(self.empty, "")
            return
        count = translate("Found", "{n} customer(s)", "", len(found))
        if len(found) >= most:
            count = self.tr("The best {count}; type more to narrow it").format(count=f"{most:,}")
        self._show(self.results, words.dotted(count, self.tr("arrows choose, Enter goes to the lead")))

    def show_fault(self, why: str) -> None:
        """Say why nothing could be searched."""
        self.results.show_nothing()
        self.empty.say(why)
        self._show(self.empty, "")

    def first_field(self) -> QWidget:
        """The field."""
        return self.field

    def _show(self, page: QWidget, foot: str) -> None:
        self._shown.setCurrentWidget(page)
        self.foot.set_text(foot or self.tr("Esc goes back to where you were"))
        said = foot if page is self.results else page.accessibleName()
        self.field.setAccessibleDescription(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field arrows and page keys move the choice, Enter takes it."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in STEPS:
                self.results.step(STEPS[Qt.Key(event.key())])
                chosen = self.results.currentIndex()
                if chosen.isValid():
                    self.field.setAccessibleDescription(self.results.sentence(chosen.row()))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)
