"""The gate in plain SQL: `email asked` before its calls and `not reached` before its attempts are refused.

Judged by the steps of docs/log.md, as `bdc_desk.cadence` folds them: the two must give one verdict. Alone an
entry is judged when it is inserted and again when it is sealed, because others may be sealed in between. In a
team only what is made here is judged, when it is inserted, from what is sealed and then from this desk's own
entries that wait (`provisional`); what is pulled was judged by the shared database.

How it counts: the round's outcomes, withdrawals, confirmations and closings are numbered in the order of the
log (`event`), and a recursive query (`step`) carries what stands after each of them:
    standing  JSON object, attempt -> its standing outcome; the number 0 for `not dialled`, which nothing
              replaces or takes back (a withdrawal that names 0 is why only texts are compared)
    counted   JSON object, attempt -> [began, local day, part of day], the attempts that count
    closing   the entry that closed the lead, `sure` once another person confirmed it
An outcome that stands is `is_qualified` once an event of the running round makes its attempt one that may
count: the outcome itself, or its confirmation after it. Only then does it say dialogue or appointment.
Everything is MATERIALIZED, so that each part is computed once an entry and not once a reference.
"""

from collections.abc import Iterable

from bdc_desk.cadence.kinds import Evidence, Flag, Kind
from bdc_desk.storage.guards_log import ALONE, MADE_HERE

# Two finds of a dead or wrong number must lie so far apart (domain.md, Attempts); microseconds.
DEAD_TWICE_APART = 2 * 3600 * 1_000_000

# A day is added to `offset_micros`: SQLite divides towards nought, and the first hours of 1970 have a day and
# a part of the day, too.
_LEAD_SO_FAR = f"""
rules (gap, hours, templates, not_reached) AS MATERIALIZED (
    SELECT json_extract(content, '$.body.rules.gap') * 1000000, json_extract(content, '$.body.rules.parts'),
        json_extract(content, '$.body.rules.templates'), json_extract(content, '$.body.rules.not_reached')
    FROM sealed WHERE kind = '{Kind.POLICY_USED}' ORDER BY no DESC LIMIT 1
),
own AS MATERIALIZED (
    SELECT s.id, s.round, s.kind, s.agent, s.content, s.no, s.at, s.utc_offset
    FROM asked JOIN sealed AS s ON s.lead = asked.lead
    UNION ALL
    SELECT p.id, p.round, p.kind, p.agent, p.content, p.no, p.at, p.utc_offset
    FROM asked JOIN provisional AS p ON p.lead = asked.lead
),
dial_began (id, round, no, began, offset_micros) AS MATERIALIZED (
    SELECT id, round, no,
        min(iif(json_extract(content, '$.body.evidence') IS '{Evidence.DESK}', at,
                iif(json_extract(content, '$.body.began') >= 0, json_extract(content, '$.body.began'), at)),
            coalesce((
            SELECT min(back.at) FROM sealed AS back
            WHERE back.kind = '{Kind.CLOCK_SET_BACK}' AND back.no > own.no), at)),
        utc_offset * 1000000 + 86400000000
    FROM own WHERE kind = '{Kind.DIALLED}'
),
dial (id, round, no, began, day, part) AS MATERIALIZED (
    SELECT id, round, no, began, (began + offset_micros) / 86400000000,
        (SELECT count(*) FROM rules, json_each(rules.hours) AS hour
         WHERE hour.value <= (began + offset_micros) % 86400000000 / 3600000000)
    FROM dial_began
)"""

_EVENTS = f"""
happened (no, what, entry, attempt, may_count) AS MATERIALIZED (
    SELECT own.no, own.kind,
        iif(own.kind = '{Kind.OUTCOME}', own.id, json_extract(own.content, '$.body.outcome')), dial.id,
        json_extract(own.content, '$.body.qualified') IS 'yes'
    FROM own JOIN dial ON dial.id = json_extract(own.content, '$.body.attempt')
        AND dial.round = own.round AND dial.no < own.no
    WHERE own.kind IN ('{Kind.OUTCOME}', '{Kind.OUTCOME_WITHDRAWN}', '{Kind.NOT_DIALLED}')
    UNION ALL
    SELECT own.no, own.kind, named.id, dial.id,
        json_extract(named.content, '$.body.qualified') IS 'if confirmed'
    FROM own JOIN own AS named ON named.id = json_extract(own.content, '$.body.entry')
        AND named.agent <> own.agent
    LEFT JOIN dial ON named.kind = '{Kind.OUTCOME}'
        AND dial.id = json_extract(named.content, '$.body.attempt')
    WHERE own.kind IN ('{Kind.CONFIRMED}', '{Kind.SENT_BACK}')
    UNION ALL
    SELECT own.no, iif(own.kind = '{Kind.REOPENED}', own.kind, 'closing'), own.id, NULL, 0
    FROM own, asked
    WHERE own.kind = '{Kind.REOPENED}'
        OR (own.kind IN ('{Kind.CLOSED}', '{Kind.NOT_REACHED}') AND own.round = asked.round)
),
event (step, no, what, entry, path, may_count, began, day, part) AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY happened.no), happened.no, what, entry,
        '$."' || coalesce(attempt, '') || '"',
        may_count AND dial.round = asked.round, began, day, part
    FROM happened JOIN asked LEFT JOIN dial ON dial.id = attempt
)"""

_STEPS = f"""
step (n, standing, counted, closing, sure) AS (
    SELECT 0, '{{}}', '{{}}', NULL, 0
    UNION ALL
    SELECT event.step,
        CASE
            WHEN what = '{Kind.OUTCOME}' THEN json_insert(standing, path, entry)
            WHEN what = '{Kind.NOT_DIALLED}' THEN json_insert(standing, path, 0)
            WHEN what = '{Kind.OUTCOME_WITHDRAWN}' AND json_type(standing, path) = 'text'
                AND json_extract(standing, path) = entry
                THEN json_remove(standing, path)
            ELSE standing
        END,
        CASE
            WHEN what = '{Kind.OUTCOME_WITHDRAWN}' AND json_type(standing, path) = 'text'
                AND json_extract(standing, path) = entry
                THEN json_remove(counted, path)
            WHEN may_count
                AND ((what = '{Kind.OUTCOME}' AND json_extract(standing, path) IS NULL)
                    OR (what = '{Kind.CONFIRMED}' AND json_extract(standing, path) = entry))
                AND NOT EXISTS (
                    SELECT 1 FROM rules, json_each(counted) AS other
                    WHERE abs(json_extract(other.value, '$[0]') - began) < rules.gap)
                THEN json_insert(counted, path, json_array(began, day, part))
            ELSE counted
        END,
        CASE
            WHEN what = 'closing' THEN coalesce(closing, entry)
            WHEN what = '{Kind.REOPENED}' THEN NULL
            WHEN what = '{Kind.SENT_BACK}' AND entry = closing AND NOT sure THEN NULL
            ELSE closing
        END,
        CASE
            WHEN what = 'closing' AND closing IS NULL THEN 0
            WHEN what = '{Kind.CONFIRMED}' AND entry = closing THEN 1
            ELSE sure
        END
    FROM step JOIN event ON event.step = step.n + 1
),
found AS MATERIALIZED (SELECT standing, counted, closing FROM step ORDER BY n DESC LIMIT 1),
stands (flags, number, began, is_qualified) AS MATERIALIZED (
    SELECT json_extract(own.content, '$.body.flags'), json_extract(own.content, '$.body.number'), dial.began,
        EXISTS (
            SELECT 1 FROM event WHERE event.entry = own.id AND event.no >= own.no AND may_count
                AND what IN ('{Kind.OUTCOME}', '{Kind.CONFIRMED}'))
    FROM found, json_each(found.standing) AS one JOIN own ON own.id = one.value JOIN dial ON dial.id = one.key
),
flag (number, began, is_qualified, flag) AS MATERIALIZED (
    SELECT number, began, is_qualified, value FROM stands, json_each(stands.flags)
)"""

_JUDGED = f"""
of_number (number, dialogue, appointment, dead) AS MATERIALIZED (
    SELECT number, max(flag = '{Flag.DIALOGUE}' AND is_qualified),
        max(flag = '{Flag.APPOINTMENT}' AND is_qualified),
        max(iif(flag IN ('{Flag.WRONG_NUMBER}', '{Flag.DEAD_NUMBER}'), began, NULL))
            - min(iif(flag IN ('{Flag.WRONG_NUMBER}', '{Flag.DEAD_NUMBER}'), began, NULL))
            >= {DEAD_TWICE_APART}
    FROM flag GROUP BY number
),
told (dialogue, appointment, dead) AS MATERIALIZED (
    SELECT max(dialogue), max(appointment), json_group_array(number) FILTER (WHERE dead) FROM of_number
),
details (grade) AS MATERIALIZED (
    SELECT iif(kind = '{Kind.ARRIVAL}', json_extract(content, '$.body.grade'), NULL) FROM own
    WHERE kind IN ('{Kind.ARRIVAL}', '{Kind.DETAILS_EDITED}') ORDER BY no DESC LIMIT 1
),
needs (calls, days, parts, dialogue, appointment) AS MATERIALIZED (
    SELECT json_extract(rule.value, '$.calls'), json_extract(rule.value, '$.days'),
        json_extract(rule.value, '$.parts'), json_extract(rule.value, '$.dialogue'),
        json_extract(rule.value, '$.appointment')
    FROM asked, rules, json_each(rules.templates) AS rule
    WHERE asked.kind = '{Kind.EMAIL_ASKED}' AND rule.key = asked.template
    UNION ALL
    SELECT json_extract(not_reached, '$.calls'), json_extract(not_reached, '$.days'),
        json_extract(not_reached, '$.parts'), 0, 0
    FROM asked, rules WHERE asked.kind = '{Kind.NOT_REACHED}'
),
judged AS MATERIALIZED (
    SELECT asked.kind, asked.round,
        (SELECT max(round) FROM own WHERE kind = '{Kind.ARRIVAL}') AS running,
        EXISTS (SELECT 1 FROM rules) AS has_rules,
        needs.calls IS NOT NULL AS is_known,
        found.closing IS NOT NULL AS is_closed,
        asked.kind = '{Kind.EMAIL_ASKED}' AND (EXISTS (
            SELECT 1 FROM own AS exception
            WHERE exception.kind = '{Kind.EXCEPTION}' AND exception.round = asked.round
                AND NOT EXISTS (
                    SELECT 1 FROM own AS back WHERE back.kind = '{Kind.SENT_BACK}' AND back.no > exception.no
                        AND back.agent <> exception.agent
                        AND json_extract(back.content, '$.body.entry') = exception.id)
        ) OR (EXISTS (SELECT 1 FROM details WHERE grade IS NOT 'unreadable') AND NOT EXISTS (
            SELECT 1 FROM own AS arrived, json_each(arrived.content, '$.body.numbers') AS number
            WHERE arrived.round = asked.round AND arrived.kind IN ('{Kind.ARRIVAL}', '{Kind.DETAILS_EDITED}')
                AND json_extract(number.value, '$.possible')
                AND (json_extract(number.value, '$.ref') NOT IN (
                        SELECT value FROM json_each(told.dead) WHERE value IS NOT NULL)
                    OR instr(json_extract(number.value, '$.ref', '$.ref'), '\\u0000'))
        ))) AS is_past,
        (SELECT count(*) FROM json_each(counted)) AS calls,
        (SELECT count(DISTINCT json_extract(value, '$[1]')) FROM json_each(counted)) AS days,
        (SELECT count(DISTINCT json_extract(value, '$[2]')) FROM json_each(counted)) AS parts,
        coalesce(told.dialogue, 0)
            OR EXISTS (SELECT 1 FROM own WHERE kind = '{Kind.CONTACT_RECEIVED}' AND round = asked.round
                AND json_type(content, '$.body.dialogue') = 'true') AS dialogue,
        coalesce(told.appointment, 0)
            OR EXISTS (SELECT 1 FROM own WHERE kind = '{Kind.APPOINTMENT_SET}'
                AND round = asked.round) AS appointment,
        needs.calls AS need_calls, needs.days AS need_days, needs.parts AS need_parts,
        needs.dialogue AS need_dialogue, needs.appointment AS need_appointment
    FROM asked JOIN found JOIN told LEFT JOIN needs
)"""


def _told(have: str, need: str, most: int, sentence: str, otherwise: str) -> str:
    """A CASE that refuses in words with its numbers: RAISE takes literals only, so each pair has its own."""
    whens = "\n".join(
        f"        WHEN '{some} of {all_}' THEN "
        f"RAISE(ABORT, 'refused: {sentence.format(have=some, need=all_)}')"
        for all_ in range(1, most + 1)
        for some in range(all_)
    )
    return (
        f"WHEN {have} < {need} THEN CASE {have} || ' of ' || {need}\n{whens}\n"
        f"        ELSE RAISE(ABORT, 'refused: {otherwise}') END"
    )


def _verdict() -> str:
    """Refuse with the first reason there is; the order is that of `bdc_desk.cadence.gate`."""
    return "\n    ".join(
        (
            "SELECT CASE",
            "WHEN running IS NULL THEN RAISE(ABORT, 'refused: the lead has not arrived')",
            "WHEN round <> running THEN RAISE(ABORT, 'refused: this is not the running round of the lead')",
            "WHEN NOT has_rules THEN RAISE(ABORT, 'refused: no policy is in force')",
            "WHEN NOT is_known THEN RAISE(ABORT, 'refused: the policy in force has no such template')",
            "WHEN is_closed THEN RAISE(ABORT, 'refused: the lead is closed')",
            "WHEN is_past THEN 1",
            _told("calls", "need_calls", 9, "{have} of {need} calls count", "too few calls count"),
            _told("days", "need_days", 7, "day {have} of {need}", "calls on too few days"),
            _told(
                "parts",
                "need_parts",
                6,
                "{have} of {need} parts of the day",
                "calls in too few parts of the day",
            ),
            "WHEN need_dialogue AND NOT dialogue THEN RAISE(ABORT, 'refused: no dialogue yet')",
            "WHEN need_appointment AND NOT appointment THEN RAISE(ABORT, 'refused: no appointment yet')",
            "END FROM judged;",
        )
    )


def _gate(name: str, table: str, when: str, asked: str) -> str:
    """The trigger on one table; `asked` selects lead, round, kind and template of the entry to judge."""
    parts: Iterable[str] = (
        f"\nasked (lead, round, kind, template) AS MATERIALIZED (\n    {asked}\n)",
        _LEAD_SO_FAR,
        _EVENTS,
        _STEPS,
        _JUDGED,
    )
    return (
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {when}\n"
        f"BEGIN\n    WITH RECURSIVE {','.join(parts)}\n    {_verdict()}\nEND"
    )


_KINDS = f"('{Kind.EMAIL_ASKED}', '{Kind.NOT_REACHED}')"

GATE_GUARDS = (
    _gate(
        "gate_asked",
        "entry",
        f"NEW.kind IN {_KINDS} AND json_valid(NEW.content) AND {MADE_HERE}",
        "SELECT NEW.lead, NEW.round, NEW.kind, json_extract(NEW.content, '$.body.template')",
    ),
    _gate(
        "gate_sealed",
        "seal",
        f"(SELECT kind FROM entry WHERE id = NEW.entry) IN {_KINDS} AND {ALONE}",
        "SELECT lead, round, kind, json_extract(content, '$.body.template') FROM entry WHERE id = NEW.entry",
    ),
)
