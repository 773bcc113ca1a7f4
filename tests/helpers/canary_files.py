"""Files with hostile words in every place that a reader looks at, one of each kind that comes in."""

from email import policy
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

from tests.helpers.canary import LINK, PATHS, PLACEHOLDERS, QUOTES, STEERING, TURNING, html, image

ELEMENTS = """<?xml version="1.0"?><?adf version="1.0"?><adf><prospect status="{bad}">
<id source="{bad}">{bad}</id>
<requestdate>2026-03-04T09:00:00Z</requestdate>
<vehicle interest="buy" status="{bad}"><year>{bad}</year><make>{bad}</make><model>{bad}</model>
<vin>{bad}</vin><stock>{bad}</stock><trim>{bad}</trim>
<odometer units="{bad}">{bad}</odometer><condition>{bad}</condition>
<colorcombination><interiorcolor>{bad}</interiorcolor><exteriorcolor>{bad}</exteriorcolor></colorcombination>
<price type="{bad}" currency="{bad}">{bad}</price><option><optionname>{bad}</optionname></option>
<finance><method>{bad}</method><amount>{bad}</amount></finance><comments>{bad}</comments></vehicle>
<vehicle interest="trade-in"><make>{bad}</make><model>{bad}</model></vehicle>
<customer><contact primarycontact="1"><name part="first">{bad}</name><name part="last">{bad}</name>
<email preferredcontact="1">{mail}</email><phone type="{bad}" time="{bad}">{bad}</phone>
<phone>020 7946 0{number}</phone><address type="{bad}">
<street line="1">{bad}</street><apartment>{bad}</apartment>
<city>{bad}</city><regioncode>{bad}</regioncode><postalcode>{bad}</postalcode><country>{bad}</country></address>
</contact><id>{bad}</id><timeframe><description>{bad}</description></timeframe><comments>{bad}</comments>
</customer><vendor><id>{bad}</id><vendorname>{bad}</vendorname><contact><name>{bad}</name></contact></vendor>
<provider><id>{bad}</id><name part="full">{bad}</name><service>{bad}</service><url>{bad}</url>
<email>{mail}</email><contact><name>{bad}</name></contact></provider></prospect></adf>"""
LABELS = ("Name", "First name", "Vehicle", "Make", "Model", "Price", "Address", "City", "Source", "Message")


def bad_words(folder: Path) -> str:
    """Without what XML and a header cannot hold; those ways in are tried by the readers' own tests."""
    steering = "".join(sign for sign in STEERING if sign not in "\0\x07\x1b")
    return f"{html(folder)} {TURNING} {steering} =1+1 {PLACEHOLDERS} {QUOTES} {PATHS}"


def fill(there: Path, folder: Path) -> list[str]:
    """Write one file of each kind into `there`; `folder` is where the loud picture lies. Their names."""
    bad = bad_words(folder)
    attribute = escape(bad, {'"': "&quot;"})
    adf = ELEMENTS.format(bad=attribute, mail=f"adf{escape(image(folder))}@example.test", number=301)
    labelled = "\r\n".join(f"{label}: {bad}" for label in LABELS)
    labelled += "\r\nPhone: 020 7946 0302\r\nEmail: labelled@example.test\r\n"
    cells = (_cell(bad), _cell(bad), "020 7946 0303", "csv@example.test", _cell(bad), "=1+1")
    row = ",".join(f'"{cell}"' for cell in cells)
    table = f"First name,Last name,Phone,Email,Vehicle,Comments\n{row}\n"
    attached = _mail(bad, "See the attachment.")
    attached.add_attachment(
        ELEMENTS.format(bad=attribute, mail="attached@example.test", number=304).encode(),
        maintype="application", subtype="xml", filename=f"{image(folder)}\u202e=1+1.xml",
    )  # fmt: skip
    contents = {
        f"<b>=cmd|{TURNING} <img src='loud.png'>.adf": adf.encode(),
        "labelled\x1b[2J\u202e.eml": _mail(bad, labelled).as_bytes(),
        "a chat.eml": _mail(bad, bad).as_bytes(),
        "attached.eml": attached.as_bytes(),
        "@SUM(1).csv": table.encode(),
        f"-1+1 {LINK.replace('/', '_')}.txt": bad.encode(),
    }
    for name, content in contents.items():
        (there / name).write_bytes(content)
    return list(contents)


def _cell(text: str) -> str:
    return text.replace('"', '""')


def _mail(bad: str, body: str) -> EmailMessage:
    mail = EmailMessage(policy=policy.SMTP)
    plain = "".join(sign for sign in bad if sign.isprintable())
    mail["From"] = f'"{plain.replace(chr(34), "").replace(chr(92), "")}" <portal@example.test>'
    mail["Subject"] = f"{plain} \u202e =?utf-8?q?=0D=0ABcc:_thief?="
    mail["Message-ID"] = f"<{len(body)}@example.test>"
    mail["Date"] = "Wed, 04 Mar 2026 10:00:00 +0000"
    mail.set_content(body)
    return mail
