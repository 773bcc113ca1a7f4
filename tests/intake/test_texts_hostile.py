"""Texts of two megabytes that mean harm to the readers of labelled text and of tables: each is read at once.

A second of processor time is the promise for what is no lead; 5,000 rows took 1.4, the others below 0.4.
"""

import time
from typing import Final

import pytest

from bdc_desk.intake.labelled.text import read_labelled
from bdc_desk.intake.reading import Place
from bdc_desk.intake.tables.rows import read_table
from tests.intake.samples import NOW

PLACE: Final = Place(NOW, "GB", "Europe/London")
SECONDS: Final = 5.0
"""For machines that are slow, shared, or watched by a coverage tool; what is quadratic takes minutes."""
SIZE: Final = 2_000_000
LEAD: Final = "Name: Jo Reed\nPhone: 020 7946 0123\n"
TABLE: Final = "Name;Phone;Email;Comments\nJo;020 7946 0123;jo@example.test;x\n"


def filled(piece: str) -> str:
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


HOSTILE: Final = {
    "rows": TABLE + "".join(f"Jo R{n};020 7946 0123;p{n}@example.test;hello\n" for n in range(50_000)),
    "empty cells": TABLE + filled(";"),
    "empty rows": TABLE + filled(";\n"),
    "quotation marks": TABLE + filled('"\n'),
    "marks that are never closed": TABLE + filled('Jo;"020 7946 0123;a@example.test;x\n'),
    "one mark": TABLE + '"' + filled("a\n"),
    "a header without end": filled("phone;") + "\n" + filled("1;"),
    "wide rows": ";".join(["name"] * 399) + "\n" + filled("020 7946 0123;" * 399 + "\n"),
    "commas": filled(","),
    "lines": filled("\n"),
    "pairs": filled("a,b\n"),
    "labels": LEAD + filled("name:\n"),
    "people": filled("Name: a\nPhone: 020 7946 0123\nName: b\nModel: x\n"),
    "phones": LEAD + filled("phone: 020 7946 0123\n"),
    "one field of phones": "Name: Jo\nPhone: " + filled("020 7946 0123 / "),
    "addresses": LEAD + filled("email: a@example.test\n"),
    "dates": LEAD + filled("date: 2026-03-04 10:00\n"),
    "a message": LEAD + "Message: " + filled("x\n"),
    "unknown labels": LEAD + filled("x: y\n"),
    "colons": filled(":"),
    "labels behind commas": "Name: " + filled(", b:"),
    "labels behind labels": filled("naam\tx\t"),
    "quotes in quotes": filled("> "),
    "a quote and none": LEAD + filled("> a\nb\n"),
    "heads of mails": LEAD + filled("From: x\nTo: y\n"),
    "who wrote": filled("a wrote b "),
    "rules": LEAD + filled("-\n--\n---\n"),
    "spaces": "Name:" + filled(" "),
    "TABs": filled("\t"),
    "bars": filled(" | "),
    "stars": filled("*"),
    "brackets": LEAD + "Car (" + filled("(") + "): x",
}


@pytest.mark.parametrize("why", HOSTILE)
def test_hostile_text_is_read_at_once(why: str) -> None:
    began = time.process_time()
    found = (*read_table(HOSTILE[why], PLACE).drafts, *read_labelled(HOSTILE[why], PLACE).drafts)
    assert time.process_time() - began < SECONDS
    assert len(found) <= 5_050
    assert all(len(lead.phones) <= 12 and len(lead.comments) <= 20_000 for lead in found)
    assert all(len(lead.faults) <= 25 for lead in found)
