"""What the database says in SQL are the words of the trade in Python."""

import re

import pytest

from bdc_desk.cadence.kinds import ClosingReason, ErasingReason, Evidence, ExceptionReason, Kind
from bdc_desk.operations.erasing import MAY_ERASE
from bdc_desk.operations.setup_form import ROLES
from bdc_desk.operations.teamwork import Presence
from bdc_desk.storage.shared.installing import sql_text


def listed(file: str, before: str) -> set[str]:
    """The texts of the list that follows `before`."""
    found = re.search(re.escape(before) + r"\s*IN \(([^()]*)\)", sql_text(file))
    assert found is not None, before
    return set(re.findall(r"'([^']*)'", found[1]))


@pytest.mark.parametrize(
    ("file", "before", "words"),
    [
        ("push.sql", "body->>'reason' NOT", set(ClosingReason)),
        ("push.sql", "coalesce(body->>'reason', '') NOT", set(ExceptionReason)),
        ("push.sql", "coalesce(body->>'evidence', '') NOT", set(Evidence)),
        ("push.sql", "            OR body->>'reason' NOT", set(ErasingReason)),
        ("push.sql", "WHEN 'erased' THEN\n        IF myself.role NOT", MAY_ERASE),
        ("0001_tables.sql", "CHECK (role", set(ROLES)),
        ("claims.sql", "news.state", set(Presence)),
    ],
)
def test_the_words_are_the_same(file: str, before: str, words: set[str]) -> None:
    assert listed(file, before) == set(words)


def test_every_kind_of_entry_is_known_there() -> None:
    text = sql_text("push.sql")
    assert [kind for kind in Kind if f"'{kind}'" not in text] == []
