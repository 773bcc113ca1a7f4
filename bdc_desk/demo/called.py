"""Open leads that were called: promises, tries that are due or come later, dialogues to follow up."""

from datetime import timedelta

from bdc_desk.cadence.kinds import ExceptionReason, LeadKind
from bdc_desk.demo.days import Days
from bdc_desk.demo.enquiries import MANHATTAN, WEBSITE, enquiry, london, phone
from bdc_desk.demo.people import Agent
from bdc_desk.demo.script import Script
from bdc_desk.demo.texts import HTML_COMMENT

ANA, BEN, CY = Agent.ANA, Agent.BEN, Agent.CY


def tell_called(script: Script, days: Days) -> None:
    """Add them to the script."""
    _callbacks(script, days)
    _retries(script, days)
    _later(script, days)


def _callbacks(script: Script, days: Days) -> None:
    """One overdue, one within five minutes, three later, one of them where it is early morning now."""
    nina = script.story(
        enquiry("Nina|Petrova", london(141), "2022 Mazda CX-5 GT Sport", price="£24,100"),
        days.day(1, "14:31"),
    )
    nina.call(ANA, days.day(1, "14:33"), "callback", 71, promised=days.ago(12))
    nina.note(ANA, days.day(1, "14:37"), "On the school run. Wants the service history read to her.")
    george = script.story(
        enquiry("George|Whitfield", london(142), "2019 Jaguar XE R-Sport", "CarFinder", price="£18,650"),
        days.day(1, "16:02"),
    )
    george.call(BEN, days.day(1, "16:11"), "callback", 48, promised=days.present + timedelta(minutes=4))
    sian = script.story(
        enquiry("Siân|Pritchard", london(143), "2023 Hyundai i20 N", WEBSITE, price="£21,200"), days.ago(125)
    )
    sian.call(ANA, days.ago(121), "callback", 55, promised=days.ahead(95))
    jose = script.story(
        enquiry("José|Álvarez", london(144), "2020 Seat Ateca Xperience", "Facebook", price="£18,900"),
        days.day(2, "12:40"),
    )
    jose.call(CY, days.day(2, "12:55"), "no answer").call(
        CY, days.day(1, "17:50"), "callback", 64, promised=days.day(-1, "11:00")
    )
    grace = script.story(
        enquiry(
            "Grace|Holloway",
            phone("+1 212 555 0147"),
            "2021 Land Rover Defender 110",
            WEBSITE,
            price="£54,950",
            comments="Moving back to London in April, can you hold a car for me?",
            address=MANHATTAN,
        ),
        days.day(1, "18:22"),
    )
    grace.call(ANA, days.day(1, "18:30"), "callback", 82, promised=days.ahead(290))
    grace.note(ANA, days.day(1, "18:34"), "In New York until April: call her in her morning, not ours.")


def _retries(script: Script, days: Days) -> None:
    """Attempts 1 to 4 counted, two dialogues to follow up, and one whose plan is done."""
    _tried_once(script, days)
    tomos = script.story(
        enquiry("Tomos|Rees", london(152), "2019 Vauxhall Astra SRi", price="£9,850"), days.day(1, "09:31")
    )
    tomos.call(BEN, days.day(1, "09:33"), "no answer").call(BEN, days.day(1, "13:05"), "voicemail", 41)
    tomos.mail(BEN, days.day(1, "13:08"), "missed_you")
    hoa = script.story(
        enquiry("Nguyễn Thị|Hoa", london(153), "2022 Honda Jazz Crosstar", "Manufacturer", price="£19,600"),
        days.day(2, "10:05"),
    )
    hoa.call(CY, days.day(2, "10:12"), "no answer").call(CY, days.day(2, "14:40"), "no answer")
    hoa.call(CY, days.day(1, "17:40"), "voicemail").mail(CY, days.day(1, "17:45"), "car_details")
    isla = script.story(
        enquiry("Isla|MacGregor", london(154), "2020 Volvo V60 Inscription", "CarFinder", price="£25,300"),
        days.day(3, "09:46"),
    )
    isla.call(ANA, days.day(3, "09:51"), "no answer").call(ANA, days.day(3, "14:20"), "no answer")
    isla.call(ANA, days.day(2, "18:05"), "voicemail").call(BEN, days.day(1, "12:30"), "no answer")
    isla.mail(ANA, days.day(1, "12:40"), "test_drive")
    _talked(script, days)
    _plan_done(script, days)


def _tried_once(script: Script, days: Days) -> None:
    piet = script.story(
        enquiry("Jan|van der Meer", london(151), "2021 BMW 320d Touring", price="£24,995"),
        days.day(1, "18:02"),
    )
    piet.call(ANA, days.day(1, "18:10"), "no answer", 31)
    html = enquiry(
        "Rhys|Morgan", london(131), "2020 Seat Leon FR", "Facebook", price="£14,450", comments=HTML_COMMENT
    )
    script.story(html, days.day(1, "18:40")).call(CY, days.day(1, "18:44"), "no answer")
    margaret = script.story(
        enquiry("Margaret|Ellis", london(155), "2022 Renault Captur E-Tech", WEBSITE, price="£17,450"),
        days.day(1, "17:44"),
    )
    margaret.call(CY, days.day(1, "17:58"), "no answer")
    service = enquiry(
        "Colin|Barraclough",
        london(156),
        "2017 Ford Kuga Titanium",
        "Service desk",
        kind=LeadKind.SERVICE,
        comments="Clutch is going. Thinking of changing the car rather than repairing it.",
    )
    script.story(service, days.day(1, "16:50")).call(
        BEN, days.day(1, "17:20"), "voicemail", 38, said_first="no answer"
    )


def _talked(script: Script, days: Days) -> None:
    emma = script.story(
        enquiry("Emma|Castellano", london(157), "2023 Peugeot 3008 GT", price="£27,800"), days.day(1, "11:15")
    )
    emma.call(CY, days.day(1, "11:17"), "dialogue", 244).mail(CY, days.day(1, "11:30"), "free_text")
    emma.note(CY, days.day(1, "11:24"), "Compares with a Tucson. Wants the PCP figures at 10,000 miles.")
    walk_in = enquiry(
        "Desmond|Okafor",
        london(158),
        "2021 Mercedes-Benz A200 AMG Line",
        "Showroom",
        kind=LeadKind.WALK_IN,
        price="£23,900",
    )
    script.story(walk_in, days.day(1, "15:25"), by=ANA).note(
        ANA, days.day(1, "15:50"), "Drove it, liked it. Brings his wife."
    )


def _plan_done(script: Script, days: Days) -> None:
    abby = script.story(
        enquiry("Abigail|Stone", london(159), "2018 Mini One", "Facebook", price="£9,400"),
        days.day(7, "10:10"),
    )
    abby.call(BEN, days.day(7, "10:14"), "no answer").call(BEN, days.day(7, "14:02"), "no answer")
    abby.call(ANA, days.day(6, "17:30"), "voicemail").call(BEN, days.day(5, "11:45"), "no answer")
    abby.mail(BEN, days.day(5, "11:50"), "last_try")
    abby.call(BEN, days.day(4, "13:20"), "no answer").call(CY, days.day(3, "18:40"), "no answer")


def _later(script: Script, days: Days) -> None:
    """Called today, waiting for the next try; an appointment; a wish for mail that nobody has confirmed."""
    aisha = script.story(
        enquiry("Aisha|Rahman", london(161), "2022 Toyota Yaris Cross", price="£19,995"), days.ago(52)
    )
    aisha.call(ANA, days.ago(50.5), "no answer", 26)
    thomas = script.story(
        enquiry("Thomas|Ellis", london(155), "2016 Land Rover Discovery Sport", "CarFinder", price="£14,700"),
        days.ago(88),
    )
    thomas.call(BEN, days.ago(85), "voicemail", 35)
    thomas.note(
        BEN,
        days.ago(83),
        "Same number as Margaret Ellis: a woman's voice on the mailbox. Ask which car is whose.",
    )
    phone_up = enquiry(
        "Lorna|Fairweather",
        london(162),
        "2023 Nissan Juke N-Design",
        "Phone",
        kind=LeadKind.PHONE_UP,
        price="£20,400",
    )
    script.story(phone_up, days.ago(66), by=CY).note(
        CY, days.ago(62), "Rang us. Wants to see it on Friday, calls back with a time."
    )
    _appointment(script, days)
    _email_only(script, days)
    bruce = enquiry(
        "Bruce|Kendall",
        phone("+1 212 555 0119"),
        "2019 Porsche Macan S",
        "Showroom",
        kind=LeadKind.BE_BACK,
        price="£36,700",
        address=MANHATTAN,
    )
    # Older than the policy's 30 days: no longer a requested call, so New York's hours guard the dial button.
    script.story(bruce, days.day(34, "15:10"), by=CY).call(CY, days.day(33, "15:30"), "dialogue", 190)


def _appointment(script: Script, days: Days) -> None:
    keith = script.story(
        enquiry("Keith|Donnelly", london(163), "2022 Skoda Kodiaq SE L", price="£29,300"),
        days.day(2, "13:01"),
    )
    keith.call(BEN, days.day(2, "13:03"), "appointment", 318)
    keith.appointment(BEN, days.day(2, "13:12"), days.day(-2, "14:30")).mail(
        BEN, days.day(2, "13:15"), "appointment"
    )
    keith.hand_over(BEN, days.day(2, "13:20"), ANA, "appointment made")
    keith.details(BEN, days.day(2, "13:25"), (london(163), london(164)), address="12 Mill Lane, Barnet EN5")


def _email_only(script: Script, days: Days) -> None:
    ingrid = script.story(
        enquiry("Ingrid|Sørensen", london(165), "2020 Volvo XC40 Recharge", "Manufacturer", price="£26,150"),
        days.ago(140),
    )
    ingrid.call(ANA, days.ago(134), "no answer")
    ingrid.exception(
        ANA, days.ago(58), ExceptionReason.EMAIL_ONLY, "I am deaf, please do not ring. Write to me instead."
    )
    ingrid.mail(ANA, days.ago(55), "car_details")
