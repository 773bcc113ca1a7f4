"""What became of one enquiry, told in its order and played through the desk's own operations."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason
from bdc_desk.demo.people import DEALERSHIP, Agent
from bdc_desk.operations import calling, emailing, lead_work
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft, Phone
from bdc_desk.operations.reading import around, lead_standing, lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import DetailsForm, MailPreview

Perform = Callable[[Desk, str], object]
"""Does something with a lead, whose id is handed in."""

BETWEEN_CALLS = timedelta(seconds=25)
SECOND = timedelta(seconds=1)
SPANS = {
    "no answer": (19, 38),
    "voicemail": (26, 52),
    "engaged": (3, 6),
    "dead number": (4, 9),
    "wrong number": (14, 25),
}
"""How many seconds a call takes, from dialling to its end; a talk takes TALK."""

TALK = (85, 380)


@dataclass(frozen=True, slots=True)
class Act:
    """Something done at a moment at somebody's desk.

    `busy`: how long it keeps that person from other calls; None: it waits for nobody. `tied`: it keeps its
    distance from the act before, where that one came late.
    """

    at: datetime
    who: Agent
    perform: Perform
    busy: timedelta | None = SECOND
    tied: bool = False


@dataclass(slots=True)
class Story:
    """What becomes of one enquiry, told in the order in which it happens. Moments are aware."""

    key: str
    dice: random.Random
    acts: list[Act] = field(default_factory=list)

    def then(self, who: Agent, at: datetime, perform: Perform) -> Self:
        """Let `who` do something at `at`."""
        self.acts.append(Act(at, who, perform))
        return self

    def call(
        self,
        who: Agent,
        at: datetime,
        outcome: str,
        seconds: int | None = None,
        *,
        promised: datetime | None = None,
        number: str = "n1",
        said_first: str = "",
    ) -> Self:
        """A call of so many seconds (else what such a call takes). `promised`: when a call back was agreed.

        `said_first`: an outcome said by mistake and taken back.
        """
        made = _Call(number, outcome, said_first, promised)
        made.span = timedelta(seconds=seconds or self.dice.randint(*SPANS.get(outcome, TALK)))
        busy = made.span + BETWEEN_CALLS
        self.acts.append(Act(at, who, made.begin, busy))
        self._tied(who, at + made.span, made.end)
        told_at = at + made.span + 5 * SECOND
        if said_first:
            self._tied(who, told_at, made.say_wrongly)
            self._tied(who, told_at + 4 * SECOND, made.take_back)
        self._tied(who, told_at + 8 * SECOND, made.say)
        return self

    def _tied(self, who: Agent, at: datetime, perform: Perform) -> None:
        self.acts.append(Act(at, who, perform, busy=None, tied=True))

    def note(self, who: Agent, at: datetime, text: str) -> Self:
        """A note that was left."""
        return self.then(who, at, lambda desk, lead: lead_work.write_note(desk, lead, text))

    def mail(self, who: Agent, at: datetime, template: str) -> Self:
        """An email that was asked for and handed to the mail program 20 s later."""
        asked: list[str] = []
        self.then(who, at, lambda desk, lead: asked.append(_ask(desk, lead, template)))
        self._tied(who, at + 20 * SECOND, lambda desk, lead: emailing.say_handed_over(desk, lead, asked[0]))
        return self

    def hand_over(self, who: Agent, at: datetime, owner: Agent, reason: str) -> Self:
        """The customer becomes a salesperson's."""
        return self.then(
            who, at, lambda desk, lead: lead_work.hand_over(desk, lead, _id(desk, owner), reason)
        )

    def appointment(self, who: Agent, at: datetime, appointment_at: datetime) -> Self:
        """When the customer will come."""
        return self.then(who, at, lambda desk, lead: lead_work.set_appointment(desk, lead, appointment_at))

    def exception(self, who: Agent, at: datetime, reason: ExceptionReason, words: str) -> Self:
        """A lawful way past the calls, with the customer's own words."""
        return self.then(who, at, lambda desk, lead: lead_work.say_exception(desk, lead, reason, words))

    def details(self, who: Agent, at: datetime, phones: Sequence[Phone], **changed: str) -> Self:
        """The customer's details written anew: the numbers, and the fields of the form in `changed`."""
        return self.then(who, at, lambda desk, lead: _edit(desk, lead, phones, changed))

    def close(self, who: Agent, at: datetime, reason: ClosingReason, words: str = "") -> Self:
        """The lead is closed."""
        return self.then(who, at, lambda desk, lead: lead_work.close_lead(desk, lead, reason, words))

    def not_reached(self, who: Agent, at: datetime) -> Self:
        """The lead is closed as not reached, which the gate judges."""
        return self.then(who, at, lambda desk, lead: lead_work.say_not_reached(desk, lead)[1])

    def confirm(self, who: Agent, at: datetime) -> Self:
        """A second person confirms what waits for one."""
        return self.then(who, at, _confirm_all)

    def again(self, draft: LeadDraft, at: datetime, by: Agent = Agent.ANA) -> Self:
        """The same customer asks again: a new round, which nobody has to do anything for."""
        self.acts.append(Act(at, by, lambda desk, _lead: receive_lead(desk, draft), busy=None))
        return self


class _Call:
    """One call while it is played."""

    def __init__(self, number: str, outcome: str, said_first: str, promised: datetime | None) -> None:
        self.number = number
        self.outcome = outcome
        self.said_first = said_first
        self.promised = promised
        self.span = timedelta()
        self.attempt = ""

    def begin(self, desk: Desk, lead: str) -> None:
        self.attempt = calling.dial(desk, lead, self.number)[0].attempt

    def end(self, desk: Desk, lead: str) -> None:
        calling.end_call(desk, lead, self.attempt, self.span)

    def say_wrongly(self, desk: Desk, lead: str) -> None:
        calling.give_outcome(desk, lead, self.attempt, self.said_first)

    def take_back(self, desk: Desk, lead: str) -> None:
        calling.withdraw_outcome(desk, lead, self.attempt)

    def say(self, desk: Desk, lead: str) -> None:
        calling.give_outcome(desk, lead, self.attempt, self.outcome, callback_at=self.promised)


def _ask(desk: Desk, lead: str, template: str) -> str:
    view = lead_view(desk, lead)
    subject = f"Your enquiry about the {view.wanted}" if view.wanted else "Your enquiry"
    text = f"Dear {view.first or view.name},\n\n{_BODIES[template]}\n\nKind regards\n{DEALERSHIP}\n"
    mail = MailPreview(template, view.emails[0] if view.emails else "", subject, text, ())
    return emailing.ask_email(desk, lead, mail)[0]


_BODIES = {
    "missed_you": "thank you for your enquiry. We tried to call you today and will try again.",
    "car_details": "here are the details and photos of the car you asked about.",
    "test_drive": "would you like to drive it? Tell us a day that suits you.",
    "last_try": "we have called several times. Are you still interested?",
    "appointment": "we look forward to seeing you.",
    "free_text": "thank you for the talk on the phone. As promised, the figures are attached.",
}


def _edit(desk: Desk, lead: str, phones: Sequence[Phone], changed: Mapping[str, str]) -> None:
    view = lead_view(desk, lead)
    form = DetailsForm(
        first=changed.get("first", view.first),
        last=changed.get("last", view.last),
        full=changed.get("full", view.full),
        phones=tuple(phone.typed for phone in phones),
        emails=view.emails,
        address=changed.get("address", view.address),
    )
    lead_work.edit_details(desk, lead, form, phones)


def _confirm_all(desk: Desk, lead: str) -> None:
    for entry in lead_standing(desk, lead).unconfirmed:
        lead_work.confirm(desk, lead, entry)


def _id(desk: Desk, agent: Agent) -> str:
    return next(person.id for person in around(desk).people.values() if person.name == agent)
