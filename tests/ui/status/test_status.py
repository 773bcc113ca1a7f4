"""How this desk stands: what the page says, and what it copies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.desk_status import DeskFigures, Verified, desk_figures, verify_now
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.ui import theme
from bdc_desk.ui.status.desk_lines import desk_lines, size_words
from bdc_desk.ui.status.status_line import StatusLine, as_text
from bdc_desk.ui.status.status_work import StatusWork
from bdc_desk.ui.status.window_lines import intake_line, mail_line, sound_line, team_line
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft
from tests.helpers.screens import clipped

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
FIGURES = DeskFigures(1200, 0, None, "/profile/bdc-desk.sqlite", 4_200_000, 90_000_000_000, "Ana Cruz",
                      "enquiry", 3, "by hand")  # fmt: skip


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        receive_lead(at_work.desk, draft(123, "Pat Sample"))
        yield at_work


@pytest.fixture
def work(desk: AtWork) -> StatusWork:
    def beside() -> list[StatusLine]:
        return [
            team_line(None, MONDAY, UTC),
            intake_line((), MONDAY, UTC),
            StatusLine("Sound", "none", ok=False),
        ]

    return StatusWork(desk.desk, desk.app.lanes, desk.window, beside, lambda: "Europe/London")


def said(figures: DeskFigures, what: str) -> StatusLine:
    return next(line for line in desk_lines(figures, MONDAY, UTC) if line.what == what)


def test_the_figures_are_those_of_the_file(desk: AtWork) -> None:
    figures = desk_figures(desk.desk)
    with desk.desk.store.snapshot() as snapshot:
        head = snapshot.head()
    assert head is not None
    assert figures.entries == head.no
    assert figures.size > 10_000
    assert figures.free
    assert (figures.person, figures.people) == ("Ana Cruz", 1)
    assert figures.verified is None


def test_a_verification_is_kept(desk: AtWork) -> None:
    assert verify_now(desk.desk) == ()
    kept = desk_figures(desk.desk).verified
    assert kept is not None
    assert (kept.at, kept.faults) == (desk.clock.now(), 0)
    with desk.desk.store.unit() as unit:
        unit.put_setting("desk status: verified", "{damaged")
    assert desk_figures(desk.desk).verified is None


def test_numbers_have_their_nouns() -> None:
    assert said(FIGURES, "Log").words == "1,200 entries, sealed"
    assert said(replace(FIGURES, entries=1, waiting=2), "Log").words == (
        "1 entry, sealed · 2 wait for the shared database"
    )
    assert "2 others work here" in said(FIGURES, "Who is at the desk").words


def test_what_needs_somebody_is_marked() -> None:
    assert said(FIGURES, "Disk").ok
    assert not said(replace(FIGURES, free=1_000_000), "Disk").ok
    bad = replace(FIGURES, verified=Verified(MONDAY, 1200, 2))
    assert not said(bad, "Verified").ok
    old = replace(FIGURES, verified=Verified(MONDAY - timedelta(days=60), 1200, 0))
    assert "verify again" in said(old, "Verified").words
    assert not sound_line("", on=True).ok
    assert mail_line("").ok


def test_sizes_as_a_person_says_them() -> None:
    assert [size_words(size) for size in (300_000, 12_300_000, 4_100_000_000)] == [
        "0.3 MB",
        "12 MB",
        "4.1 GB",
    ]


def test_the_page_copies_what_it_shows(desk: AtWork, work: StatusWork) -> None:
    work.toggle()
    desk.qtbot.waitUntil(lambda: any(line.what == "Log" for line in work.panel.lines()))
    assert work.panel.copy.hasFocus()
    work.panel.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == as_text(work.panel.lines())
    assert "! Sound: none" in copied
    assert "Pat Sample" not in copied


def test_verify_now_says_how_it_went(desk: AtWork, work: StatusWork) -> None:
    work.toggle()
    work.panel.verify.click()
    desk.qtbot.waitUntil(lambda: "whole" in work.panel.told.text())
    desk.rest()
    assert "all whole" in next(line for line in work.panel.lines() if line.what == "Verified").words


def test_it_has_the_key_of_the_team_page_where_there_is_none(desk: AtWork, work: StatusWork) -> None:
    assert work.actions()[0].keys == ("F7",)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(desk: AtWork, work: StatusWork, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    try:
        work.toggle()
        desk.rest()
        QApplication.processEvents()
        assert clipped(work.panel) == []
    finally:
        theme.apply(qapp, "light")
