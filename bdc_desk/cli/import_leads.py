"""`bdc-desk import PATH...`: lead mails and files into the queue."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import harmless
from bdc_desk.clock import SystemClock
from bdc_desk.errors import NotSetUp
from bdc_desk.intake.as_json import lead_object
from bdc_desk.intake.importing import Imported, import_paths, read_paths
from bdc_desk.operations.reading import around

PROGRESS_EVERY = 25


def run(arguments: argparse.Namespace) -> int:
    """Import, and say what became of each file. Exit 0 when every file became a lead or a flagged one."""
    if arguments.dry_run:
        return _tell(_dry(arguments), as_json=arguments.json, dry=True)
    with open_desk(arguments.profile) as desk:
        found = import_paths(desk, arguments.paths, country=_country(arguments), stdin=sys.stdin.buffer)
        return _tell(found, as_json=arguments.json, dry=False)


def _country(arguments: argparse.Namespace) -> str | None:
    return arguments.country.upper() if arguments.country else None


def _dry(arguments: argparse.Namespace) -> Iterator[Imported]:
    """Read without writing; the dealership's country and zone where a profile is set up."""
    country, zone = _country(arguments), "UTC"
    try:
        with open_desk(arguments.profile) as desk:
            policy = around(desk).policy
            country, zone = country or policy.country, policy.zone
    except NotSetUp:
        pass
    return read_paths(
        arguments.paths, now=SystemClock().now(), country=country, zone=zone, stdin=sys.stdin.buffer
    )


def _tell(found: Iterable[Imported], *, as_json: bool, dry: bool) -> int:
    counts: Counter[str] = Counter()
    for number, one in enumerate(found, 1):
        counts[_kind(one)] += 1
        if one.draft is None or one.fault:
            print(f"{one.file}: {one.fault}", file=sys.stderr)
        elif as_json:
            print(
                json.dumps(
                    lead_object(one.file, one.draft, one.received.lead if one.received else None),
                    ensure_ascii=False,
                )
            )
        else:
            print(_line(one, dry=dry))
        if number % PROGRESS_EVERY == 0 and sys.stderr.isatty():
            print(f"\r{number} read ...", end="\r", file=sys.stderr, flush=True)
    if not as_json:
        print(_sum(counts, dry=dry))
    return 1 if counts["unread"] else 0


def _kind(one: Imported) -> str:
    if one.draft is None or one.fault:
        return "unread"
    if one.received is None:
        return "read"
    if one.received.already_here:
        return "already here"
    return "again" if one.received.again else "new"


def _line(one: Imported, *, dry: bool) -> str:
    draft = one.draft
    assert draft is not None  # noqa: S101 - told apart by the caller
    name = " ".join(part for part in (draft.first, draft.last) if part) or draft.full or "no name"
    car = draft.wanted.in_words() if draft.wanted else ""
    what = (
        "would be read" if dry else {"new": "new lead", "again": "enquired again"}.get(_kind(one), _kind(one))
    )
    faults = f" · {'; '.join(draft.faults)}" if draft.faults else ""
    return harmless(f"{one.file}: {what}: {name}{f', {car}' if car else ''} [{draft.grade}]{faults}")


def _sum(counts: Counter[str], *, dry: bool) -> str:
    if dry:
        return (
            f"{counts['read']} lead(s) read, nothing written. {counts['unread']} file(s) could not be read."
        )
    return (
        f"{counts['new']} new, {counts['again']} enquired again, {counts['already here']} already here, "
        f"{counts['unread']} could not be read."
    )
