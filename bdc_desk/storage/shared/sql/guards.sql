-- The log is only ever added to, whoever asks: also its owner must drop a trigger first, which `shared verify` names.

CREATE OR REPLACE FUNCTION bdc.only_added_to() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'refused: % is only ever added to', TG_TABLE_NAME USING ERRCODE = 'BD006';
END $$;

DO $$
DECLARE
    its_table text;
BEGIN
    FOREACH its_table IN ARRAY ARRAY['entry', 'seal', 'detail', 'archive', 'replaced', 'chain'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON bdc.%I '
            'FOR EACH ROW EXECUTE FUNCTION bdc.only_added_to()', its_table);
        EXECUTE format('CREATE OR REPLACE TRIGGER never_emptied BEFORE TRUNCATE ON bdc.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION bdc.only_added_to()', its_table);
    END LOOP;
END $$;
