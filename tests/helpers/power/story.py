"""What is done at the desk while it is recorded: a file is born, weeks of the invented dealership pass, the
desk is closed and opened, and one more day is worked, each operation by its name.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bdc_desk.clock import FixedClock
from bdc_desk.demo.inventing import invent
from bdc_desk.demo.people import Agent, id_of
from bdc_desk.intake.importing import import_paths
from bdc_desk.operations.calling import dial, end_call, give_outcome, withdraw_outcome
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.emailing import ask_email, say_left
from bdc_desk.operations.lead_work import hand_over, keep_note_draft, set_callback, write_note
from bdc_desk.operations.merging import merge
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import MailPreview
from bdc_desk.storage.store import Store
from tests.helpers.desks import HOUR, MINUTE, MONDAY, POLICY, SECOND, draft
from tests.helpers.power.recording import Recording, recorded

FILE = "bdc-desk.sqlite"
LEADS = 8
_ADF = """<?xml version="1.0"?><adf><prospect><requestdate>2026-03-02T09:00:00+00:00</requestdate>
<vehicle><year>2021</year><make>Ford</make><model>Ranger</model></vehicle><customer><contact>
<name part="full">Robin Filed{number}</name><email>filed{number}@example.test</email></contact></customer>
<vendor><vendorname>Northgate Motors</vendorname></vendor></prospect></adf>"""
Answer = TypeVar("Answer")


class Day:
    """A desk whose every operation is noted as returned."""

    def __init__(self, desk: Desk, recording: Recording) -> None:
        self.desk, self._recording = desk, recording

    def do(self, operation: Callable[..., Answer], *given: object, **named: object) -> Answer:
        """Carry it out at the desk, and note that it returned."""
        answer = operation(self.desk, *given, **named)
        self._recording.returned(operation.__name__)
        return answer


def record(folder: Path) -> Recording:
    """Tell the story in `folder`, which is empty, with production's own store and operations."""
    path = folder / FILE
    with recorded() as recording:
        with closing(Store.open(path)) as store:
            recording.returned("the first opening")
            desk = invent(store, MONDAY, POLICY)
            recording.returned("weeks of work")
        clock = FixedClock(MONDAY + HOUR)
        with closing(Store.open(path)) as store:
            _work(Day(replace(desk, store=store, clock=clock), recording), clock, folder)
    return recording


def _work(day: Day, clock: FixedClock, folder: Path) -> None:
    day.do(_import, folder)
    leads = [day.do(receive_lead, draft(number)).lead for number in range(1, LEADS + 1)]
    for number, lead in enumerate(leads, 1):
        _call(day, clock, lead, f"person{number}@example.test")
    day.do(merge, leads[0], leads[1])
    day.do(hand_over, leads[2], id_of(Agent.CY), "the customer asked for Cy")
    day.do(rebuild)


def _import(desk: Desk, folder: Path) -> None:
    files = [folder / f"{number}.adf" for number in range(3)]
    for number, file in enumerate(files):
        file.write_text(_ADF.format(number=number), encoding="utf-8")
    read = list(import_paths(desk, [str(file) for file in files]))
    assert all(one.received for one in read), read


def _call(day: Day, clock: FixedClock, lead: str, mail: str) -> None:
    call, _ = day.do(dial, lead, "n1")
    clock.advance(20 * SECOND)
    day.do(end_call, lead, call.attempt, 20 * SECOND)
    day.do(keep_note_draft, lead, "asks for a test dr")
    day.do(give_outcome, lead, call.attempt, "no answer")
    day.do(withdraw_outcome, lead, call.attempt)
    day.do(give_outcome, lead, call.attempt, "voicemail")
    day.do(write_note, lead, "asks for a test drive on Saturday")
    day.do(set_callback, lead, clock.now() + HOUR)
    asked, _ = day.do(ask_email, lead, MailPreview("missed_you", mail, "Your Ranger", "Dear Pat", ()))
    day.do(say_left, lead, asked, f"<{asked}@desk.example.test>")
    clock.advance(5 * MINUTE)
