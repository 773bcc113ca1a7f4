from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm
from bdc_desk.storage.store import Store

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana Cruz's desk at an empty dealership."""
    store = Store.open(tmp_path / "desk.sqlite")
    hours = dict.fromkeys(WEEKDAYS, ("09:00-21:00",))
    form = SetupForm("Northgate Motors", "GB", "", "Europe/London", hours, "Ana Cruz")
    text = (RESOURCES / "policies/default.toml").read_text(encoding="utf-8")
    yield set_up(store, FixedClock(NOW), form, text)
    store.close()
