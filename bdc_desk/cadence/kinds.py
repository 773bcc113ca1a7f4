"""The kinds of entries: the verbs of the trade, as docs/log.md lists them."""

from enum import StrEnum


class Kind(StrEnum):
    """What an entry says happened."""

    DEALERSHIP_SET_UP = "dealership set up"
    POLICY_USED = "policy used"
    PERSON_ADDED = "person added"
    DEPUTY_SET = "deputy set"
    CLOCK_SET_BACK = "clock set back"
    ARRIVAL = "arrival"
    CONTACT_RECEIVED = "contact received"
    DETAILS_EDITED = "details edited"
    OWNER_SET = "owner set"
    DIALLED = "dialled"
    NOT_DIALLED = "not dialled"
    ENDED = "ended"
    OUTCOME = "outcome"
    OUTCOME_WITHDRAWN = "outcome withdrawn"
    NOTE = "note"
    CALLBACK_SET = "callback set"
    CALLBACK_CANCELLED = "callback cancelled"
    APPOINTMENT_SET = "appointment set"
    SHOWN = "shown"
    NO_SHOW = "no show"
    EXCEPTION = "exception"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent back"
    EMAIL_ASKED = "email asked"
    HANDED_OVER = "handed over"
    EMAIL_LEFT = "email left"
    EMAIL_WITHDRAWN = "email withdrawn"
    EMAIL_BOUNCED = "email bounced"
    OUTSIDE_EMAIL = "outside email"
    MAIL_WISH = "mail wish"
    NOT_REACHED = "not reached"
    CLOSED = "closed"
    REOPENED = "reopened"
    ACKNOWLEDGED = "acknowledged"
    TOOK_OVER = "took over"
    MERGED = "merged"
    MERGE_WITHDRAWN = "merge withdrawn"
    KEPT_APART = "kept apart"
    KEPT_APART_WITHDRAWN = "kept apart withdrawn"
    ERASED = "erased"


class LeadKind(StrEnum):
    """How the customer came: all in one queue with the same process (domain.md, The lead)."""

    INTERNET = "internet"
    PHONE_UP = "phone-up"
    WALK_IN = "walk-in"
    BE_BACK = "be-back"
    SERVICE = "service"


class Evidence(StrEnum):
    """How we know that a call took place (domain.md, Attempts)."""

    TELEPHONE_SYSTEM = "A"
    SOFTPHONE = "B"
    DESK = "C"
    TYPED = "D"


class Flag(StrEnum):
    """What an outcome means, so that no rule depends on its label (domain.md, Attempts)."""

    REACHED = "reached"
    DIALOGUE = "dialogue"
    VOICEMAIL = "voicemail"
    ENGAGED = "engaged"
    WRONG_NUMBER = "wrong number"
    DEAD_NUMBER = "dead number"
    CALLBACK = "callback"
    APPOINTMENT = "appointment"
    NOT_INTERESTED = "not interested"
    BOUGHT_ELSEWHERE = "bought elsewhere"
    DO_NOT_CALL = "do not call"


class ClosingReason(StrEnum):
    """Why a lead is closed; `not reached` is an entry of its own because it is judged."""

    LOST = "lost"
    SOLD = "sold"
    BOUGHT_ELSEWHERE = "bought elsewhere"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    WRONG_NUMBER = "wrong number"
    DO_NOT_CALL = "do not call"


class ExceptionReason(StrEnum):
    """A lawful way past the calls (domain.md, The gate)."""

    EMAIL_ONLY = "email only"
    DO_NOT_CALL = "do not call"
    OWED_AN_ANSWER = "owed an answer"


class ErasingReason(StrEnum):
    """Why a person was erased (docs/log.md)."""

    ASKED = "asked"
    NO_LONGER_NEEDED = "no longer needed"
    MISTAKE = "mistake"
