"""The search index: what FTS5 is asked and told, whatever the words are."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bdc_desk.storage import triggers
from bdc_desk.storage.migrations import HEAD
from bdc_desk.storage.rows import LeadRow, SearchDoc
from bdc_desk.storage.schema import SEARCH_INDICES
from bdc_desk.storage.store import Store, Unit
from tests.helpers.plain_log import NINE_ON_MONDAY

DOC = SearchDoc(
    lead="lead-1",
    arrived_at=NINE_ON_MONDAY,
    name="zoe ashworth",
    more="zoe example test 2021 ford ranger",
    digits="442079460123 02079460123",
    shown={"name": "Zoë Ashworth", "phones": []},
)


def put(unit: Unit, doc: SearchDoc, customer: str = "") -> None:
    unit.put_search_doc(doc)
    row = LeadRow(doc.lead, customer or doc.lead, doc.name, "new", False, None, doc.arrived_at)
    unit.put_lead_row(row)


def check(unit: Unit) -> None:
    """Raises where an index is not that of its texts."""
    for index in SEARCH_INDICES:
        unit._sql.run(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


def leads(unit: Unit, *words: str, exactly: bool = False) -> list[str]:
    return [hit.lead for hit in unit.with_words(words, 10, exactly=exactly)]


def test_words_are_found_by_their_beginnings_and_digits_by_any_run(store: Store) -> None:
    with store.unit() as unit:
        put(unit, DOC)
        for words in (("zo",), ("ash", "zoe"), ("rang", "ford"), ("z", "2021", "ex")):
            assert leads(unit, *words) == ["lead-1"]
        for words in (("worth",), ("zoe", "skoda"), ("zoes",)):
            assert leads(unit, *words) == []
        assert leads(unit, "ashworth", exactly=True) == ["lead-1"]
        for words in (("ash",), ("ranger",)):  # a whole word, of the name
            assert leads(unit, *words, exactly=True) == []
        for run in ("0123", "7946", "0207946", "4420794601", "123"):
            assert [hit.lead for hit in unit.with_digits([run], 10)] == ["lead-1"]
        assert unit.with_digits(["999", "2301"], 10) == []
        assert [hit.lead for hit in unit.with_digits(["999", "0123"], 10)] == ["lead-1"]
        (hit,) = unit.with_words(["zoe"], 10)
        assert hit.customer == "lead-1"


def test_the_newest_are_found_first_and_the_next_after_them(store: Store) -> None:
    with store.unit() as unit:
        for number in range(20):
            at = NINE_ON_MONDAY + timedelta(seconds=number // 3)  # three within a second
            put(unit, replace(DOC, lead=f"lead-{number}", arrived_at=at))
        first = unit.with_words(["zoe"], 8)
        then = unit.with_words(["zoe"], 100, before=first[-1].id)
        assert [int(hit.lead[5:]) for hit in [*first, *then]] == list(range(19, -1, -1))


def test_the_last_text_is_found_and_the_one_before_is_not(store: Store) -> None:
    with store.unit() as unit:
        put(unit, DOC)
        put(unit, replace(DOC, name="kim other", digits="", more=""))
        assert (leads(unit, "zoe"), leads(unit, "kim")) == ([], ["lead-1"])
        assert unit.with_digits(["0123"], 10) == []
        put(unit, replace(DOC, arrived_at=NINE_ON_MONDAY - timedelta(days=3)))
        put(unit, replace(DOC, lead="lead-2"))
        assert leads(unit, "zoe") == ["lead-2", "lead-1"]
        check(unit)


def test_what_is_the_same_is_not_written_again(store: Store) -> None:
    with store.unit() as unit:
        put(unit, DOC)
        before = unit._sql.value("SELECT total_changes()")
        unit.put_search_doc(DOC)
        assert unit._sql.value("SELECT total_changes()") == before


def test_the_index_is_emptied_for_a_rebuild(store: Store) -> None:
    with store.unit() as unit:
        put(unit, DOC)
        unit.clear_search()
        assert (leads(unit, "zoe"), unit.shown_of(["lead-1"])) == ([], {})
        put(unit, DOC)
        check(unit)
        assert leads(unit, "zoe") == ["lead-1"]


def test_rows_of_customers(store: Store) -> None:
    with store.unit() as unit:
        put(unit, DOC)
        put(unit, replace(DOC, lead="lead-2", arrived_at=NINE_ON_MONDAY + timedelta(hours=1)), "lead-1")
        put(unit, replace(DOC, lead="lead-3"))
        assert [row.lead for row in unit.leads_of_customers(["lead-1", "nobody"])] == ["lead-1", "lead-2"]
        assert [row.lead for row in unit.latest_of_customers(["lead-1", "nobody"])] == ["lead-2"]
        assert unit.shown_of(["lead-3", "nobody"]) == {"lead-3": DOC.shown}


def test_no_token_of_a_deleted_text_is_left_after_the_index_was_written_anew(store: Store) -> None:
    """FTS5 keeps deleted tokens in its pages: after an erasure both indices are written anew."""
    with store.unit() as unit:
        put(unit, replace(DOC, name="unmistakable ashworth"))
        put(unit, replace(DOC, name="erased", more="", digits=""))
    with store.unit() as unit:
        assert b"unmistakable" in pages(unit)
    with store.unit() as unit:
        unit.forget_deleted()
    with store.unit() as unit:
        assert b"unmistakable" not in pages(unit)
        check(unit)


def pages(unit: Unit) -> bytes:
    return b"".join(block for (block,) in unit._sql.rows("SELECT block FROM search_words_data"))


WORDS = st.text() | st.sampled_from(
    [
        '"',
        "*",
        "zoe OR kim",
        "NEAR(zoe ford, 1)",
        "-zoe",
        "^zoe",
        "name:zoe",
        "\x00",
        "{zoe}",
        "(",
        "'; --",
        "zoe\x00kim",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(WORDS.filter(lambda word: all(not 0xD800 <= ord(sign) < 0xE000 for sign in word)), min_size=1)
)
def test_no_word_is_a_command(store: Store, words: list[str]) -> None:
    with store.unit() as unit:
        put(unit, DOC)
        unit.with_words(words, 10)
        unit.with_words(words, 10, exactly=True)
        unit.with_digits(words, 10)


@pytest.mark.parametrize("version", ["0003"])
def test_a_file_of_before_gets_the_index_and_the_new_guards(path: Path, store: Store, version: str) -> None:
    """The guards name the kinds of entries that a lead may have, so that they change with the new ones."""
    store.close()
    with closing(sqlite3.connect(path)) as plain:
        for index in (*SEARCH_INDICES, "search_doc"):
            plain.execute(f"DROP TABLE {index}")
        plain.execute("DROP TRIGGER entry_form")
        plain.execute("UPDATE alembic_version SET version_num = ?", (version,))
        plain.commit()
    with closing(Store.open(path)) as again, again.unit() as unit:
        put(unit, DOC)
        assert leads(unit, "zoe") == ["lead-1"]
        assert triggers.missing(unit._sql.rows) == []
        assert unit._sql.value("SELECT version_num FROM alembic_version") == HEAD
