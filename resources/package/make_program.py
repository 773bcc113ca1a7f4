# ruff: noqa: INP001, T201 - a script among the files it uses; its answer is printed
"""Build the program for desks without Python, and see that it starts: `python3 dev.py build`.

PyInstaller makes dist/bdc-desk by build.spec; the licences of all that went in, icons and the desktop file
are put beside it; its size is printed; then it is started with --self-test as on a machine that knows
nothing of this one: an empty environment, another folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from icons import write_hicolor, write_ico
from licences import NotAllowed, gather
from PySide6.QtGui import QGuiApplication

ROOT = Path(__file__).resolve().parents[2]
DIST, WORK = ROOT / "dist", ROOT / "build"
NAME, ID = "bdc-desk", "bdc-desk"
BIGGEST = 10
MEGABYTE = 1_000_000
PATIENCE = 300
"""Seconds for the self-test: the first start of all that was just written."""


def main() -> int:
    """Build, and see that it starts; 0 when it did."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    drawing = QGuiApplication([])  # icons are drawn by it
    work = WORK / "build"  # PyInstaller's own, by the name of the spec
    write_ico(work / f"{NAME}.ico")
    made = _pyinstaller()
    if made:
        return made
    program = DIST / NAME
    try:
        names = (work / "bundled.txt").read_text(encoding="utf-8").splitlines()
        parts = gather(names, program / "licences")
    except NotAllowed as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"licences: {len(parts)} parts, listed in {program / 'licences' / 'NOTICE.txt'}")
    if sys.platform.startswith("linux"):
        _desktop(program / "share")
    drawing.shutdown()
    print("\n".join(_sizes(program)))
    return _self_test(program)


def _pyinstaller() -> int:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(DIST), "--workpath", str(WORK), str(ROOT / "build.spec")]
    return subprocess.run([*command, *places], cwd=ROOT, check=False).returncode


def _desktop(share: Path) -> None:
    """Desktop file, metainfo and icons, to be copied to /usr/local/share or ~/.local/share."""
    here = ROOT / "resources" / "desktop"
    for file, place in ((f"{ID}.desktop", "applications"), (f"{ID}.metainfo.xml", "metainfo")):
        (share / place).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(here / file, share / place / file)
    write_hicolor(share, NAME)


def _sizes(program: Path) -> Iterator[str]:
    """The size of all, and of the biggest files, in MB of a million bytes."""
    files = {file: file.stat().st_size for file in program.rglob("*") if _is_file(file)}
    yield f"size: {sum(files.values()) / MEGABYTE:.0f} MB in {len(files)} files; the biggest:"
    for file in sorted(files, key=lambda one: files[one], reverse=True)[:BIGGEST]:
        yield f"  {files[file] / MEGABYTE:6.1f} MB  {file.relative_to(program)}"


def _is_file(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _self_test(program: Path) -> int:
    """Start what was built as another machine would; its exit code."""
    started = program / (f"{NAME}.exe" if os.name == "nt" else NAME)
    with tempfile.TemporaryDirectory(prefix="bdc-desk-built-") as folder:
        print(f"\n{started} --self-test, in an empty environment:", flush=True)
        done = subprocess.run(
            [str(started), "--self-test"],
            cwd=folder,
            env=_empty_environment(folder),
            timeout=PATIENCE,
            check=False,
        )
    return done.returncode


def _empty_environment(folder: str) -> Mapping[str, str]:
    """What a process cannot begin without, and a home that has nothing in it."""
    if os.name == "nt":
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}
        return {**kept, "TEMP": folder, "TMP": folder, "USERPROFILE": folder, "LOCALAPPDATA": folder}
    return {"PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}


if __name__ == "__main__":
    sys.exit(main())
