from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bdc_desk.ui import words

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0:00"),
        (0, "0:00"),
        (48, "0:48"),
        (119.9, "1:59"),
        (120, "2 min"),
        (3599, "59 min"),
        (7500, "2 h 05"),
    ],
)
def test_ages(seconds: float, said: str) -> None:
    assert words.age(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(12, "0:12"), (724, "12:04"), (3723, "1:02:03"), (36_000, "10:00:00")]
)
def test_timers(seconds: int, said: str) -> None:
    assert words.timer(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 7, 1, 16, 30, tzinfo=UTC), "17:30"),
        # 23:30 UTC is already tomorrow in London's summer.
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "tomorrow 00:30"),
        (datetime(2026, 6, 30, 8, 0, tzinfo=UTC), "yesterday 09:00"),
        (datetime(2026, 7, 5, 8, 0, tzinfo=UTC), "Sun 09:00"),
        (datetime(2026, 7, 20, 8, 0, tzinfo=UTC), "20 Jul 09:00"),
        (datetime(2025, 7, 20, 8, 0, tzinfo=UTC), "20 Jul 2025 09:00"),
    ],
)
def test_moments_seen_from_a_summer_noon_in_london(at: datetime, said: str) -> None:
    assert words.moment(at, datetime(2026, 7, 1, 11, 0, tzinfo=UTC), LONDON) == said


def test_counts_initials_and_dots() -> None:
    assert (words.count(1, "lead"), words.count(1200, "lead")) == ("1 lead", "1,200 leads")
    assert words.count(2, "callback due", "callbacks due") == "2 callbacks due"
    assert [words.initials(name) for name in ("Ana Cruz", "Cher", "Ana de la Cruz", " ")] == [
        "AC",
        "C",
        "AC",
        "",
    ]
    assert words.dotted("a", "", "b") == "a · b"
