"""Malformations meet: in pairs, with a lost mark, with bytes thrown in. The lead is still there, and never
wrong in silence.
"""

import random
import re
from itertools import combinations
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdc_desk.operations.draft import Grade, LeadDraft
from tests.intake.malform import MALFORMATIONS, Mail, clean, damaged
from tests.intake.samples import drafts
from tests.intake.test_damage import sound

PAIRS: Final = list(combinations(MALFORMATIONS, 2))
KEPT_AT_LEAST: Final = 0.95
SEEDS: Final = st.integers(0, 2**32)
NAMES: Final = st.sampled_from([*MALFORMATIONS])


def kept(mail: Mail, lead: LeadDraft) -> bool:
    """Whether the name and the number came through."""
    numbers = [phone.e164 for phone in lead.phones]
    return lead.full == f"{mail.lead.first} {mail.lead.last}" and numbers[:1] == [mail.lead.e164]


def never_wrong(mail: Mail, lead: LeadDraft) -> None:
    """A lead that is graded ok says what the clean one said."""
    if lead.grade is Grade.OK:
        assert kept(mail, lead)
        assert [phone.e164 for phone in lead.phones] == [mail.lead.e164]
        assert lead.emails == (mail.lead.email,)
        assert (lead.wanted.in_words() if lead.wanted else "") == mail.lead.wanted


def test_a_clean_lead_is_ok() -> None:
    for seed in range(20):
        mail = clean(seed)
        (lead,) = drafts(mail.bytes())
        never_wrong(mail, lead)
        assert (lead.grade, lead.faults, lead.comments) == (Grade.OK, (), "Is it still there?")


def test_name_and_number_survive_every_pair_of_malformations() -> None:
    assert len(PAIRS) > 500
    came_through = 0
    for seed, pair in enumerate(PAIRS):
        mail = damaged(seed, *pair)
        found = drafts(mail.bytes())
        sound(found, mail.bytes())
        never_wrong(mail, found[0])
        came_through += kept(mail, found[0])
    assert came_through / len(PAIRS) >= KEPT_AT_LEAST


@given(SEEDS, NAMES, NAMES, NAMES)
@settings(max_examples=200, deadline=None)
def test_any_three_malformations(seed: int, one: str, two: str, three: str) -> None:
    mail = damaged(seed, *dict.fromkeys((one, two, three)))
    found = drafts(mail.bytes())
    sound(found, mail.bytes())
    never_wrong(mail, found[0])


@pytest.mark.parametrize("how", ["lost", "twice", "without its end", "without its beginning", "misspelt"])
def test_a_single_damaged_mark_costs_neither_name_nor_number(how: str) -> None:
    """Of every mark of twenty leads."""
    lost = []
    for seed in range(20):
        mail = clean(seed)
        mail.enveloped = False
        text = mail.text()
        for mark in re.finditer(r"</?[a-z][^<>]*>", text):
            instead = {
                "lost": "",
                "twice": mark[0] * 2,
                "without its end": mark[0][:-1],
                "without its beginning": mark[0][1:],
                "misspelt": f"<x{mark[0][1:]}",
            }[how]
            damage = (text[: mark.start()] + instead + text[mark.end() :]).encode()
            found = drafts(damage)
            sound(found, damage)
            assert found[0].grade is not Grade.OK, mark[0]
            if not kept(mail, found[0]):
                lost.append((seed, mark[0]))
    assert lost == []


@given(
    SEEDS, NAMES, st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 8)), max_size=5)
)
@settings(max_examples=300, deadline=None)
def test_bytes_thrown_into_a_malformed_lead(
    seed: int, name: str, cuts: list[tuple[float, bytes, int]]
) -> None:
    data = damaged(seed, name).bytes()
    for where, instead, length in cuts:
        start = int(where * len(data))
        data = data[:start] + instead + data[start + length :]
    sound(drafts(data), data)


@given(SEEDS, st.floats(0, 1))
@settings(max_examples=200, deadline=None)
def test_a_lead_cut_off_anywhere_is_never_ok(seed: int, where: float) -> None:
    mail = clean(seed)
    mail.enveloped = False
    data = mail.bytes().rstrip()
    data = data[: int(where * (len(data) - 1))]
    found = drafts(data)
    sound(found, data)
    assert found[0].grade is not Grade.OK


def test_shuffled_lines_lose_no_lead() -> None:
    dice = random.Random(4)
    for seed in range(50):
        lines = clean(seed).text().splitlines()
        dice.shuffle(lines)
        data = "\n".join(lines).encode()
        sound(drafts(data), data)
