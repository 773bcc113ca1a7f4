"""Mailboxes read once, from a command: in a team only by the desk that has the lease."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta

from bdc_desk.cli.import_telling import Form, Telling, sum_in_words
from bdc_desk.cli.mailbox_asking import ask_secret
from bdc_desk.cli.stopping import Stopping
from bdc_desk.cli.table import counted, harmless
from bdc_desk.cli.what_came import Came
from bdc_desk.errors import SurroundingsFault
from bdc_desk.intake.leases import Lease, MailboxLease
from bdc_desk.intake.mailbox.reading import MailboxReader
from bdc_desk.intake.values import SourceState, SourceStatus
from bdc_desk.mail_server.passwords import Passwords
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings

STOPPED = 130
WIPE = "\r\x1b[K"


def read_mailboxes(desk: Desk, chosen: Sequence[MailboxSettings], *, as_json: bool) -> int:
    """Take in what is new and tell it. Exit 1 where a mailbox could not be read, 130 after Ctrl+C."""
    telling, passwords, failed = Telling(Form.JSON if as_json else Form.TEXT), Passwords(), False
    secrets = {one.name: ask_secret(one, passwords) for one in chosen}
    with Stopping() as stopping, _lease(desk) as lease:
        for settings in chosen:
            if stopping.asked:
                break
            status = _read(desk, settings, secrets[settings.name], lease, telling, stopping)
            failed |= status.state not in {SourceState.WAITING, SourceState.ELSEWHERE} and not stopping.asked
            _tell_status(status)
    if as_json:
        telling.tell_sum(stopped=stopping.asked)
    else:
        telling.say(sum_in_words(telling.counts))
    if stopping.asked:
        print("Stopped. The same call goes on: each lead comes in once.", file=sys.stderr)
        return STOPPED
    return 1 if failed else 0


def _read(
    desk: Desk,
    settings: MailboxSettings,
    secret: str | None,
    lease: Lease | None,
    telling: Telling,
    stopping: Stopping,
) -> SourceStatus:
    came, leased = Came(desk, Origin.MAILBOX, settings.name), MailboxLease(settings, lease, desk.clock)
    reader = MailboxReader(
        desk, settings, lambda _settings: secret, lambda _name: leased.may_read(), on_changes=_counting()
    )
    stopping.tell(reader.stop)
    try:
        status = reader.read(desk.clock.now())
    finally:
        reader.close()
        leased.give_up()
        _wipe()
    for one in came.found():
        telling.tell(one)
    for words in came.about_ours():
        print(harmless(words), file=sys.stderr)
    return status


def _counting() -> Callable[[Changes], None]:
    """On a terminal: how many mails were read so far."""
    mails = 0

    def count(_changes: Changes) -> None:
        nonlocal mails
        mails += 1
        if sys.stderr is not None and sys.stderr.isatty():
            print(f"{WIPE}{counted(mails, 'mail')} ...", end="", file=sys.stderr, flush=True)

    return count


def _wipe() -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        print(WIPE, end="", file=sys.stderr, flush=True)


def _tell_status(status: SourceStatus) -> None:
    """What is to be said beside the leads."""
    if status.state is SourceState.ELSEWHERE:
        words = "a colleague's desk reads it now, or the shared database cannot tell; nothing was read here."
    else:
        words = status.why
    if words:
        print(harmless(f"{status.name}: {words}"), file=sys.stderr)


@contextmanager
def _lease(desk: Desk) -> Iterator[Lease | None]:
    """Asks the shared database who reads a mailbox; None for a desk that works alone."""
    if not desk.is_in_team:
        yield None
        return
    from bdc_desk.storage.shared.connection import connect  # noqa: PLC0415 - the driver: for a team only
    from bdc_desk.storage.shared.shared import Shared  # noqa: PLC0415 - as above
    from bdc_desk.sync.joining import address_of  # noqa: PLC0415 - as above
    from bdc_desk.sync.passwords import stored_password  # noqa: PLC0415 - as above

    address = address_of(desk.store)
    with desk.store.snapshot() as snapshot:
        identity = snapshot.desk()
    try:
        connection = connect(address, stored_password(address)) if address else None
    except SurroundingsFault:
        connection = None
    if connection is None or identity is None:
        yield lambda _name, _span: None  # nobody can tell
        return
    with closing(connection):
        shared = Shared(connection, identity.desk, identity.dealership)

        def lease(name: str, span: timedelta) -> bool | None:
            try:
                return shared.lease(name, span)
            except SurroundingsFault:
                return None

        yield lease
