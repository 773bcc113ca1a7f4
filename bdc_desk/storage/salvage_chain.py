"""Which of a backup's seals belong to the log that is saved: never those of one that it parted from.

Every hash is taken over the one before it, so the same hash under the same number means the same log up to
there. Where no number shows it, the noted heads do, and the remarks of restored backups.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bdc_desk.storage.codec import NO_HASH, chain_hash
from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.salvage_reading import Columns, Table

Numbered = dict[int, Columns]
# What damaged values make of a hash.
_UNREADABLE = (ValueError, OverflowError, TypeError, AttributeError)


@dataclass
class Chain:
    """The seals of one chain as far as they are known, and what is known of them beside. `contents`: those of
    the entries, by id; `noted`: hashes (hex) by number, as they should still be.
    """

    seals: Numbered
    contents: dict[str, str]
    noted: Mapping[int, str] = field(default_factory=dict)

    def is_linked(self, previous: Any, seal: Columns) -> bool | None:  # noqa: ANN401 - what a file held
        """Whether the seal's hash is that of its entry after the hash `previous`; None where that cannot be
        told.
        """
        content = self.contents.get(seal["entry"])
        if content is None or previous is None:
            return None
        try:
            right = chain_hash(
                previous,
                seal["chain"],
                seal["no"],
                seal["sealed_at"],
                seal["at"],
                seal["utc_offset"],
                seal["verdict"],
                content,
            )
        except _UNREADABLE:
            return False
        return bool(right == seal["hash"])

    def broken(self) -> tuple[int, ...]:
        """The numbers whose hash is not what it should be after the one before."""
        return tuple(
            no
            for no, seal in sorted(self.seals.items())
            if self.is_linked(_hash_before(no, self.seals), seal) is False
        )

    def agreed(self, theirs: Numbered, limit: int | None) -> int:
        """The number up to which `theirs`, the seals of one backup, are of this chain. `limit`: nothing after
        it is, unless the hashes say so.
        """
        most = max(theirs, default=0)
        down = sorted(theirs, reverse=True)
        sure = next((no for no in down if self._is_same(no, theirs[no], theirs)), 0)
        if any(no > sure and self._differs(no, theirs[no], theirs) for no in down):
            return sure
        after = self.seals.get(most + 1)
        if after is not None and most:
            is_linked = self.is_linked(theirs[most]["hash"], after)
            if is_linked is not None:
                return most if is_linked else sure
        return most if limit is None else max(sure, min(most, limit))

    def take(self, theirs: Numbered, up_to: int) -> Numbered:
        """The seals of `theirs` up to that number which are not known yet, or known otherwise by a damaged
        row; this chain holds them from now on.
        """
        taken: Numbered = {}
        for no, seal in sorted(theirs.items()):
            known = self.seals.get(no)
            if no > up_to or (known is not None and known["hash"] == seal["hash"]):
                continue
            before = _hash_before(no, theirs) or _hash_before(no, self.seals)
            if self.is_linked(before, seal) is not False:
                taken[no] = self.seals[no] = seal
        return taken

    def _is_same(self, no: int, seal: Columns, theirs: Numbered) -> bool:
        known = self.seals.get(no)
        is_known = known is not None and known["hash"] == seal["hash"]
        is_noted = no in self.noted and self.noted[no] == _hex(seal["hash"])
        return (is_known or is_noted) and self.is_linked(_hash_before(no, theirs), seal) is not False

    def _differs(self, no: int, seal: Columns, theirs: Numbered) -> bool:
        """A row whose own hash is wrong is a damaged one, and says nothing."""
        if no in self.noted and self.noted[no] != _hex(seal["hash"]):
            return True
        known = self.seals.get(no)
        if known is None or known["hash"] == seal["hash"]:
            return False
        links = [self.is_linked(_hash_before(no, of), known) for of in (self.seals, theirs)]
        return True in links or None in links


def noted_of(chain: str, heads: Iterable[NotedHead]) -> dict[int, str]:
    """The hashes that the chain should still have, by number. Of two under one number none is believed."""
    found: dict[int, set[str]] = {}
    for head in heads:
        if head.chain == chain and head.is_expected:
            found.setdefault(head.no, set()).add(head.hash)
    return {no: hashes.pop() for no, hashes in found.items() if len(hashes) == 1}


def by_chain(seals: Table) -> dict[str, Numbered]:
    """The seals of each chain by number; what no number can be is left out."""
    found: dict[str, Numbered] = {}
    for row in seals.values():
        if isinstance(row["no"], int) and isinstance(row["chain"], str):
            found.setdefault(row["chain"], {})[row["no"]] = row
    return found


def _hash_before(no: int, seals: Numbered) -> Any:  # noqa: ANN401 - what a file held
    if no == 1:
        return NO_HASH
    before = seals.get(no - 1)
    return None if before is None else before["hash"]


def _hex(digest: object) -> str:
    return digest.hex() if isinstance(digest, bytes) else ""
