-- Leases: who has a customer in hand, who is at a desk, which desk reads the mailbox. The shared database decides them,
-- by its own clock; each runs out by itself.

-- Who else holds one of these keys now: another desk. A household's two leads do not stand in one desk's own way.
CREATE OR REPLACE FUNCTION bdc.held_by(its_dealership text, keys text[], own_desk text, now_at bigint)
RETURNS SETOF bdc.claim
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM bdc.claim c
    WHERE c.dealership = its_dealership AND c.key = ANY (keys) AND c.until > now_at
        AND c.desk IS DISTINCT FROM own_desk
    ORDER BY c.taken_at LIMIT 1
$$;

-- The keys of a customer: the customer, and each of the customer's numbers, once.
CREATE OR REPLACE FUNCTION bdc.keys_of(candidate jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY['customer:' || (candidate->>'customer')]
        || ARRAY(SELECT DISTINCT 'tel:' || (number #>> '{}') AS key FROM jsonb_array_elements(
            CASE jsonb_typeof(candidate->'numbers') WHEN 'array' THEN candidate->'numbers' ELSE '[]' END) AS number
            WHERE jsonb_typeof(number) = 'string' AND length(number #>> '{}') <= 40
            ORDER BY key LIMIT 20)
$$;

-- Whether a candidate is written as desks write it.
CREATE OR REPLACE FUNCTION bdc.is_candidate(candidate jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_typeof(candidate->'customer') = 'string' AND jsonb_typeof(candidate->'lead') = 'string'
        AND length(candidate->>'customer') BETWEEN 1 AND 64 AND length(candidate->>'lead') BETWEEN 1 AND 64
        AND length(candidate::text) < 4000, false)
$$;

-- Take or renew: NULL where somebody else holds one of the keys, or is taking one at this very moment.
CREATE OR REPLACE FUNCTION bdc.take_claim(
    myself bdc.person, desk text, candidate jsonb, seconds integer, now_at bigint, OUT taken bdc.claim
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '10ms' AS $$
#variable_conflict use_column
DECLARE
    most CONSTANT integer := 20;  -- customers in one person's hands
    keys text[] := bdc.keys_of(candidate);
    own bdc.claim;
    its_token text;
    got integer;
BEGIN
    SELECT * INTO own FROM bdc.claim c WHERE c.dealership = myself.dealership AND c.key = keys[1]
        AND c.person = myself.person AND c.desk = take_claim.desk;
    IF EXISTS (SELECT 1 FROM bdc.held_by(myself.dealership, keys, take_claim.desk, now_at)) THEN
        RETURN;
    END IF;
    IF own.token IS NULL AND most <= (SELECT count(DISTINCT c.token) FROM bdc.claim c
        WHERE c.dealership = myself.dealership AND c.person = myself.person AND c.until > now_at) THEN
        RAISE EXCEPTION 'refused: nobody has more than % customers in hand', most USING ERRCODE = 'BD003';
    END IF;
    its_token := coalesce(own.token, gen_random_uuid()::text);  -- one for all its keys
    -- One key after another in their order; whoever comes second waits for no more than a moment and looks elsewhere.
    -- No advisory locks: anybody with a login may take those, and keep them.
    BEGIN
        DELETE FROM bdc.claim c WHERE c.dealership = myself.dealership AND c.token = own.token;
        INSERT INTO bdc.claim AS c
        SELECT myself.dealership, key, its_token, candidate->>'customer',
            candidate->>'lead', myself.person, take_claim.desk,
            CASE WHEN own.until > now_at THEN own.taken_at ELSE now_at END,
            now_at + least(greatest(seconds, 30), 600)::bigint * 1000000
        FROM unnest(keys) AS key ORDER BY key
        ON CONFLICT (dealership, key) DO UPDATE SET token = excluded.token, customer = excluded.customer,
            lead = excluded.lead, person = excluded.person, desk = excluded.desk, taken_at = excluded.taken_at,
            until = excluded.until
        WHERE c.until <= now_at OR c.desk = excluded.desk;
        GET DIAGNOSTICS got = ROW_COUNT;
        IF got < cardinality(keys) THEN
            RAISE EXCEPTION 'somebody was quicker' USING ERRCODE = 'BD007';
        END IF;
    EXCEPTION WHEN SQLSTATE 'BD007' OR lock_not_available OR deadlock_detected THEN
        RETURN;
    END;
    SELECT * INTO taken FROM bdc.claim c WHERE c.dealership = myself.dealership AND c.key = keys[1];
END $$;

-- The login's desk, or a refusal.
CREATE OR REPLACE FUNCTION bdc.my_desk(its_desk text) RETURNS bdc.desk
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_desk bdc.desk;
    myself bdc.person := bdc.me();
BEGIN
    SELECT * INTO found_desk FROM bdc.desk d
    WHERE d.dealership = myself.dealership AND d.desk = its_desk AND d.person = myself.person;
    IF found_desk IS NULL THEN
        RAISE EXCEPTION 'refused: this desk is not one of yours; join first' USING ERRCODE = 'BD004';
    END IF;
    RETURN found_desk;
END $$;

-- Take the customer in hand: {"granted": true, "token", "until"}, or {"granted": false, "holder", "since"}.
CREATE OR REPLACE FUNCTION bdc.claim(desk text, candidate jsonb, seconds integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
    mine bdc.desk := bdc.my_desk(claim.desk);
    taken bdc.claim;
    other bdc.claim;
    now_at bigint := bdc.now_micros();
BEGIN
    IF NOT bdc.is_candidate(candidate) THEN
        RAISE EXCEPTION 'refused: a claim names its customer and lead' USING ERRCODE = 'BD003';
    END IF;
    IF bdc.is_erased(mine.dealership, candidate->>'lead') THEN
        candidate := candidate - 'numbers';  -- the desk has not heard yet that nothing is kept of the customer
    END IF;
    taken := bdc.take_claim(bdc.me(), mine.desk, candidate, seconds, now_at);
    IF taken.token IS NOT NULL THEN
        RETURN jsonb_build_object('granted', true, 'lead', taken.lead, 'customer', taken.customer,
            'token', taken.token, 'taken_at', taken.taken_at, 'until', taken.until);
    END IF;
    SELECT * INTO other FROM bdc.held_by(mine.dealership, bdc.keys_of(candidate), mine.desk, now_at);
    RETURN jsonb_build_object('granted', false, 'holder', other.person, 'since', other.taken_at);
END $$;

-- The first free of the desk's best leads, in its order, in one round trip: not in anybody's hands, without entries
-- that the desk had not `seen`, and without a call that was begun within the hour and not ended.
CREATE OR REPLACE FUNCTION bdc.claim_next(desk text, candidates jsonb, seen bigint, seconds integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
    mine bdc.desk := bdc.my_desk(claim_next.desk);
    candidate jsonb;
    taken bdc.claim;
    now_at bigint := bdc.now_micros();
    head bdc.head;
BEGIN
    IF jsonb_typeof(candidates) IS DISTINCT FROM 'array' OR jsonb_array_length(candidates) > 20 THEN
        RAISE EXCEPTION 'refused: at most 20 candidates' USING ERRCODE = 'BD003';
    END IF;
    SELECT * INTO head FROM bdc.head h WHERE h.dealership = mine.dealership;
    FOR candidate IN SELECT value FROM jsonb_array_elements(candidates) LOOP
        CONTINUE WHEN NOT bdc.is_candidate(candidate);
        CONTINUE WHEN bdc.is_erased(mine.dealership, candidate->>'lead');
        CONTINUE WHEN EXISTS (
            SELECT 1 FROM bdc.entry e
            WHERE e.dealership = mine.dealership AND e.lead = candidate->>'lead' AND e.desk <> mine.desk
                AND (SELECT s.no FROM bdc.seal s WHERE s.dealership = mine.dealership AND s.chain = head.chain
                    AND s.entry = e.id) > claim_next.seen);
        CONTINUE WHEN EXISTS (
            SELECT 1 FROM bdc.entry d
            WHERE d.dealership = mine.dealership AND d.lead = candidate->>'lead' AND d.kind = 'dialled'
                AND d.agent <> mine.person
                AND (SELECT s.at FROM bdc.seal s WHERE s.dealership = mine.dealership AND s.chain = head.chain
                    AND s.entry = d.id) > now_at - 3600000000
                AND NOT EXISTS (
                    SELECT 1 FROM bdc.entry e WHERE e.dealership = d.dealership AND e.lead = d.lead
                        AND e.kind IN ('ended', 'outcome', 'not dialled')
                        AND bdc.fields(e.content)->'body'->>'attempt' = d.id));
        taken := bdc.take_claim(bdc.me(), mine.desk, candidate, seconds, now_at);
        IF taken.token IS NOT NULL THEN
            RETURN jsonb_build_object('granted', true, 'lead', taken.lead, 'customer', taken.customer,
                'token', taken.token, 'taken_at', taken.taken_at, 'until', taken.until);
        END IF;
    END LOOP;
    RETURN jsonb_build_object('granted', false);
END $$;

-- A manager takes a customer out of a colleague's hands.
CREATE OR REPLACE FUNCTION bdc.take_over(desk text, candidate jsonb, seconds integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
    mine bdc.desk := bdc.my_desk(take_over.desk);
BEGIN
    IF (bdc.me()).role NOT IN ('manager', 'principal') THEN
        RAISE EXCEPTION 'refused: a manager or the principal takes over' USING ERRCODE = 'BD005';
    END IF;
    IF bdc.is_candidate(candidate) THEN
        DELETE FROM bdc.claim c WHERE c.dealership = mine.dealership AND c.token IN (
            SELECT h.token FROM bdc.claim h WHERE h.dealership = mine.dealership AND h.key = ANY (bdc.keys_of(candidate)));
    END IF;
    RETURN bdc.claim(take_over.desk, candidate, seconds);
END $$;

-- What a desk asks once a second: it says where it is and what it holds, and hears the time, the head, who holds what
-- and who is there. `held`: the tokens it keeps; its other claims end. `mark`: the number it has pulled up to.
CREATE OR REPLACE FUNCTION bdc.news(
    desk text, version text, mark_chain text, mark bigint, mark_hash bytea, clock_off bigint, state text, since bigint,
    held text[], seconds integer
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
#variable_conflict use_column
DECLARE
    mine bdc.desk := bdc.my_desk(news.desk);
    now_at bigint := bdc.now_micros();
    head bdc.head;
BEGIN
    SELECT * INTO head FROM bdc.head h WHERE h.dealership = mine.dealership;
    -- Written when it says something new, else every ten seconds.
    UPDATE bdc.desk d SET met_at = now_at, version = coalesce(left(news.version, 40), ''),
        clock_off = coalesce(news.clock_off, 0), mark = coalesce(news.mark, 0),
        mark_chain = coalesce(left(news.mark_chain, 40), ''),
        mark_hash = coalesce(substring(news.mark_hash FROM 1 FOR 32), '')
    WHERE d.dealership = mine.dealership AND d.desk = mine.desk
        AND (d.mark <> news.mark OR d.mark_chain <> news.mark_chain OR d.met_at < now_at - 10000000);
    IF news.state IN ('ready', 'calling', 'wrap-up', 'break', 'away') THEN
        INSERT INTO bdc.presence AS p VALUES (mine.dealership, mine.desk, mine.person, news.state,
            least(greatest(news.since, 0), now_at), now_at)
        ON CONFLICT (dealership, desk) DO UPDATE SET state = excluded.state, since = excluded.since,
            met_at = excluded.met_at
        WHERE p.state <> excluded.state OR p.since <> excluded.since OR p.met_at < now_at - 10000000;
    END IF;
    UPDATE bdc.claim c SET until = now_at + least(greatest(seconds, 30), 600)::bigint * 1000000
    WHERE c.dealership = mine.dealership AND c.desk = mine.desk AND c.token = ANY (held) AND c.until > now_at;
    DELETE FROM bdc.claim c WHERE c.dealership = mine.dealership AND c.desk = mine.desk
        AND (c.token <> ALL (held) AND c.taken_at < now_at - 2000000 OR c.until <= now_at);
    RETURN jsonb_build_object(
        'now', bdc.now_micros(), 'chain', head.chain, 'no', head.no, 'hash', encode(head.hash, 'hex'),
        'chains', (SELECT jsonb_agg(jsonb_build_object('chain', c.chain, 'continues', c.continues, 'kept', c.kept))
            FROM bdc.chain c WHERE c.dealership = head.dealership),
        'role', (bdc.me()).role,
        'claims', (SELECT coalesce(jsonb_agg(jsonb_build_object('customer', c.customer, 'lead', c.lead,
            'person', c.person, 'desk', c.desk, 'token', CASE WHEN c.desk = mine.desk THEN c.token ELSE '' END,
            'taken_at', c.taken_at, 'until', c.until)), '[]')
            FROM bdc.claim c
            WHERE c.dealership = mine.dealership AND c.key LIKE 'customer:%' AND c.until > now_at),
        'present', (SELECT coalesce(jsonb_agg(jsonb_build_object('desk', p.desk, 'person', p.person, 'state', p.state,
            'since', p.since, 'met_at', p.met_at)), '[]')
            FROM (SELECT * FROM bdc.presence p
                WHERE p.dealership = mine.dealership AND p.desk <> mine.desk AND p.met_at > now_at - 3600000000
                ORDER BY p.met_at DESC LIMIT 500) AS p));
END $$;

-- A claim ends at once, not at the next news.
CREATE OR REPLACE FUNCTION bdc.release(desk text, token text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
    mine bdc.desk := bdc.my_desk(release.desk);
BEGIN
    DELETE FROM bdc.claim c WHERE c.dealership = mine.dealership AND c.desk = mine.desk AND c.token = release.token;
    RETURN FOUND;
END $$;

-- One desk at a time does what is done once a dealership (reads the mailbox): true where it is this one.
CREATE OR REPLACE FUNCTION bdc.lease(desk text, name text, seconds integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
#variable_conflict use_column
DECLARE
    mine bdc.desk := bdc.my_desk(lease.desk);
    now_at bigint := bdc.now_micros();
    holder text;
BEGIN
    IF coalesce(lease.name, '') !~ '^[a-z][a-z ]{0,39}$' THEN
        RAISE EXCEPTION 'refused: a lease is named in small letters' USING ERRCODE = 'BD003';
    END IF;
    INSERT INTO bdc.lease AS l (dealership, name, desk, until)
    VALUES (mine.dealership, lease.name, mine.desk, now_at + least(greatest(seconds, 5), 600)::bigint * 1000000)
    ON CONFLICT (dealership, name) DO UPDATE SET desk = excluded.desk, until = excluded.until
        WHERE l.desk = excluded.desk OR l.until <= now_at
    RETURNING l.desk INTO holder;
    RETURN holder IS NOT NULL;
END $$;
