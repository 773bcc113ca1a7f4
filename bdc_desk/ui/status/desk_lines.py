"""What the page says of the desk's own file, its people and its phone. Pure; no Qt widgets."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from bdc_desk.operations.desk_status import DeskFigures, Verified
from bdc_desk.ui import words
from bdc_desk.ui.status.status_line import StatusLine
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000
LITTLE = 500 * MEGABYTE
"""Bytes free below which a person should know, as `bdc-desk doctor` judges."""
LONG_AGO = timedelta(days=30)
"""From here on a verification is worth doing again."""
ROLES = {
    "salesperson": QT_TRANSLATE_NOOP("Roles", "salesperson"),
    "enquiry": QT_TRANSLATE_NOOP("Roles", "enquiry staff"),
    "manager": QT_TRANSLATE_NOOP("Roles", "manager"),
    "principal": QT_TRANSLATE_NOOP("Roles", "principal"),
}


def desk_lines(figures: DeskFigures, now: datetime, zone: tzinfo) -> Sequence[StatusLine]:
    """The lines at `now`; `zone`: the dealership's."""
    return (
        _person(figures),
        _log(figures),
        _verified(figures.verified, now, zone),
        _file(figures),
        _space(figures.free),
        _phone(figures.phone),
    )


def _person(figures: DeskFigures) -> StatusLine:
    others = figures.people - 1
    more = translate("Status", "{n} other(s) work here", "", others) if others > 0 else ""
    return StatusLine(
        translate("Status", "Who is at the desk"), words.dotted(figures.person, _role(figures.role), more)
    )


def _role(role: str) -> str:
    return translate("Roles", ROLES.get(role, role))


def _log(figures: DeskFigures) -> StatusLine:
    sealed = translate("Status", "{n} entr(y|ies), sealed", "", figures.entries)
    waiting = translate("Status", "{n} wait(s|) for the shared database", "", figures.waiting)
    return StatusLine(translate("Status", "Log"), words.dotted(sealed, waiting if figures.waiting else ""))


def _verified(verified: Verified | None, now: datetime, zone: tzinfo) -> StatusLine:
    what = translate("Status", "Verified")
    if verified is None:
        told = translate("Status", "never from this window: “Verify now” judges every entry again")
        return StatusLine(what, told)
    when = words.moment(verified.at, now, zone)
    if verified.faults:
        told = translate(
            "Status",
            "{n} fault(s) found. Keep a copy of the folder as it is, run `bdc-desk verify`, and ask "
            "whoever helps you.",
            "",
            verified.faults,
        )
        return StatusLine(what, words.dotted(when, told), ok=False)
    told = translate("Status", "{n} entr(y|ies), all whole", "", verified.entries)
    old = translate("Status", "long ago: verify again") if now - verified.at > LONG_AGO else ""
    return StatusLine(what, words.dotted(when, told, old))


def _file(figures: DeskFigures) -> StatusLine:
    return StatusLine(translate("Status", "File"), words.dotted(size_words(figures.size), figures.file))


def _space(free: int | None) -> StatusLine:
    what = translate("Status", "Disk")
    if free is None:
        return StatusLine(what, translate("Status", "how much room is left, the disk does not tell"))
    told = translate("Status", "{size} free").format(size=size_words(free))
    if free >= LITTLE:
        return StatusLine(what, told)
    return StatusLine(
        what, words.dotted(told, translate("Status", "too little: free some space now")), ok=False
    )


def _phone(way: str) -> StatusLine:
    told = {
        "by hand": translate("Status", "dialled by hand; the desk shows the number and keeps the time"),
        "tel": translate("Status", "numbers are handed to this computer's dialler"),
    }.get(way, way)
    return StatusLine(translate("Status", "Phone"), told)


def size_words(size: int) -> str:
    """Bytes as a person says them: "0.3 MB", "12 MB", "4.1 GB"."""
    if size >= GIGABYTE:
        return f"{size / GIGABYTE:,.1f} GB"
    return f"{size / MEGABYTE:,.0f} MB" if size >= 10 * MEGABYTE else f"{size / MEGABYTE:.1f} MB"
