"""Twins about what opens beside calls: dialogue, appointment, exceptions."""

from random import Random

from tests.helpers.verdict_tale import Tale
from tests.helpers.verdict_twins import Twins, case, hangs_on, numberless, twins, waiting
from tests.helpers.verdicts import ANN, BEN, CEM, OTHER_LEAD

_REASONS = ("email only", "do not call", "owed an answer")


# Dialogue and appointment


def _flag(dice: Random, flag: str) -> tuple[Tale, Tale]:
    """The flag of a qualified outcome that stands, and another flag or the same one taken back."""
    opens = waiting(dice)
    shut = opens.fork()
    opens.call(flag)
    if dice.random() < 0.5:
        shut.withdraw(shut.call(flag))
    else:
        shut.call(dice.choice(("reached", "voicemail", flag.upper(), f"{flag} ")))
    return opens, shut


@hangs_on("no dialogue", "WHEN need_dialogue AND NOT dialogue", "WHEN 0")
def a_dialogue_stands(dice: Random) -> Twins:
    """In the flags of an outcome."""
    return twins(*_flag(dice, "dialogue"), "talk")


@hangs_on("no appointment", "WHEN need_appointment AND NOT appointment", "WHEN 0")
def an_appointment_stands(dice: Random) -> Twins:
    """In the flags of an outcome."""
    return twins(*_flag(dice, "appointment"), "visit")


def _qualified_or_not(dice: Random, flag: str) -> tuple[Tale, Tale]:
    """The same flag of a qualified call, and of one that is not; near another call or not."""
    opens = waiting(dice)
    if dice.random() < 0.5:
        opens.call()  # the gap keeps the next one out of the count, not out of what was said in it
    shut = opens.fork()
    opens.call("reached", flag)
    shut.call("reached", flag, qualified=dice.choice(("no", "if confirmed")))
    return opens, shut


@hangs_on("no dialogue", "flag = 'dialogue' AND is_qualified", "flag = 'dialogue'")
def a_dialogue_is_of_a_qualified_call(dice: Random) -> Twins:
    """Four seconds are no dialogue, whatever was said of them."""
    return twins(*_qualified_or_not(dice, "dialogue"), "talk")


@hangs_on("no appointment", "flag = 'appointment' AND is_qualified", "flag = 'appointment'")
def an_appointment_is_of_a_qualified_call(dice: Random) -> Twins:
    """Nobody makes an appointment in four seconds."""
    return twins(*_qualified_or_not(dice, "appointment"), "visit")


_CONFIRMED = "AND what IN ('outcome', 'confirmed'))"


@hangs_on("no (dialogue|appointment)", _CONFIRMED, "AND what = 'outcome')")
def a_typed_dialogue_waits_for_its_confirmation(dice: Random) -> Twins:
    """The confirmation by another person opens what was said; one's own, or of another line, does not."""
    opens = waiting(dice)
    flag, template = dice.choice((("dialogue", "talk"), ("appointment", "visit")))
    call = opens.typed(opens.now, flag)
    shut = opens.fork()
    opens.confirm(call.outcome)
    how = dice.choice(("not yet", "own", "dial"))
    if how == "own":
        shut.confirm(call.outcome, by=ANN)
    elif how == "dial":
        shut.confirm(call.dial)
    return twins(opens, shut, template)


@hangs_on("no (dialogue|appointment)", _CONFIRMED, ")")
def what_is_sent_back_is_not_confirmed(dice: Random) -> Twins:
    """Another person's yes, or their no."""
    opens = waiting(dice)
    flag, template = dice.choice((("dialogue", "talk"), ("appointment", "visit")))
    call = opens.typed(opens.now, flag)
    shut = opens.fork()
    opens.confirm(call.outcome)
    shut.send_back(call.outcome)
    return twins(opens, shut, template)


@hangs_on("no (dialogue|appointment)", "THEN json_remove(standing, path)", "THEN standing")
def a_confirmed_dialogue_is_taken_back(dice: Random) -> Twins:
    """The withdrawal names the confirmed outcome, or another one."""
    opens = waiting(dice)
    flag, template = dice.choice((("dialogue", "talk"), ("appointment", "visit")))
    call = opens.typed(opens.now, flag)
    opens.confirm(call.outcome)
    shut = opens.fork()
    opens.withdraw(call, opens.new_id())
    shut.withdraw(call)
    return twins(opens, shut, template)


@hangs_on("no dialogue", "event.entry = own.id AND", "")
def a_confirmation_is_of_its_outcome(dice: Random) -> Twins:
    """What is said anew of the same call is not confirmed by the word for what was taken back."""
    opens = waiting(dice)
    call = opens.typed(opens.now, "dialogue")
    opens.confirm(call.outcome)
    opens.withdraw(call)
    said = opens.say(call.dial, "dialogue", qualified="if confirmed")
    shut = opens.fork()
    opens.confirm(said)
    shut.confirm(call.outcome)
    return twins(opens, shut, "talk")


@hangs_on("no dialogue", "AND event.no >= own.no", "")
def a_confirmation_comes_after_its_outcome(dice: Random) -> Twins:
    """Nobody confirms what was not yet said."""
    opens = waiting(dice)
    shut, said = opens.fork(), opens.new_id()
    for tale in (opens, shut):
        dial = tale.dial(evidence="D")
        if tale is shut:
            tale.write("confirmed", {"entry": said}, by=BEN)
        tale.say(dial, "dialogue", qualified="if confirmed", id=said)
        if tale is opens:
            tale.write("confirmed", {"entry": said}, by=BEN)
    return twins(opens, shut, "talk")


@hangs_on("no dialogue", "AND json_type(content, '$.body.dialogue') = 'true'", "")
def a_contact_is_a_dialogue(dice: Random) -> Twins:
    """Two-sided or not."""
    opens = waiting(dice)
    shut = opens.fork()
    opens.contact(dialogue=True)
    shut.contact(dialogue=False)
    return twins(opens, shut, "talk")


@hangs_on("no dialogue", "kind = 'contact received' AND round = asked.round", "kind = 'contact received'")
def a_contact_is_of_its_round(dice: Random) -> Twins:
    """Before the new round or in it."""
    opens = waiting(dice)
    shut = opens.fork()
    shut.contact()
    opens.arrive_anew()
    shut.arrive_anew()
    opens.contact()
    return twins(opens, shut, "talk")


@hangs_on("no dialogue", "may_count AND dial.round = asked.round", "may_count")
def a_flag_is_of_its_round(dice: Random) -> Twins:
    """The dialogue was in the running round, or before it."""
    opens = waiting(dice)
    opens.call("dialogue")
    shut = opens.fork()
    opens.arrive()
    shut.arrive_anew()
    return twins(opens, shut, "talk")


@hangs_on(
    "no appointment",
    "EXISTS (SELECT 1 FROM own WHERE kind = 'appointment set'",
    "EXISTS (SELECT 1 FROM own WHERE 1",
)
def an_appointment_is_set(dice: Random) -> Twins:
    """By an entry of its own, and by no other entry."""
    opens = waiting(dice)
    shut = opens.fork()
    opens.write("appointment set", {"appointment_at": 0})
    shut.write(dice.choice(("callback set", "note")), {"appointment_at": 0, "promised_at": 0})
    return twins(opens, shut, "visit")


@hangs_on(
    "no appointment",
    "kind = 'appointment set'\n                AND round = asked.round",
    "kind = 'appointment set'",
)
def an_appointment_is_of_its_round(dice: Random) -> Twins:
    """Set before the new round or in it."""
    opens = waiting(dice)
    shut = opens.fork()
    shut.write("appointment set", {"appointment_at": 0})
    opens.arrive_anew()
    shut.arrive_anew()
    opens.write("appointment set", {"appointment_at": 0})
    return twins(opens, shut, "visit")


@hangs_on("no dialogue", "WHEN need_dialogue AND NOT dialogue", "WHEN 0")
def each_need_is_needed(dice: Random) -> Twins:
    """A template that asks for all: calls and appointment are there, the dialogue is or is not."""
    opens = waiting(dice)
    opens.call("appointment")
    shut = opens.fork()
    opens.call("dialogue")
    shut.call("dialogue", qualified="no")
    return twins(opens, shut, "all")


# Exceptions


@hangs_on("calls count", "WHERE exception.kind = 'exception'", "WHERE 1")
def an_exception_opens(dice: Random) -> Twins:
    """By an entry of its own kind."""
    opens = waiting(dice)
    shut = opens.fork()
    opens.except_(dice.choice(_REASONS))
    shut.note()
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "WHERE back.kind = 'sent back'", "WHERE 0")
def an_exception_is_sent_back(dice: Random) -> Twins:
    """What is sent back is the exception, or another entry."""
    opens = waiting(dice)
    exception = opens.except_(dice.choice(_REASONS), by=dice.choice((ANN, CEM)))
    if dice.random() < 0.3:
        opens.confirm(exception)
    shut = opens.fork()
    opens.send_back(dice.choice((opens.lines[1], None)))
    shut.send_back(exception)
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "AND back.agent <> exception.agent", "AND back.agent = exception.agent")
def nobody_sends_back_their_own(dice: Random) -> Twins:
    """One's own word leaves the exception as it is; another's closes it."""
    opens = waiting(dice)
    who, other = dice.sample((ANN, BEN, CEM), 2)
    exception = opens.except_(by=who)
    shut = opens.fork()
    opens.send_back(exception, by=who)
    shut.send_back(exception, by=other)
    return twins(opens, shut, "call 5")


@hangs_on(
    "calls count",
    "AND json_extract(back.content, '$.body.entry') = exception.id",
    "AND json_extract(back.content, '$.body.entry') = exception.id AND 0",
)
def another_exception_stands_by_itself(dice: Random) -> Twins:
    """One of two was sent back, or both."""
    opens = waiting(dice)
    first, second = opens.except_("email only"), opens.except_("owed an answer")
    opens.send_back(first)
    shut = opens.fork()
    shut.send_back(second)
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "AND exception.round = asked.round", "")
def an_exception_is_of_its_round(dice: Random) -> Twins:
    """The arrival after it joins the round, or begins the next."""
    opens = waiting(dice)
    opens.except_(dice.choice(_REASONS))
    shut = opens.fork()
    opens.arrive()
    shut.arrive_anew()
    return twins(opens, shut, "call 5")


@hangs_on(
    "calls count",
    "asked.kind = 'email asked' AND (EXISTS (",
    "(EXISTS (",
)
def no_way_past_makes_unreachable(dice: Random) -> Twins:
    """An exception, or no number at all, opens email, and not `not reached`."""
    if dice.random() < 0.5:
        tale = waiting(dice)
        tale.except_(dice.choice(_REASONS))
    else:
        tale = numberless(dice)
    return Twins(case(tale, "spread"), case(tale, None))


@hangs_on("calls count", "ON s.lead = asked.lead", "")
def an_exception_is_the_lead_s(dice: Random) -> Twins:
    """One of another lead opens nothing here."""
    opens = waiting(dice)
    opens.arrive(lead=OTHER_LEAD)
    shut = opens.fork()
    opens.except_()
    shut.except_(lead=OTHER_LEAD)
    return twins(opens, shut, "call 5")


@hangs_on(
    "the lead is closed", "WHEN is_closed THEN RAISE(ABORT, 'refused: the lead is closed')", "WHEN 0 THEN 0"
)
def no_way_past_a_closing(dice: Random) -> Twins:
    """Neither an exception nor a missing number opens a closed lead."""
    if dice.random() < 0.5:
        opens = waiting(dice)
        opens.except_()
    else:
        opens = numberless(dice)
    shut = opens.fork()
    shut.close()
    return twins(opens, shut, "call 5")
