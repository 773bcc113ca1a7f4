"""What became of each lead and file of an import, in words or as JSON, and their sum."""

import hashlib
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bdc_desk.cli.streams import hush
from bdc_desk.cli.table import harmless, json_line
from bdc_desk.intake.as_json import EMPTY, lead_object
from bdc_desk.intake.importing import Imported
from bdc_desk.operations.delivery import Result, result_of

WOULD_BE_READ = "would be read"
COUNTED: Mapping[str, str] = {
    Result.NEW: "new_leads",
    Result.AGAIN: "enquired_again",
    Result.HERE: "already_here",
    WOULD_BE_READ: "would_be_read",
    Result.FAULT: "could_not_be_read",
}
"""What may become of a lead, and its name in the sum."""


class Form(StrEnum):
    """How it is told."""

    TEXT = "text"
    JSON = "json"


class Telling:
    """Prints a line a lead, counts, and goes on silently once nobody reads (`| head`)."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.counts: Counter[str] = Counter()
        self.files = 0
        self._file: str | None = None
        self._raw, self._sha = b"", ""
        self._is_heard = True

    def tell(self, one: Imported) -> None:
        """Print what became of `one`; what could not be read is told on stderr, in JSON as an object too."""
        result = result_in_words(one)
        self.counts[result] += 1
        if one.file != self._file:
            self.files, self._file = self.files + 1, one.file
        if result == Result.FAULT and self.form is Form.TEXT:
            print(harmless(f"{one.file}: {one.fault}"), file=sys.stderr)
        elif self.form is Form.JSON:
            self._print(json_line(self._object(one, result)))
        else:
            self._print(_line(one, result))

    def tell_sum(self, *, stopped: bool) -> None:
        """The last object of JSON: how many of what."""
        counts = {name: self.counts[result] for result, name in COUNTED.items()}
        self._print(json_line({"sum": {**counts, "stopped": stopped}}))

    def say(self, *lines: str) -> None:
        """Lines for a person, below the leads."""
        for line in lines:
            self._print(line)

    def _print(self, line: str) -> None:
        """A reader that has gone is no reason to leave leads outside."""
        if not self._is_heard:
            return
        try:
            print(line)
        except BrokenPipeError:
            self._is_heard = False
            hush()

    def _object(self, one: Imported, result: str) -> dict[str, object]:
        draft, received = one.draft, one.received
        lead = EMPTY if draft is None else lead_object(one.file, draft, received.lead if received else None)
        faults = [*(draft.faults if draft else ()), *([one.fault] if one.fault else [])]
        first: dict[str, object] = {
            "file": one.file,
            "line": draft.line if draft else None,
            "result": str(result),
            "lead_id": received.lead if received else None,
            "already_here": bool(received and received.already_here),
            "grade": draft.grade.value if draft else None,
            "faults": faults,
        }
        rest = {key: value for key, value in lead.items() if key not in first}
        return {**first, **rest, "archive": self._digest(draft.raw) if draft and draft.raw else None}

    def _digest(self, raw: bytes) -> str:
        """SHA-256 of the original, as the archive names it; all rows of a table have one."""
        if raw is not self._raw:
            self._raw, self._sha = raw, hashlib.sha256(raw).hexdigest()
        return self._sha


def result_in_words(one: Imported) -> str:
    """What became of a lead or file: a `Result`, or "would be read" where nothing was to be written."""
    if one.draft is None or one.fault:
        return Result.FAULT
    return result_of(one.received) if one.received else WOULD_BE_READ


def _line(one: Imported, result: str) -> str:
    draft = one.draft
    assert draft is not None  # noqa: S101 - told apart by the caller
    place = f"{one.file}:{draft.line}" if draft.line else one.file
    name = " ".join(part for part in (draft.first, draft.last) if part) or draft.full or "no name"
    car = f", {draft.wanted.in_words()}" if draft.wanted and draft.wanted.in_words() else ""
    faults = f": {'; '.join(draft.faults)}" if draft.faults else ""
    return harmless(f"{place}: {result}: {name}{car} [{draft.grade}{faults}]")


def sum_in_words(counts: Counter[str], *, dry: bool = False) -> str:
    """How many of what: "3 new leads, 0 enquired again, 2 already here. 1 file could not be read."."""
    unread = counts[Result.FAULT]
    more = f" {unread:,} {'file' if unread == 1 else 'files'} could not be read." if unread else ""
    if dry:
        return f"{_leads(counts[WOULD_BE_READ])} read, nothing written.{more}"
    again, here = counts[Result.AGAIN], counts[Result.HERE]
    return f"{_leads(counts[Result.NEW], 'new ')}, {again:,} enquired again, {here:,} already here.{more}"


def _leads(count: int, kind: str = "") -> str:
    return f"{count:,} {kind}{'lead' if count == 1 else 'leads'}"


class BeforeToday:
    """Counts leads that had arrived before the dealership's today: their marks alert nobody any more."""

    def __init__(self, midnight: datetime) -> None:
        """`midnight`: when today began there, aware."""
        self._midnight, self._count = midnight, 0

    def count(self, one: Imported) -> None:
        """Count `one`, if it is such a lead."""
        written = one.received is not None and not one.received.already_here
        arrived_at = one.draft.arrived_at if one.draft and written else None
        self._count += arrived_at is not None and arrived_at < self._midnight

    def in_words(self) -> list[str]:
        """One line, or none where none was older."""
        if not self._count:
            return []
        return [f"{self._count:,} from before today: shown and counted, without an alert."]
