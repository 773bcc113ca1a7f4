"""Signatures: who signs, what may stand in one."""

import pytest

from bdc_desk.contact.signature import DEFAULT, check_signature, signs_itself, usable_signature
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.signatures import keep_signature, signature_of
from bdc_desk.operations.text_drafts import keep_text_drafts, text_drafts


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Subject: a\n\nHello\n\nYours\n{{agent}}\n\n", True),
        ("Subject: a\n\nHello\n\n{{ agent | upper }}", True),
        ("Subject: a\n\nI am {{ agent }} of the sales team.\n\nUntil soon", False),
        ("Subject: a\n\n{{ agents }}", False),
    ],
)
def test_a_text_that_signs_itself(text: str, signs: bool) -> None:
    assert signs_itself(text) is signs


def test_faults_of_a_signature() -> None:
    assert check_signature(DEFAULT) == check_signature("") == ()
    assert check_signature("{{ agent }}\n{{ phone }}")[0].startswith("Line 2: there is no {{ phone }}")
    assert check_signature("x" * 2_001) == ("The signature is longer than 2,000 letters: shorten it.",)
    with pytest.raises(Refused, match="Line 1"):
        usable_signature("{% for a in b %}{% endfor %}")
    assert usable_signature("\r\nAna\r\n") == "Ana"


def test_each_person_has_their_own(desk: Desk) -> None:
    keep_signature(desk, desk.person, "Ana")
    assert (signature_of(desk, desk.person), signature_of(desk, "somebody else")) == ("Ana", "")
    keep_signature(desk, desk.person, "")
    assert signature_of(desk, desk.person) == ""


def test_drafts_stay_until_they_are_let_go(desk: Desk) -> None:
    assert text_drafts(desk) == {}
    keep_text_drafts(desk, {"en/missed_you": "Subject: Zoë"})
    assert text_drafts(desk) == {"en/missed_you": "Subject: Zoë"}
    keep_text_drafts(desk, {})
    assert text_drafts(desk) == {}
    with desk.store.unit() as unit:
        unit.put_setting(f"text drafts {desk.person}", "[1]")
    assert text_drafts(desk) == {}
