"""The lines of the sync page, as plain values. No widgets."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bdc_desk.operations.teamwork import Attention, Colleague, Presence, Waiting
from bdc_desk.ui import words
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

STATES = {
    Presence.READY: QT_TRANSLATE_NOOP("TeamStates", "ready {span}"),
    Presence.CALLING: QT_TRANSLATE_NOOP("TeamStates", "on a call {span}"),
    Presence.WRAP_UP: QT_TRANSLATE_NOOP("TeamStates", "wrapping up a call {span}"),
    Presence.BREAK: QT_TRANSLATE_NOOP("TeamStates", "on a break {span}"),
}
MOST_WAITING = 40
"""Lines of what waits: after a day without connection there are hundreds, and nobody reads them."""


def colleague_line(one: Colleague, now: datetime, zone: tzinfo) -> str:
    """Who, and what since when: "Kim Lee · on a call 2:10"."""
    if one.state is Presence.AWAY:
        return words.dotted(
            one.name, translate("TeamStates", "away since {at}").format(at=words.moment(one.since, now, zone))
        )
    return words.dotted(
        one.name, translate("TeamStates", STATES[one.state]).format(span=words.timer(now - one.since))
    )


def waiting_lines(all_: Sequence[Waiting], now: datetime, zone: tzinfo) -> list[str]:
    """What waits, the latest first: "10:02 · Jon Petersen · No answer"."""
    latest = list(reversed(all_))
    lines = [words.dotted(words.moment(one.at, now, zone), one.name, one.what) for one in latest]
    more = len(lines) - MOST_WAITING
    return lines if more <= 0 else [*lines[:MOST_WAITING], translate("Pair", "and {n} earlier", "", more)]


def attention_words(one: Attention, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """What needs the person, and why."""
    return words.dotted(one.name, one.what, words.moment(one.at, now, zone)), one.why
