"""`bdc-desk policy check|show|use`, `rebuild` and `verify`."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Commands
from tests.helpers.desks import POLICY, Staffed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The shipped policy in a file."""
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    return path


def test_faults_are_named_by_key_path(run: Commands, file: Path) -> None:
    """Nothing needs to be set up for it."""
    text = POLICY.replace("gap_minutes = 120", 'gap_minutes = "long"').replace(
        'zone = "Europe/London"', 'zone = "London"'
    )
    file.write_text(text, encoding="utf-8")
    said = run("policy", "check", str(file))
    assert said.code == 1
    *faults, empty, total = said.out.splitlines()
    assert [one.partition(":")[0] for one in faults] == ["dealership.zone", "attempts.gap_minutes"]
    assert "found 'London', expected" in faults[0]
    assert (empty, total) == ("", f"2 faults in {file}; it is not in force.")
    assert not run.folder.exists()


def test_a_sound_policy_is_checked_used_and_shown(run: Commands, desk: Staffed, file: Path) -> None:
    file.write_text(POLICY.replace("gap_minutes = 120", "gap_minutes = 90"), encoding="utf-8")
    assert "is a policy without faults (version " in run("policy", "check", str(file)).out
    used = run("policy", "use", str(file))
    assert (used.code, "is in force. What had happened before stays" in used.out) == (0, True)
    assert run("policy", "show").out == file.read_text(encoding="utf-8")
    entries = desk.count()
    assert "is in force already; nothing was written." in run("policy", "use", str(file)).out
    assert desk.count() == entries


def test_a_faulty_policy_is_not_put_in_force(run: Commands, desk: Staffed, file: Path) -> None:
    file.write_text("this is not TOML", encoding="utf-8")
    entries = desk.count()
    said = run("policy", "use", str(file))
    assert (said.code, said.out.startswith("This is not TOML")) == (1, True)
    assert desk.count() == entries


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "cannot be read: No such file"), (b"\xff\xfe", "is not UTF-8 text. Save it as UTF-8.")],
)
def test_a_file_that_is_none(run: Commands, tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "other.toml"
    if content is not None:
        path.write_bytes(content)
    said = run("policy", "check", str(path))
    assert (said.code, said.out) == (1, "")
    assert says in said.err


def test_rebuild_says_how_many(run: Commands, desk: Staffed) -> None:
    desk.lead()
    desk.lead(2)
    before = run("queue").out
    with closing(sqlite3.connect(desk.store.path)) as lists:
        lists.execute("DELETE FROM queue_row")
        lists.commit()
    assert run("queue").out != before
    said = run("rebuild")
    assert (said.code, said.out) == (0, "All lists were concluded from the log anew: 2 leads.\n")
    assert run("queue").out == before


def test_verify_of_a_whole_log(run: Commands, desk: Staffed) -> None:
    desk.call(desk.lead(), "voicemail")
    said = run("verify")
    assert said.code == 0
    assert said.out.startswith(f"The log is whole: {desk.count()} entries, head ")


def test_verify_of_a_tampered_log_exits_1(run: Commands, desk: Staffed) -> None:
    desk.call(desk.lead(), "voicemail")
    with closing(sqlite3.connect(desk.store.path)) as owner:
        owner.execute("DROP TRIGGER entry_no_update")
        owner.execute("UPDATE entry SET content = replace(content, '20.0', '90.0') WHERE kind = 'ended'")
        owner.commit()
    said = run("verify")
    assert said.code == 1
    assert "the guard `entry_no_update` of the log is missing" in said.out
    assert "its hash is not that of what it holds" in said.out
    assert said.out.endswith("\nThe log is not as it was written: 2 faults.\n")
