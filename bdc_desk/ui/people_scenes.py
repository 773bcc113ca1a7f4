"""Scenes of the people at the desk, and of the calls beside F5: who is here, who is away, a hand-over,
another number, a call typed in, a promise, what is said of an appointment.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.clock import FixedClock
from bdc_desk.contact.dialling import dialler_for
from bdc_desk.operations import pins
from bdc_desk.operations.calling import TEL
from bdc_desk.operations.deputies import set_deputy
from bdc_desk.operations.lead_work import close_lead, set_appointment, set_callback
from bdc_desk.operations.reading import around
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.people_work import PeopleWork
from bdc_desk.ui.picture import settle
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.typed_work import CallExtrasWork
from bdc_desk.ui.workplace import Workplace


def _beside(work: Workplace) -> Beside:
    return Beside(work.lead, work.call, work.news, lambda: work.feed.zone, lambda: None)


def people_of(work: Workplace) -> PeopleWork:
    """The workplace's own; made here where it has none."""
    found = work.window.findChild(PeopleWork)
    if found is None:
        found = PeopleWork(work.desk, work.tools.lanes, work.hub, work.window, _beside(work))
    return found


def extras_of(work: Workplace) -> CallExtrasWork:
    """The workplace's own; made here where it has none."""
    found = work.window.findChild(CallExtrasWork)
    if found is None:
        found = CallExtrasWork(work.desk, work.tools.lanes, work.hub, work.window, _beside(work))
    return found


def _begin(work: Workplace) -> None:
    take_next(work)
    settle()
    work.window.notice.leave()


def _people(work: Workplace, clock: FixedClock) -> None:
    """Everybody of the dealership; one is away and covered, one has a PIN and is about to sit down."""
    _begin(work)
    salespeople = sorted(around(work.desk).salespeople - {work.desk.person})
    until = clock.now() + timedelta(days=9)
    set_deputy(work.desk, salespeople[0], work.desk.person, until)
    sits_next = salespeople[-1]
    pins.set_pin(replace(work.desk, person=sits_next), "4711")
    people_of(work).people.open()
    settle()
    people_of(work).panel.choices.focus_choice(sits_next)


def _away(work: Workplace, clock: FixedClock) -> None:
    """Saying who covers whom until when."""
    _people(work, clock)
    settle()
    panel = people_of(work).panel
    panel.away.click()
    panel.away_form.until.setText("mon")


def _hand_over(work: Workplace, _clock: FixedClock) -> None:
    """To whom the customer goes."""
    _begin(work)
    people_of(work).handover.open()


def _other_number(work: Workplace, _clock: FixedClock) -> None:
    """A number typed by hand, read before it is kept."""
    _begin(work)
    extras_of(work).number.open()
    extras_of(work).number_panel.field.setText("+1 212 555 0134")


def _typed_call(work: Workplace, _clock: FixedClock) -> None:
    """A call made elsewhere, with a promise in it."""
    _begin(work)
    extras = extras_of(work)
    extras.typed_call.open()
    panel = extras.call_panel
    panel.began.setText("12 min ago")
    panel.span.setText("3:05")
    panel.outcomes.chosen.emit("callback")
    panel.promised.setText("tomorrow 10:15")


def _did_it_dial(work: Workplace, clock: FixedClock) -> None:
    """The number was handed to a dialler, and nobody knows whether it dialled."""
    _begin(work)
    extras_of(work)
    work.call.dialler = dialler_for(TEL, lambda _url: True)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 7)


def _promise(work: Workplace, clock: FixedClock) -> None:
    """A promised call on the lead's page."""
    _begin(work)
    extras_of(work)
    view = work.lead.view
    if view is not None:
        work.hub.tell(set_callback(work.desk, view.lead, clock.now() + timedelta(hours=2)))
    work.window.queue.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _shown(work: Workplace, clock: FixedClock) -> None:
    """The evening after an appointment: did the customer come?"""
    _begin(work)
    view = work.lead.view
    if view is None:
        return
    work.hub.tell(set_appointment(work.desk, view.lead, clock.now() + timedelta(hours=1)))
    clock.advance(timedelta(hours=9))
    work.tick(clock.now())
    work.lead.choose(view.lead)
    settle()
    work.window.notice.leave()
    work.closing.open_menu()


def _reopen(work: Workplace, _clock: FixedClock) -> None:
    """A lead that was closed as a duplicate, and what can be done about it."""
    _begin(work)
    view = work.lead.view
    if view is None:
        return
    work.hub.tell(close_lead(work.desk, view.lead, ClosingReason.DUPLICATE))
    work.lead.choose(view.lead)
    settle()
    work.closing.open_menu()


PEOPLE_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "people": _people,
    "away": _away,
    "hand-over": _hand_over,
    "other-number": _other_number,
    "typed-call": _typed_call,
    "did-it-dial": _did_it_dial,
    "promise": _promise,
    "shown": _shown,
    "reopen": _reopen,
}
"""By the name that `bdc-desk demo --screen` takes."""
