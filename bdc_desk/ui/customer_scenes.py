"""Scenes of the work on customers: the counter, the search, twins, a customer's whole history."""

from collections.abc import Callable

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.clock import FixedClock
from bdc_desk.operations.counter import CounterForm
from bdc_desk.operations.merging import merge
from bdc_desk.ui.scene_steps import take_next
from bdc_desk.ui.workplace import Workplace


def _typed(work: Workplace, form: CounterForm) -> None:
    """The counter with this form in it."""
    work.window.notice.leave()
    work.customers.counter.open(form.kind)
    panel = work.customers.counter_panel
    panel.name.setText(form.name)
    panel.number.setText(form.number)
    panel.wanted.setText(form.wanted)
    panel.words.setPlainText(form.words)
    panel.number.setFocus()


def _phone_up(work: Workplace, _clock: FixedClock) -> None:
    """Somebody calls whose number is known and whose lead is open."""
    take_next(work)
    words = "Sunday would suit better. Brings her father, who pays."
    _typed(work, CounterForm(LeadKind.PHONE_UP, "", "020 7946 0141", "", words=words))


def _household(work: Workplace, _clock: FixedClock) -> None:
    """Somebody walks in whose number two customers have."""
    take_next(work)
    _typed(work, CounterForm(LeadKind.WALK_IN, "", "020 7946 0155", "2020 Renault Zoe"))


def _search(work: Workplace, _clock: FixedClock) -> None:
    """All who want a Mini, closed leads among them."""
    take_next(work)
    work.window.notice.leave()
    work.customers.search.open()
    work.customers.search_panel.field.setText("mini")
    work.customers.search_panel.results.step(1)


def _nobody_found(work: Workplace, _clock: FixedClock) -> None:
    """Nobody is found, which says what to do."""
    take_next(work)
    work.window.notice.leave()
    work.customers.search.open()
    work.customers.search_panel.field.setText("Quentin Moss")


def _lead_of(work: Workplace, name: str) -> str:
    return next(row.lead for row in work.window.queue.model.rows() if row.name == name)


def _twins(work: Workplace, _clock: FixedClock) -> None:
    """The two of the Ellis household side by side."""
    work.window.queue.select(_lead_of(work, "Thomas Ellis"))
    work.window.notice.leave()
    work.customers.twins.compare()


def _timeline(work: Workplace, _clock: FixedClock) -> None:
    """Merged, with everything of the customer in one history."""
    lead = _lead_of(work, "Thomas Ellis")
    merged = merge(work.desk, lead, _lead_of(work, "Margaret Ellis"))
    work.hub.tell(merged.changes)
    work.window.queue.select(lead)
    work.window.notice.leave()
    work.window.lead.switch_history()


CUSTOMER_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "phone-up": _phone_up,
    "household": _household,
    "search": _search,
    "nobody-found": _nobody_found,
    "twins": _twins,
    "timeline": _timeline,
}
"""By the name that `bdc-desk demo --screen` takes."""
