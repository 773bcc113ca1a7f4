"""A short list to choose from by number, arrows and Enter, or mouse. What is refused stays and says why."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.held_keys import is_held
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import CONTROL_HEIGHT, FOCUS_RING, GAP_M, GAP_XS, RADIUS
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: `name` is what is reported, `hint` stands below the label (why not, what it means)."""

    name: str
    label: str
    hint: str = ""
    allowed: bool = True


class ChoiceRow(QAbstractButton):
    """One choice with its number key. A refused one can be reached too, so that its reason can be read."""

    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty; `show_choice` fills it."""
        super().__init__(parent)
        self.choice = Choice("", "")
        self._key = Label(parent=self, bold=True, tabular=True, role="muted")
        self._label = Label(parent=self, wrap=True)
        self._hint = Label(parent=self, size=9, role="muted", wrap=True)
        self._lock = Sign(Shape.LOCK, "muted", 14, self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label)
        words.addWidget(self._hint)
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_XS + 2, GAP_M, GAP_XS + 2)
        line.setSpacing(GAP_M)
        line.addWidget(self._key)
        line.addLayout(words, 1)
        line.addWidget(self._lock)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_choice(self, choice: Choice, key: str) -> None:
        """Show a choice; `key` is the digit that takes it, "" when there is none."""
        self.choice = choice
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self._label.setText(choice.label)
        self._label.set_role("" if choice.allowed else "muted")
        self._hint.setText(choice.hint)
        self._hint.setVisible(bool(choice.hint))
        self._lock.setVisible(not choice.allowed)
        said = choice.label if choice.allowed else self.tr("{label}, not now").format(label=choice.label)
        self.setAccessibleName(f"{key} {said}".strip())
        self.setAccessibleDescription(choice.hint)

    def sizeHint(self) -> QSize:
        """As the labels need it."""
        return self._line.sizeHint().expandedTo(QSize(0, CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """One line: the height that the words need is known only with the width."""
        margins = self._line.contentsMargins()
        height = self._label.fontMetrics().height() + margins.top() + margins.bottom()
        return QSize(self._line.minimumSize().width(), max(CONTROL_HEIGHT, height))

    def heightForWidth(self, width: int) -> int:
        """As the wrapped labels need it."""
        return max(CONTROL_HEIGHT, self._line.totalHeightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tint under the mouse, a ring where the keyboard is."""
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = FOCUS_RING / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        if self.hasFocus():
            painter.setBrush(QColor(look.selected))
            painter.setPen(QPen(QColor(look.accent), FOCUS_RING))
        elif self.underMouse() and self.choice.allowed:
            painter.setBrush(QColor(look.selected))
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            return
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so, that a list which scrolls may show the row."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; arrows, Enter and digits are the list's (a button would walk on with the arrows)."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Paint anew when the mouse comes and goes."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)


class ChoiceList(QWidget):
    """The choices one under the other: `chosen(name)` for one that is allowed, `refused(name)` for others.

    `moved(row)` when another row has the keyboard; `left_upwards` for an arrow up from the first. Where it
    `only_selects`, a digit or a click moves there and Enter alone chooses.
    """

    chosen = Signal(str)
    refused = Signal(str)
    left_upwards = Signal()
    moved = Signal(QWidget)

    def __init__(self, name: str, parent: QWidget | None = None, *, only_selects: bool = False) -> None:
        """`name`: what the list is, for a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._only_selects = only_selects
        self._rows: list[ChoiceRow] = []
        self._numbered = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_choices(self, choices: Sequence[Choice], *, numbered: bool = True) -> None:
        """Show these; the first ten can be taken by their digit when `numbered`, the tenth by 0."""
        self._numbered = numbered
        while len(self._rows) < len(choices):
            self._add_row()
        for place, made in enumerate(self._rows):
            made.setVisible(place < len(choices))
            if place < len(choices):
                made.show_choice(choices[place], str((place + 1) % 10) if numbered and place < 10 else "")

    def rows(self) -> list[ChoiceRow]:
        """The rows in use, from the top."""
        return [made for made in self._rows if not made.isHidden()]

    def focus_first(self) -> None:
        """Give the keyboard to the first choice that is allowed, else to the first."""
        rows = self.rows()
        if rows:
            best = next((made for made in rows if made.choice.allowed), rows[0])
            best.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_choice(self, name: str) -> None:
        """Give the keyboard to the choice of that name."""
        for made in self.rows():
            if made.choice.name == name:
                made.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, row: ChoiceRow) -> None:
        """Choose a row, as a click does."""
        (self.chosen if row.choice.allowed else self.refused).emit(row.choice.name)

    def take_number(self, number: int) -> bool:
        """Choose by digit, 0 the tenth; False when there is no such row, or the rows have no digits."""
        rows, place = self.rows(), (number or 10) - 1
        if not self._numbered or not 0 <= place < min(10, len(rows)):
            return False
        rows[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._press(rows[place])
        return True

    def _press(self, row: ChoiceRow) -> None:
        if self._only_selects:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take(row)

    def _add_row(self) -> None:
        made = ChoiceRow(self)
        made.clicked.connect(lambda: self._press(made))
        made.focused.connect(lambda: self.moved.emit(made))
        self._rows.append(made)
        self._column.addWidget(made)

    def _step(self, by: int) -> None:
        rows = self.rows()
        here = next((place for place, made in enumerate(rows) if made.hasFocus()), None)
        if here is None:
            return
        if here + by < 0:
            self.left_upwards.emit()
        elif here + by < len(rows):
            rows[here + by].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter and digits choose, once however long they are held; the rest is the panel's."""
        if is_held(event):
            event.accept()
            return
        focused = next((made for made in self.rows() if made.hasFocus()), None)
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and focused is not None:
            self.take(focused)
        elif not (event.text().isdecimal() and self.take_number(int(event.text()))):
            super().keyPressEvent(event)
