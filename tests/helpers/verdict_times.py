"""Twins about moments: how far apart, on which days, in which parts of the day, by which clock."""

from datetime import UTC, datetime, time, timedelta
from random import Random

from tests.helpers.verdict_tale import Tale, tale_of
from tests.helpers.verdict_twins import Twins, a_start, at_local, counted, hangs_on, idle, less, twins
from tests.helpers.verdicts import FIRST, offset_at

_NOON, _FIVE = time(12), time(17)


@hangs_on(
    "calls count",
    "abs(json_extract(other.value, '$[0]') - began) < rules.gap",
    "json_extract(other.value, '$[0]') BETWEEN began AND began + rules.gap - 1",
)
def gap_before(dice: Random) -> Twins:
    """The call after: 2 h 00 m 00 s, or a second less."""
    opens = tale_of(dice, a_start(dice))
    done = dice.randrange(1, 4)
    counted(opens, done - 1)
    opens.call()
    shut = opens.fork()
    opens.wait(FIRST.gap).call()
    shut.wait(FIRST.gap - less(dice)).call()
    return twins(opens, shut, f"call {done + 1}")


@hangs_on(
    "calls count",
    "abs(json_extract(other.value, '$[0]') - began) < rules.gap",
    "json_extract(other.value, '$[0]') BETWEEN began - rules.gap + 1 AND began",
)
def gap_after(dice: Random) -> Twins:
    """A late entry began 2 h before a call that counts, or a second less."""
    start = a_start(dice)
    opens = tale_of(dice, start + timedelta(hours=3))
    opens.call()
    opens.wait(minutes=dice.randrange(3000))
    idle(opens)
    shut = opens.fork()
    for tale, apart in ((opens, FIRST.gap), (shut, FIRST.gap - less(dice))):
        tale.confirm(tale.typed(start + timedelta(hours=3) - apart).outcome)
    return twins(opens, shut, "call 2")


@hangs_on("day . of", "WHEN days < need_days THEN", "WHEN 0 THEN")
def days(dice: Random) -> Twins:
    """The last call at midnight, or a second before."""
    opens = tale_of(dice, a_start(dice))
    need = dice.choice((2, 3))
    for _ in range(need - 2):
        opens.call()
        opens.now = at_local(opens.now, time(9, dice.randrange(60)), 1)
    opens.call()
    idle(opens)
    shut = opens.fork()
    opens.now = at_local(opens.now, time(0), 1)
    shut.now = opens.now - less(dice)
    opens.call()
    shut.call()
    return twins(opens, shut, f"days {need}")


@hangs_on("day 2 of 3", "WHEN days < need_days THEN", "WHEN 0 THEN")
def not_reached_takes_three_days(dice: Random) -> Twins:
    """Four calls in two parts, the last of them on the third day or just not."""
    start = a_start(dice)
    opens = tale_of(dice, start)
    for day, clock in ((0, time(10)), (0, _NOON), (1, time(9))):
        opens.now = at_local(start, clock, day)
        opens.call()
    shut = opens.fork()
    opens.now = at_local(start, time(0), 2)
    shut.now = opens.now - less(dice)
    opens.call()
    shut.call()
    return twins(opens, shut, dice.choice((None, "spread")))


@hangs_on("parts of the day", "WHEN parts < need_parts THEN", "WHEN 0 THEN")
def parts(dice: Random) -> Twins:
    """The last call at twelve or five, or a second before."""
    opens = tale_of(dice, a_start(dice))
    need = dice.choice((2, 3))
    hours = dice.choice(((time(10), _NOON), (_NOON, _FIVE))) if need == 2 else (time(10), _NOON, _FIVE)
    for clock in hours[:-1]:
        opens.now = at_local(opens.now, clock, 1)
        opens.call()
    idle(opens)
    shut = opens.fork()
    opens.now = at_local(opens.now, hours[-1], 1)
    shut.now = opens.now - less(dice)
    opens.call()
    shut.call()
    return twins(opens, shut, f"parts {need}")


@hangs_on("1 of 2 parts", "WHEN parts < need_parts THEN", "WHEN 0 THEN")
def not_reached_takes_two_parts(dice: Random) -> Twins:
    """Four calls on four days, the last of them in the afternoon or just not."""
    opens = tale_of(dice, a_start(dice))
    for _ in range(3):
        opens.now = at_local(opens.now, time(dice.randrange(9, 12)), 1)
        opens.call()
    shut = opens.fork()
    opens.now = at_local(opens.now, _NOON, 1)
    shut.now = opens.now - less(dice)
    opens.call()
    shut.call()
    return twins(opens, shut, dice.choice((None, "spread")))


def _by_offset(dice: Random, clock: time, template: str) -> Twins:
    """Two calls at the same moments; the dealership's offset puts the second one past `clock`, or not."""
    hour = timedelta(hours=1)
    offset = timedelta(minutes=15 * dice.randrange(-40, 44))
    shut = tale_of(dice, a_start(dice))
    wall = shut.now.replace(hour=clock.hour, minute=0, second=0, microsecond=0) + timedelta(days=2)
    second = wall - offset + timedelta(seconds=dice.choice((0, 1, 1800, 3599)))
    shut.now = second - timedelta(hours=2)
    first = shut.dial(offset=offset // timedelta(seconds=1) - 3600)
    shut.say(first)
    shut.now = second
    opens = shut.fork()
    for tale, there in ((opens, offset), (shut, offset - hour)):
        tale.say(tale.dial(offset=there // timedelta(seconds=1)))
    return twins(opens, shut, template)


@hangs_on("day 1 of 2", "(began + offset_micros) / 86400000000", "began / 86400000000")
def days_are_the_dealership_s(dice: Random) -> Twins:
    """The same call, an hour east."""
    return _by_offset(dice, time(0), "days 2")


@hangs_on("1 of 2 parts", "(began + offset_micros) % 86400000000", "began % 86400000000")
def parts_are_the_dealership_s(dice: Random) -> Twins:
    """The same call, an hour east."""
    return _by_offset(dice, dice.choice((_NOON, _FIVE)), "parts 2")


@hangs_on(
    "day 1 of 2",
    "iif(json_extract(content, '$.body.began') >= 0, json_extract(content, '$.body.began'), at)",
    "at",
)
def a_typed_call_counts_where_it_began(dice: Random) -> Twins:
    """Typed in the day after, it began after midnight or a second before."""
    opens = tale_of(dice, a_start(dice))
    opens.call()
    opens.now = at_local(opens.now, time(9), 1)
    midnight = datetime.combine(opens.now, time(0), UTC) - timedelta(seconds=offset_at(opens.now))
    idle(opens)
    shut = opens.fork()
    for tale, began in ((opens, midnight), (shut, midnight - less(dice))):
        tale.confirm(tale.typed(began).outcome)
    return twins(opens, shut, "days 2")


@hangs_on(
    "1 of 2",
    "iif(json_extract(content, '$.body.began') >= 0, json_extract(content, '$.body.began'), at)",
    "json_extract(content, '$.body.began')",
)
def no_call_began_before_1970(dice: Random) -> Twins:
    """What the log cannot mean as a moment is none: the call counts as made when it was typed in."""
    opens = tale_of(dice, a_start(dice))
    opens.call()
    opens.wait(seconds=dice.randrange(1, 7200))
    idle(opens)
    shut = opens.fork()
    first = datetime(1970, 1, 1, tzinfo=UTC)
    opens.confirm(opens.typed(first).outcome)
    shut.confirm(shut.typed(first - less(dice)).outcome)
    return twins(opens, shut, "call 2")


@hangs_on("day 1 of 2", "utc_offset * 1000000 + 86400000000", "utc_offset * 1000000")
def the_days_before_1970_are_days(dice: Random) -> Twins:
    """A call in the first hours of 1970, where it is still 1969, or is not."""
    opens = tale_of(dice, a_start(dice))
    shut = opens.fork()
    first = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(3600))
    for tale, east in ((opens, -3600), (shut, dice.choice((0, 3600)))):
        for began in (first, first + FIRST.gap):
            dial = tale.dial(evidence="D", began=began, offset=east)
            tale.confirm(tale.say(dial, qualified="if confirmed"))
    return twins(opens, shut, "days 2")


def _second_call(dice: Random) -> tuple[Tale, datetime, datetime, str]:
    """A tale with one call; when a second one opens the template, when it just does not, and the template."""
    template = dice.choice(("call 2", "days 2"))
    tale = tale_of(dice, at_local(a_start(dice), time(20)))
    tale.call()
    opens = tale.now + FIRST.gap if template == "call 2" else at_local(tale.now, time(0), 1)
    return tale, opens, opens - less(dice), template


@hangs_on("1 of 2", "iif(json_extract(content, '$.body.evidence') IS 'C', at,", "iif(0, at,")
def a_call_from_the_desk_began_as_sealed(dice: Random) -> Twins:
    """The desk's clock was wrong either way: what the shared database measured counts."""
    opens, late, early, template = _second_call(dice)
    opens.wait(seconds=dice.choice((1, 60, 7199, 7200, 100_000, 1_000_000)))
    shut = opens.fork()
    for tale, at in ((opens, late), (shut, early)):
        tale.say(tale.dial(sealed_at=at, offset=offset_at(at)))
    return twins(opens, shut, template)


@hangs_on("1 of 2", "AND back.no > own.no), at)", "AND back.no > own.no), 1 << 62)")
def no_call_began_after_its_seal(dice: Random) -> Twins:
    """Typed in, or a telephone's own event, by a clock that was ahead."""
    opens, late, early, template = _second_call(dice)
    opens.wait(days=dice.randrange(2, 9), seconds=dice.randrange(100))
    shut, evidence = opens.fork(), dice.choice("ABD")
    for tale, at in ((opens, late), (shut, early)):
        tale.say(tale.dial(evidence=evidence, sealed_at=at, offset=offset_at(at)))
    return twins(opens, shut, template)


@hangs_on("1 of 2", "iif(json_extract(content, '$.body.evidence') IS 'C', at,", "iif(1, at,")
def only_a_call_from_the_desk_began_as_sealed(dice: Random) -> Twins:
    """Any other began when it says, however late it was sealed."""
    opens, late, early, template = _second_call(dice)
    sealed_at = late + timedelta(hours=dice.randrange(1, 99))
    shut, evidence = opens.fork(), dice.choice("ABD")
    for tale, at in ((opens, late), (shut, early)):
        tale.now = dice.choice((at, sealed_at)) if evidence == "D" else at
        tale.say(tale.dial(evidence=evidence, began=at, sealed_at=sealed_at, offset=offset_at(at)))
        tale.now = sealed_at
    return twins(opens, shut, template)


@hangs_on("1 of 2", "SELECT min(back.at) FROM sealed AS back", "SELECT NULL FROM sealed AS back")
def a_call_dated_ahead_counts_at_the_correction(dice: Random) -> Twins:
    """The clock is set back to 2 h after the call before, or to a second less."""
    opens = tale_of(dice, a_start(dice))
    begun = opens.now
    opens.call()
    opens.wait(days=dice.randrange(1, 9)).call()
    shut = opens.fork()
    opens.set_back(begun + FIRST.gap)
    shut.set_back(begun + FIRST.gap - less(dice))
    return twins(opens, shut, "call 2")


@hangs_on("1 of 2", "AND back.no > own.no", "")
def only_a_later_correction_dates_back(dice: Random) -> Twins:
    """The call comes after the correction, or before it."""
    opens = tale_of(dice, a_start(dice))
    begun = opens.now
    opens.call()
    opens.wait(FIRST.gap)
    shut = opens.fork()
    opens.set_back(begun + timedelta(seconds=dice.randrange(1, 7199)))
    back = opens.now
    opens.now = begun + FIRST.gap
    opens.call()
    shut.call()
    shut.set_back(back)
    return twins(opens, shut, "call 2")
