"""The list of the leads whose customer was erased here: a text file beside the log, ids only, so that a log
that was taken back to an older state does not bring them back.
"""

import os
import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.store import Store

_FIRST_LINE = "# Leads whose customer was erased here, so that a restored backup does not bring them back.\n"
_LEAD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def noted_as_erased(file: Path) -> frozenset[str]:
    """The leads in the list; none where there is no such file. Raises SurroundingsFault."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return frozenset()
    except OSError as fault:
        raise _not("read", file, fault) from fault
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(lead for line in lines for lead in _LEAD.findall(line))


def can_be_noted(file: Path) -> None:
    """Raises SurroundingsFault where the list could not be added to; asked before anything is erased."""
    try:
        with file.open("a", encoding="utf-8"):
            pass
    except OSError as fault:
        raise SurroundingsFault(
            f"{_not('written', file, fault)} Nothing was erased. Make room, or make the file writable, then "
            "erase again."
        ) from fault


def note_erased(file: Path, leads: Collection[str], now: datetime) -> None:
    """Add the leads to the list, on the disk when this returns. Raises SurroundingsFault."""
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    try:
        with file.open("a", encoding="utf-8") as stream:
            first = _FIRST_LINE if stream.tell() == 0 else "\n"  # a line that was torn ends here
            stream.write(first + "".join(f"{lead} {at}\n" for lead in leads))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as fault:
        raise _not("written", file, fault) from fault


def complete_erased_list(store: Store, file: Path, now: datetime) -> int:
    """Add to the list those leads whose erasure stands in the log and that are missing in it: on a new
    computer, or after the file was lost; how many. Raises SurroundingsFault.
    """
    with store.snapshot() as snapshot:
        erased = snapshot.erased_leads()
    missing = sorted(erased - noted_as_erased(file)) if erased else []
    if missing:
        note_erased(file, missing, now)
    return len(missing)


def _not(done: str, file: Path, fault: OSError) -> SurroundingsFault:
    return SurroundingsFault(
        f"Who is erased is noted in {file}, so that no backup brings them back. That could not be {done}: "
        f"{fault.strerror or fault}."
    )
