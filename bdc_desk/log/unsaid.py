"""Takes secrets that are known out of what somebody else said: servers repeat what they were sent, and that
is told to a person, copied and mailed.
"""

from base64 import b64encode
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, quote_plus

from bdc_desk.log.masking import SECRET

SHORTEST: Final = 4
"""Letters of a secret that is looked for: a shorter one would stand in any text."""


def without(text: str, *secrets: str) -> str:
    """`text` with none of the secrets, as they are or as the wire has them (base64, a URL, quoted). Pure."""
    for form in sorted(_forms(secrets), key=len, reverse=True):
        text = text.replace(form, SECRET)
    return text


def _forms(secrets: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for secret in secrets:
        if len(secret) < SHORTEST:
            continue
        wired = secret.encode("utf-8", "replace")
        coded = b64encode(wired).decode()
        found |= {secret, coded, coded.rstrip("="), quote(wired, safe=""), quote_plus(wired)}
        found |= {secret.replace("\\", "\\\\").replace('"', '\\"'), ascii(secret)[1:-1], repr(wired)[2:-1]}
    return found
