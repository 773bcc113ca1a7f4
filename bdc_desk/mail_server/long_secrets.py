"""Secrets longer than a keyring takes at once: Windows keeps 2,560 bytes a secret, 1,280 characters."""

import hashlib

from bdc_desk.secret_store import forget_secret, keep_secret, stored_secret

PIECE = 1200
MOST_PIECES = 40
SIDES = ("a", "b")


def keep_long(account: str, secret: str) -> bool:
    """Keep `secret` in pieces; False where there is no keyring that keeps it.

    The pieces go beside those that are there, and a head that names them is written last, so that one who is
    cut down in the middle leaves the old secret whole.
    """
    head = _head(account)
    side = SIDES[1] if head and head[0] == SIDES[0] else SIDES[0]
    pieces = [secret[start : start + PIECE] for start in range(0, len(secret), PIECE)]
    if len(pieces) > MOST_PIECES:
        return False
    for place, piece in enumerate(pieces):
        if not keep_secret(f"{account} {side}{place}", piece):
            return False
    if not keep_secret(account, f"{side} {len(pieces)} {_digest(secret)}"):
        return False
    if head:
        _forget_pieces(account, head)
    return True


def stored_long(account: str) -> str | None:
    """The secret, None where there is none or it is not whole."""
    head = _head(account)
    if head is None:
        return None
    side, number, digest = head
    pieces = [stored_secret(f"{account} {side}{place}") or "" for place in range(number)]
    secret = "".join(pieces)
    return secret if _digest(secret) == digest else None


def forget_long(account: str) -> None:
    """Remove it."""
    head = _head(account)
    if head:
        forget_secret(account)
        _forget_pieces(account, head)


def _head(account: str) -> tuple[str, int, str] | None:
    side, _, rest = (stored_secret(account) or "").partition(" ")
    number, _, digest = rest.partition(" ")
    known = side in SIDES and number.isdecimal() and int(number) <= MOST_PIECES
    return (side, int(number), digest) if known else None


def _forget_pieces(account: str, head: tuple[str, int, str]) -> None:
    for place in range(head[1]):
        forget_secret(f"{account} {head[0]}{place}")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:32]
