"""`bdc-desk import PATH...`: lead mails and files into the queue."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from phonenumbers import SUPPORTED_REGIONS

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import counted, harmless, json_line
from bdc_desk.clock import SystemClock
from bdc_desk.errors import NotSetUp, Refused
from bdc_desk.intake.as_json import lead_object
from bdc_desk.intake.importing import Imported, import_paths, read_paths
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around

PROGRESS_EVERY = 25
WIPE = "\r\x1b[K"
Told = Callable[[Imported], str]


def run(arguments: argparse.Namespace) -> int:
    """Import, and say what became of each file. Exit 0 when every file became a lead or a flagged one."""
    country, told = _country(arguments.country), _as_json if arguments.json else _as_text
    if arguments.dry_run:
        counts = _tell(_dry(arguments, country), told)
        sums = [_dry_sum(counts)]
    else:
        with open_desk(arguments.profile) as desk:
            before = _BeforeToday(desk)
            found = import_paths(desk, arguments.paths, country=country, stdin=_stdin())
            counts = _tell(before.counting(found), told)
            waits = _waiting(desk)
        sums = [_sum(counts), *before.in_words(), *waits]
    if not arguments.json:
        print("\n".join(sums))
    return 1 if counts["unread"] else 0


def _country(asked: str | None) -> str | None:
    """Raises Refused for a code that no country has: with it no national number could be read."""
    if asked is None or asked.upper() in SUPPORTED_REGIONS:
        return asked and asked.upper()
    raise Refused(f"There is no country {asked!r}. Give its ISO 3166 code: GB, US, NL ...")


def _stdin() -> BinaryIO | None:
    return getattr(sys.stdin, "buffer", None)


def _dry(arguments: argparse.Namespace, country: str | None) -> Iterator[Imported]:
    """Read without writing; the dealership's country and zone where a profile is set up."""
    zone = "UTC"
    try:
        with open_desk(arguments.profile) as desk:
            policy = around(desk).policy
            country, zone = country or policy.country, policy.zone
    except NotSetUp:
        pass
    return read_paths(arguments.paths, now=SystemClock().now(), country=country, zone=zone, stdin=_stdin())


def _waiting(desk: Desk) -> list[str]:
    """In a team: what the shared database has not sealed yet."""
    if not desk.is_in_team:
        return []
    with desk.store.snapshot() as snapshot:
        count = snapshot.waiting_count()
    words = f"{counted(count, 'entry waits', 'entries wait')} for the shared database"
    return [f"{words}: `bdc-desk sync` hands in, an open window does by itself."] if count else []


class _BeforeToday:
    """Counts leads that had arrived before the dealership's today: their marks alert nobody any more."""

    def __init__(self, desk: Desk) -> None:
        now, zone = desk.clock.now(), zone_of(around(desk).policy.zone)
        self._midnight: datetime = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        self._count = 0

    def counting(self, found: Iterable[Imported]) -> Iterator[Imported]:
        """Pass them on and count."""
        for one in found:
            written = one.received is not None and not one.received.already_here
            arrived_at = one.draft.arrived_at if one.draft and written else None
            self._count += arrived_at is not None and arrived_at < self._midnight
            yield one

    def in_words(self) -> list[str]:
        """One line, or none where none was older."""
        return (
            [f"{self._count} from before today: shown and counted, without an alert."] if self._count else []
        )


def _tell(found: Iterable[Imported], told: Told) -> Counter[str]:
    """Print a line a lead and count what became of them."""
    counts: Counter[str] = Counter()
    wipe = ""
    for number, one in enumerate(found, 1):
        kind = _kind(one)
        counts[kind] += 1
        print(wipe, end="", file=sys.stderr)
        if kind == "unread":
            print(harmless(f"{one.file}: {one.fault}"), file=sys.stderr)
        else:
            print(told(one))
        wipe = ""
        if number % PROGRESS_EVERY == 0 and sys.stderr.isatty():
            print(f"{number} read ...", end="", file=sys.stderr, flush=True)
            wipe = WIPE
    print(wipe, end="", file=sys.stderr)
    return counts


def _kind(one: Imported) -> str:
    if one.draft is None or one.fault:
        return "unread"
    if one.received is None:
        return "would be read"
    if one.received.already_here:
        return "already here"
    return "enquired again" if one.received.again else "new lead"


def _as_json(one: Imported) -> str:
    assert one.draft is not None  # noqa: S101 - told apart by the caller
    return json_line(lead_object(one.file, one.draft, one.received.lead if one.received else None))


def _as_text(one: Imported) -> str:
    draft = one.draft
    assert draft is not None  # noqa: S101 - told apart by the caller
    name = " ".join(part for part in (draft.first, draft.last) if part) or draft.full or "no name"
    car = f", {draft.wanted.in_words()}" if draft.wanted and draft.wanted.in_words() else ""
    faults = f": {'; '.join(draft.faults)}" if draft.faults else ""
    return harmless(f"{one.file}: {_kind(one)}: {name}{car} [{draft.grade}{faults}]")


def _dry_sum(counts: Counter[str]) -> str:
    return f"{_leads(counts['would be read'])} read, nothing written.{_unread(counts)}"


def _sum(counts: Counter[str]) -> str:
    new, again, here = counts["new lead"], counts["enquired again"], counts["already here"]
    return f"{_leads(new, 'new ')}, {again} enquired again, {here} already here.{_unread(counts)}"


def _leads(count: int, kind: str = "") -> str:
    return f"{count} {kind}{'lead' if count == 1 else 'leads'}"


def _unread(counts: Counter[str]) -> str:
    count = counts["unread"]
    return f" {count} {'file' if count == 1 else 'files'} could not be read." if count else ""
