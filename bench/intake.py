"""A thousand mails imported, and customers found among many."""

import random
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from statistics import median

from bdc_desk.clock import FixedClock
from bdc_desk.intake.importing import import_paths
from bdc_desk.operations.searching import search
from bdc_desk.operations.setting_up import set_up
from bdc_desk.storage.store import Store
from bench.attempt import Bare
from bench.measure import RUNS, Line, against, share, timed
from bench.search import BATCH, Invented, measure, questions
from tests.helpers.desks import FORM, MONDAY, POLICY

MAILS, CUSTOMERS, ASKED = 1_000, 20_000, 40
ADF = """<?xml version="1.0"?><?adf version="1.0"?>
<adf><prospect><requestdate>2026-03-02T09:{minute:02}:00+00:00</requestdate>
<vehicle interest="buy" status="used"><year>2021</year><make>Ford</make><model>Ranger</model></vehicle>
<customer><contact><name part="first">Pat</name><name part="last">Sample{number}</name>
<email>person{number}@example.test</email><phone type="cellphone">+4420{number:08}</phone></contact>
<comments>Is it still available?</comments></customer>
<vendor><vendorname>Harbour Motors</vendorname></vendor></prospect></adf>"""


def lines(folder: Path) -> list[Line]:
    """Import, then search."""
    return [*importing(folder), *searching(folder)]


def importing(folder: Path) -> list[Line]:
    """Files of ADF mails; the floor parses each with the standard library and commits one row."""
    mails = folder / "mails"
    mails.mkdir()
    for number in range(MAILS):
        (mails / f"{number:04}.eml").write_bytes(mail(number))
    ours, floors = [], []
    for run in range(RUNS):
        with closing(Store.open(folder / f"intake-{run}.sqlite")) as store:
            desk = set_up(store, FixedClock(MONDAY), FORM, POLICY)
            ours.append(timed(lambda desk=desk: list(import_paths(desk, [str(mails)]))))  # type: ignore[misc]
        with closing(Bare(folder / f"intake-bare-{run}.sqlite")) as bare:
            floors.append(timed(lambda: [message_from_bytes(one.read_bytes()) for one in mails.iterdir()]))
            floors[-1] += bare.commit("FULL") * MAILS
    took = median(ours)
    return [
        against(
            f"import of {MAILS:,} mails",
            took,
            median(floors),
            "each parsed by Python, one bare commit a mail",
            note=f"{MAILS / took:,.0f} mails a second, 20 leads in a transaction",
        )
    ]


def mail(number: int) -> bytes:
    """One enquiry as a portal sends it."""
    made = EmailMessage()
    made["From"], made["To"] = "portal@portal.example.test", "leads@harbour.example.test"
    made["Subject"], made["Message-ID"] = "New lead", f"<{number}@portal.example.test>"
    made["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    made.set_content(ADF.format(number=number, minute=number % 60))
    return made.as_bytes()


def searching(folder: Path) -> list[Line]:
    """Every kind of question that `bench/search.py` asks, some times each; the floor: one row by its key."""
    invented, dice = Invented(CUSTOMERS), random.Random(3)
    with closing(Store.open(folder / "search.sqlite")) as store:
        desk = set_up(store, FixedClock(MONDAY), FORM, POLICY)
        for first in range(0, CUSTOMERS, BATCH * 50):
            with store.unit() as unit:
                for number in range(first, min(first + BATCH * 50, CUSTOMERS)):
                    invented.write(unit, number)

        def look_up(lead: str) -> None:
            with store.snapshot() as snapshot:
                snapshot.lead_row(lead)

        leads = iter(lambda: f"00000000-0000-5000-8000-{dice.randrange(CUSTOMERS):012}", "")
        floor = median(measure(look_up, islice(leads, ASKED * 5), ASKED * 5))
        took = {
            what: measure(lambda text: search(desk, text), iter(make, None), ASKED)  # type: ignore[arg-type]
            for what, make in questions(invented).items()
        }
    slowest = max(took, key=lambda what: median(took[what]))
    every = [one for spans in took.values() for one in spans]
    of = "one row by its key"
    return [
        against(f"search among {CUSTOMERS:,}, the middle question", median(every), floor, of),
        against(f"search, the slowest kind ({slowest})", median(took[slowest]), floor, of,
                note=f"p99 of all questions {share(every, 99) * 1000:.1f} ms"),
    ]  # fmt: skip
