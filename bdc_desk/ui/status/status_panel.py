"""How this desk stands: one line a thing, those that need somebody with a sign, to be copied as text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.status.status_line import StatusLine, as_text
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

LONGEST_WORD = 40


class _Row:
    """The three widgets of a line; used again, so that a refresh moves nothing."""

    def __init__(self, grid: QGridLayout, place: int, parent: QWidget) -> None:
        self.sign = Sign(Shape.CIRCLE, "ok", 12, parent)
        self.what = Label(parent=parent, bold=True)
        self.words = Label(parent=parent, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        centre = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.sign, place, 0, centre)
        grid.addWidget(self.what, place, 1, centre)
        grid.addWidget(self.words, place, 2, centre)

    def show_line(self, line: StatusLine | None) -> None:
        for widget in (self.sign, self.what, self.words):
            widget.setVisible(line is not None)
        if line is None:
            return
        self.sign.show_shape(*((Shape.CIRCLE, "ok") if line.ok else (Shape.WARNING, "over_2")))
        self.what.setText(line.what)
        self.words.setText(breakable(line.words, LONGEST_WORD))
        self.words.setAccessibleName(f"{line.what}: {line.words}")


class StatusPanel(ChildPanel):
    """`verify_asked`: the person wants the whole log judged again; `team_asked`: the team's page;
    `backups_asked`: the backups.
    """

    verify_asked = Signal()
    team_asked = Signal()
    backups_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=760)
        self.title.setText(self.tr("How this desk stands"))
        self.setAccessibleName(self.tr("How this desk stands"))
        self._lines: tuple[StatusLine, ...] = ()
        self._content = QWidget(self)
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, GAP_S, 0)
        self._grid.setHorizontalSpacing(GAP_M)
        self._grid.setVerticalSpacing(GAP_S)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[_Row] = []
        self.told = Label(parent=self, size=9, role="muted", wrap=True)
        self.copy = Button(self.tr("Copy as text"), self)
        self.verify = Button(self.tr("Verify now"), self)
        self.backups = Button(self.tr("Backups …"), self)
        self.team = Button(self.tr("Your team"), self, key="F7")
        self.team.hide()
        self.body.addWidget(FittingScroll(self._content, self), 1)
        self.body.addWidget(self.told)
        foot = row(self.copy, self.verify, self.backups, self.team)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.copy.clicked.connect(self._copy)
        self.verify.clicked.connect(self.verify_asked)
        self.backups.clicked.connect(self.backups_asked)
        self.team.clicked.connect(self.team_asked)
        self.say("")

    def show_lines(self, lines: Sequence[StatusLine]) -> None:
        """Show these; the keyboard stays where it is."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while len(self._rows) < len(lines):
            self._rows.append(_Row(self._grid, len(self._rows), self._content))
        for place, made in enumerate(self._rows):
            made.show_line(lines[place] if place < len(lines) else None)

    def lines(self) -> tuple[StatusLine, ...]:
        """What it shows."""
        return self._lines

    def say(self, text: str) -> None:
        """A word at the foot about what was just done; "" for the usual one."""
        self.told.setText(text or self.tr("No customer stands here: it can be given to whoever helps you."))

    def first_field(self) -> QWidget:
        """The button that copies: pressing it harms nobody."""
        return self.copy

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._lines))
        self.say(self.tr("Copied."))
