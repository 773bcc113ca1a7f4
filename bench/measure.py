"""What every bench shares: five runs, their median, a floor measured in the same run, a goal beside it.

Seconds of two machines cannot be compared, ratios to a floor can: each figure is measured beside the least
that anybody could do (an empty window, a bare commit), in turn, so that whatever else the machine does at the
time falls on both.
"""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

RUNS = 5


@dataclass(frozen=True)
class Line:
    """One line of the table. `figure`, `floor`: told with their units. `value` is what the goal limits: the
    ratio where there is a floor, else the figure in the goal's unit. `most`, `least`: the goal, None where
    none was set. `note`: what a reader must know beside it; `why`: why the goal is missed, where it is.
    """

    what: str
    figure: str
    floor: str = ""
    value: float | None = None
    most: float | None = None
    least: float | None = None
    unit: str = "x"
    note: str = ""
    why: str = ""

    @property
    def goal(self) -> str:
        """The goal in words, "" where none was set."""
        if self.most is not None:
            return f"at most {self.most:,g} {self.unit}"
        return f"at least {self.least:,g} {self.unit}" if self.least is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where none was set."""
        if self.value is None or (self.most is None and self.least is None):
            return None
        return self.value <= self.most if self.most is not None else self.value >= (self.least or 0.0)

    @property
    def verdict(self) -> str:
        """Yes; or by how much it is missed."""
        if self.met is None or self.value is None:
            return "-"
        if self.met:
            return "yes"
        limit = self.most if self.most is not None else self.least or 0.0
        return f"NO, by {abs(self.value - limit):,.2f} {self.unit}"


def span(seconds: float) -> str:
    """Seconds told in the unit that fits."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:,.2f} us"
    return f"{seconds * 1e3:,.2f} ms" if seconds < 1 else f"{seconds:,.2f} s"


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes once."""
    begin = perf_counter()
    work()
    return perf_counter() - begin


def each(work: Callable[[], object], times: int) -> float:
    """Seconds a time, of `times` times in one go, with the collector of garbage left alone."""
    gc.collect()
    gc.disable()
    try:
        begin = perf_counter()
        for _ in range(times):
            work()
        return (perf_counter() - begin) / times
    finally:
        gc.enable()


def in_turn(*works: Callable[[], float], runs: int = RUNS) -> list[float]:
    """The median of what each answers, run in turn: A B C, A B C ..."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for answers, work in zip(found, works, strict=True):
            answers.append(work())
    return [median(answers) for answers in found]


def share(values: Sequence[float], percent: float) -> float:
    """The value that `percent` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * percent // 100).__trunc__() - 1))]


def against(
    what: str,
    figure: float,
    floor: float,
    of: str,
    *,
    most: float | None = None,
    least: float | None = None,
    note: str = "",
    why: str = "",
) -> Line:
    """A line of a span beside its floor's (both seconds). `least`: how many times QUICKER than the floor."""
    ratio = figure / floor if least is None else floor / figure
    return Line(what, span(figure), f"{span(floor)} ({of})", ratio, most, least, "x", note, why)
