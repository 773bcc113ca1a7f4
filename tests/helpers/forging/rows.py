"""Edits of single rows and runs of the log: `verify` must point at each."""

import json
from typing import Any
from uuid import uuid4

from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import canonical, details_digest
from tests.helpers.forging.file import ENTRY_COLUMNS, Edit, ForgedFile, Forgery, Row

_SEAL_COLUMNS = ("no", "entry", "sealed_at", "at", "utc_offset", "verdict", "hash")
_DETAILED = f"""
SELECT e.id, e.content, d.salt, d.content AS details FROM detail d JOIN entry e ON e.id = d.entry
WHERE e.kind <> '{Kind.PERSON_ADDED}' ORDER BY e.id
"""
_OF_ERASED = """
SELECT id FROM entry WHERE lead IN (SELECT lead FROM entry WHERE kind = ?) AND kind = 'arrival' ORDER BY id
"""


def _other(file: ForgedFile, value: Any, others: list[Any]) -> Any:
    """Another value of the same type: a neighbour's, or one's own."""
    if isinstance(value, bytes):
        place = file.dice.randrange(len(value))
        return value[:place] + bytes([value[place] ^ (1 << file.dice.randrange(8))]) + value[place + 1 :]
    if isinstance(value, int):
        return value + file.pick((-3600, -1, 1, 60, 7200, 10**6, 86_400 * 10**6))
    return file.pick([one for one in others if one != value] or [str(uuid4())])


def column_of_entry(file: ForgedFile) -> Forgery | None:
    row, column = file.sealed(), file.pick(ENTRY_COLUMNS)
    others = [one["it"] for one in file.rows(f"SELECT DISTINCT {column} AS it FROM entry")]
    changed = str(uuid4()) if column in {"id", "desk"} else _other(file, row[column], others)
    if column == "desk_seq":
        changed = 10_000 + row["no"]
    file.run(f"UPDATE entry SET {column} = ? WHERE id = ?", changed, row["id"])
    return Forgery(f"entry.{column} of No. {row['no']}: {row[column]!r} -> {changed!r}", (row["id"],))


def column_of_seal(file: ForgedFile) -> Forgery:
    row, column = file.sealed(), file.pick(_SEAL_COLUMNS)
    seal = file.rows("SELECT * FROM seal WHERE no = ?", row["no"])[0]
    changed = _other(file, seal[column], [])
    if column == "no":
        changed = file.pick((0, -1, file.last_no + 1, file.last_no + 900, 10**15))
    elif column == "verdict":
        changed = file.pick(("refused: gate", "Stands", "", "stands "))
    file.run(f"UPDATE seal SET {column} = ? WHERE no = ?", changed, row["no"])
    return Forgery(f"seal.{column} of No. {row['no']}: {changed!r}", (row["id"],))


def chain_of_seal(file: ForgedFile) -> Forgery:
    row = file.sealed()
    file.run("UPDATE seal SET chain = ? WHERE no = ?", str(uuid4()), row["no"])
    names = (row["id"], f"numbers: {row['no']:,} is missing")  # a team may have had several chains
    return Forgery(f"No. {row['no']} in a chain of one's own", names)


def byte_of_content(file: ForgedFile) -> Forgery:
    row = file.sealed()
    text, place = row["content"], file.dice.randrange(len(row["content"]))
    sign = file.pick([one for one in 'x7" ,{}\n' if one != text[place]])
    text = file.pick((text[:place] + sign + text[place + 1 :], text[:place] + text[place + 1 :], text + " "))
    file.run("UPDATE entry SET content = ? WHERE id = ?", text, row["id"])
    return Forgery(f"content of No. {row['no']}, sign {place}", (row["id"],))


def _forge_field(file: ForgedFile, row: Row) -> str:
    """Another value somewhere in the entry, bytes and columns agreeing; where."""
    fields = json.loads(row["content"])
    body = fields["body"]
    field = file.pick(("agent", "at", "round", "seen", *(body or ("policy",))))
    of = body if field in body else fields
    of[field] = _other(file, of[field], []) if isinstance(of[field], int | str) else "forged"
    if isinstance(of[field], bool):
        of[field] = "forged"
    file.write_content(row["id"], fields)
    return str(field)


def content_and_columns(file: ForgedFile) -> Forgery:
    row = file.sealed()
    return Forgery(f"{_forge_field(file, row)} of No. {row['no']}, columns agreeing", (row["id"],))


def one_hash_anew(file: ForgedFile) -> Forgery:
    """The forged entry's own hash is right again, and the next one's is not."""
    row = file.sealed()
    field = _forge_field(file, row)
    file.seal_anew(row["no"], row["no"])
    return Forgery(f"{field} of No. {row['no']} with its hash", (f"No. {row['no'] + 1:,},",))


def details(file: ForgedFile) -> Forgery:
    row = file.pick(file.rows(_DETAILED))
    column = file.pick(("salt", "content", "content"))
    if column == "salt":
        changed: object = _other(file, row["salt"], [])
    else:
        text, place = row["details"], file.dice.randrange(len(row["details"]))
        changed = text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
    file.run(f"UPDATE detail SET {column} = ? WHERE entry = ?", changed, row["id"])
    return Forgery(f"detail.{column} of {row['id']}", (row["id"],))


def details_and_digest(file: ForgedFile) -> Forgery:
    row = file.pick(file.rows(_DETAILED))
    told = canonical({**json.loads(row["details"]), "text": "Never rang."})
    fields = json.loads(row["content"]) | {"details": details_digest(row["salt"], told)}
    file.run("UPDATE detail SET content = ? WHERE entry = ?", told, row["id"])
    file.write_content(row["id"], fields)
    return Forgery(f"details of {row['id']} with their digest", (row["id"],))


def details_removed(file: ForgedFile) -> Forgery:
    row = file.pick(file.rows(_DETAILED))
    file.run("DELETE FROM detail WHERE entry = ?", row["id"])
    return Forgery(f"details of {row['id']} removed", (row["id"],))


def details_exchanged(file: ForgedFile) -> Forgery | None:
    one, other = file.dice.sample(file.rows(_DETAILED), 2)
    if one["details"] == other["details"] and one["salt"] == other["salt"]:
        return None
    statement = "UPDATE detail SET salt = ?, content = ? WHERE entry = ?"
    file.run(statement, other["salt"], other["details"], one["id"])
    file.run(statement, one["salt"], one["details"], other["id"])
    return Forgery(f"details of {one['id']} and {other['id']} exchanged", (one["id"], other["id"]))


def details_added(file: ForgedFile) -> Forgery | None:
    """To an entry that was written without, or whose customer was erased."""
    row = file.sealed()
    if file.value("SELECT 1 FROM detail WHERE entry = ?", row["id"]):
        return None
    file.run("INSERT INTO detail VALUES (?, ?, ?)", row["id"], bytes(32), '{"text":"Never rang."}')
    return Forgery(f"details added to No. {row['no']}", (row["id"],))


def erased_again(file: ForgedFile) -> Forgery:
    """Details of an erased customer come back as they were, from a copy that somebody kept."""
    row = file.pick(file.rows(_OF_ERASED, Kind.ERASED))
    file.run("INSERT INTO detail VALUES (?, ?, ?)", row["id"], *file.kept[row["id"]])
    return Forgery(f"details of {row['id']} are back", (row["id"],))


def removed(file: ForgedFile) -> Forgery:
    """An entry, its seal, or both with the details, from the middle."""
    row, what = file.sealed(), file.pick(("entry", "seal", "both", "all"))
    if what != "entry":
        file.run("DELETE FROM seal WHERE no = ?", row["no"])
    if what != "seal":
        file.run("DELETE FROM entry WHERE id = ?", row["id"])
    if what == "all":
        file.run("DELETE FROM detail WHERE entry = ?", row["id"])
    return Forgery(f"No. {row['no']}: {what} removed", (f" {row['no']:,} is missing", f"entry {row['id']}"))


def run_removed(file: ForgedFile) -> Forgery:
    first = file.dice.randrange(1, file.last_no - 6)
    last = first + file.dice.randrange(1, 6)
    within = "(SELECT entry FROM seal WHERE no BETWEEN ? AND ?)"
    file.run(f"DELETE FROM detail WHERE entry IN {within}", first, last)
    file.run(f"DELETE FROM entry WHERE id IN {within}", first, last)
    file.run("DELETE FROM seal WHERE no BETWEEN ? AND ?", first, last)
    if is_closed := file.dice.random() < 0.5:
        for no in range(last + 1, file.last_no + 1):
            file.run("UPDATE seal SET no = ? WHERE no = ?", no - (last - first + 1), no)
    names = (f"No. {first:,},",) if is_closed else (f"numbers: {first:,} to {last:,} are missing",)
    return Forgery(f"{first} to {last} removed, {'closed' if is_closed else 'open'}", names)


def inserted(file: ForgedFile) -> Forgery:
    """A new entry: with no seal, in the middle with numbers moved on, or at the end with another's hash."""
    row, way = file.sealed(), file.pick(("unsealed", "middle", "end"))
    fields = json.loads(row["content"])
    fields["id"] = str(uuid4())
    fields["desk_seq"] = 1 + file.value("SELECT max(desk_seq) FROM entry WHERE desk = ?", row["desk"])
    columns = [fields[column] for column in ENTRY_COLUMNS]
    file.run(f"INSERT INTO entry VALUES ({', '.join('?' * 12)})", *columns, canonical(fields))
    no = row["no"] if way == "middle" else file.last_no + 1
    if way == "middle":
        file.run("UPDATE seal SET no = -no - 1 WHERE no >= ?", no)
        file.run("UPDATE seal SET no = -no WHERE no < 0")
    if way != "unsealed":
        values = (row["sealed_at"], row["seal_at"], row["utc_offset"], row["verdict"], row["hash"])
        file.run("INSERT INTO seal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", file.chain, no, fields["id"], *values)
    return Forgery(f"inserted ({way}) at {no}", (fields["id"],))


def reordered(file: ForgedFile) -> Forgery:
    """Two numbers exchanged, the seals as they are or only their entries."""
    one, other = file.dice.sample(range(1, file.last_no + 1), 2)
    both = [file.sealed(no)["id"] for no in (one, other)]
    if is_seal := file.dice.random() < 0.5:
        for before, after in ((one, -7), (other, one), (-7, other)):
            file.run("UPDATE seal SET no = ? WHERE no = ?", after, before)
    else:
        file.run("UPDATE seal SET entry = '' WHERE no = ?", one)
        file.run("UPDATE seal SET entry = ? WHERE no = ?", both[0], other)
        file.run("UPDATE seal SET entry = ? WHERE no = ?", both[1], one)
    return Forgery(f"{one} and {other} exchanged, {'seals' if is_seal else 'entries'}", tuple(both))


def original(file: ForgedFile) -> Forgery:
    """An archived mail changed or removed."""
    sha = file.pick(file.rows("SELECT sha256 FROM archive ORDER BY sha256"))["sha256"]
    entry = file.value("SELECT id FROM entry WHERE content LIKE ?", f"%{sha}%")
    if file.dice.random() < 0.5:
        file.run("DELETE FROM archive WHERE sha256 = ?", sha)
    else:
        file.run("UPDATE archive SET content = CAST(content || ' ' AS BLOB) WHERE sha256 = ?", sha)
    return Forgery(f"the original {sha[:8]}", (entry,))


def this_desk(file: ForgedFile) -> Forgery:
    """The log is said to be another's."""
    column = file.pick(("chain", "dealership"))
    file.run(f"UPDATE this_desk SET {column} = ?", str(uuid4()))
    return Forgery(f"this_desk.{column}")


def left_behind(file: ForgedFile) -> Forgery:
    """An entry waits for a shared database, or gave way, where there is none; details of nothing."""
    row, what = file.sealed(), file.pick(("outbox", "replaced", "detail"))
    if what == "outbox":
        file.run("INSERT INTO outbox VALUES (?, 0)", row["id"])
    elif what == "replaced":
        content = row["content"]
        file.run("INSERT INTO replaced VALUES (?, 9999, ?, ?)", row["desk"], row["id"], content)
    else:
        row["id"] = str(uuid4())
        file.run("INSERT INTO detail VALUES (?, ?, '{}')", row["id"], bytes(32))
    return Forgery(f"{what} of {row['id']}", (row["id"],))


LOCAL: tuple[Edit, ...] = (
    column_of_entry, column_of_entry, column_of_seal, column_of_seal, chain_of_seal,
    byte_of_content, byte_of_content, content_and_columns, content_and_columns, one_hash_anew,
    details, details_and_digest, details_removed, details_exchanged, details_added, erased_again,
    removed, run_removed, inserted, reordered, original, this_desk, left_behind,
)  # fmt: skip
"""Each is one fault at one place, or a few."""
