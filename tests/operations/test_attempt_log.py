"""The attempt log page by page: nothing is left out, nothing stands twice, and the files are harmless."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations import attempt_log
from bdc_desk.operations.attempt_files import as_csv, as_json, defused, file_name, write_whole
from bdc_desk.operations.attempt_log import (
    AttemptFilter,
    AttemptReading,
    attempts_on,
    days,
    may_see_all,
    sums_of,
)
from bdc_desk.operations.reading import around, attempts
from bdc_desk.operations.setting_up import add_person
from bdc_desk.operations.typed_calls import type_call
from bdc_desk.operations.views import AttemptLine
from tests.helpers.desks import DAY, HOUR, MINUTE, MONDAY, SECOND, Staffed

ZONE = "Europe/London"
LINE = AttemptLine(
    attempt="a1",
    lead="l1",
    name="Pat Sample",
    agent="Ana Cruz",
    began=MONDAY,
    number="+44 20 7946 0001",
    evidence="C",
    outcome="No answer",
    rang=20.9,
    talked=None,
    counted=True,
    why="counts",
)


def everything(here: Staffed) -> AttemptFilter:
    return AttemptFilter(MONDAY - DAY, here.clock.now() + DAY)


def read(here: Staffed, wanted: AttemptFilter) -> list[AttemptLine]:
    reading, found = AttemptReading(here.ana, wanted), []
    while not reading.is_done:
        found += reading.next_page()
    return sorted(found, key=lambda line: (line.began, line.attempt))


@pytest.fixture
def busy(here: Staffed) -> Staffed:
    """Four leads, called by two people on three days."""
    leads = [here.lead(number) for number in range(1, 5)]
    for day in range(3):
        for place, lead in enumerate(leads):
            here.call(lead, ("no answer", "voicemail")[day % 2], by=(here.ana, here.ben)[place % 2])
            here.clock.advance(10 * MINUTE)
        here.clock.advance(DAY - 40 * MINUTE)
    return here


@pytest.mark.parametrize("width", [1, 2, 3, 7, 1000])
def test_pages_of_any_width_are_the_whole_log(
    busy: Staffed, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(attempt_log, "FIRST_WIDTH", width)
    monkeypatch.setattr(attempt_log, "WIDTH", width)
    assert tuple(read(busy, everything(busy))) == attempts(busy.ana)


def test_filters(busy: Staffed) -> None:
    wanted = everything(busy)
    second = replace(wanted, start=MONDAY + DAY - HOUR, end=MONDAY + 2 * DAY - HOUR)
    assert len(read(busy, second)) == 4
    assert {line.agent for line in read(busy, replace(wanted, agent=busy.ben.person))} == {"Ben Ito"}
    assert len(read(busy, replace(wanted, outcome="voicemail"))) == 4
    assert read(busy, replace(wanted, outcome="")) == []
    assert read(busy, replace(wanted, evidence="D")) == []
    counted = read(busy, replace(wanted, counted=True))
    assert len(counted) + len(read(busy, replace(wanted, counted=False))) == 12


def test_a_call_typed_in_later_stands_on_the_day_it_was_made(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(2 * DAY)
    type_call(here.ana, lead, "n1", MONDAY + HOUR, 60 * SECOND, "dialogue")
    start, end = days(date(2026, 3, 2), date(2026, 3, 2), ZONE)
    (line,) = read(here, AttemptFilter(start, end))
    assert (line.evidence, line.began) == ("D", MONDAY + HOUR)
    start, end = days(date(2026, 3, 4), date(2026, 3, 4), ZONE)
    assert read(here, AttemptFilter(start, end)) == []


def test_what_is_written_while_one_reads_comes_with_its_lead(
    busy: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_log, "FIRST_WIDTH", 1)
    wanted = everything(busy)
    reading = AttemptReading(busy.ana, wanted)
    reading.next_page()
    lead = busy.lead(9)
    busy.call(lead, "no answer")
    assert [line.lead for line in attempts_on(busy.ana, [lead, "nobody"], wanted)] == [lead]


def test_sums_and_few(busy: Staffed) -> None:
    sums = sums_of(read(busy, everything(busy)))
    assert (sums.attempts, sums.counted, sums.leads, sums.few) == (12, 12, 4, True)
    assert not sums_of([replace(LINE, attempt=str(n)) for n in range(20)]).few


def test_managers_see_everybody_s(here: Staffed) -> None:
    boss = add_person(here.ana, "Dee Park", "manager").id
    about = around(here.ana)
    assert [may_see_all(about, who) for who in (here.ana.person, here.ben.person, boss, "nobody")] == [
        False,
        False,
        True,
        False,
    ]


def test_days_are_the_dealership_s_also_at_a_change_of_the_clock() -> None:
    start, end = days(date(2026, 3, 29), date(2026, 3, 29), ZONE)
    assert end.astimezone(UTC) - start.astimezone(UTC) == 23 * HOUR
    assert days(date(2026, 3, 2), date(2026, 3, 1), ZONE) == days(date(2026, 3, 1), date(2026, 3, 2), ZONE)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("Pat", "Pat"),
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        (" \r\n=1", "'   =1"),
        ("a\u202eb\x1b[31m", "ab[31m"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, shown: str) -> None:
    assert defused(cell) == shown


@given(st.text())
def test_whatever_a_customer_is_called_is_one_cell_of_text(name: str) -> None:
    (head, row) = csv.reader(io.StringIO(as_csv([replace(LINE, name=name)], ZONE)))
    assert len(row) == len(head)
    assert not row[2].lstrip().startswith(("=", "+", "-", "@"))


def test_csv_and_json_say_the_same() -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([LINE], ZONE)))
    assert row["began"] == "2026-03-02 10:00:00+00:00"
    assert (row["rang"], row["talked"], row["counted"]) == ("20", "", "yes")
    (told,) = json.loads(as_json([LINE]))
    assert (told["name"], told["began"], told["rang"]) == ("Pat Sample", "2026-03-02T10:00:00Z", 20.9)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    target.write_text("before")
    write_whole(target, "after")
    assert target.read_text(encoding="utf-8-sig") == "after"
    with pytest.raises(SurroundingsFault, match="could not be written"):
        write_whole(tmp_path / "none" / "log.csv", "after")
    assert [one.name for one in tmp_path.iterdir()] == ["log.csv"]


def test_the_proposed_name() -> None:
    start, end = days(date(2026, 3, 2), date(2026, 3, 8), ZONE)
    assert file_name(start, end, ZONE, "csv") == "attempts 2026-03-02 to 2026-03-08.csv"
    start, end = days(date(2026, 3, 2), date(2026, 3, 2), ZONE)
    assert file_name(start, end, ZONE, "json") == "attempts 2026-03-02.json"


def test_moments_after_a_clock_set_back_are_found(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(3 * DAY)
    here.call(lead, "no answer")
    here.clock.advance(-3 * DAY)
    here.lead(2)  # notes that the clock was set back
    wanted = AttemptFilter(MONDAY - DAY, datetime(2026, 3, 3, tzinfo=UTC) + timedelta())
    assert tuple(read(here, wanted)) == attempts(here.ana, start=wanted.start, end=wanted.end)
