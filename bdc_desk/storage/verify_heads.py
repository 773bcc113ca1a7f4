"""The log compared with heads of it that were noted before: alone they tell of a log that was cut short or
written anew as a whole, where every hash is right again (docs/log.md).
"""

from collections.abc import Iterable, Iterator

from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.log_fault import Fault
from bdc_desk.storage.sql import Sql

# A head that was kept on paper names no chain; a team's log may have had several.
_NUMBERED = "SELECT hash FROM seal WHERE (chain = ?1 OR ?1 = '') AND no = ?2"
_LAST = "SELECT max(no) FROM seal WHERE chain = ?1 OR ?1 = ''"


def head_faults(sql: Sql, heads: Iterable[NotedHead]) -> Iterator[Fault]:
    """Every head that the log should still have and has not, by number: where the log went back, and where
    it was rewritten. Those that a restored backup explains are none.
    """
    sound: dict[str, int] = {}
    for head in sorted(heads, key=lambda one: (one.chain, one.no, one.at)):
        found = [digest for (digest,) in sql.rows(_NUMBERED, head.chain, head.no)]
        if any(isinstance(one, bytes) and one.hex().startswith(head.hash) for one in found):
            sound[head.chain] = head.no
        elif head.taken_back_at is None:
            yield _fault(sql, head, bool(found), sound.get(head.chain, 0))


def _fault(sql: Sql, head: NotedHead, is_there: bool, sound: int) -> Fault:  # noqa: FBT001 - a fact of the head
    if head.lost_at is not None:
        return Fault(
            f"entries up to No. {head.no:,} were lost when what could be read of a damaged file was saved "
            f"on {head.lost_at:%Y-%m-%d at %H:%M} UTC: {head} is gone"
        )
    if not is_there:
        last = sql.value(_LAST, head.chain) or 0
        return Fault(f"the log went back from {head.no:,} to {last:,}: {head} is gone")
    since = f" and after No. {sound:,}" if sound else ""
    return Fault(
        f"the log was rewritten before No. {head.no + 1:,}{since}: its hash is not that of {head}", head.no
    )
