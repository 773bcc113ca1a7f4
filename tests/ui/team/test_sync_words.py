from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bdc_desk.operations.teamwork import Attention, Colleague, Presence, Waiting
from bdc_desk.sync.values import Link, SyncStatus
from bdc_desk.ui.team.sync_words import Told, details, explained, heading, in_short
from bdc_desk.ui.team.team_lines import attention_words, colleague_line, waiting_lines

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 10, 9, 19, tzinfo=UTC)  # 10:19 in London
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TWO = datetime(2026, 6, 10, 9, 2, tzinfo=UTC)  # 10:02 in London


def status(link: Link, **fields: object) -> SyncStatus:
    return SyncStatus(link, TWO, **fields)  # type: ignore[arg-type]  # fields of the status


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (status(Link.CONNECTING), Told("Connecting ...", well=True)),
        (status(Link.FIRST_SYNC), Told("First sync ...", well=True)),
        (
            status(Link.FIRST_SYNC, progress=(12_000, 100_000)),
            Told("First sync 12,000 of 100,000", well=True),
        ),
        # level, and how long ago
        (status(Link.SYNCED, synced_at=NOW), Told("Synced 0 s ago", well=True)),
        (status(Link.SYNCED, synced_at=NOW - 4 * SECOND), Told("Synced 4 s ago", well=True)),
        (status(Link.SYNCED, synced_at=NOW - 5 * SECOND), Told("Synced 5 s ago", well=True)),
        (status(Link.SYNCED, synced_at=NOW + 9 * SECOND), Told("Synced 0 s ago", well=True)),
        (status(Link.SYNCED, synced_at=NOW, waiting=1), Told("Synced 0 s ago, 1 waiting", well=True)),
        # connected, and yet not level
        (status(Link.SYNCED, synced_at=NOW - 6 * SECOND), Told("feed is 6 s behind", well=False)),
        (status(Link.SYNCED, synced_at=NOW - 40 * SECOND), Told("feed is 40 s behind", well=False)),
        (status(Link.SYNCED, synced_at=NOW - 3 * MINUTE), Told("feed is 3 min behind", well=False)),
        # not connected
        (status(Link.OFFLINE), Told("Offline since 10:02", well=False)),
        (status(Link.OFFLINE, waiting=1200), Told("Offline since 10:02, 1,200 waiting", well=False)),
        (status(Link.NO_PASSWORD), Told("Password needed", well=False)),
        (
            status(Link.STOPPED, why="the shared database went back from 5,210 to 4,900"),
            Told("Stopped: the shared database went back from 5,210 to 4,900", well=False),
        ),
        (status(Link.STOPPED), Told("Stopped", well=False)),
        # a clock that is wrong is said from five minutes on, both ways
        (
            status(Link.SYNCED, synced_at=NOW, clock_off=5 * MINUTE),
            Told("Synced 0 s ago", well=True),
        ),
        (
            status(Link.SYNCED, synced_at=NOW, clock_off=6 * MINUTE),
            Told("Synced 0 s ago, clock 6 min behind", well=False),
        ),
        (
            status(Link.SYNCED, synced_at=NOW, clock_off=-65 * MINUTE),
            Told("Synced 0 s ago, clock 1 h 05 ahead", well=False),
        ),
    ],
)
def test_the_link_in_a_few_words(known: SyncStatus, told: Told) -> None:
    assert in_short(known, NOW, LONDON) == told


def test_a_long_reason_is_shortened_in_the_bar_and_whole_on_the_page() -> None:
    known = status(Link.STOPPED, why="word " * 40)
    assert len(in_short(known, NOW, LONDON).words) < 75
    assert heading(known, NOW, LONDON) == "Stopped since 10:02"
    assert "word " * 39 in explained(known)


@pytest.mark.parametrize("link", Link)
def test_each_state_says_what_now(link: Link) -> None:
    assert explained(status(link, why="It happened.")).startswith("It happened.\n")
    assert explained(status(link))


def test_the_page_says_what_to_do_about_the_clock() -> None:
    assert "clock 6 min behind: set it right" in explained(status(Link.SYNCED, clock_off=6 * MINUTE))


def test_the_details_hold_everything_known() -> None:
    known = status(Link.FIRST_SYNC, progress=(5, 10), waiting=2, why="x", clock_off=2 * SECOND)
    assert details(known).splitlines() == [
        "link: first sync",
        "since: 2026-06-10T09:02:00+00:00",
        "level at: never",
        "waiting: 2",
        "first sync: 5 of 10",
        "clock off: +2.0 s",
        "why: x",
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Presence.READY, "Kim Lee · ready 17:00"),
        (Presence.CALLING, "Kim Lee · on a call 17:00"),
        (Presence.WRAP_UP, "Kim Lee · wrapping up a call 17:00"),
        (Presence.BREAK, "Kim Lee · on a break 17:00"),
        (Presence.AWAY, "Kim Lee · away since 10:02"),
    ],
)
def test_a_colleague_in_words(state: Presence, said: str) -> None:
    assert colleague_line(Colleague("kim", "Kim Lee", state, TWO), NOW, LONDON) == said


def test_what_waits_the_latest_first_and_not_hundreds() -> None:
    waits = [Waiting(str(n), "lead", f"Pat {n}", "No answer", TWO + n * SECOND) for n in range(45)]
    lines = waiting_lines(waits, NOW, LONDON)
    assert lines[0] == "10:02 · Pat 44 · No answer"
    assert (len(lines), lines[-1]) == (41, "and 5 earlier")
    assert waiting_lines(waits[:2], NOW, LONDON) == ["10:02 · Pat 1 · No answer", "10:02 · Pat 0 · No answer"]


def test_what_needs_the_person_with_why() -> None:
    one = Attention("e", "lead", "Jon Petersen", "Not reached", "a colleague reached him first", TWO)
    assert attention_words(one, NOW, LONDON) == (
        "Jon Petersen · Not reached · 10:02",
        "a colleague reached him first",
    )
