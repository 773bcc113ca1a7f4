"""Public holidays of a country or one of its regions, by year."""

from datetime import date


def holiday_dates(country: str, region: str, year: int) -> frozenset[date]:
    """The public holidays of `year`, with the days given in lieu of one on a weekend ("observed").

    `country` is an ISO 3166 alpha-2 code, `region` a subdivision of it as the `holidays` package spells it
    ("ENG", "BY"), "" for what the whole country has in common: for GB that leaves out Easter Monday.
    Raises ValueError with a sentence for the person where the country or region is unknown.
    """
    # Importing it and loading a country's rules takes about 0.2 s, and most dealerships are open on holidays:
    # only who asks pays (design.md, Speed is a shape).
    from holidays import country_holidays  # noqa: PLC0415  slow to import, seldom needed

    # The package also knows stock exchanges and three-letter codes under the same function.
    if len(country) != 2:
        raise ValueError(f'"{country}" is no country: two capital letters are expected, such as GB or US.')
    try:
        return frozenset(country_holidays(country, subdiv=region or None, years=year))
    except NotImplementedError as fault:
        where = f'the region "{region}" of {country}' if region else f'the country "{country}"'
        raise ValueError(f"The holidays of {where} are not known.") from fault
