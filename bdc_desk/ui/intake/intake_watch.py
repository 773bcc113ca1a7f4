"""Somebody is told when a mailbox or folder is not read for long while the dealership is open: no lead is to
be lost in silence.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.ui import words
from bdc_desk.ui.intake.intake_words import NOT_WELL, source_name
from bdc_desk.ui.translation import translate

TOO_LONG = timedelta(minutes=15)
"""In opening time: the second mark of a lead that may lie there (domain.md, Two clocks)."""
WELL = frozenset({SourceState.WAITING, SourceState.ELSEWHERE})

OpenBetween = Callable[[datetime, datetime], timedelta]
"""Opening time between two moments."""


class IntakeWatch:
    """Says each failing once; a source that was read again may fail anew."""

    def __init__(self) -> None:
        """Nothing fails."""
        self._since: dict[tuple[SourceKind, str], datetime] = {}
        self._told: set[tuple[SourceKind, str]] = set()

    def look(self, statuses: tuple[SourceStatus, ...], now: datetime, open_between: OpenBetween) -> str:
        """What is to be told now, a sentence; "" for nothing. Cheap enough for each second.

        A source that is being tried again counts as failing until it was read: trying is no success.
        """
        named = {(status.kind, status.name): status for status in statuses}
        for gone in self._since.keys() - named.keys():
            self._forget(gone)
        due = []
        for key, status in named.items():
            if status.state in WELL:
                self._forget(key)
            elif status.state in NOT_WELL:
                self._since.setdefault(key, status.since)
            since = self._since.get(key)
            if since is not None and key not in self._told and open_between(since, now) >= TOO_LONG:
                self._told.add(key)
                due.append(status)
        return self._said(due)

    def _forget(self, key: tuple[SourceKind, str]) -> None:
        self._since.pop(key, None)
        self._told.discard(key)

    def _said(self, due: list[SourceStatus]) -> str:
        if not due:
            return ""
        names = [source_name(one.kind, one.name) for one in due[:2]]
        span = words.age(TOO_LONG)
        if len(due) == 1:
            told = translate("Intake", "{name} has not been read for {span} of opening time.")
            return f"{told.format(name=names[0], span=span)} {due[0].why}".strip()
        told = translate("Intake", "{one} and {other} have not been read for {span} of opening time.")
        if len(due) > 2:
            told = translate(
                "Intake",
                "{one} and {other} and {n} more source(s) have not been read for {span} of opening time.",
                "",
                len(due) - 2,
            )
        return told.format(one=names[0], other=names[1], span=span)
