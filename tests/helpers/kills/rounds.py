"""The parent: starts lives, kills them, keeps the journal, and has it checked every so often."""

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from tests.helpers.desks import MINUTE, MONDAY, staffed
from tests.helpers.kills.checker import Journal, Kinds, faults
from tests.helpers.kills.deeds import DEEDS, IN_PARTS, NUMBERS
from tests.helpers.kills.seat import Order, shown
from tests.helpers.kills.zygote import Line, Zygote, moment_to_kill
from tests.helpers.smtp import SmtpServer, smtp_server

CLOSES = 20
"""No life begins after this hour: nobody is called at night."""
SAID: Kinds = {"email said left": ("email left",), "email said not sent": ("email withdrawn",)}
"""What the dry run may not come to."""


class Solo:
    """One profile, and its lives one after the other."""

    def __init__(self, zygote: Zygote, server: SmtpServer, folder: Path, seed: int, kinds: Kinds) -> None:
        """`kinds`: what each operation writes; empty for the dry run."""
        self.zygote, self.server, self.folder, self.kinds = zygote, server, folder, kinds
        self.dice = random.Random(seed)
        self.journal = Journal(at=MONDAY.timestamp())
        self._before = len(server.received)
        (folder / "profile").mkdir(parents=True)
        with staffed(folder / "profile") as staff, staff.store.snapshot() as snapshot:
            self.person = staff.ana.person
            self.journal._keep(shown(snapshot, 0))

    def taken(self) -> list[str]:
        """The entries of the mails that the server has of this profile."""
        return [one.message_id.strip("<>").partition("@")[0] for one in self.server.received[self._before :]]

    def live(
        self, *deeds: str, die_at: str = "", kill_after: float | None = None, twice: bool = False
    ) -> list[Line]:
        """One life to its death."""
        order = Order(
            folder=str(self.folder),
            at=self._next_moment(),
            deeds=deeds,
            die_at=die_at,
            seed=self.dice.getrandbits(32),
            numbers=self.journal.kills * NUMBERS if kill_after is None else self._next_many(),
            seq=self.journal.seq,
            port=self.server.port,
            delivered=tuple(self.taken()),
            imports=tuple(self.journal.imports),
            drafts=dict(self.journal.drafts),
            twice=twice,
        )
        lines = self.zygote.live("solo", order, kill_after=kill_after)
        self.journal.hear(lines, self.kinds)
        return lines

    def _next_many(self) -> int:
        """A life that does whatever it likes may need many customers: they are of another range."""
        return 100_000 + self.journal.kills * 500

    def _next_moment(self) -> float:
        at = datetime.fromtimestamp(self.journal.at, UTC) + MINUTE
        if at.hour >= CLOSES:
            at = (at + timedelta(days=1)).replace(hour=MONDAY.hour, minute=0)
        self.journal.at = at.timestamp()
        return self.journal.at

    def kill_at(self, point: str) -> bool:
        """A life that is to end at this point; whether it came there."""
        before = self.journal.hit[point]
        self.live(point.partition(":")[0], die_at=point)
        return self.journal.hit[point] > before

    def kill_at_random(self) -> None:
        """A life that is killed at a moment of the dice."""
        self.live("*", kill_after=moment_to_kill(self.dice))

    def faults(self, *, rebuilt: bool = True) -> list[str]:
        """All is settled by a last life; then everything that is wrong."""
        self.live()
        with closing(Store.open(Profile(self.folder / "profile").database)) as store:
            clock = FixedClock(datetime.fromtimestamp(self.journal.at, UTC) + MINUTE)
            return faults(
                Desk(store, clock, self.person), self.journal, self.taken(), rebuilt=rebuilt, settled=True
            )


def learn(zygote: Zygote, server: SmtpServer, folder: Path) -> tuple[dict[str, bool], Kinds]:
    """The dry run: every failpoint of every deed, whether it lies inside a transaction, and what each
    operation writes.
    """
    dry = Solo(zygote, server, folder, 0, {})
    points: dict[str, bool] = {}
    kinds: dict[str, tuple[str, ...]] = dict(SAID)
    for deed in DEEDS:
        lines = dry.live(deed)
        passed = next((words[0] for what, *words in lines if what == "done"), {})
        points |= {name: inside for name, inside in passed.items() if name.startswith(f"{deed}: ")}
        for what, *words in lines:
            if what == "saved" and words[0] not in IN_PARTS:
                kinds.setdefault(words[0], tuple(one[1] for one in words[1]))
    wrong = [words for words in dry.journal.faults if "should write" not in words]
    assert not wrong, wrong
    idle = [deed for deed in DEEDS if not any(name.startswith(f"{deed}: ") for name in points)]
    assert not idle, f"nothing comes of {idle}"
    return points, kinds


@contextmanager
def killing(folder: Path) -> Iterator[tuple[Zygote, SmtpServer]]:
    """A zygote and a mail server, ended at the end."""
    with smtp_server() as server, closing(Zygote(folder / "zygote.words")) as zygote:
        yield zygote, server
