"""The desk's own state: one row a thing, the last word stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bdc_desk.errors import Refused
from bdc_desk.storage.rows import Claim, NoteDraft
from bdc_desk.storage.store import Store
from tests.helpers.plain_log import AGENT, DESK, NINE_ON_MONDAY, OTHER
from tests.storage.writing import write


def test_a_desk_says_who_sits_there(store: Store) -> None:
    with store.unit() as unit:
        assert unit.desk() == DESK
        unit.put_this_desk(replace(DESK, person=AGENT))
        write(unit, "dealership set up")
        unit.put_this_desk(replace(DESK, desk="desk-2", person=OTHER))
        assert unit.desk() == replace(DESK, desk="desk-2", person=OTHER)
        with pytest.raises(Refused, match="stay as they are"):
            unit.put_this_desk(replace(DESK, dealership="shelbyville"))


def test_a_draft_is_kept_until_the_note_is_left(store: Store) -> None:
    draft = NoteDraft("lead-1", AGENT, "Rang o", NINE_ON_MONDAY)
    with store.unit() as unit:
        assert unit.note_draft("lead-1") is None
        unit.put_note_draft(draft)
        unit.put_note_draft(replace(draft, text="Rang off.", saved_at=NINE_ON_MONDAY + timedelta(seconds=1)))
    with store.unit() as unit:
        assert unit.note_draft("lead-1") == replace(
            draft, text="Rang off.", saved_at=NINE_ON_MONDAY + timedelta(seconds=1)
        )
        unit.remove_note_draft("lead-1")
        assert unit.note_draft("lead-1") is None


def test_a_claim_is_granted_renewed_and_released(store: Store) -> None:
    until = NINE_ON_MONDAY + timedelta(minutes=4)
    with store.unit() as unit:
        assert unit.claim_on("customer-1") is None
        unit.put_claim(Claim("customer-1", AGENT, "token-1", until))
        unit.put_claim(Claim("customer-2", OTHER, "token-2", until))
        later = until + timedelta(minutes=4)
        unit.put_claim(Claim("customer-1", AGENT, "token-1", later))
        assert unit.claim_on("customer-1") == Claim("customer-1", AGENT, "token-1", later)
        unit.release("customer-1")
        assert unit.claim_on("customer-1") is None
        assert unit.claim_on("customer-2") == Claim("customer-2", OTHER, "token-2", until)


def test_a_setting_is_kept(store: Store) -> None:
    with store.unit() as unit:
        assert unit.setting("theme") is None
        unit.put_setting("theme", "light")
        unit.put_setting("theme", "dark")
        assert unit.setting("theme") == "dark"


def test_a_mail_is_archived_once(store: Store) -> None:
    with store.unit() as unit:
        digest = unit.put_archive(b"From: a@example.test\r\n")
        assert unit.put_archive(b"From: a@example.test\r\n") == digest
        assert unit.put_archive(b"") != digest
        assert unit.archived(digest) == b"From: a@example.test\r\n"
        assert unit.archived("none") is None
