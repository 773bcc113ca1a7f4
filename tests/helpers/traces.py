"""Looks for a person in the bytes of files: in whatever way a text may lie there."""

import base64
import json
import quopri
from collections.abc import Iterable, Iterator
from pathlib import Path

BLOCK = 3
"""Bytes that base64 writes as four letters: a text may begin at any of three places."""


def traces(
    folder: Path, words: Iterable[str], numbers: Iterable[str] = (), but: str = "backups"
) -> list[str]:
    """Where and how something of the person is found in the files under `folder`, without the folder `but`;
    empty where nothing is left. `numbers`: national digits without the leading 0.
    """
    needles = {needle: word for word in words for needle in set(_forms(word))}
    needles |= {needle: number for number in numbers for needle in set(_number_forms(number))}
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or but in path.relative_to(folder).parts:
            continue
        content = path.read_bytes()
        small = content.lower()
        found += [
            f"{path.name}: {word!r} as {needle!r}"
            for needle, word in needles.items()
            if needle in content or needle.lower() in small
        ]
    return found


def _forms(word: str) -> Iterator[bytes]:
    for told in {word, word.casefold(), word.upper(), word.replace(" ", "\n")}:
        yield told.encode()
        yield told.encode("utf-16-le")
        yield told.encode("utf-16-be")
        yield json.dumps(told)[1:-1].encode()
        yield quopri.encodestring(told.encode()).strip()
        yield from _base64(told.encode())


def _base64(told: bytes) -> Iterator[bytes]:
    """The letters that are the same whatever stands before and after."""
    for before in range(BLOCK):
        padded = b"\0" * before + told
        whole = len(padded) // BLOCK * BLOCK
        yield base64.b64encode(padded[:whole])[4 if before else 0 :]


def _number_forms(number: str) -> Iterator[bytes]:
    area, exchange, line = number[:2], number[2:6], number[6:]
    for sign in ("", " ", "-", ".", "/"):
        yield f"{area}{sign}{exchange}{sign}{line}".encode()
        yield f"{exchange}{sign}{line}".encode()
    yield from _base64(number.encode())
