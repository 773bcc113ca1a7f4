"""What the closing menu asks before it writes: by the way that was chosen. The ways are the engine's, these
words are the screen's.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.cadence.reasons import because
from bdc_desk.cadence.sayable import REOPEN
from bdc_desk.cadence.standing import Sayable
from bdc_desk.ui.reason_words import label_words

PROMISE = "promise"
"""Not an end: where the plan is done, a promised call is a decision too."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the words on the button, and whether an answer must be given."""

    text: str
    take: str
    required: bool = False


def promise_way() -> Sayable:
    """The line that promises a call instead of closing."""
    label = QCoreApplication.translate("ClosingMenu", "Go on: promise a call (B)")
    return Sayable(PROMISE, label, allowed=True, why=because("say.ok"))


def question_of(way: Sayable) -> Question | None:
    """What to ask before this way is taken; None: nothing, it is taken at once."""
    tell, close = QCoreApplication.translate, QCoreApplication.translate("ClosingMenu", "Close the lead")
    if way.name == REOPEN:
        text = tell("ClosingMenu", "Reopen: why? A few words, because it goes on where it stood.")
        return Question(text, tell("ClosingMenu", "Reopen"), required=True)
    if way.name == ClosingReason.DO_NOT_CALL:
        return Question(
            tell(
                "ClosingMenu",
                "Do not call: from now on nobody calls this customer, on any of their leads, also after "
                "reopening. Only a new enquiry of theirs that a second person confirms opens the phone. "
                "Emails go on by their own rules. The customer's words, if you have them:",
            ),
            close,
        )
    if way.name == ClosingReason.DUPLICATE:
        text = tell("ClosingMenu", "Duplicate: of whom? A name or number helps who confirms it (optional).")
        return Question(text, close)
    if way.name == ClosingReason.LOST or way.needs_second_person:
        text = tell(
            "ClosingMenu", "{label}: why? A few words help whoever reads this later; they may stay empty."
        )
        return Question(text.format(label=label_words(way)), close)
    return None
