"""Scenes of a desk in its team. The replica is a real one, shared as `share` makes it; what the network would
answer is told by a stand-in.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.reasons import because
from bdc_desk.clock import Clock, FixedClock
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Presence
from bdc_desk.storage.rows import Claim, ColleagueRow
from bdc_desk.storage.store import Store
from bdc_desk.sync.values import ClaimAnswer, JoinStep, Link, SyncStatus
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.workplace import Workplace

STEPS = (
    JoinStep("Reach the server", done=True, words="db.northgate.example answers in 12 ms."),
    JoinStep("Encrypted connection", done=True, words="The server's certificate is good."),
    JoinStep(
        "Log in",
        done=False,
        words="The server does not know this login or this password. Ask whoever added you to the team.",
    ),
)


class SceneTeam:
    """A sync that stands still: level two seconds ago, or without connection since `offline_since`."""

    def __init__(self, clock: Clock, offline_since: datetime | None = None) -> None:
        """`clock`: the desk's."""
        self._clock, self._offline_since = clock, offline_since
        self.waiting = 0

    @property
    def status(self) -> SyncStatus:
        """How it stands."""
        now = self._clock.now()
        if self._offline_since is not None:
            why = "The server db.northgate.example does not answer."
            return SyncStatus(
                Link.OFFLINE, self._offline_since, self._offline_since, waiting=self.waiting, why=why
            )
        level = now - timedelta(seconds=2)
        return SyncStatus(Link.SYNCED, level, level, waiting=self.waiting)

    def start(self, on_status: Callable[[SyncStatus], None], on_changes: Callable[[Changes], None]) -> None:
        """Nothing runs in a picture."""

    def stop(self) -> None:
        """Nothing ran."""

    def wake(self) -> None:
        """Nobody listens."""

    def claim(self, lead: str) -> ClaimAnswer:
        """Granted, where somebody can be asked."""
        return self._answer(lead)

    def claim_next(self, leads: Sequence[str]) -> ClaimAnswer:
        """The first one."""
        return self._answer(leads[0])

    def take_over(self, lead: str) -> ClaimAnswer:
        """Granted."""
        return self._answer(lead)

    def set_presence(self, state: Presence) -> None:
        """Nobody looks."""

    def give_password(self, password: str) -> None:
        """Nobody asks."""

    def lease(self, name: str, span: timedelta) -> bool | None:
        """Nothing is read in a picture."""

    def original(self, lead: str) -> bytes | None:
        """Nothing is fetched."""

    def _answer(self, lead: str) -> ClaimAnswer:
        offline = self._offline_since is not None
        return ClaimAnswer(granted=not offline, lead=lead, offline=offline)


def share(store: Store) -> None:
    """Make the invented replica one of a team: what is written from now on waits for a seal."""
    with store.unit() as unit:
        identity = unit.desk()
        if identity is not None:
            unit.put_this_desk(replace(identity, sealer="shared"))


def team_for(scene: str, clock: Clock) -> Callable[[Desk], SceneTeam]:
    """The stand-in that a scene needs."""
    since = clock.now() - timedelta(minutes=12) if scene == "offline" else None
    return lambda _desk: SceneTeam(clock, since)


def show_joining(window: MainWindow) -> None:
    """The page for joining, after a password that the server did not take."""
    from bdc_desk.ui.team.join_page import JoinPage  # noqa: PLC0415 - no start needs it

    page = window.pages.currentWidget()
    if not isinstance(page, JoinPage):
        return
    page.address.setText("postgresql://ana@db.northgate.example/bdc")
    page.password.setText("not this one")
    page.begin()
    for step in STEPS:
        page.show_step(step)
    page.show_failure("This desk did not join: the login failed. Nothing was changed here.")


def _colleagues(work: Workplace) -> list[str]:
    """The ids of Ben, Cy and Dana, in the order of their names."""
    people = work.feed.about.people.values() if work.feed.about else ()
    return [one.id for one in sorted(people, key=lambda person: person.name) if one.id != work.desk.person]


def _bring(work: Workplace) -> None:
    """Three colleagues at their desks, two of them on a lead that stands in sight."""
    now = work.desk.clock.now()
    ben, cy, dana = _colleagues(work)
    states = ((ben, Presence.CALLING, 40), (cy, Presence.WRAP_UP, 15), (dana, Presence.BREAK, 310))
    order = work.feed.best(6)
    customers = [row.customer for lead in order if (row := work.window.queue.model.row(lead)) is not None]
    with work.desk.store.unit() as unit:
        unit.put_colleagues(
            [
                ColleagueRow(f"desk of {person}", person, state.value, now - timedelta(seconds=since), now)
                for person, state, since in states
            ]
        )
        for customer, (person, _, since) in zip(customers[1:3], states, strict=False):
            until, taken_at = now + timedelta(minutes=4), now - timedelta(seconds=since)
            unit.put_claim(Claim(customer, person, "token", until, f"desk of {person}", taken_at))
    work.hub.tell(Changes(kinds=frozenset({Data.CLAIMS, Data.TEAM})))


def _team(work: Workplace, clock: FixedClock) -> None:
    """The lead that Ben is calling is chosen, Cy has another in hand."""
    _bring(work)
    model = work.window.queue.model
    held = next(place for place in range(model.rowCount()) if model.is_held(place))
    work.window.queue.select(model.row_at(held).lead)
    work.window.notice.leave()
    pass_time(work, clock, 3)


def _offline(work: Workplace, clock: FixedClock) -> None:
    """A call without connection: warned, made, said; its three entries wait."""
    take_next(work)
    for _ in range(2):
        work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 24)
    work.window.call_bar.call_pressed.emit()
    work.window.call_bar.outcome_chosen.emit("no answer")
    pass_time(work, clock, 9)
    _count_waiting(work)
    pass_time(work, clock, 1)
    _open_page(work)


def _needs_you(work: Workplace, clock: FixedClock) -> None:
    """Two of this person's entries came after a colleague's; the sync page is open."""
    _bring(work)
    with work.desk.store.unit() as unit:
        said = [
            entry
            for entry in unit.entries_of_kinds(Kind.CLOSED, Kind.CALLBACK_SET)
            if entry.agent == work.desk.person and entry.lead
        ]
        whys = (
            str(because("late.callback set", name="Ben Ito")),
            str(because("late.closed", name="Cy Novak")),
        )
        for entry, why in zip(said[-2:], whys, strict=False):
            unit.call_attention(entry.id, why)
    take_next(work)
    work.hub.tell(Changes(kinds=frozenset({Data.TEAM})))
    pass_time(work, clock, 1)
    _open_page(work)


def _open_page(work: Workplace) -> None:
    """What was said before leaves, so that the status bar is seen."""
    work.window.notice.leave()
    work.window.banner.dismiss()
    if work.sync is not None:
        work.sync.toggle()


def _count_waiting(work: Workplace) -> None:
    with work.desk.store.snapshot() as snapshot:
        count = len(snapshot.waiting())
    if isinstance(work.tools.team, SceneTeam):
        work.tools.team.waiting = count


TEAM_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "team": _team,
    "offline": _offline,
    "needs-you": _needs_you,
}
