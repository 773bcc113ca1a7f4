"""A thousand invented mails and files of every kind, and every fixture: each enquiry is one lead, whatever
the order, however often they come, and wherever the import was killed.
"""

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bdc_desk.clock import SystemClock
from bdc_desk.operations.verifying import verify
from bdc_desk.storage.store import Store
from tests.helpers.desks import Staffed, staffed
from tests.helpers.post_bag import Person, fill
from tests.intake.samples import FIXTURES

MAILS = 1000
Customer = tuple[str, tuple[str, ...]]
"""A lead's name and numbers."""


def begun(profile: Path, paths: list[str]) -> "subprocess.Popen[str]":
    command = [
        sys.executable,
        "-m",
        "bdc_desk",
        "--profile",
        str(profile),
        "import",
        "--json",
        "--yes",
        *paths,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def finished(profile: Path, paths: list[str]) -> None:
    with begun(profile, paths) as importing:
        importing.communicate()
    assert importing.returncode == 0


def killed(profile: Path, paths: list[str], after: int) -> None:
    """Kill the import once it told of so many leads."""
    with begun(profile, paths) as importing:
        assert importing.stdout is not None
        for _ in range(after):
            importing.stdout.readline()
        importing.send_signal(signal.SIGKILL)
    assert importing.returncode == -signal.SIGKILL


def leads(store: Store) -> Counter[Customer]:
    with store.snapshot() as snapshot:
        rows = snapshot.lead_rows()
        return Counter((row.name, tuple(snapshot.numbers_of(row.lead))) for row in rows)


def leads_of(store: Store, who: Person) -> set[str]:
    with store.snapshot() as snapshot:
        return {row.lead for row in snapshot.leads_with_keys([f"tel:{who.e164}"])}


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[Person]]:
    """The files' paths in an order of their own, and who enquired."""
    folder = tmp_path_factory.mktemp("bag")
    people = fill(folder, MAILS, SystemClock().now())
    files = [*folder.iterdir(), *(path for path in FIXTURES.rglob("*") if path.is_file())]
    paths = sorted(str(path) for path in files)
    random.Random(4).shuffle(paths)
    return paths, people


def everybody_is_here_once(here: Staffed, people: list[Person]) -> None:
    found = Counter(len(leads_of(here.store, who)) for who in people)
    assert found == {1: len(people)}
    rows = leads(here.store)
    named = sum(rows[who.name, (who.e164,)] for who in people)
    assert named == len(people)


@pytest.mark.timeout(600)
def test_each_enquiry_is_one_lead(tmp_path: Path, bag: tuple[list[str], list[Person]]) -> None:
    paths, people = bag
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    with staffed(one) as here:
        for after in (3, 217, 640):
            killed(one, paths, after)
        finished(one, paths)
        everybody_is_here_once(here, people)
        written = here.count()
        finished(one, paths)
        assert here.count() == written
        assert verify(here.ana) == []
        forwards = leads(here.store)
    with staffed(other) as here:
        finished(other, paths[::-1])
        everybody_is_here_once(here, people)
        assert leads(here.store) == forwards
