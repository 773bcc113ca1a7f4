"""What a reader notices while it reads: faults for a person, and whether it read other than it stood."""

from typing import Final

_FAULT_LIMIT: Final = 20


class Findings:
    """Faults of one lead, in the order they were found, each once; beyond 20 only their number is told."""

    def __init__(self) -> None:
        self._faults: dict[str, None] = {}
        self.repaired = False

    def fault(self, sentence: str) -> None:
        """Something is amiss, and the draft does not hold a guess in its place."""
        self._faults[sentence] = None

    def repair(self, sentence: str) -> None:
        """Something was read other than it stands; the draft is graded `repaired`."""
        self.repaired = True
        self.fault(sentence)

    @property
    def faults(self) -> tuple[str, ...]:
        """The sentences."""
        sentences = tuple(self._faults)
        if len(sentences) <= _FAULT_LIMIT:
            return sentences
        return (*sentences[:_FAULT_LIMIT], f"{len(sentences) - _FAULT_LIMIT} more faults")
