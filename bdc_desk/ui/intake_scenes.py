"""Scenes of the ways in: mails and tables that were invented, read by the real readers; how the mailboxes
stand is told, as no server is asked in a picture.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime

from bdc_desk.clock import FixedClock
from bdc_desk.intake.importing import Piece, changes_of, take_in
from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.intake_settings import MailboxSettings, keep_mailbox
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.intake.parts_bar import Part
from bdc_desk.ui.intake.table_session import Given
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.workplace import Workplace

LEADS = MailboxSettings("Leads", "imap.northgate.example", "leads@northgate.example")
PORTAL = MailboxSettings("Portal", "outlook.office365.com", "portal@northgate.example", sign_in="microsoft")
WELL_FORMED = """<?adf version="1.0"?><adf><prospect><requestdate>{date}</requestdate>
<vehicle><year>2022</year><make>Kia</make><model>Sportage</model></vehicle>
<customer><contact><name part="full">{name}</name><phone>{phone}</phone>
<email>{mail}@example.test</email></contact><comments>{words}</comments></customer>
<provider><name>{source}</name></provider></prospect></adf>
"""
CUT_OFF = """<?ADF VERSION "1.0"?>
<ADF><prospect status=new>
  <requestdate>{date}</requestdate>
  <vehicle interest=buy><year>2021<make>Skoda</make><model>Octavia & Combi</model></vehicle>
  <customer><contact>
    <name part="first">Rosa</name><name part="last">Lindqvist</name>
    <phone type=cellphone>020 7946 0182</phone>
    <email>rosa.lindqvist@example.test</email>
  </contact>
  <comments>Can I see it on Saturday? <br> I come by train.
"""
CHAT = "Hello, is anybody there? I would like to know more about the red one. Thanks, Bo"
TABLE = """Created;Volledige naam;Telefoonnummer;E-mailadres;Which model?;Campaign;Remarks
04/03/2026 09:12;Pat Voorbeeld;+44 20 7946 0191;pat.voorbeeld@example.test;2023 Volvo EX30;Spring;Test drive?
04/03/2026 09:40;Sam Vorlage;+44 20 7946 0192;sam.vorlage@example.test;2022 Polestar 2;Spring;
04/03/2026 10:05;Kim Exempel;+44 20 7946 0193;kim.exempel@example.test;2023 Volvo XC40;Spring;Trade-in: Golf
"""


def _mail(sender: str, body: str, at: datetime) -> bytes:
    date = format_datetime(at)
    head = f"Received: by mx.example; {date}\r\nFrom: {sender}\r\nTo: leads@northgate.example\r\nDate: {date}"
    subject = "Subject: New enquiry\r\nContent-Type: text/plain; charset=utf-8"
    return f"{head}\r\n{subject}\r\n\r\n{body}".encode()


def _mails(now: datetime) -> list[Piece]:
    """Five mails of the last minutes: two well, one cut off, one without a number, one that is a chat."""
    portal, finder = '"AutoPortal" <leads@portal.example>', '"CarFinder" <mail@finder.example>'
    asked = (now - timedelta(minutes=9)).isoformat(timespec="seconds")
    good = {"date": asked, "source": "AutoPortal", "words": "Is it still available?"}
    bodies = (
        (portal, WELL_FORMED.format(name="Ines Marchetti", phone="020 7946 0181", mail="ines", **good)),
        (portal, WELL_FORMED.format(name="Oluwaseun Bright", phone="", mail="seun", **good)),
        (finder, CHAT),
        (portal, CUT_OFF.format(date=asked)),
        (portal, WELL_FORMED.format(name="Theo Lambert", phone="020 7946 0183", mail="theo", **good)),
    )
    return [
        Piece("", _mail(sender, body, now - timedelta(minutes=6 - number)))
        for number, (sender, body) in enumerate(bodies)
    ]


def _receive(work: Workplace) -> None:
    desk = work.desk
    for settings in (LEADS, PORTAL):
        keep_mailbox(desk, settings)
    mails = _mails(desk.clock.now())
    work.hub.tell(changes_of(list(take_in(desk, mails, origin=Origin.MAILBOX, where="Leads"))))
    work.intake.feed.read_settings()


def _intake(work: Workplace, clock: FixedClock) -> None:
    """A mailbox that is well, one without a sign-in, a damaged mail with what was repaired."""
    take_next(work)
    _receive(work)
    now = clock.now()
    pass_time(work, clock, 40)
    why = f"{PORTAL.login} is not signed in on this computer. Sign in once."
    mailbox = SourceKind.MAILBOX
    work.intake.feed.hear(
        (
            SourceStatus(
                mailbox,
                "Leads",
                SourceState.WAITING,
                now,
                now,
                found=5,
                unreadable=2,
                counted_since=now - timedelta(minutes=90),
            ),
            SourceStatus(mailbox, "Portal", SourceState.NO_PASSWORD, now - timedelta(minutes=3), why=why),
        )
    )
    work.window.notice.leave()
    work.window.banner.dismiss()
    work.intake.session.open()
    page = work.intake.page
    rows = range(page.model.rowCount())
    page.list.choose(next((row for row in rows if "Lindqvist" in page.model.item_at(row).customer), 0))


def _providers(work: Workplace, clock: FixedClock) -> None:
    """What each provider's leads are like."""
    _intake(work, clock)
    work.intake.page.show_part(Part.PROVIDERS)


def _mailbox(work: Workplace, clock: FixedClock) -> None:
    """A mailbox that was tried: the password was not taken."""
    _intake(work, clock)
    work.intake.forms.change(LEADS)
    panel = work.intake.mailbox_panel
    panel.begin("")
    panel.show_steps(
        (
            JoinStep("Server", done=True, words="imap.northgate.example answers."),
            JoinStep("Encryption", done=True, words="TLS; the server's certificate is good."),
            JoinStep(
                "Login",
                done=False,
                words="The mail server refused the login or its password. Type the password again.",
            ),
        )
    )


def _table(work: Workplace, _clock: FixedClock) -> None:
    """A table that nobody has explained was dropped."""
    take_next(work)
    work.window.notice.leave()
    work.window.banner.dismiss()
    work.intake.tables.ask([Given(Piece("spring-campaign.csv", TABLE.encode()), Origin.WINDOW)])


INTAKE_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "intake": _intake,
    "providers": _providers,
    "mailbox": _mailbox,
    "table": _table,
}
