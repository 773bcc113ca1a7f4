"""Clean invented leads, and a function per malformation of adf.md that damages one, for tests by the hundred.

A `Mail` is the lead in blocks with what is to be done to it; the functions only note what they want, so any
two of them meet whatever their order: first values, then markup, then the whole document, then the envelope.
"""

import base64
import html
import quopri
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Lead:
    """What a reader must find. `wanted` is the car in words."""

    first: str
    last: str
    typed: str
    e164: str
    email: str
    year: str
    make: str
    model: str

    @property
    def wanted(self) -> str:
        return " ".join(part for part in (self.year, self.make, self.model) if part)


@dataclass(slots=True)
class Mail:
    """A lead on its way to be damaged; `bytes()` is what arrives."""

    lead: Lead
    dice: random.Random
    blocks: dict[str, str]
    prolog: list[str] = field(
        default_factory=lambda: ['<?xml version="1.0" encoding="UTF-8"?>', '<?adf version="1.0"?>']
    )
    top: str = ""
    after: str = ""
    attributes: str = ""
    markup: list[Change] = field(default_factory=list)
    document: list[Change] = field(default_factory=list)
    content_type: str = "text/plain"
    charset: str = "utf-8"
    codec: str = "utf-8"
    transfer: str = "8bit"
    says_transfer: bool = True
    enveloped: bool = True

    def one_of(self, *choices: str) -> str:
        return self.dice.choice(choices)

    def inside(self, block: str, old: str, new: str) -> None:
        """Put `new` in the place of `old` in a block, if another malformation left it there."""
        self.blocks[block] = self.blocks.get(block, "").replace(old, new)

    def text(self) -> str:
        inner = "\n".join(self.blocks.values())
        body = f"<adf>\n<prospect{self.attributes}>\n{inner}\n</prospect>\n{self.after}</adf>\n"
        for change in self.markup:
            body = change(body)
        whole = self.top + "\n".join([*self.prolog, body])
        for change in self.document:
            whole = change(whole)
        return whole

    def bytes(self) -> bytes:
        data = self.text().encode(self.codec, "xmlcharrefreplace")
        if not self.enveloped:
            return data
        if self.transfer == "base64":
            data = base64.encodebytes(data)
        elif self.transfer == "quoted-printable":
            data = quopri.encodestring(data)
        said = f"Content-Transfer-Encoding: {self.transfer}\n" if self.says_transfer else ""
        head = (
            "Received: from a.example.test by b.example.test; Tue, 3 Mar 2026 08:15:30 +0100\n"
            "Message-ID: <lead-77@portal.example.test>\nFrom: Portal <leads@portal.example.test>\n"
            "To: sales@dealer.example.test\nSubject: New lead\nMIME-Version: 1.0\n"
            f"Content-Type: {self.content_type}; charset={self.charset}\n{said}\n"
        )
        return head.encode() + data


FIRST: Final = ("Robin", "Zoë", "Jürgen", "André", "Mary Ann", "Björn", "Sam", "Chloé")
LAST: Final = ("Carter", "van der Meer", "de Bruin", "Müller", "O'Neil", "Sample", "ten Have", "Beispiel")
CARS: Final = (
    ("2021", "Ford", "Ranger"), ("2019", "Kia", "Niro"), ("2024", "Citroën", "C3"),
    ("2020", "Audi", "A4 Avant"),
)  # fmt: skip


def clean(seed: int) -> Mail:
    """The clean mail of an invented lead; the same for the same seed."""
    dice = random.Random(seed)
    number = dice.randrange(1000)
    international = dice.random() < 0.5
    typed = f"+44 20 7946 0{number:03}" if international else f"020 7946 0{number:03}"
    first, last = dice.choice(FIRST), dice.choice(LAST)
    lead = Lead(
        first, last, typed, f"+442079460{number:03}", f"lead{number}@example.test", *dice.choice(CARS)
    )
    name = (
        f'<name part="full" type="individual">{first} {last}</name>'
        if dice.random() < 0.3
        else f'<name part="first" type="individual">{first}</name>\n'
        f'<name part="last" type="individual">{last}</name>'
    )
    blocks = {
        "id": '<id sequence="1" source="Portal Cars">4711</id>',
        "requestdate": "<requestdate>2026-03-02T10:15:00+01:00</requestdate>",
        "customer": (
            f'<customer>\n<contact>\n{name}\n<email>{lead.email}</email>\n'
            f'<phone type="voice" time="evening">{typed}</phone>\n</contact>\n'
            "<comments>Is it still there?</comments>\n</customer>"
        ),
        "vehicle": (
            f'<vehicle interest="buy" status="used">\n<year>{lead.year}</year>\n<make>{lead.make}</make>\n'
            f"<model>{lead.model}</model>\n<stock>U-20</stock>\n</vehicle>"
        ),
        "vendor": (
            '<vendor>\n<vendorname>Sample Motors</vendorname>\n'
            '<contact><name part="full">Sample Motors</name>'
            "<phone>+44 20 7946 0999</phone></contact>\n</vendor>"
        ),
        "provider": '<provider>\n<name part="full">Portal Cars</name>\n<service>Web</service>\n</provider>',
    }  # fmt: skip
    return Mail(lead, dice, blocks, enveloped=dice.random() < 0.7)


# Every value stands on one line of its own, so the marks round it are easy to find.
_VALUE: Final = re.compile(r">([^<>\n]+)</")
_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([\w.-]+)"')


def adf_version_without_equals(mail: Mail) -> None:
    mail.prolog = [line.replace('adf version="1.0"', 'ADF VERSION "1.0"') for line in mail.prolog]


def adf_before_xml(mail: Mail) -> None:
    mail.prolog.reverse()


def curly_declarations(mail: Mail) -> None:
    mail.prolog = [line.replace('="', "=“").replace('"', "”") for line in mail.prolog]


def unterminated_declaration(mail: Mail) -> None:
    at = mail.dice.randrange(len(mail.prolog))
    mail.prolog[at] = mail.prolog[at].replace("?>", mail.one_of("", "?"))


def blank_lines_first(mail: Mail) -> None:
    mail.top = mail.one_of("\n\n", "  \r\n", "\n \n\t\n")


def commented_declaration(mail: Mail) -> None:
    mail.prolog = [line.replace("<?", "<!--?").replace("?>", "?-->") for line in mail.prolog]


def unquoted_attributes(mail: Mail) -> None:
    if mail.dice.random() < 0.5:
        mail.markup.append(lambda text: _ATTRIBUTE.sub(r" \1=\2", text))
    else:
        mail.markup.append(
            lambda text: text.replace('part="', "part=").replace('" type="individual"', " type=individual")
        )


def bare_letters(mail: Mail) -> None:
    strange = mail.one_of(
        "this & that",
        "&nbsp;price&nbsp;< 5000",
        "it&rsquo;s \U0001f600 nice",
        "a < b & c",
        "&eacute;&#128512;",
    )
    mail.inside("customer", "Is it still there?", f"Is it still there? {strange}")
    if mail.dice.random() < 0.5:
        mail.inside("vendor", "<vendorname>Sample", "<vendorname>Sample & Sons")


def mail_program_markup(mail: Mail) -> None:
    variant = mail.dice.randrange(4)
    email = mail.lead.email
    link = f'<a href="mailto:{email}">{email}</a>'
    if variant == 0:
        mail.markup.append(lambda text: text.replace("\n", "<br>\n"))
    elif variant == 1:
        mail.markup.append(lambda text: "<div>" + text.replace("\n", "</div>\n<div>"))
    elif variant == 2:
        mail.inside("customer", f"<email>{email}", f"<email>{link}")
    else:
        mail.inside("customer", f"<email>{email}", f"<email>{link}<br>")
        mail.markup.append(lambda text: text.replace("\n", "<br />\n"))


def escaped_document(mail: Mail) -> None:
    times = mail.dice.choice((1, 2))
    quotes = mail.dice.random() < 0.5

    def escape(text: str) -> str:
        for _ in range(times):
            text = html.escape(text, quote=quotes)
        return text

    mail.document.append(escape)


def cdata_everywhere(mail: Mail) -> None:
    mail.markup.insert(
        0, lambda text: _VALUE.sub(lambda found: f"><![CDATA[{html.unescape(found[1])}]]></", text)
    )


def unescaped_concatenation(mail: Mail) -> None:
    variant = mail.dice.randrange(3)
    if variant == 0:
        mail.inside("id", 'source="Portal Cars"', 'source="Bob\'s "Best" Cars & Co"')
    elif variant == 1:
        mail.inside("customer", "Is it still there?", 'I saw "it" <under 9000> & <5000 miles')
    else:
        mail.inside("vendor", "<vendorname>Sample Motors", '<vendorname>Sample <Motors> & "Sons" < Ltd')


def cut_off(mail: Mail) -> None:
    at = mail.dice.random()

    def cut(text: str) -> str:
        start = text.find(mail.lead.typed) + len(mail.lead.typed)
        end = max(text.rfind("</adf"), text.rfind("</ADF"), text.rfind(":adf>") - 7)
        return text[: start + 10 + int(at * max(0, end - start - 10))]

    # Cut before it is escaped, so that what is cut off is known.
    mail.document.insert(0, cut)


def parties_outside(mail: Mail) -> None:
    for name in ("vendor", "provider"):
        mail.after += mail.blocks.pop(name, "") + "\n"


def comments_elsewhere(mail: Mail) -> None:
    comment = "<comments>Is it still there?</comments>"
    mail.inside("customer", comment, "")
    where = mail.one_of("contact", "prospect", "vehicle")
    if where == "contact":
        mail.inside("customer", "</contact>", f"{comment}</contact>")
    elif where == "vehicle" and "vehicle" in mail.blocks:
        mail.inside("vehicle", "</vehicle>", f"{comment}</vehicle>")
    else:
        mail.blocks["comments"] = comment


def things_missing(mail: Mail) -> None:
    gone = mail.one_of("vehicle", "vendor", "order")
    if gone == "order":
        mail.blocks["requestdate"] = mail.blocks.pop("requestdate")
        mail.blocks["id"] = mail.blocks.pop("id")
        return
    mail.blocks.pop(gone, None)
    if gone == "vehicle":
        mail.lead = replace(mail.lead, year="", make="", model="")


def placeholder_values(mail: Mail) -> None:
    word = mail.one_of("Unknown", "Not Provided", "n/a", "N/A", "")
    for name, value in (
        ("year", mail.lead.year),
        ("make", mail.lead.make),
        ("model", mail.lead.model),
        ("stock", "U-20"),
    ):
        mail.inside("vehicle", f"<{name}>{value}</{name}>", f"<{name}>{word}</{name}>")
    mail.lead = replace(mail.lead, year="", make="", model="")
    mail.inside("customer", "</contact>", f"<address><city>{word}</city></address></contact>")


def odd_names(mail: Mail) -> None:
    whole = f"{mail.lead.first} {mail.lead.last}"
    names = mail.one_of(
        f'<name type="full">{whole}</name>',
        f"<name>{whole}</name>",
        f'<name part="first">{whole}</name>',
        f'<name part="first">{whole}</name>\n<name part="last">{whole}</name>',
        f'<name part="first">{whole}</name>\n<name part="last">{mail.lead.last}</name>',
        f'<name part="full" type="business">Sample Fleet Ltd</name>\n<name part="full">{whole}</name>',
    )
    mail.blocks["customer"] = re.sub(
        r"(<name[^\n]*</name>\n)+", names + "\n", mail.blocks["customer"], count=1
    )


def phone_types(mail: Mail) -> None:
    kind = mail.one_of("home", "work", "mobile", "cell", "day", "evening")
    time = mail.one_of('time="evening"', 'besttime="evening"', "")
    mail.inside("customer", 'type="voice" time="evening"', f'type="{kind}" {time}'.strip())


def any_order(mail: Mail) -> None:
    names = list(mail.blocks)
    mail.dice.shuffle(names)
    mail.blocks = {name: mail.blocks[name] for name in names}


def extension_elements(mail: Mail) -> None:
    where = mail.one_of("customer", "vehicle", "prospect")
    extra = mail.one_of(
        "<language>English</language>",
        "<x:lead-score>87</x:lead-score>",
        "<utm><campaign>Spring</campaign></utm>",
    )
    if where == "customer":
        mail.inside("customer", "</contact>", f"{extra}</contact>")
    elif where == "vehicle" and "vehicle" in mail.blocks:
        mail.inside("vehicle", "</vehicle>", f"{extra}</vehicle>")
    else:
        mail.blocks = {"extension": extra, **mail.blocks}


def loose_text(mail: Mail) -> None:
    words = mail.one_of("Sent by the form", "Lead No. 12", "-- please call --")
    mail.inside("customer", "<contact>", f"<contact>{words}")
    mail.blocks["loose"] = words


def unfilled_template(mail: Mail) -> None:
    shape = mail.one_of("{%s}", "[%s]", "${%s}", "{{%s}}")
    for name, value in (("year", mail.lead.year), ("make", mail.lead.make), ("model", mail.lead.model)):
        mail.inside("vehicle", f"<{name}>{value}</{name}>", f"<{name}>{shape % name}</{name}>")
    mail.lead = replace(mail.lead, year="", make="", model="")


def odd_dates(mail: Mail) -> None:
    date = mail.one_of(
        "2026-03-02T10:15:00", "2026-03-02T10:15:00-08:0", "2026-03-02T9:15:00Z", "2026-03-02T10:15:00.250Z",
        "2/9/2020 6:26PM", "last week", "", "2000-03-30T15:30:20-08:00", "2099-01-01T00:00:00Z",
        "Mon, 2 Mar 2026 10:15:00 -0500",
    )  # fmt: skip
    mail.inside("requestdate", "2026-03-02T10:15:00+01:00", date)


def odd_numbers(mail: Mail) -> None:
    if mail.lead.year and "vehicle" in mail.blocks:
        years = f"{mail.lead.year}-2025"
        mail.inside("vehicle", f"<year>{mail.lead.year}</year>", f"<year>{years}</year>")
        if years in mail.blocks["vehicle"]:
            mail.lead = replace(mail.lead, year=years)
    more = mail.one_of(
        '<price type="msrp" currency="USD">$23,495</price>', "<price>Call</price>",
        '<odometer><odometer units="mi">42000</odometer></odometer>',
        "<odometer><value>42,000</value><units>km</units></odometer>",
    )  # fmt: skip
    mail.inside("vehicle", "</vehicle>", f"{more}\n</vehicle>")


def several_cars(mail: Mail) -> None:
    interest = mail.one_of('"trade-in"', '"Trade In"')
    trade = f"<vehicle interest={interest}><year>2014</year><make>Opel</make><model>Corsa</model></vehicle>"
    mail.blocks = (
        {"trade": trade, **mail.blocks} if mail.dice.random() < 0.5 else {**mail.blocks, "trade": trade}
    )


def several_prospects(mail: Mail) -> None:
    mail.after += (
        '<prospect><customer><contact><name part="full">Kim Other</name><phone>+44 20 7946 0998</phone>'
        "</contact></customer></prospect>\n"
    )  # fmt: skip


def lying_type(mail: Mail) -> None:
    mail.enveloped = True
    mail.content_type = mail.one_of(
        "application/pdf", "application/octet-stream", "text/html", "application/xml", "text/csv"
    )
    mail.charset = mail.one_of("utf-8", "iso-8859-1", "windows-1250", "us-ascii", "nonsense")


def transfer_encodings(mail: Mail) -> None:
    mail.enveloped = True
    mail.transfer = mail.one_of("base64", "quoted-printable")
    mail.says_transfer = mail.dice.random() < 0.7


def windows_bytes(mail: Mail) -> None:
    mail.codec = "cp1252"
    mail.inside("customer", "Is it still there?", "Is it still there – Ë?")


def crowded_vendor(mail: Mail) -> None:
    name = mail.one_of(
        "Sample Motors, 12 Sample Street, London", "Sample Motors - Att: Pat Seller", "Pat Seller"
    )
    mail.inside("vendor", "<vendorname>Sample Motors", f"<vendorname>{name}")


def resent(mail: Mail) -> None:
    mail.attributes = ' status="resend"'


def chat_and_capitals(mail: Mail) -> None:
    variant = mail.dice.randrange(3)
    if variant == 0:
        chat = "[10:01] Visitor: hi\n[10:02] Agent: hello & welcome <smile>\nVisitor: my name is <name>"
        mail.inside("customer", "Is it still there?", f"Is it still there?\n{chat}")
    elif variant == 1:
        mail.markup.append(lambda text: re.sub(r"</?[a-z]+", lambda found: found[0].upper(), text))
    else:
        mail.markup.append(lambda text: re.sub(r"<(/?)([a-z]+)(?=[\s>])", r"<\1adf:\2", text))


def forwarded(mail: Mail) -> None:
    marks = mail.one_of("> ", ">", ">> ", "> > ")
    note = "Can you call this one?\n\nFrom: Portal <leads@portal.example.test>\nSubject: New lead\n\n"
    mail.document.append(
        lambda text: (
            note + "".join(f"{marks}{line}\n" for line in text.splitlines()) + "\n-- \nSample Motors\n"
        )
    )


def in_html(mail: Mail) -> None:
    mail.enveloped = True
    mail.content_type = "text/html"
    mail.document.append(
        lambda text: "<html><head><style>p{}</style></head><body><p>A lead</p><div>"
        + html.escape(text).replace("\n", "<br>\n") + "</div></body></html>"
    )  # fmt: skip


MALFORMATIONS: Final[dict[str, Callable[[Mail], None]]] = {
    "1": adf_version_without_equals, "2": adf_before_xml, "3": curly_declarations,
    "4": unterminated_declaration, "5": blank_lines_first, "6": commented_declaration,
    "7": unquoted_attributes, "8": bare_letters,
    "9": mail_program_markup, "10": escaped_document, "11": cdata_everywhere, "12": unescaped_concatenation,
    "13": cut_off, "14": parties_outside, "15": comments_elsewhere, "16": things_missing,
    "17": placeholder_values, "18": odd_names, "19": phone_types, "20": any_order, "21": extension_elements,
    "22": loose_text, "23": unfilled_template, "24": odd_dates, "25": odd_numbers, "26": several_cars,
    "27": several_prospects, "28": lying_type, "29": transfer_encodings, "30": windows_bytes,
    "31": crowded_vendor, "32": resent, "33": chat_and_capitals, "forwarded": forwarded, "html": in_html,
}  # fmt: skip


def damaged(seed: int, *names: str) -> Mail:
    """The clean mail of `seed` with the malformations `names`."""
    mail = clean(seed)
    for name in names:
        MALFORMATIONS[name](mail)
    return mail
