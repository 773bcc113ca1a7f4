"""What is typed or read, fit to be kept: whoever shows it later must not be steered by it.

The readers of leads make their texts plain themselves; this stands behind them and behind every form, so that
no way into the log is without it. What a person sees of a text stays as it is.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: a name with one would turn the words beside it."""
_KEPT: Final = frozenset("\n\t")


def plain(text: str) -> str:
    """`text` without control and turning marks, with plain line ends; half letters become "?" (neither UTF-8
    nor PostgreSQL can hold them).
    """
    if text.isprintable():  # most texts: neither a control nor a mark is printable
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return "".join(sign for sign in lines if sign in _KEPT or not _steers(sign))


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same for every text in the fields of an entry, however deep it lies."""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value that JSON has
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return plain_values(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" or sign in _TURNING
