"""What a backup adds to the log that is saved: only of the same log, and nothing of the desk's own state."""

from collections.abc import Iterable
from pathlib import Path

from bdc_desk.storage.guards_log import SHARED
from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.migrations import KNOWN
from bdc_desk.storage.salvage_chain import Chain, by_chain, noted_of
from bdc_desk.storage.salvage_reading import Columns, Table, rows_of, version_of
from bdc_desk.storage.salvage_rows import LOG, Kept, Known, is_off, is_theirs

ADDRESS = ("shared address",)
"""The key of the one setting that a backup gives back: without it a desk in a team finds nobody."""


def fill(kept: Kept, backup: Path, known: Known) -> None:
    """What this backup has of the same log and the rows so far have not."""
    theirs = _desk_of(backup)
    if theirs is None:
        return
    if kept.desk is None:
        kept.fill("this_desk", (theirs["only"],), theirs)
    desk = kept.desk or theirs
    if theirs["dealership"] != desk["dealership"]:
        return
    rows = {table: rows_of(backup, table) for table in LOG}
    is_whole = _fill_chains(kept, rows, desk, known.heads, known.limits.get(backup))
    _fill_entries(kept, rows, may_wait=is_whole and desk["sealer"] == SHARED)
    _fill_texts(kept, rows)
    for key in rows["replaced"].keys() - kept.rows["replaced"].keys() if is_whole else ():
        kept.fill("replaced", key, rows["replaced"][key])
    if desk["sealer"] == SHARED and ADDRESS not in kept.rows["setting"]:
        address = rows_of(backup, "setting").get(ADDRESS)
        if address is not None:
            kept.fill("setting", ADDRESS, address)


def _desk_of(backup: Path) -> Columns | None:
    """Whose log the backup is; None where this program cannot tell."""
    if version_of(backup) not in KNOWN:
        return None
    rows = [{"sealer": "desk", **row} for row in rows_of(backup, "this_desk").values()]  # older: no team
    return next((row for row in rows if not is_off("this_desk", row)), None)


def _fill_texts(kept: Kept, rows: dict[str, Table]) -> None:
    """Details of entries that are kept, and originals; who was erased is left out later."""
    entries, details = kept.rows["entry"], kept.rows["detail"]
    for key, row in rows["detail"].items():
        entry, mine = entries.get(key), details.get(key)
        if entry and not (mine and is_theirs(entry, mine)) and is_theirs(entry, row):
            kept.fill("detail", key, row)
    for key in rows["archive"].keys() - kept.rows["archive"].keys():
        if not is_off("archive", rows["archive"][key]):
            kept.fill("archive", key, rows["archive"][key])


def _fill_chains(
    kept: Kept, rows: dict[str, Table], desk: Columns, heads: Iterable[NotedHead], limit: int | None
) -> bool:
    """Seals of the same chain; whether all of the backup's are. Alone there is one chain, in a team it may
    have been continued.
    """
    contents = {
        row["id"]: row["content"] for table in (rows["entry"], kept.rows["entry"]) for row in table.values()
    }
    mine, is_whole = by_chain(kept.rows["seal"]), True
    for name, seals in by_chain(rows["seal"]).items():
        if name != desk["chain"] and desk["sealer"] != SHARED:
            is_whole = False
            kept.others |= {(name, no, seal["hash"]) for no, seal in seals.items()}
            continue
        chain = Chain(mine.get(name, {}), contents, noted_of(name, heads))
        agreed = chain.agreed(seals, limit)
        for no, seal in chain.take(seals, agreed).items():
            kept.fill("seal", (name, no), seal)
        kept.others |= {(name, no, seal["hash"]) for no, seal in seals.items() if no > agreed}
        is_whole &= agreed >= max(seals)
    return is_whole


def _fill_entries(kept: Kept, rows: dict[str, Table], *, may_wait: bool) -> None:
    """Entries that a seal names which is kept, and in a team those that had none yet in the backup."""
    sealed = {row["entry"] for row in kept.rows["seal"].values()}
    had_seal = {row["entry"] for row in rows["seal"].values()}
    for key, row in rows["entry"].items():
        is_wanted = key[0] in sealed or (may_wait and key[0] not in had_seal)
        if is_wanted and key not in kept.rows["entry"] and not is_off("entry", row):
            kept.fill("entry", key, row)
