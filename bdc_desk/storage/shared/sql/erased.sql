-- Erasing a person: the entries and their chain stay, what is personal goes (docs/log.md, `erased`). Put in anew by
-- every `shared init`.

-- Whether nothing personal is kept of this lead: an erasure of it stands in the present chain.
CREATE OR REPLACE FUNCTION bdc.is_erased(its_dealership text, its_lead text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM bdc.entry e
        WHERE e.dealership = its_dealership AND e.lead = its_lead AND e.kind = 'erased' AND 'stands' = (
            SELECT s.verdict FROM bdc.seal s
            WHERE s.dealership = its_dealership AND s.entry = e.id
                AND s.chain = (SELECT h.chain FROM bdc.head h WHERE h.dealership = its_dealership)))
$$;

-- Whether an erased lead came in with this mail or file, alone or with others of the same file: it does not come back.
CREATE OR REPLACE FUNCTION bdc.is_erased_original(its_dealership text, sha text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM bdc.entry e
        WHERE e.dealership = its_dealership AND e.kind = 'arrival'
            AND substring(e.content FROM '"archive":"([0-9a-f]{64})"') = sha
            AND bdc.is_erased(its_dealership, e.lead))
$$;

-- Delete what is personal of an erased lead: details with their salts, originals, and the numbers in claims. The guards
-- let exactly this pass. A file with other customers' rows goes as a whole: nothing can be cut out of it.
CREATE OR REPLACE FUNCTION bdc.forget(its_dealership text, its_lead text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM bdc.detail d USING bdc.entry e
    WHERE e.dealership = its_dealership AND e.lead = its_lead AND d.dealership = its_dealership AND d.entry = e.id;
    DELETE FROM bdc.archive a
    WHERE a.dealership = its_dealership AND a.sha256 IN (
        SELECT substring(e.content FROM '"archive":"([0-9a-f]{64})"') FROM bdc.entry e
        WHERE e.dealership = its_dealership AND e.lead = its_lead AND e.kind = 'arrival');
    DELETE FROM bdc.claim c WHERE c.dealership = its_dealership AND c.token IN (
        SELECT k.token FROM bdc.claim k WHERE k.dealership = its_dealership AND k.lead = its_lead);
END $$;
