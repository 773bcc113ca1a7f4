"""When to call again, or when the customer comes: a ready choice, or a time as people type it.

Both clocks are shown, ours and the customer's, because the promise is made in the customer's. What speaks
against a moment (closed then, an hour at which nobody is called) is said beside it, and refuses nothing.
"""

from datetime import UTC, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from bdc_desk.ui import words
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList
from bdc_desk.ui.call.promise_words import Warn
from bdc_desk.ui.call.time_words import parse
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

MORNING, EVENING = time(9), time(18)


def _nothing_against(_at: datetime) -> str:
    return ""


class CallbackPicker(ChildPanel):
    """`chosen(datetime)` with the moment, aware UTC; `cancelled` when it was closed without one."""

    chosen = Signal(object)
    cancelled = Signal()
    foot_keys = "Enter take the typed time · Down or Alt and a digit: a ready time · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=500)
        self._warn: Warn = _nothing_against
        self._now = datetime.fromtimestamp(0, UTC)
        self._zone: tzinfo = UTC
        self._there: tzinfo | None = None
        self._moments: dict[str, datetime] = {}
        self._taken = False
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText(self.tr("17:30 · tomorrow 10:15 · mon 9"))
        self.typed.setAccessibleName(self.tr("Time or date and time"))
        self.echo = Label(parent=self, wrap=True, role="muted")
        self.echo.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.take_button = Button(self.tr("Take this time"), self, key=self.tr("Enter"), role="primary")
        self.choices = ChoiceList(self.tr("Ready times"), self)
        line = row(self.typed, self.take_button)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.echo)
        self.body.addWidget(self.choices)
        self.typed.textChanged.connect(self._show_echo)
        self.typed.installEventFilter(self)
        self.take_button.clicked.connect(self._take_typed)
        self.choices.chosen.connect(self._take_ready)
        self.choices.left_upwards.connect(self.typed.setFocus)
        self.closed.connect(self._say_cancelled)

    def open_for(
        self,
        now: datetime,
        zone: tzinfo,
        there: tzinfo | None = None,
        *,
        title: str = "",
        name: str = "",
        warn: Warn = _nothing_against,
    ) -> None:
        """Ask for a moment after `now` (aware). `zone` is ours, `there` the customer's, None where unknown.

        `title` defaults to asking for a callback; `name` is the customer's. `warn`: what speaks against a
        moment, in words.
        """
        self._now, self._zone, self._there, self._taken, self._warn = now, zone, there, False, warn
        asked = title or (self.tr("Call {name} back").format(name=name) if name else self.tr("Call back"))
        self.title.setText(asked)
        self.setAccessibleName(asked)
        self.typed.clear()
        self._moments = self._ready_moments()
        self.choices.show_choices(
            [Choice(label, label, self._told(at)) for label, at in self._moments.items()]
        )
        self.echo.setMinimumHeight(2 * self.echo.fontMetrics().lineSpacing())  # the list below stays put
        self._show_echo("")
        self.open_panel()

    def first_field(self) -> QWidget:
        """The typed time."""
        return self.typed

    def _ready_moments(self) -> dict[str, datetime]:
        """What is promised most; always in this order, so that a digit always means the same."""
        there = self._there or self._zone
        local = self._now.astimezone(self._zone)
        tomorrow = local.date() + timedelta(days=1)
        same_time = local.time().replace(second=0, microsecond=0)
        evening = datetime.combine(self._now.astimezone(there).date(), EVENING, there)
        if evening <= self._now:
            evening = datetime.combine(evening.date() + timedelta(days=1), EVENING, there)
        return {
            self.tr("In 1 hour"): self._now + timedelta(hours=1),
            self.tr("In 2 hours"): self._now + timedelta(hours=2),
            self.tr("Customer's evening (18:00 there)"): evening.astimezone(UTC),
            self.tr("Tomorrow 9:00"): datetime.combine(tomorrow, MORNING, self._zone).astimezone(UTC),
            self.tr("Tomorrow, same time"): datetime.combine(tomorrow, same_time, self._zone).astimezone(UTC),
        }

    def _told(self, at: datetime) -> str:
        """Both clocks, and what speaks against the moment."""
        return words.dotted(self._both_clocks(at), self._warn(at))

    def _both_clocks(self, at: datetime) -> str:
        here = words.moment(at, self._now, self._zone)
        if self._there is None:
            return self.tr("{here} here; the customer's time is not known").format(here=here)
        local = words.moment(at, self._now, self._there)
        if at.astimezone(self._there).utcoffset() == at.astimezone(self._zone).utcoffset():
            return self.tr("{here}, the same for the customer").format(here=here)
        return self.tr("{here} here · {there} for the customer").format(here=here, there=local)

    def _typed_moment(self) -> datetime | None:
        at = parse(self.typed.text(), self._now, self._zone)
        return at if at is not None and at > self._now else None

    def _show_echo(self, text: str) -> None:
        at = parse(text, self._now, self._zone)
        self.take_button.setEnabled(at is not None and at > self._now)
        if not text.strip():
            ways = self.tr("Type a time of your own clock, or choose below: Down, or Alt and a digit.")
            self._say(ways, "muted")
        elif at is None:
            self._say(self.tr("Not a time yet. Try 17:30, tomorrow 10:15, mon 9 or in 45 min."), "muted")
        elif at <= self._now:
            self._say(self._past_words(at), "error")
        else:
            self._say(self._told(at), "" if self._warn(at) else "ok")

    def _past_words(self, at: datetime) -> str:
        told = words.moment(at, self._now, self._zone)
        return self.tr("{told} has passed (it is {now} now): type a later time, or say tomorrow.").format(
            told=told, now=words.time_of_day(self._now, self._zone)
        )

    def _say(self, text: str, role: str) -> None:
        self.echo.setText(text)
        self.echo.set_role(role)
        self.typed.setAccessibleDescription(text)

    def _take_typed(self) -> None:
        at = self._typed_moment()
        if at is not None:
            self._take(at)

    def _take_digit(self, key: int) -> bool:
        """Alt and a digit take a ready time while the field has the keyboard; the digits alone are typed."""
        return self.choices.take_number(key - Qt.Key.Key_0.value)

    def _take_ready(self, label: str) -> None:
        self._take(self._moments[label])

    def _take(self, at: datetime) -> None:
        self._taken = True
        self.close_panel()
        self.chosen.emit(at.astimezone(UTC))

    def _say_cancelled(self) -> None:
        if not self._taken:
            self.cancelled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field Down goes to the ready times and Enter takes what was typed."""
        if watched is self.typed and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.choices.focus_first()
                return True
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and self._take_digit(event.key()):
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take_typed()
                return True
        return super().eventFilter(watched, event)
