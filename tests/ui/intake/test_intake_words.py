"""What the intake page says, as tables of cases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations.intake_reading import IntakeItem, ProviderFigures
from bdc_desk.ui.intake import intake_words
from bdc_desk.ui.intake.intake_words import ProviderLine

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOX = SourceStatus(
    SourceKind.MAILBOX,
    "Leads",
    SourceState.WAITING,
    NOW - MINUTE,
    NOW - MINUTE,
    found=12,
    counted_since=NOW - timedelta(hours=1),
)
ITEM = IntakeItem(
    at=NOW - 5 * MINUTE,
    origin="mailbox",
    where="Leads",
    name="",
    result="new lead",
    lead="lead",
    customer="Maria Okafor",
    source="AutoPortal",
    grade="repaired",
    faults=("The end was missing", "The text was not UTF-8"),
    archive="sha",
    arrived_at=NOW - 6 * MINUTE,
    requested_at=NOW - 10 * MINUTE,
)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "Waits for more · last read 09:59 · 12 leads since 09:00"),
        ({"found": 1, "counted_since": None}, "Waits for more · last read 09:59 · 1 lead"),
        ({"found": 0}, "Waits for more · last read 09:59 · 0 leads since 09:00"),
        ({"found": 0, "last_read_at": None}, "Waits for more"),
        (
            {"unreadable": 2, "failed": 1},
            "Waits for more · last read 09:59 · 12 leads since 09:00, 3 to look at",
        ),
        ({"state": SourceState.READING}, "Reading · last read 09:59 · 12 leads since 09:00"),
        ({"state": SourceState.ELSEWHERE, "found": 0, "last_read_at": None}, "A colleague's desk reads it"),
        (
            {"state": SourceState.FAILED, "since": NOW - 20 * MINUTE},
            "Not read since 09:40 · last read 09:59 · 12 leads since 09:00",
        ),
        ({"state": SourceState.NO_PASSWORD, "last_read_at": None, "found": 0}, "Password needed since 09:59"),
    ],
)
def test_how_a_source_stands(fields: dict[str, object], line: str) -> None:
    assert intake_words.source_line(replace(BOX, **fields), NOW, UTC) == line  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "said"),
    [("email came back", "An email came back"), ("wants no emails", "Wants no more emails")],
)
def test_a_mail_about_our_own_emails_says_what_it_tells(result: str, said: str) -> None:
    item = replace(ITEM, result=result, grade="", faults=())
    assert intake_words.grade_sign(item).word == said
    assert intake_words.item_story(item, NOW, UTC).startswith(f"{said} · ")
    assert said.lower() in intake_words.item_line(item).lower()
    assert intake_words.item_sentence(item, NOW, UTC).count(said) == 1


def test_a_source_of_which_nothing_was_heard() -> None:
    assert intake_words.source_line(None, NOW, UTC) == "Not looked at yet"


def test_a_folder_is_called_by_the_last_of_its_path() -> None:
    assert intake_words.source_name(SourceKind.FOLDER, "/srv/hub/leads") == "Folder leads"
    assert intake_words.source_name(SourceKind.FOLDER, "/") == "Folder /"
    assert intake_words.source_name(SourceKind.MAILBOX, "Leads") == "Mailbox Leads"


def test_the_status_bar_is_silent_while_all_is_well_and_counts_what_is_not() -> None:
    failed = replace(BOX, state=SourceState.FAILED)
    shut = replace(BOX, name="Portal", state=SourceState.NO_PASSWORD)
    assert intake_words.bar_words((BOX, replace(BOX, state=SourceState.READING))) == ""
    assert intake_words.bar_words((BOX, shut)) == "Mailbox Portal: password needed"
    assert intake_words.bar_words((failed, shut)) == "Mailbox Leads: not read, 1 more source not read"


@pytest.mark.parametrize(
    ("grade", "result", "word", "to_look_at", "repaired"),
    [
        ("ok", "new lead", "Read well", False, False),
        ("repaired", "enquired again", "Repaired", False, True),
        ("partial", "new lead", "No number", True, False),
        ("unreadable", "new lead", "Unreadable", True, False),
        ("", "could not be read", "Could not be read", True, False),
        ("ok", "already here", "Read well", False, False),
        ("repaired", "already here", "Repaired", False, False),
        ("unreadable", "already here", "Unreadable", False, False),
    ],
)
def test_a_grade_has_a_word_and_some_are_to_be_looked_at(
    grade: str, result: str, word: str, *, to_look_at: bool, repaired: bool
) -> None:
    item = replace(ITEM, grade=grade, result=result)
    assert intake_words.grade_sign(item).word == word
    assert intake_words.is_to_look_at(item) is to_look_at
    assert intake_words.is_repaired(item) is repaired


def test_shapes_alone_tell_the_grades_apart() -> None:
    signs = [*intake_words.GRADE_SIGNS.values(), intake_words.NOT_READ]
    assert len({sign.shape for sign in signs}) == len({sign.word for sign in signs}) == len(signs)
    states = [*intake_words.STATE_SIGNS.values(), intake_words.NEVER_LOOKED]
    assert len({sign.shape for sign in states}) == len({sign.word for sign in states}) == len(states)


def test_a_row_speaks_as_a_sentence() -> None:
    assert (
        intake_words.item_sentence(ITEM, NOW, UTC)
        == "09:55, Maria Okafor, AutoPortal, new lead, Repaired, The end was missing"
    )
    assert intake_words.item_line(ITEM) == "AutoPortal · new lead · The end was missing (1 more)"
    of_a_file = replace(ITEM, source="", name="/x/leads.csv", faults=())
    assert intake_words.item_line(of_a_file) == "leads.csv · new lead"


def test_the_story_tells_the_way_and_the_providers_delay() -> None:
    assert (
        intake_words.item_story(ITEM, NOW, UTC)
        == "New lead · came 09:55 by the mailbox Leads · asked 4 min before it arrived"
    )
    dropped = replace(ITEM, origin="window", name="/home/ana/lead.eml", requested_at=None)
    assert (
        intake_words.item_story(dropped, NOW, UTC)
        == "New lead · came 09:55 dropped on the window · file lead.eml"
    )


def test_a_file_that_was_chosen_was_not_dropped() -> None:
    assert intake_words.came_by(replace(ITEM, origin="file")) == "read from a file"


def test_a_request_after_the_arrival_is_no_delay() -> None:
    item = replace(ITEM, requested_at=NOW)
    assert "asked" not in intake_words.item_story(item, NOW, UTC)


def test_what_has_no_customer_is_called_by_its_file() -> None:
    assert intake_words.item_title(replace(ITEM, customer="", name="/x/odd.xml")) == "odd.xml"
    assert intake_words.item_title(replace(ITEM, customer="", name="")) == "Mail"


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        (
            ProviderFigures("AutoPortal", 40, 38, timedelta(seconds=95), 4, 5),
            ProviderLine("AutoPortal", "40", "95 s (of 38)", "10 % (4)", "12 % (5)"),
        ),
        (
            ProviderFigures("", 3, 0, None, 1, 0),
            ProviderLine("No source named", "3, few", "not known", "33 % (1)", "0 % (0)"),
        ),
        (
            ProviderFigures("CarFinder", 10, 10, timedelta(hours=2, minutes=5), 0, 10),
            ProviderLine("CarFinder", "10", "2 h 05 (of 10)", "0 % (0)", "100 % (10)"),
        ),
    ],
)
def test_a_figure_never_stands_without_what_it_is_of(figures: ProviderFigures, line: ProviderLine) -> None:
    assert intake_words.provider_line(figures) == line
