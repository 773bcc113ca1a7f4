from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.demo import invent
from bdc_desk.demo.people import ZONE
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.store import Store

POLICY = (Path(__file__).parents[2] / "resources/policies/default.toml").read_text(encoding="utf-8")
WEDNESDAY = datetime(2026, 3, 4, 10, 40, tzinfo=zone_of(ZONE))

Inventing = Callable[[datetime], Desk]


@pytest.fixture
def inventing(tmp_path: Path) -> Iterator[Inventing]:
    """Invents a dealership in a profile of its own."""
    stores: list[Store] = []

    def make(at: datetime) -> Desk:
        stores.append(Store.open(tmp_path / f"profile {len(stores)}" / "desk.sqlite"))
        return invent(stores[-1], at, POLICY)

    yield make
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The dealership of the pictures; tests that share it only read."""
    store = Store.open(tmp_path_factory.mktemp("demo") / "desk.sqlite")
    yield invent(store, WEDNESDAY, POLICY)
    store.close()
