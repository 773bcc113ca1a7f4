"""Joining a team: each step tested, with a tick or a plain reason."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import bdc_desk
from bdc_desk.clock import Clock, ShiftedClock
from bdc_desk.errors import BdcDeskError, Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.setting_up import DIAL_WAY
from bdc_desk.operations.setup_form import DIAL_WAYS
from bdc_desk.storage.guards_log import SHARED
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.shared.address import Address, read_address
from bdc_desk.storage.shared.connection import PatientConnection, connect, reach
from bdc_desk.storage.shared.faults import ServerHere
from bdc_desk.storage.shared.shared import Hello, Shared, change_password, hello, join_desk
from bdc_desk.storage.store import Store
from bdc_desk.sync.exchange import Exchange
from bdc_desk.sync.passwords import keep_password
from bdc_desk.sync.settings import CLOCK_OFF, SHARED_ADDRESS
from bdc_desk.sync.values import JoinStep

SHORTEST_PASSWORD = 10
ABOUT_TLS = ("certificate", "encrypted connection")
"""Words of a fault that is the connection's, not the login's."""

OnStep = Callable[[JoinStep], None]


@dataclass
class JoinResult:
    """What came of it. `desk`: the joined desk, None where a step failed (`failed` is its sentence), or a new
    password has to be chosen first (`needs_new_password`). `password`: the one that is in force now.
    """

    desk: Desk | None = None
    needs_new_password: bool = False
    failed: str = ""
    password: str = ""
    steps: list[JoinStep] = field(default_factory=list)


class _Failed(Exception):
    pass


class _Joining:
    """The steps, told as they are done."""

    def __init__(self, result: JoinResult, on_step: OnStep) -> None:
        self.result, self._on_step = result, on_step

    def done(self, name: str, words: str = "") -> None:
        self._tell(JoinStep(name, done=True, words=words))

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A block that may fail in words."""
        try:
            yield
        except (BdcDeskError, OSError) as fault:
            self._tell(JoinStep(name, done=False, words=str(fault)))
            self.result.failed = str(fault)
            raise _Failed from fault

    def _tell(self, step: JoinStep) -> None:
        self.result.steps.append(step)
        self._on_step(step)


def join(
    store: Store,
    clock: Clock,
    address: str,
    password: str | None,
    new_password: str | None = None,
    on_step: OnStep = lambda _step: None,
) -> JoinResult:
    """Join the team at `address` ("postgresql://login@server/database"), step by step; never raises for what
    can be told. `password` None: libpq looks into PGPASSWORD and ~/.pgpass. `new_password`: chosen by a
    person whose first password has to be changed.
    """
    result = JoinResult(password=password or "")
    joining = _Joining(result, on_step)
    try:
        _join(joining, store, clock, address, password, new_password)
    except _Failed:
        result.desk = None
    return result


def _join(
    joining: _Joining,
    store: Store,
    clock: Clock,
    text: str,
    password: str | None,
    new_password: str | None,
) -> None:
    with joining.step("Address"):
        address = read_address(text)
    joining.done("Address", f"{address.login} at {address.host}, database {address.database}")
    with joining.step("Reach the server"):
        reach(address)
    joining.done("Reach the server")
    connection = _log_in(joining, address, password)
    try:
        with joining.step("A database of BDC Desk"):
            told = hello(connection)
        joining.done("A database of BDC Desk", f"version {told.version}")
        with joining.step("Your place in it"):
            _place(told, store)
        joining.done("Your place in it", f"{told.dealership_name}, as {told.role}")
        if told.first_password:
            if not new_password:
                joining.result.needs_new_password = True
                return
            with joining.step("Your own password"):
                _change_password(connection, password, new_password)
            joining.done("Your own password", "The first one is worth nothing any more.")
            password = joining.result.password = new_password
        joining.done("Keep the password", _kept(address, password))
        with joining.step("This desk"):
            desk = _settle(store, clock, connection, told, address)
        joining.done("This desk", "The log comes in while you work.")
        joining.result.desk = desk
    finally:
        connection.close()


def _kept(address: Address, password: str | None) -> str:
    """Keep the password; where, in words."""
    if not password:
        return "It is where libpq found it: in PGPASSWORD or ~/.pgpass."
    if keep_password(address, password):
        return "In this computer's keyring."
    return "No keyring here keeps secrets: it is asked for at each start, and never written."


def _log_in(joining: _Joining, address: Address, password: str | None) -> PatientConnection:
    try:
        connection = connect(address, password)
    except BdcDeskError as fault:
        if isinstance(fault, ServerHere) and any(sign in str(fault) for sign in ABOUT_TLS):
            with joining.step("Encrypted connection"):
                raise
        if not address.is_loopback:
            joining.done("Encrypted connection")
        with joining.step("Log in"):
            raise
    joining.done("Encrypted connection", _secured(address, encrypted=bool(connection.pgconn.ssl_in_use)))
    joining.done("Log in")
    return connection


def _secured(address: Address, *, encrypted: bool) -> str:
    """What is known of the way there."""
    if not encrypted:
        return "Not needed: nothing leaves this computer."
    if address.parameters()["sslmode"] == "verify-full":
        return "The server is who it says it is."
    return "Encrypted; the server's name was not checked."


def _place(told: Hello, store: Store) -> None:
    if told.person is None or told.dealership is None:
        raise Refused(
            "This login belongs to no dealership there, or was removed. Ask whoever runs the database."
        )
    with store.snapshot() as snapshot:
        here = snapshot.desk()
    if here is not None and here.dealership != told.dealership:
        raise Refused(
            "This profile holds a dealership of its own. Join from a new profile (--profile DIR), or let the "
            "database's owner take this one in (`bdc-desk shared adopt`)."
        )
    if here is not None and not here.is_in_team:
        raise Refused(
            "This dealership's log is there and here, apart. Join from a new profile (--profile DIR); open "
            "leads of this one come along by `bdc-desk export-leads`."
        )
    if here is not None and here.person != told.person:
        raise Refused("This profile is a colleague's. Join from a new one (--profile DIR).")


def _change_password(connection: PatientConnection, password: str | None, new_password: str) -> None:
    if len(new_password) < SHORTEST_PASSWORD or new_password == password:
        raise Refused(f"Choose a new password of at least {SHORTEST_PASSWORD} characters.", code="password")
    change_password(connection, new_password)


def _settle(store: Store, clock: Clock, connection: PatientConnection, told: Hello, address: Address) -> Desk:
    """This profile becomes a desk of the team, and pulls enough to open: the rules and the people."""
    assert told.person is not None  # noqa: S101 - `_place` refused it
    assert told.dealership is not None  # noqa: S101 - as above
    assert told.chain is not None  # noqa: S101 - a dealership has a chain
    with store.snapshot() as snapshot:
        known = snapshot.desk()
    identity = known or DeskIdentity(str(uuid4()), told.chain, told.dealership, told.person, SHARED)
    join_desk(connection, identity.desk, bdc_desk.__version__)
    with store.unit() as unit:
        unit.put_this_desk(identity)
        unit.put_setting(SHARED_ADDRESS, str(address))
        if unit.setting(DIAL_WAY) is None:
            unit.put_setting(DIAL_WAY, DIAL_WAYS[0])
    desk = Desk(store, team_clock(store, clock), told.person)
    shared = Shared(connection, identity.desk, identity.dealership)
    for _ in Exchange(desk, shared, bdc_desk.__version__).pull():
        break  # the first page is here and its first portion concluded; the sync brings the rest
    return desk


def team_clock(store: Store, clock: Clock) -> Clock:
    """The desk's clock: in a team this computer's, moved to the server's as last measured; alone as it is."""
    with store.snapshot() as snapshot:
        identity, off = snapshot.desk(), snapshot.setting(CLOCK_OFF)
    if identity is None or not identity.is_in_team:
        return clock
    return ShiftedClock(clock, timedelta(microseconds=int(off or 0)))


def address_of(store: Store) -> Address | None:
    """Where this profile's team is; None for a desk that works alone."""
    with store.snapshot() as snapshot:
        identity, text = snapshot.desk(), snapshot.setting(SHARED_ADDRESS)
    return read_address(text) if identity is not None and identity.is_in_team and text else None
