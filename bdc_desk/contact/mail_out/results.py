"""What came of sending one mail. Three answers, for the third is never guessed at (domain.md, The gate)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the mail: it answered 250 after the end of it. `said`: the answer."""

    message_id: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The mail certainly did not leave. `words`: what, why, what now. `code`: "connect", "encryption",
    "login", "no password", "sender", "recipient", "mailbox full", "too big", "later", "refused", "mail".

    `may_try_again`: the same may well go through in a while. `details`: the server's own words.
    """

    words: str
    code: str
    may_try_again: bool
    details: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The whole mail was handed to the server and no answer came: it may have left. It is never sent again
    by itself; a person looks into the Sent folder and says so.
    """

    words: str
    details: str = ""


SendResult = Sent | NotSent | Unknown
