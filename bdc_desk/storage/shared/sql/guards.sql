-- The log is only ever added to, whoever asks, but for what is personal of an erased lead, which may go: also its owner must drop a trigger first, which `shared verify` names.
-- What is as it should be is not put in anew: that would wait for everybody who reads, and everybody else behind it.

CREATE OR REPLACE FUNCTION bdc.only_added_to() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'detail' THEN  -- nested: another table's OLD has no such column
        IF bdc.is_erased(OLD.dealership, (
            SELECT e.lead FROM bdc.entry e WHERE e.dealership = OLD.dealership AND e.id = OLD.entry)) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'archive' THEN
        IF bdc.is_erased_original(OLD.dealership, OLD.sha256) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'refused: % is only ever added to', TG_TABLE_NAME USING ERRCODE = 'BD006';
END $$;

DO $$
DECLARE
    its_table text;
    its_name text;
    its_events text;
BEGIN
    FOR its_table, its_name, its_events IN
        SELECT t.name, g.name, g.events
        FROM unnest(ARRAY['entry', 'seal', 'detail', 'archive', 'replaced', 'chain']) AS t (name),
            (VALUES ('only_added_to', 'BEFORE DELETE OR UPDATE ON bdc.%I FOR EACH ROW'),
                ('never_emptied', 'BEFORE TRUNCATE ON bdc.%I FOR EACH STATEMENT')) AS g (name, events)
    LOOP
        its_events := format('TRIGGER %I ' || its_events || ' EXECUTE FUNCTION bdc.only_added_to()', its_name, its_table);
        CONTINUE WHEN EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = format('bdc.%I', its_table)::regclass
            AND t.tgname = its_name AND t.tgenabled = 'O' AND pg_get_triggerdef(t.oid) = 'CREATE ' || its_events);
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON bdc.%I', its_name, its_table);
        EXECUTE 'CREATE ' || its_events;
    END LOOP;
END $$;
