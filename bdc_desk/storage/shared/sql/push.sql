-- The only way into the log: push(entries) stamps agent, dealership and seal, and answers number and verdict a row.
-- An entry whose form or rule is off is sealed with its verdict, so that a hole in a desk's desk_seq always means a
-- removed entry; what is not the desk's and the person's own, or not next in turn, is not taken at all (`rejected`).

-- Whether a JSON text is written as desks write it (sorted names, each once, no white space, ASCII, the shortest
-- number), not too deep: every reader must see the same entry, whatever reads JSON there. Numbers of 10^15 and more
-- have no fraction: above it readers do not agree on the shortest. Texts may hold NUL and half of a surrogate pair (a
-- broken mail has them), which json here cannot read: only names may not, because names are sorted.
CREATE OR REPLACE FUNCTION bdc.is_canonical(written text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
SET standard_conforming_strings = on SET extra_float_digits = 1 AS $$
DECLARE
    in_string CONSTANT text := '[ !#-\[\]-~]|\\["\\bfnrt]|\\u(?:000[0-7bef]|001[0-9a-f]|007f|00[89a-f][0-9a-f]'
        || '|0[1-9a-f][0-9a-f]{2}|[1-9a-f][0-9a-f]{3})';
    pair CONSTANT text := '\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}';
    unreadable CONSTANT text := '\\u0000|\\ud[89a-f][0-9a-f]{2}';
BEGIN
    IF written !~ ('^(?:"(?:' || in_string || ')*"|[-0-9.e+]+|[][{},:]|true|false|null)*$') THEN
        RETURN false;
    ELSIF EXISTS (SELECT 1 FROM regexp_matches(regexp_replace(written, '"(?:[^"\\]|\\.)*"', '', 'g'),
        '-?[0-9][-0-9.e+]*', 'g') AS hit WHERE hit[1] !~ '^(0|-?[1-9][0-9]{0,17})$'
            AND (hit[1] !~ '[.]|e-'  -- a whole number beyond a bigint, -0, 1e+15
                OR hit[1] LIKE '%e+%' OR hit[1] NOT IN (hit[1]::float8::text, hit[1]::float8::text || '.0'))) THEN
        RETURN false;
    ELSIF regexp_replace(written, '\\\\|' || pair, '', 'g')
        ~ ('(?:' || unreadable || ')(?:[^"\\]|\\.)*":') THEN
        RETURN false;
    END IF;
    RETURN bdc.is_sorted(regexp_replace(written, '(\\\\|' || pair || ')|' || unreadable, '\1', 'g')::json, 0);
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN  -- no JSON, or deeper than the server can read
    RETURN false;
END $$;

CREATE OR REPLACE FUNCTION bdc.is_sorted(value json, depth integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF depth > 30 THEN
        RETURN false;
    ELSIF json_typeof(value) = 'object' THEN
        RETURN NOT EXISTS (
            SELECT 1 FROM (SELECT key, lag(key) OVER () AS before FROM json_object_keys(value) AS key) AS k
            WHERE key COLLATE "C" <= before COLLATE "C"
        ) AND NOT EXISTS (
            SELECT 1 FROM json_each(value) AS field WHERE json_typeof(field.value) IN ('object', 'array')
                AND NOT bdc.is_sorted(field.value, depth + 1));
    ELSIF json_typeof(value) = 'array' THEN
        RETURN NOT EXISTS (SELECT 1 FROM json_array_elements(value) AS one
            WHERE json_typeof(one) IN ('object', 'array') AND NOT bdc.is_sorted(one, depth + 1));
    END IF;
    RETURN true;
END $$;

-- Whether a JSON value is a whole number in the range of a bigint.
CREATE OR REPLACE FUNCTION bdc.is_whole(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_typeof(value) = 'number' AND value::text ~ '^-?[0-9]{1,18}$', false)
$$;

-- Whether a JSON value is a moment in microseconds, null or absent.
CREATE OR REPLACE FUNCTION bdc.is_moment_or_null(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(value, 'null') = 'null' OR bdc.is_whole(value)
$$;

-- Whether an entry may come without the details that it was written with: its desk had dropped them, because the lead
-- is erased. In a chain that continues an older one the erasure may be handed in later than what it erased, by another
-- desk: until then `shared verify` names the details as missing.
CREATE OR REPLACE FUNCTION bdc.may_lack_details(its_dealership text, its_lead text, head bdc.head) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT its_lead IS NOT NULL AND (bdc.is_erased(its_dealership, its_lead) OR EXISTS (
        SELECT 1 FROM bdc.chain c
        WHERE c.dealership = its_dealership AND c.chain = head.chain AND c.continues IS NOT NULL))
$$;

-- Why the entry cannot be taken at all, or NULL. `fields`: its content, read.
CREATE OR REPLACE FUNCTION bdc.why_not_taken(
    fields jsonb, content text, details text, salt bytea, myself bdc.person, its_desk bdc.desk, head bdc.head
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    uuid CONSTANT text := '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
BEGIN
    IF (SELECT array_agg(key ORDER BY key) FROM jsonb_object_keys(fields) AS key) IS DISTINCT FROM ARRAY[
        'agent', 'at', 'body', 'dealership', 'desk', 'desk_seq', 'details', 'id', 'kind', 'lead', 'policy',
        'round', 'seen'] THEN
        RETURN 'an entry has the thirteen fields of the log, no others';
    ELSIF NOT bdc.is_canonical(content) THEN
        RETURN 'the content is not written as desks write it';
    ELSIF jsonb_typeof(fields->'body') <> 'object' THEN
        RETURN 'the body is an object';
    ELSIF NOT coalesce(fields->>'id' ~ uuid, false) OR jsonb_typeof(fields->'id') <> 'string' THEN
        RETURN 'an id is a UUID in small letters';
    ELSIF fields->'dealership' IS DISTINCT FROM to_jsonb(myself.dealership) THEN
        RETURN 'not the dealership of this login';
    ELSIF fields->'agent' IS DISTINCT FROM to_jsonb(myself.person) THEN
        RETURN 'entries go up under their author''s login';
    ELSIF fields->'desk' IS DISTINCT FROM to_jsonb(its_desk.desk) THEN
        RETURN 'not an entry of this desk';
    ELSIF NOT bdc.is_whole(fields->'desk_seq') THEN
        RETURN 'desk_seq is a whole number';
    ELSIF (fields->>'desk_seq')::bigint <= its_desk.last_seq THEN
        RETURN 'this desk has already used this desk_seq';
    ELSIF (fields->>'desk_seq')::bigint <> its_desk.last_seq + 1 THEN
        RETURN 'desk_seq must be the next one of the desk';
    ELSIF NOT bdc.is_whole(fields->'at') OR NOT (fields->>'at')::bigint BETWEEN 0 AND 221845391999999999 THEN
        RETURN '`at` is whole microseconds, before the year 9000';
    ELSIF NOT bdc.is_whole(fields->'seen') OR (fields->>'seen')::bigint < 0 THEN
        RETURN '`seen` is a number of the chain';
    ELSIF NOT bdc.is_whole(fields->'round') OR (fields->>'round')::bigint < 0 THEN
        RETURN 'the round is a whole number';
    ELSIF jsonb_typeof(fields->'kind') <> 'string' OR fields->>'kind' !~ '^[a-z]+( [a-z]+)*$' THEN
        RETURN 'a kind is small letters and single spaces';
    ELSIF length(fields->>'kind') > 60 THEN
        RETURN 'a kind is at most 60 letters';
    ELSIF substr(fields->>'id', 15, 1) = '5' AND fields->>'kind' <> 'arrival' THEN
        RETURN 'an id made of a mail''s belongs to its arrival';
    ELSIF jsonb_typeof(fields->'policy') <> 'string' OR fields->>'policy' !~ '^[0-9a-zA-Z._-]{0,100}$' THEN
        RETURN 'a policy is named by its version';
    ELSIF jsonb_typeof(fields->'lead') NOT IN ('string', 'null')
        OR (fields->>'lead' IS NOT NULL AND fields->>'lead' !~ uuid) THEN
        RETURN 'a lead is a UUID in small letters';
    ELSIF (details IS NULL) <> (salt IS NULL) OR (details IS NOT NULL AND fields->'details' = 'null'::jsonb)
        OR (details IS NULL AND fields->'details' <> 'null'::jsonb
            AND NOT bdc.may_lack_details(myself.dealership, fields->>'lead', head)) THEN
        RETURN 'details come with the entry that holds their digest';
    ELSIF jsonb_typeof(fields->'details') NOT IN ('string', 'null')
        OR (details IS NULL AND fields->>'details' !~ '^[0-9a-f]{64}$') THEN
        RETURN 'details are null or a SHA-256 in hex';
    ELSIF details IS NOT NULL AND (length(salt) <> 32
        OR fields->'details' IS DISTINCT FROM
            to_jsonb(encode(sha256(salt || convert_to(details, 'UTF8')), 'hex'))) THEN
        RETURN 'the details are not those of the digest';
    ELSIF details IS NOT NULL AND (details NOT LIKE '{%' OR NOT bdc.is_canonical(details)) THEN
        RETURN 'details are a JSON object, written as desks write it';
    END IF;
    RETURN NULL;
END $$;

-- Why the entry is refused for its form, or NULL: the rules of docs/log.md, "What storage refuses in form".
-- Facts are refused for nothing else; which round or lead they name, the fold sorts out.
CREATE OR REPLACE FUNCTION bdc.why_malformed(fields jsonb, content text, details jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind text := fields->>'kind';
    body jsonb := fields->'body';
    rule jsonb;
BEGIN
    IF kind IN ('dealership set up', 'policy used', 'person added', 'deputy set', 'clock set back') THEN
        IF fields->>'lead' IS NOT NULL THEN
            RETURN 'this kind of entry belongs to the dealership, not to a lead';
        END IF;
    ELSIF kind IN ('arrival', 'contact received', 'details edited', 'owner set', 'dialled', 'not dialled', 'ended',
        'outcome', 'outcome withdrawn', 'note', 'callback set', 'callback cancelled', 'appointment set', 'exception',
        'confirmed', 'sent back', 'email asked', 'handed over', 'email left', 'email withdrawn', 'outside email',
        'not reached', 'closed', 'reopened', 'acknowledged', 'took over', 'merged', 'merge withdrawn', 'kept apart',
        'kept apart withdrawn', 'shown', 'no show', 'email bounced', 'mail wish', 'erased') AND fields->>'lead' IS NULL THEN
        RETURN 'this kind of entry belongs to a lead';
    END IF;
    IF (fields->>'lead' IS NULL) <> ((fields->>'round')::bigint = 0) THEN
        RETURN 'the round is 0 without a lead and 1 or more with one';
    END IF;
    IF strpos(content, '\u0000') > 0 AND kind IN ('policy used', 'dialled', 'not dialled', 'outcome',
        'outcome withdrawn', 'confirmed', 'sent back', 'exception', 'email asked', 'not reached') THEN
        RETURN 'a NUL in what the gate reads';
    END IF;
    CASE kind
    WHEN 'arrival', 'details edited' THEN
        IF jsonb_typeof(body->'numbers') IS DISTINCT FROM 'array' OR EXISTS (
            SELECT 1 FROM jsonb_array_elements(body->'numbers') AS number
            WHERE jsonb_typeof(number) <> 'object' OR jsonb_typeof(number->'ref') IS DISTINCT FROM 'string'
                OR jsonb_typeof(number->'possible') IS DISTINCT FROM 'boolean') THEN
            RETURN 'an arrival or edit names its numbers, each with `ref` and `possible`';
        ELSIF jsonb_array_length(body->'numbers') > 200 OR EXISTS (
            SELECT 1 FROM jsonb_array_elements(body->'numbers') AS number
            WHERE jsonb_typeof(coalesce(number->'zones', '[]')) <> 'array' OR EXISTS (
                SELECT 1 FROM jsonb_array_elements(coalesce(number->'zones', '[]')) AS zone
                WHERE jsonb_typeof(zone) <> 'string')) THEN
            RETURN 'a customer has at most 200 numbers, each with its zones'' names';
        ELSIF jsonb_typeof(coalesce(body->'faults', '[]')) <> 'array' THEN
            RETURN 'faults are a list';
        ELSIF EXISTS (SELECT 1 FROM jsonb_array_elements(body->'numbers') AS number
            WHERE strpos(number->>'ref', U&'\FFFD') > 0) THEN
            RETURN 'a number''s ref is plain text';
        ELSIF details IS NOT NULL AND (
            jsonb_typeof(coalesce(details->'phones', '[]')) <> 'array'
            OR jsonb_typeof(coalesce(details->'emails', '[]')) <> 'array'
            OR EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(details->'phones', '[]')) AS phone
                WHERE jsonb_typeof(phone) <> 'object' OR jsonb_typeof(phone->'ref') IS DISTINCT FROM 'string'
                    OR jsonb_typeof(coalesce(phone->'e164', 'null')) NOT IN ('string', 'null')
                    OR jsonb_typeof(coalesce(phone->'typed', 'null')) NOT IN ('string', 'null'))
            OR jsonb_array_length(coalesce(details->'emails', '[]')) > 200
            OR EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(details->'emails', '[]')) AS email
                WHERE jsonb_typeof(email) <> 'string')
            OR EXISTS (SELECT 1 FROM jsonb_each(details) AS field
                WHERE field.key IN ('first', 'last', 'full', 'address', 'comments')
                    AND jsonb_typeof(field.value) NOT IN ('string', 'null'))) THEN
            RETURN 'details of a customer are texts, numbers with their `ref`, and email addresses';
        END IF;
    WHEN 'dialled' THEN
        IF jsonb_typeof(body->'number') IS DISTINCT FROM 'string'
            OR coalesce(body->>'evidence', '') NOT IN ('A', 'B', 'C', 'D')
            OR jsonb_typeof(body->'evidence') <> 'string' THEN
            RETURN 'a dial names its number and its evidence, A to D';
        ELSIF NOT bdc.is_whole(body->'began') OR (body->>'began')::bigint > (fields->>'at')::bigint
            OR (body->>'evidence' <> 'D' AND body->'began' <> fields->'at') THEN
            RETURN 'a dial begins when it is written; only one typed in later (D) began before';
        END IF;
    WHEN 'outcome' THEN
        IF jsonb_typeof(body->'attempt') IS DISTINCT FROM 'string'
            OR jsonb_typeof(body->'flags') IS DISTINCT FROM 'array'
            OR coalesce(body->>'qualified', '') NOT IN ('yes', 'no', 'if confirmed') THEN
            RETURN 'an outcome names its attempt, its flags and whether it qualifies';
        END IF;
    WHEN 'exception' THEN
        IF coalesce(body->>'reason', '') NOT IN ('email only', 'do not call', 'owed an answer') THEN
            RETURN 'an exception has one of the three lawful reasons';
        END IF;
    WHEN 'closed' THEN
        -- `not reached` is no reason but an entry of its own, which the gate judges.
        IF jsonb_typeof(body->'reason') IS DISTINCT FROM 'string' OR body->>'reason' NOT IN ('lost', 'sold',
            'bought elsewhere', 'duplicate', 'spam', 'wrong number', 'do not call') THEN
            RETURN 'a closing has a reason';
        END IF;
    WHEN 'email asked' THEN
        IF jsonb_typeof(body->'template') IS DISTINCT FROM 'string'
            OR (SELECT count(*) FROM jsonb_object_keys(body)) <> 1 THEN
            RETURN 'an email is asked for by its template, and by nothing else';
        END IF;
    WHEN 'not reached' THEN
        IF body <> '{}'::jsonb THEN
            RETURN '`not reached` has an empty body';
        END IF;
    WHEN 'shown', 'no show' THEN
        IF NOT bdc.is_moment_or_null(body->'appointment_at') THEN
            RETURN 'the appointment that a customer came to, or not, is a moment or null';
        END IF;
    WHEN 'mail wish' THEN
        IF jsonb_typeof(body->'may_mail') IS DISTINCT FROM 'boolean' THEN
            RETURN 'a mail wish says whether the customer may be mailed';
        END IF;
    WHEN 'email bounced' THEN
        IF jsonb_typeof(body->'asked') IS DISTINCT FROM 'string'
            OR jsonb_typeof(body->'why') IS DISTINCT FROM 'string'
            OR jsonb_typeof(body->'permanent') IS DISTINCT FROM 'boolean' THEN
            RETURN 'a bounce names its email, why it came back and whether for good';
        END IF;
    WHEN 'erased' THEN
        IF jsonb_typeof(body->'reason') IS DISTINCT FROM 'string'
            OR body->>'reason' NOT IN ('asked', 'no longer needed', 'mistake')
            OR (SELECT count(*) FROM jsonb_object_keys(body)) <> 1 OR fields->'details' <> 'null'::jsonb THEN
            RETURN 'a customer is erased for one of the three reasons, and nothing else is said of it';
        END IF;
    WHEN 'deputy set' THEN
        IF jsonb_typeof(body->'person') IS DISTINCT FROM 'string'
            OR coalesce(jsonb_typeof(body->'deputy'), '') NOT IN ('string', 'null')
            OR NOT bdc.is_moment_or_null(body->'until') THEN
            RETURN 'a deputy is set for a person: who covers (or null), until when (or null)';
        END IF;
    WHEN 'policy used' THEN
        IF NOT bdc.is_whole(body->'rules'->'gap') OR jsonb_typeof(body->'rules'->'parts') IS DISTINCT FROM 'array'
            OR jsonb_typeof(body->'rules'->'templates') IS DISTINCT FROM 'object'
            OR jsonb_typeof(body->'rules'->'not_reached') IS DISTINCT FROM 'object'
            OR jsonb_typeof(body->'text') IS DISTINCT FROM 'string'
            OR jsonb_typeof(body->'version') IS DISTINCT FROM 'string' THEN
            RETURN 'a policy carries the rules that the database judges by';
        END IF;
        FOR rule IN SELECT value FROM jsonb_each(body->'rules'->'templates')
            UNION ALL SELECT body->'rules'->'not_reached' || '{"dialogue": false, "appointment": false}' LOOP
            IF jsonb_typeof(rule) <> 'object' OR NOT bdc.is_whole(rule->'calls') OR NOT bdc.is_whole(rule->'days')
                OR NOT bdc.is_whole(rule->'parts') OR jsonb_typeof(rule->'dialogue') IS DISTINCT FROM 'boolean'
                OR jsonb_typeof(rule->'appointment') IS DISTINCT FROM 'boolean' THEN
                RETURN 'each rule says calls, days, parts, and a template dialogue and appointment';
            END IF;
        END LOOP;
    ELSE
        NULL;
    END CASE;
    RETURN NULL;
END $$;

-- The body of the policy in force, NULL before the first. Here and below: first the entries, then the seal of each; as a
-- join the planner would rather walk the whole chain.
CREATE OR REPLACE FUNCTION bdc.policy_in_force(its_dealership text, its_chain text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH used AS MATERIALIZED (
        SELECT e.content, (SELECT s.no FROM bdc.seal s WHERE s.dealership = its_dealership AND s.chain = its_chain
            AND s.entry = e.id AND s.verdict = 'stands') AS no
        FROM bdc.entry e 
        WHERE e.dealership = its_dealership AND e.kind = 'policy used' AND e.lead IS NULL
    )
    SELECT bdc.fields((SELECT content FROM used WHERE no IS NOT NULL ORDER BY no DESC LIMIT 1))->'body'
$$;

-- Why this person may not write it in a team, or NULL.
CREATE OR REPLACE FUNCTION bdc.why_not_yours(fields jsonb, myself bdc.person, chain text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    dialled jsonb;
    far_round CONSTANT bigint := 20;  -- so many re-enquiries may be waiting at other desks
    running bigint;
BEGIN
    CASE fields->>'kind'
    WHEN 'dealership set up', 'person added' THEN
        RETURN 'the database''s owner sets up dealerships and adds people';
    WHEN 'clock set back' THEN
        RETURN 'in a team the shared database dates the log';
    WHEN 'policy used' THEN
        IF myself.role NOT IN ('manager', 'principal') THEN
            RETURN 'a manager or the principal puts a policy in force';
        END IF;
    WHEN 'erased' THEN
        IF myself.role NOT IN ('manager', 'principal') THEN
            RETURN 'a manager or the principal erases a customer';
        END IF;
    WHEN 'deputy set' THEN
        IF myself.role NOT IN ('manager', 'principal')
            AND fields->'body'->>'person' IS DISTINCT FROM myself.person THEN
            RETURN 'everybody says who covers them; of others a manager or the principal says it';
        END IF;
    WHEN 'outcome' THEN
        SELECT bdc.fields(e.content)->'body' INTO dialled FROM bdc.entry e
        WHERE e.dealership = myself.dealership AND e.id = fields->'body'->>'attempt'
            AND e.kind = 'dialled' AND e.lead = fields->>'lead';
        IF dialled IS NOT NULL AND (dialled->'number' IS DISTINCT FROM fields->'body'->'number'
            OR dialled->'evidence' IS DISTINCT FROM fields->'body'->'evidence') THEN
            RETURN 'an outcome repeats the number and the evidence of its dial';
        ELSIF dialled->>'evidence' = 'D' AND fields->'body'->>'qualified' = 'yes'
            AND coalesce(bdc.policy_in_force(myself.dealership, chain)->>'text', '')
                !~ 'lowest_evidence\s*=\s*["'']D["'']' THEN
            RETURN 'a call typed in later counts once another person confirms it';
        END IF;
    WHEN 'arrival' THEN
        SELECT coalesce(max(e.round), 0) INTO running FROM bdc.entry e
        WHERE e.dealership = myself.dealership AND e.lead = fields->>'lead' AND e.kind = 'arrival' AND 'stands' = (
            SELECT s.verdict FROM bdc.seal s
            WHERE s.dealership = myself.dealership AND s.chain = why_not_yours.chain AND s.entry = e.id);
        IF (fields->>'round')::bigint > running + far_round THEN
            RETURN 'an arrival joins the running round or begins the next';
        END IF;
    ELSE
        NULL;
    END CASE;
    RETURN NULL;
END $$;

-- The dealership's offset from UTC at a moment, in seconds: by the zone of the policy in force. What is a zone to this
-- server and to nobody else ("XYZ+30") may be further from UTC than a seal can say.
CREATE OR REPLACE FUNCTION bdc.utc_offset(its_dealership text, its_chain text, at bigint) RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET timezone_abbreviations = 'Default' AS $$
DECLARE
    its_zone text := bdc.policy_in_force(its_dealership, its_chain)->'rules'->>'zone';
    moment timestamptz := to_timestamp(at / 1000000);
    seconds integer;
BEGIN
    IF its_zone IS NULL THEN
        SELECT d.zone INTO its_zone FROM bdc.dealership d WHERE d.dealership = its_dealership;
    END IF;
    seconds := extract(epoch FROM (moment AT TIME ZONE its_zone) - (moment AT TIME ZONE 'UTC'));
    RETURN CASE WHEN seconds BETWEEN -43200 AND 50400 THEN seconds ELSE 0 END;
EXCEPTION WHEN invalid_parameter_value THEN  -- a zone that this server does not know
    RETURN 0;
END $$;

-- The next seal of the chain (docs/log.md), by which the head moves on.
CREATE OR REPLACE FUNCTION bdc.seal_next(
    INOUT head bdc.head, entry text, content text, sealed_at bigint, at bigint, utc_offset integer, verdict text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    head.no := head.no + 1;
    head.sealed_at := seal_next.sealed_at;
    head.hash := sha256(head.hash || uuid_send(head.chain::uuid) || int8send(head.no) || int8send(seal_next.sealed_at)
        || int8send(seal_next.at) || int4send(seal_next.utc_offset) || sha256(convert_to(seal_next.verdict, 'UTF8'))
        || sha256(convert_to(seal_next.content, 'UTF8')));
    INSERT INTO bdc.seal VALUES (head.dealership, head.chain, head.no, seal_next.entry, seal_next.sealed_at,
        seal_next.at, seal_next.utc_offset, seal_next.verdict, head.hash);
END $$;

-- When the round of the entry's lead began, as sealed; NULL for the arrival itself and before it.
CREATE OR REPLACE FUNCTION bdc.arrived_at(head bdc.head, fields jsonb) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF fields->>'kind' = 'arrival' OR fields->>'lead' IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT min((SELECT s.at FROM bdc.seal s WHERE s.dealership = head.dealership AND s.chain = head.chain
            AND s.entry = e.id AND s.verdict = 'stands'))
        FROM bdc.entry e WHERE e.dealership = head.dealership AND e.lead = fields->>'lead' AND e.kind = 'arrival'
            AND e.round = (fields->>'round')::bigint);
END $$;

-- Seal entries in their order, as of `received_at`: the receipt, which nothing is dated after. One row a entry:
-- `no` and the seal's verdict; no `no` where it was not taken ('rejected: why'), or another desk had read the same mail
-- before ('already here').
CREATE OR REPLACE FUNCTION bdc.seal_all(
    myself bdc.person, its_desk_id text, contents text[], salts bytea[], all_details text[], archives bytea[],
    received_at bigint
) RETURNS TABLE (entry text, no bigint, verdict text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    head bdc.head;
    its_desk bdc.desk;
    stored bdc.entry;
    fields jsonb;
    content text;
    why text;
    sealed_at bigint;
    at bigint;
    earliest bigint;
    recovered boolean;
    original text;
BEGIN
    SELECT * INTO head FROM bdc.head WHERE dealership = myself.dealership FOR UPDATE;
    SELECT * INTO its_desk FROM bdc.desk
    WHERE dealership = myself.dealership AND desk = its_desk_id AND person = myself.person FOR UPDATE;
    IF its_desk IS NULL THEN
        RAISE EXCEPTION 'refused: this desk is not one of yours; join first' USING ERRCODE = 'BD004';
    END IF;
    sealed_at := greatest(received_at, head.sealed_at);
    recovered := (SELECT continues IS NOT NULL FROM bdc.chain
                  WHERE dealership = head.dealership AND chain = head.chain);
    FOR i IN 1 .. coalesce(cardinality(contents), 0) LOOP
        content := contents[i];
        entry := NULL; no := NULL;
        BEGIN
            IF octet_length(content) > 400000 OR octet_length(all_details[i]) > 4000000
                OR octet_length(archives[i]) > 30000000 THEN
                RAISE EXCEPTION 'too long';
            END IF;
            fields := bdc.fields(content);
            IF jsonb_typeof(fields) <> 'object' THEN
                RAISE EXCEPTION 'no object';
            END IF;
        EXCEPTION WHEN OTHERS THEN
            verdict := 'rejected: the content is not a JSON object, or too long';
            RETURN NEXT;
            CONTINUE;
        END;
        entry := fields->>'id';
        SELECT * INTO stored FROM bdc.entry WHERE dealership = myself.dealership AND id = fields->>'id';
        IF stored.id IS NOT NULL AND stored.content = content THEN  -- a replay: the answer was lost
            SELECT s.no, s.verdict INTO no, verdict FROM bdc.seal s
            WHERE s.dealership = myself.dealership AND s.chain = head.chain AND s.entry = stored.id;
            RETURN NEXT;
            CONTINUE;
        END IF;
        IF EXISTS (SELECT 1 FROM bdc.replaced r WHERE r.dealership = myself.dealership AND r.desk = its_desk.desk
            AND r.entry = fields->>'id' AND r.content = content) THEN
            verdict := 'already here';
            RETURN NEXT;
            CONTINUE;
        END IF;
        why := bdc.why_not_taken(fields, content, all_details[i], salts[i], myself, its_desk, head);
        IF why IS NULL AND (fields->>'seen')::bigint < its_desk.last_seen AND NOT recovered THEN
            why := 'a desk does not forget what it had seen';
        ELSIF why IS NULL AND (fields->>'seen')::bigint > head.no AND NOT recovered THEN
            why := 'nobody can have seen a number that was not given yet';
        ELSIF why IS NULL AND stored.id IS NOT NULL
            AND (fields->>'kind' <> 'arrival' OR stored.kind <> 'arrival') THEN
            why := 'this id stands in the log with other content';
        END IF;
        IF why IS NOT NULL THEN
            verdict := 'rejected: ' || why;
            RETURN NEXT;
            CONTINUE;
        END IF;
        IF stored.id IS NOT NULL THEN  -- another desk had read the same mail: its arrival stands
            INSERT INTO bdc.replaced VALUES (myself.dealership, its_desk.desk, its_desk.last_seq + 1, stored.id,
                head.no, content);
            its_desk.last_seq := its_desk.last_seq + 1;
            verdict := 'already here';
            RETURN NEXT;
            CONTINUE;
        END IF;
        -- Its moment: the desk's, but not before what its author had seen, the desk's own entry before it or the arrival
        -- of the lead's round, and not after the receipt. Offline attempts count no faster than real time allowed.
        SELECT s.sealed_at INTO earliest FROM bdc.seal s
        WHERE s.dealership = head.dealership AND s.chain = head.chain
            AND s.no <= least((fields->>'seen')::bigint, head.no)
        ORDER BY s.no DESC LIMIT 1;  -- `=` has the planner choose the other key, and read the whole chain
        at := least(greatest((fields->>'at')::bigint, coalesce(earliest, 0), its_desk.joined_at, its_desk.last_at,
            bdc.arrived_at(head, fields)), sealed_at);
        why := coalesce(bdc.why_malformed(fields, content,
            bdc.fields(all_details[i])), bdc.why_not_yours(fields, myself, head.chain));
        -- A telephone system's call counts when it says that it began, so that must not lie before what was possible;
        -- five minutes for clocks that differ.
        IF why IS NULL AND fields->>'kind' = 'dialled' AND fields->'body'->>'evidence' IN ('A', 'B')
            AND (fields->'body'->>'began')::bigint < at - 300000000 THEN
            why := 'a call is not dated before what its desk had seen';
        END IF;
        -- After a restore the bounce may be here before the email, which its own desk hands in again.
        IF why IS NULL AND fields->>'kind' = 'email bounced' AND NOT recovered AND NOT EXISTS (
            SELECT 1 FROM bdc.entry asked WHERE asked.dealership = head.dealership
                AND asked.id = fields->'body'->>'asked' AND asked.kind = 'email asked'
                AND asked.lead = fields->>'lead') THEN
            why := 'a bounce names an email that was asked for of this lead';
        END IF;
        IF why IS NULL AND fields->>'kind' IN ('email asked', 'not reached') THEN
            why := bdc.gate(head.dealership, head.chain, fields->>'lead', (fields->>'round')::bigint,
                fields->>'kind', fields->'body'->>'template');
        END IF;
        verdict := coalesce('refused: ' || why, 'stands');
        INSERT INTO bdc.entry VALUES (myself.dealership, fields->>'id', fields->>'lead', (fields->>'round')::bigint,
            fields->>'kind', myself.person, its_desk.desk, (fields->>'desk_seq')::bigint,
            (fields->>'at')::bigint, (fields->>'seen')::bigint, fields->>'policy', content);
        head := bdc.seal_next(head, fields->>'id', content, sealed_at, at,
            bdc.utc_offset(head.dealership, head.chain, at), verdict);
        -- An erasure takes effect here, and what is said of an erased lead later is sealed without what is personal.
        IF bdc.is_erased(myself.dealership, fields->>'lead') THEN
            PERFORM bdc.forget(myself.dealership, fields->>'lead');
        ELSE
            IF all_details[i] IS NOT NULL THEN
                INSERT INTO bdc.detail VALUES (myself.dealership, fields->>'id', salts[i], all_details[i]);
            END IF;
            original := substring(content FROM '"archive":"([0-9a-f]{64})"');
            IF archives[i] IS NOT NULL AND fields->'body'->>'archive' = original
                AND original = encode(sha256(archives[i]), 'hex')
                AND NOT EXISTS (SELECT 1 FROM bdc.archive a
                    WHERE a.dealership = myself.dealership AND a.sha256 = original)
                AND NOT bdc.is_erased_original(myself.dealership, original) THEN
                INSERT INTO bdc.archive VALUES (myself.dealership, original, archives[i]);
            END IF;
        END IF;
        no := head.no;
        its_desk.last_seq := its_desk.last_seq + 1;
        its_desk.last_at := at;
        its_desk.last_seen := (fields->>'seen')::bigint;
        RETURN NEXT;
    END LOOP;
    UPDATE bdc.head h SET no = head.no, hash = head.hash, sealed_at = head.sealed_at
    WHERE h.dealership = head.dealership AND h.no <> head.no;
    IF FOUND AND head.notified_at < clock_timestamp() - interval '250 milliseconds' THEN
        UPDATE bdc.head h SET notified_at = clock_timestamp() WHERE h.dealership = head.dealership;
        PERFORM pg_notify('bdc_' || replace(head.dealership, '-', ''), head.no::text);
    END IF;
    UPDATE bdc.desk d SET last_seq = its_desk.last_seq, last_at = its_desk.last_at, last_seen = its_desk.last_seen
    WHERE d.dealership = its_desk.dealership AND d.desk = its_desk.desk;
END $$;

CREATE OR REPLACE FUNCTION bdc.push(
    desk text, contents text[], salts bytea[], details text[], archives bytea[]
) RETURNS TABLE (entry text, no bigint, verdict text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s'
SET standard_conforming_strings = on AS $$
BEGIN
    IF cardinality(contents) > 1000 OR cardinality(salts) <> cardinality(contents)
        OR cardinality(details) <> cardinality(contents) OR cardinality(archives) <> cardinality(contents) THEN
        RAISE EXCEPTION 'refused: at most 1,000 entries, each with its salt, details and archive or null'
            USING ERRCODE = 'BD003';
    END IF;
    -- The head is locked before the clock is read: numbers and moments have one order.
    PERFORM 1 FROM bdc.head h WHERE h.dealership = (bdc.me()).dealership FOR UPDATE;
    RETURN QUERY SELECT * FROM bdc.seal_all(bdc.me(), push.desk, push.contents, push.salts, push.details, push.archives,
        bdc.now_micros());
END $$;

-- A new chain that continues the one there is (`shared recover`): every seal is given again, in its order, with its own
-- moment, offset and verdict. How many. For the owner only.
CREATE OR REPLACE FUNCTION bdc.continue_chain(its_dealership text, fresh text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head bdc.head;
    old bdc.head;
    sealed record;
BEGIN
    SELECT * INTO old FROM bdc.head h WHERE h.dealership = its_dealership FOR UPDATE;
    head := old;
    head.chain := fresh; head.no := 0; head.hash := decode(repeat('00', 32), 'hex'); head.sealed_at := 0;
    FOR sealed IN SELECT s.*, e.content FROM bdc.seal s
        JOIN bdc.entry e ON e.dealership = s.dealership AND e.id = s.entry
        WHERE s.dealership = its_dealership AND s.chain = old.chain ORDER BY s.no LOOP
        head := bdc.seal_next(head, sealed.entry, sealed.content, sealed.sealed_at, sealed.at, sealed.utc_offset,
            sealed.verdict);
    END LOOP;
    INSERT INTO bdc.chain VALUES (its_dealership, fresh, bdc.now_micros(), old.chain, head.no);
    UPDATE bdc.head h SET chain = head.chain, no = head.no, hash = head.hash, sealed_at = head.sealed_at
    WHERE h.dealership = its_dealership;
    RETURN head.no;
END $$;
