"""The list "to confirm" in words: what is asked, what was said to it, and whether it may be said."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from bdc_desk.operations.confirming import Asks, ToConfirm
from bdc_desk.ui import words
from bdc_desk.ui.shapes import Shape


class Word(StrEnum):
    """What a person says to a line of the list."""

    CONFIRM = "confirm"
    SEND_BACK = "send back"
    ACKNOWLEDGE = "acknowledge"


SHAPES: dict[Asks, Shape] = {
    Asks.ATTEMPT: Shape.PHONE,
    Asks.EXCEPTION: Shape.MAIL,
    Asks.CLOSING: Shape.SQUARE,
    Asks.DEAD_NUMBER: Shape.CROSS,
    Asks.NEW_REQUEST: Shape.CIRCLE,
    Asks.ESCALATION: Shape.DIAMOND,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is asked and what was said to it, not written yet (None: nothing)."""

    item: ToConfirm
    said: Word | None = None


def words_for(item: ToConfirm) -> tuple[Word, ...]:
    """What can be said to this line at all, whoever may."""
    return (Word.ACKNOWLEDGE,) if item.kind is Asks.ESCALATION else (Word.CONFIRM, Word.SEND_BACK)


def said_words(word: Word) -> str:
    """What stands on a line to which something was said."""
    translate = QCoreApplication.translate
    told = {
        Word.CONFIRM: translate("Confirm", "Confirmed"),
        Word.SEND_BACK: translate("Confirm", "Sent back"),
        Word.ACKNOWLEDGE: translate("Confirm", "Acknowledged"),
    }
    return told[word]


def state_words(line: Line) -> str:
    """The short word at the end of a line: what was said, or why it is grey."""
    translate = QCoreApplication.translate
    if line.said is not None:
        return translate("Confirm", "{said}: U takes it back").format(said=said_words(line.said))
    if line.item.own:
        return translate("Confirm", "Your own")
    return "" if line.item.may else translate("Confirm", "Not yours to decide")


def when_words(item: ToConfirm, now: datetime, zone: tzinfo) -> str:
    """Since when it waits: "yesterday 10:32"."""
    return words.moment(item.at, now, zone)


def sentence(line: Line, now: datetime, zone: tzinfo) -> str:
    """The line as it is spoken."""
    item = line.item
    parts = (item.what, item.name, when_words(item, now, zone), item.words, state_words(line))
    return ". ".join(part for part in parts if part)


def count_words(count: int) -> str:
    """How many wait for this person's word, for the window's foot; "" for none."""
    if not count:
        return ""
    return QCoreApplication.translate("Confirm", "{count} to confirm (F4)").format(count=f"{count:,}")


def done_words(word: Word, item: ToConfirm) -> str:
    """What was just said, for the foot of the panel."""
    told = QCoreApplication.translate(
        "Confirm", "{said}: {name}. It is written in a moment; U takes it back."
    )
    return told.format(said=said_words(word), name=item.name)
