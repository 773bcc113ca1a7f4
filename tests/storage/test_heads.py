"""Heads of the log, noted in a file beside it."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.heads import NotedHead, head_on_paper, heads_of, note_head, note_restored
from bdc_desk.storage.store import Store
from tests.helpers.plain_log import PlainLog

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "heads.txt"


def noted(log: PlainLog, file: Path, now: datetime = NOW) -> NotedHead | None:
    with closing(Store.open(Path(log.value("SELECT file FROM pragma_database_list")))) as store:
        return note_head(store, file, now)


def test_a_head_is_noted_once_and_again_when_it_moved(log: PlainLog, file: Path) -> None:
    first = noted(log, file)
    assert noted(log, file, NOW + HOUR) == first
    log.write("note")
    second = noted(log, file, NOW + HOUR)
    assert heads_of(file) == [first, second]
    assert first is not None
    assert second is not None
    assert (second.no, second.at, second.chain) == (first.no + 1, NOW + HOUR, first.chain)


def test_an_empty_log_has_none(tmp_path: Path, file: Path) -> None:
    with closing(Store.open(tmp_path / "empty.sqlite")) as store:
        assert note_head(store, file, NOW) is None
    assert heads_of(file) == []
    assert not file.exists()


def test_a_line_that_was_torn_costs_no_other(log: PlainLog, file: Path) -> None:
    first = noted(log, file)
    with file.open("a", encoding="utf-8") as stream:
        stream.write("2026-03-02T11:00:00Z 7")  # a power cut
    log.write("note")
    second = noted(log, file)
    assert heads_of(file) == [first, second]


def test_lines_that_are_none_are_skipped(log: PlainLog, file: Path) -> None:
    head = noted(log, file)
    assert head is not None
    for line in (
        "\xff\x00",
        "yesterday",
        f"2026-03-02 10:00 {head.chain} 3 {head.hash}",
        f"2026-03-02T10:00:00 {head.chain} 3 {head.hash}",
        f"2026-03-02T10:00:00Z {head.chain} 0 {head.hash}",
        f"2026-03-02T10:00:00Z {head.chain} 3 {head.hash[1:]}",
        "# a remark",
        "# restored to many at noon",
    ):
        with file.open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
    assert heads_of(file) == [head]


def test_what_was_noted_before_a_restore_is_explained_by_it(log: PlainLog, file: Path) -> None:
    kept = noted(log, file)
    log.write("note")
    noted(log, file)
    assert kept is not None
    note_restored(file, kept.no, NOW + HOUR)
    log.write("note")
    noted(log, file, NOW + 2 * HOUR)
    assert [head.taken_back_at for head in heads_of(file)] == [None, NOW + HOUR, None]


def test_a_file_that_cannot_be_written_or_read_is_told(log: PlainLog, file: Path) -> None:
    file.mkdir()
    with pytest.raises(SurroundingsFault, match="cannot be read"):
        heads_of(file)
    with pytest.raises(SurroundingsFault, match="could not be noted"):
        note_restored(file, 3, NOW)


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("12:0f3a57c9be12", 12),
        (" 1,204 : 0F3A57C9BE12AA ", 1204),
        ("0:0f3a57c9be12", None),
        ("12:0f3a57c9be1", None),
        ("12", None),
        ("12:notahexnumber", None),
        ("", None),
    ],
)
def test_a_head_on_paper(text: str, no: int | None) -> None:
    head = head_on_paper(text, NOW)
    assert (head.no if head else None) == no
