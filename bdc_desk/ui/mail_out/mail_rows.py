"""The rows of the list of mails, told from what is on its way and from what the log says."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from bdc_desk.contact.mail_out.outbox import NOT_BEGUN, Outgoing, State
from bdc_desk.operations.bounced_mails import BouncedMail
from bdc_desk.operations.emailing import UnfinishedMail
from bdc_desk.ui import words
from bdc_desk.ui.mail_out.mail_line import LineWay
from bdc_desk.ui.mail_out.mail_words import one_words, why_back
from bdc_desk.ui.mail_out.mails_panel import MailRow

TAKE_BACK, NOW, AGAIN, EDIT, ASIDE, LEFT, NOT_LEFT, DETAILS, SHOW = (
    "take back",
    "now",
    "again",
    "edit",
    "aside",
    "left",
    "not left",
    "details",
    "show",
)
"""What can be done with a mail: the names that rows and lines report."""


def way(name: str, key: str = "") -> LineWay:
    """One of them, in words."""
    told = {
        TAKE_BACK: QCoreApplication.translate("Mails", "Take it back"),
        NOW: QCoreApplication.translate("Mails", "Try now"),
        AGAIN: QCoreApplication.translate("Mails", "Try again"),
        EDIT: QCoreApplication.translate("Mails", "Edit"),
        ASIDE: QCoreApplication.translate("Mails", "Put aside"),
        LEFT: QCoreApplication.translate("Mails", "It left"),
        NOT_LEFT: QCoreApplication.translate("Mails", "It did not leave"),
        DETAILS: QCoreApplication.translate("Mails", "Edit the address"),
        SHOW: QCoreApplication.translate("Mails", "Show"),
    }[name]
    return LineWay(name, told, key)


def rows_of(
    outgoing: Sequence[Outgoing],
    unfinished: Sequence[UnfinishedMail],
    bounced: Sequence[BouncedMail],
    now: datetime,
    zone: tzinfo,
) -> list[MailRow]:
    """All mails to be listed: those that need the person first, then those on their way, then what came
    back.
    """
    pressing = [one for one in outgoing if one.state in {State.UNKNOWN, State.NOT_SENT}]
    calm = [one for one in outgoing if not one.is_finished]
    return [
        *(_outgoing_row(one, now, zone) for one in pressing),
        *(_unfinished_row(one, now, zone) for one in unfinished),
        *(_outgoing_row(one, now, zone) for one in calm),
        *(_bounced_row(one, now, zone) for one in bounced),
    ]


def ways_of(one: Outgoing) -> tuple[LineWay, ...]:
    """What can be done with a mail of this run."""
    if one.state is State.UNKNOWN:
        return way(LEFT), way(NOT_LEFT)
    if one.state is State.NOT_SENT:
        return way(AGAIN), way(EDIT), way(ASIDE)
    if one.state is State.TRIES_AGAIN:
        return way(NOW), way(TAKE_BACK)
    return (way(TAKE_BACK),) if one.state in NOT_BEGUN else ()


def _outgoing_row(one: Outgoing, now: datetime, zone: tzinfo) -> MailRow:
    return MailRow(
        id=one.asked,
        lead=one.lead,
        title=words.dotted(one.name, one.label, one.mail.to),
        words=one_words(one, now, zone),
        advice=look_into_sent() if one.state is State.UNKNOWN else "",
        details=one.details,
        ways=ways_of(one),
    )


def _unfinished_row(one: UnfinishedMail, now: datetime, zone: tzinfo) -> MailRow:
    asked = words.moment(one.asked_at, now, zone)
    if one.waits:
        told = QCoreApplication.translate(
            "Mails", "Asked for at {at}, before this start; the shared database has not judged it."
        )
        return MailRow(
            one.asked,
            one.lead,
            words.dotted(one.name, one.label, one.to),
            told.format(at=asked),
            ways=(way(NOT_LEFT),),
        )
    told = QCoreApplication.translate(
        "Mails", "Asked for at {at}, before this start. Whether it left is not known."
    )
    return MailRow(
        one.asked,
        one.lead,
        words.dotted(one.name, one.label, one.to),
        told.format(at=asked),
        look_into_sent(),
        ways=(way(LEFT), way(NOT_LEFT)),
    )


def _bounced_row(one: BouncedMail, now: datetime, zone: tzinfo) -> MailRow:
    told = QCoreApplication.translate("Mails", "Came back at {at}: {why}.")
    return MailRow(
        one.entry,
        one.lead,
        words.dotted(one.name, one.label, one.to),
        told.format(at=words.moment(one.at, now, zone), why=why_back(one.why)),
        one.said.strip()[:300],
        one.said,
        (way(DETAILS), way(ASIDE)),
    )


def look_into_sent() -> str:
    """What to do about a mail of which nobody knows."""
    return QCoreApplication.translate(
        "Mails",
        "Look into the Sent folder of the mailbox, or ask the customer; then say it here. It is never sent "
        "again by itself.",
    )
