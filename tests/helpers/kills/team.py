"""A life of a desk in a team: it works and exchanges with a real shared database, a step at a time."""

import random
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bdc_desk.clock import SystemClock
from bdc_desk.errors import NotSetUp
from tests.helpers.chaos import MAILS, ChaosDesk, Elsewhere, Processes, a_lead, work_once
from tests.helpers.journal import Journal
from tests.helpers.kills.points import Points, Tell
from tests.helpers.kills.seat import Order
from tests.helpers.kills.zygote import Line, Zygote, moment_to_kill

if TYPE_CHECKING:
    from tests.helpers.teams import TeamDatabase

DEEDS = 4
"""Between two exchanges."""


def live(order: Order, tell: Tell, points: Points) -> None:
    """Join where that was not done, then work and exchange; what was saved is noted in a journal's file."""
    dice, clock = random.Random(order.seed), SystemClock()
    folder, name = Path(order.folder), order.login
    journal = Journal(folder / f"{name}.journal")
    desk = ChaosDesk(name, Elsewhere(order.address), name, folder / f"{name}.sqlite", clock, journal)
    journal.skip(desk.member.store)  # what an earlier life did not come to say, it has not said
    tell("begun", [])
    for _ in range(3):
        for _ in range(DEEDS):
            with suppress(NotSetUp):
                desk.do(
                    lambda: work_once(dice, desk.desk, lambda: a_lead(dice, dice.randrange(1, MAILS), clock))
                )
        points.begin("sync")
        desk.sync(points.reach)
        points.end()


class Team:
    """Two desks that are killed in turns, beside one shared database."""

    def __init__(self, zygote: Zygote, shared: "TeamDatabase", folder: Path, seed: int) -> None:
        self.zygote, self.folder = zygote, folder
        self.processes = Processes(shared, folder, seed, 2)
        self.processes.names = ["kim", "lee"]
        self.shared, self.dice = shared, random.Random(seed)
        self.hit: dict[str, bool] = {}
        self.found: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        self.points: dict[str, bool] = {}
        for name in self.processes.names:
            done = [words[0] for what, *words in self._live(name) if what == "done"]
            assert done, self.found
            self.points |= done[0]

    @property
    def kills(self) -> int:
        """Lives so far, each of which may have ended between a saving and word of it."""
        return self.processes.kills

    def _live(self, name: str, die_at: str = "", kill_after: float | None = None) -> list[Line]:
        self.processes.kills += 1
        order = Order(
            str(self.folder), 0.0, die_at=die_at, seed=self.dice.getrandbits(32),
            address=str(self.shared.address(name)), login=name,
        )  # fmt: skip
        lines = self.zygote.live("team", order, kill_after=kill_after)
        self.found += [f"{name}: {words[0]}" for what, *words in lines if what == "broke"]
        self.hit |= {words[0]: words[1] for what, *words in lines if what == "at"}
        return lines

    def kill(self) -> None:
        """One life of one of them, ended at a statement of its exchange or at a moment of the dice."""
        name = self.dice.choice(self.processes.names)
        if self.dice.random() < 0.6:
            self._live(name, die_at=self.dice.choice(sorted(self.points)))
        else:
            self._live(name, kill_after=moment_to_kill(self.dice) * 3)

    def faults(self) -> list[str]:
        """All come to rest: what is lost, doubled or told wrongly anywhere."""
        return [*self.found, *self.processes.faults()]
