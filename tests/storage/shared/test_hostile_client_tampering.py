"""Who owns the server can write anything, also past the guards; `shared verify` names what was done."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from bdc_desk.sync.administering import verify_shared
from tests.helpers.shared_log import SharedLog
from tests.helpers.teams import TeamDatabase

SHA = "a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3"  # of b"123"


@pytest.fixture
def kim(shared: TeamDatabase) -> Iterator[SharedLog]:
    """An agent who wrote a little: the last seals are an arrival, a dial, its outcome and two notes."""
    with SharedLog(shared, "kim") as log:
        assert log.arrive().stands
        log.call()
        log.write("note", details={"text": "Rang off."})
        log.write("note")
        assert faults(log) == []
        yield log


def faults(kim: SharedLog) -> list[str]:
    """What verify says of kim's dealership."""
    with kim.shared.admin() as admin:
        (dealership,) = (one for one in admin.dealerships() if one.dealership == kim.dealership)
        return [str(fault) for fault in verify_shared(admin, dealership)]


def tamper(kim: SharedLog, *statements: str) -> None:
    """As the superuser, past every trigger."""
    with kim.owner.transaction():
        kim.owner.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            kim.owner.execute(statement, {"d": kim.dealership, "chain": kim.chain, "last": kim.last})


NEWEST = "(SELECT max(no) FROM bdc.seal WHERE chain = %(chain)s)"
TAMPERED: dict[str, tuple[tuple[str, ...], str]] = {
    "a content changed": (
        ("UPDATE bdc.entry SET content = replace(content, '\"note\"', '\"nota\"') WHERE id = %(last)s",),
        "its hash is not that of what it holds",
    ),
    "a column changed": (
        ("UPDATE bdc.entry SET agent = 'somebody' WHERE id = %(last)s",),
        "its column `agent` says 'somebody'",
    ),
    "a lead exchanged": (
        (f"UPDATE bdc.entry SET lead = '{uuid4()}' WHERE id = %(last)s",),
        "its column `lead` says",
    ),
    "a verdict changed": (
        ("UPDATE bdc.seal SET verdict = 'refused: for me' WHERE entry = %(last)s",),
        "its hash is not that of what it holds",
    ),
    "a moment changed": (
        ("UPDATE bdc.seal SET at = at - 1 WHERE entry = %(last)s",),
        "its hash is not that of what it holds",
    ),
    "a receipt changed": (
        ("UPDATE bdc.seal SET sealed_at = sealed_at - 1 WHERE entry = %(last)s",),
        "its hash is not that of what it holds",
    ),
    "an offset changed": (
        ("UPDATE bdc.seal SET utc_offset = utc_offset + 3600 WHERE entry = %(last)s",),
        "its hash is not that of what it holds",
    ),
    "a hash changed": (
        ("UPDATE bdc.seal SET hash = sha256('mine') WHERE entry = %(last)s",),
        "its hash is not that of what it holds",
    ),
    "details changed": (
        ('UPDATE bdc.detail SET content = \'{"text":"Nice."}\'',),
        "its details are not those",
    ),
    "details removed": (
        ("DELETE FROM bdc.detail d USING bdc.entry e WHERE e.id = d.entry AND e.kind = 'note'",),
        "are missing",
    ),
    "details of nothing": (
        (f"INSERT INTO bdc.detail VALUES (%(d)s, '{uuid4()}', sha256('x'), '{{}}')",),
        "which is missing",
    ),
    "an entry removed": (("DELETE FROM bdc.entry WHERE id = %(last)s",), "its entry is missing"),
    "a seal removed from the middle": (
        (f"DELETE FROM bdc.seal WHERE chain = %(chain)s AND no = {NEWEST} - 2",),
        "numbers missing before it",
    ),
    "an entry and its seal removed from the middle": (
        (
            (
                "DELETE FROM bdc.entry e USING bdc.seal s WHERE s.entry = e.id AND s.chain = %(chain)s "
                f"AND s.no = {NEWEST} - 2"
            ),
            f"DELETE FROM bdc.seal WHERE chain = %(chain)s AND no = {NEWEST} - 2",
        ),
        "numbers missing before it",
    ),
    "a hole closed by renumbering": (
        (
            (
                "DELETE FROM bdc.entry e USING bdc.seal s WHERE s.entry = e.id AND s.chain = %(chain)s "
                f"AND s.no = {NEWEST} - 1"
            ),
            f"DELETE FROM bdc.seal WHERE chain = %(chain)s AND no = {NEWEST} - 1",
            "UPDATE bdc.seal SET no = no - 1 WHERE entry = %(last)s",
            f"UPDATE bdc.head SET no = {NEWEST} WHERE dealership = %(d)s",
        ),
        "its hash is not that of what it holds and what came before",
    ),
    "an entry without a seal": (
        (
            (
                f"INSERT INTO bdc.entry SELECT dealership, '{uuid4()}', lead, round, kind, agent, desk, "
                "desk_seq + 1, at, seen, policy, content FROM bdc.entry WHERE id = %(last)s"
            ),
        ),
        "has no seal",
    ),
    "a seal of nothing": (
        (
            (
                f"INSERT INTO bdc.seal SELECT dealership, chain, no + 1, '{uuid4()}', sealed_at, at, "
                "utc_offset, verdict, hash FROM bdc.seal WHERE entry = %(last)s"
            ),
        ),
        "its entry is missing",
    ),
    "two seals exchanged": (
        (
            "UPDATE bdc.seal SET no = -1 WHERE entry = %(last)s",
            f"UPDATE bdc.seal SET no = no + 1 WHERE chain = %(chain)s AND no = {NEWEST}",
            f"UPDATE bdc.seal SET no = {NEWEST} - 1 WHERE entry = %(last)s",
        ),
        "its hash is not that of what it holds",
    ),
    "a seal in a chain of one's own": (
        (f"UPDATE bdc.seal SET chain = '{uuid4()}' WHERE entry = %(last)s",),
        "was never opened",
    ),
    "a tail cut": (
        (
            "DELETE FROM bdc.entry WHERE id = %(last)s",
            "DELETE FROM bdc.seal WHERE entry = %(last)s",
        ),
        "the tail was cut",
    ),
    "a tail cut and the head adjusted": (
        (
            "DELETE FROM bdc.entry WHERE id = %(last)s",
            "DELETE FROM bdc.seal WHERE entry = %(last)s",
            (
                f"UPDATE bdc.head SET no = {NEWEST}, hash = (SELECT hash FROM bdc.seal WHERE "
                f"chain = %(chain)s AND no = {NEWEST}) WHERE dealership = %(d)s"
            ),
        ),
        "handed in 5 entries, the newest there is its 4",
    ),
    "the head's number raised": (
        ("UPDATE bdc.head SET no = no + 1 WHERE dealership = %(d)s",),
        "the tail was cut",
    ),
    "the head's hash changed": (
        ("UPDATE bdc.head SET hash = sha256('mine') WHERE dealership = %(d)s",),
        "the head's hash is not that of the newest seal",
    ),
    "another dealership's head removed": (
        ("DELETE FROM bdc.head WHERE dealership <> %(d)s",),
        "the dealership Shelbyville Cars has no head",
    ),
    "a desk's place set back": (
        ("UPDATE bdc.desk SET last_seq = 1",),
        "handed in 1 entries, the newest there is its 5",
    ),
    "an archive changed": (
        (f"INSERT INTO bdc.archive VALUES (%(d)s, '{SHA}', '124')",),
        "is not what it was",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_verify_names_what_was_done_past_the_triggers(kim: SharedLog, what: str) -> None:
    statements, words = TAMPERED[what]
    tamper(kim, *statements)
    found = faults(kim)
    assert any(words in one for one in found), found


def test_a_desk_s_mark_reveals_a_tail_that_was_cut_without_a_trace(kim: SharedLog) -> None:
    no, digest = kim.row("SELECT no, hash FROM bdc.head")
    news = "SELECT bdc.news(%s, '1', %s, %s, %s, 0, 'ready', 0, '{}', 60)"
    kim.connection.execute(news, (kim.desk, kim.chain, no, digest))
    assert faults(kim) == []
    tamper(
        kim,
        *TAMPERED["a tail cut and the head adjusted"][0],
        "UPDATE bdc.desk SET last_seq = last_seq - 1 WHERE dealership = %(d)s",
    )
    (told,) = [one for one in faults(kim) if kim.desk in one]
    assert told.startswith(
        f"No. {no}: desk {kim.desk} had pulled another number {no}: the log was cut short or rewritten"
    )
