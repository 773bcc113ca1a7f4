"""What is to be said of a lead beside its calls (Ctrl+Enter): whether the customer came, how the lead ends,
that it opens again. Every way is listed; one that is not open yet says what it needs.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from bdc_desk.cadence.standing import Sayable
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.call.choices import Choice, ChoiceList
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.closing.closing_words import PROMISE, Question, question_of
from bdc_desk.ui.reason_words import label_words, say
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label


class ClosingMenu(ChildPanel):
    """`chosen(name, words)`: the way's name and the reason ("" where none was given); `cancelled` without."""

    chosen = Signal(str, str)
    cancelled = Signal()
    foot_keys = "A digit or Enter choose · arrows move · Esc close"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=480)
        self._ways: dict[str, Sayable] = {}
        self._asking = ""
        self._question: Question | None = None
        self._taken = False
        self.title.setText(self.tr("Close the lead"))
        self.setAccessibleName(self.tr("Close the lead"))
        self.lead_in = Label(parent=self, bold=True, wrap=True)
        self.refusal = Label(parent=self, role="error", wrap=True)
        self.choices = ChoiceList(self.tr("Ways to close the lead"), self)
        self._scroll = FittingScroll(self.choices, self)
        self._why = QWidget(self)
        self.question = Label(parent=self._why, wrap=True)
        self.reason = QLineEdit(self._why)
        self.reason.setMaxLength(500)
        self.reason.setAccessibleName(self.tr("Reason in a few words"))
        self.confirm = Button(self.tr("Close the lead"), self._why, key=self.tr("Enter"), role="primary")
        self._lay_out()
        self.choices.chosen.connect(self._choose)
        self.choices.refused.connect(self._refuse)
        self.choices.moved.connect(self._scroll.ensureWidgetVisible)
        self.confirm.clicked.connect(self._take_asked)
        self.reason.returnPressed.connect(self._take_asked)
        self.reason.installEventFilter(self)
        self.closed.connect(self._say_cancelled)

    def open_for(self, ways: Sequence[Sayable], title: str = "", lead_in: str = "") -> None:
        """List the ways and take the keyboard. `title` defaults to closing the lead; `lead_in` says first how
        it stands ("The plan is done").
        """
        self._ways = {way.name: way for way in ways}
        self._taken = False
        self.title.setText(title or self.tr("Close the lead"))
        self.setAccessibleName(self.title.text())
        self.lead_in.setText(lead_in)
        self.lead_in.setVisible(bool(lead_in))
        self.choices.show_choices([self._as_choice(way) for way in ways])
        self._show_list()
        self.open_panel()
        self.choices.focus_first()

    def first_field(self) -> QWidget:
        """The first way that is open."""
        rows = self.choices.rows()
        return next((made for made in rows if made.choice.allowed), rows[0] if rows else self)

    def _as_choice(self, way: Sayable) -> Choice:
        if not way.allowed:
            return Choice(way.name, label_words(way), say(way.why), allowed=False)
        needs = self.tr("Counts once a second person confirms it") if way.needs_second_person else ""
        return Choice(way.name, label_words(way), needs)

    def _choose(self, name: str) -> None:
        question = question_of(self._ways[name])
        if question is not None:
            self._ask(name, question)
        else:
            self._take(name, "")

    def _ask(self, name: str, question: Question) -> None:
        self._asking, self._question = name, question
        self.question.setText(question.text)
        self.confirm.set_text(question.take)
        self.reason.clear()
        self.refusal.hide()
        self._scroll.hide()
        self._why.show()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_list(self) -> None:
        self._asking = ""
        self.refusal.hide()
        self._why.hide()
        self._scroll.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _refuse(self, name: str) -> None:
        way = self._ways[name]
        self.refusal.setText(self.tr("Not now: {why}").format(why=say(way.why)))
        self.refusal.show()

    def _take_asked(self) -> None:
        words = self.reason.text().strip()
        if self._question is not None and self._question.required and not words:
            self.refusal.setText(self.tr("Say why in a few words."))
            self.refusal.show()
            return
        self._take(self._asking, words)

    def _take(self, name: str, reason: str) -> None:
        self._taken = True
        self.close_panel()
        self.chosen.emit(name, reason)

    def _say_cancelled(self) -> None:
        if not self._taken:
            self.cancelled.emit()

    def _lay_out(self) -> None:
        line = row(self.reason, self.confirm)
        line.setStretch(0, 1)
        column = QVBoxLayout(self._why)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question)
        column.addLayout(line)
        for part in (self.lead_in, self.refusal, self._scroll, self._why):
            self.body.addWidget(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the reason goes back to the list; a second one closes the menu."""
        if watched is self.reason and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                name = self._asking
                self._show_list()
                self.choices.focus_choice(name)
            return event.type() == QEvent.Type.KeyPress
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """B promises a call where that is offered, as it does outside."""
        if event.key() == Qt.Key.Key_B and PROMISE in self._ways and not self._asking:
            self._take(PROMISE, "")
            event.accept()
        else:
            super().keyPressEvent(event)
