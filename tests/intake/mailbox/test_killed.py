"""The reader cut down at every step: each lead once, none lost, every mail marked in the end."""

import os
import random
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from bdc_desk.clock import SystemClock
from bdc_desk.intake.mailbox.reading import MailboxReader
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.operations.setting_up import set_up
from bdc_desk.storage.log_writing import LogWriting
from bdc_desk.storage.store import Store
from tests.helpers.desks import FORM, POLICY, unlike_rebuilt
from tests.helpers.imap import LOGIN, LOOPBACK, PASSWORD, imap_server, mail
from tests.intake.mailbox.conftest import Mailbox, deliveries, enquiries

POINTS = ("searched", "fetched", "receiving", "received", "seen")
NUMBERS = range(5)
ALL = [f"Pat Sample{number}" for number in NUMBERS]
SECONDS = 60


class Killed(BaseException):
    """The reader was cut down here."""


@pytest.mark.parametrize("at", POINTS)
@pytest.mark.parametrize("nth", [1, 2, 5])
def test_cut_down_at_any_step_the_next_reader_finishes(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, at: str, nth: int
) -> None:
    seen_by_person = (1, 3)
    mailbox.read()  # the first look is over: from here on seen mails count, too
    for number in NUMBERS:
        mailbox.deliver(number, *([r"\Seen"] if number in seen_by_person else []))
    times = count(1)

    def kill(point: str) -> None:
        if point == at and next(times) == nth:
            raise Killed

    real = LogWriting.append

    def append(self: LogWriting, **told: object) -> object:
        entry = real(self, **told)  # type: ignore[arg-type]
        kill("receiving")  # written, and not yet committed
        return entry

    monkeypatch.setattr(LogWriting, "append", append)
    reader = mailbox.reader(at=kill)
    if at == "searched" and nth > 1:
        reader.read(mailbox.clock.now())
    else:
        with pytest.raises(Killed):
            reader.read(mailbox.clock.now())
    monkeypatch.undo()
    mailbox.read()
    assert enquiries(mailbox.staff.ana) == ALL
    assert mailbox.server.unseen() == []
    # Nothing was even taken up twice: the mark is of the same transaction as the lead.
    assert [one.result for one in deliveries(mailbox.staff.ana)] == ["new lead"] * len(ALL)
    assert unlike_rebuilt(mailbox.staff.ana) == []


def test_killed_by_the_system_again_and_again(tmp_path: Path) -> None:
    """Programs that are killed (SIGKILL) at a point of the dice's choice, until one comes to the end."""
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("this system has no SIGKILL")
    dice = random.Random(20)
    clock = SystemClock()
    profile = tmp_path / "bdc-desk.sqlite"
    with imap_server() as server:
        store = Store.open(profile)
        desk = set_up(store, clock, FORM, POLICY)
        store.close()
        assert run(profile, server.port, "", 0) == 0  # the first look
        for number in NUMBERS:
            server.deliver(mail(number), clock.now())
        killed = sum(
            run(profile, server.port, point, dice.randint(1, 2)) == -signal.SIGKILL
            for point in dice.sample(POINTS, len(POINTS))
        )
        assert killed >= 3
        assert run(profile, server.port, "", 0) == 0
        store = Store.open(profile)
        assert enquiries(store) == ALL
        assert server.unseen() == []
        assert [one.result for one in deliveries(Desk(store, clock, desk.person))] == ["new lead"] * len(ALL)
        store.close()


def run(profile: Path, port: int, point: str, nth: int) -> int:
    """One program that reads the mailbox and dies when it comes to `point` for the `nth` time."""
    command = [
        sys.executable,
        "-m",
        "tests.intake.mailbox.test_killed",
        str(profile),
        str(port),
        point,
        str(nth),
    ]
    return subprocess.run(command, timeout=SECONDS, check=False).returncode


def main(profile: str, port: str, at: str, nth: str) -> None:
    """The program."""
    times = count(1)

    def kill(point: str) -> None:
        if point == at and next(times) == int(nth):
            os.kill(os.getpid(), signal.SIGKILL)

    real = LogWriting.append

    def append(self: LogWriting, **told: object) -> object:
        entry = real(self, **told)  # type: ignore[arg-type]
        kill("receiving")
        return entry

    LogWriting.append = append  # type: ignore[method-assign, assignment]
    store = Store.open(Path(profile))
    with store.snapshot() as snapshot:
        person = next(entry.agent for entry in snapshot.entries_of_kinds("arrival", "dealership set up"))
    desk = Desk(store, SystemClock(), person)
    settings = MailboxSettings("Leads", LOOPBACK, LOGIN, port=int(port), security="none")
    reader = MailboxReader(desk, settings, lambda _: PASSWORD, lambda _: True, at=kill)
    status = reader.read(SystemClock().now())
    reader.close()
    assert not status.why, status
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
