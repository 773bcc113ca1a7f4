"""What the intake page says: how a source stands, what a delivery became, what a provider's leads are like.
No Qt.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import PurePath

from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations.delivery import Origin, Result
from bdc_desk.operations.draft import Grade
from bdc_desk.operations.intake_reading import IntakeItem, ProviderFigures
from bdc_desk.ui import words
from bdc_desk.ui.shapes import Shape

FEW = 10
"""Below so many leads a provider's figures are chance, and say so."""
NOT_WELL = frozenset({SourceState.FAILED, SourceState.NO_PASSWORD})


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape, the colour's token and the word that says the same."""

    shape: Shape
    colour: str
    word: str


STATE_SIGNS = {
    SourceState.WAITING: Sign(Shape.CIRCLE, "ok", "Waits for more"),
    SourceState.READING: Sign(Shape.REPEAT, "accent", "Reading"),
    SourceState.ELSEWHERE: Sign(Shape.PERSON, "muted", "A colleague's desk reads it"),
    SourceState.NO_PASSWORD: Sign(Shape.LOCK, "over_2", "Password needed"),
    SourceState.FAILED: Sign(Shape.WARNING, "error", "Not read"),
}
NEVER_LOOKED = Sign(Shape.RING, "muted", "Not looked at yet")
GRADE_SIGNS = {
    Grade.OK.value: Sign(Shape.CHECK, "ok", "Read well"),
    Grade.REPAIRED.value: Sign(Shape.REPEAT, "accent", "Repaired"),
    Grade.PARTIAL.value: Sign(Shape.WARNING, "over_2", "No number"),
    Grade.UNREADABLE.value: Sign(Shape.QUESTION, "error", "Unreadable"),
}
NOT_READ = Sign(Shape.CROSS, "error", "Could not be read")
RESULTS = {
    Result.NEW.value: "new lead",
    Result.AGAIN.value: "enquired again",
    Result.HERE.value: "already here",
    Result.FAULT.value: "no lead",
}


def source_name(kind: SourceKind, name: str) -> str:
    """A source as a person calls it: "Mailbox Leads", "Folder leads"; a folder by the last of its path."""
    if kind is SourceKind.MAILBOX:
        return f"Mailbox {name}"
    return f"Folder {PurePath(name).name or name}"


def state_sign(status: SourceStatus | None) -> Sign:
    """Shape and word of how a source stands; None: nothing was heard of it."""
    return STATE_SIGNS[status.state] if status is not None else NEVER_LOOKED


def source_line(status: SourceStatus | None, now: datetime, zone: tzinfo) -> str:
    """How a source stands, on one line: "Waits for more · last read 10:39 · 12 leads since 09:00"."""
    if status is None:
        return NEVER_LOOKED.word
    state = state_sign(status).word
    if status.state in NOT_WELL:
        state = f"{state} since {words.moment(status.since, now, zone)}"
    return words.dotted(
        state,
        f"last read {words.moment(status.last_read_at, now, zone)}" if status.last_read_at else "",
        counts(status, now, zone),
    )


def counts(status: SourceStatus, now: datetime, zone: tzinfo) -> str:
    """What a source brought: "12 leads since 09:00, 2 to look at". What is to be looked at is the same as on
    the page: no number, unreadable, not taken in.
    """
    found = words.count(status.found, "lead") if status.found or status.last_read_at else ""
    if found and status.counted_since is not None:
        found += f" since {words.moment(status.counted_since, now, zone)}"
    to_look_at = status.unreadable + status.failed
    return ", ".join(part for part in (found, f"{to_look_at:,} to look at" if to_look_at else "") if part)


def in_short(status: SourceStatus) -> str:
    """A source that is not well, for the status bar: "Mailbox Leads: password needed"; "" for a well one."""
    if status.state not in NOT_WELL:
        return ""
    return f"{source_name(status.kind, status.name)}: {state_sign(status).word.lower()}"


def bar_words(statuses: tuple[SourceStatus, ...]) -> str:
    """What the status bar says of all sources together; "" while they are well."""
    told = [in_short(status) for status in statuses if status.state in NOT_WELL]
    if len(told) > 1:
        return f"{told[0]}, {words.count(len(told) - 1, 'more source')} not read"
    return "".join(told)


def is_to_look_at(item: IntakeItem) -> bool:
    """Whether a person has to look at it: no number, unreadable, or not taken in at all."""
    return item.needs_a_look


def is_repaired(item: IntakeItem) -> bool:
    """Whether it was read past damage, or its columns were guessed, and came in so."""
    return item.grade == Grade.REPAIRED and item.result not in {Result.HERE, Result.FAULT}


def grade_sign(item: IntakeItem) -> Sign:
    """How well it could be read, by shape and word."""
    if item.result == Result.FAULT:
        return NOT_READ
    return GRADE_SIGNS.get(item.grade, GRADE_SIGNS[Grade.OK.value])


def item_title(item: IntakeItem) -> str:
    """Whose enquiry it is, else the file's name."""
    return item.customer or PurePath(item.name).name or ("Mail" if not item.name else item.name)


def item_line(item: IntakeItem) -> str:
    """What it became and what there is to know, on one line; a file by its name where no source is named."""
    first = item.faults[0] if item.faults else ""
    said = f"{first} ({len(item.faults) - 1} more)" if len(item.faults) > 1 else first
    source = item.source or PurePath(item.name).name
    return words.dotted(source, RESULTS.get(item.result, item.result), said)


def item_sentence(item: IntakeItem, now: datetime, zone: tzinfo) -> str:
    """A row as it is spoken."""
    return ", ".join(
        part
        for part in (
            words.moment(item.at, now, zone),
            item_title(item),
            item.source,
            RESULTS.get(item.result, item.result),
            grade_sign(item).word,
            *item.faults[:1],
        )
        if part
    )


def came_by(item: IntakeItem) -> str:
    """By which way it came: "by the mailbox Leads", "by the folder Downloads", "dropped on the window"."""
    where = PurePath(item.where).name or item.where
    ways: dict[str, str] = {
        Origin.MAILBOX: f"by the mailbox {item.where}",
        Origin.FOLDER: f"by the folder {where}",
        Origin.FILE: "read from a file",
        Origin.WINDOW: "dropped on the window",
        Origin.INPUT: "given to the command line",
    }
    return ways.get(item.origin, "read elsewhere")


def item_story(item: IntakeItem, now: datetime, zone: tzinfo) -> str:
    """What became of it, how and when it came, and how late the provider was."""
    came = f"came {words.moment(item.at, now, zone)} {came_by(item)}"
    file = f"file {PurePath(item.name).name}" if item.name else ""
    return words.dotted(RESULTS.get(item.result, item.result).capitalize(), came, file, _delay(item))


def _delay(item: IntakeItem) -> str:
    if item.arrived_at is None or item.requested_at is None or item.arrived_at < item.requested_at:
        return ""
    return f"asked {span(item.arrived_at - item.requested_at)} before it arrived"


def span(length: timedelta) -> str:
    """A delay: "48 s", "6 min", "2 h 05", "3 d"."""
    seconds = int(length.total_seconds())
    return f"{seconds} s" if seconds < 120 else words.wait(length)


def share(part: int, whole: int) -> str:
    """A share with its count: "25 % (3)"."""
    return f"{round(100 * part / whole)} % ({part:,})" if whole else "-"


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider's figures as they are shown; `n` says how many and, for few, that they are few."""

    source: str
    n: str
    delay: str
    without_phone: str
    damaged: str


def provider_line(figures: ProviderFigures) -> ProviderLine:
    """The figures in words, each with what it is of."""
    few = ", few" if figures.leads < FEW else ""
    delay = "not known"
    if figures.median_delay is not None:
        delay = f"{span(figures.median_delay)} (of {figures.delayed:,})"
    return ProviderLine(
        figures.source or "No source named",
        f"{figures.leads:,}{few}",
        delay,
        share(figures.without_phone, figures.leads),
        share(figures.damaged, figures.leads),
    )
