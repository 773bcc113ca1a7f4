"""What the intake page says: how a source stands, what a delivery became, what a provider's leads are like.
No widgets.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from pathlib import PurePath

from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations.delivery import Origin, Result
from bdc_desk.operations.draft import Grade
from bdc_desk.operations.intake_reading import IntakeItem, ProviderFigures
from bdc_desk.ui import words
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, number_words, translate

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
    SourceState.WAITING: Sign(Shape.CIRCLE, "ok", QT_TRANSLATE_NOOP("Intake", "Waits for more")),
    SourceState.READING: Sign(Shape.REPEAT, "accent", QT_TRANSLATE_NOOP("Intake", "Reading")),
    SourceState.ELSEWHERE: Sign(
        Shape.PERSON, "muted", QT_TRANSLATE_NOOP("Intake", "A colleague's desk reads it")
    ),
    SourceState.NO_PASSWORD: Sign(Shape.LOCK, "over_2", QT_TRANSLATE_NOOP("Intake", "Password needed")),
    SourceState.FAILED: Sign(Shape.WARNING, "error", QT_TRANSLATE_NOOP("Intake", "Not read")),
}
NEVER_LOOKED = Sign(Shape.RING, "muted", QT_TRANSLATE_NOOP("Intake", "Not looked at yet"))
GRADE_SIGNS = {
    Grade.OK.value: Sign(Shape.CHECK, "ok", QT_TRANSLATE_NOOP("Intake", "Read well")),
    Grade.REPAIRED.value: Sign(Shape.REPEAT, "accent", QT_TRANSLATE_NOOP("Intake", "Repaired")),
    Grade.PARTIAL.value: Sign(Shape.WARNING, "over_2", QT_TRANSLATE_NOOP("Intake", "No number")),
    Grade.UNREADABLE.value: Sign(Shape.QUESTION, "error", QT_TRANSLATE_NOOP("Intake", "Unreadable")),
}
NOT_READ = Sign(Shape.CROSS, "error", QT_TRANSLATE_NOOP("Intake", "Could not be read"))
ABOUT_OURS = {
    Result.BOUNCED.value: Sign(Shape.WARNING, "over_2", QT_TRANSLATE_NOOP("Intake", "An email came back")),
    Result.STOP.value: Sign(Shape.MAIL, "muted", QT_TRANSLATE_NOOP("Intake", "Wants no more emails")),
}
"""Mails without an enquiry that tell something of the emails that left here."""
RESULTS = {
    Result.NEW.value: QT_TRANSLATE_NOOP("Intake", "new lead"),
    Result.AGAIN.value: QT_TRANSLATE_NOOP("Intake", "enquired again"),
    Result.HERE.value: QT_TRANSLATE_NOOP("Intake", "already here"),
    Result.FAULT.value: QT_TRANSLATE_NOOP("Intake", "no lead"),
    Result.BOUNCED.value: QT_TRANSLATE_NOOP("Intake", "an email came back"),
    Result.STOP.value: QT_TRANSLATE_NOOP("Intake", "wants no more emails"),
}


def source_name(kind: SourceKind, name: str) -> str:
    """A source as a person calls it: "Mailbox Leads", "Folder leads"; a folder by the last of its path."""
    if kind is SourceKind.MAILBOX:
        return translate("Intake", "Mailbox {name}").format(name=name)
    return translate("Intake", "Folder {name}").format(name=PurePath(name).name or name)


def state_sign(status: SourceStatus | None) -> Sign:
    """Shape and word of how a source stands; None: nothing was heard of it."""
    return _told(STATE_SIGNS[status.state] if status is not None else NEVER_LOOKED)


def source_line(status: SourceStatus | None, now: datetime, zone: tzinfo) -> str:
    """How a source stands, on one line: "Waits for more · last read 10:39 · 12 leads since 09:00"."""
    if status is None:
        return state_sign(None).word
    state = state_sign(status).word
    if status.state in NOT_WELL:
        since = words.moment(status.since, now, zone)
        state = translate("Intake", "{state} since {at}").format(state=state, at=since)
    return words.dotted(
        state,
        _last_read(status, now, zone),
        counts(status, now, zone),
    )


def _last_read(status: SourceStatus, now: datetime, zone: tzinfo) -> str:
    if status.last_read_at is None:
        return ""
    return translate("Intake", "last read {at}").format(at=words.moment(status.last_read_at, now, zone))


def _told(sign: Sign) -> Sign:
    """The sign with its word in the window's language."""
    return replace(sign, word=translate("Intake", sign.word))


def counts(status: SourceStatus, now: datetime, zone: tzinfo) -> str:
    """What a source brought: "12 leads since 09:00, 2 to look at". What is to be looked at is the same as on
    the page: no number, unreadable, not taken in.
    """
    found = (
        translate("Intake", "{n} lead(s)", "", status.found) if status.found or status.last_read_at else ""
    )
    if found and status.counted_since is not None:
        since = words.moment(status.counted_since, now, zone)
        found = translate("Intake", "{what} since {at}").format(what=found, at=since)
    to_look_at = status.unreadable + status.failed
    return ", ".join(
        part
        for part in (found, translate("Intake", "{n} to look at", "", to_look_at) if to_look_at else "")
        if part
    )


def in_short(status: SourceStatus) -> str:
    """A source that is not well, for the status bar: "Mailbox Leads: password needed"; "" for a well one."""
    if status.state not in NOT_WELL:
        return ""
    return f"{source_name(status.kind, status.name)}: {state_sign(status).word.lower()}"


def bar_words(statuses: tuple[SourceStatus, ...]) -> str:
    """What the status bar says of all sources together; "" while they are well."""
    told = [in_short(status) for status in statuses if status.state in NOT_WELL]
    if len(told) > 1:
        more = translate("Intake", "{first}, {n} more source(s) not read", "", len(told) - 1)
        return more.format(first=told[0])
    return "".join(told)


def is_to_look_at(item: IntakeItem) -> bool:
    """Whether a person has to look at it: no number, unreadable, or not taken in at all."""
    return item.needs_a_look


def is_repaired(item: IntakeItem) -> bool:
    """Whether it was read past damage, or its columns were guessed, and came in so."""
    return item.grade == Grade.REPAIRED and item.result not in {Result.HERE, Result.FAULT}


def grade_sign(item: IntakeItem) -> Sign:
    """How well it could be read, by shape and word; of a mail about our own emails, what it tells."""
    if item.result == Result.FAULT:
        return _told(NOT_READ)
    if item.result in ABOUT_OURS:
        return _told(ABOUT_OURS[item.result])
    return _told(GRADE_SIGNS.get(item.grade, GRADE_SIGNS[Grade.OK.value]))


def item_title(item: IntakeItem) -> str:
    """Whose enquiry it is, else the file's name."""
    return (
        item.customer
        or PurePath(item.name).name
        or (translate("Intake", "Mail") if not item.name else item.name)
    )


def result_word(item: IntakeItem) -> str:
    """What it became, in a word or two."""
    return translate("Intake", RESULTS.get(item.result, item.result))


def item_line(item: IntakeItem) -> str:
    """What it became and what there is to know, on one line; a file by its name where no source is named."""
    first = item.faults[0] if item.faults else ""
    said = first
    if len(item.faults) > 1:
        said = translate("Intake", "{first} ({n} more)", "", len(item.faults) - 1).format(first=first)
    source = item.source or PurePath(item.name).name
    return words.dotted(source, result_word(item), said)


def item_sentence(item: IntakeItem, now: datetime, zone: tzinfo) -> str:
    """A row as it is spoken."""
    return ", ".join(
        part
        for part in (
            words.moment(item.at, now, zone),
            item_title(item),
            item.source,
            "" if item.result in ABOUT_OURS else result_word(item),  # its sign says the same
            grade_sign(item).word,
            *item.faults[:1],
        )
        if part
    )


def came_by(item: IntakeItem) -> str:
    """By which way it came: "by the mailbox Leads", "by the folder Downloads", "dropped on the window"."""
    where = PurePath(item.where).name or item.where
    ways: dict[str, str] = {
        Origin.MAILBOX: translate("Intake", "by the mailbox {name}").format(name=item.where),
        Origin.FOLDER: translate("Intake", "by the folder {name}").format(name=where),
        Origin.FILE: translate("Intake", "read from a file"),
        Origin.WINDOW: translate("Intake", "dropped on the window"),
        Origin.INPUT: translate("Intake", "given to the command line"),
    }
    return ways.get(item.origin, translate("Intake", "read elsewhere"))


def item_story(item: IntakeItem, now: datetime, zone: tzinfo) -> str:
    """What became of it, how and when it came, and how late the provider was."""
    came = translate("Intake", "came {at} {how}").format(
        at=words.moment(item.at, now, zone), how=came_by(item)
    )
    name = PurePath(item.name).name
    file = translate("Intake", "file {name}").format(name=name) if item.name else ""
    return words.dotted(result_word(item).capitalize(), came, file, _delay(item))


def _delay(item: IntakeItem) -> str:
    if item.arrived_at is None or item.requested_at is None or item.arrived_at < item.requested_at:
        return ""
    delay = span(item.arrived_at - item.requested_at)
    return translate("Intake", "asked {span} before it arrived").format(span=delay)


def span(length: timedelta) -> str:
    """A delay: "48 s", "6 min", "2 h 05", "3 d"."""
    seconds = int(length.total_seconds())
    return translate("Sync", "{n} s", "", seconds) if seconds < 120 else words.wait(length)


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
    count = number_words(figures.leads)
    few = translate("Intake", "{count}, few") if figures.leads < FEW else "{count}"
    delay = translate("Intake", "not known")
    if figures.median_delay is not None:
        delay = translate("Intake", "{span} (of {count})").format(
            span=span(figures.median_delay), count=number_words(figures.delayed)
        )
    return ProviderLine(
        figures.source or translate("Intake", "No source named"),
        few.format(count=count),
        delay,
        share(figures.without_phone, figures.leads),
        share(figures.damaged, figures.leads),
    )
