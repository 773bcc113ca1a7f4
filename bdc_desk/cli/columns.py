"""What the columns of the tables in an import mean: as kept, as given in a file, as a person says, or by
their names.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from bdc_desk.cli.table import harmless, table
from bdc_desk.errors import Refused
from bdc_desk.intake.plain_text import encodable
from bdc_desk.intake.reader import BYTE_LIMIT
from bdc_desk.intake.table_files import table_of
from bdc_desk.intake.tables.mapping import MEANINGS, certain, header_key, in_words, propose
from bdc_desk.intake.tables.table import Table

ENDINGS = (".csv", ".tsv", ".tab", ".txt")
"""Files that may be tables; whatever else is one is read by its columns' names."""
HEADS = ("", "column", "means", "first value")
LIMITS = {"column": 30, "means": 36, "first value": 36}
LACKING = "These columns name nobody, or nothing to reach them by: say which is the name, which the number."
NOT_CERTAIN = (
    "what its columns mean is not certain, so it comes in as one flagged lead. Call it in a terminal, or "
    "give --columns FILE.json."
)

Meanings = tuple[str, ...]
Ask = Callable[[str], str]


@dataclass
class Known:
    """What was settled before the import. `tables`: the meanings by the digest of the header; `new`: those of
    them that are to be kept; `left_out`: files that the person does not want.
    """

    tables: dict[str, Meanings]
    new: dict[str, Meanings] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def keep(self, key: str, columns: Meanings) -> None:
        """Read such tables so, now and later."""
        self.tables[key] = self.new[key] = columns


def settle(
    names: Iterable[str],
    kept: Mapping[str, Meanings],
    *,
    now: datetime,
    given: Mapping[str, str] | None = None,
    ask: Ask | None = None,
    agreed: bool = False,
) -> Known:
    """Settle what the columns of every table among the files `names` mean.

    `given`: meanings by the columns' names, which come first. `ask` puts a question to the person; None:
    nobody is there, or (`agreed`) whoever is agrees to what is certain. What was concluded is said on stderr.
    """
    known, done = Known(dict(kept)), set[str]()
    unused = given is not None
    for name, found in _tables(names, now):
        key = header_key(found.header)
        stated = meant_by(found.header, given or {})
        if stated is not None:
            unused = False
            known.keep(key, stated)
            continue
        if key in known.tables or key in done:
            continue
        columns = propose(found)
        if ask is not None and not agreed:
            answer = _asked(name, found, columns, ask)
            if answer is None:
                known.left_out.add(name)
            else:
                known.keep(key, answer)
            continue
        done.add(key)
        said = f"its columns are read by their names: {in_words(found.header, columns)}."
        _say(name, said if certain(columns) else NOT_CERTAIN)
        if agreed and certain(columns):
            known.keep(key, columns)
    if unused:
        _say("--columns", "no table here has these columns.")
    return known


def _tables(names: Iterable[str], now: datetime) -> Iterator[tuple[str, Table]]:
    """The files that are tables, by the names that the import shows."""
    for name in names:
        if not name.lower().endswith(ENDINGS):
            continue
        try:
            with open(name, "rb") as file:  # noqa: PTH123  Path would change the name
                data = file.read(BYTE_LIMIT)
        except (OSError, ValueError):
            continue  # the import tells of it
        found = table_of(data, now=now)
        if found is not None:
            yield encodable(name), found


def read_mapping(path: str) -> dict[str, str]:
    """The file of --columns: {"Telefoon": "phone", ...}; a meaning by its key or in words. Raises Refused."""
    form = 'It is JSON like {"Naam": "full", "Telefoon": "phone"}.'
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise Refused(f"The file of columns {path} cannot be read: {why}. {form}") from fault
    if not isinstance(told, dict) or not told:
        raise Refused(f"The file of columns {path} has another form. {form}")
    found = {}
    for column, words in told.items():
        meaning = meaning_of(words) if isinstance(words, str) else None
        if meaning is None:
            raise Refused(
                f"The column {column!r} cannot mean {words!r}. Meanings: "
                f"{', '.join(one or '(empty)' for one in MEANINGS)}."
            )
        found[_plain(column)] = meaning
    return found


def meaning_of(words: str) -> str | None:
    """The meaning with this key, or in these words; None for none."""
    told = words.strip().casefold()
    return next((key for key, meant in MEANINGS.items() if told in {key.casefold(), meant.casefold()}), None)


def meant_by(header: Iterable[str], given: Mapping[str, str]) -> Meanings | None:
    """The meanings of a header's columns, where `given` names all it can of it: each name that it gives is
    there. None where it is of another table.
    """
    plain = [_plain(column) for column in header]
    if not given or not given.keys() <= set(plain):
        return None
    return tuple(given.get(column, "") for column in plain)


def _plain(column: str) -> str:
    return " ".join(column.split()).casefold()


def _say(name: str, words: str) -> None:
    print(harmless(f"{name}: {words}"), file=sys.stderr)


# Asking a person.


def _asked(name: str, found: Table, columns: Meanings, ask: Ask) -> Meanings | None:
    """What the person says the columns mean; None: this file is not wanted."""
    rows = len(found.rows)
    print(harmless(f"{name} is a table of {rows:,} {'row' if rows == 1 else 'rows'}, of a kind new here."))
    while True:
        print(f"Its columns would mean:\n\n{_shown(found, columns)}\n")
        answer = ask("Import so? [y]es, [c]hange a column, [n]o: ").strip().lower()[:1]
        if answer == "n":
            _say(name, "not imported.")
            return None
        if answer == "c":
            columns = _changed(found, columns, ask)
        elif answer == "y" and certain(columns):
            return columns
        elif answer == "y":
            print(LACKING)


def _shown(found: Table, columns: Meanings) -> str:
    """Number, header, meaning and first value of each column."""
    rows = [
        (str(number), column, MEANINGS[meaning], _first_value(found, number - 1))
        for number, (column, meaning) in enumerate(zip(found.header, columns, strict=True), 1)
    ]
    return table(HEADS, rows, LIMITS)


def _first_value(found: Table, place: int) -> str:
    values = (cells[place].strip() for _, cells in found.rows if place < len(cells))
    return next((value for value in values if value), "")


def _changed(found: Table, columns: Meanings, ask: Ask) -> Meanings:
    """The columns with another meaning of one of them."""
    answer = ask(f"Which column (1-{len(columns)})? ").strip()
    if not answer.isdecimal() or not 1 <= int(answer) <= len(columns):
        print("There is no such column.")
        return columns
    place = int(answer) - 1
    meanings = list(MEANINGS)
    print(_listed([f"{number:>2} {MEANINGS[meaning]}" for number, meaning in enumerate(meanings, 1)]))
    words = ask(harmless(f"{found.header[place]} means (number or word): ")).strip()
    chosen = meanings[int(words) - 1] if _is_number(words, len(meanings)) else meaning_of(words)
    if chosen is None or (chosen == "" and not words):
        print("There is no such meaning; nothing was changed.")
        return columns
    return (*columns[:place], chosen, *columns[place + 1 :])


def _listed(words: Sequence[str]) -> str:
    """The words in three columns, to be read down."""
    rows = -(-len(words) // 3)
    columns = [words[start : start + rows] for start in range(0, len(words), rows)]
    wide = max(map(len, words)) + 2
    lines = zip_longest(*columns, fillvalue="")
    return "\n".join("".join(word.ljust(wide) for word in line).rstrip() for line in lines)


def _is_number(words: str, most: int) -> bool:
    return words.isdecimal() and 1 <= int(words) <= most
