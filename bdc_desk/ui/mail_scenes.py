"""Scenes of the emails: the preview, one that leaves, one that did not, those to check, the server that
sends.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt

from bdc_desk.clock import FixedClock
from bdc_desk.contact.mail_out.results import NotSent, SendResult, Unknown
from bdc_desk.operations.emailing import say_bounced, say_left
from bdc_desk.operations.mail_out_settings import MailOutSettings, keep_mail_out
from bdc_desk.ui.mail_out.server_work import NoServerWork
from bdc_desk.ui.picture import settle
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.workplace import Workplace

SERVER = MailOutSettings(
    host="smtp.example.test",
    sender="sales@example.test",
    login="sales@example.test",
    sender_name="Ana Cruz, Northgate Motors",
)
REFUSED = NotSent(
    "The server says that there is no such address. Ask the customer for another one (F2).",
    "recipient",
    may_try_again=False,
    details="550 5.1.1 no such person here",
)
UNKNOWN = Unknown(
    "The whole email was handed over and the server's answer did not come.", "the connection was closed"
)


def _sending(work: Workplace, answer: SendResult = REFUSED) -> None:
    """A server is set up, and gives this answer to every mail; the notices are put away."""
    keep_mail_out(work.desk, SERVER)
    work.mail_out.server.start()
    if isinstance(work.tools.server, NoServerWork):
        work.tools.server.answer = answer
    take_next(work)
    work.window.notice.leave()
    settle()


def _open(work: Workplace) -> str:
    """The first email that is open, of the lead on the page, is in the preview; the lead."""
    cards = work.window.templates.cards()
    opened = next(card.template for card in cards if card.template is not None and card.template.is_open)
    work.mail.preview(opened.name)
    settle()
    view = work.mail.opened
    return view.lead if view is not None else ""


def _send(work: Workplace) -> str:
    """It is sent off; the lead."""
    lead = _open(work)
    work.preview.send_asked.emit()
    settle()
    return lead


def _preview(work: Workplace, _clock: FixedClock) -> None:
    """An email by the server that sends, in Dutch, with its text copied."""
    _sending(work)
    _open(work)
    work.preview.language.choose("nl")
    work.preview.copy.click()


def _leaving(work: Workplace, clock: FixedClock) -> None:
    """Two are on their way."""
    _sending(work)
    _send(work)
    pass_time(work, clock, 3)
    _send(work)
    pass_time(work, clock, 1)


def _not_sent(work: Workplace, clock: FixedClock) -> None:
    """The server refused one, which says what and why."""
    _sending(work)
    _send(work)
    pass_time(work, clock, 11)


def _mails(work: Workplace, clock: FixedClock) -> None:
    """One of which nobody knows, one that is on its way, one that came back."""
    _sending(work, UNKNOWN)
    lead = _send(work)
    asked = work.mail_out.outbox.outgoing()[-1].asked
    work.hub.tell(say_left(work.desk, lead, asked, ""))
    said = "550 5.1.1 <nina.petrova@example.test>: Recipient address rejected: User unknown"
    work.hub.tell(say_bounced(work.desk, lead, asked, "no such address", permanent=True, said=said))
    work.mail_out.outbox.take_back(asked)
    work.mail_out.outbox.dismiss([asked])
    _send(work)
    pass_time(work, clock, 11)
    _send(work)
    pass_time(work, clock, 2)
    work.mail_out.mails.open_list()


def _server(work: Workplace, _clock: FixedClock) -> None:
    """The form of the server that sends, with a trial that fails at its login."""
    take_next(work)
    work.window.notice.leave()
    work.mail_out.open_server()
    panel = work.mail_out.server_panel
    panel.server.setText(SERVER.host)
    panel.login.setText(SERVER.login)
    panel.address.setText(SERVER.sender)
    panel.password.setFocus(Qt.FocusReason.TabFocusReason)


def _exception(work: Workplace, _clock: FixedClock) -> None:
    """Email without calls, with the customer's own words."""
    take_next(work)
    work.window.notice.leave()
    work.mail_out.ask_exception()
    work.mail_out.words_panel.words.setPlainText("Please do not ring me at work, just write.")


MAIL_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "mail-preview": _preview,
    "mail-leaving": _leaving,
    "mail-not-sent": _not_sent,
    "mails": _mails,
    "mail-out": _server,
    "mail-exception": _exception,
}
"""By the name that `bdc-desk demo --screen` takes."""
