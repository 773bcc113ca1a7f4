"""Damage of every sort: never raised, never nothing, and nothing graded ok that was not written there."""

import json
import re
from dataclasses import asdict
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from bdc_desk.intake.as_json import lead_object
from bdc_desk.operations.draft import Grade, LeadDraft
from tests.intake.samples import drafts, one, sample

SAMPLES: Final = tuple(
    sample(name)
    for name in (
        "clean.adf",
        "several.adf",
        "mail_text.eml",
        "mail_attached.eml",
        "mail_html.eml",
        "labelled.txt",
    )
)
CLEAN: Final = sample("clean.adf")
MARKUP: Final = [
    place
    for tag in re.finditer(rb"</?[a-z]+|/?>", CLEAN)  # names and brackets; attributes and values left alone
    for place in range(tag.start() + 1, tag.end())
]


def sound(found: tuple[LeadDraft, ...], data: bytes) -> None:
    """What must hold of whatever was read."""
    assert found
    assert len({draft.key for draft in found}) == len(found)
    for draft in found:
        assert draft.raw == data
        assert draft.key
        assert draft.grade == Grade.OK or draft.faults
        assert not any("The reader failed" in fault for fault in draft.faults)
        assert json.dumps(lead_object("f", draft, None), ensure_ascii=False).encode("utf-8")
        assert "\0" not in json.dumps(lead_object("f", draft, None), ensure_ascii=False)


@given(st.binary(max_size=2000))
@settings(max_examples=300, deadline=None)
def test_random_bytes(data: bytes) -> None:
    sound(drafts(data), data)


@given(st.text(alphabet="<>/adfprosect=\"'&;?! \n-[]:", max_size=300))
@settings(max_examples=300, deadline=None)
def test_random_markup(text: str) -> None:
    data = b"<adf>" + text.encode() + b"</adf>"
    sound(drafts(data), data)


@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(
            st.floats(0, 1), st.floats(0, 0.1), st.one_of(st.binary(max_size=6), st.sampled_from(SAMPLES))
        ),
        min_size=1,
        max_size=4,
    ),
)
@settings(max_examples=400, deadline=None)
def test_random_damage(data: bytes, cuts: list[tuple[float, float, bytes]]) -> None:
    """Slices cut out, letters and whole other leads put in."""
    for where, length, instead in cuts:
        start = int(where * len(data))
        data = data[:start] + instead + data[start + int(length * len(data)) :]
    sound(drafts(data), data)


def values(draft: LeadDraft) -> dict[str, set[str]]:
    """What a draft says, by field."""
    said = {
        "first": {draft.first}, "last": {draft.last}, "emails": set(draft.emails),
        "typed": {phone.typed for phone in draft.phones},
        "e164": {phone.e164 or "" for phone in draft.phones},
        "comments": {draft.comments}, "vendor": {draft.vendor}, "provider": {draft.provider},
        "requested": {str(draft.requested_at or "")},
        "cars": {json.dumps(asdict(car), sort_keys=True) for car in draft.vehicles},
    }  # fmt: skip
    return {field: found - {""} for field, found in said.items()}


@given(st.sampled_from(MARKUP), st.sampled_from(b'<>/ax!?&"= \0\xff'), st.sampled_from(["put", "cut", "set"]))
@settings(max_examples=600, deadline=None)
def test_one_damaged_byte_of_markup_never_makes_a_wrong_value_ok(place: int, byte: int, how: str) -> None:
    """A lead still graded ok says in each field what the clean one said, or nothing."""
    after = place + (how != "put")
    data = CLEAN[:place] + (b"" if how == "cut" else bytes([byte])) + CLEAN[after:]
    for draft in drafts(data):
        if draft.grade == Grade.OK:
            clean = values(one(CLEAN))
            for field, found in values(draft).items():
                assert found <= clean[field], field


@given(st.integers(0, len(CLEAN) - 2))
@settings(max_examples=200, deadline=None)
def test_a_lead_cut_off_is_never_ok(end: int) -> None:
    data = CLEAN.rstrip()[:-1][:end]
    assert Grade.OK not in {draft.grade for draft in drafts(data)}
