"""Erasing a person: what goes of an erased lead in this file, and the scrubbing of what was deleted.

The entries and their chain stay: their bytes hold no person, only the digest of the details that go. A
deletion alone leaves the bytes in free pages, in the index of the search and in the write-ahead log; `scrub`
writes the file anew and empties that log.
"""

import json
import secrets
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.faults import translated
from bdc_desk.storage.log_reading import LogReading
from bdc_desk.storage.person_words import PersonWords
from bdc_desk.storage.replication import PROJECTED
from bdc_desk.storage.schema import SEARCH_INDICES
from bdc_desk.storage.search import remove_search_doc

SCRUB_WANTED = "scrub wanted"
"""The setting that says that something was deleted whose bytes are still in the file; "" for nothing."""
FORMS, LISTS = ("counter draft ",), ("text drafts ", "mails taken back ")
"""Beginnings of settings that hold what somebody typed, or names, without saying of which lead: one text
after the other, of which those go that name the customer, or a form that goes whole.
"""

SCRUBBING = (
    *(f"INSERT INTO {index} ({index}) VALUES ('rebuild')" for index in SEARCH_INDICES),
    "VACUUM",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)
"""In this order: the index keeps tokens of deleted texts, the file their pages, the write-ahead log both."""

_ERASED = "SELECT lead FROM erased_lead"
_IS_ERASED = f"SELECT 1 FROM sealed WHERE kind = '{Kind.ERASED}' AND lead = ?"
_OF_LEADS = "SELECT id FROM entry WHERE lead IN (SELECT value FROM json_each(?))"
_DETAILS = f"SELECT content FROM detail WHERE entry IN ({_OF_LEADS})"
_ORIGINALS = f"""
SELECT json_extract(content, '$.body.archive') FROM entry
WHERE kind = '{Kind.ARRIVAL}' AND lead IN (SELECT value FROM json_each(?1))
UNION SELECT json_extract(content, '$.body.archive') FROM replaced WHERE entry IN (
    SELECT id FROM entry WHERE kind = '{Kind.ARRIVAL}' AND lead IN (SELECT value FROM json_each(?1)))
"""
_OF_ORIGINALS = f"""
SELECT DISTINCT lead FROM entry WHERE kind = '{Kind.ARRIVAL}' AND json_valid(content)
    AND json_extract(content, '$.body.archive') IN (SELECT value FROM json_each(?))
"""
_FILES = """
SELECT place, name FROM delivery
WHERE lead IN (SELECT value FROM json_each(?1)) OR entry IN (
    SELECT id FROM entry WHERE lead IN (SELECT value FROM json_each(?1)))
    OR archive IN (SELECT value FROM json_each(?2))
"""
_FILES_OF_NO_LINE = """
SELECT folder, name, size FROM read_file AS f
WHERE NOT EXISTS (SELECT 1 FROM delivery AS d WHERE d.place = f.folder AND d.name = f.name)
"""
_SIZES = "SELECT length(content) FROM archive WHERE sha256 IN (SELECT value FROM json_each(?))"
_BLANK_DELIVERIES = """
UPDATE delivery SET name = '', faults = '[]', archive = NULL
WHERE lead IN (SELECT value FROM json_each(?1)) OR entry IN (
    SELECT id FROM entry WHERE lead IN (SELECT value FROM json_each(?1)))
"""
# Lines of other customers of the same file keep what was found of theirs, not the file's name.
_UNLINK = "UPDATE delivery SET name = '', archive = NULL WHERE archive IN (SELECT value FROM json_each(?))"
_OTHERS = """
SELECT 1 FROM lead_row WHERE lead NOT IN (SELECT value FROM json_each(?1))
    AND customer IN (SELECT customer FROM lead_row WHERE lead IN (SELECT value FROM json_each(?1)))
"""
_MARK = """
INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


class ErasingReading(LogReading):
    """What is known of erased leads in one transaction."""

    def erased_leads(self) -> frozenset[str]:
        """The leads whose erasure stands: nothing personal is kept of them. In a team one that waits for the
        shared database is not among them.
        """
        return frozenset(lead for (lead,) in self._sql.rows(_ERASED))

    def is_erased(self, lead: str) -> bool:
        """Whether the erasure of this lead stands."""
        return self._sql.value(_IS_ERASED, lead) is not None

    def is_erased_original(self, sha: str) -> bool:
        """Whether an erased lead came in the mail or file with this hex SHA-256."""
        return self._sql.value("SELECT 1 FROM erased_original WHERE sha256 = ?", sha) is not None

    def originals_of(self, leads: Collection[str]) -> frozenset[str]:
        """The archived mails and files (hex SHA-256) that these leads came in."""
        rows = self._sql.rows(_ORIGINALS, json.dumps(sorted(leads)))
        return frozenset(sha for (sha,) in rows if isinstance(sha, str))

    def leads_of_originals(self, shas: Collection[str]) -> frozenset[str]:
        """The leads that came in these mails and files."""
        rows = self._sql.rows(_OF_ORIGINALS, json.dumps(sorted(shas)))
        return frozenset(lead for (lead,) in rows)


class ErasingWriting(ErasingReading):
    """What deletes a person. Used in a unit, after the erasure stands."""

    def drop_details(self, leads: Collection[str]) -> int:
        """Delete all that is personal of these erased leads in this file: details, originals, drafts, names
        in lists, the search index; how many details and originals went. Those of other leads are left alone;
        a second time nothing happens. Marks that a scrub is due. Raises Refused for a lead whose erasure does
        not stand.
        """
        told = json.dumps(sorted(leads))
        known = PersonWords(self._texts_of(told))
        self._drop_drafts(leads, told, known)
        shas = sorted(self.originals_of(leads))
        self._drop_deliveries(told, shas, known)
        self._drop_rows(leads, told)
        gone = self._drop_originals(shas) + self._drop_texts(told)
        self._sql.run(_MARK, SCRUB_WANTED, secrets.token_hex(8))
        return gone

    def _texts_of(self, told: str) -> list[str]:
        return [content for (content,) in self._sql.rows(_DETAILS, told)]

    def _drop_texts(self, told: str) -> int:
        """The details of the entries, each with its salt."""
        return self._sql.run(f"DELETE FROM detail WHERE entry IN ({_OF_LEADS})", told)

    def _drop_originals(self, shas: Collection[str]) -> int:
        """The mails and files, also one with other customers' rows: nothing can be cut out of it."""
        return sum(self._sql.run("DELETE FROM archive WHERE sha256 = ?", sha) for sha in shas)

    def _drop_drafts(self, leads: Collection[str], told: str, known: PersonWords) -> None:
        """What is being typed about the customer, or lies beside as a setting of this desk."""
        self._sql.run("DELETE FROM note_draft WHERE lead IN (SELECT value FROM json_each(?))", told)
        for key, value in self._sql.rows("SELECT key, value FROM setting WHERE value <> ''"):
            is_mail = key.startswith("mail draft ") and any(lead in key for lead in leads)
            if is_mail or (key.startswith(FORMS) and known.is_in_form(value)):
                self._sql.run("DELETE FROM setting WHERE key = ?", key)
            elif key.startswith(LISTS) and (left := known.taken_out(value)) != value:
                self._sql.run("UPDATE setting SET value = ? WHERE key = ?", left, key)

    def _drop_deliveries(self, told: str, shas: Collection[str], known: PersonWords) -> None:
        """The list of what came in keeps its lines, without names of files and without what was found."""
        originals = json.dumps(list(shas))
        for place, name in (*self._sql.rows(_FILES, told, originals), *self._old_files(originals, known)):
            self._sql.run("DELETE FROM read_file WHERE folder = ? AND name = ?", place, name)
        self._sql.run(_BLANK_DELIVERIES, told)
        self._sql.run(_UNLINK, originals)

    def _old_files(self, originals: str, known: PersonWords) -> list[tuple[str, str]]:
        """Files that no line of the list speaks of any more, as large as an original of the customer's, or
        with a word of their name: a file that is forgotten here is read once more, and found known.
        """
        sizes = {size for (size,) in self._sql.rows(_SIZES, originals)}
        files = self._sql.rows(_FILES_OF_NO_LINE)
        return [(folder, name) for folder, name, size in files if size in sizes or known.may_name(name)]

    def _drop_rows(self, leads: Collection[str], told: str) -> None:
        """The lists' rows; they are concluded anew from what is left. A customer's other leads, which may
        have hung together by these, are concluded anew with the next portion.
        """
        if self._sql.value(_OTHERS, told):
            self._sql.run("UPDATE setting SET value = '0' WHERE key = ?", PROJECTED)
        for lead in leads:
            remove_search_doc(self._sql, lead)
        for table in ("identity_key", "queue_row"):
            self._sql.run(f"DELETE FROM {table} WHERE lead IN (SELECT value FROM json_each(?))", told)
        self._sql.run(
            "UPDATE lead_row SET name = '', summary = '{}' WHERE lead IN (SELECT value FROM json_each(?))",
            told,
        )
        self._sql.run(f"DELETE FROM attention WHERE entry IN ({_OF_LEADS})", told)


def scrub(path: Path, patience: timedelta) -> bool:
    """Write the file at `path` anew without its free pages, and empty its write-ahead log, waiting `patience`
    for whoever reads. False where somebody still reads or writes: nothing is lost, it is done another time.
    Raises SurroundingsFault where the disk fails or is full.
    """
    with translated(), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {patience // timedelta(milliseconds=1)}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        try:
            held = [connection.execute(step).fetchone() for step in SCRUBBING][-1]
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                return False
            raise
    return held is not None and not held[0]
