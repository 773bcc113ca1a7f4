"""Erasing at the shared database: who may, what goes, and that nothing brings it back."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from bdc_desk.storage.codec import canonical, details_digest
from bdc_desk.storage.shared.connection import connect
from bdc_desk.storage.shared.faults import ServerHere
from bdc_desk.storage.shared.installing import sql_text
from bdc_desk.storage.shared.shared import hello
from tests.helpers.shared_log import SALT, Answer, SharedLog
from tests.helpers.teams import TeamDatabase, password_of
from tests.storage.shared.test_hostile_client_tampering import faults, tamper

ASKED = {"reason": "asked"}
MAIL = b"From: pat@example.test\n\nIs it still available?"
SHA = sha256(MAIL).hexdigest()


@pytest.fixture
def kim(shared: TeamDatabase) -> Iterator[SharedLog]:
    """A salesperson whose lead came by a mail, with a note."""
    with SharedLog(shared, "kim") as log:
        assert handed_in(log, "arrival", ARRIVAL, {"first": "Pat"}, MAIL).stands
        assert log.write("note", details={"text": "Rang off."}).stands
        yield log


@pytest.fixture
def manager(kim: SharedLog) -> Iterator[SharedLog]:
    """A manager at the same lead."""
    with SharedLog(kim.shared, "max", lead=kim.lead) as log:
        yield log


ARRIVAL: dict[str, Any] = {"archive": SHA, "kind": "internet", "numbers": []}


def handed_in(
    log: SharedLog,
    kind: str,
    body: Mapping[str, Any],
    details: Mapping[str, Any],
    archive: bytes | None = None,
    **forged: Any,
) -> Answer:
    """Push an entry with its original."""
    told = canonical(details)
    content = canonical(log.fields(kind, body, details=details_digest(SALT, told), **forged))
    return log.push_text(content, salts=[SALT], details=[told], archives=[archive])[0]


def lacking(log: SharedLog, **forged: Any) -> Answer:
    """Push a note whose desk has dropped its details."""
    told = details_digest(SALT, canonical({"text": "Rang off."}))
    return log.push_text(canonical(log.fields("note", **{"details": told, **forged})))[0]


def kept(log: SharedLog) -> tuple[int, int]:
    """How many details and originals the lead has there."""
    row = log.owner.execute(
        "SELECT (SELECT count(*) FROM bdc.detail d JOIN bdc.entry e ON e.dealership = d.dealership "
        "AND e.id = d.entry WHERE e.lead = %s), (SELECT count(*) FROM bdc.archive)",
        (log.lead,),
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def test_an_erasure_takes_details_and_originals_and_leaves_the_chain(
    kim: SharedLog, manager: SharedLog
) -> None:
    with SharedLog(kim.shared, "lee") as other:
        assert handed_in(other, "note", {}, {"text": "of another customer"}).stands
        assert kept(kim) == (2, 1)
        assert manager.write("erased", ASKED).stands
        assert kept(kim) == (0, 0)
        assert kept(other) == (1, 0)
    assert kim.value("SELECT count(*) FROM bdc.entry WHERE lead = %s", kim.lead) == 3
    assert faults(kim) == []


@pytest.mark.parametrize("login", ["kim", "lee"])
def test_only_a_manager_or_the_principal_erases(kim: SharedLog, login: str) -> None:
    with SharedLog(kim.shared, login, lead=kim.lead) as log:
        assert log.write("erased", ASKED).verdict == "refused: a manager or the principal erases a customer"
    assert kept(kim) == (2, 1)
    with SharedLog(kim.shared, "pat", lead=kim.lead) as principal:
        assert principal.write("erased", {"reason": "mistake"}).stands
    assert kept(kim) == (0, 0)


@pytest.mark.parametrize(
    "body", [{}, {"reason": "bored"}, {"reason": None}, {"reason": ["asked"]}, {**ASKED, "who": "Pat Sample"}]
)
def test_an_erasure_of_another_form_is_refused_and_takes_nothing(
    manager: SharedLog, body: dict[str, Any]
) -> None:
    assert "for one of the three reasons" in manager.write("erased", body).verdict
    assert kept(manager) == (2, 1)


def test_an_erasure_is_of_a_lead_and_tells_nothing_of_the_person(manager: SharedLog) -> None:
    assert "belongs to a lead" in manager.write("erased", ASKED, lead=None, round=0).verdict
    assert "nothing else is said" in manager.write("erased", ASKED, details={"name": "Pat"}).verdict
    assert kept(manager)[1] == 1


def test_what_comes_later_is_sealed_without_what_is_personal(kim: SharedLog, manager: SharedLog) -> None:
    assert manager.write("erased", ASKED).stands
    assert handed_in(kim, "note", {}, {"text": "written while away"}).stands
    body = {**ARRIVAL, "again": True}
    assert handed_in(kim, "arrival", body, {"first": "Pat"}, MAIL).stands
    assert kept(kim) == (0, 0)
    assert faults(kim) == []


def test_in_one_push_what_follows_the_erasure_leaves_nothing(manager: SharedLog) -> None:
    told = canonical({"text": "in the same push"})
    note = manager.fields("note", details=details_digest(SALT, told), desk_seq=2)
    answers = manager.push_text(
        canonical(manager.fields("erased", ASKED)),
        canonical(note),
        salts=[None, SALT],
        details=[None, told],
    )
    assert [one.verdict for one in answers] == ["stands", "stands"]
    assert kept(manager) == (0, 0)


def test_the_file_of_an_erased_customer_does_not_come_back_by_another_s_row(
    kim: SharedLog, manager: SharedLog
) -> None:
    assert manager.write("erased", ASKED).stands
    with SharedLog(kim.shared, "lee") as other:  # a row of the same file
        assert handed_in(other, "arrival", ARRIVAL, {"first": "Sam"}, MAIL).stands
        assert kept(other) == (1, 0)
        nested = {"a": {"archive": "0" * 64}, **ARRIVAL}
        assert handed_in(other, "arrival", nested, {"first": "Sam"}, MAIL, id=str(uuid4())).stands
        assert kept(other) == (2, 0)
    assert faults(kim) == []


def test_a_late_row_of_a_file_takes_the_file_with_it(kim: SharedLog, manager: SharedLog) -> None:
    """The other customer's row was there first, so the file was; then the erased one's comes from a desk that
    was away.
    """
    gone, file = str(uuid4()), b"first,last\nPat,Sample\nSam,Other\n"
    body = {**ARRIVAL, "archive": sha256(file).hexdigest()}
    assert manager.write("erased", ASKED, lead=gone).stands
    assert handed_in(kim, "arrival", body, {"first": "Sam"}, file).stands
    assert kept(kim)[1] == 2
    assert handed_in(kim, "arrival", body, {"first": "Pat"}, file, lead=gone).stands
    assert kept(kim)[1] == 1
    assert faults(kim) == []


def test_details_may_lack_where_the_lead_is_erased_and_nowhere_else(
    kim: SharedLog, manager: SharedLog
) -> None:
    assert lacking(kim).verdict.startswith("rejected: details come with the entry")
    assert manager.write("erased", ASKED, lead=str(uuid4())).stands
    assert lacking(kim).verdict.startswith("rejected: details come with the entry")
    with SharedLog(kim.shared, "lee", lead=kim.lead) as lee:  # refused: it erases nothing
        assert not lee.write("erased", ASKED).stands
    assert lacking(kim).verdict.startswith("rejected: details come with the entry")
    assert manager.write("erased", ASKED).stands
    assert lacking(kim).stands
    assert lacking(kim, details="Pat Sample").verdict.startswith("rejected: details are null or a SHA-256")
    assert lacking(kim, lead=None, round=0).verdict.startswith("rejected: details come with the entry")


def test_after_a_recovery_details_may_lack_until_the_erasure_is_handed_in_again(
    kim: SharedLog, manager: SharedLog
) -> None:
    kim.owner.execute("SELECT bdc.continue_chain(%s, %s)", (kim.dealership, str(uuid4())))
    answer = lacking(kim)
    assert answer.stands
    assert f"details of entry {answer.entry} are missing" in faults(kim)
    assert manager.write("erased", ASKED).stands
    assert kept(kim) == (0, 0)
    assert faults(kim) == []


def test_a_person_s_login_erases_nothing_by_hand_and_puts_nothing_back(
    kim: SharedLog, manager: SharedLog
) -> None:
    tries = (
        "DELETE FROM bdc.detail",
        "DELETE FROM bdc.archive",
        f"SELECT bdc.forget('{kim.dealership}', '{kim.lead}')",
        f"SELECT bdc.is_erased('{kim.dealership}', '{kim.lead}')",
        f"INSERT INTO bdc.detail SELECT dealership, id, '{SALT.hex()}', '{{}}' FROM bdc.entry",
    )
    for log in (kim, manager):
        for statement in tries:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                log.connection.execute(statement)
    assert manager.write("erased", ASKED).stands
    told = canonical({"text": "Rang off."})
    stored = kim.value("SELECT content FROM bdc.entry WHERE id = %s", kim.last)
    again = kim.push_text(stored, salts=[SALT], details=[told])  # a replay, with the details once more
    assert again[0].stands
    assert kept(kim) == (0, 0)


def test_the_guards_let_what_is_personal_of_an_erased_lead_go_and_nothing_else(
    kim: SharedLog, manager: SharedLog
) -> None:
    with SharedLog(kim.shared, "lee") as other:
        assert handed_in(other, "note", {}, {"text": "of another customer"}).stands
    for table in ("detail", "archive"):
        with pytest.raises(psycopg.DatabaseError, match="only ever added to"):
            kim.owner.execute(f"DELETE FROM bdc.{table}")
    assert manager.write("erased", ASKED).stands
    tamper(kim, f"INSERT INTO bdc.detail VALUES (%(d)s, '{kim.last}', '\\x{SALT.hex()}', '{{}}')",
           f"INSERT INTO bdc.archive VALUES (%(d)s, '{SHA}', '\\x{MAIL.hex()}')")  # fmt: skip
    said = faults(kim)
    assert any(f"{kim.last} are there, though its customer was erased" in one for one in said)
    assert any("the original of entry" in one and "is there, though" in one for one in said)
    with pytest.raises(psycopg.DatabaseError, match="only ever added to"):
        kim.owner.execute("UPDATE bdc.detail SET content = ''")
    with pytest.raises(psycopg.DatabaseError, match="only ever added to"):
        kim.owner.execute("DELETE FROM bdc.detail")  # the other customer's is among them
    kim.owner.execute("SELECT bdc.forget(%s, %s)", (kim.dealership, kim.lead))
    assert faults(kim) == []


def test_details_that_nobody_erased_are_named(kim: SharedLog) -> None:
    tamper(kim, "DELETE FROM bdc.detail")
    assert any("are missing" in one for one in faults(kim))


def test_no_number_of_an_erased_customer_stays_in_a_claim(kim: SharedLog, manager: SharedLog) -> None:
    wanted = f'{{"customer": "c", "lead": "{kim.lead}", "numbers": ["+442079460001"]}}'
    ask = f"SELECT bdc.claim('{kim.desk}', '{wanted}', 60)->>'granted'"
    keys = "SELECT count(*) FROM bdc.claim WHERE key LIKE 'tel:%'"
    assert kim.value(ask) == "true"
    assert kim.owner.execute(keys).fetchone() == (1,)
    assert manager.write("erased", ASKED).stands
    assert kim.owner.execute(keys).fetchone() == (0,)
    assert kim.value(ask) == "true"  # not heard of it yet
    assert kim.owner.execute(keys).fetchone() == (0,)
    few = f"SELECT bdc.claim_next('{kim.desk}', '[{wanted}]', {kim.seen()}, 60)->>'granted'"
    assert kim.value(few) == "false"


def test_a_database_of_before_is_brought_up(shared: TeamDatabase) -> None:
    """As it was installed by the version before: no erasing, and every desk says so."""
    with shared.owner() as owner:
        owner.execute("DELETE FROM bdc.schema_version WHERE version = 2")
        owner.execute("DROP INDEX bdc.entry_erased, bdc.entry_original")
        owner.execute("DROP FUNCTION bdc.is_erased, bdc.is_erased_original, bdc.forget, bdc.may_lack_details")
    with (
        closing(connect(shared.address("kim"), password_of("kim"))) as login,
        pytest.raises(ServerHere, match="`bdc-desk shared init` brings it up"),
    ):
        hello(login)
    with shared.admin() as admin:
        assert "Its tables were brought to version 2." in admin.init()
    with SharedLog(shared, "max") as manager:
        assert manager.write("erased", ASKED).stands
        assert faults(manager) == []


def left_of_the_customer(kim: SharedLog, manager: SharedLog) -> tuple[str, ...]:
    """Erase, write on, claim once more, and let a row of the same file come in: what is there afterwards."""
    wanted = f'{{"customer": "c", "lead": "{kim.lead}", "numbers": ["+442079460001"]}}'
    ask = f"SELECT bdc.claim('{kim.desk}', '{wanted}', 60)->>'granted'"
    keys = "SELECT count(*) FROM bdc.claim WHERE key LIKE 'tel:%'"
    found: list[str] = []
    assert kim.value(ask) == "true"
    assert manager.write("erased", ASKED).stands
    found += ["details"] * kept(kim)[0] + ["original"] * kept(kim)[1]
    found += ["number"] * kim.owner.execute(keys).fetchall()[0][0]
    assert handed_in(kim, "note", {}, {"text": "written while away"}).stands
    found += ["late details"] * kept(kim)[0]
    assert kim.value(ask) == "true"
    found += ["late number"] * kim.owner.execute(keys).fetchall()[0][0]
    with SharedLog(kim.shared, "lee") as other:
        assert handed_in(other, "arrival", ARRIVAL, {"first": "Sam"}, MAIL).stands
    found += ["late original"] * kept(kim)[1]
    return tuple(dict.fromkeys(found))


STEPS = [
    ("erased.sql", "DELETE FROM bdc.detail d USING bdc.entry e\n    WHERE ", "false AND ", "details"),
    ("erased.sql", "DELETE FROM bdc.archive a\n    WHERE ", "false AND ", "original"),
    ("erased.sql", "DELETE FROM bdc.claim c WHERE ", "false AND ", "number"),
    ("push.sql", "IF bdc.is_erased(myself.dealership, fields->>'lead') ", "AND fields->>'kind' = 'erased' ",
     "late details"),
    ("claims.sql", "IF bdc.is_erased(mine.dealership, candidate->>'lead') ", "AND false ", "late number"),
    ("push.sql", "AND NOT bdc.is_erased_original(myself.dealership, original) ", "IS NULL ", "late original"),
]  # fmt: skip
"""Where a step stands in the functions, what put after it leaves it out, and what is left then."""


def test_nothing_is_left_of_the_customer(kim: SharedLog, manager: SharedLog) -> None:
    assert left_of_the_customer(kim, manager) == ()


@pytest.mark.parametrize(("file", "step", "spoiled", "left"), STEPS, ids=[step[3] for step in STEPS])
def test_each_step_left_out_is_seen(
    kim: SharedLog, manager: SharedLog, file: str, step: str, spoiled: str, left: str
) -> None:
    text = sql_text(file)
    assert text.count(step) == 1
    kim.owner.execute(text.replace(step, step + spoiled))
    assert left in left_of_the_customer(kim, manager)
