#!/usr/bin/env python3
"""Two commands on a fresh machine: `python3 dev.py run` and `python3 dev.py test`.

It needs nothing but Python. The environment `.venv` is made beside it on first use, filled by pyproject.toml
and constraints.txt, and filled again only when one of them changed. What it does and what it misses is said
on stderr; the standard output belongs to the program that it starts.

Older Pythons must be able to read this file, to be told that they are too old: no syntax here is younger than
Python 3.6.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one deserves a sentence, not a traceback
    sys.exit(
        f"BDC Desk needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).\n"
        "Install a newer one and call it by name, for instance: python3.11 dev.py run"
    )

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
LINUX = sys.platform.startswith("linux")
FONT_PACKAGE = "fonts-dejavu-core"

# Prints where PySide6 lies, then how many fonts Qt finds: without any, letters are boxes. The three names it
# leaves out are fontconfig's for whatever there is; Qt lists them even when there is nothing.
QT_PROBE = """
import importlib.util, os
print(*importlib.util.find_spec("PySide6").submodule_search_locations, flush=True)
import PySide6.QtNetwork, PySide6.QtSvg, PySide6.QtWidgets
from PySide6.QtGui import QFontDatabase, QGuiApplication
os.environ["QT_QPA_PLATFORM"] = "offscreen"
app = QGuiApplication([])
print(len(set(QFontDatabase.families()) - {"Monospace", "Sans Serif", "Serif"}))
"""

# Where Debian does not name a library's package by its own rule (see `package_of`).
ODD_PACKAGES = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libglib-2.0.so.0": "libglib2.0-0",  # where it is called libglib2.0-0t64, apt knows the old name too
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}


class Missing(Exception):
    """Something the machine lacks and dev.py may not or cannot install; the message says what to do."""


def say(sentence: str) -> None:
    """Tell the person, apart from the output of what is started."""
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


def call(command: Sequence[str], folder: Path | None = None) -> int:
    """Run a command to its end and return its exit code as a shell would: 128 + n after signal n.

    Ctrl-C reaches the command as well; it is given the time to end in its own way.
    """
    with subprocess.Popen(command, cwd=folder) as child:
        while True:
            try:
                code = child.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code


def quiet(command: Sequence[str], failure: str) -> None:
    """Run a command whose words matter only if it fails: then show them and raise Missing(`failure`)."""
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise Missing(f"{failure} The words of `{' '.join(command)}` are above.")


# What the machine must have: shared libraries, fonts, venv.


def package_of(library: str) -> str:
    """The Debian package of a shared library: its name and number in small letters (Debian policy, 8.1).

    `libX11.so.6` is in `libx11-6`, `libEGL.so.1` in `libegl1`: a hyphen where digits would meet.
    """
    if library in ODD_PACKAGES:
        return ODD_PACKAGES[library]
    name, _, number = library.lower().replace("_", "-").partition(".so.")
    hyphen = "-" if name[-1].isdigit() else ""
    return name + hyphen + number


def missing_libraries(words: str) -> set[str]:
    """The libraries that an ImportError or `ldd` reports as not found, such as `libEGL.so.1`."""
    return set(re.findall(r"(\blib\S+?\.so\.\d+)(?: => not found|: cannot open shared object file)", words))


def apt_commands(packages: Iterable[str]) -> list[list[str]]:
    """The commands that install packages on Debian and Ubuntu, in their order."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *sorted(packages)]
    return [["apt-get", "update"], install]


def apt_install(packages: set[str], why: str) -> None:
    """Install packages as root on Debian and Ubuntu. Raises Missing, with their names, anywhere else."""
    names = " ".join(sorted(packages))
    if not shutil.which("apt-get"):
        raise Missing(
            f"{why} On Debian the packages are called {names}; install what your system calls them."
        )
    if os.geteuid() != 0:
        raise Missing(f"{why} Please install it: sudo apt-get install --no-install-recommends {names}")
    say(f"{why} Installing {names} ...")
    for command in apt_commands(packages):
        quiet(command, "apt-get could not install it.")


def platform_plugins(environment: Mapping[str, str]) -> list[str]:
    """Qt's platform plugins that a window needs here, by the kinds of display there are."""
    plugins = {"DISPLAY": "libqxcb.so", "WAYLAND_DISPLAY": "libqwayland.so"}
    return [plugin for variable, plugin in plugins.items() if environment.get(variable)]


def lacking_for_qt(python: Path, plugins: Sequence[str]) -> tuple[set[str], str]:
    """The packages Qt lacks here, and why. Raises Missing when Qt fails for any other reason."""
    probe = subprocess.run(
        [str(python), "-c", QT_PROBE], capture_output=True, text=True, errors="replace", check=False
    )
    place, _, fonts = probe.stdout.partition("\n")
    pyside = Path(place)
    files = [
        *pyside.glob("Qt[GNSW]*.so"),
        *(pyside / "Qt" / "plugins" / "platforms" / name for name in plugins),
    ]
    listed = ""
    if shutil.which("ldd"):
        command = ["ldd", *(str(file) for file in files if file.exists())]
        listed = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout
    libraries = missing_libraries(probe.stderr + listed)
    if libraries:
        return {package_of(name) for name in libraries}, f"Qt needs {', '.join(sorted(libraries))}."
    if probe.returncode:
        raise Missing(f"Qt does not start:\n{probe.stderr}")
    if fonts.strip() == "0":
        return {FONT_PACKAGE}, "Qt finds no font, so every letter would be a box."
    return set(), ""


def ready_for_qt(python: Path, plugins: Sequence[str]) -> None:
    """See that Qt finds its libraries and a font, once per environment and kind of display (Linux only)."""
    stamp = VENV / "qt-ready"
    wanted = {"offscreen", *plugins}
    if not LINUX or (stamp.exists() and wanted <= set(stamp.read_text().split())):
        return
    for _ in range(3):  # what is installed may ask for more
        packages, why = lacking_for_qt(python, plugins)
        if not packages:
            stamp.write_text(" ".join(sorted(wanted)))
            return
        try:
            apt_install(packages, why)
        except Missing as missing:
            if packages != {FONT_PACKAGE}:
                raise
            say(str(missing))  # boxes for letters are ugly, and no reason to stop
            return
    say(f"{why} Installing {' '.join(sorted(packages))} did not help.")


# The environment beside this file.


def venv_python(venv: Path, *, windows: bool) -> Path:
    """The interpreter of an environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def digest(version: str, *contents: bytes) -> str:
    """What an installation depends on, in short: Python's version and the files' contents, in this order."""
    parts = (version.encode(), *contents)
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def make_venv() -> None:
    """Make `.venv` anew by this Python."""
    if not importlib.util.find_spec("ensurepip") or not importlib.util.find_spec("venv"):
        package = f"python{THIS_PYTHON}-venv"
        apt_install({package}, "This Python cannot make environments: its part for that is not installed.")
    say(f"making the environment {VENV} ...")
    quiet([sys.executable, "-m", "venv", "--clear", str(VENV)], "The environment could not be made.")


def environment() -> Path:
    """The interpreter of `.venv`, with all installed that pyproject.toml and constraints.txt ask for."""
    python = venv_python(VENV, windows=os.name == "nt")
    stamp = VENV / "installed"
    constraints = ROOT / "constraints.txt"
    files = (ROOT / "pyproject.toml", ROOT / "setup.py", constraints)
    want = digest(THIS_PYTHON, *(file.read_bytes() for file in files))
    if python.exists() and stamp.exists() and stamp.read_text() == want:
        return python
    made_by = VENV / "made-by"
    if not python.exists() or not made_by.exists() or made_by.read_text() != THIS_PYTHON:
        make_venv()
        made_by.write_text(THIS_PYTHON)
    say("installing by pyproject.toml and constraints.txt (a minute or two the first time) ...")
    (VENV / "qt-ready").unlink(missing_ok=True)
    pip = [
        str(python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--constraint",
        str(constraints),
    ]
    quiet(
        [*pip, "--editable", f"{ROOT}[dev]"],
        "pip could not install what the project needs; is there a network?",
    )
    stamp.write_text(want)
    return python


# The commands.


def check_steps(python: Path) -> dict[str, list[str]]:
    """The checks by name: how the code is written, typed, and what it imports."""
    return {
        "formatting": [str(python), "-m", "ruff", "format", "--check", "."],
        "lint": [str(python), "-m", "ruff", "check", "."],
        "types": [str(python), "-m", "mypy"],
        "import contracts": [str(python.with_name("lint-imports")), "--no-logo"],
    }


def run_steps(steps: Mapping[str, Sequence[str]]) -> int:
    """Run every step, also after one failed, and say which did; 0 only if all succeeded."""
    failed = []
    for name, command in steps.items():
        say(f"{name}: {' '.join([Path(command[0]).name, *command[1:]])}")
        if call(command, ROOT):
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else f"all is well: {', '.join(steps)}")
    return 1 if failed else 0


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if LINUX else os.cpu_count() or 1


def run(args: Sequence[str]) -> int:
    """Start BDC Desk; the arguments are its own (try --help)."""
    python = environment()
    ready_for_qt(python, platform_plugins(os.environ))
    return call([str(python), "-m", "bdc_desk", *args])


def test(args: Sequence[str]) -> int:
    """Check, then run the tests on all cores; the arguments are pytest's (-k word, a file ...)."""
    python = environment()
    ready_for_qt(python, [])
    return run_steps(
        {**check_steps(python), "tests": [str(python), "-m", "pytest", "-n", str(cores()), *args]}
    )


def check(args: Sequence[str]) -> int:
    """Check formatting, lint, types and import contracts; takes no arguments."""
    if args:
        raise Missing(f"check takes no arguments, it was given {' '.join(args)}.")
    return run_steps(check_steps(environment()))


def soak(args: Sequence[str]) -> int:
    """All long forms, or one: `team MINUTES` of kills and cut lines, `kills COUNT`, power `cuts COUNT`,
    `laws COUNT` (random lives against a model of the log).

    Each takes a SEED that an earlier one told as well. One that found faults does not keep the next from
    running; the exit code is that of the first.
    """
    python = environment()
    commands = soak_commands(python, args)
    ready_for_qt(python, [])  # windows are killed as well
    codes = [call(command, ROOT) for command in commands]
    return next((code for code in codes if code), 0)


SOAKS = {
    "team": ("tests.helpers.chaos", "10"),
    "kills": ("tests.helpers.kills", "10000"),
    "cuts": ("tests.helpers.power", "10000"),
    "laws": ("tests.helpers.laws", "300"),
}
"""What runs each, and how much of it there is where nobody says."""


def soak_commands(python: Path, args: Sequence[str]) -> list[list[str]]:
    """What a soak runs, one after another. Raises Missing for other words."""
    is_named = bool(args) and args[0] in SOAKS
    numbers = args[1:] if is_named else args
    if len(numbers) > 2 or not all(re.fullmatch(r"\d+", word) for word in numbers):
        raise Missing(
            "soak takes what (team, kills, cuts or laws), how much and a seed: dev.py soak kills 1000."
        )
    wanted = [args[0]] if is_named else ["team"] if numbers else list(SOAKS)
    return [
        [str(python), "-m", module, "soak", *(numbers or [much])]
        for module, much in (SOAKS[name] for name in wanted)
    ]


def translations(args: Sequence[str]) -> int:
    """Gather the window's strings for translators and compile what they made; arguments begin languages."""
    python = environment()
    if not all(re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", word) for word in args):
        raise Missing("translations takes languages by their codes: dev.py translations de nl.")
    return call([str(python), str(ROOT / "resources" / "translations" / "gather.py"), *args], ROOT)


def has_module(python: Path, name: str) -> bool:
    """Whether the environment has a module, without the noise of an import that fails."""
    look = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is None)"
    return call([str(python), "-c", look]) == 0


def install_extra(python: Path, extra: str) -> None:
    """Install what one extra of pyproject.toml asks for. Raises Missing where it cannot be had."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--constraint", str(ROOT / "constraints.txt"), "--editable", f"{ROOT}[{extra}]"]
    quiet(command, f"pip could not install the extra `{extra}`; is there a network?")


def build(args: Sequence[str]) -> int:
    """Build the program for desks without Python into dist/, and see that it starts; takes no arguments."""
    if args:
        raise Missing(f"build takes no arguments, it was given {' '.join(args)}.")
    python = environment()
    ready_for_qt(python, [])
    if not has_module(python, "PyInstaller"):
        say("installing what builds (the extra `build`) ...")
        install_extra(python, "build")
    return call([str(python), str(ROOT / "resources" / "package" / "make_program.py")], ROOT)


def bench(args: Sequence[str]) -> int:
    """Measure how fast it is, all or the subjects NAME ...; --write also writes docs/speed.md."""
    python = environment()
    ready_for_qt(python, platform_plugins(os.environ))
    if not has_module(python, "business_duration"):
        say("installing what is measured against (the extra `bench`) ...")
        install_extra(python, "bench")
    return call([str(python), "-m", "bench", *args], ROOT)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "soak": soak,
    "translations": translations,
    "build": build,
    "bench": bench,
}


def usage() -> str:
    """The commands, one a line."""
    lines = (f"  python3 dev.py {name:12} {command.__doc__}" for name, command in COMMANDS.items())
    return "BDC Desk, from its sources:\n" + "\n".join(lines)


def main(argv: Sequence[str]) -> int:
    """Carry out a command line; the exit code is the command's."""
    if not argv or argv[0] not in COMMANDS:
        print(usage())
        return 0 if argv[:1] in (["-h"], ["--help"], ["help"]) else 2
    try:
        return COMMANDS[argv[0]](argv[1:])
    except Missing as missing:
        say(str(missing))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
