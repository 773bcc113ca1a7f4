"""A shared database for every test, on a server that each worker starts once."""

from collections.abc import Iterator

import pytest

from tests.helpers.teams import TeamDatabase, TeamServer, team_server


@pytest.fixture(scope="session")
def team() -> Iterator[TeamServer]:
    """The newest PostgreSQL, with the template."""
    with team_server() as server:
        yield server


@pytest.fixture
def shared(team: TeamServer) -> Iterator[TeamDatabase]:
    """A new shared database with two dealerships and their people."""
    with team.database() as database:
        yield database
