"""Whether a mail that was asked for may still leave: judged once more just before it does, because the call
that opened it may have been taken back meanwhile (domain.md, The gate).
"""

from dataclasses import dataclass

from bdc_desk.cadence.gate import Gate
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_wishes import refuse_unwanted
from bdc_desk.operations.writing import Work

UNWANTED_CLOSINGS = frozenset({ClosingReason.DO_NOT_CALL, ClosingReason.WRONG_NUMBER, ClosingReason.SPAM})
"""Closings after which nobody is there who wants the mail. After any other it leaves still."""


@dataclass(frozen=True, slots=True)
class MayNotLeave:
    """Why a mail may not leave any more: the code of its `email withdrawn` (docs/log.md) and a sentence."""

    code: str
    words: str


def why_not_leave(desk: Desk, lead: str, asked: str, to: str) -> MayNotLeave | None:
    """What speaks against the mail `asked` to the address `to` leaving now; None: it may. Writes nothing.

    Raises Refused for an unknown lead.
    """
    with desk.store.unit() as unit:
        work = Work(desk, unit)
        history = work.history(lead)
        mail = history.mails.get(asked)
        if mail is None or mail.withdrawn:
            return MayNotLeave("taken back", "It was taken back.")
        if history.erased is not None:
            return MayNotLeave("unwanted", "The customer was erased meanwhile.")
        return (
            _unwanted(work, history)
            or _not_open(work, history, mail.asked.text_of("template") or "")
            or _address_gone(history, to)
        )


def _unwanted(work: Work, history: History) -> MayNotLeave | None:
    closing = history.closing
    reason = closing.text_of("reason") if closing is not None and closing.kind == Kind.CLOSED else None
    if reason in UNWANTED_CLOSINGS:
        return MayNotLeave("unwanted", f"The lead was closed meanwhile: {reason}.")
    try:
        refuse_unwanted(work, history.lead)
    except Refused as refused:
        return MayNotLeave("unwanted", str(refused))
    return None


def _not_open(work: Work, history: History, template: str) -> MayNotLeave | None:
    policy = work.around.policy
    is_open, why = Gate(policy, history).earned(template)
    if is_open:
        return None
    rule = policy.template(template)
    label = rule.label if rule is not None else template
    return MayNotLeave("not open any more", f"{label} is locked again: {why}.")


def _address_gone(history: History, to: str) -> MayNotLeave | None:
    if to.strip().casefold() in _addresses(history):
        return None
    return MayNotLeave("address changed", f"{to} is not the customer's address any more.")


def _addresses(history: History) -> set[str]:
    """The customer's addresses: those of the latest edit, and of the enquiries since then."""
    edited = history.position[history.edits[-1].id] if history.edits else -1
    told = [*history.edits[-1:], *(one for one in history.arrivals if history.position[one.id] > edited)]
    found = (str(email) for entry in told for email in (entry.details or {}).get("emails") or ())
    return {email.strip().casefold() for email in found}
