-- What erasing a person looks up: the leads that were erased, and the arrivals that a mail or file came in with. The
-- original's name is the first `archive` of the content, as erased.sql says it.
CREATE INDEX entry_erased ON bdc.entry (dealership, lead) WHERE kind = 'erased';
CREATE INDEX entry_original ON bdc.entry (dealership, (substring(content FROM '"archive":"([0-9a-f]{64})"')))
    WHERE kind = 'arrival';
