"""A caller or a visitor, written down while they speak: three fields first, all of it by keyboard."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.operations.counter import CounterForm
from bdc_desk.operations.searching import KnownCustomer
from bdc_desk.ui import theme
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.counter.known_box import KnownBox
from bdc_desk.ui.counter.ways import Way, Ways, known_words, save_only, warning_words, ways_for
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LONGEST = 200
LONGEST_WORDS = 20_000
WORD_LINES = 3
MOST_KNOWN = 6
"""Customers of one number that are offered, the latest first: more would fill the window."""


class CounterPanel(ChildPanel):
    """Collects what is typed; looks nothing up and writes nothing.

    `number_typed(text)` asks who has the number (answer with `show_known`); `typed` after each change;
    `saved(CounterForm, lead or None)` asks to save (answer with `take_out` or `show_fault`); `cleared`.
    """

    number_typed = Signal(str)
    typed = Signal()
    saved = Signal(object, object)
    cleared = Signal()
    foot_keys = "Enter save · Tab next field · Esc close, keeps what is typed"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=600)
        self.kind = LeadKind.PHONE_UP
        self._known: Sequence[KnownCustomer] = ()
        self._when: tuple[datetime, tzinfo] | None = None
        self._ways: Ways = save_only()
        self._filling = False
        self._content = QWidget(self)
        self._scroll = FittingScroll(self._content, self)
        self.name = self._field(self.tr("Name"))
        self.number = self._field(self.tr("Number"))
        self.wanted = self._field(self.tr("Car wanted"))
        self.email = self._field(self.tr("Email"))
        self.words = QPlainTextEdit(self._content)
        self.words.setAccessibleName(self.tr("What was said"))
        self.words.setTabChangesFocus(True)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._changed)
        self.known = KnownBox(self._content)
        self.kept = Label(parent=self, size=9, role="muted", wrap=True)
        self.fault = Label(parent=self, role="error", wrap=True)
        self.save = Button("", self, key=self.tr("Enter"), role="primary")
        self.other = Button("", self)
        self.clear = Button(self.tr("Clear"), self, role="quiet")
        self._lay_out()
        self.name.textChanged.connect(self._show_ways)
        self.number.textChanged.connect(self._number_changed)
        self.known.chosen.connect(self._take_choice)
        self.known.choices.moved.connect(self._scroll.ensureWidgetVisible)
        self.known.left_upwards.connect(self.number.setFocus)
        self.save.clicked.connect(self.take_first)
        self.other.clicked.connect(lambda: self._take(self._ways.ways[1]))
        self.clear.clicked.connect(self._clear)

    def open_for(self, form: CounterForm, *, typed_before: bool = False) -> None:
        """Show the form and take the keyboard. `typed_before`: some of it was typed here before."""
        caller = form.kind is LeadKind.PHONE_UP
        title = self.tr("Somebody calls") if caller else self.tr("Somebody walks in")
        self.title.setText(title)
        self.setAccessibleName(title)
        self.fill(form)
        kept = self.tr("You typed this before and have not saved it. Clear empties the form.")
        self.kept.setText(kept if typed_before else "")
        self.kept.setVisible(typed_before)
        self.open_panel()

    def fill(self, form: CounterForm) -> None:
        """Put these words into the fields."""
        self.kind, self._filling = form.kind, True
        for field, text in self._pairs(form):
            field.setText(text)
        self.words.setPlainText(form.words)
        self._filling = False
        self._known = ()
        self.show_fault("")
        self._show_ways()
        self._number_changed()

    def form(self) -> CounterForm:
        """What stands in the fields now."""
        return CounterForm(
            self.kind,
            name=self.name.text().strip(),
            number=self.number.text().strip(),
            wanted=self.wanted.text().strip(),
            email=self.email.text().strip(),
            words=self.words.toPlainText()[:LONGEST_WORDS].strip(),
        )

    def show_known(self, known: Sequence[KnownCustomer], now: datetime, zone: tzinfo) -> None:
        """Say who has the number that is typed; nobody: it is new. `zone`: the dealership's."""
        self._known, self._when = known[:MOST_KNOWN], (now, zone)
        self._show_ways()

    def is_new_to(self, known: Sequence[KnownCustomer]) -> bool:
        """Whether that is news to the person: Enter pressed before it came must not act on it."""
        return [one.customer for one in known[:MOST_KNOWN]] != [one.customer for one in self._known]

    def show_fault(self, why: str) -> None:
        """Say why it could not be saved; "" clears it. The fields stay as they are."""
        self.fault.setText(why)
        self.fault.setVisible(bool(why))
        for button in (self.save, self.other, self.clear):
            button.setEnabled(True)

    def take_first(self) -> None:
        """Enter: the first way to save, or the list where it is not said who it is."""
        if self._ways.undecided:
            self.known.focus_first()
        else:
            self._take(self._ways.ways[0])

    def first_field(self) -> QWidget:
        """The first of the three fields that is empty."""
        fields = (self.name, self.number, self.wanted)
        return next((field for field in fields if not field.text()), self.name)

    def _take_choice(self, place: int) -> None:
        self._take(self._ways.ways[place])

    def _take(self, way: Way) -> None:
        if not self.save.isEnabled():
            return  # it is being saved: twice would be two enquiries
        form = self.form()
        if way.onto is None and not form.name and way.name:
            form = CounterForm(form.kind, way.name, form.number, form.wanted, form.email, form.words)
        for button in (self.save, self.other, self.clear):
            button.setEnabled(False)
        self.saved.emit(form, way.onto)

    def _number_changed(self) -> None:
        if not self._filling:
            self.number_typed.emit(self.number.text().strip())

    def _changed(self) -> None:
        if not self._filling:
            self.kept.hide()
            self.typed.emit()
            self._show_clear()

    def _show_clear(self) -> None:
        self.clear.setVisible(is_typed(self.form()))

    def _show_ways(self) -> None:
        name, known = self.name.text(), self._known
        several = len(known) > 1
        self._ways = ways_for(name, known, *self._when) if self._when else save_only()
        said = known_words(name, known, *self._when) if self._when else ""
        self.known.show_known(said, warning_words(known))
        self.number.setAccessibleDescription(self.known.accessibleName())
        self.known.show_ways(self._ways.ways if several else ())
        first = self._ways.ways[0]
        if self._ways.undecided:
            self.save.set_text(self.tr("Choose who it is"))
        elif several and first.who:
            self.save.set_text(self.tr("Save for {who}").format(who=first.name or first.label))
        else:
            self.save.set_text(first.label)
        self.other.setVisible(not several and len(self._ways.ways) > 1)
        self.other.set_text(self._ways.ways[1].label if len(self._ways.ways) > 1 else "")
        self._show_clear()

    def _clear(self) -> None:
        self.fill(CounterForm(self.kind, "", "", ""))
        self.kept.hide()
        self.cleared.emit()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pairs(self, form: CounterForm) -> tuple[tuple[QLineEdit, str], ...]:
        return (
            (self.name, form.name),
            (self.number, form.number),
            (self.wanted, form.wanted),
            (self.email, form.email),
        )

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit(self._content)
        made.setMaxLength(LONGEST)
        made.setAccessibleName(name)
        made.textChanged.connect(self._changed)
        made.installEventFilter(self)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        optional = self.tr("optional")
        self.email.setPlaceholderText(optional)
        self.words.setPlaceholderText(self.tr("optional; Shift+Enter begins a new line"))
        fields = (self.name, self.number, self.wanted, self.email, self.words)
        for place, field in enumerate(fields):
            label = Label(field.accessibleName(), self._content, role="muted")
            label.setContentsMargins(0, GAP_S if field is self.words else 0, 0, 0)
            top = Qt.AlignmentFlag.AlignTop if field is self.words else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label, place, 0, top)
            grid.addWidget(field, place, 1)
        grid.setColumnStretch(1, 1)
        buttons = row(self.save, self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.clear)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, GAP_S, 0)
        column.setSpacing(GAP_S)
        column.addLayout(grid)
        column.addWidget(self.known)
        column.addStretch(1)
        self.body.addWidget(self.kept)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.fault)
        self.body.addLayout(buttons)
        self._fit()

    def _fit(self) -> None:
        self.words.setFixedHeight(WORD_LINES * theme.metrics(10).lineSpacing() + 20)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height of the words to the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In what was said Enter saves too, with Shift it begins a new line; in the fields Down goes to the
        choice of who it is.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if watched is self.words and plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.take_first()
                return True
            if isinstance(watched, QLineEdit) and event.key() == Qt.Key.Key_Down and self.known.has_choice:
                self.known.focus_first()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Escape closes and keeps what was typed."""
        held = QApplication.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if isinstance(held, QAbstractButton):
                held.click()
            else:
                self.take_first()
            event.accept()
        else:
            super().keyPressEvent(event)


def is_typed(form: CounterForm) -> bool:
    """Whether anything stands in the form."""
    return any((form.name, form.number, form.wanted, form.email, form.words))
