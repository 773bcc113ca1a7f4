"""What a team's log has and a desk's own has not: moments as another clock measured them, refused entries,
and whatever another program may send.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from bdc_desk.cadence.kinds import Kind
from tests.helpers.verdicts import FIRST, Line

_LAST = timedelta(microseconds=1)
_OFF = (timedelta(0), _LAST, timedelta(minutes=3), FIRST.gap - _LAST, FIRST.gap, timedelta(days=1))
_REFUSED = "refused: for the test"
_FORGED: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.0, 0.5, -7200, 1 << 70, 1e300,
    "", "x", "C", "D", "yes", "no", "if confirmed", "dialogue", "unreadable", "\U0001f697",
    (), (1,), ("dialogue", 5), ("dead number",), (None, {"ref": "n1"}), ({"ref": 5, "possible": True},),
    {}, {"dialogue": True}, {"ref": "n1", "possible": True},
)  # fmt: skip
_UNREADABLE = ("\0", "n1\0", "\ud800", "\udc00\ud83d", "\ud83d\ude97\udfff", "\\\0", "\\u0000\\ud800")
"""What jsonb does not hold, beside what merely looks so."""


def in_a_team(dice: Random, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines with some moments sealed otherwise and some entries refused. The first policy and the
    first arrival stand.
    """
    return (*lines[:2], *(_resealed(dice, line) for line in lines[2:]))


def _resealed(dice: Random, line: Line) -> Line:
    if dice.random() < (0.4 if line.lead is None else 0.1):
        return replace(line, verdict=_REFUSED)
    if dice.random() < 0.5 or line.kind == Kind.CLOCK_SET_BACK:  # only a desk alone sets its clock back
        return line
    return replace(line, sealed_at=line.at + dice.choice((1, -1)) * dice.choice(_OFF))


def forged(dice: Random, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines with a field of another form, none at all, or another round, here and there."""
    return (*lines[:2], *(_forged(dice, line) for line in lines[2:]))


def _forged(dice: Random, line: Line) -> Line:
    if line.kind in {Kind.POLICY_USED, Kind.CLOCK_SET_BACK} or dice.random() < 0.7:
        return line
    if line.kind != Kind.ARRIVAL and dice.random() < 0.2:
        return replace(line, round=dice.randrange(5))
    return replace(line, body=_changed(dice, line.body))


def _changed(dice: Random, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """One field changed, or left out, or one of an element of a list."""
    if not body:
        return {"text": dice.choice(_UNREADABLE)}
    name = dice.choice(list(body))
    value = body[name]
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict) and dice.random() < 0.5:
        return {**body, name: [_changed(dice, value[0]), *value[1:]]}
    if dice.random() < 0.1:
        return {key: value for key, value in body.items() if key != name}
    if name not in {"number", "ref"} and dice.random() < 0.2:  # these two are compared with each other
        return {**body, name: dice.choice(_UNREADABLE)}
    return {**body, name: dice.choice(_FORGED)}
