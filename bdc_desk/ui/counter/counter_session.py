"""The counter: who has the number is looked up as it is typed, what is typed is kept until it is saved, and a
saved lead says what is due next.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.counter import CounterForm, receive_at_counter
from bdc_desk.operations.counter_drafts import counter_draft, keep_counter_draft
from bdc_desk.operations.delivery import Received
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.searching import KnownCustomer, who_has
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.counter.counter_panel import CounterPanel, is_typed
from bdc_desk.ui.newest import Newest

DEBOUNCE_MS = 400
KINDS = (LeadKind.PHONE_UP, LeadKind.WALK_IN)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a form: the lead, and the words that say so."""

    lead: str
    words: str


class CounterSession(QObject):
    """Joins the panel with the desk. The open call, if there is one, is none of its business."""

    saved = Signal(object)
    """Carries a `Saved`."""
    kept = Signal(str)
    """The panel was left with something in it: carries the words that say how it comes back."""
    refused = Signal(str)

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, panel: CounterPanel, zone: Callable[[], str]
    ) -> None:
        """`zone`: the dealership's (IANA)."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub, self._panel, self._zone = desk, lanes, hub, panel, zone
        self._asked = Newest(lanes)
        self._drafts = {kind: CounterForm(kind, "", "", "") for kind in KINDS}
        self._carried: dict[LeadKind, CounterForm] = {}
        self._save_then: tuple[CounterForm, str | None] | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self._keep)
        panel.number_typed.connect(self._look_up)
        panel.typed.connect(self._typed)
        panel.saved.connect(self._save)
        panel.cleared.connect(self._clear)
        panel.closed.connect(self._closed)

    def start(self) -> None:
        """Read what was typed before the program ended."""
        self._lanes.storage(
            lambda: [counter_draft(self._desk, kind) for kind in KINDS], self._take_drafts, self._refuse
        )

    def open(self, kind: LeadKind, text: str = "") -> None:
        """Ctrl+N, Ctrl+Shift+N. `text`: what was searched for in vain; digits are a number, else a name. It
        fills a field only where nothing is typed yet, and is kept like what is typed.
        """
        self.keep_typed()
        if self._panel.is_open and self._panel.kind is kind:
            self._panel.first_field().setFocus()
            return
        before = self._drafts[kind]
        typed = is_typed(before) and before != self._carried.get(kind)
        form = before
        if text.strip():
            form = _with(before if typed else CounterForm(kind, "", "", ""), text.strip())
        self._panel.open_for(form, typed_before=typed)
        if form != before:
            self._drafts[kind] = form
            self._wait.start()
            if not typed:
                self._carried[kind] = form

    def keep_typed(self) -> None:
        """Keep what is typed now, before the panel or the window closes."""
        if self._wait.isActive():
            self._wait.stop()
            self._keep()

    def _closed(self) -> None:
        self.keep_typed()
        if is_typed(self._panel.form()):
            key = self.tr("Ctrl+N") if self._panel.kind is LeadKind.PHONE_UP else self.tr("Ctrl+Shift+N")
            self.kept.emit(self.tr("Not saved yet, but kept: {key} shows it again.").format(key=key))

    def _take_drafts(self, found: list[CounterForm]) -> None:
        for form in found:
            if not is_typed(self._drafts[form.kind]):
                self._drafts[form.kind] = form

    def _typed(self) -> None:
        self._drafts[self._panel.kind] = self._panel.form()
        self._wait.start()

    def _keep(self) -> None:
        form = self._panel.form()
        self._drafts[form.kind] = form
        self._lanes.storage(lambda: keep_counter_draft(self._desk, form), lambda _none: None, self._refuse)

    def _clear(self) -> None:
        self._wait.start()
        self.keep_typed()

    def _look_up(self, number: str) -> None:
        if number:
            self._asked.ask(lambda: who_has(self._desk, number), self._show_known, self._refuse)
        else:
            self._asked.forget()
            self._show_known(())

    def _show_known(self, known: tuple[KnownCustomer, ...]) -> None:
        news = self._panel.is_new_to(known)
        self._panel.show_known(known, self._desk.clock.now(), zone_of(self._zone()))
        asked, self._save_then = self._save_then, None
        if asked is None:
            return
        self._panel.show_fault("")
        if not news:
            self._save(*asked)

    def _save(self, form: CounterForm, onto: str | None) -> None:
        if self._asked.is_busy:
            self._save_then = (form, onto)  # Enter came before the answer: the number may be known
            return

        def work() -> tuple[Received, LeadView]:
            received = receive_at_counter(self._desk, form, onto=onto)
            keep_counter_draft(self._desk, CounterForm(form.kind, "", "", ""))
            return received, lead_view(self._desk, received.lead)

        self._wait.stop()
        sent = self._panel.form()
        self._lanes.storage(
            work, lambda found: self._done(form, sent, onto, *found), lambda why: self._failed(form, why)
        )

    def _done(
        self, form: CounterForm, sent: CounterForm, onto: str | None, received: Received, view: LeadView
    ) -> None:
        if self._panel.kind is form.kind and self._panel.form() != sent:
            self._panel.show_fault("")  # more was typed while it was saved: that stays
            self._keep()
        elif self._panel.kind is form.kind:
            self._drafts[form.kind] = CounterForm(form.kind, "", "", "")
            self._panel.fill(self._drafts[form.kind])
            self._panel.close_panel()
        else:
            self._drafts[form.kind] = CounterForm(form.kind, "", "", "")
        self._hub.tell(received.changes)
        self.saved.emit(Saved(received.lead, self._words(form, onto, received, view)))

    def _words(self, form: CounterForm, onto: str | None, received: Received, view: LeadView) -> str:
        if onto is not None:
            told = self.tr("{name}: saved on the open lead.")
        elif received.again:
            told = self.tr("{name} has enquired before: saved as a new round of that lead.")
        elif form.kind is LeadKind.PHONE_UP:
            told = self.tr("{name}: saved as a caller.")
        else:
            told = self.tr("{name}: saved as a visitor.")
        due = self.tr("Next: {step}.").format(step=str(view.standing.next_step.why).rstrip("."))
        return f"{told.format(name=view.name)} {due}"

    def _failed(self, form: CounterForm, why: Exception) -> None:
        if self._panel.kind is form.kind:
            self._keep()
            self._panel.show_fault(str(why))
        if not self._panel.is_open or self._panel.kind is not form.kind:
            self.refused.emit(str(why))

    def _refuse(self, why: Exception) -> None:
        if self._save_then is not None:
            self._save_then = None
            self._panel.show_fault(str(why))
        else:
            self.refused.emit(str(why))


def _with(draft: CounterForm, text: str) -> CounterForm:
    """The draft, with the text of a search in the field that it belongs to."""
    if not text:
        return draft
    is_number = any(sign.isdecimal() for sign in text) and not any(sign.isalpha() for sign in text)
    name, number, email = draft.name, draft.number, draft.email
    if is_number:
        number = number or text
    elif "@" in text:
        email = email or text
    else:
        name = name or text
    return CounterForm(draft.kind, name, number, draft.wanted, email, draft.words)
