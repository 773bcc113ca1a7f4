"""The attempt log in words: the cells of a row, the row as a sentence, the sums at the foot."""

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from bdc_desk.operations.attempt_log import FEW, Sums
from bdc_desk.operations.views import AttemptLine
from bdc_desk.ui import words
from bdc_desk.ui.translation import translate


class Column(StrEnum):
    """The columns, in their order; their numbers are the keys that sort by them."""

    WHEN = "when"
    AGENT = "agent"
    CUSTOMER = "customer"
    NUMBER = "number"
    OUTCOME = "outcome"
    RANG = "rang"
    TALKED = "talked"
    EVIDENCE = "evidence"
    COUNTS = "counts"


COLUMNS = tuple(Column)


class Days(StrEnum):
    """Which days are shown: the dealership's."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "7 days"
    MONTH = "30 days"
    RANGE = "range"


def head(column: Column) -> str:
    """A column's head."""
    told = {
        Column.WHEN: translate("Attempts", "When"),
        Column.AGENT: translate("Attempts", "Agent"),
        Column.CUSTOMER: translate("Attempts", "Customer"),
        Column.NUMBER: translate("Attempts", "Number"),
        Column.OUTCOME: translate("Attempts", "Outcome"),
        Column.RANG: translate("Attempts", "Rang"),
        Column.TALKED: translate("Attempts", "Talked"),
        Column.EVIDENCE: translate("Attempts", "Evidence"),
        Column.COUNTS: translate("Attempts", "Counts"),
    }
    return told[column]


def days_words(days: Days) -> str:
    """A choice of days."""
    told = {
        Days.TODAY: translate("Attempts", "Today"),
        Days.YESTERDAY: translate("Attempts", "Yesterday"),
        Days.WEEK: translate("Attempts", "7 days"),
        Days.MONTH: translate("Attempts", "30 days"),
        Days.RANGE: translate("Attempts", "From ... to ..."),
    }
    return told[days]


def evidence_words(evidence: str) -> str:
    """How we know that the call took place (domain.md, Attempts)."""
    told = {
        "A": translate("Attempts", "A: the telephone system"),
        "B": translate("Attempts", "B: the softphone"),
        "C": translate("Attempts", "C: timed by the desk"),
        "D": translate("Attempts", "D: typed in afterwards"),
    }
    return told.get(evidence, evidence)


def first_and_last(days: Days, today: date) -> tuple[date, date]:
    """The first and the last day of a choice; of a range today, until others are given."""
    yesterday = today - timedelta(days=1)
    back = {
        Days.YESTERDAY: yesterday,
        Days.WEEK: today - timedelta(days=6),
        Days.MONTH: today - timedelta(days=29),
    }
    return back.get(days, today), yesterday if days is Days.YESTERDAY else today


def cell(line: AttemptLine, column: Column, now: datetime, zone: tzinfo) -> str:
    """What stands in a cell."""
    if column is Column.WHEN:
        return words.moment(line.began, now, zone)
    told = {
        Column.AGENT: line.agent,
        Column.CUSTOMER: line.name,
        Column.NUMBER: line.number,
        Column.OUTCOME: line.outcome or "–",
        Column.RANG: _seconds(line.rang),
        Column.TALKED: _seconds(line.talked),
        Column.EVIDENCE: line.evidence,
        Column.COUNTS: counts_words(line),
    }
    return told[column]


def counts_words(line: AttemptLine) -> str:
    """Whether it counts, or why not."""
    if line.counted and line.confirmed:
        return QCoreApplication.translate("Attempts", "counts: {why}").format(why=line.confirmed)
    if line.counted:
        return QCoreApplication.translate("Attempts", "counts")
    return QCoreApplication.translate("Attempts", "no: {why}").format(why=line.why)


def _seconds(span: float | None) -> str:
    return "" if not span else words.timer(timedelta(seconds=int(span)))


def sort_key(line: AttemptLine, column: Column) -> tuple[object, ...]:
    """By what a column sorts; equal ones by when they began."""
    keys: dict[Column, object] = {
        Column.WHEN: line.began,
        Column.AGENT: line.agent.casefold(),
        Column.CUSTOMER: line.name.casefold(),
        Column.NUMBER: line.number,
        Column.OUTCOME: line.outcome.casefold(),
        Column.RANG: line.rang or 0.0,
        Column.TALKED: line.talked or 0.0,
        Column.EVIDENCE: line.evidence,
        Column.COUNTS: (line.counted, line.why),
    }
    return keys[column], line.began, line.attempt


def sentence(line: AttemptLine, now: datetime, zone: tzinfo) -> str:
    """A row as it is spoken, and as it stands whole below the table."""
    spans = [
        told.format(span=_seconds(span))
        for told, span in (
            (translate("Attempts", "rang {span}"), line.rang),
            (translate("Attempts", "talked {span}"), line.talked),
        )
        if span
    ]
    return words.dotted(
        words.moment(line.began, now, zone),
        line.agent,
        line.name,
        line.number,
        line.outcome or translate("Attempts", "no outcome"),
        *spans,
        evidence_words(line.evidence),
        counts_words(line),
    )


def sums_words(sums: Sums, *, done: bool) -> str:
    """The sums: how many attempts, how many of them count, of how many leads."""
    told = words.dotted(
        translate("Attempts", "{n} attempt(s)", "", sums.attempts),
        translate("Attempts", "{count} count").format(count=f"{sums.counted:,}"),
        translate("Attempts", "{n} lead(s)", "", sums.leads),
    )
    return told if done else translate("Attempts", "{sums} · still reading ...").format(sums=told)


def few_words(sums: Sums) -> str:
    """A warning that few calls say little, or ""."""
    if not sums.attempts or not sums.few:
        return ""
    told = QCoreApplication.translate("Attempts", "Fewer than {few}: too few to judge anybody by")
    return told.format(few=FEW)
