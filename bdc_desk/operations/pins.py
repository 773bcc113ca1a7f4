"""A person's PIN for the locked window: it keeps onlookers out, nobody who can open the file (docs say so).

Kept as a salted scrypt digest in this desk's own settings; it is no entry and is no colleague's business.
"""

import hashlib
import json
import secrets

from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.store import Snapshot

SHORTEST, LONGEST = 4, 64
COST = 2**14
"""scrypt's n: about 50 ms and 16 MB a try."""


def has_pin(desk: Desk, person: str) -> bool:
    """Whether this person's PIN is asked: when the window is unlocked, and when they sit down."""
    with desk.store.snapshot() as snapshot:
        return asks_pin(snapshot, person)


def asks_pin(snapshot: Snapshot, person: str) -> bool:
    """The same within a transaction."""
    return bool(snapshot.setting(_key(person)))


def set_pin(desk: Desk, pin: str) -> None:
    """Ask the desk's person for this PIN from now on; "" asks for none. Raises Refused for a short one."""
    if pin and not SHORTEST <= len(pin) <= LONGEST:
        raise Refused(f"A PIN has {SHORTEST} to {LONGEST} letters or digits.", code="pin")
    salt = secrets.token_bytes(16)
    kept = {"salt": salt.hex(), "digest": _digest(pin, salt)} if pin else {}
    with desk.store.unit() as unit:
        unit.put_setting(_key(desk.person), json.dumps(kept) if kept else "")


def is_pin(desk: Desk, person: str, pin: str) -> bool:
    """Whether it is the person's PIN; True where none is asked. What was kept and is damaged locks nobody
    out: the file's owner could remove it as well.
    """
    with desk.store.snapshot() as snapshot:
        kept = snapshot.setting(_key(person))
    if not kept:
        return True
    try:
        told = json.loads(kept)
        salt, digest = bytes.fromhex(told["salt"]), str(told["digest"])
    except (ValueError, KeyError, TypeError):
        return True
    return secrets.compare_digest(_digest(pin, salt), digest)


def _digest(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=8, p=1).hex()


def _key(person: str) -> str:
    return f"pin {person}"
