from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desks import Staffed, staffed


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Staffed]:
    """A dealership of three people, set up at ten on a Monday."""
    with staffed(tmp_path) as found:
        yield found
