"""A mail on its way: how far it is, and what a screen says of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bdc_desk.operations.views import MailPreview


class State(StrEnum):
    """How far a mail is."""

    WAITS = "waits"
    """In a team: for the shared database's judgement."""
    COUNTS_DOWN = "counts down"
    SENDING = "sending"
    TRIES_AGAIN = "tries again"
    """It could not be handed to the server and is tried again by itself until `tries_until`."""
    RAN_OUT = "ran out"
    """The permission ran out; the next `look` writes that it did not leave."""
    LEFT = "left"
    NOT_SENT = "not sent"
    """The server said no, or the permission is over: `words` says why. It was withdrawn in the log."""
    WITHDRAWN = "withdrawn"
    """A person took it back, or the program was closed."""
    UNKNOWN = "unknown"
    """It may have left; a person says so (`emailing.say_left`, `withdraw_email`)."""


NOT_BEGUN = frozenset({State.WAITS, State.COUNTS_DOWN, State.TRIES_AGAIN, State.RAN_OUT})
FINISHED = frozenset({State.LEFT, State.NOT_SENT, State.WITHDRAWN, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail on its way. `name`: the customer's, `label`: the template's, both for screens. `leaves_at`: when
    the countdown or the wait for another try ends (UTC), None where none runs. `words`: what is the matter,
    "" while all is well; `details`: the server's own words, to copy. `tries_until`: then the permission is
    over. `tries`: how often it was tried. `code`: of a mail that was not sent (`NotSent.code`, or
    "permission", "closed", "taken back", "judged": the shared database said no; or a code of
    `operations.mail_leaving`: the rules do not open it any more).
    """

    asked: str
    lead: str
    name: str
    label: str
    leaves_at: datetime | None
    state: State
    words: str
    mail: MailPreview
    asked_at: datetime
    tries_until: datetime
    tries: int = 0
    details: str = ""
    code: str = ""

    @property
    def is_finished(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.state in FINISHED
