"""The desk's ways in at work: each mailbox and watched folder is looked at again and again.

APScheduler's BackgroundScheduler runs the looks in its own threads (design.md, Three flows, 3); a mailbox
that can say when mail comes (IDLE) only makes its look come sooner. Whoever listens is called in these
threads.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from bdc_desk.clock import SystemClock
from bdc_desk.errors import BdcDeskError
from bdc_desk.intake.folder import FolderReader
from bdc_desk.intake.source import Source
from bdc_desk.intake.values import SourceStatus
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings, folders, mailboxes

FOLDER_SECONDS: Final = 3
MAILBOX_SECONDS: Final = 30
SETTINGS_SECONDS: Final = 3
"""How often the settings are looked at: a command may add a mailbox while the window is open."""

INTAKE_MOVED: Final = Changes(kinds=frozenset({Data.INTAKE}))

OnStatus = Callable[[SourceStatus], None]
OnChanges = Callable[[Changes], None]
OpenMailbox = Callable[[MailboxSettings], Source]
"""Settings -> a reader of that mailbox; it loads the mail library."""


class IntakeService:
    """Every way in of one desk. Made, started and stopped by the composition root."""

    def __init__(self, desk: Desk, open_mailbox: OpenMailbox) -> None:
        """`open_mailbox` is called once for each mailbox, in another thread."""
        self._desk, self._open_mailbox = desk, open_mailbox
        self._on_status: OnStatus = lambda _status: None
        self._on_changes: OnChanges = lambda _changes: None
        self._sources: dict[str, Source] = {}
        self._settings: dict[str, MailboxSettings | str] = {}
        self._told: dict[str, SourceStatus] = {}
        self._looking: set[str] = set()
        self._rung: set[str] = set()
        self._gone: dict[str, list[Source]] = {}
        self._stopped = False
        self._lock = threading.Lock()
        # One reload at a time, and none while the scheduler ends: it waits for its jobs, and lets none of
        # them ask it for anything meanwhile.
        self._reloading = threading.Lock()
        # A look that takes longer than its interval: the next one comes, finds it at work and goes.
        self._scheduler = BackgroundScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 3}, daemon=True
        )

    def start(
        self,
        on_status: OnStatus = lambda _status: None,
        on_changes: OnChanges = lambda _changes: None,
    ) -> None:
        """Begin to look; both are called in other threads: `on_status` for a source that stands otherwise
        than before, `on_changes` for what its leads moved.
        """
        self._on_status, self._on_changes = on_status, on_changes
        self._scheduler.start()
        self._scheduler.add_job(self._look_at_settings, "interval", seconds=SETTINGS_SECONDS, id="settings")
        self.reload()

    def stop(self) -> None:
        """End, also while a network hangs; what was read is safe, the rest is read at the next start."""
        with self._lock:
            self._stopped = True
        with self._reloading, self._lock:
            sources = list(self._sources.values())
            self._sources, self._settings = {}, {}
        for source in sources:
            source.stop()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
        for source in sources:
            source.close()

    def statuses(self) -> tuple[SourceStatus, ...]:
        """How every mailbox and folder stands, in the order in which they were added."""
        with self._lock:
            return tuple(source.status for source in self._sources.values())

    def read_now(self, name: str | None = None) -> None:
        """Look at once, at this mailbox or folder or at all; returns before it is done."""
        with self._lock:
            found = {key: one for key, one in self._sources.items() if name in {None, one.status.name}}
        for key, source in found.items():
            source.try_now()
            self._ring(key)

    def read_again(self, name: str) -> None:
        """Go through a mailbox's last days, or all files of a folder, once more. Every lead stays one."""
        with self._lock:
            found = {key: one for key, one in self._sources.items() if one.status.name == name}
        for key, source in found.items():
            source.read_again()
            self._ring(key)

    def give_password(self, name: str, password: str) -> None:
        """For this session, where no keyring holds one."""
        with self._lock:
            found = {key: one for key, one in self._sources.items() if one.status.name == name}
        for key, source in found.items():
            source.give_password(password)
            self._ring(key)

    def reload(self) -> None:
        """The settings changed: a source came, went, or is another. Returns before it is done."""
        self._scheduler.add_job(self._reload, id="reload", replace_existing=True)

    # in the scheduler's threads

    def _reload(self) -> None:
        with self._reloading:
            self._take_settings()
        self._on_changes(INTAKE_MOVED)

    def _look_at_settings(self) -> None:
        """What another program added, changed or took out is taken over."""
        try:
            wanted = self._wanted()
        except BdcDeskError:
            return  # the file is busy: the next look comes soon
        with self._lock:
            is_same = self._stopped or (wanted == self._settings and [*wanted] == [*self._sources])
        if not is_same:
            self._reload()

    def _wanted(self) -> dict[str, MailboxSettings | str]:
        found: dict[str, MailboxSettings | str] = {
            f"mailbox {one.name}": one for one in mailboxes(self._desk)
        }
        return found | {f"folder {path}": path for path in folders(self._desk)}

    def _take_settings(self) -> None:
        wanted = self._wanted()
        with self._lock:
            gone = [key for key, settings in self._settings.items() if wanted.get(key) != settings]
            fresh = [key for key in wanted if key in gone or key not in self._settings]
        for key in gone:
            self._end(key)
        for key in fresh:
            self._begin(key, wanted[key])
        with self._lock:
            self._sources = {key: self._sources[key] for key in wanted if key in self._sources}

    def _begin(self, key: str, settings: MailboxSettings | str) -> None:
        source: Source
        if self._stopped:
            return
        if isinstance(settings, str):
            source, seconds = FolderReader(self._desk, settings), FOLDER_SECONDS
        else:
            source, seconds = self._open_mailbox(settings), MAILBOX_SECONDS
        with self._lock:
            if self._stopped:
                source.close()
                return
            self._sources[key], self._settings[key] = source, settings
        source.listen(lambda: self._ring(key), lambda: self._tell(key, source))
        self._scheduler.add_job(self._look, "interval", args=[key], seconds=seconds, id=key)
        self._ring(key)

    def _end(self, key: str) -> None:
        with self._lock:
            self._settings.pop(key, None)
            self._told.pop(key, None)
            source, is_looking = self._sources.pop(key, None), key in self._looking
            if source is not None and is_looking:
                self._gone.setdefault(key, []).append(source)  # the look closes it
        with suppress(JobLookupError):
            self._scheduler.remove_job(key)
        if source is not None:
            source.stop()
            if not is_looking:
                source.close()

    def _ring(self, key: str) -> None:
        """Let the look come now; while one runs, another follows it."""
        with self._lock:
            if key in self._looking:
                self._rung.add(key)
                return
        with suppress(JobLookupError):
            self._scheduler.modify_job(key, next_run_time=SystemClock().now())

    def _look(self, key: str) -> None:
        """Look until nobody rang meanwhile; one look at a source at a time."""
        with self._lock:
            if key in self._looking:
                return
            self._looking.add(key)
        while self._looked_once(key):
            continue

    def _looked_once(self, key: str) -> bool:
        """Look; whether to look once more."""
        with self._lock:
            self._rung.discard(key)
            source = self._sources.get(key)
        if source is not None:
            self._read(key, source)
        with self._lock:
            gone = self._gone.pop(key, [])
            goes_on = key in self._rung and not self._stopped
            if not goes_on:
                self._looking.discard(key)
        for one in gone:
            one.close()
        return goes_on

    def _read(self, key: str, source: Source) -> None:
        try:
            source.read(self._on_changes)
        except Exception:
            logging.getLogger(__name__).exception("a look at a way in failed")
        self._tell(key, source)

    def _tell(self, key: str, source: Source) -> None:
        status = source.status
        with self._lock:
            if self._told.get(key) == status or self._sources.get(key) is not source:
                return
            self._told[key] = status
        self._on_status(status)
