"""`bdc-desk rebuild` and `bdc-desk verify`."""

import argparse
from collections.abc import Iterator

from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import counted, harmless
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.desk_status import verify_now
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.settings import Profile, profile_at
from bdc_desk.storage.heads import NotedHead, head_on_paper, heads_of


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; `verify` exits 1 where something is wrong. Raises Refused where a head that was
    given cannot be read.
    """
    with open_desk(arguments.profile) as desk:
        if arguments.command == "rebuild":
            print(f"All lists were concluded from the log anew: {rebuild(desk)} leads.")
            return 0
        return _verify(desk, profile_at(arguments.profile), arguments.head)


def _verify(desk: Desk, profile: Profile, given: list[str]) -> int:
    on_paper = [_read(text, desk) for text in given]
    faults = verify_now(desk, on_paper)
    for fault in faults:
        print(harmless(fault))
    if faults:
        print(
            f"\nThe log is not as it was written: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}."
        )
        return 1
    with desk.store.snapshot() as snapshot:
        head = snapshot.head()
    if head is None:
        print("The log is whole: it is empty.")
        return 0
    print(f"The log is whole: {head.no} entries, head {head.no}:{head.hash.hex()[:16]}.")
    for words in _of_heads(profile, on_paper):
        print(words)
    return 0


def _read(text: str, desk: Desk) -> NotedHead:
    head = head_on_paper(text, desk.clock.now())
    if head is None:
        raise Refused(
            f"{text!r} is no head of a log. Give the number and at least 12 signs of the hash as `bdc-desk "
            "verify` printed them then, such as 1234:0f3a57c9be12.",
            code="head",
        )
    return head


def _of_heads(profile: Profile, on_paper: list[NotedHead]) -> Iterator[str]:
    """What it was compared with, and what makes a rewritten log show to others."""
    heads = heads_of(profile.heads)
    gone = [head for head in heads if head.taken_back_at is not None]
    if on_paper:
        yield f"It holds what you noted elsewhere: {', '.join(f'{one.no}:{one.hash}' for one in on_paper)}."
    if gone:
        back = max(one.taken_back_at for one in gone if one.taken_back_at)
        yield (
            f"{counted(len(gone), 'head')} noted before a backup was restored (last {back:%Y-%m-%d %H:%M} "
            "UTC): explained by it."
        )
    yield f"It was compared with the heads noted in {profile.heads}; this one stands there, too."
    yield (
        "Keep a copy of that file elsewhere (mail it to yourself, print it): whoever rewrites the log can "
        "rewrite the file,\nbut not your copy. `bdc-desk verify --head NO:HASH` compares with it."
    )
