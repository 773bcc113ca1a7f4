"""Loose ends: what stands beside the chain though it belongs in it, or is missing though the log names it."""

from collections.abc import Iterator

from bdc_desk.cadence.entry import STANDS
from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import sha_of
from bdc_desk.storage.guards_log import SHARED
from bdc_desk.storage.log_fault import Fault
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.sql import Sql
from bdc_desk.storage.verify_rows import COLUMNS, entry_faults, fields_of

# In a team this desk's own may wait for the shared database, and those of a chain that was continued for
# their author's desk to hand them in again.
_UNSEALED = f"""
SELECT id FROM entry WHERE NOT EXISTS (SELECT 1 FROM seal WHERE entry = id AND chain = ?)
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE entry = id)
    AND NOT ((SELECT sealer FROM this_desk) = '{SHARED}' AND EXISTS (SELECT 1 FROM seal WHERE entry = id))
ORDER BY desk, desk_seq
"""
_GAPS = """
SELECT id, desk, desk_seq, before FROM (
    SELECT id, desk, desk_seq, lag(desk_seq, 1, 0) OVER (PARTITION BY desk ORDER BY desk_seq) AS before
    FROM (
        SELECT min(id) AS id, desk, desk_seq FROM (
            SELECT id, desk, desk_seq FROM entry UNION ALL SELECT entry, desk, desk_seq FROM replaced)
        GROUP BY desk, desk_seq))
WHERE desk_seq <> before + 1
"""
# A team's chain may have been continued by another; alone there is one.
_STRANGE_CHAINS = f"""
SELECT chain, min(no), min(entry) FROM seal
WHERE chain <> ? AND (SELECT sealer FROM this_desk) IS NOT '{SHARED}'
GROUP BY chain
"""
_SEALED_ELSEWHERE = "SELECT count(*) FROM seal WHERE NOT EXISTS (SELECT 1 FROM seal WHERE chain = ?)"
_LOST_DETAILS = "SELECT entry FROM detail WHERE entry NOT IN (SELECT id FROM entry)"
_ELSEWHERE = "SELECT id, dealership FROM entry WHERE dealership <> ? ORDER BY desk, desk_seq"
_WAITING = f"""
SELECT o.entry, EXISTS (SELECT 1 FROM seal WHERE entry = o.entry AND chain = ?), d.salt, d.content, e.content,
    {", ".join(f"e.{column}" for column in COLUMNS)}
FROM outbox o LEFT JOIN entry e ON e.id = o.entry LEFT JOIN detail d ON d.entry = o.entry ORDER BY o.entry
"""
_REPLACED = "SELECT desk, desk_seq, entry, content FROM replaced ORDER BY desk, desk_seq"
_ERASED = f"""
SELECT DISTINCT e.lead FROM entry e JOIN seal s ON s.entry = e.id
WHERE s.chain = ? AND s.verdict = '{STANDS}' AND e.kind = '{Kind.ERASED}'
"""
_ORIGINALS = f"""
SELECT id, lead, json_extract(content, '$.body.archive') FROM entry
WHERE kind = '{Kind.ARRIVAL}' AND json_valid(content)
"""


def erased_leads(sql: Sql, chain: str) -> frozenset[str]:
    """Leads whose details were erased on purpose: their absence is no fault."""
    return frozenset(lead for (lead,) in sql.rows(_ERASED, chain))


def loose_ends(sql: Sql, desk: DeskIdentity | None, chain: str) -> Iterator[Fault]:
    """Entries and details that belong to nothing, numbers of a desk that are missing, strange chains."""
    for (entry,) in sql.rows(_UNSEALED, chain):
        yield Fault("the entry is not sealed", entry=entry)
    for entry, its_desk, desk_seq, before in sql.rows(_GAPS):
        yield Fault(missing(f"desk {its_desk}: entries", before + 1, desk_seq - 1), entry=entry)
    for strange, no, entry in sql.rows(_STRANGE_CHAINS, chain):
        yield Fault(f"sealed in the chain {strange}, which is not this desk's", no, entry)
    if elsewhere := sql.value(_SEALED_ELSEWHERE, chain):
        yield Fault(f"nothing is sealed in this desk's chain, and {elsewhere:,} entries in others")
    for (entry,) in sql.rows(_LOST_DETAILS):
        yield Fault("there are details of an entry that is missing", entry=entry)
    for entry, dealership in sql.rows(_ELSEWHERE, desk.dealership if desk else ""):
        yield Fault(f"it belongs to another dealership than this desk: {dealership}", entry=entry)
    yield from _waiting(sql, desk, chain)
    yield from _replaced(sql, desk)


def _waiting(sql: Sql, desk: DeskIdentity | None, chain: str) -> Iterator[Fault]:
    """What waits for the shared database has no hash yet; its form is looked at all the same."""
    for entry, is_sealed, salt, details, content, *columns in sql.rows(_WAITING, chain):
        if content is None:
            yield Fault("it waits to be handed in, and is missing", entry=entry)
            continue
        if is_sealed:
            yield Fault("it waits to be handed in, though it is sealed", entry=entry)
        if desk is None or not desk.is_in_team:
            yield Fault("it waits for a shared database, though this desk works alone", entry=entry)
        elif columns[COLUMNS.index("desk")] != desk.desk:
            yield Fault("it waits to be handed in, and is not this desk's", entry=entry)
        for words in entry_faults(salt, details, content, columns):
            yield Fault(words, entry=entry)


def _replaced(sql: Sql, desk: DeskIdentity | None) -> Iterator[Fault]:
    """What gave way to another desk's reading of the same mail, or was written anew under another name."""
    for its_desk, desk_seq, entry, content in sql.rows(_REPLACED):
        fields = fields_of(content) or {}
        if desk is None or not desk.is_in_team:
            yield Fault("it gave way to another desk's, though this desk works alone", entry=entry)
        elif (fields.get("id"), fields.get("desk"), fields.get("desk_seq")) != (entry, its_desk, desk_seq):
            yield Fault("what gave way is not what was written", entry=entry)


def archive_faults(sql: Sql, desk: DeskIdentity | None, erased: frozenset[str]) -> Iterator[Fault]:
    """Originals, mails and files, that are not what they were, or that are gone though nobody erased them (in
    a team only the desk that read one keeps it for sure).
    """
    named: dict[str, list[tuple[str, str]]] = {}
    for entry, lead, sha in sql.rows(_ORIGINALS):
        if isinstance(sha, str):
            named.setdefault(sha, []).append((entry, lead))
    there: set[str] = set()
    for sha in [sha for (sha,) in sql.rows("SELECT sha256 FROM archive ORDER BY sha256")]:
        there.add(sha)  # one at a time: each may be large
        content = sql.value("SELECT content FROM archive WHERE sha256 = ?", sha)
        if not isinstance(content, bytes) or sha_of(content) != sha:
            entry = named.get(sha, [(None, None)])[0][0]
            yield Fault(f"the archived original {sha[:16]} is not what it was", entry=entry)
        for entry, lead in named.get(sha, []):
            if lead in erased:
                yield Fault("its original is there, though its customer was erased", entry=entry)
    if desk is None or desk.is_in_team:
        return
    for sha in named.keys() - there:
        if not any(lead in erased for _, lead in named[sha]):
            yield Fault(
                "its original is missing from the archive, and nobody erased it", entry=named[sha][0][0]
            )


def missing(what: str, first: int, last: int) -> str:
    """Which numbers are missing, in words."""
    if last < first:
        return f"{what}: {first:,} stands there twice"
    if first == last:
        return f"{what}: {first:,} is missing before it"
    return f"{what}: {first:,} to {last:,} are missing before it"
