"""A mail that was sent elsewhere: never refused, counts as first touch, opens nothing, always flagged
(domain.md, The gate).
"""

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.writing import Outcome, working

WORDS_LIMIT = 2000
"""Characters that are kept of what the person says about it."""


def say_outside_email(desk: Desk, lead: str, words: str = "") -> Changes:
    """The person mailed the customer from another program just now. `words`: in the person's own, may be
    empty.
    """
    outcome, told = Outcome(), words.strip()[:WORDS_LIMIT]
    with working(desk, outcome) as work:
        work.append(
            Kind.OUTSIDE_EMAIL,
            {"happened_at": micros(work.now)},
            lead=lead,
            round_=work.history(lead).round.number,
            details={"words": told} if told else None,
        )
    return outcome.changes
