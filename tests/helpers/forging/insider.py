"""Lies told by the rules of hashing: entries that the guards would not have let in, appended with columns,
digests and hashes all right. Only who judges again sees them.
"""

import json
from typing import Any
from uuid import uuid4

from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import canonical
from tests.helpers.forging.file import ENTRY_COLUMNS, Edit, ForgedFile, Forgery, Row, hash_of

SECOND = 1_000_000
HOUR = 3600 * SECOND


def append(file: ForgedFile, kind: str, body: Row | None = None, **forged: Any) -> Row:
    """An entry at the end of the log, of the lead that was dialled last, a second after what is there.
    `forged`: fields of the entry, or `verdict` or `utc_offset` of its seal.
    """
    last = file.sealed(file.value("SELECT max(no) FROM seal"))
    call = file.rows(f"SELECT lead, round, agent FROM entry WHERE kind = '{Kind.DIALLED}' ORDER BY desk_seq")[
        -1
    ]
    fields = {
        **{column: last[column] for column in ENTRY_COLUMNS},
        **call,
        "id": str(uuid4()),
        "kind": str(kind),
        "at": last["at"] + SECOND,
        "seen": last["no"],
        "desk_seq": 1 + file.value("SELECT max(desk_seq) FROM entry WHERE desk = ?", last["desk"]),
        "body": body or {},
        "details": None,
    }
    seal = {"chain": file.chain, "no": last["no"] + 1, "utc_offset": last["utc_offset"], "verdict": "stands"}
    seal |= {key: forged.pop(key) for key in ("verdict", "utc_offset") if key in forged}
    fields |= forged
    seal |= {"sealed_at": fields["at"], "at": fields["at"], "content": canonical(fields)}
    file.run(
        f"INSERT INTO entry VALUES ({', '.join('?' * 12)})",
        *(fields[column] for column in ENTRY_COLUMNS),
        seal["content"],
    )
    values = [seal[key] for key in ("sealed_at", "at", "utc_offset", "verdict")]
    digest = hash_of(last["hash"], seal)
    file.run(
        "INSERT INTO seal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        file.chain, seal["no"], fields["id"], *values, digest,
    )  # fmt: skip
    return fields


def _told(what: str, entry: Row) -> Forgery:
    return Forgery(what, (f"entry {entry['id']}",))


def email_too_early(file: ForgedFile) -> Forgery:
    template = file.pick(("missed_you", "car_details", "test_drive", "last_try", "appointment", "no such"))
    return _told(f"email {template}", append(file, Kind.EMAIL_ASKED, {"template": template}))


def not_reached(file: ForgedFile) -> Forgery:
    return _told("not reached", append(file, Kind.NOT_REACHED))


def dial(file: ForgedFile, evidence: str = "C", **forged: Any) -> Row:
    last = file.value("SELECT max(at) FROM seal")
    body = {"number": "n1", "way": "by hand", "evidence": evidence, "began": last + HOUR, **forged}
    return append(file, Kind.DIALLED, body, at=last + HOUR)


def outcome(file: ForgedFile, call: Row, span: float, **forged: Any) -> Row:
    append(file, Kind.ENDED, {"attempt": call["id"], "span": span}, at=call["at"] + int(span * SECOND))
    body = {
        "attempt": call["id"], "outcome": "no answer", "flags": [], "number": "n1",
        "evidence": call["body"]["evidence"], "began": call["body"]["began"], "rang": span, "talked": None,
        "qualified": "yes", "why": "", "values": {}, **forged,
    }  # fmt: skip
    return append(file, Kind.OUTCOME, body)


def short_ring(file: ForgedFile) -> Forgery:
    return _told("rang 3 s, kept as qualified", outcome(file, dial(file), 3.0))


def other_span(file: ForgedFile) -> Forgery:
    return _told("rang 3 s, kept as 30", outcome(file, dial(file), 3.0, rang=30.0))


def raised_evidence(file: ForgedFile) -> Forgery:
    return _told("typed, kept as timed", outcome(file, dial(file, "D", way="typed"), 30.0, evidence="C"))


def other_call(file: ForgedFile) -> Forgery:
    return _told("an outcome of no call", outcome(file, dial(file), 30.0, attempt=str(uuid4())))


def at_night(file: ForgedFile) -> Forgery:
    """Outside the hours in which a call is lawful, when the enquiry is an old one."""
    last = file.value("SELECT max(at) FROM seal")
    at = (last // (24 * HOUR) + 60) * 24 * HOUR + 2 * HOUR
    call = append(file, Kind.DIALLED, {"number": "n1", "way": "by hand", "evidence": "C", "began": at}, at=at)
    return _told("at night", outcome(file, call, 30.0))


def overlapping(file: ForgedFile) -> Forgery:
    """One agent on two calls at once, each long enough."""
    one = dial(file)
    other = append(file, Kind.DIALLED, {**one["body"], "began": one["at"] + SECOND})
    outcome(file, other, 60.0)
    told = outcome(file, one, 80.0)
    return _told("two calls at once", told)


def moved_beginning(file: ForgedFile) -> Forgery:
    last = file.value("SELECT max(at) FROM seal")
    return _told("began an hour before", dial(file, began=last - HOUR))


def by_nobody(file: ForgedFile) -> Forgery:
    return _told("by nobody", append(file, Kind.NOTE, agent=str(uuid4())))


def other_time_of_day(file: ForgedFile) -> Forgery:
    return _told("five hours off", append(file, Kind.NOTE, utc_offset=5 * 3600))


def refused_alone(file: ForgedFile) -> Forgery:
    return _told("sealed as refused", append(file, Kind.NOTE, verdict="refused: gate"))


def dated_back(file: ForgedFile) -> Forgery:
    at = file.value("SELECT max(at) FROM seal") - 24 * HOUR
    return _told("dated back a day", append(file, Kind.NOTE, at=at))


def seen_too_much(file: ForgedFile) -> Forgery:
    return _told("saw what was not there", append(file, Kind.NOTE, seen=10_000))


def other_policy(file: ForgedFile) -> Forgery:
    """An easier policy under the name of the one in force."""
    text = file.value(f"SELECT content FROM entry WHERE kind = '{Kind.POLICY_USED}' ORDER BY desk_seq")
    body = json.loads(text)["body"]
    body["text"] += f"\n# easier {file.dice.randrange(100)}\n"
    return _told("another policy", append(file, Kind.POLICY_USED, body, lead=None, round=0))


def strange_form(file: ForgedFile) -> Forgery:
    """Bodies that the program never writes; nothing can be judged by them."""
    kind, body = file.pick(((Kind.PERSON_ADDED, {}), (Kind.OUTCOME, {"qualified": "yes"})))
    of = {"lead": None, "round": 0} if kind == Kind.PERSON_ADDED else {}
    entry = append(file, kind, body, **of)
    return Forgery(f"{kind} of a strange form", (f"entry {entry['id']}", "cannot be judged"))


INSIDER: tuple[Edit, ...] = (
    email_too_early, not_reached, short_ring, other_span, raised_evidence, other_call, at_night, overlapping,
    moved_beginning, by_nobody, other_time_of_day, refused_alone, dated_back, seen_too_much, other_policy,
    strange_form,
)  # fmt: skip
