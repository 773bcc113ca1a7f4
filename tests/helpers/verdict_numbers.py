"""Twins about the lead's numbers: impossible, dead, unknown."""

from datetime import timedelta
from random import Random

from tests.helpers.verdict_tale import number, tale_of
from tests.helpers.verdict_twins import Twins, a_start, counted, hangs_on, idle, less, twins, waiting

_DEAD_APART = timedelta(hours=2)


@hangs_on("calls count", "json_extract(number.value, '$.possible')", "0")
def an_impossible_number_is_none(dice: Random) -> Twins:
    """The only number is possible or not, in an arrival or an edit."""
    opens = waiting(dice)
    shut = opens.fork()
    edits = dice.random() < 0.5
    for tale, possible in ((opens, False), (shut, True)):
        (tale.edit if edits else tale.arrive)(number(possible=possible))
    return twins(opens, shut, "call 5")


@hangs_on(
    "calls count",
    "WHERE kind IN ('arrival', 'details edited') ORDER BY no DESC",
    "WHERE kind IN ('arrival', 'details edited') ORDER BY no",
)
def the_latest_details_hold(dice: Random) -> Twins:
    """No number any more, or one again."""
    opens = waiting(dice)
    opens.edit(number())
    opens.arrive(number(possible=False))
    shut = opens.fork()
    shut.edit(number(possible=False), number("n2"))
    idle(opens)
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "max(began) - min(began) >= 7200000000", "1")
def a_number_is_found_dead_twice(dice: Random) -> Twins:
    """Two hours apart, or a second less."""
    opens = tale_of(dice, a_start(dice))
    counted(opens, dice.randrange(2))
    flags = dice.choices(("dead number", "wrong number"), k=2)
    opens.call(flags[0], qualified="no")
    shut = opens.fork()
    opens.wait(_DEAD_APART).call(flags[1], qualified="no")
    shut.wait(_DEAD_APART - less(dice)).call(flags[1], qualified="no")
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "WHERE flag IN ('wrong number', 'dead number')", "WHERE 1")
def dead_is_what_outcomes_call_dead(dice: Random) -> Twins:
    """Dead or wrong, or merely engaged."""
    opens = waiting(dice)
    opens.call("dead number", qualified="no")
    opens.wait(_DEAD_APART)
    shut = opens.fork()
    opens.call(dice.choice(("dead number", "wrong number")), qualified="no")
    shut.call(dice.choice(("engaged", "voicemail", "Dead number", "dead")), qualified="no")
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "THEN json_remove(standing, path)", "THEN standing")
def a_find_is_taken_back(dice: Random) -> Twins:
    """One of the two outcomes was withdrawn, or another call's."""
    opens = waiting(dice)
    finds = [opens.call("dead number", qualified="no")]
    opens.wait(_DEAD_APART)
    finds.append(opens.call("dead number", qualified="no"))
    other = opens.call("engaged", qualified="no")
    shut = opens.fork()
    opens.withdraw(other)
    shut.withdraw(dice.choice(finds))
    return twins(opens, shut, "call 5")


@hangs_on(
    "calls count",
    "json_extract(number.value, '$.ref') NOT IN (SELECT number FROM dead WHERE number IS NOT NULL)",
    "NOT EXISTS (SELECT 1 FROM dead)",
)
def one_number_left_is_enough(dice: Random) -> Twins:
    """Of two numbers both are dead, or one."""
    opens = tale_of(dice, a_start(dice), number("n1"), number("n2"))
    for ref in ("n1", "n2", "n1"):
        opens.call("dead number", number=ref, qualified="no")
        opens.wait(_DEAD_APART)
    shut = opens.fork()
    opens.call("wrong number", number="n2", qualified="no")
    shut.call("wrong number", number="n1", qualified="no")
    return twins(opens, shut, "call 5")


@hangs_on(
    "calls count",
    "JOIN own ON own.id = one.value JOIN dial",
    "JOIN own ON own.id = one.value AND own.round = (SELECT round FROM asked) JOIN dial",
)
def a_dead_number_stays_dead(dice: Random) -> Twins:
    """In the next round as well, unless that brings another number. (Without the rule it rises again.)"""
    opens = waiting(dice)
    for _ in range(2):
        opens.call("dead number", qualified="no")
        opens.wait(_DEAD_APART)
    shut = opens.fork()
    opens.arrive_anew()
    shut.arrive_anew(number("n2"))
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "grade IS NOT 'unreadable' AND NOT EXISTS", "NOT EXISTS")
def an_unread_mail_has_no_dead_number(dice: Random) -> Twins:
    """Its numbers are unknown, not none; a partial one has none."""
    start = a_start(dice)
    impossible = [number(possible=False)] * dice.randrange(2)
    grades = (dice.choice(("partial", "repaired", "ok")), "unreadable")
    opens, shut = (tale_of(dice, start, grade=grade) for grade in grades)
    for tale, grade in ((opens, grades[0]), (shut, grades[1])):
        tale.arrive(*impossible or (number(possible=False),), grade=grade)
        tale.call(qualified="no")
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "iif(kind = 'arrival', json_extract(content, '$.body.grade'), NULL)", "'unreadable'")
def an_edit_puts_an_unread_mail_right(dice: Random) -> Twins:
    """Whatever an edit says of itself, it is no unread mail."""
    opens = tale_of(dice, a_start(dice), grade="unreadable")
    shut = opens.fork()
    opens.edit(**dice.choice(({}, {"grade": "unreadable"})))
    shut.note()
    return twins(opens, shut, "call 5")
