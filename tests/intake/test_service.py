"""The ways in at work: looks that come by themselves, when asked for, and when a mailbox rings."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bdc_desk.errors import Refused
from bdc_desk.intake.service import IntakeService
from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.intake_settings import (
    MailboxSettings,
    forget_mailbox,
    keep_folder,
    keep_mailbox,
    mailboxes,
)
from bdc_desk.operations.reading import queue
from tests.helpers.desks import MONDAY, Staffed
from tests.intake.samples import prospect

PATIENCE = 10.0
"""Seconds that a thread may take; no test waits so long for anything that comes."""
LEADS = MailboxSettings(name="Leads", host="imap.example.test", login="leads@example.test")


class FakeMailbox:
    """A mailbox that waits inside a look as long as the test says."""

    def __init__(self, settings: MailboxSettings) -> None:
        self.settings = settings
        self.status = SourceStatus(SourceKind.MAILBOX, settings.name, SourceState.WAITING, MONDAY)
        self.looks = threading.Semaphore(0)
        self.go_on = threading.Event()
        self.go_on.set()
        self.ring: Callable[[], None] = lambda: None
        self.is_closed = False
        self.again = self.asked = 0
        self.passwords: list[str] = []
        self.fault: Exception | None = None

    def read(self, tell: Callable[[Changes], None]) -> None:
        self.looks.release()
        self.go_on.wait(PATIENCE)
        if self.fault is not None:
            raise self.fault
        tell(Changes(kinds=frozenset({Data.INTAKE})))

    def try_now(self) -> None:
        self.asked += 1

    def read_again(self) -> None:
        self.again += 1

    def give_password(self, password: str) -> None:
        self.passwords.append(password)

    def listen(self, ring: Callable[[], None], moved: Callable[[], None]) -> None:
        self.ring = ring

    def stop(self) -> None:
        self.go_on.set()

    def close(self) -> None:
        self.is_closed = True

    def looked(self) -> bool:
        return self.looks.acquire(timeout=PATIENCE)


class Heard:
    """What the service told, from whatever thread."""

    def __init__(self) -> None:
        self.statuses: list[SourceStatus] = []
        self.moved = threading.Semaphore(0)

    def status(self, status: SourceStatus) -> None:
        self.statuses.append(status)

    def changes(self, _changes: Changes) -> None:
        self.moved.release()

    def until_moved(self) -> None:
        assert self.moved.acquire(timeout=PATIENCE)


@contextmanager
def running(here: Staffed, made: list[FakeMailbox]) -> Iterator[tuple[IntakeService, Heard]]:
    def open_mailbox(settings: MailboxSettings) -> FakeMailbox:
        made.append(FakeMailbox(settings))
        return made[-1]

    heard, service = Heard(), IntakeService(here.ana, open_mailbox)
    service.start(heard.status, heard.changes)
    try:
        yield service, heard
    finally:
        service.stop()


def test_a_mailbox_is_looked_at_at_once_when_asked_and_when_it_rings(here: Staffed) -> None:
    keep_mailbox(here.ana, LEADS)
    made: list[FakeMailbox] = []
    with running(here, made) as (service, heard):
        heard.until_moved()
        assert made[0].looked()
        service.read_now("Leads")
        assert made[0].looked()
        made[0].ring()
        assert made[0].looked()
        service.read_again("Leads")
        service.give_password("Leads", "secret")
        assert made[0].looked()
        assert (made[0].asked, made[0].again, made[0].passwords) == (1, 1, ["secret"])
        assert [status.name for status in service.statuses()] == ["Leads"]
    assert made[0].is_closed


def test_news_that_comes_while_it_looks_is_looked_at_next(here: Staffed) -> None:
    keep_mailbox(here.ana, LEADS)
    made: list[FakeMailbox] = []
    with running(here, made) as (_, heard):
        heard.until_moved()
        assert made[0].looked()
        made[0].go_on.clear()
        made[0].ring()
        assert made[0].looked()  # it is inside this look now
        made[0].ring()
        made[0].go_on.set()
        assert made[0].looked()


def test_settings_that_change_take_effect_at_once(here: Staffed) -> None:
    keep_mailbox(here.ana, LEADS)
    made: list[FakeMailbox] = []
    with running(here, made) as (service, heard):
        heard.until_moved()
        assert made[0].looked()
        keep_mailbox(here.ana, MailboxSettings("Leads", "other.example.test", "leads@example.test"))
        service.reload()
        while len(made) < 2:
            heard.until_moved()
        assert made[1].looked()
        assert made[0].is_closed
        forget_mailbox(here.ana, "Leads")
        service.reload()
        while service.statuses():
            heard.until_moved()
        assert made[1].is_closed


def test_what_a_command_adds_is_read_without_a_word(here: Staffed) -> None:
    made: list[FakeMailbox] = []
    with running(here, made) as (service, heard):
        heard.until_moved()
        keep_mailbox(here.ana, LEADS)
        while not service.statuses():
            heard.until_moved()
        assert made[0].looked()


@pytest.mark.expects_log
def test_a_mistake_in_one_look_ends_neither_the_next_nor_the_others(here: Staffed) -> None:
    keep_mailbox(here.ana, LEADS)
    made: list[FakeMailbox] = []
    with running(here, made) as (service, heard):
        heard.until_moved()
        assert made[0].looked()
        made[0].fault = RuntimeError("a mistake")
        service.read_now()
        assert made[0].looked()
        made[0].fault = None
        service.read_now()
        assert made[0].looked()


def test_it_ends_also_in_the_middle_of_a_look(here: Staffed) -> None:
    keep_mailbox(here.ana, LEADS)
    made: list[FakeMailbox] = []
    with running(here, made) as (service, heard):
        heard.until_moved()
        assert made[0].looked()
        made[0].go_on.clear()
        service.read_now()
        assert made[0].looked()
    assert made[0].is_closed


def test_a_watched_folder_fills_the_queue_by_itself(here: Staffed, tmp_path: Path) -> None:
    folder = tmp_path / "leads"
    folder.mkdir()
    (folder / "1.xml").write_text(
        prospect('<name part="full">Pat Sample</name><phone>+44 20 7946 0123</phone>')
    )
    keep_folder(here.ana, str(folder))
    with running(here, []) as (service, heard):
        while not queue(here.ana):
            heard.until_moved()
        (row,) = queue(here.ana)
        assert row.name == "Pat Sample"
        assert [status.kind for status in service.statuses()] == [SourceKind.FOLDER]
    assert heard.statuses[-1].found == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("host", ""),
        ("host", "imap.example.test/mail"),
        ("login", " "),
        ("port", 0),
        ("port", 70000),
        ("security", "ssl"),
        ("sign_in", "guess"),
        ("folder", ""),
        ("days", 0),
    ],
)
def test_settings_that_cannot_be_are_refused(here: Staffed, field: str, value: object) -> None:
    told = {"name": "Leads", "host": "imap.example.test", "login": "leads@example.test"} | {field: value}
    with pytest.raises(Refused):
        keep_mailbox(here.ana, MailboxSettings(**told))  # type: ignore[arg-type]  # wrong on purpose
    assert mailboxes(here.ana) == ()


def test_damaged_settings_are_as_good_as_none(here: Staffed) -> None:
    kept = '[{"name": "A", "host": "h", "login": "l", %s}]'
    values = ('"port": "x"', '"port": 993.0', '"client_id": null', '"tenant": []')
    for damage in ("[", "7", '[{"name": 3}]', "[" * 100_000, *(kept % value for value in values)):
        with here.store.unit() as unit:
            unit.put_setting("mailboxes", damage)
        assert mailboxes(here.ana) == ()


class SlowMailbox(FakeMailbox):
    """A mailbox that takes its time to begin."""

    def __init__(self, settings: MailboxSettings) -> None:
        super().__init__(settings)
        self.begins = threading.Event()
        self.may_begin = threading.Event()
        self.is_listening = False

    def listen(self, ring: Callable[[], None], moved: Callable[[], None]) -> None:
        self.begins.set()
        self.may_begin.wait(PATIENCE)
        self.is_listening = True
        super().listen(ring, moved)

    def stop(self) -> None:
        super().stop()
        self.is_listening = False


def test_it_ends_while_a_mailbox_begins(here: Staffed) -> None:
    keep_mailbox(here.ana, LEADS)
    box = SlowMailbox(LEADS)
    service = IntakeService(here.ana, lambda _settings: box)
    service.start()
    assert box.begins.wait(PATIENCE)
    ending = threading.Thread(target=service.stop, daemon=True)
    ending.start()
    box.may_begin.set()
    ending.join(PATIENCE)
    assert not ending.is_alive()
    assert (box.is_listening, box.is_closed) == (False, True)


def test_settings_that_change_twice_at_once_begin_one_reader(here: Staffed) -> None:
    keep_mailbox(here.ana, LEADS)
    made: list[SlowMailbox] = []
    heard, opened = Heard(), threading.Event()

    def open_mailbox(settings: MailboxSettings) -> SlowMailbox:
        made.append(SlowMailbox(settings))
        opened.set()
        return made[-1]

    service = IntakeService(here.ana, open_mailbox)
    service.start(on_changes=heard.changes)
    try:
        assert opened.wait(PATIENCE)
        assert made[0].begins.wait(PATIENCE)
        service.reload()
        made[0].may_begin.set()
        heard.until_moved()
        heard.until_moved()
    finally:
        service.stop()
    assert [one.is_closed for one in made] == [True]


def test_a_mailbox_that_goes_between_two_looks_is_closed(here: Staffed) -> None:
    """It rang while it was looked at, and is taken out before the next look begins."""
    keep_mailbox(here.ana, LEADS)
    made: list[FakeMailbox] = []
    with running(here, made) as (service, heard):
        heard.until_moved()
        assert made[0].looked()
        key = f"mailbox {LEADS.name}"
        with service._lock:
            service._looking.add(key)  # as between the two
        forget_mailbox(here.ana, LEADS.name)
        service._end(key)
        assert not made[0].is_closed
        assert not service._looked_once(key)
        assert made[0].is_closed
