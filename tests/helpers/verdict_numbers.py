"""Twins about the lead's numbers: impossible, dead, unknown."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from tests.helpers.verdict_tale import Tale, number, tale_of
from tests.helpers.verdict_twins import (
    Twins,
    a_start,
    counted,
    hangs_on,
    idle,
    less,
    numberless,
    twins,
    waiting,
)

_DEAD_APART = timedelta(hours=2)


@hangs_on("calls count", "json_extract(number.value, '$.possible')", "0")
def an_impossible_number_is_none(dice: Random) -> Twins:
    """The only number is possible or not, in an arrival or an edit."""
    opens = numberless(dice)
    shut = opens.fork()
    edits = dice.random() < 0.5
    for tale, possible in ((opens, False), (shut, True)):
        (tale.edit if edits else tale.arrive)(number(possible=possible))
    return twins(opens, shut, "call 5")


def _without(tale: Tale, way: int) -> None:
    """No number in the latest details: edited away, edited into an impossible one, or a mail without one."""
    ways: tuple[Callable[[], object], ...] = (
        tale.edit,
        lambda: tale.edit(number(possible=False)),
        lambda: tale.arrive(bare=True),
    )
    ways[way]()


@hangs_on(
    "calls count",
    "json_each(arrived.content, '$.body.numbers') AS number",
    "json_each(iif(arrived.no = (SELECT max(no) FROM own WHERE kind IN ('arrival', 'details edited')), "
    "arrived.content, '{}'), '$.body.numbers') AS number",
)
def a_number_edited_away_still_counts(dice: Random) -> Twins:
    """There never was one to dial, or there was and it was taken out. (Without the rule the latest details
    alone count.)
    """
    opens, way = numberless(dice), dice.randrange(3)
    shut = opens.fork()
    (shut.edit if dice.random() < 0.5 else shut.arrive)(number(dice.choice(("n1", "n2"))))
    idle(shut)
    for tale in (opens, shut):
        _without(tale, way)
    return twins(opens, shut, "call 5")


@hangs_on(
    "calls count",
    "SELECT value FROM json_each(told.dead) WHERE value IS NOT NULL",
    "SELECT value FROM json_each(told.dead) WHERE 0",
)
def a_dead_number_edited_away_is_dead(dice: Random) -> Twins:
    """Found dead twice two hours apart, or a second less; edited away before, between or after the finds."""
    opens = tale_of(dice, a_start(dice))
    shut, when, way = opens.fork(), dice.randrange(3), dice.randrange(3)
    for tale, apart in ((opens, _DEAD_APART), (shut, _DEAD_APART - less(dice))):
        for find in range(3):
            if find == when:
                _without(tale, way)
            if find < 2:
                tale.wait(apart * find).call(dice.choice(("dead number", "wrong number")), qualified="no")
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "WHERE arrived.round = asked.round AND arrived.kind", "WHERE arrived.kind")
def a_round_has_its_own_numbers(dice: Random) -> Twins:
    """The new round's enquiry brings none, or one; the last round had one, edited away or not."""
    opens = waiting(dice)
    if dice.random() < 0.5:
        opens.edit(number(dice.choice(("n1", "n2"))))
    if dice.random() < 0.5:
        _without(opens, dice.randrange(3))
    shut = opens.fork()
    impossible = (number(possible=False),) * dice.randrange(2)
    opens.arrive_anew(*impossible, bare=not impossible)
    shut.arrive_anew(number(dice.choice(("n1", "n2"))))
    return twins(opens, shut, "call 5")


@hangs_on("calls count", ">= 7200000000", ">= 0")
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


@hangs_on("calls count", "iif(flag IN ('wrong number', 'dead number'), began, NULL)", "began")
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
    "SELECT value FROM json_each(told.dead) WHERE value IS NOT NULL",
    "SELECT json_extract(number.value, '$.ref') FROM json_each(told.dead)",
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


@hangs_on("calls count", " WHERE grade IS NOT 'unreadable'", "")
def an_unread_mail_has_no_dead_number(dice: Random) -> Twins:
    """Its numbers are unknown, not none; a partial one has none."""
    grades = (dice.choice(("partial", "repaired", "ok")), "unreadable")
    opens, shut = (numberless(dice, grade) for grade in grades)
    for tale in (opens, shut):
        tale.call(qualified="no")
    return twins(opens, shut, "call 5")


@hangs_on(
    "calls count",
    "WHERE kind IN ('arrival', 'details edited') ORDER BY no DESC",
    "WHERE kind IN ('arrival', 'details edited') ORDER BY no",
)
def the_latest_mail_is_read_or_not(dice: Random) -> Twins:
    """A mail that could be read came after one that could not, or before it."""
    opens = numberless(dice, "unreadable")
    opens.arrive(bare=True, grade=dice.choice(("partial", "ok")))
    shut = opens.fork()
    idle(opens)
    shut.arrive(bare=True, grade="unreadable")
    return twins(opens, shut, "call 5")


@hangs_on("calls count", "iif(kind = 'arrival', json_extract(content, '$.body.grade'), NULL)", "'unreadable'")
def an_edit_puts_an_unread_mail_right(dice: Random) -> Twins:
    """Whatever an edit says of itself, it is no unread mail."""
    opens = numberless(dice, "unreadable")
    shut = opens.fork()
    opens.edit(*[number(possible=False)] * dice.randrange(2), **dice.choice(({}, {"grade": "unreadable"})))
    shut.note()
    return twins(opens, shut, "call 5")
