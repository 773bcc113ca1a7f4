"""Real files, each test its own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.storage.store import Store
from tests.helpers.plain_log import DESK, PlainLog, rules


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the replica lies: a folder that is not there yet, with a name that URLs would stumble over."""
    return tmp_path / "profile 100%20x" / "log.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A replica with a desk and no entry."""
    with closing(Store.open(path)) as store:
        with store.unit() as unit:
            unit.put_this_desk(DESK)
        yield store


@pytest.fixture
def log(path: Path) -> Iterator[PlainLog]:
    """A plain connection to a replica where a policy is in force and a lead has arrived."""
    with closing(PlainLog.create(path)) as log:
        log.use_policy(rules())
        log.arrive()
        yield log
