"""The lead on the page: read when it is chosen, read anew when it moved, and what the person writes
into it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.policy import Policy
from bdc_desk.intake.phones import read_phone
from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.operations.views import DetailsForm, LeadView, PhoneView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.lead.page import LeadPage

REREAD = timedelta(seconds=30)
"""How often the lead on the page is concluded anew as time passes: "opens 09:00" is not true at 09:01."""


class LeadSession(QObject):
    """Reads in the storage lane; `view` is what the page shows, None while nothing is chosen."""

    shown = Signal()
    """The page shows another lead, or the same one anew."""
    refused = Signal(str)
    written = Signal(str)
    """The person wrote this (in words) into the log, which no key takes back."""

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, page: LeadPage) -> None:
        """`page` shows what is read."""
        super().__init__(page)
        self._desk, self._lanes, self._hub, self._page = desk, lanes, hub, page
        self.view: LeadView | None = None
        self.about: Surroundings | None = None
        self._wanted = ""
        self._number = ""
        self._waiting: list[Callable[[], None]] = []
        self._unwritten: dict[str, str] = {}
        self._reread_at = desk.clock.now() + REREAD
        hub.changed.connect(self._on_changes)
        page.note_typed.connect(self._keep_draft)
        page.note_left.connect(self._write_note)
        page.details_saved.connect(self._save_details)
        page.number_chosen.connect(self.choose_number)

    @property
    def policy(self) -> Policy | None:
        """The policy in force when the lead was read."""
        return self.about.policy if self.about else None

    def choose(self, lead: str) -> None:
        """Show this lead; "" shows none."""
        if lead != self._wanted:
            self._number = ""
            self._waiting.clear()
            self._page.expect(lead)
        self._wanted = lead
        if lead:
            self._read(lead)
            return
        self.view = None
        self._page.show_nothing()
        self.shown.emit()

    def when_shown(self, act: Callable[[], None]) -> None:
        """Do this as soon as the chosen lead is on the page: a key right after J is about the new lead."""
        if self._wanted and (self.view is None or self.view.lead != self._wanted):
            self._waiting.append(act)
        else:
            act()

    def tick(self, now: datetime) -> None:
        """Words go stale as time passes, and a note that could not be written is tried again."""
        if now < self._reread_at:
            return
        self._reread_at = now + REREAD
        if self._wanted:
            self._read(self._wanted)
        for lead, text in tuple(self._unwritten.items()):
            self._write_note(lead, text)

    @property
    def has_unwritten_notes(self) -> bool:
        """Whether a note was left and could not be written yet (a full disk): it is tried again by `tick`."""
        return bool(self._unwritten)

    def phone(self) -> PhoneView | None:
        """The number that F5 dials: the chosen one, else the first that may be dialled, else the first usable
        one.
        """
        if self.view is None:
            return None
        phones = self.view.phones
        chosen = [phone for phone in phones if phone.ref == self._number]
        by_use = sorted(phones, key=lambda phone: (not phone.may_dial, not phone.usable))
        return next(iter([*chosen, *by_use]), None)

    def choose_number(self, ref: str) -> None:
        """Call this number of the lead, not the first."""
        self._number = ref
        self.shown.emit()

    def change(
        self,
        work: Callable[[], Changes],
        then: Callable[[Changes], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Do a piece of work on the lead and tell everybody; a refusal is said, and `failed` hears of it."""

        def done(changes: Changes) -> None:
            self._hub.tell(changes)
            if then is not None:
                then(changes)

        def refuse(why: Exception) -> None:
            if failed is not None:
                failed()
            self._refuse(why)

        self._lanes.storage(work, done, refuse)

    def _refuse(self, why: Exception) -> None:
        self.refused.emit(str(why))

    def _read(self, lead: str) -> None:
        self._lanes.storage(
            lambda: (around(self._desk), lead_view(self._desk, lead)),
            self._show,
            lambda _why: self.choose(""),
        )

    def _show(self, found: tuple[Surroundings, LeadView]) -> None:
        about, view = found
        if view.lead != self._wanted:
            return  # another was chosen while this one was read
        self.about, self.view = about, view
        self._page.show_lead(view, self._desk.clock.now(), zone_of(about.policy.zone))
        self.shown.emit()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _on_changes(self, changes: Changes) -> None:
        mine = Data.LEAD in changes.kinds and self._wanted in changes.leads
        if self._wanted and (mine or Data.POLICY in changes.kinds):
            self._read(self._wanted)

    def _keep_draft(self, lead: str, text: str) -> None:
        self._lanes.storage(
            lambda: lead_work.keep_note_draft(self._desk, lead, text),
            lambda _none: self._page.show_note_saved(lead),
            self._refuse,
        )

    def _write_note(self, lead: str, text: str) -> None:
        def done(changes: Changes) -> None:
            self._unwritten.pop(lead, None)
            if text.strip():
                self.written.emit(self.tr("the note"))
            self._hub.tell(changes)
            self._page.take_note_out(lead, text)

        def failed(why: Exception) -> None:
            self._unwritten[lead] = text  # tried again by `tick`: what was typed is never lost
            self.refused.emit(
                self.tr("The note is kept and will be written again soon. {why}").format(why=why)
            )

        self._lanes.storage(lambda: lead_work.write_note(self._desk, lead, text), done, failed)

    def _save_details(self, lead: str, form: DetailsForm) -> None:
        country = self.about.policy.country if self.about else None

        def work() -> Changes:
            phones = [read_phone(typed, country=country)[0] for typed in form.phones if typed.strip()]
            return lead_work.edit_details(self._desk, lead, form, phones)

        def done(changes: Changes) -> None:
            if changes.leads:
                self.written.emit(self.tr("the customer's details"))
            self._hub.tell(changes)
            self._page.close_details(lead)

        self._lanes.storage(work, done, lambda why: self._page.refuse_details(lead, str(why)))
