"""Emails that were asked for: what became of each, in whatever order its entries came (docs/log.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.standing import MailStanding

DELAYED = "delayed"
"""Why code of an `email bounced` that says only that the mail is late."""


@dataclass(slots=True)
class Mail:
    """An email that was asked for, and what became of it."""

    asked: Entry
    asked_at: datetime
    left_at: datetime | None = None
    handed_over: bool = False
    withdrawn: bool = False
    withdrawn_why: str = ""
    touched_at: datetime | None = None
    bounce: Entry | None = None
    delayed: bool = False

    def gone(self, at: datetime) -> None:
        """It left, or was handed over, at that moment: the first of them touches the customer."""
        self.touched_at = min(self.touched_at or at, at)

    def came_back(self, bounce: Entry) -> None:
        """The latest word on why it came back stands; a notice that it is late says not that it did."""
        if bounce.text_of("why") == DELAYED:
            self.delayed = True
        else:
            self.bounce = bounce

    @property
    def is_touch(self) -> bool:
        """Whether it reached the customer as far as is known: not where it came back for good."""
        return self.touched_at is not None and not (
            self.bounce is not None and self.bounce.body.get("permanent") is True
        )

    @property
    def state(self) -> str:
        """One of the states of `MailStanding`; what happened outside goes before what was said here."""
        if self.bounce is not None:
            return "bounced"
        if self.left_at is not None:
            return "left"
        if self.handed_over:
            return "handed over"
        if self.withdrawn:
            return "withdrawn"
        return "waits" if self.asked.seal is None else "asked"

    @property
    def why(self) -> str:
        """The code that goes with the state, "" where there is none."""
        if self.bounce is not None:
            return self.bounce.text_of("why") or ""
        if self.delayed:
            return DELAYED
        return self.withdrawn_why if self.state == "withdrawn" else ""


def mail_standings(mails: Iterable[Mail]) -> tuple[MailStanding, ...]:
    """What became of each, oldest first."""
    return tuple(
        MailStanding(
            asked=mail.asked.id,
            template=mail.asked.text_of("template") or "",
            asked_at=mail.asked_at,
            agent=mail.asked.agent,
            state=mail.state,
            why=mail.why,
        )
        for mail in mails
    )
