#!/usr/bin/env python3
"""How fast desks and their shared database are together: `.venv/bin/python bench/sync.py`.

Each number stands beside a floor measured in the same run on the same machine, because ratios last and
milliseconds do not: a bare INSERT, SELECT 1, COPY. Medians of several runs. It starts a PostgreSQL of its own
on loopback that does not wait for the disk.
"""

import argparse
import json
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bdc_desk.cadence.entry import micros
from bdc_desk.clock import SystemClock
from bdc_desk.operations import claiming, lead_work
from bdc_desk.operations.once_only import lead_id
from bdc_desk.operations.reading import queue
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.storage.codec import canonical, details_digest
from bdc_desk.storage.replication import OutboxItem
from bdc_desk.storage.shared.shared import Shared, join_desk
from bdc_desk.sync.exchange import BATCH, PAGE, Exchange
from bdc_desk.sync.team import Team
from bdc_desk.sync.values import Link
from tests.helpers.chaos import LOGINS
from tests.helpers.desks import draft
from tests.helpers.teams import Member, TeamDatabase, team_server

SALT = bytes(32)


def timed(what: Callable[[], object]) -> float:
    """Seconds that it takes once."""
    began = perf_counter()
    what()
    return perf_counter() - began


def say(name: str, seconds: float, floor: float, of: str, more: str = "") -> None:
    """A line of the answer."""
    print(f"{name:58} {_span(seconds):>10}  {seconds / floor:7.2f} x {of} ({_span(floor)}){more}", flush=True)


def _span(seconds: float) -> str:
    return f"{seconds * 1000:,.2f} ms" if seconds < 1 else f"{seconds:,.2f} s"


class Writer:
    """Entries of a desk that has no replica, as a desk writes them: fast to make in any number."""

    def __init__(self, shared: TeamDatabase, folder: Path) -> None:
        """Learns how an arrival looks from a real one."""
        with closing(Member(shared, "pat", folder / "writer.sqlite")) as member:
            receive_lead(member.desk, draft(1, arrived_at=member.desk.clock.now()))
            with member.store.snapshot() as snapshot:
                (item,) = snapshot.outbox(1)
            self._like = json.loads(item.content)
            self._details = json.loads(item.details or "{}")
            self.dealership, self.person = member.dealership, member.desk.person
        self.desk, self._seq, self._now = str(uuid.uuid4()), 0, SystemClock().now

    def arrivals(self, count: int, first: int = 2) -> Iterator[OutboxItem]:
        """So many enquiries by people who share nothing."""
        for number in range(first, first + count):
            lead = lead_id(self.dealership, f"<{number}@bench.example.test>")
            phones = [{**self._details["phones"][0], "typed": str(number), "e164": f"+4420{number:08}"}]
            details = {**self._details, "phones": phones, "emails": [f"p{number}@example.test"],
                       "first": "Pat", "last": f"Sample{number}"}  # fmt: skip
            body = {**self._like["body"], "arrived_at": micros(self._now())}
            yield self._item("arrival", lead, body, details, str(uuid.uuid5(uuid.UUID(lead), "arrival")))

    def notes(self, count: int, leads: list[str]) -> Iterator[OutboxItem]:
        """So many notes, on these leads in turn."""
        for number in range(count):
            yield self._item(
                "note", leads[number % len(leads)], {}, {"text": f"note {number}"}, str(uuid.uuid4())
            )

    def _item(
        self, kind: str, lead: str, body: Mapping[str, Any], details: Mapping[str, Any], entry: str
    ) -> OutboxItem:
        self._seq += 1
        text = canonical(details)
        fields = {**self._like, "id": entry, "kind": kind, "lead": lead, "body": body, "desk": self.desk,
                  "desk_seq": self._seq, "seen": 0, "at": micros(self._now()), "round": 1,
                  "details": details_digest(SALT, text)}  # fmt: skip
        return OutboxItem(entry, self._seq, canonical(fields), SALT, text, None)

    def fill(self, shared: Shared, items: Iterator[OutboxItem]) -> list[str]:
        """Hand them in; the leads they are about."""
        leads: dict[str, None] = {}
        batch: list[OutboxItem] = []
        for item in items:
            batch.append(item)
            leads[json.loads(item.content)["lead"]] = None
            if len(batch) == BATCH:
                _take(shared, batch)
                batch = []
        if batch:
            _take(shared, batch)
        return list(leads)


def _take(shared: Shared, batch: list[OutboxItem]) -> None:
    for answer in shared.push(batch):
        assert answer.verdict == "stands", answer


def pushing(shared: TeamDatabase, folder: Path, runs: int) -> None:
    """One entry, batches, and the news where there are none."""
    with shared.owner() as owner:
        owner.execute("CREATE TABLE public.floor (id text PRIMARY KEY, content text)")
        owner.execute("GRANT INSERT ON public.floor TO bdc_agent")
        owner.execute("GRANT USAGE ON SCHEMA public TO bdc_agent")
    writer = Writer(shared, folder)
    with closing(Member(shared, "pat", folder / "push.sqlite")) as member, member.connected() as (line, _):
        connection = line.connection
        join_desk(connection, writer.desk, "bench")
        line.desk = writer.desk
        leads = writer.fill(line, writer.arrivals(20))
        writer.fill(line, writer.notes(1000, leads))
        _analyse(shared)

        def bare(item: OutboxItem) -> None:
            connection.execute("INSERT INTO public.floor VALUES (%s, %s)", (item.id, item.content))

        ones = list(writer.notes(runs * 100, leads))
        floor = median(timed(lambda item=item: bare(item)) for item in ones)
        one = median(timed(lambda item=item: _take(line, [item])) for item in ones)
        say("push of one entry", one, floor, "a bare INSERT and COMMIT")
        batched, copied = [], []
        for _ in range(runs):
            many = list(writer.notes(BATCH * 10, leads))
            batched.append(timed(lambda many=many: writer.fill(line, iter(many))))
            rows = [(f"{item.id} copy", item.content) for item in many]

            def copy(rows: list[tuple[str, str]] = rows) -> None:
                with connection.cursor() as cursor:
                    cursor.executemany("INSERT INTO public.floor VALUES (%s, %s)", rows)

            copied.append(timed(copy))
        took = median(batched)
        speed = f"  = {BATCH * 10 / took:,.0f} entries a second"
        say(f"push of {BATCH * 10:,} entries, {BATCH} at once", took, median(copied), "bare INSERTs", speed)
        line.desk = _id(member)
        here, _ = member.team._here()  # noqa: SLF001 - what the sync says of itself
        here = type(here)(
            **{name: getattr(here, name) for name in here.__slots__} | {"mark": 0, "mark_hash": b""}
        )
        line.news(here)
        floor = median(timed(lambda: connection.execute("SELECT 1").fetchall()) for _ in range(runs * 100))
        news = median(timed(lambda: line.news(here)) for _ in range(runs * 100))
        say("news where there are none", news, floor, "SELECT 1")


def _analyse(shared: TeamDatabase) -> None:
    """As the server does by itself within a minute: until then its plans are those for empty tables."""
    with shared.owner() as owner:
        owner.execute("ANALYZE bdc.entry, bdc.seal, bdc.detail, bdc.replaced")


def _id(member: Member) -> str:
    with member.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    return identity.desk


def pulling(shared: TeamDatabase, folder: Path, runs: int, entries: int, leads: int) -> None:
    """A new desk: the pages off the wire, then stored, then a first sync until all leads are in the queue."""
    writer = Writer(shared, folder)
    with closing(Member(shared, "pat", folder / "fill.sqlite")) as member, member.connected() as (line, _):
        join_desk(line.connection, writer.desk, "bench")
        line.desk = writer.desk
        known = writer.fill(line, writer.arrivals(leads // 10))
        _analyse(shared)
        known += writer.fill(line, writer.arrivals(leads - leads // 10, 2 + leads // 10))
        writer.fill(line, writer.notes(entries - leads, known))
        chain = member.team._here()[1]  # noqa: SLF001 - as above
        copies, pages = [], []
        with shared.owner() as owner:
            owner.execute("VACUUM ANALYZE")

            def copy() -> None:
                with owner.cursor().copy(
                    "COPY (SELECT s.no, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash, e.content, "  # noqa: S608 - an id of ours
                    "d.salt, d.content FROM bdc.seal s "
                    "JOIN bdc.entry e ON e.dealership = s.dealership AND e.id = s.entry "
                    "LEFT JOIN bdc.detail d ON d.dealership = s.dealership AND d.entry = s.entry "
                    f"WHERE s.dealership = '{writer.dealership}' ORDER BY s.no) TO STDOUT"
                ) as out:
                    for _ in out:
                        pass

            def pull() -> None:
                no = 0
                while rows := line.pull(chain, no, PAGE):
                    no = rows[-1].no

            for _ in range(runs):
                copies.append(timed(copy))
                pages.append(timed(pull))
    floor = median(copies)
    say(f"pull of {entries:,} entries, off the wire", median(pages), floor, "COPY of the same rows")
    stored, synced = [], []
    for run in range(runs):
        with (
            closing(_newcomer(shared, folder / f"stored-{run}.sqlite")) as desk,
            desk.connected() as (_, exchange),
        ):
            exchange.conclude = lambda: iter(())
            stored.append(timed(lambda exchange=exchange: [*exchange.pull()]))
        began = perf_counter()
        with (
            closing(_newcomer(shared, folder / f"synced-{run}.sqlite")) as desk,
            desk.connected() as (_, exchange),
        ):
            for _ in exchange.pull():
                pass
            synced.append(perf_counter() - began)
            shown = len(queue(desk.desk))
            assert shown >= leads, shown
    say(f"pull of {entries:,} entries, verified and stored", median(stored), floor, "COPY of the same rows",
        f"  = {entries / median(stored):,.0f} entries a second")  # fmt: skip
    say(f"first sync to {leads:,} leads in the queue ({entries:,} entries)", median(synced), floor,
        "COPY of the same rows", f"  = {leads / median(synced):,.0f} leads a second")  # fmt: skip


def _newcomer(shared: TeamDatabase, path: Path) -> Member:
    """A desk that joined and has pulled nothing yet."""
    whole = Exchange.pull
    Exchange.pull = lambda *_: iter(())  # type: ignore[method-assign,assignment,misc]
    try:
        return Member(shared, "kim", path)
    finally:
        Exchange.pull = whole


def claims(shared: TeamDatabase, folder: Path, runs: int) -> None:  # noqa: C901 - twelve desks, four deeds
    """Twelve desks at once."""
    with ExitStack() as stack:
        desks = [
            stack.enter_context(
                closing(Member(shared, LOGINS[number % 4], folder / f"claims-{number}.sqlite"))
            )
            for number in range(12)
        ]
        for number in range(1, 41):
            receive_lead(desks[0].desk, draft(number, arrived_at=desks[0].desk.clock.now()))
        for _ in range(2):
            for desk in desks:
                desk.sync()
        leads = [row.lead for row in queue(desks[0].desk)]
        asking = [desk.team_claims() for desk in desks]
        for one in asking:
            one.get_ready()

        def all_at_once(deed: Callable[[int], object]) -> list[float]:
            took: list[float] = []

            def several(number: int) -> None:
                took.extend([timed(lambda: deed(number)) for _ in range(20)])

            threads = [threading.Thread(target=several, args=(number,)) for number in range(12)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return took

        def open_line(number: int) -> Shared:
            line = asking[number]._shared  # noqa: SLF001 - the claims' own connection
            assert line is not None
            return line

        def select(number: int) -> None:
            open_line(number).connection.execute("SELECT 1").fetchall()

        prepared = [
            (
                claiming.candidate(desk.desk, leads[number]),
                claiming.candidates(desk.desk, leads[number : number + 20]),
            )
            for number, desk in enumerate(desks)
        ]

        def claim(number: int) -> None:
            open_line(number).claim(prepared[number][0], 240)

        def claim_next(number: int) -> None:
            open_line(number).claim_next(*prepared[number][1], 240)

        def whole(number: int) -> None:
            asking[number].claim_next(leads[number:][:20], online=True)

        floors, ones, nexts, wholes = (
            [median(all_at_once(deed)) for _ in range(runs)] for deed in (select, claim, claim_next, whole)
        )
        floor = median(floors)
        say("claim, 12 desks at once", median(ones), floor, "SELECT 1, 12 desks at once")
        say("claim_next of 20, 12 desks at once", median(nexts), floor, "SELECT 1, 12 desks at once")
        say("  the same with the desk's own part", median(wholes), floor, "SELECT 1, 12 desks at once")


def seen(shared: TeamDatabase, folder: Path, runs: int) -> None:
    """From a note at one desk to the other's screens being told."""
    for how, options in (("LISTEN", {"poll": None}), ("a poll of a second", {"listens": False})):
        _seen(shared, folder, runs, how, options)


def _seen(shared: TeamDatabase, folder: Path, runs: int, how: str, options: Mapping[str, object]) -> None:
    with ExitStack() as stack:
        kim, lee = (
            stack.enter_context(closing(Member(shared, login, folder / f"seen-{how[0]}-{login}.sqlite")))
            for login in ("kim", "lee")
        )
        lead = receive_lead(kim.desk, draft(1, arrived_at=kim.desk.clock.now())).lead
        for desk in (kim, lee):
            desk.sync()
        told, there = threading.Event(), threading.Event()
        teams: list[Team] = [kim.made(**options), lee.made(**options)]
        teams[0].start()
        teams[1].start(lambda status: there.set() if status.link is Link.SYNCED else None,
                       lambda changes: told.set() if lead in changes.leads else None)  # fmt: skip
        there.wait(10)
        took = []
        for number in range(runs * 3):
            threading.Event().wait(0.35 + number * 0.017)
            told.clear()
            began = perf_counter()
            lead_work.write_note(kim.desk, lead, f"note {number}")
            teams[0].wake()
            assert told.wait(10)
            took.append(perf_counter() - began)
        for team in teams:
            team.stop()
        with kim.connected() as (line, _):
            floor = median(timed(lambda: line.connection.execute("SELECT 1").fetchall()) for _ in range(200))
        say(f"written on one desk, seen on another by {how}", median(took), floor, "SELECT 1")


def main() -> None:
    """Everything, or with smaller sizes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--entries", type=int, default=100_000)
    asked.add_argument("--leads", type=int, default=20_000)
    asked.add_argument("--only", nargs="*", default=["pushing", "pulling", "claims", "seen"])
    told = asked.parse_args()
    with team_server() as server:
        for name in told.only:
            with server.database() as shared, tempfile.TemporaryDirectory(prefix="bdc-bench-") as folder:
                more = {"entries": told.entries, "leads": told.leads} if name == "pulling" else {}
                globals()[name](shared, Path(folder), told.runs, **more)


if __name__ == "__main__":
    main()
