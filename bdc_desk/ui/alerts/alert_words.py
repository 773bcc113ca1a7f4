"""What an alert says, shows and sounds like. No widgets."""

from collections import Counter
from collections.abc import Iterable
from textwrap import shorten
from typing import Literal

from bdc_desk.cadence.alerts import AlertKind
from bdc_desk.cadence.queue import Badge
from bdc_desk.ui import words
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

Tone = Literal["short", "double", "soft", "none"]
NEW_LEAD = "new lead"
"""Has a tone of its own, and no banner: the queue says "2 new above"."""

URGENCY = (
    AlertKind.ESCALATED,
    AlertKind.OVER_15,
    AlertKind.CALLBACK_DUE,
    AlertKind.CALLBACK_PASSED,
    AlertKind.OVER_2,
    AlertKind.CALLBACK,
)
"""Most urgent first: the sign and the tone of several alerts are those of the first."""

LONGEST_NAME = 60
"""Characters: a hostile name must not fill the window."""

BADGES = {
    AlertKind.ESCALATED: Badge.ESCALATED,
    AlertKind.OVER_15: Badge.OVER_15,
    AlertKind.CALLBACK_DUE: Badge.CALLBACK,
    AlertKind.CALLBACK_PASSED: Badge.CALLBACK,
    AlertKind.OVER_2: Badge.OVER_2,
    AlertKind.CALLBACK: Badge.CALLBACK,
}
_ONE = {
    AlertKind.ESCALATED: QT_TRANSLATE_NOOP("Alerts", "{name} is escalated and still not called"),
    AlertKind.OVER_15: QT_TRANSLATE_NOOP("Alerts", "{name} has waited over 15 minutes"),
    AlertKind.CALLBACK_DUE: QT_TRANSLATE_NOOP("Alerts", "{name} was promised a call now"),
    AlertKind.CALLBACK_PASSED: QT_TRANSLATE_NOOP("Alerts", "A promise to {name} was not kept: take it"),
    AlertKind.OVER_2: QT_TRANSLATE_NOOP("Alerts", "{name} has waited over 2 minutes"),
    AlertKind.CALLBACK: QT_TRANSLATE_NOOP("Alerts", "{name} is promised a call in a few minutes"),
}
_MANY = {
    AlertKind.ESCALATED: QT_TRANSLATE_NOOP("Alerts", "{n} lead(s) escalated"),
    AlertKind.OVER_15: QT_TRANSLATE_NOOP("Alerts", "{n} lead(s) over 15 minutes"),
    AlertKind.CALLBACK_DUE: QT_TRANSLATE_NOOP("Alerts", "{n} callback(s) due now"),
    AlertKind.CALLBACK_PASSED: QT_TRANSLATE_NOOP("Alerts", "{n} promise(s) not kept"),
    AlertKind.OVER_2: QT_TRANSLATE_NOOP("Alerts", "{n} lead(s) over 2 minutes"),
    AlertKind.CALLBACK: QT_TRANSLATE_NOOP("Alerts", "{n} callback(s) soon"),
}


def said_of_one(kind: AlertKind, name: str, promiser: str = "") -> str:
    """The sentence of a single alert. `promiser`: whose promise it is, "" where that is nobody else's."""
    named = shorten(name, LONGEST_NAME, placeholder="…") or translate("Alerts", "A lead without a name")
    if kind is AlertKind.CALLBACK_PASSED and promiser:
        by = shorten(promiser, LONGEST_NAME, placeholder="…")
        told = translate("Alerts", "A promise of {promiser}'s to {name} was not kept: take it")
        return told.format(promiser=by, name=named)
    return translate("Alerts", _ONE[kind]).format(name=named)


def said_of_many(kinds: Iterable[AlertKind]) -> str:
    """One line for several: "1 lead over 15 minutes · 3 leads over 2 minutes"."""
    counts = Counter(kinds)
    return words.dotted(
        *(translate("Alerts", _MANY[kind], "", counts[kind]) for kind in URGENCY if counts[kind])
    )


def most_urgent(kinds: Iterable[AlertKind]) -> AlertKind:
    """The kind to show first. Raises ValueError when there is none."""
    return min(kinds, key=URGENCY.index)


def by_urgency(alerts: Iterable[str]) -> list[str]:
    """The most urgent first; what is no alert of a lead's clock (a new lead) last."""
    order = [str(kind) for kind in URGENCY]
    return sorted(alerts, key=lambda alert: order.index(alert) if alert in order else len(order))
