"""One exchange of a desk in a team, whole: news, what waits goes up, what is new comes down.

News comes first: it gives the time, tells whether the chain there is the one that this desk knows, and who
holds whom.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import bdc_desk
from bdc_desk.cadence.entry import moment
from bdc_desk.clock import ShiftedClock
from bdc_desk.errors import Refused
from bdc_desk.operations import claiming
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Presence
from bdc_desk.storage.replication import ProfileCopied
from bdc_desk.storage.shared.faults import ServerHere
from bdc_desk.storage.shared.shared import Here, Shared
from bdc_desk.sync.claims import ClaimDesk
from bdc_desk.sync.exchange import Exchange, NotTaken, Progress
from bdc_desk.sync.settings import CLOCK_OFF

CLOCK_STEP = timedelta(milliseconds=250)
"""A smaller difference to the server's clock is the network's, and is let be."""
IN_TOUCH = 1.0
"""Seconds of a long exchange after which the desk says again that it is there."""


class WentBack(ServerHere):
    """The shared database is not as this desk knows it: older, or another log."""


class Exchanging:
    """`asked`: when news was last asked for, by the clock that never steps."""

    def __init__(
        self,
        desk: Desk,
        claims: ClaimDesk,
        told: Callable[[Changes], None],
        progress: Progress,
        presence: Callable[[], tuple[Presence, datetime]],
    ) -> None:
        """`told` hears what moved, `progress` how far a long pull is; `presence`: what this desk's person
        does, and since when.
        """
        self._desk, self._claims, self._told = desk, claims, told
        self._progress, self._presence = progress, presence
        self.asked = 0.0

    def whole(self, shared: Shared, exchange: Exchange) -> None:
        """Everything in its order. Raises WentBack, NotTaken, SharedFault, ChainBroken."""
        head = self._hear_news(shared, exchange)
        if exchange.was_restored():
            self._begin_anew(shared, exchange)
            return
        try:
            not_taken = self._push(exchange)
            for changes in exchange.pull(self._progress, head):
                self._told(changes)
                self._keep_in_touch(shared, exchange)
            exchange.scrub()
        except ProfileCopied:
            self._begin_anew(shared, exchange)
            return
        if not_taken is not None:
            raise not_taken

    def _begin_anew(self, shared: Shared, exchange: Exchange) -> None:
        """A copied or restored profile goes on as a desk of its own."""
        exchange.begin_anew()
        self._claims.hang_up()  # it speaks for the old desk
        self._told(Changes(kinds=frozenset({Data.TEAM})))
        self.whole(shared, exchange)

    def _keep_in_touch(self, shared: Shared, exchange: Exchange) -> None:
        """In the middle of a long exchange: what is written here goes up, claims run on, colleagues see this
        desk.
        """
        if self._desk.clock.elapsed() - self.asked >= IN_TOUCH:
            self._hear_news(shared, exchange)
            self._push(exchange)

    def _push(self, exchange: Exchange) -> NotTaken | None:
        """Hand in what waits. What is not taken is told after the pull: colleagues' work comes all the
        same.
        """
        try:
            exchange.push()
        except NotTaken as fault:
            return fault
        return None

    def _hear_news(self, shared: Shared, exchange: Exchange) -> int:
        """Say where this desk is and hear how things stand there; the number of its head."""
        here, identity_chain = self._here()
        asked = self.asked = self._desk.clock.elapsed()
        before = self._raw_now()
        news = shared.news(here)
        took = timedelta(seconds=self._desk.clock.elapsed() - asked)
        self._set_clock(moment(news["now"]) - (before + took / 2))
        if news["chain"] != identity_chain:
            steps = _way(news["chains"], identity_chain, news["chain"])
            if not steps:
                raise WentBack(
                    "The shared database holds another log than the one this desk knows. Nothing is pulled; "
                    "what waits here is safe. Ask whoever runs it.",
                    passing=False,
                )
            for chain, kept in steps:
                exchange.follow(chain, kept)
            self._told(Changes(kinds=frozenset({Data.TEAM, Data.POLICY})))
            return int(news["no"])
        if news["no"] < here.mark:
            raise WentBack(
                f"The shared database went back from {here.mark:,} to {news['no']:,} entries: it was "
                "restored from an older backup. Nothing is lost, this desk has them. Whoever runs it calls "
                "`bdc-desk shared recover`.",
                passing=False,
            )
        if news["no"] == here.mark and here.mark and bytes.fromhex(news["hash"]) != here.mark_hash:
            raise WentBack(
                f"The shared log was rewritten: its number {here.mark:,} is not the one this desk knows. "
                "Nothing is pulled. Ask whoever runs it; `bdc-desk shared verify` says more.",
                passing=False,
            )
        self._claim_again(shared, news["claims"])
        heard = claiming.hear(self._desk, news["claims"], news["present"])
        if heard.kinds:
            self._told(heard)
        return int(news["no"])

    def _here(self) -> tuple[Here, str]:
        with self._desk.store.snapshot() as snapshot:
            identity, head = snapshot.desk(), snapshot.head()
        assert identity is not None  # noqa: S101 - only a desk that joined has a team
        state, since = self._presence()
        here = Here(
            chain=identity.chain,
            mark=head.no if head else 0,
            mark_hash=head.hash if head else b"",
            version=bdc_desk.__version__,
            clock_off=clock_off(self._desk),
            state=state.value,
            since=since,
            held=[claim.token for claim in claiming.held_here(self._desk)],
            claim_seconds=self._claims.seconds(),
        )
        return here, identity.chain

    def _claim_again(self, shared: Shared, claims: Sequence[dict[str, object]]) -> None:
        """Claims made here while nobody answered: ask for them now; a colleague may have been first."""
        known = {claim["token"] for claim in claims}
        for held in claiming.held_here(self._desk):
            if held.token in known or self._desk.clock.now() - held.taken_at < claiming.GRACE:
                continue
            with suppress(Refused):
                wanted = claiming.candidate(self._desk, held.customer)
                answer = shared.claim(wanted, self._claims.seconds())
                if answer["granted"]:
                    claiming.keep_grant(self._desk, answer)

    def _raw_now(self) -> datetime:
        """This computer's own clock, not moved to the server's."""
        clock = self._desk.clock
        return clock.now() - clock.by if isinstance(clock, ShiftedClock) else clock.now()

    def _set_clock(self, off: timedelta) -> None:
        """Ages and marks go by the server's clock (design.md, Time is the server's)."""
        clock = self._desk.clock
        if not isinstance(clock, ShiftedClock) or abs(clock.by - off) < CLOCK_STEP:
            return
        clock.by = off
        with self._desk.store.unit() as unit:
            unit.put_setting(CLOCK_OFF, str(off // timedelta(microseconds=1)))


def clock_off(desk: Desk) -> timedelta:
    """What this computer's clock is moved by to agree with the server's."""
    return desk.clock.by if isinstance(desk.clock, ShiftedClock) else timedelta()


def _way(chains: Sequence[Mapping[str, Any]], here: str, there: str) -> list[tuple[str, int]]:
    """The chains to follow from the one known here to the one there, each with how many seals it kept; none
    where they do not hang together.
    """
    by_name = {chain["chain"]: chain for chain in chains}
    steps: list[tuple[str, int]] = []
    while there != here:
        chain = by_name.get(there)
        if chain is None or chain["continues"] is None or len(steps) > len(by_name):
            return []
        steps.append((there, int(chain["kept"])))
        there = chain["continues"]
    return steps[::-1]
