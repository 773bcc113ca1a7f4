from datetime import UTC, datetime

import pytest

from bdc_desk.intake.moments import MomentFault, received, request_moment, requested
from tests.intake.samples import NOW


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("2026-03-02T10:15:00-05:00", datetime(2026, 3, 2, 15, 15, tzinfo=UTC), "with an offset"),
        ("2026-03-02T10:15:00-0500", datetime(2026, 3, 2, 15, 15, tzinfo=UTC), "an offset without its colon"),
        ("2026-03-02T10:15:00.250Z", datetime(2026, 3, 2, 10, 15, 0, 250_000, tzinfo=UTC), "milliseconds"),
        (
            "2026-03-02 10:15",
            datetime(2026, 3, 2, 15, 15, tzinfo=UTC),
            "no zone: the dealership's, in winter",
        ),
        ("2025-07-02T9:15:00", datetime(2025, 7, 2, 13, 15, tzinfo=UTC), "a one-digit hour, in summer"),
        ("2026-03-04T12:00:00Z", NOW, "this very moment has been"),
    ],
)
def test_what_is_clear_is_read(text: str, expected: datetime, why: str) -> None:
    assert requested(text, now=NOW, zone="America/New_York") == expected, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("2026-03-02", "a day is no moment"),
        ("2026-03-02T10:15:00-08:1", "half an offset that is none"),
        ("2000-03-30T15:30:20-08:00", "the specification's example"),
        ("2026-03-02 13:15 PM", "no such hour of a half day"),
        ("2026-03-02 10:15 BST", "letters that mean two zones"),
        ("2/9/26 6:26PM", "a year of two digits"),
        ("Mon, 2 Mar 2099 10:15:00 +0000", "a mail's date ahead"),
        ("31/31/2020 6:26PM", "no order makes it a day"),
        ("2026-02-30T10:15:00Z", "no such day"),
        ("2026-03-02T25:15:00Z", "no such hour"),
        ("2026-03-02T10:15:00+25:00", "no such offset"),
        ("2026-03-02T10:15:00+01:75", "no such minutes"),
        ("2/9/2020 6:26PM", "February or September"),
        ("2026-03-04T12:00:01Z", "a second ahead"),
        ("0001-01-01T00:00:00+14:00", "before the year 1"),
        ("1970-01-01T00:00:00Z", "a clock never set"),
        ("２０２６-03-02T10:15:00Z", "digits of another script"),
    ],
)
def test_what_is_not_clear_is_a_fault(text: str, why: str) -> None:
    with pytest.raises(MomentFault):
        requested(text, now=NOW, zone="Europe/London")


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../etc/passwd", "a\0b", "x" * 500])
def test_a_zone_that_is_none_is_a_fault(zone: str) -> None:
    with pytest.raises(MomentFault):
        requested("2026-03-02T10:15:00", now=NOW, zone=zone)


def test_the_last_part_of_a_received_line_is_its_moment() -> None:
    line = "from a by b with SMTP id 1; Tue, 3 Mar 2026 08:15:30 +0100 (CET)"
    assert received(line, now=NOW) == datetime(2026, 3, 3, 7, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "from a by b",
        "x; soon",
        "x; Tue, 3 Mar 2099 08:15:30 +0100",
        "x; Mon, 1 Jan 9999 00:00:00 -2359",
        "x; 9 9 9",
    ],
)
def test_a_received_line_without_a_lawful_moment_is_a_fault(line: str) -> None:
    with pytest.raises(MomentFault):
        received(line, now=NOW)


@pytest.mark.parametrize(
    ("text", "country", "expected", "repair"),
    [
        ("2026-03-02T10:15:00-08:0", None, datetime(2026, 3, 2, 18, 15, tzinfo=UTC), "half an offset"),
        ("2026-03-02T10:15:00-8", None, datetime(2026, 3, 2, 18, 15, tzinfo=UTC), "half an offset"),
        ("2026-03-02T10:15:00+01", None, datetime(2026, 3, 2, 9, 15, tzinfo=UTC), ""),
        ("2026/03/02 10:15 AM", None, datetime(2026, 3, 2, 10, 15, tzinfo=UTC), ""),
        ("2026-03-02 12:05 am", None, datetime(2026, 3, 2, 0, 5, tzinfo=UTC), ""),
        ("02.03.2026, 10:15 Uhr", None, datetime(2026, 3, 2, 10, 15, tzinfo=UTC), ""),
        ("2-3-2026 om 10:15", "NL", datetime(2026, 3, 2, 10, 15, tzinfo=UTC), "day first"),
        ("2/9/2020 6:26PM", "US", datetime(2020, 2, 9, 18, 26, tzinfo=UTC), "month first"),
        ("2/9/2020 6:26PM", "gb", datetime(2020, 9, 2, 17, 26, tzinfo=UTC), "day first"),
        ("2/19/2020 6:26PM", None, datetime(2020, 2, 19, 18, 26, tzinfo=UTC), "month first"),
        ("19/2/2020 6:26 p.m.", "US", datetime(2020, 2, 19, 18, 26, tzinfo=UTC), "day first"),
        ("2/2/2020 18:26", None, datetime(2020, 2, 2, 18, 26, tzinfo=UTC), "day first"),
        ("2/19/2020 6:26:07 PM EST", "US", datetime(2020, 2, 19, 23, 26, 7, tzinfo=UTC), "month first"),
        ("Mon, 2 Mar 2026 10:15:00 -0500", None, datetime(2026, 3, 2, 15, 15, tzinfo=UTC), ""),
        ("2 Mar 2026 10:15 GMT", None, datetime(2026, 3, 2, 10, 15, tzinfo=UTC), ""),
    ],
)
def test_other_ways_to_write_a_moment(
    text: str, country: str | None, expected: datetime, repair: str
) -> None:
    moment, said = request_moment(text, now=NOW, zone="Europe/London", country=country)
    assert moment == expected
    assert (repair in said) if repair else said == ""


@pytest.mark.parametrize("country", [None, "CA", "ZA", "XX"])
def test_an_order_that_nobody_settles_is_not_guessed(country: str | None) -> None:
    with pytest.raises(MomentFault):
        request_moment("2/9/2020 6:26PM", now=NOW, zone="Europe/London", country=country)
