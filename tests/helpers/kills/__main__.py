"""`python -m tests.helpers.kills soak COUNT [SEED]`: kills of every sort, and what was lost."""

import random
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bdc_desk.clock import SystemClock
from tests.helpers.kills.old import Openings
from tests.helpers.kills.rounds import Solo, killing, learn
from tests.helpers.kills.team import Team
from tests.helpers.kills.window import STAGES
from tests.helpers.kills.windows import Windows
from tests.helpers.kills.zygote import Zygote
from tests.helpers.smtp import SmtpServer
from tests.helpers.teams import TeamServer, team_server

SOLO, OPENINGS, TEAM = 200, 30, 40
"""Kills of each sort in a round."""


@dataclass
class Figures:
    """What a soak did so far."""

    wanted: int
    clock: SystemClock = field(default_factory=SystemClock)
    kills: int = 0
    entries: int = 0
    hit: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    _told_at: float = 0.0

    def tell(self, *, at_once: bool = False) -> None:
        """Print them, once a minute."""
        now = self.clock.elapsed()
        if at_once or now - self._told_at >= 60:
            self._told_at = now
            print(  # noqa: T201  a program of its own
                f"{self.kills} of {self.wanted} kills, {len(self.hit)} failpoints hit "
                f"({len(self.inside)} between BEGIN and COMMIT), {self.entries} entries acknowledged",
                flush=True,
            )

    def killed(self, count: int = 1) -> None:
        """So many more."""
        self.kills += count
        self.tell()


class Deck:
    """Every failpoint once before any comes again."""

    def __init__(self, dice: random.Random, points: dict[str, bool]) -> None:
        self._dice, self.points, self._left = dice, points, list[str]()

    def draw(self) -> str:
        """The next one."""
        if not self._left:
            self._left = sorted(self.points)
            self._dice.shuffle(self._left)
        return self._left.pop()


class Soak:
    """Rounds of profiles of their own."""

    def __init__(
        self, zygote: Zygote, mail: SmtpServer, team: TeamServer, figures: Figures, folder: Path
    ) -> None:
        self.zygote, self.mail, self.team, self.figures = zygote, mail, team, figures
        points, self.kinds = learn(zygote, mail, folder / "dry")
        self._decks: dict[str, Deck] = {}
        self._points = points

    def round(self, seed: int) -> list[str]:
        """Every sort of kill; what is wrong after them."""
        with tempfile.TemporaryDirectory(prefix="bdc-kills-") as folder:
            found = []
            for sort in (self._solo, self._openings, self._in_a_team, self._windows):
                if self.figures.kills < self.figures.wanted:
                    found += [f"{sort.__name__}: {words}" for words in sort(Path(folder), seed)]
            return found

    def _solo(self, folder: Path, seed: int) -> list[str]:
        solo = Solo(self.zygote, self.mail, folder / "solo", seed, self.kinds)
        deck = self._decks.setdefault("solo", Deck(solo.dice, self._points))
        for _ in range(min(SOLO, self.figures.wanted - self.figures.kills)):
            if solo.dice.random() < 0.7:  # most at points, for they are many
                solo.kill_at(deck.draw())
            else:
                solo.kill_at_random()
            self.figures.killed()
        self.figures.entries += solo.journal.acknowledged
        self.figures.hit |= solo.journal.hit.keys()
        self.figures.inside |= solo.journal.inside.keys()
        return solo.faults()

    def _openings(self, folder: Path, seed: int) -> list[str]:
        openings = Openings(self.zygote, folder / "openings", seed)
        while openings.kills < OPENINGS:
            openings.kill(is_old=openings.kills % 2 == 0)
        self.figures.killed(openings.kills)
        for is_old, points in openings.points.items():
            hit = {f"{'old' if is_old else 'new'} file, {point}" for point in points.keys() & openings.hit}
            self.figures.hit |= hit
            self.figures.inside |= {one for one in hit if points[one.partition(", ")[2]]}
        return openings.found

    def _in_a_team(self, folder: Path, seed: int) -> list[str]:
        with self.team.database() as shared:
            team = Team(self.zygote, shared, folder / "team", seed)
            while team.kills < TEAM:
                team.kill()
            self.figures.killed(team.kills)
            self.figures.hit |= team.hit.keys()
            self.figures.inside |= {point for point, inside in team.hit.items() if inside}
            found = team.faults()
            self.figures.entries += team.processes.told
            return found

    def _windows(self, folder: Path, _seed: int) -> list[str]:
        windows = Windows(self.zygote, folder / "windows", len(STAGES) + 1)
        for stage in (*STAGES, ""):
            windows.kill(stage)
        self.figures.killed(windows.kills)
        return windows.found


def soak(count: int, seed: int | None = None) -> int:
    """So many kills; stops at the first round that finds something. `seed`: of the first round. Exit code."""
    seeds, figures = random.SystemRandom(), Figures(count)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bdc-kills-")))
        zygote, mail = stack.enter_context(killing(folder))
        run = Soak(zygote, mail, stack.enter_context(team_server()), figures, folder)
        _say(f"{len(run._points)} failpoints, {sum(run._points.values())} of them between BEGIN and COMMIT")
        while figures.kills < count:
            now = seed or seeds.randrange(1, 10**9)
            seed = None
            found = run.round(now)
            if found:
                _say("\n".join([*found[:20], f"{len(found)} faults; once more: soak {count} {now}"]))
                return 1
    figures.tell(at_once=True)
    _say(f"0 faults; the last round's seed was {now}")
    return 0


_say: Callable[[str], None] = lambda words: print(words, flush=True)  # noqa: E731, T201  a program of its own

if __name__ == "__main__":
    if sys.argv[1:2] != ["soak"]:
        sys.exit("python -m tests.helpers.kills soak COUNT [SEED]")
    sys.exit(soak(int(sys.argv[2]), *map(int, sys.argv[3:4])))
