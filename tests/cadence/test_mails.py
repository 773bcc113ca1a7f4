"""What became of each email, and which of them touch the customer (domain.md, Two clocks; docs/log.md)."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.standing import MailStanding
from tests.helpers.lead_log import LeadLog

LEFT = (Kind.EMAIL_LEFT, {"message_id": "<1@example.test>"})
HANDED = (Kind.HANDED_OVER, {"way": "mail program"})
BACK = (Kind.EMAIL_BOUNCED, {"why": "no such address", "permanent": True})
FULL = (Kind.EMAIL_BOUNCED, {"why": "mailbox full", "permanent": False})
LATE = (Kind.EMAIL_BOUNCED, {"why": "delayed", "permanent": False})
TAKEN = (Kind.EMAIL_WITHDRAWN, {"why": "taken back"})
Fate = tuple[Kind, dict[str, Any]]


def asked(*fates: Fate) -> LeadLog:
    """A lead that was mailed, and what came of it, a minute each."""
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    mail = log.ask_email("2026-03-02 10:10")
    for minute, (kind, body) in enumerate(fates, start=11):
        log.write(kind, f"2026-03-02 10:{minute}", {"asked": mail.id, **body})
    return log


@pytest.mark.parametrize(
    ("fates", "state", "why", "touched"),
    [
        ((), "asked", "", None),
        ((LEFT,), "left", "", "2026-03-02 10:11"),
        ((HANDED,), "handed over", "", "2026-03-02 10:11"),
        ((TAKEN,), "withdrawn", "taken back", None),
        (((Kind.EMAIL_WITHDRAWN, {}),), "withdrawn", "", None),
        ((LEFT, BACK), "bounced", "no such address", None),
        # it came back, though not for good
        ((LEFT, FULL), "bounced", "mailbox full", "2026-03-02 10:11"),
        # late is not back
        ((LEFT, LATE), "left", "delayed", "2026-03-02 10:11"),
        ((LEFT, LATE, BACK), "bounced", "no such address", None),
        # what left did leave, whatever was said here
        ((TAKEN, LEFT), "left", "", "2026-03-02 10:12"),
        ((TAKEN, (Kind.EMAIL_WITHDRAWN, {"why": "closed"})), "withdrawn", "taken back", None),
        # the first of two
        ((HANDED, LEFT), "left", "", "2026-03-02 10:11"),
    ],
)
def test_what_became_of_it(fates: tuple[Fate, ...], state: str, why: str, touched: str | None) -> None:
    log = asked(*fates)
    standing = log.standing("2026-03-02 11:00")
    at = log.at("2026-03-02 10:10")
    assert standing.mails == (MailStanding(log.entries[1].id, "missed_you", at, "ann", state, why),)
    assert standing.first_touch.stopped_at == (log.at(touched) if touched else None)
    assert standing.misfits == ()


def test_one_that_came_back_leaves_the_next_touch() -> None:
    log = asked(LEFT, BACK)
    again = log.ask_email("2026-03-02 10:30")
    log.write(Kind.EMAIL_LEFT, "2026-03-02 10:31", {"asked": again.id})
    standing = log.standing("2026-03-02 11:00")
    assert [one.state for one in standing.mails] == ["bounced", "left"]
    assert standing.first_touch.stopped_at == log.at("2026-03-02 10:31")


def test_the_order_of_its_entries_does_not_matter() -> None:
    told = {
        (standing.mails[0].state, standing.mails[0].why, standing.first_touch.stopped_at)
        for fates in permutations((LEFT, LATE, BACK, TAKEN))
        for standing in [asked(*fates).standing("2026-03-02 11:00")]
    }
    assert told == {("bounced", "no such address", None)}


def test_it_waits_for_the_shared_database() -> None:
    log = asked()
    log.entries[-1] = replace(log.entries[-1], seal=None)
    standing = log.standing("2026-03-02 11:00")
    assert ([one.state for one in standing.mails], standing.waiting) == (["waits"], (log.entries[-1].id,))


def test_a_round_has_its_own_touch() -> None:
    log = asked(LEFT)
    log.arrives("2026-03-20 10:00")
    assert log.standing("2026-03-20 11:00").first_touch.stopped_at is None


def test_a_bounce_names_a_mail() -> None:
    log = asked()
    log.write(
        Kind.EMAIL_BOUNCED, "2026-03-02 10:12", {"asked": "nothing", "why": "refused", "permanent": True}
    )
    assert log.standing("2026-03-02 11:00").misfits == (
        "email bounced: a field is missing or of another form",
    )


def test_a_mail_wish_says_yes_or_no_and_opens_or_shuts_nothing() -> None:
    log = asked()
    before = log.standing("2026-03-02 11:00")
    log.write(Kind.MAIL_WISH, "2026-03-02 10:20", {"may_mail": False})
    log.write(Kind.MAIL_WISH, "2026-03-02 10:21", {"may_mail": True})
    assert log.standing("2026-03-02 11:00") == before
    assert [one.body["may_mail"] for one in log.history().mail_wishes] == [False, True]
    log.write(Kind.MAIL_WISH, "2026-03-02 10:22", {"may_mail": "no"})
    assert len(log.history().mail_wishes) == 2
    assert len(log.standing("2026-03-02 11:00").misfits) == 1
