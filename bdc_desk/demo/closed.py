"""Leads of the last weeks that are closed: what reports count, and the attempt log behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bdc_desk.cadence.kinds import ClosingReason, LeadKind
from bdc_desk.demo.days import Days
from bdc_desk.demo.enquiries import enquiry, london
from bdc_desk.demo.people import Agent
from bdc_desk.demo.script import Script
from bdc_desk.demo.story import Story
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import say_contact

BEN, DANA = Agent.BEN, Agent.DANA
CLOSED: Final = """
sold; Patrick|Dunne; 2022 Ford Puma ST-Line; £19,250; AutoPortal; internet; ANA; 24; 10:12; 1.4
not reached; Chloe|Barker; 2018 Fiat 500 Lounge; £7,950; Facebook; internet; BEN; 23; 13:40; 12
lost; Hamish|Drummond; 2021 Subaru Outback Touring; £27,400; CarFinder; internet; CY; 22; 09:20; 3
sold at the counter; Rosalind|Achterberg; 2020 BMW X1 xLine; £20,950; Showroom; walk-in; CY; 21; 15:30; 0
bought elsewhere, confirmed; Vikram|Nair; 2022 MG ZS EV; £18,300; AutoPortal; internet; BEN; 20; 11:05; 46
spam; Top Rankings Ltd; ; ; Northgate website; internet; BEN; 20; 09:04; 7
promise kept; Leah|Grossman; 2019 Volkswagen Polo Match; £11,350; Manufacturer; internet; ANA; 19; 16:45; 1.8
not reached; Callum|Finch; 2020 Vauxhall Corsa Elite; £10,800; AutoPortal; internet; CY; 18; 12:10; 95
sold; Wanjiru|Mwangi; 2021 Kia Sportage 3; £19,900; Manufacturer; internet; CY; 17; 14:35; 1.1
do not call; Gerald|Prowse; 2017 Honda CR-V EX; £13,600; CarFinder; internet; BEN; 16; 10:50; 5
not interested; Bethan|Lloyd; 2022 Dacia Jogger; £17,200; Facebook; internet; ANA; 15; 19:30; 22
lost; Anders|Holm; 2019 Volvo V90 Momentum; £22,700; AutoPortal; internet; BEN; 14; 08:15; 46.5
sold after a first call; Shreya|Kapoor; 2023 Toyota Aygo X; £14,990; CarFinder; internet; ANA; 13; 11:48; 0.9
wrong number; Dennis|Marlow; 2018 Ford Fiesta Zetec; £8,450; Facebook; internet; CY; 12; 17:20; 9
not reached; Fergus|O'Brien; 2021 Cupra Formentor V1; £24,600; AutoPortal; internet; ANA; 12; 10:26; 2.5
bought elsewhere; Tara|Whitlock; 2020 Mini Clubman Cooper; £16,300; CarFinder; internet; CY; 11; 13:05; 17
sold at the counter; Bernard|Lacey; 2021 Skoda Karoq SE; £18,750; Phone; phone-up; ANA; 10; 12:20; 0
promise broken; Oksana|Bondar; 2022 Hyundai Tucson N Line; £23,450; AutoPortal; internet; CY; 9; 18:40; 1.7
duplicate; Elaine|Mercer; 2020 Mazda 2 SE-L; £10,500; Northgate website; internet; BEN; 8; 15:10; 4
lost; Stuart|Pemberton; 2018 Jaguar F-Pace Prestige; £21,800; Be-back card; be-back; ANA; 8; 10:35; 14
not reached; Kayleigh|Moss; 2019 Peugeot 208 Allure; £9,600; Facebook; internet; BEN; 7; 09:40; 1.6
sold; Ravi|Subramanian; 2023 Kia EV6 Air; £33,900; Manufacturer; internet; CY; 6; 16:25; 1.3
not interested; Deborah|Finney; 2021 Suzuki Swift SZ5; £12,200; CarFinder; internet; BEN; 5; 20:50; 13
bought elsewhere; Milan|Horvat; 2020 Seat Arona FR; £14,100; AutoPortal; internet; ANA; 4; 11:55; 28
"""
"""Ending; name; car; price; source; kind; who; days ago; arrival; minutes from arrival to the first call."""


@dataclass(frozen=True, slots=True)
class Course:
    """What its ending needs to know of a story. `began`: days ago. `first_call`: after the arrival."""

    story: Story
    days: Days
    began: int
    arrived_at: datetime
    who: Agent
    first_call: timedelta

    def day(self, later: int, clock: str) -> datetime:
        """So many days after the enquiry, by the dealership's wall clock; never after yesterday evening."""
        return self.days.day(max(self.began - later, 1), clock)

    def called(self, outcome: str, said_first: str = "") -> Story:
        """The first call."""
        return self.story.call(self.who, self.arrived_at + self.first_call, outcome, said_first=said_first)


def tell_closed(script: Script, days: Days) -> None:
    """Add them to the script."""
    for number, row in enumerate(CLOSED.strip().splitlines()):
        ending, name, wanted, price, source, kind, who, began, clock, minutes = map(str.strip, row.split(";"))
        draft = enquiry(name, london(201 + number), wanted, source, price=price, kind=LeadKind(kind))
        arrived_at = days.day(int(began), clock)
        story = script.story(draft, arrived_at, by=Agent[who])
        first_call = timedelta(minutes=float(minutes))
        ENDINGS[ending](Course(story, days, int(began), arrived_at, Agent[who], first_call))


def _sold(course: Course) -> None:
    course.called("no answer").call(course.who, course.day(1, "10:20"), "appointment")
    course.story.appointment(course.who, course.day(1, "10:35"), course.day(3, "15:00"))
    course.story.mail(course.who, course.day(1, "10:40"), "appointment")
    course.story.then(course.who, course.day(3, "15:05"), _visits)
    course.story.close(course.who, course.day(4, "16:10"), ClosingReason.SOLD, "Collects it next week.")


def _sold_at_once(course: Course) -> None:
    course.called("appointment").appointment(
        course.who, course.arrived_at + timedelta(minutes=30), course.day(1, "11:00")
    )
    course.story.then(course.who, course.day(1, "11:04"), _visits)
    course.story.close(course.who, course.day(2, "12:30"), ClosingReason.SOLD)


def _sold_at_the_counter(course: Course) -> None:
    course.story.call(course.who, course.day(1, "10:45"), "appointment")
    course.story.appointment(course.who, course.day(1, "10:58"), course.day(2, "16:00"))
    course.story.close(course.who, course.day(2, "17:15"), ClosingReason.SOLD, "Paid the deposit.")


def _lost(course: Course) -> None:
    course.called("voicemail").mail(
        course.who, course.arrived_at + course.first_call + timedelta(minutes=6), "missed_you"
    )
    course.story.call(course.who, course.day(1, "14:15"), "dialogue")
    course.story.note(
        course.who, course.day(1, "14:25"), "Waits until the summer, the old one has passed its MOT."
    )
    course.story.close(course.who, course.day(2, "09:40"), ClosingReason.LOST, "Not buying this year.")


def _not_interested(course: Course) -> None:
    course.called("no answer", said_first="voicemail").call(
        course.who, course.day(1, "17:35"), "not interested"
    )
    course.story.close(course.who, course.day(1, "17:50"), ClosingReason.LOST)


def _not_reached(course: Course) -> None:
    course.called("no answer").mail(
        course.who, course.arrived_at + course.first_call + timedelta(minutes=5), "missed_you"
    )
    course.story.call(BEN, course.day(1, "18:10"), "voicemail").call(
        course.who, course.day(2, "10:25"), "no answer"
    )
    course.story.call(course.who, course.day(2, "14:40"), "no answer").mail(
        course.who, course.day(2, "14:46"), "last_try"
    )
    course.story.not_reached(course.who, course.day(3, "09:30"))


def _bought_elsewhere(course: Course) -> None:
    course.called("no answer").call(course.who, course.day(2, "13:10"), "bought elsewhere")
    course.story.close(
        course.who, course.day(2, "13:20"), ClosingReason.BOUGHT_ELSEWHERE, "Bought in Croydon on Sunday."
    )


def _bought_elsewhere_for_sure(course: Course) -> None:
    _bought_elsewhere(course)
    course.story.confirm(DANA, course.day(3, "10:02"))


def _promise_kept(course: Course) -> None:
    promised = course.day(1, "16:30")
    course.story.call(course.who, course.arrived_at + course.first_call, "callback", promised=promised)
    course.story.call(course.who, promised + timedelta(minutes=1), "dialogue")
    course.story.close(
        course.who, course.day(2, "11:11"), ClosingReason.LOST, "Too far away for the test drive."
    )


def _promise_broken(course: Course) -> None:
    promised = course.day(1, "12:00")
    course.story.call(course.who, course.arrived_at + course.first_call, "callback", promised=promised)
    course.story.call(course.who, promised + timedelta(hours=3), "not interested")
    course.story.close(
        course.who, course.day(2, "10:08"), ClosingReason.LOST, "Cross that nobody rang at noon."
    )


def _spam(course: Course) -> None:
    course.story.close(
        course.who, course.arrived_at + course.first_call, ClosingReason.SPAM, "Sells search engine rankings."
    )
    course.story.confirm(DANA, course.day(1, "09:55"))


def _duplicate(course: Course) -> None:
    course.called("dialogue").close(
        course.who, course.day(1, "09:20"), ClosingReason.DUPLICATE, "Her husband had asked already."
    )


def _wrong_number(course: Course) -> None:
    course.called("wrong number").close(course.who, course.day(1, "13:30"), ClosingReason.WRONG_NUMBER)
    course.story.confirm(DANA, course.day(2, "09:50"))


def _do_not_call(course: Course) -> None:
    course.called("do not call").close(
        course.who, course.day(1, "09:45"), ClosingReason.DO_NOT_CALL, "Take me off your list."
    )


def _visits(desk: Desk, lead: str) -> None:
    say_contact(desk, lead, "visit", dialogue=True)


ENDINGS: Final[dict[str, Callable[[Course], None]]] = {
    "bought elsewhere": _bought_elsewhere,
    "bought elsewhere, confirmed": _bought_elsewhere_for_sure,
    "do not call": _do_not_call,
    "duplicate": _duplicate,
    "lost": _lost,
    "not interested": _not_interested,
    "not reached": _not_reached,
    "promise broken": _promise_broken,
    "promise kept": _promise_kept,
    "sold": _sold,
    "sold after a first call": _sold_at_once,
    "sold at the counter": _sold_at_the_counter,
    "spam": _spam,
    "wrong number": _wrong_number,
}
