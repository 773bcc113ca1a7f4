"""The queue's panel: what is open, the filters, the list."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from bdc_desk.cadence.queue import Badge, QueueRow
from bdc_desk.ui import words
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.queue.model import Filter, QueueModel
from bdc_desk.ui.queue.order import RowOrder
from bdc_desk.ui.queue.row_words import Age
from bdc_desk.ui.queue.view import QueueView
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, number_words, translate
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, row
from bdc_desk.ui.widgets.plain import ElidedLabel

FILTERS = (
    (Filter.ALL, QT_TRANSLATE_NOOP("QueueFilters", "All")),
    (Filter.MINE, QT_TRANSLATE_NOOP("QueueFilters", "Mine")),
    (Filter.CALLBACKS, QT_TRANSLATE_NOOP("QueueFilters", "Callbacks")),
)


class QueuePanel(Card):
    """Shows rows it is given and says which lead the person selected. It asks nobody for anything."""

    selected = Signal(str)
    """The lead now selected, or ""."""
    filtered = Signal(str)
    """The name of the filter that the person chose."""

    def __init__(self, age: Age, now: datetime, person: str = "", parent: QWidget | None = None) -> None:
        """`age`: a row's age in opening time at a moment. `person`: whose leads "Mine" shows."""
        super().__init__(parent=parent)
        self._person = person
        self.model = QueueModel(age, now, self)
        self.view = QueueView(self.model)
        self._title = ElidedLabel(self.tr("Queue"), size=11, bold=True)
        self._buttons = QButtonGroup(self)
        self.body.addWidget(self._title)
        self.body.addLayout(row(*self._filter_buttons(), spacing=GAP_XS))
        self.body.addWidget(self.view, 1)
        self.view.announcement.setParent(self)
        self.view.announcement.hide()
        self.view.selected.connect(self.selected)
        self.view.arrived_above.connect(lambda _count: self._place_announcement())
        self._tell_counts()

    def reset_rows(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Show these rows instead of all there were."""
        self.model.reset_rows(rows, now)
        self._tell_counts()

    def reset_order(self, order: RowOrder, now: datetime) -> None:
        """The same for rows that were put in order elsewhere (see the model)."""
        self.model.reset_order(order, now)
        self._tell_counts()

    def upsert(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Add rows or renew those with the same lead."""
        self.model.upsert(rows, now)
        self._tell_counts()

    def remove(self, leads: Iterable[str]) -> None:
        """Take leads out of the queue."""
        self.model.remove(leads)
        self._tell_counts()

    def tick(self, now: datetime) -> None:
        """Let time pass: marks, moves, and the clocks that show."""
        self.view.tick(now)
        self._tell_counts()

    def select(self, lead: str) -> bool:
        """Select a lead; when the filter hides it the whole queue is shown. False when it is not open."""
        if self.model.row(lead) is None:
            return False
        if self.model.row_of(lead) is None:
            self.set_filter(Filter.ALL)
        return self.view.select(lead)

    def set_filter(self, name: Filter) -> None:
        """Show a part of the queue and press its button."""
        self._buttons.button(list(Filter).index(name)).setChecked(True)
        self.model.set_filter(name, self._person)

    def set_person(self, person: str) -> None:
        """Change whose leads "Mine" shows."""
        self._person = person
        self.model.set_filter(self.model.filter, person)

    def set_age(self, age: Age) -> None:
        """From now on a row's age in opening time is told by this."""
        self.model.set_age(age)

    def set_zone(self, zone: str) -> None:
        """The dealership's time zone (IANA)."""
        self.model.set_zone(zone)

    def set_people(self, people: Mapping[str, str]) -> None:
        """The names of the dealership's people by id."""
        self.model.set_people(people)

    def set_holders(self, holders: Mapping[str, Holder]) -> None:
        """Who has which customer in hand, by customer."""
        self.model.set_holders(holders)

    def set_suggested(self, lead: str | None) -> None:
        """Mark the call suggested next."""
        self.model.set_suggested(lead)

    def _place_announcement(self) -> None:
        """Over the end of the title's line, where it hides no row."""
        said = self.view.announcement
        taken = said.width() + GAP_S if not said.isHidden() else 0
        self._title.setContentsMargins(0, 0, taken, 0)
        self._title.set_text(self._title.whole_text())
        top = self._title.geometry().center().y() - said.height() // 2
        said.move(self.width() - said.width() - GAP_M, max(0, top))
        said.raise_()

    def _filter_buttons(self) -> list[Button]:
        made = []
        for number, (name, text) in enumerate(FILTERS):
            button = Button(translate("QueueFilters", text), checkable=True)
            button.setChecked(name is Filter.ALL)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the queue
            button.clicked.connect(lambda _checked=False, name=name: self._choose(name))
            self._buttons.addButton(button, number)
            made.append(button)
        return made

    def _choose(self, name: Filter) -> None:
        self.set_filter(name)
        self.filtered.emit(name.value)

    def _tell_counts(self) -> None:
        escalated = self.model.badge_count(Badge.ESCALATED)
        said = words.dotted(
            self.tr("Queue"),
            self.tr("{count} open").format(count=number_words(self.model.open_count())),
            self.tr("{count} escalated").format(count=number_words(escalated)) if escalated else "",
        )
        if said != self._title.whole_text():
            self._title.set_text(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the announcement in its place."""
        super().resizeEvent(event)
        self._place_announcement()
