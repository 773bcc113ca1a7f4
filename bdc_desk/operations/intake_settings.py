"""Which mailboxes and folders this desk reads. Passwords are none of these: they lie in the keyring."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar

from bdc_desk.errors import Refused
from bdc_desk.mail_server.account import HIGHEST_PORT, SECURITIES, SIGN_INS
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.store import Snapshot, Unit

MAILBOXES, FOLDERS = "mailboxes", "folders"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """A mailbox to read. `security` "none" is for a server on this computer only. `days`: how far back the
    first look goes. `client_id` and `tenant`: the dealership's own registration, for the sign-ins by token.
    """

    protocol: ClassVar[str] = "imap"

    name: str
    host: str
    login: str
    port: int = 993
    security: str = "tls"
    folder: str = "INBOX"
    sign_in: str = "password"
    client_id: str = ""
    tenant: str = "common"
    days: int = 7

    @property
    def described(self) -> str:
        """As a sentence names it."""
        return f"the mailbox {self.name}"


def mailboxes(desk: Desk) -> tuple[MailboxSettings, ...]:
    """The mailboxes that this desk reads, in the order in which they were added."""
    with desk.store.snapshot() as snapshot:
        return _mailboxes(snapshot)


def keep_mailbox(desk: Desk, settings: MailboxSettings) -> None:
    """Read this mailbox from now on, instead of one of the same name. Raises Refused for what cannot be."""
    _check(settings)
    with desk.store.unit() as unit:
        kept = [one for one in _mailboxes(unit) if one.name != settings.name]
        _put(unit, MAILBOXES, [asdict(one) for one in (*kept, settings)])


def forget_mailbox(desk: Desk, name: str) -> None:
    """Read this mailbox no more; what came from it stays. Raises Refused where there is none."""
    with desk.store.unit() as unit:
        before = _mailboxes(unit)
        kept = [one for one in before if one.name != name]
        if len(kept) == len(before):
            raise Refused(f"There is no mailbox {name} here.", code="mailbox")
        _put(unit, MAILBOXES, [asdict(one) for one in kept])


def folders(desk: Desk) -> tuple[str, ...]:
    """The folders that this desk watches."""
    with desk.store.snapshot() as snapshot:
        return _folders(snapshot)


def keep_folder(desk: Desk, path: str) -> str:
    """Watch this folder from now on; its whole path. Raises Refused where it cannot be read."""
    try:
        whole = Path(path).expanduser().resolve()
        next(whole.iterdir(), None)
    except (OSError, RuntimeError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise Refused(
            f"The folder {path} cannot be watched: {why}. Give one that exists.", code="folder"
        ) from fault
    with desk.store.unit() as unit:
        _put(unit, FOLDERS, list(dict.fromkeys([*_folders(unit), str(whole)])))
    return str(whole)


def forget_folder(desk: Desk, path: str) -> None:
    """Watch this folder no more; what came from it stays. Raises Refused where it is not watched."""
    with desk.store.unit() as unit:
        before = _folders(unit)
        whole = str(Path(path).expanduser().absolute())
        kept = [one for one in before if one not in {path, whole}]
        if len(kept) == len(before):
            raise Refused(f"The folder {path} is not watched here.", code="folder")
        _put(unit, FOLDERS, kept)


def _check(settings: MailboxSettings) -> None:
    """Raises Refused, with what is wrong and what is expected."""
    name = settings.name
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused("Give the mailbox a name of up to 60 letters, such as Leads.", code="name")
    if not settings.host.strip() or any(letter.isspace() or letter in "/@" for letter in settings.host):
        raise Refused("Give the mail server's address, such as imap.example.test.", code="host")
    if not settings.login.strip():
        raise Refused("Give the login: mostly the mailbox's own address.", code="login")
    if not 0 < settings.port <= HIGHEST_PORT:
        raise Refused("The port is a number from 1 to 65535; mostly 993.", code="port")
    if settings.security not in SECURITIES or settings.sign_in not in SIGN_INS:
        raise Refused(f"Security is one of {', '.join(SECURITIES)}; the sign-in of {', '.join(SIGN_INS)}.")
    if not settings.folder.strip() or not 0 < settings.days <= 366:
        raise Refused("Give the folder (mostly INBOX), and 1 to 366 days for the first look.", code="folder")


def _mailboxes(snapshot: Snapshot) -> tuple[MailboxSettings, ...]:
    found = [_settings(one) for one in _list(snapshot, MAILBOXES) if isinstance(one, dict)]
    return tuple(one for one in found if one is not None)


def _settings(told: Mapping[str, Any]) -> MailboxSettings | None:
    """What was kept; None for what is damaged, which then is as good as not kept."""
    known = {one.name: told[one.name] for one in fields(MailboxSettings) if one.name in told}
    if any(type(value) is not (int if name in {"port", "days"} else str) for name, value in known.items()):
        return None
    try:
        settings = MailboxSettings(**known)
        _check(settings)
    except (TypeError, Refused):
        return None
    return settings


def _folders(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(one for one in _list(snapshot, FOLDERS) if isinstance(one, str))


def _list(snapshot: Snapshot, key: str) -> list[Any]:
    try:
        found = json.loads(snapshot.setting(key) or "[]")
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _put(unit: Unit, key: str, values: Iterable[Any]) -> None:
    unit.put_setting(key, json.dumps(list(values)))
