"""What arrived, opened: the texts in which a lead may stand, and what the envelope says."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.intake.charset import Text, decoded


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail or a bare file. `texts` are in the order to look; `readable` is what a person would read.

    `key` names it once and for all; `arrived_at` is aware UTC, None where only the moment of import is known;
    `faults` are sentences. `noun` is "mail" or "file". The sender and the subject are empty for a file.
    """

    noun: str
    key: str
    texts: tuple[Text, ...]
    readable: str
    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    arrived_at: datetime | None = None
    faults: tuple[str, ...] = ()


def digest_key(data: bytes) -> str:
    """The key of what has no Message-ID: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def bare_file(data: bytes, key: str) -> Letter:
    """`data` as a file that holds nothing but text."""
    text = decoded(data)
    return Letter("file", key, (text,), text.value)
