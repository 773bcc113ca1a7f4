"""What people do at a desk: each deed ends in the operation of its name, after what that needs."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason, LeadKind
from bdc_desk.contact.mail_out.outbox import MailOutbox, Outgoing
from bdc_desk.contact.mail_out.sending import MailSender
from bdc_desk.intake import importing
from bdc_desk.intake.folder import FolderReader
from bdc_desk.operations import calling, counter, emailing, lead_work, typed_calls
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import DetailsForm, MailPreview
from tests.helpers.desks import HOUR, MINUTE, SECOND, draft, phone
from tests.helpers.kills.seat import Seat
from tests.helpers.smtp import LOGIN, LOOPBACK, PASSWORD

LINES = 1000
"""Telephone numbers that are reserved for inventions."""
MAILS = 5
"""In one folder; received two in a transaction, so that an import is cut between two as well."""
NUMBERS = 8
"""Invented customers that one deed may need."""


def invented(number: int) -> LeadDraft:
    """The enquiry of a customer who writes once."""
    return draft(number, phones=(phone(number % LINES),), raw=f"Mail {number}: is it there?\r\n".encode())


def lead(seat: Seat) -> str:
    told = invented(seat.number())
    return seat.ask("lead", lambda: receive_lead(seat.desk, told)).lead


def at_the_counter(seat: Seat) -> None:
    number = seat.number()
    form = counter.CounterForm(LeadKind.WALK_IN, f"Kim Walker{number}", "", "Ford Ranger",
                               f"person{number}@example.test", "came by bike")  # fmt: skip
    seat.ask("counter", lambda: counter.receive_at_counter(seat.desk, form))


def dial(seat: Seat) -> tuple[str, str]:
    known = lead(seat)
    begun, _ = seat.ask("dial", lambda: calling.dial(seat.desk, known, "n1"))
    return known, begun.attempt


def end(seat: Seat) -> tuple[str, str]:
    known, attempt = dial(seat)
    seat.pass_time(20 * SECOND)
    seat.ask("end", lambda: calling.end_call(seat.desk, known, attempt, 20 * SECOND))
    return known, attempt


def outcome(seat: Seat) -> tuple[str, str]:
    known, attempt = end(seat)
    seat.ask("outcome", lambda: calling.give_outcome(seat.desk, known, attempt, "voicemail"))
    return known, attempt


def outcome_with_callback(seat: Seat) -> tuple[str, str]:
    known, attempt = end(seat)
    promised = seat.clock.now() + HOUR
    seat.ask(
        "outcome with callback",
        lambda: calling.give_outcome(seat.desk, known, attempt, "callback", callback_at=promised),
    )
    return known, attempt


def withdraw(seat: Seat) -> None:
    known, attempt = outcome_with_callback(seat)
    seat.ask("withdraw outcome", lambda: calling.withdraw_outcome(seat.desk, known, attempt))
    seat.ask("outcome", lambda: calling.give_outcome(seat.desk, known, attempt, "voicemail"))


def not_dialled(seat: Seat) -> None:
    known, attempt = dial(seat)
    seat.ask("not dialled", lambda: calling.say_not_dialled(seat.desk, known, attempt))


def typed(seat: Seat) -> None:
    known = lead(seat)
    began = seat.clock.now()
    seat.pass_time(2 * MINUTE)
    seat.ask("typed call", lambda: typed_calls.type_call(seat.desk, known, "n1", began, MINUTE, "dialogue"))


def note_draft(seat: Seat, known: str = "") -> str:
    known = known or lead(seat)
    text = f"wants it in red, {seat.clock.now()}"
    keep = lambda: lead_work.keep_note_draft(seat.desk, known, text)  # noqa: E731  asked for once or twice
    seat.ask("note draft", keep, lead=known, draft=text)
    return known


def note(seat: Seat) -> None:
    known = note_draft(seat)

    def write() -> None:
        text = f"said so at {seat.clock.now()}"
        for _ in range(1 + seat.order.twice):
            lead_work.write_note(seat.desk, known, text)

    seat.ask("note", write, lead=known, draft="")


def callback(seat: Seat) -> str:
    known = lead(seat)
    seat.ask("callback", lambda: lead_work.set_callback(seat.desk, known, seat.clock.now() + HOUR))
    return known


def cancel(seat: Seat) -> None:
    known = callback(seat)
    seat.ask("callback cancelled", lambda: lead_work.cancel_callback(seat.desk, known, "called meanwhile"))


def details(seat: Seat) -> None:
    known, number = lead(seat), seat.number()
    form = DetailsForm("Pat", f"Edited{number}", "", (), (f"edited{number}@example.test",), "1 High Street")
    line = phone(number % LINES)
    seat.ask("details edited", lambda: lead_work.edit_details(seat.desk, known, form, (line,)))


def appointment(seat: Seat) -> None:
    known = lead(seat)
    at = seat.clock.now() + 2 * HOUR
    seat.ask("appointment", lambda: lead_work.set_appointment(seat.desk, known, at))


def hand_over(seat: Seat) -> None:
    known = lead(seat)
    seat.ask("hand over", lambda: lead_work.hand_over(seat.desk, known, seat.desk.person, "shift ends"))


def close(seat: Seat) -> str:
    known = lead(seat)
    seat.ask("close", lambda: lead_work.close_lead(seat.desk, known, ClosingReason.LOST, "too far"))
    return known


def reopen(seat: Seat) -> None:
    known = close(seat)
    seat.ask("reopen", lambda: lead_work.reopen(seat.desk, known, "rang again"))


def exception(seat: Seat) -> str:
    known = lead(seat)
    reason = ExceptionReason.OWED_AN_ANSWER
    seat.ask("exception", lambda: lead_work.say_exception(seat.desk, known, reason, "Please write to me"))
    return known


def confirm(seat: Seat) -> None:
    """By the second person who sits at this desk."""
    known = exception(seat)
    with seat.store.snapshot() as snapshot:
        people = seat.desk.surroundings(snapshot).people
        waits = snapshot.entries_of(known)[-1].id
    other = Desk(seat.store, seat.clock, next(one for one in people if one != seat.desk.person))
    seat.ask("confirmed", lambda: lead_work.confirm(other, known, waits))


def contact(seat: Seat) -> None:
    known = lead(seat)
    seat.ask("contact", lambda: lead_work.say_contact(seat.desk, known, "visit", dialogue=True))


# Mail.


def _box(seat: Seat) -> MailOutbox:
    settings = MailOutSettings(
        LOOPBACK, "sales@example.test", port=seat.order.port, login=LOGIN, security="none"
    )
    sender = MailSender(lambda: settings, lambda _: PASSWORD, seat.clock, at=seat.points.reach)
    return MailOutbox(seat.desk, sender.send)


def _ask_mail(seat: Seat) -> tuple[MailOutbox, str]:
    known, _ = outcome(seat)
    with seat.store.snapshot() as snapshot:
        to = (snapshot.entries_of(known)[0].details or {})["emails"][0]
    mail, box = MailPreview("missed_you", to, "Your Ranger", "Dear Pat,\n", ()), _box(seat)
    asked, _ = seat.ask("email asked", lambda: emailing.ask_email(seat.desk, known, mail))
    box.put(known, mail, asked, seat.clock.now())
    return box, asked


def email(seat: Seat) -> None:
    box, _ = _ask_mail(seat)
    seat.pass_time(11 * SECOND)
    box.look()
    for one in box.due(seat.clock.now()):
        _send(seat, box, one)


def _send(seat: Seat, box: MailOutbox, one: Outgoing) -> None:
    fate = seat.ask("email sent", lambda: box.send_now(one))
    seat.ask("email left", lambda: box.settle(one, fate))


def email_taken_back(seat: Seat) -> None:
    box, asked = _ask_mail(seat)
    seat.ask("email taken back", lambda: box.take_back(asked))


# What comes in.


def _mail(number: int) -> bytes:
    return f"""Received: from portal.example.test by mail.example.test; Mon, 2 Mar 2026 09:00:00 +0000
From: AutoPortal <leads@portal.example.test>
To: sales@harbour.example.test
Subject: New lead {number}
Message-ID: <{number}@portal.example.test>
Content-Type: text/plain; charset=utf-8

<?xml version="1.0" encoding="UTF-8"?>
<?adf version="1.0"?>
<adf><prospect><id source="AutoPortal">{number}</id><requestdate>2026-03-02T09:00:00+00:00</requestdate>
<vehicle interest="buy" status="used"><year>2021</year><make>Ford</make><model>Ranger</model></vehicle>
<customer><contact><name part="first">Pat</name><name part="last">Sample{number}</name>
<email>person{number}@example.test</email><phone>020 7946 {number % LINES:04}</phone></contact></customer>
<vendor><vendorname>Harbour Motors</vendorname></vendor>
<provider><name part="full">AutoPortal</name></provider></prospect></adf>
""".encode()


def _folder(seat: Seat, name: str) -> Path:
    """Some mails of customers who wrote nowhere else."""
    numbers = [seat.number() for _ in range(MAILS)]
    folder = seat.folder / f"{name}-{numbers[0]}"
    folder.mkdir()
    for number in numbers:
        (folder / f"{number}.eml").write_bytes(_mail(number))
    return folder


def take_in(seat: Seat, name: str, path: Path) -> None:
    """`bdc-desk import PATH`, once or once more."""
    importing.BATCH = 2  # type: ignore[misc]  # in this life's own process: the tests' keeps its own
    count = MAILS if path.is_dir() else 3
    seat.ask(name, lambda: list(importing.import_paths(seat.desk, [str(path)])), path=str(path), count=count)


def import_mails(seat: Seat) -> None:
    take_in(seat, "import mails", _folder(seat, "inbox"))


def import_table(seat: Seat) -> None:
    numbers = [seat.number() for _ in range(3)]
    rows = [
        f"Pat Sample{one};+44 20 7946 {one % LINES:04};person{one}@example.test;Ford Ranger"
        for one in numbers
    ]
    path = seat.folder / f"table-{numbers[0]}.csv"
    path.write_text("\n".join(["Naam;Telefoonnummer;E-mail;Auto", *rows, ""]), encoding="utf-8")
    take_in(seat, "import table", path)


def watch_folder(seat: Seat) -> None:
    """A watched folder is read once two looks found it the same."""
    folder = _folder(seat, "watched")
    reader = FolderReader(seat.desk, str(folder))
    reader.read(lambda _changes: None)
    seat.ask("watched folder", lambda: reader.read(lambda _: None), path=str(folder), count=MAILS)


Deed = Callable[[Seat], object]
DEEDS: Mapping[str, Deed] = {
    "lead": lead,
    "counter": at_the_counter,
    "dial": dial,
    "end": end,
    "outcome": outcome,
    "outcome with callback": outcome_with_callback,
    "withdraw outcome": withdraw,
    "not dialled": not_dialled,
    "typed call": typed,
    "note draft": note_draft,
    "note": note,
    "callback": callback,
    "callback cancelled": cancel,
    "details edited": details,
    "appointment": appointment,
    "hand over": hand_over,
    "close": close,
    "reopen": reopen,
    "exception": exception,
    "confirmed": confirm,
    "contact": contact,
    "email asked": _ask_mail,
    "email sent": email,
    "email left": email,
    "email taken back": email_taken_back,
    "import mails": import_mails,
    "import table": import_table,
    "watched folder": watch_folder,
}
IN_PARTS = frozenset({"import mails", "import table", "watched folder", "import again"})
"""Several transactions: cut between two, some arrivals are there, and an import once more brings the rest."""
