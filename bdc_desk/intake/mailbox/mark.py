"""How far a mailbox was read: kept in the transaction of each lead, so that neither is without the other.

The last UID alone would not do. What the first look found must not be forgotten because a person opens it
meanwhile, a mail that failed is tried again while later ones go on, and what was received but not yet marked
as seen when the program ended is marked by the next.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bdc_desk.operations.intake_settings import MailboxSettings

TRIES = 3
"""How often a mail that fails is tried, in as many looks, before a person is told to read it."""


def key_of(mailbox: str) -> str:
    """The name of the setting in which a mailbox's mark is kept."""
    return f"mailbox {mailbox}"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a reader stands. `account`: whose mails, so that another login or folder under the same name
    begins anew. `uid`: all mails up to here were found; `left`: those of them still to be read; `tries`: how
    often these failed; `unseen`: received, but not known to be marked as seen on the server.

    `uidvalidity` None: everything of the last days is looked through again.
    """

    account: str
    uidvalidity: int | None = None
    uid: int = 0
    left: frozenset[int] = frozenset()
    tries: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    unseen: frozenset[int] = frozenset()

    def found(self, uids: Iterable[int]) -> "Mark":
        """With newly found mails to be read."""
        new = frozenset(uid for uid in uids if uid > self.uid)
        return replace(self, uid=max(new), left=self.left | new) if new else self

    def in_order(self) -> list[int]:
        """What is left to read: by UID, those that failed before last, so that they hold up nobody."""
        return sorted(self.left, key=lambda uid: (self.tries.get(uid, 0) > 0, uid))

    def received(self, uid: int) -> "Mark":
        """A mail was taken in; it is not marked as seen yet."""
        return replace(self.passed(uid), unseen=self.unseen | {uid})

    def seen(self, uids: Iterable[int]) -> "Mark":
        """These were marked as seen, or cannot be."""
        return replace(self, unseen=self.unseen - set(uids))

    def passed(self, uid: int) -> "Mark":
        """A mail needs no reading any more: taken in, gone, or given up."""
        tries = {one: number for one, number in self.tries.items() if one != uid}
        return replace(self, left=self.left - {uid}, tries=tries)

    def failed(self, uid: int) -> "Mark":
        """A mail could not be taken in: it is left, and one try less."""
        tries = {**self.tries, uid: self.tries.get(uid, 0) + 1}
        return replace(self, left=self.left | {uid}, tries=tries, unseen=self.unseen - {uid})

    def is_given_up(self, uid: int) -> bool:
        """Whether a mail was tried as often as it is worth."""
        return self.tries.get(uid, 0) >= TRIES

    def as_text(self) -> str:
        """The mark as it is kept."""
        return json.dumps(
            {
                "account": self.account,
                "uidvalidity": self.uidvalidity,
                "uid": self.uid,
                "left": _runs(self.left),
                "tries": {str(uid): number for uid, number in self.tries.items()},
                "unseen": _runs(self.unseen),
            }
        )


def account_of(settings: MailboxSettings) -> str:
    """Whose mails these are. Not the server's name: the same mailbox may get another."""
    return json.dumps([settings.login, settings.folder])


def read_mark(text: str | None, settings: MailboxSettings) -> Mark | None:
    """The mark that was kept; None where this login's folder was never read. One that cannot be read counts
    as a wish to look through everything again: what is here already stays as it is.
    """
    if text is None:
        return None
    account = account_of(settings)
    try:
        told = json.loads(text)
        if told["account"] != account:
            return None
        return Mark(
            account=account,
            uidvalidity=None if told["uidvalidity"] is None else int(told["uidvalidity"]),
            uid=int(told["uid"]),
            left=frozenset(_unrun(told["left"])),
            tries={int(uid): int(number) for uid, number in told["tries"].items()},
            unseen=frozenset(_unrun(told["unseen"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Mark(account)


def _runs(uids: Iterable[int]) -> str:
    """UIDs in short: "3:8,10". Thousands that follow one another are kept with every lead of a first look."""
    runs: list[list[int]] = []
    for uid in sorted(uids):
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in runs)


def _unrun(text: str) -> Iterator[int]:
    for run in text.split(",") if text else ():
        first, _, last = run.partition(":")
        yield from range(int(first), int(last or first) + 1)
