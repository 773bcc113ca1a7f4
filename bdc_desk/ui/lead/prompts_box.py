"""What to say on the telephone: a quiet box above the notes, folded by S. It takes only the room that is
over: the customer's words and the notes come first.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.tokens import GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LEAST_LINES = 2
"""Fewer are not worth their room: then the box folds by itself, and S opens it all the same."""
ASKED_LINES = 4


class PromptsBox(QWidget):
    """Lines to say, one a paragraph. `folded_changed` when the person opened or folded it."""

    folded_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there are lines."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("What to say"))
        self._wanted: bool | None = None
        self._room = 0
        self._gives_way = False
        self._lines: tuple[str, ...] = ()
        self.fold = Button("", self, role="quiet")
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.text = Label(parent=self, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area = FittingScroll(self.text, self)
        head = row(Label(self.tr("What to say"), self, size=11, bold=True))
        head.addWidget(Label("S", self, size=9, role="muted"))
        head.addStretch(1)
        head.addWidget(self.fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_XS)
        column.addLayout(head)
        column.addWidget(self.area)
        self.fold.clicked.connect(self.toggle)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these; none hides the box."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self.text.setText("\n".join(f"– {line}" for line in self._lines))
        self._fit()

    @property
    def has_lines(self) -> bool:
        """Whether there is something to say now, shown or not."""
        return bool(self._lines)

    def give_way(self, gives_way: bool) -> None:
        """There is not even room for its name; S shows it all the same."""
        self._gives_way = gives_way
        self._fit()

    def toggle(self) -> None:
        """S: fold it, or open it although there is little room. It stays so in this session."""
        self._wanted = not self.is_unfolded
        self._fit()
        self.folded_changed.emit()

    @property
    def is_unfolded(self) -> bool:
        """Whether the lines themselves show."""
        return not self.isHidden() and not self.area.isHidden()

    def head_height(self) -> int:
        """What the box takes while it is folded."""
        return self.fold.sizeHint().height()

    def least_height(self) -> int:
        """What it takes at least where it shows: more where the person opened it."""
        return self.head_height() + (self._line_height(ASKED_LINES) if self._wanted else 0)

    def set_room(self, pixels: int) -> None:
        """How high the lines may be; they scroll where that is less than they need."""
        self._room = pixels
        self._fit()

    def _line_height(self, lines: int) -> int:
        return lines * theme.metrics(10).lineSpacing()

    def _fit(self) -> None:
        self.setVisible(self.has_lines and (bool(self._wanted) or not self._gives_way))
        least = self._line_height(ASKED_LINES if self._wanted else LEAST_LINES)
        fits = self._room >= least if self._wanted is None else self._wanted
        needed = self.text.heightForWidth(max(1, self.width() - 4)) + 4
        spacing = theme.metrics(10).lineSpacing()
        # Whole lines: a line that is cut in half is read by nobody.
        height = min(needed, max(self._room, least) // spacing * spacing + 2)
        self.area.setVisible(fits and bool(self._lines))
        if self.area.height() != height or self.area.maximumHeight() != height:
            self.area.setFixedHeight(max(1, height))
        self.fold.set_text(self.tr("Hide") if self.is_unfolded else self.tr("Show"))
        self.fold.setAccessibleName(
            self.tr("Hide what to say (S)") if self.is_unfolded else self.tr("Show what to say (S)")
        )
