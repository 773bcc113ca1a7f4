"""Open leads whom nobody can or may call, and why."""

from bdc_desk.demo.days import Days
from bdc_desk.demo.enquiries import NO_NUMBER, WEBSITE, enquiry, impossible, london
from bdc_desk.demo.people import Agent
from bdc_desk.demo.script import Script
from bdc_desk.operations.draft import Grade

BEN, CY = Agent.BEN, Agent.CY


def tell_blocked(script: Script, days: Days) -> None:
    """No usable number, no number at all, do not call."""
    fault = 'The number "07700 9O0" cannot be dialled'
    dale = enquiry(
        "Dale|Hutchins",
        impossible("07700 9O0"),
        "2019 Kia Sportage GT-Line",
        price="£15,200",
        faults=(fault,),
    )
    script.story(dale, days.ago(48))
    dead = script.story(
        enquiry("Petra|Lindqvist", london(171), "2017 Saab 9-3 Aero", "CarFinder", price="£6,900"),
        days.day(3, "16:10"),
    )
    dead.call(CY, days.day(3, "16:20"), "dead number").call(CY, days.day(2, "11:30"), "dead number")
    partial = enquiry(
        "Yusuf|Demir",
        NO_NUMBER,
        "2021 Tesla Model 3",
        WEBSITE,
        comments="Please mail me your best price.",
        grade=Grade.PARTIAL,
        faults=("There is no number that could be called",),
    )
    script.story(partial, days.ago(18))
    walter = script.story(
        enquiry("Walter|Simmonds", london(172), "2020 Dacia Duster Comfort", price="£11,700"),
        days.day(2, "17:15"),
    )
    walter.call(BEN, days.day(2, "17:22"), "do not call", 22)
    walter.note(BEN, days.day(2, "17:26"), "Somebody else typed his number in. Never ring again.")
