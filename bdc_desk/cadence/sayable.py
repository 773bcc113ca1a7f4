"""What may be said now, and why not: outcomes of a call, closings of a lead, and opening it again."""

from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.reasons import Reason, because
from bdc_desk.cadence.standing import Sayable

NOT_REACHED = "not reached"
NEED_SECOND_PERSON = frozenset(
    {ClosingReason.DUPLICATE, ClosingReason.SPAM, ClosingReason.WRONG_NUMBER, ClosingReason.BOUGHT_ELSEWHERE}
)


REOPEN = "reopen"


def may_reopen(history: History) -> Sayable | None:
    """Opening the lead again; None where it is not closed."""
    if history.closing is None:
        return None
    return Sayable(REOPEN, "Reopen", allowed=True, why=because("say.ok"))


def outcomes(policy: Policy, *, is_open: bool) -> tuple[Sayable, ...]:
    """Every outcome of the policy: it may be said once a call was begun."""
    why = because("say.ok" if is_open else "say.no call")
    return tuple(Sayable(rule.name, rule.label, is_open, why) for rule in policy.outcomes)


def closings(history: History, not_reached: Reason | None) -> tuple[Sayable, ...]:
    """Every way to close the lead. What shrinks the denominator of every figure needs a second person's
    word.
    """
    closed = history.closing is not None
    refused = because("say.closed") if closed else not_reached
    told = [Sayable(NOT_REACHED, "Not reached", refused is None, refused or because("say.ok"))]
    for reason in ClosingReason:
        second = reason in NEED_SECOND_PERSON
        why = because("say.closed") if closed else because("say.second person" if second else "say.ok")
        told.append(Sayable(reason.value, reason.value.capitalize(), not closed, why, second))
    return tuple(told)
