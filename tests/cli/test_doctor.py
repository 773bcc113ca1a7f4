"""`bdc-desk doctor`: a line a check, nothing hidden by one that fails, nothing personal."""

import os
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bdc_desk import secret_store
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cli import doctor
from bdc_desk.cli.checks import folders, looking, own_process, place, program, rules, window
from bdc_desk.cli.checks.finding import Check, State, ok
from bdc_desk.cli.checks.own_process import ProbeFailed
from bdc_desk.operations.intake_settings import keep_folder
from bdc_desk.operations.reading import around
from bdc_desk.operations.setting_up import policy_body
from bdc_desk.storage.store import Store
from bdc_desk.sync.settings import CLOCK_OFF
from tests.cli.conftest import Commands, Keyring, Office, Said, Terminal
from tests.helpers.desks import Staffed

FOUND: dict[str, Any] = {
    "version": "6.11.0", "plugin": "xcb", "screens": 2, "fonts": 30, "tray": True, "player": "pw-play",
}  # fmt: skip
SHAPE = ["check", "state", "words", "do"]


class Asked:
    """Stands in for the processes that the doctor begins; answers as told."""

    def __init__(self, *answers: dict[str, Any] | ProbeFailed) -> None:
        self.answers, self.env = list(answers), list[object]()

    def __call__(self, *probe: str, env: object = None, seconds: float = 0) -> dict[str, Any]:
        self.env.append(env)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, ProbeFailed):
            raise answer
        return answer


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with a display and a keyring, whatever this one has; no other process begins."""
    monkeypatch.setattr(window, "ask", Asked(FOUND))
    monkeypatch.setattr(place, "ask", Asked({"locked": True}))
    keyring = Keyring()
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: keyring)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")


def by_check(said: Said) -> dict[str, tuple[str, str, str]]:
    return {one["check"]: (one["state"], one["words"], one["do"]) for one in said.objects}


def test_all_is_well(run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.lead(1)
    kept = Keyring()
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: kept)
    said = run("doctor")
    assert said.code == 0, said.out
    lines = said.out.splitlines()
    assert [line.split()[1] for line in lines[:7]] == [
        "python", "packages", "qt", "display", "tray", "sound", "keyring",
    ]  # fmt: skip
    assert all(line.startswith("✓ ") for line in lines[:-2]), said.out
    assert lines[-1] == "All is well."
    assert "✓ policy       version " in said.out
    assert "open today 09:00-21:00 (Europe/London)" in said.out
    assert "✓ team         this desk works alone" in said.out
    assert kept.kept == {}  # the word that was put in was taken out again


def test_json_is_an_object_a_check(run: Commands, desk: Staffed) -> None:
    said = run("doctor", "--json", "--offline")
    assert all(list(one) == SHAPE for one in said.objects)
    assert len({one["check"] for one in said.objects}) == len(said.objects) >= 17
    assert {one["state"] for one in said.objects} == {"ok"}


def test_a_profile_that_is_not_there_is_no_fault_and_is_not_made(run: Commands) -> None:
    said = run("doctor", "--json")
    assert said.code == 0, said.out
    found = by_check(said)
    assert found["database"][0] == "warning"
    assert "bdc-desk setup" in found["database"][2]
    assert found["log"][0] == "skipped"
    assert "policy" not in found
    assert not run.folder.exists()
    assert not list(run.folder.parent.iterdir())


@pytest.mark.parametrize(
    "content", [b"no database, but long enough to be looked at" * 50, b"SQLite format 3\0"]
)
def test_a_damaged_database_exits_1_and_the_rest_goes_on(run: Commands, content: bytes) -> None:
    run.folder.mkdir()
    (run.folder / "bdc-desk.sqlite").write_bytes(content)
    said = run("doctor", "--json")
    found = by_check(said)
    assert said.code == 1
    assert found["database"][0] == found["log"][0] == "broken"
    assert "backup" in found["database"][2]
    assert found["time zones"][0] == "ok"


def test_a_page_that_was_spoilt_is_found(run: Commands, desk: Staffed) -> None:
    for number in range(1, 40):
        desk.lead(number)
    with closing(Store.open(run.folder / "bdc-desk.sqlite")) as store, store.snapshot() as snapshot:
        snapshot._sql.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = run.folder.parent / "copy"
    copy.mkdir()
    data = bytearray((run.folder / "bdc-desk.sqlite").read_bytes())
    for page in range(20, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    (copy / "bdc-desk.sqlite").write_bytes(data)
    said = Commands(copy, run.capsys, run.clock)("doctor", "--json")
    assert (said.code, by_check(said)["database"][0]) == (1, "broken")


def test_what_hangs_is_given_up_and_the_rest_goes_on() -> None:
    let_go = threading.Event()

    def hang() -> list[Any]:
        let_go.wait()
        return []

    (finding,) = looking.look(Check("disk", hang, 0.01))
    let_go.set()
    assert (finding.check, finding.state) == ("disk", State.BROKEN)
    assert finding.words == "There was no answer within 0 s."


@pytest.mark.expects_log
def test_a_mistake_in_a_look_is_a_finding() -> None:
    def fail() -> list[Any]:
        raise ZeroDivisionError

    (finding,) = looking.look(Check("x", fail))
    assert (finding.state, "ZeroDivisionError" in finding.words) == (State.BROKEN, True)


def test_a_package_that_is_missing_is_said_by_name(run: Commands, tmp_path: Path) -> None:
    """The doctor itself must begin without what it is to miss."""
    without = """
import sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"keyring", "sqlalchemy", "platformdirs", "tzlocal", "apscheduler"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Gone())
import bdc_desk.cli.checks.own_process as own
def ask(*a, **k):
    raise own.ProbeFailed("not in this test")
own.ask = ask
from bdc_desk.cli.main import main
raise SystemExit(main(["doctor", "--profile", sys.argv[1]]))
"""
    done = subprocess.run(
        [sys.executable, "-c", without, str(tmp_path / "none")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "✗ packages     Missing: APScheduler, keyring, platformdirs, SQLAlchemy, tzlocal." in done.stdout
    assert "✗ keyring      Not looked at: keyring cannot be imported. Install the program" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_every_package_of_the_program_is_looked_for() -> None:
    import re  # noqa: PLC0415 - here only
    import tomllib  # noqa: PLC0415 - here only

    file = Path(program.__file__).parents[3] / "pyproject.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=; ]", one)[0].lower() for one in told} - {"tzdata"}
    assert names == {name.lower() for name in program.NEEDED}


def test_this_machine_s_own_processes_answer(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "ask", own_process.ask)
    monkeypatch.setattr(place, "ask", own_process.ask)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    run.set_up()
    found = by_check(run("doctor", "--json"))
    assert found["qt"][0] == "ok", found["qt"]
    assert found["display"][0] == "warning"  # offscreen: nobody sees it
    assert found["locks"][0] == "ok", found["locks"]
    assert sorted(path.name for path in run.folder.iterdir() if path.name.startswith(".")) == []


# The window.


def test_without_a_display_that_is_said_and_is_no_fault(
    run: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(FOUND)
    monkeypatch.setattr(window, "ask", asked)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    said = run("doctor", "--json")
    found = by_check(said)
    assert said.code == 0
    assert (found["display"][0], found["tray"][0], found["qt"][0]) == ("warning", "skipped", "ok")
    assert "queue --watch" in found["display"][2]
    assert asked.env == [{"QT_QPA_PLATFORM": "offscreen"}]


def test_a_display_that_qt_cannot_use_is_broken(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = ProbeFailed("It ended with -6: could not connect to display :0.", "could not connect")
    monkeypatch.setattr(window, "ask", Asked(failed, FOUND))
    found = by_check(said := run("doctor", "--json"))
    assert said.code == 1
    assert (found["qt"][0], found["display"][0], found["sound"][0]) == ("ok", "broken", "ok")
    assert "could not connect to display" in found["display"][1]


def test_qt_that_does_not_begin_names_the_libraries(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = ProbeFailed("It ended with 1: libEGL.so.1: cannot open.", "libEGL.so.1: cannot open")
    monkeypatch.setattr(window, "ask", Asked(failed))
    found = by_check(said := run("doctor", "--json"))
    assert (said.code, found["qt"][0]) == (1, "broken")
    assert "libegl1" in found["qt"][2]
    assert "display" not in found


@pytest.mark.parametrize(
    ("found", "check", "state"),
    [
        ({"fonts": 0}, "qt", "broken"),  # letters would be boxes
        ({"plugin": "offscreen"}, "display", "warning"),
        ({"tray": False}, "tray", "ok"),  # only said
        ({"player": ""}, "sound", "warning"),
    ],
)
def test_what_qt_found(
    run: Commands, monkeypatch: pytest.MonkeyPatch, found: dict[str, Any], check: str, state: str
) -> None:
    monkeypatch.setattr(window, "ask", Asked({**FOUND, **found}))
    assert by_check(run("doctor", "--json"))[check][0] == state


@pytest.mark.parametrize(
    ("env", "platform", "told"),
    [
        ({}, "linux", ""),
        ({}, "win32", "the system's"),
        ({"DISPLAY": ":1"}, "linux", "DISPLAY=:1"),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "WAYLAND_DISPLAY=wayland-0"),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux", "QT_QPA_PLATFORM=vnc"),
    ],
)
def test_what_a_window_opens_on(env: dict[str, str], platform: str, told: str) -> None:
    assert window.display_of(env, platform) == told


def test_a_process_that_ends_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProbeFailed, match="It ended with 2"):
        own_process.ask("nothing of the kind")
    monkeypatch.setattr(own_process, "_program", lambda: [sys.executable + "-not-there"])
    with pytest.raises(ProbeFailed, match="did not answer"):
        own_process.ask("qt")


# The keyring.


class Locked(Keyring):
    """Takes what it is given and gives nothing back."""

    def get_password(self, service: str, account: str) -> str | None:
        return None


@pytest.mark.parametrize(("keyring", "words"), [(None, "None here keeps secrets"), (Locked(), "locked")])
def test_a_keyring_that_keeps_nothing(
    run: Commands, monkeypatch: pytest.MonkeyPatch, keyring: object, words: str
) -> None:
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: keyring)
    state, told, _ = by_check(run("doctor", "--json"))["keyring"]
    assert (state, words in told) == ("warning", True)


# The folder and its disk.


def test_a_folder_that_cannot_be_written(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file in the way")
    run.folder = tmp_path / "profile" / "below"
    assert by_check(run("doctor", "--json"))["profile"][0] == "ok"  # the nearest folder above is looked at


@pytest.mark.parametrize(
    ("free", "state"), [(83 * 10**9, "ok"), (499_999_999, "warning"), (500_000_000, "ok"), (10**7, "broken")]
)
def test_room_on_the_disk(run: Commands, monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=free))
    assert by_check(run("doctor", "--json"))["space"][0] == state


def test_locks_that_do_not_hold_are_broken(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "ask", Asked({"locked": False}))
    state, words, do = by_check(said := run("doctor", "--json"))["locks"]
    assert (said.code, state) == (1, "broken")
    assert "Two programs could write" in words
    assert "--profile" in do


def test_a_network_drive_is_told(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "network_kind", lambda _folder: "nfs4")
    state, words, do = by_check(run("doctor", "--json"))["profile"]
    assert (state, "(nfs4)" in words, "BDC_DESK_PROFILE" in do) == ("broken", True, True)


def test_log_files(run: Commands, desk: Staffed) -> None:
    run("queue")
    assert by_check(run("doctor", "--json"))["log files"] == ("ok", "0 kB of log files", "")
    (run.folder / "logs" / "strange").write_bytes(bytes(21_000_000))
    assert by_check(run("doctor", "--json"))["log files"][0] == "warning"


# The dealership.


def test_a_clock_behind_the_log(run: Commands, desk: Staffed) -> None:
    desk.lead(1)
    desk.clock.set(desk.clock.now() - timedelta(hours=3))
    state, words, _ = by_check(run("doctor", "--json"))["clock"]
    assert state == "warning"
    assert words == "It is Mon 2 Mar 07:00 by this computer; the newest entry is of Mon 2 Mar 10:00."


@pytest.mark.expects_log
def test_a_policy_that_cannot_be_read(run: Commands, desk: Staffed) -> None:
    body = {**policy_body(around(desk.ana).policy), "text": "= none"}
    with desk.store.unit() as unit:
        unit.append(
            lead=None, round=0, kind=Kind.POLICY_USED, body=body,
            details=None, at=desk.clock.now(), agent=desk.ana.person, policy="", offset=timedelta(),
        )  # fmt: skip
    said = run("doctor")
    assert "! policy       One that was put in force cannot be read; the one before it holds." in said.out
    assert "✓ policy       version" in said.out


@pytest.mark.parametrize(
    ("at", "spans"),
    [
        ("2026-03-02T10:00+00:00", ["09:00-21:00"]),
        ("2026-03-29T00:30+00:00", ["09:00-21:00"]),  # the clocks change that night
        ("2026-03-31T23:30+00:00", ["09:00-21:00"]),  # the next day there already
        ("2026-12-31T23:59+00:00", ["09:00-21:00"]),
    ],
)
def test_today_s_hours(desk: Staffed, at: str, spans: list[str]) -> None:
    from datetime import datetime  # noqa: PLC0415 - for this table only

    assert rules.spans_of(around(desk.ana).policy, datetime.fromisoformat(at)) == spans


def test_watched_folders(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    (tmp_path / "leads").mkdir()
    keep_folder(desk.ana, str(tmp_path / "leads"))
    name = f"folder {tmp_path / 'leads'}"
    assert by_check(run("doctor", "--json"))[name][0] == "ok"
    (tmp_path / "leads").rmdir()
    state, words, do = by_check(said := run("doctor", "--json"))[name]
    assert (said.code, state) == (1, "broken")
    assert "No such file or directory. Leads put there wait." in words
    assert "bdc-desk folder remove" in do


# The team.


def test_a_team_s_database(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.begin()
    assert office.join("kim_ro", office.person("Kim Ro", "manager")).code == 0
    kim = office.desk("kim_ro")
    said = kim("doctor", "--json")
    state, words, _ = by_check(said)["team"]
    assert (state, words) == ("ok", f"127.0.0.1 answers, database {office.database}, version 2")
    assert by_check(kim("doctor", "--json", "--offline"))["team"][0] == "skipped"
    assert "kim" not in said.out.replace(str(kim.folder), "").lower()
    with closing(Store.open(kim.folder / "bdc-desk.sqlite")) as store, store.unit() as unit:
        unit.put_setting(CLOCK_OFF, str(-7 * 60 * 1_000_000))
    assert "7 min fast" in by_check(kim("doctor", "--json"))["clock"][1]
    office.keyring.kept = dict.fromkeys(office.keyring.kept, "wrong")
    state, words, do = by_check(kim("doctor", "--json"))["team"]
    assert (state, "kim_ro" in words) == ("broken", False)
    assert "bdc-desk join" in do
    office.keyring.kept = {}
    assert by_check(kim("doctor", "--json"))["team"][0] == "warning"
    office.server.stop()
    try:
        said = kim("doctor", "--json")
    finally:
        office.server.start()
    assert (said.code, by_check(said)["team"][0]) == (1, "broken")
    assert "works on meanwhile" in by_check(said)["team"][2]


# How it is told.


def test_on_a_terminal_a_line_is_folded_and_the_running_check_shows(
    run: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, err = Terminal(), Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setenv("COLUMNS", "70")
        run("doctor")
    lines = out.getvalue().splitlines()
    assert all(len(line) <= 70 for line in lines if str(run.folder) not in line)
    assert any(line.startswith(" " * 15) for line in lines)
    assert "  keyring ...\r\x1b[K" in err.getvalue()


def test_nobody_s_name_number_or_home_is_printed(
    run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.lead(1, "Robin Secret")
    monkeypatch.setenv("HOME", str(run.folder.parent))
    monkeypatch.setenv("USERPROFILE", str(run.folder.parent))
    out = run("doctor").out
    assert not any(word in out for word in ("Robin", "Secret", "7946", "Ana", "Cruz", str(run.folder.parent)))
    assert f"~{os.sep}profile can be written" in out


def test_a_terminal_that_lacks_the_signs(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    class Ascii(Terminal):
        encoding = "ascii"

    out = Ascii()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        run("doctor")
    assert "ok  python" in out.getvalue()


def test_sum() -> None:
    states = [State.OK, State.WARNING, State.BROKEN]
    assert doctor._sum(states) == "1 thing is broken, 1 more thing to know."
    assert doctor._sum([State.BROKEN] * 2) == "2 things are broken."
    assert doctor._sum([State.WARNING]) == "Nothing that is needed is broken; 1 thing to know."


def test_a_check_may_find_several_things() -> None:
    check = Check("many", lambda: [ok("a", "1"), ok("b", "2")])
    assert [one.check for one in looking.look(check)] == ["a", "b"]
    assert next(iter(folders.check_one_folder("/"))).state is State.OK
