"""Who hears what at this desk (domain.md, Two clocks, two calendars: who hears a mark). No Qt."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.alerts import AlertKind, hears, whose
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.teamwork import Colleague, Presence

NOT_READY = frozenset({Presence.AWAY, Presence.BREAK})
"""Whoever rests hears nothing, so what is theirs goes on to the next."""


def _nobody_else() -> AbstractSet[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Ears:
    """`person`: who sits here (an id). `others`: the ids of those who are ready at other desks now; nobody
    where the desk works alone, so that everything rings there.
    """

    person: Callable[[], str] = str
    others: Callable[[], AbstractSet[str]] = _nobody_else


def ready_of(colleagues: Iterable[Colleague]) -> frozenset[str]:
    """The ids of those who are at a desk and not on a break."""
    return frozenset(one.person for one in colleagues if one.state not in NOT_READY)


def is_for(
    kind: AlertKind, row: QueueRow, ears: Ears, about: Surroundings | None, holder: str | None, now: datetime
) -> bool:
    """Whether this desk sounds an alert of the row. `holder`: who has the customer in hand (an id).

    `about` None: nobody knows the people yet, so everything rings.
    """
    if about is None:
        return True
    me = ears.person()
    known, owner = about.people.get(me), whose(kind, row)
    return hears(
        kind,
        person=me,
        role=known.role if known else "",
        owner=owner,
        deputy=about.deputy_of(owner, now) if owner else None,
        holder=holder,
        present=ears.others() | {me},
    )
