"""Another program on the same file: whatever it tries, the log is only added to, in order, in form.

Each refusal has a lawful twin that the same plain connection accepts.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.cadence.entry import micros
from bdc_desk.storage.codec import canonical
from tests.helpers.plain_log import AGENT, DESK, NINE_ON_MONDAY, OTHER, SALT, PlainLog, rules


def refused(words: str) -> Any:
    """The block is refused with these words."""
    return pytest.raises(sqlite3.IntegrityError, match="refused: .*" + words)


@pytest.mark.parametrize("table", ["entry", "seal", "detail", "archive"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {key} = {key}",
        "UPDATE OR REPLACE {table} SET {key} = {key}",
        "UPDATE OR IGNORE {table} SET {key} = {key}",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE {key} IS NOT NULL",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_nothing_of_the_log_is_changed_or_removed(
    log: PlainLog, table: str, statement: str, recursive: str
) -> None:
    log.write("note", details={"text": "Rang off."})
    log.connection.execute("INSERT INTO archive VALUES ('ab', x'00')")
    before = log.value(f"SELECT count(*) FROM {table}")
    log.connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    key = {"entry": "agent", "seal": "verdict", "detail": "content", "archive": "content"}[table]
    with refused("only ever added to"):
        log.connection.execute(statement.format(table=table, key=key))
    assert log.value(f"SELECT count(*) FROM {table}") == before > 0


VERBS = [
    ("INSERT", ""),
    ("INSERT OR REPLACE", ""),
    ("REPLACE", ""),
    ("INSERT OR IGNORE", ""),
    ("INSERT OR FAIL", ""),
    ("INSERT OR ROLLBACK", ""),
    ("INSERT", "ON CONFLICT DO NOTHING"),
    ("INSERT", "ON CONFLICT DO UPDATE SET {change}"),
]


@pytest.fixture(params=VERBS, ids=lambda verb: " ".join(verb).strip())
def verb(request: pytest.FixtureRequest) -> Callable[[str], dict[str, str]]:
    """Each way to say INSERT that could walk over a row; called with what an upsert would change."""
    word, tail = request.param
    return lambda change: {"verb": word, "tail": tail.format(change=change)}


@pytest.fixture(params=["ON", "OFF"])
def plain(request: pytest.FixtureRequest, log: PlainLog) -> PlainLog:
    """The log with recursive triggers on and off: off, REPLACE deletes without firing a delete trigger."""
    log.connection.execute(f"PRAGMA recursive_triggers = {request.param}")
    return log


Verb = Callable[[str], dict[str, str]]


def test_an_id_is_used_once(plain: PlainLog, verb: Verb) -> None:
    old = plain.write("note")
    content = plain.value("SELECT content FROM entry WHERE id = ?", old)
    with refused("already in the log"):
        plain.insert_entry(plain.fields("note", {"forged": True}, id=old), **verb("agent = 'x'"))
    assert plain.value("SELECT content FROM entry WHERE id = ?", old) == content
    plain.insert_entry(plain.fields("note", {"forged": True}), **verb("agent = 'x'"))


def test_a_desk_seq_is_used_once_and_leaves_no_gap(plain: PlainLog, verb: Verb) -> None:
    plain.write("note")
    right = plain.fields("note")["desk_seq"]
    for wrong, words in ((right - 1, "already used"), (right + 1, "the next one"), (0, "the next one")):
        with refused(words):
            plain.insert_entry(plain.fields("note", desk_seq=wrong), **verb("agent = 'x'"))
    plain.insert_entry(plain.fields("note", desk_seq=right), **verb("agent = 'x'"))


def test_a_number_is_given_once_and_leaves_no_gap(plain: PlainLog, verb: Verb) -> None:
    head = plain.value("SELECT max(no) FROM seal")
    entry = plain.insert_entry(plain.fields("note"))
    for wrong, words in ((head, "already given"), (head + 2, "the next one"), (0, "the next one")):
        with refused(words):
            plain.insert_seal(entry, no=wrong, **verb("verdict = 'stands'"))
    plain.insert_seal(entry, **verb("verdict = 'stands'"))


def test_an_entry_is_sealed_once(plain: PlainLog, verb: Verb) -> None:
    sealed = plain.write("note")
    with refused("already sealed"):
        plain.insert_seal(sealed, **verb("verdict = 'stands'"))
    plain.insert_seal(plain.insert_entry(plain.fields("note")), **verb("verdict = 'stands'"))


def test_details_are_given_once_and_only_where_the_entry_has_some(plain: PlainLog, verb: Verb) -> None:
    change = verb("content = '{}'")
    insert = f"{change['verb']} INTO detail (entry, salt, content) VALUES (?, ?, '{{}}') {change['tail']}"
    told = plain.write("note", details={"text": "Rang off."})
    bare = plain.write("note")
    with refused("details already"):
        plain.connection.execute(insert, (told, SALT))
    for entry in (bare, "nobody"):
        with refused("no details"):
            plain.connection.execute(insert, (entry, SALT))
    waiting = plain.insert_entry(plain.fields("note", details="0" * 64))
    plain.connection.execute(insert, (waiting, SALT))


def test_an_archived_mail_stays_as_it_is(plain: PlainLog, verb: Verb) -> None:
    change = verb("content = x'01'")
    insert = f"{change['verb']} INTO archive (sha256, content) VALUES (?, x'00') {change['tail']}"
    plain.connection.execute(insert, ("aa",))
    with refused("already in the archive"):
        plain.connection.execute(insert, ("aa",))
    plain.connection.execute(insert, ("bb",))


@pytest.mark.parametrize(
    ("forged", "words"),
    [
        ({"chain": "00000000-0000-4000-8000-000000000000", "no": 1}, "not the chain of this desk"),
        ({"at": micros(NINE_ON_MONDAY) + 1}, "repeats the moment"),
        ({"sealed_at": micros(NINE_ON_MONDAY) - 1}, "repeats the moment"),
        ({"verdict": "refused: I say so"}, "not written at all"),
        ({"verdict": "Stands"}, "not written at all"),
    ],
)
def test_a_seal_says_what_the_entry_says(log: PlainLog, forged: dict[str, Any], words: str) -> None:
    entry = log.insert_entry(log.fields("note"))
    with refused(words):
        log.insert_seal(entry, **forged)
    log.insert_seal(entry)


@pytest.mark.parametrize("forged", [{"hash": b"short"}, {"hash": "x" * 32}, {"utc_offset": 14 * 3600 + 1}])
def test_a_seal_has_its_form(log: PlainLog, forged: dict[str, Any]) -> None:
    entry = log.insert_entry(log.fields("note"))
    with pytest.raises(sqlite3.IntegrityError):
        log.insert_seal(entry, **forged)
    log.insert_seal(entry)


def test_a_seal_has_its_entry(log: PlainLog) -> None:
    log.connection.execute("PRAGMA foreign_keys = OFF")
    with refused("no entry to seal"):
        log.insert_seal("11111111-1111-4111-8111-111111111111")
    log.insert_seal(log.insert_entry(log.fields("note")))


def test_a_desk_s_entries_are_sealed_in_their_order(log: PlainLog) -> None:
    first, second = (log.insert_entry(log.fields("note")) for _ in range(2))
    with refused("earlier entry of the desk is not sealed"):
        log.insert_seal(second)
    log.insert_seal(first)
    log.insert_seal(second)


def test_entries_are_not_dated_back_in_secret(log: PlainLog) -> None:
    log.wait(days=3)
    log.write("note")
    log.wait(minutes=-6)
    with refused("dated before what is in the log"):
        log.write("note")
    log.wait(minutes=2)
    log.write("note")  # two programs may stand a moment apart
    log.wait(days=-2)
    log.write("clock set back", {"back_from": micros(log.now) + 1, "to": micros(log.now)})
    log.write("note")
    with refused("set back to the moment of the entry"):
        log.write("clock set back", {"back_from": 0, "to": 1})


FORMS: list[tuple[dict[str, Any], str]] = [
    ({"id": "NOTE-1"}, "an id is a UUID"),
    ({"id": "0F0E0D0C-0B0A-4908-8706-050403020100"}, "an id is a UUID"),
    ({"kind": "Note"}, "small letters and single spaces"),
    ({"kind": "note "}, "small letters and single spaces"),
    ({"kind": "email  asked"}, "small letters and single spaces"),
    ({"kind": "email\u00a0asked"}, "small letters and single spaces"),
    ({"kind": ""}, "small letters and single spaces"),
    ({"at": "1"}, "whole microseconds"),
    ({"details": "abc"}, "details are null or"),
    ({"details": 7}, "details are null or"),
    ({"dealership": "shelbyville"}, "not the dealership"),
    ({"seen": 3}, "not given yet"),
    ({"seen": -1}, "not given yet"),
    ({"lead": None, "round": 0}, "belongs to a lead"),
    ({"round": 0}, "round is 0 without"),
    ({"round": 2}, "no such round"),
    ({"lead": "11111111-1111-4111-8111-111111111111"}, "has not arrived"),
    ({"kind": "Email asked"}, "small letters and single spaces"),
]


@pytest.mark.parametrize(("forged", "words"), FORMS, ids=lambda value: str(value)[:40])
def test_an_entry_has_its_form(log: PlainLog, forged: dict[str, Any], words: str) -> None:
    with refused(words):
        log.insert_entry(log.fields(**{"kind": "note", **forged}))
    log.insert_entry(log.fields("note"))


@pytest.mark.parametrize(
    "forged", [{"at": 1.5}, {"round": 1.0}, {"desk_seq": 3.0}, {"agent": None}, {"policy": None}]
)
def test_an_entry_s_columns_have_their_types(log: PlainLog, forged: dict[str, Any]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        log.insert_entry(log.fields("note", **forged))
    log.insert_entry(log.fields("note"))


def test_the_dealership_s_entries_are_not_a_lead_s(log: PlainLog) -> None:
    with refused("belongs to the dealership"):
        log.write("person added", {"person": AGENT, "role": "enquiry"}, lead=log.lead, round=1)
    log.write("person added", {"person": AGENT, "role": "enquiry"})


def test_an_entry_of_a_newer_desk_s_kind_is_kept(log: PlainLog) -> None:
    log.write("video message seen", {"anything": [1.5, None, {"deep": "\u00e9\ud83d\ude97"}]})


@pytest.mark.parametrize(
    "content",
    ["", "nonsense", "[]", "null", '{"body":{}', '{"body":[]}', '{"body":"{}"}', '{"id":"x"}'],
)
def test_the_content_is_an_object_with_a_body(log: PlainLog, content: str) -> None:
    with refused("not a JSON object with a body"):
        log.insert_entry(log.fields("note"), content=content or " ")


COLUMNS = ["dealership", "lead", "round", "kind", "agent", "desk", "desk_seq", "at", "seen", "policy"]


@pytest.mark.parametrize("column", COLUMNS)
def test_columns_repeat_the_content(log: PlainLog, column: str) -> None:
    fields = log.fields("note")
    other = fields[column] + 1 if isinstance(fields[column], int) else f"{fields[column]}x"
    with pytest.raises(sqlite3.IntegrityError):
        log.insert_entry({**fields, column: other}, **{column: fields[column]})
    log.insert_entry(fields)


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda text: text.replace('"agent":', '"agent": '), id="white space"),
        pytest.param(lambda text: text.replace('"at":', '"x":1,"at":'), id="a field too many"),
        pytest.param(lambda text: '{"seen":0,' + text[1:].replace(',"seen":2', ""), id="other order"),
        pytest.param(lambda text: text.replace("note", "n\\u006fte"), id="needless escape"),
        pytest.param(lambda text: text.replace('"body":{}', '"body":{"e":"\u00e9"}'), id="not ASCII"),
        pytest.param(lambda text: text[:-1] + ',"kind":"email asked"}', id="a field twice"),
        pytest.param(lambda text: text.replace('"body":{}', '"body":{"q":1,"q":2}'), id="twice in the body"),
        pytest.param(
            lambda text: text.replace('"body":{}', '"body":{"l":[{"q":1,"q":2}]}'), id="twice in the depth"
        ),
    ],
)
def test_the_content_is_canonical(log: PlainLog, forge: Callable[[str], str]) -> None:
    fields = log.fields("note")
    forged = forge(canonical(fields))
    assert forged != canonical(fields)
    with pytest.raises(sqlite3.IntegrityError):
        log.insert_entry(fields, content=forged)
    log.insert_entry(fields)


def test_rounds_begin_one_after_the_other(log: PlainLog) -> None:
    with refused("joins the running round or begins the next"):
        log.arrive(round=3)
    log.arrive(round=1)
    log.arrive(round=2)
    with refused("joins the running round or begins the next"):
        log.arrive(round=1)
    log.write("note", round=1)
    other = "22222222-2222-4222-8222-222222222222"
    with refused("joins the running round or begins the next"):
        log.arrive(lead=other, round=2)
    log.arrive(lead=other, round=1)


def test_a_lead_that_arrived_unsealed_has_not_arrived(log: PlainLog) -> None:
    other = "22222222-2222-4222-8222-222222222222"
    arrival = log.insert_entry(log.fields("arrival", {"numbers": []}, lead=other))
    with refused("has not arrived"):
        log.insert_entry(log.fields("note", lead=other))
    log.insert_seal(arrival)
    log.insert_entry(log.fields("note", lead=other))


BODIES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("arrival", {"numbers": "n1"}, {"numbers": []}),
    ("arrival", {}, {"numbers": [{"ref": "n1", "possible": True}]}),
    ("details edited", {"numbers": [{"ref": "n1"}]}, {"numbers": [{"ref": "n1", "possible": False}]}),
    ("details edited", {"numbers": [{"ref": 1, "possible": True}]}, {"numbers": []}),
    ("details edited", {"numbers": [{"ref": "n1", "possible": "false"}]}, {"numbers": []}),
    ("exception", {"reason": "I feel like it"}, {"reason": "owed an answer"}),
    ("closed", {}, {"reason": "lost"}),
    ("shown", {"appointment_at": "11:00"}, {"appointment_at": 1}),
    ("shown", {"appointment_at": 1.5}, {"appointment_at": None}),
    ("no show", {"appointment_at": True}, {}),
    ("mail wish", {}, {"may_mail": False}),
    ("mail wish", {"may_mail": "no"}, {"may_mail": True}),
    ("mail wish", {"may_mail": 0}, {"may_mail": True, "by": "a newer desk"}),
    ("deputy set", {"deputy": OTHER}, {"person": AGENT, "deputy": OTHER}),
    ("deputy set", {"person": AGENT}, {"person": AGENT, "deputy": None}),
    ("deputy set", {"person": AGENT, "deputy": 1}, {"person": AGENT, "deputy": OTHER, "until": 1}),
    ("deputy set", {"person": AGENT, "deputy": OTHER, "until": "Monday"},
     {"person": AGENT, "deputy": OTHER, "until": None}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "wrong", "right"), BODIES, ids=lambda value: str(value)[:40])
def test_what_the_gate_reads_has_its_form(
    log: PlainLog, kind: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    with refused(""):
        log.write(kind, wrong)
    log.write(kind, right)


def test_a_bounce_names_an_email_that_was_asked_for_of_the_lead(log: PlainLog) -> None:
    log.use_policy(rules())
    log.call()
    asked, note = log.ask(), log.write("note")
    other = "22222222-2222-4222-8222-222222222222"
    log.arrive(lead=other)
    for forged in (
        {"asked": None},
        {"asked": [asked]},
        {"why": None},
        {"why": 550},
        {"permanent": None},
        {"permanent": 1},
        {"asked": other},
        {"asked": note},
        {"asked": f"{asked}\0x"},
    ):
        with refused("a bounce names"):
            log.write("email bounced", {**bounce(asked), **forged})
    with refused("asked for of this lead"):
        log.write("email bounced", bounce(asked), lead=other, round=1)
    log.write("email bounced", bounce(asked), details={"said": "550 5.1.1 No such user here"})
    log.write("email bounced", bounce(asked, why="a code of a newer desk", permanent=False))


def bounce(asked: str, **forged: Any) -> dict[str, Any]:
    """The body of a mail that came back."""
    return {"asked": asked, "why": "no such address", "permanent": True, **forged}


def test_a_deputy_is_the_dealership_s_and_a_customer_s_day_a_lead_s(log: PlainLog) -> None:
    deputy = {"person": AGENT, "deputy": OTHER}
    with refused("belongs to the dealership"):
        log.write("deputy set", deputy, lead=log.lead, round=1)
    log.write("deputy set", deputy)
    day: tuple[tuple[str, dict[str, Any]], ...] = (
        ("shown", {}),
        ("no show", {}),
        ("mail wish", {"may_mail": True}),
    )
    for kind, body in day:
        with refused("belongs to a lead"):
            log.write(kind, body, lead=None, round=0)
        log.write(kind, body)


def test_facts_of_a_mail_may_say_more(log: PlainLog) -> None:
    log.use_policy(rules())
    log.call()
    details = {
        "to": "pat@example.test",
        "subject": "x",
        "text": "y",
        "attachments": ["a.pdf"],
        "language": "nl",
    }
    asked = log.write("email asked", {"template": "first"}, details=details)
    log.write("email left", {"asked": asked, "message_id": f"<{asked}@example.test>", "said": True})
    log.write("email withdrawn", {"asked": asked, "why": "permission"})


def test_a_desk_keeps_its_chain(log: PlainLog) -> None:
    other = "00000000-0000-4000-8000-000000000000"
    for statement in (
        f"UPDATE this_desk SET chain = '{other}'",
        "UPDATE this_desk SET dealership = 'shelbyville'",
        "DELETE FROM this_desk",
        f"INSERT OR REPLACE INTO this_desk VALUES (1, 'd', '{other}', '{DESK.dealership}', NULL, 'desk')",
    ):
        with refused("stay as they are"):
            log.connection.execute(statement)
    log.connection.execute("UPDATE this_desk SET desk = 'desk-9', person = ?", (AGENT,))


def test_a_desk_is_free_until_something_is_sealed(path: Path) -> None:
    with closing(PlainLog.create(path)) as log:
        log.connection.execute("UPDATE this_desk SET dealership = 'shelbyville'")
        log.connection.execute("DELETE FROM this_desk")
