"""What every command shares: help, profiles, faults in words, output that steers no terminal."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bdc_desk
from bdc_desk.cli import main as main_module
from bdc_desk.cli.arguments import COMMANDS
from bdc_desk.settings import VARIABLE
from tests.cli.conftest import Commands
from tests.helpers.desks import Staffed


def test_version(run: Commands) -> None:
    said = run("--version", profile=False)
    assert (said.code, said.out) == (0, f"bdc-desk {bdc_desk.__version__}\n")


def test_help_names_every_command_and_shows_how_to_begin(run: Commands) -> None:
    said = run("--help", profile=False)
    assert said.code == 0
    assert all(re.search(rf"^    {name}( |$)", said.out, re.MULTILINE) for name in COMMANDS)
    assert "bdc-desk setup " in said.out


@pytest.mark.parametrize("name", [*COMMANDS, "policy check", "policy use", "policy show"])
def test_every_command_has_help(run: Commands, name: str) -> None:
    said = run(*name.split(), "--help", profile=False)
    assert (said.code, said.out.startswith(f"usage: bdc-desk {name}")) == (0, True)


@pytest.mark.parametrize(
    "argv",
    [
        ["dance"],
        ["import"],
        ["policy"],
        ["show"],
        ["queue", "--json", "--watch"],
        ["setup", "--role", "king"],
    ],
)
def test_a_call_that_is_off_exits_2(run: Commands, argv: list[str]) -> None:
    said = run(*argv, profile=False)
    assert said.code == 2
    assert said.err.startswith("usage: bdc-desk")


@pytest.mark.parametrize(
    "argv",
    [["queue"], ["attempts"], ["show", "x"], ["import", "x"], ["verify"], ["rebuild"], ["policy", "show"]],
)
def test_without_a_dealership_the_way_on_is_said_and_nothing_is_made(run: Commands, argv: list[str]) -> None:
    said = run(*argv)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"bdc-desk: There is no dealership in {run.folder} yet. Run `bdc-desk setup`")
    assert not run.folder.exists()


def test_the_profile_of_the_environment(
    run: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "there"))
    assert f"{tmp_path / 'there'}  (not there yet)" in run("where", profile=False).out
    assert f"{run.folder}  (not there yet)" in run("where").out  # the argument comes first
    monkeypatch.setenv(VARIABLE, "~nobody-of-this-name/desk")
    said = run("where", profile=False)
    assert (said.code, "There is no folder ~nobody" in said.err) == (1, True)


def test_the_profile_before_or_after_the_command(run: Commands) -> None:
    before = run("--profile", str(run.folder), "where", profile=False)
    assert before.out == run("where").out


def test_where_names_what_is_there(run: Commands) -> None:
    run.set_up()
    out = run("where").out
    assert f"database   {run.folder / 'bdc-desk.sqlite'}\n" in out
    assert f"look       {run.folder / 'preferences.json'}  (not there yet)\n" in out


@pytest.mark.parametrize("below", ["file", "file/below"])
def test_a_folder_that_cannot_be_made(run: Commands, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("in the way")
    run.folder = tmp_path / below
    said = run.set_up()
    assert said.code == 1
    assert f"The folder {run.folder} could not be made" in said.err
    assert "--profile" in said.err
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be looked at" * 50, b"SQLite format 3\0junk"]
)
def test_a_damaged_database_is_said_in_words(run: Commands, content: bytes) -> None:
    run.folder.mkdir()
    (run.folder / "bdc-desk.sqlite").write_bytes(content)
    for command in (("queue",), ("verify",), ("setup", "--name", "x")):
        said = run(*command)
        assert said.code == 1
        assert "backup" in said.err
        assert "Traceback" not in said.err


def test_where_a_damaged_database_is_is_said_all_the_same(run: Commands) -> None:
    run.folder.mkdir()
    (run.folder / "bdc-desk.sqlite").write_bytes(b"SQLite format 3\0junk")
    said = run("where")
    assert (said.code, said.err) == (0, "")
    assert f"database   {run.folder / 'bdc-desk.sqlite'}\n" in said.out
    assert "\nteam " not in said.out


@pytest.mark.expects_log
def test_a_mistake_of_the_program_is_owned_and_kept_in_the_log(
    run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bdc_desk.cli import show_queue  # noqa: PLC0415 - the module that is to fail

    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(show_queue, "as_text", fail)
    said = run("queue")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "queue failed\nbdc-desk: this is a mistake of the program; the log file says more (bdc-desk where).\n"
    )
    kept = (run.folder / "logs" / "bdc-desk.log").read_text()
    assert "ZeroDivisionError: oh" in kept


def test_ctrl_c_and_ctrl_d_stop(run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    from bdc_desk.cli import show_queue  # noqa: PLC0415 - as above

    for stop in (KeyboardInterrupt, EOFError):

        def interrupted(*_: object, stop: type[BaseException] = stop) -> None:
            raise stop

        monkeypatch.setattr(show_queue, "as_text", interrupted)
        assert run("queue").code == main_module.STOPPED


def _alone(*argv: str, folder: Path, **more: str) -> dict[str, object]:
    """How to run `bdc-desk` in a process of its own, without a display."""
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    env |= {VARIABLE: str(folder), **more}
    return {"args": [sys.executable, "-m", "bdc_desk", *argv], "env": env}


def test_without_a_display_the_window_says_what_to_do(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for argv in ((), ("run",), ("demo",)):
        said = run(*argv)
        assert said.code == 1
        assert "There is no display here" in said.err
        assert "bdc-desk queue --watch" in said.err
        assert "--screenshot" in said.err
    assert not run.folder.exists()


def test_a_reader_that_has_gone_is_no_fault(run: Commands, desk: Staffed) -> None:
    for number in range(1, 5):
        desk.lead(number)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        said = subprocess.run(  # type: ignore[call-overload]
            **_alone("queue", folder=run.folder),
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (said.returncode, said.stderr) == (0, b"")


def test_a_terminal_that_lacks_signs_shows_codes(run: Commands, desk: Staffed) -> None:
    desk.lead(1, "Zoë 小林")
    said = subprocess.run(  # type: ignore[call-overload]
        **_alone("queue", folder=run.folder, PYTHONIOENCODING="ascii", LC_ALL="C"),
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert b"Zo\\xeb \\u5c0f" in said.stdout


def test_a_picture_of_the_demo(run: Commands, tmp_path: Path) -> None:
    picture = tmp_path / "queue.png"
    said = subprocess.run(  # type: ignore[call-overload]
        **_alone("demo", "--screenshot", str(picture), folder=run.folder),
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert not run.folder.exists()
