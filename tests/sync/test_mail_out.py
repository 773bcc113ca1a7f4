"""Mails of a team: none leaves before the shared database has accepted it; what came back is everybody's."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.contact.mail_out.outbox import MailOutbox, State
from bdc_desk.contact.mail_out.results import Sent
from bdc_desk.operations import emailing, lead_work
from bdc_desk.operations.mail_wishes import say_mail_wish
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.teamwork import needs_you, waiting
from bdc_desk.operations.views import MailPreview
from tests.helpers.desks import MINUTE, SECOND, draft, phone
from tests.helpers.teams import Member, TeamDatabase

IDS = ("0190b1c2-0000-8000-8000-000000000001", "0190b1c2-0000-8000-8000-000000000002")
MAIL = MailPreview("missed_you", "person1@example.test", "Your Ranger", "Dear Pat", ())


@pytest.fixture
def desks(shared: TeamDatabase, tmp_path: Path) -> Iterator[tuple[Member, Member]]:
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(closing(Member(shared, login, tmp_path / f"{login}.sqlite")))
            for login in ("kim", "lee")
        )  # type: ignore[misc]  # two of them


def lead_without_a_number(member: Member) -> str:
    """Its mails are open at once."""
    told = draft(1, phones=(phone(1, possible=False),), arrived_at=member.desk.clock.now())
    return receive_lead(member.desk, told).lead


def test_it_waits_counts_down_and_leaves(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead, sent = lead_without_a_number(kim), list[str]()
    box = MailOutbox(kim.desk, lambda _mail, asked: sent.append(asked) or Sent(f"<{asked}@example.test>"))
    now = kim.desk.clock.now()
    asked, _ = emailing.ask_email(kim.desk, lead, MAIL)
    assert box.put(lead, MAIL, asked, now).state is State.WAITS
    box.look()
    assert (box.due(now + MINUTE), box.wants_look) == ([], True)
    assert [one.waits for one in emailing.unfinished_mails(kim.desk)] == [True]
    kim.sync()
    box.look()
    (one,) = box.outgoing()
    assert one.state is State.COUNTS_DOWN
    kim.pass_time(10 * SECOND)
    box.look()  # judged once more
    (one,) = box.due(kim.desk.clock.now())
    box.settle(one, box.send_now(one))
    assert sent == [asked]
    # One mail that is read is one entry, whose id is of version 8.
    emailing.say_bounced(kim.desk, lead, asked, "mailbox full", permanent=True, said="552", id_=IDS[0])
    say_mail_wish(kim.desk, lead, may_mail=False, words="STOP", id_=IDS[1])
    kim.sync()
    assert (waiting(kim.desk), needs_you(kim.desk)) == ((), ())
    lee.sync()
    view = lead_view(lee.desk, lead)
    assert (view.may_mail, view.mail_wish_words) == (False, "STOP")
    assert [one.state for one in view.standing.mails] == ["bounced"]


def test_what_the_shared_database_refuses_never_leaves(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = lead_without_a_number(kim)
    kim.sync()
    lee.sync()
    lead_work.close_lead(lee.desk, lead, ClosingReason.LOST)
    lee.sync()
    box = MailOutbox(kim.desk, lambda _mail, _asked: pytest.fail("it was sent"))
    asked, _ = emailing.ask_email(kim.desk, lead, MAIL)
    box.put(lead, MAIL, asked, kim.desk.clock.now())
    kim.sync()
    box.look()
    (one,) = box.outgoing()
    assert (one.state, one.code) == (State.NOT_SENT, "judged")
    assert one.words.startswith("The shared database says no: ")
    assert emailing.unfinished_mails(kim.desk) == ()


def test_offline_for_longer_than_the_permission_it_is_withdrawn(desks: tuple[Member, Member]) -> None:
    kim, _ = desks
    lead = lead_without_a_number(kim)
    box = MailOutbox(kim.desk, lambda _mail, _asked: pytest.fail("it was sent"))
    asked, _ = emailing.ask_email(kim.desk, lead, MAIL)
    box.put(lead, MAIL, asked, kim.desk.clock.now() - 11 * MINUTE)
    box.look()
    (one,) = box.outgoing()
    assert (one.state, one.code) == (State.NOT_SENT, "permission")
    kim.sync()
    assert [one.state for one in lead_view(kim.desk, lead).standing.mails] == ["withdrawn"]
