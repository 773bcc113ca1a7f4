"""An error with its trace, made fit for the log and for somebody who helps: where it happened in full, what
the error says without what may be a customer's.

No values of variables stand in it. What Python quotes in its message may be one (`KeyError: 'Nina Petrova'`),
so quoted words go, but for those that stand in the code that was running.
"""

import hashlib
import re
import traceback
from types import TracebackType
from typing import Final

from bdc_desk.errors import BdcDeskError
from bdc_desk.log.masking import WORDS, mask, one_record

DEEPEST: Final = 20
"""Errors shown of a chain, each raised while the one before was handled."""
SAID: Final = 2_000
"""Characters of one error's own message."""

_OF_CODE: Final = (AttributeError, NameError, ImportError, TypeError, AssertionError)
"""Errors whose messages quote names of the program."""
_QUOTED: Final = re.compile(
    r"""(?<!\w)b?'(?P<one>(?:[^'\\]|\\.|'(?=\w))*)(?:'|\Z)|b?"(?P<two>(?:[^"\\]|\\.)*)(?:"|\Z)"""
    r"""|“(?P<three>[^”]*)(?:”|\Z)|=\((?P<row>[^)]*)(?:\)|\Z)""",
    re.DOTALL,
)
"""Words in quotes, and the values of a row as a database names them: `Key (name)=(Nina Petrova)`."""
MOST_NAMES: Final = 5_000
"""Names of the code that are looked at."""

BEFORE: Final = "The above exception was the direct cause of the following exception:"
MEANWHILE: Final = "During handling of the above exception, another exception occurred:"


def masked_trace(fault: BaseException) -> str:
    """The trace of `fault` and of what led to it, oldest first, without anybody's numbers, addresses,
    passwords and quoted words. Never raises.
    """
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = fault
    while one is not None and id(one) not in seen and len(seen) < DEEPEST:
        seen.add(id(one))
        parts.append(_one(one))
        cause, context = one.__cause__, one.__context__
        if cause is not None:
            parts.append(BEFORE)
        elif context is not None and not one.__suppress_context__:
            parts.append(MEANWHILE)
        one = cause if cause is not None else None if one.__suppress_context__ else context
    if parts[-1] in {BEFORE, MEANWHILE}:
        parts.pop()
    return "\n\n".join(reversed(parts))


def trace_key(fault: BaseException) -> str:
    """The same for two faults of one kind at one place: kind and places, whatever they say."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)]
    told = "\n".join([type(fault).__qualname__, *places])
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _one(fault: BaseException) -> str:
    lines = ["Traceback (most recent call last):\n", *traceback.format_tb(fault.__traceback__)]
    trace = "".join(lines) if fault.__traceback__ is not None else ""
    told = one_record(said_of(fault))
    kind = type(fault).__qualname__
    return f"{trace}{kind}: {told}" if told else f"{trace}{kind}"


def said_of(fault: BaseException) -> str:
    """What the error says of itself, masked. An error of ours is a sentence for a person and stays one."""
    try:
        told = str(fault)[:SAID]
    except Exception:  # noqa: BLE001 - an error that cannot even say what it is must not hide the first one
        return "(it does not say)"
    if not isinstance(fault, (*_OF_CODE, BdcDeskError)):
        names = _names_in(fault.__traceback__)
        told = _QUOTED.sub(lambda found: _quoted(found, names), told)
    return mask(told)


def _names_in(trace: TracebackType | None) -> frozenset[str]:
    """What the code of the trace itself says: names and literals, which are never a customer's."""
    found: set[str] = set()
    while trace is not None and len(found) < MOST_NAMES:
        code = trace.tb_frame.f_code
        found |= {*code.co_names, *code.co_varnames, *(one for one in code.co_consts if isinstance(one, str))}
        trace = trace.tb_next
    return frozenset(found)


def _quoted(found: re.Match[str], names: frozenset[str]) -> str:
    inside = next(
        part for part in (found["one"], found["two"], found["three"], found["row"]) if part is not None
    )
    if inside in names:
        return found[0]
    return f"=({WORDS})" if found["row"] is not None else WORDS
