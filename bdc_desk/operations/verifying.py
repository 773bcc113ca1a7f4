"""`verify`: the chain link by link and the noted heads, every judgement of the log judged again by the
engine, and the lists compared with the log (design.md, The log).
"""

from collections.abc import Iterable, Iterator

from bdc_desk.errors import NotSetUp
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.judged_again import judged_again
from bdc_desk.operations.lists_verifying import list_faults
from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.verify import verify as verify_chain

TEAM_ADDRESS = "shared address"
"""The setting of a desk in a team that says where it shares its log (`sync.settings` names it so, too)."""
# What a body of a strange form makes of the engine: only who wrote past the guards can have put it there.
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)


def verify(desk: Desk, heads: Iterable[NotedHead] = ()) -> list[str]:
    """Everything that is wrong with the log, a sentence each, with number and entry; empty for a whole log.

    `heads`: those noted before; each that the log no longer has is named. Raises SurroundingsFault.
    """
    faults = verify_chain(desk.store, heads)
    found = [str(fault) for fault in faults]
    if any(fault.no is not None or fault.entry for fault in faults):
        return found  # entries that cannot be trusted cannot be judged
    with desk.store.snapshot() as snapshot:
        if snapshot.head() is None:
            return found
    try:
        found += _judged(desk)
        if not faults:
            found += list_faults(desk)
    except NotSetUp:
        found.append("there are entries, but no rules that they were made by: they cannot be judged")
    except _UNREADABLE as fault:
        found.append(f"an entry of no form that the program writes cannot be judged ({fault!r})")
    return found


def _judged(desk: Desk) -> Iterator[str]:
    with desk.store.snapshot() as snapshot:
        yield from judged_again(snapshot, desk.surroundings(snapshot))
    yield from _seat_faults(desk)


def _seat_faults(desk: Desk) -> Iterator[str]:
    """Who is said to sit here, and whether the team that this desk says it shares its log with is there."""
    with desk.store.snapshot() as snapshot:
        identity, around = snapshot.desk(), desk.surroundings(snapshot)
        address = snapshot.setting(TEAM_ADDRESS)
    if identity is None:
        return
    if identity.person is not None and identity.person not in around.people:
        yield f"who is said to sit at this desk is nobody of this dealership ({identity.person})"
    if identity.is_in_team and not address:
        yield "this desk says that it shares its log, and knows no shared database"
