"""The names of ADF's elements and where they may stand; the names that mail programs put between them."""

from collections.abc import Mapping
from typing import Final


def _parents(*rows: tuple[str, str]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(parents.split()) for names, parents in rows for name in names.split()}


PARENTS: Final = _parents(
    ("prospect", "adf"),
    ("vehicle customer vendor provider", "prospect adf"),
    ("requestdate", "prospect adf"),
    ("id", "vehicle customer vendor provider prospect adf"),
    ("contact", "customer vendor provider prospect adf"),
    ("name email phone", "contact provider vendor customer prospect adf"),
    ("address", "contact provider vendor customer prospect adf"),
    (
        "street apartment city regioncode region state postalcode postcode zip country",
        "address contact provider vendor customer prospect adf",
    ),
    ("comments", "vehicle contact customer vendor provider prospect adf"),
    (
        (
            "year make model vin stocknumber trim doors bodystyle transmission odometer condition"
            " colorcombination imagetag pricecomments option finance"
        ),
        "vehicle prospect adf",
    ),
    ("interiorcolor exteriorcolor preference", "colorcombination vehicle prospect adf"),
    ("optionname manufacturercode weighting", "option vehicle"),
    ("stock price", "option vehicle prospect adf"),
    ("method amount balance", "finance vehicle"),
    ("timeframe", "customer prospect adf"),
    ("description earliestdate latestdate", "timeframe customer prospect adf"),
    ("vendorname", "vendor prospect adf"),
    ("service", "provider prospect adf"),
    ("url", "vendor provider prospect adf"),
)
"""Where each element may stand, by ADF 1.0 and by what is seen (adf.md, Malformations 14-16)."""

CONTAINERS: Final = frozenset({
    "adf", "prospect", "vehicle", "customer", "vendor", "provider", "contact", "address", "colorcombination",
    "option", "finance", "timeframe",
})  # fmt: skip
"""Elements that hold others; all other known ones hold a value."""

STRUCTURE: Final = frozenset({"prospect", "vehicle", "customer", "vendor", "provider"})
"""Elements that begin something new wherever they stand, inside a stranger's element too."""

LINE_TAGS: Final = frozenset({
    "br", "p", "div", "tr", "li", "table", "tbody", "thead", "ul", "ol", "hr", "h1", "h2", "h3", "h4",
    "blockquote", "pre", "center", "section", "article", "html", "head", "body", "form", "dl", "dt", "dd",
    "td", "th",
})  # fmt: skip
"""Names by which a mail program starts a line."""

INLINE_TAGS: Final = frozenset({
    "a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "small", "big", "s", "tt", "code",
    "wbr", "nobr", "img", "meta", "link", "o", "label", "mark", "abbr", "base", "col", "colgroup", "input",
})  # fmt: skip
"""Names by which a mail program sets words apart without ending the line."""

FORMATTING: Final = LINE_TAGS | INLINE_TAGS
