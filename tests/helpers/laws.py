"""The laws of the log under random lawful work: what was acknowledged is there, in its order, and nothing
earlier changed; a refused act writes nothing; the chain is whole, and the lists are what the log concludes.

    python -m tests.helpers.laws soak 200 [SEED]    # so many lives of 60 steps
"""

import atexit
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.clock import FixedClock
from bdc_desk.errors import Refused
from bdc_desk.operations import calling, emailing, lead_work, merging
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import DetailsForm, MailPreview
from bdc_desk.storage.store import Store
from tests.helpers.desks import MONDAY, draft, phone, staffed, unlike_rebuilt

Written = tuple[Any, ...]
_LOG = """
SELECT e.kind, e.lead, e.id, e.content, s.no, s.verdict, s.hash FROM seal s JOIN entry e ON e.id = s.entry
ORDER BY s.no
"""
_PICK = st.integers(0, 7)


@dataclass
class AppendOnly:
    """The log as everybody was told it is: rows of kind, lead, id, bytes and seal, only ever added to."""

    rows: list[Written] = field(default_factory=list)

    def heed(self, rows: list[Written], *kinds: str) -> None:
        """The log is now `rows`: what was there, then what was acknowledged: entries of these kinds, first
        the first, or nothing at all.
        """
        new = [row[0] for row in rows[len(self.rows) :]]
        assert rows[: len(self.rows)] == self.rows, "what was written changed"
        assert new[:1] == list(kinds[:1]), f"acknowledged {kinds}, written {new}"
        assert set(new) <= set(kinds), f"acknowledged {kinds}, written {new}"
        assert new.count(kinds[0]) == 1 if new else True, f"acknowledged once, written {new}"
        self.rows = rows


@cache
def _template() -> Path:
    """A dealership that was set up, to be copied: cheaper than made anew for each life."""
    folder = Path(tempfile.mkdtemp(prefix="laws-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with staffed(folder):
        pass
    return folder / "bdc-desk.sqlite"


class LogLaws(RuleBasedStateMachine):
    """One life of a desk with three people."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="laws-"))
        shutil.copy(_template(), self.folder)
        self.clock, self.model = FixedClock(MONDAY + timedelta(minutes=1)), AppendOnly()
        self.leads: list[str] = []
        self.open()
        self.model.rows = self.log()

    def open(self) -> None:
        self.store = Store.open(self.folder / "bdc-desk.sqlite")
        with self.store.snapshot() as snapshot:
            people = snapshot.entries_of_kinds(Kind.PERSON_ADDED)
        self.people = [Desk(self.store, self.clock, str(one.body["person"])) for one in people]

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def log(self) -> list[Written]:
        with self.store.snapshot() as snapshot:
            return snapshot._sql.rows(_LOG)

    def lead(self, pick: int) -> str:
        return self.leads[pick % len(self.leads)]

    def desk(self, pick: int) -> Desk:
        return self.people[pick % len(self.people)]

    def done(self, act: Callable[[], object], *kinds: str) -> Any:
        """Do it; where it is not refused it has written these kinds, else nothing."""
        try:
            result = act()
        except Refused:
            self.model.heed(self.log())
            return None
        self.model.heed(self.log(), *kinds)
        return result

    @initialize()
    def begin(self) -> None:
        for number in range(2):
            self.receive(number, number)

    @rule(who=_PICK, number=_PICK)
    def receive(self, who: int, number: int) -> None:
        """A new enquiry, or one that came before: that writes nothing."""
        try:
            found = receive_lead(self.desk(who), draft(number % 4, key=f"<{number}@example.test>"))
        except Refused:
            self.model.heed(self.log())
            return
        self.model.heed(self.log(), *(() if found.already_here else (Kind.ARRIVAL,)))
        self.leads = [*dict.fromkeys([*self.leads, found.lead])]

    @rule(who=_PICK, lead=_PICK, seconds=st.sampled_from((3, 20, 300)), ends=st.booleans())
    def dial(self, who: int, lead: int, seconds: int, ends: bool) -> None:
        begun = self.done(lambda: calling.dial(self.desk(who), self.lead(lead), "n1"), Kind.DIALLED)
        self.clock.advance(timedelta(seconds=seconds))
        if begun is not None and ends:
            span = timedelta(seconds=seconds)
            self.done(
                lambda: calling.end_call(self.desk(who), self.lead(lead), begun[0].attempt, span), Kind.ENDED
            )

    @rule(
        who=_PICK, name=st.sampled_from(("no answer", "voicemail", "dialogue", "callback", "not interested"))
    )
    def outcome(self, who: int, name: str) -> None:
        desk = self.desk(who)
        begun = calling.open_call_of(desk)
        if begun is None:
            return
        at = self.clock.now() + timedelta(hours=2) if name == "callback" else None
        self.done(
            lambda: calling.give_outcome(desk, begun.lead, begun.attempt, name, callback_at=at),
            Kind.OUTCOME,
            Kind.CALLBACK_SET,
            Kind.CLOSED,
        )

    @rule(who=_PICK, lead=_PICK, not_dialled=st.booleans())
    def withdraw(self, who: int, lead: int, not_dialled: bool) -> None:
        calls = [row[2] for row in self.model.rows if row[:2] == (Kind.DIALLED, self.lead(lead))] or ["none"]
        act = calling.say_not_dialled if not_dialled else calling.withdraw_outcome
        kind = Kind.NOT_DIALLED if not_dialled else Kind.OUTCOME_WITHDRAWN
        more = () if not_dialled else (Kind.CALLBACK_CANCELLED, Kind.REOPENED)
        self.done(lambda: act(self.desk(who), self.lead(lead), calls[-1]), kind, *more)

    @rule(who=_PICK, lead=_PICK, what=st.sampled_from(("note", "callback", "close", "reopen", "not reached")))
    def say(self, who: int, lead: int, what: str) -> None:
        desk, of = self.desk(who), self.lead(lead)
        acts: dict[str, tuple[Callable[[], object], Kind]] = {
            "note": (lambda: lead_work.write_note(desk, of, "Prefers blue"), Kind.NOTE),
            "callback": (
                lambda: lead_work.set_callback(desk, of, self.clock.now() + timedelta(days=1)),
                Kind.CALLBACK_SET,
            ),
            "close": (lambda: lead_work.close_lead(desk, of, ClosingReason.LOST, "she said"), Kind.CLOSED),
            "reopen": (lambda: lead_work.reopen(desk, of, "rang again"), Kind.REOPENED),
            "not reached": (lambda: lead_work.say_not_reached(desk, of), Kind.NOT_REACHED),
        }
        self.done(*acts[what])

    @rule(who=_PICK, lead=_PICK, name=_PICK)
    def edit(self, who: int, lead: int, name: int) -> None:
        form = DetailsForm("Pat", f"Sample{name}", "", (), (), "1 Harbour Road")
        before = len(self.model.rows)
        lead_work.edit_details(self.desk(who), self.lead(lead), form, [phone(name)])
        is_new = len(self.log()) > before  # saying what is known writes nothing
        self.model.heed(self.log(), *((Kind.DETAILS_EDITED,) if is_new else ()))

    @rule(who=_PICK, one=_PICK, other=_PICK, apart=st.booleans())
    def who_is_who(self, who: int, one: int, other: int, apart: bool) -> None:
        desk, lead, second = self.desk(who), self.lead(one), self.lead(other)
        if apart:
            more = (Kind.KEPT_APART, Kind.MERGE_WITHDRAWN)
            found = self.done_if(lambda: merging.keep_apart(desk, lead, second), more)
        else:
            more = (Kind.MERGED, Kind.KEPT_APART_WITHDRAWN)
            found = self.done_if(lambda: merging.merge(desk, lead, second), more)
        assert found is None or found.entry in {row[2] for row in self.model.rows}

    def done_if(self, act: Callable[[], Any], kinds: tuple[str, ...]) -> Any:
        """Do what may write entries of these kinds in any order, or nothing where it is so already."""
        try:
            result = act()
        except Refused:
            self.model.heed(self.log())
            return None
        rows = self.log()
        new = [row[0] for row in rows[len(self.model.rows) :]]
        self.model.heed(rows, *new[:1], *(kinds if new else ()))
        assert set(new) <= set(kinds)
        return result

    @rule(who=_PICK, lead=_PICK, leaves=st.booleans())
    def mail(self, who: int, lead: int, leaves: bool) -> None:
        desk, of = self.desk(who), self.lead(lead)
        preview = MailPreview("missed_you", "person@example.test", "Your enquiry", "Hello", ())
        asked = self.done(lambda: emailing.ask_email(desk, of, preview), Kind.EMAIL_ASKED)
        if asked is not None and leaves:
            self.done(lambda: emailing.say_left(desk, of, asked[0], "x@example.test"), Kind.EMAIL_LEFT)

    @rule(minutes=st.sampled_from((1, 50, 130, 700, 1500)))
    def pass_time(self, minutes: int) -> None:
        self.clock.advance(timedelta(minutes=minutes))

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.open()

    @rule()
    def rebuild(self) -> None:
        assert unlike_rebuilt(self.people[0]) == []

    @invariant()
    def laws_hold(self) -> None:
        if self.leads:
            self.model.heed(self.log())
            said = verify(self.people[0])
            assert not said, said


def live(lives: int, steps: int, dice: int) -> None:
    """So many random lives of so many steps; raises AssertionError, with the steps that lead to it."""
    told = settings(
        max_examples=lives,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(dice)(LogLaws), settings=told)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    count, first = int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    for life in range(0, count, 10):
        live(min(10, count - life), 60, first + life)
        print(f"{min(life + 10, count)} of {count} lives: the laws hold")  # noqa: T201 - a program of its own
