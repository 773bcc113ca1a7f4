"""Guards taken off, functions changed, rights given away: `shared verify` names each.

What can be put right, `shared init` puts right.
"""

from collections.abc import Iterator

import psycopg
import pytest

from tests.helpers.shared_log import SharedLog
from tests.helpers.teams import TeamDatabase
from tests.storage.shared.test_hostile_client_tampering import faults

GUARDED = ("entry", "seal", "detail", "archive", "replaced", "chain")


@pytest.fixture
def kim(shared: TeamDatabase) -> Iterator[SharedLog]:
    """An agent who wrote a little."""
    with SharedLog(shared, "kim") as log:
        assert log.arrive().stands
        assert log.write("note", details={"text": "Rang off."}).stands
        assert faults(log) == []
        yield log


def test_the_guards_stop_the_owner_too_and_a_lawful_entry_passes(kim: SharedLog) -> None:
    for table in GUARDED:
        for statement in (f"UPDATE bdc.{table} SET dealership = dealership", f"DELETE FROM bdc.{table}"):
            if kim.owner.execute(f"SELECT count(*) FROM bdc.{table}").fetchone() == (0,):
                continue
            with pytest.raises(psycopg.DatabaseError, match=f"refused: {table} is only ever added to"):
                kim.owner.execute(statement)
        with pytest.raises(psycopg.DatabaseError, match="is only ever added to"):
            kim.owner.execute(f"TRUNCATE bdc.{table} CASCADE")
    assert kim.write("note").stands
    assert faults(kim) == []


CHANGES: list[tuple[str, str]] = [
    *(
        (
            f"DROP TRIGGER {name} ON bdc.{table}",
            f"the trigger {name} of bdc.{table} is missing or switched off",
        )
        for table in GUARDED
        for name in ("only_added_to", "never_emptied")
    ),
    *(
        (
            f"ALTER TABLE bdc.{table} DISABLE TRIGGER only_added_to",
            f"the trigger only_added_to of bdc.{table} is missing or switched off",
        )
        for table in GUARDED
    ),
    (
        "ALTER TABLE bdc.entry ENABLE REPLICA TRIGGER only_added_to",
        "the trigger only_added_to of bdc.entry is",
    ),
    ("ALTER TABLE bdc.seal DISABLE TRIGGER ALL", "RI_ConstraintTrigger"),
    (
        (
            "CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE ON bdc.entry FOR EACH ROW "
            "EXECUTE FUNCTION bdc.only_added_to()"
        ),
        "the trigger only_added_to of bdc.entry is missing",
    ),
    (
        "CREATE TRIGGER another BEFORE INSERT ON bdc.entry FOR EACH ROW EXECUTE FUNCTION bdc.only_added_to()",
        "the trigger another of bdc.entry is not one of this program",
    ),
    (
        "CREATE RULE another AS ON INSERT TO bdc.seal DO INSTEAD NOTHING",
        "the rule another of bdc.seal is not one of this program",
    ),
    (
        (
            "CREATE OR REPLACE FUNCTION bdc.only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN coalesce(NEW, OLD); END'"
        ),
        "the function bdc.only_added_to() is not the one",
    ),
    (
        (
            "CREATE OR REPLACE FUNCTION bdc.my_dealership() RETURNS text LANGUAGE sql "
            "AS 'SELECT dealership FROM bdc.head'"
        ),
        "the function bdc.my_dealership() is not the one",
    ),
    (
        (
            "CREATE OR REPLACE FUNCTION bdc.gate(dealership text, chain text, lead text, "
            "round bigint, kind text, template text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text'"
        ),
        "the function bdc.gate(",
    ),
    ("ALTER FUNCTION bdc.push(text, text[], bytea[], text[], bytea[]) RESET ALL", "the function bdc.push("),
    ("ALTER FUNCTION bdc.me() SECURITY INVOKER", "the function bdc.me() is not the one"),
    ("ALTER FUNCTION bdc.gate(text, text, text, bigint, text, text) OWNER TO postgres", "the function"),
    (
        "GRANT EXECUTE ON FUNCTION bdc.continue_chain(text, text) TO bdc_agent",
        "the function bdc.continue_chain(text,text) is not the one",
    ),
    ("GRANT EXECUTE ON FUNCTION bdc.me() TO PUBLIC", "the function bdc.me() is not the one"),
    (
        "CREATE FUNCTION bdc.another() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "the function bdc.another()",
    ),
    ("CREATE FUNCTION bdc.me(text) RETURNS integer LANGUAGE sql AS 'SELECT 1'", "the function bdc.me(text)"),
    ("DROP FUNCTION bdc.hello()", "the function bdc.hello() is not the one"),
    ("GRANT INSERT ON bdc.entry TO bdc_agent", "bdc_agent may insert bdc.entry"),
    ("GRANT UPDATE ON bdc.seal TO kim", "kim may update bdc.seal"),
    ("GRANT SELECT ON bdc.person TO PUBLIC", "everybody may select bdc.person"),
    ("GRANT TRUNCATE ON bdc.entry TO kim", "kim may truncate bdc.entry"),
    ("GRANT UPDATE (role) ON bdc.person TO kim", "kim may update role of bdc.person"),
    ("GRANT CREATE ON SCHEMA bdc TO PUBLIC", "everybody may create in the schema bdc"),
    *(
        (f"ALTER TABLE bdc.{table} DISABLE ROW LEVEL SECURITY", f"row-level security of bdc.{table} is off")
        for table in ("entry", "seal", "detail", "archive", "replaced", "head", "chain", "dealership")
    ),
    (
        (
            "DROP POLICY own_dealership ON bdc.entry; CREATE POLICY own_dealership ON bdc.entry "
            "FOR SELECT TO bdc_agent USING (true)"
        ),
        "the policy own_dealership of bdc.entry is not the one",
    ),
    (
        "CREATE POLICY another ON bdc.seal FOR SELECT TO bdc_agent USING (true)",
        "the policy another of bdc.seal",
    ),
    ("CREATE VIEW bdc.another AS SELECT * FROM bdc.person", "bdc.another is not one of this program"),
    ("CREATE TABLE bdc.another (id text)", "bdc.another is not one of this program"),
]


@pytest.mark.parametrize(("statement", "words"), CHANGES, ids=lambda value: str(value)[:60])
def test_verify_names_a_guard_that_is_not_as_it_was_put_in(
    kim: SharedLog, statement: str, words: str
) -> None:
    kim.owner.execute(statement)
    found = faults(kim)
    assert any(words in one for one in found), found


@pytest.mark.parametrize(
    ("grant", "back", "words"),
    [
        ("ALTER ROLE lee SUPERUSER", "ALTER ROLE lee NOSUPERUSER", "lee is above the rules"),
        ("ALTER ROLE lee BYPASSRLS", "ALTER ROLE lee NOBYPASSRLS", "lee is above the rules"),
        (
            "ALTER ROLE bdc_agent CREATEROLE",
            "ALTER ROLE bdc_agent NOCREATEROLE",
            "bdc_agent is above the rules",
        ),
        (
            "GRANT pg_read_all_data TO lee",
            "REVOKE pg_read_all_data FROM lee",
            "lee may act as pg_read_all_data",
        ),
        (
            "GRANT pg_write_all_data TO bdc_agent",
            "REVOKE pg_write_all_data FROM bdc_agent",
            "bdc_agent may act as",
        ),
    ],
)
def test_verify_names_a_login_that_is_more_than_an_agent(
    kim: SharedLog, grant: str, back: str, words: str
) -> None:
    try:
        kim.owner.execute(grant)
        found = faults(kim)
    finally:
        kim.owner.execute(back)  # logins are the server's
    assert any(words in one for one in found), found
    assert faults(kim) == []


def test_init_puts_right_what_was_changed(kim: SharedLog) -> None:
    for statement in (
        "DROP TRIGGER only_added_to ON bdc.entry",
        "ALTER TABLE bdc.seal DISABLE TRIGGER never_emptied",
        "ALTER TABLE bdc.detail DISABLE ROW LEVEL SECURITY",
        "ALTER POLICY own_dealership ON bdc.head USING (true)",
        "CREATE OR REPLACE FUNCTION bdc.is_whole(value jsonb) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "GRANT INSERT ON bdc.entry TO bdc_agent",
    ):
        kim.owner.execute(statement)
    with kim.shared.admin() as admin:
        admin.init()
    assert faults(kim) == []
    assert kim.write("note").stands


def test_verify_stops_nobody_and_waits_for_nobody(kim: SharedLog) -> None:
    with SharedLog(kim.shared, "lee") as reader, reader.connection.transaction():
        reader.connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        for table in (*GUARDED, "head", "dealership"):
            reader.connection.execute(f"SELECT count(*) FROM bdc.{table}")
        with kim.shared.admin() as admin:
            assert admin.lacking_guards() == []
            admin.init()
        assert kim.write("note").stands
    assert faults(kim) == []
