"""dev.py, which every fresh machine meets first: what it says, what it would run, when it installs again."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev


@pytest.mark.parametrize(
    ("words", "libraries"),
    [
        # What Python says: one library a try.
        (
            "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory",
            {"libEGL.so.1"},
        ),
        # What ldd says: all at once, with those it found, and the same one twice.
        (
            (
                "\tlibxcb-icccm.so.4 => not found\n\tlibGL.so.1 => /lib/libGL.so.1 (0x7f)\n"
                "/x/libqxcb.so:\n\tlibxcb-icccm.so.4 => not found\n\tlibstdc++.so.6 => not found\n"
            ),
            {"libxcb-icccm.so.4", "libstdc++.so.6"},
        ),
        # Another fault of Qt's is not a missing library.
        ("ImportError: /lib/libc.so.6: version `GLIBC_2.34' not found (required by libQt6Core.so.6)", set()),
        ("", set()),
    ],
)
def test_missing_libraries(words: str, libraries: set[str]) -> None:
    assert dev.missing_libraries(words) == libraries


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),  # a name that ends in a digit takes a hyphen
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),  # no underscores in names of packages
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libwayland-cursor.so.0", "libwayland-cursor0"),
        ("libglib-2.0.so.0", "libglib2.0-0"),  # the odd ones
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_package_of(library: str, package: str) -> None:
    assert dev.package_of(library) == package


def test_apt_reads_its_lists_before_it_installs() -> None:
    assert dev.apt_commands({"libgl1", "libegl1"}) == [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "libegl1", "libgl1"],
    ]


@pytest.mark.parametrize(
    ("surroundings", "plugins"),
    [
        ({}, []),
        ({"DISPLAY": ""}, []),
        ({"DISPLAY": ":0"}, ["libqxcb.so"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["libqwayland.so"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["libqxcb.so", "libqwayland.so"]),
    ],
)
def test_platform_plugins(surroundings: dict[str, str], plugins: list[str]) -> None:
    assert dev.platform_plugins(surroundings) == plugins


def test_the_interpreter_of_an_environment() -> None:
    assert dev.venv_python(Path("v"), windows=False) == Path("v/bin/python")
    assert dev.venv_python(Path("v"), windows=True) == Path("v/Scripts/python.exe")


def test_it_installs_again_when_anything_changed_that_an_installation_depends_on() -> None:
    digests = {
        dev.digest("3.11", b"project", b"pins"),
        dev.digest("3.12", b"project", b"pins"),
        dev.digest("3.11", b"project!", b"pins"),
        dev.digest("3.11", b"project", b"pins!"),
        dev.digest("3.11", b"projectp", b"ins"),  # what moved from one file to the other
    }

    assert len(digests) == 5
    assert dev.digest("3.11", b"project", b"pins") in digests


def test_every_step_runs_and_the_exit_code_tells_of_one_failure(capfd: pytest.CaptureFixture[str]) -> None:
    steps = {
        "first": [sys.executable, "-c", "raise SystemExit(3)"],
        "second": [sys.executable, "-c", "print('still here')"],
    }

    code = dev.run_steps(steps)

    out, err = capfd.readouterr()
    assert (code, out) == (1, "still here\n")
    assert "failed: first\n" in err


def test_steps_that_succeed(capfd: pytest.CaptureFixture[str]) -> None:
    assert dev.run_steps({"only": [sys.executable, "-c", ""]}) == 0
    assert "all is well: only" in capfd.readouterr().err


def test_exit_codes_are_passed_on() -> None:
    assert dev.call([sys.executable, "-c", "raise SystemExit(7)"]) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of this kind")
def test_an_end_by_a_signal_is_told_as_a_shell_does() -> None:
    assert dev.call([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) == 137


def test_words_of_a_failing_command_are_shown_and_of_others_not(capfd: pytest.CaptureFixture[str]) -> None:
    dev.quiet([sys.executable, "-c", "print('chatter')"], "It failed.")
    assert capfd.readouterr() == ("", "")

    with pytest.raises(dev.Missing, match="It failed"):
        dev.quiet([sys.executable, "-c", "print('the reason'); raise SystemExit(1)"], "It failed.")
    assert "the reason" in capfd.readouterr().err


def test_the_checks_are_the_four() -> None:
    steps = dev.check_steps(Path("v/bin/python"))

    assert list(steps) == ["formatting", "lint", "types", "import contracts"]
    assert steps["import contracts"][0] == str(Path("v/bin/lint-imports"))


def test_a_soak_is_of_all_or_of_one() -> None:
    python = Path("python")
    team, kills, cuts, laws = (
        [str(python), "-m", f"tests.helpers.{module}", "soak"]
        for module in ("chaos", "kills", "power", "laws")
    )
    whole = [[*team, "10"], [*kills, "10000"], [*cuts, "10000"], [*laws, "300"]]
    assert dev.soak_commands(python, []) == whole
    assert dev.soak_commands(python, ["0", "4711"]) == [[*team, "0", "4711"]]
    assert dev.soak_commands(python, ["kills"]) == [[*kills, "10000"]]
    assert dev.soak_commands(python, ["cuts", "5", "1"]) == [[*cuts, "5", "1"]]
    for words in (
        ["ten"],
        ["1", "2", "3"],
        ["kills", "-1"],
        ["cuts", "1.5"],
        ["fires", "3"],
        ["team", "kills"],
    ):
        with pytest.raises(dev.Missing, match="how much and a seed"):
            dev.soak_commands(python, words)


def test_a_soak_is_no_part_of_the_tests() -> None:
    assert not any("soak" in word for command in dev.check_steps(Path("v")).values() for word in command)


@pytest.mark.parametrize(("argv", "code"), [([], 2), (["dance"], 2), (["--help"], 0)])
def test_usage_names_every_command(argv: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(argv) == code
    out = capsys.readouterr().out
    assert [name for name in dev.COMMANDS if f"dev.py {name}" not in out] == []


def test_an_old_python_can_read_the_file_as_far_as_the_sentence() -> None:
    source = Path(dev.__file__).read_text(encoding="utf-8")

    tree = ast.parse(source, feature_version=(3, 6))

    first_three = [type(node) for node in tree.body[:3]]
    assert first_three == [ast.Expr, ast.Import, ast.If], "the check of the version comes before all else"


def test_it_runs_without_anything_installed() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-E", "dev.py", "--help"],
        cwd=dev.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_pins_name_no_package_host() -> None:
    lines = (dev.ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    pins = [line for line in lines if not line.startswith("#")]
    assert all("==" in pin and "/" not in pin and "@" not in pin for pin in pins)
