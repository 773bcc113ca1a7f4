"""By which server this desk sends mail. The password is none of this: it lies in the keyring."""

import ipaddress
import json
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from bdc_desk.errors import Refused
from bdc_desk.mail_server.account import HIGHEST_PORT, SECURITIES, SIGN_INS
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.store import Snapshot

MAIL_OUT = "mail out"
LONGEST_SENDER_NAME = 100
LONGEST_ADDRESS = 254
"""Octets (RFC 5321)."""
UNFIT = frozenset(' ,;:<>()[]\\"')
"""Signs that would end an address, or begin another, in a header."""
LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain"})


@dataclass(frozen=True, slots=True)
class MailOutSettings:
    """The server that sends, and as whom. `security` "none" is for a server on this computer only. `login` ""
    only there: nobody signs in. `client_id` and `tenant`: the dealership's own registration, for the sign-ins
    by token. `sender`: the address in From; `sender_name` stands before it, "" for none.
    """

    protocol: ClassVar[str] = "smtp"

    host: str
    sender: str
    port: int = 587
    security: str = "starttls"
    login: str = ""
    sign_in: str = "password"
    client_id: str = ""
    tenant: str = "common"
    sender_name: str = ""

    @property
    def described(self) -> str:
        """As a sentence names it."""
        return "the mail that goes out"


def mail_out(desk: Desk) -> MailOutSettings | None:
    """How this person's mail goes out: their own settings, else the desk's; None where nothing is set up."""
    with desk.store.snapshot() as snapshot:
        return _read(snapshot, _key(desk.person)) or _read(snapshot, MAIL_OUT)


def keep_mail_out(desk: Desk, settings: MailOutSettings, *, for_all: bool = False) -> None:
    """Send so from now on: this person, or (`for_all`) everybody at this desk who has no settings of their
    own. The first that are kept are the desk's, too. Raises Refused for what cannot be.
    """
    check_mail_out_settings(settings)
    told = json.dumps(asdict(settings))
    with desk.store.unit() as unit:
        if not for_all:
            unit.put_setting(_key(desk.person), told)
        if for_all or _read(unit, MAIL_OUT) is None:
            unit.put_setting(MAIL_OUT, told)


def forget_mail_out(desk: Desk) -> None:
    """Send no mail from here any more: this person's settings go, and the desk's where they are the same.
    Raises Refused where there are none.
    """
    with desk.store.unit() as unit:
        own, common = _read(unit, _key(desk.person)), _read(unit, MAIL_OUT)
        if own is None and common is None:
            raise Refused("This desk sends no mail by a server of its own.", code="mail out")
        unit.put_setting(_key(desk.person), "")
        if own is None or own == common:
            unit.put_setting(MAIL_OUT, "")


def check_mail_out_settings(settings: MailOutSettings) -> None:
    """Raises Refused, with what is wrong and what is expected."""
    _check_server(settings)
    _check_sign_in(settings)
    if not is_address(settings.sender):
        raise Refused(
            "Give the sender's address, such as sales@example.test: it stands in From, and answers go there.",
            code="sender",
        )
    name = settings.sender_name
    if len(name) > LONGEST_SENDER_NAME or (name and not name.isprintable()):
        raise Refused("Give a sender's name of up to 100 letters on one line, or none.", code="sender name")


def _check_server(settings: MailOutSettings) -> None:
    host = settings.host
    if not host.strip() or not host.isprintable() or any(sign.isspace() or sign in "/@" for sign in host):
        raise Refused("Give the mail server's address, such as smtp.example.test.", code="host")
    if not 0 < settings.port <= HIGHEST_PORT:
        raise Refused("The port is a number from 1 to 65535; mostly 587.", code="port")
    if settings.security not in SECURITIES or settings.sign_in not in SIGN_INS:
        raise Refused(
            f"Security is one of {', '.join(SECURITIES)}; the sign-in of {', '.join(SIGN_INS)}.",
            code="security",
        )
    if settings.security == "none" and not is_this_computer(host):
        raise Refused(
            f"{host} is another computer, and mail goes over the network only encrypted. Choose STARTTLS "
            "(port 587) or TLS (port 465).",
            code="security",
        )


def _check_sign_in(settings: MailOutSettings) -> None:
    login = settings.login
    if not login.strip() and (settings.security != "none" or settings.sign_in != "password"):
        raise Refused("Give the login: mostly the sender's own address.", code="login")
    if not login.isprintable():
        raise Refused("The login holds a line break or another sign that nobody types.", code="login")
    if settings.sign_in != "password" and not settings.client_id.strip():
        raise Refused(
            "Signing in by token needs the dealership's own registration: give its client id.",
            code="client id",
        )


def is_address(text: str) -> bool:
    """Whether `text` is exactly one mail address, with nothing in it that could be a second header."""
    local, at, domain = text.rpartition("@")
    return bool(
        at
        and local
        and domain
        and "@" not in local
        and text.isprintable()
        and not (set(text) & UNFIT)
        and len(text.encode()) <= LONGEST_ADDRESS
        and not domain.startswith((".", "-"))
        and ".." not in text
    )


def is_this_computer(host: str) -> bool:
    """Whether `host` names this computer itself."""
    if host.lower() in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _key(person: str) -> str:
    return f"{MAIL_OUT} {person}"


def _read(snapshot: Snapshot, key: str) -> MailOutSettings | None:
    """What was kept; None for what is damaged, which then is as good as not kept."""
    try:
        told = json.loads(snapshot.setting(key) or "null")
    except (ValueError, RecursionError):
        return None
    return _settings(told) if isinstance(told, dict) else None


def _settings(told: dict[str, Any]) -> MailOutSettings | None:
    known = {one.name: told[one.name] for one in fields(MailOutSettings) if one.name in told}
    if any(type(value) is not (int if name == "port" else str) for name, value in known.items()):
        return None
    try:
        settings = MailOutSettings(**known)
        check_mail_out_settings(settings)
    except (TypeError, Refused):
        return None
    return settings
