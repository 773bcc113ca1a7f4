"""Backups in words: what each one is, what restoring it would cost, how they stand. No widgets."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from bdc_desk.operations.restoring import Loss
from bdc_desk.storage.backup import Backup
from bdc_desk.ui import words
from bdc_desk.ui.call.choices import Choice
from bdc_desk.ui.status.desk_lines import size_words
from bdc_desk.ui.status.status_line import StatusLine
from bdc_desk.ui.translation import translate

OLD = timedelta(days=4)
"""A long weekend, as `bdc-desk doctor` judges."""


def choices(found: Sequence[Backup], broken: Sequence[Path], now: datetime, zone: tzinfo) -> list[Choice]:
    """A line for each backup, and one for each file that is none any more; named by the file's name."""
    return [
        *(Choice(one.path.name, contents(one, now, zone), _what(one)) for one in found),
        *(
            Choice(path.name, path.name, translate("Backups", "It cannot be read any more."), allowed=False)
            for path in broken
        ),
    ]


def contents(backup: Backup, now: datetime, zone: tzinfo) -> str:
    """When it was made, and what is in it."""
    entries = translate("Backups", "{n} entr(y|ies)", "", backup.no)
    return words.dotted(words.moment(backup.at, now, zone), entries, size_words(backup.size))


def _what(backup: Backup) -> str:
    if backup.was_replaced:
        return translate("Backups", "The log that a restored backup took the place of")
    if backup.before:
        return translate("Backups", "Made before an update of the program, and checked")
    return translate("Backups", "Checked when it was made")


def kept_words(folder: Path, days: int) -> str:
    """Where they lie, and how long."""
    said = translate("Backups", "In {folder}, one a day, none for longer than {days} days.")
    return said.format(folder=folder, days=days)


def loss_words(loss: Loss, now: datetime, zone: tzinfo) -> str:
    """What the backup does not bring back."""
    if loss.entries is None:
        return translate(
            "Backups", "The log there is cannot be compared with it: what was written since is not in it."
        )
    if not loss.entries:
        return (
            translate("Backups", "Nothing is lost: the shared database gives back all that it has.")
            if loss.in_team
            else translate("Backups", "Nothing was written since.")
        )
    since = words.moment(loss.since, now, zone) if loss.since else "-"
    said = (
        translate(
            "Backups",
            "{n} entr(y|ies) from {since} on, which the shared database does not have yet, would be lost.",
            "",
            loss.entries,
        )
        if loss.in_team
        else translate(
            "Backups",
            "{n} entr(y|ies) from {since} on would be gone from the log: calls, notes, emails, new leads.",
            "",
            loss.entries,
        )
    )
    return said.format(since=since)


def made_words(backup: Backup) -> str:
    """That one was made."""
    said = translate("Backups", "Backed up and checked: {n} entr(y|ies), {size}.", "", backup.no)
    return said.format(size=size_words(backup.size))


def backup_line(newest: Backup | None, fault: str, now: datetime, zone: tzinfo) -> StatusLine:
    """How the backups stand. `fault`: why the last try made none, "" where it did not fail."""
    what = translate("Status", "Backups")
    if fault:
        return StatusLine(what, fault, ok=False)
    if newest is None:
        return StatusLine(what, translate("Status", "none yet: the first one is made soon"))
    told = translate("Status", "the newest of {contents}").format(contents=contents(newest, now, zone))
    old = now - newest.at > OLD
    return StatusLine(
        what, words.dotted(told, translate("Status", "old: make one now") if old else ""), ok=not old
    )
