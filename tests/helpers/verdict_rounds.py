"""Twins about what a round is, what closes a lead, and which policy is in force."""

from datetime import time, timedelta
from random import Random

from tests.helpers.verdict_tale import Tale, tale_of
from tests.helpers.verdict_twins import Twins, a_start, at_local, case, counted, hangs_on, idle, less, twins
from tests.helpers.verdicts import ANN, BEN, CEM, FIRST, SECOND, Line

_CLOSED = "WHEN is_closed THEN RAISE(ABORT, 'refused: the lead is closed')"


def _open(dice: Random) -> tuple[Tale, str]:
    """A tale in which a template is open."""
    tale = tale_of(dice, a_start(dice))
    done = dice.randrange(1, 4)
    counted(tale, done)
    return tale, f"call {done}"


def _closing(tale: Tale, by: str = ANN) -> Line:
    """Somebody closes the lead; after enough calls it may be `not reached`."""
    return tale.close(tale.dice.choice(("lost", "sold", "spam", "duplicate", "do not call")), by=by)


# Rounds


@hangs_on("not the running round", "WHEN round <> running THEN", "WHEN 0 THEN")
def only_the_running_round_asks(dice: Random) -> Twins:
    """Enough calls in both rounds; the one before is over."""
    tale, template = _open(dice)
    tale.arrive_anew()
    counted(tale, 3)
    return Twins(case(tale, template), case(tale, template, tale.round - 1))


@hangs_on("calls count", "may_count AND dial.round = asked.round", "may_count")
def a_new_round_begins_at_nought(dice: Random) -> Twins:
    """The arrival joins the running round, or begins the next."""
    opens, template = _open(dice)
    shut = opens.fork()
    opens.arrive()
    shut.arrive_anew()
    return twins(opens, shut, template)


@hangs_on("no dialogue", "AND dial.round = own.round", "")
def an_outcome_is_of_its_call_s_round(dice: Random) -> Twins:
    """Said in another round than the one in which the call was begun, it is kept and says nothing."""
    opens = tale_of(dice, a_start(dice))
    counted(opens, dice.randrange(2))
    shut = opens.fork()
    too_late = dice.random() < 0.5
    before = shut.dial() if too_late else None
    shut.arrive_anew()
    opens.arrive_anew()
    opens.say(opens.dial(id=before.id if before else None), "dialogue")
    shut.say(before or shut.dial(), "dialogue", round=shut.round if too_late else shut.round - 1)
    return twins(opens, shut, "talk")


# Closings


@hangs_on("the lead is closed", _CLOSED, "WHEN 0 THEN 0")
def a_closed_lead_opens_nothing(dice: Random) -> Twins:
    """Closed, by one word or the other."""
    opens, template = _open(dice)
    opens.except_()
    shut = opens.fork()
    opens.note()
    _closing(shut)
    return twins(opens, shut, template)


@hangs_on("the lead is closed", "('closed', 'not reached') AND own", "('closed') AND own")
def not_reached_closes(dice: Random) -> Twins:
    """After it nothing opens, nor may it be said again."""
    opens = tale_of(dice, a_start(dice))
    for hours in (3, 21, 24, 2):
        opens.call()
        opens.wait(hours=hours)
    opens.now = at_local(opens.now, time(15), 1)
    opens.call()
    shut = opens.fork()
    opens.note()
    shut.write("not reached")
    return twins(opens, shut, dice.choice((None, "spread", "call 1")))


@hangs_on("the lead is closed", "WHEN what = 'reopened' THEN NULL", "WHEN 0 THEN NULL")
def a_closed_lead_is_reopened(dice: Random) -> Twins:
    """Opened again, or only written about."""
    opens, template = _open(dice)
    closing = _closing(opens)
    if dice.random() < 0.3:
        opens.confirm(closing)
    shut = opens.fork()
    opens.reopen(by=dice.choice((ANN, BEN)))
    shut.note()
    return twins(opens, shut, template)


@hangs_on(
    "the lead is closed",
    "WHEN what = 'sent back' AND entry = closing AND NOT sure THEN NULL",
    "WHEN 0 THEN NULL",
)
def a_closing_is_sent_back_by_another(dice: Random) -> Twins:
    """Not by who closed."""
    opens, template = _open(dice)
    who, other = dice.sample((ANN, BEN, CEM), 2)
    closing = _closing(opens, by=who)
    shut = opens.fork()
    opens.send_back(closing, by=other)
    shut.send_back(closing, by=who)
    return twins(opens, shut, template)


@hangs_on("the lead is closed", "AND entry = closing AND NOT sure", "AND NOT sure")
def what_is_sent_back_is_the_closing(dice: Random) -> Twins:
    """The first closing stands; a later one sent back opens nothing."""
    opens, template = _open(dice)
    first, second = _closing(opens), _closing(opens)
    shut = opens.fork()
    opens.send_back(first)
    shut.send_back(second)
    return twins(opens, shut, template)


@hangs_on("the lead is closed", "AND entry = closing AND NOT sure", "AND entry = closing")
def a_confirmed_closing_is_not_sent_back(dice: Random) -> Twins:
    """Once another person confirmed it; one's own word does not."""
    opens, template = _open(dice)
    closing = _closing(opens)
    shut = opens.fork()
    opens.confirm(closing, by=ANN)
    shut.confirm(closing, by=BEN)
    for tale in (opens, shut):
        tale.send_back(closing, by=CEM)
    return twins(opens, shut, template)


@hangs_on("the lead is closed", "WHEN what = 'closing' AND closing IS NULL THEN 0", "WHEN 0 THEN 0")
def a_confirmation_is_of_one_closing(dice: Random) -> Twins:
    """A closing after a reopening needs a word of its own. (Without the rule the second one is sure.)"""
    opens, template = _open(dice)
    closing = _closing(opens)
    opens.confirm(closing)
    opens.reopen()
    again = _closing(opens)
    shut = opens.fork()
    shut.confirm(again, by=CEM)
    for tale in (opens, shut):
        tale.send_back(again)
    return twins(opens, shut, template)


@hangs_on(
    "the lead is closed",
    "AND own.round = asked.round)\n",
    "AND own.round = asked.round - 1)\n",
)
def a_closing_is_of_its_round(dice: Random) -> Twins:
    """The new round is open, whenever the one before it was closed."""
    opens, template = _open(dice)
    opens.arrive_anew()
    counted(opens, 3)
    shut = opens.fork()
    opens.close(round=1)
    shut.close()
    return twins(opens, shut, template)


# Policies


@hangs_on(
    "of . calls", "WHERE kind = 'policy used' ORDER BY no DESC", "WHERE kind = 'policy used' ORDER BY no"
)
def the_latest_policy_asks_for_more(dice: Random) -> Twins:
    """One call, where the first policy asks for one and the second for two."""
    opens = tale_of(dice, a_start(dice))
    counted(opens, 1)
    opens.use(SECOND)
    shut = opens.fork()
    opens.use(FIRST)
    shut.use(SECOND)
    return twins(opens, shut, "call 1")


@hangs_on(
    "of . calls", "WHERE kind = 'policy used' ORDER BY no DESC", "WHERE kind = 'policy used' ORDER BY no"
)
def the_latest_policy_asks_for_less(dice: Random) -> Twins:
    """Three calls, where the first policy asks for four and the second for three."""
    opens = tale_of(dice, a_start(dice))
    counted(opens, 3)
    shut = opens.fork()
    opens.use(SECOND)
    return twins(opens, shut, "call 4")


@hangs_on("no such template", "WHEN NOT is_known", "WHEN 0")
def the_latest_policy_names_the_templates(dice: Random) -> Twins:
    """One call; the second policy has `new`, and has no `call 5`."""
    template = dice.choice(("new", "call 5"))
    opens = tale_of(dice, a_start(dice), policy=FIRST if template == "new" else SECOND)
    counted(opens, 5)
    shut = opens.fork()
    opens.use(SECOND if template == "new" else FIRST)
    idle(shut)
    return twins(opens, shut, template)


@hangs_on("1 of 2", "'$.body.rules.gap') * 1000000", "'$.body.rules.gap') * 0 + 7200000000")
def the_gap_is_the_policy_s(dice: Random) -> Twins:
    """An hour in the second policy, by the second; for calls made before it as well."""
    opens = tale_of(dice, a_start(dice), policy=dice.choice((FIRST, SECOND)))
    opens.call()
    shut = opens.fork()
    opens.wait(SECOND.gap).call()
    shut.wait(SECOND.gap - less(dice)).call()
    for tale in (opens, shut):
        tale.use(SECOND)
    return twins(opens, shut, "call 2")


@hangs_on("1 of 2 parts", "'$.body.rules.parts')", "'$.body.rules.no such parts')")
def the_parts_are_the_policy_s(dice: Random) -> Twins:
    """Ten, one and six o'clock in the second policy."""
    opens = tale_of(dice, a_start(dice), policy=dice.choice((FIRST, SECOND)))
    before, begins = dice.choice(((time(8), time(10)), (time(10), time(13)), (time(13), time(18))))
    opens.now = at_local(opens.now, before, 1)
    opens.call()
    shut = opens.fork()
    opens.now = at_local(opens.now, begins, 1)
    shut.now = opens.now - less(dice)
    for tale in (opens, shut):
        tale.call()
        tale.wait(timedelta(seconds=1)).use(SECOND)
    return twins(opens, shut, "parts 2")
