"""New enquiries for a living demo: one every 20 to 60 seconds, the same every time."""

import random
from datetime import datetime, timedelta
from typing import Final

from bdc_desk.demo.enquiries import WEBSITE, enquiry, london
from bdc_desk.demo.people import SEED
from bdc_desk.operations.draft import LeadDraft

FIRST_NAMES: Final = (
    "Amelia Björn Caitlin Dmitri Eilidh Farah Gwen Hugo Imani Jürgen Kirsty Liang Moira Nasser "
    "Olwen Pavel Quentin Renée Sanjay Tess Umar Violet Wendy Yara"
)
LAST_NAMES: Final = (
    "Ainsworth Bajwa Carrick Delgado Eze Fairbairn Grant Hussain Ivanova Jarvis Khan Lister "
    "Mistry Nowak Oakley Pryce Quigley Rossi Sheridan Tanaka Underhill Vance Weir"
)
CARS: Final = (
    ("2022 Ford Kuga ST-Line", "£21,495"),
    ("2021 Volkswagen Golf Life", "£17,995"),
    ("2020 Toyota C-HR Design", "£18,450"),
    ("2023 Renault Clio Techno", "£15,250"),
    ("2019 BMW 118i M Sport", "£16,900"),
    ("2022 Hyundai Kona Electric", "£20,700"),
    ("2018 Land Rover Discovery HSE", "£24,800"),
)
SOURCES: Final = ("AutoPortal", WEBSITE, "Manufacturer", "CarFinder", "Facebook")
COMMENTS: Final = (
    "",
    "Is it still available?",
    "Could I see it this evening?",
    "What would you give me for my car in part exchange?",
    "Please call me, I am at work until five.",
    "Does it have Apple CarPlay and heated seats?",
)
FIRST_NUMBER: Final = 300
"""+44 20 7946 0300 and on: the invented history's own numbers lie below."""

NUMBERS: Final = 700
SHORTEST: Final = 20
LONGEST: Final = 60
"""Seconds from one enquiry to the next."""


class Trickle:
    """Enquiries 0, 1, 2 ...: each follows from its number alone, so that a demo can be told again."""

    def next_arrival(self, n: int, now: datetime) -> LeadDraft:
        """The enquiry number `n`, arriving at `now` (aware): the same person and car for the same `n`."""
        dice = random.Random(f"{SEED} {n}")
        first, last = FIRST_NAMES.split(), LAST_NAMES.split()
        wanted, price = dice.choice(CARS)
        return enquiry(
            f"{first[n % len(first)]}|{last[n % len(last)]}",
            london(FIRST_NUMBER + n % NUMBERS),
            wanted,
            dice.choice(SOURCES),
            price=price,
            comments=dice.choice(COMMENTS),
            key=f"<{n}.{now:%Y%m%dT%H%M%S%z}@trickle.example.test>",  # a kept demo begins again at 0
        )

    def pause(self, n: int) -> timedelta:
        """How long after enquiry `n` the next one comes."""
        return timedelta(seconds=random.Random(f"{SEED} pause {n}").randint(SHORTEST, LONGEST))
