"""What a person said of a table's columns is kept; what is damaged is not."""

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations.table_columns import TABLE_COLUMNS, keep_columns, kept_columns
from tests.helpers.desks import Staffed


def test_columns_are_kept_and_put_right(here: Staffed) -> None:
    assert kept_columns(here.ana) == {}
    keep_columns(here.ana, "k1", ("full", "phone"))
    keep_columns(here.ana, "k2", ("", "email"))
    keep_columns(here.ben, "k1", ["full", "mobile"])
    assert kept_columns(here.cy) == {"k1": ("full", "mobile"), "k2": ("", "email")}


def test_nothing_is_refused(here: Staffed) -> None:
    for key, columns in (("", ("full",)), ("k1", ())):
        with pytest.raises(Refused, match="columns"):
            keep_columns(here.ana, key, columns)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"k1": "full"}', '{"k1": [1]}', "[" * 100_000])
def test_what_is_damaged_reads_as_not_kept(here: Staffed, content: str) -> None:
    with here.store.unit() as unit:
        unit.put_setting(TABLE_COLUMNS, content)
    assert kept_columns(here.ana) == {}
    keep_columns(here.ana, "k1", ("full",))
    assert kept_columns(here.ana) == {"k1": ("full",)}


def test_the_latest_200_are_kept(here: Staffed) -> None:
    for number in range(202):
        keep_columns(here.ana, f"k{number}", ("full",))
    keep_columns(here.ana, "k2", ("last",))
    kept = kept_columns(here.ana)
    assert (len(kept), "k1" in kept, list(kept)[-1]) == (200, False, "k2")
