"""A mail built for the wire: its headers, its text, what goes with it. Nothing of a stranger's gets into a
header but as a value of it: every sign that could end one is refused or made a space.
"""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from bdc_desk.contact.clean import lines, one_line
from bdc_desk.contact.mail_out.results import NotSent
from bdc_desk.operations.mail_out_settings import MailOutSettings, is_address
from bdc_desk.operations.views import Attachment, MailPreview

TEST: Final = "test"
"""The template of a test mail to oneself."""
NO_SALES_MAILS: Final = frozenset({"appointment", TEST})
"""An appointment's mail only confirms what was agreed."""
CALENDAR: Final = "text/calendar"
STOP: Final = "STOP"
MOST_BYTES: Final = 25_000_000
"""Of a whole mail; hardly a server takes more."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it goes over the wire. `needs_smtputf8`: an address holds letters beyond ASCII."""

    sender: str
    to: str
    message_id: str
    data: bytes
    needs_smtputf8: bool


class MailUnfit(Exception):
    """The mail cannot be sent as it is; `why` is the answer for the person."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.why = NotSent(words, "mail", may_try_again=False)


def letter(settings: MailOutSettings, mail: MailPreview, message_id: str, now: datetime) -> Letter:
    """The mail as it leaves at `now` (aware). `message_id`: its entry's id. Raises MailUnfit."""
    sender = _ascii_domain(settings.sender, "The sender's address")
    to = _ascii_domain(mail.to, "The customer's address")
    whole_id = f"<{one_line(message_id)}@{sender.rpartition('@')[2]}>"
    needs_smtputf8 = not (sender.isascii() and to.isascii())
    message = EmailMessage(policy.SMTPUTF8 if needs_smtputf8 else policy.SMTP)
    message["From"] = _address(sender, settings.sender_name)
    message["To"] = _address(to, "")
    message["Subject"] = one_line(mail.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = whole_id
    message["Auto-Submitted"] = "no"
    if mail.template not in NO_SALES_MAILS:
        message["List-Unsubscribe"] = f"<mailto:{quote(sender, safe='@')}?subject={STOP}>"
    _fill(message, mail)
    data = message.as_bytes()
    if len(data) > MOST_BYTES:
        raise MailUnfit(f"The mail is larger than {MOST_BYTES // 1_000_000} MB. Leave a file out.")
    return Letter(sender, to, whole_id, data, needs_smtputf8)


def _ascii_domain(address: str, what: str) -> str:
    """The address with its domain as the wire has it (IDNA). Raises MailUnfit for what is no address."""
    if not is_address(address):
        raise MailUnfit(f"{what} is none that mail can be sent to or from ({one_line(address, 80)}).")
    local, _, domain = address.rpartition("@")
    try:
        wired = domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise MailUnfit(f"{what} names no server that can be ({one_line(domain, 80)}).") from None
    return f"{local}@{wired}"


def _address(address: str, name: str) -> Address:
    local, _, domain = address.rpartition("@")
    try:
        return Address(one_line(name, 100), local, domain)
    except (ValueError, IndexError):  # the library's reader knows forms that are none
        raise MailUnfit(f"{one_line(address, 80)} is no address that mail can be sent to.") from None


def _fill(message: EmailMessage, mail: MailPreview) -> None:
    """The text, the invitation beside it as another form of it, and the files."""
    text = lines(mail.text)
    message.set_content(text, cte=_encoding(text))
    invitations = [one for one in mail.attachments if _kind(one)[0] == CALENDAR]
    for one in invitations[:1]:
        _, parameters = _kind(one)
        message.add_alternative(
            one.content.decode("utf-8", "replace"),
            subtype="calendar",
            cte="base64",
            params={"method": parameters.get("method", "REQUEST")},
        )
    for one in mail.attachments:
        if one not in invitations[:1]:
            main, _, sub = _kind(one)[0].partition("/")
            message.add_attachment(
                one.content, maintype=main, subtype=sub, filename=one_line(one.name, 120) or "file"
            )


def _encoding(text: str) -> str:
    """Readable on the wire where that is short, base64 for what is mostly other than Latin letters."""
    return "base64" if sum(not sign.isascii() for sign in text) * 3 > len(text) else "quoted-printable"


def _kind(one: Attachment) -> tuple[str, dict[str, str]]:
    """The media type, "application/octet-stream" for what is none, and its parameters."""
    kind, *rest = (part.strip() for part in one.kind.split(";"))
    told = {}
    for part in rest:
        key, _, value = part.partition("=")
        told[key.strip().lower()] = "".join(sign for sign in value if sign.isalnum() or sign == "-")
    main, _, sub = kind.lower().partition("/")
    fits = all(part and part.isascii() and part.replace("-", "").replace(".", "").replace("+", "").isalnum()
               for part in (main, sub))  # fmt: skip
    if not fits or main in {"multipart", "message"}:
        return "application/octet-stream", told
    return f"{main}/{sub}", told
