"""Desks of a team, their work invented by dice, and all that can go wrong between them and their server.

`Chaos` drives any number of desks in one process, an exchange at a time. Run as a program
(`python -m tests.helpers.chaos`), this file is one desk that works until it is killed; `Processes` starts and
kills such desks.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.clock import Clock, ShiftedClock, SystemClock
from bdc_desk.errors import NotSetUp, PolicyFault, Refused
from bdc_desk.operations import calling, emailing, lead_work
from bdc_desk.operations.delivery import Received
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.reading import lead_standing, queue
from bdc_desk.operations.rebuilding import refresh
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import policy_text, use_policy
from bdc_desk.operations.shipped import default_policy
from bdc_desk.operations.views import DetailsForm, MailPreview
from bdc_desk.operations.writing import Work
from bdc_desk.storage.shared.address import Address, read_address
from bdc_desk.storage.shared.faults import SharedFault
from bdc_desk.storage.store import Store
from bdc_desk.storage.triggers import GUARDS
from tests.helpers.desks import draft, phone
from tests.helpers.journal import Journal, faults
from tests.helpers.proxy import Line, Proxy, bad_network
from tests.helpers.teams import FORM, Member, TeamDatabase, TeamServer, password_of, team_server

POINTS = ("before push", "after push", "before pull", "pulled", "storing", "stored", "concluding")
"""Where a desk's exchange may be cut down."""
HOUR = timedelta(hours=1)
LOGINS = ("kim", "lee", "max", "pat")
OUTCOMES = ("no answer", "voicemail", "dialogue", "callback", "engaged", "wrong number", "dead number")
PATIENCE = 0.5
"""Seconds that a desk in a test waits for an answer."""


class Killed(BaseException):
    """The desk was cut down here."""


# What people do, each by the dice.


def a_lead(dice: random.Random, number: int, clock: Clock) -> LeadDraft:
    """An enquiry; some customers write twice, some give a number that cannot be dialled."""
    told = draft(
        number, f"Pat Sample{number}", arrived_at=clock.now() - dice.random() * timedelta(minutes=20)
    )
    if dice.random() < 0.15:
        told = replace(told, raw=f"From: person{number}@example.test\r\n\r\nIs it there?".encode())
    if dice.random() < 0.15 and number > 3:
        other = dice.randrange(1, number)
        told = replace(told, phones=(phone(other),), emails=(f"person{other}@example.test",),
                       first="Pat", last=f"Sample{other}")  # fmt: skip
    return told


def _call(dice: random.Random, desk: Desk, lead: str) -> None:
    begun = calling.open_call_of(desk)
    if begun is None:
        begun, _ = calling.dial(desk, lead, "n1", although_claimed=dice.random() < 0.5)
        if dice.random() < 0.15:
            return  # the call is left open
    if dice.random() < 0.1:
        calling.say_not_dialled(desk, begun.lead, begun.attempt)
        return
    calling.end_call(desk, begun.lead, begun.attempt, timedelta(seconds=dice.randrange(1, 90)))
    outcome = dice.choice(OUTCOMES)
    promised = desk.clock.now() + HOUR if outcome == "callback" else None
    calling.give_outcome(desk, begun.lead, begun.attempt, outcome, callback_at=promised)
    if dice.random() < 0.2:
        calling.withdraw_outcome(desk, begun.lead, begun.attempt)


def _note(dice: random.Random, desk: Desk, lead: str) -> None:
    lead_work.write_note(desk, lead, f"said {dice.random()}")


def _callback(dice: random.Random, desk: Desk, lead: str) -> None:
    lead_work.set_callback(desk, lead, desk.clock.now() + dice.randrange(1, 30) * HOUR)


def _hand_over(dice: random.Random, desk: Desk, lead: str) -> None:
    with desk.store.snapshot() as snapshot:
        owners = sorted(desk.surroundings(snapshot).salespeople)
    lead_work.hand_over(desk, lead, dice.choice(owners), "shift ends")


def _close(dice: random.Random, desk: Desk, lead: str) -> None:
    if lead_standing(desk, lead).section is None:
        lead_work.reopen(desk, lead, "rang again")
    else:
        lead_work.close_lead(desk, lead, dice.choice(list(ClosingReason)), "as told")


def _edit(dice: random.Random, desk: Desk, lead: str) -> None:
    number = dice.randrange(1, 60)
    emails = (f"person{dice.randrange(1, 60)}@example.test",) if dice.random() < 0.7 else ()
    form = DetailsForm("Pat", f"Sample{number}", "", (), emails, f"{number} High Street")
    lead_work.edit_details(desk, lead, form, (phone(dice.randrange(1, 60)),))


def _mail(dice: random.Random, desk: Desk, lead: str) -> None:
    name = next((one.name for one in lead_standing(desk, lead).templates if one.is_open), "missed_you")
    asked, _ = emailing.ask_email(desk, lead, MailPreview(name, "pat@example.test", "Hello", "Text", ()))
    if dice.random() < 0.3:
        emailing.withdraw_email(desk, lead, asked)


def _contact(dice: random.Random, desk: Desk, lead: str) -> None:
    lead_work.say_contact(desk, lead, dice.choice(("call", "visit", "mail")), dialogue=dice.random() < 0.5)


def ask_too_early(dice: random.Random, desk: Desk, lead: str) -> None:
    """What no desk does: the gate of its replica taken out, "not reached" or a mail is asked for at once."""
    with desk.store.unit() as unit:
        unit._sql.run("DROP TRIGGER gate_asked")
        work = Work(desk, unit)
        round_ = work.history(lead).round.number
        if dice.random() < 0.5:
            work.append(Kind.NOT_REACHED, {}, lead=lead, round_=round_)
        else:
            told = {"to": "pat@example.test", "subject": "Hello", "text": "Text"}
            work.append(Kind.EMAIL_ASKED, {"template": "last_try"}, lead=lead, round_=round_, details=told)
        work.project()
        unit._sql.run(GUARDS["gate_asked"])


def _policy(dice: random.Random, desk: Desk, lead: str) -> None:
    text = policy_text(default_policy(), FORM)
    use_policy(desk, text.replace("lead_eur = 25.00", f"lead_eur = {dice.randrange(10, 90)}.00"))


Deed = Callable[[random.Random, Desk, str], None]
DEEDS: Mapping[Deed, int] = {
    _call: 30,
    _note: 20,
    _callback: 6,
    _hand_over: 6,
    _close: 8,
    _edit: 8,
    _mail: 6,
    _contact: 4,
    ask_too_early: 6,
    _policy: 2,
}


def leads_of(desk: Desk) -> list[str]:
    """The leads that the desk knows, by arrival."""
    with desk.store.snapshot() as snapshot:
        return [row.lead for row in snapshot.lead_rows()]


def work_once(
    dice: random.Random, desk: Desk, next_lead: Callable[[], LeadDraft], *, calls: bool = True
) -> bool:
    """One thing that a person does at this desk; False where the desk refused it. `calls` False: the person
    calls at another desk, and nobody is on two telephones at once.
    """
    known = leads_of(desk)
    try:
        if not known or dice.random() < 0.15:
            receive_lead(desk, next_lead())
        else:
            deed = dice.choices(list(DEEDS), list(DEEDS.values()))[0]
            if not calls and deed is _call:
                deed = _note
            deed(dice, desk, dice.choice(known[-12:]))
    except (Refused, PolicyFault):
        return False
    return True


# One process, an exchange at a time.


class BehindProxy(TeamDatabase):
    """A shared database that desks reach through a bad network; its owner does not."""

    def __init__(self, shared: TeamDatabase, proxy: Proxy) -> None:
        super().__init__(shared.team, shared.name)
        self.proxy = proxy

    def address(self, login: str) -> Address:
        return replace(super().address(login), port=self.proxy.port)


class Elsewhere:
    """A shared database of which a desk knows nothing but the address."""

    def __init__(self, address: str) -> None:
        self._address = read_address(address)

    def address(self, login: str) -> Address:
        return self._address.of(login)


def has_joined(path: Path) -> bool:
    """Whether the file at `path` belongs to a desk already, be it one that was cut down while it joined."""
    if not path.exists():
        return False
    with closing(Store.open(path)) as store, store.snapshot() as snapshot:
        return snapshot.desk() is not None


@contextmanager
def suppress_passing() -> Iterator[None]:
    """Let pass what trying again later may help against, and nothing else."""
    try:
        yield
    except SharedFault as fault:
        if not fault.passing:
            raise


class ChaosDesk:
    """A desk with its journal."""

    def __init__(
        self,
        name: str,
        shared: "TeamDatabase | Elsewhere",
        login: str,
        path: Path,
        clock: Clock,
        journal: Journal | None = None,
    ) -> None:
        """Joins at once, where it has not joined."""
        self.name, self.login, self.path = name, login, path
        self._shared: Any = shared
        self._clock = clock
        self.journal = journal or Journal()
        self.member = Member(self._shared, login, path, clock, rejoin=not has_joined(path))
        self.copy: Path | None = None
        self.must_change: str | None = None
        """The desk id that it has to give up with its next whole exchange."""

    @property
    def desk(self) -> Desk:
        return self.member.desk

    @property
    def id(self) -> str:
        with self.member.store.snapshot() as snapshot:
            identity = snapshot.desk()
        assert identity is not None
        return identity.desk

    def reopen(self) -> None:
        """The program was killed and is started again."""
        self.member.close()
        self.member = Member(self._shared, self.login, self.path, self._clock, rejoin=False)

    def do(self, deed: Callable[[], bool]) -> bool:
        """An operation, and what it told to be saved."""
        done = deed()
        self.journal.note(self.member.store)
        return done

    def sync(self, at: Callable[[str], None] = lambda _point: None, patience: float = 8.0) -> None:
        """One whole exchange. Raises what the sync would tell."""
        team = self.member.made(at=at, patience=patience)
        try:
            shared, exchange = team._open()
            exchange.refill()
            team._cycle(shared, exchange)
        finally:
            if team._connection is not None:
                team._connection.close()
            team.stop()
            self.journal.note(self.member.store)
            self.journal.hear(self.desk)
        if self.must_change is not None:
            assert self.id != self.must_change, f"{self.name} writes under the id of its other copy"
            self.must_change = None

    def keep_copy(self) -> None:
        """A backup of the profile's file."""
        self.copy = self.path.with_suffix(".copy")
        self.copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.path)) as now, closing(sqlite3.connect(self.copy)) as then:
            now.backup(then)

    def put_copy_back(self, known: frozenset[str], last_seq: int) -> None:
        """The file is lost and its older copy is restored. `known`: entries that the shared database has;
        `last_seq`: how far it knows this desk.
        """
        assert self.copy is not None
        its_id = self.id
        waiting = {entry.id for entry in self._waiting()}
        self.member.close()
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        self.copy.rename(self.path)
        self.copy = None
        self.member = Member(self._shared, self.login, self.path, self._clock, rejoin=False)
        still = {entry.id for entry in self._waiting()}
        self.journal.forget(waiting - still - known)
        self.journal.put_back(self.member.store)
        with self.member.store.snapshot() as snapshot:
            reached = max(snapshot.own_seq(), *(row[0] or 0 for row in snapshot._sql.rows(
                "SELECT max(desk_seq) FROM replaced WHERE desk = ?", self.id)))  # fmt: skip
        if last_seq > reached and self.id == its_id:
            self.must_change = its_id

    def _waiting(self) -> Sequence[Any]:
        with self.member.store.snapshot() as snapshot:
            return snapshot.waiting()

    def close(self) -> None:
        self.member.close()


HAPPENINGS: Mapping[str, int] = {
    "work": 120,
    "several read one mail": 6,
    "sync": 50,
    "killed": 28,
    "killed as it opens": 4,
    "work amid the sync": 10,
    "answer lost": 8,
    "cut in the middle": 10,
    "half-open": 2,
    "slow": 4,
    "dead": 3,
    "server killed": 1,
    "head held": 2,
    "copied": 4,
    "restored": 3,
    "hours pass": 6,
    "a day without the server": 1,
    "claims": 6,
}
"""How often each happens in a round of about 250 steps."""


class Chaos:
    """Some desks, their work, and what befalls them, all by dice with a seed."""

    def __init__(self, shared: TeamDatabase, proxy: Proxy, folder: Path, seed: int, desks: int) -> None:
        """`shared`: the database itself; desks go through `proxy`."""
        self.dice = random.Random(seed)
        self.seed, self.shared, self.proxy = seed, shared, proxy
        self.world = ShiftedClock(SystemClock(), timedelta())
        self.hit: Counter[str] = Counter()
        self.happened: Counter[str] = Counter()
        self.refused = 0
        self._leads = 0
        behind = BehindProxy(shared, proxy)
        offs = (HOUR, -HOUR, timedelta())
        self.desks = [
            ChaosDesk(
                f"desk {number} ({LOGINS[number % 4]})",
                behind,
                LOGINS[number % 4],
                folder / f"desk-{number}.sqlite",
                ShiftedClock(self.world, offs[number % 3]),
            )
            for number in range(desks)
        ]
        self.dealership = self.desks[0].member.dealership

    def round(self, share: float = 1.0) -> None:
        """Everything that happens, each so often (`share` of it, at least once), in an order of the dice."""
        deck = [name for name, often in HAPPENINGS.items() for _ in range(max(1, round(often * share)))]
        self.dice.shuffle(deck)
        for name in deck:
            self.happened[name] += 1
            getattr(self, "_" + name.replace(" ", "_").replace("-", "_"))(self.dice.choice(self.desks))

    # what happens

    def _next_lead(self) -> LeadDraft:
        self._leads += 1
        return a_lead(self.dice, self._leads, self.world)

    def _calls(self, desk: ChaosDesk) -> bool:
        return desk in self.desks[: len(LOGINS)]

    def _work(self, desk: ChaosDesk) -> None:
        if not desk.do(lambda: work_once(self.dice, desk.desk, self._next_lead, calls=self._calls(desk))):
            self.refused += 1

    def _several_read_one_mail(self, desk: ChaosDesk) -> None:
        told = self._next_lead()
        for one in self.dice.sample(self.desks, min(len(self.desks), self.dice.randrange(2, 4))):
            received: list[Received] = []
            one.do(lambda to=received, at=one.desk: to.append(receive_lead(at, told)) is None)
            if self.dice.random() < 0.6 and self._calls(one):
                with suppress(Refused):
                    one.do(
                        lambda one=one, received=received: (
                            _call(self.dice, one.desk, received[0].lead) is None
                        )
                    )

    def _sync(self, desk: ChaosDesk) -> None:
        desk.sync()

    def _killed(self, desk: ChaosDesk) -> None:
        """At a point of the exchange, the one hit least so far."""
        least = min(self.hit[point] for point in POINTS)
        point = self.dice.choice([one for one in POINTS if self.hit[one] == least])
        if self.dice.random() < 0.5:
            self.dice.choice(self.desks).sync()
        desk.do(lambda: receive_lead(desk.desk, self._next_lead()) is not None)
        self._kill_at(desk, point)

    def _kill_at(self, desk: ChaosDesk, point: str) -> None:
        def at(reached: str) -> None:
            if reached == point:
                raise Killed

        try:
            desk.sync(at)
        except Killed:
            self.hit[point] += 1
            desk.reopen()

    def _killed_as_it_opens(self, desk: ChaosDesk) -> None:
        desk.reopen()

    def _work_amid_the_sync(self, desk: ChaosDesk) -> None:
        """The person goes on while the exchange runs, also with a mail that a colleague reads as well."""
        told = self._next_lead()
        other = self.dice.choice(self.desks)
        if other is not desk:
            other.do(lambda: receive_lead(other.desk, told) is not None)
            other.sync()
        point = self.dice.choice(("before push", "after push", "before pull", "pulled", "stored"))

        def at(reached: str) -> None:
            if reached == point:
                desk.do(lambda: receive_lead(desk.desk, told) is not None)
                self._work(desk)

        desk.do(lambda: receive_lead(desk.desk, self._next_lead()) is not None)
        desk.sync(at)

    def _through_trouble(self, desk: ChaosDesk, patience: float = PATIENCE) -> bool:
        """An exchange that may fail for the network's sake, and only for that; whether it did."""
        failed = True
        with suppress_passing():
            desk.sync(patience=patience)
            failed = False
        self.proxy.set()
        self._wait_for_the_server()
        return failed

    def _answer_lost(self, desk: ChaosDesk) -> None:
        self._work(desk)
        self.proxy.lose_answer(self.dice.choice((b"bdc.push(", b"bdc.push(", b"bdc.news(", b"bdc.seal s")))
        self._through_trouble(desk, 3.0)

    def _cut_in_the_middle(self, desk: ChaosDesk) -> None:
        for _ in range(self.dice.randrange(1, 4)):
            self._work(desk)
        self.proxy.cut_after(self.dice.randrange(0, 6000))
        self._through_trouble(desk, 3.0)

    def _half_open(self, desk: ChaosDesk) -> None:
        self._work(desk)
        point = self.dice.choice(("before push", "before pull", "pulled"))

        def at(reached: str) -> None:
            if reached == point:
                self.proxy.set(Line.HALF_OPEN)

        with suppress_passing():
            desk.sync(at, PATIENCE)
        self.proxy.set()
        self._wait_for_the_server()

    def _slow(self, desk: ChaosDesk) -> None:
        self._work(desk)
        self.proxy.set(delay=self.dice.choice((0.002, 0.01, 0.03)))
        self._through_trouble(desk, 3.0)

    def _dead(self, desk: ChaosDesk) -> None:
        self._work(desk)
        self.proxy.set(Line.DEAD)
        assert self._through_trouble(desk)

    def _server_killed(self, desk: ChaosDesk) -> None:
        """Amid an exchange, as a crash does; desks go on, and it comes back."""
        point = self.dice.choice(("before push", "after push", "pulled"))
        killed = []

        def at(reached: str) -> None:
            if reached == point and not killed:
                killed.append(point)
                self.shared.team.server.kill()

        desk.do(lambda: receive_lead(desk.desk, self._next_lead()) is not None)
        for one in (desk, self.dice.choice(self.desks)):
            for _ in range(3):
                self._work(self.dice.choice(self.desks))
            with suppress_passing():
                one.sync(at, PATIENCE)
        assert killed
        self.shared.team.server.start()

    def _head_held(self, desk: ChaosDesk) -> None:
        """A transaction left open on the head row: nobody can push, everybody can work."""
        self._work(desk)
        with self.shared.owner() as owner:
            owner.execute("BEGIN")
            owner.execute("SELECT 1 FROM bdc.head FOR UPDATE")
            with suppress_passing():
                desk.sync(patience=0.3)
            self._work(desk)
            owner.execute("ROLLBACK")
        self._wait_for_the_server()

    def _copied(self, desk: ChaosDesk) -> None:
        desk.keep_copy()
        for _ in range(self.dice.randrange(4)):
            self._work(desk)

    def _restored(self, desk: ChaosDesk) -> None:
        if desk.copy is None:
            desk.keep_copy()
            for _ in range(3):
                self._work(desk)
            if self.dice.random() < 0.7:
                desk.sync()
        with self.shared.owner() as owner:
            known = frozenset(row[0] for row in owner.execute("SELECT id FROM bdc.entry"))
            last = owner.execute("SELECT last_seq FROM bdc.desk WHERE desk = %s", (desk.id,)).fetchone()
        desk.put_copy_back(known, last[0] if last else 0)
        if self.dice.random() < 0.7:
            self._work(desk)

    def _hours_pass(self, desk: ChaosDesk) -> None:
        self._pass_time(self.dice.randrange(1, 26) * HOUR)

    def _pass_time(self, span: timedelta) -> None:
        self.world.by += span
        self.shared.pass_time(span)

    def _a_day_without_the_server(self, desk: ChaosDesk) -> None:
        self.proxy.set(Line.DEAD)
        for hour in range(24):
            self._pass_time(HOUR)
            self._work(self.dice.choice(self.desks))
            if hour % 8 == 0:
                with suppress_passing():
                    self.dice.choice(self.desks).sync(patience=PATIENCE)
        self.proxy.set()

    def _claims(self, desk: ChaosDesk) -> None:
        rows = queue(desk.desk)
        if rows:
            claims = desk.member.team_claims()
            claims.claim_next([row.lead for row in rows][:20], online=True)
            claims.hang_up()

    def _wait_for_the_server(self) -> None:
        """Until nothing that was handed in is still under way there."""
        with self.shared.owner() as owner:
            for _ in range(400):
                (busy,) = owner.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND pid <> pg_backend_pid() AND state IN ('active', 'fastpath function call')"
                ).fetchone() or (0,)
                if not busy:
                    return
                threading.Event().wait(0.01)
        raise AssertionError("the server does not come to rest")

    # the end

    def settle(self) -> None:
        """All is well again: everybody exchanges until nothing moves."""
        self.proxy.set()
        settle([one.sync for one in self.desks], [one.desk for one in self.desks])

    def faults(self) -> list[str]:
        """What is lost, doubled or told wrongly; each with the seed."""
        with self.shared.admin() as admin:
            admin.init()  # the server's own clock again
        for one in self.desks:
            as_the_clock_has_it(one.desk)
        found = faults(
            self.shared,
            self.dealership,
            {one.name: one.desk for one in self.desks},
            {one.name: one.journal for one in self.desks},
        )
        return [f"seed {self.seed}: {words}" for words in found]

    def close(self) -> None:
        for one in self.desks:
            one.close()


def settle(syncs: Sequence[Callable[[], object]], desks: Sequence[Desk], most: int = 12) -> None:
    """Exchange until every replica stands at the same head and nothing waits, twice in a row."""
    before: set[tuple[int, int]] = set()
    for _ in range(most):
        for sync in syncs:
            sync()
        now = {_state(desk) for desk in desks}
        if len(now) == 1 and now == before and next(iter(now))[1] == 0:
            return
        before = now
    raise AssertionError(f"no rest after {most} rounds: heads and what waits are {sorted(before)}")


def _state(desk: Desk) -> tuple[int, int]:
    with desk.store.snapshot() as snapshot:
        head = snapshot.head()
        return head.no if head else 0, snapshot.waiting_count()


def as_the_clock_has_it(desk: Desk) -> None:
    """Rows whose time has come are concluded anew, as the window's ticking does."""
    now = desk.clock.now()
    refresh(desk, frozenset(row.lead for row in queue(desk) if row.stale_at and row.stale_at <= now))


@contextmanager
def chaos(shared: TeamDatabase, proxy: Proxy, folder: Path, seed: int, desks: int) -> Iterator[Chaos]:
    """Desks that joined, closed at the end."""
    world = Chaos(shared, proxy, folder, seed, desks)
    try:
        yield world
    finally:
        world.close()


# A desk in a process of its own.

DIE_AT = "BDC_TEST_DIE_AT"
"""Where it ends as if the power went, "POINT:TIMES": read here and nowhere in the program."""
PASSWORD = "BDC_TEST_PASSWORD"
DIED = 9
"""Its exit code then."""
LIFE = 30.0
"""Seconds after which it ends by itself, should nobody kill it."""
MAILS = 400
"""The enquiries that there are; every desk reads some."""


def _at(where: str) -> Callable[[str], None]:
    """What hears the points of the exchange in a desk that is to die at one."""
    point, _, times = where.partition(":")
    left = Counter({point: int(times or 1)})

    def at(reached: str) -> None:
        if reached in left:
            left[reached] -= 1
            if not left[reached]:
                os._exit(DIED)

    return at


def live(folder: Path, name: str, login: str, address: str, seed: int) -> None:
    """One desk: it joins if it has not, and works, its sync running beside, until it is killed."""
    dice, clock, nap = random.Random(seed), SystemClock(), threading.Event()
    path, begun = folder / f"{name}.sqlite", clock.elapsed()
    off = ShiftedClock(clock, dice.choice((-1, 0, 1)) * HOUR)
    desk = ChaosDesk(name, Elsewhere(address), login, path, off, Journal(folder / f"{name}.journal"))
    desk.journal.skip(desk.member.store)  # what an earlier life did not come to say, it has not said
    team = desk.member.made(at=_at(os.environ.get(DIE_AT, "")), poll=timedelta(seconds=0.2), patience=2.0)
    team.start()
    print("at work", flush=True)  # noqa: T201 - a program of its own
    while clock.elapsed() - begun < LIFE:
        with suppress(NotSetUp):  # the rules have not come yet
            desk.do(lambda: work_once(dice, desk.desk, lambda: a_lead(dice, dice.randrange(1, MAILS), clock)))
            if dice.random() < 0.3:
                desk.journal.hear(desk.desk)
        team.wake()
        nap.wait(dice.random() * 0.02)
    team.stop()
    desk.close()


class Processes:
    """Desks in processes of their own, killed again and again, and held against their journals at the end."""

    def __init__(self, shared: TeamDatabase, folder: Path, seed: int, desks: int = 3) -> None:
        self.shared, self.folder, self.seed = shared, folder, seed
        self.dice = random.Random(seed)
        self.names = [f"process-{number}" for number in range(desks)]
        self.kills = self.told = 0
        self.hit: Counter[str] = Counter()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def kill_once(self, die_at: str = "") -> None:
        """One life of one desk, a colleague's going on beside: killed at a moment of the dice, or at a point
        of the exchange.
        """
        name = next(one for one in self.dice.sample(self.names, len(self.names)) if one not in self._running)
        self._start(name, die_at)
        if die_at:
            code = self._running[name].wait(30)
            assert code == DIED, f"seed {self.seed}: {name} ended with {code}\n{self._last_words(name)}"
            self.hit[die_at.partition(":")[0]] += 1
            self._bury(name)
        if len(self._running) > 1 or (die_at and self._running):
            other = self.dice.choice(list(self._running))
            if self.dice.random() < 0.7:  # else perhaps while it starts, or joins
                self._wait_for_work(other)
            threading.Event().wait(self.dice.random() * 0.3)
            self._kill(other)

    def _start(self, name: str, die_at: str) -> None:
        login = LOGINS[self.names.index(name) % len(LOGINS)]
        arguments = [
            str(self.folder),
            name,
            login,
            str(self.shared.address(login)),
            str(self.dice.getrandbits(32)),
        ]
        surroundings = {**os.environ, PASSWORD: password_of(login), DIE_AT: die_at}
        with (self.folder / f"{name}.words").open("wb") as words:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", "tests.helpers.chaos", *arguments],
                env=surroundings, stdout=words, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def _wait_for_work(self, name: str) -> None:
        for _ in range(500):
            if "at work" in self._last_words(name) or self._running[name].poll() is not None:
                return
            threading.Event().wait(0.02)

    def _kill(self, name: str) -> None:
        process = self._running[name]
        assert process.poll() is None, f"seed {self.seed}: {name} ended by itself\n{self._last_words(name)}"
        process.kill()
        process.wait(30)
        self._bury(name)

    def _bury(self, name: str) -> None:
        self.kills += 1
        del self._running[name]

    def _last_words(self, name: str) -> str:
        return (self.folder / f"{name}.words").read_text(encoding="utf-8", errors="replace")[-3000:]

    def faults(self) -> list[str]:
        """All are killed, opened once more, and come to rest: what is lost, doubled or told wrongly."""
        for name in list(self._running):
            self._kill(name)
        desks = []
        try:
            for number, name in enumerate(self.names):
                path, journal = self.folder / f"{name}.sqlite", Journal(self.folder / f"{name}.journal")
                desk = ChaosDesk(
                    name, self.shared, LOGINS[number % len(LOGINS)], path, SystemClock(), journal
                )
                desks.append(desk)
                desk.journal.skip(desk.member.store)
            settle([one.sync for one in desks], [one.desk for one in desks])
            found = faults(self.shared, desks[0].member.dealership, {one.name: one.desk for one in desks},
                           {one.name: one.journal for one in desks}, cut_down=self.kills)  # fmt: skip
            self.told = sum(len(one.journal.saved) for one in desks)
        finally:
            for one in desks:
                one.close()
        return [f"seed {self.seed}: {words}" for words in found]

    def close(self) -> None:
        """Nothing is left running."""
        for process in self._running.values():
            process.kill()
            process.wait(30)


# For as long as one likes.

MOST_ROUNDS = 100_000


def soak_once(server: TeamServer, seed: int) -> tuple[str, list[str]]:
    """One round, its kind by the seed; what it was, and what is wrong."""
    with server.database() as shared, tempfile.TemporaryDirectory(prefix="bdc-soak-") as folder:
        if seed % 3 == 0:
            processes = Processes(shared, Path(folder), seed, 2 + seed // 3 % 3)
            try:
                for point in POINTS:
                    processes.kill_once(f"{point}:{processes.dice.randrange(1, 9)}")
                while processes.kills < 60:
                    processes.kill_once()
                found = processes.faults()
            finally:
                processes.close()
            return f"{processes.kills} processes killed, {processes.told} entries", found
        desks = 2 if seed % 3 == 1 else 12
        with (
            bad_network(server.server.port) as proxy,
            chaos(shared, proxy, Path(folder), seed, desks) as world,
        ):
            world.round()
            world.settle()
            found = world.faults()
            entries = sum(len(one.journal.saved) for one in world.desks)
            return f"{desks} desks cut down {world.hit.total()} times, {entries} entries", found


def soak(minutes: float, seed: int | None = None) -> int:
    """Rounds with seeds of their own until the time is over, one at least; stops at the first that finds
    something. `seed`: of the first round, to see one again. The exit code.
    """
    clock, seeds = SystemClock(), random.SystemRandom()
    begun = clock.elapsed()
    with team_server() as server:
        for number in range(1, MOST_ROUNDS):
            now = seeds.randrange(1, 10**9) if seed is None or number > 1 else seed
            print(f"round {number}, seed {now}: ", end="", flush=True)  # noqa: T201 - a program of its own
            try:
                what, found = soak_once(server, now)
            except Exception:
                print("broke off; once more: python3 dev.py soak 0", now, flush=True)  # noqa: T201 - a program of its own
                raise
            print(f"{what}, {len(found)} faults", flush=True)  # noqa: T201 - a program of its own
            if found:
                print(*found, f"Once more: python3 dev.py soak 0 {now}", sep="\n", flush=True)  # noqa: T201 - a program of its own
                return 1
            if clock.elapsed() - begun >= minutes * 60:
                return 0
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "soak":
        sys.exit(soak(float(sys.argv[2]), *map(int, sys.argv[3:])))
    live(Path(sys.argv[1]), *sys.argv[2:5], int(sys.argv[5]))
