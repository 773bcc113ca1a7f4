-- Who may what. Agents read their own dealership and call the functions below; they have no INSERT, UPDATE or DELETE
-- anywhere, no tables of their own, no schema of their own. Put in anew by every `shared init`; row-level security only
-- where it is not as it should be, because that waits for everybody who reads, and everybody else behind it.

REVOKE ALL ON SCHEMA bdc FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA bdc FROM PUBLIC, bdc_agent;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA bdc FROM PUBLIC, bdc_agent;
GRANT USAGE ON SCHEMA bdc TO bdc_agent;

GRANT SELECT ON bdc.entry, bdc.seal, bdc.detail, bdc.archive, bdc.replaced, bdc.head, bdc.chain, bdc.dealership
    TO bdc_agent;
GRANT EXECUTE ON FUNCTION
    bdc.my_dealership(), bdc.hello(), bdc.change_password(text), bdc.join_desk(text, text),
    bdc.push(text, text[], bytea[], text[], bytea[]),
    bdc.claim(text, jsonb, integer), bdc.claim_next(text, jsonb, bigint, integer),
    bdc.take_over(text, jsonb, integer), bdc.release(text, text), bdc.lease(text, text, integer),
    bdc.news(text, text, text, bigint, bytea, bigint, text, bigint, text[], integer)
    TO bdc_agent;

DO $$
DECLARE
    its_table text;
BEGIN
    FOREACH its_table IN ARRAY ARRAY['entry', 'seal', 'detail', 'archive', 'replaced', 'head', 'chain', 'dealership']
    LOOP
        CONTINUE WHEN EXISTS (SELECT 1 FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
            WHERE c.oid = format('bdc.%I', its_table)::regclass AND c.relrowsecurity AND p.polname = 'own_dealership'
                AND p.polcmd = 'r' AND p.polpermissive AND p.polroles = ARRAY['bdc_agent'::regrole::oid]
                AND pg_get_expr(p.polqual, p.polrelid)
                    = '(dealership = ( SELECT bdc.my_dealership() AS my_dealership))');
        EXECUTE format('ALTER TABLE bdc.%I ENABLE ROW LEVEL SECURITY', its_table);
        EXECUTE format('DROP POLICY IF EXISTS own_dealership ON bdc.%I', its_table);
        EXECUTE format('CREATE POLICY own_dealership ON bdc.%I FOR SELECT TO bdc_agent '
            'USING (dealership = (SELECT bdc.my_dealership()))', its_table);
    END LOOP;
END $$;
