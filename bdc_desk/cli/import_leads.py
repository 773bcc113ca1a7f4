"""`bdc-desk import PATH...`: lead mails, files and tables into the queue."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO

from phonenumbers import SUPPORTED_REGIONS

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cli.asking import is_at_terminal
from bdc_desk.cli.columns import Known, read_mapping, settle
from bdc_desk.cli.import_telling import BeforeToday, Form, Telling, result_in_words, sum_in_words
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.progress import Progress
from bdc_desk.cli.stopping import Stopping
from bdc_desk.cli.table import counted
from bdc_desk.clock import Clock, SystemClock
from bdc_desk.errors import NotSetUp, Refused
from bdc_desk.intake.files import STDIN, files_under, names_under
from bdc_desk.intake.importing import BATCH, Imported, Piece, read_pieces, take_in
from bdc_desk.operations.delivery import Origin, Result
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around
from bdc_desk.operations.table_columns import keep_columns, kept_columns

STOPPED = 130
NEW = frozenset({Result.NEW, Result.AGAIN})


def run(arguments: argparse.Namespace) -> int:
    """Import, and say what became of each file. Exit 0 when every file became a lead or a flagged one."""
    country = _country(arguments.country)
    names = list(names_under(arguments.paths))
    telling = Telling(Form.JSON if arguments.json else Form.TEXT)
    if arguments.dry_run:
        return _dry(arguments, country, names, telling)
    with open_desk(arguments.profile) as desk:
        known = _known(arguments, names, kept_columns(desk))
        for key, columns in known.new.items():
            keep_columns(desk, key, columns)
        before = BeforeToday(_midnight(desk))
        with Stopping() as stopping:
            found = take_in(
                desk,
                _pieces(arguments.paths, known, stopping),
                origin=Origin.INPUT if arguments.paths == [STDIN] else Origin.FILE,
                country=country,
            )
            walk = Walk(len(names) - len(known.left_out), desk.clock, stopping, before.count)
            walk.through(found, telling)
        more = [*before.in_words(), *_waiting(desk)]
    return _end(telling, walk, [sum_in_words(telling.counts), *more])


def _dry(arguments: argparse.Namespace, country: str | None, names: Sequence[str], telling: Telling) -> int:
    """Read without writing; the dealership's country, zone and tables where a profile is set up."""
    clock, zone = SystemClock(), "UTC"
    kept: Mapping[str, tuple[str, ...]] = {}
    try:
        with open_desk(arguments.profile) as desk:
            policy = around(desk).policy
            country, zone, kept = country or policy.country, policy.zone, kept_columns(desk)
    except NotSetUp:
        pass
    known = _known(arguments, names, kept)
    with Stopping() as stopping:
        pieces = _pieces(arguments.paths, known, stopping)
        found = read_pieces(pieces, now=clock.now(), country=country, zone=zone, tables=known.tables)
        walk = Walk(len(names) - len(known.left_out), clock, stopping)
        walk.through(found, telling)
    return _end(telling, walk, [sum_in_words(telling.counts, dry=True)])


def _country(asked: str | None) -> str | None:
    """Raises Refused for a code that no country has: with it no national number could be read."""
    if asked is None or asked.upper() in SUPPORTED_REGIONS:
        return asked and asked.upper()
    raise Refused(f"There is no country {asked!r}. Give its ISO 3166 code: GB, US, NL ...")


def _known(arguments: argparse.Namespace, names: Sequence[str], kept: Mapping[str, tuple[str, ...]]) -> Known:
    """What the columns of the tables mean, from the arguments, or from who sits at the terminal."""
    asks = is_at_terminal() and STDIN not in arguments.paths and not arguments.json
    return settle(
        names,
        kept,
        now=SystemClock().now(),
        given=read_mapping(arguments.columns) if arguments.columns else None,
        ask=input if asks else None,
        agreed=arguments.yes,
    )


def _pieces(paths: Sequence[str], known: Known, stopping: Stopping) -> Iterator[Piece]:
    """The files one by one, until Ctrl+C."""
    for name, data in files_under(paths, _stdin()):
        if name not in known.left_out:
            yield Piece(name, data)
        if stopping.asked:
            return


def _stdin() -> BinaryIO | None:
    return getattr(sys.stdin, "buffer", None)


class Walk:
    """The way through an import: how far it is, and whether it goes on."""

    def __init__(
        self,
        total: int,
        clock: Clock,
        stopping: Stopping,
        hear: Callable[[Imported], None] = lambda _one: None,
    ) -> None:
        """`total`: files to read. `hear` is told of each lead."""
        self.total = total
        self._progress = Progress(total, clock.elapsed, shutil.get_terminal_size().columns)
        self._hear, self._stopping = hear, stopping
        self._broken_off = False

    def through(self, found: Iterable[Imported], telling: Telling) -> None:
        """Tell of each lead. After Ctrl+C what was written with the running batch is told, and no more
        begun.
        """
        new = 0
        for number, one in enumerate(found, 1):
            self._progress.wipe()
            telling.tell(one)
            self._hear(one)
            new += result_in_words(one) in NEW
            self._progress.draw(telling.files, new)
            if self._stopping.asked and number % BATCH == 0:
                self._broken_off = True
                break
        self._progress.wipe()

    def stopped_after(self, files: int) -> bool:
        """Whether Ctrl+C left something undone, `files` files being done."""
        return self._stopping.asked and (self._broken_off or files < self.total)


def _end(telling: Telling, walk: Walk, sums: Sequence[str]) -> int:
    """Tell the sum, and of a stop; the exit code."""
    stopped = walk.stopped_after(telling.files)
    if telling.form is Form.JSON:
        telling.tell_sum(stopped=stopped)
    else:
        telling.say(*sums)
    if stopped:
        where = f"after {telling.files:,} of {counted(walk.total, 'file')}"
        print(f"Stopped {where}. The same call goes on: each lead comes in once.", file=sys.stderr)
        return STOPPED
    return 1 if telling.counts[Result.FAULT] else 0


def _waiting(desk: Desk) -> list[str]:
    """In a team: what the shared database has not sealed yet."""
    if not desk.is_in_team:
        return []
    with desk.store.snapshot() as snapshot:
        count = snapshot.waiting_count()
    words = f"{counted(count, 'entry waits', 'entries wait')} for the shared database"
    return [f"{words}: `bdc-desk sync` hands in, an open window does by itself."] if count else []


def _midnight(desk: Desk) -> datetime:
    """When today began at the dealership."""
    local = desk.clock.now().astimezone(zone_of(around(desk).policy.zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
