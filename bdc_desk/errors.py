"""Errors that a person can be told about, sorted by blame: the request, the surroundings, or us."""


class BdcDeskError(Exception):
    """Base of every error the program raises on purpose. `str()` is a sentence for the person."""


class Refused(BdcDeskError):
    """The rules say no. The message says why and, where there is one, what opens the way."""

    def __init__(self, why: str, *, code: str = "") -> None:
        super().__init__(why)
        self.code = code


class PolicyFault(BdcDeskError):
    """A policy file has wrong values. `faults` holds one sentence each: key path, found, expected."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class SurroundingsFault(BdcDeskError):
    """Disk, file, display or network is not as needed. The message says what, why and what now."""


class NotSetUp(SurroundingsFault):
    """The profile holds no dealership yet."""
