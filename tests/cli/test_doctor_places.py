"""What the doctor knows of folders, file systems, locks and players."""

import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.cli.checks import place
from bdc_desk.cli.checks.finding import State, hidden, without_home
from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.file_systems import NETWORK, kind_of, network_kind
from bdc_desk.storage.health import Scratch, is_locked, quick_check
from bdc_desk.storage.store import Store
from bdc_desk.ui.display_probe import player_name

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/homes /home nfs4 rw,vers=4.2 0 0
tmpfs /home/kim/fast tmpfs rw 0 0
//files/x /mnt/with\\040space cifs rw 0 0
kim@host: /mnt/ssh fuse.sshfs rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//kim@files/leads on /Volumes/leads (smbfs, nodev, nosuid, mounted by kim)
"""


@pytest.mark.parametrize(
    ("path", "mounts", "kind"),
    [
        ("/srv/desk", MOUNTS, "ext4"),
        ("/home/kim/desk", MOUNTS, "nfs4"),
        ("/home", MOUNTS, "nfs4"),
        ("/homes/kim", MOUNTS, "ext4"),  # begins alike, lies elsewhere
        ("/home/kim/fast/desk", MOUNTS, "tmpfs"),  # the deepest one holds
        ("/mnt/with space/desk", MOUNTS, "cifs"),
        ("/mnt/ssh", MOUNTS, "fuse.sshfs"),
        ("/Users/kim", MAC, "apfs"),
        ("/Volumes/leads/desk", MAC, "smbfs"),
        ("/x", "", ""),
    ],
)
def test_the_file_system_of_a_path(path: str, mounts: str, kind: str) -> None:
    assert kind_of(path, mounts) == kind


def test_which_of_them_are_networks() -> None:
    assert all(map(NETWORK.match, ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "ceph")))
    assert not any(
        map(NETWORK.match, ("ext4", "xfs", "btrfs", "apfs", "tmpfs", "overlay", "fuseblk", "ntfs3"))
    )
    assert network_kind(Path("/proc")) == ""


def test_a_lock_is_seen_by_another_program_only_while_it_is_held(tmp_path: Path) -> None:
    look = (
        "import sys; from pathlib import Path; from bdc_desk.storage.health import is_locked; "
        "print(is_locked(Path(sys.argv[1])))"
    )

    def seen() -> str:
        command = [sys.executable, "-c", look, str(tmp_path / "s")]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip()

    with closing(Scratch(tmp_path / "s")) as scratch:
        assert scratch.has_wal
        assert seen() == "False"
        scratch.lock()
        assert seen() == "True"
    assert seen() == "False"


def test_a_look_makes_no_file(tmp_path: Path) -> None:
    for look in (quick_check, is_locked):
        with pytest.raises(SurroundingsFault):
            look(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["plain", "with space", "per%20cent", "quest?ion#mark"])
def test_a_whole_file_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "bdc-desk.sqlite"
    Store.open(path).close()
    assert quick_check(path) == []


def test_a_home_is_not_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert without_home(tmp_path / "x") == "~/x".replace("/", "\\" if sys.platform == "win32" else "/")
    assert without_home(tmp_path) == "~"
    assert without_home(f"{tmp_path}er/x") == f"{tmp_path}er/x"
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    assert without_home("/srv/x") == "/srv/x"

    def nobody() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nobody)
    assert without_home("/srv/x") == "/srv/x"


def test_a_login_is_not_shown() -> None:
    assert hidden('failed for user "kim_ro"', "kim_ro") == 'failed for user "(the login)"'
    assert hidden("words", "") == "words"


def test_a_folder_nobody_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    (finding,) = place.check_folder(str(tmp_path))
    assert finding.state is State.BROKEN
    assert "cannot be written: Permission denied." in finding.words
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    (finding,) = place.check_locks(str(tmp_path))
    assert finding.state is State.SKIPPED


def test_an_sqlite_that_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "sqlite_is_too_old", lambda: True)
    (finding,) = place.check_locks(str(tmp_path))
    assert (finding.state, "too old (3.37.0 is needed)" in finding.words) == (State.BROKEN, True)


def test_an_sqlite_without_the_search_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "can_search", lambda: False)
    (finding,) = place.check_locks(str(tmp_path))
    assert (finding.state, "FTS5" in finding.words) == (State.BROKEN, True)


@pytest.mark.parametrize(
    ("platform", "there", "told"),
    [
        ("linux", {"paplay", "aplay"}, "paplay"),
        ("linux", set[str](), ""),
        ("darwin", {"afplay"}, "afplay"),
        ("win32", set[str](), "Windows"),
    ],
)
def test_what_plays_the_tones(platform: str, there: set[str], told: str) -> None:
    assert player_name(platform, lambda name: f"/usr/bin/{name}" if name in there else None) == told
