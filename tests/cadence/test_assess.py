"""design.md, Fold: `assess` is total. Whatever the log holds, there is a standing whose every word can be
said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdc_desk.cadence.alerts import between
from bdc_desk.cadence.assess import NOT_NUMBERED, row_of
from bdc_desk.cadence.entry import Entry, micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.queue import badge, next_change, place, suggested, why_here
from bdc_desk.cadence.reasons import Reason
from bdc_desk.cadence.standing import Section, Stage, Standing
from tests.helpers.lead_log import LeadLog, local, number

NOW = local("2026-03-06 12:00")
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(
        [-1, 0, 10**15, 10**18, 10**40, float("inf"), float("nan"), 1e308, "yes", "if confirmed"]
    )
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["n1", "C", "D", "dialogue", "Europe/Paris", "../etc", "\ud800", "Europe"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


def full_log() -> LeadLog:
    """A log with every kind of entry that a lead can have."""
    log = LeadLog()
    first = log.arrives("2026-03-02 10:00", numbers=[number(), number("n2", possible=False)])
    call = log.call("2026-03-02 10:01", "no answer")
    log.withdraw(log.call("2026-03-02 12:30", "dialogue", span=60))
    typed = log.call("2026-03-03 09:30", "voicemail", evidence="D", written="2026-03-03 18:00")
    log.confirm(typed)
    log.write(Kind.NOT_DIALLED, "2026-03-03 18:01", {"attempt": log.dials("2026-03-03 18:01").id})
    callback = log.promise("2026-03-03 18:05", "2026-03-04 17:30", call=call)
    log.cancel(callback, "2026-03-03 18:06")
    log.promise("2026-03-03 18:07", "2026-03-05 17:30")
    log.contact("2026-03-03 18:10", dialogue=False, how="mail")
    exception = log.excepts("2026-03-03 18:12", "owed an answer")
    log.send_back(exception)
    asked = log.ask_email("2026-03-03 18:13")
    log.write(Kind.HANDED_OVER, "2026-03-03 18:14", {"asked": asked.id, "way": "mail program"})
    log.write(Kind.EMAIL_LEFT, "2026-03-03 18:15", {"asked": asked.id, "message_id": "x"})
    log.write(Kind.EMAIL_WITHDRAWN, "2026-03-03 18:16", {"asked": asked.id})
    log.write(Kind.OUTSIDE_EMAIL, "2026-03-03 18:17", {"happened_at": micros(first.at)})
    log.write(Kind.NOTE, "2026-03-03 18:18")
    log.write(Kind.OWNER_SET, "2026-03-03 18:19", {"owner": "bob", "reason": "holiday"})
    log.write(Kind.DETAILS_EDITED, "2026-03-03 18:20", {"numbers": [number()], "emails": 1, "zone": None})
    log.write(
        Kind.EMAIL_BOUNCED, "2026-03-03 18:20", {"asked": asked.id, "why": "refused", "permanent": True}
    )
    log.write(Kind.MAIL_WISH, "2026-03-03 18:20", {"may_mail": False})
    log.write(Kind.APPOINTMENT_SET, "2026-03-03 18:21", {"appointment_at": micros(NOW)})
    log.write(Kind.NO_SHOW, "2026-03-03 18:21", {"appointment_at": micros(NOW)})
    log.write(Kind.SHOWN, "2026-03-03 18:21", {"appointment_at": None})
    log.write(Kind.ACKNOWLEDGED, "2026-03-03 18:22", {"step": "15 min"})
    log.write(Kind.TOOK_OVER, "2026-03-03 18:23", {"step": "2 min"})
    merged = log.write(Kind.MERGED, "2026-03-03 18:23", {"with": "lead-2"})
    log.write(Kind.MERGE_WITHDRAWN, "2026-03-03 18:23", {"merge": merged.id})
    apart = log.write(Kind.KEPT_APART, "2026-03-03 18:23", {"from": "lead-2"})
    log.write(Kind.KEPT_APART_WITHDRAWN, "2026-03-03 18:23", {"apart": apart.id})
    log.close("2026-03-03 18:24", "duplicate")
    log.write(Kind.REOPENED, "2026-03-03 18:25", {"reason": "was another person"})
    log.write(Kind.CLOCK_SET_BACK, "2026-03-03 18:26", {"to": micros(NOW), "back_from": micros(NOW)})
    log.arrives("2026-03-05 10:00", numbers=[number()])
    log.call("2026-03-05 10:01", "wrong number", span=12)
    log.close("2026-03-05 18:00", "not reached")
    return log


FULL = full_log().entries


def reasons_in(value: object) -> Iterator[Reason]:
    """Every reason anywhere in a standing."""
    if isinstance(value, Reason):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from reasons_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from reasons_in(one)


def said(log: LeadLog, now: datetime) -> Standing:
    """The standing, after everything about it has been said and every reader of it has been asked."""
    standing = log.standing(now)
    assert all(str(reason) for reason in reasons_in(standing))
    repr(standing)
    hash((standing.owner, standing.closed_as, standing.stage))
    row = row_of(log.policy, standing)
    place(row, now), badge(row, now), next_change(row, now), why_here(row, now, log.zone)
    suggested([row], now)
    between(now - timedelta(days=40), now + timedelta(days=40), [row])
    return standing


def test_the_full_log_has_every_kind_of_a_leads_entries() -> None:
    elsewhere = {Kind.DEALERSHIP_SET_UP, Kind.POLICY_USED, Kind.PERSON_ADDED, Kind.DEPUTY_SET}
    elsewhere.add(Kind.ERASED)  # ends a lead: tests/cadence/test_erased.py
    assert {entry.kind for entry in FULL} == set(Kind) - elsewhere
    log = full_log()
    assert said(log, NOW).misfits == ()


FIELDS = [(place, field) for place, entry in enumerate(FULL) for field in entry.body]


@pytest.mark.parametrize(("place_", "field"), FIELDS)
@settings(max_examples=12)
@given(junk=JUNK, now=st.sampled_from([NOW, local("2026-03-02 10:02"), local("2026-03-05 09:00")]))
def test_any_field_may_hold_junk(place_: int, field: str, junk: object, now: datetime) -> None:
    log = full_log()
    entry = log.entries[place_]
    log.entries[place_] = _with_body(entry, {**entry.body, field: junk})
    said(log, now)


@given(st.data())
def test_any_entries_with_any_bodies_in_any_order(data: st.DataObject) -> None:
    log = full_log()
    chosen = data.draw(st.lists(st.sampled_from(FULL), max_size=12))
    names = sorted({field for entry in FULL for field in entry.body})
    bodies = [data.draw(st.dictionaries(st.sampled_from(names), JUNK, max_size=4)) for _ in chosen]
    log.entries = [FULL[0], *(_with_body(*both) for both in zip(chosen, bodies, strict=True))]
    said(log, NOW)


@given(st.lists(st.sampled_from(FULL), max_size=40), st.integers(-5, 5))
def test_any_entries_in_any_order_and_of_any_round(entries: list[Entry], round_: int) -> None:
    log = full_log()
    log.entries = [FULL[0], *entries]
    if entries:
        log.entries.append(replace(entries[0], round=round_))
    said(log, NOW)


DAY_FIELDS = ("appointment_at", "may_mail", "asked", "why", "permanent")
DAY_KINDS = (
    Kind.SHOWN,
    Kind.NO_SHOW,
    Kind.MAIL_WISH,
    Kind.EMAIL_BOUNCED,
    Kind.EMAIL_WITHDRAWN,
    Kind.EMAIL_LEFT,
)


@given(st.data())
def test_any_words_on_visits_and_mails_in_the_running_round(data: st.DataObject) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "appointment", span=90)
    asked = log.ask_email("2026-03-02 10:06")
    log.write(Kind.APPOINTMENT_SET, "2026-03-02 10:07", {"appointment_at": micros(NOW)})
    values = JUNK | st.sampled_from([asked.id, micros(NOW), True, False, "delayed"])
    for kind in data.draw(st.lists(st.sampled_from(DAY_KINDS), max_size=8)):
        body = data.draw(st.dictionaries(st.sampled_from(DAY_FIELDS), values))
        log.write(kind, "2026-03-06 18:00", body)
    said(log, data.draw(st.sampled_from([NOW - timedelta(hours=1), NOW, NOW + timedelta(hours=9)])))


def _with_body(entry: Entry, body: Mapping[str, Any]) -> Entry:
    return replace(entry, body=dict(body))


# --- stages ---


@pytest.mark.parametrize(
    ("event", "stage"),
    [
        (lambda log: None, Stage.NEW),
        # a call without an outcome is unknown
        (lambda log: log.dials("2026-03-02 10:01"), Stage.NEW),
        (lambda log: log.call("2026-03-02 10:01", span=1), Stage.TRYING),
        (lambda log: log.call("2026-03-02 10:01", "dialogue"), Stage.DIALOGUE),
        # what was said of a call that does not qualify says only that somebody tried
        (lambda log: log.call("2026-03-02 10:01", "dialogue", span=9), Stage.TRYING),
        (lambda log: log.call("2026-03-02 10:01", "appointment", span=9), Stage.TRYING),
        (lambda log: log.call("2026-03-02 10:01", "dialogue", evidence="D"), Stage.TRYING),
        (
            lambda log: log.confirm(log.call("2026-03-02 10:01", "dialogue", evidence="D")),
            Stage.DIALOGUE,
        ),
        (lambda log: log.contact("2026-03-02 10:01"), Stage.DIALOGUE),
        (lambda log: log.call("2026-03-02 10:01", "appointment"), Stage.APPOINTMENT),
        (lambda log: log.close("2026-03-02 10:01", "not reached"), Stage.NOT_REACHED),
        (lambda log: log.close("2026-03-02 10:01", "lost"), Stage.CLOSED),
    ],
)
def test_stages(event: Any, stage: Stage) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    event(log)
    assert log.standing("2026-03-02 11:00").stage is stage


def test_four_seconds_called_a_dialogue_leave_the_lead_never_called() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:01", "dialogue", span=4)
    standing = log.standing("2026-03-02 10:20")
    assert (standing.section, standing.dialogue, standing.owner) == (Section.NEVER_CALLED, False, None)
    assert str(standing.attempts[0].why) == "talked 4 s, 10 s needed"


def test_a_standing_and_its_row_know_where_the_round_began_in_the_log() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.arrives("2026-03-02 10:30", joins=True)
    assert (log.standing("2026-03-02 10:40").arrival_no, log.row("2026-03-02 10:40").sequence) == (1, 1)
    log.arrives("2026-03-20 10:00")
    assert log.row("2026-03-20 10:00").sequence == 3
    log.entries[-1] = replace(log.entries[-1], seal=None)
    assert log.row("2026-03-20 10:00").sequence == NOT_NUMBERED


def test_an_attempt_keeps_the_verdict_and_the_reason_of_its_day() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:01", span=7)
    log.call("2026-03-02 10:03", qualified="no")
    attempts = log.standing("2026-03-02 11:00").attempts
    assert [str(one.why) for one in attempts] == ["rang 7 s, 15 s needed", "qualified"]
    assert not any(one.qualified for one in attempts)
