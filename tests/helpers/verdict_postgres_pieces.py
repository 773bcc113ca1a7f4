"""Where each rule stands in PostgreSQL's gate: a piece of its text, and what stands there without the rule.

PIECES: by the names of `verdict_twins.RULES`; each has an entry, though one piece may hold several rules.
READ: which entries are read at all.
"""

Piece = tuple[str, str]

_CALLS: Piece = ("bdc.missing(have.calls, bdc.whole_of(needs, 'calls'), 9,", "bdc.missing(have.calls, 0, 9,")
_DAYS: Piece = ("bdc.missing(have.days, bdc.whole_of(needs, 'days'), 7,", "bdc.missing(have.days, 0, 7,")
_PARTS: Piece = ("bdc.missing(have.parts, bdc.whole_of(needs, 'parts'), 6,", "bdc.missing(have.parts, 0, 6,")
_DIALOGUE: Piece = ("WHEN needs -> 'dialogue' = 'true' AND NOT have.dialogue THEN", "WHEN false THEN")
_NO_SUCH_TEMPLATE: Piece = ("WHEN bdc.whole_of(needs, 'calls') IS NULL THEN", "WHEN false THEN")
_CLOSED: Piece = ("WHEN have.closing IS NOT NULL THEN", "WHEN false THEN")
_LATEST_POLICY: Piece = ("ORDER BY s.no DESC LIMIT 1", "ORDER BY s.no LIMIT 1")
_OF_THE_LEAD: Piece = (" AND e.lead = fold.lead\n", "\n")
_IN_ORDER = "        ORDER BY s.no\n"
_QUALIFIES = "IF bdc.text_of(entry.body, 'qualified') = 'yes' THEN"
_COUNTS_NO_MORE: Piece = ("call_counts[place] := false;", "NULL;")
_NOT_DEAD = "number ->> 'ref' <> ALL (dead)"
_WHO_CONFIRMS = "IF call_agents[place] <> entry.agent\n"
_SENT_BACK = "IF closing = named AND closing_agent <> entry.agent AND NOT closing_sure THEN"
_TOO_NEAR = "abs(other.began - call_began[offered]) < gap"
_LOCAL: Piece = (
    "call_local[last] := call_began[last] + entry.utc_offset * second;",
    "call_local[last] := call_began[last];",
)
_AS_SEALED = "IF bdc.text_of(entry.body, 'evidence') IS DISTINCT FROM 'C' THEN"
_AS_TOLD = "least(entry.made_at, bdc.whole_of(entry.body, 'began'))"
_QUALIFIED: Piece = ("WHERE call.qualified AND call.round = running;", "WHERE call.round = running;")
_OF_CHAIN = " AND its.chain = fold.chain"
_SEAL = "\n            {}WHERE its.dealership = e.dealership AND its.chain = fold.chain"
_EXCEPTION_BACK = "IF exception_agents[place] <> entry.agent THEN"

PIECES: dict[str, Piece] = {
    # Which calls count
    "number of calls": _CALLS,
    "not reached takes four calls": _CALLS,
    "only what qualifies counts": (_QUALIFIES, "IF true THEN"),
    "only what waits is confirmed": (
        "AND bdc.text_of(call_said[place], 'qualified') = 'if confirmed'",
        "",
    ),
    "a typed call waits for its confirmation": (_QUALIFIES, _QUALIFIES.replace("= 'yes'", "<> 'no'")),
    "nobody confirms their own": (_WHO_CONFIRMS, "IF place IS NOT NULL\n"),
    "a withdrawn call does not count": _COUNTS_NO_MORE,
    "a withdrawal names the outcome": (
        "IF call_outcomes[place] = bdc.text_of(entry.body, 'outcome') THEN",
        "IF call_outcomes[place] IS NOT NULL THEN",
    ),
    "the first outcome stands": (
        "call_outcomes[place] IS NULL AND NOT call_not_dialled[place] THEN",
        "NOT call_not_dialled[place] THEN",
    ),
    "a place set free serves later ones": _COUNTS_NO_MORE,
    "what was not dialled does not count": (" AND NOT call_not_dialled[place] THEN", " THEN"),
    "an outcome follows its dial": (
        _IN_ORDER,
        "ORDER BY e.kind <> 'arrival', e.kind <> 'dialled', s.no\n",
    ),
    "calls are the lead s": _OF_THE_LEAD,
    "only known templates open": _NO_SUCH_TEMPLATE,
    # How far apart, on which days, in which parts of the day
    "gap before": (_TOO_NEAR, "other.began - call_began[offered] BETWEEN 0 AND gap - 1"),
    "gap after": (_TOO_NEAR, "call_began[offered] - other.began BETWEEN 0 AND gap - 1"),
    "days": _DAYS,
    "not reached takes three days": _DAYS,
    "parts": _PARTS,
    "not reached takes two parts": _PARTS,
    "days are the dealership s": _LOCAL,
    "parts are the dealership s": _LOCAL,
    "a typed call counts where it began": (_AS_TOLD, "entry.made_at"),
    "no call began before 1970": ("'^[0-9]+$'", "'^-?[0-9]+$'"),
    "the days before 1970 are days": ("(call.local % day + day) % day", "call.local % day"),
    "a call from the desk began as sealed": (_AS_SEALED, "IF true THEN"),
    "no call began after its seal": (
        _AS_TOLD,
        "coalesce(bdc.whole_of(entry.body, 'began'), entry.made_at)",
    ),
    "only a call from the desk began as sealed": (_AS_SEALED, "IF false THEN"),
    "a call dated ahead counts at the correction": ("SELECT min(correction.at)", "SELECT NULL::bigint"),
    "only a later correction dates back": (" WHERE correction.no > s.no", ""),
    # Rounds, closings, policies
    "only the running round asks": ("WHEN gate.round IS DISTINCT FROM have.running THEN", "WHEN false THEN"),
    "a new round begins at nought": ("WHERE call.counts AND call.round = running;", "WHERE call.counts;"),
    "an outcome is of its call s round": ("IF call_rounds[place] <> entry.round THEN", "IF false THEN"),
    "a closed lead opens nothing": _CLOSED,
    "not reached closes": ("WHEN 'closed', 'not reached' THEN", "WHEN 'closed' THEN"),
    "a closed lead is reopened": ("WHEN 'reopened' THEN", "WHEN 'never reopened' THEN"),
    "a closing is sent back by another": (_SENT_BACK, "IF false THEN"),
    "what is sent back is the closing": (_SENT_BACK, _SENT_BACK.replace("closing = named AND ", "")),
    "a confirmed closing is not sent back": (_SENT_BACK, _SENT_BACK.replace(" AND NOT closing_sure", "")),
    "a confirmation is of one closing": (
        "closing_sure := false;",
        "closing_sure := coalesce(closing_sure, false);",
    ),
    "a closing is of its round": ("IF closing IS NULL AND entry.round = running\n", "IF closing IS NULL\n"),
    "the latest policy asks for more": _LATEST_POLICY,
    "the latest policy asks for less": _LATEST_POLICY,
    "the latest policy names the templates": _NO_SUCH_TEMPLATE,
    "the gap is the policy s": ("coalesce(bdc.whole_of(rules, 'gap'), 0) * second;", "7200 * second;"),
    "the parts are the policy s": ("bdc.list_of(rules, 'parts')", "'[12, 17]'::jsonb"),
    # Dialogue, appointment, exceptions
    "a dialogue stands": _DIALOGUE,
    "an appointment stands": (
        "WHEN needs -> 'appointment' = 'true' AND NOT have.appointment THEN",
        "WHEN false THEN",
    ),
    "a dialogue is of a qualified call": _QUALIFIED,
    "an appointment is of a qualified call": _QUALIFIED,
    "a typed dialogue waits for its confirmation": ("WHEN 'confirmed' THEN", "WHEN 'never confirmed' THEN"),
    "what is sent back is not confirmed": ("WHEN 'confirmed' THEN", "WHEN 'confirmed', 'sent back' THEN"),
    "a confirmed dialogue is taken back": (
        "call_said[place] := NULL;\n                call_qualified[place] := false;",
        "NULL;",
    ),
    "a confirmation is of its outcome": ("call_qualified[place] := false;", "NULL;"),
    "a confirmation comes after its outcome": (_IN_ORDER, "ORDER BY e.kind = 'confirmed', s.no\n"),
    "a contact is a dialogue": ("IF entry.body -> 'dialogue' = 'true' THEN", "IF true THEN"),
    "a contact is of its round": ("running = ANY (contact_rounds)", "contact_rounds <> '{}'"),
    "a flag is of its round": ("WHERE call.qualified AND call.round = running;", "WHERE call.qualified;"),
    "an appointment is set": (
        "WHEN 'appointment set' THEN",
        "WHEN 'appointment set', 'callback set', 'note' THEN",
    ),
    "an appointment is of its round": ("running = ANY (appointment_rounds)", "appointment_rounds <> '{}'"),
    "each need is needed": _DIALOGUE,
    "an exception opens": ("WHEN 'exception' THEN", "WHEN 'exception', 'note' THEN"),
    "an exception is sent back": (_EXCEPTION_BACK, "IF false THEN"),
    "nobody sends back their own": (_EXCEPTION_BACK, "IF place IS NOT NULL THEN"),
    "another exception stands by itself": ("exception_rounds[place] := NULL;", "exception_rounds := '{}';"),
    "an exception is of its round": (
        "running = ANY (array_remove(exception_rounds, NULL))",
        "array_remove(exception_rounds, NULL) <> '{}'",
    ),
    "no way past makes unreachable": (
        "WHEN gate.kind = 'email asked' AND have.way_past THEN",
        "WHEN have.way_past THEN",
    ),
    "an exception is the lead s": _OF_THE_LEAD,
    "no way past a closing": _CLOSED,
    # Numbers
    "an impossible number is none": (
        "AND number -> 'possible' NOT IN ('false', 'null', '0', '\"\"', '[]', '{}')",
        "AND false",
    ),
    "a number edited away still counts": (
        "FROM unnest(told_rounds, told_numbers)",
        "FROM unnest(told_rounds[cardinality(told_rounds):], told_numbers[cardinality(told_numbers):])",
    ),
    "a dead number edited away is dead": (_NOT_DEAD, "true"),
    "a round has its own numbers": ("WHERE told.round = running AND ", "WHERE "),
    "a number is found dead twice": ("max(call.began) - min(call.began) >= dead_apart", "true"),
    "dead is what outcomes call dead": (
        "bdc.list_of(call.said, 'flags') ?| ARRAY['wrong number', 'dead number']",
        "true",
    ),
    "a find is taken back": ("call_said[place] := NULL;", "NULL;"),
    "one number left is enough": (_NOT_DEAD, "dead = '{}'"),
    "a dead number stays dead": (
        "running := entry.round;",
        "running := entry.round; call_said := array_fill(NULL::jsonb, ARRAY[last]);",
    ),
    "an unread mail has no dead number": ("NOT unread AND ", ""),
    "the latest mail is read or not": ("unread := bdc.text_of(", "unread := unread OR bdc.text_of("),
    "an edit puts an unread mail right": ("unread := false;", "NULL;"),
}

READ: dict[str, Piece] = {
    "entries of this dealership": ("WHERE e.dealership = fold.dealership AND e.lead", "WHERE e.lead"),
    "entries of this chain": (_SEAL.format(""), _SEAL.format("").replace(_OF_CHAIN, "")),
    "entries that stand": ("\n            AND s.verdict = 'stands'\n        ORDER BY", "\n        ORDER BY"),
    "policies of this chain": (" AND its.chain = gate.chain", ""),
    "policies that stand": ("\n        AND s.verdict = 'stands'\n    ORDER BY", "\n    ORDER BY"),
    "corrections of this dealership": (
        "WHERE e.dealership = fold.dealership AND e.kind = 'clock set back'",
        "WHERE e.kind = 'clock set back'",
    ),
    "corrections of this chain": (_SEAL.format("    "), _SEAL.format("    ").replace(_OF_CHAIN, "")),
    "corrections that stand": ("\n                AND s.verdict = 'stands'\n        )", "\n        )"),
}
