"""Another number (Shift+F5): read in the dealership's country, kept with the lead's, chosen for F5."""

from PySide6.QtCore import QCoreApplication, QObject

from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Phone
from bdc_desk.operations.naming import number_shown
from bdc_desk.operations.typed_number import read_number
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.news import News
from bdc_desk.ui.typed.other_number_panel import OtherNumberPanel, Reading


class OtherNumberSession(QObject):
    """Reading a number waits for nothing, so it is done as it is typed."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: OtherNumberPanel,
        lead: LeadSession,
        news: News,
    ) -> None:
        """`lead`: whose number it is."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._lead, self._news = panel, lead, news
        self._about: LeadView | None = None
        panel.typed.connect(self._read)
        panel.taken.connect(self._keep)

    def open(self) -> None:
        """Shift+F5."""
        self._about = self._lead.view
        if self._about is None:
            self._news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        self._panel.open_for(self._about.name)

    def _phone(self, text: str) -> Phone:
        policy = self._lead.policy
        return read_number(text, policy.country if policy else "")

    def _read(self, text: str) -> None:
        if self._about is not None:
            self._panel.show_reading(text, reading_of(self._phone(text), self._about))

    def _keep(self, text: str) -> None:
        view, phone = self._about, self._phone(text)
        if view is None:
            return

        def done(kept: tuple[str, Changes]) -> None:
            ref, changes = kept
            self._panel.close_panel()
            if self._lead.view is not None and self._lead.view.lead == view.lead:
                self._lead.choose_number(ref)
            self._hub.tell(changes)
            if changes.leads:
                self._news.stack.begin(self._desk.clock.now(), self.tr("another number"))
            told = self.tr("{name}: F5 dials {number} now.")
            self._news.tell(told.format(name=view.name, number=phone.e164 or phone.typed))

        self._lanes.storage(
            lambda: lead_work.add_number(self._desk, view.lead, phone),
            done,
            lambda why: self._panel.show_fault(str(why)),
        )


def reading_of(phone: Phone, view: LeadView) -> Reading:
    """How a typed number is read, in words."""
    tell = QCoreApplication.translate
    known = next((one for one in view.phones if phone.e164 and one.e164 == phone.e164), None)
    if known is not None:
        has = tell("OtherNumber", "The customer has it already.")
        return Reading(known.shown, f"{has} {known.why}".strip(), known=True)
    if phone.e164 is None and not phone.possible:
        return Reading("", tell("OtherNumber", "Not a number that can be dialled yet."))
    if phone.e164 is None:
        return Reading("", tell("OtherNumber", "It lacks the area code: type it whole."))
    return Reading(number_shown({"e164": phone.e164}), "")
