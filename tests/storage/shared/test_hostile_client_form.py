"""An agent's login hands forged entries to `push`: how they are written, what stands beside them, and what
the gate and the desks read in them.

Each is answered with its reason, and the same connection's next entry stands.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from bdc_desk.storage.codec import canonical, details_digest
from tests.helpers.shared_log import SALT, SharedLog
from tests.helpers.teams import TeamDatabase, TeamServer

NOT_TAKEN = {
    "rejected: the content is not a JSON object, or too long",
    "rejected: the content is not written as desks write it",
    "rejected: an entry has the thirteen fields of the log, no others",  # what is no JSON has none
}


@pytest.fixture(scope="module")
def kim(team: TeamServer) -> Iterator[SharedLog]:
    """One agent, whose log all tests of refused entries here may share."""
    with team.database() as shared, SharedLog(shared, "kim") as log:
        assert log.arrive().stands
        yield log


def in_force(log: SharedLog) -> str:
    """The text and rules of the policy."""
    return str(
        log.value("SELECT content FROM bdc.entry WHERE kind = 'policy used' ORDER BY desk_seq DESC LIMIT 1")
    )


def with_body(log: SharedLog, body: str, kind: str = "note", **forged: Any) -> str:
    """The next entry's content with a body written by hand."""
    fields = {**log.fields(kind, **forged), "body": "BODY"}
    return canonical(fields).replace('"BODY"', body)


# How it is written


FORGERIES: dict[str, Callable[[str], str]] = {
    "white space": lambda text: text.replace('"agent":', '"agent": '),
    "a space in front": lambda text: f" {text}",
    "a line behind": lambda text: f"{text}\n",
    "a byte order mark": lambda text: f"\ufeff{text}",
    "other order": lambda text: json.dumps(
        dict(reversed(json.loads(text).items())), separators=(",", ":")
    ),
    "a needless escape": lambda text: text.replace("note", "n\\u006fte"),
    "a needless escape of a name": lambda text: text.replace('"kind"', '"k\\u0069nd"'),
    "an escaped slash": lambda text: text.replace('"body":{}', '"body":{"a":"\\/"}'),
    "capital hex": lambda text: text.replace('"body":{}', '"body":{"a":"\\u00E9"}'),
    "a long escape": lambda text: text.replace('"body":{}', '"body":{"a":"\\u000a"}'),
    "not ASCII": lambda text: text.replace('"body":{}', '"body":{"a":"\u00e9"}'),
    "a raw control letter": lambda text: text.replace('"body":{}', '"body":{"a":"\x7f"}'),
    "a raw tabulator": lambda text: text.replace('"body":{}', '"body":{"a":"\t"}'),
    "a field twice": lambda text: text[:-1] + ',"seen":0}',
    "a kind twice": lambda text: text.replace('"kind":"note"', '"kind":"email asked","kind":"note"'),
    "twice in the body": lambda text: text.replace('"body":{}', '"body":{"q":1,"q":2}'),
    "twice in the depth": lambda text: text.replace('"body":{}', '"body":{"l":[{"q":1,"q":2}]}'),
    "twice by escape": lambda text: text.replace('"body":{}', '"body":{"\\u0071":1,"q":2}'),
    "unsorted in the depth": lambda text: text.replace('"body":{}', '"body":{"l":[[{"b":1,"a":2}]]}'),
    "sorted as if NUL were late": lambda text: text.replace('"body":{}', '"body":{"a":1,"\\u0000":2}'),
    "sorted as if a backslash were NUL": lambda text: text.replace(
        '"body":{}', '"body":{"\\\\u0001":1,"\\\\u0000":2}'
    ),
    "half a pair in a name": lambda text: text.replace('"body":{}', '"body":{"\\ud800":1}'),
    "NUL in a name": lambda text: text.replace('"body":{}', '"body":{"\\u0000":1}'),
    "too deep": lambda text: text.replace('"body":{}', '"body":{"a":' + "[" * 31 + "]" * 31 + "}"),
    "a thousand deep": lambda text: text.replace('"body":{}', '"body":{"a":' + "[" * 1000 + "]" * 1000 + "}"),
    "a comment": lambda text: text.replace('"body":{}', '"body":{}/**/'),
    "a comma behind": lambda text: text[:-1] + ",}",
    "capital TRUE": lambda text: text.replace('"body":{}', '"body":{"a":TRUE}'),
    "NaN": lambda text: text.replace('"body":{}', '"body":{"a":NaN}'),
    "infinite": lambda text: text.replace('"body":{}', '"body":{"a":Infinity}'),
}  # fmt: skip


@pytest.mark.parametrize("disguise", FORGERIES)
def test_the_content_is_canonical(kim: SharedLog, disguise: str) -> None:
    right = canonical(kim.fields("note"))
    forged = FORGERIES[disguise](right)
    assert forged != right
    (answer,) = kim.push_text(forged)
    assert answer.no is None
    assert answer.verdict in NOT_TAKEN
    assert kim.push_text(right)[0].stands


NUMBERS = (
    "1.00", "01", "-0", "+1", ".5", "1.", "1e5", "1E5", "1e+05", "1e+15", "1e+16", "1e400", "-1e400",
    "1e-400", "0e0", "0.10", "1.50", "-00", "0x10", "1_000",
    "1000000000000000000", "12345678901234567890", "9.999999999999999e+22",
    "100000000000000000000.0", "1000000000000000.0", "0.1000000000000000055511151231257827", "--1", "1-1",
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_written_in_one_way(kim: SharedLog, number: str) -> None:
    (answer,) = kim.push_text(with_body(kim, f'{{"a":{number}}}'))
    assert answer.no is None
    assert answer.verdict in NOT_TAKEN


@pytest.mark.parametrize(
    "value",
    [0, 1, -1, 10**17, -(10**17), 0.5, -0.0, 1.0, 100.0, 0.1, 1e-5, 5e-324, 123456789012345.6,
     999999999999999.9, "\u0000", "\ud800", "\ud83d\ude97", "\\u0000", '"', "\x7f\x1f\u2028",
     True, None, [[[[]]]], {"": {}}],
)  # fmt: skip
def test_what_desks_write_is_taken_and_reads_the_same_everywhere(kim: SharedLog, value: Any) -> None:
    content = canonical(kim.fields("note", {"a": value}))
    assert kim.push_text(content)[0].stands
    assert canonical(json.loads(content)) == content


def test_megabytes_are_not_taken(kim: SharedLog) -> None:
    assert kim.write("note", {"text": "x" * 400_000}).verdict.endswith("not a JSON object, or too long")
    assert kim.write("note", {"text": "x" * 399_000}).stands


# What stands beside it


def _push_details(
    log: SharedLog, text: str | None, *, salt: bytes | None = SALT, digest: str | None = None
) -> str:
    right = None if text is None else details_digest(SALT, text.encode("ascii", "replace").decode())
    content = canonical(log.fields("note", details=right if digest is None else digest))
    return log.push_text(content, salts=[salt], details=[text])[0].verdict


def test_details_are_those_of_their_digest(kim: SharedLog) -> None:
    told = canonical({"text": "Rang off."})
    wrong = "rejected: the details are not those of the digest"
    together = "rejected: details come with the entry that holds their digest"
    form = "rejected: details are a JSON object, written as desks write it"
    assert _push_details(kim, told, digest="0" * 64) == wrong
    assert _push_details(kim, told, salt=bytes(32)) == wrong
    assert _push_details(kim, told, salt=SALT[:31]) == wrong
    assert _push_details(kim, told, salt=None) == together
    assert _push_details(kim, None, salt=SALT) == together
    assert _push_details(kim, None, salt=None, digest="0" * 64) == together
    (bare,) = kim.push_text(canonical(kim.fields("note")), salts=[SALT], details=[told])
    assert bare.verdict == together
    for text in (
        "[]",
        '"x"',
        "null",
        "{",
        '{"a": 1}',
        '{"b":1,"a":2}',
        '{"a":' + "[" * 200_000 + "}",
        "{}\n",
    ):
        assert _push_details(kim, text) == form
    assert _push_details(kim, canonical({"text": "x" * 4_000_000})).endswith("or too long")
    assert _push_details(kim, told) == "stands"


@pytest.mark.parametrize(
    "details",
    [{"phones": "n1"}, {"phones": ["n1"]}, {"phones": [{"ref": 1}]}, {"emails": {}}, {"emails": [1]},
     {"first": 1}, {"last": []}, {"address": {}}, {"comments": True}, {"phones": None}, {"emails": [None]}],
)  # fmt: skip
def test_details_of_a_customer_have_their_form(kim: SharedLog, details: dict[str, Any]) -> None:
    for kind in ("arrival", "details edited"):
        verdict = kim.write(kind, {"numbers": []}, details=details).verdict
        assert verdict.startswith("refused: details of a customer are texts")
    good = {"first": "Ann", "last": None, "emails": ["a@b"], "phones": [{"ref": "n1"}]}
    assert kim.write("details edited", {"numbers": []}, details=good).stands


def test_an_archive_is_kept_under_its_own_digest_alone(kim: SharedLog) -> None:
    sha = "a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3"  # of b"123"
    for content, archive in ((sha, b"124"), ("0" * 64, b"123"), (None, b"123"), (7, b"123")):
        text = canonical(kim.fields("arrival", {"numbers": [], "archive": content}))
        assert kim.push_text(text, archives=[archive])[0].stands  # a fact is never refused for its archive
    assert kim.value("SELECT count(*) FROM bdc.archive") == 0
    text = canonical(kim.fields("arrival", {"numbers": [], "archive": sha}))
    assert kim.push_text(text, archives=[b"123"])[0].stands
    assert kim.row("SELECT sha256, content FROM bdc.archive") == (sha, b"123")
    huge = kim.push_text(canonical(kim.fields("note")), archives=[bytes(30_000_001)])
    assert huge[0].verdict.endswith("or too long")


# What the gate and the desks read


FORMS: list[tuple[str, dict[str, Any], str]] = [
    ("arrival", {}, "names its numbers"),
    ("arrival", {"numbers": "n1"}, "names its numbers"),
    ("arrival", {"numbers": {}}, "names its numbers"),
    ("arrival", {"numbers": [1]}, "names its numbers"),
    ("arrival", {"numbers": [{"ref": 1, "possible": True}]}, "names its numbers"),
    ("arrival", {"numbers": [{"ref": "n1"}]}, "names its numbers"),
    ("details edited", {"numbers": [{"ref": "n1", "possible": "false"}]}, "names its numbers"),
    ("details edited", {"numbers": [{"ref": "n\0", "possible": True}]}, "ref is plain text"),
    ("dialled", {}, "names its number and its evidence"),
    ("dialled", {"number": 1, "evidence": "C", "began": 0}, "names its number and its evidence"),
    ("dialled", {"number": "n1", "evidence": "E", "began": 0}, "names its number and its evidence"),
    ("dialled", {"number": "n1", "evidence": ["C"], "began": 0}, "names its number and its evidence"),
    ("dialled", {"number": "n1", "evidence": "C"}, "begins when it is written"),
    ("dialled", {"number": "n1", "evidence": "C", "began": 0}, "begins when it is written"),
    ("dialled", {"number": "n1", "evidence": "A", "began": 0}, "begins when it is written"),
    ("dialled", {"number": "n1", "evidence": "D", "began": 10**17}, "begins when it is written"),
    ("dialled", {"number": "n1", "evidence": "D", "began": "0"}, "begins when it is written"),
    ("dialled", {"number": "n1", "evidence": "D", "began": 0.5}, "begins when it is written"),
    ("dialled", {"number": "n\0", "evidence": "D", "began": 0}, "a NUL in what the gate reads"),
    ("outcome", {}, "names its attempt"),
    ("outcome", {"attempt": 1, "flags": [], "qualified": "yes"}, "names its attempt"),
    ("outcome", {"attempt": "x", "flags": "dialogue", "qualified": "yes"}, "names its attempt"),
    ("outcome", {"attempt": "x", "flags": {}, "qualified": "yes"}, "names its attempt"),
    ("outcome", {"attempt": "x", "flags": [], "qualified": True}, "names its attempt"),
    ("outcome", {"attempt": "x", "flags": [], "qualified": "Yes"}, "names its attempt"),
    ("outcome", {"attempt": "x", "flags": [], "qualified": ["yes"]}, "names its attempt"),
    ("outcome", {"attempt": "x\0", "flags": [], "qualified": "yes"}, "a NUL in what the gate reads"),
    ("exception", {}, "one of the three lawful reasons"),
    ("exception", {"reason": "I feel like it"}, "one of the three lawful reasons"),
    ("exception", {"reason": ["email only"]}, "one of the three lawful reasons"),
    ("exception", {"reason": "email only\0"}, "a NUL in what the gate reads"),
    ("closed", {}, "a closing has a reason"),
    ("closed", {"reason": 1}, "a closing has a reason"),
    ("closed", {"reason": "not reached"}, "a closing has a reason"),
    ("email asked", {}, "by its template, and by nothing else"),
    ("email asked", {"template": None}, "by its template, and by nothing else"),
    ("email asked", {"template": 1}, "by its template, and by nothing else"),
    ("email asked", {"template": ["missed_you"]}, "by its template, and by nothing else"),
    ("email asked", {"template": "missed_you", "really": "last_try"}, "by its template, and by nothing else"),
    ("email asked", {"template": "missed_you\0"}, "a NUL in what the gate reads"),
    ("not reached", {"really": True}, "`not reached` has an empty body"),
    ("shown", {"appointment_at": "11:00"}, "is a moment or null"),
    ("shown", {"appointment_at": 1.5}, "is a moment or null"),
    ("no show", {"appointment_at": True}, "is a moment or null"),
    ("no show", {"appointment_at": [1]}, "is a moment or null"),
    ("mail wish", {}, "whether the customer may be mailed"),
    ("mail wish", {"may_mail": None}, "whether the customer may be mailed"),
    ("mail wish", {"may_mail": "no"}, "whether the customer may be mailed"),
    ("mail wish", {"may_mail": 0}, "whether the customer may be mailed"),
    ("email bounced", {}, "a bounce names its email"),
    ("email bounced", {"asked": 1, "why": "other", "permanent": True}, "a bounce names its email"),
    ("email bounced", {"asked": "x", "why": 550, "permanent": True}, "a bounce names its email"),
    ("email bounced", {"asked": "x", "why": "other", "permanent": 1}, "a bounce names its email"),
    ("email bounced", {"asked": "x", "why": "other", "permanent": True}, "asked for of this lead"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "words"), FORMS, ids=lambda value: str(value)[:50])
def test_what_the_gate_reads_has_its_form(
    kim: SharedLog, kind: str, body: dict[str, Any], words: str
) -> None:
    answer = kim.write(kind, body)
    assert answer.no is not None  # it is sealed with its verdict, so that desk_seq has no hole
    assert answer.verdict.startswith("refused: ")
    assert words in answer.verdict
    assert kim.write("note").stands


def test_an_entry_belongs_to_a_lead_or_to_the_dealership(kim: SharedLog) -> None:
    for forged in ({"lead": None, "round": 0}, {"lead": None}, {"round": 0}):
        assert "refused: " in kim.write("note", **forged).verdict
    with SharedLog(kim.shared, "max") as manager:
        rules = json.loads(in_force(kim))["body"]
        for forged in ({"lead": kim.lead, "round": 1}, {"round": 1}, {"lead": kim.lead, "round": 0}):
            verdict = manager.write("policy used", rules, **forged).verdict
            assert "belongs to the dealership" in verdict or "the round is 0 without a lead" in verdict
        assert manager.write("policy used", rules).stands


def test_the_customer_s_day_belongs_to_a_lead_and_a_deputy_to_the_dealership(kim: SharedLog) -> None:
    day: tuple[tuple[str, dict[str, Any]], ...] = (
        ("shown", {"appointment_at": None}),
        ("no show", {"appointment_at": 1}),
        ("mail wish", {"may_mail": False}),
    )
    for kind, body in day:
        assert "belongs to a lead" in kim.write(kind, body, lead=None, round=0).verdict
        assert kim.write(kind, body).stands
    deputy = {"person": kim.person, "deputy": None}
    verdict = kim.write("deputy set", deputy, lead=kim.lead, round=1).verdict
    assert verdict == "refused: this kind of entry belongs to the dealership, not to a lead"
    assert kim.write("deputy set", deputy).stands


def test_a_bounce_names_an_email_that_was_asked_for_of_the_lead(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "lee") as lee:
        assert kim.arrive().stands
        assert lee.arrive().stands
        kim.call()
        details = {"to": "pat@example.test", "attachments": ["a.pdf"], "language": "nl"}
        asked = kim.write("email asked", {"template": "missed_you"}, details=details).entry
        note = kim.write("note").entry
        body = {"asked": asked, "why": "no such address", "permanent": True}
        for other in ("x", note, kim.attempt, f"{asked}\0"):
            verdict = kim.write("email bounced", {**body, "asked": other}).verdict
            assert verdict == "refused: a bounce names an email that was asked for of this lead"
        assert "asked for of this lead" in kim.write("email bounced", body, lead=lee.lead).verdict
        assert kim.write(
            "email left", {"asked": asked, "message_id": "<x@example.test>", "said": True}
        ).stands
        # a colleague's desk reads the mailbox
        assert lee.write("email bounced", body, lead=kim.lead, details={"said": "550 No such user"}).stands
        assert lee.write("email bounced", {**body, "why": "a newer code"}, lead=kim.lead).stands
        assert kim.write("email withdrawn", {"asked": asked, "why": "taken back"}).stands


def test_after_a_restore_a_bounce_may_be_there_before_its_email(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim:
        assert kim.arrive().stands
        body = {"asked": str(uuid4()), "why": "refused", "permanent": True}
        assert not kim.write("email bounced", body).stands
        kim.owner.execute("SELECT bdc.continue_chain(%s, %s)", (kim.dealership, str(uuid4())))
        assert kim.write("email bounced", body).stands


def test_an_arrival_does_not_take_the_rounds_away(kim: SharedLog) -> None:
    for far in (22, 1000, 10**17):
        verdict = kim.write("arrival", {"numbers": []}, round=far).verdict
        assert verdict == "refused: an arrival joins the running round or begins the next"
    assert kim.arrive(round=2).stands


def test_an_outcome_repeats_its_dial(kim: SharedLog) -> None:
    assert kim.dial().stands
    for forged in ({"number": "n2"}, {"evidence": "A"}, {"evidence": "D"}):
        verdict = kim.outcome(None, **forged).verdict
        assert verdict == "refused: an outcome repeats the number and the evidence of its dial"
    assert kim.outcome().stands


WRONG: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**17, "", "x", "yes", "dialogue", "unreadable", "\ud800",
    [], [None], [[]], [{}], ["x", 7], {}, {"ref": "n1"}, {"attempt": []},
)  # fmt: skip
READS: dict[str, tuple[str, ...]] = {
    "arrival": ("kind", "grade", "numbers", "zone", "owner", "emails", "archive", "arrived_at"),
    "contact received": ("dialogue", "how", "happened_at"),
    "details edited": ("numbers", "zone"),
    "dialled": ("number", "evidence", "began", "way"),
    "not dialled": ("attempt",),
    "ended": ("attempt", "span"),
    "outcome": ("attempt", "flags", "qualified", "number", "evidence", "began", "rang", "values", "outcome"),
    "outcome withdrawn": ("attempt", "outcome"),
    "callback set": ("promised_at", "attempt"),
    "appointment set": ("appointment_at",),
    "exception": ("reason",),
    "confirmed": ("entry",),
    "sent back": ("entry",),
    "closed": ("reason",),
    "reopened": ("reason",),
    "owner set": ("owner",),
    "a newer desk s kind": ("anything",),
}


@pytest.mark.parametrize("kind", READS)
def test_no_body_makes_a_push_or_a_later_question_to_the_gate_raise(shared: TeamDatabase, kind: str) -> None:
    kind_ = kind.replace(" s ", " ")
    with SharedLog(shared, "kim") as kim:
        kim.arrive()
        kim.call("dialogue")
        right = {
            "numbers": [], "number": "n1", "evidence": "C", "attempt": kim.attempt, "flags": [],
            "qualified": "yes", "entry": kim.last, "outcome": kim.last, "reason": "lost",
        }  # fmt: skip
        for field in READS[kind]:
            for value in WRONG:
                answers = kim.push(
                    kim.fields(kind_, {**right, "began": kim.now, field: value}),
                    kim.fields("note"),
                    kim.fields("reopened"),
                    kim.fields("email asked", {"template": "last_try"}),
                    kim.fields("not reached"),
                )
                assert answers[1].stands
                assert answers[2].stands
                for asked in answers[3:]:
                    assert asked.no is not None
                    assert asked.stands or asked.verdict.startswith("refused: ")
