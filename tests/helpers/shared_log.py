"""A lead's story written through `bdc.push` over a person's plain psycopg connection, as any other program
with that person's password could: what the shared database takes, nothing more.

Each entry is written as desks write it; every field can be forged by name, and a whole content handed in as
text (`push_text`). Every step answers the row that `bdc.push` gave: entry, no, verdict.

    with SharedLog(shared, "kim") as kim, SharedLog(shared, "lee", lead=kim.lead) as lee:
        kim.arrive()
        kim.call(evidence="D", qualified="if confirmed")
        lee.confirm(kim.last)
        kim.ask("missed_you")                   # Answer(entry=..., no=..., verdict="refused: ...")

The shared database dates everything by its own clock: what comes through `push` was received now, and calls
count two hours apart. So a story of several days is told by the owner. `go_back` moves, over the superuser's
connection, when the desk joined and when the head was sealed last, and from then on `push` hands the entries
to the inner function `bdc.seal_all` with the receipt `now`, which `wait` moves on. Nothing else differs:
`seal_all` is all that `bdc.push` calls. `come_back` ends it: what follows goes through `bdc.push` again.
Logs of several people go through one past together by one `Past`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from uuid import UUID, uuid4, uuid5

import psycopg

from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import canonical, details_digest
from tests.helpers.teams import TeamDatabase

SALT = bytes(range(32))
SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
OF_THE_DEALERSHIP = {
    Kind.DEALERSHIP_SET_UP,
    Kind.POLICY_USED,
    Kind.PERSON_ADDED,
    Kind.DEPUTY_SET,
    Kind.CLOCK_SET_BACK,
}
_PUSH = "SELECT entry, no, verdict FROM bdc.push(%s, %s::text[], %s::bytea[], %s::text[], %s::bytea[])"
_AS_OWNER = """
SELECT entry, no, verdict FROM bdc.seal_all((SELECT p FROM bdc.person p WHERE login = %s),
    %s, %s::text[], %s::bytea[], %s::text[], %s::bytea[], %s)
"""

Connection = psycopg.Connection[tuple[Any, ...]]


class Answer(NamedTuple):
    """What became of an entry. `no` None: it was not taken."""

    entry: str | None
    no: int | None
    verdict: str

    @property
    def stands(self) -> bool:
        """Whether it folds."""
        return self.verdict == "stands"


@dataclass
class Past:
    """A moment of the past that several logs share, in microseconds; None in the present."""

    now: int | None = None


class SharedLog:
    """Writes one lead's story as one person at one desk."""

    def __init__(
        self,
        shared: TeamDatabase,
        login: str,
        *,
        lead: str | None = None,
        desk: str | None = None,
        past: Past | None = None,
    ) -> None:
        """`lead`, `past`: another log's, to write in one story with it. The desk is new, and joins."""
        self.shared, self.login = shared, login
        self.connection: Connection = shared.plain(login)
        self.desk = desk or str(uuid4())
        self.lead, self.round, self.seq = lead or str(uuid4()), 1, 0
        self.last = self.attempt = ""
        self.past = past or Past()
        self._owner: Connection | None = None
        try:
            self.connection.execute("SELECT bdc.join_desk(%s, '1')", (self.desk,))
        except BaseException:
            self.connection.close()
            raise
        self.person, self.dealership, self.chain = self.row(
            "SELECT person, dealership, chain FROM bdc.hello()"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self.connection.close()
        if self._owner is not None:
            self._owner.close()

    @property
    def owner(self) -> Connection:
        """The superuser's plain connection, for what only a test may do."""
        if self._owner is None:
            self._owner = self.shared.owner()
        return self._owner

    def row(self, statement: str, *parameters: object) -> tuple[Any, ...]:
        """The first row that the person's connection is given."""
        found = self.connection.execute(statement, parameters).fetchone()
        assert found is not None
        return found

    def value(self, statement: str, *parameters: object) -> Any:
        """The first field of it."""
        return self.row(statement, *parameters)[0]

    # Time, as only the owner moves it

    @property
    def now(self) -> int:
        """The moment of the next entry, microseconds: the server's present, or the past this log is in."""
        if self.past.now is not None:
            return self.past.now
        return int(self.value("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"))

    def go_back(self, *, hour: int = 8, **span: float) -> None:
        """This desk joined `span` (days=9) ago; the story goes on at that day's `hour` of UTC."""
        ago = int(span.get("days", 0) * DAY + span.get("hours", 0) * HOUR)
        then = (self.now - ago) // DAY * DAY + hour * HOUR
        if self.past.now is None:
            self.owner.execute(
                "UPDATE bdc.head SET sealed_at = %s WHERE dealership = %s", (then, self.dealership)
            )
        self.past.now = then
        self.joined_before()

    def joined_before(self, at: int = 0) -> None:
        """This desk had joined at that moment of the past already."""
        self.owner.execute(
            "UPDATE bdc.desk SET joined_at = %s WHERE dealership = %s AND desk = %s",
            (at, self.dealership, self.desk),
        )

    def wait(self, *, days: float = 0, hours: float = 0, seconds: float = 0, micros: int = 0) -> None:
        """Let time pass, in the past only."""
        assert self.past.now is not None
        self.past.now += int(days * DAY + hours * HOUR + seconds * SECOND) + micros

    def come_back(self) -> None:
        """The story goes on in the present, through `bdc.push`."""
        self.past.now = None

    # An entry by hand

    def fields(self, kind: str, body: Mapping[str, Any] | None = None, /, **forged: Any) -> dict[str, Any]:
        """The content of the next entry, `forged` fields in place of the right ones."""
        of_lead = kind not in OF_THE_DEALERSHIP
        right = {
            "id": str(uuid4()),
            "dealership": self.dealership,
            "lead": self.lead if of_lead else None,
            "round": self.round if of_lead else 0,
            "kind": str(kind),
            "agent": self.person,
            "desk": self.desk,
            "desk_seq": self.seq + 1,
            "at": self.now,
            "seen": self.seen(),
            "policy": "",
            "body": body or {},
            "details": None,
        }
        return {**right, **forged}

    def seen(self) -> int:
        """The head's number; in the past, 0 until something was sealed there."""
        if self.past.now is None:
            return int(self.value("SELECT no FROM bdc.head"))
        return int(
            self.value("SELECT coalesce(max(no), 0) FROM bdc.seal WHERE sealed_at <= %s", self.past.now)
        )

    def push_text(
        self,
        *contents: str | None,
        salts: Sequence[bytes | None] | None = None,
        details: Sequence[str | None] | None = None,
        archives: Sequence[bytes | None] | None = None,
    ) -> list[Answer]:
        """Hand contents in as they are, in one push."""
        nothing = [None] * len(contents)
        rest = (list(contents), salts or nothing, details or nothing, archives or nothing)
        if self.past.now is None:
            rows = self.connection.execute(_PUSH, (self.desk, *rest)).fetchall()
        else:
            rows = self.owner.execute(_AS_OWNER, (self.login, self.desk, *rest, self.past.now)).fetchall()
        answers = [Answer(*row) for row in rows]
        self.seq += sum(one.no is not None or one.verdict == "already here" for one in answers)
        return answers

    def push(self, *entries: Mapping[str, Any]) -> list[Answer]:
        """Hand several entries in, in one push; `desk_seq` runs on by itself where two have the same."""
        numbered = [
            {**fields, "desk_seq": self.seq + 1 + place} if fields["desk_seq"] == self.seq + 1 else fields
            for place, fields in enumerate(entries)
        ]
        return self.push_text(*(canonical(fields) for fields in numbered))

    def write(
        self,
        kind: str,
        body: Mapping[str, Any] | None = None,
        *,
        details: Mapping[str, Any] | None = None,
        **forged: Any,
    ) -> Answer:
        """Push one entry; its id is `last` where it was taken."""
        told = None if details is None else canonical(details)
        if told is not None:
            forged = {"details": details_digest(SALT, told), **forged}
        content = canonical(self.fields(kind, body, **forged))
        (answer,) = self.push_text(content, salts=[None if told is None else SALT], details=[told])
        if answer.no is not None:
            self.last = str(answer.entry)
        return answer

    # Entries of the trade

    def arrive(self, *possible: bool, **forged: Any) -> Answer:
        """The lead arrives, with one possible number unless told otherwise (n1, n2 ...)."""
        numbers = [
            {"ref": f"n{place}", "possible": one, "zones": []}
            for place, one in enumerate(possible or (True,), start=1)
        ]
        forged.setdefault("id", str(uuid5(UUID(str(forged.get("lead", self.lead))), f"arrival {self.seq}")))
        return self.write(Kind.ARRIVAL, {"kind": "internet", "numbers": numbers}, **forged)

    def dial(
        self, number: str = "n1", evidence: str = "C", began: int | None = None, **forged: Any
    ) -> Answer:
        """Begin a call now (`began` earlier for evidence D); its id is `attempt`."""
        at = forged.setdefault("at", self.now)
        body = {"number": number, "way": "by hand", "evidence": evidence}
        answer = self.write(Kind.DIALLED, {**body, "began": at if began is None else began}, **forged)
        self.attempt = str(answer.entry)
        return answer

    def ended(self, attempt: str | None = None, span: Any = 30.5, **forged: Any) -> Answer:
        """The call is over."""
        return self.write(Kind.ENDED, {"attempt": attempt or self.attempt, "span": span}, **forged)

    def outcome(
        self,
        attempt: str | None = None,
        *flags: str,
        qualified: str = "yes",
        number: str = "n1",
        evidence: str = "C",
        **forged: Any,
    ) -> Answer:
        """What came of the call."""
        body = {
            "attempt": attempt or self.attempt,
            "outcome": "no answer",
            "flags": list(flags),
            "number": number,
            "evidence": evidence,
            "qualified": qualified,
        }
        return self.write(Kind.OUTCOME, body, **forged)

    def call(self, *flags: str, number: str = "n1", evidence: str = "C", **forged: Any) -> Answer:
        """A call with its outcome, whose answer this is and which is `last`."""
        qualified, began = forged.pop("qualified", "yes"), forged.pop("began", None)
        self.dial(number, evidence, began, **forged)
        return self.outcome(
            self.attempt, *flags, qualified=qualified, number=number, evidence=evidence, **forged
        )

    def withdraw(self, attempt: str, outcome: str, **forged: Any) -> Answer:
        """Take an outcome back."""
        return self.write(Kind.OUTCOME_WITHDRAWN, {"attempt": attempt, "outcome": outcome}, **forged)

    def confirm(self, entry: str, **forged: Any) -> Answer:
        """Confirm an entry, of a colleague's or one's own."""
        return self.write(Kind.CONFIRMED, {"entry": entry}, **forged)

    def send_back(self, entry: str, **forged: Any) -> Answer:
        """Send an entry back."""
        return self.write(Kind.SENT_BACK, {"entry": entry}, **forged)

    def claim_exception(self, reason: str = "email only", **forged: Any) -> Answer:
        """A lawful way past the calls, with the customer's own words."""
        return self.write(
            Kind.EXCEPTION, {"reason": reason}, details={"words": "By email, please."}, **forged
        )

    def ask(self, template: Any = "missed_you", **forged: Any) -> Answer:
        """Ask for an email: what the gate judges."""
        return self.write(Kind.EMAIL_ASKED, {"template": template}, **forged)

    def say_not_reached(self, **forged: Any) -> Answer:
        """Say that the customer was not reached: what the gate judges."""
        return self.write(Kind.NOT_REACHED, {}, **forged)

    def use_policy(self, rules: Mapping[str, Any], **forged: Any) -> Answer:
        """Put a policy in force."""
        version = hashlib.sha256(canonical(rules).encode()).hexdigest()
        return self.write(Kind.POLICY_USED, {"version": version, "text": "", "rules": rules}, **forged)
