"""The backups of the log: which there are, one more now, and the way back to one of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList, ChoiceRow
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

LONGEST_WORD = 40


class BackupsPanel(ChildPanel):
    """`backup_asked`: one is wanted now; `restore_asked(name)`: the person wants to go back to that one."""

    backup_asked = Signal()
    restore_asked = Signal(str)
    foot_keys = "Arrows choose · Enter restore … · Tab next · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=640)
        self.title.setText(self.tr("Backups"))
        self.setAccessibleName(self.tr("Backups"))
        self._selected = ""
        self.kept = Label(parent=self, role="muted", wrap=True)
        self.nothing = Label(self.tr("There is none yet."), self, wrap=True)
        self.list = ChoiceList(self.tr("Backups, the newest first"), self, only_selects=True)
        self._scroll = FittingScroll(self.list, self)
        self.said = Label(parent=self, wrap=True)
        self.back_up = Button(self.tr("Back up now"), self)
        self.restore = Button(self.tr("Restore the chosen one …"), self)
        for shown in (self.kept, self.nothing):
            self.body.addWidget(shown)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.said)
        foot = row(self.back_up)
        foot.addStretch(1)
        foot.addWidget(self.restore)
        self.body.addLayout(foot)
        self.list.moved.connect(self._select)
        self.list.chosen.connect(self.restore_asked)
        self.list.refused.connect(lambda _name: self.say(self.tr("This one cannot be read any more.")))
        self.back_up.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._restore)
        self.say("")

    def show_backups(self, found: Sequence[Choice], kept: str) -> None:
        """Show these, the newest first; the chosen one stays so while it is there."""
        self.list.show_choices(found, numbered=False)
        self.kept.setText(breakable(kept, LONGEST_WORD))
        self.nothing.setVisible(not found)
        allowed = [one.name for one in found if one.allowed]
        if self._selected not in allowed:
            self._selected = allowed[0] if allowed else ""
        self.restore.setEnabled(bool(self._selected))
        self._mark()

    def say(self, words: str, *, role: str = "") -> None:
        """What came of what was asked, "" for nothing; the person may ask again."""
        self.said.set_role(role)
        self.said.setText(breakable(words, LONGEST_WORD))
        self.said.setVisible(bool(words))

    def first_field(self) -> QWidget:
        """The button that harms nobody."""
        return self.back_up

    def _select(self, chosen: QWidget) -> None:
        self._scroll.ensureWidgetVisible(chosen)
        if isinstance(chosen, ChoiceRow) and chosen.choice.allowed:
            self._selected = chosen.choice.name
            self._mark()

    def _mark(self) -> None:
        """The button names which one it is about."""
        label = next((one.choice.label for one in self.list.rows() if one.choice.name == self._selected), "")
        when = label.split(" · ", 1)[0]
        named = self.tr("Restore the one of {when} …").format(when=when)
        self.restore.setText(named if label else self.tr("Restore the chosen one …"))

    def _back_up(self) -> None:
        if self.ask_once():
            self.backup_asked.emit()

    def _restore(self) -> None:
        if self._selected:
            self.restore_asked.emit(self._selected)
