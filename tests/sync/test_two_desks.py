"""Two desks, one truth: what one writes the other sees, and what the first decided stands."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.errors import Refused
from bdc_desk.operations import calling, emailing, lead_work, teamwork
from bdc_desk.operations.reading import lead_standing, lead_view, queue, taken_customers
from bdc_desk.operations.receiving import Received, receive_lead
from bdc_desk.operations.teamwork import Judged, Presence
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import MailPreview
from tests.helpers.desks import draft
from tests.helpers.teams import Member, TeamDatabase, log_of


@pytest.fixture
def desks(shared: TeamDatabase, tmp_path: Path) -> Iterator[tuple[Member, Member]]:
    """Kim's desk and Lee's, joined."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(closing(Member(shared, login, tmp_path / f"{login}.sqlite")))
            for login in ("kim", "lee")
        )  # type: ignore[misc]  # two of them


def arrive(member: Member, number: int = 1, **told: object) -> Received:
    return receive_lead(member.desk, draft(number, arrived_at=member.desk.clock.now(), **told))


def test_a_lead_read_on_one_desk_is_called_on_the_other(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    kim.sync()
    lee.sync()
    assert [row.lead for row in queue(lee.desk)] == [lead]
    begun, _ = calling.dial(lee.desk, lead, "n1")
    calling.end_call(lee.desk, lead, begun.attempt, timedelta(seconds=20))
    calling.give_outcome(lee.desk, lead, begun.attempt, "voicemail")
    assert teamwork.waiting(lee.desk)[0].what.startswith("Call begun")
    lee.sync()
    kim.sync()
    assert [attempt.agent for attempt in lead_standing(kim.desk, lead).attempts] == [lee.desk.person]
    assert kim.log() == lee.log() == log_of(kim.shared, kim.dealership)
    for member in desks:
        assert verify(member.desk) == []
