"""The desk's own state: who sits here, note drafts, claims, settings, the archive. Mutable, no history."""

from collections.abc import Iterable

from bdc_desk.cadence.entry import micros, moment
from bdc_desk.storage.rows import Claim, ColleagueRow, DeskIdentity, NoteDraft
from bdc_desk.storage.sql import Fields, Sql

_PUT_DESK = """
INSERT INTO this_desk (only, desk, chain, dealership, person, sealer) VALUES (1, ?, ?, ?, ?, ?)
ON CONFLICT (only) DO UPDATE SET desk = excluded.desk, chain = excluded.chain,
    dealership = excluded.dealership, person = excluded.person, sealer = excluded.sealer
"""
_PUT_DRAFT = """
INSERT INTO note_draft (lead, agent, text, saved_at) VALUES (?, ?, ?, ?)
ON CONFLICT (lead) DO UPDATE SET agent = excluded.agent, text = excluded.text, saved_at = excluded.saved_at
"""
_PUT_CLAIM = """
INSERT INTO claim (customer, holder, token, until, desk, taken_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (customer) DO UPDATE SET holder = excluded.holder, token = excluded.token, until = excluded.until,
    desk = excluded.desk, taken_at = excluded.taken_at
"""
_PUT_SETTING = """
INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


_CLAIM = "SELECT customer, holder, token, until, desk, taken_at FROM claim"
# A customer is named by its first lead; one that was merged since is claimed under the name it had.
_CLAIMS_ON = f"""
{_CLAIM} WHERE customer IN (SELECT lead FROM lead_row WHERE customer = ? UNION ALL SELECT ?)
ORDER BY customer <> ?
"""


class DeskReading:
    """What can be read of the desk's state in one transaction."""

    _sql: Sql

    def desk(self) -> DeskIdentity | None:
        """Which desk this is; None before the set-up."""
        row = self._sql.row("SELECT desk, chain, dealership, person, sealer FROM this_desk")
        return None if row is None else DeskIdentity(*row)

    def note_draft(self, lead: str) -> NoteDraft | None:
        """The note being typed on this lead, or None."""
        row = self._sql.row("SELECT agent, text, saved_at FROM note_draft WHERE lead = ?", lead)
        return None if row is None else NoteDraft(lead, row[0], row[1], moment(row[2]))

    def archived(self, sha: str) -> bytes | None:
        """The mail or file with this hex SHA-256, or None."""
        content: bytes | None = self._sql.value("SELECT content FROM archive WHERE sha256 = ?", sha)
        return content

    def claim_on(self, customer: str) -> Claim | None:
        """The lease on this customer, run out or not (compare `until`), or None."""
        row = self._sql.row(f"{_CLAIM} WHERE customer = ?", customer)
        return None if row is None else _claim(row)

    def claims_on(self, customer: str) -> list[Claim]:
        """The leases on this customer, run out or not: its own, then those on whom it was before a merge."""
        return [_claim(row) for row in self._sql.rows(_CLAIMS_ON, customer, customer, customer)]

    def claims(self) -> list[Claim]:
        """Every lease, run out or not."""
        return [_claim(row) for row in self._sql.rows(_CLAIM)]

    def colleagues(self) -> list[ColleagueRow]:
        """Who sits at other desks, as last heard."""
        rows = self._sql.rows("SELECT desk, person, state, since, met_at FROM colleague")
        return [
            ColleagueRow(desk, person, state, moment(since), moment(met_at))
            for desk, person, state, since, met_at in rows
        ]

    def needing_attention(self) -> list[tuple[str, str]]:
        """Entries that the person has to look at, each with the reason, and has not put aside."""
        rows = self._sql.rows("SELECT entry, why FROM attention WHERE NOT aside ORDER BY entry")
        return [(entry, why) for entry, why in rows]

    def setting(self, key: str) -> str | None:
        """A setting of this desk, or None."""
        value: str | None = self._sql.value("SELECT value FROM setting WHERE key = ?", key)
        return value


class DeskWriting(DeskReading):
    """What changes the desk's state."""

    def put_this_desk(self, desk: DeskIdentity) -> None:
        """Say which desk this is; chain and dealership stay as first said. Raises Refused otherwise."""
        self._sql.run(_PUT_DESK, desk.desk, desk.chain, desk.dealership, desk.person, desk.sealer)

    def put_note_draft(self, draft: NoteDraft) -> None:
        """Keep the note as typed so far, instead of the lead's draft before."""
        self._sql.run(_PUT_DRAFT, draft.lead, draft.agent, draft.text, micros(draft.saved_at))

    def remove_note_draft(self, lead: str) -> None:
        """The note was left or thrown away."""
        self._sql.run("DELETE FROM note_draft WHERE lead = ?", lead)

    def put_claim(self, claim: Claim) -> None:
        """Grant or renew the lease; whether it may be granted, operations decide in the same unit."""
        self._sql.run(
            _PUT_CLAIM,
            claim.customer,
            claim.holder,
            claim.token,
            micros(claim.until),
            claim.desk,
            micros(claim.taken_at),
        )

    def put_colleagues(self, colleagues: Iterable[ColleagueRow]) -> None:
        """Who sits at other desks, instead of what was heard before."""
        self._sql.run("DELETE FROM colleague")
        self._sql.run_each(
            "INSERT INTO colleague (desk, person, state, since, met_at) VALUES (?, ?, ?, ?, ?)",
            [(one.desk, one.person, one.state, micros(one.since), micros(one.met_at)) for one in colleagues],
        )

    def call_attention(self, entry: str, why: str) -> None:
        """The person has to look at this entry; said once, whatever became of it."""
        self._sql.run("INSERT INTO attention (entry, why) VALUES (?, ?) ON CONFLICT DO NOTHING", entry, why)

    def lay_aside(self, entry: str) -> None:
        """The person has seen what became of this entry."""
        self._sql.run("UPDATE attention SET aside = 1 WHERE entry = ?", entry)

    def release(self, customer: str) -> None:
        """End the lease on this customer."""
        self._sql.run("DELETE FROM claim WHERE customer = ?", customer)

    def put_setting(self, key: str, value: str) -> None:
        """Keep a setting of this desk."""
        self._sql.run(_PUT_SETTING, key, value)


def _claim(row: Fields) -> Claim:
    customer, holder, token, until, desk, taken_at = row
    return Claim(customer, holder, token, moment(until), desk, moment(taken_at))
