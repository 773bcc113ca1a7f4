"""Lists of lines that are read, not edited. Their rows are used again, so that a refresh moves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.lead.history_words import Line
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_S, GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import ElidedLabel, Label
from bdc_desk.ui.widgets.sign import Sign

FIRST_SHOWN = 40
"""Lines shown at first: more make a lead with years of history slow to open."""
MORE_SHOWN = 40
"""Lines that each further look adds, in 0.1 s: five hundred at once would freeze the window."""

WIDEST_WHEN = "30 May 2025 09:00"


class LineRow(QWidget):
    """One line: sign, when, text, who; a second line in muted words below."""

    opened = Signal(str)
    undone = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty; `show_line` fills it."""
        super().__init__(parent)
        self._line: Line | None = None
        self._sign = Sign(Shape.RING, "muted", 14, self)
        self._when = Label(parent=self, size=9, role="muted", tabular=True)
        self._text = Label(parent=self, wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._note = Label(parent=self, size=9, role="muted", wrap=True)
        self._aside = ElidedLabel(parent=self, size=9, role="muted")
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._open = Button(self.tr("Open"), self, role="quiet")
        self._open.clicked.connect(self._press)
        self._lay_out()

    def show_line(self, line: Line) -> None:
        """Show another line; the same again costs nothing."""
        if line == self._line:
            return
        self._line = line
        self._sign.show_shape(line.shape, line.colour)
        self._when.setText(line.when)
        self._text.setText(line.text)
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        self._aside.set_text(line.aside)
        self._aside.setVisible(bool(line.aside))
        self._open.setVisible(bool(line.target or line.undo))
        self._open.set_text(self.tr("Undo") if line.undo else self.tr("Open"))
        what = self.tr("Undo: {text}") if line.undo else self.tr("Open the lead about {text}")
        self._open.setAccessibleName(what.format(text=line.text))
        said = (line.when, line.text, line.note, line.aside)
        self.setAccessibleName(". ".join(part for part in said if part))

    def point_out(self, *, pointed: bool) -> None:
        """Mark the line as the one that was asked for, until another is."""
        line = self._line
        if line is not None:
            self._sign.show_shape(*((Shape.ARROW, "accent") if pointed else (line.shape, line.colour)))
        self._when.set_role("accent" if pointed else "muted")

    def _press(self) -> None:
        if self._line is not None and self._line.undo:
            self.undone.emit(self._line.undo)
        elif self._line is not None:
            self.opened.emit(self._line.target)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_S)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._sign, 0, 0, top)
        grid.addWidget(self._when, 0, 1, top)
        grid.addWidget(self._text, 0, 2, top)
        grid.addWidget(self._aside, 0, 3, top)
        grid.addWidget(self._open, 0, 4)
        grid.addWidget(self._note, 1, 2, 1, 2)
        grid.setColumnStretch(2, 4)
        grid.setColumnStretch(3, 1)
        self._when.setContentsMargins(0, 1, 0, 0)  # on one line with the larger text
        self._aside.setContentsMargins(0, 1, 0, 0)
        self._measure()

    def _measure(self) -> None:
        self._when.setFixedWidth(theme.metrics(9).horizontalAdvance(WIDEST_WHEN) + GAP_XS)

    def changeEvent(self, event: QEvent) -> None:
        """Give the times another width when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()


class _Rows(QWidget):
    """Rows that are shown and hidden together. Qt lays the whole page out anew for each row that appears in a
    visible list, so that forty more would take 0.5 s one by one, and take 0.1 s in here.
    """

    opened = Signal(str)
    undone = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[LineRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_XS + 2)
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        if len(self.in_use()) != len(lines):
            self.hide()
        while len(self._rows) < len(lines):
            made = LineRow(self)
            made.opened.connect(self.opened)
            made.undone.connect(self.undone)
            self._column.addWidget(made)
            self._rows.append(made)
        for place, made in enumerate(self._rows):
            if place < len(lines):
                made.show_line(lines[place])
            made.setVisible(place < len(lines))
        self.setVisible(bool(lines))

    def in_use(self) -> list[LineRow]:
        return [] if self.isHidden() else [made for made in self._rows if not made.isHidden()]


class LineList(QWidget):
    """The lines from the top, the first forty at once. `opened(target)` when one that opens something is,
    `undone(entry)` when one that can be taken back is.
    """

    opened = Signal(str)
    undone = Signal(str)

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        """`name`: what the list is, for a screen reader. `empty`: what stands where there are no lines."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lines: Sequence[Line] = ()
        self._looks = 1
        self._pointed: LineRow | None = None
        self._parts: list[_Rows] = []
        self._empty = Label(empty, self, role="muted", wrap=True)
        self._more = Button("", self, role="quiet")
        self._more.clicked.connect(self._show_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_XS + 2)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, lines: Sequence[Line], *, afresh: bool) -> None:
        """Show these lines; `afresh` for another lead: folded again to the first forty."""
        self._lines = lines
        if afresh:
            self._looks = 1
            self._unpoint()
        self._fill()

    def rows(self) -> list[LineRow]:
        """The rows in use, from the top."""
        return [made for part in self._parts for made in part.in_use()]

    def point_out(self, place: int) -> LineRow | None:
        """Mark the line at this place, unfolding the list where it has to; its row, None for no such line."""
        if not 0 <= place < len(self._lines):
            return None
        while place >= FIRST_SHOWN + MORE_SHOWN * (self._looks - 1):
            self._show_more()
        self._unpoint()
        self._pointed = self.rows()[place]
        self._pointed.point_out(pointed=True)
        return self._pointed

    def _unpoint(self) -> None:
        if self._pointed is not None:
            self._pointed.point_out(pointed=False)
            self._pointed = None

    def _fill(self) -> None:
        ends = [FIRST_SHOWN + MORE_SHOWN * look for look in range(self._looks)]
        while len(self._parts) < len(ends):
            made = _Rows(self)
            made.opened.connect(self.opened)
            made.undone.connect(self.undone)
            self._column.insertWidget(len(self._parts), made)
            self._parts.append(made)
        for place, part in enumerate(self._parts):
            begin = ends[place - 1] if 0 < place < len(ends) else 0
            part.show_lines(self._lines[begin : ends[place]] if place < len(ends) else ())
        self._empty.setVisible(not self._lines)
        left = max(0, len(self._lines) - ends[-1])
        self._more.setVisible(left > 0)
        more = min(left, MORE_SHOWN)
        told = self.tr("Show {count} earlier") if more == left else self.tr("Show {count} of {left} earlier")
        self._more.set_text(told.format(count=more, left=f"{left:,}"))

    def _show_more(self) -> None:
        self._looks += 1
        self._fill()
