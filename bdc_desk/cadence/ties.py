"""What people said of who is who: this lead's customer is another lead's, or is somebody else (docs/log.md,
Who is who).
"""

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind

AFTER_ALL = 1 << 62
"""What waits for its number comes after all that have one."""

_FIELD = {Kind.MERGED: "with", Kind.KEPT_APART: "from"}
_WITHDRAWS = {
    Kind.MERGE_WITHDRAWN: (Kind.MERGED, "merge"),
    Kind.KEPT_APART_WITHDRAWN: (Kind.KEPT_APART, "apart"),
}


class Ties:
    """The words on one lead. Feed entries in the order of the log with `add`."""

    def __init__(self) -> None:
        self._said: dict[str, Entry] = {}
        self._withdrawn: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Fold one more. Raises KeyError for one without its lead or that names no entry: a misfit."""
        if entry.kind in _WITHDRAWS:
            kind, field = _WITHDRAWS[Kind(entry.kind)]
            if self._said[entry.body[field]].kind != kind:
                raise KeyError(field)
            self._withdrawn.add(entry.body[field])
            return
        if _other(entry) in {"", entry.lead}:
            raise KeyError(entry.kind)
        self._said[entry.id] = entry

    def standing(self, kind: Kind) -> tuple[Entry, ...]:
        """The words of this kind (merged, kept apart) that nobody has taken back, in the order of the log."""
        return tuple(
            entry for entry in self._said.values() if entry.kind == kind and entry.id not in self._withdrawn
        )

    def others(self, kind: Kind) -> dict[str, int]:
        """The other leads of the standing words of this kind, each with the number of the newest. Of two
        words on the same two leads the one with the higher number holds.
        """
        return {_other(entry): _number(entry) for entry in self.standing(kind)}


def _other(entry: Entry) -> str:
    return entry.text_of(_FIELD[Kind(entry.kind)]) or ""


def _number(entry: Entry) -> int:
    return entry.seal.no if entry.seal else AFTER_ALL + entry.desk_seq
