"""Two desks, one truth: what one writes the other sees, and what the first decided stands."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.clock import SystemClock
from bdc_desk.errors import Refused
from bdc_desk.operations import calling, emailing, lead_work, teamwork
from bdc_desk.operations.delivery import Received
from bdc_desk.operations.reading import around, lead_standing, lead_view, queue, taken_customers
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.teamwork import Judged, Presence
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import MailPreview
from bdc_desk.storage.replication import MOVED_LEAD
from bdc_desk.storage.shared.faults import SharedFault
from bdc_desk.storage.store import Store
from bdc_desk.sync.administering import adopt, verify_shared
from bdc_desk.sync.exchange import NotTaken
from bdc_desk.sync.exchanging import WentBack
from bdc_desk.sync.joining import join
from bdc_desk.sync.team import Team
from tests.helpers.desks import FORM, POLICY, draft, phone
from tests.helpers.postgres import VERSIONS
from tests.helpers.teams import Member, TeamDatabase, TeamServer, log_of, team_server


@pytest.fixture(scope="module", params=VERSIONS)
def team(request: pytest.FixtureRequest) -> Iterator[TeamServer]:
    """Each PostgreSQL that a team may have."""
    with team_server(request.param) as server:
        yield server


@pytest.fixture
def shared(team: TeamServer) -> Iterator[TeamDatabase]:
    """A new shared database on it."""
    with team.database() as database:
        yield database


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


def call(member: Member, lead: str, outcome: str = "voicemail", seconds: int = 20) -> str:
    """A call from F5 to its outcome; the attempt."""
    begun, _ = calling.dial(member.desk, lead, "n1")
    member.pass_time(timedelta(seconds=seconds))
    calling.end_call(member.desk, lead, begun.attempt, timedelta(seconds=seconds))
    calling.give_outcome(member.desk, lead, begun.attempt, outcome)
    return begun.attempt


def settle(*members: Member) -> None:
    """Everybody hands in, then everybody hears."""
    for _ in range(2):
        for member in members:
            member.sync()


def same_everywhere(*members: Member) -> None:
    """Every replica holds what the shared database holds, and finds nothing wrong with it."""
    first = members[0]
    for member in members:
        assert member.log() == log_of(first.shared, first.dealership)
        assert verify(member.desk) == []
        assert teamwork.waiting(member.desk) == ()


def test_one_mail_read_by_two_desks_is_one_lead(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    here, there = arrive(kim), arrive(lee)
    assert here.lead == there.lead
    call(lee, there.lead)
    settle(kim, lee)
    same_everywhere(kim, lee)
    assert len(queue(kim.desk)) == len(queue(lee.desk)) == 1
    for member in desks:
        view = lead_view(member.desk, here.lead)
        assert [line.kind for line in view.timeline].count("arrival") == 1
        assert len(view.standing.attempts) == 1


def test_a_mail_that_comes_down_before_the_own_copy_went_up_is_one_lead(desks: tuple[Member, Member]) -> None:
    """The own arrival is written while the page with the colleague's is on its way."""
    kim, lee = desks
    arrive(kim)
    kim.sync()
    lee.sync(at=lambda point: arrive(lee) and None if point == "pulled" else None)
    call(lee, queue(lee.desk)[0].lead)
    settle(kim, lee)
    same_everywhere(kim, lee)
    assert len(queue(lee.desk)) == 1


def test_what_was_written_without_the_server_goes_up_later_and_once(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    kim.sync()
    with pytest.raises(SharedFault):  # the answer is lost: the entries are there, the desk does not know
        kim.sync(at=_lose_answers(lambda: lead_work.write_note(kim.desk, lead, "rang twice")))
    kim.sync()
    settle(kim, lee)
    same_everywhere(kim, lee)
    assert [line.kind for line in lead_view(lee.desk, lead).timeline].count("note") == 1


def _lose_answers(write: Callable[[], object]) -> Callable[[str], None]:
    """Something is written before the push; what the shared database answers to it never comes."""
    write()

    def at(point: str) -> None:
        if point == "after push":
            raise SharedFault("the cable was pulled")

    return at


def test_what_a_colleague_decided_first_stands_and_the_other_is_told(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    settle(kim, lee)
    lead_work.close_lead(kim.desk, lead, ClosingReason.LOST)
    lead_work.close_lead(lee.desk, lead, ClosingReason.SOLD)
    settle(kim, lee)
    same_everywhere(kim, lee)
    assert {lead_standing(one.desk, lead).closed_as for one in desks} == {ClosingReason.LOST}
    assert teamwork.needs_you(kim.desk) == ()
    (told,) = teamwork.needs_you(lee.desk)
    assert (told.lead, told.why) == (
        lead,
        "Kim Ro had closed the lead before this reached the shared database. The first word stands.",
    )
    teamwork.put_aside(lee.desk, told.entry)
    assert teamwork.needs_you(lee.desk) == ()


def ask(member: Member, lead: str, template: str = "first") -> str:
    """Ask to mail the customer; the entry."""
    standing = lead_standing(member.desk, lead)
    name = next(one.name for one in standing.templates if one.is_open)
    mail = MailPreview(name, "pat@example.test", "Hello", "Text", ())
    return emailing.ask_email(member.desk, lead, mail)[0]


def test_an_email_waits_for_the_shared_database(desks: tuple[Member, Member]) -> None:
    kim, _ = desks
    lead = arrive(kim).lead
    call(kim, lead)
    asked = ask(kim, lead)
    assert teamwork.judged(kim.desk, asked) == (Judged.WAITS, "")
    assert lead_standing(kim.desk, lead).waiting == (asked,)
    with pytest.raises(Refused, match="has not accepted this mail yet"):
        emailing.say_handed_over(kim.desk, lead, asked)
    kim.sync()
    assert teamwork.judged(kim.desk, asked) == (Judged.STANDS, "")
    assert lead_standing(kim.desk, lead).waiting == ()
    emailing.say_handed_over(kim.desk, lead, asked)


def test_an_email_that_a_closing_forestalled_is_refused_in_words(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    call(kim, lead)
    settle(kim, lee)
    asked = ask(kim, lead)
    lead_work.close_lead(lee.desk, lead, ClosingReason.LOST)
    lee.sync()
    kim.sync()
    assert teamwork.judged(kim.desk, asked) == (Judged.REFUSED, "the lead is closed")
    assert [told.why for told in teamwork.needs_you(kim.desk)] == ["the lead is closed"]
    settle(kim, lee)
    same_everywhere(kim, lee)


def test_a_call_on_one_desk_opens_the_template_on_the_other(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    settle(kim, lee)
    assert not any(one.is_open for one in lead_standing(lee.desk, lead).templates)
    call(kim, lead)
    settle(kim, lee)
    assert any(one.is_open for one in lead_standing(lee.desk, lead).templates)


def test_a_colleague_s_claim_is_seen_and_holds(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    settle(kim, lee)
    kim.sync()
    granted = kim.team_claims().claim(lead, online=True)
    assert granted.granted
    refused = lee.team_claims().claim(lead, online=True)
    assert (refused.granted, refused.holder) == (False, kim.desk.person)
    assert refused.why == "Kim Ro is on it. Choose another lead."
    lee.sync()
    assert taken_customers(lee.desk)[lead].holder == kim.desk.person
    with pytest.raises(Refused, match="Kim Ro is on it"):
        calling.dial(lee.desk, lead, "n1")
    begun, _ = calling.dial(kim.desk, lead, "n1")
    kim.sync()
    assert not lee.team_claims().claim_next([lead], online=True).granted
    calling.end_call(kim.desk, lead, begun.attempt, timedelta(seconds=30))
    calling.give_outcome(kim.desk, lead, begun.attempt, "voicemail")
    kim.sync()
    lee.sync()
    assert taken_customers(lee.desk) == {} or taken_customers(kim.desk) == {}


def test_presence_is_heard(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lee.sync()
    kim.sync()
    (told,) = teamwork.colleagues(kim.desk)
    assert (told.name, told.state) == ("Lee Fox", Presence.READY)


def test_a_number_in_hand_holds_the_household_s_other_lead(desks: tuple[Member, Member]) -> None:
    """Two people with one telephone: nobody is called twice at once."""
    kim, lee = desks
    one = arrive(kim, 1, name="Ann Sample").lead
    other = receive_lead(
        kim.desk, replace(draft(2, "Bob Other", arrived_at=kim.desk.clock.now()), phones=(phone(1),))
    ).lead
    settle(kim, lee)
    assert kim.team_claims().claim(one, online=True).granted
    assert not lee.team_claims().claim(other, online=True).granted


def test_a_copied_profile_takes_a_desk_id_of_its_own(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    kim.sync()
    lead_work.write_note(kim.desk, lead, "before the copy, not handed in")
    with (
        closing(sqlite3.connect(kim.store.path)) as now,
        closing(sqlite3.connect(tmp_path / "copy.sqlite")) as then,
    ):
        now.backup(then)
    lead_work.write_note(kim.desk, lead, "after the copy")
    kim.sync()
    with closing(Member(shared, "kim", tmp_path / "copy.sqlite", rejoin=False)) as copy:
        lead_work.write_note(copy.desk, lead, "by the copy")
        settle(copy, kim, lee)
        same_everywhere(copy, kim, lee)
        notes = [line.text for line in lead_view(lee.desk, lead).timeline if line.kind == "note"]
        assert len(notes) == 3


def test_a_server_that_came_back_older_is_recovered(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    settle(kim, lee)
    shared.team.server.dump(shared.name, tmp_path / "dump")
    for number in range(100):
        lead_work.write_note(kim.desk, lead, f"note {number}")
        lead_work.write_note(lee.desk, lead, f"note {number}")
    settle(kim, lee)
    lead_work.write_note(kim.desk, lead, "written while the server was away")
    shared.put_back(tmp_path / "dump")
    for member in desks:
        with pytest.raises(WentBack, match=r"went back from [\d,]+ to [\d,]+ entries"):
            member.sync()
    with shared.admin() as admin:
        chain, kept = admin.recover(kim.dealership)
        assert kept == 7  # the set-up, the rules, four people, the lead
    settle(kim, lee)
    settle(kim, lee)
    same_everywhere(kim, lee)
    for member in desks:
        notes = [line for line in lead_view(member.desk, lead).timeline if line.kind == "note"]
        assert len(notes) == 201
        with member.store.snapshot() as snapshot:
            identity = snapshot.desk()
        assert identity is not None
        assert identity.chain == chain


def test_a_rewritten_chain_is_told_by_every_desk_that_had_synced(
    desks: tuple[Member, Member], shared: TeamDatabase
) -> None:
    kim, lee = desks
    arrive(kim)
    settle(kim, lee)
    with shared.owner() as owner:
        owner.execute("UPDATE bdc.head SET hash = sha256('another') WHERE dealership = %s", (kim.dealership,))
    for member in desks:
        with pytest.raises(WentBack, match="The shared log was rewritten"):
            member.sync()


def test_a_log_that_worked_alone_becomes_the_team_s(shared: TeamDatabase, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "solo.sqlite")) as store:
        desk = set_up(store, SystemClock(), replace(FORM, person_name="Sol O'Hare"), POLICY)
        lead = receive_lead(desk, draft(1, arrived_at=desk.clock.now())).lead
        lead_work.write_note(desk, lead, "from when I was alone")
        with shared.admin() as admin:
            (told,) = adopt(admin, desk, shared.address("postgres"))
            assert told.login == "sol_o_hare"
            (row,) = [one for one in admin.dealerships() if one.name == FORM.name]
            assert verify_shared(admin, row) == []
        joined = join(store, SystemClock(), str(shared.address(told.login)), told.password, "a new password")
        assert joined.failed == ""
        assert joined.desk is not None
        lead_work.write_note(joined.desk, lead, "from the team")
        team = Team(joined.desk, shared.address(told.login), password="a new password")
        team._cycle(*team._open())
        team.stop()
        assert teamwork.waiting(joined.desk) == ()
        assert verify(joined.desk) == []
        with shared.owner() as owner:
            owner.execute("DROP ROLE sol_o_hare")


def test_what_came_of_a_call_is_asked_of_who_began_it(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    settle(kim, lee)
    calling.dial(kim.desk, lead, "n1")
    settle(kim, lee)
    told = [str(lead_view(one.desk, lead).standing.next_step.why) for one in desks]
    assert told == ["Say what came of the call", "Kim Ro is on a call with the customer"]


def test_what_is_not_taken_keeps_nothing_from_coming_down(desks: tuple[Member, Member]) -> None:
    """Another program wrote into the replica under a name that is not the login's."""
    kim, lee = desks
    theirs = arrive(lee).lead
    lee.sync()
    with kim.store.unit() as unit:
        unit.append(
            lead=None,
            round=0,
            kind="something new",
            body={},
            at=kim.desk.clock.now(),
            agent=lee.desk.person,
            policy="",
            offset=timedelta(),
        )
    with pytest.raises(NotTaken, match="entries go up under their author's login"):
        kim.sync()
    assert [row.lead for row in queue(kim.desk)] == [theirs]
    assert len(teamwork.waiting(kim.desk)) == 1


def test_a_very_long_note_goes_up_in_parts(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    lead_work.write_note(kim.desk, lead, "ö" * (2 * lead_work.NOTE_LIMIT + 1))
    settle(kim, lee)
    same_everywhere(kim, lee)
    notes = [line for line in lead_view(lee.desk, lead).timeline if line.kind == "note"]
    assert len(notes) == 3


def test_two_recoveries_strand_nobody_who_was_away(
    desks: tuple[Member, Member], shared: TeamDatabase
) -> None:
    kim, lee = desks
    lead = arrive(kim).lead
    settle(kim, lee)
    for number in range(2):
        with shared.admin() as admin:
            admin.recover(kim.dealership)
        lead_work.write_note(kim.desk, lead, f"between {number}")
        kim.sync()
    lead_work.write_note(lee.desk, lead, "was away")
    settle(lee, kim)
    same_everywhere(kim, lee)


def test_after_a_recovery_the_rules_are_here_at_once(
    desks: tuple[Member, Member], shared: TeamDatabase
) -> None:
    """Cut down between the news and the first page, the desk can still be opened and worked at."""
    kim, _ = desks
    lead = arrive(kim).lead
    kim.sync()
    with shared.admin() as admin:
        admin.recover(kim.dealership)

    def cut(point: str) -> None:
        if point == "before pull":
            raise SharedFault("cut")

    with pytest.raises(SharedFault, match="cut"):
        kim.sync(at=cut)
    assert [row.lead for row in queue(kim.desk)] == [lead]
    lead_work.write_note(kim.desk, lead, "works on")
    settle(kim)
    same_everywhere(kim)


@pytest.mark.expects_log
def test_a_policy_that_cannot_be_read_stops_nobody(
    desks: tuple[Member, Member], shared: TeamDatabase, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    kim, _ = desks
    arrive(kim)
    with closing(Member(shared, "max", tmp_path / "max.sqlite")) as manager:
        with manager.store.unit() as unit:
            known = unit.entries_of_kinds(Kind.POLICY_USED)[-1]
            unit.append(
                lead=None,
                round=0,
                kind=Kind.POLICY_USED,
                body={**known.body, "text": "this is [[[ no toml", "version": "x"},
                at=manager.desk.clock.now(),
                agent=manager.desk.person,
                policy="x",
                offset=timedelta(),
            )
        settle(manager, kim)
    assert around(kim.desk).policy.version == known.body["version"]
    assert "cannot be read" in caplog.text
    caplog.clear()


def test_presence_of_no_moment_is_no_news(desks: tuple[Member, Member], shared: TeamDatabase) -> None:
    """A colleague's program says that it is there since before time began."""
    kim, lee = desks
    lee.sync()
    with shared.plain("lee") as plain:
        desk = lee.desk_id
        plain.execute("SELECT bdc.news(%s, '1', '', 0, '', 0, 'ready', %s, '{}', 60)", (desk, -9 * 10**18))
    kim.sync()
    assert [one.name for one in teamwork.colleagues(kim.desk)] == ["Lee Fox"]


def test_one_desk_s_own_customers_do_not_stand_in_its_way(desks: tuple[Member, Member]) -> None:
    kim, lee = desks
    one = arrive(kim, 1, name="Ann Sample").lead
    other = receive_lead(
        kim.desk, replace(draft(2, "Bob Other", arrived_at=kim.desk.clock.now()), phones=(phone(1),))
    ).lead
    settle(kim, lee)
    assert kim.team_claims().claim(one, online=True).granted
    assert kim.team_claims().claim(other, online=True).granted
    assert not lee.team_claims().claim(other, online=True).granted


def test_an_adoption_that_was_cut_down_goes_on(shared: TeamDatabase, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "solo.sqlite")) as store:
        desk = set_up(store, SystemClock(), replace(FORM, person_name="Una Cut"), POLICY)
        with shared.admin() as admin:
            adopt(admin, desk, shared.address("postgres"))
            with closing(
                sqlite3.connect(store.path)
            ) as plain:  # as if this computer had stopped before its commit
                plain.executescript(
                    "DROP TRIGGER this_desk_changed; UPDATE this_desk SET sealer = 'desk'; "
                    "DELETE FROM setting WHERE key = 'shared address';"
                )
            (told,) = adopt(admin, desk, shared.address("postgres"))
        joined = join(store, SystemClock(), str(shared.address(told.login)), told.password, "a new password")
        assert joined.failed == ""
        with shared.owner() as owner:
            owner.execute(f"DROP ROLE {told.login}")


def test_who_called_a_lead_that_stands_elsewhere_is_told(desks: tuple[Member, Member]) -> None:
    """Kim knew the customer, so the mail is a new round there; Lee had not heard of that yet, and called."""
    kim, lee = desks
    known = arrive(kim).lead
    again = replace(draft(1, arrived_at=kim.desk.clock.now()), key="<again@portal.example.test>")
    assert receive_lead(kim.desk, again).lead == known
    other = receive_lead(lee.desk, again).lead
    assert other != known
    call(lee, other)
    settle(kim, lee)
    same_everywhere(kim, lee)
    assert [row.lead for row in queue(lee.desk)] == [known]
    assert {told.why for told in teamwork.needs_you(lee.desk)} == {MOVED_LEAD}
    assert len(teamwork.needs_you(lee.desk)) == 2
