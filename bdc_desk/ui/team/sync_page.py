"""How the desk stands to its team: the link, who is at a desk, what waits, what needs the person (F7)."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.operations.teamwork import Attention
from bdc_desk.sync.values import Link, SyncStatus
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.team import sync_words
from bdc_desk.ui.team.password_box import PasswordBox
from bdc_desk.ui.team.team_feed import TeamNews
from bdc_desk.ui.team.team_lines import attention_words, colleague_line, waiting_lines
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign


class SyncPage(ChildPanel):
    """Shows what it is told. `lead_asked(lead)` for Enter on what needs the person, `aside_asked(entry)` for
    Delete, `password_given(password)`.
    """

    lead_asked = Signal(str)
    aside_asked = Signal(str)
    password_given = Signal(str)
    desk_asked = Signal()
    """The person asks how this very desk stands."""

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=680)
        self.title.setText(self.tr("Your team"))
        self.setAccessibleName(self.tr("Your team"))
        self._needs: tuple[Attention, ...] = ()
        self._details = ""
        self._content = QWidget(self)
        self._sign = Sign(Shape.CIRCLE, "ok", 14, self._content)
        self.link = Label(parent=self._content, size=11, bold=True, tabular=True, wrap=True)
        self.why = Label(parent=self._content, wrap=True)
        self.password = PasswordBox(self._content)
        self.password.close_button.hide()
        self.needs_title = self._title()
        self.needs = ChoiceList(self.tr("What needs you"), self._content)
        self.aside = Button(self.tr("Put aside"), self._content, key=self.tr("Del"))
        self.aside.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the line
        self.no_needs = Label(
            self.tr("Nothing. What the shared database refuses would stand here."),
            self._content,
            role="muted",
            wrap=True,
        )
        self.people = Label(parent=self._content, tabular=True, wrap=True)
        self.waiting_title = self._title()
        self.waiting = Label(parent=self._content, wrap=True)
        self.copy = Button(self.tr("Copy details"), self)
        self.desk = Button(self.tr("How this desk stands"), self, key="Shift+F7")
        self._lay_out()
        self.needs.chosen.connect(self._go)
        self.aside.clicked.connect(self._put_aside)
        self.needs.moved.connect(self._scroll.ensureWidgetVisible)
        self.password.given.connect(self.password_given)
        self.password.dismissed.connect(self.close_panel)
        self.desk.clicked.connect(self._leave_for_the_desk)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))

    def show_team(self, status: SyncStatus, news: TeamNews, now: datetime, zone: tzinfo) -> None:
        """Show how things stand at `now`; the keyboard stays where it is."""
        self._show_link(status, now, zone)
        self._show_needs(news.needs_you, now, zone)
        lines = [colleague_line(one, now, zone) for one in news.colleagues]
        nobody = self.tr("Nobody else has been at a desk. Colleagues show here once they start theirs.")
        _show_lines(self.people, lines, nobody)
        count = len(news.waiting) or status.waiting
        self.waiting_title.setText(
            self.tr("Waits for the shared database: {count}").format(count=f"{count:,}")
        )
        level = status.link is Link.SYNCED
        nothing = (
            self.tr("Nothing: your colleagues have all that you wrote.")
            if level
            else self.tr("Nothing here.")
        )
        _show_lines(
            self.waiting, waiting_lines(news.waiting, now, zone), self.tr("...") if count else nothing
        )

    def first_field(self) -> QWidget:
        """The password where it is needed, else the first line that needs the person."""
        rows = self.needs.rows()
        if not self.password.isHidden():
            return self.password.field
        return rows[0] if rows else self.copy

    def _show_link(self, status: SyncStatus, now: datetime, zone: tzinfo) -> None:
        well = sync_words.in_short(status, now, zone).well
        self._sign.show_shape(*((Shape.CIRCLE, "ok") if well else (Shape.WARNING, "over_2")))
        self.link.setText(sync_words.heading(status, now, zone))
        self.why.setText(sync_words.explained(status))
        self.password.setVisible(status.link is Link.NO_PASSWORD)
        self._details = sync_words.details(status)

    def _show_needs(self, needs: tuple[Attention, ...], now: datetime, zone: tzinfo) -> None:
        held = any(made.hasFocus() for made in self.needs.rows())
        self._needs = needs
        self.needs_title.setText(self.tr("Needs you: {count}").format(count=f"{len(needs):,}"))
        self.needs.show_choices(
            [Choice(one.entry, *attention_words(one, now, zone)) for one in needs], numbered=False
        )
        self.needs.setVisible(bool(needs))
        self._hint.setVisible(bool(needs))
        self.aside.setVisible(bool(needs))
        self.no_needs.setVisible(not needs)
        if held and not any(made.hasFocus() for made in self.needs.rows()):
            rows = self.needs.rows()
            (rows[-1] if rows else self.first_field()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> Attention | None:
        """The line that has the keyboard, else the only one."""
        rows = self.needs.rows()
        held = next((made.choice.name for made in rows if made.hasFocus()), "")
        found = [one for one in self._needs if one.entry == held]
        return found[0] if found else (self._needs[0] if len(self._needs) == 1 else None)

    def _go(self, entry: str) -> None:
        lead = next((one.lead for one in self._needs if one.entry == entry), None)
        if lead is not None:
            self.close_panel()
            self.lead_asked.emit(lead)

    def _leave_for_the_desk(self) -> None:
        self.close_panel()
        self.desk_asked.emit()

    def _put_aside(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.aside_asked.emit(chosen.entry)

    def _title(self, text: str = "") -> Label:
        return Label(text, self._content, size=11, bold=True, wrap=True)

    def _lay_out(self) -> None:
        hint = self.tr("Enter goes to the lead. Del puts it aside: you have seen it, the log keeps it.")
        self._hint = Label(hint, self._content, size=9, role="muted", wrap=True)
        head = row(self._sign, self.link)
        head.setStretch(1, 1)
        below = row(self._hint, self.aside)
        below.setStretch(0, 1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, GAP_S, 0)
        column.setSpacing(GAP_S)
        column.addLayout(head)
        column.addWidget(self.why)
        column.addWidget(self.password)
        column.addSpacing(GAP_S)
        column.addWidget(self.needs_title)
        column.addWidget(self.needs)
        column.addWidget(self.no_needs)
        column.addLayout(below)
        column.addSpacing(GAP_S)
        column.addWidget(self._title(self.tr("At a desk")))
        column.addWidget(self.people)
        column.addSpacing(GAP_S)
        column.addWidget(self.waiting_title)
        column.addWidget(self.waiting)
        column.addStretch(1)
        self._scroll = FittingScroll(self._content, self)
        self.body.addWidget(self._scroll, 1)
        foot = row(self.copy, self.desk)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete puts aside what has the keyboard; F7 closes what it opened."""
        if event.key() == Qt.Key.Key_Delete:
            self._put_aside()
        super().keyPressEvent(event)


def _show_lines(label: Label, lines: Sequence[str], empty: str) -> None:
    label.setText("\n".join(lines) or empty)
    label.set_role("" if lines else "muted")
