-- The gate in the shared database: `email asked` before its calls and `not reached` before its attempts are
-- refused. Judged from sealed entries only, by the steps of docs/log.md ("What counts, and what opens"), as
-- `bdc_desk.cadence` folds them and `bdc_desk/storage/guards_gate.py` has them for SQLite: the three must
-- give one verdict. May be run again at any time: every function is put in anew.
--
-- Bodies are read as the engine reads them: a field of another form than expected is a field that is not
-- there. Nothing here raises, whatever an entry holds.

-- The content of an entry. jsonb holds neither a NUL nor half of a surrogate pair, which the log may (free
-- text of a mail): U+FFFD stands for them. What is no JSON even so has no fields.
CREATE OR REPLACE FUNCTION bdc.fields(content text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT
SET search_path = pg_catalog, pg_temp
SET standard_conforming_strings = on
AS $$
BEGIN
    RETURN replace(content, '\u0000', '\ufffd')::jsonb;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    BEGIN
        RETURN regexp_replace(content, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'g')::jsonb;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RETURN '{}';
    END;
END
$$;

-- The text in a field; NULL where it is absent or of another form.
CREATE OR REPLACE FUNCTION bdc.text_of(body jsonb, field text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE jsonb_typeof(body -> field) WHEN 'string' THEN body ->> field END;
END
$$;

-- The list in a field; an empty one where it is absent or of another form.
CREATE OR REPLACE FUNCTION bdc.list_of(body jsonb, field text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE jsonb_typeof(body -> field) WHEN 'array' THEN body -> field ELSE '[]' END;
END
$$;

-- The whole number in a field, 0 or more (a moment, a count); NULL where it is absent or of another form.
CREATE OR REPLACE FUNCTION bdc.whole_of(body jsonb, field text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN jsonb_typeof(body -> field) = 'number' AND body ->> field ~ '^[0-9]+$'
        THEN (body ->> field)::numeric END;
END
$$;

-- What is missing in words with its numbers, up to `most`; NULL where nothing is.
CREATE OR REPLACE FUNCTION bdc.missing(have bigint, need numeric, most integer, told text, otherwise text)
RETURNS text
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE
        WHEN have < need AND need <= most THEN format(told, have, need)
        WHEN have < need THEN otherwise
    END;
END
$$;

-- The lead's log, folded in the order of the seals as far as the gate asks: what stands in the running round.
-- `rules`: of the policy in force. `running` is NULL where the lead has not arrived.
--
-- Entries are found by lead or by kind, and the seal of each by its key: `LIMIT 1` keeps the planner from
-- anything else. Left to itself it would walk the chain, or join all of it, while it has no statistics.
--
-- A call has one place in all arrays that are named after it. Its outcome is the one that stands, NULL while
-- there is none.
CREATE OR REPLACE FUNCTION bdc.fold(
    dealership text, chain text, lead text, rules jsonb,
    OUT running bigint, OUT closing text, OUT way_past boolean,
    OUT calls bigint, OUT days bigint, OUT parts bigint, OUT dialogue boolean, OUT appointment boolean
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    second CONSTANT bigint := 1000000;
    hour CONSTANT bigint := 3600 * second;
    day CONSTANT bigint := 24 * hour;
    dead_apart CONSTANT bigint := 2 * hour;
    gap CONSTANT numeric := coalesce(bdc.whole_of(rules, 'gap'), 0) * second;
    rounds bigint[] := '{}';
    call_ids text[] := '{}';
    call_rounds bigint[] := '{}';
    call_began bigint[] := '{}';
    call_local bigint[] := '{}';
    call_not_dialled boolean[] := '{}';
    call_outcomes text[] := '{}';
    call_said jsonb[] := '{}';
    call_agents text[] := '{}';
    call_qualified boolean[] := '{}';
    call_counts boolean[] := '{}';
    closing_agent text;
    closing_sure boolean;
    exception_ids text[] := '{}';
    exception_rounds bigint[] := '{}';
    exception_agents text[] := '{}';
    contact_rounds bigint[] := '{}';
    appointment_rounds bigint[] := '{}';
    told_rounds bigint[] := '{}';
    told_numbers jsonb[] := '{}';
    unread boolean := false;
    dead text[];
    entry record;
    last integer := 0;
    place integer;
    offered integer;
    named text;
BEGIN
    FOR entry IN
        WITH correction AS MATERIALIZED (
            SELECT s.no, s.at
            FROM bdc.entry AS e CROSS JOIN LATERAL (
                SELECT * FROM bdc.seal AS its
                WHERE its.dealership = e.dealership AND its.chain = fold.chain AND its.entry = e.id
                LIMIT 1) AS s
            WHERE e.dealership = fold.dealership AND e.kind = 'clock set back' AND e.lead IS NULL
                AND s.verdict = 'stands'
        )
        SELECT e.id, e.round, e.kind, e.agent, bdc.fields(e.content) -> 'body' AS body, s.utc_offset,
            -- What was dated later than the corrected clock counts as made at the correction.
            CASE e.kind WHEN 'dialled' THEN least(s.at, (
                SELECT min(correction.at) FROM correction WHERE correction.no > s.no)) END AS made_at
        FROM bdc.entry AS e CROSS JOIN LATERAL (
            SELECT * FROM bdc.seal AS its
            WHERE its.dealership = e.dealership AND its.chain = fold.chain AND its.entry = e.id
            LIMIT 1) AS s
        WHERE e.dealership = fold.dealership AND e.lead = fold.lead
            AND s.verdict = 'stands'
        ORDER BY s.no
    LOOP
        -- Before the first arrival, or of a round that has not begun: it says nothing.
        CONTINUE WHEN running IS NULL AND entry.kind <> 'arrival'
            OR entry.kind IN ('dialled', 'exception', 'contact received', 'appointment set')
            AND entry.round <> ALL (rounds);
        offered := NULL;
        place := array_position(call_ids, bdc.text_of(entry.body, 'attempt'));
        IF call_rounds[place] <> entry.round THEN
            place := NULL;
        END IF;

        CASE entry.kind
        WHEN 'arrival' THEN
            IF running IS NULL OR entry.round > running THEN
                running := entry.round;
                rounds := array_append(rounds, running);
                closing := NULL;
            END IF;
            unread := bdc.text_of(entry.body, 'grade') IS NOT DISTINCT FROM 'unreadable';
            told_rounds := array_append(told_rounds, entry.round);
            told_numbers := array_append(told_numbers, bdc.list_of(entry.body, 'numbers'));

        WHEN 'details edited' THEN
            IF entry.body -> 'numbers' IS NOT NULL THEN
                unread := false;
                told_rounds := array_append(told_rounds, entry.round);
                told_numbers := array_append(told_numbers, bdc.list_of(entry.body, 'numbers'));
            END IF;

        WHEN 'dialled' THEN
            last := last + 1;
            call_ids[last] := entry.id;
            call_rounds[last] := entry.round;
            call_began[last] := entry.made_at;
            IF bdc.text_of(entry.body, 'evidence') IS DISTINCT FROM 'C' THEN
                call_began[last] := least(entry.made_at, bdc.whole_of(entry.body, 'began'));
            END IF;
            call_local[last] := call_began[last] + entry.utc_offset * second;
            call_not_dialled[last] := false;
            call_outcomes[last] := NULL;
            call_said[last] := NULL;
            call_agents[last] := NULL;
            call_qualified[last] := false;
            call_counts[last] := false;

        WHEN 'not dialled' THEN
            IF place IS NOT NULL AND call_outcomes[place] IS NULL THEN
                call_not_dialled[place] := true;
            END IF;

        WHEN 'outcome' THEN
            IF place IS NOT NULL AND call_outcomes[place] IS NULL AND NOT call_not_dialled[place] THEN
                call_outcomes[place] := entry.id;
                call_said[place] := entry.body;
                call_agents[place] := entry.agent;
                IF bdc.text_of(entry.body, 'qualified') = 'yes' THEN
                    offered := place;
                END IF;
            END IF;

        WHEN 'outcome withdrawn' THEN
            IF call_outcomes[place] = bdc.text_of(entry.body, 'outcome') THEN
                call_outcomes[place] := NULL;
                call_said[place] := NULL;
                call_qualified[place] := false;
                call_counts[place] := false;
            END IF;

        WHEN 'confirmed' THEN
            named := coalesce(bdc.text_of(entry.body, 'entry'), '');
            place := array_position(call_outcomes, named);
            IF call_agents[place] <> entry.agent
                AND bdc.text_of(call_said[place], 'qualified') = 'if confirmed'
            THEN
                offered := place;
            END IF;
            IF closing = named AND closing_agent <> entry.agent THEN
                closing_sure := true;
            END IF;

        WHEN 'sent back' THEN
            named := coalesce(bdc.text_of(entry.body, 'entry'), '');
            IF closing = named AND closing_agent <> entry.agent AND NOT closing_sure THEN
                closing := NULL;
            END IF;
            place := array_position(exception_ids, named);
            IF exception_agents[place] <> entry.agent THEN
                exception_rounds[place] := NULL;
            END IF;

        WHEN 'closed', 'not reached' THEN
            IF closing IS NULL AND entry.round = running
                AND (entry.kind = 'not reached' OR entry.body -> 'reason' IS NOT NULL)
            THEN
                closing := entry.id;
                closing_agent := entry.agent;
                closing_sure := false;
            END IF;

        WHEN 'reopened' THEN
            closing := NULL;

        WHEN 'exception' THEN
            exception_ids := array_append(exception_ids, entry.id);
            exception_rounds := array_append(exception_rounds, entry.round);
            exception_agents := array_append(exception_agents, entry.agent);

        WHEN 'contact received' THEN
            IF entry.body -> 'dialogue' = 'true' THEN
                contact_rounds := array_append(contact_rounds, entry.round);
            END IF;

        WHEN 'appointment set' THEN
            appointment_rounds := array_append(appointment_rounds, entry.round);

        ELSE
            NULL;
        END CASE;

        -- It is qualified now, and counts if no attempt of its round that counts began too near.
        IF offered IS NOT NULL THEN
            call_qualified[offered] := true;
            call_counts[offered] := call_counts[offered] OR NOT EXISTS (
                SELECT FROM unnest(call_rounds, call_began, call_counts) AS other (round, began, counts)
                WHERE other.counts AND other.round = call_rounds[offered]
                    AND abs(other.began - call_began[offered]) < gap);
        END IF;
    END LOOP;

    SELECT count(*), count(DISTINCT (call.local - clock.time) / day),
        count(DISTINCT (
            SELECT count(*) FROM jsonb_array_elements(bdc.list_of(rules, 'parts')) AS begins
            WHERE jsonb_typeof(begins) = 'number' AND begins <= to_jsonb(clock.time / hour)))
    INTO calls, days, parts
    FROM unnest(call_rounds, call_local, call_counts) AS call (round, local, counts),
        LATERAL (SELECT (call.local % day + day) % day) AS clock (time)
    WHERE call.counts AND call.round = running;

    SELECT running = ANY (contact_rounds)
            OR coalesce(bool_or(bdc.list_of(call.said, 'flags') ? 'dialogue'), false),
        running = ANY (appointment_rounds)
            OR coalesce(bool_or(bdc.list_of(call.said, 'flags') ? 'appointment'), false)
    INTO dialogue, appointment
    FROM unnest(call_rounds, call_said, call_qualified) AS call (round, said, qualified)
    WHERE call.qualified AND call.round = running;

    dead := ARRAY(
        SELECT bdc.text_of(call.said, 'number')
        FROM unnest(call_began, call_said) AS call (began, said)
        WHERE bdc.list_of(call.said, 'flags') ?| ARRAY['wrong number', 'dead number']
            AND bdc.text_of(call.said, 'number') IS NOT NULL
        GROUP BY 1
        HAVING max(call.began) - min(call.began) >= dead_apart);

    -- A ref with U+FFFD may have held a NUL, which no outcome names.
    way_past := running = ANY (array_remove(exception_rounds, NULL)) OR NOT unread AND NOT EXISTS (
        SELECT FROM unnest(told_rounds, told_numbers) AS told (round, numbers),
            jsonb_array_elements(told.numbers) AS number
        WHERE told.round = running AND bdc.text_of(number, 'ref') IS NOT NULL
            AND number -> 'possible' NOT IN ('false', 'null', '0', '""', '[]', '{}')
            AND (number ->> 'ref' <> ALL (dead) OR strpos(number ->> 'ref', chr(65533)) > 0));
END
$$;

-- Whether the asking entry (`email asked` with its template, or `not reached`) may stand now: NULL, or why
-- not, in the words of the desks' own gate.
CREATE OR REPLACE FUNCTION bdc.gate(
    dealership text, chain text, lead text, round bigint, kind text, template text
)
RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    policy text;
    rules jsonb;
    needs jsonb;
    have record;
BEGIN
    SELECT e.content INTO policy
    FROM bdc.entry AS e CROSS JOIN LATERAL (
        SELECT * FROM bdc.seal AS its
        WHERE its.dealership = e.dealership AND its.chain = gate.chain AND its.entry = e.id
        LIMIT 1) AS s
    WHERE e.dealership = gate.dealership AND e.kind = 'policy used' AND e.lead IS NULL
        AND s.verdict = 'stands'
    ORDER BY s.no DESC LIMIT 1;

    rules := bdc.fields(policy) -> 'body' -> 'rules';
    needs := CASE gate.kind
        WHEN 'email asked' THEN rules -> 'templates' -> gate.template
        WHEN 'not reached' THEN rules -> 'not_reached'
    END;
    have := bdc.fold(gate.dealership, gate.chain, gate.lead, rules);

    RETURN CASE
        WHEN have.running IS NULL THEN 'the lead has not arrived'
        WHEN gate.round IS DISTINCT FROM have.running THEN 'this is not the running round of the lead'
        WHEN policy IS NULL THEN 'no policy is in force'
        WHEN bdc.whole_of(needs, 'calls') IS NULL THEN 'the policy in force has no such template'
        WHEN have.closing IS NOT NULL THEN 'the lead is closed'
        WHEN gate.kind = 'email asked' AND have.way_past THEN NULL
        ELSE coalesce(
            bdc.missing(have.calls, bdc.whole_of(needs, 'calls'), 9,
                '%s of %s calls count', 'too few calls count'),
            bdc.missing(have.days, bdc.whole_of(needs, 'days'), 7,
                'day %s of %s', 'calls on too few days'),
            bdc.missing(have.parts, bdc.whole_of(needs, 'parts'), 6,
                '%s of %s parts of the day', 'calls in too few parts of the day'),
            CASE
                WHEN gate.kind = 'not reached' THEN NULL
                WHEN needs -> 'dialogue' = 'true' AND NOT have.dialogue THEN 'no dialogue yet'
                WHEN needs -> 'appointment' = 'true' AND NOT have.appointment THEN 'no appointment yet'
            END)
    END;
END
$$;
