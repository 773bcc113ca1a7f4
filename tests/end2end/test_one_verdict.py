"""One verdict from all judges: engine, SQLite and PostgreSQL (design.md, One desk, many desks).

Directed twins straddle every threshold: for each rule at least 200 accepted and 200 refused for it alone, and
each rule taken out in turn is caught. Free histories look for what nobody thought of.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdc_desk.cadence.counting import Counting
from bdc_desk.cadence.gate import Gate
from bdc_desk.cadence.history import Call, History
from bdc_desk.cadence.kinds import Flag, Kind
from bdc_desk.cadence.numbers import has_number_to_dial, is_usable
from bdc_desk.cadence.policy import Policies
from tests.helpers import (  # noqa: F401 - they enter their rules
    verdict_calls,
    verdict_numbers,
    verdict_rounds,
    verdict_times,
    verdict_ways,
)
from tests.helpers.plain_log import PlainLog
from tests.helpers.postgres import NEWEST, VERSIONS, running
from tests.helpers.verdict_postgres import PostgresJudge
from tests.helpers.verdict_postgres_pieces import PIECES, READ
from tests.helpers.verdict_sqlite import GATES, SqliteJudge
from tests.helpers.verdict_stories import HAPPENS, MOVES, PICKS, START, Step, Story, a_story
from tests.helpers.verdict_tale import Tale, number, tale_of
from tests.helpers.verdict_team import forged, in_a_team
from tests.helpers.verdict_twins import RULES, Case, Rule, Twins
from tests.helpers.verdicts import TEMPLATES, EngineJudge, Judge, Line, Question, Verdict, sealed

TWINS = 200
"""Of each rule: so many accepted and so many refused for it alone."""

SOME_TWINS = 10
"""Of each rule, where a sample will do."""

STORIES = 250
"""Long stories by dice."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainLog]:
    """An empty replica with a desk, as the program makes it."""
    with closing(PlainLog.create(tmp_path_factory.mktemp("verdict") / "log.db")) as log:
        yield log


@pytest.fixture(scope="module")
def databases(source: PlainLog) -> Iterator[tuple[SqliteJudge, ...]]:
    """SQLite judging at the insert alone, and at the seal alone: each must do without the other."""
    with ExitStack() as stack:
        judges = tuple(stack.enter_context(closing(SqliteJudge(source))) for _ in GATES)
        for judge, name in zip(judges, GATES, strict=True):
            judge.take_out_gate(name)
        yield judges


@pytest.fixture(scope="module")
def shared() -> Iterator[PostgresJudge]:
    """The shared database on the newest PostgreSQL."""
    with running(NEWEST) as server, closing(PostgresJudge(server)) as judge:
        yield judge


@pytest.fixture(scope="module")
def older() -> Iterator[PostgresJudge]:
    """The shared database on the oldest PostgreSQL."""
    with running(VERSIONS[0]) as server, closing(PostgresJudge(server)) as judge:
        yield judge


def ask(judge: Judge, case: Case) -> Verdict:
    """The verdict on one case."""
    return judge.judge(case.lines, [case.question])[0]


def ask_both(judge: PostgresJudge, twins: Sequence[Twins]) -> list[tuple[Verdict, Verdict]]:
    """The verdicts on many twins, the one to accept first."""
    cases = [case for made in twins for case in (made.opens, made.shut)]
    said = [verdict for (verdict,) in judge.judge_each([(case.lines, [case.question]) for case in cases])]
    return list(zip(said[::2], said[1::2], strict=True))


def in_words(refusal: Verdict) -> str:
    """Why a database refuses, without the word with which SQLite begins."""
    return refusal.why.removeprefix("refused: ")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_all_judge_alike_where_all_hangs_on_one_rule(
    databases: tuple[SqliteJudge, ...], shared: PostgresJudge, rule: Rule
) -> None:
    dice, engine = Random(rule.name), EngineJudge()
    twins = [rule.make(dice) for _ in range(TWINS)]
    accepted = refused = 0
    for turn, (made, (here, not_here)) in enumerate(zip(twins, ask_both(shared, twins), strict=True)):
        database = databases[turn % len(databases)]
        yes, no = ask(database, made.opens), ask(database, made.shut)
        assert ask(engine, made.opens).opens, made.opens
        assert yes.opens, (yes.why, made.opens)
        assert here.opens, (here.why, made.opens)
        assert not ask(engine, made.shut).opens, made.shut
        assert not no.opens, made.shut
        assert not not_here.opens, made.shut
        assert re.search(rule.says, no.why), (no.why, made.shut)
        assert not_here.why == in_words(no), made.shut
        accepted += yes.opens
        refused += not no.opens
    assert (accepted, refused) == (TWINS, TWINS)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_an_older_postgresql_judges_alike(older: PostgresJudge, rule: Rule) -> None:
    dice = Random(rule.name)
    twins = [rule.make(dice) for _ in range(SOME_TWINS)]
    for made, (yes, no) in zip(twins, ask_both(older, twins), strict=True):
        assert yes.opens, (yes.why, made.opens)
        assert re.search(rule.says, no.why), (no.why, made.shut)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_taken_out_of_sqlite_is_caught(source: PlainLog, rule: Rule) -> None:
    dice = Random(rule.name)
    with closing(SqliteJudge(source)) as lax:
        lax.take_out(rule.piece, rule.instead)
        assert any(not right(lax, rule.make(dice)) for _ in range(TWINS)), "nobody noticed"


def test_each_rule_has_its_piece_of_postgresql_s_gate() -> None:
    assert PIECES.keys() == RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_taken_out_of_postgresql_is_caught(shared: PostgresJudge, rule: Rule) -> None:
    dice = Random(rule.name)
    with shared.without(*PIECES[rule.name]):
        some = (
            ask_both(shared, [rule.make(dice) for _ in range(SOME_TWINS)]) for _ in range(TWINS // SOME_TWINS)
        )
        assert any(not yes.opens or no.opens for said in some for yes, no in said), "nobody noticed"


def right(judge: Judge, made: Twins) -> bool:
    """Whether the judge lets one in and refuses the other."""
    return ask(judge, made.opens).opens and not ask(judge, made.shut).opens


def _no_gap(counting: Counting, gap: timedelta) -> None:
    counting._gap, counting._counted = timedelta(), {}


def _left_out(kind: Kind) -> Callable[[pytest.MonkeyPatch], None]:
    """The engine reads entries of a kind and makes nothing of them."""
    return lambda patch: patch.setitem(History._FOLDS, kind, History._nothing)


def _believed(call: Call, flag: Flag) -> bool:
    """Whatever was said of a call, long or short."""
    return flag in call.flags


def _usable_in_any_round(history: History) -> bool:
    """As if every round's numbers were the running one's."""
    entries = (*history.arrivals, *history.edits)
    return any(is_usable(history, one) for entry in entries for one in entry.body["numbers"])


ENGINE_WITHOUT: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "gap before": lambda patch: patch.setattr(Counting, "__init__", _no_gap),
    "number of calls": lambda patch: patch.setattr(Gate, "missing", lambda gate, needs: None),
    "days": lambda patch: patch.setattr(Counting, "days", lambda counting: range(9)),
    "days are the dealership s": lambda patch: patch.setattr(
        Counting, "days", lambda counting: {one.began.date() for one in counting.counted}
    ),
    "parts": lambda patch: patch.setattr(
        "bdc_desk.cadence.counting.part_of_day", lambda local, hours: bisect_left(hours, local.hour)
    ),
    "nobody confirms their own": lambda patch: patch.setattr(
        History, "_named_by_another", lambda history, entry: history.by_id.get(entry.body["entry"])
    ),
    "an exception is sent back": lambda patch: patch.setattr(
        History, "standing_exceptions", lambda history: history.round.exceptions
    ),
    "a withdrawn call does not count": lambda patch: patch.setattr(
        Counting, "withdraw", lambda counting, attempt: None
    ),
    "a find is taken back": lambda patch: patch.setattr(Call, "take_back", lambda call: None),
    "a call dated ahead counts at the correction": lambda patch: patch.setattr(
        History, "_not_after_set_backs", lambda history, moment, entry: moment
    ),
    "the latest policy asks for more": lambda patch: patch.setattr(
        Policies, "current", property(lambda policies: policies.versions[0][1])
    ),
    "an unread mail has no dead number": lambda patch: patch.setattr(
        "bdc_desk.cadence.gate.is_unread", lambda history: False
    ),
    "an impossible number is none": lambda patch: patch.setattr(
        "bdc_desk.cadence.gate.has_usable_number", lambda history: True
    ),
    "a number edited away still counts": lambda patch: patch.setattr(
        "bdc_desk.cadence.gate.has_usable_number", has_number_to_dial
    ),
    "a dead number edited away is dead": lambda patch: patch.setattr(
        "bdc_desk.cadence.numbers._found_dead", lambda history, ref: []
    ),
    "a round has its own numbers": lambda patch: patch.setattr(
        "bdc_desk.cadence.gate.has_usable_number", _usable_in_any_round
    ),
    "a number is found dead twice": lambda patch: patch.setattr(
        "bdc_desk.cadence.numbers.DEAD_TWICE_APART", timedelta()
    ),
    "a closed lead is reopened": _left_out(Kind.REOPENED),
    "a closed lead opens nothing": _left_out(Kind.CLOSED),
    "not reached closes": _left_out(Kind.NOT_REACHED),
    "a closing is sent back by another": _left_out(Kind.SENT_BACK),
    "what was not dialled does not count": _left_out(Kind.NOT_DIALLED),
    "a contact is a dialogue": _left_out(Kind.CONTACT_RECEIVED),
    "an appointment is set": _left_out(Kind.APPOINTMENT_SET),
    "a dialogue is of a qualified call": lambda patch: patch.setattr(Call, "achieved", _believed),
    "an appointment is of a qualified call": lambda patch: patch.setattr(Call, "achieved", _believed),
    "a typed dialogue waits for its confirmation": _left_out(Kind.CONFIRMED),
    "a confirmed dialogue is taken back": lambda patch: patch.setattr(Call, "take_back", lambda call: None),
}


@pytest.mark.parametrize("name", ENGINE_WITHOUT)
def test_a_rule_taken_out_of_the_engine_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make = RULES[name].make
    assert right(EngineJudge(), make(Random(name)))
    ENGINE_WITHOUT[name](monkeypatch)
    dice = Random(name)
    assert any(not right(EngineJudge(), make(dice)) for _ in range(TWINS)), "nobody noticed"


# Free histories


@pytest.fixture(scope="module")
def replica(source: PlainLog) -> Iterator[SqliteJudge]:
    """SQLite as the desk has it, with both gates."""
    with closing(SqliteJudge(source)) as judge:
        yield judge


def agree(judges: Sequence[Judge], lines: Sequence[Line], questions: Sequence[Question]) -> set[bool]:
    """All judges say the same of every question, and all but the first (the engine) in the same words; what
    they said.
    """
    verdicts = [judge.judge(lines, questions) for judge in judges]
    for question, *said in zip(questions, *verdicts, strict=True):
        assert len({one.opens for one in said}) == 1, (question, said, lines)
        assert len({in_words(one) for one in said[1:]}) == 1, (question, said, lines)
    return {one.opens for one in verdicts[0]}


def every_question(tale: Tale) -> list[Question]:
    """Every template of both policies, `not reached`, and two rounds that do not run."""
    asked = [tale.ask(template) for template in (*TEMPLATES, None)]
    return [*asked, tale.ask("call 1", tale.round + 1), *([tale.ask(None, 1)] if tale.round > 1 else [])]


@settings(max_examples=60)
@given(st.lists(st.tuples(*map(st.sampled_from, (list(HAPPENS), list(MOVES), range(PICKS)))), max_size=25))
def test_whatever_happens_all_judge_alike(
    replica: SqliteJudge, shared: PostgresJudge, steps: list[Step]
) -> None:
    tale = Story().tell(steps)
    agree([EngineJudge(), replica, shared], tale.lines, every_question(tale))


def test_in_long_stories_all_judge_alike(replica: SqliteJudge, shared: PostgresJudge) -> None:
    dice, said = Random("stories"), set[bool]()
    for _ in range(STORIES):
        story = Story().tell(a_story(dice, dice.randrange(6, 45)))
        for length in (len(story.lines), dice.randrange(3, len(story.lines))):
            tale = story.so_far(length)
            asked = dice.sample(every_question(tale), 6)
            said |= agree([EngineJudge(), replica, shared], tale.lines, asked)
    assert said == {True, False}


@pytest.mark.parametrize("change", [in_a_team, forged], ids=["in a team", "forged"])
def test_in_stories_only_a_team_has_engine_and_postgresql_judge_alike(
    shared: PostgresJudge, change: Callable[[Random, Sequence[Line]], Sequence[Line]]
) -> None:
    """A desk alone refuses such entries and seals: sealed at other moments, refused, of another form."""
    dice, said = Random(change.__name__), set[bool]()
    for _ in range(STORIES):
        tale = Story().tell(a_story(dice, dice.randrange(6, 45)))
        said |= agree([EngineJudge(), shared], change(dice, tale.lines), every_question(tale))
    assert said == {True, False}


def stories_of_a_team(dice: Random, many: int) -> list[tuple[Sequence[Line], list[Question]]]:
    """So many long stories of a team, each with some questions."""
    tales = [Story().tell(a_story(dice, dice.randrange(20, 60))) for _ in range(many)]
    return [(in_a_team(dice, tale.lines), dice.sample(every_question(tale), 5)) for tale in tales]


@pytest.mark.parametrize("name", READ)
def test_postgresql_reads_what_stands_in_one_chain_of_one_dealership(
    shared: PostgresJudge, name: str
) -> None:
    """Of two dealerships with the same ids, of two chains with the same entries; and else it is caught."""
    dice = Random(name)
    for _ in range(STORIES // SOME_TWINS):
        tales = stories_of_a_team(dice, SOME_TWINS)
        right = [[one.opens for one in EngineJudge().judge(*tale)] for tale in tales]
        assert [[one.opens for one in said] for said in shared.judge_each(tales, twice_sealed=True)] == right
        with shared.without(*READ[name]):
            lax = shared.judge_each(tales, twice_sealed=True)
        if [[one.opens for one in said] for said in lax] != right:
            return
    pytest.fail("nobody noticed")


def test_without_a_lead_or_a_policy_postgresql_opens_nothing(shared: PostgresJudge) -> None:
    """The engine is never asked then, and SQLite refuses earlier."""
    policy, arrival = tale_of(Random(0), START).lines
    asked = [Question(template, 1, START) for template in ("call 1", None)]
    for line, why in ((policy, "the lead has not arrived"), (arrival, "no policy is in force")):
        assert [one.why for one in shared.judge([line], asked)] == [why, why]


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (r'{"a":"n1\u0000"}', {"a": "n1\ufffd"}),
        (r'{"a":"\ud83d\ude97"}', {"a": "\U0001f697"}),
        (r'{"a":"\ud83d","b":"\ude97\u0000"}', {"a": "\ufffd", "b": "\ufffd\ufffd"}),
        ('{"a":1e999999}', {}),
        ('{"a":', {}),
        ("", {}),
        (None, None),
    ],
)
def test_postgresql_reads_any_content(
    shared: PostgresJudge, content: str | None, fields: dict[str, str] | None
) -> None:
    """jsonb holds no NUL and no half of a pair."""
    assert shared.value("SELECT bdc.fields(%s)", content) == fields


@pytest.mark.parametrize(("ref", "opens"), [("n1", True), ("n1\0", False), ("n1\0n2", False)])
def test_a_number_s_name_does_not_end_at_a_nul(
    replica: SqliteJudge, shared: PostgresJudge, ref: str, opens: bool
) -> None:
    """SQLite before 3.42 reads a JSON text up to its first NUL, and PostgreSQL's holds none; n1 was found
    dead, another number was not.
    """
    tale = tale_of(Random(0), START)
    tale.edit(number(ref))
    tale.call("dead number", qualified="no")
    tale.wait(hours=2).call("dead number", qualified="no")
    assert agree([EngineJudge(), replica, shared], tale.lines, [tale.ask("call 5")]) == {opens}


def test_the_engine_reads_what_was_written(replica: SqliteJudge) -> None:
    lines = Story().tell(a_story(Random("read back"), 60)).lines
    replica.judge(lines, [])
    assert replica.stored() == [sealed(line, no) for no, line in enumerate(lines, start=1)]
