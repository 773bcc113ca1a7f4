"""Edits of how the file is made, and of lists: `verify` must name the guard, the table, the lead."""

import json

from tests.helpers.forging.file import Edit, ForgedFile, Forgery


def guard_dropped(file: ForgedFile) -> Forgery:
    """A trigger or view is gone."""
    name = file.pick(sorted(file.guards))
    text = file.guards.pop(name)
    if text.startswith("CREATE VIEW"):
        file.run(f"DROP VIEW {name}")
    return Forgery(f"{name} dropped", (f"`{name}`",))


def guard_altered(file: ForgedFile) -> Forgery:
    """The same name, and a text that does nothing, or something else, or the same in other letters."""
    name = file.pick(sorted(file.guards))
    old = file.guards[name]
    new = file.pick((
        old.replace(" WHERE ", " WHERE 0 AND ", 1),
        old.replace("BEGIN", "BEGIN SELECT 1;", 1),
        old.replace("refused: ", "refused:  ", 1),
    ))  # fmt: skip
    file.rewritten[name] = new if new != old else old.replace(" ", "  ", 1)
    return Forgery(f"{name} altered", (f"`{name}`",))


def strange_thing(file: ForgedFile) -> Forgery:
    """A trigger, view, index or table beside those of this program."""
    name = f"extra_{file.dice.randrange(100)}"
    file.run(file.pick((
        f"CREATE TRIGGER {name} AFTER INSERT ON entry BEGIN DELETE FROM queue_row; END",
        f"CREATE VIEW {name} AS SELECT * FROM entry",
        f"CREATE UNIQUE INDEX {name} ON entry (lead, kind, at, desk_seq)",
        f"CREATE TABLE {name} (x)",
        f"CREATE TRIGGER {name} BEFORE INSERT ON seal BEGIN SELECT RAISE(IGNORE); END",
    )))  # fmt: skip
    return Forgery(f"{name} made", (name,))


def table_changed(file: ForgedFile) -> Forgery:
    """A column more, or a check and a key less."""
    table = file.pick(("entry", "seal", "detail", "queue_row", "this_desk", "outbox", "archive"))
    if file.dice.random() < 0.5:
        file.run(f"ALTER TABLE {table} ADD COLUMN forged TEXT")
    else:
        text = file.value("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", table)
        file.rewritten[table] = text.replace("NOT NULL", "", 1) + " "
    return Forgery(f"the table {table}", (f"`{table}`",))


def index_dropped(file: ForgedFile) -> Forgery:
    statement = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    name = file.pick(file.rows(statement))["name"]
    file.run(f"DROP INDEX {name}")
    return Forgery(f"the index {name}", (name,))


def version_changed(file: ForgedFile) -> Forgery:
    file.run("UPDATE alembic_version SET version_num = ?", file.pick(("0001", "", "9999")))
    return Forgery("the version of the tables", ("version",))


def queue_row(file: ForgedFile) -> Forgery | None:
    row = file.pick(file.rows("SELECT lead, content FROM queue_row ORDER BY lead"))
    fields, lead = json.loads(row["content"]), row["lead"]
    way = file.pick(("gone", "field", "hidden", "unreadable"))
    if way == "gone":
        file.run("DELETE FROM queue_row WHERE lead = ?", lead)
        return Forgery(f"the queue's row of {lead} removed", (lead,))
    if way == "hidden":  # for a year, and fresh for ever
        year = 365 * 86_400 * 10**6
        fields |= {"due_at": (fields["due_at"] or 0) + year, "stale_at": fields["stale_at"] + year}
    elif way == "field":
        field = file.pick(
            sorted(fields.keys() - {"due_at", "due_why", "stale_at", "call_from", "rest_until"})
        )
        fields[field] = "forged" if fields[field] != "forged" else "once more"
    text = json.dumps(fields) if way != "unreadable" else "{"
    file.run("UPDATE queue_row SET content = ? WHERE lead = ?", text, lead)
    return Forgery(f"the queue's row of {lead}: {way}", (lead,))


def lead_row(file: ForgedFile) -> Forgery | None:
    row = file.pick(file.rows("SELECT * FROM lead_row ORDER BY lead"))
    column = file.pick(("name", "customer", "stage", "closed", "owner", "arrived_at", "summary"))
    value: object = row[column] + 1 if column in {"closed", "arrived_at"} else "forged"
    file.run(f"UPDATE lead_row SET {column} = ? WHERE lead = ?", value, row["lead"])
    return Forgery(f"lead_row.{column} of {row['lead']}", (row["lead"],))


def list_row_removed(file: ForgedFile) -> Forgery:
    table = file.pick(("lead_row", "identity_key", "search_doc"))
    row = file.pick(file.rows(f"SELECT * FROM {table} ORDER BY lead"))
    file.run(f"DELETE FROM {table} WHERE lead = ?", row["lead"])
    return Forgery(f"{table} of {row['lead']} removed", (row["lead"],))


def search_text(file: ForgedFile) -> Forgery:
    row = file.pick(file.rows("SELECT * FROM search_doc ORDER BY lead"))
    column = file.pick(("name", "more", "digits", "shown"))
    file.run(f"UPDATE search_doc SET {column} = 'forged' WHERE lead = ?", row["lead"])
    return Forgery(f"search_doc.{column} of {row['lead']}", (row["lead"],))


def seat(file: ForgedFile) -> Forgery:
    """Who sits here is nobody, or the desk says it is in a team."""
    if file.dice.random() < 0.5:
        file.run("UPDATE this_desk SET person = 'nobody'")
        return Forgery("this_desk.person", ("sit at this desk",))
    file.run("UPDATE this_desk SET sealer = 'shared'")
    return Forgery("this_desk.sealer", ("shares its log",))


MADE: tuple[Edit, ...] = (
    guard_dropped, guard_altered, guard_altered, strange_thing, table_changed, index_dropped, version_changed,
)  # fmt: skip
LISTS: tuple[Edit, ...] = (queue_row, queue_row, lead_row, list_row_removed, search_text, seat)
