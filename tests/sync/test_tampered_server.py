"""Three desks and a server whose owner writes the log anew: what each desk says when the server's log is not
the one that its own replica holds, and who cannot know.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bdc_desk.operations.lead_work import write_note
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.verifying import verify
from bdc_desk.storage.codec import chain_hash
from bdc_desk.storage.heads import NotedHead, head_on_paper
from bdc_desk.storage.replication import ChainBroken
from bdc_desk.storage.verify import verify as verify_copy
from bdc_desk.sync.administering import verify_shared
from bdc_desk.sync.exchanging import WentBack
from tests.helpers.desks import draft
from tests.helpers.forging import ForgedFile, carry_out, rows
from tests.helpers.teams import Member, TeamDatabase

Team = tuple[Member, Member, Member]
_SEALS = """
SELECT s.chain, s.no, s.sealed_at, s.at, s.utc_offset, s.verdict, e.content, s.hash
FROM bdc.seal s JOIN bdc.entry e ON e.dealership = s.dealership AND e.id = s.entry
WHERE s.dealership = %s ORDER BY s.no
"""


@pytest.fixture
def desks(shared: TeamDatabase, tmp_path: Path) -> Iterator[Team]:
    """Kim and Lee work; Max was there when the lead arrived, and has not synced since."""
    with ExitStack() as stack:
        kim, lee, away = (
            stack.enter_context(closing(Member(shared, login, tmp_path / f"{login}.sqlite")))
            for login in ("kim", "lee", "max")
        )
        lead = receive_lead(kim.desk, draft(1, arrived_at=kim.desk.clock.now())).lead
        for member in (kim, lee, away):
            member.sync()
        for number in range(3):
            write_note(kim.desk, lead, f"note {number}")
        for member in (kim, lee):
            member.sync()
        yield kim, lee, away


def head_of(member: Member) -> NotedHead:
    with member.store.snapshot() as snapshot:
        seal = snapshot.head()
    assert seal is not None
    found = head_on_paper(f"{seal.no}:{seal.hash.hex()[:16]}", member.desk.clock.now())
    assert found is not None
    return found


def tamper(shared: TeamDatabase, dealership: str, from_no: int, change: str, *, anew: bool = True) -> None:
    """Change an entry past the triggers; `anew`: give every seal from it on its right hash, and the head."""
    with shared.owner() as owner, owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute(change, {"d": dealership, "no": from_no})  # type: ignore[call-overload]
        if not anew:
            return
        previous, no = bytes(32), 0
        for chain, no, *fields, digest in owner.execute(_SEALS, (dealership,)).fetchall():
            told = chain_hash(previous, str(chain), no, *fields) if no >= from_no else bytes(digest)
            owner.execute(
                "UPDATE bdc.seal SET hash = %s WHERE dealership = %s AND no = %s", (told, dealership, no)
            )
            previous = told
        owner.execute(
            "UPDATE bdc.head SET no = %s, hash = %s WHERE dealership = %s", (no, previous, dealership)
        )


VERDICT = "UPDATE bdc.seal SET verdict = 'refused: no such round' WHERE dealership = %(d)s AND no = %(no)s"
CUT = """
WITH gone AS (DELETE FROM bdc.seal WHERE dealership = %(d)s AND no >= %(no)s RETURNING entry)
DELETE FROM bdc.entry WHERE dealership = %(d)s AND id IN (SELECT entry FROM gone)
"""


def said(member: Member) -> str:
    """What the desk tells when it syncs, "" for nothing."""
    try:
        member.sync()
    except (WentBack, ChainBroken) as fault:
        return str(fault)
    return ""


def shared_faults(shared: TeamDatabase, dealership: str) -> str:
    with shared.admin() as admin:
        (row,) = [one for one in admin.dealerships() if one.dealership == dealership]
        return "\n".join(str(fault) for fault in verify_shared(admin, row))


def test_whoever_had_the_rewritten_entries_says_so_and_keeps_its_own(
    desks: Team, shared: TeamDatabase
) -> None:
    kim, lee, away = desks
    before, kept = head_of(kim), kim.log()
    tamper(shared, kim.dealership, before.no - 1, VERDICT)
    for member in (kim, lee):
        assert said(member) == (
            f"The shared log was rewritten: its number {before.no:,} is not the one this desk knows. "
            "Nothing is pulled. Ask whoever runs it; `bdc-desk shared verify` says more."
        )
        assert member.log() == kept
        assert verify(member.desk) == []
    told = shared_faults(shared, kim.dealership)
    assert f"had pulled another number {before.no}: the log was cut short or rewritten" in told
    for member in (kim, lee):
        assert member.desk_id in told
    assert said(away) == ""  # what it had not seen, it cannot miss
    assert away.log() != kept
    (fault,) = verify(away.desk, [before])  # until it is compared with what a colleague's desk knows
    assert "was rewritten before" in fault
    assert f"the given head {before.no}:" in fault


def test_a_rewrite_of_what_everybody_has_is_told_by_everybody(desks: Team, shared: TeamDatabase) -> None:
    kim, lee, away = desks
    tamper(shared, kim.dealership, head_of(away).no, VERDICT)
    for member in (kim, lee):
        assert "was rewritten" in said(member)
    assert said(away).startswith(f"Number {head_of(away).no + 1:,} of the shared log does not link")
    for member in desks:
        assert verify(member.desk) == []


def test_a_cut_tail_is_told_by_whoever_had_it(desks: Team, shared: TeamDatabase) -> None:
    kim, lee, away = desks
    last = head_of(kim).no
    tamper(shared, kim.dealership, last, CUT)
    for member in (kim, lee):
        assert f"went back from {last:,} to {last - 1:,} entries" in said(member)
    assert said(away) == ""
    assert "handed in" in shared_faults(shared, kim.dealership)
    assert head_of(away).no == last - 1


def test_an_edit_that_leaves_the_hashes_is_told_by_whoever_pulls_it(
    desks: Team, shared: TeamDatabase, tmp_path: Path
) -> None:
    kim, lee, away = desks
    last = head_of(kim).no
    tamper(shared, kim.dealership, last, VERDICT, anew=False)
    for member in (kim, lee):
        assert said(member) == ""  # theirs is the right one, and they do not ask again
        assert verify(member.desk) == []
    assert said(away) == f"Number {last:,} of the shared log does not link to what came before."
    assert f"No. {last}, " in shared_faults(shared, kim.dealership)


def test_details_that_are_others_are_not_taken(desks: Team, shared: TeamDatabase) -> None:
    kim, _, away = desks
    tamper(
        shared,
        kim.dealership,
        head_of(kim).no,
        'UPDATE bdc.detail SET content = \'{"text":"never rang"}\' WHERE dealership = %(d)s AND entry = '
        "(SELECT entry FROM bdc.seal WHERE dealership = %(d)s AND no = %(no)s)",
        anew=False,
    )
    assert said(away) != ""
    assert "its details are not those" in shared_faults(shared, kim.dealership)


def test_an_untouched_server_is_told_of_by_nobody(desks: Team, shared: TeamDatabase) -> None:
    kim = desks[0]
    before = head_of(kim)
    tamper(shared, kim.dealership, 1, "SELECT 1")  # all hashes anew: the same
    for member in desks:
        assert said(member) == ""
        assert verify(member.desk, [before]) == []
    assert shared_faults(shared, kim.dealership) == ""


# Alone these are faults; in a team an original may be kept at another desk, and what waits is lawful.
_OF_TEAMS = (rows.original, rows.left_behind, rows.erased_again)


def test_edits_of_a_desk_s_own_copy_are_named_there(desks: Team) -> None:
    kim = desks[0]
    edits = [edit for edit in rows.LOCAL if edit not in _OF_TEAMS]
    missed = []
    with ForgedFile(kim.store.path, seed=3) as file:
        for _ in range(60):
            done = carry_out(file, edits)
            text = "\n".join(str(fault) for fault in verify_copy(kim.store))
            if not text or not (any(name in text for name in done.names) or not done.names):
                missed.append(f"{done.what}: {text}")
            file.put_back()
        assert verify_copy(kim.store) == []
    assert missed == []
