"""The shared database of a team: is it there, does it let this desk in."""

from collections.abc import Iterator
from contextlib import closing

from bdc_desk.cli.checks.finding import Finding, broken, hidden, ok, skipped, warning
from bdc_desk.errors import BdcDeskError
from bdc_desk.operations.desk import Desk

LATER = "The desk works on meanwhile; what waits goes up later."


def check_team(desk: Desk, *, offline: bool) -> Iterator[Finding]:
    """Whether the shared database answers, lets this login in, and is of this program's version."""
    if not desk.is_in_team:
        yield ok("team", "this desk works alone")
        return
    if offline:
        yield skipped("team", "not looked at: --offline")
        return
    from bdc_desk.storage.shared.connection import connect, reach  # noqa: PLC0415 - the driver: for a team only
    from bdc_desk.storage.shared.faults import WrongPassword  # noqa: PLC0415 - as above
    from bdc_desk.storage.shared.shared import hello  # noqa: PLC0415 - as above
    from bdc_desk.sync.joining import address_of  # noqa: PLC0415 - as above
    from bdc_desk.sync.passwords import stored_password  # noqa: PLC0415 - as above

    address = address_of(desk.store)
    if address is None:
        yield broken("team", "Where the shared database is was lost.", "`bdc-desk join ADDRESS` joins again.")
        return
    kept = stored_password(address)
    try:
        reach(address)
        with closing(connect(address, kept)) as connection:
            told = hello(connection)
    except WrongPassword as fault:
        if kept is None:
            yield warning("team", f"{address.host} answers; no password is kept here to look further.", LATER)
        else:
            yield broken(
                "team", hidden(str(fault), address.login), "`bdc-desk join` asks for the password again."
            )
    except BdcDeskError as fault:
        yield broken("team", hidden(str(fault), address.login), LATER)
    else:
        if told.person is None:
            words = "This login belongs to no dealership there any more."
            yield broken("team", words, "Ask whoever runs the database.")
        else:
            yield ok("team", f"{address.host} answers, database {address.database}, version {told.version}")
