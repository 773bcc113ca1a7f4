"""The top of a lead's page: who it is, how the lead stands, and what to do next."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bdc_desk.cadence.queue import Badge
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.lead.history_words import breakable
from bdc_desk.ui.lead.promise_line import PromiseLine
from bdc_desk.ui.lead.state_words import badge_of, meta_line
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.shapes import Shape, badge_shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import BadgeLabel, Sign

_TOKENS = {Badge.NEW: "new", Badge.OVER_2: "over_2", Badge.OVER_15: "over_15", Badge.ESCALATED: "escalated"}


class NextStepLine(QFrame):
    """One line: what is due next and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_step`."""
        super().__init__(parent)
        self.setProperty("role", "well")
        self._text = Label(parent=self, bold=True, wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        line.setSpacing(GAP_S)
        line.addWidget(Sign(Shape.ARROW, "accent", 14, self))
        line.addWidget(self._text, 1)

    def show_step(self, step: str) -> None:
        """Show the engine's words for the next step."""
        self._text.setText(self.tr("Next step: {step}").format(step=step))
        self.setAccessibleName(self._text.text())


class HolderLine(QFrame):
    """One line while a colleague has the customer in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is a colleague."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._holder: Holder | None = None
        self._text = Label(parent=self, bold=True, tabular=True, wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        line.setSpacing(GAP_S)
        line.addWidget(Sign(Shape.PERSON, "accent", 14, self))
        line.addWidget(self._text, 1)
        self.hide()

    def show_holder(self, holder: Holder | None, now: datetime) -> None:
        """Show another, or nobody."""
        self._holder = holder if holder is not None and holder.since is not None else None
        self.tick(now)
        self.setVisible(self._holder is not None)

    def tick(self, now: datetime) -> None:
        """Count on."""
        said = self._holder.said(now) if self._holder is not None else ""
        if said != self._text.text():
            self._text.setText(said)
            self.setAccessibleName(said)


class Heading(QWidget):
    """Name, state as shape and word, the facts that pass with time, the next step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_lead`."""
        super().__init__(parent)
        self._view: LeadView | None = None
        self._sign = Sign(Shape.CIRCLE, "muted", 20, self)
        self.name = Label(parent=self, size=18, bold=True, wrap=True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._badge = BadgeLabel(Badge.NEW, self)
        self.meta = Label(parent=self, role="muted", wrap=True)
        self.holder = HolderLine(self)
        self.next_step = NextStepLine(self)
        self.promise = PromiseLine(self)
        first = row(self._sign, self.name, self._badge)
        first.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addLayout(first)
        column.addWidget(self.meta)
        column.addWidget(self.holder)
        column.addWidget(self.next_step)
        column.addWidget(self.promise)

    def show_holder(self, holder: Holder | None, now: datetime) -> None:
        """Who has the customer in hand now, None for nobody."""
        self.holder.show_holder(holder, now)

    def show_lead(self, view: LeadView, now: datetime, zone: tzinfo) -> None:
        """Show a lead as it stands at `now`; `zone` is the dealership's."""
        self._view = view
        self.name.setText(breakable(view.name, 12) or self.tr("No name given"))
        self.next_step.show_step(say(view.standing.next_step.why))
        self.promise.show_lead(view, now, zone)
        self.tick(now, zone)

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Show what passing time changes: age, the customer's time, the mark that has passed."""
        if self._view is None:
            return
        self.holder.tick(now)
        meta = breakable(meta_line(self._view, now, zone))
        if meta != self.meta.text():
            self.meta.setText(meta)
        badge = badge_of(self._view.standing, now)
        self._sign.setVisible(badge is not None)
        self._badge.setVisible(badge is not None)
        if badge is not None:
            self._sign.show_shape(badge_shape(badge), _TOKENS.get(badge, "muted"))
            self._badge.show_badge(badge)
