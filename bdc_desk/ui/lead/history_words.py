"""The lines of a lead's page: its calls, its history, the customer's other leads. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.cadence.standing import Attempt
from bdc_desk.operations.customer_timeline import CustomerLine
from bdc_desk.operations.views import LeadView
from bdc_desk.ui import words
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

LONGEST_WORD = 28
"""Letters without a space after which a line may be broken: else labels grow as wide as a hostile word."""

_SHAPES: dict[str, Shape] = {
    Kind.ARRIVAL: Shape.CIRCLE,
    Kind.CONTACT_RECEIVED: Shape.PERSON,
    Kind.DIALLED: Shape.PHONE,
    Kind.ENDED: Shape.PHONE,
    Kind.OUTCOME: Shape.PHONE,
    Kind.OUTCOME_WITHDRAWN: Shape.CROSS,
    Kind.NOT_DIALLED: Shape.CROSS,
    Kind.CALLBACK_SET: Shape.CLOCK,
    Kind.CALLBACK_CANCELLED: Shape.CLOCK,
    Kind.APPOINTMENT_SET: Shape.CLOCK,
    Kind.CONFIRMED: Shape.CHECK,
    Kind.SENT_BACK: Shape.CROSS,
    Kind.EMAIL_ASKED: Shape.MAIL,
    Kind.HANDED_OVER: Shape.MAIL,
    Kind.EMAIL_LEFT: Shape.MAIL,
    Kind.EMAIL_WITHDRAWN: Shape.MAIL,
    Kind.OUTSIDE_EMAIL: Shape.MAIL,
    Kind.NOT_REACHED: Shape.SQUARE,
    Kind.CLOSED: Shape.SQUARE,
}
_EVIDENCE = {
    Evidence.TELEPHONE_SYSTEM: QT_TRANSLATE_NOOP("Evidence", "by the telephone system"),
    Evidence.SOFTPHONE: QT_TRANSLATE_NOOP("Evidence", "by the softphone"),
    Evidence.DESK: QT_TRANSLATE_NOOP("Evidence", "timed by the desk"),
    Evidence.TYPED: QT_TRANSLATE_NOOP("Evidence", "typed in afterwards"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list. `colour`: a field of the tokens. `target`: what a click opens, "" for nothing.
    `undo`: the entry that a click takes back, "" for none.
    """

    when: str
    text: str
    note: str = ""
    aside: str = ""
    shape: Shape = Shape.RING
    colour: str = "muted"
    target: str = ""
    undo: str = ""


def breakable(text: str, longest: int = LONGEST_WORD) -> str:
    """`text` with invisible places to break very long words at."""
    return " ".join(
        "\u200b".join(word[at : at + longest] for at in range(0, len(word), longest)) if word else word
        for word in text.split(" ")
    )


def call_lines(view: LeadView, now: datetime, zone: tzinfo) -> list[Line]:
    """The call attempts, newest first, each with whether it counts or why not."""
    return [_call_line(view, attempt, now, zone) for attempt in reversed(view.standing.attempts)]


def timeline_lines(
    view: LeadView, now: datetime, zone: tzinfo, undoable: frozenset[str] = frozenset()
) -> list[Line]:
    """What happened, newest first. `undoable`: entries that the person may take back here."""
    newest_first = sorted(view.timeline, key=lambda line: line.at, reverse=True)
    return [
        Line(
            when=words.moment(line.at, now, zone),
            text=breakable(line.text),
            aside=line.agent,
            note=translate("History", "waits for the shared database")
            if line.entry in view.standing.waiting
            else "",
            shape=_SHAPES.get(line.kind, Shape.RING),
            undo=line.entry if line.entry in undoable else "",
        )
        for line in newest_first
    ]


def customer_lines(
    lines: Sequence[CustomerLine],
    lead: str,
    now: datetime,
    zone: tzinfo,
    undoable: frozenset[str] = frozenset(),
) -> list[Line]:
    """Everything of a customer, newest first; what happened on another lead than `lead` says on which."""
    return [
        Line(
            when=words.moment(line.at, now, zone),
            text=breakable(line.text),
            aside=line.agent,
            note=breakable(line.lead_words) if line.lead != lead else "",
            shape=_SHAPES.get(line.kind, Shape.RING),
            undo=line.entry if line.entry in undoable else "",
        )
        for line in sorted(lines, key=lambda line: line.at, reverse=True)
    ]


def other_lines(view: LeadView, now: datetime, zone: tzinfo) -> list[Line]:
    """The customer's other leads, newest first."""
    newest_first = sorted(view.other_leads, key=lambda lead: lead.arrived_at, reverse=True)
    return [
        Line(
            when=words.moment(lead.arrived_at, now, zone),
            text=breakable(lead.car or translate("Rows", "No car named")),
            aside=lead.stage,
            note=lead.source,
            target=lead.lead,
        )
        for lead in newest_first
    ]


def _call_line(view: LeadView, attempt: Attempt, now: datetime, zone: tzinfo) -> Line:
    agents = {line.entry: line.agent for line in view.timeline}
    why = say(attempt.why)
    if not attempt.counted:
        why = translate("History", "does not count: {why}").format(why=why)
    return Line(
        when=words.moment(attempt.began, now, zone),
        text=words.dotted(_outcome(view, attempt), _number(view, attempt), _spans(attempt)),
        note=words.dotted(why, translate("Evidence", _EVIDENCE[attempt.evidence])),
        aside=agents.get(attempt.id, ""),
        shape=Shape.CHECK if attempt.counted else Shape.CROSS,
        colour="ok" if attempt.counted else "muted",
    )


def _outcome(view: LeadView, attempt: Attempt) -> str:
    if attempt.outcome is None:
        return translate("History", "No outcome yet")
    labels = {outcome.name: outcome.label for outcome in view.standing.outcomes}
    return labels.get(attempt.outcome, attempt.outcome.capitalize())


def _number(view: LeadView, attempt: Attempt) -> str:
    return next(
        (phone.shown for phone in view.phones if phone.ref == attempt.number),
        translate("History", "an earlier number"),
    )


def _spans(attempt: Attempt) -> str:
    return ", ".join(
        word.format(span=words.timer(span))
        for word, span in (
            (translate("History", "rang {span}"), attempt.rang),
            (translate("History", "talked {span}"), attempt.talked),
        )
        if span is not None and span > timedelta(0)
    )
