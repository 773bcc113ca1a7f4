"""`bdc-desk sync`: one exchange, and how a desk stands."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.cli.sync_now import told_off
from bdc_desk.storage.store import Store
from bdc_desk.sync.settings import CLOCK_OFF
from tests.cli.conftest import Commands, Office, Terminal
from tests.cli.test_team_story import mail
from tests.helpers.desks import Staffed


@pytest.fixture
def kim(office: Office) -> Commands:
    """Kim's desk, joined."""
    office.begin()
    assert office.join("kim_ro", office.person("Kim Ro", "manager")).code == 0
    return office.desk("kim_ro")


def test_a_desk_that_works_alone_has_nothing_to_exchange(run: Commands, desk: Staffed) -> None:
    said = run("sync")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("bdc-desk: This desk works alone: there is nothing to exchange.")
    assert "There is no dealership" in Commands(run.folder / "none", run.capsys, run.clock)("sync").err


def test_status_only_tells(office: Office, kim: Commands, tmp_path: Path) -> None:
    kim("import", mail(tmp_path), mail(tmp_path, 2, "Ann Other"))
    office.server.stop()
    try:
        said = kim("sync", "--status")
        off = kim("sync")
    finally:
        office.server.start()
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        f"team     {office.address('kim_ro')}\n"
        "log      3 entries here with their seals\n"
        "clock    right\n"
        "waiting  2 entries for the shared database\n"
        "         Pat Sample: Enquiry received: AutoPortal\n"
        "         Ann Other: Enquiry received: AutoPortal\n"
    )
    assert off.code == 1
    assert off.err.startswith("bdc-desk: The server's machine answers, but no database there.")
    assert off.err.endswith(" 2 entries wait safe here.\n")
    assert kim("sync").out == "2 entries went up, 0 entries came. The log has 5.\n"
    assert kim("queue", "--json").objects[0]["suggested"] is True


def test_many_that_wait_are_counted(office: Office, kim: Commands, tmp_path: Path) -> None:
    kim("import", *(mail(tmp_path, number, f"Pat Sample{number}") for number in range(1, 24)))
    said = kim("sync", "--status")
    assert said.out.splitlines()[-1] == "         ... 3 more"


def test_a_policy_by_who_may_not_is_refused_and_told(office: Office, tmp_path: Path) -> None:
    office.begin()
    assert office.join("lee_fox", office.person("Lee Fox", "enquiry")).code == 0
    lee = office.desk("lee_fox")
    policy = tmp_path / "policy.toml"
    policy.write_text(lee("policy", "show").out.replace("00:00-24:00", "09:00-18:00"), encoding="utf-8")
    used = lee("policy", "use", str(policy))
    assert used.code == 0, used.err
    assert " waits for the shared database, which puts a manager's or the principal's in force" in used.out
    said = lee("sync")
    assert said.code == 0, said.err
    assert (
        "needs you: Harbour Motors: policy used: a manager or the principal puts a policy in force"
        in said.out
    )
    assert "needs you: " in lee("sync", "--status").out


def test_progress_is_for_terminals(
    office: Office, kim: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("bdc_desk.sync.team.FIRST_SYNC_FROM", -1)
    assert office.join("lee_fox", office.person("Lee Fox", "enquiry")).code == 0
    kim("import", mail(tmp_path))
    kim("sync")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        assert office.desk("lee_fox")("sync").out == "0 entries went up, 1 entry came. The log has 5.\n"
    assert "\r\x1b[K5 of 5 entries ..." in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "right"), (-0.9, "right"), (12.2, "12 s slow"), (-119, "119 s fast"), (420, "7 min slow")],
)
def test_a_clock_in_words(seconds: float, words: str) -> None:
    assert told_off(seconds) == words


LAZY = """
import sys
from bdc_desk.cli.main import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = int(end.code or 0)
print(code, [name for name in ("psycopg", "keyring", "PySide6") if name in sys.modules])
"""


@pytest.mark.parametrize(
    "argv",
    [
        ["--version"], ["--help"], ["shared", "adopt", "--help"], ["where"], ["queue"], ["attempts"],
        ["verify"], ["rebuild"], ["policy", "show"], ["phone"], ["import", "."], ["export-leads", "leads"],
    ],
)  # fmt: skip
def test_a_desk_alone_loads_neither_driver_nor_keyring(
    run: Commands, desk: Staffed, tmp_path: Path, argv: list[str]
) -> None:
    (tmp_path / "here").mkdir()
    profile = [] if argv[0].startswith("-") else ["--profile", str(run.folder)]
    done = subprocess.run(
        [sys.executable, "-c", LAZY, *argv, *profile],
        cwd=tmp_path / "here", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr


def test_the_clock_is_the_shared_database_s(office: Office, kim: Commands, tmp_path: Path) -> None:
    with closing(Store.open(kim.folder / "bdc-desk.sqlite")) as store, store.unit() as unit:
        unit.put_setting(CLOCK_OFF, str(-7 * 60 * 1_000_000))
    assert "clock    7 min fast\n" in kim("sync", "--status").out
    kim("import", mail(tmp_path))
    assert kim("sync").code == 0
    assert "clock    right\n" in kim("sync", "--status").out


def test_a_policy_by_a_manager_is_in_force_on_every_desk(
    office: Office, kim: Commands, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(kim("policy", "show").out.replace("00:00-24:00", "09:00-18:00"), encoding="utf-8")
    assert kim("policy", "use", str(policy)).code == 0
    assert "00:00-24:00" in kim("policy", "show").out  # until it is sealed
    assert kim("sync").code == 0
    assert office.join("lee_fox", office.person("Lee Fox", "enquiry")).code == 0
    for desk in (kim, office.desk("lee_fox")):
        assert "09:00-18:00" in desk("policy", "show").out
