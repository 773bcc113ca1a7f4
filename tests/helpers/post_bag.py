"""A post bag: invented enquiries in every form in which they reach a dealership, copies included.

`python -m tests.helpers.post_bag FOLDER` fills a folder, for a trial by hand.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from bdc_desk.clock import SystemClock

LONDON = ZoneInfo("Europe/London")
AREAS = ("113 496", "114 496", "115 496", "116 496", "117 496", "121 496", "131 496", "141 496", "151 496")
"""UK areas whose numbers 0000 to 0999 are kept for invented people. London's are those of the fixtures."""
FIRST = (
    "Ada", "Ben", "Carla", "Dirk", "Eva", "Femke", "Gül", "Hanna", "Iris", "Jan", "Kees", "Lotte", "Mia",
    "Noor", "Oskar", "Piet", "Quinn", "Renée", "Søren", "Tess", "Uwe", "Vera", "Wim", "Xenia", "Yara", "Zoë",
)  # fmt: skip
LAST = (
    "Sample", "van der Berg", "Müller", "de Vries", "O'Hara", "Ångström", "Jansen", "Smith", "Brown",
    "Schäfer", "Visser", "ten Brink", "Clarke", "Novak", "Peeters", "Weiß", "Hughes", "Mensah",
    "Silva", "Fournier",
)  # fmt: skip
CARS = (("Skoda", "Octavia"), ("Ford", "Ranger"), ("Volvo", "V60"), ("Kia", "EV6"), ("Seat", "Leon"))
WORDS = (
    "Is it still there? I could come on Saturday.",
    "Please call after five. Thanks & regards",
    "What would my old one be worth?",
    "Does it have a tow bar, and what is the delivery time?",
)


@dataclass(frozen=True)
class Person:
    """Somebody who enquires, once."""

    number: int
    first: str
    last: str
    phone: str
    email: str
    make: str
    model: str
    words: str
    asked_at: datetime

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def e164(self) -> str:
        return "+44" + self.phone.replace(" ", "")


def person(number: int, today: datetime) -> Person:
    dice = random.Random(number)
    make, model = dice.choice(CARS)
    return Person(
        number=number,
        first=FIRST[number % len(FIRST)],
        last=LAST[(number // len(FIRST)) % len(LAST)],
        phone=f"{AREAS[number // 1000 % len(AREAS)]} {number % 1000:04}",
        email=f"p{number}@example.test",
        make=make,
        model=model,
        words=dice.choice(WORDS),
        asked_at=(today - timedelta(minutes=30 + dice.randrange(5000))).replace(
            second=number % 60, microsecond=0
        ),
    )


def adf(who: Person, *, source: str = "PortalOne", with_id: bool = True, status: str = "new") -> str:
    ident = f'<id sequence="1" source="{source}">L{who.number}</id>' if with_id else ""
    asked = who.asked_at.astimezone(LONDON).isoformat()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<?adf version="1.0"?>
<adf><prospect status="{status}">{ident}<requestdate>{asked}</requestdate>
<vehicle interest="buy" status="used"><year>2023</year><make>{who.make}</make>
<model>{who.model}</model></vehicle>
<customer><contact><name part="first">{escape(who.first)}</name><name part="last">{escape(who.last)}</name>
<email>{who.email}</email><phone type="voice" time="day">0{who.phone}</phone></contact>
<comments>{escape(who.words)}</comments></customer>
<vendor><vendorname>North Road Motors</vendorname></vendor>
<provider><name part="full">{source}</name></provider></prospect></adf>
"""


def letter(
    who: Person, *, copy: str = "", sender: str = "PortalOne <leads@portal.example.test>"
) -> EmailMessage:
    """A mail without its body, received a minute after the request."""
    message = EmailMessage()
    at = who.asked_at + timedelta(minutes=1)
    message["Received"] = f"from mx by mail.example.test; {format_datetime(at)}"
    message["From"] = sender
    message["To"] = "leads@dealer.example.test"
    message["Subject"] = f"New lead: {who.make} {who.model}"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{who.number}{copy}@portal.example.test>"
    return message


def plain(who: Person) -> bytes:
    message = letter(who)
    message.set_content(adf(who), cte="8bit")
    return bytes(message)


def attached(who: Person) -> bytes:
    message = letter(who)
    message.set_content("See the attachment.")
    message.add_attachment(
        adf(who).encode(), maintype="application", subtype="x-adf+xml", filename="lead.adf"
    )
    return bytes(message)


def attached_as_something_else(who: Person) -> bytes:
    message = letter(who)
    message.set_content("A new enquiry.")
    message.add_attachment(
        adf(who).encode(), maintype="application", subtype="octet-stream", filename="lead.xml"
    )
    return bytes(message)


def escaped_in_html(who: Person) -> bytes:
    message = letter(who)
    message.set_content(f"<html><body><pre>{escape(adf(who))}</pre></body></html>", subtype="html")
    return bytes(message)


def quoted_printable(who: Person) -> bytes:
    message = letter(who)
    message.set_content(
        f"{adf(who)}\nA readable summary: {who.name} wants a {who.make}.", cte="quoted-printable"
    )
    return bytes(message)


def forwarded(who: Person) -> bytes:
    message = letter(who, sender="Kim Ro <kim@dealer.example.test>")
    quoted = "\n".join(f"> {line}" for line in adf(who).splitlines())
    message.set_content(f"Can you take this one?\n\nKim\n-- \nNorth Road Motors\n\n{quoted}\n", cte="8bit")
    return bytes(message)


def labelled(labels: dict[str, str]) -> Callable[[Person], bytes]:
    def made(who: Person) -> bytes:
        message = letter(who, sender="Hub <hub@hub.example.test>")
        values = {
            "name": who.name, "phone": f"+44 {who.phone}", "email": who.email,
            "car": f"{who.make} {who.model}", "words": who.words,
        }  # fmt: skip
        lines = "\n".join(f"{label}: {values[key]}" for key, label in labels.items())
        message.set_content(f"{labels_intro(labels)}\n\n{lines}\n", cte="8bit")
        return bytes(message)

    return made


def labels_intro(labels: dict[str, str]) -> str:
    return {"Naam": "Er is een nieuwe aanvraag.", "Name": "A new enquiry."}.get(
        labels["name"], "Eine neue Anfrage."
    )


DUTCH = {"name": "Naam", "phone": "Telefoon", "email": "E-mail", "car": "Voertuig", "words": "Bericht"}
ENGLISH = {"name": "Name", "phone": "Phone", "email": "E-mail", "car": "Vehicle", "words": "Message"}
GERMAN = {
    "name": "Vor- und Nachname",
    "phone": "Telefon",
    "email": "E-Mail",
    "car": "Fahrzeug",
    "words": "Nachricht",
}


def bare(who: Person) -> bytes:
    return adf(who).encode()


def damaged(who: Person) -> bytes:
    """A file that no XML reader takes, damaged in one of the ways seen most."""
    text = adf(who)
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: text.replace("</adf>", "").replace("</provider></prospect>", "").encode(),
        lambda: text.replace('"first"', "first").replace('"last"', "last").replace('"buy"', "buy").encode(),
        lambda: text.replace("&amp;", "&").replace("North Road", "North & Road").encode(),
        lambda: (
            text.replace("<adf>", "<ADF>")
            .replace("</adf>", "</ADF>")
            .replace("prospect", "PROSPECT")
            .encode()
        ),
        lambda: text.encode("cp1252"),
        lambda: escape(escape(text)).encode(),
        lambda: text.replace('version="1.0"', "version=“1.0”").encode(),
        lambda: text.replace('<?adf version="1.0"?>', '<?ADF VERSION "1.0"?>').encode(),
        f"\n\n\n{text}".encode,
        lambda: text.replace("\n", "<br>\n").encode(),
    )
    return ways[who.number // len(FORMS) % len(ways)]()


FORMS: tuple[tuple[str, Callable[[Person], bytes]], ...] = (
    (".eml", plain),
    (".eml", attached),
    (".eml", attached_as_something_else),
    (".eml", escaped_in_html),
    (".eml", quoted_printable),
    (".eml", forwarded),
    (".eml", labelled(DUTCH)),
    (".eml", labelled(ENGLISH)),
    (".eml", labelled(GERMAN)),
    (".xml", bare),
    (".adf", damaged),
)


def table(people: list[Person]) -> bytes:
    """A spreadsheet's export."""
    rows = [
        f'{one.name};"+44 {one.phone}";{one.email};{one.make} {one.model};"{one.words}"' for one in people
    ]
    return "\r\n".join(["Name;Phone;Email;Vehicle;Message", *rows]).encode("utf-8-sig")


def copies(who: Person) -> Iterator[tuple[str, bytes]]:
    """The same enquiry once more, now and then: the same mail, sent again, by another portal, passed on."""
    kind = who.number % 20
    if kind == 3:
        suffix, made = FORMS[who.number % len(FORMS)]
        yield f"again-{suffix}", made(who)
    elif kind == 7:
        message = letter(who, copy="-resent")
        message.set_content(adf(who, status="resend"), cte="8bit")
        yield "resent.eml", bytes(message)
    elif kind == 11:
        message = letter(who, copy="-two", sender="PortalTwo <leads@two.example.test>")
        message.set_content(adf(who, source="PortalTwo"), cte="8bit")
        yield "portal-two.eml", bytes(message)
    elif kind == 15:
        message = letter(who, copy="-fwd", sender="Lee Ash <lee@dealer.example.test>")
        inner = letter(who)
        inner.set_content(adf(who), cte="8bit")
        message.set_content("For you.")
        message.add_attachment(inner)
        yield "passed-on.eml", bytes(message)


def fill(folder: Path, count: int, now: datetime, tables: int = 5) -> list[Person]:
    """Write `count` people's mails and files, their copies, and tables of 20 more; everybody who enquired."""
    folder.mkdir(parents=True, exist_ok=True)
    people = [person(number, now) for number in range(count)]
    for who in people:
        suffix, made = FORMS[who.number % len(FORMS)]
        (folder / f"{who.number:05}{suffix}").write_bytes(made(who))
        for name, data in copies(who):
            (folder / f"{who.number:05}-{name}").write_bytes(data)
    for number in range(tables):
        rows = [person(count + number * 20 + row, now) for row in range(20)]
        (folder / f"table-{number}.csv").write_bytes(table(rows))
        people += rows
    return people


if __name__ == "__main__":
    told = f"{len(fill(Path(sys.argv[1]), 1000, SystemClock().now())):,} people\n"
    sys.stdout.write(told)
