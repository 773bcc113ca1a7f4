"""Two customers side by side: one person or two? Differences are marked by a sign, a word and a colour."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QVBoxLayout, QWidget

from bdc_desk.operations.twins import Twins
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.translation import translate
from bdc_desk.ui.twins.pair_words import Likeness, PairLine, merged_words, pair_lines
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

SIGNS = {
    Likeness.SAME: (Shape.CHECK, "ok"),
    Likeness.SHARED: (Shape.CHECK, "ok"),
    Likeness.DIFFERS: (Shape.DIAMOND, "over_15"),
    Likeness.ONE_SIDE: (Shape.RING, "muted"),
    Likeness.NONE: (Shape.RING, "muted"),
}
ROLES = {
    Likeness.SAME: "ok",
    Likeness.SHARED: "ok",
    Likeness.DIFFERS: "error",
}


class TwinsPanel(ChildPanel):
    """Shows one pair of several. `merge_asked`, `apart_asked` and `lead_asked(lead)` are about the pair that
    shows; N and P go through the others.
    """

    merge_asked = Signal(object)
    apart_asked = Signal(object)
    lead_asked = Signal(str)
    foot_keys = "M merge · A two people · N/P other pairs · Tab next · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=860)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title.setText(self.tr("One person or two?"))
        self._pairs: tuple[Twins, ...] = ()
        self._at = 0
        self._when: tuple[datetime, tzinfo] | None = None
        self._content = QWidget(self)
        self._lines: list[_Line] = []
        self.why = Label(parent=self, bold=True, wrap=True)
        self.place_words = Label(parent=self, role="muted", tabular=True)
        self.after = Label(parent=self, wrap=True, role="muted")
        self.merge = Button(self.tr("The same person: merge"), self, key="M", role="primary")
        self.apart = Button(self.tr("Two people: do not ask again"), self, key="A")
        self.following = Button(self.tr("Next pair"), self, key="N", role="quiet")
        self.before = Button(self.tr("Pair before"), self, key="P", role="quiet")
        self.open_one = Button(self.tr("Open"), self._content, role="quiet")
        self.open_other = Button(self.tr("Open"), self._content, role="quiet")
        self._lay_out()
        self.merge.clicked.connect(lambda: self._say(self.merge_asked))
        self.apart.clicked.connect(lambda: self._say(self.apart_asked))
        self.following.clicked.connect(lambda: self.step(1))
        self.before.clicked.connect(lambda: self.step(-1))
        self.open_one.clicked.connect(lambda: self._open(0))
        self.open_other.clicked.connect(lambda: self._open(1))

    @property
    def pair(self) -> Twins | None:
        """The pair that shows."""
        return self._pairs[self._at] if self._at < len(self._pairs) else None

    def open_pairs(self, pairs: tuple[Twins, ...], now: datetime, zone: tzinfo) -> None:
        """Show the first of these pairs and take the keyboard. `zone`: the dealership's."""
        self._when = (now, zone)
        self.show_pairs(pairs, 0)
        self.open_panel()

    def show_pairs(self, pairs: tuple[Twins, ...], at: int) -> None:
        """Show another list, from the pair of that place on; without a pair it closes."""
        self._pairs, self._at = pairs, min(at, max(0, len(pairs) - 1))
        if not pairs:
            self.close_panel()
            return
        self._show()

    def take_out(self, pair: Twins) -> None:
        """This pair is settled: the next one shows, or the panel closes."""
        left = tuple(one for one in self._pairs if one is not pair)
        self.show_pairs(left, self._at)

    def wait(self, *, waiting: bool) -> None:
        """While an answer is written, it cannot be given twice."""
        for button in (self.merge, self.apart):
            button.setEnabled(not waiting)

    def step(self, by: int) -> None:
        """Another pair of the list, going round."""
        if len(self._pairs) > 1:
            self._at = (self._at + by) % len(self._pairs)
            self._show()

    def first_field(self) -> QWidget:
        """The panel itself: no button has the keyboard, so that Enter and Space decide nothing."""
        return self

    def _show(self) -> None:
        pair = self.pair
        if pair is None or self._when is None:
            return
        self.wait(waiting=False)
        self.why.setText(breakable(pair.why))
        self.after.setText(breakable(merged_words(pair)))
        several = len(self._pairs) > 1
        told = self.tr("{at} of {count}").format(at=self._at + 1, count=len(self._pairs))
        self.place_words.setText(told if several else "")
        for button in (self.following, self.before):
            button.setVisible(several)
        for line, words in zip(self._lines, pair_lines(pair, *self._when), strict=True):
            line.show_line(words)
        names = (pair.one.name, pair.other.name)
        for button, name in zip((self.open_one, self.open_other), names, strict=True):
            button.setAccessibleName(self.tr("Open the lead of {name}").format(name=name))
        said = self.tr("One person or two? {one} and {other}. {why}.").format(
            one=names[0], other=names[1], why=pair.why.rstrip(".")
        )
        self.setAccessibleName(said)
        self.setAccessibleDescription(". ".join(line.said() for line in self._lines if line.said()))

    def _say(self, signal: SignalInstance) -> None:
        if self.pair is not None and self.merge.isEnabled():
            self.wait(waiting=True)
            signal.emit(self.pair)

    def _open(self, side: int) -> None:
        pair = self.pair
        if pair is not None:
            self.close_panel()
            self.lead_asked.emit((pair.one, pair.other)[side].lead)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        for place, stretch in enumerate((0, 3, 3, 0)):
            grid.setColumnStretch(place, stretch)
        for line, about in enumerate(ABOUT):
            self._lines.append(_Line(grid, line, self.tr(about), self._content))
        grid.addWidget(self.open_one, len(ABOUT), 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.open_other, len(ABOUT), 2, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, GAP_S, 0)
        column.addLayout(grid)
        column.addStretch(1)
        head = row(self.why, self.place_words)
        head.setStretch(0, 1)
        buttons = row(self.merge, self.apart)
        buttons.addStretch(1)
        buttons.addWidget(self.before)
        buttons.addWidget(self.following)
        self.body.addLayout(head)
        self.body.addWidget(FittingScroll(self._content, self), 1)
        self.body.addWidget(self.after)
        self.body.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M and A answer, N and P go on; Enter presses a button that has the keyboard and nothing else."""
        held = QApplication.focusWidget()
        key = event.key()
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_M: self.merge.click,
            Qt.Key.Key_A: self.apart.click,
            Qt.Key.Key_N: lambda: self.step(1),
            Qt.Key.Key_P: lambda: self.step(-1),
        }
        if key in acts:
            if not event.isAutoRepeat():
                acts[key]()
            event.accept()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(held, QAbstractButton):
            held.click()
        else:
            super().keyPressEvent(event)


ABOUT = ("Name", "Numbers", "Email", "Address", "Owner", "Leads", "Calls", "Last")
"""As `pair_lines` tells them."""


class _Line:
    """The widgets of one line in the grid."""

    def __init__(self, grid: QGridLayout, place: int, about: str, parent: QWidget) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._about = about
        self._one = Label(parent=parent, wrap=True, bold=place == 0)
        self._other = Label(parent=parent, wrap=True, bold=place == 0)
        self._sign = Sign(Shape.RING, "muted", 14, parent)
        self._word = Label(parent=parent, size=9, bold=True)
        for label in (self._one, self._other):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.addWidget(Label(about, parent, role="muted"), place, 0, top)
        grid.addWidget(self._one, place, 1, top)
        grid.addWidget(self._other, place, 2, top)
        grid.addLayout(row(self._sign, self._word), place, 3, top)

    def show_line(self, words: PairLine) -> None:
        self._one.setText(breakable(words.one) or "–")
        self._other.setText(breakable(words.other) or "–")
        marked = words.likeness is not Likeness.NONE
        self._sign.show_shape(*SIGNS[words.likeness])
        self._word.setText(translate("Likeness", words.likeness.value) if words.likeness.value else "")
        self._word.set_role(ROLES.get(words.likeness, "muted"))
        for part in (self._sign, self._word):
            part.setVisible(marked)

    def said(self) -> str:
        if self._word.isHidden():
            return ""
        return f"{self._about} {self._word.text()}"
