"""What belongs together of the rows that were saved: the rest is left out, what is missing is named, and
nobody who was erased comes back.
"""

import json
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress

from bdc_desk.cadence.entry import STANDS
from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.guards_log import SHARED
from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.salvage_chain import Chain, by_chain, noted_of
from bdc_desk.storage.salvage_reading import Columns, Key, Table
from bdc_desk.storage.salvage_rows import LOG, Kept, Known, Salvaged, is_theirs

CONCLUDED = ("lists", "projected")
"""Settings that say which lists are concluded: none are, in the new file."""
_MAIL_DRAFT = "mail draft "


def settle(kept: Kept, found: Salvaged, known: Known) -> None:
    """Leave out what hangs in the air and who was erased, and see what is missing."""
    rows, desk = kept.rows, kept.desk
    if desk is None:
        raise SurroundingsFault(
            "Neither this file nor a backup can be read far enough to say whose log it is. "
            "Restore another backup, or ask whoever keeps copies of this computer."
        )
    erased, doubtful = _erased(kept, desk, known.erased)
    waits = _waiting_again(kept, desk)
    _settle_log(kept, desk, found, known.heads)
    entries = rows["entry"]
    _keep(
        rows["detail"],
        lambda key, row: (
            key in entries
            and entries[key]["lead"] not in erased
            and not (key in kept.filled["detail"] and entries[key]["lead"] in doubtful)
            and is_theirs(entries[key], row)
        ),
    )
    _settle_originals(kept, erased, doubtful)
    _keep(rows["outbox"], lambda key, _row: key in entries)
    rows["outbox"] |= {key: row for key, row in waits.items() if key in entries and key not in rows["outbox"]}
    _settle_state(rows, erased)
    found.entries, found.in_team = len(entries), desk["sealer"] == SHARED
    found.from_backups = {
        table: len(kept.filled[table] & rows[table].keys())
        for table in LOG
        if kept.filled[table] & rows[table].keys()
    }


def _erased(kept: Kept, desk: Columns, noted: Collection[str]) -> tuple[set[str], set[str]]:
    """The leads whose erasure stands, and those with one of which nothing is known: it may stand, so no
    backup gives anything back of them.
    """
    verdicts = {
        row["entry"]: row["verdict"] for row in kept.rows["seal"].values() if row["chain"] == desk["chain"]
    }
    erased, doubtful = set(noted), set(noted)
    for key, row in kept.rows["entry"].items():
        if row["kind"] != Kind.ERASED:
            continue
        verdict = verdicts.get(key[0], STANDS if desk["sealer"] != SHARED else None)  # alone all stands
        if verdict == STANDS:
            erased.add(row["lead"])
        elif verdict is None:
            doubtful.add(row["lead"])
    return erased, doubtful | erased


def _waiting_again(kept: Kept, desk: Columns) -> Table:
    """What this desk wrote in its team and has no seal anywhere waits, also where the page that said so is
    gone: the shared database knows what it has already.
    """
    if desk["sealer"] != SHARED:
        return {}
    seals = kept.rows["seal"].values()
    sealed = {row["entry"] for row in seals}
    offsets = [row["utc_offset"] for row in sorted(seals, key=lambda one: one["no"])]
    return {
        key: {"entry": key[0], "utc_offset": offsets[-1] if offsets else 0}
        for key, row in kept.rows["entry"].items()
        if row["desk"] == desk["desk"] and key[0] not in sealed and key not in kept.filled["entry"]
    }


def _settle_log(kept: Kept, desk: Columns, found: Salvaged, heads: Iterable[NotedHead]) -> None:
    """Entries and seals that belong together."""
    rows, name = kept.rows, desk["chain"]
    entries, seals = rows["entry"], rows["seal"]
    sealed = {row["entry"] for row in seals.values()}
    moved = rows["replaced"].keys()  # a backup may be from before an arrival gave way to a colleague's
    _keep(entries, lambda key, row: key[0] in sealed or (row["desk"], row["desk_seq"]) not in moved)
    mine, noted = by_chain(seals).get(name, {}), noted_of(name, heads)
    contents = {row["id"]: row["content"] for row in entries.values()}
    found.broken = Chain(mine, contents).broken()
    numbers = range(1, max((*mine, *noted), default=0) + 1)
    found.missing = tuple(no for no in numbers if no not in mine or (mine[no]["entry"],) not in entries)
    first_hole = found.missing[0] if found.missing and desk["sealer"] == SHARED else None
    # In a team the shared database has them all: it is asked again from the first hole on.
    _keep(
        seals,
        lambda key, row: (
            (row["entry"],) in entries and (first_hole is None or key[0] != name or key[1] < first_hole)
        ),
    )
    found.left_out = len(kept.others - {(*key, row["hash"]) for key, row in seals.items()})


def _settle_originals(kept: Kept, erased: Collection[str], doubtful: Collection[str]) -> None:
    """Mails and files of those who were not erased; from backups only what the log names."""
    named: dict[str, set[str]] = {}
    leads = {key[0]: row["lead"] for key, row in kept.rows["entry"].items()}
    told = [(row["id"], row["content"]) for row in kept.rows["entry"].values()]
    told += [(row["entry"], row["content"]) for row in kept.rows["replaced"].values()]
    for entry, content in told:
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            sha = json.loads(content)["body"].get("archive")
            if isinstance(sha, str):
                named.setdefault(sha, set()).add(leads.get(entry) or "")
    _keep(
        kept.rows["archive"],
        lambda key, _row: (
            named.get(key[0], set()).isdisjoint(erased)
            and (
                key not in kept.filled["archive"] or (key[0] in named and named[key[0]].isdisjoint(doubtful))
            )
        ),
    )


def _settle_state(rows: dict[str, Table], erased: Collection[str]) -> None:
    """What the desk kept for itself, without what is about somebody who was erased."""
    of_erased = {key[0] for key, row in rows["entry"].items() if row["lead"] in erased}
    _keep(rows["note_draft"], lambda key, _row: key[0] not in erased)
    _keep(
        rows["setting"],
        lambda key, _row: (
            key[0] not in CONCLUDED
            and not (key[0].startswith(_MAIL_DRAFT) and any(lead in key[0] for lead in erased))
        ),
    )
    _keep(rows["attention"], lambda key, _row: key[0] not in of_erased)
    _keep(
        rows["delivery"],
        lambda _key, row: row.get("lead") not in erased and row.get("entry") not in of_erased,
    )


def _keep(table: Table, wanted: Callable[[Key, Columns], bool]) -> None:
    for key in [key for key, row in table.items() if not wanted(key, row)]:
        del table[key]
