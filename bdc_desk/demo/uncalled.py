"""Open leads that nobody has called: what must be noticed first.

The counts are what tests/demo looks for at 10:40 on a Wednesday.
"""

from bdc_desk.demo.days import Days
from bdc_desk.demo.enquiries import NO_NUMBER, WEBSITE, enquiry, london
from bdc_desk.demo.people import Agent
from bdc_desk.demo.script import Script
from bdc_desk.demo.texts import LONG_COMMENT, MAIL
from bdc_desk.operations.draft import Grade, LeadDraft


def tell_uncalled(script: Script, days: Days) -> None:
    """3 inside two minutes, 3 over 2, 2 over 15, 2 escalated."""
    _fresh(script, days)
    _over_two(script, days)
    _asks_again(script, days)
    _over_fifteen(script, days)
    _escalated(script, days)


def _fresh(script: Script, days: Days) -> None:
    comments = "Is the red one still there? I could come after work today."
    zoe = enquiry(
        "Zoë|Ashworth", london(101), "2023 Fiat 500 Dolcevita", WEBSITE, price="£13,750", comments=comments
    )
    script.story(zoe, days.just(25))
    marcus = enquiry("Marcus|Bell", london(102), "2021 Ford Focus ST-Line", "CarFinder", price="£16,495")
    script.story(marcus, days.just(62))
    yuto = enquiry(
        "小林 悠斗", london(103), "2022 Toyota Corolla Touring", "Manufacturer", mail="yuto@example.test"
    )
    script.story(yuto, days.just(95))


def _over_two(script: Script, days: Days) -> None:
    comments = "Can I see it Saturday? Would trade in my old Skoda."
    lukasz = enquiry(
        "Łukasz|Kowalczyk",
        london(111),
        "2019 Skoda Superb Estate",
        "Facebook",
        price="£15,990",
        comments=comments,
        trade="2012 Skoda Octavia 1.6",
    )
    script.story(lukasz, days.ago(4))
    priya = enquiry(
        "Priya|Raman",
        london(112),
        "2024 Kia Niro EV",
        "Manufacturer",
        price="£31,250",
        grade=Grade.REPAIRED,
        faults=("The XML is not well-formed: line 14: a bare &", "</adf> is missing"),
    )
    script.story(priya, days.ago(7))


def _asks_again(script: Script, days: Days) -> None:
    """Not reached two weeks ago, back today: the second round begins at nothing."""
    owen = script.story(
        enquiry("Owen|Gallagher", london(113), "2020 Nissan Qashqai Tekna", price="£17,300"),
        days.day(16, "11:20"),
    )
    owen.call(Agent.CY, days.day(16, "11:26"), "no answer").call(Agent.CY, days.day(16, "15:40"), "voicemail")
    owen.call(Agent.CY, days.day(15, "18:15"), "no answer").call(Agent.CY, days.day(14, "10:05"), "no answer")
    owen.mail(Agent.CY, days.day(14, "10:08"), "last_try").not_reached(Agent.CY, days.day(14, "10:12"))
    comments = "Sorry I missed your calls, I was abroad. Still interested!"
    again = enquiry(
        "Owen|Gallagher",
        london(113),
        "2020 Nissan Qashqai Tekna",
        WEBSITE,
        comments=comments,
        key="<again@demo.example.test>",
    )
    owen.again(again, days.ago(11))


def _over_fifteen(script: Script, days: Days) -> None:
    long_name = "Bartholomew Maximilian|Fitzgerald-Montgomery von Hohenstein-Cholmondeley"
    wanted = "2021 Volkswagen Passat Estate 2.0 TDI R-Line 4Motion DSG"
    bart = enquiry(long_name, london(121), wanted, WEBSITE, price="£22,480", comments=LONG_COMMENT)
    script.story(bart, days.ago(23))
    script.story(_unreadable(), days.ago(29))


def _escalated(script: Script, days: Days) -> None:
    femi = script.story(
        enquiry("Femi|Adeyemi", london(122), "2018 Audi A3 Sportback", price="£13,200"), days.ago(75)
    )
    femi.call(Agent.CY, days.ago(68), "no answer", 9)  # nine seconds are no ring: the clock runs on
    harriet = enquiry(
        "Harriet|Lane", london(132), "2021 Mini Countryman Cooper S", "CarFinder", price="£21,995"
    )
    script.story(harriet, days.ago(195))


def _unreadable() -> LeadDraft:
    return enquiry(
        "Ruth Abernathy",
        NO_NUMBER,
        source="Ruth Abernathy",
        comments=MAIL.decode().partition("\n\n")[2],
        grade=Grade.UNREADABLE,
        faults=("No enquiry in a known form was found: read the mail",),
        raw=MAIL,
    )
