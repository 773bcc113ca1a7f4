"""A customer about whom everything is known, written and typed that a desk can hold; and two neighbours."""

from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from bdc_desk.cadence.kinds import ExceptionReason, Kind, LeadKind
from bdc_desk.intake.importing import import_paths
from bdc_desk.log import end_log, log_to
from bdc_desk.operations import calling, emailing, lead_work, merging
from bdc_desk.operations.closing_mails import keep_taken_back
from bdc_desk.operations.counter import CounterForm
from bdc_desk.operations.counter_drafts import keep_counter_draft
from bdc_desk.operations.mail_drafts import MailDraft, keep_mail_draft
from bdc_desk.operations.mail_wishes import say_mail_wish
from bdc_desk.operations.outside_email import say_outside_email
from bdc_desk.operations.text_drafts import keep_text_drafts
from bdc_desk.operations.views import DetailsForm, MailPreview
from bdc_desk.settings import Profile
from tests.helpers.desks import MINUTE, SECOND, Staffed, phone

WORDS = (
    "Zephyrína", "Quillonby", "zq@quillon.example.test", "second.zq@example.test", "Zephyrine", "Kestrelgate",
    "lighthouse", "wheelchair", "godmother", "orchestra", "submarine", "harpsichord", "marmalade",
    "telescope", "xylophone", "windmill", "gooseberry", "blacksmith", "umbrella", "nightingale", "peppermint",
)  # fmt: skip
"""Of these nothing may be left."""
NUMBERS = ("2079460987", "2079460986", "2079460985")
FULL_NAME = "Zephyrína Quillonby"
TABLE = "zephyrine-quillonby.csv"


@dataclass(frozen=True)
class Life:
    """The leads of the person, and one of another customer that came in the same file."""

    leads: tuple[str, ...]
    neighbour: str
    mail: Path
    table: Path


def mail_of_the_person() -> bytes:
    mail = EmailMessage()
    mail["From"] = "leads@portal.example.test"
    mail["Subject"] = f"Enquiry of {FULL_NAME}"
    mail["Message-ID"] = "<one@portal.example.test>"
    mail["Date"] = "Mon, 2 Mar 2026 09:58:00 +0000"
    mail.set_content(
        """<?xml version="1.0"?><adf><prospect><id source="AutoPortal">77</id>
<requestdate>2026-03-02T09:57:00+00:00</requestdate>
<vehicle><year>2021</year><make>Ford</make><model>Ranger</model></vehicle><customer><contact>
<name part="first">Zephyrína</name><name part="last">Quillonby</name>
<email>zq@quillon.example.test</email><phone>020 7946 0987</phone>
<address><street>4 Kestrelgate</street></address></contact>
<comments>I work at the lighthouse</comments></customer></prospect></adf>""",
        cte="base64",
    )
    return mail.as_bytes()


def rich_life(here: Staffed, profile: Profile) -> Life:
    """Live it, in the profile that `here` is at."""
    log_to(profile.logs)
    files = profile.folder.parent / "came"
    files.mkdir()
    mail, table = files / "one.eml", files / TABLE
    mail.write_bytes(mail_of_the_person())
    table.write_text(
        "first name,last name,email,phone,comments\n"
        "Zephyrine,Quillonby,zq@quillon.example.test,020 7946 0986,Needs room for a wheelchair\n"
        "Pat,Sample,pat@example.test,020 7946 0111,Blue if you can\n",
        encoding="utf-8",
    )
    lead = _imported(here, mail)[0]
    here.clock.advance(timedelta(days=40))
    other, neighbour = _imported(here, table)
    merging.merge(here.ana, other, lead)
    _work(here, lead)
    _typed(here, lead)
    with here.store.unit() as unit:
        unit.put_read_files(str(files), {TABLE: (9, 9)})
        unit._sql.run("UPDATE delivery SET place = ? WHERE name LIKE ?", str(files), f"%{TABLE}")
        unit._sql.run("UPDATE delivery SET name = ? WHERE name LIKE ?", TABLE, f"%{TABLE}")
        unit.call_attention(here.entries(lead, Kind.NOTE)[0].id, "a word about the gooseberry")
    end_log()
    return Life((lead, other), neighbour, mail, table)


def _imported(here: Staffed, path: Path) -> list[str]:
    found = list(import_paths(here.ana, [str(path)]))
    assert all(one.received is not None for one in found), found
    return [one.received.lead for one in found if one.received]


def _work(here: Staffed, lead: str) -> None:
    form = DetailsForm(
        "Zephyrína",
        "Quillonby",
        "",
        (),
        ("zq@quillon.example.test", "second.zq@example.test"),
        "4 Kestrelgate",
    )
    lead_work.edit_details(here.ana, lead, form, [phone(987), phone(985)])
    here.call(lead, "no answer")
    lead_work.write_note(here.ana, lead, "Her godmother sells cars")
    lead_work.say_exception(here.ana, lead, ExceptionReason.OWED_AN_ANSWER, "Send the orchestra flyer")
    asked, _ = emailing.ask_email(
        here.ana,
        lead,
        MailPreview("missed_you", "zq@quillon.example.test", "About the submarine", "Dear harpsichord", ()),
    )
    emailing.say_left(here.ana, lead, asked, "x@example.test")
    emailing.say_bounced(
        here.ana, lead, asked, "mailbox full", permanent=False, said="marmalade mailbox full"
    )
    lead_work.set_callback(here.ana, lead, here.clock.now() + timedelta(days=1))
    lead_work.cancel_callback(here.ana, lead, "she sold her telescope")
    lead_work.hand_over(here.ana, lead, here.cy.person, "knows her xylophone")
    say_outside_email(here.ana, lead, "wrote about the windmill")
    say_mail_wish(here.ana, lead, False, "no more blacksmith mails")
    here.clock.advance(130 * MINUTE)
    begun, _ = calling.dial(here.ana, lead, "n1")
    here.clock.advance(20 * SECOND)
    calling.give_outcome(here.ana, lead, begun.attempt, "no answer")


def _typed(here: Staffed, lead: str) -> None:
    """What lies at the desk beside the log."""
    lead_work.keep_note_draft(here.ana, lead, "forgot her umbrella")
    keep_mail_draft(here.ana, lead, "free_text", MailDraft("Dear nightingale", "text", "en"))
    keep_counter_draft(here.ana, CounterForm(LeadKind.PHONE_UP, FULL_NAME, "020 7946 0985", "peppermint", ""))
    keep_taken_back(here.ana, [FULL_NAME, "Pat Sample"])
    keep_text_drafts(here.ana, {"en/missed_you": f"Dear {FULL_NAME}"})
