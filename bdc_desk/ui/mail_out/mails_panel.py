"""Emails on their way, those of which nobody knows whether they left, and those that came back: one list,
each with what can be done.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held
from bdc_desk.ui.intake.following_scroll import FollowingScroll
from bdc_desk.ui.mail_out.mail_line import LineWay
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.empty import EmptyState
from bdc_desk.ui.widgets.frames import Card, row
from bdc_desk.ui.widgets.plain import Label

MOST_WAYS = 4
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
COPY = "copy"
"""The way that copies the details; the panel does it itself."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail of the list. `id`: what is reported with a way that is pressed; `title` who and which email;
    `words` how it stands, `advice` what to do; `details`: a server's own words, to copy.
    """

    id: str
    lead: str
    title: str
    words: str
    advice: str = ""
    details: str = ""
    ways: tuple[LineWay, ...] = ()


class _WayButton(Button):
    """Up and Down go from mail to mail: Qt would go to the button beside this one, or scroll."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the arrows to the list."""
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
            event.accept()
        else:
            super().keyPressEvent(event)


class MailCard(Card):
    """One mail with its buttons. `pressed(id, way)`; `stepped(by)` for an arrow."""

    pressed = Signal(str, str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        """Empty; `show_row` fills it."""
        super().__init__("", parent)
        self.row = MailRow("", "", "", "")
        self._title = Label(parent=self, bold=True, wrap=True)
        self._words = Label(parent=self, wrap=True)
        self._advice = Label(parent=self, size=9, role="muted", wrap=True)
        self._ways: tuple[LineWay, ...] = ()
        self._buttons = [self._button(place) for place in range(MOST_WAYS)]
        line = row(*self._buttons)
        line.addStretch(1)
        for part in (self._title, self._words, self._advice):
            self.body.addWidget(part)
        self.body.addLayout(line)

    @property
    def buttons(self) -> list[Button]:
        """Those in use, from the left."""
        return self._buttons[: len(self._ways)]

    def ways(self) -> tuple[LineWay, ...]:
        """What they do, in the same order."""
        return self._ways

    def all_buttons(self) -> list[Button]:
        """Also those that wait for a mail with more ways."""
        return self._buttons

    def show_row(self, told: MailRow) -> None:
        """Show a mail, or the same one as it stands now."""
        self.row = told
        copy = (LineWay(COPY, self.tr("Copy details")),) if told.details else ()
        self._ways = (*told.ways, *copy)[:MOST_WAYS]
        for label, text in (
            (self._title, told.title),
            (self._words, told.words),
            (self._advice, told.advice),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(". ".join(part for part in (told.title, told.words, told.advice) if part))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(self._ways))
            if place < len(self._ways):
                button.set_text(self._ways[place].label)
                button.setAccessibleDescription(told.title)

    def _button(self, place: int) -> Button:
        made = _WayButton("", self)
        made.stepped.connect(self.stepped)
        made.clicked.connect(lambda: self.pressed.emit(self.row.id, self._ways[place].name))
        return made


class MailsPanel(ChildPanel):
    """`way_taken(id, way)` for a button of a row; which ways there are, `show_rows` says."""

    way_taken = Signal(str, str)
    foot_keys = "Tab, arrows move · Enter presses · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=680)
        title = self.tr("Emails on their way, and those to check")
        self.title.setText(title)
        self.setAccessibleName(title)
        self._content = QWidget(self)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, GAP_S, 0)
        self._column.setSpacing(GAP_S)
        self.empty = EmptyState(
            self.tr("No email is on its way."),
            self.tr("Emails that leave, that did not leave or that came back are listed here."),
            self._content,
        )
        self._column.addWidget(self.empty)
        self._column.addStretch(1)
        self._scroll = FollowingScroll(self._content, self)
        self.fault = Label(parent=self, role="error", wrap=True)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.fault)
        self._made: list[MailCard] = []
        self._count = 0
        self._close.installEventFilter(self)
        self.show_fault("")

    def show_rows(self, rows: Sequence[MailRow]) -> None:
        """List these, in this order; while the list is open new ones come last, and a button that has the
        keyboard stays with its mail: nobody must say of one mail what is true of another.
        """
        held = self._held()
        if self.is_open:
            known = {card.row.id: place for place, card in enumerate(self.cards())}
            rows = sorted(rows, key=lambda one: known.get(one.id, len(known)))
        while len(self._made) < len(rows):
            made = MailCard(self._content)
            made.pressed.connect(self._take)
            made.stepped.connect(self._step)
            self._scroll.follow(*made.all_buttons())
            self._column.insertWidget(len(self._made), made)
            self._made.append(made)
        for place, card in enumerate(self._made):
            if place < len(rows):
                card.show_row(rows[place])
            card.setVisible(place < len(rows))
        self._count = len(rows)
        self.empty.setVisible(not rows)
        if held is not None and held != self._held():
            self._hold(*held)

    def _held(self) -> tuple[str, str] | None:
        """The mail and the way whose button has the keyboard."""
        for card in self.cards():
            for way, button in zip(card.ways(), card.buttons, strict=True):
                if button.hasFocus():
                    return card.row.id, way.name
        return None

    def _hold(self, id_: str, way: str) -> None:
        """Give that button the keyboard; where it is gone, none of the others gets it."""
        for card in self.cards():
            for known, button in zip(card.ways(), card.buttons, strict=True):
                if (card.row.id, known.name) == (id_, way):
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, why: str) -> None:
        """Say why something could not be done; "" clears it."""
        self.fault.setText(why)
        self.fault.setVisible(bool(why))

    def cards(self) -> list[MailCard]:
        """The rows from the top."""
        return self._made[: self._count]

    def _take(self, id_: str, way: str) -> None:
        if way == COPY:
            details = next((card.row.details for card in self.cards() if card.row.id == id_), "")
            QGuiApplication.clipboard().setText(details)
        else:
            self.show_fault("")
            self.way_taken.emit(id_, way)

    def _step(self, by: int) -> None:
        """To the first button of the next or the previous mail."""
        cards, held = [card for card in self.cards() if card.buttons], QApplication.focusWidget()
        inside = (at for at, card in enumerate(cards) if held is not None and card.isAncestorOf(held))
        here = next(inside, None)
        there = 0 if here is None else min(max(here + by, 0), len(cards) - 1)
        if cards:
            cards[there].buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From Close the arrows go into the list: Qt would let the button keep them."""
        pressed = watched is self._close and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in STEPS:
            self._step(STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from mail to mail, Enter presses the button that has the keyboard."""
        if event.key() in STEPS:
            self._step(STEPS[Qt.Key(event.key())])
        elif not (is_enter(event) and pressed_held(self)):
            super().keyPressEvent(event)
        event.accept()
