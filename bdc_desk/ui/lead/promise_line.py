"""One line under the next step while a call is promised: for when, by whom, and what can be done about it."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bdc_desk.operations.views import LeadView
from bdc_desk.ui import words
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign


class PromiseLine(QFrame):
    """`move_asked` and `cancel_asked` about the open promise. Hidden where there is none."""

    move_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until `show_lead` finds a promise."""
        super().__init__(parent)
        self._sign = Sign(Shape.CLOCK, "muted", 14, self)
        self._text = Label(parent=self, tabular=True, wrap=True)
        self.move_button = Button(self.tr("Move"), self, key="B", role="quiet")
        self.move_button.setAccessibleName(self.tr("Move the promised call to another time (B)"))
        self.cancel_button = Button(self.tr("Take it back"), self, role="quiet")
        self.cancel_button.setAccessibleName(self.tr("Take the promised call back"))
        for button in (self.move_button, self.cancel_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.move_button.clicked.connect(self.move_asked)
        self.cancel_button.clicked.connect(self.cancel_asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, 0, 0, 0)
        line.setSpacing(GAP_S)
        line.addWidget(self._sign)
        line.addWidget(self._text, 1)
        line.addWidget(self.move_button)
        line.addWidget(self.cancel_button)
        self.hide()

    def show_lead(self, view: LeadView, now: datetime, zone: tzinfo) -> None:
        """Show the lead's open promise as it stands at `now`; `zone`: the dealership's."""
        told = self._promise(view, now, zone)
        self._text.setText(told)
        self.setAccessibleName(told)
        self.setVisible(bool(told))

    def _promise(self, view: LeadView, now: datetime, zone: tzinfo) -> str:
        promise = view.standing.callback
        if promise is None:
            return ""
        by = next((line.agent for line in view.timeline if line.entry == promise.entry), "")
        at = words.moment(promise.promised_at, now, zone)
        told = self.tr("Promised for {at} by {name}") if by else self.tr("Promised for {at}")
        late = self.tr("late") if promise.promised_at < now else ""
        return words.dotted(told.format(at=at, name=by), late)
