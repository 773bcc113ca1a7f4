"""Stories fitted together: who is busy, and what must come after what."""

from datetime import UTC, datetime, timedelta

from bdc_desk.demo.enquiries import enquiry, london
from bdc_desk.demo.people import Agent
from bdc_desk.demo.script import Script

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def times(script: Script) -> list[tuple[datetime, Agent, str]]:
    return [(at, who, key) for at, who, key, _ in script.timetable()]


def test_moments_only_rise() -> None:
    script = Script("seed")
    script.story(enquiry("B", london(2), source="b"), NOON).call(Agent.ANA, NOON + MINUTE, "no answer")
    script.story(enquiry("A", london(1), source="a"), NOON - MINUTE).call(Agent.CY, NOON, "no answer")
    moments = [at for at, _, _ in times(script)]
    assert moments == sorted(moments)
    assert len(moments) == 8


def test_two_calls_of_one_person_come_one_after_the_other() -> None:
    script = Script("seed")
    for name in "ab":
        script.story(enquiry(name, london(1), source=name), NOON).call(
            Agent.ANA, NOON + MINUTE, "no answer", 30
        )
    keys = [key for _, _, key in times(script)[2:]]
    assert keys == ["<a.a@demo.example.test>"] * 3 + ["<b.b@demo.example.test>"] * 3


def test_two_persons_may_call_at_once() -> None:
    script = Script("seed")
    for name, who in (("a", Agent.ANA), ("b", Agent.CY)):
        script.story(enquiry(name, london(1), source=name), NOON).call(who, NOON + MINUTE, "no answer", 30)
    assert [at for at, _, _ in times(script)].count(NOON + MINUTE) == 2


def test_an_enquiry_arrives_while_everybody_is_on_the_phone() -> None:
    script = Script("seed")
    script.story(enquiry("a", london(1), source="a"), NOON).call(Agent.ANA, NOON + MINUTE, "dialogue", 300)
    script.story(enquiry("b", london(2), source="b"), NOON + 2 * MINUTE)
    assert (NOON + 2 * MINUTE, Agent.ANA, "<b.b@demo.example.test>") in times(script)


def test_what_was_meant_earlier_than_the_act_before_waits_for_it() -> None:
    script = Script("seed")
    story = script.story(enquiry("a", london(1), source="a"), NOON)
    story.call(Agent.ANA, NOON + 5 * MINUTE, "dialogue", 120).note(Agent.CY, NOON + MINUTE, "too early")
    assert times(script)[-1][:2] == (NOON + 7 * MINUTE + timedelta(seconds=14), Agent.CY)


def test_the_parts_of_a_late_call_keep_their_distances() -> None:
    script = Script("seed")
    script.story(enquiry("a", london(1), source="a"), NOON).call(Agent.ANA, NOON + MINUTE, "dialogue", 300)
    script.story(enquiry("b", london(2), source="b"), NOON).call(
        Agent.ANA, NOON + 2 * MINUTE, "no answer", 20
    )
    began, ended, told = [at for at, _, key in times(script) if key.startswith("<b.")][1:]
    assert began == NOON + MINUTE + timedelta(seconds=325)
    assert (ended - began, told - began) == (timedelta(seconds=20), timedelta(seconds=33))
