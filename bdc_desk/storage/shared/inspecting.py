"""What `shared verify` looks at: is everything installed as this program installs it, does everything belong
to something.
"""

import re
from collections import Counter

from bdc_desk.storage.shared.connection import Row
from bdc_desk.storage.shared.faults import ServerHere, translated
from bdc_desk.storage.shared.installing import ALWAYS, WAIT_NO_LONGER, sql_text
from bdc_desk.storage.shared.owning import OWNER, OwnerConnection

APPEND_ONLY = ("entry", "seal", "detail", "archive", "replaced", "chain")
_TRIGGER = """
SELECT 1 FROM pg_trigger t WHERE t.tgrelid = ('bdc.' || quote_ident(%s))::regclass AND t.tgname = %s
    AND t.tgenabled = 'O' AND pg_get_triggerdef(t.oid) = format(
        'CREATE TRIGGER %%s BEFORE %%s ON %%s FOR EACH %%s EXECUTE FUNCTION bdc.only_added_to()', t.tgname,
        CASE t.tgname WHEN 'only_added_to' THEN 'DELETE OR UPDATE' ELSE 'TRUNCATE' END, t.tgrelid::regclass,
        CASE t.tgname WHEN 'only_added_to' THEN 'ROW' ELSE 'STATEMENT' END)
"""
_FUNCTIONS = """
SELECT p.oid::regprocedure::text, concat_ws(' ', pg_get_functiondef(p.oid), p.proowner::regrole, p.proacl)
FROM pg_proc p WHERE p.pronamespace = 'bdc'::regnamespace AND p.prokind = 'f'
"""
_RIGHTS = """
SELECT CASE a.grantee WHEN 0 THEN 'everybody' ELSE a.grantee::regrole::text END,
    lower(a.privilege_type), c.relname
FROM pg_class c, aclexplode(c.relacl) a
WHERE c.relnamespace = 'bdc'::regnamespace AND a.grantee <> 'bdc_owner'::regrole
    AND NOT (a.grantee = 'bdc_agent'::regrole AND a.privilege_type = 'SELECT'
        AND c.relname IN ('entry', 'seal', 'detail', 'archive', 'replaced', 'head', 'chain', 'dealership'))
ORDER BY 3, 1, 2
"""
_NO_RLS = """
SELECT relname FROM pg_class WHERE relnamespace = 'bdc'::regnamespace AND NOT relrowsecurity
    AND relname IN ('entry', 'seal', 'detail', 'archive', 'replaced', 'head', 'chain', 'dealership')
"""
_STRANGE = """
SELECT format('the trigger %%s of %%s is not one of this program', t.tgname, t.tgrelid::regclass)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'bdc'::regnamespace AND NOT t.tgisinternal
    AND NOT (t.tgname IN ('only_added_to', 'never_emptied')
        AND c.relname IN ('entry', 'seal', 'detail', 'archive', 'replaced', 'chain'))
UNION ALL
SELECT format('the trigger %%s of %%s is switched off', t.tgname, t.tgrelid::regclass)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'bdc'::regnamespace AND t.tgisinternal AND t.tgenabled <> 'O'
UNION ALL
SELECT format('the rule %%s of %%s is not one of this program', r.rulename, r.ev_class::regclass)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = 'bdc'::regnamespace AND c.relkind = 'r'
UNION ALL
SELECT format('bdc.%%s is not one of this program', c.relname) FROM pg_class c
WHERE c.relnamespace = 'bdc'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S')
    AND c.relname NOT IN ('schema_version', 'dealership', 'head', 'chain', 'person', 'desk', 'entry', 'seal',
        'detail', 'archive', 'replaced', 'claim', 'presence', 'lease')
UNION ALL
SELECT format('the policy %%s of %%s is not the one that `shared init` puts in', p.polname,
    p.polrelid::regclass)
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = 'bdc'::regnamespace AND NOT (p.polname = 'own_dealership' AND p.polcmd = 'r'
    AND p.polpermissive AND p.polroles = ARRAY['bdc_agent'::regrole::oid]
    AND pg_get_expr(p.polqual, p.polrelid) = '(dealership = ( SELECT bdc.my_dealership() AS my_dealership))')
UNION ALL
SELECT format('%%s may %%s %%s of %%s',
    CASE g.grantee WHEN 0 THEN 'everybody' ELSE g.grantee::regrole::text END, lower(g.privilege_type),
    a.attname, a.attrelid::regclass)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) g
WHERE c.relnamespace = 'bdc'::regnamespace
UNION ALL
SELECT format('%%s may %%s in the schema bdc',
    CASE g.grantee WHEN 0 THEN 'everybody' ELSE g.grantee::regrole::text END, lower(g.privilege_type))
FROM pg_namespace n, aclexplode(n.nspacl) g WHERE n.nspname = 'bdc' AND g.grantee <> 'bdc_owner'::regrole
    AND NOT (g.grantee = 'bdc_agent'::regrole AND g.privilege_type = 'USAGE')
UNION ALL
SELECT format('%%s may act as %%s', m.member::regrole, m.roleid::regrole)
FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
WHERE (r.rolname = 'bdc_agent' OR r.rolname IN (SELECT login FROM bdc.person))
    AND NOT (m.roleid = 'bdc_agent'::regrole AND NOT m.admin_option)
UNION ALL
SELECT format('%%s is above the rules: superuser, or past row-level security, or may make roles', r.rolname)
FROM pg_roles r WHERE (r.rolname = 'bdc_agent' OR r.rolname IN (SELECT login FROM bdc.person))
    AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication)
UNION ALL
SELECT format('the dealership %%s has no head', d.name) FROM bdc.dealership d
WHERE NOT EXISTS (SELECT 1 FROM bdc.head h WHERE h.dealership = d.dealership)
"""
_LOOSE_ENDS = """
WITH erased AS MATERIALIZED (
    SELECT DISTINCT x.lead FROM bdc.entry x JOIN bdc.head h ON h.dealership = x.dealership
    JOIN bdc.seal s ON s.dealership = x.dealership AND s.chain = h.chain AND s.entry = x.id
    WHERE x.dealership = %(d)s AND x.kind = 'erased' AND x.lead IS NOT NULL AND s.verdict = 'stands')
SELECT 'entry ' || e.id || ' has no seal' FROM bdc.entry e WHERE e.dealership = %(d)s AND NOT EXISTS (
    SELECT 1 FROM bdc.seal s JOIN bdc.head h ON h.dealership = s.dealership AND h.chain = s.chain
    WHERE s.dealership = e.dealership AND s.entry = e.id)
UNION ALL
SELECT 'details of entry ' || d.entry || ', which is missing' FROM bdc.detail d WHERE d.dealership = %(d)s
    AND NOT EXISTS (SELECT 1 FROM bdc.entry e WHERE e.dealership = d.dealership AND e.id = d.entry)
UNION ALL
SELECT 'desk ' || desk || ': an entry before its ' || desk_seq || ' is missing' FROM (
    SELECT desk, desk_seq, lag(desk_seq, 1, 0::bigint) OVER (PARTITION BY desk ORDER BY desk_seq) AS before
    FROM (
        SELECT desk, desk_seq FROM bdc.entry WHERE dealership = %(d)s
        UNION ALL SELECT desk, desk_seq FROM bdc.replaced WHERE dealership = %(d)s) AS written) AS told
WHERE desk_seq <> before + 1
UNION ALL
SELECT format('desk %%s handed in %%s entries, the newest there is its %%s', d.desk, d.last_seq, w.newest)
FROM bdc.desk d, LATERAL (SELECT greatest(
    (SELECT max(desk_seq) FROM bdc.entry e WHERE e.dealership = d.dealership AND e.desk = d.desk),
    (SELECT max(desk_seq) FROM bdc.replaced r WHERE r.dealership = d.dealership AND r.desk = d.desk), 0
    ) AS newest) AS w
WHERE d.dealership = %(d)s AND d.last_seq <> w.newest
UNION ALL
SELECT 'details of entry ' || e.id || ' are missing' FROM bdc.entry e
WHERE e.dealership = %(d)s AND bdc.fields(e.content)->>'details' IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM bdc.detail d WHERE d.dealership = e.dealership AND d.entry = e.id)
    AND NOT EXISTS (SELECT 1 FROM erased x WHERE x.lead = e.lead)
UNION ALL
SELECT 'details of entry ' || e.id || ' are there, though its customer was erased' FROM erased x
JOIN bdc.entry e ON e.dealership = %(d)s AND e.lead = x.lead
JOIN bdc.detail d ON d.dealership = e.dealership AND d.entry = e.id
UNION ALL
SELECT 'the original of entry ' || e.id || ' is there, though its customer was erased' FROM erased x
JOIN bdc.entry e ON e.dealership = %(d)s AND e.lead = x.lead AND e.kind = 'arrival'
JOIN bdc.archive a ON a.dealership = e.dealership AND a.sha256 = bdc.fields(e.content)->'body'->>'archive'
UNION ALL
SELECT 'the archived mail or file ' || a.sha256 || ' is not what it was' FROM bdc.archive a
WHERE a.dealership = %(d)s AND a.sha256 <> encode(sha256(a.content), 'hex')
UNION ALL
SELECT 'the head''s hash is not that of the newest seal' FROM bdc.head h
JOIN bdc.seal s ON s.dealership = h.dealership AND s.chain = h.chain AND s.no = h.no
WHERE h.dealership = %(d)s AND s.hash <> h.hash
UNION ALL
SELECT DISTINCT 'the chain ' || s.chain || ' was never opened' FROM bdc.seal s WHERE s.dealership = %(d)s
    AND NOT EXISTS (SELECT 1 FROM bdc.chain c WHERE c.dealership = s.dealership AND c.chain = s.chain)
"""
_MARKS = """
SELECT d.desk, d.mark, d.mark_hash FROM bdc.desk d JOIN bdc.head h ON h.dealership = d.dealership
WHERE d.dealership = %s AND d.mark_chain = h.chain AND d.mark > 0
"""
_VERIFY_PAGE = """
SELECT s.no, s.entry, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash, d.salt, d.content, e.content,
    e.id, e.dealership, e.lead, e.round, e.kind, e.agent, e.desk, e.desk_seq, e.at, e.seen, e.policy
FROM bdc.seal s
LEFT JOIN bdc.entry e ON e.dealership = s.dealership AND e.id = s.entry
LEFT JOIN bdc.detail d ON d.dealership = s.dealership AND d.entry = s.entry
WHERE s.dealership = %s AND s.chain = %s AND s.no > %s ORDER BY s.no LIMIT %s
"""


class Inspecting(OwnerConnection):
    """Reads, and changes nothing."""

    def lacking_guards(self) -> list[str]:
        """What is not installed as this program installs it, in words: triggers dropped or switched off,
        functions changed, rights given away, row-level security off.
        """
        lacking = [
            f"the trigger {name} of bdc.{table} is missing or switched off"
            for table in APPEND_ONLY
            for name in ("only_added_to", "never_emptied")
            if not self._value(_TRIGGER, table, name)
        ]
        try:
            lacking += [
                f"the function {signature} is not the one that `shared init` puts in"
                for signature in self._changed_functions()
            ]
        except ServerHere as fault:  # something of somebody else's is in the schema, which is named below
            lacking.append(f"the functions cannot be compared with this program's: {fault}")
        lacking += [f"{grantee} may {right} bdc.{table}" for grantee, right, table in self._rows(_RIGHTS)]
        lacking += [f"row-level security of bdc.{table} is off" for (table,) in self._rows(_NO_RLS)]
        lacking += [str(words) for (words,) in self._rows(_STRANGE)]
        return lacking

    def _changed_functions(self) -> list[str]:
        """Functions of the schema that differ from those of this program, by comparing with a fresh copy that
        is put in and taken back, and functions that this program does not have at all.
        """
        before: dict[str, str] = dict(self._rows(_FUNCTIONS))
        after: dict[str, str] = {}
        own: Counter[str] = Counter()
        with translated(), self.connection.transaction(force_rollback=True):
            self.connection.execute(WAIT_NO_LONGER)
            self.connection.execute(f"SET LOCAL ROLE {OWNER}")
            for file in ALWAYS:
                self.connection.execute(sql_text(file))
                own.update(re.findall(r"(?m)^CREATE OR REPLACE FUNCTION (bdc\.\w+)\(", sql_text(file)))
            after = dict(self._rows(_FUNCTIONS))
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        there = Counter(name.partition("(")[0] for name in after)
        strange = {name for name in after if there[name.partition("(")[0]] > own[name.partition("(")[0]]}
        return sorted(changed | strange)

    def loose_ends(self, dealership: str) -> list[str]:
        """Entries without a seal, details without an entry, holes in a desk's desk_seq, in words."""
        return [str(row[0]) for row in self._rows(_LOOSE_ENDS, {"d": dealership})]

    def marks(self, dealership: str) -> dict[tuple[int, bytes], list[str]]:
        """How far each desk had pulled when last heard of, by number and hash of the present chain."""
        found: dict[tuple[int, bytes], list[str]] = {}
        for desk, mark, digest in self._rows(_MARKS, dealership):
            found.setdefault((mark, bytes(digest)), []).append(desk)
        return found

    def sealed_rows(self, dealership: str, chain: str, after: int, most: int) -> list[Row]:
        """Seals with all that they seal, as `verify` of the replica reads its own: see `storage.verify`."""
        return self._rows(_VERIFY_PAGE, dealership, chain, after, most)
