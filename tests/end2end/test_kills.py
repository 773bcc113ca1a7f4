"""Nothing that was shown as saved is lost or doubled, whenever the desk is killed: at named points, at any
moment, as it opens or migrates a file, as it sends a mail, with a call and a note on the screen.

The desk of a team is killed in tests/sync/test_kills_in_a_team.py; thousands of kills: `tests.helpers.kills`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.kills.checker import Kinds
from tests.helpers.kills.deeds import DEEDS
from tests.helpers.kills.old import Openings
from tests.helpers.kills.points import TOLD, named
from tests.helpers.kills.rounds import Solo, killing, learn
from tests.helpers.kills.window import STAGES
from tests.helpers.kills.windows import Windows
from tests.helpers.kills.zygote import Zygote
from tests.helpers.smtp import SmtpServer

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked: not on Windows")

KEY = ("before INSERT entry 1", "before INSERT seal 1", "before RELEASE 1", "before COMMIT 1", TOLD)
"""Where each deed is cut down, as far as it comes there, beside others that the dice choose."""
OTHERS = 1
"""So many of these a deed."""
HALVES = (tuple(DEEDS)[::2], tuple(DEEDS)[1::2])
RANDOM = 80

Learned = tuple[Zygote, SmtpServer, dict[str, bool], Kinds]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learned]:
    """What a dry run of all deeds passes and writes."""
    folder = tmp_path_factory.mktemp("kills")
    with killing(folder) as (zygote, server):
        yield (zygote, server, *learn(zygote, server, folder / "dry"))


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("INSERT INTO entry (id) VALUES ('x')", "INSERT entry"),
        ("\nINSERT OR IGNORE INTO setting VALUES (1)", "INSERT setting"),
        ("REPLACE INTO 'main'.'search_words_data'(id) VALUES(1)", "REPLACE search_words_data"),
        ("DELETE FROM claim WHERE customer = 1", "DELETE claim"),
        ("UPDATE this_desk SET person = 1", "UPDATE this_desk"),
        ("CREATE UNIQUE INDEX IF NOT EXISTS place ON seal (no)", "CREATE place"),
        ("BEGIN IMMEDIATE", "BEGIN"),
        ("COMMIT", "COMMIT"),
        ("SELECT 1 FROM entry", None),
        ("PRAGMA synchronous = FULL", None),
    ],
)
def test_points_are_named_by_what_is_written(statement: str, name: str | None) -> None:
    assert named(statement) == name


@pytest.mark.parametrize("deeds", HALVES, ids=["one half", "the other"])
def test_killed_at_named_points(learned: Learned, tmp_path: Path, deeds: tuple[str, ...]) -> None:
    zygote, server, points, kinds = learned
    solo = Solo(zygote, server, tmp_path / "solo", 20261101, kinds)
    chosen = []
    for deed in deeds:
        its = [name for name in points if name.startswith(f"{deed}: ")]
        key = [f"{deed}: {name}" for name in KEY if f"{deed}: {name}" in points]
        rest = sorted(set(its) - set(key))
        chosen += [*key, *solo.dice.sample(rest, min(len(rest), 8 if deed == "email sent" else OTHERS))]
    solo.dice.shuffle(chosen)
    missed = [point for point in chosen if not solo.kill_at(point)]
    assert missed == []
    assert len(solo.journal.inside) >= 50
    assert solo.faults() == []
    assert solo.journal.acknowledged > len(chosen)
    assert solo.taken()


def test_killed_at_any_moment(learned: Learned, tmp_path: Path) -> None:
    zygote, server, _, kinds = learned
    solo = Solo(zygote, server, tmp_path / "solo", 20261102, kinds)
    for _ in range(RANDOM):
        solo.kill_at_random()
    assert solo.faults() == []
    assert solo.journal.acknowledged > RANDOM


@pytest.mark.parametrize("is_old", [True, False], ids=["migration", "first start"])
def test_killed_as_a_file_is_migrated_or_made(learned: Learned, tmp_path: Path, is_old: bool) -> None:
    zygote, *_ = learned
    openings = Openings(zygote, tmp_path / "openings", 20261103)
    points = openings.points[is_old]
    # At the ends of the one transaction first: nothing of it, and all of it.
    for point in ("open: before COMMIT 1", f"open: {TOLD}"):
        path = openings._file(is_old=is_old)
        openings.kill_at(path, point, is_old=is_old)
        openings.open_in_peace(path, is_old=is_old)
    while openings.kills < 24:
        openings.kill(is_old=is_old)
    assert openings.found == []
    assert openings.hit <= points.keys()
    assert len(openings.hit) > 5
    assert sum(points.values()) > 50


def test_killed_with_a_call_and_a_note_on_the_screen(learned: Learned, tmp_path: Path) -> None:
    zygote, *_ = learned
    windows = Windows(zygote, tmp_path / "windows", len(STAGES) + 3)
    for stage in (*STAGES, "typing", "calling", "noted", ""):
        windows.kill(stage)
    assert windows.found == []
