"""Guards of the log's form, in plain SQL: append-only, unique keys, gapless numbers, the form of an entry.

Why insert guards on unique keys: `INSERT OR REPLACE` deletes the row in its way without firing delete
triggers (unless recursive_triggers is on), and upserts turn an insert into an update. A BEFORE INSERT trigger
comes before both.
Texts of RAISE must be literals: SQLite before 3.47 takes nothing else.
"""

from bdc_desk.cadence.kinds import ErasingReason, Evidence, ExceptionReason, Kind

# An entry dated earlier than the newest by more than this needs a `clock set back` before it. Two programs
# that write at once may stand a moment apart; a clock that is five minutes off is said anyway (design.md, One
# desk).
SLACK_MICROS = 300 * 1_000_000

SHARED = "shared"
"""`this_desk.sealer` in a team; alone it is "desk"."""
AFTER_ALL = 1 << 62
"""Entries that wait for their number fold after all that have one."""


def _list(*values: str) -> str:
    """Values as an SQL list of texts."""
    return ", ".join(f"'{value}'" for value in values)


DEALERSHIP_KINDS = (
    Kind.DEALERSHIP_SET_UP,
    Kind.POLICY_USED,
    Kind.PERSON_ADDED,
    Kind.DEPUTY_SET,
    Kind.CLOCK_SET_BACK,
)
# What the gate reads, where texts are names and ids. SQLite before 3.42 ends a JSON text at its first NUL, so
# that "first\\u0000x" would pass for "first". Free text, as an arrival has, may hold one: it is never
# compared.
JUDGED_KINDS = (
    Kind.POLICY_USED,
    Kind.DIALLED,
    Kind.NOT_DIALLED,
    Kind.OUTCOME,
    Kind.OUTCOME_WITHDRAWN,
    Kind.CONFIRMED,
    Kind.SENT_BACK,
    Kind.EXCEPTION,
    Kind.EMAIL_ASKED,
    Kind.NOT_REACHED,
)
LEAD_KINDS = tuple(kind for kind in Kind if kind not in DEALERSHIP_KINDS)

ALONE = f"(SELECT sealer FROM this_desk) IS NOT '{SHARED}'"
# In a team only this desk's own entries are judged here: a pulled one was judged by the shared database and
# is always stored (design.md, The log).
MADE_HERE = f"({ALONE} OR NEW.desk IS (SELECT desk FROM this_desk))"

# Entries that fold: sealed in this desk's chain, and not refused. CROSS JOIN makes SQLite begin with the
# entries, by lead or by kind; it would rather walk the whole chain.
SEALED = """CREATE VIEW sealed AS
SELECT e.id, e.lead, e.round, e.kind, e.agent, e.content, s.no, s.at, s.utc_offset
FROM entry e CROSS JOIN seal s ON s.entry = e.id
WHERE s.chain = (SELECT chain FROM this_desk) AND s.verdict = 'stands'"""

# Then this desk's own that wait for the shared database, in the order in which they were written: numbered
# after everything sealed. Two views, because SQLite reads a union in a join as a whole.
PROVISIONAL = f"""CREATE VIEW provisional AS
SELECT e.id, e.lead, e.round, e.kind, e.agent, e.content, {AFTER_ALL} + e.desk_seq AS no, e.at, o.utc_offset
FROM outbox o CROSS JOIN entry e ON e.id = o.entry"""

# Leads of which nothing personal is kept: their erasure stands (in a team: once it is sealed).
ERASED_LEAD = f"""CREATE VIEW erased_lead AS SELECT DISTINCT lead FROM sealed WHERE kind = '{Kind.ERASED}'"""

# The mails and files that they came in, also where an arrival gave way to another desk's reading of it.
ERASED_ORIGINAL = f"""CREATE VIEW erased_original AS
SELECT json_extract(e.content, '$.body.archive') AS sha256 FROM erased_lead x
CROSS JOIN entry e ON e.lead = x.lead WHERE e.kind = '{Kind.ARRIVAL}' AND json_valid(e.content)
UNION SELECT json_extract(r.content, '$.body.archive') FROM erased_lead x
CROSS JOIN entry e ON e.lead = x.lead AND e.kind = '{Kind.ARRIVAL}'
CROSS JOIN replaced r ON r.entry = e.id WHERE json_valid(r.content)"""

ENTRY_UNIQUE = f"""CREATE TRIGGER entry_unique BEFORE INSERT ON entry
BEGIN
    SELECT RAISE(ABORT, 'refused: this entry is already in the log')
    WHERE EXISTS (SELECT 1 FROM entry WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'refused: this desk has already used this desk_seq')
    WHERE EXISTS (SELECT 1 FROM entry WHERE desk = NEW.desk AND desk_seq = NEW.desk_seq);
    SELECT RAISE(ABORT, 'refused: desk_seq must be the next one of the desk')
    WHERE {MADE_HERE} AND NEW.desk_seq IS NOT 1 + max(
        coalesce((SELECT max(desk_seq) FROM entry WHERE desk = NEW.desk), 0),
        coalesce((SELECT max(desk_seq) FROM replaced WHERE desk = NEW.desk), 0));
END"""

ENTRY_FORM = f"""CREATE TRIGGER entry_form BEFORE INSERT ON entry WHEN {MADE_HERE}
BEGIN
    SELECT RAISE(ABORT, 'refused: the content is not a JSON object with a body')
    WHERE NOT coalesce(json_valid(NEW.content), 0) OR json_type(NEW.content) <> 'object'
        OR json_type(NEW.content, '$.body') IS NOT 'object';
    SELECT RAISE(ABORT, 'refused: a field stands twice in the content')
    WHERE EXISTS (SELECT 1 FROM json_tree(NEW.content) WHERE key IS NOT NULL
        GROUP BY parent, key HAVING count(*) > 1);
    SELECT RAISE(ABORT, 'refused: an id is a UUID in small letters')
    WHERE NEW.id GLOB '*[^0-9a-f-]*' OR length(NEW.id) IS NOT 36;
    SELECT RAISE(ABORT, 'refused: a kind is small letters and single spaces')
    WHERE NEW.kind GLOB '*[^a-z ]*' OR NEW.kind GLOB '*  *' OR NEW.kind IS NOT trim(NEW.kind) OR NEW.kind = ''
        OR length(NEW.kind) <> length(CAST(NEW.kind AS BLOB));
    SELECT RAISE(ABORT, 'refused: `at` is whole microseconds')
    WHERE typeof(NEW.at) <> 'integer' OR json_type(NEW.content, '$.at') IS NOT 'integer';
    SELECT RAISE(ABORT, 'refused: details are null or a SHA-256 in hex')
    WHERE json_type(NEW.content, '$.details') IS NOT 'null'
        AND (json_type(NEW.content, '$.details') IS NOT 'text'
        OR length(json_extract(NEW.content, '$.details')) <> 64
        OR json_extract(NEW.content, '$.details') GLOB '*[^0-9a-f]*');
    SELECT RAISE(ABORT, 'refused: not the dealership of this desk')
    WHERE NEW.dealership IS NOT (SELECT dealership FROM this_desk);
    SELECT RAISE(ABORT, 'refused: nobody can have seen a number that was not given yet')
    WHERE typeof(NEW.seen) <> 'integer' OR NEW.seen < 0
        OR NEW.seen > coalesce((SELECT max(no) FROM seal WHERE chain = (SELECT chain FROM this_desk)), 0);
    SELECT RAISE(ABORT, 'refused: this kind of entry belongs to the dealership, not to a lead')
    WHERE NEW.lead IS NOT NULL AND NEW.kind IN ({_list(*DEALERSHIP_KINDS)});
    SELECT RAISE(ABORT, 'refused: this kind of entry belongs to a lead')
    WHERE NEW.lead IS NULL AND NEW.kind IN ({_list(*LEAD_KINDS)});
    SELECT RAISE(ABORT, 'refused: the round is 0 without a lead and 1 or more with one')
    WHERE (NEW.lead IS NULL) <> (NEW.round IS 0) OR typeof(NEW.round) <> 'integer' OR NEW.round < 0;
END"""

# The lead's running round, 0 before it arrived: sealed, or made here and waiting.
_RUNNING = f"""max(
        coalesce((SELECT max(round) FROM sealed WHERE lead = NEW.lead AND kind = '{Kind.ARRIVAL}'), 0),
        coalesce((
            SELECT max(round) FROM provisional WHERE lead = NEW.lead AND kind = '{Kind.ARRIVAL}'), 0))"""

ENTRY_ROUND = f"""CREATE TRIGGER entry_round BEFORE INSERT ON entry WHEN NEW.lead IS NOT NULL AND {MADE_HERE}
BEGIN
    SELECT RAISE(ABORT, 'refused: the lead has not arrived')
    WHERE NEW.kind <> '{Kind.ARRIVAL}' AND {_RUNNING} = 0;
    SELECT RAISE(ABORT, 'refused: the lead has no such round')
    WHERE NEW.kind <> '{Kind.ARRIVAL}' AND NEW.round > {_RUNNING};
    SELECT RAISE(ABORT, 'refused: an arrival joins the running round or begins the next')
    WHERE NEW.kind = '{Kind.ARRIVAL}' AND NEW.round - {_RUNNING} NOT IN (0, 1);
END"""

# Only what the gate reads must have a form, and what an answer is asked for by; other fields and newer desks'
# kinds pass as they are.
ENTRY_BODY = f"""CREATE TRIGGER entry_body BEFORE INSERT ON entry WHEN json_valid(NEW.content) AND {MADE_HERE}
BEGIN
    SELECT RAISE(ABORT, 'refused: a NUL in what the gate reads')
    WHERE NEW.kind IN ({_list(*JUDGED_KINDS)}) AND instr(NEW.content, '\\u0000');
    SELECT RAISE(ABORT, 'refused: an arrival or edit names its numbers, each with `ref` and `possible`')
    WHERE NEW.kind IN ('{Kind.ARRIVAL}', '{Kind.DETAILS_EDITED}')
        AND (json_type(NEW.content, '$.body.numbers') IS NOT 'array' OR EXISTS (
            SELECT 1 FROM json_each(NEW.content, '$.body.numbers') AS number
            WHERE number.type <> 'object' OR json_type(number.value, '$.ref') IS NOT 'text'
                OR coalesce(json_type(number.value, '$.possible'), '') NOT IN ('true', 'false')));
    SELECT RAISE(ABORT, 'refused: a dial names its number and its evidence, A to D')
    WHERE NEW.kind = '{Kind.DIALLED}' AND (json_type(NEW.content, '$.body.number') IS NOT 'text'
        OR coalesce(json_extract(NEW.content, '$.body.evidence'), '') NOT IN ({_list(*Evidence)}));
    SELECT RAISE(ABORT, 'refused: a dial begins when it is written; only one typed in later (D) began before')
    WHERE NEW.kind = '{Kind.DIALLED}' AND (json_type(NEW.content, '$.body.began') IS NOT 'integer'
        OR json_extract(NEW.content, '$.body.began') > NEW.at
        OR (json_extract(NEW.content, '$.body.evidence') <> '{Evidence.TYPED}'
            AND json_extract(NEW.content, '$.body.began') <> NEW.at));
    SELECT RAISE(ABORT, 'refused: an outcome names its attempt, its flags and whether it qualifies')
    WHERE NEW.kind = '{Kind.OUTCOME}' AND (json_type(NEW.content, '$.body.attempt') IS NOT 'text'
        OR json_type(NEW.content, '$.body.flags') IS NOT 'array'
        OR coalesce(json_extract(NEW.content, '$.body.qualified'), '') NOT IN ('yes', 'no', 'if confirmed'));
    SELECT RAISE(ABORT, 'refused: an outcome repeats the number and the evidence of its dial')
    WHERE NEW.kind = '{Kind.OUTCOME}' AND EXISTS (
        SELECT 1 FROM entry AS dial WHERE dial.id = json_extract(NEW.content, '$.body.attempt')
            AND dial.kind = '{Kind.DIALLED}' AND dial.lead = NEW.lead AND (
            json_extract(dial.content, '$.body.number') IS NOT json_extract(NEW.content, '$.body.number')
            OR json_extract(dial.content, '$.body.evidence')
                IS NOT json_extract(NEW.content, '$.body.evidence')));
    SELECT RAISE(ABORT, 'refused: an exception has one of the three lawful reasons')
    WHERE NEW.kind = '{Kind.EXCEPTION}'
        AND coalesce(json_extract(NEW.content, '$.body.reason'), '') NOT IN ({_list(*ExceptionReason)});
    SELECT RAISE(ABORT, 'refused: a closing has a reason')
    WHERE NEW.kind = '{Kind.CLOSED}' AND json_type(NEW.content, '$.body.reason') IS NOT 'text';
    SELECT RAISE(ABORT, 'refused: an email is asked for by its template, and by nothing else')
    WHERE NEW.kind = '{Kind.EMAIL_ASKED}' AND (json_type(NEW.content, '$.body.template') IS NOT 'text'
        OR (SELECT count(*) FROM json_each(NEW.content, '$.body')) <> 1);
    SELECT RAISE(ABORT, 'refused: `not reached` has an empty body')
    WHERE NEW.kind = '{Kind.NOT_REACHED}' AND EXISTS (SELECT 1 FROM json_each(NEW.content, '$.body'));
    SELECT RAISE(ABORT, 'refused: a clock is set back to the moment of the entry that says so')
    WHERE NEW.kind = '{Kind.CLOCK_SET_BACK}'
        AND coalesce(json_extract(NEW.content, '$.body.to'), NEW.at) IS NOT NEW.at;
    SELECT RAISE(ABORT, 'refused: a policy carries the rules that the database judges by')
    WHERE NEW.kind = '{Kind.POLICY_USED}' AND (json_type(NEW.content, '$.body.rules.gap') IS NOT 'integer'
        OR json_type(NEW.content, '$.body.rules.parts') IS NOT 'array'
        OR json_type(NEW.content, '$.body.rules.templates') IS NOT 'object'
        OR json_type(NEW.content, '$.body.rules.not_reached') IS NOT 'object');
    SELECT RAISE(ABORT, 'refused: each rule says calls, days, parts, and a template dialogue and appointment')
    WHERE NEW.kind = '{Kind.POLICY_USED}' AND (
        EXISTS (
            SELECT 1 FROM json_each(NEW.content, '$.body.rules.templates') AS rule
            WHERE rule.type <> 'object' OR json_type(rule.value, '$.calls') IS NOT 'integer'
                OR json_type(rule.value, '$.days') IS NOT 'integer'
                OR json_type(rule.value, '$.parts') IS NOT 'integer'
                OR coalesce(json_type(rule.value, '$.dialogue'), '') NOT IN ('true', 'false')
                OR coalesce(json_type(rule.value, '$.appointment'), '') NOT IN ('true', 'false'))
        OR json_type(NEW.content, '$.body.rules.not_reached.calls') IS NOT 'integer'
        OR json_type(NEW.content, '$.body.rules.not_reached.days') IS NOT 'integer'
        OR json_type(NEW.content, '$.body.rules.not_reached.parts') IS NOT 'integer');
END"""

# Facts of the customer's and the team's day.
ENTRY_DAY = f"""CREATE TRIGGER entry_day BEFORE INSERT ON entry WHEN json_valid(NEW.content) AND {MADE_HERE}
BEGIN
    SELECT RAISE(ABORT, 'refused: the appointment that a customer came to, or not, is a moment or null')
    WHERE NEW.kind IN ('{Kind.SHOWN}', '{Kind.NO_SHOW}')
        AND coalesce(json_type(NEW.content, '$.body.appointment_at'), 'null') NOT IN ('integer', 'null');
    SELECT RAISE(ABORT, 'refused: a mail wish says whether the customer may be mailed')
    WHERE NEW.kind = '{Kind.MAIL_WISH}'
        AND coalesce(json_type(NEW.content, '$.body.may_mail'), '') NOT IN ('true', 'false');
    SELECT RAISE(ABORT, 'refused: a bounce names its email, why it came back and whether for good')
    WHERE NEW.kind = '{Kind.EMAIL_BOUNCED}' AND (json_type(NEW.content, '$.body.asked') IS NOT 'text'
        OR json_type(NEW.content, '$.body.why') IS NOT 'text'
        OR coalesce(json_type(NEW.content, '$.body.permanent'), '') NOT IN ('true', 'false'));
    SELECT RAISE(ABORT, 'refused: a bounce names an email that was asked for of this lead')
    WHERE NEW.kind = '{Kind.EMAIL_BOUNCED}' AND (instr(NEW.content, '\\u0000') OR NOT EXISTS (
        SELECT 1 FROM entry AS asked WHERE asked.id = json_extract(NEW.content, '$.body.asked')
            AND asked.kind = '{Kind.EMAIL_ASKED}' AND asked.lead = NEW.lead));
    SELECT RAISE(ABORT, 'refused: a deputy is set for a person: who covers (or null), until when (or null)')
    WHERE NEW.kind = '{Kind.DEPUTY_SET}' AND (json_type(NEW.content, '$.body.person') IS NOT 'text'
        OR coalesce(json_type(NEW.content, '$.body.deputy'), '') NOT IN ('text', 'null')
        OR coalesce(json_type(NEW.content, '$.body.until'), 'null') NOT IN ('integer', 'null'));
    SELECT RAISE(ABORT, 'refused: an erasure says why, by one of its three reasons, and nothing else')
    WHERE NEW.kind = '{Kind.ERASED}' AND (
        coalesce(json_extract(NEW.content, '$.body.reason'), '') NOT IN ({_list(*ErasingReason)})
        OR (SELECT count(*) FROM json_each(NEW.content, '$.body')) <> 1
        OR json_type(NEW.content, '$.details') IS NOT 'null');
END"""

SEAL_UNIQUE = """CREATE TRIGGER seal_unique BEFORE INSERT ON seal
BEGIN
    SELECT RAISE(ABORT, 'refused: this number is already given')
    WHERE EXISTS (SELECT 1 FROM seal WHERE chain = NEW.chain AND no = NEW.no);
    SELECT RAISE(ABORT, 'refused: this entry is already sealed')
    WHERE EXISTS (SELECT 1 FROM seal WHERE chain = NEW.chain AND entry = NEW.entry);
    SELECT RAISE(ABORT, 'refused: the number must be the next one of the chain')
    WHERE NEW.no IS NOT 1 + coalesce((SELECT max(no) FROM seal WHERE chain = NEW.chain), 0);
END"""

SEAL_FORM = f"""CREATE TRIGGER seal_form BEFORE INSERT ON seal
BEGIN
    SELECT RAISE(ABORT, 'refused: not the chain of this desk')
    WHERE NEW.chain IS NOT (SELECT chain FROM this_desk);
    SELECT RAISE(ABORT, 'refused: there is no entry to seal')
    WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry);
    SELECT RAISE(ABORT, 'refused: alone, a seal repeats the moment of its entry')
    WHERE {ALONE} AND (NEW.sealed_at IS NOT NEW.at
        OR NEW.at IS NOT (SELECT at FROM entry WHERE id = NEW.entry));
    SELECT RAISE(ABORT, 'refused: alone, what does not stand is not written at all')
    WHERE {ALONE} AND NEW.verdict IS NOT 'stands';
    SELECT RAISE(ABORT, 'refused: an earlier entry of the desk is not sealed yet')
    WHERE {ALONE} AND EXISTS (
        SELECT 1 FROM entry AS own JOIN entry AS before
            ON before.desk = own.desk AND before.desk_seq = own.desk_seq - 1
        WHERE own.id = NEW.entry
            AND NOT EXISTS (SELECT 1 FROM seal WHERE chain = NEW.chain AND entry = before.id));
    SELECT RAISE(ABORT, 'refused: dated before what is in the log; write `clock set back` first')
    WHERE {ALONE} AND (SELECT kind FROM entry WHERE id = NEW.entry) <> '{Kind.CLOCK_SET_BACK}'
        AND NEW.at < (
            SELECT at FROM seal WHERE +chain = NEW.chain AND +no >= coalesce((
                SELECT max(no) FROM sealed WHERE kind = '{Kind.CLOCK_SET_BACK}'), 0)
            ORDER BY at DESC LIMIT 1) - {SLACK_MICROS};
END"""

# Erasing a person takes the details and leaves the entry: its bytes hold nothing but their digest.
_IS_ERASED = (
    f"EXISTS (SELECT 1 FROM sealed WHERE kind = '{Kind.ERASED}' "
    "AND lead = (SELECT lead FROM entry WHERE id = {entry}))"
)

DETAIL_FORM = f"""CREATE TRIGGER detail_form BEFORE INSERT ON detail
BEGIN
    SELECT RAISE(ABORT, 'refused: the entry has its details already')
    WHERE EXISTS (SELECT 1 FROM detail WHERE entry = NEW.entry);
    SELECT RAISE(ABORT, 'refused: the entry has no details')
    WHERE (SELECT json_extract(content, '$.details') FROM entry WHERE id = NEW.entry) IS NULL;
    SELECT RAISE(ABORT, 'refused: this lead was erased, nothing is kept of the customer')
    WHERE {_IS_ERASED.format(entry="NEW.entry")};
END"""

ARCHIVE_UNIQUE = """CREATE TRIGGER archive_unique BEFORE INSERT ON archive
BEGIN
    SELECT RAISE(ABORT, 'refused: this is already in the archive')
    WHERE EXISTS (SELECT 1 FROM archive WHERE sha256 = NEW.sha256);
END"""

REPLACED_UNIQUE = """CREATE TRIGGER replaced_unique BEFORE INSERT ON replaced
BEGIN
    SELECT RAISE(ABORT, 'refused: this arrival was replaced already')
    WHERE EXISTS (SELECT 1 FROM replaced WHERE desk = NEW.desk AND desk_seq = NEW.desk_seq);
END"""

# Which chain is judged by stands in `this_desk`: once anything is sealed, it stays. In a team the shared
# database may open a new one (`shared recover`), and nobody goes back to sealing alone.
DESK_REPLACED = f"""CREATE TRIGGER this_desk_replaced BEFORE INSERT ON this_desk
BEGIN
    SELECT RAISE(ABORT, 'refused: chain and dealership of a desk stay as they are')
    WHERE EXISTS (SELECT 1 FROM seal) AND NOT EXISTS (
        SELECT 1 FROM this_desk
        WHERE dealership = NEW.dealership AND (chain = NEW.chain OR sealer = '{SHARED}'));
END"""

DESK_CHANGED = f"""CREATE TRIGGER this_desk_changed BEFORE UPDATE ON this_desk
BEGIN
    SELECT RAISE(ABORT, 'refused: chain and dealership of a desk stay as they are')
    WHERE EXISTS (SELECT 1 FROM seal) AND (NEW.dealership <> OLD.dealership
        OR (NEW.chain <> OLD.chain AND OLD.sealer <> '{SHARED}'));
    SELECT RAISE(ABORT, 'refused: what a team shares is not sealed alone again')
    WHERE OLD.sealer = '{SHARED}' AND NEW.sealer <> '{SHARED}' AND EXISTS (SELECT 1 FROM seal);
END"""

DESK_REMOVED = """CREATE TRIGGER this_desk_removed BEFORE DELETE ON this_desk
BEGIN
    SELECT RAISE(ABORT, 'refused: chain and dealership of a desk stay as they are')
    WHERE EXISTS (SELECT 1 FROM seal);
END"""


def _unchanged(table: str, verb: str, unless: str = "") -> str:
    """A trigger that refuses every UPDATE or DELETE of a table of the log."""
    return f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
BEGIN
    SELECT RAISE(ABORT, 'refused: {table} is only ever added to'){f" WHERE NOT ({unless})" if unless else ""};
END"""


# Two desks read one mail: the shared database answers the second "already here", and its own arrival moves to
# `replaced`, as it was written. What has a seal never moves.
_MOVED = (
    "EXISTS (SELECT 1 FROM replaced WHERE entry = OLD.{id}{same}) "
    "AND NOT EXISTS (SELECT 1 FROM seal WHERE entry = OLD.{id})"
)


APPEND_ONLY = (
    *(_unchanged(table, "UPDATE") for table in ("entry", "seal", "detail", "archive", "replaced")),
    *(_unchanged(table, "DELETE") for table in ("seal", "replaced")),
    _unchanged("entry", "DELETE", _MOVED.format(id="id", same=" AND content = OLD.content")),
    _unchanged(
        "detail",
        "DELETE",
        f"({_MOVED.format(id='entry', same='')}) OR {_IS_ERASED.format(entry='OLD.entry')}",
    ),
    _unchanged("archive", "DELETE", "OLD.sha256 IN (SELECT sha256 FROM erased_original)"),
)

LOG_GUARDS = (
    SEALED,
    PROVISIONAL,
    ERASED_LEAD,
    ERASED_ORIGINAL,
    *APPEND_ONLY,
    ENTRY_UNIQUE,
    ENTRY_FORM,
    ENTRY_ROUND,
    ENTRY_BODY,
    ENTRY_DAY,
    SEAL_UNIQUE,
    SEAL_FORM,
    DETAIL_FORM,
    ARCHIVE_UNIQUE,
    REPLACED_UNIQUE,
    DESK_REPLACED,
    DESK_CHANGED,
    DESK_REMOVED,
)
