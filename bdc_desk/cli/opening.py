"""Opening a profile for a command."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from bdc_desk.clock import Clock, SystemClock
from bdc_desk.errors import NotSetUp, SurroundingsFault
from bdc_desk.log import log_to
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import Profile, is_there, make_profile, profile_at
from bdc_desk.storage.store import Store


@contextmanager
def open_store(folder: str | None) -> Iterator[tuple[Profile, Store]]:
    """The profile and its store, made where needed and closed at the end. Raises SurroundingsFault, also
    where there was a log once, and it is gone: nobody begins anew by mistake.
    """
    profile = profile_at(folder)
    _refuse_lost(profile)
    make_profile(profile)
    log_to(profile.logs)
    with closing(Store.open(profile.database)) as store:
        yield profile, store


def _refuse_lost(profile: Profile) -> None:
    """Raises SurroundingsFault where backups lie beside a log that is missing or empty."""
    if not is_there(profile.backups) or (is_there(profile.database) and profile.database.stat().st_size):
        return
    from bdc_desk.storage.backup import backups  # noqa: PLC0415 - in trouble only

    if backups(profile.backups):
        raise SurroundingsFault(
            f"The log {profile.database} is gone or empty, but backups of it lie in {profile.backups}. "
            "`bdc-desk restore` brings the newest back. To begin a new dealership, choose another profile "
            "folder (--profile)."
        )


@contextmanager
def open_desk(folder: str | None) -> Iterator[Desk]:
    """The desk of a profile that is set up. Raises NotSetUp otherwise; an empty folder is not filled."""
    profile = profile_at(folder)
    _refuse_lost(profile)
    if not is_there(profile.database):
        raise NotSetUp(
            f"There is no dealership in {profile.folder} yet. "
            "Run `bdc-desk setup`, or `bdc-desk demo` to look around with invented people."
        )
    with open_store(folder) as (_, store):
        with store.snapshot() as snapshot:
            identity = snapshot.desk()
        if identity is None or identity.person is None:
            raise NotSetUp(f"The profile in {profile.folder} holds no dealership yet. Run `bdc-desk setup`.")
        clock = _team_clock(store) if identity.is_in_team else SystemClock()
        desk = Desk(store, clock, identity.person)
        from bdc_desk.operations.rebuilding import catch_up  # noqa: PLC0415 - the window does it in its lane

        while not catch_up(desk):
            pass  # a profile of an older version, once
        yield desk


def _team_clock(store: Store) -> Clock:
    """The shared database's clock, as last measured."""
    from bdc_desk.sync.joining import team_clock  # noqa: PLC0415 - the database's driver: for a team only

    return team_clock(store, SystemClock())
