#!/usr/bin/env python3
"""How fast customers are found and told apart: `.venv/bin/python bench/search.py`.

Fifty thousand invented customers in a file, then each kind of question many times: median, 95th percentile
and the slowest, and the median's ratio to a floor measured in the same run, one row looked up by its key.
Also what the index costs when a lead arrives, and a customer's twins.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bdc_desk.clock import FixedClock
from bdc_desk.operations import projecting
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Address, LeadDraft, Phone, Vehicle
from bdc_desk.operations.likeness import CAR, DOMAIN, twin_keys
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.search_text import number_runs, words_of
from bdc_desk.operations.searching import search, who_has
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.twins import all_twins, twins_of
from bdc_desk.storage.rows import LeadRow, SearchDoc
from bdc_desk.storage.store import Store, Unit
from tests.helpers.desks import FORM, MONDAY, POLICY

BATCH, TURNS = 20, 4
CARS = ("2021 Ford Ranger", "2020 Skoda Octavia", "2019 VW Golf", "2022 Volvo V60", "2023 Kia Niro", "BMW i3")
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za")


class Invented:
    """Customers with names of syllables and reserved numbers: +1 NPA 555 01xx."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.firsts = [self._word() for _ in range(600)]
        self.lasts = [self._word() for _ in range(8000)]
        self.people = [
            (f"{self.dice.choice(self.firsts)} {self.dice.choice(self.lasts)}".title(), self._number(number))
            for number in range(count)
        ]

    def _word(self) -> str:
        return "".join(self.dice.choice(SYLLABLES) for _ in range(self.dice.choice((2, 3, 4))))

    def _number(self, number: int) -> str:
        return f"+1{201 + number % 798}55501{number // 798 % 100:02}"

    def write(self, unit: Unit, number: int) -> None:
        """One customer's rows, as projecting writes them."""
        name, e164 = self.people[number]
        lead, at = f"00000000-0000-5000-8000-{number:012}", MONDAY - timedelta(minutes=17 * (60_000 - number))
        car, email = self.dice.choice(CARS), f"person{number}@f{number % 900}.example.test"
        words = words_of(name)
        near = [
            f"{CAR}{' '.join(words_of(car))}|{''.join(sorted(w[0] for w in words))}|{word}" for word in words
        ]
        near += [f"{DOMAIN}f{number % 900}.example.test|{words[-1]}"]
        keys = dict.fromkeys([f"tel:{e164}", f"mail:{email}"], " ".join(words))
        shown_number = f"+1 {e164[2:5]}-{e164[5:8]}-{e164[8:]}"
        phone = {"shown": shown_number, "runs": number_runs({"e164": e164})}
        summary = {"keys": keys, "near": near, "name": " ".join(words)}
        unit.put_lead_row(
            LeadRow(lead, lead, name, "new", closed=False, owner=None, arrived_at=at, summary=summary)
        )
        unit.put_identity_keys(lead, keys | dict.fromkeys(near, " ".join(words)))
        more = " ".join(words_of(f"{email} {car} {shown_number} {phone['runs']}"))
        shown = {"name": name, "number": shown_number, "car": car, "source": "AutoPortal", "emails": [email],
                 "phones": [phone], "cars": [car]}  # fmt: skip
        unit.put_search_doc(SearchDoc(lead, at, " ".join(words), more, phone["runs"], shown))


def measure(ask: Callable[[str], object], asked: Iterator[str], runs: int) -> list[float]:
    """Seconds of each of `runs` questions."""
    took = []
    for _ in range(runs):
        text = next(asked)
        began = perf_counter()
        ask(text)
        took.append(perf_counter() - began)
    return took


def say(what: str, took: list[float], floor: float) -> None:
    """One line."""
    p95 = quantiles(took, n=20)[18]
    print(
        f"{what:44} p50 {median(took) * 1000:8.2f} ms   p95 {p95 * 1000:8.2f}   max {max(took) * 1000:8.2f}"
        f"   = {median(took) / floor:7.0f} x the floor"
    )


def questions(invented: Invented) -> dict[str, Callable[[], str]]:
    """The kinds of questions, each made anew."""
    dice, people = random.Random(2), invented.people

    def one() -> tuple[str, str]:
        return dice.choice(people)

    def run(length: int) -> str:
        digits = one()[1][1:]
        begin = dice.randrange(len(digits) - length + 1)
        return digits[begin : begin + length]

    return {
        "last four digits": lambda: one()[1][-4:],
        "any three digits": lambda: run(3),
        "any six digits": lambda: run(6),
        "a whole number, national": lambda: one()[1][2:],
        "a whole number, international": lambda: one()[1],
        "digits of nobody": lambda: "909909",
        "first letter": lambda: one()[0][0],
        "three letters of a surname": lambda: one()[0].split()[1][:3],
        "a first name": lambda: one()[0].split()[0],
        "a whole name": lambda: one()[0],
        "surname first, cut short": lambda: f"{one()[0].split()[1]} {one()[0][:2]}",
        "what everybody has (a mail's domain)": lambda: "example",
        "the beginning of it": lambda: "perso",
        "a car that thousands want": lambda: dice.choice(CARS),
        "car and three letters of a name": lambda: f"{dice.choice(CARS)} {one()[0][:3]}",
        "three letters that begin nothing": lambda: "xyz",
    }


def receiving(folder: Path, runs: int) -> None:
    """What the index costs when a lead arrives."""

    def drafts(seed: int) -> Iterator[LeadDraft]:
        people = Invented(TURNS * runs, seed).people[seed * runs :]  # no number that was formatted before
        for number, (name, e164) in enumerate(people):
            first, last = name.split()
            yield LeadDraft(
                key=f"<{seed} {number}>", source="AutoPortal", first=first, last=last,
                emails=(f"person{number}@f{number}.example.test",), phones=(Phone(e164, e164),),
                vehicles=(Vehicle(year="2021", make="Ford", model="Ranger"),),
                address=Address(f"{number} Harbour Road", "London", "", "SW1A 1AA"),
            )  # fmt: skip

    took: dict[str, list[float]] = {"with": [], "without": []}
    for turn in range(TURNS):
        how = "with" if turn % 2 else "without"
        with closing(Store.open(folder / f"receiving-{turn}.sqlite")) as store:
            desk = set_up(store, FixedClock(MONDAY), FORM, POLICY)
            with (
                patch.object(projecting, "twin_keys", twin_keys if how == "with" else lambda _: []),
                patch.object(
                    Unit, "put_search_doc", Unit.put_search_doc if how == "with" else lambda *_: None
                ),
            ):
                source = drafts(turn)
                for draft in (next(source) for _ in range(runs)):
                    began = perf_counter()
                    receive_lead(desk, draft)
                    took[how].append(perf_counter() - began)
    floor = median(took["without"])
    for how in ("without", "with"):
        print(f"{f'a lead arrives, {how} search and twins':44} p50 {median(took[how]) * 1000:8.2f} ms   "
              f"= {median(took[how]) / floor:7.2f} x without")  # fmt: skip


def main() -> None:
    """Everything, or with smaller sizes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--customers", type=int, default=50_000)
    asked.add_argument("--runs", type=int, default=100)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="bdc-bench-") as folder:
        receiving(Path(folder), told.runs)
        invented = Invented(told.customers)
        with closing(Store.open(Path(folder) / "bdc-desk.sqlite")) as store:
            desk = set_up(store, FixedClock(MONDAY), FORM, POLICY)
            began = perf_counter()
            for first in range(0, told.customers, BATCH):
                with store.unit() as unit:
                    for number in range(first, min(first + BATCH, told.customers)):
                        invented.write(unit, number)
            print(f"{told.customers:,} customers written in {perf_counter() - began:.1f} s, "
                  f"{store.path.stat().st_size / 1e6:.0f} MB")  # fmt: skip
            asking(desk, invented, told.runs)


def asking(desk: Desk, invented: Invented, runs: int) -> None:
    """Each kind of question."""
    leads = [f"00000000-0000-5000-8000-{number:012}" for number in range(len(invented.people))]
    dice = random.Random(3)

    def look_up(lead: str) -> None:
        with desk.store.snapshot() as snapshot:
            assert snapshot.lead_row(lead) is not None

    floor = median(measure(look_up, iter(lambda: dice.choice(leads), None), runs * 5))
    print(f"floor: one row by its key {floor * 1000:.3f} ms")
    for what, make in questions(invented).items():
        found = len(search(desk, make()))
        say(f"{what} ({found} rows)", measure(lambda text: search(desk, text), iter(make, None), runs), floor)
    numbers = iter(lambda: dice.choice(invented.people)[1], None)
    say("who has a number", measure(lambda text: who_has(desk, text), numbers, runs), floor)
    with desk.store.unit() as unit:  # a few of them are twins, so that the list has rows
        for number in range(0, 400, 40):
            row = unit.lead_row(leads[number])
            assert row is not None
            keys = {f"tel:{invented.people[number + 1][1]}": "kim other"}
            unit.put_lead_row(replace(row, summary={**row.summary, "keys": keys}))
            unit.put_identity_keys(row.lead, keys)
    some = iter(lambda: dice.choice(leads), None)
    say("a customer's twins", measure(lambda lead: twins_of_rows(desk, lead), some, runs), floor)
    say(
        "all twins",
        measure(lambda _: all_twins_of_rows(desk), iter(lambda: "", None), max(5, runs // 20)),
        floor,
    )


def twins_of_rows(desk: Desk, lead: str) -> None:
    """The candidates and their judgement: these customers have no log, so nothing to lay side by side."""
    with patch("bdc_desk.operations.twins._Laying.side", lambda _self, customer: customer):
        twins_of(desk, lead)


def all_twins_of_rows(desk: Desk) -> None:
    """As above."""
    with patch("bdc_desk.operations.twins._Laying.side", lambda _self, customer: customer):
        all_twins(desk)


if __name__ == "__main__":
    main()
