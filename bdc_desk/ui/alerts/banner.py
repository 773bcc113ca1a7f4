"""Alerts inside the window. The banner takes no keyboard, raises no window and moves no row (ux.md)."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.cadence.queue import Badge
from bdc_desk.ui.alerts.alert_words import BADGES, URGENCY, most_urgent, said_of_many, said_of_one
from bdc_desk.ui.shapes import Shape, badge_shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import BadgeLabel, Sign

ROW_KEY = "G"
"""Goes to the row; the window binds it."""
COLOURS = {
    Badge.ESCALATED: "escalated",
    Badge.OVER_15: "over_15",
    Badge.OVER_2: "over_2",
    Badge.CALLBACK: "muted",
}


class AlertBanner(QFrame):
    """One line for all alerts that still stand: a lead's latest, several leads summed up."""

    show_row = Signal(str)
    """The person asks for the row of this lead."""
    dismissed = Signal()
    """The person closed the banner; later alerts show it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is an alert. Add it to a NoticeArea, or to a layout."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._standing: dict[str, tuple[AlertKind, str, str]] = {}
        self._sign = Sign(Shape.CIRCLE)
        self._badge = BadgeLabel(Badge.NEW)
        self._text = Label(wrap=True)
        self._show = Button(self.tr("Show row"), key=ROW_KEY, focusable=False)
        self._close = Button("", role="quiet", shape=Shape.CROSS, focusable=False)
        self._close.setAccessibleName(self.tr("Dismiss (Esc)"))
        self._show.clicked.connect(self.ask_row)
        self._close.clicked.connect(self.dismiss)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self.dismiss)
        self._escape.activatedAmbiguously.connect(self.dismiss)
        self._escape.setEnabled(False)
        self._lay_out()
        self.hide()

    def add(
        self,
        alerts: Iterable[Alert],
        name_of: Callable[[str], str],
        promiser_of: Callable[[str], str] = lambda _lead: "",
    ) -> None:
        """Show these as well. `name_of` gives the customer's name for a lead, `promiser_of` the colleague who
        promised a call.
        """
        for alert in alerts:
            self._standing[alert.lead] = (alert.kind, name_of(alert.lead), promiser_of(alert.lead))
        self._tell()

    def ask_row(self) -> None:
        """Ask for the row of the first lead: by the button, or by its key. Nothing while nothing stands."""
        if self._standing:
            self.show_row.emit(self.first_lead())

    def settle(self, stands: Callable[[str], bool]) -> None:
        """Let go of leads for which `stands` says no (called meanwhile, closed, taken in hand)."""
        left = {lead: alert for lead, alert in self._standing.items() if stands(lead)}
        if len(left) != len(self._standing):
            self._standing = left
            self._tell()

    def dismiss(self) -> None:
        """Close the banner and forget what it said."""
        self._standing.clear()
        self._tell()
        self.dismissed.emit()

    def first_lead(self) -> str:
        """The lead that Show row goes to: the most urgent, of these the one alerted first; "" for none."""
        ranked = sorted(self._standing, key=lambda lead: URGENCY.index(self._standing[lead][0]))
        return ranked[0] if ranked else ""

    def said(self) -> str:
        """The banner's sentence; "" while it is hidden."""
        return self._text.text() if self._standing else ""

    def _tell(self) -> None:
        self._escape.setEnabled(bool(self._standing))
        if not self._standing:
            self.hide()
            return
        kinds = [kind for kind, _, _ in self._standing.values()]
        badge = BADGES[most_urgent(kinds)]
        self._sign.show_shape(badge_shape(badge), COLOURS[badge])
        self._badge.show_badge(badge)
        text = self._sentence(kinds)
        news = text != self._text.text() or self.isHidden()
        self._text.setText(text)
        self.setAccessibleName(f"{badge.value}: {text}")
        self.show()
        if news:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _sentence(self, kinds: list[AlertKind]) -> str:
        if len(kinds) > 1:
            return said_of_many(kinds)
        ((kind, name, promiser),) = self._standing.values()
        return said_of_one(kind, name, promiser)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        line.setSpacing(GAP_S)
        line.addWidget(self._sign)
        line.addWidget(self._badge)
        line.addWidget(self._text, 1)
        line.addWidget(self._show)
        line.addWidget(self._close)
