"""What an alert says, shows and sounds like. No Qt."""

from collections import Counter
from collections.abc import Iterable
from textwrap import shorten
from typing import Literal

from bdc_desk.cadence.alerts import AlertKind
from bdc_desk.cadence.queue import Badge
from bdc_desk.ui import words

Tone = Literal["short", "double"]

URGENCY = (
    AlertKind.ESCALATED,
    AlertKind.OVER_15,
    AlertKind.CALLBACK_DUE,
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
    AlertKind.OVER_2: Badge.OVER_2,
    AlertKind.CALLBACK: Badge.CALLBACK,
}
TONES: dict[AlertKind, Tone] = {
    AlertKind.ESCALATED: "double",
    AlertKind.OVER_15: "double",
    AlertKind.CALLBACK_DUE: "short",
    AlertKind.OVER_2: "short",
    AlertKind.CALLBACK: "short",
}
_ONE = {
    AlertKind.ESCALATED: "{name} is escalated and still not called",
    AlertKind.OVER_15: "{name} has waited over 15 minutes",
    AlertKind.CALLBACK_DUE: "{name} was promised a call now",
    AlertKind.OVER_2: "{name} has waited over 2 minutes",
    AlertKind.CALLBACK: "{name} is promised a call in a few minutes",
}
_MANY = {
    AlertKind.ESCALATED: ("lead escalated", "leads escalated"),
    AlertKind.OVER_15: ("lead over 15 minutes", "leads over 15 minutes"),
    AlertKind.CALLBACK_DUE: ("callback due now", "callbacks due now"),
    AlertKind.OVER_2: ("lead over 2 minutes", "leads over 2 minutes"),
    AlertKind.CALLBACK: ("callback soon", "callbacks soon"),
}


def said_of_one(kind: AlertKind, name: str) -> str:
    """The sentence of a single alert."""
    return _ONE[kind].format(name=shorten(name, LONGEST_NAME, placeholder="…") or "A lead without a name")


def said_of_many(kinds: Iterable[AlertKind]) -> str:
    """One line for several: "1 lead over 15 minutes · 3 leads over 2 minutes"."""
    counts = Counter(kinds)
    return words.dotted(*(words.count(counts[kind], *_MANY[kind]) for kind in URGENCY if counts[kind]))


def most_urgent(kinds: Iterable[AlertKind]) -> AlertKind:
    """The kind to show first. Raises ValueError when there is none."""
    return min(kinds, key=URGENCY.index)
