"""An agent's login over plain psycopg: whatever statement it tries, nothing but the granted functions writes.

Each refusal has a lawful twin that the same connection is granted.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest

from tests.helpers.shared_log import SharedLog
from tests.helpers.teams import TeamDatabase, TeamServer

READ = ("entry", "seal", "detail", "archive", "replaced", "head", "chain", "dealership")
HIDDEN = ("person", "desk", "claim", "presence", "lease", "schema_version")
TABLES = READ + HIDDEN
CALLED = (
    "bdc.change_password(text)",
    "bdc.claim(text,jsonb,integer)",
    "bdc.claim_next(text,jsonb,bigint,integer)",
    "bdc.hello()",
    "bdc.join_desk(text,text)",
    "bdc.lease(text,text,integer)",
    "bdc.my_dealership()",
    "bdc.news(text,text,text,bigint,bytea,bigint,text,bigint,text[],integer)",
    "bdc.push(text,text[],bytea[],text[],bytea[])",
    "bdc.release(text,text)",
    "bdc.take_over(text,jsonb,integer)",
)


@pytest.fixture(scope="module")
def kim(team: TeamServer) -> Iterator[SharedLog]:
    """One agent in a database that refuses everything here, so that all these tests may share it. A copied
    database has its template's tables but not its rights, so it is set up again.
    """
    with team.database() as shared, shared.admin() as admin, SharedLog(shared, "kim") as log:
        admin.init()
        assert log.arrive().stands
        yield log


def denied(words: str = "permission denied") -> Any:
    """The block is refused for want of a right."""
    return pytest.raises(psycopg.errors.InsufficientPrivilege, match=words)


def still_writes(kim: SharedLog) -> None:
    """The lawful twin: through `push` the same connection writes."""
    assert kim.write("note").stands


# Rights


@pytest.mark.parametrize("table", TABLES)
def test_an_agent_may_read_some_tables_and_nothing_else(kim: SharedLog, table: str) -> None:
    may = kim.owner.execute(
        "SELECT privilege FROM unnest(%s::text[]) AS privilege "
        "WHERE has_table_privilege('kim', %s, privilege) OR privilege <> ALL ('{DELETE,TRUNCATE,TRIGGER}') "
        "AND has_any_column_privilege('kim', %s, privilege)",
        (
            ["SELECT", "INSERT", "UPDATE", "REFERENCES", "DELETE", "TRUNCATE", "TRIGGER"],
            *[f"bdc.{table}"] * 2,
        ),
    ).fetchall()
    assert may == ([("SELECT",)] if table in READ else [])


def test_the_schema_has_no_other_tables(kim: SharedLog) -> None:
    there = kim.owner.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'bdc'::regnamespace AND relkind <> 'i'"
    )
    assert sorted(name for (name,) in there) == sorted(TABLES)


@pytest.mark.parametrize("table", READ)
def test_what_an_agent_reads_is_kept_to_the_own_dealership(kim: SharedLog, table: str) -> None:
    count = f"SELECT count(*), count(*) FILTER (WHERE dealership = %s) FROM bdc.{table}"
    total, own = kim.row(count, kim.dealership)
    assert total == own
    rows = kim.owner.execute(count, (kim.dealership,)).fetchone()
    assert rows is not None
    assert rows[1] == own
    if table in {"entry", "seal", "head", "chain", "dealership"}:
        assert rows[0] > own > 0  # the other dealership has rows, too


def test_an_agent_may_call_these_functions_and_no_others(kim: SharedLog) -> None:
    may = kim.owner.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'bdc'::regnamespace "
        "AND has_function_privilege('kim', p.oid, 'EXECUTE')"
    )
    assert sorted(name for (name,) in may) == sorted(CALLED)


def test_every_function_of_the_owner_looks_names_up_in_the_catalogue_alone(kim: SharedLog) -> None:
    open_ones = kim.owner.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'bdc'::regnamespace "
        "AND NOT coalesce(p.proconfig @> '{\"search_path=pg_catalog, pg_temp\"}', false)"
    )
    assert open_ones.fetchall() == []


def test_an_agent_is_a_member_of_nothing_else(kim: SharedLog) -> None:
    groups = kim.owner.execute(
        "SELECT roleid::regrole::text, admin_option FROM pg_auth_members WHERE member = 'kim'::regrole"
    )
    assert groups.fetchall() == [("bdc_agent", False)]
    flags = kim.owner.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls, rolconnlimit "
        "FROM pg_roles WHERE rolname = 'kim'"
    )
    assert flags.fetchall() == [(False, 10)]


INNER = (
    "bdc.seal_all((NULL::bdc.person), '', '{}', '{}', '{}', '{}', 0)",
    "bdc.seal_next(NULL::bdc.head, '', '', 0, 0, 0, 'stands')",
    "bdc.continue_chain('', '')",
    "bdc.take_claim(NULL::bdc.person, '', '{}', 1, 0)",
    "bdc.held_by('', '{}', '', 0)",
    "bdc.keys_of('{}')",
    "bdc.is_candidate('{}')",
    "bdc.my_desk('')",
    "bdc.me()",
    "bdc.gate('', '', '', 1, 'not reached', NULL)",
    "bdc.fold('', '', '', '{}')",
    "bdc.fields('{}')",
    "bdc.utc_offset('', '', 0)",
    "bdc.policy_in_force('', '')",
    "bdc.arrived_at(NULL::bdc.head, '{}')",
    "bdc.why_malformed('{}', '', '{}')",
    "bdc.why_not_taken('{}', '', '', '', NULL::bdc.person, NULL::bdc.desk, NULL::bdc.head)",
    "bdc.why_not_yours('{}', NULL::bdc.person, '')",
    "bdc.is_canonical('{}')",
    "bdc.is_sorted('{}', 0)",
    "bdc.is_whole('1')",
    "bdc.is_moment_or_null('1')",
    "bdc.now_micros()",
    "bdc.micros(now())",
    "bdc.only_added_to()",
)


@pytest.mark.parametrize("call", INNER)
def test_inner_functions_are_not_an_agent_s_to_call(kim: SharedLog, call: str) -> None:
    with denied("permission denied for function"):
        kim.connection.execute(f"SELECT {call}")
    assert kim.value("SELECT bdc.my_dealership()") == kim.dealership


# Statements

WRITES = (
    "INSERT INTO bdc.{table} DEFAULT VALUES",
    "INSERT INTO bdc.{table} SELECT * FROM bdc.{table}",
    "INSERT INTO bdc.{table} DEFAULT VALUES ON CONFLICT DO NOTHING",
    (
        "INSERT INTO bdc.{table} DEFAULT VALUES "
        "ON CONFLICT ON CONSTRAINT {table}_pkey DO UPDATE SET {column} = NULL"
    ),
    "UPDATE bdc.{table} SET {column} = {column}",
    "UPDATE bdc.{table} SET {column} = {column} WHERE false",
    "DELETE FROM bdc.{table}",
    "DELETE FROM bdc.{table} USING bdc.chain AS c",
    "TRUNCATE bdc.{table}",
    "TRUNCATE bdc.{table} CASCADE",
    "MERGE INTO bdc.{table} AS t USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE",
    "MERGE INTO bdc.{table} AS t USING (SELECT 1) AS s ON false WHEN NOT MATCHED THEN INSERT DEFAULT VALUES",
    "MERGE INTO bdc.{table} AS t USING (SELECT 1) AS s ON true WHEN MATCHED THEN UPDATE SET {column} = NULL",
    "COPY bdc.{table} FROM STDIN",
    "WITH gone AS (DELETE FROM bdc.{table} RETURNING 1) SELECT * FROM gone",
    "EXPLAIN ANALYZE DELETE FROM bdc.{table}",
    "SELECT 1 FROM bdc.{table} FOR UPDATE",
    "SELECT 1 FROM bdc.{table} FOR KEY SHARE",
    "DO $$ BEGIN DELETE FROM bdc.{table}; END $$",
)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", WRITES)
def test_no_table_is_written_to_or_locked(kim: SharedLog, table: str, statement: str) -> None:
    column = "version" if table == "schema_version" else "dealership"
    with denied("permission denied for table"):
        kim.connection.execute(statement.format(table=table, column=column))


def test_through_push_the_same_connection_writes(kim: SharedLog) -> None:
    still_writes(kim)


@pytest.mark.parametrize("table", HIDDEN)
def test_what_is_no_agent_s_to_read_is_not_read(kim: SharedLog, table: str) -> None:
    for statement in ("SELECT * FROM bdc.{}", "SELECT count(*) FROM bdc.{}", "COPY bdc.{} TO STDOUT"):
        with denied("permission denied for table"):
            kim.connection.execute(statement.format(table))
    assert kim.value("SELECT count(*) FROM bdc.head") == 1


BUILDS = (
    "DROP TABLE bdc.entry",
    "DROP SCHEMA bdc CASCADE",
    "DROP FUNCTION bdc.me()",
    "DROP TRIGGER only_added_to ON bdc.entry",
    "DROP POLICY own_dealership ON bdc.entry",
    "DROP INDEX bdc.entry_lead_kind",
    "DROP OWNED BY bdc_owner",
    "REASSIGN OWNED BY bdc_owner TO kim",
    "ALTER TABLE bdc.entry DISABLE TRIGGER ALL",
    "ALTER TABLE bdc.entry DISABLE TRIGGER only_added_to",
    "ALTER TABLE bdc.entry DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE bdc.entry OWNER TO kim",
    "ALTER TABLE bdc.entry RENAME TO other",
    "ALTER TABLE bdc.seal ALTER verdict TYPE varchar",
    "ALTER TABLE bdc.person ADD COLUMN more text",
    "ALTER FUNCTION bdc.me() OWNER TO kim",
    "ALTER FUNCTION bdc.push(text, text[], bytea[], text[], bytea[]) SECURITY INVOKER",
    "ALTER FUNCTION bdc.me() SET search_path = public",
    "ALTER SCHEMA bdc RENAME TO other",
    "ALTER POLICY own_dealership ON bdc.entry USING (true)",
    "ALTER ROLE kim SUPERUSER",
    "ALTER ROLE kim BYPASSRLS",
    "ALTER ROLE kim CREATEROLE",
    "ALTER ROLE kim CONNECTION LIMIT -1",
    "ALTER ROLE lee PASSWORD 'mine now'",
    "ALTER ROLE bdc_agent SET search_path = public",
    "ALTER SYSTEM SET fsync = off",
    "ALTER DEFAULT PRIVILEGES FOR ROLE bdc_owner GRANT ALL ON TABLES TO kim",
    "GRANT bdc_owner TO kim",
    "GRANT kim TO lee",
    "GRANT EXECUTE ON FUNCTION bdc.continue_chain(text, text) TO kim",
    "REVOKE bdc_agent FROM lee",
    "COMMENT ON TABLE bdc.entry IS 'mine'",
    "CREATE SCHEMA own",
    "CREATE SCHEMA AUTHORIZATION kim",
    "CREATE ROLE another LOGIN",
    "CREATE DATABASE another",
    "CREATE TABLESPACE another LOCATION '/tmp'",
    "CREATE EVENT TRIGGER another ON ddl_command_start EXECUTE FUNCTION bdc.only_added_to()",
    "CREATE PUBLICATION another FOR ALL TABLES",
    "CREATE CAST (text AS integer) WITHOUT FUNCTION",
    "CREATE TRIGGER mine BEFORE INSERT ON bdc.entry FOR EACH ROW EXECUTE FUNCTION bdc.only_added_to()",
    "CREATE RULE mine AS ON INSERT TO bdc.entry DO INSTEAD NOTHING",
    "CREATE POLICY mine ON bdc.entry USING (true)",
    "CREATE INDEX mine ON bdc.entry (agent)",
    "CREATE STATISTICS mine ON agent, desk FROM bdc.entry",
    "CLUSTER bdc.entry USING entry_pkey",
    "CHECKPOINT",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "SELECT lo_export(1, '/tmp/x')",
    "SELECT pg_stat_reset()",
    "SELECT pg_reload_conf()",
    "SELECT * FROM pg_authid",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "COPY (SELECT 1) TO '/tmp/bdc-desk-copied'",
    "SET session_replication_role = replica",
    "SELECT set_config('session_replication_role', 'replica', false)",
    "SET lc_messages = 'C'",
    "SET SESSION AUTHORIZATION lee",
    "SET SESSION AUTHORIZATION postgres",
    "SET ROLE bdc_owner",
    "SET ROLE lee",
    "SET ROLE postgres",
    "SELECT set_config('role', 'bdc_owner', false)",
)


@pytest.mark.parametrize("statement", BUILDS)
def test_nothing_is_built_changed_or_dropped_and_nobody_becomes_somebody_else(
    kim: SharedLog, statement: str
) -> None:
    with denied("permission denied|must be owner|must be superuser|Only roles"):
        kim.connection.execute(statement)


def test_after_all_that_the_same_connection_works(kim: SharedLog) -> None:
    still_writes(kim)


OBJECTS = (
    "TABLE {}entry (id text)",
    "VIEW {}head AS SELECT 1 AS no",
    "FUNCTION {}sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
    "FUNCTION {}now_micros() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'",
    "OPERATOR {}= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
    "TYPE {}person AS (dealership text)",
    "DOMAIN {}text AS pg_catalog.text",
    "SEQUENCE {}numbers",
    "AGGREGATE {}max(bigint) (SFUNC = int8larger, STYPE = bigint)",
    'COLLATION {}sorted FROM "C"',
    "MATERIALIZED VIEW {}seals AS SELECT 1 AS no",
)  # fmt: skip


@pytest.mark.parametrize("schema", ["bdc.", "public.", "pg_temp.", "pg_catalog.", ""])
@pytest.mark.parametrize("what", OBJECTS)
def test_no_name_is_shadowed_by_an_own_one(kim: SharedLog, schema: str, what: str) -> None:
    with pytest.raises(
        (
            psycopg.errors.InsufficientPrivilege,
            psycopg.errors.InvalidTableDefinition,  # no materialized view is temporary
            psycopg.errors.InvalidSchemaName,
        )
    ):
        kim.connection.execute(f"CREATE {what.format(schema)}")


SHADOWS = (
    "CREATE TEMP TABLE {} (dealership text, chain text, no bigint, login text, role text)",
    "CREATE FUNCTION pg_temp.{}(text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text'",
    "CREATE DOMAIN pg_temp.{} AS pg_catalog.text",
)


def test_where_temporary_objects_may_be_made_they_shadow_nothing(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim:
        kim.owner.execute(f"GRANT TEMPORARY ON DATABASE {shared.name} TO PUBLIC")  # as after pg_restore
        for name in ("person", "head", "entry", "seal", "desk", "sha256", "text", "replace", "me", "jsonb"):
            for shadow in SHADOWS[:: 1 if name not in {"text", "jsonb"} else 2]:
                with suppress(psycopg.errors.DuplicateObject):  # a table is a type, too
                    kim.connection.execute(shadow.format(name))
        kim.connection.execute(
            "CREATE FUNCTION pg_temp.yes(text, text) RETURNS bool LANGUAGE sql AS 'SELECT true'"
        )
        kim.connection.execute(
            "CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.yes)"
        )
        kim.connection.execute("SET search_path = pg_catalog, pg_temp")  # for the client's own words
        assert kim.arrive().stands
        assert kim.ask("missed_you").verdict == "refused: 0 of 1 calls count"
        assert (
            kim.write("note", agent=kim.desk).verdict == "rejected: entries go up under their author's login"
        )
        assert kim.value("SELECT count(DISTINCT dealership) FROM bdc.entry") == 1


def test_rights_that_one_has_not_are_not_given_on(kim: SharedLog) -> None:
    for statement in (
        "GRANT ALL ON bdc.entry TO PUBLIC",
        "GRANT SELECT ON bdc.entry TO lee WITH GRANT OPTION",
        "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC",
        "VACUUM bdc.entry",
        "ANALYZE bdc.entry",
    ):
        kim.connection.execute(statement)  # with a warning, and to no effect
    rights = kim.value(
        "SELECT array_agg(DISTINCT grantee::regrole::text || ' ' || privilege_type) FROM pg_class c, "
        "aclexplode(c.relacl) WHERE c.oid = 'bdc.entry'::regclass AND grantee <> relowner"
    )
    assert rights == ["bdc_agent SELECT"]
    still_writes(kim)


@pytest.mark.parametrize("how", ["TEMP TABLE", "TEMPORARY TABLE", "LOCAL TEMP TABLE", "UNLOGGED TABLE"])
def test_there_are_no_temporary_tables(kim: SharedLog, how: str) -> None:
    with denied("permission denied"):
        kim.connection.execute(f"CREATE {how} entry (id text)")
    with denied("permission denied"):
        kim.connection.execute("SELECT 1 AS no INTO TEMP head")
    assert kim.value("SELECT count(*) FROM bdc.head") == 1


# Settings of the session

SETTINGS = (
    "standard_conforming_strings = off",
    "extra_float_digits = -15",
    "bytea_output = 'escape'",
    "transform_null_equals = on",
    "timezone_abbreviations = 'Australia'",
    "TimeZone = 'Asia/Kathmandu'",
    "DateStyle = 'German'",
    "IntervalStyle = 'sql_standard'",
    "client_encoding = 'LATIN1'",
    "search_path = public, bdc, pg_temp, pg_catalog",
    "search_path = ''",
    "quote_all_identifiers = on",
    "enable_indexscan = off",
    "plan_cache_mode = 'force_generic_plan'",
    "plpgsql.extra_errors = 'all'",
    "lock_timeout = 0",
    "check_function_bodies = off",
    "xmloption = 'document'",
    "ROLE bdc_agent",
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_of_the_session_changes_what_is_written(
    team: TeamServer, kim: SharedLog, setting: str
) -> None:
    with SharedLog(kim.shared, "kim", lead=kim.lead) as other:
        other.connection.execute(f"SET {setting}")
        fields = other.fields("note", {"a": 0.30000000000000004, "b": "\u00e9 \\u0000 \x7f", "c": 123456.5})
        assert other.push(fields)[0].stands
        row = kim.owner.execute(
            "SELECT e.agent, e.content, s.hash = sha256(b.hash || uuid_send(s.chain::uuid) || int8send(s.no) "
            "|| int8send(s.sealed_at) || int8send(s.at) || int4send(s.utc_offset) || sha256('stands') "
            "|| sha256(convert_to(e.content, 'UTF8'))) FROM bdc.entry e JOIN bdc.seal s ON s.entry = e.id "
            "JOIN bdc.seal b ON b.chain = s.chain AND b.no = s.no - 1 WHERE e.id = %s",
            (fields["id"],),
        ).fetchone()
        assert row is not None
        assert (row[0], row[2]) == (kim.person, True)
        for body in ('{"a": 1}', '{"b":1,"a":2}', '{"a":1e+05}', '{"a":"\\u0041"}', '{"a":0.3000}'):
            forged = other.push_text(_with_body(other, body))
            assert forged[0].verdict == "rejected: the content is not written as desks write it"


def _with_body(log: SharedLog, body: str) -> str:
    text = psycopg.types.json.json.dumps(log.fields("note"), sort_keys=True, separators=(",", ":"))
    return str(text).replace('"body":{}', f'"body":{body}')


def test_row_level_security_switched_off_reads_nothing_at_all(kim: SharedLog) -> None:
    with kim.connection.transaction(force_rollback=True):
        kim.connection.execute("SET LOCAL row_security = off")
        with denied("row-level security"), kim.connection.transaction():
            kim.connection.execute("SELECT count(*) FROM bdc.entry")
    assert kim.value("SELECT count(*) FROM bdc.dealership") == 1


def test_a_role_of_the_group_is_still_the_login(kim: SharedLog) -> None:
    with kim.connection.transaction():
        kim.connection.execute("SET LOCAL ROLE bdc_agent")
        assert kim.write("note").stands
        kim.connection.execute("RESET ROLE")
    assert kim.value("SELECT agent FROM bdc.entry WHERE id = %s", kim.last) == kim.person


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_nobody_goes_on_with_an_old_picture_of_the_database(kim: SharedLog, level: str) -> None:
    with kim.connection.transaction(force_rollback=True):
        kim.connection.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        with pytest.raises(psycopg.DatabaseError, match="refused: the shared database is asked at READ COMM"):
            kim.push_text("{}")
    with kim.connection.transaction():
        kim.connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        still_writes(kim)


def test_noise_on_the_channel_is_harmless(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "lee") as lee:
        channel = f"bdc_{kim.dealership.replace('-', '')}"
        lee.connection.execute(f"LISTEN {channel}")
        for number in range(2000):
            kim.connection.execute("SELECT pg_notify(%s, %s)", (channel, f"noise {number}"))
        assert lee.write("note").stands
        assert kim.write("note").stands
        assert lee.value("SELECT no FROM bdc.head") == lee.value("SELECT max(no) FROM bdc.seal")
        heard = [note.payload for note in lee.connection.notifies(timeout=0.5)]
        assert "noise 0" in heard
