"""Takes out of a text what may be somebody's: telephone numbers, e-mail addresses, passwords. Pure.

Better one figure too many than a customer's number in a file that is mailed to a stranger: any seven digits
that stand as telephone numbers are written go, but for moments, network addresses and ids of the log. Every
pattern is a single scan forward (a hostile text must not make the log the slowest part of the program).
"""

import re
from typing import Final

NUMBER: Final = "[number]"
ADDRESS: Final = "[address]"
SECRET: Final = "[secret]"  # noqa: S105 - what stands where one was
WORDS: Final = "[text]"

LONGEST: Final = 20_000
"""Characters kept of one text: a mail of megabytes in a message must not push all else out of the files."""

_LOGIN: Final = re.compile(r"(?<=://)[^\s/?#]{1,500}@")
"""Name and password in a URL."""

_NAMED: Final = re.compile(
    r"""(?P<name>(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|authorization|pin)\w{0,20}['"]?"""
    r"""\s{0,3}[=:]\s{0,3})(?P<value>(?:(?:Bearer|Basic)\s)?(?:b?'(?:[^'\\]|\\.){0,2000}'"""
    r"""|b?"(?:[^"\\]|\\.){0,2000}"|[^\s,;&)\]}'"]{1,2000}))""",
    re.IGNORECASE,
)
"""`password=...` as connection strings, headers and values of Python write it."""

_PART: Final = r"[^\s<>()\[\],;:\"'=@/\\?&]"
_MAIL: Final = re.compile(
    rf"(?:\"[^\"\n]{{1,200}}\"|(?<!{_PART}){_PART}+)(?:@|%40)(?:\[[^\]\s]{{1,100}}\]|{_PART}+)", re.IGNORECASE
)
"""It begins only where nothing of it stands before, so a long word is looked through once."""

_BETWEEN: Final = (
    r"(?:[ \t().,/\-\u00a0\u00ad\u2007-\u2015\u202f\u2060\u2212\u200b-\u200f\u202a-\u202e\u2066-\u2069"
    r"\ufeff·_]|\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|t)|%20|%2D|&nbsp;)"
)
"""What stands between the digits of a number, also as Python's codes and as a link write it."""

_FIGURES: Final = re.compile(
    r"(?P<kept>"
    # an id of the log, a place in memory, a digest, a moment, a computer on the network
    r"(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f-])"
    r"|(?<![0-9a-z])0x[0-9a-f]{1,16}(?![0-9a-z])"
    r"|(?<![0-9a-z])(?=[0-9]{0,60}[a-f])(?=[a-f]{0,60}[0-9])[0-9a-f]{32,64}(?![0-9a-z])"
    r"|(?<![\d+(.-])(?:19|20)\d\d-[01]\d-[0-3]\d"
    r"(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,6})?)?)?(?![\d-])"
    r"|(?<![\d+(.-])(?:[1-9]\d{0,2}|0)(?:\.(?:[1-9]\d{0,2}|0)){3}(?![\d.-])"
    r")"
    r"|\+?\(?(?P<number>\d(?:" + _BETWEEN + r"{0,4}\d){6,60})",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """`text` without numbers, addresses and passwords, at most LONGEST characters of it. Never raises."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]} ... [{len(text) - LONGEST} more]"
    cut = _LOGIN.sub(f"{SECRET}@", cut)
    cut = _NAMED.sub(lambda found: f"{found['name']}{SECRET}", cut)
    cut = _MAIL.sub(ADDRESS, cut)
    return _FIGURES.sub(lambda found: found["kept"] or NUMBER, cut)


def one_record(text: str) -> str:
    """`text` so that it cannot pass for another record of the log: further lines are set in, and what steers
    a terminal stands as its code.
    """
    plain = text.replace("\r\n", "\n").replace("\n", "\n    ")
    return "".join(sign if _is_plain(sign) else _code(sign) for sign in plain)


def _is_plain(sign: str) -> bool:
    return sign in "\n\t" or sign.isprintable()


def _code(sign: str) -> str:
    return sign.encode("unicode_escape", "backslashreplace").decode("ascii")
