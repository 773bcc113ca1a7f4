"""1,000 random edits by somebody with `sqlite3` in hand: `verify` names each, and the place of each."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bdc_desk.cadence.kinds import ErasingReason
from bdc_desk.errors import Refused
from bdc_desk.operations import verifying
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.rows_of_then import RowsOfThen
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Profile
from bdc_desk.storage import verify as chain
from bdc_desk.storage import verify_rows
from bdc_desk.storage.heads import heads_of, note_head
from bdc_desk.storage.verify_alone import AloneLaws
from tests.helpers.desks import Staffed, draft, staffed
from tests.helpers.forging import ForgedFile, Forgery, carry_out, insider, rows, things
from tests.helpers.forging.file import Edit
from tests.helpers.forging.insider import INSIDER
from tests.helpers.forging.rows import LOCAL
from tests.helpers.forging.things import LISTS, MADE
from tests.helpers.forging.whole import WHOLE
from tests.operations.test_histories import Life

ENTRIES = 55


class Anything:
    """Equals whatever it is compared with."""

    def __init__(self, *_: object) -> None:
        """Whatever it is made of."""

    def __eq__(self, _: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Staffed, ForgedFile]]:
    """A log of everything: a random life, mails with their originals, an erased customer, a call that does
    not count; whole by `verify`.
    """
    folder = tmp_path_factory.mktemp("forged")
    with staffed(folder) as here:
        life = Life(here, 7)
        for number in (71, 72, 73):
            raw = b"From: portal.example.test\r\n\r\n%d" % number
            receive_lead(here.ana, replace(draft(number), raw=raw))
        with here.store.snapshot() as snapshot:
            kept = snapshot._sql.rows("SELECT entry, salt, content FROM detail")
        with suppress(Refused):
            erase(here.ana, life.leads[0], Profile(folder), ErasingReason.ASKED)
        while here.count() < ENTRIES:
            life.act()
        here.clock.advance(timedelta(days=3))
        here.clock.set(here.clock.now().replace(hour=10, minute=0))
        here.call(here.lead(90), "no answer", timedelta(seconds=3))
        rebuild(here.ana)
        note_head(here.store, folder / "heads.txt", here.clock.now())
        assert verify(here.ana, heads_of(folder / "heads.txt")) == []
        with ForgedFile(here.store.path) as file:
            file.kept = {entry: (salt, details) for entry, salt, details in kept}
            yield here, file


def unnamed(
    sound: tuple[Staffed, ForgedFile], edits: tuple[Edit, ...], seed: int, count: int, *, whole: bool = False
) -> list[str]:
    """Which of `count` random edits `verify` did not name. `whole`: also judge again, and compare lists and
    heads; else only the chain.
    """
    here, file = sound
    file.dice = random.Random(seed)
    missed = []
    for _ in range(count):
        done = carry_out(file, edits)
        try:
            if not is_named(done, said_of(here, whole=whole)):
                missed.append(done.what)
        finally:
            file.put_back()
    return missed


def said_of(here: Staffed, *, whole: bool) -> list[str]:
    if whole:
        return verify(here.ana, heads_of(here.store.path.parent / "heads.txt"))
    return [str(fault) for fault in chain.verify(here.store)]


def is_named(done: Forgery, said: list[str]) -> bool:
    text = "\n".join(said)
    return any(name in text for name in done.names) if done.names else bool(said)


@pytest.mark.parametrize("seed", range(8))
def test_edits_of_rows_are_named_with_their_place(sound: tuple[Staffed, ForgedFile], seed: int) -> None:
    assert unnamed(sound, LOCAL, seed, 100) == []


def test_edits_of_guards_and_tables_are_named(sound: tuple[Staffed, ForgedFile]) -> None:
    assert unnamed(sound, MADE, 100, 80) == []


def test_edits_of_lists_are_named_with_their_lead(sound: tuple[Staffed, ForgedFile]) -> None:
    assert unnamed(sound, LISTS, 200, 40, whole=True) == []


def test_lies_with_right_hashes_are_named_by_judging_again(sound: tuple[Staffed, ForgedFile]) -> None:
    assert unnamed(sound, INSIDER, 300, 40, whole=True) == []


def test_rewrites_and_cut_tails_are_named_by_noted_heads(sound: tuple[Staffed, ForgedFile]) -> None:
    assert unnamed(sound, WHOLE, 400, 40, whole=True) == []


@pytest.mark.parametrize("statement", ["SELECT 1", "VACUUM", "REINDEX", "ANALYZE", "PRAGMA optimize"])
def test_what_changes_nothing_is_no_fault(sound: tuple[Staffed, ForgedFile], statement: str) -> None:
    here, file = sound
    with file.unguarded():
        pass
    file.run(statement)
    try:
        assert said_of(here, whole=True) == []
    finally:
        file.put_back()


def nothing(*_: object) -> tuple[()]:
    return ()


def hashes_unseen(_chain: str, _previous: bytes, row: tuple[Any, ...]) -> Iterator[str]:
    return verify_rows.entry_faults(row[7], row[8], row[9], list(row[10:]))


CHECKS: dict[str, tuple[object, str, object, tuple[Edit, ...]]] = {
    "hashes": (chain, "row_faults", hashes_unseen, (rows.content_and_columns, rows.byte_of_content)),
    "columns": (verify_rows, "_column_faults", nothing, (rows.column_of_entry,)),
    "digests": (verify_rows, "_digest", Anything, (rows.details, rows.details_exchanged)),
    "details that are gone": (chain, "_has_details", lambda _: False, (rows.details_removed,)),
    "erasing": (chain, "_erasing_faults", nothing, (rows.erased_again,)),
    "loose ends": (chain, "loose_ends", nothing, (rows.inserted, rows.left_behind)),
    "originals": (chain, "archive_faults", nothing, (rows.original,)),
    "how it is made": (chain, "made_faults", nothing, MADE),
    "laws alone": (AloneLaws, "faults", nothing, (insider.dated_back, insider.seen_too_much)),
    "judging again": (verifying, "judged_again", nothing, (insider.short_ring, insider.not_reached)),
    "lists": (verifying, "list_faults", nothing, (things.queue_row, things.lead_row)),
    "rows of then": (RowsOfThen, "explain", lambda *_: True, (things.queue_row,)),
    "seats": (verifying, "_seat_faults", nothing, (things.seat,)),
    "heads": (chain, "head_faults", nothing, WHOLE),
}
"""Each check of `verify`, what stands in its place when it is switched off, and edits that only it names."""


@pytest.mark.parametrize("check", CHECKS)
def test_a_verify_with_one_check_switched_off_misses_something(
    sound: tuple[Staffed, ForgedFile], monkeypatch: pytest.MonkeyPatch, check: str
) -> None:
    where, name, instead, edits = CHECKS[check]
    monkeypatch.setattr(where, name, instead)
    assert unnamed(sound, edits, 500, 5, whole=True)
