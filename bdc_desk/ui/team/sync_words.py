"""How the sync stands, in words: a few for the status bar, whole sentences for the sync page. No widgets."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from textwrap import shorten

from bdc_desk.sync.values import Link, SyncStatus
from bdc_desk.ui import words
from bdc_desk.ui.translation import number_words, translate

BEHIND = timedelta(seconds=5)
"""A desk that is connected and has not been level for longer says so."""
CLOCK_OFF = timedelta(minutes=5)
"""From here on a clock that is wrong is said (design.md, One desk, many desks)."""
LONGEST_WHY = 60
"""Letters of a reason that the status bar has room for; the sync page has it whole."""


@dataclass(frozen=True, slots=True)
class Told:
    """The link in a few words; `well` is False when the person should know."""

    words: str
    well: bool


def in_short(status: SyncStatus, now: datetime, zone: tzinfo) -> Told:
    """For the status bar: "Synced 4 s ago", "Offline since 10:02, 3 waiting". `zone`: the dealership's."""
    link, well = _link(status, now, zone)
    waiting = translate("Sync", "{n} waiting", "", status.waiting) if status.waiting else ""
    clock = clock_words(status)
    return Told(", ".join(part for part in (link, waiting, clock) if part), well and not clock)


def clock_words(status: SyncStatus) -> str:
    """By how much this computer's clock is wrong; "" while that does no harm."""
    off = status.clock_off
    if abs(off) <= CLOCK_OFF:
        return ""
    if off > timedelta():
        return translate("Sync", "clock {span} behind").format(span=words.wait(off))
    return translate("Sync", "clock {span} ahead").format(span=words.wait(-off))


def heading(status: SyncStatus, now: datetime, zone: tzinfo) -> str:
    """The first line of the sync page."""
    return _link(status, now, zone, whole=True)[0]


def explained(status: SyncStatus) -> str:
    """Why the link stands so and what to do, in sentences."""
    return "\n".join(part for part in (status.why, _now_what(status), _clock_sentence(status)) if part)


def details(status: SyncStatus) -> str:
    """Everything known of the link, for whoever helps."""
    progress = "{:,} of {:,}".format(*status.progress) if status.progress else "none"
    lines = {
        "link": status.link.value,
        "since": status.since.isoformat(),
        "level at": status.synced_at.isoformat() if status.synced_at else "never",
        "waiting": str(status.waiting),
        "first sync": progress,
        "clock off": f"{status.clock_off.total_seconds():+.1f} s",
        "why": status.why or "-",
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items())


def _link(status: SyncStatus, now: datetime, zone: tzinfo, *, whole: bool = False) -> tuple[str, bool]:
    since = words.moment(status.since, now, zone)
    if status.link is Link.SYNCED:
        return _synced(status, now)
    if status.link is Link.FIRST_SYNC:
        return _first_sync(status), True
    if status.link is Link.OFFLINE:
        return translate("Sync", "Offline since {at}").format(at=since), False
    if status.link is Link.NO_PASSWORD:
        return translate("Sync", "Password needed"), False
    if status.link is Link.STOPPED:
        why = status.why if whole else shorten(status.why, LONGEST_WHY, placeholder=" …")
        said = translate("Sync", "Stopped since {at}") if whole else translate("Sync", "Stopped: {why}")
        return said.format(at=since, why=why).rstrip(": "), False
    return translate("Sync", "Connecting ..."), True


def _first_sync(status: SyncStatus) -> str:
    if not status.progress:
        return translate("Sync", "First sync ...")
    done, all_ = map(number_words, status.progress)
    return translate("Sync", "First sync {done} of {all}").format(done=done, all=all_)


def _synced(status: SyncStatus, now: datetime) -> tuple[str, bool]:
    age = max(timedelta(), now - (status.synced_at or status.since))
    if age <= BEHIND:
        return translate("Sync", "Synced {n} s ago", "", int(age.total_seconds())), True
    seconds = int(age.total_seconds())
    span = translate("Sync", "{n} s", "", seconds) if seconds < 120 else words.wait(age)
    return translate("Sync", "feed is {span} behind").format(span=span), False


def _now_what(status: SyncStatus) -> str:
    return {
        Link.CONNECTING: translate(
            "Sync", "The desk looks for the shared database. Work on: what you write waits here safely."
        ),
        Link.FIRST_SYNC: translate(
            "Sync", "The team's log comes in. Work on meanwhile; older leads appear as they arrive."
        ),
        Link.SYNCED: translate(
            "Sync", "What is written here reaches the colleagues at once, and theirs comes here."
        ),
        Link.OFFLINE: translate(
            "Sync",
            "The desk tries again by itself. Work on: what you write waits here and is sent later. "
            "Nobody can tell meanwhile whether a colleague is on a lead.",
        ),
        Link.NO_PASSWORD: translate(
            "Sync", "Type the password of your login below. It is kept for this session only."
        ),
        Link.STOPPED: translate(
            "Sync",
            "Nothing is fetched until somebody has looked at it. What you write waits here safely. "
            "Copy the details for whoever looks after the shared database.",
        ),
    }[status.link]


def _clock_sentence(status: SyncStatus) -> str:
    told = clock_words(status)
    if not told:
        return ""
    said = translate(
        "Sync",
        "This computer's {clock}: set it right in the system's settings. Ages and marks use the server's.",
    )
    return said.format(clock=told)
