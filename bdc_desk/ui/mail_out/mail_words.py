"""Mails on their way told in words: for the line in the window and for their list."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from bdc_desk.contact.mail_out.outbox import Outgoing, State
from bdc_desk.ui import words


def line_words(mails: Sequence[Outgoing], now: datetime, zone: tzinfo, *, offline: bool = False) -> str:
    """What is on its way, in one line; "" for nothing. `offline`: the shared database cannot be reached."""
    if not mails:
        return ""
    if len(mails) == 1:
        return one_words(mails[0], now, zone, offline=offline)
    counting = [one.leaves_at for one in mails if one.state is State.COUNTS_DOWN and one.leaves_at]
    many = QCoreApplication.translate("Mails", "{count} emails on their way").format(count=len(mails))
    if not counting:
        return f"{many}."
    first = QCoreApplication.translate("Mails", "the next leaves in {seconds} s")
    return f"{many}, {first.format(seconds=seconds_until(min(counting), now))}."


def one_words(one: Outgoing, now: datetime, zone: tzinfo, *, offline: bool = False) -> str:
    """How one mail stands."""
    told = {
        State.WAITS: QCoreApplication.translate("Mails", "Email to {name} waits for the shared database."),
        State.COUNTS_DOWN: QCoreApplication.translate("Mails", "Email to {name} leaves in {seconds} s."),
        State.SENDING: QCoreApplication.translate("Mails", "Email to {name} is being sent ..."),
        State.TRIES_AGAIN: QCoreApplication.translate(
            "Mails", "Email to {name} could not be sent yet: tried again until {until}. {why}"
        ),
        State.RAN_OUT: QCoreApplication.translate(
            "Mails", "Email to {name} was not sent: the permission ran out. {why}"
        ),
        State.LEFT: QCoreApplication.translate("Mails", "Email to {name} left."),
        State.NOT_SENT: QCoreApplication.translate("Mails", "Email to {name} was not sent. {why}"),
        State.WITHDRAWN: QCoreApplication.translate("Mails", "Email to {name} was taken back."),
        State.UNKNOWN: QCoreApplication.translate("Mails", "Email to {name}: unknown, check. {why}"),
    }[one.state]
    if one.state is State.NOT_SENT and one.code == "permission":
        told = QCoreApplication.translate(
            "Mails",
            "Email to {name} was not sent: the permission to mail ran out before it could leave. Trying "
            "again asks anew.",
        )
    if one.state is State.WAITS and offline:
        told = QCoreApplication.translate(
            "Mails",
            "Email to {name} waits for the shared database. There is no connection: it leaves once it is "
            "accepted, until {until}.",
        )
    seconds = seconds_until(one.leaves_at, now) if one.leaves_at else 0
    until = words.time_of_day(one.tries_until, zone)
    return told.format(name=one.name, seconds=seconds, until=until, why=one.words).strip()


def seconds_until(at: datetime, now: datetime) -> int:
    """Full seconds, a begun one counted, never below none."""
    return max(0, -int(-(at - now).total_seconds() // 1))


def before_close_words(mails: Sequence[Outgoing]) -> str:
    """What closing the window would take back; "" for nothing."""
    if not mails:
        return ""
    if len(mails) == 1:
        return QCoreApplication.translate("Mails", "1 email has not left yet, to {name}.").format(
            name=mails[0].name
        )
    return QCoreApplication.translate("Mails", "{count} emails have not left yet.").format(count=len(mails))


def taken_back_words(names: Sequence[str]) -> str:
    """What the last closing took back."""
    if not names:
        return ""
    if len(names) == 1:
        told = QCoreApplication.translate(
            "Mails", "1 email to {name} was taken back when the window closed: it did not leave."
        )
        return told.format(name=names[0])
    told = QCoreApplication.translate(
        "Mails", "{count} emails were taken back when the window closed: they did not leave ({names})."
    )
    return told.format(count=len(names), names=", ".join(names))


def not_sent_words(count: int) -> str:
    """How many were not sent; "" for none."""
    if not count:
        return ""
    if count == 1:
        return QCoreApplication.translate("Mails", "1 email was not sent.")
    return QCoreApplication.translate("Mails", "{count} emails were not sent.").format(count=count)


def to_check_words(unknown: int, bounced: int) -> str:
    """How many mails a person has to look at; "" for none."""
    told = []
    if unknown:
        text = (
            QCoreApplication.translate("Mails", "1 email to check: nobody knows whether it left")
            if unknown == 1
            else QCoreApplication.translate(
                "Mails", "{count} emails to check: nobody knows whether they left"
            )
        )
        told.append(text.format(count=unknown))
    if bounced:
        text = (
            QCoreApplication.translate("Mails", "1 email came back")
            if bounced == 1
            else QCoreApplication.translate("Mails", "{count} emails came back")
        )
        told.append(text.format(count=bounced))
    return "; ".join(told) + "." if told else ""


def why_back(code: str) -> str:
    """Why a mail came back, by the code in its entry."""
    told = {
        "no such address": QCoreApplication.translate("Mails", "there is no such address"),
        "mailbox full": QCoreApplication.translate("Mails", "the mailbox is full"),
        "refused": QCoreApplication.translate("Mails", "the other side refused it"),
        "delayed": QCoreApplication.translate("Mails", "it is delayed; the server still tries"),
    }
    return told.get(code, QCoreApplication.translate("Mails", "the server does not say why clearly"))
