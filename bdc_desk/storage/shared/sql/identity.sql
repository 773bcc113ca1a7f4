-- Who asks, and small things that everybody needs. Put in anew by every `shared init`.
-- session_user is the login whatever role was set, so nobody speaks for somebody else.

CREATE OR REPLACE FUNCTION bdc.micros(moment timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
    SELECT (extract(epoch FROM moment) * 1000000)::bigint
$$;

-- The present, in microseconds: the server's clock, which dates everything in a team.
CREATE OR REPLACE FUNCTION bdc.now_micros() RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
$$;

-- The dealership of the login; NULL for a stranger, for who was removed, and before the first password is changed.
-- What row-level security compares with.
CREATE OR REPLACE FUNCTION bdc.my_dealership() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT dealership FROM bdc.person
    WHERE login = session_user::text AND removed_at IS NULL AND NOT first_password
$$;

-- The row of the login. Raises where nobody of that login may work here, and where somebody would go on with an old
-- picture of the database, in which they had not been removed yet.
CREATE OR REPLACE FUNCTION bdc.me() RETURNS bdc.person
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_me bdc.person;
BEGIN
    SELECT * INTO found_me FROM bdc.person WHERE login = session_user::text;
    IF found_me IS NULL OR found_me.removed_at IS NOT NULL THEN
        RAISE EXCEPTION 'refused: % belongs to no dealership here', session_user USING ERRCODE = 'BD001';
    ELSIF found_me.first_password THEN
        RAISE EXCEPTION 'refused: change the first password before anything else' USING ERRCODE = 'BD002';
    ELSIF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'refused: the shared database is asked at READ COMMITTED' USING ERRCODE = 'BD003';
    END IF;
    RETURN found_me;
END $$;

-- What a desk asks before anything else: which schema, who am I, which dealership. Answers strangers with NULLs.
CREATE OR REPLACE FUNCTION bdc.hello() RETURNS TABLE (
    schema_version integer, person text, role text, first_password boolean,
    dealership text, dealership_name text, chain text, no bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT max(version) FROM bdc.schema_version), p.person, p.role, p.first_password,
        p.dealership, d.name, h.chain, h.no
    FROM (SELECT 1) AS always
    LEFT JOIN bdc.person p ON p.login = session_user::text AND p.removed_at IS NULL
    LEFT JOIN bdc.dealership d ON d.dealership = p.dealership
    LEFT JOIN bdc.head h ON h.dealership = p.dealership
$$;

-- The login's own password, as a SCRAM verifier that the desk made: the words themselves never come here. What only
-- begins like a verifier the server would take for the words.
CREATE OR REPLACE FUNCTION bdc.change_password(verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM bdc.person WHERE login = session_user::text AND removed_at IS NULL) THEN
        RAISE EXCEPTION 'refused: % belongs to no dealership here', session_user USING ERRCODE = 'BD001';
    ELSIF coalesce(verifier, '') !~
        '^SCRAM-SHA-256[$][1-9][0-9]{3,6}:[A-Za-z0-9+/]{22}==[$][A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$' THEN
        RAISE EXCEPTION 'refused: a password comes as a SCRAM verifier' USING ERRCODE = 'BD003';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', session_user, verifier);
    UPDATE bdc.person SET first_password = false WHERE login = session_user::text;
END $$;

-- A desk comes into the team, or comes back: it belongs to the person who joined it first. A desk that stands in the
-- log and never joined (the owner's own, one of an adopted log) is nobody's to join.
CREATE OR REPLACE FUNCTION bdc.join_desk(desk text, version text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    myself bdc.person := bdc.me();
    owner text;
BEGIN
    IF coalesce(join_desk.desk, '') !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
        RAISE EXCEPTION 'refused: a desk''s id is a UUID in small letters' USING ERRCODE = 'BD003';
    END IF;
    INSERT INTO bdc.desk AS d (dealership, desk, person, joined_at, met_at, version)
    SELECT myself.dealership, join_desk.desk, myself.person, bdc.now_micros(), bdc.now_micros(),
        coalesce(left(join_desk.version, 40), '')
    WHERE EXISTS (SELECT 1 FROM bdc.desk k WHERE k.dealership = myself.dealership AND k.desk = join_desk.desk)
        OR NOT EXISTS (SELECT 1 FROM bdc.entry e WHERE e.dealership = myself.dealership AND e.desk = join_desk.desk)
    ON CONFLICT (dealership, desk) DO UPDATE SET met_at = bdc.now_micros(), version = excluded.version
        WHERE d.person = myself.person
    RETURNING person INTO owner;
    IF owner IS NULL THEN
        RAISE EXCEPTION 'refused: this desk belongs to somebody else' USING ERRCODE = 'BD004';
    END IF;
END $$;
