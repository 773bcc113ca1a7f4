"""Desks of a team are killed at every sort of statement of their exchange, and at any moment."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from tests.helpers.kills.team import Team
from tests.helpers.kills.zygote import Zygote
from tests.helpers.teams import TeamDatabase

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked: not on Windows")
KILLS = 44


def test_killed_amid_a_push_and_a_pull(shared: TeamDatabase, tmp_path: Path) -> None:
    with closing(Zygote(tmp_path / "zygote.words")) as zygote:
        team = Team(zygote, shared, tmp_path / "team", 20261104)
        assert {"sync: before push", "sync: stored", "sync: before COMMIT 1"} <= team.points.keys()
        while team.kills < KILLS:
            team.kill()
        assert team.faults() == []
    assert len(team.hit) > 8
    assert any(team.hit.values())  # inside a transaction of the replica
    assert team.processes.told > KILLS
