"""The rows of a table to lead drafts, each once: exports of Facebook, HubSpot and the portals (adf.md, CSV).

A row is known by what it says, not by its place: the same row in a later export is the same lead.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from bdc_desk.intake.findings import Findings
from bdc_desk.intake.labelled.enquiry import draft_of
from bdc_desk.intake.labelled.labels import meaning_of, normal
from bdc_desk.intake.labelled.said import Said
from bdc_desk.intake.labelled.text import read_labelled
from bdc_desk.intake.plain_text import line_of, lines_of
from bdc_desk.intake.reading import Place, Reading
from bdc_desk.intake.tables.cells import plain_cell
from bdc_desk.intake.tables.mapping import MEANINGS, certain, header_key, in_words, propose
from bdc_desk.intake.tables.table import Table, table_in
from bdc_desk.operations.draft import Grade, LeadDraft

ROW_KEY: Final = "row:"
"""What the key of a row's draft begins with; the mail or file that brought the row does not change it."""
COLUMNS_UNKNOWN: Final = "Its columns do not say which is the name and which the phone or the e-mail address"
"""What the fault of a table begins with that waits for a person to say what its columns mean."""
_FAULTS_OF_A_ROW: Final = 10

_Rows = tuple[tuple[int, tuple[str, ...]], ...]
_FACEBOOK: Final = frozenset({"createdtime", "formid"})


def read_table(text: str, place: Place) -> Reading:
    """The leads of the rows of `text`; none, without a word, if it is no table.

    Columns that a person explained before (`place.tables`) are taken as said; else they are guessed, which is
    a repair; where no guess is safe, one draft says that a person must explain them.
    """
    table = table_in(text)
    if table is None:
        return Reading()
    columns = kept_columns_of(table, place.tables)
    if columns is not None:
        return Reading(row_drafts(table, columns, place))
    columns = propose(table)
    if certain(columns):
        guess = f"The columns were guessed from their names: {line_of(in_words(table.header, columns), 400)}"
        return Reading(row_drafts(table, columns, place, guess=guess))
    if read_labelled(text, place).drafts:
        return Reading()  # a form in columns
    fault = (
        f"{COLUMNS_UNKNOWN}, in a table of {len(table.rows):,} rows: say what they mean on the intake page"
    )
    return Reading((LeadDraft(key="", comments=lines_of(text), grade=Grade.UNREADABLE, faults=(fault,)),))


def kept_columns_of(table: Table, tables: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """What a person said before that the columns of `table` mean; None if nobody did."""
    columns = tables.get(header_key(table.header))
    is_sound = columns is not None and len(columns) == len(table.header) and set(columns) <= MEANINGS.keys()
    return columns if is_sound else None


def row_drafts(
    table: Table, columns: Sequence[str], place: Place, *, guess: str = ""
) -> tuple[LeadDraft, ...]:
    """A draft for each row that says something other than those above it, in their order, as a reader's.

    `columns`: a key of MEANINGS for each column. `guess`: how they were guessed, a repair in every draft.
    What was too much to read is a last draft that says so.
    """
    shape = _Shape(table.header, tuple(columns))
    drafts: dict[str, LeadDraft] = {}
    rows, tail = _with_tail(table.rows)
    for line, cells in rows:
        key = shape.key(cells)
        if key not in drafts:
            drafts[key] = replace(_row_draft(shape, line, cells, place, guess), key=key, line=line)
        elif len(drafts[key].faults) < _FAULTS_OF_A_ROW:
            faults = (*drafts[key].faults, f"Line {line} says the same once more")
            drafts[key] = replace(drafts[key], faults=faults)
    if tail:
        fault = f"Lines {tail[0][0]} to {tail[-1][0]} stand below the table and belong to no row: read them"
        words = lines_of("\n".join(cells[0] for _, cells in tail))
        key = f"{ROW_KEY}{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()}"
        drafts[key] = LeadDraft(key, comments=words, grade=Grade.UNREADABLE, faults=(fault,), line=tail[0][0])
    if not table.lines_left:
        return tuple(drafts.values())
    fault = f"Only {len(table.rows):,} rows were read: {table.lines_left:,} lines below them were not"
    return (*drafts.values(), LeadDraft(key="", grade=Grade.UNREADABLE, faults=(fault,)))


def _with_tail(rows: _Rows) -> tuple[_Rows, _Rows]:
    """The rows, and the lines of one cell at their end: a signature is one thing to read, not five leads."""
    end = next((at for at in range(len(rows), 0, -1) if len(rows[at - 1][1]) > 1), 0)
    return (rows[:end], rows[end:]) if len(rows) - end > 1 else (rows, ())


class _Shape:
    """A table's columns: what each is called and means, told once for all the rows."""

    def __init__(self, header: tuple[str, ...], columns: tuple[str, ...]) -> None:
        self.header, self._columns = header, columns
        known = [meaning_of(name) for name in header]
        self._names = [" ".join(name.casefold().split()) for name in header]
        self._is_state = [meaning == "state" for meaning in known]
        self._is_noise = [
            not column and meaning == "machine" for column, meaning in zip(columns, known, strict=True)
        ]
        is_facebook = {normal(name) for name in header} >= _FACEBOOK and "source" not in columns
        self._source = [Said("source", "", "Facebook")] if is_facebook else []

    def key(self, cells: Sequence[str]) -> str:
        """The key of a row: a digest of what its cells say under which header, in whatever order.

        What a customer system notes of its own (status, owner, last change) is left out: it differs from one
        export to the next, and the enquiry is the same.
        """
        pairs = [
            (name, line_of(plain_cell(cell)))
            for name, is_state, cell in zip_longest(self._names, self._is_state, cells, fillvalue="")
            if cell and not is_state
        ]
        canonical = json.dumps(sorted(pairs))
        return f"{ROW_KEY}{hashlib.sha256(canonical.encode()).hexdigest()}"

    def said(self, cells: Sequence[str]) -> list[Said]:
        """What a row says; several columns of the trade-in are one thing, numbers for machines are none."""
        columns = zip_longest(self.header, self._columns, self._is_noise, cells, fillvalue="")
        said = [
            Said(meaning, name, plain_cell(cell)) for name, meaning, is_noise, cell in columns if not is_noise
        ]
        said = [one for one in said if one.value]
        trade = [one.value for one in said if one.meaning == "trade"]
        if len(trade) > 1:
            said = [one for one in said if one.meaning != "trade"]
            said.append(Said("trade", "Trade-in", " ".join(trade)))
        return [*said, *self._source]


def _row_draft(shape: _Shape, line: int, cells: Sequence[str], place: Place, guess: str) -> LeadDraft:
    findings = Findings()
    if guess:
        findings.repair(guess)
    if any(cells[len(shape.header) :]):
        findings.repair(f"Line {line} has more cells than the header: values may stand in the wrong column")
    said = shape.said(cells)
    draft = draft_of(said, place, findings)
    is_named = bool(draft.first or draft.last or draft.full)
    if draft.emails or draft.phones or (is_named and sum(map(bool, cells)) > 1):
        return draft
    fault = f"Line {line}: the row does not say who it is about, or how to reach them: read it"
    words = lines_of("\n".join(one.in_words for one in said))
    return LeadDraft("", comments=words, grade=Grade.UNREADABLE, faults=(fault, *draft.faults))
