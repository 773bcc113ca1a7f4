import re
from datetime import date

import pytest

from bdc_desk.cadence.holiday_dates import holiday_dates


@pytest.mark.parametrize(
    ("country", "region", "on", "is_holiday"),
    [
        # common to the whole country
        ("GB", "", date(2026, 12, 25), True),
        # Easter Monday is a holiday in England, not in Scotland, so not in the country as a whole
        ("GB", "ENG", date(2026, 4, 6), True),
        ("GB", "SCT", date(2026, 4, 6), False),
        ("GB", "", date(2026, 4, 6), False),
        # Boxing Day fell on a Saturday: the Monday in lieu is free too
        ("GB", "", date(2026, 12, 28), True),
        # Corpus Christi: Bavaria has it, Germany as a whole has not
        ("DE", "BY", date(2026, 6, 4), True),
        ("DE", "", date(2026, 6, 4), False),
        # an ordinary Tuesday
        ("US", "", date(2026, 3, 10), False),
    ],
)
def test_holidays_of_country_and_region(country: str, region: str, on: date, *, is_holiday: bool) -> None:
    assert (on in holiday_dates(country, region, on.year)) is is_holiday


@pytest.mark.parametrize(
    ("country", "region", "why"),
    [
        # no such country
        ("XX", "", 'The holidays of the country "XX" are not known.'),
        # no such region of a known country
        ("GB", "ZZ", 'The holidays of the region "ZZ" of GB are not known.'),
        # codes are capitals
        ("gb", "", 'The holidays of the country "gb" are not known.'),
        # nothing typed
        ("", "", '"" is no country: two capital letters are expected, such as GB or US.'),
        # a stock exchange, which the package knows as well
        ("NYSE", "", '"NYSE" is no country: two capital letters are expected, such as GB or US.'),
    ],
)
def test_unknown_places_are_named(country: str, region: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        holiday_dates(country, region, 2026)
