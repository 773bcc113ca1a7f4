"""An agent's login tries to be more than it is: rules, people, passwords, desks, another dealership.

Each refusal has a lawful twin that the same connection, or whoever may, is granted.
"""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import psycopg
import pytest

from bdc_desk.storage.shared.connection import connect
from bdc_desk.storage.shared.shared import change_password
from bdc_desk.sync.administering import add_person, dealership_named
from tests.helpers.shared_log import SharedLog
from tests.helpers.teams import TeamDatabase, TeamServer, password_of

SOMEBODY = "0f0e0d0c-0b0a-4908-8706-050403020100"
ROLES = ("kim", "lee", "max", "pat")


@pytest.fixture(scope="module")
def database(team: TeamServer) -> Iterator[TeamDatabase]:
    """One database for all that is refused here."""
    with team.database() as shared:
        yield shared


@pytest.fixture
def kim(database: TeamDatabase) -> Iterator[SharedLog]:
    """A salesperson with a lead."""
    with SharedLog(database, "kim") as log:
        assert log.arrive().stands
        yield log


@contextmanager
def newcomer(shared: TeamDatabase) -> Iterator[tuple[str, str, psycopg.Connection[Any]]]:
    """A login that only this test has (logins are the server's), its first password, and a connection."""
    login = f"new_{uuid4().hex[:12]}"
    with shared.admin() as admin:
        springfield = dealership_named(admin, "Springfield Motors").dealership
        first = add_person(admin, springfield, "New One", "salesperson", login)
    with shared.team.server.connect(shared.name, login, first.password) as connection:
        yield login, first.password, connection


def refused(words: str) -> Any:
    """The block is refused with these words."""
    return pytest.raises(psycopg.DatabaseError, match=f"refused: .*{words}")


# What a role may write


def _policy(log: SharedLog) -> dict[str, Any]:
    content = log.value("SELECT content FROM bdc.entry WHERE kind = 'policy used' ORDER BY at LIMIT 1")
    body: dict[str, Any] = json.loads(content)["body"]
    return body


@pytest.mark.parametrize("login", ROLES)
def test_rules_are_the_manager_s_and_the_principal_s(database: TeamDatabase, login: str) -> None:
    with SharedLog(database, login) as log:
        answer = log.write("policy used", _policy(log))
        if login in {"max", "pat"}:
            assert answer.stands
        else:
            assert answer.verdict == "refused: a manager or the principal puts a policy in force"
        assert log.write("note").stands


@pytest.mark.parametrize("login", ROLES)
def test_everybody_says_who_covers_them_and_who_leads_says_it_of_others(
    database: TeamDatabase, login: str
) -> None:
    with SharedLog(database, "kim") as kim, SharedLog(database, login) as log:
        until = log.now
        assert log.write("deputy set", {"person": log.person, "deputy": SOMEBODY, "until": until}).stands
        assert log.write("deputy set", {"person": log.person, "deputy": None, "until": None}).stands
        for other in (SOMEBODY, kim.person):
            answer = log.write("deputy set", {"person": other, "deputy": log.person})
            if login in {"max", "pat"} or other == log.person:
                assert answer.stands
            else:
                assert answer.verdict == (
                    "refused: everybody says who covers them; of others a manager or the principal says it"
                )
        assert log.write("note", lead=kim.lead).no is not None


DEPUTIES: tuple[dict[str, Any], ...] = (
    {},
    {"person": None, "deputy": None},
    {"person": 5, "deputy": None},
    {"person": SOMEBODY},
    {"person": SOMEBODY, "deputy": 5},
    {"person": SOMEBODY, "deputy": SOMEBODY, "until": "Monday"},
    {"person": SOMEBODY, "deputy": SOMEBODY, "until": 0.5},
)


@pytest.mark.parametrize("body", DEPUTIES, ids=str)
def test_a_deputy_has_its_form(database: TeamDatabase, body: dict[str, Any]) -> None:
    with SharedLog(database, "max") as manager:
        verdict = manager.write("deputy set", body).verdict
        assert verdict.startswith("refused: a deputy is set for a person")
        assert manager.write("deputy set", {"person": SOMEBODY, "deputy": None}).stands


def test_a_refused_policy_is_in_force_nowhere(kim: SharedLog) -> None:
    lax = _policy(kim)
    for rule in lax["rules"]["templates"].values():
        rule["calls"] = 0
    assert kim.write("policy used", lax).verdict.startswith("refused: a manager")
    assert kim.ask().verdict == "refused: 0 of 1 calls count"


@pytest.mark.parametrize(
    "rules",
    [{}, {"gap": "0"}, {"gap": 0.5}, {"gap": None}, {"parts": {}}, {"parts": None}, {"templates": []},
     {"templates": {"x": []}}, {"templates": {"x": {"calls": "1"}}}, {"templates": {"x": {"calls": 1}}},
     {"not_reached": []}, {"not_reached": {}}, {"not_reached": {"calls": 1, "days": 1, "parts": 0.5}}],
)  # fmt: skip
def test_a_policy_without_the_rules_is_none(database: TeamDatabase, rules: dict[str, Any]) -> None:
    with SharedLog(database, "max") as manager:
        body = _policy(manager)
        forged = {**body, "rules": {**body["rules"], **rules} if rules else {}}
        verdict = manager.write("policy used", forged).verdict
        assert verdict.startswith("refused: ")
        assert "rule" in verdict
        assert manager.write("policy used", body).stands


ZONES = (
    "XYZ+30",
    "XYZ-99",
    "<x>-167:59:59",
    "UTC+14:00:01",
    "",
    "Nowhere/At All",
    "x" * 5000,
    5,
    True,
    [],
    {},
    ["UTC"],
)


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: str(zone)[:20])
def test_no_zone_of_a_policy_stops_the_team(database: TeamDatabase, zone: Any) -> None:
    with SharedLog(database, "max") as manager:
        body = _policy(manager)
        assert manager.write("policy used", {**body, "rules": {**body["rules"], "zone": zone}}).no is not None
        assert manager.write("note", lead=str(uuid4())).stands
        offset = manager.value("SELECT utc_offset FROM bdc.seal WHERE entry = %s", manager.last)
        assert -43200 <= offset <= 50400
        assert manager.write("policy used", body).stands


@pytest.mark.parametrize("login", ROLES)
@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("person added", {"person": SOMEBODY, "role": "principal"}, "the database's owner sets up"),
        (
            "dealership set up",
            {"name": "Mine", "country": "GB", "zone": "UTC"},
            "the database's owner sets up",
        ),
        ("clock set back", {"back_from": 1, "to": 0}, "in a team the shared database dates the log"),
    ],
)
def test_people_dealerships_and_clocks_are_the_owner_s(
    database: TeamDatabase, login: str, kind: str, body: dict[str, Any], words: str
) -> None:
    with SharedLog(database, login) as log:
        assert words in log.write(kind, body).verdict
        assert log.write("note").stands


@pytest.mark.parametrize(
    "statement",
    [
        "DROP ROLE lee",
        "ALTER ROLE lee NOLOGIN",
        "ALTER ROLE lee VALID UNTIL '2000-01-01'",
        "ALTER ROLE kim RENAME TO lee_too",
        "ALTER ROLE kim VALID UNTIL 'infinity'",
        "REVOKE bdc_agent FROM kim",
        "REVOKE bdc_agent FROM lee",
        "GRANT bdc_agent TO lee WITH ADMIN OPTION",
        "DROP OWNED BY lee",
        "REASSIGN OWNED BY lee TO kim",
    ],
)
def test_nobody_removes_anybody(kim: SharedLog, statement: str) -> None:
    with pytest.raises(psycopg.Error, match=r"permission denied|must have|may not|session user cannot"):
        kim.connection.execute(statement)
    assert kim.write("note").stands


def test_who_was_removed_does_nothing_more_on_a_connection_that_is_still_open(shared: TeamDatabase) -> None:
    with newcomer(shared) as (login, password, connection):
        with closing(connect(shared.address(login), password)) as new:
            change_password(new, password_of(login))
        desk = str(uuid4())
        connection.execute("SELECT bdc.join_desk(%s, '1')", (desk,))
        calls = (
            "bdc.push('{d}', '{{}}', '{{}}', '{{}}', '{{}}')",
            "bdc.claim('{d}', '{{\"customer\": \"c\", \"lead\": \"l\"}}', 60)",
            "bdc.claim_next('{d}', '[]', 0, 60)",
            "bdc.lease('{d}', 'mailbox', 60)",
            "bdc.release('{d}', 'x')",
            "bdc.join_desk('{d}', '1')",
            "bdc.news('{d}', '1', '', 0, '', 0, 'ready', 0, '{{}}', 60)",
        )  # fmt: skip
        for call in calls:
            connection.execute(f"SELECT {call.format(d=desk)}")
        assert connection.execute("SELECT count(*) > 0 FROM bdc.entry").fetchone() == (True,)
        with shared.admin() as admin:
            admin.remove_login(login)
        for call in calls:
            with refused(f"{login} belongs to no dealership here"):
                connection.execute(f"SELECT {call.format(d=desk)}")
        assert connection.execute("SELECT count(*) FROM bdc.entry").fetchone() == (0,)
        with refused(f"{login} belongs to no dealership here"):
            connection.execute("SELECT bdc.change_password('SCRAM-SHA-256$')")


# Passwords

SCRAM = "SCRAM-SHA-256$4096:" + "A" * 22 + "==$" + "A" * 43 + "=:" + "A" * 43 + "="


@pytest.mark.parametrize(
    "verifier",
    [None, "", "in plain words", "SCRAM-SHA-256$", "SCRAM-SHA-256$in plain words", "md5" + "0" * 32,
     SCRAM[:-1], f"{SCRAM}=", f" {SCRAM}", f"{SCRAM}\n", SCRAM.replace("4096", "1"),
     SCRAM.replace("4096", "999999999"),
     SCRAM.replace("4096", "-1"), SCRAM.lower(), SCRAM.replace("A", "'", 1), f"{SCRAM}' SUPERUSER --",
     "SCRAM-SHA-256$4096:x'; ALTER ROLE lee PASSWORD 'mine'; --"],
)  # fmt: skip
def test_a_password_comes_as_a_verifier_alone(shared: TeamDatabase, verifier: str | None) -> None:
    with newcomer(shared) as (login, password, connection):
        with refused("a password comes as a SCRAM verifier"):
            connection.execute("SELECT bdc.change_password(%s)", (verifier,))
        shared.team.server.connect(shared.name, login, password).close()  # it is as it was
        with refused("change the first password before anything else"):
            connection.execute("SELECT bdc.join_desk(%s, '1')", (str(uuid4()),))
        with closing(connect(shared.address(login), password)) as new:
            change_password(new, password_of(login))
        shared.team.server.connect(shared.name, login, password_of(login)).close()
        connection.execute("SELECT bdc.join_desk(%s, '1')", (str(uuid4()),))


def test_a_password_is_changed_for_oneself_alone(shared: TeamDatabase) -> None:
    with newcomer(shared) as (login, password, connection):
        with pytest.raises(psycopg.errors.UndefinedFunction):
            connection.execute("SELECT bdc.change_password(%s, 'lee')", (SCRAM,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SET ROLE lee")
        connection.execute("SET ROLE bdc_agent")  # whatever role is set, it is the login's
        connection.execute("SELECT bdc.change_password(%s)", (SCRAM,))
        with pytest.raises(psycopg.OperationalError):
            shared.team.server.connect(shared.name, login, password)
        with SharedLog(shared, "lee") as lee:
            assert lee.write("note", lead=str(uuid4())).stands


# Desks


@pytest.mark.parametrize("desk", [None, "", "desk-1", SOMEBODY.upper(), SOMEBODY + "\n"])
def test_a_desk_has_an_id_of_its_form(kim: SharedLog, desk: str | None) -> None:
    with refused("a desk's id is a UUID in small letters"):
        kim.connection.execute("SELECT bdc.join_desk(%s, '1')", (desk,))
    kim.connection.execute("SELECT bdc.join_desk(%s, %s)", (str(uuid4()), None))
    kim.connection.execute("SELECT bdc.join_desk(%s, %s)", (str(uuid4()), "1" * 1_000_000))


def test_joining_again_does_not_make_a_desk_older(kim: SharedLog) -> None:
    joined = "SELECT joined_at, last_seq FROM bdc.desk WHERE desk = %s"
    before = kim.owner.execute(joined, (kim.desk,)).fetchone()
    kim.connection.execute("SELECT bdc.join_desk(%s, '1')", (kim.desk,))
    assert kim.owner.execute(joined, (kim.desk,)).fetchone() == before


def test_a_desk_of_the_log_that_never_joined_is_nobody_s(kim: SharedLog) -> None:
    owner_s = str(uuid5(NAMESPACE_URL, f"owner of {kim.dealership}"))
    assert kim.value("SELECT count(*) FROM bdc.entry WHERE desk = %s", owner_s) > 0
    with refused("this desk belongs to somebody else"):
        kim.connection.execute("SELECT bdc.join_desk(%s, '1')", (owner_s,))
    kim.connection.execute("SELECT bdc.join_desk(%s, '1')", (str(uuid4()),))


# Another dealership


def test_another_dealership_is_not_there(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "zoe", lead=kim.lead) as zoe:
        kim.arrive()
        kim.write("note", details={"text": "secret"})
        kim.connection.execute('SELECT bdc.claim(%s, \'{"customer": "c", "lead": "l"}\', 60)', (kim.desk,))
        for table in ("entry", "seal", "detail", "archive", "replaced", "head", "chain", "dealership"):
            for where in ("true", "dealership = %(d)s", "dealership <> %(z)s", "dealership LIKE '%%'"):
                found = zoe.connection.execute(
                    f"SELECT count(*) FILTER (WHERE dealership <> %(z)s) FROM bdc.{table} WHERE {where}",
                    {"d": kim.dealership, "z": zoe.dealership},
                ).fetchone()
                assert found == (0,)
        assert zoe.row("SELECT dealership, dealership_name FROM bdc.hello()") == (
            zoe.dealership,
            "Shelbyville Cars",
        )
        news = zoe.value("SELECT bdc.news(%s, '1', '', 0, '', 0, 'ready', 0, '{}', 60)", zoe.desk)
        assert (news["claims"], news["present"], news["chain"]) == ([], [], zoe.chain)


def test_no_condition_looks_at_rows_before_row_level_security(kim: SharedLog) -> None:
    with SharedLog(kim.shared, "zoe") as zoe:
        leak = "SELECT count(*) FROM bdc.entry WHERE 1 / (CASE WHEN dealership = %s THEN 0 ELSE 1 END) = 1"
        assert zoe.value(leak, kim.dealership) >= 0  # a row of kim's would divide by nought
        with pytest.raises(psycopg.errors.DivisionByZero):
            kim.connection.execute(leak, (kim.dealership,))


def test_what_is_written_of_another_dealership_s_lead_lands_at_home(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "zoe", lead=kim.lead) as zoe:
        kim.arrive()
        before = kim.value("SELECT no FROM bdc.head")
        assert (
            zoe.write("note", dealership=kim.dealership).verdict
            == "rejected: not the dealership of this login"
        )
        assert zoe.write("closed", {"reason": "lost"}).stands  # of a lead that never arrived there
        assert zoe.ask().verdict == "refused: the lead has not arrived"
        with refused("this desk is not one of yours"):
            zoe.connection.execute("SELECT * FROM bdc.push(%s, '{}', '{}', '{}', '{}')", (kim.desk,))
        assert kim.value("SELECT no FROM bdc.head") == before
        kim.call()
        assert kim.ask().stands


def test_the_same_ids_may_stand_in_two_dealerships(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "zoe", lead=kim.lead, desk=kim.desk) as zoe:
        first = kim.arrive()
        assert zoe.arrive(id=first.entry).stands
        assert zoe.write("note", id=str(uuid4())).stands
        assert kim.write("note").stands
