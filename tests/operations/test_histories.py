"""Whatever people do, in whatever order, with clocks that jump: lists equal their rebuild, the log verifies,
and nothing but Refused is ever raised.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason, ErasingReason, ExceptionReason, Kind, LeadKind
from bdc_desk.cadence.standing import Stage
from bdc_desk.errors import Refused
from bdc_desk.operations import calling, emailing, lead_work
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.judged_again import judged_again
from bdc_desk.operations.reading import attempts, lead_view
from bdc_desk.operations.rebuilding import rebuild, refresh
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import use_policy
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import DetailsForm, MailPreview
from bdc_desk.settings import Profile
from bdc_desk.storage.verify import verify as verify_chain
from tests.helpers.desks import DAY, HOUR, POLICY, Staffed, draft, phone, projections, staffed, unlike_rebuilt

HISTORIES, ACTS = 30, 60
NAMES = ("Pat Sample", "Kim Sample", "Pat", "", "Noor de Vries")
OUTCOMES = (
    "no answer", "no answer", "no answer", "voicemail", "voicemail",
    "dialogue", "appointment", "callback", "wrong number", "engaged", "dead number",
    "not interested", "do not call", "bought elsewhere", "no such outcome",
)  # fmt: skip
TEMPLATES = ("missed_you", "car_details", "test_drive", "last_try", "appointment", "free_text", "none")
POLICIES = (POLICY, POLICY.replace("gap_minutes = 120", "gap_minutes = 60"), POLICY.replace("= 60 ", "= 10 "))


class Life:
    """Random acts of three people on a few leads."""

    def __init__(self, here: Staffed, seed: int) -> None:
        self.here, self.dice = here, random.Random(seed)
        self.leads: list[str] = []
        for _ in range(5):
            self.arrive()

    def desk(self) -> Desk:
        return self.dice.choice((self.here.ana, self.here.ana, self.here.ben, self.here.cy))

    def lead(self) -> str:
        return self.dice.choice(self.leads)

    def soon(self) -> timedelta:
        return timedelta(minutes=self.dice.choice((-5, 1, 20, 400, 5000)))

    def act(self) -> None:
        acts: tuple[tuple[int, Callable[[], None]], ...] = (
            (20, self.call), (3, self.arrive), (8, self.pass_time), (1, self.step_clock),
            (5, self.work_on_call), (1, self.edit), (3, self.mail), (1, self.close), (3, self.second_word),
            (3, self.plain), (1, self.policy),
        )  # fmt: skip
        chosen = self.dice.choices([one for _, one in acts], [weight for weight, _ in acts])[0]
        with suppress(Refused):
            chosen()

    def enquiry(self) -> LeadDraft:
        number = self.dice.randrange(1, 5)
        found = draft(number, key=f"<{self.dice.randrange(14)}@portal.example.test>")
        first, _, last = self.dice.choice(NAMES).partition(" ")
        now = self.here.clock.now()
        both = (phone(9), phone(number))
        phones = (found.phones, found.phones, found.phones, both, (), (phone(number, possible=False),))
        return replace(
            found,
            first=first,
            last=last,
            kind=self.dice.choice((LeadKind.INTERNET, LeadKind.INTERNET, *LeadKind)),
            phones=self.dice.choice(phones),
            emails=self.dice.choice((found.emails, (), ("household@example.test",))),
            provider_lead_id=self.dice.choice(("", "1", str(number))),
            requested_at=self.dice.choice((None, now - timedelta(days=2))),
            arrived_at=self.dice.choice((None, None, now - 5 * HOUR, now - 100 * DAY, now + DAY)),
            grade=self.dice.choice((Grade.OK, Grade.OK, Grade.OK, Grade.UNREADABLE)),
        )

    def arrive(self) -> None:
        found = receive_lead(self.desk(), self.enquiry()).lead
        if found not in self.leads:
            self.leads = [*self.leads, found][-6:]

    def call(self) -> None:
        desk, lead = self.desk(), self.lead()
        left_open = calling.open_call_of(desk)
        if left_open is not None and self.dice.random() < 0.9:
            self.outcome(desk, left_open.lead, left_open.attempt)
        numbers = [one.ref for one in self.here.standing(lead).numbers]
        begun, _ = calling.dial(desk, lead, self.dice.choice([*numbers, *numbers, *numbers, "n7"]))
        span = timedelta(seconds=self.dice.choice((3, 12, 18, 300)))
        self.here.clock.advance(span)
        if self.dice.random() < 0.1:
            return  # the desk crashed
        if self.dice.random() < 0.9:
            calling.end_call(desk, lead, begun.attempt, span)
        self.outcome(desk, lead, begun.attempt)

    def outcome(self, desk: Desk, lead: str, attempt: str) -> None:
        now, name = self.here.clock.now(), self.dice.choice(OUTCOMES)
        callback_at = now + self.soon() if name == "callback" else None
        appointment_at = now + self.soon() if name == "appointment" else None
        calling.give_outcome(
            desk, lead, attempt, name, callback_at=callback_at, appointment_at=appointment_at
        )

    def work_on_call(self) -> None:
        lead, desk = self.lead(), self.desk()
        made = [entry.id for entry in self.here.entries(lead, Kind.DIALLED)] or ["no call"]
        attempt = self.dice.choice(made)
        begun = calling.open_call_of(desk)
        act = self.dice.randrange(5)
        if act == 0 and begun is not None:
            self.outcome(desk, begun.lead, begun.attempt)
        elif act == 1:
            calling.withdraw_outcome(desk, lead, attempt)
        elif act == 2:
            calling.say_not_dialled(desk, lead, attempt)
        elif act == 3:
            calling.end_call(desk, lead, attempt, timedelta(seconds=self.dice.choice((-4, 30))))
        else:
            self.outcome(desk, lead, attempt)

    def edit(self) -> None:
        first, _, last = self.dice.choice(NAMES).partition(" ")
        number = self.dice.randrange(1, 5)
        emails = self.dice.choice(((), (f"person{number}@example.test",)))
        form = DetailsForm(first, last, "", (), emails, "1 Harbour Road")
        phones = self.dice.choice(((), (phone(number),), (phone(9), phone(number))))
        lead_work.edit_details(self.desk(), self.lead(), form, phones)

    def mail(self) -> None:
        desk, lead = self.desk(), self.lead()
        mail = MailPreview(self.dice.choice(TEMPLATES), "person@example.test", "Your enquiry", "Hello", ())
        asked, _ = emailing.ask_email(desk, lead, mail)
        act = self.dice.choice((emailing.say_handed_over, emailing.withdraw_email, None))
        if act is not None:
            act(desk, lead, asked)

    def close(self) -> None:
        desk, lead = self.desk(), self.lead()
        if self.dice.random() < 0.4:
            lead_work.say_not_reached(desk, lead)
        elif self.dice.random() < 0.6:
            lead_work.close_lead(desk, lead, self.dice.choice(tuple(ClosingReason)), "as she said")
        else:
            lead_work.reopen(desk, lead, "rang again")

    def second_word(self) -> None:
        lead = self.lead()
        word = self.dice.choice((lead_work.confirm, lead_work.send_back))
        word(self.desk(), lead, self.dice.choice(self.here.entries(lead)).id)

    def plain(self) -> None:
        desk, lead = self.desk(), self.lead()
        owner = self.dice.choice((self.here.ana, self.here.ben, self.here.cy)).person
        self.dice.choice((
            lambda: lead_work.write_note(desk, lead, "Prefers blue"),
            lambda: lead_work.keep_note_draft(desk, lead, "Prefers b"),
            lambda: lead_work.set_callback(desk, lead, self.here.clock.now() + self.soon()),
            lambda: lead_work.set_appointment(desk, lead, self.here.clock.now() + self.soon()),
            lambda: lead_work.hand_over(desk, lead, owner, "lives nearby"),
            lambda: lead_work.say_contact(desk, lead, "visit", dialogue=self.dice.random() < 0.5),
            lambda: lead_work.say_exception(desk, lead, self.dice.choice([*ExceptionReason]), "write to me"),
            lambda: calling.claim(desk, lead),
        ))()  # fmt: skip

    def policy(self) -> None:
        use_policy(self.desk(), self.dice.choice(POLICIES))

    def pass_time(self) -> None:
        self.here.clock.advance(timedelta(minutes=self.dice.choice((1, 5, 50, 130, 130, 700, 1500, 30_000))))

    def step_clock(self) -> None:
        step = timedelta(seconds=self.dice.choice((-30, -59, -61, -7200, -90_000, 40)))
        self.here.clock.set(self.here.clock.now() + step)


ERASING_HISTORIES = 10


@pytest.mark.parametrize("seed", range(ERASING_HISTORIES))
def test_whoever_is_erased_at_whatever_moment_the_log_is_whole(tmp_path: Path, seed: int) -> None:
    with staffed(tmp_path) as here:
        life, profile = Life(here, seed), Profile(tmp_path)
        for act in range(ACTS):
            life.act()
            if act % 20 == seed % 20:
                with suppress(Refused):
                    erase(here.ana, life.lead(), profile, ErasingReason.ASKED)
        with here.store.snapshot() as snapshot:
            gone, leads = snapshot.erased_leads(), snapshot.leads()
            held = [entry for lead in gone for entry in snapshot.entries_of(lead) if entry.details]
        assert gone
        assert held == []
        assert verify_chain(here.store) == []
        with here.store.snapshot() as snapshot:
            assert list(judged_again(snapshot, here.ana.surroundings(snapshot))) == []
        assert unlike_rebuilt(here.ana) == []
        for lead in leads:
            assert (lead_view(here.cy, lead).standing.stage is Stage.ERASED) == (lead in gone)
        assert len(attempts(here.ana)) == sum(len(here.entries(lead, Kind.DIALLED)) for lead in leads)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_lists_equal_their_rebuild_and_the_log_verifies(tmp_path: Path, seed: int) -> None:
    with staffed(tmp_path) as here:
        life = Life(here, seed)
        for _ in range(ACTS):
            life.act()
        assert verify(here.ana) == []
        assert unlike_rebuilt(here.ana) == []
        here.clock.advance(timedelta(hours=3))
        rebuilt = rebuild(here.ana)
        whole = projections(here.store)
        with here.store.snapshot() as snapshot:
            leads = snapshot.leads()
        assert len(leads) == rebuilt
        refresh(here.ana, frozenset(leads))
        assert projections(here.store) == whole
        for lead in leads:
            assert lead_view(here.cy, lead).lead == lead
        assert len(attempts(here.ana)) == sum(len(here.entries(lead, Kind.DIALLED)) for lead in leads)
