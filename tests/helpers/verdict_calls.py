"""Twins about calls: how many count, and which."""

from datetime import time
from random import Random

from tests.helpers.verdict_tale import Made, Tale, tale_of
from tests.helpers.verdict_twins import Twins, a_start, at_local, case, counted, hangs_on, twins
from tests.helpers.verdicts import ANN, FIRST, OTHER_LEAD


def _before_the_last(dice: Random) -> tuple[Tale, str]:
    """A tale that lacks one counted call, which may be made now; and the template that waits for it."""
    tale = tale_of(dice, a_start(dice))
    done = dice.randrange(4)
    counted(tale, done)
    return tale, f"call {done + 1}"


@hangs_on("calls count", "WHEN calls < need_calls THEN", "WHEN 0 THEN")
def number_of_calls(dice: Random) -> Twins:
    """The last call that the template needs is there or not."""
    shut, template = _before_the_last(dice)
    opens = shut.fork()
    opens.call()
    shut.note()
    return twins(opens, shut, template)


@hangs_on("3 of 4 calls", "WHEN calls < need_calls THEN", "WHEN 0 THEN")
def not_reached_takes_four_calls(dice: Random) -> Twins:
    """Days and parts are there already."""
    start = a_start(dice)
    shut = tale_of(dice, start)
    for day, clock in ((0, time(10)), (1, time(12)), (2, time(9))):
        shut.now = at_local(start, clock, day)
        shut.call()
    shut.wait(FIRST.gap)
    opens = shut.fork()
    opens.call()
    return twins(opens, shut, dice.choice((None, "spread")))


@hangs_on("calls count", "json_extract(own.content, '$.body.qualified') IS 'yes'", "1")
def only_what_qualifies_counts(dice: Random) -> Twins:
    """As judged when it was written."""
    opens, template = _before_the_last(dice)
    shut = opens.fork()
    opens.call()
    shut.call(qualified=dice.choice(("no", "if confirmed")))
    return twins(opens, shut, template)


@hangs_on("calls count", "json_extract(named.content, '$.body.qualified') IS 'if confirmed'", "1")
def only_what_waits_is_confirmed(dice: Random) -> Twins:
    """A second person's word makes no call of one that does not qualify."""
    opens, template = _before_the_last(dice)
    shut = opens.fork()
    for tale, qualified in ((opens, "if confirmed"), (shut, "no")):
        tale.confirm(tale.call(qualified=qualified).outcome)
    return twins(opens, shut, template)


@hangs_on(
    "calls count",
    "json_extract(own.content, '$.body.qualified') IS 'yes'",
    "json_extract(own.content, '$.body.qualified') IS NOT 'no'",
)
def a_typed_call_waits_for_its_confirmation(dice: Random) -> Twins:
    """The confirmation names the outcome; naming the dial, another line or nothing is none."""
    opens, template = _before_the_last(dice)
    call = opens.typed(opens.now)
    shut = opens.fork()
    opens.confirm(call.outcome)
    shut.confirm(dice.choice((call.dial, shut.lines[1], None)))
    return twins(opens, shut, template)


@hangs_on("calls count", "AND named.agent <> own.agent", "")
def nobody_confirms_their_own(dice: Random) -> Twins:
    """The same word by another person and by oneself."""
    opens, template = _before_the_last(dice)
    call = opens.typed(opens.now)
    shut = opens.fork()
    opens.confirm(call.outcome)
    shut.confirm(call.outcome, by=ANN)
    return twins(opens, shut, template)


@hangs_on(
    "calls count",
    "THEN json_remove(counted, path)",
    "THEN counted",
)
def a_withdrawn_call_does_not_count(dice: Random) -> Twins:
    """The withdrawal names the outcome that stands, or another one."""
    opens, template = _before_the_last(dice)
    call = opens.call()
    shut = opens.fork()
    opens.withdraw(call, dice.choice((opens.new_id(), call.dial.id, 0, "0", "")))
    shut.withdraw(call)
    return twins(opens, shut, template)


@hangs_on(
    "calls count",
    "AND json_type(standing, path) = 'text'\n                AND json_extract(standing, path) = entry",
    "",
)
def a_withdrawal_names_the_outcome(dice: Random) -> Twins:
    """Naming another one it takes nothing back, so that a second outcome comes too late."""
    opens, template = _before_the_last(dice)
    call = opens.call(qualified="no")
    shut = opens.fork()
    opens.withdraw(call)
    shut.withdraw(call, dice.choice((shut.new_id(), call.dial.id, 0)))
    for tale in (opens, shut):
        tale.say(call.dial)
    return twins(opens, shut, template)


@hangs_on("calls count", "AND json_extract(standing, path) IS NULL", "")
def the_first_outcome_stands(dice: Random) -> Twins:
    """A second one counts only once the first was taken back."""
    opens, template = _before_the_last(dice)
    call = opens.call(qualified="no")
    shut = opens.fork()
    opens.withdraw(call)
    shut.note()
    for tale in (opens, shut):
        tale.say(call.dial)
    return twins(opens, shut, template)


@hangs_on("0 of 1", "THEN json_remove(counted, path)", "THEN counted")
def a_place_set_free_serves_later_ones(dice: Random) -> Twins:
    """A call within the gap counts where the one before was taken back first."""
    opens = tale_of(dice, a_start(dice))
    taken = opens.call()
    near = opens.wait(seconds=dice.randrange(1, 7200)).dial()
    shut = opens.fork()
    opens.withdraw(taken)
    opens.say(near)
    shut.say(near)
    shut.withdraw(taken)
    return twins(opens, shut, "call 1")


@hangs_on("calls count", "THEN json_insert(standing, path, 0)", "THEN standing")
def what_was_not_dialled_does_not_count(dice: Random) -> Twins:
    """`not dialled` names the call, or another one that waits."""
    opens, template = _before_the_last(dice)
    other, dial = opens.dial(), opens.dial()
    shut = opens.fork()
    opens.write("not dialled", {"attempt": other.id})
    shut.write("not dialled", {"attempt": dial.id})
    if dice.random() < 0.5:  # a withdrawal cannot bring it back
        for tale in (opens, shut):
            tale.withdraw(Made(dial), dice.choice((0, "0", dial.id)))
    for tale in (opens, shut):
        tale.say(dial)
    return twins(opens, shut, template)


@hangs_on("calls count", "AND dial.no < own.no", "")
def an_outcome_follows_its_dial(dice: Random) -> Twins:
    """What is said of a call that is not begun yet is kept and says nothing."""
    opens, template = _before_the_last(dice)
    shut = opens.fork()
    attempt = opens.new_id()
    opens.say(opens.dial(id=attempt))
    shut.say(attempt)
    shut.dial(id=attempt)
    return twins(opens, shut, template)


@hangs_on("calls count", "ON s.lead = asked.lead", "")
def calls_are_the_lead_s(dice: Random) -> Twins:
    """A call to another lead opens nothing here."""
    opens, template = _before_the_last(dice)
    opens.arrive(lead=OTHER_LEAD)
    shut = opens.fork()
    opens.call()
    shut.round = 1
    shut.call(lead=OTHER_LEAD)
    return twins(opens, shut, template)


@hangs_on("no such template", "WHEN NOT is_known", "WHEN 0")
def only_known_templates_open(dice: Random) -> Twins:
    """A letter, a blank or a case makes another name."""
    tale = tale_of(dice, a_start(dice))
    counted(tale, 5)
    name = dice.choice(("call 1", "call 5", "parts 2"))
    if name == "parts 2":
        for clock in (time(9), time(15)):
            tale.now = at_local(tale.now, clock, 1)
            tale.call()
    other = dice.choice((name.title(), f"{name} ", f" {name}", name[:-1], "", "none such", "call%", "new"))
    return Twins(case(tale, name), case(tale, other))
