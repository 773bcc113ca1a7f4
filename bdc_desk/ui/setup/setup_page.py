"""The first start on one page: dealership, hours, who sits here, the phone. Or a look at invented data, or a
team that is there already.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bdc_desk.operations.setup_form import DIAL_WAYS, ROLES, SetupForm, faults
from bdc_desk.ui import theme
from bdc_desk.ui.setup.fields import CalmComboBox, Field, SearchBox, line_edit
from bdc_desk.ui.setup.hours_box import HoursBox
from bdc_desk.ui.setup.people_box import PeopleBox
from bdc_desk.ui.setup.places import countries, only_zone, zones
from bdc_desk.ui.tokens import GAP_L, GAP_M, GAP_XL, GAP_XS
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, column, row
from bdc_desk.ui.widgets.plain import Label

WIDEST = 720
ROLE_WORDS = (
    QT_TRANSLATE_NOOP("SetupPage", "Salesperson"),
    QT_TRANSLATE_NOOP("SetupPage", "Enquiry-management staff (BDC agent)"),
    QT_TRANSLATE_NOOP("SetupPage", "Sales manager"),
    QT_TRANSLATE_NOOP("SetupPage", "Dealer principal"),
)
"""In the order of ROLES (domain.md, Who sits at a desk)."""


class SetupPage(QWidget):
    """`done(SetupForm)` for a form without fault; `demo_asked` to try the program with invented people;
    `join_asked` where colleagues have a shared database already.
    """

    done = Signal(object)
    demo_asked = Signal()
    join_asked = Signal()

    def __init__(self, guess: SetupForm, parent: QWidget | None = None) -> None:
        """`guess`: what this machine suggests; every value can be changed."""
        super().__init__(parent)
        self._laid_out = False
        self.setAccessibleName(self.tr("First start"))
        self.name = line_edit(self)
        self.country = SearchBox(countries(), self)
        self.region = line_edit(self, longest=10)
        self.zone = SearchBox([(zone.replace("_", " "), zone) for zone in zones()], self)
        self.hours = HoursBox(self)
        self.person_name = line_edit(self)
        self.role = CalmComboBox(list(zip(map(self.tr, ROLE_WORDS), ROLES, strict=True)), self)
        self.by_hand = QRadioButton(self.tr("By hand"), self)
        self.by_link = QRadioButton(self.tr("By a dialler"), self)
        ways = QButtonGroup(self)
        for way in (self.by_hand, self.by_link):
            ways.addButton(way)
        self.people = PeopleBox(tuple(map(self.tr, ROLE_WORDS)), self)
        self.start = Button(self.tr("Start"), self, key="Ctrl+Enter", role="primary")
        self.demo = Button(self.tr("Try it with invented people"), self)
        self.join = Button(self.tr("Join my team"), self)
        self.summary = Label(parent=self, role="error", wrap=True)
        self._fields = self._named_fields()
        self._lay_out()
        self._laid_out = True
        self._show(guess)
        self._zone_proposed = self.zone.value()
        self.country.currentIndexChanged.connect(self._propose_zone)
        self.start.clicked.connect(self._finish)
        self.demo.clicked.connect(self.demo_asked)
        self.join.clicked.connect(self.join_asked)
        self.hours.edited.connect(self._forget_summary)
        self.people.edited.connect(self._forget_summary)
        for field in self._fields.values():
            field.edited.connect(self._forget_summary)

    def form(self) -> SetupForm:
        """What stands in the fields now."""
        return SetupForm(
            name=self.name.text().strip(),
            country=self.country.value(),
            region=self.region.text().strip(),
            zone=self.zone.value(),
            hours=self.hours.hours(),
            person_name=self.person_name.text().strip(),
            role=self.role.value(),
            dial_way=DIAL_WAYS[1] if self.by_link.isChecked() else DIAL_WAYS[0],
            people=self.people.people(),
        )

    def show_faults(self, found: Mapping[str, str]) -> None:
        """Show what has to be put right beside its field; the first such field gets the keyboard."""
        for key, field in self._fields.items():
            field.show_fault(found.get(key, ""))
        self.hours.show_faults(found)
        self.people.show_faults(found)
        told = self.tr("Nothing is set up yet: see the remarks at the fields.")
        self.summary.setText(told if found else "")
        first = self._first_at_fault(found)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first)

    def _forget_summary(self) -> None:
        """The last remark was corrected: there is none to see any more."""
        if not self.hours.has_fault and not any(field.fault for field in self._fields.values()):
            self.summary.setText("")

    def _first_at_fault(self, found: Mapping[str, str]) -> QWidget | None:
        for key, field in self._fields.items():
            if key in found:
                return field.control
        for key in found:
            if key.startswith("people."):
                return self.people.name_of(int(key.removeprefix("people.")))
            if key.startswith("hours."):
                return self.hours.line(key.removeprefix("hours.")).typed
        return self.hours.line("monday").closed if "hours" in found else None

    def _finish(self) -> None:
        form = self.form()
        found = faults(form)
        if "country" in found:
            found["country"] = self.tr(
                "Choose the country from the list: holidays and number formats follow from it."
            )
        self.show_faults(found)
        if not found:
            self.done.emit(form)

    def _show(self, guess: SetupForm) -> None:
        self.name.setText(guess.name)
        self.country.choose(guess.country)
        self.region.setText(guess.region)
        self.zone.choose(guess.zone)
        self.hours.show_hours(guess.hours)
        self.person_name.setText(guess.person_name)
        self.role.choose(guess.role)
        (self.by_link if guess.dial_way == DIAL_WAYS[1] else self.by_hand).setChecked(True)

    def _propose_zone(self) -> None:
        """A country with one time zone brings it along, until the person chooses another."""
        zone = only_zone(self.country.value())
        if zone and self.zone.value() == self._zone_proposed:
            self.zone.choose(zone)
            self._zone_proposed = zone

    def _named_fields(self) -> dict[str, Field]:
        region_hint = self.tr("Only for regional holidays, such as SCT or BY; may stay empty")
        zone_hint = self.tr("Every clock and mark runs in it; type part of the name")
        role_hint = self.tr("Stands beside your calls in the attempt log")
        return {
            "name": Field(self.tr("Name of the dealership"), self.name, parent=self),
            "country": Field(self.tr("Country"), self.country, parent=self),
            "region": Field(self.tr("Region"), self.region, region_hint, self),
            "zone": Field(self.tr("Time zone"), self.zone, zone_hint, self),
            "person_name": Field(self.tr("Your name"), self.person_name, parent=self),
            "role": Field(self.tr("What you do"), self.role, role_hint, self),
        }

    def _lay_out(self) -> None:
        self._page = QWidget(self)
        body = QVBoxLayout(self._page)
        body.setContentsMargins(GAP_L, GAP_XL, GAP_L, GAP_M)
        body.setSpacing(GAP_M)
        body.addWidget(Label(self.tr("Set up your dealership"), self._page, size=22, bold=True))
        intro = self.tr("A few answers and the desk is ready. Hours and rules can be changed later.")
        body.addWidget(Label(intro, self._page, role="muted", wrap=True))
        cards = (
            self._demo_card(),
            self._dealership_card(),
            self._hours_card(),
            self._person_card(),
            self._people_card(),
        )
        for card in cards:
            body.addWidget(card)
        body.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._centred(self._page))
        self._end = QWidget(self)
        end = QHBoxLayout(self._end)
        end.setContentsMargins(GAP_L, 0, GAP_L, GAP_M)
        end.setSpacing(GAP_M)
        end.addWidget(self.summary, 1)
        end.addStretch(0)
        end.addWidget(self.start)
        self.summary.setText("")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._centred(self._end))
        self._measure()

    def _centred(self, part: QWidget) -> QWidget:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(part, 100)
        line.addStretch(1)
        return holder

    def _measure(self) -> None:
        for part in (self._page, self._end):
            part.setMaximumWidth(round(WIDEST * theme.text_scale()))

    def _demo_card(self) -> Card:
        card = Card("", self, role="well")
        words = self.tr("Only looking? See a working week of invented people first; closing it removes it.")
        team = self.tr("Your colleagues work with BDC Desk already? Then join them.")
        for said, button in ((words, self.demo), (team, self.join)):
            line = row(Label(said, card, wrap=True), button, spacing=GAP_M)
            line.setStretch(0, 1)
            card.body.addLayout(line)
        return card

    def _dealership_card(self) -> Card:
        card = Card(self.tr("The dealership"), self)
        place = row(self._fields["country"], self._fields["region"], spacing=GAP_M)
        place.setStretch(0, 2)
        place.setStretch(1, 1)
        card.body.addWidget(self._fields["name"])
        card.body.addLayout(place)
        card.body.addWidget(self._fields["zone"])
        return card

    def _hours_card(self) -> Card:
        card = Card(self.tr("Opening hours"), self)
        hint = self.tr("The clocks run in these hours only. Several spans a day: 09:00-12:00, 13:00-18:00")
        card.body.addWidget(Label(hint, card, size=9, role="muted", wrap=True))
        card.body.addWidget(self.hours)
        return card

    def _person_card(self) -> Card:
        card = Card(self.tr("You and the phone"), self)
        person = row(self._fields["person_name"], self._fields["role"], spacing=GAP_M)
        for place in (0, 1):
            person.setStretch(place, 1)
        card.body.addLayout(person)
        card.body.addWidget(Label(self.tr("The phone"), card, bold=True))
        hints = {
            self.by_hand: self.tr("The desk shows the number large and times the call."),
            self.by_link: self.tr("The desk hands the number to this machine's program for tel: links."),
        }
        for way, hint in hints.items():
            said = Label(hint, card, size=9, role="muted", wrap=True)
            said.setContentsMargins(GAP_XL + GAP_XS, 0, 0, 0)
            way.setAccessibleDescription(hint)
            card.body.addLayout(column(way, said, spacing=0))
        return card

    def _people_card(self) -> Card:
        card = Card(self.tr("Colleagues at this desk"), self)
        hint = self.tr(
            "Whoever else works at this computer: each call stands under its own person. F10 switches "
            "between them, and adds people later."
        )
        card.body.addWidget(Label(hint, card, size=9, role="muted", wrap=True))
        card.body.addWidget(self.people)
        return card

    def event(self, event: QEvent) -> bool:
        """Keep the window's own Ctrl+Enter away while this page is filled in."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _starts(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter starts."""
        if _starts(event):
            self._finish()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Give the page another width when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._laid_out:
            self._measure()


def _starts(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
