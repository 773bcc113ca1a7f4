"""What the engine must know about a lead that does not stand in the lead's own entries."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead and its surroundings, all concluded from the log.

    `owner`: whose customer it is by the customer's other leads. `salespeople`: ids of those who may own
    (enquiry staff never do). `do_not_call_at`: when it was last said on another lead of the customer, aware
    UTC; None where it was not. `purchased_at`: the latest sale to the customer, aware UTC. `owner_since`:
    when the lead that gave the customer its owner arrived, aware UTC; None where that is not known.
    `handed_over_at`: when that lead was handed over to the owner; None where the owner was named or had the
    first dialogue.
    """

    id: str
    owner: str | None = None
    salespeople: frozenset[str] = frozenset()
    do_not_call_at: datetime | None = None
    purchased_at: datetime | None = None
    owner_since: datetime | None = None
    handed_over_at: datetime | None = None
