"""domain.md, The lead: rounds and owners; docs/log.md: what folds, and what is kept and changes nothing."""

import pytest

from bdc_desk.cadence.assess import assess
from bdc_desk.cadence.lead import Lead
from tests.helpers.lead_log import LeadLog, MadeCall, local, number

STAFF = Lead("lead-1", salespeople=frozenset({"ann", "bob"}))


def arrived() -> LeadLog:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    return log


# --- rounds ---


def test_a_re_enquiry_begins_a_new_round_with_everything_anew() -> None:
    log = arrived()
    log.call("2026-03-02 10:01", "dialogue", span=90)
    log.close("2026-03-02 10:05", "lost")
    log.arrives("2026-03-20 10:00")
    standing = log.standing("2026-03-20 10:03")
    assert (standing.round, standing.stage, standing.counted, standing.dialogue) == (2, "new", 0, False)
    assert standing.arrived_at == log.at("2026-03-20 10:00")
    assert standing.first_call.stopped_at is None
    assert standing.closed_as is None
    # nothing is hidden: the old attempt is still told
    assert [one.round for one in standing.attempts] == [1]


def test_within_the_hour_it_joins_the_running_round() -> None:
    log = arrived()
    log.call("2026-03-02 10:01")
    log.arrives("2026-03-02 10:40", numbers=[number("n2")], joins=True)
    standing = log.standing("2026-03-02 10:41")
    assert (standing.round, standing.counted) == (1, 1)
    assert standing.arrived_at == log.at("2026-03-02 10:00")
    assert [one.ref for one in standing.numbers] == ["n2"]


def test_a_late_outcome_of_an_old_round_counts_in_its_own_round_only() -> None:
    log = arrived()
    call = log.dials("2026-03-19 18:00")
    log.arrives("2026-03-20 10:00")
    log.says(call, "no answer")
    standing = log.standing("2026-03-20 10:05")
    assert standing.counted == 0
    assert [one.counted for one in standing.attempts] == [True]


def test_an_outcome_in_another_round_than_its_call_names_nothing() -> None:
    log = arrived()
    call = log.dials("2026-03-02 10:01")
    log.arrives("2026-03-20 10:00")
    log.write("outcome", "2026-03-20 10:01", {"attempt": call.id, "qualified": "yes", "flags": []})
    assert log.standing("2026-03-20 10:05").misfits == ("outcome names no entry of this lead",)


def test_a_closing_of_an_old_round_comes_too_late() -> None:
    log = arrived()
    log.arrives("2026-03-20 10:00")
    log.close("2026-03-20 10:01", "lost", round_=1, desk="desk-2")
    standing = log.standing("2026-03-20 10:05")
    assert (standing.stage, standing.misfits) == ("new", ("closed: already decided by an earlier entry",))


def test_a_lead_without_an_arrival_has_no_standing() -> None:
    log = LeadLog()
    log.write("note", "2026-03-02 10:00")
    assert assess(log.policies, log.lead, log.entries, log.at("2026-03-02 11:00")) is None
    log.arrives("2026-03-02 11:00")
    assert log.standing("2026-03-02 11:05").misfits == ("note before the lead arrived",)


# --- owners ---


def typed_dialogue(log: LeadLog) -> MadeCall:
    """Ann's dialogue of eleven, typed in at six."""
    return log.call("2026-03-02 11:00", "dialogue", by="ann", evidence="D", written="2026-03-02 18:00")


@pytest.mark.parametrize(
    ("events", "owner"),
    [
        # nobody yet
        ([], None),
        # the salesperson who first has a dialogue
        ([lambda log: log.call("2026-03-02 10:05", "dialogue", by="bob")], "bob"),
        ([lambda log: log.contact("2026-03-02 10:05", by="ann")], "ann"),
        # an attempt is no dialogue
        ([lambda log: log.call("2026-03-02 10:05", by="bob")], None),
        # enquiry staff never own
        ([lambda log: log.call("2026-03-02 10:05", "dialogue", by="kim")], None),
        # the first dialogue, by when it was, not by when it was entered
        (
            [
                lambda log: log.call("2026-03-02 12:00", "dialogue", by="bob"),
                lambda log: log.confirm(typed_dialogue(log)),
            ],
            "ann",
        ),
        # ... and not before a second person's word for what was typed in
        (
            [lambda log: log.call("2026-03-02 12:00", "dialogue", by="bob"), typed_dialogue],
            "bob",
        ),
        # four seconds make nobody the owner
        ([lambda log: log.call("2026-03-02 10:05", "dialogue", by="bob", span=4)], None),
        # a hand-over is an event
        (
            [
                lambda log: log.call("2026-03-02 10:05", "dialogue", by="bob"),
                lambda log: log.write("owner set", "2026-03-02 11:00", {"owner": "ann", "reason": "holiday"}),
            ],
            "ann",
        ),
        # ownership lasts over rounds
        (
            [
                lambda log: log.call("2026-03-02 10:05", "dialogue", by="bob"),
                lambda log: log.arrives("2026-03-20 10:00"),
                lambda log: log.call("2026-03-20 10:05", "dialogue", by="ann"),
            ],
            "bob",
        ),
    ],
)
def test_who_owns(events: list[object], owner: str | None) -> None:
    log = arrived()
    for event in events:
        event(log)  # type: ignore[operator]  # a table of functions
    assert log.standing("2026-03-21 10:00").owner == owner


@pytest.mark.parametrize(
    ("lead", "named", "owner"),
    [
        # named in the enquiry
        (STAFF, "bob", "bob"),
        # who is named and never owns
        (STAFF, "kim", None),
        # whose customer it is by an earlier lead: one customer, one salesperson
        (Lead("lead-1", owner="ann", owner_since=local("2026-01-05 10:00")), "bob", "ann"),
        # a later lead takes nobody's customer
        (Lead("lead-1", owner="ann", owner_since=local("2026-05-05 10:00")), "bob", "bob"),
        (Lead("lead-1", owner="ann"), None, "ann"),
    ],
)
def test_ownership_lasts_over_all_leads(lead: Lead, named: str | None, owner: str | None) -> None:
    log = LeadLog(lead=lead)
    log.arrives("2026-03-02 10:00", owner=named)
    assert log.standing("2026-03-02 11:00").owner == owner


@pytest.mark.parametrize(
    ("seen", "owner", "misfits"),
    [
        # the second knew the first
        (None, "kim", ()),
        # it did not: the first sealed stands, the author is told
        (1, "bob", ("owner set: already decided by an earlier entry",)),
    ],
)
def test_of_two_hand_overs_the_first_sealed_stands(
    seen: int | None, owner: str, misfits: tuple[str, ...]
) -> None:
    log = arrived()
    log.write("owner set", "2026-03-02 11:00", {"owner": "bob", "reason": ""})
    log.write("owner set", "2026-03-02 11:01", {"owner": "kim", "reason": ""}, desk="desk-2", seen=seen)
    standing = log.standing("2026-03-02 12:00")
    assert (standing.owner, standing.misfits) == (owner, misfits)


# --- what does not fit ---


@pytest.mark.parametrize(
    ("kind", "body", "misfit"),
    [
        # a newer desk's kind
        ("hologram sent", {}, "unknown kind of entry: hologram sent"),
        # names that lead nowhere
        ("outcome", {"attempt": "nobody", "flags": []}, "outcome names no entry of this lead"),
        ("outcome withdrawn", {"attempt": "nobody"}, "outcome withdrawn names no entry of this lead"),
        ("ended", {"attempt": "nobody", "span": 3.0}, "ended names no entry of this lead"),
        ("confirmed", {"entry": "nobody"}, "confirmed names no entry of this lead"),
        ("callback cancelled", {"callback": "nobody"}, "callback cancelled names no entry of this lead"),
        # fields missing or of another form
        ("email left", {}, "email left: a field is missing or of another form"),
        ("callback set", {"promised_at": "soon"}, "callback set: a field is missing or of another form"),
        ("owner set", {"owner": 7}, "owner set: a field is missing or of another form"),
        ("details edited", {}, "details edited: a field is missing or of another form"),
        ("closed", {}, "closed: a field is missing or of another form"),
    ],
)
def test_misfits_are_kept_and_change_nothing(kind: str, body: dict[str, object], misfit: str) -> None:
    log = arrived()
    before = log.standing("2026-03-02 11:00")
    log.write(kind, "2026-03-02 10:05", body, by="kim")
    after = log.standing("2026-03-02 11:00")
    assert after.misfits == (misfit,)
    assert (after.stage, after.owner, after.next_step, after.first_touch) == (
        before.stage,
        before.owner,
        before.next_step,
        before.first_touch,
    )


def test_an_entry_that_names_a_refused_one_names_nothing() -> None:
    log = arrived()
    refused = log.dials("2026-03-02 10:05", verdict="refused: form")
    log.says(refused, "no answer", span=None, qualified="yes")
    standing = log.standing("2026-03-02 11:00")
    assert (standing.counted, standing.attempts) == (0, ())
    assert standing.misfits == ("outcome names no entry of this lead",)


def test_a_second_outcome_of_a_call_comes_too_late() -> None:
    log = arrived()
    call = log.call("2026-03-02 10:05", "no answer")
    log.says(call, "dialogue", span=None)
    standing = log.standing("2026-03-02 11:00")
    assert (standing.attempts[0].outcome, standing.dialogue) == ("no answer", False)
    assert standing.misfits == ("outcome: already decided by an earlier entry",)
