"""The mails on their way: undo, tries, permission, taking back, quitting; the log says what came of each."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason
from bdc_desk.contact.mail_out.outbox import FINISHED, MailOutbox, Outgoing, State
from bdc_desk.contact.mail_out.results import NotSent, SendResult, Sent, Unknown
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations import emailing
from bdc_desk.operations.calling import withdraw_outcome
from bdc_desk.operations.emailing import ask_email, say_left, unfinished_mails, withdraw_email
from bdc_desk.operations.lead_work import close_lead, edit_details, say_exception, send_back
from bdc_desk.operations.mail_wishes import say_mail_wish
from bdc_desk.operations.views import DetailsForm, MailPreview
from tests.helpers.desks import MINUTE, SECOND, Staffed, phone, staffed

MAIL = MailPreview("missed_you", "person1@example.test", "Your Ranger", "Dear Pat", ())
LATER = NotSent("No connection.", "connect", may_try_again=True, details="no route")
NO = NotSent("No such address.", "recipient", may_try_again=False, details="550")


class Here:
    """A desk, its outbox, and a server that answers as it is told."""

    def __init__(self, staff: Staffed) -> None:
        self.staff, self.desk, self.clock = staff, staff.ana, staff.clock
        self.lead = staff.lead()
        self.attempt = staff.call(self.lead, "voicemail")
        self.mail = MAIL
        self.answer: SendResult | Callable[[str], SendResult] = Sent("<id@example.test>", "250 ok")
        self.sent: list[str] = []
        self.box = MailOutbox(self.desk, self.send)

    def send(self, _mail: MailPreview, asked: str) -> SendResult:
        self.sent.append(asked)
        return self.answer(asked) if callable(self.answer) else self.answer

    def ask(self) -> str:
        asked, _ = ask_email(self.desk, self.lead, self.mail)
        self.box.put(
            self.lead, self.mail, asked, self.clock.now(), name="Pat Sample1", label="Sorry we missed you"
        )
        return asked

    def pass_on(self, seconds: float = 0) -> None:
        """Time passes, and what is due is sent."""
        self.clock.advance(seconds * SECOND)
        if self.box.wants_look:
            self.box.look()
        for one in self.box.due(self.clock.now()):
            self.box.settle(one, self.box.send_now(one))
        if self.box.wants_look:
            self.box.look()

    def given_out(self) -> Outgoing:
        """Ten seconds pass, and what is due was judged and is about to be sent."""
        self.clock.advance(10 * SECOND)
        self.box.look()
        (one,) = self.box.due(self.clock.now())
        return one

    def of(self, asked: str) -> Outgoing:
        return next(one for one in self.box.outgoing() if one.asked == asked)

    def undo(self, way: str) -> tuple[str, str]:
        """Take away what opened the mail; the code of the log and words for the agent."""
        if way == "call":
            withdraw_outcome(self.desk, self.lead, self.attempt)
            return "not open any more", "is locked again"
        if way == "wish":
            say_mail_wish(self.desk, self.lead, may_mail=False, words="No more emails")
            return "unwanted", "not to be mailed"
        if way == "address":
            form = DetailsForm("Pat", "Sample1", "", (), ("other@example.test",), "")
            edit_details(self.desk, self.lead, form, [phone(1)])
            return "address changed", "not the customer's address"
        close_lead(self.desk, self.lead, ClosingReason(way))
        return "unwanted", f"closed meanwhile: {way}"

    def fates(self) -> list[tuple[str, str]]:
        kinds = ("email left", "email withdrawn")
        return [(one.kind, str(one.body.get("why", ""))) for one in self.staff.entries(self.lead, *kinds)]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    with staffed(tmp_path) as staff:
        yield Here(staff)


def test_it_leaves_after_ten_seconds_and_the_log_says_so(here: Here) -> None:
    asked = here.ask()
    here.pass_on(9.9)
    one = here.of(asked)
    assert (one.state, one.leaves_at, here.sent) == (State.COUNTS_DOWN, one.asked_at + 10 * SECOND, [])
    here.pass_on(0.1)
    assert (here.of(asked).state, here.sent, here.fates()) == (State.LEFT, [asked], [("email left", "")])
    (left,) = here.staff.entries(here.lead, "email left")
    assert left.body == {"asked": asked, "message_id": "<id@example.test>"}
    assert unfinished_mails(here.desk) == ()
    here.pass_on(100)
    assert here.sent == [asked]


def test_taken_back_in_time_it_never_leaves(here: Here) -> None:
    asked = here.ask()
    here.pass_on(9)
    assert here.box.hold(asked)
    assert here.box.take_back(asked).leads == {here.lead}
    here.pass_on(60)
    assert (here.sent, here.fates()) == ([], [("email withdrawn", "taken back")])
    assert not here.box.hold(asked)
    assert here.box.take_back(asked).leads == frozenset()
    here.box.dismiss([asked])
    assert here.box.outgoing() == ()


def test_what_has_left_is_not_taken_back(here: Here) -> None:
    asked = here.ask()
    one = here.given_out()
    assert not here.box.hold(asked)
    assert here.box.take_back(asked).leads == frozenset()
    here.box.settle(one, here.box.send_now(one))
    assert here.fates() == [("email left", "")]


def test_given_out_and_sent_once(here: Here) -> None:
    asked = here.ask()
    one = here.given_out()
    here.box.look()
    assert here.box.due(here.clock.now()) == []
    fate = here.box.send_now(one)
    here.box.settle(one, fate)
    again = here.box.send_now(one)
    assert isinstance(again, NotSent)
    here.box.settle(one, again)
    assert (here.sent, here.fates()) == ([asked], [("email left", "")])


def test_nothing_is_given_out_that_was_not_judged_just_before(here: Here) -> None:
    asked = here.ask()
    here.clock.advance(11 * SECOND)
    assert (here.box.due(here.clock.now()), here.box.wants_look) == ([], True)
    here.box.look()
    here.box.doubt([here.lead])  # an entry is about to be written
    assert (here.box.due(here.clock.now()), here.box.wants_look) == ([], True)
    here.pass_on()
    assert here.sent == [asked]


@pytest.mark.parametrize("way", ["call", "wish", "do not call", "wrong number", "address"])
@pytest.mark.parametrize("tried", [False, True])
def test_what_the_rules_open_no_more_does_not_leave(here: Here, way: str, *, tried: bool) -> None:
    here.answer = LATER
    asked = here.ask()
    if tried:
        here.pass_on(10)
        here.answer = Sent("<id@example.test>")
    before = len(here.sent)
    code, words = here.undo(way)
    here.pass_on(30)
    one = here.of(asked)
    assert (len(here.sent), one.state, one.code) == (before, State.NOT_SENT, code)
    assert words in one.words
    assert here.fates() == [("email withdrawn", code)]


def test_a_lead_that_moved_is_judged_before_the_countdown_ends(here: Here) -> None:
    asked = here.ask()
    withdraw_outcome(here.desk, here.lead, here.attempt)
    here.box.doubt([here.lead])
    here.pass_on()
    assert (here.of(asked).state, here.fates()) == (
        State.NOT_SENT,
        [("email withdrawn", "not open any more")],
    )


@pytest.mark.parametrize("reason", [ClosingReason.SOLD, ClosingReason.LOST, ClosingReason.DUPLICATE])
def test_what_was_asked_before_the_lead_was_closed_still_leaves(here: Here, reason: ClosingReason) -> None:
    asked = here.ask()
    close_lead(here.desk, here.lead, reason)
    here.pass_on(10)
    assert here.sent == [asked]


def test_a_sale_opens_no_mail_whose_call_was_taken_back(here: Here) -> None:
    asked = here.ask()
    close_lead(here.desk, here.lead, ClosingReason.SOLD)
    withdraw_outcome(here.desk, here.lead, here.attempt)
    here.pass_on(10)
    assert (here.sent, here.of(asked).code) == ([], "not open any more")


def test_an_exception_keeps_it_open_until_it_is_sent_back(here: Here) -> None:
    here.lead = here.staff.lead(2)
    here.mail = replace(MAIL, to="person2@example.test")
    say_exception(here.desk, here.lead, ExceptionReason.EMAIL_ONLY, "Only write")
    asked = here.ask()
    here.pass_on(10)
    assert here.sent == [asked]
    later = here.ask()
    send_back(here.staff.ben, here.lead, here.staff.entries(here.lead, "exception")[0].id)
    here.pass_on(10)
    assert (here.sent, here.of(later).code) == ([asked], "not open any more")


def test_offline_it_is_tried_every_twenty_seconds_as_long_as_the_permission_lasts(here: Here) -> None:
    here.answer = LATER
    asked = here.ask()
    here.pass_on(10)
    one = here.of(asked)
    assert (one.state, one.words, one.details) == (State.TRIES_AGAIN, "No connection.", "no route")
    assert one.tries_until == one.asked_at + 10 * MINUTE
    here.pass_on(19)
    assert len(here.sent) == 1
    here.pass_on(1)
    assert (len(here.sent), here.of(asked).tries) == (2, 2)
    for _ in range(40):
        here.pass_on(20)
    assert len(here.sent) == 30
    assert (here.of(asked).state, here.of(asked).code) == (State.NOT_SENT, "permission")
    assert here.fates() == [("email withdrawn", "permission")]


def test_back_online_it_leaves(here: Here) -> None:
    here.answer = LATER
    asked = here.ask()
    here.pass_on(10)
    here.answer = Sent("<id@example.test>")
    assert here.box.try_now(asked)
    here.pass_on(0)
    assert (here.of(asked).state, here.fates()) == (State.LEFT, [("email left", "")])
    assert not here.box.try_now(asked)


def test_a_computer_that_slept_sends_nothing_late(here: Here) -> None:
    asked = here.ask()
    here.pass_on(601)
    assert (here.sent, here.of(asked).state) == ([], State.NOT_SENT)
    assert here.fates() == [("email withdrawn", "permission")]


def test_a_definite_no_is_withdrawn_and_may_be_asked_anew(here: Here) -> None:
    here.answer = NO
    asked = here.ask()
    here.pass_on(10)
    one = here.of(asked)
    assert (one.state, one.words, one.code, one.details) == (State.NOT_SENT, NO.words, "recipient", "550")
    assert here.fates() == [("email withdrawn", "refused")]
    here.answer = Sent("<id@example.test>")
    again = here.ask()
    here.pass_on(10)
    assert here.sent == [asked, again]


def test_unknown_is_never_sent_again_and_a_person_says(here: Here) -> None:
    here.answer = Unknown("Nobody knows.", "lost")
    asked, other = here.ask(), here.ask()
    here.pass_on(10)
    here.pass_on(700)
    assert (here.sent, here.of(asked).state, here.fates()) == ([asked, other], State.UNKNOWN, [])
    assert unfinished_mails(here.desk, but=here.box.known()) == ()
    assert [one.asked for one in unfinished_mails(here.desk)] == [asked, other]
    say_left(here.desk, here.lead, asked, "", said=True)
    withdraw_email(here.desk, here.lead, other, why="not sent")
    here.box.dismiss([asked, other])
    assert (here.box.outgoing(), unfinished_mails(here.desk)) == ((), ())
    assert here.fates() == [("email left", ""), ("email withdrawn", "not sent")]


def test_a_mistake_while_sending_is_unknown(here: Here) -> None:
    def broken(_asked: str) -> SendResult:
        raise RuntimeError

    here.answer = broken
    asked = here.ask()
    here.pass_on(10)
    assert here.of(asked).state is State.UNKNOWN


def test_a_log_that_cannot_be_written_leaves_it_unknown(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise SurroundingsFault("The disk is full.")

    asked = here.ask()
    one = here.given_out()
    with monkeypatch.context() as broken:
        broken.setattr(emailing, "say_left", full)
        with pytest.raises(SurroundingsFault):
            here.box.settle(one, here.box.send_now(one))
    assert here.of(asked).state is State.UNKNOWN
    assert [one.asked for one in unfinished_mails(here.desk)] == [asked]


def test_quitting_takes_back_what_has_not_begun(here: Here) -> None:
    asked, other = here.ask(), here.ask()
    here.box.due(here.clock.now())  # none yet
    assert here.box.unsent == 2
    here.box.take_back_all()
    assert here.fates() == [("email withdrawn", "closed")] * 2
    assert [one.state for one in here.box.outgoing()] == [State.WITHDRAWN] * 2
    assert (here.box.unsent, here.sent, {asked, other}) == (0, [], here.box.known())


def test_quitting_takes_back_what_was_given_out_and_never_begun(here: Here) -> None:
    here.ask()
    one = here.given_out()
    here.box.take_back_all()
    assert isinstance(here.box.send_now(one), NotSent)
    assert (here.sent, here.fates()) == ([], [("email withdrawn", "closed")])


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Sent("<id@example.test>"), [("email left", "")]),
        (NO, [("email withdrawn", "refused")]),
        (LATER, [("email withdrawn", "closed")]),
        (Unknown("?"), []),
    ],
)
def test_quitting_waits_for_what_is_being_sent(
    here: Here, answer: SendResult, told: list[tuple[str, str]]
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slow(_asked: str) -> SendResult:
        begun.set()
        goes_on.wait(10)
        return answer

    here.answer = slow
    asked = here.ask()
    one = here.given_out()
    thread = threading.Thread(target=here.box.send_now, args=[one])
    thread.start()
    begun.wait(10)
    threading.Timer(0.02, goes_on.set).start()
    here.box.take_back_all()
    thread.join()
    assert here.fates() == told
    here.box.settle(one, answer)  # what the lanes deliver late
    assert here.fates() == told
    assert [one.asked for one in unfinished_mails(here.desk)] == ([] if told else [asked])


def test_quitting_cuts_what_does_not_end(here: Here) -> None:
    begun, was_cut = threading.Event(), threading.Event()

    def hanging(_asked: str) -> SendResult:
        begun.set()
        was_cut.wait(10)
        return LATER

    here.answer = hanging
    here.box = MailOutbox(here.desk, here.send, was_cut.set)
    here.ask()
    one = here.given_out()
    thread = threading.Thread(target=here.box.send_now, args=[one])
    thread.start()
    begun.wait(10)
    here.box.take_back_all(seconds=0.01)
    thread.join()
    assert here.fates() == [("email withdrawn", "closed")]


class Story(RuleBasedStateMachine):
    """Whatever a person and a server do, in whatever order: each mail is sent at most once after a yes or a
    maybe, and the log says of each what it did.
    """

    here: Here

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.answers: dict[str, list[SendResult]] = {}
        self.here.sent.clear()
        self.here.box = MailOutbox(self.here.desk, self.send)
        self.next: SendResult = LATER

    def send(self, _mail: MailPreview, asked: str) -> SendResult:
        self.answers.setdefault(asked, []).append(self.next)
        return self.next

    @rule()
    def ask(self) -> None:
        if len(self.asked) < 4:
            self.asked.append(self.here.ask())

    @rule(answer=st.sampled_from([Sent("<id@example.test>"), LATER, NO, Unknown("?")]))
    def the_server_will_say(self, answer: SendResult) -> None:
        self.next = answer

    @rule(seconds=st.sampled_from([1, 10, 20, 300]))
    def time_passes(self, seconds: int) -> None:
        self.here.pass_on(seconds)

    @rule(which=st.integers(0, 3))
    def taken_back(self, which: int) -> None:
        if which < len(self.asked):
            self.here.box.take_back(self.asked[which])

    @invariant()
    def the_log_is_right(self) -> None:
        told = {one.body["asked"]: one for one in self.here.staff.entries(self.here.lead, "email left")}
        off = {one.body["asked"]: one for one in self.here.staff.entries(self.here.lead, "email withdrawn")}
        for asked in self.asked:
            answers = self.answers.get(asked, [])
            final = [one for one in answers if one != LATER]
            assert len(final) <= 1
            assert all(one == LATER for one in answers[:-1])
            assert (asked in told) == any(isinstance(one, Sent) for one in final)
            assert not (asked in told and asked in off)
            state = self.here.of(asked).state
            assert (asked in told or asked in off) == (state in FINISHED - {State.UNKNOWN})

    def teardown(self) -> None:
        self.here.box.take_back_all()
        open_ = {one.asked for one in unfinished_mails(self.here.desk)} & set(self.asked)
        unknown = {asked for asked, told in self.answers.items() if isinstance(told[-1], Unknown)}
        assert open_ == unknown


def test_any_story(tmp_path: Path) -> None:
    with staffed(tmp_path) as staff:
        story = type("OneStory", (Story,), {"here": Here(staff)})
        run_state_machine_as_test(
            story,
            settings=settings(
                max_examples=15,
                stateful_step_count=12,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
