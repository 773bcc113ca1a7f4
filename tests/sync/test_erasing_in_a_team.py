"""A team erases a customer: the details go at the shared database, and at every desk that hears of it,
also at one that was away for a week and had gone on writing.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.clock import SystemClock
from bdc_desk.contact.mail_out.outbox import MailOutbox, State
from bdc_desk.errors import Refused
from bdc_desk.operations import emailing, lead_work, teamwork
from bdc_desk.operations.calling import dial
from bdc_desk.operations.delivery import Received
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.reading import lead_view, queue
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import MailPreview
from bdc_desk.settings import Profile
from bdc_desk.storage.shared.faults import SharedFault
from bdc_desk.storage.store import Store
from bdc_desk.sync.administering import adopt, dealership_named, verify_shared
from bdc_desk.sync.exchanging import WentBack
from bdc_desk.sync.joining import join
from tests.helpers.desks import FORM, POLICY, draft, phone
from tests.helpers.teams import Member, TeamDatabase, log_of

NAME, EMAIL, WORDS = "Quillfeather", "person7@example.test", "asked for by her neighbour Zwetschge"
OFFLINE = "written at the desk that was away, Mirabelle"
TRACES = (NAME, EMAIL, WORDS, OFFLINE, "Mirabelle", "neighbour", "quillfeather")
"""What tells who it was; the name is not in the mail's own key."""
WEEK = timedelta(days=7)
MAIL = b"From: person7@example.test\n\nQuillfeather asks: is it still available?"


@pytest.fixture
def desks(shared: TeamDatabase, tmp_path: Path) -> Iterator[tuple[Member, Member]]:
    """Kim's desk, and that of Max, who is a manager."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(closing(Member(shared, login, tmp_path / login / "desk.sqlite")))
            for login in ("kim", "max")
            if (tmp_path / login).mkdir() is None
        )  # type: ignore[misc]  # two of them


def arrive(member: Member, **told: object) -> Received:
    """A customer asks by mail."""
    fields = {"arrived_at": member.desk.clock.now(), "raw": MAIL, **told}
    return receive_lead(member.desk, draft(7, f"Pat {NAME}", **fields))


def known_to_both(kim: Member, manager: Member) -> str:
    """A customer whom both desks know, with a note."""
    lead = arrive(kim).lead
    lead_work.write_note(kim.desk, lead, WORDS)
    settle(kim, manager, kim)
    return lead


def settle(*members: Member) -> None:
    for member in members:
        member.sync()


def erased_by(manager: Member, lead: str, tmp_path: Path) -> None:
    """Said at the manager's desk; not handed in yet."""
    erase(manager.desk, lead, Profile(tmp_path / "max"), "asked")


def traces(member: Member) -> list[str]:
    """What of the customer is in any file of the desk's log."""
    files = [one for one in member.store.path.parent.iterdir() if one.name.startswith(member.store.path.name)]
    found = b"".join(one.read_bytes() for one in files)
    lower = found.lower()
    return [one for one in TRACES if one.encode().lower() in lower or one.encode("utf-16-le") in found]


def there(shared: TeamDatabase, lead: str) -> tuple[int, int]:
    """Details of the lead and originals at the shared database."""
    with shared.owner() as owner:
        row = owner.execute(
            "SELECT (SELECT count(*) FROM bdc.detail d JOIN bdc.entry e ON e.dealership = d.dealership "
            "AND e.id = d.entry WHERE e.lead = %s), (SELECT count(*) FROM bdc.archive)", (lead,)
        ).fetchone()  # fmt: skip
    assert row is not None
    return row[0], row[1]


def whole(shared: TeamDatabase, *members: Member) -> None:
    """Every log is whole, and all are the same."""
    with shared.admin() as admin:
        assert verify_shared(admin, dealership_named(admin, "Springfield Motors")) == []
    for member in members:
        assert verify(member.desk) == []
        assert member.log() == members[0].log()
        assert teamwork.waiting(member.desk) == ()


def test_every_desk_and_the_database_forget_the_customer(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, manager = desks
    lead = known_to_both(kim, manager)
    assert {NAME, WORDS} <= set(traces(kim)) & set(traces(manager))
    assert there(shared, lead) == (2, 1)
    erased_by(manager, lead, tmp_path)
    assert NAME in traces(manager)  # it stands once the shared database has accepted it
    manager.sync()
    assert there(shared, lead) == (0, 0)
    assert traces(manager) == []
    kim.sync()
    assert traces(kim) == []
    for member in desks:
        assert queue(member.desk) == ()
        assert lead_view(member.desk, lead).name == "Erased customer"
        with pytest.raises(Refused, match="nothing is kept of this customer"):
            lead_work.write_note(member.desk, lead, WORDS)
    whole(shared, *desks)


def test_a_desk_that_was_away_does_not_bring_the_details_back(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, manager = desks
    lead = known_to_both(kim, manager)
    lead_work.write_note(kim.desk, lead, OFFLINE)
    erased_by(manager, lead, tmp_path)
    manager.sync()
    kim.sync()
    manager.sync()
    assert there(shared, lead) == (0, 0)
    assert traces(kim) == traces(manager) == []
    with manager.store.snapshot() as snapshot:
        kinds = [one.kind for one in snapshot.entries_of(lead)]
    assert kinds.count(Kind.NOTE) == 2  # it counts as it counted
    whole(shared, *desks)


def test_of_three_desks_the_one_that_was_away_for_a_week_forgets_too(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, manager = desks
    (tmp_path / "lee").mkdir()
    with closing(Member(shared, "lee", tmp_path / "lee" / "desk.sqlite")) as lee:
        lead = known_to_both(kim, manager)
        lee.sync()
        call, _ = dial(lee.desk, lead, "n1")
        lead_work.write_note(lee.desk, lead, OFFLINE)
        assert {NAME, WORDS, OFFLINE} <= set(traces(lee))
        erased_by(manager, lead, tmp_path)
        settle(manager, kim)
        lee.pass_time(WEEK)
        settle(lee, kim, manager)
        assert there(shared, lead) == (0, 0)
        assert [traces(member) for member in (kim, manager, lee)] == [[], [], []]
        with kim.store.snapshot() as snapshot:
            assert call.attempt in {one.id for one in snapshot.entries_of(lead)}  # the call was made
        for member in (kim, manager, lee):
            assert verify(member.desk) == []
            assert member.log() == log_of(shared, kim.dealership)


@pytest.mark.parametrize("anew", [False, True], ids=["the same desk", "a copied profile"])
def test_what_waits_at_a_desk_that_pulled_the_erasure_goes_up_without_details(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path, *, anew: bool
) -> None:
    """Written between its push and its pull, so that the details were dropped before it was handed in."""
    kim, manager = desks
    lead = known_to_both(kim, manager)
    erased_by(manager, lead, tmp_path)
    manager.sync()

    def late(point: str) -> None:
        if point == "before pull" and OFFLINE not in traces(kim):
            lead_work.write_note(kim.desk, lead, OFFLINE)

    kim.sync(at=late)
    assert traces(kim) == []
    assert len(teamwork.waiting(kim.desk)) == 1
    if anew:
        with kim.connected() as (_, exchange):
            exchange.begin_anew()
    settle(kim, manager)
    assert there(shared, lead) == (0, 0)
    whole(shared, *desks)


@pytest.mark.parametrize("point", ["storing", "stored", "concluding"])
def test_a_desk_that_is_cut_down_in_it_forgets_with_its_next_exchange(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path, point: str
) -> None:
    kim, manager = desks
    lead = known_to_both(kim, manager)
    erased_by(manager, lead, tmp_path)
    manager.sync()

    def cut(reached: str) -> None:
        if reached == point:
            raise SharedFault("cut")

    with pytest.raises(SharedFault, match="cut"):
        kim.sync(at=cut)
    assert NAME in traces(kim)
    kim.sync()
    assert traces(kim) == []
    whole(shared, *desks)


def test_a_desk_that_joins_later_is_given_nothing_of_the_customer(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, manager = desks
    lead = known_to_both(kim, manager)
    erased_by(manager, lead, tmp_path)
    settle(manager, kim)
    (tmp_path / "lee").mkdir()
    with closing(Member(shared, "lee", tmp_path / "lee" / "desk.sqlite")) as lee:
        lee.sync()
        assert traces(lee) == []
        assert queue(lee.desk) == ()
        whole(shared, kim, manager, lee)


def test_the_same_mail_read_at_another_desk_is_no_new_lead(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    """Whether that desk has heard of the erasure or not."""
    kim, manager = desks
    (tmp_path / "lee").mkdir()
    with closing(Member(shared, "lee", tmp_path / "lee" / "desk.sqlite")) as lee:
        at = kim.desk.clock.now()
        lead = arrive(kim, arrived_at=at).lead
        settle(kim, manager)
        erased_by(manager, lead, tmp_path)
        settle(manager)
        arrive(lee, arrived_at=at, comments=WORDS)  # its program read the mail in other words
        assert NAME in traces(lee)
        lee.sync()
        assert traces(lee) == []
        arrive(lee, arrived_at=at)
        lee.sync()
        assert queue(lee.desk) == ()
        assert traces(lee) == []
        assert there(shared, lead) == (0, 0)
        settle(kim, manager)
        whole(shared, kim, manager, lee)


def test_a_mail_that_was_asked_for_at_a_desk_that_was_away_never_leaves(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, manager = desks
    lead = arrive(kim, phones=(phone(7, possible=False),)).lead  # its mails are open at once
    settle(kim, manager)
    erased_by(manager, lead, tmp_path)
    manager.sync()
    mail = MailPreview("missed_you", EMAIL, f"Dear {NAME}", WORDS, ())
    box = MailOutbox(kim.desk, lambda _mail, _asked: pytest.fail("it was sent"))
    asked, _ = emailing.ask_email(kim.desk, lead, mail)
    box.put(lead, mail, asked, kim.desk.clock.now())
    kim.sync()
    box.look()
    kim.pass_time(timedelta(seconds=10))
    box.look()
    assert box.due(kim.desk.clock.now()) == []
    assert [one.state for one in box.outgoing()] == [State.NOT_SENT]
    settle(kim, manager)
    assert traces(kim) == traces(manager) == []
    assert there(shared, lead) == (0, 0)
    assert [verify(member.desk) for member in desks] == [[], []]


def test_an_agent_cannot_erase(desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path) -> None:
    kim, manager = desks
    lead = known_to_both(kim, manager)
    with pytest.raises(Refused, match="Only a manager"):
        erase(kim.desk, lead, Profile(tmp_path / "kim"), "asked")
    with kim.store.unit() as unit:  # a changed program
        unit.append(
            lead=lead, round=1, kind=Kind.ERASED, body={"reason": "asked"}, at=kim.desk.clock.now(),
            agent=kim.desk.person, policy="", offset=kim.desk.clock.now().utcoffset(),
        )  # fmt: skip
    settle(kim, manager)
    assert there(shared, lead)[0] == 2
    assert NAME in traces(kim)
    assert NAME in traces(manager)
    assert [row.lead for row in queue(manager.desk)] == [lead]


def test_a_database_that_came_back_older_forgets_again(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    """Each desk hands in again what it wrote, the salesperson's before the erasure, without its details."""
    kim, manager = desks
    lead = known_to_both(kim, manager)
    shared.team.server.dump(shared.name, tmp_path / "dump")
    lead_work.write_note(kim.desk, lead, OFFLINE)
    settle(kim, manager)
    erased_by(manager, lead, tmp_path)
    settle(manager, kim)
    shared.put_back(tmp_path / "dump")
    assert there(shared, lead)[0] == 2
    with pytest.raises(WentBack):
        kim.sync()
    with shared.admin() as admin:
        admin.recover(kim.dealership)
    settle(kim, manager, kim)
    assert there(shared, lead) == (0, 0)
    assert traces(kim) == traces(manager) == []
    assert queue(kim.desk) == queue(manager.desk) == ()
    whole(shared, *desks)


def test_a_log_that_erased_alone_becomes_the_team_s(shared: TeamDatabase, tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "desk.sqlite")) as store:
        desk = set_up(store, SystemClock(), replace(FORM, person_name="Ida Alone"), POLICY)
        fields = {"arrived_at": desk.clock.now(), "raw": MAIL}
        lead = receive_lead(desk, draft(7, f"Pat {NAME}", **fields)).lead
        other = receive_lead(desk, draft(8, arrived_at=desk.clock.now())).lead
        erase(desk, lead, Profile(tmp_path), "no longer needed")
        with shared.admin() as admin:
            (told,) = adopt(admin, desk, shared.address("postgres"))
            (row,) = [one for one in admin.dealerships() if one.name == FORM.name]
            assert verify_shared(admin, row) == []
        joined = join(store, SystemClock(), str(shared.address(told.login)), told.password, "a new password")
        assert joined.desk is not None, joined.failed
        assert [one.lead for one in queue(joined.desk)] == [other]
        assert verify(joined.desk) == []
        with shared.owner() as owner:
            owner.execute("DROP ROLE ida_alone")


@pytest.mark.parametrize("fault", ["nothing is dropped", "nothing is scrubbed"])
def test_the_search_for_traces_catches_a_step_left_out(
    desks: tuple[Member, Member], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    kim, manager = desks
    lead = known_to_both(kim, manager)
    erased_by(manager, lead, tmp_path)
    manager.sync()
    if fault == "nothing is dropped":
        monkeypatch.setattr("bdc_desk.sync.exchange.erased_in", lambda _rows: frozenset())
    else:
        monkeypatch.setattr("bdc_desk.sync.exchange.scrub_if_wanted", lambda _desk: True)
    kim.sync()
    assert traces(kim) != []


def test_a_database_that_forgets_nobody_is_named_and_no_desk_takes_what_it_gives(
    desks: tuple[Member, Member], shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, manager = desks
    lead = known_to_both(kim, manager)
    with shared.owner() as owner:
        owner.execute(
            "CREATE OR REPLACE FUNCTION bdc.forget(its_dealership text, its_lead text) RETURNS void "
            "LANGUAGE sql AS ''"
        )
    erased_by(manager, lead, tmp_path)
    settle(manager, kim)
    assert there(shared, lead) == (2, 1)
    with shared.admin() as admin:
        said = [str(one) for one in verify_shared(admin, dealership_named(admin, "Springfield Motors"))]
    assert any("details of entry" in one and "though its customer was erased" in one for one in said)
    assert any("the original of entry" in one and "though its customer was erased" in one for one in said)
    assert any("bdc.forget" in one for one in said)
    (tmp_path / "lee").mkdir()
    with closing(Member(shared, "lee", tmp_path / "lee" / "desk.sqlite")) as lee:
        lee.sync()
        assert traces(kim) == traces(manager) == traces(lee) == []
