"""Nothing is lost, doubled or told wrongly, whatever befalls desks, network and server: by seeded dice."""

import random
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.clock import SystemClock
from bdc_desk.operations import calling, claiming, emailing, lead_work, teamwork
from bdc_desk.operations.reading import lead_standing, lead_view, queue
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import MailPreview
from bdc_desk.sync.exchange import Exchange
from tests.helpers.chaos import HAPPENINGS, LOGINS, POINTS, Processes, chaos, settle
from tests.helpers.desks import draft, phone, unlike_rebuilt
from tests.helpers.proxy import Proxy, bad_network
from tests.helpers.teams import Member, TeamDatabase


@pytest.fixture
def proxy(shared: TeamDatabase) -> Iterator[Proxy]:
    with bad_network(shared.team.server.port) as network:
        yield network


@pytest.mark.parametrize(("desks", "seed", "share"), [(2, 20260301, 0.45), (12, 20260302, 0.4)])
def test_nothing_is_lost_doubled_or_told_wrongly(
    shared: TeamDatabase, proxy: Proxy, tmp_path: Path, desks: int, seed: int, share: float
) -> None:
    with chaos(shared, proxy, tmp_path, seed, desks) as world:
        world.round(share)
        assert set(world.hit) == set(POINTS)
        assert set(world.happened) == set(HAPPENINGS)
        assert proxy.lost
        assert proxy.cuts
        world.settle()
        assert world.faults() == []


def test_desks_in_processes_of_their_own_are_killed_at_any_moment(
    shared: TeamDatabase, tmp_path: Path
) -> None:
    seed = 20260303
    processes = Processes(shared, tmp_path, seed)
    try:
        for point in POINTS:
            processes.kill_once(f"{point}:{processes.dice.randrange(1, 4)}")
        while processes.kills < 40:
            processes.kill_once()
        assert processes.faults() == []
    finally:
        processes.close()
    assert set(processes.hit) == set(POINTS)
    assert processes.told > 100


class Holding(NamedTuple):
    """A desk had a customer in hand, for certain from `since` to `until`."""

    desk: int
    since: float
    until: float


def test_twenty_desks_race_on_one_queue_and_nobody_gets_the_same_customer(
    shared: TeamDatabase, tmp_path: Path
) -> None:
    """Judged by what the desks were answered: between the answer and the release nobody else is granted the
    customer, nor another one with the same telephone number.
    """
    clock = SystemClock()
    with ExitStack() as stack:
        desks = [
            stack.enter_context(closing(Member(shared, LOGINS[number % 4], tmp_path / f"{number}.sqlite")))
            for number in range(20)
        ]
        first = desks[0]
        lines: dict[str, int] = {}
        for number in range(1, 13):
            told = draft(number, arrived_at=first.desk.clock.now())
            line = number - number % 2  # every two share a telephone, and are two customers
            lead = receive_lead(first.desk, replace(told, first=f"Name{number}", phones=(phone(line),))).lead
            lines[lead] = line
        settle([one.sync for one in desks], [one.desk for one in desks])
        held: dict[int, list[Holding]] = defaultdict(list)
        start, offline = threading.Barrier(len(desks)), []

        def race(number: int, member: Member) -> None:
            dice, claims = random.Random(number), member.team_claims()
            claims.get_ready()
            start.wait(30)
            for _ in range(6):
                answer = claims.claim_next(dice.sample(list(lines), len(lines)), online=True)
                answered = clock.elapsed()
                if answer.offline:
                    offline.append(number)
                if not answer.granted:
                    continue
                assert answer.lead is not None
                threading.Event().wait(dice.random() * 0.02)
                (mine,) = claiming.held_here(member.desk)
                releasing = clock.elapsed()
                assert claims._shared is not None
                claims._shared.release(mine.token)
                with member.store.unit() as unit:
                    unit.release(mine.customer)
                held[lines[answer.lead]].append(Holding(number, answered, releasing))

        racing = [threading.Thread(target=race, args=one) for one in enumerate(desks)]
        for thread in racing:
            thread.start()
        for thread in racing:
            thread.join(60)
    for holdings in held.values():
        holdings.sort(key=lambda one: one.since)
        for before, after in pairwise(holdings):
            assert before.until < after.since, (before, after)
    assert sum(map(len, held.values())) >= 40  # it was raced for; how often is the machine's affair
    assert len(held) == 7
    assert len(offline) < 20


# What the dice found, told as stories.


@pytest.fixture
def pair(shared: TeamDatabase, tmp_path: Path) -> Iterator[tuple[Member, Member]]:
    """Kim's desk and Lee's, joined."""
    with ExitStack() as stack:
        kim, lee = (
            stack.enter_context(closing(Member(shared, login, tmp_path / f"{login}.sqlite")))
            for login in ("kim", "lee")
        )
        yield kim, lee


def arrive(member: Member, number: int = 1) -> str:
    return receive_lead(member.desk, draft(number, arrived_at=member.desk.clock.now())).lead


def copied(member: Member, path: Path) -> Path:
    """A backup of the profile's file."""
    with closing(sqlite3.connect(member.store.path)) as now, closing(sqlite3.connect(path)) as then:
        now.backup(then)
    return path


def test_a_restored_profile_whose_waiting_mail_a_colleague_had_read_goes_on(
    pair: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, lee = pair
    lead = arrive(kim)
    kim.sync()
    copy = copied(kim, tmp_path / "copy.sqlite")
    lead_work.write_note(kim.desk, lead, "after the copy")
    kim.sync()
    arrive(lee, 2)
    lee.sync()
    with closing(Member(shared, "kim", copy, rejoin=False)) as restored:
        arrive(restored, 2)
        settle([restored.sync, lee.sync], [restored.desk, lee.desk])
        assert restored.log() == lee.log()


def test_a_restored_profile_s_question_to_a_lead_that_was_closed_meanwhile_is_answered(
    pair: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    """The replica's gate would refuse it by now; it was asked in time, and the shared database answers."""
    kim, lee = pair
    lead, other = arrive(kim), arrive(kim, 2)
    begun, _ = calling.dial(kim.desk, lead, "n1")
    kim.pass_time(timedelta(seconds=30))
    calling.end_call(kim.desk, lead, begun.attempt, timedelta(seconds=30))
    calling.give_outcome(kim.desk, lead, begun.attempt, "voicemail")
    settle([kim.sync, lee.sync], [kim.desk, lee.desk])
    copy = copied(kim, tmp_path / "copy.sqlite")
    lead_work.close_lead(lee.desk, lead, ClosingReason.LOST)
    lee.sync()
    with closing(Member(shared, "kim", copy, rejoin=False)) as restored:

        def ask(point: str) -> None:
            if point == "before pull":  # with which the closing comes down
                name = next(one.name for one in lead_standing(restored.desk, lead).templates if one.is_open)
                mail = MailPreview(name, "pat@example.test", "Hello", "Text", ())
                emailing.ask_email(restored.desk, lead, mail)
                lead_work.write_note(restored.desk, lead, "and said so")

        restored.sync(ask)
        lead_work.write_note(kim.desk, other, "by the other copy, under the same desk_seq")
        kim.sync()
        settle([restored.sync, lee.sync], [restored.desk, lee.desk])
        assert restored.log() == lee.log()
        assert [told.why for told in teamwork.needs_you(restored.desk)] == ["the lead is closed"]
        assert any("and said so" in line.text for line in lead_view(lee.desk, lead).timeline)


def test_a_mail_that_a_colleague_knew_for_a_new_round_leaves_no_second_lead_behind(
    pair: tuple[Member, Member],
) -> None:
    """Kim knew the customer, Lee not yet; both read the same mail. Lee's lead goes, work goes on."""
    kim, lee = pair
    lead = arrive(kim)
    again = replace(
        draft(2, arrived_at=kim.desk.clock.now()), phones=(phone(1),), first="Pat", last="Sample1"
    )
    assert receive_lead(kim.desk, again).lead == lead
    ghost = receive_lead(lee.desk, again).lead
    assert ghost != lead
    kim.sync()
    settle([lee.sync, kim.sync], [lee.desk, kim.desk])
    for member in pair:
        assert [row.lead for row in queue(member.desk)] == [lead]
        lead_work.write_note(member.desk, lead, "goes on")
        assert unlike_rebuilt(member.desk) == []


def test_a_desk_that_was_cut_down_while_it_joined_comes_in_with_its_next_exchange(
    shared: TeamDatabase, tmp_path: Path
) -> None:
    path = tmp_path / "kim.sqlite"

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Exchange, "pull", killed)
        with pytest.raises(Killed):
            Member(shared, "kim", path)
    with closing(Member(shared, "kim", path, rejoin=False)) as kim:
        kim.sync()
        arrive(kim)
        kim.sync()
        assert len(kim.log()) == 7
