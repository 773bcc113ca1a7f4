"""What goes wrong between a desk and the server that sends its mail, beside what goes wrong with any mail
server (bdc_desk/mail_server): the server's no to a sender, a recipient, a mail.
"""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from bdc_desk.contact.mail_out.results import NotSent
from bdc_desk.mail_server.faults import MailFault, Stage, in_words
from bdc_desk.operations.mail_out_settings import MailOutSettings

CODES = {Stage.SERVER: "connect", Stage.ENCRYPTION: "encryption", Stage.LOGIN: "login"}
"""By stage; what fails later is told by the server's answer."""
FULL = re.compile(r"\b[45]\.2\.2\b|quota|mailbox (is )?full|over ?limit", re.IGNORECASE)
TOO_BIG = re.compile(r"\b[45]\.(2\.3|3\.4)\b|too (big|large)|exceeds .{0,40}size|size limit", re.IGNORECASE)
NO_SUCH = re.compile(
    r"\b5\.1\.[0-36]\b|user unknown|unknown user|no such|does ?n.t exist|not exist|not found", re.IGNORECASE
)
POLICY = re.compile(r"\b5\.7\.\d|relay|spam|blocked|black ?list", re.IGNORECASE)
WANTS_LOGIN = frozenset({530, 538})
SAID_LIMIT = 2000


class Turned(MailFault):
    """The server said no to a sender, a recipient or a mail; `code` as in `NotSent`."""

    def __init__(self, words: str, code: str, *, stage: Stage, passing: bool, details: str) -> None:
        super().__init__(words, stage=stage, passing=passing, details=details)
        self.code = code


@contextmanager
def translated(settings: MailOutSettings, stage: Stage) -> Iterator[None]:
    """Errors of socket, TLS and protocol that leave the block come out as MailFault, the cause kept."""
    try:
        yield
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors
        raise of_error(settings, stage, error) from error


def of_error(settings: MailOutSettings, stage: Stage, error: Exception) -> MailFault:
    """What a person is told about an error of the libraries."""
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, OSError):
        error = error.__context__  # what smtplib hides: a silence, the end of the encryption
    if isinstance(error, smtplib.SMTPResponseException) and 400 <= error.smtp_code < 500:
        return _closed(settings, stage, said(error.smtp_code, error.smtp_error))
    has_hung_up = isinstance(error, smtplib.SMTPServerDisconnected)
    is_nonsense = isinstance(error, (smtplib.SMTPException, ValueError)) and not has_hung_up
    return in_words(settings, stage, error, is_nonsense=is_nonsense, has_hung_up=has_hung_up)


def _closed(settings: MailOutSettings, stage: Stage, details: str) -> MailFault:
    """The server takes no mail at the moment, whosever it is (421)."""
    words = f"The mail server {settings.host} takes no mail at the moment. It is tried again."
    return MailFault(words, stage=stage, details=details)


def said(code: int, told: object) -> str:
    """The server's own words."""
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    return f"{code} {text}".replace("\r", "")[:SAID_LIMIT]


def turned(settings: MailOutSettings, stage: Stage, to: str, code: int, told: object) -> Turned:
    """The server's no, in words. `code`: of the reply, -1 for an answer that is none."""
    details = said(code, told)
    words, name = _words(settings, stage, to, code, details)
    passing = name == "later" or (name == "mailbox full" and 400 <= code < 500)
    return Turned(words, name, stage=stage, passing=passing, details=details)


def _words(settings: MailOutSettings, stage: Stage, to: str, code: int, details: str) -> tuple[str, str]:
    host, who = settings.host, settings.login or "this desk"
    name = _code(stage, code, details)
    words = {
        "login": f"{host} wants a login before it takes mail. Set one under “Mail out”.",
        "too big": f"The mail is too large for {host}. Leave a file out, or send a smaller one.",
        "mailbox full": f"The mailbox of {to} is full. Try again later, or call.",
        "later": f"{host} does not take this mail yet. It is tried again.",
        "sender": f"{host} does not let {who} send as {settings.sender}. Check the sender's address under "
        "“Mail out”.",
        "recipient": f"{host} says that there is no address {to}. F2 edits the details.",
        "refused": f"{host} refused the mail for {to}. What it said is below.",
    }
    return words[name], name


def _code(stage: Stage, code: int, details: str) -> str:
    """What the no is about, as `NotSent.code` has it; the enhanced code (RFC 3463) is believed first."""
    is_recipient = stage is Stage.RECIPIENT
    no_such = NO_SUCH.search(details) is not None or code in {550, 551, 553}
    cases = (
        ("login", code in WANTS_LOGIN),
        ("too big", TOO_BIG.search(details) is not None or (code == 552 and not is_recipient)),
        ("mailbox full", is_recipient and FULL.search(details) is not None),
        ("later", not 500 <= code < 600),
        ("sender", stage is Stage.SENDER),
        ("recipient", is_recipient and no_such and POLICY.search(details) is None),
    )
    return next((name for name, fits in cases if fits), "refused")


def not_sent(fault: MailFault) -> NotSent:
    """The fault as an answer: the mail certainly did not leave."""
    code = fault.code if isinstance(fault, Turned) else CODES.get(fault.stage, "connect")
    return NotSent(str(fault), code, may_try_again=fault.passing, details=fault.details)
